"""When to read anew: at once after a change, while changes go on twice a second, never twice at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk_app.usecases.desk import Desk
from ui.background import PRINTING, Background

APART = 500
"""Milliseconds between the beginnings of two readings. The first change after a rest of so long is read at once."""


class Pulse(QObject):
    """Hears of commits on any thread and asks for a reading on the windows' one.

    Signals:
        due(): read now, then call `done`.
        linked(bool): changes of other desks are heard again, or are not.
    """

    due = Signal()
    linked = Signal(bool)
    _heard = Signal()
    _told = Signal(bool)

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._is_awake = False
        self._stop: Callable[[], None] | None = None
        self.is_linked = True
        self._is_reading = self._is_stale = False
        self._began = -1.0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setTimerType(Qt.TimerType.PreciseTimer)
        self._wait.timeout.connect(self._begin)
        # commits are told of on their own thread; queued, the signal arrives on the windows' one
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Listen; what was missed meanwhile is read."""
        self._is_awake = True
        self.ask()
        if self._stop is not None:
            return

        def heard() -> None:
            if shiboken6.isValid(self):
                with suppress(RuntimeError):  # it may die between the look and the call
                    self._heard.emit()

        def linked(is_linked: bool) -> None:
            if shiboken6.isValid(self):
                with suppress(RuntimeError):
                    self._told.emit(is_linked)

        stop = self._desk.changes.listen(self._desk.session.office.key, heard, linked)
        self._stop = stop
        self.destroyed.connect(lambda: stop())

    def sleep(self) -> None:
        """Nobody looks: what is heard is not followed. The line to the server stays open."""
        self._is_awake = False
        self._wait.stop()

    def leave(self) -> None:
        """Hear nothing any more. A server's listener takes its time to end, so it ends beside the windows."""
        self.sleep()
        stop, self._stop = self._stop, None
        if stop is not None:
            self._background.run(self._background, stop, lambda _nothing: None, lane=PRINTING)

    def _on_heard(self) -> None:
        if self._is_awake:
            self.ask()

    def _on_told(self, is_linked: bool) -> None:
        if is_linked is not self.is_linked:
            self.is_linked = is_linked
            self.linked.emit(is_linked)

    def ask(self) -> None:
        """Something has changed, or somebody looks elsewhere."""
        self._is_stale = True
        if self._is_reading or self._wait.isActive():
            return
        left = APART - (monotonic() - self._began) * 1000
        if self._began < 0 or left <= 0:
            self._begin()
        else:
            self._wait.start(int(left) + 1)

    def done(self) -> None:
        """The reading has come to its end, well or not."""
        self._is_reading = False
        if self._is_stale:
            self.ask()

    def _begin(self) -> None:
        self._is_stale, self._is_reading, self._began = False, True, monotonic()
        self.due.emit()
