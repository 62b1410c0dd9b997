"""The examination: every weakness of the records and of this computer, each with what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.progress import Progress, StoppedError
from desk_app.usecases.desk import Desk
from desk_app.usecases.doctor import Report
from ui.background import PRINTING, Background
from ui.language import bind
from ui.office.plain_table import PlainTable
from ui.office.section import Section
from ui.widgets import text_label
from ui.widgets.progress import ProgressRow

HEADINGS = (N_("What is wrong"), N_("What to do"))


class DoctorSection(Section):
    """One button and a table. Nothing is changed by looking."""

    title = N_("Examination")
    name = "doctor"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self.report: Report | None = None
        said = N_(
            "Looks at the records, the journal and its numbers, the lists of work and the terms, makes the newest "
            "papers again and compares them, and looks at the calendar, the editions, the accounts and this computer."
        )
        self.rows.addWidget(text_label(said, "quiet", wrap=True))
        self.start = self.button("doctor_start", N_("Examine now"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addStretch()
        self.rows.addLayout(row)
        self.progress = ProgressRow("doctor_progress")
        self.rows.addWidget(self.progress)
        self.rows.addWidget(self.answer)
        self.table = PlainTable("doctor_table", N_("What the examination found"), HEADINGS, (420, 420), lines=3)
        self.rows.addWidget(self.table, 100)
        self.rows.addStretch(1)  # the lines stay at the top while there is no table
        self.table.hide()
        self.start.clicked.connect(self.examine)
        bind(self, self._write)

    def examine(self) -> None:
        """Begin, unless it runs."""
        if self.progress.is_running:
            return
        desk = self._desk
        progress = self.progress.begin(_("Examining …"))

        def work(progress: Progress = progress) -> Report:
            return desk.doctor.examine(desk.session, progress)

        self.background.run(self, work, self._show, self._fail, lane=PRINTING)

    def _show(self, report: Report) -> None:
        self.progress.end()
        self.report = report
        self._write()
        self.table.setFocus()

    def _fail(self, error: Exception) -> None:
        self.progress.end()
        if isinstance(error, StoppedError):
            self.say(lambda: _("It was stopped."), "quiet")
        else:
            self.show_error(error)

    def _write(self) -> None:
        report = self.report
        if report is None:
            return
        self.say(lambda: _found_words(report), "good" if report.is_healthy else "warn")
        self.table.show()
        self.table.show_rows(
            lambda: [
                (f"{sign} {one.what.words()}", one.todo.words())
                for sign, several in (("✗", report.findings), ("•", report.advice))
                for one in several
            ]
        )


def _found_words(report: Report) -> str:
    papers = ngettext("{count} paper made again", "{count} papers made again", report.papers)
    papers = papers.format(count=report.papers)
    if report.is_healthy:
        return f"✓ {_('Nothing is wrong.')} {papers}"
    count = len(report.findings)
    found = ngettext("{count} weakness was found.", "{count} weaknesses were found.", count)
    return f"⚠ {found.format(count=count)} {papers}"
