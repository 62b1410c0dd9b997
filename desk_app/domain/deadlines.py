"""When a term ends, and why: one line for every day or stretch of a day that counts or does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, CalendarError, DayKind, DayReason, DueDate, ExplainedInterval
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import Source, StartRule, WorkingTime

Pause = tuple[datetime, datetime]
"""When the clock of a case stopped and when it ran again."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_OFF = {DayKind.HOLIDAY: DayReason.HOLIDAY, DayKind.DAY_OFF: DayReason.DAY_OFF}


@dataclass(frozen=True, slots=True)
class _Desk:
    """The hours of a channel in the office's zone."""

    hours: WorkingTime
    calendar: Calendar
    zone: ZoneInfo

    def why_off(self, day: date) -> tuple[DayReason, Bilingual | None] | None:
        """Why nobody works on that day; None for a working day."""
        if day.year not in self.calendar.years:
            raise CalendarError(day.year)
        special = self.calendar.days.get(day)
        if special is not None and special.five_day_only and _SATURDAY in self.hours.weekdays:
            special = None
        if special is not None:
            return None if special.kind is DayKind.WORKING else (_OFF[special.kind], special.name)
        return None if day.weekday() in self.hours.weekdays else (DayReason.WEEKEND, None)

    def at(self, day: date, moment: time = time()) -> datetime:
        return datetime.combine(day, moment, self.zone)

    def stretches(self, day: date) -> Iterator[ExplainedInterval]:
        """The whole day in order, midnight to midnight; working stretches are those that count."""
        off = self.why_off(day)
        if off is not None:
            yield ExplainedInterval(self.at(day), self.at(day + _DAY), off[0], False, name=off[1])
            return
        opens, closes = self.at(day, self.hours.opens), self.at(day, self.hours.closes)
        yield ExplainedInterval(self.at(day), opens, DayReason.OUT_OF_HOURS, False)
        if self.hours.lunch is None:
            yield ExplainedInterval(opens, closes, DayReason.COUNTED, True)
        else:
            leaves, returns = (self.at(day, moment) for moment in self.hours.lunch)
            yield ExplainedInterval(opens, leaves, DayReason.COUNTED, True)
            yield ExplainedInterval(leaves, returns, DayReason.LUNCH, False)
            yield ExplainedInterval(returns, closes, DayReason.COUNTED, True)
        yield ExplainedInterval(closes, self.at(day + _DAY), DayReason.OUT_OF_HOURS, False)

    def received(self, moment: datetime) -> datetime:
        """The moment itself inside the hours, else the next opening."""
        for stretch in _from(self, moment):
            if stretch.counted:
                return stretch.begins
        raise AssertionError("stretches never end")

    def working_day_from(self, day: date) -> date:
        """That day, or the next one on which somebody works."""
        while self.why_off(day) is not None:
            day += _DAY
        return day


def is_working_day(day: date, hours: WorkingTime, calendar: Calendar) -> bool:
    """True if the channel works on that day.

    A six-day week (one that works on Saturdays) ignores entries that bind the five-day week only.

    Raises:
        CalendarError: The calendar does not know the year.
    """
    return _Desk(hours, calendar, ZoneInfo("UTC")).why_off(day) is None


