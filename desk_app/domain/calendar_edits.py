"""What an office changed of the calendar that came with the program, and how it is laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desk_app.domain.calendar import Calendar, CalendarDay, DayKind
from desk_app.domain.language import Bilingual


class EditKind(StrEnum):
    """What an office says of a day."""

    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    WORKING = "working"
    ORDINARY = "ordinary"
    """Nothing special: the entry of that day is struck out, its weekday decides."""


_DAY_KINDS = {
    EditKind.HOLIDAY: DayKind.HOLIDAY,
    EditKind.DAY_OFF: DayKind.DAY_OFF,
    EditKind.WORKING: DayKind.WORKING,
}


@dataclass(frozen=True, slots=True)
class DayChange:
    """What is to be said of a day. `name` is empty for a day that is struck out."""

    day: date
    kind: EditKind
    name: Bilingual
    source: str
    five_day_only: bool = False


@dataclass(frozen=True, slots=True)
class YearChange:
    """Whether the moved rest days of a year are published, and where."""

    year: int
    confirmed: bool
    source: str


Change = DayChange | YearChange


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that an office made: added, never changed; of two for one day or one year the newer one holds."""

    mark: int
    """Which change of this office it came with: 1, 2, 3 …"""
    change: Change
    by_name: str
    at: datetime


def lay_over(calendar: Calendar, changes: Iterable[Change]) -> Calendar:
    """Return the calendar with the changes made in their order. Years without a calendar stay without one."""
    days, confirmed = dict(calendar.days), set(calendar.confirmed_years)
    for change in changes:
        if isinstance(change, YearChange):
            (confirmed.add if change.confirmed else confirmed.discard)(change.year)
        elif change.kind is EditKind.ORDINARY:
            days.pop(change.day, None)
        else:
            kind = _DAY_KINDS[change.kind]
            days[change.day] = CalendarDay(change.day, kind, change.name, change.source, change.five_day_only)
    return replace(calendar, days=days, confirmed_years=frozenset(confirmed))


def days_of(changes: Iterable[Change]) -> frozenset[date]:
    """The days that are changed; whether a year is confirmed moves no date."""
    return frozenset(change.day for change in changes if isinstance(change, DayChange))
