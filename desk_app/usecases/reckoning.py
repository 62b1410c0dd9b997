"""The dates of very many cases at once, by the calendar before a change and by the one after it.

Terms in days depend on the day they begin, not on the minute, so that cases of one day share one reckoning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, DueDate
from desk_app.domain.cases import Case
from desk_app.domain.deadlines import Pause
from desk_app.domain.norms import CalendarDays, Norm, WorkingDays
from desk_app.domain.regulation import Channel, ChannelRule, StepRule
from desk_app.usecases.law import CaseTerms, Law
from desk_app.usecases.office_calendar import FixedCalendar
from desk_app.usecases.ports import Catalogue
from desk_app.usecases.ports_calendar import DatedCase

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The two moments a case is bound to."""

    service: datetime
    step: datetime | None


class BatchLaw(Law):
    """The law by one calendar for one office, for as long as one batch lasts. Nothing is reckoned twice."""

    def __init__(self, catalogue: Catalogue, calendar: Calendar) -> None:
        super().__init__(catalogue, FixedCalendar(calendar))
        self._known: dict[_Key, DueDate] = {}
        self._inner_known: dict[_Key, datetime | None] = {}

    def service_due(
        self, rule: ChannelRule, arrives: datetime, zone: ZoneInfo, pauses: Sequence[Pause] = ()
    ) -> DueDate:
        def reckon() -> DueDate:
            return super(BatchLaw, self).service_due(rule, arrives, zone, pauses)

        if pauses:
            return reckon()
        local = arrives.astimezone(zone)
        return self._once((id(rule), _reception(rule, local)), local.date(), reckon)

    def step_due(
        self, rule: ChannelRule, step: StepRule, begins: datetime, zone: ZoneInfo, pauses: Sequence[Pause] = ()
    ) -> DueDate:
        def reckon() -> DueDate:
            return super(BatchLaw, self).step_due(rule, step, begins, zone, pauses)

        if pauses:
            return reckon()
        local = begins.astimezone(zone)
        return self._once((id(rule), step.code, _beginning(step, local)), local.date(), reckon)

    def inner_deadline(self, rule: ChannelRule, step: StepRule, service: DueDate, zone: ZoneInfo) -> datetime | None:
        if not step.hours_before_end:
            return None
        key = (id(rule), step.code, service.due)
        if key not in self._inner_known:
            self._inner_known[key] = super().inner_deadline(rule, step, service, zone)
        return self._inner_known[key]

    def _once(self, key: _Key, first: date, reckon: Callable[[], DueDate]) -> DueDate:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._reckoned(key, first, reckon)
        return known

    def _reckoned(self, key: _Key, first: date, reckon: Callable[[], DueDate]) -> DueDate:
        return reckon()


class ChangedLaw(BatchLaw):
    """The law after a change. A term that runs through no changed day ends when it ended before."""

    def __init__(self, catalogue: Catalogue, calendar: Calendar, before: BatchLaw, changed: frozenset[date]) -> None:
        super().__init__(catalogue, calendar)
        self._before = before
        self._changed = changed

    def _reckoned(self, key: _Key, first: date, reckon: Callable[[], DueDate]) -> DueDate:
        known = self._before._known.get(key)
        if known is not None and not any(first <= day <= known.day for day in self._changed):
            return known
        return reckon()


class Reckoner:
    """Reckons one case after the other by both calendars."""

    def __init__(self, before: BatchLaw, after: BatchLaw, zone: ZoneInfo, now: datetime) -> None:
        self._before = before
        self._after = after
        self._zone = zone
        self._now = now
        self._known: dict[_Key, tuple[Dates, Dates]] = {}
        self._places: dict[_Key, tuple[ChannelRule, StepRule | None]] = {}

    def both(self, row: DatedCase, read: Callable[[DatedCase], Case]) -> tuple[Dates, Dates]:
        """The dates of a case before and after. `read` is asked for those the row does not say enough of.

        Raises UserError E-332 where the calendar does not know the year.
        """
        if row.has_events or row.channel is Channel.PORTAL:  # a request's terms run from when it was sent
            case = read(row)
            before = _dates(self._before.case_due(case, self._zone, self._now))
            return before, _dates(self._after.case_due(case, self._zone, self._now))
        rule, step = self._place(row)
        registered = row.registered_at.astimezone(self._zone)
        begins = (row.step_begins_at or row.registered_at).astimezone(self._zone)
        key = (id(rule), row.waiting_step, _reception(rule, registered), step and _beginning(step, begins))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._plain(self._before, rule, row), self._plain(self._after, rule, row)
        return known

    def _place(self, row: DatedCase) -> tuple[ChannelRule, StepRule | None]:
        """The rule of a case and the step it waits for."""
        key = (row.edition, row.channel, row.waiting_step)
        if key not in self._places:
            rule = self._before.rule(row.edition, row.channel)
            step = next((step for step in rule.steps if step.code == row.waiting_step), None)
            self._places[key] = rule, step
        return self._places[key]

    def _plain(self, law: Law, rule: ChannelRule, row: DatedCase) -> Dates:
        return _dates(law.plain_due(rule, row.registered_at, row.waiting_step, row.step_begins_at, self._zone))


def _dates(terms: CaseTerms) -> Dates:
    return Dates(terms.service.due, terms.waiting.by)


def _reception(rule: ChannelRule, local: datetime) -> object:
    """What of the moment of reception the whole term depends on."""
    if not rule.whole or not _in_days(rule.whole[0].norm):
        return local
    # after closing an application counts as received on another day; before, the minute makes no difference
    return local.date(), local.time() >= rule.hours_of(rule.accepting_office, at_window=True).closes


def _beginning(step: StepRule, local: datetime) -> object:
    """What of the moment a step begins its end depends on."""
    return local.date() if _in_days(step.norm) else local


def _in_days(norm: Norm) -> bool:
    return isinstance(norm, WorkingDays | CalendarDays)
