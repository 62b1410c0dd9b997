"""Where the program's own files and a desk's files lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs


def _program_dir() -> Path:
    """The folder that holds `resources` and `translations`: of the bundle, of the wheel, or of the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    installed = Path(__file__).parent / "_data"
    return installed if installed.is_dir() else Path(__file__).parent.parent


def resources_dir() -> Path:
    """Regulation, calendars, fonts, icons, styles and help."""
    return _program_dir() / "resources"


def translations_dir() -> Path:
    """The catalogues, one folder per language."""
    return _program_dir() / "translations"


def data_dir() -> Path:
    """The desk's own folder: database, settings, log. `TEREZE_DATA` moves it (tests, portable use)."""
    given = os.environ.get("TEREZE_DATA")
    return Path(given) if given else Path(platformdirs.user_data_dir("tereze", appauthor=False))
