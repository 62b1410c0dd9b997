"""What stands in the middle after recording: the number very large, the paper as printed, the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.norms import CalendarDays, WorkingDays
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language, short_date, short_moment, weekday
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.refusal import RefusalIssued
from desk_app.usecases.registration import Registered
from ui.language import bind
from ui.register.why_panel import WhyPanel
from ui.widgets import BigNumber, Card, PaperView, rule, value_label
from ui.widgets.labels import text_label


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was recorded, with the words of its edition."""

    done: Registered | RefusalIssued
    edition: ServiceEdition

    @property
    def paper(self) -> Paper:
        return self.done.paper

    @property
    def number(self) -> str:
        return self.done.case.number if isinstance(self.done, Registered) else self.done.refusal.number


class ResultView(QWidget):
    """The number is read aloud; the paper is the very page that is printed.

    Signals:
        why_print_wanted(): the applicant is to have the way to the date on paper.
    """

    why_print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("intake.result")
        self._zone = zone_of(desk.session)
        self._outcome: Outcome | None = None
        self._state = value_label("", "good")
        self._moment = value_label("", "quiet")
        self.number = BigNumber()
        self.number.setObjectName("intake.number")
        self._person = value_label("", "heading", wrap=True)
        self._service = value_label("", "quiet", wrap=True)
        self._due_title = text_label(N_("Date of receiving the service"), "quiet")
        self._due = value_label("", "heading", wrap=True)
        self.why_button = QPushButton()
        self.why_button.setObjectName("intake.why")
        self.why_button.setProperty("role", "link")
        self.why_button.setCheckable(True)
        self.why_button.toggled.connect(lambda _on: self._explain())
        bind(self.why_button, self.why_button.setText, N_("Why this date"))
        bind(self.why_button, self.why_button.setAccessibleName, N_("Why this date"))
        self.why = WhyPanel()
        self.why.print_wanted.connect(self.why_print_wanted)
        self._paper = value_label("", "heading", wrap=True)
        self.pages = PaperView()
        self.pages.setObjectName("intake.pages")
        # a bar that comes and goes changes the width the page is fitted to, and that brings and takes the bar
        self.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self.pages, self.pages.setAccessibleName, N_("The paper as it will be printed"))
        self._next = value_label("", "strong", wrap=True)
        self._next_when = value_label("", "quiet", wrap=True)
        self.pages.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._turn_to_talon())
        self._lay_out()
        bind(self, self._write)

    def _lay_out(self) -> None:
        card = Card()
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        head.setVerticalSpacing(2)
        head.setColumnStretch(0, 1)
        head.setColumnStretch(1, 1)
        head.addWidget(self._state, 0, 0)
        head.addWidget(self._moment, 0, 1)
        head.addWidget(self.number, 1, 0, 1, 2)
        head.addWidget(text_label(N_("Applicant"), "quiet"), 2, 0)
        head.addWidget(self._due_title, 2, 1)
        head.addWidget(self._person, 3, 0)
        head.addWidget(self._due, 3, 1)
        head.addWidget(self._service, 4, 0)
        head.addWidget(self.why_button, 4, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        card.rows.addLayout(head)
        card.rows.addWidget(self.why)
        card.rows.addWidget(rule())
        card.rows.addWidget(self._paper)
        card.rows.addWidget(self.pages, 1)
        card.rows.addWidget(self._next)
        card.rows.addWidget(self._next_when)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(card)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what was recorded. The pages come when they are drawn."""
        self._outcome = outcome
        self.why_button.setChecked(False)
        self.pages.set_pages(())
        self._write()

    @property
    def registered(self) -> Registered | None:
        """What was registered; None before, and where acceptance was refused."""
        done = self._outcome.done if self._outcome is not None else None
        return done if isinstance(done, Registered) else None

    def _explain(self) -> None:
        outcome, done = self._outcome, self.registered
        shown = self.why_button.isChecked() and outcome is not None and done is not None
        self.why.explain(done.due if shown and done is not None else None, outcome.edition if outcome else None)

    def _turn_to_talon(self) -> None:
        """Show the visitor's part, the foot of an application sheet, as soon as the page has its size."""
        if self._outcome is not None and self._outcome.paper.kind is PaperKind.TALON:
            self.pages.scroll_to_end()

    def _write(self) -> None:
        outcome = self._outcome
        if outcome is None:
            return
        done = outcome.done
        registered = isinstance(done, Registered)
        self._state.setText("✓ " + (_("The application is registered") if registered else _("The refusal is recorded")))
        self.number.set_number(outcome.number)
        self._paper.setText(outcome.paper.title.text(language()))
        self._service.setText(outcome.edition.title.text(language()))
        for widget in (self._due_title, self._due, self.why_button):
            widget.setVisible(registered)
        if isinstance(done, Registered):
            self._write_case(done)
        else:
            self._write_refusal(done)

    def _write_case(self, done: Registered) -> None:
        self._moment.setText(short_moment(done.case.registered_at.astimezone(self._zone)))
        self._person.setText(done.case.applicant_name)
        due = done.due.due.astimezone(self._zone)
        in_days = isinstance(done.due.norm, WorkingDays | CalendarDays)
        self._due.setText(f"{short_date(due.date())}, {weekday(due.date()) if in_days else due.strftime('%H:%M')}")
        step = done.waiting.step
        self._next.setVisible(step is not None)
        self._next_when.setVisible(done.waiting.due is not None)
        if step is not None:
            self._next.setText(_("Next step: {step}").format(step=step.title.text(language())))
        if done.waiting.due is not None:
            self._next_when.setText(_("Until {date}.").format(date=self._by_when(done.waiting.due.due)))

    def _by_when(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        whole_day = (local.hour, local.minute) >= (23, 59) or (local.hour, local.minute) == (0, 0)
        return short_date(local.date()) if whole_day else short_moment(local)

    def _write_refusal(self, done: RefusalIssued) -> None:
        refusal = done.refusal
        self._moment.setText(short_moment(refusal.refused_at.astimezone(self._zone)))
        self._person.setText(refusal.application.applicant.name.full)
        self._next.setVisible(True)
        self._next_when.setVisible(True)
        self._next.setText(_("The visitor may come again with what was missing."))
        self._next_when.setText(_("The form will then open on those documents."))
