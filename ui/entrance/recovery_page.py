"""The last page of the first run: the recovery code goes onto paper before anybody starts to work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desk_app.domain.papers import Paper, RecoveryContent
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import PageImage, PrinterInfo, PrintJob
from ui.background import Background
from ui.entrance.forms import error_text, note
from ui.entrance.sheet import DPI, sheet_picture
from ui.entrance.wizard_pages import WizardPage
from ui.language import bind
from ui.widgets.labels import value_label

PREVIEW_WIDTH = 316


class RecoveryPage(WizardPage):
    """Shows the code and its sheet.

    Signals:
        changed(): the box was ticked or cleared.
    """

    heading = N_("Recovery code")
    meaning = N_(
        "It opens the records if every password is forgotten. The program does not keep it: "
        "print the sheet, seal it in an envelope and give it to the head of the office."
    )
    changed = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._desk: Desk | None = None
        self._paper: Paper | None = None
        self.code = value_label("", "title")
        self.code.setObjectName("recovery_code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sheet = QLabel()
        self.sheet.setObjectName("recovery_sheet")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.printer = QComboBox()
        self.printer.setObjectName("recovery_printer")
        self.print_button, self.save_button = QPushButton(), QPushButton()
        self.print_button.setObjectName("recovery_print")
        self.save_button.setObjectName("recovery_save")
        self.done = QCheckBox()
        self.done.setObjectName("recovery_done")
        self.fate = note()
        self._lay_out()
        self.print_button.clicked.connect(self._on_print_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.done.toggled.connect(lambda _on: self.changed.emit())

    def _lay_out(self) -> None:
        bind(self.code, self.code.setAccessibleName, N_("Recovery code"))
        bind(self.sheet, self.sheet.setAccessibleName, N_("The sheet as it will be printed"))
        bind(self.printer, self.printer.setAccessibleName, N_("Printer"))
        bind(self.print_button, self.print_button.setText, N_("Print the sheet"))
        bind(self.save_button, self.save_button.setText, N_("Save as a file …"))
        bind(self.done, self.done.setText, N_("The sheet is printed or saved, and I have seen it"))
        self.print_button.setEnabled(False)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.code)
        left.addWidget(self.printer)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        left.addLayout(buttons)
        left.addWidget(self.fate)
        left.addWidget(self.done)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self.sheet)
        self.rows.addLayout(row, 1)

    def show_sheet(self, desk: Desk, paper: Paper) -> None:
        """Show the code now and its sheet as soon as it is drawn."""
        self._desk, self._paper = desk, paper
        if isinstance(paper.content, RecoveryContent):
            self.code.setText(_in_lines(paper.content.code))
        printing = desk.printing
        self._background.run(self, lambda: printing.pages_of(paper, DPI), self._show_pages, self._show_error)
        self._background.run(self, printing.printers, self._show_printers, self._show_error)

    def _show_pages(self, pages: tuple[PageImage, ...]) -> None:
        if pages:
            self.sheet.setPixmap(sheet_picture(pages[0], PREVIEW_WIDTH))

    def _show_printers(self, printers: tuple[PrinterInfo, ...]) -> None:
        for printer in printers:
            self.printer.addItem(printer.name)
            if printer.is_default:
                self.printer.setCurrentIndex(self.printer.count() - 1)
        self.printer.setVisible(bool(printers))
        self.print_button.setEnabled(bool(printers))
        if not printers:
            self.fate.setText(_("No printer was found: save the sheet and print it on another computer."))

    def _on_print_clicked(self) -> None:
        desk, paper, printer = self._desk, self._paper, self.printer.currentText()
        if desk is None or paper is None:
            return
        self.print_button.setEnabled(False)
        self._background.run(
            self, lambda: desk.printing.print_unrecorded(paper, printer), self._show_sent, self._show_error
        )

    def _show_sent(self, _job: PrintJob) -> None:
        self.print_button.setEnabled(True)
        self.fate.setText(_("Sent to the printer. Tick the box when the sheet is in your hand."))
        self.done.setFocus()

    def _on_save_clicked(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), "recovery.pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the sheet as a file."""
        desk, paper = self._desk, self._paper
        if desk is None or paper is None:
            return
        self._background.run(
            self,
            lambda: desk.printing.save_unrecorded(paper, path),
            lambda _nothing: self._show_saved(path),
            self._show_error,
        )

    def _show_saved(self, path: Path) -> None:
        self.fate.setText(_("Saved: {file}. Move it off this computer.").format(file=path.name))
        self.done.setFocus()

    def _show_error(self, error: Exception) -> None:
        self.print_button.setEnabled(self.printer.count() > 0)
        self.fate.setText(error_text(error))

    def fault(self) -> str:
        if self._paper is None or self.done.isChecked():
            return ""
        return _("Print or save the sheet first, then tick the box.")


def _in_lines(code: str) -> str:
    """The groups of the code in lines of three, to be read aloud and copied by hand."""
    groups = code.split("-")
    return "\n".join(" - ".join(groups[start : start + 3]) for start in range(0, len(groups), 3))
