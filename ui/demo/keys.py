"""Hands for the demonstration and the tests: keys sent to whatever has the focus, as a keyboard sends them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.background import Background

PATIENCE = 20_000
"""Milliseconds after which something that was waited for is a fault."""


class Hands:
    """Counts every key but the digits and letters of what is typed."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self.pressed = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, and let the program come to rest."""
        self.pressed += 1
        QTest.keyClick(self._target(), key, modifier)
        self.settle()

    def tap(self, letter: str) -> None:
        """Press a letter that is a command, whatever the layout."""
        self.pressed += 1
        self._send(letter)
        self.settle()

    def type(self, text: str) -> None:
        """Type words into the field with the focus; QTest would end the process on a Cyrillic letter."""
        for letter in text:
            self._send(letter)
        self.settle()

    def settle(self) -> None:
        """Wait until no work runs and no event waits."""
        QApplication.processEvents()
        if not self._background.wait_idle(PATIENCE):
            raise TimeoutError("the program did not come to rest")
        QApplication.processEvents()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window's turns go on until the condition holds."""
        if condition():
            return
        loop = QEventLoop()
        watch = QTimer()
        watch.timeout.connect(lambda: loop.quit() if condition() else None)
        watch.start(10)
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(PATIENCE)
        loop.exec()
        watch.stop()
        if not condition():
            raise TimeoutError(f"waited for: {what}")
        self.settle()

    @staticmethod
    def _target() -> QWidget:
        popup = QApplication.activePopupWidget()
        target = popup or QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            # no window manager offscreen: when a dialog closes nobody hands the focus back to its window
            shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
            if not shown:
                raise RuntimeError("no window is in sight")
            shown[0].activateWindow()
            QApplication.processEvents()
            target = QApplication.focusWidget() or shown[0]
        return target

    def _send(self, letter: str) -> None:
        target = self._target()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
