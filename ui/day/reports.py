"""Reports for a period: asked for, looked at with their chart, then recorded as a paper or saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain import journal_texts
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import SheetTable
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.reports import Report, ReportRequest
from ui.background import PRINTING, Background
from ui.day.chart import HourChart
from ui.language import bind
from ui.office.plain_table import PlainTable
from ui.papers.dialog import PaperDialog
from ui.papers.job import Preferred
from ui.register.journals_dialog import QUICK, Quick, period_of
from ui.theme import ROW_HEIGHT, scaled
from ui.widgets import DateField, LabeledField, MessageBar, QuietButton, Segmented, text_label, value_label

_PAPER_LANGUAGES = {Language.KK: PaperLanguage.KK, Language.RU: PaperLanguage.RU}


class ReportsDialog(QDialog):
    """Period and limits at the top, the tables under one another, what can be done with them."""

    def __init__(
        self, desk: Desk, background: Background, parent: QWidget | None = None, *, preferred: Preferred | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reports_dialog")
        self._desk, self._background, self._preferred = desk, background, preferred
        self.report: Report | None = None
        self._asked: ReportRequest | None = None
        self.quick = Segmented(QUICK, "report_quick", N_("Period"))
        self.first = LabeledField(N_("First day"), DateField(), "report_first")
        self.last = LabeledField(N_("Last day"), DateField(), "report_last")
        self.service, self.channel, self.clerk = QComboBox(), QComboBox(), QComboBox()
        self.outside = QCheckBox()
        self.outside.setObjectName("report_outside")
        self.message = MessageBar()
        self.pdf_button, self.xlsx_button = QuietButton("PDF", "Ctrl+S"), QuietButton("XLSX", "Ctrl+E")
        self.print_button = QuietButton(N_("Print"), "Ctrl+P")
        self._body = QVBoxLayout()
        self._lay_out()
        self._connect()
        bind(self, self.setWindowTitle, N_("Reports"))
        bind(self, self._write_choices)
        self._choose_quick(Quick.QUARTER)
        self.resize(1240, 700)

    def _lay_out(self) -> None:
        top, days, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        bind(self.outside, self.outside.setText, N_("Leaves the office: small counts of people are hidden"))
        top.addWidget(self.quick)
        top.addStretch()
        top.addWidget(self.outside)
        for field in (self.first, self.last):
            field.edit.setMinimumWidth(scaled(128))
            days.addWidget(field)
        for name, title, box in (
            ("report_service", N_("Service"), self.service),
            ("report_channel", N_("Channel"), self.channel),
            ("report_clerk", N_("Employee"), self.clerk),
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            bind(box, box.setAccessibleName, title)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(text_label(title, "quiet"))
            column.addWidget(box)
            days.addLayout(column, 1)
        inside = QFrame()
        inside.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 8, 0)
        self._body.setSpacing(6)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        foot.addStretch()
        leave = QuietButton(N_("Close"), "Esc")
        leave.clicked.connect(self.reject)
        buttons = (self.print_button, self.pdf_button, self.xlsx_button, leave)
        for name, button in zip(("print", "pdf", "xlsx", "leave"), buttons, strict=True):
            button.setObjectName(f"report_{name}")
            button.setAutoDefault(False)
            foot.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addLayout(days)
        rows.addWidget(self.message)
        rows.addWidget(self.area, 1)
        rows.addLayout(foot)

    def _connect(self) -> None:
        self.quick.chosen.connect(self._choose_quick)
        self.outside.toggled.connect(self._on_outside)
        for field in (self.first, self.last):
            assert isinstance(field.edit, DateField)
            field.edit.value_changed.connect(self.ask)
        for box in (self.service, self.channel, self.clerk):
            box.currentIndexChanged.connect(lambda _place: self.ask())
        for keys, button, act in (
            ("Ctrl+P", self.print_button, self.print),
            ("Ctrl+S", self.pdf_button, lambda: self._choose_file("pdf")),
            ("Ctrl+E", self.xlsx_button, lambda: self._choose_file("xlsx")),
        ):
            button.clicked.connect(lambda _on=False, act=act: act())
            QShortcut(QKeySequence(keys), self, act)

    def _on_outside(self, on: bool) -> None:
        """What leaves the office is of all of it, and for whole quarters that are over."""
        for box in (self.service, self.channel, self.clerk):
            box.setEnabled(not on)
            if on:
                box.blockSignals(True)
                box.setCurrentIndex(0)
                box.blockSignals(False)
        request = self.request()
        if on and request is not None:
            days = self._desk.reports.outside_period(self._desk.session, request.first, request.last)
            if days != (request.first, request.last):
                self._set_days(days)
        self.ask()

    def _set_days(self, days: tuple[date, date]) -> None:
        for field, day in zip((self.first, self.last), days, strict=True):
            assert isinstance(field.edit, DateField)
            field.edit.blockSignals(True)
            field.edit.set_value(day)
            field.edit.blockSignals(False)

    def _write_choices(self) -> None:
        now, reports = language(), self._desk.reports
        self._fill(self.service, tuple((code, title.text(now)) for code, title in reports.services()))
        self._fill(self.channel, tuple((one, journal_texts.CHANNELS[one].text(now)) for one in Channel))
        self._background.run(
            self, lambda: reports.clerks(self._desk.session), self._show_clerks, self.message.show_error
        )

    def _show_clerks(self, members: tuple[StaffMember, ...]) -> None:
        self._fill(self.clerk, tuple((member.key, member.full_name) for member in members))
        self._asked = None
        self.ask()

    @staticmethod
    def _fill(box: QComboBox, values: tuple[tuple[object, str], ...]) -> None:
        held = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(_("all"), None)
        for value, words in values:
            box.addItem(words, value)
        box.setCurrentIndex(next((at for at, (value, _words) in enumerate(values, 1) if value == held), 0))
        box.blockSignals(False)

    def _choose_quick(self, quick: object) -> None:
        assert isinstance(quick, Quick)
        self.quick.set_value(quick)
        self._set_days(period_of(quick, self._desk.reports.today(self._desk.session)))
        self.ask()

    def request(self) -> ReportRequest | None:
        """What is asked for; None while a day is not whole."""
        first, last = (field.edit.value() for field in (self.first, self.last) if isinstance(field.edit, DateField))
        if first is None or last is None:
            return None
        return ReportRequest(
            first,
            last,
            self.service.currentData() or "",
            self.channel.currentData(),
            self.clerk.currentData(),
            self.outside.isChecked(),
        )

    def ask(self) -> None:
        """Read the report that the fields ask for."""
        request, desk = self.request(), self._desk
        if request is None or request == self._asked:
            return
        self._asked = request
        # what is shown is not what the fields say any more: it is not to be saved under their name
        self.report = None
        self._enable()
        self._background.run(
            self,
            lambda: desk.reports.compose(desk.session, request),
            lambda report: self._show(report) if request == self._asked else None,
            lambda error: self._fail(error) if request == self._asked else None,
        )

    def _fail(self, error: Exception) -> None:
        self.report = self._asked = None
        self._enable()
        self.message.show_error(error)

    def _enable(self) -> None:
        for button in (self.print_button, self.pdf_button, self.xlsx_button):
            button.setEnabled(self.report is not None)

    def _show(self, report: Report) -> None:
        self.report = report
        self.message.clear()
        self._enable()
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        now = language()
        said = "; ".join(f"{row.label.text(now)}: {row.value.text(now)}" for row in report.rows)
        self._body.addWidget(value_label(said, "strong", wrap=True))
        if report.hours:
            chart = HourChart("report_chart")
            chart.setFixedHeight(scaled(180))
            chart.show_hours(report.hours)
            self._body.addWidget(chart)
        for place, table in enumerate(report.tables):
            self._add_table(place, table)
        for note in report.notes:
            self._body.addWidget(value_label(note.text(now), "quiet", wrap=True))
        self._body.addStretch(1)

    def _add_table(self, place: int, table: SheetTable) -> None:
        now = language()
        self._body.addWidget(value_label(table.title.text(now), "heading", wrap=True))
        shares = sum(column.share for column in table.columns)
        wide = max(self.area.viewport().width() - 40, 900)
        headings = [column.heading.text(now) for column in table.columns]
        widths = [wide * column.share // shares for column in table.columns]
        shown = PlainTable(f"report_table_{place}", table.title.text(now), headings, widths)
        shown.show_rows(lambda: [[cell.text(now) for cell in line] for line in table.lines])
        shown.setFixedHeight(scaled(ROW_HEIGHT) * (len(table.lines) + 1) + 12)
        self._body.addWidget(shown)
        if table.note.text(now):
            self._body.addWidget(value_label(table.note.text(now), "quiet", wrap=True))

    def print(self) -> None:
        """Record the report as a paper and show it; it is printed from there."""
        report, desk = self.report, self._desk
        if report is None:
            return
        paper_language = _PAPER_LANGUAGES[language()]
        self._background.run(
            self,
            lambda: desk.reports.make(desk.session, report.request, paper_language),
            lambda paper: PaperDialog(desk, self._background, paper.key, self, preferred=self._preferred).open(),
            self.message.show_error,
        )

    def _choose_file(self, kind: str) -> None:
        if self.report is None:
            return
        request = self.report.request
        name = f"report-{request.first:%Y-%m-%d}-{request.last:%Y-%m-%d}.{kind}"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), name, f"{kind.upper()} (*.{kind})")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Save the report that is shown; the ending of the name says as what."""
        report, desk, now = self.report, self._desk, language()
        if report is None:
            return
        write: Callable[..., None] = desk.reports.save_xlsx if path.suffix.lower() == ".xlsx" else desk.reports.save_pdf
        self._background.run(
            self,
            lambda: write(desk.session, report, now, path),
            lambda _nothing: self.message.say(_("Saved: {file}").format(file=path.name)),
            self.message.show_error,
            lane=PRINTING,
        )
