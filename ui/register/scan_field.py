"""Choosing the file of a scan, by a button or by dropping it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.register.elided import ElidedLabel
from ui.widgets import QuietButton

KINDS = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"


class ScanField(QWidget):
    """The button and the name of the file that was chosen.

    Signals:
        chosen(Path): a file was chosen; it was not read yet.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.button = QuietButton(N_("Choose the file of the scan"))
        self.button.setObjectName("scan_choose")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name = ElidedLabel("", "quiet")
        self.name.setObjectName("scan_name")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self.name, 1)
        self.button.clicked.connect(self._on_choose_clicked)
        bind(self, self._write)

    def take(self, path: Path) -> None:
        """Take that file."""
        self.path = path
        self._write()
        self.chosen.emit(path)

    def _write(self) -> None:
        self.name.setText(self.path.name if self.path is not None else _("No file is chosen."))

    def _on_choose_clicked(self) -> None:
        path = self.ask_path()
        if path:
            self.take(Path(path))

    def ask_path(self) -> str:
        """Ask which file; empty where the person changed their mind."""
        return QFileDialog.getOpenFileName(self, _("Choose the file of the scan"), "", KINDS)[0]


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is dragged; None where it is anything else."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
