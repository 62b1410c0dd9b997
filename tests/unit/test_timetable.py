"""The terms of every route of every edition, against a slow count that shares no code with the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.regulation import Channel, ChannelRule
from desk_app.domain.timetable import Timetable, lay_out, step_due, whole_due
from desk_app.regulation.catalogue import Catalogue
from tests.support import slow_terms

ZONE = ZoneInfo("Asia/Qostanay")
CATALOGUE = Catalogue(Path(__file__).parents[2] / "resources")
CALENDAR = CATALOGUE.calendar()
ROUTES = [(edition.id, rule) for edition in CATALOGUE.editions() for rule in edition.channels]

moments = st.datetimes(datetime(2018, 1, 1), datetime(2026, 11, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(ZONE)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def route(edition: str, channel: str) -> ChannelRule:
    return CATALOGUE.edition(edition).channel(Channel(channel))


def terms(edition: str, channel: str, arrives: str) -> Timetable:
    return lay_out(route(edition, channel), at(arrives), CALENDAR, ZONE)


@settings(max_examples=300)
@given(st.sampled_from(ROUTES), moments)
def test_every_route_agrees_with_the_slow_count(named: tuple[str, ChannelRule], arrives: datetime) -> None:
    _, rule = named
    is_portal = rule.channel is Channel.PORTAL
    accepting = "provider" if is_portal else rule.channel.value
    found = lay_out(rule, arrives, CALENDAR, ZONE)
    received = slow_terms.received(arrives, accepting, CALENDAR, ZONE, window=not is_portal)
    assert found.received_at == received
    begins = received
    for term in found.steps:
        window = term.step.kind.value in ("check", "accept", "register", "hand_over") and not is_portal
        due = slow_terms.due(term.step.norm, begins, term.step.office_kind.value, CALENDAR, ZONE, window=window)
        assert (term.due.begins, term.due.due) == (begins, due), term.step.code
        begins = due
    if rule.whole:
        end = received
        for leg in rule.whole:
            end = slow_terms.due(leg.norm, end, leg.office.value, CALENDAR, ZONE, window=not is_portal)
        assert found.service is not None
        assert found.service.due == end
    else:
        assert found.service is None


def test_home_schooling_sent_on_a_friday_before_nauryz() -> None:
    """Decree No. 71, annex 3, par. 6: one day, the provider's nine, the result a day and a night before the end."""
    found = terms("home_schooling/2018-03-23", "state_corporation", "2018-03-16T10:15")
    by_code = {term.step.code: term for term in found.steps}
    assert by_code["register"].due.due == at("2018-03-16T10:25")
    assert by_code["send"].due.due == at("2018-03-17T20:00"), "Saturday is worked there"
    assert by_code["result"].due.due == at("2018-04-03T18:00")
    assert by_code["hand_over"].due.due == at("2018-04-03T18:05")
    assert found.service is not None
    assert found.service.due == at("2018-04-03T18:00")
    assert by_code["result"].arrives_by == at("2018-04-02T18:00")
    assert found.refusal is not None
    assert found.refusal.due == at("2018-03-16T10:25"), "five minutes after the five of the check"


def test_an_inner_deadline_on_a_sunday_is_friday_s_close() -> None:
    """Sent on Tuesday 3 April, the nine working days end on Monday the 16th; a day and a night before is Sunday."""
    for arrives, inner in (("2018-04-02T10:00", "2018-04-13T18:00"), ("2018-03-30T10:00", "2018-04-11T18:00")):
        found = terms("home_schooling/2018-03-23", "state_corporation", arrives)
        result = next(term for term in found.steps if term.step.code == "result")
        assert result.arrives_by == at(inner)


def test_the_certificate_s_two_clocks_contradict_each_other() -> None:
    """Annex 2, par. 5: five steps of five minutes; the passport: fifteen in all. Both are told."""
    found = terms("tsa_certificate/2018-03-23", "provider", "2018-03-26T10:15")
    assert found.service is not None
    assert found.service.due == at("2018-03-26T10:30")
    assert found.steps[-1].due.due == at("2018-03-26T10:40")


def test_what_is_left_at_closing_runs_on_the_next_day_which_is_then_not_counted() -> None:
    found = terms("tsa_assignment/2018-03-23", "centre", "2018-03-16T17:25")
    due = {term.step.code: term.due.due for term in found.steps}
    assert due["check"] == at("2018-03-16T17:30")
    assert due["register"] == at("2018-03-19T09:10")
    assert due["send"] == at("2018-03-20T18:00")


@given(st.sampled_from(ROUTES), moments, st.integers(0, 100_000))
def test_who_comes_later_is_never_served_earlier(
    named: tuple[str, ChannelRule], arrives: datetime, minutes: int
) -> None:
    rule = named[1]
    later = (arrives.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZONE)
    one, other = (lay_out(rule, moment, CALENDAR, ZONE) for moment in (arrives, later))
    assert one.received_at <= other.received_at
    for before, after in zip(one.steps, other.steps, strict=True):
        assert before.due.due <= after.due.due
        assert before.arrives_by is None or after.arrives_by is None or before.arrives_by <= after.arrives_by
    if one.service is not None and other.service is not None:
        assert one.service.due <= other.service.due


@pytest.mark.parametrize("norm_begins", ["2018-03-16T10:15", "2018-03-17T20:00"])
def test_a_pause_moves_both_clocks(norm_begins: str) -> None:
    rule = route("home_schooling/2018-03-23", "state_corporation")
    begins = at(norm_begins)
    pause = ((at("2018-03-19T10:00"), at("2018-03-20T10:00")),)
    step = rule.step("result")
    assert step_due(rule, step, begins, CALENDAR, ZONE, pause).due > step_due(rule, step, begins, CALENDAR, ZONE).due
    whole, paused = (whole_due(rule, begins, CALENDAR, ZONE, stops) for stops in ((), pause))
    assert whole is not None
    assert paused is not None
    assert paused.due > whole.due
