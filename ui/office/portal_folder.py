"""The folder through which the office exchanges requests with the portal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QTextBrowser

from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.paths import resources_dir
from desk_app.usecases.desk import Desk
from ui.background import EXCHANGE, Background
from ui.entrance.forms import Form
from ui.language import bind
from ui.office.section import Section
from ui.widgets import text_label


class PortalFolderSection(Section):
    """Named by the supervisor or the administrator; the same folder for every desk of the office."""

    title = N_("Portal")
    name = "portal"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        form = Form()
        self.folder = form.field("portal_folder", N_("Folder of the exchange"), QLineEdit())
        self.folder.setMaxLength(1000)
        said = N_(
            "Requests of the portal come into «in», answers go to «out»; every desk of the office has to see this "
            "folder under the same name. Empty: no exchange."
        )
        form.add(text_label(said, "quiet", wrap=True))
        self.choose = self.button("portal_choose", N_("Choose a folder …"))
        self.save = self.button("portal_save", N_("Save"), "primary")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.choose)
        row.addStretch()
        self.help = QTextBrowser()
        self.help.setObjectName("portal_help")
        self.help.setOpenLinks(False)
        bind(self.help, self.help.setAccessibleName, N_("The format of the files"))
        bind(self.help, self._show_help)
        self.rows.addWidget(form)
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addWidget(text_label(N_("The format of the files"), "heading"))
        self.rows.addWidget(self.help, 1)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.folder.returnPressed.connect(self._on_save_clicked)
        background.run(self, lambda: desk.exchange.folder(desk.session), self._show, self.show_error)

    def _show(self, folder: Path | None) -> None:
        self.folder.setText(str(folder) if folder is not None else "")

    def _show_help(self) -> None:
        text = (resources_dir() / "exchange" / f"help.{language().value}.md").read_text(encoding="utf-8")
        self.help.setMarkdown(text)

    def _on_choose_clicked(self) -> None:
        found = QFileDialog.getExistingDirectory(self, _("Folder of the exchange"), self.folder.text())
        if found:
            self.folder.setText(found)
            self.save.setFocus()

    def _on_save_clicked(self) -> None:
        words, desk = self.folder.text().strip(), self._desk
        base = Path(words) if words else None
        self.save.setEnabled(False)
        # not in the lane of the records: a share that does not answer may take its time
        self.background.run(
            self, lambda: desk.exchange.set_folder(desk.session, base), self._say_saved, self._fail, lane=EXCHANGE
        )

    def _say_saved(self, _nothing: object) -> None:
        self.save.setEnabled(True)
        self.say(lambda: _("Saved."))

    def _fail(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.show_error(error)
