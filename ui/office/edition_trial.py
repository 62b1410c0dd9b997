"""An edition tried on the cases of a period. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.language import Bilingual
from desk_app.i18n import N_, language, ngettext, short_date, short_moment
from desk_app.i18n import gettext as _
from desk_app.progress import StoppedError
from desk_app.usecases.desk import Desk
from desk_app.usecases.explained import Two
from desk_app.usecases.law import zone_of
from desk_app.usecases.trial import Difference, Trial, Verdict
from ui.background import PRINTING, Background
from ui.entrance.forms import error_text, labelled, note
from ui.language import bind
from ui.office.plain_table import PlainTable
from ui.office.why_dates import WHY_HINT, show_why
from ui.register.why_key import add_why
from ui.theme import scaled
from ui.widgets import DateField, set_role, text_label
from ui.widgets.progress import ProgressRow

HEIGHT = 260
MONTH = timedelta(days=30)

# Translators: what the desk would say to an application under another wording
VERDICTS = {
    Verdict.ACCEPTED: N_("accepted"),
    Verdict.REFUSED: N_("refused"),
    Verdict.UNDECIDED: N_("more is asked for"),
    Verdict.FILLING: N_("the form is to be corrected"),
    Verdict.NOT_RENDERED: N_("not through this channel"),
}


class TrialBlock(QWidget):
    """Two days, a button, a sentence, and a line for each case that would have come out otherwise."""

    def __init__(self, desk: Desk, background: Background, start: QPushButton) -> None:
        super().__init__()
        self._desk = desk
        self._background = background
        self._edition = ""
        self._trial: Trial | None = None
        self.first, self.last, self.start = DateField(), DateField(), start
        self.answer = note()
        self.answer.setObjectName("trial_answer")
        self.progress = ProgressRow("trial_progress")
        headings = (
            N_("Number"),
            N_("Verdict"),
            N_("Due before"),
            N_("Due then"),
            N_("Documents added"),
            N_("Documents dropped"),
        )
        self.table = PlainTable(
            "trial_table",
            N_("Cases that would have come out otherwise"),
            headings,
            (138, 124, 162, 162, 124, 110),
            lines=2,
        )
        self.table.setFixedHeight(scaled(HEIGHT))
        self.table.hide()
        self.hint = text_label(WHY_HINT, "quiet", wrap=True)
        self._lay_out()
        today = desk.clock.now().astimezone(zone_of(desk.session)).date()
        self.first.set_value(today - MONTH)
        self.last.set_value(today)
        start.clicked.connect(self._on_start_clicked)
        add_why(self.table, self._on_why_asked)
        self.table.activated.connect(lambda _index: self._on_why_asked())
        bind(self, self._write)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(text_label(N_("Try it on cases"), "heading"))
        said = N_("What this wording would have changed in cases and refusals of the period. Nothing is recorded.")
        rows.addWidget(text_label(said, "quiet", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, source, field in (
            ("trial_first", N_("First day"), self.first),
            ("trial_last", N_("Last day"), self.last),
        ):
            row.addLayout(labelled(name, source, field)[0])
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        rows.addLayout(row)
        rows.addWidget(self.progress)
        rows.addWidget(self.answer)
        rows.addWidget(self.table)
        rows.addWidget(self.hint)

    def show_edition(self, edition_id: str) -> None:
        """The edition that the button will try; what was found for another one is no longer true."""
        if edition_id != self._edition:
            self._edition = edition_id
            self._trial = None
            self._write()

    def _on_start_clicked(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            self._say(_("Enter the day as dd.mm.yyyy."), "bad")
            (self.first if first is None else self.last).setFocus()
            return
        desk, edition = self._desk, self._edition
        self.start.setEnabled(False)
        progress = self.progress.begin(_("Trying it on cases …"))
        self._background.run(
            self,
            lambda: desk.trials.trial(desk.session, edition, first, last, progress),
            self._show_trial,
            self._show_fault,
            lane=PRINTING,
        )

    def _show_trial(self, trial: Trial) -> None:
        self._end()
        if trial.edition.id == self._edition:
            self._trial = trial
            self._write()
            if trial.differences:
                self.table.setFocus()

    def _on_why_asked(self) -> None:
        """Why this date: of the line under the cursor, by the wording it was handled by and by the one tried."""
        trial, number, desk = self._trial, self.table.currentIndex().row(), self._desk
        if trial is None or not 0 <= number < len(trial.differences):
            return
        one = trial.differences[number]

        def show(two: Two) -> None:
            titles = (N_("Due before"), N_("Due then"))
            show_why(one.number, titles, two, zone_of(desk.session), self.table)

        self._background.run(self, lambda: desk.trials.why(desk.session, one, trial.edition.id), show, self._show_fault)

    def _show_fault(self, error: Exception) -> None:
        self._end()
        stopped = isinstance(error, StoppedError)
        self._say(_("It was stopped.") if stopped else error_text(error), "quiet" if stopped else "bad")

    def _end(self) -> None:
        self.progress.end()
        self.start.setEnabled(True)

    def _say(self, text: str, role: str) -> None:
        self.answer.setText(text)
        set_role(self.answer, role)

    def _write(self) -> None:
        trial, zone = self._trial, zone_of(self._desk.session)
        for widget in (self.table, self.hint):
            widget.setVisible(trial is not None and bool(trial.differences))
        if trial is None:
            self.answer.clear()
            return
        self.table.show_rows(lambda: [_row(one, zone) for one in trial.differences])
        period = {"first": short_date(trial.first_day), "last": short_date(trial.last_day)}
        if not trial.looked_at:
            self._say(_("From {first} to {last} nothing was handled by this service.").format(**period), "quiet")
            return
        text = ngettext(
            "From {first} to {last}: {count} of {whole} would have come out otherwise.",
            "From {first} to {last}: {count} of {whole} would have come out otherwise.",
            len(trial.differences),
        ).format(count=len(trial.differences), whole=trial.looked_at, **period)
        if trial.passed_over:
            over = ngettext("{count} could not be compared.", "{count} could not be compared.", trial.passed_over)
            text = f"{text} {over.format(count=trial.passed_over)}"
        self._say(text, "warn" if trial.differences or trial.passed_over else "good")


def _row(one: Difference, zone: ZoneInfo) -> tuple[str, ...]:
    before, after = _(VERDICTS[one.before.verdict]), _(VERDICTS[one.after.verdict])
    return (
        one.number,
        f"{before} → {after}" if one.changes_verdict else after,
        _due(one.before.due, zone),
        _due(one.after.due, zone) if one.moves_due else "=",
        _titles(one.added),
        _titles(one.dropped),
    )


def _due(due: datetime | None, zone: ZoneInfo) -> str:
    return short_moment(due.astimezone(zone)) if due is not None else "–"


def _titles(titles: Sequence[Bilingual]) -> str:
    return "; ".join(title.text(language()) for title in titles)
