"""The line of people at the desks: a visit from the ticket to its end, and what may be done to it when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

COLLECT = "collect"
"""The group of those who only collect a finished paper: a short line of its own."""
CALLS_BEFORE_NO_SHOW = 3


class VisitState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    """Put aside by the desk, to be taken back by it."""
    ENDED = "ended"


class VisitResult(StrEnum):
    """What a visit ended with."""

    REGISTERED = "registered"
    REFUSED = "refused"
    COLLECTED = "collected"
    ASKED = "asked"
    LEFT = "left"
    NO_SHOW = "no_show"


class VisitAct(StrEnum):
    """What was done to a visit; each leaves a line in its history."""

    TICKET = "ticket"
    CALL = "call"
    REPEAT = "repeat"
    BEGIN = "begin"
    PAUSE = "pause"
    RESUME = "resume"
    HOLD = "hold"
    TAKE_BACK = "take_back"
    REDIRECT = "redirect"
    FREE = "free"
    SWITCH = "switch"
    END = "end"


ACTIVE = frozenset({VisitState.CALLED, VisitState.SERVING})


@dataclass(frozen=True, slots=True)
class Visit:
    """One person in the line. Times are moments; `turn` is the place in the order of arrival."""

    key: UUID
    office: UUID
    day: date
    ticket: str
    group: str
    """Service, or `COLLECT`."""
    turn: int
    arrived_at: datetime
    waits_since: datetime
    """When the present waiting began: the arrival, or the moment of a redirection."""
    state: VisitState = VisitState.WAITING
    iin: str = ""
    name: str = ""
    priority: str = ""
    """Code of the edition's priority group; empty where the act knows none."""
    desk: str = ""
    clerk: UUID | None = None
    clerk_name: str = ""
    called_at: datetime | None = None
    calls: int = 0
    began_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: int = 0
    return_to: UUID | None = None
    """The clerk who sent the person on and wants them back."""
    reserved_for: UUID | None = None
    """The clerk they have come back to: nobody else calls them."""
    result: VisitResult | None = None
    note: str = ""

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    def waited(self, now: datetime) -> timedelta:
        """How long the person waited before they were called, or waits by now."""
        return (self.called_at or self.ended_at or now) - self.waits_since

    def served(self, now: datetime) -> timedelta:
        """How long the person has been served, pauses left out."""
        if self.began_at is None:
            return timedelta()
        ends = self.ended_at or self.paused_at or now
        return max(ends - self.began_at - timedelta(seconds=self.paused_seconds), timedelta())


class ForbiddenVisit(ValueError):
    """The visit is in a state that does not allow this. `visit` is how it stands."""

    def __init__(self, visit: Visit, act: VisitAct) -> None:
        super().__init__(f"{act} of a visit that is {visit.state}")
        self.visit = visit
        self.act = act


def call(visit: Visit, clerk: UUID, clerk_name: str, desk: str, now: datetime) -> Visit:
    """The person is called to a desk."""
    _require(visit, VisitAct.CALL, VisitState.WAITING)
    return replace(
        visit,
        state=VisitState.CALLED,
        clerk=clerk,
        clerk_name=clerk_name,
        desk=desk,
        called_at=now,
        calls=1,
        reserved_for=None,
    )


def repeat(visit: Visit) -> Visit:
    """The number is called once more."""
    _require(visit, VisitAct.REPEAT, VisitState.CALLED)
    return replace(visit, calls=visit.calls + 1)


def begin(visit: Visit, now: datetime) -> Visit:
    """The person sits down."""
    _require(visit, VisitAct.BEGIN, VisitState.CALLED)
    return replace(visit, state=VisitState.SERVING, began_at=visit.began_at or now)


def pause(visit: Visit, now: datetime, note: str) -> Visit:
    """The clock of the service stands, with a reason."""
    _require(visit, VisitAct.PAUSE, VisitState.SERVING)
    if visit.paused_at is not None:
        raise ForbiddenVisit(visit, VisitAct.PAUSE)
    return replace(visit, paused_at=now, note=note)


def resume(visit: Visit, now: datetime) -> Visit:
    """The clock of the service runs again."""
    if visit.paused_at is None:
        raise ForbiddenVisit(visit, VisitAct.RESUME)
    return _run_on(visit, now)


def hold(visit: Visit, now: datetime, note: str) -> Visit:
    """Put aside: the person has gone to copy a document; the clock of the service stands."""
    _require(visit, VisitAct.HOLD, *ACTIVE)
    return replace(visit, state=VisitState.HELD, paused_at=visit.paused_at or now, note=note)


def take_back(visit: Visit, clerk: UUID, clerk_name: str, desk: str, now: datetime) -> Visit:
    """The person is at the desk again, before the next one of the line."""
    _require(visit, VisitAct.TAKE_BACK, VisitState.HELD)
    running = _run_on(visit, now)
    return replace(
        running,
        state=VisitState.SERVING,
        began_at=running.began_at or now,
        clerk=clerk,
        clerk_name=clerk_name,
        desk=desk,
    )


def redirect(visit: Visit, group: str, now: datetime, *, and_back: bool) -> Visit:
    """Sent on to another group, at the place of their arrival; with `and_back` they return to this clerk afterwards.

    Who is to come back to somebody else still is. Another group has another act: a priority is not carried into it.
    """
    kept = visit.return_to if visit.return_to != visit.clerk else None
    _require(visit, VisitAct.REDIRECT, *ACTIVE)
    return replace(
        _run_on(visit, now),
        state=VisitState.WAITING,
        group=group,
        waits_since=now,
        priority=visit.priority if group == visit.group else "",
        return_to=visit.clerk if and_back else kept,
        clerk=None,
        clerk_name="",
        desk="",
        called_at=None,
        calls=0,
        began_at=None,
        paused_seconds=0,
    )


