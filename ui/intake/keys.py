"""Keys of the document lines by their place on the keyboard, so that they work under any layout."""

from __future__ import annotations

import sys
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desk_app.domain.text import digits


class Mark(StrEnum):
    """What a key says of a line."""

    SEEN = "seen"
    COPY = "copy"
    ELECTRONIC = "electronic"
    MISSING = "missing"
    EXPIRED = "expired"
    NOT_REQUIRED = "not_required"
    FAULT = "fault"


# the letter printed on a Latin key, and what the Russian and Kazakh layouts type with the same key
_LETTERS = {
    "c": Mark.COPY,
    "с": Mark.COPY,
    "l": Mark.ELECTRONIC,
    "д": Mark.ELECTRONIC,
    "e": Mark.EXPIRED,
    "у": Mark.EXPIRED,
    "w": Mark.NOT_REQUIRED,
    "ц": Mark.NOT_REQUIRED,
    "f": Mark.FAULT,
    "а": Mark.FAULT,
}
# evdev codes plus eight (X11, Wayland); set 1 scan codes (Windows)
_X11 = {54: Mark.COPY, 46: Mark.ELECTRONIC, 26: Mark.EXPIRED, 25: Mark.NOT_REQUIRED, 41: Mark.FAULT}
_WINDOWS = {0x2E: Mark.COPY, 0x26: Mark.ELECTRONIC, 0x12: Mark.EXPIRED, 0x11: Mark.NOT_REQUIRED, 0x21: Mark.FAULT}
_PLACES = {"win32": _WINDOWS, "linux": _X11}.get(sys.platform, {})

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def mark_of(event: QKeyEvent) -> Mark | None:
    """Return what the key says; None for any other key and for one held with Ctrl or Alt."""
    if event.modifiers() & _COMMANDS:
        return None
    key = event.key()
    if key == Qt.Key.Key_Space:
        return Mark.SEEN
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return Mark.MISSING
    found = _PLACES.get(event.nativeScanCode())
    if found is not None:
        return found
    letter = event.text() or (chr(key) if key < 0x110000 else "")
    return _LETTERS.get(letter.casefold())


def sheets_of(event: QKeyEvent) -> int | None:
    """Return the digit 1 to 9 typed, the digit row of the Kazakh layout read as digits; None for any other key."""
    if event.modifiers() & _COMMANDS:
        return None
    digit = digits(event.text())
    return int(digit) if len(digit) == 1 and digit in "123456789" else None
