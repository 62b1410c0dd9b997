"""Telephone numbers, read leniently: what is not a number of Kazakhstan stays as it was typed."""

from __future__ import annotations

import re

from desk_app.domain.text import digits


def normalise_phone(text: str) -> str:
    """Return +7 and ten digits where the text is a number of Kazakhstan, else the text, stripped."""
    bare = re.sub(r"[\s()\-.]", "", text)
    if not re.fullmatch(r"\+?[0-9]+", bare):
        bare = re.sub(r"[()\-+]", "", digits(text))
    found = re.fullmatch(r"(?:\+?7|8)?(7[0-9]{9})", bare)
    return f"+7{found[1]}" if found else text.strip()


def phone_key(text: str) -> str:
    """Return the ten digits a number of Kazakhstan is searched by, however it is written; empty for other texts."""
    phone = normalise_phone(text)
    return phone[2:] if re.fullmatch(r"\+7[0-9]{10}", phone) else ""


def format_phone(phone: str) -> str:
    """Return +7 7XX XXX XX XX; a number of unknown shape as it is."""
    found = re.fullmatch(r"\+7([0-9]{3})([0-9]{3})([0-9]{2})([0-9]{2})", normalise_phone(phone))
    return f"+7 {' '.join(found.groups())}" if found else phone
