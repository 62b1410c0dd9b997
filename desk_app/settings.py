"""The workplace's settings file."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path

from desk_app.domain.language import Language
from desk_app.files import write_whole
from desk_app.usecases.workplace import Workplace

_log = logging.getLogger(__name__)


class SettingsFile:
    """A small JSON file in the desk's folder. A damaged one is set aside, never overwritten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._damaged = False

    @property
    def was_damaged(self) -> bool:
        return self._damaged

    def load(self) -> Workplace:
        if not self._path.is_file():
            return Workplace()
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return Workplace(
                language=Language(found["language"]),
                database=str(found["database"]),
                desk=str(found["desk"]),
                dark=bool(found["dark"]),
                large_text=bool(found["large_text"]),
                printers={str(kind): str(name) for kind, name in found["printers"].items()},
                zone=str(found.get("zone", "")),
                hall_screen=str(found.get("hall_screen", "")),
                day_screen=str(found.get("day_screen", "")),
                columns={
                    str(member): tuple((str(name), int(width)) for name, width in layout)
                    for member, layout in found.get("columns", {}).items()
                },
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("settings set aside reason=%s", type(error).__name__)
            self._damaged = True
            aside = self._path.with_suffix(".damaged")
            self._path.replace(aside)
            return Workplace()

    def save(self, workplace: Workplace) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path, json.dumps(asdict(workplace), ensure_ascii=False, indent=1).encode())


def text_in(path: Path, key: str) -> str:
    """Return one setting as the file has it, empty where it has none. Touches nothing, sets no damaged file aside."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))[key])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
