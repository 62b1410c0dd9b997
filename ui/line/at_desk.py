"""The line as a desk works with it: every key and button of the column, and what the form tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk_app.domain.line import Visit, VisitResult, VisitState
from desk_app.i18n import N_
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.line import menu
from ui.line.column import LineColumn
from ui.line.dialogs import ChooseGroup, EndVisit, OutOfTurn, SayWhy
from ui.line.messages import MessageStrip
from ui.line.strip import LineStrip
from ui.line.ticket_dialog import TicketDialog
from ui.line.watch import LineWatch
from ui.papers.job import Preferred

_HOLD_REASONS = (N_("Went to make a copy"), N_("Went to the bank"), N_("Waits for a relative"), N_("Fills in the form"))
_PAUSE_REASONS = (
    N_("The information system does not answer"),
    N_("The printer does not work"),
    N_("A call from the head"),
)


class LineAtDesk(QObject):
    """Everything works without it: a desk whose line is empty sees one quiet sentence.

    Signals:
        next_ready(): the visit before is over; the form is to be empty.
        arrived(Visit): the person has sat down.
        settled(): something was done or could be done now; what was said of a failure is old.
        failed(Exception): it was not done.
        hall_wanted(), kiosk_wanted(): another window.
    """

    next_ready = Signal()
    arrived = Signal(object)
    settled = Signal()
    failed = Signal(object)
    hall_wanted = Signal()
    kiosk_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        page: QWidget,
        left_over: QWidget,
        *,
        watch: LineWatch | None = None,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(page)
        self._desk, self._background, self._page, self._preferred = desk, background, page, preferred
        self.watch = watch if watch is not None else LineWatch(desk, background, self)
        self.column = LineColumn(self.watch, left_over)
        self.messages = MessageStrip(desk, background, self.watch)
        self.strip = LineStrip(self.watch, self.column)
        self._is_doing = False
        self._asked: EndVisit | None = None
        self.watch.failed.connect(self.failed)
        self.column.person_wanted.connect(self.call)
        self.column.held_wanted.connect(self.take_back)
        card = self.column.visit
        card.begin_wanted.connect(self.begin)
        card.repeat_wanted.connect(self.repeat)
        card.no_show_wanted.connect(self.no_show)
        card.end_wanted.connect(self.ask_end)
        card.menu_wanted.connect(self.open_menu)
        for keys, act in (
            ("F3", self.repeat),
            ("F5", self._begin_or_end),
            ("F10", self.open_menu),
            ("Ctrl+T", self.give_ticket),
        ):
            QShortcut(QKeySequence(keys), page, act)

    def start(self) -> None:
        """The page is on the screen for the first time."""
        self.watch.start()

    # ---- the next one

    def go_on(self) -> None:
        """F2: the visit ends with what it came to, and the next one of the line is called.

        Of a visit that produced nothing its result is asked first.
        """
        desk = self._desk
        if self.watch.line.mine is None:
            self.next_ready.emit()
            self._do(lambda: desk.line.call_next(desk.session))
            return

        def work() -> tuple[Visit | None, bool]:
            mine = desk.line.at_desk(desk.session)
            if mine is not None and mine.state is VisitState.SERVING:
                result = desk.line_view.proposed(mine)
                if result is None:
                    return mine, True
                desk.line.end(desk.session, mine.key, result)
            return desk.line.call_next(desk.session), False

        def show(found: tuple[Visit | None, bool]) -> None:
            visit, has_no_result = found
            if has_no_result and visit is not None:
                self._ask_end(visit, None, and_next=True)
            else:
                self.next_ready.emit()

        self._do(work, show)

    def call(self, key: UUID) -> None:
        """Somebody was chosen from the list: asked about unless it is their turn."""
        waiting = self.watch.line.waiting
        chosen = next((one for one in waiting if one.key == key), None)
        if chosen is None:
            return
        if chosen.key == waiting[0].key and self.watch.line.mine is None:
            self.go_on()
            return
        desk = self._desk
        question = OutOfTurn(self._page, chosen.ticket, waiting[0].ticket)
        question.accepted.connect(lambda: self._do(lambda: desk.line.call(desk.session, key), self._clear_form))
        question.open()

    def _clear_form(self, _visit: object) -> None:
        self.next_ready.emit()

    # ---- who is called

    def _begin_or_end(self) -> None:
        if menu.allowed(self.watch.line, menu.BEGIN):
            self.begin()
        else:
            self.ask_end()

    def repeat(self) -> None:
        desk = self._desk
        self._of_mine(menu.REPEAT, lambda key: desk.line.repeat(desk.session, key))

    def begin(self) -> None:
        desk = self._desk
        self._of_mine(menu.BEGIN, lambda key: desk.line.begin(desk.session, key), self.arrived.emit)

    def work_started(self, began: datetime, norm: int | None) -> None:
        """Somebody types into the form: who was called is here."""
        self.column.visit.show_check(began, norm)
        desk = self._desk
        self._of_mine(menu.BEGIN, lambda key: desk.line.begin(desk.session, key))

    def work_ended(self) -> None:
        """The form is empty again, or recorded."""
        self.column.visit.show_check(None, None)

    def no_show(self) -> None:
        desk = self._desk
        self._of_mine(menu.NO_SHOW, lambda key: desk.line.end(desk.session, key, VisitResult.NO_SHOW))

    # ---- who is here

    def ask_end(self) -> None:
        """What did the visit come to?"""
        visit = self.watch.line.mine
        if visit is not None and menu.allowed(self.watch.line, menu.END):
            self._ask_end(visit, self.watch.line.proposed, and_next=False)

    def _ask_end(self, visit: Visit, proposed: VisitResult | None, *, and_next: bool) -> None:
        if self._asked is not None:
            return
        desk = self._desk
        question = self._asked = EndVisit(self._page, visit.ticket, proposed)

        def end(result: VisitResult) -> None:
            def work() -> Visit | None:
                desk.line.end(desk.session, visit.key, result)
                return desk.line.call_next(desk.session) if and_next else None

            self._do(work, self._clear_form)

        def forget(_code: int) -> None:
            self._asked = None

        question.ended.connect(end)
        question.finished.connect(forget)
        question.open()

    def hold(self) -> None:
        """Put aside, with a reason; the form stays as a draft."""
        visit, desk = self.watch.line.mine, self._desk
        if visit is None or not menu.allowed(self.watch.line, menu.HOLD):
            return
        question = SayWhy(self._page, "line.hold", N_("Why is the person put aside?"), N_("Put aside"), _HOLD_REASONS)
        question.said.connect(
            lambda reason: self._do(lambda: desk.line.hold(desk.session, visit.key, reason), self._clear_form)
        )
        question.open()

    def take_back(self, key: UUID) -> None:
        desk = self._desk
        self._do(lambda: desk.line.take_back(desk.session, key))

    def pause(self) -> None:
        visit, desk = self.watch.line.mine, self._desk
        if visit is None or not menu.allowed(self.watch.line, menu.PAUSE):
            return
        question = SayWhy(self._page, "line.pause", N_("Why does the work stand?"), N_("Pause"), _PAUSE_REASONS)
        question.said.connect(lambda reason: self._do(lambda: desk.line.pause(desk.session, visit.key, reason)))
        question.open()

    def resume(self) -> None:
        desk = self._desk
        self._of_mine(menu.RESUME, lambda key: desk.line.resume(desk.session, key))

    def redirect(self) -> None:
        visit, desk = self.watch.line.mine, self._desk
        if visit is None or not menu.allowed(self.watch.line, menu.REDIRECT):
            return
        others = [group for group in self.watch.groups.values() if group.code != visit.group]
        title = N_("Where to send the person?")
        question = ChooseGroup(self._page, "line.redirect", title, N_("Send"), others, asks_back=True)
        question.chosen.connect(
            lambda group, back: self._do(
                lambda: desk.line.redirect(desk.session, visit.key, group, and_back=back), self._clear_form
            )
        )
        question.open()

    def switch(self) -> None:
        visit, desk = self.watch.line.mine, self._desk
        if visit is None or not menu.allowed(self.watch.line, menu.SWITCH):
            return
        mine = [group for group in self.watch.groups.values() if group.is_mine and group.code != visit.group]
        title = N_("Which service does the visit go on with?")
        question = ChooseGroup(self._page, "line.switch", title, N_("Go on"), mine, asks_back=False)
        question.chosen.connect(lambda group, _back: self._do(lambda: desk.line.switch(desk.session, visit.key, group)))
        question.open()

    # ---- tickets and the menu

    def give_ticket(self) -> None:
        """Ctrl+T."""
        if self.watch.groups:
            TicketDialog(self._page, self._desk, self._background, self.watch, self._preferred).open()

    def open_menu(self) -> None:
        """F10."""
        paused = menu.allowed(self.watch.line, menu.RESUME)
        acts: list[tuple[str, str, Callable[[], None]]] = [
            (menu.REPEAT, "F3", self.repeat),
            (menu.BEGIN, "F5", self.begin),
            (menu.NO_SHOW, "", self.no_show),
            (menu.HOLD, "", self.hold),
            (menu.REDIRECT, "", self.redirect),
            (menu.SWITCH, "", self.switch),
            (menu.RESUME, "", self.resume) if paused else (menu.PAUSE, "", self.pause),
            (menu.END, "F5", self.ask_end),
            (menu.TICKET, "Ctrl+T", self.give_ticket),
            (menu.HALL, "", self.hall_wanted.emit),
            (menu.KIOSK, "", self.kiosk_wanted.emit),
        ]
        entries = [(source, key, act, menu.allowed(self.watch.line, source)) for source, key, act in acts]
        shown = menu.ActionsMenu(self._page, entries)
        shown.aboutToHide.connect(shown.deleteLater)
        column = self.column if self.column.isVisible() else self._page
        shown.popup(column.mapToGlobal(QPoint(16, 48)))

    # ---- doing

    def _of_mine(self, what: str, act: Callable[[UUID], Visit], ok: Callable[[Visit], object] | None = None) -> None:
        """Do it with the person at the desk, where it may be done."""
        visit = self.watch.line.mine
        if visit is not None and menu.allowed(self.watch.line, what):
            key = visit.key
            self._do(lambda: act(key), ok)

    def _do(self, work: Callable[[], object], ok: Callable[..., object] | None = None) -> None:
        """One thing at a time: a second click while the first is under way does nothing."""
        if self._is_doing:
            return
        self._is_doing = True

        def done(answer: object) -> None:
            self._is_doing = False
            self.settled.emit()
            if ok is not None:
                ok(answer)
            self.watch.read()

        def fail(error: Exception) -> None:
            self._is_doing = False
            self.watch.read()
            self.failed.emit(error)

        self._background.run(self, work, done, fail)
