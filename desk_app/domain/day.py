"""The day of an office in figures: arrivals and served by hour, medians, who came twice. Plain arithmetic on visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.line import Doubt, Visit, VisitResult, VisitState, doubt, median

Lunch = Callable[[Visit], tuple[datetime, datetime] | None]
"""The break of the day on which the visit's service began, by the hours of its service."""

FIRST_HOUR, LAST_HOUR = 9, 18
"""The hours a chart shows at least; it grows where somebody came earlier or was served later."""
NOT_SERVED = frozenset({VisitResult.LEFT, VisitResult.NO_SHOW})
RECENT = timedelta(minutes=30)
"""A desk that ended a visit so lately counts as serving although nobody sits there now."""


@dataclass(frozen=True, slots=True)
class HourCount:
    """People who came, and people whose service ended, in an hour of the office's clock."""

    hour: int
    arrived: int
    served: int


def was_served(visit: Visit) -> bool:
    """True if the visit ended at a desk with something done."""
    return visit.state is VisitState.ENDED and visit.result not in NOT_SERVED


def by_hour(visits: Iterable[Visit], day: date, zone: ZoneInfo) -> tuple[HourCount, ...]:
    """Count the day's visits by local hour. Where clocks are put back one hour is counted twice as long.

    Who came on another day, or was served on another day, is not counted for this one.
    """
    arrived: Counter[int] = Counter()
    served: Counter[int] = Counter()
    for visit in visits:
        came = visit.arrived_at.astimezone(zone)
        if came.date() == day:
            arrived[came.hour] += 1
        if visit.ended_at is not None and was_served(visit):
            left = visit.ended_at.astimezone(zone)
            if left.date() == day:
                served[left.hour] += 1
    return _chart(arrived, served)


def with_hours(first: Iterable[HourCount], second: Iterable[HourCount]) -> tuple[HourCount, ...]:
    """Two counts of the same day as one."""
    arrived: Counter[int] = Counter()
    served: Counter[int] = Counter()
    for hour in (*first, *second):
        arrived[hour.hour] += hour.arrived
        served[hour.hour] += hour.served
    return _chart(arrived, served)


def _chart(arrived: Counter[int], served: Counter[int]) -> tuple[HourCount, ...]:
    hours = [*arrived, *served, FIRST_HOUR, LAST_HOUR]
    return tuple(HourCount(hour, arrived[hour], served[hour]) for hour in range(min(hours), max(hours) + 1))


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A visit whose times cannot be right, and why."""

    visit: Visit
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Times:
    """Medians of the visits that can be believed, with how many they stand on."""

    waiting: timedelta | None
    serving: timedelta | None
    waited: int
    served: int
    doubtful: tuple[Doubtful, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """Waiting and service times that can be believed, and the visits whose times cannot."""

    waiting: tuple[timedelta, ...] = ()
    serving: tuple[timedelta, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.waiting + other.waiting, self.serving + other.serving, self.doubtful + other.doubtful)

    def times(self) -> Times:
        doubtful = sorted(self.doubtful, key=lambda one: (one.visit.day, one.visit.turn))
        return Times(median(self.waiting), median(self.serving), len(self.waiting), len(self.serving), tuple(doubtful))


def measure(visits: Iterable[Visit], lunch: Lunch, zone: ZoneInfo) -> Measured:
    """Waiting and service time of each visit; doubted ones are named instead. `zone`: of the office."""
    waiting: list[timedelta] = []
    serving: list[timedelta] = []
    doubtful: list[Doubtful] = []
    for visit in visits:
        found = doubt(visit, lunch(visit), zone)
        if found is not None:
            doubtful.append(Doubtful(visit, found))
            continue
        if visit.called_at is not None:
            waiting.append(visit.called_at - visit.waits_since)
        if visit.ended_at is not None and visit.began_at is not None and was_served(visit):
            serving.append(visit.served(visit.ended_at))
    return Measured(tuple(waiting), tuple(serving), tuple(doubtful))


def times_of(visits: Iterable[Visit], lunch: Lunch, zone: ZoneInfo) -> Times:
    """The median waiting and service time. Doubted visits are named and left out of both. `zone`: of the office."""
    return measure(visits, lunch, zone).times()


def serving_desks(visits: Iterable[Visit], now: datetime) -> int:
    """How many clerks have somebody at the desk, or had not long ago."""
    busy: set[UUID] = set()
    for visit in visits:
        if visit.clerk is None:
            continue
        if visit.is_active or (visit.ended_at is not None and timedelta() <= now - visit.ended_at <= RECENT):
            busy.add(visit.clerk)
    return len(busy)


def came_twice(visits: Sequence[Visit]) -> tuple[tuple[Visit, ...], ...]:
    """Visits of people who took more than one ticket, by IIN, in the order of their first one."""
    by_person: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.iin:
            by_person.setdefault(visit.iin, []).append(visit)
    return tuple(tuple(found) for found in by_person.values() if len(found) > 1)
