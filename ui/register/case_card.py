"""The card of a case: number, person, two clocks, the route, the papers, and one thing to do next."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.cases import CaseState
from desk_app.domain.papers import Paper
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.register import CaseCard
from desk_app.usecases.why import CaseClock
from ui.background import Background
from ui.language import bind
from ui.papers import PaperDialog
from ui.papers.job import Preferred
from ui.papers.why import WhyPrinter
from ui.register.actions.choice import panel_for
from ui.register.actions.panel import ActionPanel
from ui.register.actions.undoing import TakeBackPanel
from ui.register.card_parts import DocumentsCard, PapersCard
from ui.register.card_scans import CardScans, MakePanel
from ui.register.clock_block import ClockBlock, write_said
from ui.register.correcting.buttons import RecordButtons, strike
from ui.register.elided import ElidedLabel, WholeLabel
from ui.register.term_buttons import TermButtons
from ui.register.term_notes import TermNotes
from ui.register.timeline import Timeline
from ui.register.why_panel import WhyPanel
from ui.register.words import ACTORS, BAD, CASE_STATES, CHANNELS, DONE, NOW, Said, by_when, iin_groups, standing
from ui.theme import scaled
from ui.widgets import BigNumber, Card, MainButton, MessageBar, QuietButton, text_label, value_label


class CaseCardView(QWidget):
    """Reads a case, shows it, and does its next step in place.

    Signals:
        changed(): a step was done.
        left(): back to the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferred = preferred
        self.setObjectName("case_card")
        self._desk = desk
        self._background = background
        self._zone = zone_of(desk.session)
        self._key: UUID | None = None
        self._card: CaseCard | None = None
        self._paper: Paper | None = None
        self._wants_why = False
        self.action: ActionPanel | None = None
        self.message = MessageBar()
        self._make_head()
        self.timeline = Timeline()
        self.papers, self.documents = PapersCard(), DocumentsCard()
        self.scans = CardScans(self, desk, background)
        self.next_words = value_label("", "quiet", wrap=True)
        self.button = MainButton("", "Enter")
        self.button.setObjectName("next_step")
        self.print_button = QuietButton(N_("Papers"), "Ctrl+P")
        self.print_button.setObjectName("open_paper")
        self.terms = TermButtons()
        self.record = RecordButtons(desk, background)
        self.journal = ElidedLabel("", "quiet")
        self._side = QStackedWidget()
        self._lay_out()
        self.button.clicked.connect(self.do_next_step)
        self.print_button.clicked.connect(self._on_open_paper_clicked)
        self.papers.opened.connect(self._open_paper)
        self.record.corrected.connect(self._on_corrected)
        self.record.voided.connect(lambda: self._finish_action(None))
        self.terms.panel_wanted.connect(self.open_action)
        self.timeline.take_back_wanted.connect(lambda: self.open_action(TakeBackPanel))
        self.terms.resume_wanted.connect(self._on_resume_wanted)
        self.why.print_wanted.connect(self._on_why_print_wanted)
        self._why_printer = WhyPrinter(self, desk, background, self.message.show_error, preferred, self._reload)
        for clock in (self.step_clock, self.service_clock):
            clock.asked.connect(lambda one=clock: self._explain(one))
        for keys, act in (
            ("Ctrl+P", self._on_open_paper_clicked),
            ("Ctrl+O", self.scans.attach),
            ("Ctrl+E", self.record.open_correction),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bind(self, self._write)

    def _make_head(self) -> None:
        self.state, self.number = value_label(), BigNumber()
        self.number.setObjectName("case_number")
        self.person, self.iin = WholeLabel("", "strong"), value_label("", "quiet")
        self.person.setObjectName("case_person")
        self.service = WholeLabel("", "quiet")
        self.step_clock = ClockBlock("step_clock", N_("Step in hand"))
        self.service_clock = ClockBlock("service_clock", N_("The whole service"))
        self.why = WhyPanel()
        self.notes = TermNotes()

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.scans.lay_out(self._route()), 52)
        self._side.addWidget(self._facts())
        columns.addWidget(self._side, 48)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.message)
        rows.addWidget(self._head())
        rows.addWidget(self.notes)
        rows.addWidget(self.why, 1)
        rows.addLayout(columns, 1)

    def _head(self) -> Card:
        head = Card()
        top, person = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(16)
        self.back = QuietButton(N_("To the list"), "Esc")
        self.back.setObjectName("card_back")
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.left)
        top.addWidget(self.back)
        top.addStretch()
        top.addWidget(self.record)
        person.setSpacing(16)
        person.addWidget(self.person)
        person.addWidget(self.iin, 0, Qt.AlignmentFlag.AlignTop)
        person.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        person.addStretch()
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addLayout(top)
        who.addWidget(self.number)
        who.addStretch()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(who, 1)
        for clock in (self.step_clock, self.service_clock):
            clock.setFixedWidth(scaled(236))
            row.addWidget(_upright())
            row.addWidget(clock)
        head.rows.setSpacing(2)
        head.rows.addLayout(row)
        # the whole width: long names and titles of services are not to wrap beside the clocks
        head.rows.addLayout(person)
        head.rows.addWidget(self.service)
        return head

    def _route(self) -> Card:
        card = Card(margin=0, spacing=0)
        heading = text_label(N_("Course of the case"), "heading")
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 8)
        top.setSpacing(12)
        top.addWidget(heading, 1)
        top.addWidget(self.terms)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 16)
        foot.setSpacing(10)
        foot.addWidget(self.next_words)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.button, 3)
        buttons.addWidget(self.print_button, 2)
        foot.addLayout(buttons)
        card.rows.addLayout(top)
        self._route_area = _scrolling(self.timeline)
        card.rows.addWidget(self._route_area, 1)
        card.rows.addLayout(foot)
        return card

    def _facts(self) -> QWidget:
        facts = QWidget()
        rows = QVBoxLayout(facts)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.papers)
        rows.addWidget(self.scans.list)
        rows.addWidget(self.documents)
        rows.addWidget(self.journal)
        rows.addStretch()
        return _scrolling(facts)

    def open_case(self, key: UUID, *, why: bool = False) -> None:
        """Read the case and show it, with the way to its date where asked; nothing of another case stays."""
        self.leave_action()
        self._close_why()
        self._wants_why = why
        self.message.clear()
        self._key = key
        self._reload()

    @property
    def card(self) -> CaseCard | None:
        return self._card

    def _show_read(self, read: tuple[CaseCard, Paper | None]) -> None:
        card, paper = read
        if card.case.key != self._key:
            return
        self._card, self._paper = card, paper
        self._write()
        (self.button if self.button.isEnabled() else self.print_button).setFocus()
        if self._wants_why:
            self._wants_why = False
            self.service_clock.why.setChecked(True)
            self._explain(self.service_clock)
            self.service_clock.why.setFocus()

    def _write(self) -> None:
        card = self._card
        if card is None:
            return
        case, now = card.case, self._desk.clock.now()
        self.number.set_number(case.number)
        strike(self.number, case.state is CaseState.VOID)
        write_said(self.state, self._state(card))
        self.person.setText(case.applicant_name)
        self.iin.setText(_("IIN {iin}").format(iin=iin_groups(case.application.applicant.iin)))
        service = card.edition.title.text(language())
        self.service.setText(f"{service}, {_(CHANNELS[case.channel])}")
        ended = case.steps[-1].done_at if case.state is CaseState.DONE else None
        if case.state is CaseState.VOID and case.corrections:
            ended = case.corrections[-1].at
        stands = case.standstill.stopped_at if case.standstill is not None else None
        self.step_clock.show_due(card.waiting.due, now, self._zone, stands_since=stands)
        self.service_clock.show_due(card.service_due, now, self._zone, ended, stands)
        self.notes.show_terms(card, now, self._zone)
        self._explain_again()
        self.timeline.show_route(card, now, self._zone)
        self.setWhatsThis(self.timeline.words())  # Shift+F1, wherever on the card the focus is
        QTimer.singleShot(0, self, self._show_step_in_hand)
        self.papers.show_papers(card.papers, self._zone)
        self.scans.list.show_scans(card.scans, self._zone)
        self.documents.show_documents(card.edition, case.application, case.registered_at.astimezone(self._zone).date())
        self.print_button.setEnabled(bool(card.papers))
        self.journal.setText(self._journal_words())
        self._write_next(card)

    def _show_step_in_hand(self) -> None:
        """A long route is scrolled to the step that matters."""
        row = self.timeline.in_hand
        if row is not None:
            # new rows have their place only when the layouts have had their turn
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._route_area.ensureWidgetVisible(row, 0, row.height())

    def _state(self, card: CaseCard) -> Said:
        if card.case.state is CaseState.VOID:
            return Said(BAD, _(CASE_STATES[CaseState.VOID]), "bad")
        if card.case.standstill is not None:
            return standing(card.case.standstill.stopped_at, self._zone)
        if card.case.state is CaseState.OPEN and card.waiting.step is not None:
            return Said(NOW, _(CASE_STATES[CaseState.OPEN]), "accent")
        sign, tone = (DONE, "good") if card.case.state in (CaseState.READY, CaseState.DONE) else ("", "quiet")
        return Said(sign, _(CASE_STATES[card.case.state]), tone)

    def _write_next(self, card: CaseCard) -> None:
        """The one thing to do, or whom the case waits for."""
        step, due = card.waiting.step, card.waiting.due
        panel = panel_for(card)
        may_act = card.may_act and panel is not None and card.case.standstill is None
        self.button.setVisible(may_act and self.action is None)
        self.button.setEnabled(may_act)
        self.terms.show_card(card, busy=self.action is not None)
        if panel is not None:
            self.button.set_words(_(panel.verb))
        self.record.show_card(card)
        if card.case.state is CaseState.VOID:
            self.next_words.setText(_("The registration is void: nothing is done by it any more."))
            return
        if step is None:
            self.next_words.setText(_("The case is completed."))
            return
        if card.case.standstill is not None:
            self.next_words.setText(_("Let the clock run on first."))
            return
        whose = _("you") if card.may_act else _(ACTORS[step.actor])
        # which step it is the route above tells
        if due is None:
            self.next_words.setText(_("Who does it: {actor}.").format(actor=whose))
            return
        until = by_when(due.due, self._zone, due.norm)
        # Translators: whose the next step of a case is, until when
        self.next_words.setText(_("Who does it: {actor}, until {moment}.").format(actor=whose, moment=until))

    def _journal_words(self) -> str:
        """Where in the journal the registration stands, as on its paper, and by which wording it is handled."""
        if self._card is None:
            return ""
        edition = _("edition of {date}").format(date=short_date(self._card.edition.effective_from))
        if self._paper is None:
            return edition
        place = _("Journal No. {seq}").format(seq=self._paper.journal_seq)
        return f"{place} · {self._paper.journal_code} · {edition}"

    def _explain(self, clock: ClockBlock) -> None:
        for other in (self.step_clock, self.service_clock):
            if other is not clock:
                other.why.setChecked(False)
        self._explain_again()

    def _explained(self) -> ClockBlock | None:
        return next((clock for clock in (self.step_clock, self.service_clock) if clock.why.isChecked()), None)

    def _explain_again(self) -> None:
        clock, card = self._explained(), self._card
        self.why.explain(clock.due if clock is not None else None, card.edition if card is not None else None)

    def _close_why(self) -> None:
        for clock in (self.step_clock, self.service_clock):
            clock.why.setChecked(False)
        self.why.explain(None)

    def _on_why_print_wanted(self) -> None:
        clock, card = self._explained(), self._card
        if clock is not None and card is not None:
            which = CaseClock.STEP if clock is self.step_clock else CaseClock.SERVICE
            self._why_printer.of_case(card.case.key, which, card.case.application.language)

    def _on_resume_wanted(self) -> None:
        card, desk = self._card, self._desk
        if card is not None:
            key = card.case.key
            self._background.run(
                self,
                lambda: desk.terms.resume(desk.session, key),
                lambda _event: self._finish_action(None),
                self.message.show_error,
            )

    def do_next_step(self) -> None:
        """Open the form of the step in hand."""
        card = self._card
        panel = panel_for(card) if card is not None else None
        if panel is not None:
            self.open_action(panel)

    def open_action(self, panel: MakePanel) -> None:
        """Open a form in place of the facts, unless one is open."""
        card = self._card
        if card is None or self.action is not None:
            return
        action = panel(self._desk, self._background, card)
        action.done.connect(self._finish_action)
        action.left.connect(self.leave_action)
        self.scans.watch(action)
        self.action = action
        self._side.addWidget(action)
        self._side.setCurrentWidget(action)
        self.button.hide()
        self.terms.hide()
        action.first_field().setFocus()

    def leave_action(self) -> bool:
        """Close an open form and a scan that is shown; True if there was one."""
        action, self.action = self.action, None
        was_shown = self.scans.close_view()
        if action is None:
            return was_shown
        self._side.removeWidget(action)
        action.deleteLater()
        if self._card is not None:
            self._write_next(self._card)
        self.focus_again()
        return True

    def turn_to(self) -> None:
        """The page is in front again: others may have gone on with the case, unless a form is being filled in."""
        self.focus_again()
        if self.action is None:
            self._reload()

    def focus_again(self) -> None:
        """The cursor goes back to what is to be done."""
        if self.action is not None:
            self.action.first_field().setFocus()
        else:
            (self.button if self.button.isEnabled() else self.print_button).setFocus()

    def _finish_action(self, paper: Paper | None) -> None:
        self.leave_action()
        self.changed.emit()
        self.message.say(_("Recorded."))
        self._reload()
        if paper is not None:
            self._open_paper(paper.key)

    def _on_corrected(self, paper: UUID) -> None:
        """The card as it is now, and the paper issued anew over it."""
        self._finish_action(None)
        self._open_paper(paper)

    def _reload(self) -> None:
        key, desk = self._key, self._desk
        if key is not None:
            self._background.run(self, lambda: _read(desk, key), self._show_read, self.message.show_error)

    def _on_open_paper_clicked(self) -> None:
        """The newest paper: it is the one that is waited for."""
        if self._card is not None and self._card.papers:
            self._open_paper(max(self._card.papers, key=lambda row: (row.void is None, row.issued_at)).key)

    def _open_paper(self, key: UUID) -> None:
        dialog = PaperDialog(self._desk, self._background, key, self, preferred=self._preferred)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # QDialog would take two thirds of the screen at most, and a page needs more
        room = self.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 48, room.height() - 48)))
        dialog.finished.connect(lambda _result: self._reload())
        dialog.open()


def _read(desk: Desk, key: UUID) -> tuple[CaseCard, Paper | None]:
    card = desk.register.card(desk.session, key)
    return card, desk.printing.paper(card.papers[0].key) if card.papers else None


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule-upright")
    line.setFixedWidth(1)
    line.setAutoFillBackground(True)
    return line


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner.setProperty("role", "clear")
    area.setWidget(inner)
    return area
