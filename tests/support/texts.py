"""The texts of the program as its source has them, to compare the catalogues with.

`python -m tests.support.texts` brings the template and both catalogues up to date; nothing translated is lost.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "translations"
LANGUAGES = ("kk", "ru")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def extract() -> Catalog:
    """Return every text marked in `desk_app` and `ui`."""
    template = Catalog(project="Tereze", charset="utf-8")
    for package in ("desk_app", "ui"):
        found = extract_from_dir(
            ROOT / package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for _file, _line, message, comments, context in found:
            template.add(message, auto_comments=comments, context=context)
    return template


def catalogue(language: str) -> Catalog:
    """Return the catalogue as it lies in the tree."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "ui.po").open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    template = extract()
    _write(TRANSLATIONS / "ui.pot", template)
    for language in LANGUAGES:
        path = TRANSLATIONS / language / "LC_MESSAGES" / "ui.po"
        known = catalogue(language) if path.is_file() else Catalog(locale=language, charset="utf-8")
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        _write(path, known)


def _write(path: Path, texts: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(buffer, texts, no_location=True, sort_output=True, omit_header=False, width=110)
    # the day of extraction would change every catalogue at every update
    lines = [
        line for line in buffer.getvalue().splitlines() if not line.startswith((b'"POT-Creation', b'"PO-Revision'))
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(lines).strip() + b"\n")


if __name__ == "__main__":
    update()
