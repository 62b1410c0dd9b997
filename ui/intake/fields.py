"""What the fields of the desk page add to the common ones: filling from code, stray letters in an IIN."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desk_app.domain.text import digits
from ui.widgets.inputs import IinEdit


def only_digits(text: str) -> str:
    """The digits of the text, the digit row of the Kazakh keyboard read as digits, the rest dropped."""
    return "".join(sign for sign in digits(text) if sign.isascii() and sign.isdigit())


def fill(field: QLineEdit, text: str) -> None:
    """Show a value from the records from its beginning; nothing is saved by it."""
    if text != field.text():
        field.setText(text)
        field.setCursorPosition(0)


class IinField(IinEdit):
    """The IIN as the desk types, pastes and scans it: what is no digit is dropped."""

    def _on_edited(self, text: str) -> None:
        bare = only_digits(text)
        if bare != digits(text):
            before = len(only_digits(text[: self.cursorPosition()]))
            self.setText(bare)
            self.setCursorPosition(before)
            text = bare
        super()._on_edited(text)
