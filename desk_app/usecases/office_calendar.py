"""The calendar an office works by: the program's own with the office's changes laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from desk_app.domain.calendar import Calendar
from desk_app.domain.calendar_edits import Edit, lay_over
from desk_app.usecases import ports


class CalendarSource(Protocol):
    """Where terms are reckoned from."""

    def current(self) -> Calendar: ...
    def as_of(self, mark: int) -> Calendar:
        """The calendar as it was after that change of the office; 0 for the program's own."""
        ...

    def refresh(self) -> None:
        """Take in what other desks changed. Never called inside a transaction: it reads by a way of its own."""
        ...


class FixedCalendar:
    """A `CalendarSource` of one calendar, whatever is asked."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def current(self) -> Calendar:
        return self._calendar

    def as_of(self, mark: int) -> Calendar:
        return self._calendar

    def refresh(self) -> None:
        """Nothing changes here."""


class OfficeCalendar:
    """A `CalendarSource` of the records. One row is read by its key to know that nothing changed."""

    def __init__(self, catalogue: ports.Catalogue, queries: ports.Queries, office: UUID) -> None:
        self._own = catalogue.calendar()
        self._queries = queries
        self._office = office
        self._mark = -1
        self._current = self._own
        self._edits: tuple[Edit, ...] = ()

    def refresh(self) -> None:
        mark = self._queries.calendar_mark(self._office)
        if mark != self._mark:
            self._edits = self._queries.calendar_edits(self._office)
            self._current = laid(self._own, self._edits)
            self._mark = mark

    def current(self) -> Calendar:
        if self._mark < 0:
            self.refresh()
        return self._current

    def as_of(self, mark: int) -> Calendar:
        if mark > self._mark:
            self.refresh()
        return laid(self._own, (edit for edit in self._edits if edit.mark <= mark))


def laid(calendar: Calendar, edits: Iterable[Edit]) -> Calendar:
    """Return the calendar with the edits laid over it, in their order."""
    return lay_over(calendar, (edit.change for edit in edits))


def with_newest(calendar: CalendarSource, unit_of_work: ports.UnitOfWorkFactory) -> ports.UnitOfWorkFactory:
    """Units of work of a desk that look, before they begin, whether another desk has changed the calendar."""

    def begin(office: UUID, actor: UUID | None, desk: str = "") -> ports.UnitOfWork:
        calendar.refresh()
        return unit_of_work(office, actor, desk)

    return begin
