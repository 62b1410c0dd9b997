"""Those of a day who have left: they change no more, so what they add up to is kept from one reading to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.day import HourCount, Lunch, Measured, by_hour, measure, was_served, with_hours
from desk_app.domain.line import Visit

OVERLAP = timedelta(seconds=90)
"""How long a transaction may take from its time to its commit without being missed: a server ends one that idles for
a minute."""
ANEW_AFTER = timedelta(minutes=10)
"""After so long everything is read once more, whatever was put into the records with a time of long ago."""
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Left:
    """Sums over the visits of one day that have ended."""

    office: UUID | None = None
    begins: datetime = EVER
    begun_at: datetime = EVER
    """When all of them were read."""
    keys: frozenset[UUID] = frozenset()
    newest: datetime = EVER
    """The last end of a visit."""
    hours: tuple[HourCount, ...] = ()
    measured: Measured = field(default_factory=Measured)
    served: Mapping[UUID, int] = field(default_factory=dict)
    """By clerk."""
    last: Mapping[UUID, Visit] = field(default_factory=dict)
    """The visit that ended last, by clerk."""

    def holds(self, office: UUID, begins: datetime, now: datetime) -> bool:
        """True if this is the day wanted, and not too old."""
        return (self.office, self.begins) == (office, begins) and timedelta() <= now - self.begun_at < ANEW_AFTER

    @property
    def since(self) -> datetime:
        """From here on visits may have ended that are not in it yet, by the time of the records."""
        return self.newest - OVERLAP if self.newest > EVER + OVERLAP else EVER

    def with_visits(self, visits: Iterable[Visit], day: date, lunch: Lunch, zone: ZoneInfo) -> Left:
        """These and those that have ended since."""
        new = [visit for visit in visits if visit.key not in self.keys]
        if not new:
            return self
        last = dict(self.last)
        for visit in new:
            other = last.get(visit.clerk) if visit.clerk is not None else None
            if visit.clerk is not None and (other is None or _ended(other) < _ended(visit)):
                last[visit.clerk] = visit
        served = Counter(visit.clerk for visit in new if visit.clerk is not None and was_served(visit))
        return replace(
            self,
            keys=self.keys | {visit.key for visit in new},
            newest=max(self.newest, *map(_ended, new)),
            hours=with_hours(self.hours, by_hour(new, day, zone)),
            measured=self.measured + measure(new, lunch, zone),
            served=Counter(self.served) + served,
            last=last,
        )


def _ended(visit: Visit) -> datetime:
    return visit.ended_at or EVER
