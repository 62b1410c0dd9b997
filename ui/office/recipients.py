"""Importing lists of recipients of assistance: what the certificate is drafted from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from desk_app.errors import StorageError
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.recipients import ImportReport
from ui.background import Background
from ui.entrance.lists import RowList
from ui.language import bind
from ui.office.section import Section
from ui.widgets import text_label

LARGEST = 64 * 1024 * 1024
"""Bytes. A list of a whole region is some ten megabytes."""


class RecipientsSection(Section):
    """A file, and what of it came in."""

    title = N_("Lists of recipients")
    name = "recipients"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        for said in (
            N_("A CSV file with the columns: IIN; name; family; first day; last day (dd.mm.yyyy)."),
            N_("Lines that cannot be read are left out and named below; the others are recorded together."),
        ):
            self.rows.addWidget(text_label(said, "quiet", wrap=True))
        self.choose = self.button("recipients_choose", N_("Choose a file …"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch()
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.report = RowList()
        self.report.setObjectName("recipients_report")
        bind(self.report, self.report.setAccessibleName, N_("Lines left out"))
        self.report.hide()
        self.rows.addWidget(self.report, 1)
        self.rows.addStretch()
        self.choose.clicked.connect(self._on_choose_clicked)

    def _on_choose_clicked(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("List of recipients"), "", "CSV (*.csv *.txt)")
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read and record a file."""
        self.choose.setEnabled(False)
        self.say(_("Reading {file} …").format(file=path.name), "quiet")
        desk = self._desk
        self.background.run(
            self,
            lambda: desk.recipients.import_csv(desk.session, path.name, _read(path)),
            self._show_report,
            self._show_fault,
        )

    def _show_fault(self, error: Exception) -> None:
        self.choose.setEnabled(True)
        self.report.hide()
        self.show_error(error)

    def _show_report(self, report: ImportReport) -> None:
        self.choose.setEnabled(True)
        accepted = ngettext("{count} line was recorded", "{count} lines were recorded", report.accepted)
        left = ngettext("{count} line was left out", "{count} lines were left out", len(report.rejected))
        words = [accepted.format(count=report.accepted)]
        if report.rejected:
            words.append(left.format(count=len(report.rejected)))
        self.say(", ".join(words), "warn" if report.rejected else "good")
        self.report.clear()
        for number, fault in report.rejected:
            self.report.add_row(_("Line {number}: {fault}").format(number=number, fault=_(fault)))
        self.report.setVisible(bool(report.rejected))


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
