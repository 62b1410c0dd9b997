"""Drives the desk page as a person does: by keys, counted; waits for the work beside the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.usecases.desk import Desk
from tests.support.office import TestOffice
from ui.background import Background
from ui.intake.page import IntakePage


class Clerk:
    """A page on the screen and the person before it."""

    def __init__(self, office: TestOffice, desk: Desk) -> None:
        self.office = office
        self.desk = desk
        self.background = Background()
        self.page = IntakePage(desk, self.background)
        self.page.resize(1190, 680)
        self.page.show()
        self.page.activateWindow()
        self.keys = 0
        self.settle()

    def close(self) -> None:
        self.page.keep_now()
        self.background.wait_idle()
        self.page.close()
        self.page.deleteLater()
        self.background.stop()

    def settle(self, turns: int = 3) -> None:
        """Until nothing rests, runs or waits to be shown."""
        for _turn in range(turns):
            self.background.wait_idle()
            QTest.qWait(70)
            self.background.wait_idle()

    @property
    def focus(self) -> str:
        """The name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, counted."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifiers)
        self.settle(1)

    def type(self, text: str) -> None:
        """Digits and letters, not counted."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(QApplication.focusWidget(), letter)
            else:  # QTest knows Latin keys only
                self._send(letter)
        self.settle()

    def press_letter(self, letter: str) -> None:
        """A key as a layout without Latin letters sends it."""
        self.keys += 1
        self._send(letter)
        self.settle(1)

    @staticmethod
    def _send(letter: str) -> None:
        code = ord(letter.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)

    def find(self, name: str) -> QWidget:
        found = self.page.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def states(self) -> list[str]:
        """What every line of the list says."""
        model = self.page.desk_form.documents.model
        return [model.document(row).state.value for row in range(model.rowCount())]