def free(visit: Visit, now: datetime) -> Visit:
    """A stuck ticket goes back to its place in the line."""
    _require(visit, VisitAct.FREE, VisitState.CALLED, VisitState.SERVING, VisitState.HELD)
    return redirect(replace(visit, state=VisitState.CALLED), visit.group, now, and_back=False)


def switch(visit: Visit, group: str) -> Visit:
    """Another service in the same visit, at the same desk."""
    _require(visit, VisitAct.SWITCH, VisitState.SERVING)
    return replace(visit, group=group)


def end(visit: Visit, result: VisitResult, now: datetime, note: str = "") -> Visit:
    """The visit is over, or goes back to the clerk who asked for it.

    A no-show needs `CALLS_BEFORE_NO_SHOW` calls; who waits can only have left.
    """
    if visit.state is VisitState.ENDED:
        raise ForbiddenVisit(visit, VisitAct.END)
    never_called = visit.state is VisitState.WAITING and result is not VisitResult.LEFT
    too_early = result is VisitResult.NO_SHOW and (
        visit.state is not VisitState.CALLED or visit.calls < CALLS_BEFORE_NO_SHOW
    )
    if never_called or too_early:
        raise ForbiddenVisit(visit, VisitAct.END)
    if visit.return_to not in (None, visit.clerk) and result not in (VisitResult.LEFT, VisitResult.NO_SHOW):
        back = redirect(replace(visit, state=VisitState.CALLED), visit.group, now, and_back=False)
        return replace(back, return_to=None, reserved_for=visit.return_to)
    running = _run_on(visit, now)
    return replace(running, state=VisitState.ENDED, result=result, ended_at=now, note=note or visit.note)


def in_turn(standing: Sequence[Visit], clerk: UUID, groups: Collection[str]) -> tuple[Visit, ...]:
    """Those of the line whom that clerk will call, in the order of the calls.

    Who was sent back to the clerk comes first, then groups to which an act gives priority, then strictly in turn.
    """
    waiting = [one for one in standing if one.state is VisitState.WAITING]
    returned = [one for one in waiting if one.reserved_for == clerk]
    open_to_all = [
        one for one in waiting if one.reserved_for is None and one.return_to != clerk and one.group in groups
    ]
    open_to_all.sort(key=lambda one: (not one.priority, one.day, one.turn))
    return (*returned, *open_to_all)


def _run_on(visit: Visit, now: datetime) -> Visit:
    if visit.paused_at is None:
        return visit
    stood = round((now - visit.paused_at).total_seconds())
    return replace(visit, paused_at=None, paused_seconds=visit.paused_seconds + max(stood, 0))


def _require(visit: Visit, act: VisitAct, *states: VisitState) -> None:
    if visit.state not in states:
        raise ForbiddenVisit(visit, act)


class Doubt(StrEnum):
    """Why a measured time cannot be right."""

    OVER_NIGHT = "over_night"
    OVER_LUNCH = "over_lunch"
    BACKWARDS = "backwards"
    TOO_LONG = "too_long"


LONGEST_BELIEVED = timedelta(hours=3)


def doubt(visit: Visit, lunch: tuple[datetime, datetime] | None, zone: ZoneInfo) -> Doubt | None:
    """Say why a measured time of an ended visit, its waiting or its service, cannot be right; None where both can.

    `lunch` is the break of the day on which the service began, `zone` that of the office, whose nights count. A pause
    shorter than half of the break is not taken for the break. Doubted times are left out of averages.
    """

    def over_night(begins: datetime, ends: datetime) -> bool:
        return begins.astimezone(zone).date() != ends.astimezone(zone).date()

    called = visit.called_at or visit.began_at
    if called is not None and visit.waits_since > called:
        return Doubt.BACKWARDS
    if called is not None and over_night(visit.waits_since, called):
        return Doubt.OVER_NIGHT
    if visit.began_at is None or visit.ended_at is None:
        return None
    if visit.ended_at < visit.began_at:
        return Doubt.BACKWARDS
    if over_night(visit.began_at, visit.ended_at):
        return Doubt.OVER_NIGHT
    if lunch is not None and visit.began_at < lunch[0] and visit.ended_at > lunch[1]:
        paused = timedelta(seconds=visit.paused_seconds)
        if paused < (lunch[1] - lunch[0]) / 2:
            return Doubt.OVER_LUNCH
    return Doubt.TOO_LONG if visit.served(visit.ended_at) > LONGEST_BELIEVED else None


def forecast(waiting: int, desks: int, service: timedelta, now: datetime) -> datetime | None:
    """When the last one waiting is likely to be called; None where no desk serves.

    `service` is the median of today's service times. Of N people at D desks the last begins after (N − 1) // D + 1
    rounds at most; half a service is left, on average, to those who sit now.
    """
    if desks <= 0:
        return None
    if waiting <= 0:
        return now
    rounds = (waiting - 1) // desks
    return now + service * rounds + service / 2


def median(times: Sequence[timedelta]) -> timedelta | None:
    """The middle one, or the mean of the two in the middle; None of nothing."""
    ordered = sorted(times)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
