"""The files of `resources/calendars` against the `holidays` package; differences are listed by hand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from desk_app.domain.calendar import Calendar, DayKind
from desk_app.domain.deadlines import is_working_day
from desk_app.domain.regulation import Channel, WorkingTime
from desk_app.domain.staff import OfficeKind
from desk_app.regulation.catalogue import Catalogue

CATALOGUE = Catalogue(Path(__file__).parents[2] / "resources")
CALENDAR: Calendar = CATALOGUE.calendar()
CERTIFICATE = CATALOGUE.edition("tsa_certificate/2018-03-23")
_CHANNEL = CERTIFICATE.channel(Channel.STATE_CORPORATION)
FIVE: WorkingTime = _CHANNEL.hours_of(OfficeKind.PROVIDER, at_window=False)
SIX: WorkingTime = _CHANNEL.hours_of(OfficeKind.STATE_CORPORATION, at_window=False)
YEARS = range(2018, 2028)

# Days on which we and the package differ on purpose: none so far. Emergency days of spring 2020 are in neither.
DIFFERENCES: frozenset[date] = frozenset()

# domain.md 8.2, read off by hand: day.month
TABLE = {
    2018: (
        "1.1 2.1 8.3 9.3 21.3 22.3 23.3 30.4 1.5 7.5 8.5 9.5 6.7 21.8 30.8 31.8 3.12 17.12 18.12 31.12",
        "3.3 28.4 5.5 25.8 29.12",
    ),
    2019: ("1.1 2.1 7.1 8.3 21.3 22.3 25.3 1.5 7.5 9.5 10.5 8.7 30.8 2.12 16.12 17.12", "4.5"),
    2020: (
        "1.1 2.1 3.1 7.1 9.3 23.3 24.3 25.3 1.5 7.5 8.5 6.7 31.7 31.8 1.12 16.12 17.12 18.12",
        "5.1 20.12",
    ),
    2021: ("1.1 4.1 7.1 8.3 22.3 23.3 24.3 3.5 7.5 10.5 5.7 6.7 20.7 30.8 1.12 16.12 17.12", "3.7"),
    2022: (
        "3.1 4.1 7.1 7.3 8.3 21.3 22.3 23.3 2.5 9.5 10.5 6.7 29.8 30.8 24.10 25.10 16.12",
        "5.3 27.8 22.10",
    ),
    2023: ("2.1 3.1 8.3 21.3 22.3 23.3 1.5 8.5 9.5 28.6 6.7 7.7 30.8 25.10 18.12", "1.7"),
    2024: ("1.1 2.1 8.3 21.3 22.3 25.3 1.5 7.5 8.5 9.5 8.7 30.8 25.10 16.12", "4.5"),
    2025: ("1.1 2.1 3.1 7.1 10.3 21.3 24.3 25.3 1.5 7.5 9.5 6.6 7.7 1.9 27.10 16.12", "5.1"),
    2026: ("1.1 2.1 7.1 9.3 23.3 24.3 25.3 1.5 7.5 11.5 27.5 6.7 26.10 16.12", ""),
}


# The second oracle: the holidays themselves (law No. 267-II, art. 3 and 4, and its changes), days off that are no
# holidays (Labour Code, art. 84(5)), and what the Government, since 2023 the labour body, moved: from -> to.
FIXED = {
    "1.1 2.1 8.3 21.3 22.3 23.3 1.5 7.5 9.5 6.7 30.8 1.12 16.12 17.12": range(2018, 2022),
    "1.1 2.1 8.3 21.3 22.3 23.3 1.5 7.5 9.5 6.7 30.8 25.10 16.12": range(2022, 2026),
    "1.1 2.1 8.3 21.3 22.3 23.3 1.5 7.5 9.5 6.7 25.10 16.12": range(2026, 2027),
    "1.1 2.1 8.3 15.3 21.3 22.3 23.3 1.5 7.5 9.5 6.7 25.10 16.12": range(2027, 2028),
}
OFF = {
    2018: "7.1 21.8",
    2019: "7.1 11.8",
    2020: "7.1 31.7",
    2021: "7.1 20.7",
    2022: "7.1 9.7",
    2023: "7.1 28.6",
    2024: "7.1 16.6",
    2025: "7.1 6.6",
    2026: "7.1 27.5",
    2027: "7.1 16.5",
}
MOVED = {
    2018: "3.3>9.3 28.4>30.4 5.5>8.5 25.8>31.8 29.12>31.12",
    2019: "4.5>10.5",
    2020: "5.1>3.1 11.5>8.5 20.12>18.12",
    2021: "3.7>5.7",
    2022: "5.3>7.3 27.8>29.8 22.10>24.10",
    2023: "1.7>7.7",
    2024: "4.5>8.5",
    2025: "5.1>3.1",
}


def _day(text: str, year: int) -> date:
    day, month = text.split(".")
    return date(year, int(month), int(day))


def _by_the_law(year: int, weekend: frozenset[int]) -> set[date]:
    """The days off of a week with these rest days, by art. 5: a holiday on a rest day moves to the next working day."""
    fixed = [_day(text, year) for days, years in FIXED.items() if year in years for text in days.split()]
    off = {day for day in _days(year) if day.weekday() in weekend} | {_day(text, year) for text in OFF[year].split()}
    substitutes = [day for day in fixed if day.weekday() in weekend]
    off |= set(fixed)
    for day in substitutes:
        while day in off:
            day += timedelta(days=1)
        off.add(day)
    for move in MOVED.get(year, "").split():
        given, taken = (_day(text, year) for text in move.split(">"))
        # a rest day that this week does not have cannot be moved
        if given in off:
            off = (off - {given}) | {taken}
    return off


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("hours", [FIVE, SIX], ids=["five_day", "six_day"])
def test_both_weeks_agree_with_the_law_and_the_moves(year: int, hours: WorkingTime) -> None:
    """Law on holidays, art. 5, and the published moves. For the six-day week this is our reading."""
    weekend = frozenset(range(7)) - set(hours.weekdays)
    ours = {day for day in _days(year) if not is_working_day(day, hours, CALENDAR)}
    assert _written(sorted(ours ^ _by_the_law(year, weekend))) == ""


def _written(days: list[date]) -> str:
    return " ".join(f"{day.day}.{day.month}" for day in days)


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_five_day_weeks_agree_with_the_package(year: int) -> None:
    package = holidays.country_holidays("KZ", years=year)
    differ = {day for day in _days(year) if package.is_working_day(day) is not is_working_day(day, FIVE, CALENDAR)}
    assert differ <= DIFFERENCES


@pytest.mark.parametrize("year", TABLE)
def test_the_table_of_days_off(year: int) -> None:
    """domain.md 8.2: weekdays off, and weekend days that are worked."""
    off = [day for day in _days(year) if day.weekday() < 5 and not is_working_day(day, FIVE, CALENDAR)]
    worked = [day for day in _days(year) if day.weekday() >= 5 and is_working_day(day, FIVE, CALENDAR)]
    assert (_written(off), _written(worked)) == TABLE[year]


def test_31_august_2026_is_a_working_day() -> None:
    assert is_working_day(date(2026, 8, 31), FIVE, CALENDAR)
    assert not is_working_day(date(2027, 3, 15), FIVE, CALENDAR)


def test_six_day_weeks_know_no_substitute_of_a_saturday() -> None:
    """Law on holidays, art. 5: only a holiday that falls on a day off moves, and Saturday is none there."""
    for day in (date(2018, 12, 3), date(2020, 3, 25), date(2021, 1, 4), date(2018, 3, 9), date(2020, 5, 8)):
        assert not is_working_day(day, FIVE, CALENDAR)
        assert is_working_day(day, SIX, CALENDAR)
    for day in (date(2018, 12, 18), date(2020, 3, 24), date(2019, 12, 2), date(2018, 12, 1)):
        assert not is_working_day(day, SIX, CALENDAR)


def test_a_moved_sunday_binds_six_day_weeks_too() -> None:
    assert is_working_day(date(2020, 1, 5), SIX, CALENDAR)
    assert not is_working_day(date(2020, 1, 3), SIX, CALENDAR)


@pytest.mark.parametrize("year", YEARS)
def test_each_moved_rest_day_is_worked_off_for_five_day_weeks(year: int) -> None:
    rows = [row for row in CALENDAR.days.values() if row.day.year == year]
    moved = [row for row in rows if row.kind is DayKind.DAY_OFF and "ауыстырылған" in row.name.kk]
    worked = [row for row in rows if row.kind is DayKind.WORKING]
    # 8 May 2020 was moved from the substitute of Victory Day, a Monday, which was worked like any other
    assert len(moved) == len(worked) + (year == 2020)


def test_every_row_names_its_source_and_is_named_in_both_languages() -> None:
    rows = CALENDAR.days.values()
    assert all(row.source and row.name.kk and row.name.ru for row in rows)
    assert not any(re.search("[әіңғүұқөһ]", row.source_ru) or not re.search("[а-я]{4}", row.source_ru) for row in rows)


def test_years_whose_moves_are_not_published_are_not_confirmed() -> None:
    """domain.md 14, item 8: no transfer order of 2026 or 2027 was found."""
    assert CALENDAR.years == frozenset(YEARS)
    assert CALENDAR.confirmed_years == frozenset(range(2018, 2026))
