"""F1: the help of the page in front. Ctrl+/: all keys. Both offline, in the language of the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QTextBrowser, QVBoxLayout, QWidget

from desk_app.i18n import N_, language
from desk_app.paths import resources_dir
from ui.language import bind
from ui.widgets import text_label, value_label

KEYS = (
    ("F1", N_("Help for this page")),
    ("Shift+F1", N_("The whole text of a line or a field that is cut")),
    ("F2", N_("Next visitor: the next one of the line is called")),
    ("Ctrl+N", N_("New application")),
    ("F3", N_("Call the number again")),
    ("F5", N_("The visitor has come; the visit ends")),
    ("F10", N_("What may be done with the visitor")),
    ("Ctrl+T", N_("Ticket of the line")),
    ("Ctrl+F", N_("Search")),
    ("F4", N_("Documents")),
    ("F6", N_("Next column")),
    ("F7", N_("Refusal receipt")),
    ("F8", N_("Register")),
    ("F9", N_("Why this date")),
    ("Ctrl+P", N_("Print")),
    ("Ctrl+O", N_("Attach a scan")),
    ("Ctrl+E", N_("Correct")),
    ("Ctrl+K", N_("For signature")),
    ("Ctrl+J", N_("Journals")),
    ("Ctrl+L", N_("The other language")),
    ("F11", N_("Full screen")),
    ("F12", N_("Lock the desk")),
    ("Alt+1 … Alt+6", N_("Pages")),
    ("Ctrl+Q", N_("Quit")),
)


def help_file(page: str) -> Path | None:
    """The page's help in the language of the screen, else the general one, if there is any."""
    folder = resources_dir() / "help" / language().value
    return next((path for path in (folder / f"{page}.html", folder / "index.html") if path.is_file()), None)


class HelpDialog(QDialog):
    """One page of help; it can stay open beside the work."""

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        bind(self, self.setWindowTitle, N_("Help"))
        self._page = page
        self._text = QTextBrowser()
        self._text.setObjectName("help_text")
        bind(self._text, self._text.setAccessibleName, N_("Help"))
        rows = QVBoxLayout(self)
        rows.addWidget(self._text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        bind(self, self._write)

    def _write(self) -> None:
        path = help_file(self._page)
        # for the links between the pages
        self._text.setSearchPaths([str(path.parent)] if path is not None else [])
        self._text.setHtml(path.read_text(encoding="utf-8") if path is not None else "")


class KeysDialog(QDialog):
    """Every key of the program on one page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind(self, self.setWindowTitle, N_("All keys"))
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (key, source) in enumerate(KEYS):
            grid.addWidget(value_label(key, "key"), row, 0)
            grid.addWidget(text_label(source), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        grid.addWidget(buttons, len(KEYS), 0, 1, 2)
