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
from desk_app.domain.regulation import (
    ChannelRule,
    DocumentRule,
    FillingRule,
    RefusalRule,
    ResultRule,
    ServiceEdition,
    StepRule,
    WorkingTime,
)
from desk_app.errors import DataFileError
from desk_app.regulation import checks
from desk_app.regulation.schema import (
    CalendarFile,
    ChannelEntry,
    DocumentEntry,
    EditionFile,
    HoursEntry,
    RefusalEntry,
    ResultEntry,
    StepEntry,
    Weekday,
)

Model = TypeVar("Model", bound=BaseModel)
_EXPECTED = {"missing": "it is missing", "extra_forbidden": "no such key"}


def load_edition(path: Path) -> ServiceEdition:
    """Return the edition the file holds.

    Raises:
        DataFileError: The file cannot be read, or anything in it is wrong; `faults` names everything.
    """
    file, digest = _load(path, EditionFile, checks.edition_faults)
    return ServiceEdition(
        id=file.id,
        service=file.service,
        title=file.title.value(),
        short_title=file.short_title.value(),
        letter=file.letter,
        act=file.act.value(),
        basis=file.basis.value(),
        basis_confirmed=file.basis.confirmed,
        effective_from=file.effective_from,
        effective_to=file.effective_to,
        channels=tuple(_channel(entry) for entry in file.channels),
        documents=tuple(_document(entry) for entry in file.documents),
        filling=tuple(FillingRule(entry.code, entry.title.value(), entry.source.source()) for entry in file.filling),
        consent=file.consent.value(),
        consent_version=file.consent.version,
        request=file.request.value(),
        result=_result(file.result),
        needs_household=file.needs_household,
        needs_bank=file.needs_bank,
        digest=digest,
    )


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


def _document(entry: DocumentEntry) -> DocumentRule:
    return DocumentRule(
        entry.code,
        entry.title.value(),
        entry.bring.value(),
        entry.where.value(),
        entry.source.source(),
        entry.applies_to,
        entry.expires,
        tuple((waiver.code, waiver.value()) for waiver in entry.waivers),
    )


def _channel(entry: ChannelEntry) -> ChannelRule:
    times = entry.times
    return ChannelRule(
        channel=entry.channel,
        steps=tuple(_step(step) for step in entry.steps),
        refusal=_refusal(entry.refusal) if entry.refusal else None,
        acceptance=entry.acceptance.paper,
        acceptance_title=entry.acceptance.title.value(),
        whole=entry.whole.norm.norm() if entry.whole else None,
        whole_source=entry.whole.source.source() if entry.whole else None,
        start=entry.start.rule,
        start_source=entry.start.source.source(),
        hours=_hours(entry.hours),
        waiting=times.waiting.norm() if times and times.waiting else None,
        serving=times.serving.norm() if times and times.serving else None,
        times_source=times.source.source() if times else None,
        acceptance_source=entry.acceptance.source.source(),
    )


def _step(entry: StepEntry) -> StepRule:
    return StepRule(
        entry.code,
        entry.kind,
        entry.actor,
        entry.title.value(),
        entry.norm.norm(),
        entry.source.source(),
        entry.result.value() if entry.result else None,
    )


def _refusal(entry: RefusalEntry) -> RefusalRule:
    return RefusalRule(
        entry.title.value(),
        entry.grounds,
        entry.reason.value(),
        entry.incomplete_words.value(),
        entry.expired_words.value(),
        entry.norm.norm(),
        entry.source.source(),
    )


def _hours(entry: HoursEntry) -> WorkingTime:
    order = list(Weekday)
    begins, ends = entry.lunch_begins, entry.lunch_ends
    lunch = (begins, ends) if begins is not None and ends is not None else None
    weekdays = tuple(sorted(order.index(day) for day in entry.weekdays))
    return WorkingTime(weekdays, entry.opens, entry.closes, lunch, entry.source.source())


def _result(entry: ResultEntry) -> ResultRule:
    return ResultRule(
        entry.granted.value(),
        entry.refused.value(),
        entry.granted_text.value(),
        entry.refused_text.value(),
        tuple((ground.code, ground.words.value(), ground.source.source()) for ground in entry.grounds),
        entry.source.source(),
    )
