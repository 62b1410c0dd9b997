"""The office's changes laid over the calendar that came with the program."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk_app.domain.calendar import Calendar, CalendarDay, DayKind
from desk_app.domain.calendar_edits import Change, DayChange, Edit, EditKind, YearChange, days_of, lay_over
from desk_app.domain.language import Bilingual
from desk_app.errors import UserError
from desk_app.usecases.calendar_checks import check_changes
from desk_app.usecases.calendar_rows import special_days, year_states

NAME = Bilingual("Наурыз мейрамы", "Наурыз мейрамы")
MARCH = date(2019, 3, 22)
FILE = Calendar({MARCH: CalendarDay(MARCH, DayKind.HOLIDAY, NAME, "Заң")}, frozenset({2019, 2020}), frozenset({2019}))
FRIDAY, SATURDAY = date(2019, 9, 20), date(2019, 9, 21)
MOVED = Bilingual("Ауыстырылған демалыс күні", "Перенесённый выходной")
AT = datetime(2019, 9, 16, 4, tzinfo=UTC)


def off(day: date = FRIDAY, kind: EditKind = EditKind.DAY_OFF, source: str = "№ 1 бұйрық") -> DayChange:
    return DayChange(day, kind, MOVED if kind is not EditKind.ORDINARY else Bilingual("", ""), source)


def edits(*changes: Change) -> list[Edit]:
    return [Edit(mark, change, "Ермекова Сәуле", AT) for mark, change in enumerate(changes, 1)]


def test_added_day_is_in_and_the_file_stays_as_it_is() -> None:
    laid = lay_over(FILE, [off()])
    assert laid.days[FRIDAY] == CalendarDay(FRIDAY, DayKind.DAY_OFF, MOVED, "№ 1 бұйрық")
    assert laid.days[MARCH] == FILE.days[MARCH] and FRIDAY not in FILE.days
    assert laid.years == FILE.years and laid.confirmed_years == FILE.confirmed_years


def test_newest_change_of_a_day_holds() -> None:
    assert lay_over(FILE, [off(), off(kind=EditKind.HOLIDAY)]).days[FRIDAY].kind is DayKind.HOLIDAY
    assert FRIDAY not in lay_over(FILE, [off(), off(kind=EditKind.ORDINARY)]).days


def test_entry_of_the_file_is_struck_out_and_comes_back() -> None:
    struck = off(MARCH, EditKind.ORDINARY)
    assert MARCH not in lay_over(FILE, [struck]).days
    assert lay_over(FILE, [struck, off(MARCH)]).days[MARCH].name == MOVED


def test_year_is_confirmed_and_withdrawn() -> None:
    confirmed = YearChange(2020, True, "№ 2 бұйрық")
    assert lay_over(FILE, [confirmed]).confirmed_years == {2019, 2020}
    assert lay_over(FILE, [confirmed, YearChange(2020, False, "қате")]).confirmed_years == {2019}


def test_confirming_a_year_changes_no_day() -> None:
    assert days_of([YearChange(2020, True, "№ 2 бұйрық"), off()]) == {FRIDAY}


def test_rows_say_where_each_day_comes_from() -> None:
    rows = special_days(FILE, edits(off(), off(MARCH, EditKind.ORDINARY)), 2019)
    assert [(row.day, row.kind, row.is_own) for row in rows] == [
        (MARCH, EditKind.ORDINARY, True),
        (FRIDAY, EditKind.DAY_OFF, True),
    ]
    assert rows[0].name == NAME and rows[1].by_name == "Ермекова Сәуле" and rows[1].at == AT
    assert not special_days(FILE, [], 2019)[0].is_own


def test_own_day_that_was_struck_out_again_is_no_row() -> None:
    rows = special_days(FILE, edits(off(), off(kind=EditKind.ORDINARY)), 2019)
    assert [row.day for row in rows] == [MARCH]


def test_states_of_years_name_who_confirmed() -> None:
    first, second = year_states(FILE, edits(YearChange(2020, True, "№ 2 бұйрық")))
    assert (first.year, first.confirmed, first.by_name) == (2019, True, "")
    assert (second.year, second.confirmed, second.by_name) == (2020, True, "Ермекова Сәуле")


def test_working_saturday_and_worked_holiday_are_allowed() -> None:
    check_changes([off(SATURDAY, EditKind.WORKING), off(MARCH, EditKind.WORKING)], FILE, FILE)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("E-393", [off(date(2035, 1, 4))]),
        ("E-393", [YearChange(2035, True, "№ 2 бұйрық")]),
        ("E-394", [off(kind=EditKind.WORKING)]),
        ("E-395", [DayChange(FRIDAY, EditKind.DAY_OFF, Bilingual("Күн", " "), "№ 1 бұйрық")]),
        ("E-396", [off(source=" ")]),
        ("E-396", [YearChange(2020, True, "")]),
        ("E-397", [off(), off(kind=EditKind.HOLIDAY)]),
        ("E-397", [YearChange(2020, True, "а"), YearChange(2020, False, "б")]),
        ("E-398", [off(kind=EditKind.ORDINARY)]),
        ("E-399", []),
    ],
)
def test_bad_change_is_refused_by_its_code(code: str, changes: list[Change]) -> None:
    with pytest.raises(UserError, match=code):
        check_changes(changes, FILE, FILE)