def received_at(moment: datetime, hours: WorkingTime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Return when an application that arrives at that moment counts as received, in local time.

    Before the opening, at lunch, after closing and on a day off that is the next opening.

    Raises:
        CalendarError: The calendar does not know the year.
    """
    return _Desk(hours, calendar, zone).received(_local(moment, zone))


def compute_due(
    norm: Norm,
    begins: datetime,
    hours: WorkingTime,
    calendar: Calendar,
    zone: ZoneInfo,
    *,
    start: StartRule = StartRule.ACCEPTANCE_DAY_NOT_COUNTED,
    source: Source,
    confirmed: bool = True,
    pauses: Sequence[Pause] = (),
) -> DueDate:
    """Return the due moment of a term that begins at `begins`, with its explanation, in local time.

    Minutes and hours run inside the hours only. Days end at closing time; the day a term begins is day nought, or
    day one where `start` says so. A term in calendar days whose last day is a day off ends on the next working day.
    While the clock stands (`pauses`) no minute runs, and a day it stood on is not counted. The lines follow each
    other without a gap from `begins` to the due moment. `confirmed` is what the caller knows of the norm and its
    rule; a year whose moved rest days are not published makes the answer unconfirmed as well.

    Raises:
        CalendarError: The calendar does not know a year that the term runs through.
        ValueError: `begins` has no zone.
    """
    desk = _Desk(hours, calendar, zone)
    local = _local(begins, zone)
    match norm:
        case Minutes(value):
            lines = _run_clock(desk, local, timedelta(minutes=value), pauses)
        case WorkingHours(value):
            lines = _run_clock(desk, local, timedelta(hours=value), pauses)
        case WorkingDays(value):
            lines = _count_days(desk, local, value, start, pauses, working_only=True)
        case CalendarDays(value):
            lines = _count_days(desk, local, value, start, pauses, working_only=False)
    due = lines[-1].ends
    years = range(local.year, due.year + 1)
    return DueDate(
        norm, local, due, tuple(lines), source, confirmed and all(year in calendar.confirmed_years for year in years)
    )


def before_end(end: datetime, hours: int, working: WorkingTime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Return the inner deadline `hours` before `end`; on a day off, the close of the working day before.

    Raises:
        CalendarError: The calendar does not know the year.
    """
    desk = _Desk(working, calendar, zone)
    moment = (_utc(end) - timedelta(hours=hours)).astimezone(zone)
    day = moment.date()
    if desk.why_off(day) is None:
        return moment
    while desk.why_off(day) is not None:
        day -= _DAY
    return desk.at(day, working.closes)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a term begins at a moment with a zone")
    return moment.astimezone(zone)


def _utc(moment: datetime) -> datetime:
    """Python compares and subtracts local times of one zone by the wall clock; the zone's own jumps count in UTC."""
    return moment.astimezone(UTC)


def _from(desk: _Desk, begins: datetime) -> Iterator[ExplainedInterval]:
    """All stretches from a moment on, nights joined across midnight."""
    waiting: ExplainedInterval | None = None
    day = begins.date()
    while True:
        for stretch in desk.stretches(day):
            if _utc(stretch.ends) <= _utc(begins):
                continue
            if _utc(stretch.begins) < _utc(begins):
                stretch = replace(stretch, begins=begins)
            if waiting is not None and waiting.reason is stretch.reason is DayReason.OUT_OF_HOURS:
                waiting = replace(waiting, ends=stretch.ends)
                continue
            if waiting is not None:
                yield waiting
            waiting = stretch
        if waiting is not None and waiting.reason is not DayReason.OUT_OF_HOURS:
            yield waiting
            waiting = None
        day += _DAY


def _run_clock(desk: _Desk, begins: datetime, left: timedelta, pauses: Sequence[Pause]) -> list[ExplainedInterval]:
    lines: list[ExplainedInterval] = []
    for stretch in _from(desk, begins):
        for part in _cut(stretch, pauses):
            lasts = _utc(part.ends) - _utc(part.begins)
            if part.counted and lasts >= left:
                ends = (_utc(part.begins) + left).astimezone(desk.zone)
                return [*lines, replace(part, ends=ends)]
            if part.counted:
                left -= lasts
            lines.append(part)
    raise AssertionError("stretches never end")


def _cut(stretch: ExplainedInterval, pauses: Sequence[Pause]) -> Iterator[ExplainedInterval]:
    """The stretch with what fell into a pause marked so; what does not count anyway stays as it is."""
    if not stretch.counted:
        yield stretch
        return
    at = stretch.begins
    for stops, resumes in sorted(pauses, key=lambda pause: _utc(pause[0])):
        first, last = max(at, stops, key=_utc), min(stretch.ends, resumes, key=_utc)
        if _utc(first) >= _utc(last):
            continue
        zone = stretch.begins.tzinfo
        first, last = first.astimezone(zone), last.astimezone(zone)
        if _utc(at) < _utc(first):
            yield replace(stretch, begins=at, ends=first)
        yield replace(stretch, begins=first, ends=last, reason=DayReason.PAUSED, counted=False)
        at = last
    if _utc(at) < _utc(stretch.ends):
        yield replace(stretch, begins=at)


def _count_days(
    desk: _Desk,
    begins: datetime,
    value: int,
    start: StartRule,
    pauses: Sequence[Pause],
    *,
    working_only: bool,
) -> list[ExplainedInterval]:
    paused = _paused_days(pauses, desk.zone)
    day, count = begins.date(), 0
    lines: list[ExplainedInterval] = []
    while count < value:
        off = desk.why_off(day)
        line = ExplainedInterval(desk.at(day), desk.at(day + _DAY), DayReason.COUNTED, False)
        if not lines:
            # a working day where the term begins in time; a step may also begin on its neighbour's working day
            in_time = off is None and _utc(begins) < _utc(desk.at(day, desk.hours.closes))
            counts = start is StartRule.FROM_ACCEPTANCE and in_time and day not in paused
            count = 1 if counts else 0
            line = replace(line, reason=DayReason.RECEPTION, counted=counts, ordinal=count or None)
        elif day in paused:
            line = replace(line, reason=DayReason.PAUSED)
        elif off is not None and working_only:
            line = replace(line, reason=off[0], name=off[1])
        else:
            count += 1
            reason, name = off if off is not None else (DayReason.COUNTED, None)
            line = replace(line, reason=reason, counted=True, ordinal=count, name=name)
        lines.append(line)
        day += _DAY
    last = desk.working_day_from(day - _DAY)
    while day <= last:
        off = desk.why_off(day)
        reason, name = off if off is not None else (DayReason.MOVED_END, None)
        lines.append(ExplainedInterval(desk.at(day), desk.at(day + _DAY), reason, False, name=name))
        day += _DAY
    lines[0] = replace(lines[0], begins=begins)
    lines[-1] = replace(lines[-1], ends=desk.at(last, desk.hours.closes))
    return lines


def _paused_days(pauses: Sequence[Pause], zone: ZoneInfo) -> frozenset[date]:
    days: set[date] = set()
    for stops, resumes in pauses:
        day, last = stops.astimezone(zone).date(), resumes.astimezone(zone).date()
        while day <= last:
            days.add(day)
            day += _DAY
    return frozenset(days)
