"""What a supervisor does from the window: words to the desks, stuck tickets, absent colleagues, the end of the day."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desk_app.domain.staff import Role
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.language import bind
from ui.papers.job import Preferred

SHOWN_FOR = 12_000
"""Milliseconds for which a reading does not wipe away what was said."""
SUPERVISORS_ONLY = frozenset({"Ctrl+M", "Ctrl+E"})


class DayActs(QObject):
    """Opens the dialogs and tells what came of them.

    Signals:
        said(str): something was done, in words.
        failed(Exception): it was not.
        done(): read anew.
        case_wanted(UUID), refusal_wanted(UUID): open its card.
    """

    said = Signal(str)
    failed = Signal(object)
    done = Signal()
    case_wanted = Signal(object)
    refusal_wanted = Signal(object)

    def __init__(
        self, desk: Desk, background: Background, window: QWidget, *, preferred: Preferred | None = None
    ) -> None:
        super().__init__(window)
        self._desk, self._background, self._window, self._preferred = desk, background, window, preferred
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.setInterval(SHOWN_FOR)
        self.failed.connect(lambda _error: self._shown.start())

    @property
    def is_message_shown(self) -> bool:
        return self._shown.isActive()

    def shortcuts(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return tuple((keys, act) for keys, _words, act in self._acts())

    def fill(self, menu: QMenu) -> None:
        for keys, words, act in self._acts():
            action = menu.addAction("")
            action.triggered.connect(lambda _on=False, act=act: act())
            bind(action, lambda action=action, words=words, keys=keys: action.setText(f"{_(words)}\t{keys}"))

    def _acts(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        everything = (
            ("Ctrl+M", N_("Message to the desks …"), self.send_message),
            ("Ctrl+T", N_("Hand over the work of a colleague …"), self.move_work),
            ("Ctrl+E", N_("End of the day …"), self.close_day),
            ("Ctrl+R", N_("Reports …"), self.open_reports),
        )
        # what only a supervisor may do is not offered to a head
        is_supervisor = self._desk.session.has(Role.SUPERVISOR)
        return tuple(one for one in everything if is_supervisor or one[0] not in SUPERVISORS_ONLY)

    def say(self, words: str) -> None:
        self._shown.start()
        self.said.emit(words)

    def free(self, visit: UUID, ticket: str) -> None:
        """A stuck ticket back into the line, at its place."""
        desk = self._desk
        self._run(
            lambda: desk.line.free(desk.session, visit),
            _("Number {ticket} waits again, at its place.").format(ticket=ticket),
        )

    def close_visit(self, visit: UUID, ticket: str) -> None:
        """Ask for the reason, then end the visit."""
        from ui.day.dialogs import ReasonDialog

        desk = self._desk
        dialog = ReasonDialog(N_("End the visit by hand"), N_("Why is it ended?"), self._window)

        def go_on() -> None:
            reason = dialog.reason()
            self._run(
                lambda: desk.line.close_by_hand(desk.session, visit, reason),
                _("The visit of number {ticket} is ended.").format(ticket=ticket),
            )

        dialog.accepted.connect(go_on)
        dialog.open()

    def send_message(self) -> None:
        from ui.day.dialogs import MessageDialog

        desk = self._desk
        dialog = MessageDialog(desk, self._background, self._window)

        def go_on() -> None:
            text, to = dialog.message()
            self._run(lambda: desk.line.send_message(desk.session, text, to), _("The message is sent."))

        dialog.accepted.connect(go_on)
        dialog.open()

    def move_work(self) -> None:
        from ui.day.absence import AbsenceDialog

        dialog = AbsenceDialog(self._desk, self._background, self._window)
        dialog.moved.connect(self.say)
        dialog.moved.connect(lambda _words: self.done.emit())
        dialog.open()

    def close_day(self) -> None:
        from ui.day.closing import ClosingDialog

        day = getattr(self._window, "day", None)
        dialog = ClosingDialog(self._desk, self._background, self._window, day=day, preferred=self._preferred)
        dialog.case_wanted.connect(self.case_wanted)
        dialog.refusal_wanted.connect(self.refusal_wanted)
        dialog.changed.connect(self.done)
        dialog.open()

    def open_reports(self) -> None:
        from ui.day.reports import ReportsDialog

        ReportsDialog(self._desk, self._background, self._window, preferred=self._preferred).open()

    def _run(self, work: Callable[[], object], words: str) -> None:
        def show(_answer: object) -> None:
            self.say(words)
            self.done.emit()

        self._background.run(self, work, show, self.failed.emit)
