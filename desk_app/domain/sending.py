"""Hand-over lists after they are made: sent, signed by who took the packages over, and back in the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from desk_app.domain.calendar import Calendar
from desk_app.domain.corrections import CorrectedField
from desk_app.domain.deadlines import is_working_day
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Source, WorkingTime

RETURN_DAYS = 2
"""Working days in which a signed copy is expected back, where the office set no other number. No act names one."""
LONGEST_RETURN = 60
ON_LISTS = (CorrectedField.IIN, CorrectedField.NAME, CorrectedField.DOCUMENTS)
"""What of a registration stands on a list."""
_FIVE_DAYS = WorkingTime((0, 1, 2, 3, 4), time(9), time(18), None, Source(Bilingual("", ""), confirmed=False))
"""The week of most who receive packages; the list is signed in an office."""


@dataclass(frozen=True, slots=True)
class SentList:
    """One numbered list of packages that went the same way to the same place."""

    key: UUID
    number: str
    destination: str
    way: str
    made_at: datetime
    made_by_name: str
    cases: tuple[str, ...]
    """Numbers of the cases on it that were not struck off."""
    paper: UUID | None
    returned_at: datetime | None = None
    returned_by_name: str = ""
    is_void: bool = False
    """All its cases were struck off: no copy is expected."""
    corrected: tuple[str, ...] = ()
    """Numbers of its cases that were put right after the list was printed: their lines show what stood before."""

    @property
    def is_awaited(self) -> bool:
        return self.returned_at is None and not self.is_void


def expected_by(sent: date, days: int, calendar: Calendar) -> date:
    """Return the last day on which a copy is in time: that many working days after the day it was sent.

    Raises:
        CalendarError: the calendar does not know the year.
    """
    day = sent
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, _FIVE_DAYS, calendar)
    return day


@dataclass(frozen=True, slots=True)
class CallNote:
    """That somebody was called, and what they said."""

    key: UUID
    case: UUID
    at: datetime
    by: UUID
    by_name: str
    note: str
