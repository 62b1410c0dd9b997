"""The office's own edition from a file: checked as a whole, kept for all desks, or refused with its whole report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import DataFileError, StorageError
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.forms import error_text, note
from ui.language import bind
from ui.office.plain_table import PlainTable
from ui.theme import scaled
from ui.widgets import set_role, text_label

HEIGHT = 220


class EditionFileBlock(QWidget):
    """Signals:
    added(str): the id of the edition that the office has now.
    """

    added = Signal(str)

    def __init__(self, desk: Desk, background: Background, choose: QPushButton) -> None:
        super().__init__()
        self._desk = desk
        self._background = background
        self.choose = choose
        self.answer = note()
        self.answer.setObjectName("edition_file_answer")
        self.report = PlainTable(
            "edition_faults", N_("Faults of the file"), (N_("File"), N_("Key"), N_("Expected")), (160, 270, 300)
        )
        self.report.setFixedHeight(scaled(HEIGHT))
        self.report.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(text_label(N_("Wording from a file"), "heading"))
        said = N_("A TOML file like those of the program. All desks of the office get it; adopting it is another step.")
        rows.addWidget(text_label(said, "quiet", wrap=True))
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addStretch()
        rows.addLayout(row)
        rows.addWidget(self.answer)
        rows.addWidget(self.report)
        self._outcome: ServiceEdition | Exception | None = None
        choose.clicked.connect(self._on_choose_clicked)
        bind(self, self._write)

    def _on_choose_clicked(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Wording from a file"), "", "TOML (*.toml)")
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Check the file and keep it."""
        desk = self._desk
        self.choose.setEnabled(False)
        self._background.run(
            self,
            lambda: desk.editions.add_edition(desk.session, _read(path), path.name),
            self._show_added,
            self._show_outcome,
        )

    def _show_added(self, edition: ServiceEdition) -> None:
        self._show_outcome(edition)
        self.added.emit(edition.id)

    def _show_outcome(self, outcome: ServiceEdition | Exception) -> None:
        self.choose.setEnabled(True)
        self._outcome = outcome
        self._write()
        if isinstance(outcome, DataFileError):
            self.report.setFocus()

    def _write(self) -> None:
        outcome = self._outcome
        faults = outcome.faults if isinstance(outcome, DataFileError) else ()
        self.report.setVisible(bool(faults))
        if outcome is None:
            self.answer.clear()
        elif isinstance(outcome, ServiceEdition):
            added = _("Added: {title}. Choose it above to read it, to try it and to adopt it.")
            self.answer.setText(added.format(title=outcome.title.text(language())))
            set_role(self.answer, "good")
        elif isinstance(outcome, DataFileError):
            text = ngettext(
                "{file} was not added: it has {count} fault.",
                "{file} was not added: it has {count} faults.",
                len(faults),
            )
            self.answer.setText(text.format(file=outcome.file, count=len(faults)))
            set_role(self.answer, "bad")
            file = outcome.file
            self.report.show_rows(lambda: [(file, fault.key or "–", fault.expected.words()) for fault in faults])
        else:
            self.answer.setText(error_text(outcome))
            set_role(self.answer, "bad")


def _read(path: Path) -> bytes:
    """Raises StorageError E-430 where the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(
            "E-430",
            N_("The file {file} cannot be read."),
            N_("Copy it to this computer and choose it again."),
            file=path.name,
        ) from error
