"""The line as it stands: read anew after every change of the office, ticked once a second without reading."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.line_view import Group, LineNow
from ui.background import Background

_REST = 40
"""Milliseconds from a change to the reading: several commits in a row are one change."""
_TICK = 1000


class LineWatch(QObject):
    """Several windows may share one.

    Signals:
        changed(): `line` or `groups` is another one now.
        ticked(): a second has gone by; the line is the same.
        failed(Exception): the line could not be read; what is shown is old.
        linked(bool): changes of other desks are heard again, or are not.
    """

    changed = Signal()
    ticked = Signal()
    failed = Signal(object)
    linked = Signal(bool)
    _heard = Signal()
    _told = Signal(bool)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self.line = LineNow()
        self.groups: dict[str, Group] = {}
        self.is_read = False
        """True once the line was read."""
        self.is_linked = True
        """False while changes of other desks are not heard."""
        self._ahead = timedelta()
        self._groups_of: date | None = None
        self._stop: Callable[[], None] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.read)
        self._second = QTimer(self)
        self._second.setInterval(_TICK)
        self._second.timeout.connect(self.ticked)
        # commits are told of on their own thread; queued, the signal arrives on the windows' one
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Read the line and listen; once."""
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
        self._second.start()
        self._read_all()

    def stop(self) -> None:
        """Hear nothing any more."""
        stop, self._stop = self._stop, None
        self._second.stop()
        self._rest.stop()
        if stop is not None:
            stop()

    def now(self) -> datetime:
        """The moment times are counted to, by the clock of the records."""
        return self._desk.clock.now() + self._ahead

    def _today(self) -> date:
        return self._desk.clock.now().astimezone(zone_of(self._desk.session)).date()

    def group(self, code: str) -> Group | None:
        return self.groups.get(code)

    def read(self) -> None:
        """Read the line anew; on another day the groups too, as the office may work by another edition then."""
        if self._groups_of != self._today():
            self._read_all()
            return
        desk, groups = self._desk, tuple(self.groups.values())
        self._background.run(self, lambda: desk.line_view.now(desk.session, groups), self._show, self.failed.emit)

    def _on_told(self, is_linked: bool) -> None:
        if is_linked is not self.is_linked:
            self.is_linked = is_linked
            self.linked.emit(is_linked)

    def _on_heard(self) -> None:
        if self._stop is not None and not self._rest.isActive():
            self._rest.start()

    def _read_all(self) -> None:
        desk, today = self._desk, self._today()

        def work() -> tuple[tuple[Group, ...], timedelta, LineNow]:
            groups = desk.line_view.groups(desk.session)
            return groups, desk.line_view.ahead(desk.session), desk.line_view.now(desk.session, groups)

        def show(found: tuple[tuple[Group, ...], timedelta, LineNow]) -> None:
            groups, self._ahead, line = found
            self._groups_of = today
            self.groups = {group.code: group for group in groups}
            self._show(line, anew=True)

        self._background.run(self, work, show, self.failed.emit)

    def _show(self, line: LineNow, *, anew: bool = False) -> None:
        self.is_read = True
        if line != self.line or anew:
            self.line = line
            self.changed.emit()
