"""What this program is, what it is made of, where its files are."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from PySide6.QtCore import Qt

from desk_app import __version__
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.background import Background
from ui.language import bind
from ui.office.section import Section
from ui.widgets import text_label, value_label

PARTS = {
    "PySide6-Essentials": "LGPL-3.0",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "babel": "BSD-3-Clause",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "platformdirs": "MIT",
    "psycopg": "LGPL-3.0",
    "pydantic": "MIT",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "python-calamine": "MIT",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
    "xlsxwriter": "BSD-2-Clause",
}
"""Distributions and their licences, as their own files say."""


class AboutSection(Section):
    """Version, parts, folders."""

    title = N_("About the program")
    name = "about"

    def __init__(self, background: Background, data_dir: Path, log_path: Path) -> None:
        super().__init__(background)
        self._folders = data_dir, log_path
        self._versions: dict[str, str] = {}
        self.facts = value_label("", wrap=True)
        self.facts.setObjectName("about_facts")
        self.parts = value_label("", "quiet", wrap=True)
        for label in (self.facts, self.parts):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.rows.addWidget(self.facts)
        self.rows.addWidget(text_label(N_("Made with"), "heading"))
        self.rows.addWidget(self.parts)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()
        bind(self.facts, self._write)
        background.run(self, _versions, self._show_versions, self.show_error)

    def _show_versions(self, versions: dict[str, str]) -> None:
        self._versions = versions
        self._write()

    def _write(self) -> None:
        data, log = self._folders
        lines = (
            _("Tereze {version}, licence MIT").format(version=__version__),
            _("Data folder: {folder}").format(folder=data),
            _("Log: {file}").format(file=log),
        )
        self.facts.setText("\n".join(lines))
        parts = [f"{name} {self._versions.get(name, '')}".strip() + f", {licence}" for name, licence in PARTS.items()]
        fonts = ["Noto Sans, Liberation, OFL-1.1", "Lucide, ISC"]
        self.parts.setText("\n".join(parts + fonts))


def _versions() -> dict[str, str]:
    found = {}
    for name in PARTS:
        try:
            found[name] = str(metadata(name)["Version"])
        except PackageNotFoundError:
            continue
    return found
