"""The special days of a year and the state of the years, each with who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.calendar import Calendar, CalendarDay
from desk_app.domain.calendar_edits import DayChange, Edit, EditKind, YearChange
from desk_app.domain.language import Bilingual


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day as the office has it, and who says so."""

    day: date
    kind: EditKind
    name: Bilingual
    source: str
    five_day_only: bool
    by_name: str = ""
    """Who changed it here; empty for what came with the program."""
    at: datetime | None = None
    source_ru: str = ""
    """In Russian; empty where `source` is for both languages."""

    @property
    def said_by(self) -> Bilingual:
        return Bilingual(self.source, self.source_ru or self.source)

    @property
    def is_own(self) -> bool:
        return self.at is not None


@dataclass(frozen=True, slots=True)
class YearState:
    """Whether the moved rest days of a year are published, and who says so."""

    year: int
    confirmed: bool
    source: str = ""
    by_name: str = ""
    at: datetime | None = None


def special_days(own: Calendar, edits: Iterable[Edit], year: int) -> tuple[SpecialDay, ...]:
    """The days of a year as the office has them; those it struck out with the name they had."""
    file_days = {day: found for day, found in own.days.items() if day.year == year}
    rows = {day: _of_file(found) for day, found in file_days.items()}
    for edit in edits:
        change = edit.change
        if not isinstance(change, DayChange) or change.day.year != year:
            continue
        found = file_days.get(change.day)
        name, is_struck = change.name, change.kind is EditKind.ORDINARY
        if is_struck and found is None:
            rows.pop(change.day, None)
            continue
        if is_struck and found is not None:
            name = found.name
        rows[change.day] = SpecialDay(
            change.day, change.kind, name, change.source, change.five_day_only, edit.by_name, edit.at
        )
    return tuple(rows[day] for day in sorted(rows))


def year_states(own: Calendar, edits: Iterable[Edit]) -> tuple[YearState, ...]:
    """The years that have a calendar, oldest first."""
    states = {year: YearState(year, year in own.confirmed_years) for year in sorted(own.years)}
    for edit in edits:
        change = edit.change
        if isinstance(change, YearChange) and change.year in states:
            states[change.year] = YearState(change.year, change.confirmed, change.source, edit.by_name, edit.at)
    return tuple(states.values())


def _of_file(found: CalendarDay) -> SpecialDay:
    kind = EditKind(found.kind.value)
    return SpecialDay(found.day, kind, found.name, found.source, found.five_day_only, source_ru=found.source_ru)
