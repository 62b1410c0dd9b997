"""The program's log: one rotating file, key=value words, never a name or number of a person."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def start_log(folder: Path) -> Path:
    """Log to `tereze.log` in the folder; return its path."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "tereze.log"
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for old in [found for found in root.handlers if isinstance(found, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    return path
