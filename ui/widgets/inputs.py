"""Fields that know what is typed into them: IIN, date, phone. Digits of the Kazakh layout are digits here."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.iin import check_iin
from desk_app.domain.phone import format_phone
from desk_app.domain.text import digits
from ui.language import bind
from ui.theme import icon, scaled
from ui.widgets.labels import set_role, text_label, value_label


def set_fault(field: QLineEdit, fault: bool) -> None:
    """Frame the field as faulty, or no longer."""
    if bool(field.property("fault")) != fault:
        field.setProperty("fault", fault)
        field.style().unpolish(field)
        field.style().polish(field)


def _only_digits(text: str) -> str:
    return "".join(letter for letter in digits(text) if letter in "0123456789")


_PASTED_DATES = (
    re.compile(r"(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
)


class _DigitEdit(QLineEdit):
    """A field of digits; shows them grouped, keeps the cursor behind the digit just typed."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        before = len(self._digits(text[: self.cursorPosition()]))
        found = self._digits(text)[: self._longest]
        shown = self._grouped(found)
        with QSignalBlocker(self):
            self.setText(shown)
        position, seen = 0, 0
        while seen < min(before, len(found)):
            seen += shown[position].isdigit()
            position += 1
        self.setCursorPosition(position)
        self._changed(found)

    def _digits(self, text: str) -> str:
        """The digits of what was typed, pasted or scanned; what is none in any layout is dropped."""
        return _only_digits(text)

    def _grouped(self, found: str) -> str:
        return found

    def _changed(self, found: str) -> None:
        raise AssertionError("a field of digits says what changed")


class IinEdit(_DigitEdit):
    """An IIN as six and six digits.

    Signals:
        iin_changed: the digits typed so far, twelve at most.
    """

    iin_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__(12)

    def iin(self) -> str:
        return digits(self.text())

    def set_iin(self, iin: str) -> None:
        """Show an IIN from the records; no signal."""
        self.setText(self._grouped(iin))

    def _grouped(self, found: str) -> str:
        return f"{found[:6]} {found[6:]}" if len(found) > 6 else found

    def _changed(self, found: str) -> None:
        self.iin_changed.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tick at the right where the check digit fits and there is room for it."""
        super().paintEvent(event)
        side = scaled(16)
        left = self.width() - side - 8
        if check_iin(self.text()).is_valid and left > 12 + self.fontMetrics().horizontalAdvance(self.text()):
            picture = icon("check", "good", side).pixmap(side, side)
            QPainter(self).drawPixmap(left, (self.height() - side) // 2, picture)


class DateField(_DigitEdit):
    """A date as dd.mm.yyyy; the dots come by themselves.

    Signals:
        value_changed: the text names another day, or none.
    """

    value_changed = Signal()

    def __init__(self) -> None:
        super().__init__(8)
        self.setPlaceholderText("00.00.0000")
        self.setMaximumWidth(140)

    def value(self) -> date | None:
        """The day, or None while there is none or it cannot be."""
        try:
            return datetime.strptime(self.text(), "%d.%m.%Y").date() if len(self.text()) == 10 else None
        except ValueError:
            return None

    def set_value(self, day: date | None) -> None:
        self.setText(f"{day:%d.%m.%Y}" if day is not None else "")
        set_fault(self, False)

    def is_impossible(self) -> bool:
        """True if what was typed is no day of the calendar."""
        return bool(self.text()) and self.value() is None

    def _digits(self, text: str) -> str:
        for pattern in _PASTED_DATES:
            if whole := pattern.fullmatch(text.strip()):
                return f"{whole['day']:0>2}{whole['month']:0>2}{whole['year']}"
        # on the Kazakh layout the keys 6 and 7 give a comma and a dot, but no month or year begins with these
        found = ""
        for letter in text:
            found += "" if letter in ".," and len(found) in (2, 4) else _only_digits(letter)
        return found

    def _grouped(self, found: str) -> str:
        return ".".join(part for part in (found[:2], found[2:4], found[4:]) if part)

    def _changed(self, found: str) -> None:
        set_fault(self, len(found) == 8 and self.value() is None)
        self.value_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        set_fault(self, self.is_impossible())
        super().focusOutEvent(event)


class PhoneField(QLineEdit):
    """A phone number, put into its usual form when the field is left; digits of the Kazakh layout are digits."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.text().strip():
            self.setText(format_phone(self.text()))
        super().focusOutEvent(event)


class LabeledField(QWidget):
    """A field under its label, with room for one line of help or fault below. `edit` is the field."""

    def __init__(self, source: str, edit: QLineEdit | None = None, name: str = "") -> None:
        super().__init__()
        self.edit = edit if edit is not None else QLineEdit()
        self.label = text_label(source, "quiet")
        self.label.setBuddy(self.edit)
        self.message = value_label("", "quiet", wrap=True)
        self.message.hide()
        if name:
            self.edit.setObjectName(name)
        bind(self.edit, self.edit.setAccessibleName, source)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.label)
        rows.addWidget(self.edit)
        rows.addWidget(self.message)

    def text(self) -> str:
        return self.edit.text().strip()

    def say(self, text: str, role: str = "quiet") -> None:
        """Show a line below the field, or take it away; `bad` frames the field too."""
        self.message.setText(text)
        set_role(self.message, role)
        self.message.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)
        set_fault(self.edit, role == "bad" and bool(text))
