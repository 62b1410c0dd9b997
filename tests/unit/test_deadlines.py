"""Terms: each unit by itself, nights, lunch, days off, the day of acceptance, and the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, CalendarDay, CalendarError, DayKind, DayReason, DueDate
from desk_app.domain.deadlines import Pause, before_end, compute_due, is_working_day, received_at
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import Source, StartRule, WorkingTime

ZONE = ZoneInfo("Asia/Qostanay")
SOURCE = Source(Bilingual("7-тармақ", "пункт 7"))
WEEK = (0, 1, 2, 3, 4)
CENTRE = WorkingTime(WEEK, time(9), time(18), (time(13), time(14)), SOURCE)
CORPORATION = WorkingTime((*WEEK, 5), time(9), time(20), None, SOURCE)
NAURYZ = Bilingual("Наурыз мейрамы", "Наурыз мейрамы")
MOVED = Bilingual("Ауыстырылған демалыс күні", "Перенесенный день отдыха")


def _day(day: date, kind: DayKind, name: Bilingual = MOVED, *, five: bool = False) -> CalendarDay:
    return CalendarDay(day, kind, name, "source", five)


DAYS = (
    _day(date(2018, 3, 3), DayKind.WORKING, five=True),
    _day(date(2018, 3, 8), DayKind.HOLIDAY),
    _day(date(2018, 3, 9), DayKind.DAY_OFF, five=True),
    _day(date(2018, 3, 21), DayKind.HOLIDAY, NAURYZ),
    _day(date(2018, 3, 22), DayKind.HOLIDAY, NAURYZ),
    _day(date(2018, 3, 23), DayKind.HOLIDAY, NAURYZ),
    _day(date(2018, 12, 1), DayKind.HOLIDAY),
    _day(date(2018, 12, 3), DayKind.DAY_OFF, five=True),
)
CALENDAR = Calendar({day.day: day for day in DAYS}, frozenset(range(2017, 2028)), frozenset(range(2017, 2027)))
NOT_COUNTED, COUNTED = StartRule.ACCEPTANCE_DAY_NOT_COUNTED, StartRule.FROM_ACCEPTANCE


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2018) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def due(
    norm: Norm,
    begins: datetime,
    hours: WorkingTime = CENTRE,
    start: StartRule = NOT_COUNTED,
    calendar: Calendar = CALENDAR,
    pauses: Sequence[Pause] = (),
) -> DueDate:
    return compute_due(norm, begins, hours, calendar, ZONE, start=start, source=SOURCE, pauses=pauses)


def reasons(answer: DueDate) -> list[DayReason]:
    return [line.reason for line in answer.lines]


def test_five_minutes_at_the_window() -> None:
    """Regulation A, par. 7(1): the check takes five minutes."""
    answer = due(Minutes(5), at(3, 14, 10, 40))
    assert answer.due == at(3, 14, 10, 45)
    assert reasons(answer) == [DayReason.COUNTED]


def test_minutes_skip_lunch() -> None:
    answer = due(Minutes(15), at(3, 14, 12, 50))
    assert answer.due == at(3, 14, 14, 5)
    assert reasons(answer) == [DayReason.COUNTED, DayReason.LUNCH, DayReason.COUNTED]


def test_minutes_that_end_with_the_desk_end_today() -> None:
    assert due(Minutes(10), at(3, 14, 17, 50)).due == at(3, 14, 18)
    assert due(Minutes(10), at(3, 14, 12, 50)).due == at(3, 14, 13)


def test_hours_run_over_night_weekend_and_holidays() -> None:
    """Regulation A, par. 8(2): two hours, read as working hours."""
    answer = due(WorkingHours(2), at(3, 20, 17))
    assert answer.due == at(3, 26, 10)
    assert reasons(answer) == [
        DayReason.COUNTED,
        DayReason.OUT_OF_HOURS,
        DayReason.HOLIDAY,
        DayReason.HOLIDAY,
        DayReason.HOLIDAY,
        DayReason.WEEKEND,
        DayReason.WEEKEND,
        DayReason.OUT_OF_HOURS,
        DayReason.COUNTED,
    ]
    assert answer.lines[2].name == NAURYZ


def test_one_night_is_one_line() -> None:
    answer = due(Minutes(30), at(3, 13, 17, 45))
    assert reasons(answer) == [DayReason.COUNTED, DayReason.OUT_OF_HOURS, DayReason.COUNTED]
    assert (answer.lines[1].begins, answer.lines[1].ends) == (at(3, 13, 18), at(3, 14, 9))


@pytest.mark.parametrize("begins", [at(3, 14, 6), at(3, 13, 18), at(3, 13, 23, 59)])
def test_a_clock_begun_out_of_hours_starts_at_the_opening(begins: datetime) -> None:
    assert due(Minutes(5), begins).due == at(3, 14, 9, 5)


def test_working_days_do_not_count_the_day_of_acceptance() -> None:
    """Passport of the certificate: State Corporation, three working days, day of acceptance not counted."""
    answer = due(WorkingDays(3), at(3, 16, 11), CORPORATION)
    assert answer.due == at(3, 20, 20)
    assert [(line.reason, line.ordinal) for line in answer.lines] == [
        (DayReason.RECEPTION, None),
        (DayReason.COUNTED, 1),
        (DayReason.WEEKEND, None),
        (DayReason.COUNTED, 2),
        (DayReason.COUNTED, 3),
    ]


def test_working_days_from_acceptance() -> None:
    answer = due(WorkingDays(3), at(3, 16, 11), CORPORATION, COUNTED)
    assert answer.due == at(3, 19, 20)
    assert (answer.lines[0].reason, answer.lines[0].counted, answer.lines[0].ordinal) == (DayReason.RECEPTION, True, 1)


def test_seven_working_days_over_nauryz() -> None:
    answer = due(WorkingDays(7), at(3, 19, 9, 30))
    assert answer.due == at(4, 2, 18)
    assert sum(line.counted for line in answer.lines) == 7
    assert [line.name for line in answer.lines if line.reason is DayReason.HOLIDAY] == [NAURYZ] * 3


def test_calendar_days_count_whatever_they_are() -> None:
    """Regulation C, par. 6(3): "1 (бір) күні", not a working day."""
    answer = due(CalendarDays(4), at(3, 20, 10), CORPORATION)
    assert answer.due == at(3, 24, 20)
    assert [line.ordinal for line in answer.lines] == [None, 1, 2, 3, 4]


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day() -> None:
    """Regulation C, par. 6(3), our reading: sent on Saturday, due on Monday, as nobody works on Sunday."""
    answer = due(CalendarDays(1), at(3, 17, 10), CORPORATION)
    assert answer.due == at(3, 19, 20)
    assert reasons(answer) == [DayReason.RECEPTION, DayReason.WEEKEND, DayReason.MOVED_END]
    assert [line.ordinal for line in answer.lines] == [None, 1, None]
    over_nauryz = due(CalendarDays(1), at(3, 20, 10))
    assert over_nauryz.due == at(3, 26, 18)
    assert reasons(over_nauryz)[1:4] == [DayReason.HOLIDAY] * 3


@pytest.mark.parametrize("begins", [at(3, 16, 18), at(3, 17, 11), at(3, 18, 23)])
def test_an_arrival_out_of_hours_is_received_at_the_next_opening(begins: datetime) -> None:
    assert received_at(begins, CENTRE, CALENDAR, ZONE) == at(3, 19, 9)


def test_a_step_counts_from_the_day_after_it_begins_whatever_that_day_was() -> None:
    """What the State Corporation sends on a Saturday is day nought for a provider who rests on it."""
    for begins in (at(3, 16, 18), at(3, 17, 20), at(3, 18, 9)):
        assert due(WorkingDays(1), begins).due == at(3, 19, 18)


def test_received_at_lunch_or_before_the_opening() -> None:
    assert received_at(at(3, 14, 13, 30), CENTRE, CALENDAR, ZONE) == at(3, 14, 14)
    assert received_at(at(3, 14, 7), CENTRE, CALENDAR, ZONE) == at(3, 14, 9)
    assert received_at(at(3, 14, 10).astimezone(UTC), CENTRE, CALENDAR, ZONE).hour == 10
    assert received_at(at(3, 14, 10), CENTRE, CALENDAR, ZONE) == at(3, 14, 10)


def test_a_clock_that_stands_runs_no_minute() -> None:
    answer = due(Minutes(30), at(3, 14, 10), pauses=((at(3, 14, 10, 10), at(3, 14, 16)),))
    assert answer.due == at(3, 14, 16, 20)
    assert reasons(answer) == [
        DayReason.COUNTED,
        DayReason.PAUSED,
        DayReason.LUNCH,
        DayReason.PAUSED,
        DayReason.COUNTED,
    ]


def test_a_day_the_clock_stood_on_is_not_counted() -> None:
    answer = due(WorkingDays(3), at(3, 12, 10), pauses=((at(3, 13, 15), at(3, 14, 11)),))
    assert answer.due == at(3, 19, 18)
    assert reasons(answer)[1:3] == [DayReason.PAUSED] * 2


def test_an_inner_deadline_on_a_day_off_is_the_close_of_the_working_day_before() -> None:
    """Regulation C, par. 6(4): a day and a night before the whole term ends."""
    assert before_end(at(4, 3, 18), 24, CENTRE, CALENDAR, ZONE) == at(4, 2, 18)
    assert before_end(at(4, 2, 18), 24, CENTRE, CALENDAR, ZONE) == at(3, 30, 18)


def test_six_day_weeks_do_not_know_moved_saturdays() -> None:
    assert is_working_day(date(2018, 3, 3), CENTRE, CALENDAR)
    assert not is_working_day(date(2018, 3, 9), CENTRE, CALENDAR)
    assert is_working_day(date(2018, 3, 9), CORPORATION, CALENDAR)
    assert is_working_day(date(2018, 3, 10), CORPORATION, CALENDAR)
    assert not is_working_day(date(2018, 12, 1), CORPORATION, CALENDAR), "a holiday on a Saturday"
    assert not is_working_day(date(2018, 12, 3), CENTRE, CALENDAR)
    assert is_working_day(date(2018, 12, 3), CORPORATION, CALENDAR)


def test_an_unknown_year_is_named() -> None:
    calendar = Calendar({}, frozenset({2018}), frozenset({2018}))
    with pytest.raises(CalendarError) as caught:
        due(WorkingDays(2), at(12, 31, 10), calendar=calendar)
    assert caught.value.year == 2019
    assert due(Minutes(5), at(12, 31, 17, 55), calendar=calendar).due == at(12, 31, 18)


def test_a_year_without_published_moves_is_not_confirmed() -> None:
    assert due(WorkingDays(1), at(12, 30, 10, year=2026)).confirmed
    assert not due(WorkingDays(2), at(12, 30, 10, year=2026)).confirmed
    assert not compute_due(
        Minutes(5), at(3, 14, 10), CENTRE, CALENDAR, ZONE, start=NOT_COUNTED, source=SOURCE, confirmed=False
    ).confirmed


def test_the_zone_s_jump_of_2024_costs_no_working_time() -> None:
    """UTC+6 until 29.02.2024, UTC+5 since: the night is an hour longer, the working day is not."""
    answer = due(WorkingHours(2), at(2, 29, 17, year=2024))
    assert answer.due == at(3, 1, 10, year=2024)
    assert answer.due.astimezone(UTC) - answer.begins.astimezone(UTC) == timedelta(hours=18)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(Minutes(5), datetime(2018, 3, 14, 10))


moments = st.datetimes(datetime(2018, 1, 1), datetime(2026, 11, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
hours_of = st.sampled_from([CENTRE, CORPORATION])
norms = st.one_of(
    st.builds(Minutes, st.integers(1, 2000)),
    st.builds(WorkingHours, st.integers(1, 40)),
    st.builds(WorkingDays, st.integers(1, 25)),
    st.builds(CalendarDays, st.integers(1, 40)),
)


@given(norms, moments, hours_of, st.sampled_from(StartRule))
def test_the_explanation_has_no_gap(norm: Norm, begins: datetime, hours: WorkingTime, start: StartRule) -> None:
    answer = due(norm, begins, hours, start)
    assert answer.lines[0].begins == answer.begins == begins
    assert answer.lines[-1].ends == answer.due
    assert answer.lines[-1].counted or answer.lines[-1].reason is DayReason.MOVED_END
    for before, after in zip(answer.lines, answer.lines[1:], strict=False):
        assert before.ends == after.begins
    assert all(line.begins.astimezone(UTC) < line.ends.astimezone(UTC) for line in answer.lines)


@given(norms, moments, hours_of, st.sampled_from(StartRule))
def test_what_is_counted_is_the_norm(norm: Norm, begins: datetime, hours: WorkingTime, start: StartRule) -> None:
    answer = due(norm, begins, hours, start)
    counted = [line for line in answer.lines if line.counted]
    if isinstance(norm, WorkingDays | CalendarDays):
        assert [line.ordinal for line in counted] == list(range(1, norm.value + 1))
        assert answer.due.time() == hours.closes
    else:
        spent = sum((line.ends.astimezone(UTC) - line.begins.astimezone(UTC) for line in counted), timedelta())
        assert spent == timedelta(**{"minutes" if isinstance(norm, Minutes) else "hours": norm.value})
        assert all(line.ordinal is None for line in answer.lines), "minutes never become days"


@given(norms, moments, moments, hours_of)
def test_who_comes_later_is_never_due_earlier(norm: Norm, one: datetime, other: datetime, hours: WorkingTime) -> None:
    first, second = (received_at(moment, hours, CALENDAR, ZONE) for moment in sorted((one, other)))
    assert due(norm, first, hours).due <= due(norm, second, hours).due


@given(norms, moments, hours_of)
def test_a_due_moment_is_never_on_a_day_off(norm: Norm, begins: datetime, hours: WorkingTime) -> None:
    """Calendar days may pass over days off; where the last one is one, the term ends on the next working day."""
    answer = due(norm, begins, hours)
    assert is_working_day(answer.day, hours, CALENDAR)
    assert hours.opens < answer.due.time() <= hours.closes


@given(norms, moments, hours_of, st.sampled_from(StartRule), st.integers(0, 40))
def test_one_more_day_off_never_shortens_a_term(
    norm: Norm, begins: datetime, hours: WorkingTime, start: StartRule, later: int
) -> None:
    received = received_at(begins, hours, CALENDAR, ZONE)
    extra = received.date() + timedelta(days=later + 1)
    more = Calendar({**CALENDAR.days, extra: _day(extra, DayKind.DAY_OFF)}, CALENDAR.years, CALENDAR.confirmed_years)
    assert due(norm, received, hours, start, more).due >= due(norm, received, hours, start).due


@given(norms, moments, hours_of, st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 3000)), max_size=3))
def test_a_pause_never_shortens_a_term(
    norm: Norm, begins: datetime, hours: WorkingTime, stops: list[tuple[int, int]]
) -> None:
    received = received_at(begins, hours, CALENDAR, ZONE)
    pauses = tuple(
        (received + timedelta(minutes=after), received + timedelta(minutes=after + lasts)) for after, lasts in stops
    )
    paused = due(norm, received, hours, pauses=pauses)
    assert paused.due >= due(norm, received, hours).due
    assert paused.lines[-1].ends == paused.due
    for before, after in zip(paused.lines, paused.lines[1:], strict=False):
        assert before.ends == after.begins
