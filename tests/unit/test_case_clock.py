"""Standstills, extensions and the terms reckoned with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import DayReason, DueDate
from desk_app.domain.case_clock import ClockEvent, ClockEventKind, standstills
from desk_app.domain.norms import CalendarDays
from desk_app.domain.regulation import Channel
from desk_app.domain.timetable import extended_due, inner_deadline, notice_due, whole_due
from desk_app.paths import resources_dir
from desk_app.regulation.catalogue import Catalogue

CATALOGUE = Catalogue(resources_dir())
CALENDAR = CATALOGUE.calendar()
ZONE = ZoneInfo("Asia/Qostanay")
EDITION = CATALOGUE.edition("tsa_assignment/2026-07-12")
RULE = EDITION.channel(Channel.CENTRE)
MONDAY = datetime(2026, 9, 14, 10, 0, tzinfo=ZONE)


def _event(ordinal: int, kind: ClockEventKind, hours: int) -> ClockEvent:
    at = datetime(2026, 9, 14, tzinfo=UTC) + timedelta(hours=hours)
    return ClockEvent(UUID(int=ordinal), UUID(int=0), ordinal, kind, at, UUID(int=9), "Сейітова А. М.", "hearing")


def test_standstills_are_pairs_and_the_last_may_stand() -> None:
    kinds = (ClockEventKind.PAUSED, ClockEventKind.RESUMED, ClockEventKind.EXTENDED, ClockEventKind.PAUSED)
    events = tuple(_event(number, kind, number) for number, kind in enumerate(kinds, 1))
    first, second = standstills(events)
    assert (first.stopped_at, first.resumed_at) == (events[0].at, events[1].at)
    assert (second.stopped_at, second.resumed_at) == (events[3].at, None)
    assert standstills(()) == ()


def _ordinary(*pauses: tuple[datetime, datetime]) -> DueDate:
    due = whole_due(RULE, MONDAY, CALENDAR, ZONE, pauses)
    assert due is not None
    return due


def _extended(units: int, *pauses: tuple[datetime, datetime]) -> DueDate:
    assert EDITION.extension is not None and EDITION.extension.up_to == CalendarDays(30)
    return extended_due(RULE, EDITION.extension, units, _ordinary(*pauses), CALENDAR, ZONE, pauses)


def test_extended_term_is_counted_from_the_reception() -> None:
    due = _extended(28)
    assert due.begins == MONDAY and due.day == date(2026, 10, 12) and due.due.hour == 18
    beyond = {line.begins.date() for line in due.lines if line.reason is DayReason.EXTENDED}
    assert min(beyond) == date(2026, 10, 6) and max(beyond) == date(2026, 10, 12)
    assert _extended(30).day == date(2026, 10, 14)


@given(st.integers(22, 30), st.integers(1, 5), st.integers(1, 6))
def test_days_the_clock_stood_are_added_to_the_extended_term(units: int, after: int, days: int) -> None:
    stops = MONDAY + timedelta(days=after)
    paused = _extended(units, (stops, stops + timedelta(days=days - 1)))
    counted = [line.ordinal for line in paused.lines if line.ordinal is not None]
    assert counted == list(range(1, units + 1))
    assert sum(line.reason is DayReason.PAUSED for line in paused.lines) == days
    assert paused.due >= _extended(units).due + timedelta(days=days - 3)
    assert all(one.ends == two.begins for one, two in pairwise(paused.lines))


def test_notice_is_due_two_working_days_after_the_decision() -> None:
    assert EDITION.extension is not None
    friday = datetime(2026, 9, 18, 16, 0, tzinfo=ZONE)
    assert notice_due(RULE, EDITION.extension, friday, CALENDAR, ZONE).day == date(2026, 9, 22)


@pytest.mark.parametrize("paused_days", [0, 3])
def test_inner_deadline_moves_with_the_whole_term(paused_days: int) -> None:
    rule = CATALOGUE.edition("home_schooling/2026-07-12").channel(Channel.STATE_CORPORATION)
    pauses = ((MONDAY + timedelta(days=1), MONDAY + timedelta(days=paused_days)),) if paused_days else ()
    service = whole_due(rule, MONDAY, CALENDAR, ZONE, pauses)
    assert service is not None
    by = inner_deadline(rule, rule.step("result"), service, CALENDAR, ZONE)
    assert by is not None and service.due - by >= timedelta(hours=24)
    # one working day of the corporation, seven of the provider: Monday, and three more days where the clock stood
    assert by.date() == (date(2026, 9, 23) if not paused_days else date(2026, 9, 28))
