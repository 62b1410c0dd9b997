"""Importing lists of recipients of assistance: what the certificate is drafted from."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desk_app.errors import StorageError
from desk_app.i18n import N_, ngettext, short_moment
from desk_app.i18n import gettext as _
from desk_app.progress import StoppedError
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import RecipientList
from desk_app.usecases.recipients import ListReport
from ui.background import PRINTING, Background
from ui.entrance.lists import RowList
from ui.language import bind
from ui.office.list_report import ReportTable
from ui.office.section import Section
from ui.widgets import Segmented, text_label
from ui.widgets.progress import ProgressRow

LARGEST = 64 * 1024 * 1024
"""Bytes that are read at all; the reader's own limit is lower and told in its words."""


class RecipientsSection(Section):
    """A file, what of it can be taken, and only then the import."""

    title = N_("Lists of recipients")
    name = "recipients"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self._zone = zone_of(desk.session)
        self._found: ListReport | None = None
        self._lists: tuple[RecipientList, ...] = ()
        self.choose = self.button("recipients_choose", N_("Choose a file …"), "primary")
        self.take = self.button("recipients_import", N_("Import"), "primary")
        self.leave = self.button("recipients_leave", N_("Do not import"))
        self.filter = Segmented(((False, N_("All lines")), (True, N_("Left out"))), "recipients_filter", N_("Lines"))
        self.progress = ProgressRow("recipients_progress")
        self.report = ReportTable()
        self.lists = RowList()
        self.lists.setObjectName("recipients_lists")
        self._lists_heading = text_label(N_("Lists imported so far"), "heading")
        self._lay_out()
        self.choose.clicked.connect(self._on_choose_clicked)
        self.take.clicked.connect(self._on_import_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.filter.chosen.connect(lambda only: self.report.lines.show_report(self._found, only_skipped=bool(only)))
        bind(self.lists, self._write_lists)
        self._show_report(None)

    def _lay_out(self) -> None:
        for said in (
            N_("An XLSX or CSV file with the columns: IIN; name; family; first day; last day. A quarter will do too."),
            N_("Nothing is recorded before you have seen what the file holds and press Import."),
        ):
            self.rows.addWidget(text_label(said, "quiet", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self.choose, self.take, self.leave):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.filter)
        self.rows.addLayout(row)
        self.rows.addWidget(self.progress)
        self.rows.addWidget(self.answer)
        self.rows.addWidget(self.report, 1)
        self.rows.addWidget(self._lists_heading)
        self.rows.addWidget(self.lists)
        self.rows.addStretch()

    def activate(self) -> None:
        desk = self._desk
        self.background.run(self, lambda: desk.recipients.lists(desk.session), self._show_lists, self.show_error)

    def _on_choose_clicked(self) -> None:
        kinds = _("Tables") + " (*.xlsx *.csv *.txt *.tsv)"
        name, _kind = QFileDialog.getOpenFileName(self, _("List of recipients"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read a file and show what of it can be taken."""
        self._show_report(None)
        self.choose.setEnabled(False)
        self.say_nothing()
        progress = self.progress.begin(_("Reading {file} …").format(file=path.name))
        desk = self._desk
        self.background.run(
            self,
            lambda: desk.recipients.read(desk.session, path.name, _read(path), progress),
            self._show_found,
            self._show_fault,
            lane=PRINTING,
        )

    def _show_found(self, report: ListReport) -> None:
        self.progress.end()
        self._show_report(report)
        (self.take if report.may_import else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fault(self, error: Exception) -> None:
        self.progress.end()
        self._show_report(self._found)
        if isinstance(error, StoppedError):
            self.say(lambda: _("It was stopped."), "quiet")
        else:
            self.show_error(error)

    def _show_report(self, report: ListReport | None) -> None:
        """The report with its two buttons, or the way to a file and what was imported so far."""
        self._found = report
        self.choose.setEnabled(True)
        self.take.setVisible(report is not None)
        self.take.setEnabled(report is not None and report.may_import)
        self.leave.setVisible(report is not None)
        self.filter.setVisible(report is not None)
        self.filter.set_value(False)
        self.report.setVisible(report is not None)
        for widget in (self.lists, self._lists_heading):
            widget.setVisible(report is None and bool(self._lists))
        self.report.lines.show_report(report, only_skipped=False)
        if report is not None:
            self._say_found(report)

    def _say_found(self, report: ListReport) -> None:
        is_fine = report.may_import and not report.skipped and not report.lost_letters
        self.say(lambda: _found_words(report, self._zone), "good" if is_fine else "warn")

    def _on_leave_clicked(self) -> None:
        self._show_report(None)
        self.say_nothing()
        self.choose.setFocus()

    def _on_import_clicked(self) -> None:
        report, desk = self._found, self._desk
        if report is None or not report.may_import:
            return
        for button in (self.take, self.leave, self.choose):
            button.setEnabled(False)
        self.say(lambda: _("Recording …"), "quiet")
        self.background.run(
            self,
            lambda: desk.recipients.import_list(desk.session, report),
            self._show_imported,
            self._show_refused,
            lane=PRINTING,
        )

    def _show_imported(self, count: int) -> None:
        self.leave.setEnabled(True)
        self._show_report(None)
        self.say(
            lambda: ngettext("{count} line was recorded", "{count} lines were recorded", count).format(count=count)
        )
        self.choose.setFocus()
        self.activate()

    def _show_refused(self, error: Exception) -> None:
        """Nothing was recorded; the report stays, so that it can be tried again."""
        self.leave.setEnabled(True)
        self._show_fault(error)

    def _show_lists(self, lists: tuple[RecipientList, ...]) -> None:
        self._lists = lists
        self._write_lists()
        for widget in (self.lists, self._lists_heading):
            widget.setVisible(self._found is None and bool(lists))

    def _write_lists(self) -> None:
        self.lists.setAccessibleName(_("Lists imported so far"))
        self.lists.clear()
        for one in self._lists:
            lines = ngettext("{count} line", "{count} lines", one.lines).format(count=one.lines)
            moment = short_moment(one.imported_at.astimezone(self._zone))
            self.lists.add_row(", ".join(part for part in (one.file_name, lines, moment, one.imported_by) if part))
        self.lists.fit()


def _read(path: Path) -> bytes:
    """Raises StorageError E-430 where the file cannot be read or is far too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise OSError("too large")
        return path.read_bytes()
    except OSError as error:
        raise StorageError(
            "E-430",
            N_("The file {file} cannot be read."),
            N_("Copy it to this computer and choose it again."),
            file=path.name,
        ) from error


def _found_words(report: ListReport, zone: ZoneInfo) -> str:
    can = ngettext("{count} line can be taken", "{count} lines can be taken", len(report.taken))
    left = ngettext("{count} line is left out", "{count} lines are left out", len(report.skipped))
    words = [can.format(count=len(report.taken)), left.format(count=len(report.skipped))]
    said = [f"{report.file_name}: {', '.join(words)}."]
    if report.known is not None:
        known = _("This very file was imported on {moment} by {name}: it is not imported twice.")
        moment = short_moment(report.known.imported_at.astimezone(zone))
        said.append(known.format(moment=moment, name=report.known.imported_by))
    if report.lost_letters:
        lost = ngettext(
            "{count} name has question marks: Kazakh letters were lost. Save the list as XLSX or CSV UTF-8.",
            "{count} names have question marks: Kazakh letters were lost. Save the list as XLSX or CSV UTF-8.",
            report.lost_letters,
        )
        said.append(lost.format(count=report.lost_letters))
    return " ".join(said)
