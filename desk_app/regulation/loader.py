"""From files to domain values. A file is taken whole or not at all, and all its faults are told at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path, PurePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from desk_app.domain.calendar import Calendar, CalendarDay
from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import DataFileError
from desk_app.regulation import checks
from desk_app.regulation.entries import edition_of
from desk_app.regulation.schema import CalendarFile, EditionFile

Model = TypeVar("Model", bound=BaseModel)
_EXPECTED = {"missing": "it is missing", "extra_forbidden": "no such key"}


def load_edition(path: Path) -> ServiceEdition:
    """Return the edition the file holds.

    Raises:
        DataFileError: The file cannot be read, or anything in it is wrong; `faults` names everything.
    """
    file, digest = _load(path, EditionFile, checks.edition_faults)
    return edition_of(file, digest)


def load_calendar(paths: Iterable[Path]) -> Calendar:
    """Return the calendar of all the years; of two files of one year the later one holds.

    Raises:
        DataFileError: A file cannot be read or is wrong.
    """
    years = {file.year: file for file, _ in (_load(path, CalendarFile, checks.calendar_faults) for path in paths)}
    rows: dict[date, CalendarDay] = {
        row.day: CalendarDay(row.day, row.kind, row.value(), row.source, row.five_day_only)
        for file in years.values()
        for row in file.days
    }
    return Calendar(rows, frozenset(years), frozenset(year for year, file in years.items() if file.confirmed))


def _load(
    path: Path, model: type[Model], cross_checks: Callable[[checks.Table, PurePath], Iterator[checks.Fault]]
) -> tuple[Model, str]:
    name = "/".join(path.parts[-2:])
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode())
    except OSError as error:
        raise DataFileError(name, (("", f"a file that can be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        raise DataFileError(name, (("", f"UTF-8 text: byte {error.start} is not"),)) from error
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(name, (("", f"TOML: {error}"),)) from error
    faults = list(cross_checks(table, path))
    try:
        file = model.model_validate(table)
    except ValidationError as error:
        shape = [(_key(one["loc"]), _EXPECTED.get(one["type"], one["msg"])) for one in error.errors()]
        raise DataFileError(name, (*shape, *faults)) from error
    if faults:
        raise DataFileError(name, tuple(faults))
    return file, hashlib.sha256(content).hexdigest()


def _key(place: tuple[Any, ...]) -> str:
    """channels[1].steps[2].title.ru: entries are counted from one, as people count."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
