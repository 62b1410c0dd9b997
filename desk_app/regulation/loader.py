"""From files to domain values. A file is taken whole or not at all, and all its faults are told at once."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from desk_app.domain.calendar import Calendar, CalendarDay
from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import DataFileError
from desk_app.i18n import N_
from desk_app.regulation import checks
from desk_app.regulation.entries import edition_of
from desk_app.regulation.schema import CalendarFile, EditionFile
from desk_app.regulation.shape import shape_faults
from desk_app.regulation.toml import Table, mark_faults, parse
from desk_app.wording import Fault, Message

Model = TypeVar("Model", bound=BaseModel)

_UNREADABLE = {
    errno.ENOENT: N_("a file: there is none at this place"),
    errno.ENOTDIR: N_("a file: there is none at this place"),
    errno.EISDIR: N_("a file, not a folder"),
    errno.EACCES: N_("a file that this account may read"),
    errno.EPERM: N_("a file that this account may read"),
}
LARGEST = 1_000_000
"""Of a file, in bytes. The largest that came with the program has a tenth of it; a device has no end."""


def load_edition(path: Path) -> ServiceEdition:
    """Return the edition of a file that came with the program; its folder and name say its service and first day.

    Raises:
        DataFileError: The file cannot be read, or anything in it is wrong; `faults` names everything.
    """
    name = _short(path)
    content = read_bytes(path, name)
    table = parse(content, name)
    beside = (*mark_faults(content), *checks.edition_name_faults(table, path), *checks.edition_faults(table))
    file = _checked(table, name, EditionFile, beside)
    return edition_of(file, _digest(content))


def read_edition(content: bytes, name: str, known: Iterable[ServiceEdition] = ()) -> ServiceEdition:
    """Return the edition that the bytes of a file hold; a `ports.ReadEdition`.

    Args:
        content: The whole file.
        name: What the file is called in the report.
        known: Editions it has to agree with.

    Raises:
        DataFileError: Anything in it is wrong; `faults` names everything.
    """
    table = parse(content, name)
    file = _checked(table, name, EditionFile, (*mark_faults(content), *checks.edition_faults(table)))
    edition = edition_of(file, _digest(content))
    beside = tuple(checks.faults_beside(edition, known))
    if beside:
        raise DataFileError(name, beside)
    return edition


def load_calendar(paths: Iterable[Path]) -> Calendar:
    """Return the calendar of all the years; of two files of one year the later one holds.

    Raises:
        DataFileError: A file cannot be read or is wrong.
    """
    years = {file.year: file for file in map(load_year, paths)}
    rows: dict[date, CalendarDay] = {
        row.day: CalendarDay(row.day, row.kind, row.value(), row.source, row.five_day_only, row.source_ru or "")
        for file in years.values()
        for row in file.days
    }
    return Calendar(rows, frozenset(years), frozenset(year for year, file in years.items() if file.confirmed))


def load_year(path: Path) -> CalendarFile:
    """Return one year's file of those that came with the program. Raises DataFileError as above."""
    name = _short(path)
    content = read_bytes(path, name)
    table = parse(content, name)
    beside = (*mark_faults(content), *checks.calendar_name_faults(table, path), *checks.calendar_faults(table))
    return _checked(table, name, CalendarFile, beside)


def read_year(content: bytes, name: str) -> CalendarFile:
    """Return the year that the bytes of a file hold. Raises DataFileError as above."""
    table = parse(content, name)
    return _checked(table, name, CalendarFile, (*mark_faults(content), *checks.calendar_faults(table)))


def read_bytes(path: Path, name: str) -> bytes:
    """Return the whole file. Raises DataFileError where it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        expected = _UNREADABLE.get(error.errno or 0)
        message = (
            Message(expected)
            if expected
            else Message(N_("a file that can be read: {reason}"), {"reason": error.strerror or ""})
        )
        raise DataFileError(name, (Fault("", message),)) from error
    if len(content) > LARGEST:
        limit = Message(N_("a file of at most {limit} MB"), {"limit": LARGEST // 1_000_000})
        raise DataFileError(name, (Fault("", limit),))
    return content


def is_calendar(table: Table) -> bool:
    """True if the table is meant to be a year of the calendar, not an edition."""
    return ("year" in table or "days" in table) and not ("channels" in table or "service" in table)


def _checked(table: Table, name: str, model: type[Model], faults: tuple[Fault, ...]) -> Model:
    try:
        file = model.model_validate(table)
    except ValidationError as error:
        shape = shape_faults(error)
        known = {fault.key for fault in shape}
        # a key of the wrong shape has been told; what else it breaks only follows from that
        raise DataFileError(name, (*shape, *(fault for fault in faults if fault.key not in known))) from error
    if faults:
        raise DataFileError(name, faults)
    return file


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _short(path: Path) -> str:
    return "/".join(path.parts[-2:])
