"""Values as canonical JSON: the same value is always the same text, so that a digest of it shows any change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from desk_app.domain.journal import canonical


def plain(value: object) -> object:
    """The value as JSON has it: dataclasses become objects, sets sorted lists, moments ISO text in UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(part) for part in value)
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def frozen_text(value: Mapping[str, object]) -> str:
    """Return the canonical JSON."""
    found = plain(value)
    assert isinstance(found, dict)
    return canonical(found).decode()


def digest_of(text: str) -> str:
    """Return SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
