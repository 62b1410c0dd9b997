"""The desk page: who, what, with which papers, and the one button. It asks, shows and decides no rule."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk_app.domain.calendar import DueDate
from desk_app.domain.line import Visit
from desk_app.domain.papers import PaperKind
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Offer, Verdict
from desk_app.usecases.law import zone_of
from desk_app.usecases.line_view import check_norm
from desk_app.usecases.ports import Draft, PaperRow, PersonRow
from desk_app.usecases.why import CaseClock
from ui.background import Background
from ui.intake.asking import Asking
from ui.intake.columns import Columns
from ui.intake.desk_form import DeskForm
from ui.intake.form import from_draft
from ui.intake.keeper import DraftKeeper
from ui.intake.notice import Notice
from ui.intake.result import Outcome, ResultView
from ui.intake.returning import Returning
from ui.intake.suggestions import Suggestions
from ui.intake.today import TodayColumn
from ui.intake.verdict import Deed, VerdictPanel
from ui.line.at_desk import LineAtDesk
from ui.line.watch import LineWatch
from ui.papers import PaperDialog, PaperPanel
from ui.papers.job import Preferred
from ui.papers.leaflet import LeafletPrinter
from ui.papers.why import WhyPrinter
from ui.widgets import MessageBar, QuietButton


class IntakePage(QWidget):
    """One visitor at a time.

    Signals:
        case_wanted(UUID): an open case should be opened.
        recorded(): something was recorded: lists and counts elsewhere are old.
        kept(): the form is saved as a draft.
        hall_wanted(), kiosk_wanted(): a window of the line should be opened.
    """

    case_wanted = Signal(object)
    recorded = Signal()
    kept = Signal()
    hall_wanted = Signal()
    kiosk_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
        watch: LineWatch | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("intake.page")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk = desk
        self._background = background
        self._preferred = preferred
        self._deed_wanted: Deed | None = None
        self._wants_button = False
        self._is_started = self._is_restoring = False
        self._focus_before: QWidget | None = None
        self.verdict = VerdictPanel(desk)
        self.desk_form = DeskForm(desk, self.verdict)
        self.result = ResultView(desk)
        self.paper = PaperPanel(desk, background, self.result.pages, preferred=preferred)
        self.today = TodayColumn(desk.session)
        self.line = LineAtDesk(desk, background, self, self.today, watch=watch, preferred=preferred)
        self.notice = Notice()
        self.message = MessageBar()
        self.asking = Asking(desk, background, lambda: (self.desk_form.form(), self.desk_form.edition), self)
        self.keeper = DraftKeeper(desk, background, lambda: (self.desk_form.form(), self.desk_form.place()), self)
        self.returning = Returning(desk, self.desk_form, self.asking, self)
        self._lay_out()
        self.suggestions = Suggestions(self)
        self.suggestions.watch(self.desk_form.visitor.iin, first=True)
        self.suggestions.watch(self.desk_form.visitor.surname, first=False)
        self._connect_form()
        self._connect_answers()
        self._connect_columns()
        self._connect_sheets()
        self._connect_line()
        self._set_keys()

    def _lay_out(self) -> None:
        middle: list[QWidget] = [self.desk_form, self.result]
        right: list[QWidget] = [self.verdict, self.paper]
        self.columns = Columns(
            self.line.column, middle, right, [self.line.messages, self.line.strip, self.notice, self.message]
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.columns)
        self.next_button = QuietButton(N_("Next visitor"), "F2")
        self.next_button.setObjectName("intake.next_visitor")
        self.paper.foot.addWidget(self.next_button)

    def _connect_form(self) -> None:
        form = self.desk_form
        form.changed.connect(self._on_changed)
        form.all_decided.connect(self._on_all_decided)
        form.consent_taken.connect(self._go_to_button)
        form.button_wanted.connect(self._go_to_button)
        self.verdict.pressed.connect(self._press)
        self.verdict.fix_wanted.connect(form.show_blocker)
        self.verdict.case_wanted.connect(self.case_wanted)
        self.suggestions.searched.connect(self.asking.find)
        self.suggestions.picked.connect(self._on_person_picked)
        self.returning.filled_in.connect(self._on_filled_in)
        self.returning.person_changed.connect(self.keeper.drop)

    def _connect_answers(self) -> None:
        self.asking.found.connect(self.suggestions.show_people)
        self.asking.judged.connect(self._show_verdict)
        self.asking.recorded.connect(self._show_outcome)
        self.asking.not_recorded.connect(self._show_not_recorded)
        self.asking.failed.connect(self.message.show_error)
        self.asking.waiting.connect(self._show_waiting)
        self.keeper.kept.connect(self.kept)
        self.keeper.failed.connect(self.message.show_error)

    def _connect_columns(self) -> None:
        self.paper.printed.connect(lambda _key: self.asking.look_around())
        self.paper.next_wanted.connect(self.next_visitor)
        self.next_button.clicked.connect(lambda _checked=False: self.next_visitor())
        self.line.column.next_wanted.connect(self.next_visitor)
        self.today.counted.connect(self.line.column.show_left_over)
        self.today.paper_wanted.connect(self.show_paper)
        self.today.draft_wanted.connect(self._on_draft_wanted)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _connect_line(self) -> None:
        line = self.line
        line.next_ready.connect(self._empty_form)
        line.arrived.connect(self._show_arrived)
        line.settled.connect(self.message.clear)
        line.failed.connect(self.message.show_error)
        line.hall_wanted.connect(self.hall_wanted)
        line.kiosk_wanted.connect(self.kiosk_wanted)

    def _on_leaflet_wanted(self) -> None:
        """Of the service chosen, for what is marked of the visitor so far; nothing of the visitor goes on it."""
        offer, application = self.desk_form.service.offer, self.asking.application()
        if offer is not None and application is not None:
            on = self.desk_form.day()
            members = frozenset(trait for member in application.household for trait in member.all_traits(on))
            language = self.verdict.paper_language()
            self._leaflets.make(offer.edition.id, offer.channel, application.traits, members, language)

    def _connect_sheets(self) -> None:
        fail = self.message.show_error
        self._leaflets = LeafletPrinter(self, self._desk, self._background, fail, self._preferred)
        self.desk_form.service.leaflet_wanted.connect(self._on_leaflet_wanted)
        self._why = WhyPrinter(self, self._desk, self._background, self.message.show_error, self._preferred)
        self.verdict.why_wanted.connect(self._on_why_wanted)
        self.result.why_print_wanted.connect(self._on_result_why_wanted)

    def _on_why_wanted(self, due: DueDate) -> None:
        application = self.asking.application()
        if application is not None:
            self._why.of_check(application, due, self.verdict.paper_language())

    def _on_result_why_wanted(self) -> None:
        done = self.result.registered
        if done is not None:
            self._why.of_case(done.case.key, CaseClock.SERVICE, done.paper.language)

    def _set_keys(self) -> None:
        for keys, act in (
            ("F2", self.next_visitor),
            ("Ctrl+N", self._new_application),
            ("F4", self._go_to_documents),
            ("F6", self._go_to_next_column),
            ("F7", lambda: self._press(Deed.REFUSE)),
            ("F8", lambda: self._press(Deed.REGISTER)),
            ("Ctrl+P", self._on_print_pressed),
        ):
            QShortcut(QKeySequence(keys), self, act)

    @property
    def shows_result(self) -> bool:
        return self.columns.middle.currentWidget() is self.result

    # ---- start, next visitor, drafts

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.restore()

    def restore(self) -> None:
        """Once: learn what this desk offers, bring back the form that was left, offer papers nobody confirmed."""
        if self._is_started:
            return
        self._is_started = True
        self.line.start()
        desk = self._desk
        self._background.run(self, lambda: desk.intake.offers(desk.session), self._show_offers, self.message.show_error)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self.desk_form.service.show_offers(offers)
        if self.desk_form.form().is_empty:
            self.desk_form.load(self.desk_form.new_form())
            self.desk_form.visitor.iin.setFocus()
        else:  # somebody types faster than the records open
            self.desk_form.show_service()
        self.asking.check()
        self._is_restoring = True
        self.asking.look_around()

    def _show_waiting(self, drafts: tuple[Draft, ...], papers: tuple[PaperRow, ...]) -> None:
        restoring, self._is_restoring = self._is_restoring, False
        if restoring:
            if papers:
                self._offer_paper(papers[0])
            mine = (draft for draft in drafts if draft.author == self._desk.session.member.key)
            draft = next(mine, None)
            if draft is not None and self.desk_form.form().is_empty:
                self._bring_back(draft)
        self.today.show_papers(papers)
        self.today.show_drafts(drafts, self.desk_form.form().key)

    def _offer_paper(self, row: PaperRow) -> None:
        time = row.issued_at.astimezone(zone_of(self._desk.session)).strftime("%H:%M")

        def words() -> str:
            refused = _("No. {number} was refused at {time}; the receipt is not confirmed on paper.")
            accepted = _("No. {number} was registered at {time}; the talon is not confirmed on paper.")
            text = refused if row.kind is PaperKind.REFUSAL_RECEIPT else accepted
            return text.format(number=row.number, time=time)

        self.notice.say(words, N_("Show and print"), lambda: self.show_paper(row.key))

    def _bring_back(self, draft: Draft) -> None:
        found = from_draft(draft.key, draft.body)
        if found is None:
            return
        form, cursor = found
        self._forget_visitor()
        self.desk_form.load(form)
        self.desk_form.put_cursor(cursor)
        self.asking.check()
        if len(form.person.iin) == 12:
            self.returning.look_up(form.person.iin)

    def _on_draft_wanted(self, draft: Draft) -> None:
        if not self.verdict.is_busy:
            self.keeper.keep_now()
            self._show_form_side()
            self._bring_back(draft)
            self.asking.look_around()

    def next_visitor(self) -> None:
        """The visit ends, the next one of the line is called; without a line there is just an empty form."""
        if not self.verdict.is_busy:
            self.line.go_on()

    def _new_application(self) -> None:
        """One more application of the same person, or one without the line."""
        if not self.verdict.is_busy:
            self._empty_form()

    def _empty_form(self) -> None:
        """An empty form with a token of its own. A half-filled one stays as a draft."""
        self.keeper.keep_now()
        self._show_form_side()
        self._forget_visitor()
        self.desk_form.load(self.desk_form.new_form())
        self.verdict.show_verdict(None)
        self.asking.check()
        self.asking.look_around()
        self.desk_form.visitor.iin.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_now(self) -> None:
        """Save what waits to be saved: before a lock or the end."""
        self.keeper.keep_now()

    def _show_arrived(self, visit: Visit) -> None:
        """Who gave their IIN with the ticket need not give it again."""
        iin = self.desk_form.visitor.iin
        iin.setFocus(Qt.FocusReason.OtherFocusReason)
        if visit.iin and self.desk_form.form().is_empty and not self.shows_result:
            iin.set_iin(visit.iin)
            iin.iin_changed.emit(visit.iin)

    def _show_form_side(self) -> None:
        self.line.work_ended()
        self.paper.leave()
        self.message.clear()
        self.notice.hide()
        self.verdict.message.clear()
        self.columns.middle.setCurrentWidget(self.desk_form)
        self.columns.right.setCurrentWidget(self.verdict)

    def _forget_visitor(self) -> None:
        self.returning.forget()
        self._deed_wanted, self._wants_button = None, False

    # ---- changes and the verdict

    def _on_changed(self) -> None:
        self._deed_wanted = None
        self.notice.hide()
        self.verdict.message.clear()
        self.asking.check()
        self.keeper.touch()
        offer = self.desk_form.service.offer
        norm = check_norm(offer.rule) if offer is not None else None
        self.line.work_started(self.desk_form.form().started_at, norm)

    def _on_filled_in(self) -> None:
        self.asking.check()
        self.keeper.touch()

    def _on_person_picked(self, person: PersonRow) -> None:
        self.desk_form.visitor.iin.setFocus()
        self.returning.pick(person)

    def _show_verdict(self, verdict: Verdict | None) -> None:
        if not self.verdict.is_busy:
            self.verdict.show_verdict(verdict)
        self.returning.show_verdict(verdict)
        deed, self._deed_wanted = self._deed_wanted, None
        wants_button, self._wants_button = self._wants_button, False
        if deed is not None:
            self._press(deed)
        elif wants_button and self.verdict.button.isEnabled():
            self.verdict.button.setFocus()

    def _on_all_decided(self) -> None:
        """Gaps: to the button. None: the consent, which is taken every time."""
        documents = self.desk_form.documents.model
        has_gaps = any(documents.words(row).is_gap for row in range(documents.rowCount()))
        if has_gaps or self.desk_form.consent.is_given:
            self._go_to_button()
        else:
            self.desk_form.consent.box.setFocus()

    def _go_to_button(self) -> None:
        """To the main button, as soon as the verdict is there."""
        if self.asking.is_checking:
            self._wants_button = True
            self.asking.check_now()
        elif self.verdict.button.isEnabled():
            self.verdict.button.setFocus()

    # ---- recording

    def _press(self, deed: Deed) -> None:
        """Record the form. While the verdict is on its way the press waits for it."""
        if self.verdict.is_busy or self.shows_result:
            return
        if self.asking.is_checking:
            self._deed_wanted = deed
            self.asking.check_now()
            return
        edition = self.desk_form.edition
        if edition is None or not self.verdict.may(deed):
            self._show_what_is_open(deed)
            return
        self.keeper.forget()
        self.message.clear()
        self.verdict.message.clear()
        self.verdict.set_busy(True)
        self.asking.record(deed, self.desk_form.form(), edition, self.verdict.paper_language())

    def _show_what_is_open(self, deed: Deed) -> None:
        """Go to what keeps the key from working; the sentence over the button says it."""
        verdict = self.verdict.verdict
        if verdict is None:
            self.desk_form.visitor.iin.setFocus()
        elif verdict.report.undecided:
            self._go_to_documents()
        elif deed is Deed.REGISTER and not verdict.report.gaps and verdict.blockers:
            self.desk_form.show_blocker(verdict.blockers[0])

    def _show_outcome(self, outcome: Outcome) -> None:
        self.verdict.set_busy(False)
        self.line.work_ended()
        self.verdict.show_verdict(None)
        self.result.show_outcome(outcome)
        self.columns.middle.setCurrentWidget(self.result)
        self.columns.right.setCurrentWidget(self.paper)
        self.paper.show_paper(outcome.paper.key)
        self.recorded.emit()
        self.asking.look_around()

    def _show_not_recorded(self, error: Exception) -> None:
        """Nothing was recorded and the form is as it was."""
        self.verdict.set_busy(False)
        self.verdict.message.show_error(error)
        self.keeper.touch()
        self.asking.check()

    # ---- papers

    def show_paper(self, key: UUID) -> None:
        """Show a paper that was not confirmed, to be printed from there."""
        dialog = PaperDialog(self._desk, self._background, key, self, preferred=self._preferred)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.printed.connect(lambda _key: self.asking.look_around())
        dialog.open()

    def _on_print_pressed(self) -> None:
        if self.shows_result and self.paper.job.progress.has_printer:
            self.paper.job.print_on(self.paper.job.progress.printer)

    # ---- the way between the columns

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page was brought to the front: back to where the person was."""
        super().focusInEvent(event)
        before = self._focus_before
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            self._go_to_middle()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and self.isAncestorOf(new):
            self._focus_before = new
            self.desk_form.follow(new)

    def _go_to_documents(self) -> None:
        if not self.shows_result:
            self.desk_form.documents.focus_documents()

    def _go_to_middle(self) -> None:
        if self.shows_result:
            self.result.pages.setFocus()
        else:
            self.desk_form.go_on()

    def _go_to_next_column(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.columns.middle.isAncestorOf(focused):
            self._go_to_right()
        elif focused is not None and self.columns.right.isAncestorOf(focused) and self.line.column.isVisible():
            self.line.column.take_focus()
        else:
            self._go_to_middle()

    def _go_to_right(self) -> None:
        if self.shows_result:
            self.paper.setFocus()
        elif self.verdict.button.isEnabled():
            self.verdict.button.setFocus()
        else:
            self.verdict.languages.setFocus()
