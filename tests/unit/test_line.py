"""A visit from ticket to end: what is allowed when, and times around midnight, lunch, year end and the zone change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import line
from desk_app.domain.line import Doubt, ForbiddenVisit, Visit, VisitResult, VisitState

ZONE = ZoneInfo("Asia/Qostanay")
CLERK, OTHER = uuid4(), uuid4()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = at("2019-09-16T10:00")
TICKET = Visit(uuid4(), uuid4(), NOW.date(), "А-001", "tsa_assignment", 1, NOW, NOW)
CALLED = line.call(TICKET, CLERK, "Айгүл С.", "3", NOW)
SERVING = line.begin(CALLED, NOW)
HELD = line.hold(SERVING, NOW, "көшірме")
ENDED = line.end(SERVING, VisitResult.REGISTERED, NOW)
STATES = {visit.state: visit for visit in (TICKET, CALLED, SERVING, HELD, ENDED)}
ACTS: dict[str, tuple[Callable[[Visit], Visit], frozenset[VisitState]]] = {
    "call": (lambda v: line.call(v, CLERK, "А.", "3", NOW), frozenset({VisitState.WAITING})),
    "repeat": (line.repeat, frozenset({VisitState.CALLED})),
    "begin": (lambda v: line.begin(v, NOW), frozenset({VisitState.CALLED})),
    "pause": (lambda v: line.pause(v, NOW, "себеп"), frozenset({VisitState.SERVING})),
    "hold": (lambda v: line.hold(v, NOW, "себеп"), frozenset({VisitState.CALLED, VisitState.SERVING})),
    "take_back": (lambda v: line.take_back(v, CLERK, "А.", "3", NOW), frozenset({VisitState.HELD})),
    "redirect": (
        lambda v: line.redirect(v, "collect", NOW, and_back=False),
        frozenset({VisitState.CALLED, VisitState.SERVING}),
    ),
    "switch": (lambda v: line.switch(v, "collect"), frozenset({VisitState.SERVING})),
    "free": (lambda v: line.free(v, NOW), frozenset({VisitState.CALLED, VisitState.SERVING, VisitState.HELD})),
    "left": (lambda v: line.end(v, VisitResult.LEFT, NOW), frozenset(VisitState) - {VisitState.ENDED}),
    "registered": (
        lambda v: line.end(v, VisitResult.REGISTERED, NOW),
        frozenset({VisitState.CALLED, VisitState.SERVING, VisitState.HELD}),
    ),
}


@pytest.mark.parametrize("state", list(VisitState))
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(act: str, state: VisitState) -> None:
    apply, allowed = ACTS[act]
    if state in allowed:
        assert apply(STATES[state]).key == TICKET.key
    else:
        with pytest.raises(ForbiddenVisit):
            apply(STATES[state])


def test_the_place_in_the_line_is_kept_when_sent_on_or_freed() -> None:
    for moved in (line.redirect(SERVING, "collect", NOW, and_back=False), line.free(HELD, NOW)):
        assert (moved.turn, moved.ticket, moved.arrived_at) == (TICKET.turn, TICKET.ticket, TICKET.arrived_at)
        assert (moved.clerk, moved.began_at, moved.calls) == (None, None, 0)


def test_pauses_are_no_service_time() -> None:
    paused = line.pause(SERVING, NOW + timedelta(minutes=3), "себеп")
    assert paused.served(NOW + timedelta(minutes=30)) == timedelta(minutes=3)
    running = line.resume(paused, NOW + timedelta(minutes=10))
    assert running.served(NOW + timedelta(minutes=12)) == timedelta(minutes=5)
    ended = line.end(running, VisitResult.ASKED, NOW + timedelta(minutes=13))
    assert ended.served(NOW + timedelta(days=2)) == timedelta(minutes=6)


def _visit(begins: datetime, ends: datetime) -> Visit:
    called = line.call(replace(TICKET, arrived_at=begins, waits_since=begins), CLERK, "А.", "3", begins)
    return line.end(line.begin(called, begins), VisitResult.ASKED, ends)


LUNCH = (at("2019-09-16T13:00"), at("2019-09-16T14:00"))


def test_left_open_over_lunch_is_doubted_but_not_where_it_was_paused() -> None:
    over = _visit(at("2019-09-16T12:50"), at("2019-09-16T14:05"))
    assert line.doubt(over, LUNCH, ZONE) is Doubt.OVER_LUNCH
    assert line.doubt(replace(over, paused_seconds=3600), LUNCH, ZONE) is None
    assert line.doubt(replace(over, paused_seconds=40), LUNCH, ZONE) is Doubt.OVER_LUNCH, "a short pause is no lunch"
    assert line.doubt(_visit(at("2019-09-16T12:50"), at("2019-09-16T13:20")), LUNCH, ZONE) is None


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2019-09-16T23:50", "2019-09-17T00:10"),
        ("2019-12-31T17:55", "2020-01-03T09:00"),
        ("2024-02-29T23:50", "2024-03-01T00:05"),
    ],
)
def test_left_open_over_a_night_a_new_year_and_the_zone_s_change(begins: str, ends: str) -> None:
    assert line.doubt(_visit(at(begins), at(ends)), None, ZONE) is Doubt.OVER_NIGHT
    of_records = _visit(at(begins).astimezone(UTC), at(ends).astimezone(UTC))
    assert line.doubt(of_records, None, ZONE) is Doubt.OVER_NIGHT, "also where the act knows no lunch"


def test_waiting_over_a_night_is_no_waiting_that_counts() -> None:
    came, called = at("2019-12-31T17:50"), at("2020-01-06T09:05")
    visit = line.call(replace(TICKET, arrived_at=came, waits_since=came), CLERK, "А.", "3", called)
    served = line.end(line.begin(visit, called), VisitResult.ASKED, called + timedelta(minutes=9))
    assert line.doubt(served, None, ZONE) is Doubt.OVER_NIGHT
    absent = line.end(replace(visit, calls=3), VisitResult.NO_SHOW, called)
    assert line.doubt(absent, None, ZONE) is Doubt.OVER_NIGHT
    sent_on = replace(served, waits_since=called)
    assert line.doubt(sent_on, None, ZONE) is None, "sent on in the morning: that waiting began anew"


def test_the_night_is_that_of_the_office_not_of_utc() -> None:
    """05:50–06:10 in Kostanay is one morning, though UTC changes its day between them."""
    begins, ends = at("2019-09-17T05:50"), at("2019-09-17T06:10")
    lunch = (at("2019-09-17T13:00"), at("2019-09-17T14:00"))
    assert begins.astimezone(UTC).date() != ends.astimezone(UTC).date()
    assert line.doubt(_visit(begins.astimezone(UTC), ends.astimezone(UTC)), lunch, ZONE) is None


def test_minutes_are_counted_through_the_zone_s_change() -> None:
    """The clocks went back an hour at midnight of 1 March 2024: the wall shows twenty minutes, eighty have passed."""
    ended = _visit(at("2024-02-29T23:50").astimezone(UTC), at("2024-03-01T00:10").astimezone(UTC))
    assert ended.served(NOW) == timedelta(hours=1, minutes=20)


def test_a_clock_set_back_and_a_whole_morning_are_doubted() -> None:
    assert line.doubt(_visit(at("2019-09-16T10:00"), at("2019-09-16T09:00")), LUNCH, ZONE) is Doubt.BACKWARDS
    assert line.doubt(_visit(at("2019-09-16T09:00"), at("2019-09-16T12:30")), LUNCH, ZONE) is Doubt.TOO_LONG


def test_forecast() -> None:
    """Fourteen waiting, two desks, ten minutes each: six rounds are served before the last one begins."""
    assert line.forecast(14, 2, timedelta(minutes=10), NOW) == NOW + timedelta(minutes=65)
    assert line.forecast(0, 2, timedelta(minutes=10), NOW) == NOW
    assert line.forecast(3, 0, timedelta(minutes=10), NOW) is None


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_half_of_the_times_lie_on_either_side_of_the_median(seconds: list[int]) -> None:
    times = [timedelta(seconds=each) for each in seconds]
    middle = line.median(times)
    assert middle is not None
    assert sum(time < middle for time in times) <= len(times) / 2
    assert sum(time > middle for time in times) <= len(times) / 2


def test_no_median_of_nothing() -> None:
    assert line.median([]) is None
