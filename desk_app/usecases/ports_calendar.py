"""What the office's own calendar needs from the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from desk_app.domain.calendar_edits import Change, Edit
from desk_app.domain.regulation import Channel


@dataclass(frozen=True, slots=True)
class DatedCase:
    """What of an open case its due moments follow from, read without its form: there may be very many."""

    key: UUID
    number: str
    applicant: str
    edition: str
    channel: Channel
    registered_at: datetime
    waiting_step: str
    step_begins_at: datetime | None
    service_due_at: datetime | None
    step_due_at: datetime | None
    calendar: int | None
    """The change of the calendar that is the last one its dates follow; None: they follow the newest."""
    has_events: bool
    """Its clock was stopped or its term extended."""
    on_paper: bool
    """The applicant has a paper with the date: printed, saved or confirmed."""


@dataclass(frozen=True, slots=True)
class NewDates:
    key: UUID
    service_due_at: datetime
    step_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of the first changed day to the end of the last."""

    begins: datetime
    ends: datetime


class CalendarWork(Protocol):
    """Writing the calendar, inside a unit of work."""

    def take_mark(self) -> int:
        """Return the number of this change: 1, 2, 3 … Who changes the calendar at the same time waits here."""
        ...

    def edits(self) -> tuple[Edit, ...]:
        """What the office changed so far, oldest first."""
        ...

    def add(self, mark: int, changes: Sequence[Change], by_name: str) -> None: ...
    def dated_cases(self, span: Span) -> tuple[DatedCase, ...]:
        """The open cases whose terms may run through that time, locked until the end of the transaction."""
        ...

    def set_dates(self, dates: Sequence[NewDates]) -> None:
        """Write new due moments and let them follow the newest calendar."""
        ...

    def hold(self, cases: Sequence[UUID], mark: int) -> None:
        """Let the dates of these cases follow the calendar as it was after that change, or an earlier one if they do
        already."""
        ...


class CalendarQueries(Protocol):
    """Reading the calendar."""

    def calendar_mark(self, office: UUID) -> int:
        """The number of the newest change; 0 while there is none."""
        ...

    def calendar_edits(self, office: UUID) -> tuple[Edit, ...]:
        """What the office changed, oldest first."""
        ...

    def dated_cases(self, office: UUID, span: Span) -> tuple[DatedCase, ...]:
        """The open cases whose terms may run through that time."""
        ...
