"""Reports that leave the office: whole quarters, and longer periods that tell no more than their quarters do."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from desk_app.domain.language import Bilingual
from desk_app.errors import UserError
from desk_app.usecases.report_outside import joined, last_quarter, quarter_of, quarters
from desk_app.usecases.report_tables import hidden_totals, told_sums

TODAY = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2019, 1, 1), date(2019, 1, 1), date(2019, 3, 31)),
        (date(2020, 5, 31), date(2020, 4, 1), date(2020, 6, 30)),
        (date(2019, 9, 30), date(2019, 7, 1), date(2019, 9, 30)),
        (date(2019, 12, 31), date(2019, 10, 1), date(2019, 12, 31)),
    ],
)
def test_quarters_of_the_calendar(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)


def test_only_whole_quarters_that_are_over() -> None:
    assert last_quarter(TODAY) == (date(2019, 10, 1), date(2019, 12, 31))
    assert len(quarters(date(2019, 1, 1), date(2019, 12, 31), TODAY)) == 4
    allowed = []
    for first in (date(2019, 9, 1) + timedelta(days=days) for days in range(200)):
        for last in (first + timedelta(days=days) for days in (0, 30, 89, 90, 91, 181, 182, 183)):
            try:
                quarters(first, last, TODAY)
            except UserError as error:
                assert error.code == "E-660"
            else:
                allowed.append((first, last))
    assert allowed == [last_quarter(TODAY)]


def test_a_quarter_is_not_over_on_its_last_day() -> None:
    span = date(2019, 10, 1), date(2019, 12, 31)
    with pytest.raises(UserError, match="E-660"):
        quarters(*span, span[1])
    assert quarters(*span, span[1] + timedelta(days=1)) == (span,)


@pytest.mark.parametrize("seed", range(20))
def test_a_year_tells_nothing_that_its_quarters_do_not(seed: int) -> None:
    """Suppressed by itself the year would give cells of its quarters away; as their sum it never does."""
    chance = random.Random(seed)
    names = [Bilingual(name, name) for name in ("А", "Ә", "Б")]
    given = []
    for _quarter in range(4):
        done = {name: chance.choice((0, 3, 9, 14, 40)) for name in names if chance.random() < 0.9}
        given.append({name: (count, chance.randint(0, count)) for name, count in done.items()})
    told = [told_sums(sums, hidden_totals((sums,), {})) for sums in given]
    year = joined(told)
    cells = [(name, place) for name in year for place in range(3)]
    for name, place in cells:
        parts = [part[name][place] if name in part else 0 for part in told]
        assert year[name][place] == (None if None in parts else sum(part for part in parts if part is not None))


def test_the_attack_on_a_year_that_is_suppressed_by_itself() -> None:
    """Three late in one quarter: the year of its own would say twenty-three, and the three follow."""
    name = Bilingual("А", "А")
    given = [{name: (20, 10)}, {name: (20, 17)}, {name: (20, 15)}, {name: (20, 15)}]
    told = [told_sums(sums, hidden_totals((sums,), {})) for sums in given]
    assert [part[name][1] for part in told] == [10, None, 5, 5]
    alone = {name: (80, 57)}
    careless = told_sums(alone, hidden_totals((alone,), {}))[name][1]
    assert careless is not None and careless - 10 - 5 - 5 == 3
    assert joined(told)[name] == (None, None, 80)
