"""The tables of a report. Outside the office small counts of people are hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.domain import day_texts as texts
from desk_app.domain import journal_texts
from desk_app.domain.day import Times
from desk_app.domain.journals import Balance
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Minutes
from desk_app.domain.papers import JournalColumn, Row, SheetTable
from desk_app.domain.regulation import Ground
from desk_app.domain.suppression import SMALL, Counts, suppressed, suppressed_row
from desk_app.usecases.day_sheet import EMPTY, norm_words, plain

_HIDDEN = texts.number(None)


def share_words(in_time: int | None, whole: int | None) -> Bilingual:
    """A share in whole per cent; hidden where either count is."""
    if in_time is None or whole is None:
        return _HIDDEN
    return plain(f"{100 * in_time // whole} %") if whole else plain("–")


Sums = Mapping[Bilingual, tuple[int, int]]
"""Under each heading: done, and done in time."""


@dataclass(frozen=True, slots=True)
class HiddenTotals:
    """Which totals of the completed cases some table hides: every other table hides them too."""

    columns: frozenset[int] = frozenset()
    """Of in time, late, done: 0, 1, 2."""


def hidden_totals(tables: Sequence[Sums], form: Mapping[date, tuple[int, int, int]]) -> HiddenTotals:
    """The totals that these tables and the form have to hide together."""
    hidden: frozenset[int] = frozenset()
    while True:
        found = set(hidden)
        for sums in tables:
            shown = _shown(_counts(sums), HiddenTotals(hidden))
            found |= {place for place, value in enumerate(shown[-1]) if value is None}
        rows = _form_counts(form, tuple(form))
        if suppressed(rows, _total_cells(rows, 2 in found))[-1][-1] is None:
            found.add(2)
        if found == hidden:
            return HiddenTotals(hidden)
        hidden = frozenset(found)


def _counts(sums: Sums) -> list[list[int]]:
    counts = [[in_time, done - in_time, done] for done, in_time in (sums[name] for name in _ordered(sums))]
    return [*counts, [sum(line[place] for line in counts) for place in range(3)]]


def _ordered(sums: Sums) -> list[Bilingual]:
    return sorted(sums, key=lambda name: (name.kk, name.ru))


def _shown(counts: list[list[int]], totals: HiddenTotals) -> Counts:
    also = [(len(counts) - 1, place) for place in totals.columns if counts[-1][place]]
    return suppressed(counts, also)


def _total_cells(counts: list[list[int]], is_hidden: bool) -> list[tuple[int, int]]:
    return [(len(counts) - 1, 3)] if is_hidden and counts[-1][3] else []


def on_time_table(title: Bilingual, heading: Bilingual, sums: Sums, totals: HiddenTotals | None) -> SheetTable:
    """Done, in time, late and the share, a row for each heading and one for all. `totals`: it leaves the office."""
    names, counts = _ordered(sums), _counts(sums)
    shown = _shown(counts, totals) if totals is not None else tuple(tuple(line) for line in counts)
    lines = []
    for name, (in_time, late, whole) in zip((*names, texts.TOTAL), shown, strict=True):
        lines.append(
            (name, texts.number(whole), texts.number(in_time), texts.number(late), share_words(in_time, whole))
        )
    columns = (
        JournalColumn(heading, 80),
        JournalColumn(texts.WHOLE, 22, True),
        JournalColumn(texts.IN_TIME, 24, True),
        JournalColumn(texts.OVERDUE, 26, True),
        JournalColumn(texts.SHARE, 26, True),
    )
    note = texts.ON_TIME_TITLE if heading is not texts.STEP else EMPTY
    return SheetTable(title, columns, tuple(lines), note)


def ground_table(grounds: Mapping[Ground, int], receipts: int, outside: bool) -> SheetTable:
    """Refusals by ground, and receipts in all.

    One receipt may bear both grounds, so the receipts are no sum; outside, the three are hidden together where the
    smallest of them, or what both grounds share, is small.
    """
    counts = [grounds.get(ground, 0) for ground in Ground]
    shared = sum(counts) - receipts
    single = [count - shared for count in counts]
    tells = outside and any(0 < count < SMALL for count in (*counts, *single, shared, receipts))
    names = (*(journal_texts.GROUNDS[ground] for ground in Ground), texts.REFUSED)
    lines = tuple(
        (name, _HIDDEN if tells else texts.number(count))
        for name, count in zip(names, (*counts, receipts), strict=True)
    )
    columns = (JournalColumn(texts.GROUND, 130), JournalColumn(texts.COUNT, 40, True))
    return SheetTable(texts.REFUSALS_TITLE, columns, lines, texts.REFUSALS_NOTE)


def times_table(
    times: Times, waiting_norm: Minutes | None, serving_norm: Minutes | None, *, outside: bool
) -> SheetTable:
    """Medians against norms; the time of a few people is theirs alone and is not told outside."""

    def line(name: Bilingual, median: timedelta | None, norm: Minutes | None, count: int) -> tuple[Bilingual, ...]:
        few = outside and 0 < count < SMALL
        shown = _HIDDEN if few else texts.minutes(median)
        return name, shown, norm_words(norm), texts.number(None if few else count)

    columns = (
        JournalColumn(texts.MEASURE, 60),
        JournalColumn(texts.MEDIAN, 40),
        JournalColumn(texts.NORM, 40),
        JournalColumn(texts.OF_HOW_MANY, 30, True),
    )
    lines = (
        line(texts.WAITING, times.waiting, waiting_norm, times.waited),
        line(texts.SERVING, times.serving, serving_norm, times.served),
    )
    return SheetTable(texts.VISIT_TITLE, columns, lines, EMPTY)


def _form_counts(by_month: Mapping[date, tuple[int, int, int]], months: tuple[date, ...]) -> list[list[int]]:
    """By month: rendered elsewhere, here alone, here and on the portal, in all; and the same in all."""
    apart = []
    for month in months:
        whole, own, portal = by_month.get(month, (0, 0, 0))
        apart.append([whole - own, own - portal, portal, whole])
    return [*apart, [sum(line[place] for line in apart) for place in range(4)]]


def form_table(
    by_month: Mapping[date, tuple[int, int, int]], months: tuple[date, ...], totals: HiddenTotals | None
) -> SheetTable:
    """The known rows of form 1-МҚ by month. Row 1.1.1 is part of 1.1, which is part of 1: their differences count too.

    Source: form 1-МҚ (1-ГУ), rows 1, 1.1, 1.1.1.
    """
    apart = _form_counts(by_month, months)
    if totals is not None:
        shown = suppressed(apart, _total_cells(apart, 2 in totals.columns))
    else:
        shown = tuple(tuple(line) for line in apart)
    nested: list[tuple[int | None, int | None, int | None]] = []
    for line, counted in zip(shown, apart, strict=True):
        elsewhere, only_here, portal, whole = line
        # 1.1 is told where both its parts are, or where it is the whole less a told rest
        own = None if None in (elsewhere, only_here, portal) else counted[1] + counted[2]
        nested.append((whole, own, portal))
    headings = (*(plain(month.strftime("%m.%Y")) for month in months), texts.TOTAL)
    columns = (
        JournalColumn(texts.FORM_ROW, 14),
        JournalColumn(texts.FORM_WORDS, 60),
        *(JournalColumn(heading, 18, True) for heading in headings),
    )
    lines = tuple(
        (plain(code), words, *(texts.number(line[place]) for line in nested))
        for place, (code, words) in enumerate(texts.FORM_ROWS)
    )
    return SheetTable(texts.FORM_TITLE, columns, lines, texts.FORM_NOTE)


def balance_rows(balance: Balance, outside: bool, *, hide_closed: bool = False) -> tuple[Row, ...]:
    """Carried over + arrived = closed + left: hidden like a table of one equation."""
    whole = balance.carried + balance.arrived
    values: list[int | None] = [balance.carried, balance.arrived, balance.closed, balance.left]
    if outside:
        first = suppressed_row((balance.carried, balance.arrived, whole))
        second = suppressed_row((balance.closed, balance.left, whole))
        values = [*first[:2], *second[:2]]
        if None in values or hide_closed:
            # one number of three would follow from the others: the equation is told whole or not at all
            values = [None] * 4
    names = (journal_texts.CARRIED, journal_texts.ARRIVED, journal_texts.CLOSED, journal_texts.LEFT)
    rows = tuple(Row(name, texts.number(value)) for name, value in zip(names, values, strict=True))
    if balance.void:
        void = None if outside and balance.void < SMALL else balance.void
        rows = (*rows, Row(journal_texts.VOID_COUNT, texts.number(void)))
    return rows
