"""Small counts are hidden, and none of the hidden ones follows from what is shown: tried against every filling."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.suppression import SMALL, Counts, suppressed, suppressed_row


def with_totals(inner: list[list[int]]) -> list[list[int]]:
    rows = [[*line, sum(line)] for line in inner]
    return [*rows, [sum(line[place] for line in rows) for place in range(len(rows[0]))]]


def fillings(shown: Counts, most: int) -> list[list[list[int]]]:
    """Every table of whole numbers that what is shown allows; whoever reads knows that nothing hidden is nought."""
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    hidden = [(row, column) for row in range(rows) for column in range(columns) if shown[row][column] is None]
    found = []
    for values in product(range(1, most + 1), repeat=len(hidden)):
        inner = [[shown[row][column] or 0 for column in range(columns)] for row in range(rows)]
        for (row, column), value in zip(hidden, values, strict=True):
            inner[row][column] = value
        whole = with_totals(inner)
        agrees = all(
            shown[row][column] is None or shown[row][column] == whole[row][column]
            for row in range(rows + 1)
            for column in range(columns + 1)
        )
        positive = all(
            whole[row][column] > 0
            for row in range(rows + 1)
            for column in range(columns + 1)
            if shown[row][column] is None
        )
        if agrees and positive:
            found.append(whole)
    return found


@given(st.lists(st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 6, 8]), min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=40, deadline=None)
def test_no_small_count_can_be_worked_out(inner: list[list[int]]) -> None:
    whole = with_totals(inner)
    shown = suppressed(whole)
    for row, line in enumerate(whole):
        for column, value in enumerate(line):
            assert shown[row][column] in (None, value)
            if 0 < value < SMALL:
                assert shown[row][column] is None
    possible = fillings(shown, 10)
    for row, line in enumerate(shown):
        for column, value in enumerate(line):
            if value is None and whole[row][column]:
                assert len({one[row][column] for one in possible}) > 1, (whole, shown)


def test_nothing_small_hides_nothing() -> None:
    whole = with_totals([[10, 20], [0, 40]])
    assert [list(line) for line in suppressed(whole)] == whole


def test_a_lone_small_count_takes_others_with_it() -> None:
    """Three late of one hundred: the ninety-seven would give them away."""
    shown = suppressed(with_totals([[97, 3], [50, 20], [30, 11]]))
    assert shown[0][:2] == (None, None)
    assert sum(value is None for line in shown for value in line) >= 4
    assert shown[-1][-1] == 211


def test_what_another_table_hides_is_hidden_here_too() -> None:
    whole = with_totals([[10, 20], [30, 40]])
    shown = suppressed(whole, [(2, 1)])
    assert shown[2][1] is None
    assert any(line[1] is None for line in shown[:2]), "else the total is a sum of what is shown"


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((7, 9, 16), (7, 9, 16)), ((2, 9, 11), (None, None, 11)), ((0, 9, 9), (0, 9, 9))],
    ids=["enough people", "two of eleven", "nobody is told"],
)
def test_one_row(counts: tuple[int, ...], shown: tuple[int | None, ...]) -> None:
    assert suppressed_row(counts) == shown
