"""Periods as lists give them."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.domain.periods import Spell, quarter_of, read_spell

THIRD = Spell(date(2019, 7, 1), date(2019, 9, 30))
DAY = date(2019, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2019 ж. 3-тоқсан",
        "2019 жылғы ІІІ тоқсан",
        "2019 жылдың 3-тоқсаны",
        "3-то?сан 2019",
        "3 квартал 2019",
        "III квартал 2019 г.",
        "3 кв. 2019",
        "3-й квартал 2019 года",
        "Q3 2019",
        "2019 Q3",
        "01.07.2019 – 30.09.2019",
        "с 01.07.2019 по 30.09.2019",
        "2019-07-01 - 2019-09-30",
    ],
)
def test_period_is_read(text: str) -> None:
    assert read_spell(text) == THIRD


@pytest.mark.parametrize("value", [DAY, "01.07.2019", "1.7.2019", "2019-07-01", "2019-07-01 00:00:00", "01.07.2019 г."])
def test_day_is_read(value: object) -> None:
    assert read_spell(value) == Spell(DAY, DAY)


@pytest.mark.parametrize("text", ["", " ", "-", "…", "по настоящее время", "Қазіргі уақытқа дейін"])
def test_open_end_is_no_day(text: str) -> None:
    assert read_spell(text) == Spell()


def test_dash_without_a_second_day_is_open() -> None:
    assert read_spell("01.07.2019 –") == Spell(DAY, None)


@pytest.mark.parametrize(
    "value",
    ["31.02.2019", "2019-13-01", "5 квартал 2019", "12 квартал 2019", "3 квартал", "2019", "кеше", 43647, "01.07.19"],
)
def test_what_is_no_period_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        read_spell(value)


@pytest.mark.parametrize("text", ["01.01.1919", "01.01.2219", "3 квартал 1950"])
def test_year_outside_of_reason_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_spell(text)


def test_quarters_end_with_their_month() -> None:
    ends = [quarter_of(2020, number).ends for number in (1, 2, 3, 4)]
    assert ends == [date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30), date(2020, 12, 31)]
