"""A barcode scanner is a keyboard: its burst of keys is told from typing, taken out of the field and read."""

from __future__ import annotations

import re
import time
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.domain.papers import PaperKind
from desk_app.usecases.desk import Desk

MARK = "TEREZE:"
LONGEST_GAP = 0.25
"""Seconds between two keys of one burst. A cheap scanner sends some thirty keys a second."""

_LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM"
_CYRILLIC = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"
# The digit row of the Kazakh keyboard: 1 is a quotation mark, 2 is Ә, and so on to 0.
_DIGIT_ROW = dict(zip('"ӘІҢҒ,.ҮҰҚ', "1234567890", strict=True))
_AS_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN, strict=True)) | _DIGIT_ROW | {"Ж": ":", "№": ":", "^": ":"})
_BEGUN = re.compile(r"TEREZE.(?:[0-9A-F]{0,32}|[0-9A-F]{32}.)")
_TALON = re.compile(r"TEREZE.([0-9A-F]{32})(?:.|$)")


def read_talon(text: str) -> UUID | None:
    """The key of the paper a scanned code names, whatever keyboard layout was on; None for any other text."""
    upper = text.strip().upper()
    found = _TALON.match(upper) or _TALON.match(upper.translate(_AS_LATIN))
    return UUID(hex=found.group(1)) if found is not None else None


def find_scanned(desk: Desk, text: str) -> tuple[str, UUID] | None:
    """Return `case`, `refusal` or `list` with its key, for the text of a code or a number; None for others.

    `list` is a hand-over list that was scanned: its copy is back. One whose number was typed is only looked for, and
    the register shows what is on it.

    Raises UserError where the paper is not in these records.
    """
    paper_key = read_talon(text)
    if paper_key is None:
        case = desk.register.case_by_number(desk.session, text)
        return ("case", case) if case is not None else None
    paper = desk.printing.paper(paper_key)
    if paper.kind is PaperKind.HAND_OVER_LIST:
        sent = desk.sent_lists.by_number(desk.session, paper.number)
        return ("list", sent.key) if sent is not None else None
    if paper.case is not None:
        return "case", paper.case
    return ("refusal", paper.refusal) if paper.refusal is not None else None


class ScannerWatch(QObject):
    """Follows the keyboard focus and hears talons scanned into whatever field has it.

    Signals:
        scanned(str): the text of a talon's code.
        used(): a key was pressed.
    """

    scanned = Signal(str)
    used = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: QWidget | None = None
        self._burst = ""
        self._last = 0.0
        self._before = ""
        application.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, application.focusWidget())

    def stop(self) -> None:
        """Hear nothing any more."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = None
        self.deleteLater()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = new
        if new is not None:
            new.destroyed.connect(self._forget)
            new.installEventFilter(self)

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.used.emit()
            return self._hear(watched, event)
        return False

    def _hear(self, watched: QObject, event: QKeyEvent) -> bool:
        now = time.monotonic()
        if now - self._last > LONGEST_GAP:
            self._burst = ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text, self._burst = self._burst, ""
            if read_talon(text) is None:
                return False
            if isinstance(watched, QLineEdit):
                watched.setText(self._before)
            self.scanned.emit(text)
            return True
        if not event.text() or not event.text().isprintable():
            return False
        if not self._burst:
            self._before = watched.text() if isinstance(watched, QLineEdit) else ""
        self._burst += event.text()
        self._last = now
        # A field with a mask or a check of its own would choke on the rest of the code.
        return len(self._burst) > len(MARK) and self._may_be_talon()

    def _may_be_talon(self) -> bool:
        """True while the burst can still become a code: what only begins like one is left to its field."""
        upper = self._burst.upper()
        return any(_BEGUN.fullmatch(text) for text in (upper, upper.translate(_AS_LATIN)))
