"""A second way to count terms, slow and plain: minute by minute and day by day. Shares no code with the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, DayKind
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours

WEEK = {"centre": range(5), "akim": range(5), "provider": range(5), "state_corporation": range(6)}
CLOSES = {"centre": 18, "akim": 18, "provider": 18, "state_corporation": 20}
_OFFICE_DAY = ((time(9), time(13)), (time(14), time(18)))
_RECEPTION = ((time(9), time(13)), (time(14, 30), time(17, 30)))
_CORPORATION = ((time(9), time(20)),)


def works(office: str, day: date, calendar: Calendar) -> bool:
    row = calendar.days.get(day)
    if row is not None and not (row.five_day_only and office == "state_corporation"):
        return row.kind is DayKind.WORKING
    return day.weekday() in WEEK[office]


def spans(office: str, *, window: bool) -> tuple[tuple[time, time], ...]:
    if office == "state_corporation":
        return _CORPORATION
    return _RECEPTION if window else _OFFICE_DAY


def runs(moment: datetime, office: str, calendar: Calendar, *, window: bool) -> bool:
    """True if the minute that begins at this local moment counts."""
    inside = any(begins <= moment.time() < ends for begins, ends in spans(office, window=window))
    return inside and works(office, moment.date(), calendar)


def received(arrives: datetime, office: str, calendar: Calendar, zone: ZoneInfo, *, window: bool = True) -> datetime:
    moment = arrives
    while not runs(moment, office, calendar, window=window):
        moment = _next_minute(moment, zone)
    return moment


def due(norm: Norm, begins: datetime, office: str, calendar: Calendar, zone: ZoneInfo, *, window: bool) -> datetime:
    """Minutes and hours at the window or in the office; days always to the close of the office's working day."""
    if isinstance(norm, Minutes | WorkingHours):
        left = norm.value * (1 if isinstance(norm, Minutes) else 60)
        moment = begins
        while left:
            left -= runs(moment, office, calendar, window=window)
            moment = _next_minute(moment, zone)
        return moment
    assert isinstance(norm, WorkingDays | CalendarDays)
    day, left = begins.date(), norm.value
    while left:
        day += timedelta(days=1)
        left -= 1 if isinstance(norm, CalendarDays) or works(office, day, calendar) else 0
    while not works(office, day, calendar):
        day += timedelta(days=1)
    return datetime.combine(day, time(CLOSES[office]), zone)


def _next_minute(moment: datetime, zone: ZoneInfo) -> datetime:
    return (moment.astimezone(UTC) + timedelta(minutes=1)).astimezone(zone)
