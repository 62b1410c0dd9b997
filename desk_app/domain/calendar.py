"""The calendar of working days, and the explanation of a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, Norm, WorkingDays
from desk_app.domain.regulation import Source


class DayKind(StrEnum):
    """What the calendar says of a day that differs from its weekday."""

    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    """A moved or substituted rest day; 7 January and Kurban-ait, which the Labour Code (art. 84(5)) calls days off."""
    WORKING = "working"
    """A Saturday or Sunday that is worked for a moved rest day."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: date
    kind: DayKind
    name: Bilingual
    source: str
    five_day_only: bool = False
    """Moved rest days and substitutes of a Saturday bind the five-day week only."""
    source_ru: str = ""
    """Who says so, in Russian; empty where `source` is for both languages, as what an office types."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Special days by date, and the years that are known. `confirmed` years have their moved days published."""

    days: Mapping[date, CalendarDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    confirmed_years: frozenset[int] = frozenset()


class CalendarError(ValueError):
    """The calendar does not know a year that the term runs through. `year` names it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar of {year}")
        self.year = year


class DayReason(StrEnum):
    """Why a day or an interval counts or does not."""

    RECEPTION = "reception"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    LUNCH = "lunch"
    OUT_OF_HOURS = "out_of_hours"
    PAUSED = "paused"
    """The clock of the case stood still."""
    MOVED_END = "moved_end"
    """A last calendar day that is a day off: the term ends on this working day instead."""
    EXTENDED = "extended"
    """A day that counts only since the term was extended."""


@dataclass(frozen=True, slots=True)
class ExplainedInterval:
    """One day, or one stretch of a day, of the way to a due moment."""

    begins: datetime
    ends: datetime
    reason: DayReason
    counted: bool
    ordinal: int | None = None
    """Which working (calendar) day it is, for terms in days."""
    name: Bilingual | None = None
    """The holiday's or moved day's name."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due moment with its explanation; the screen, the paper and the command line show the same one."""

    norm: Norm
    begins: datetime
    due: datetime
    lines: tuple[ExplainedInterval, ...]
    source: Source
    confirmed: bool
    """False where the norm, its rule or the year's moved days are not confirmed."""
    legs: tuple[Norm, ...] = ()
    """The norms of a term made of several stretches; empty for one of a single norm."""

    @property
    def norms(self) -> tuple[Norm, ...]:
        """What the term is made of, one after the other."""
        return self.legs or (self.norm,)

    @property
    def days(self) -> int:
        """How many days the term counts, whatever days; 0 for one in minutes or hours."""
        return sum(norm.value for norm in self.norms if isinstance(norm, WorkingDays | CalendarDays))

    @property
    def day(self) -> date:
        return self.due.date()
