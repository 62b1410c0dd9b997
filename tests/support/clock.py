"""A clock that stands where it is put."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class StandingClock:
    """Monday 16 September 2019, 10:00 in Kostanay (UTC+6), when the decree was in force."""

    def __init__(self, now: datetime = datetime(2019, 9, 16, 4, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, **span: float) -> None:
        self._now += timedelta(**span)

    def set(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)
