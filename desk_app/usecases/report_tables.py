"""The tables of a report. Outside the office small counts of people are hidden, and what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from desk_app.usecases.report_outside import Told

_HIDDEN = texts.number(None)
_MONTHS_ABREAST = 4
"""Columns of months that fit beside the words of the form's rows."""


def share_words(in_time: int | None, whole: int | None) -> Bilingual:
    """A share in whole per cent; hidden where either count is."""
    if in_time is None or whole is None:
        return _HIDDEN
    return plain(f"{100 * in_time // whole} %") if whole else plain("–")


@dataclass(frozen=True, slots=True)
class TimesLine:
    """The medians of one group of the line and its norms; no group: of all visits, which have no one norm."""

    group: str
    title: Bilingual
    times: Times
    waiting_norm: Minutes | None = None
    serving_norm: Minutes | None = None


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


def told_sums(sums: Sums, totals: HiddenTotals | None) -> dict[Bilingual, tuple[int | None, ...]]:
    """In time, late, done under each heading and in all. `totals`: it leaves the office."""
    counts = _counts(sums)
    shown = _shown(counts, totals) if totals is not None else tuple(tuple(line) for line in counts)
    return dict(zip((*_ordered(sums), texts.TOTAL), shown, strict=True))


def on_time_table(title: Bilingual, heading: Bilingual, told: Told[Bilingual]) -> SheetTable:
    """Done, in time, late and the share, a row for each heading and one for all."""
    names = sorted((name for name in told if name != texts.TOTAL), key=lambda name: (name.kk, name.ru))
    lines = []
    for name in (*names, texts.TOTAL):
        in_time, late, whole = told[name]
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


def told_grounds(grounds: Mapping[Ground, int], receipts: int, *, outside: bool) -> dict[str, tuple[int | None, ...]]:
    """Refusals by ground, and receipts in all.

    One receipt may bear both grounds, so the receipts are no sum; outside, the three are hidden together where the
    smallest of them, or what both grounds share, is small.
    """
    counts = [grounds.get(ground, 0) for ground in Ground]
    shared = sum(counts) - receipts
    single = [count - shared for count in counts]
    tells = outside and any(0 < count < SMALL for count in (*counts, *single, shared, receipts))
    return {"": tuple(None if tells else count for count in (*counts, receipts))}


def ground_table(told: Told[str]) -> SheetTable:
    """A row for each ground and one for the receipts."""
    names = (*(journal_texts.GROUNDS[ground] for ground in Ground), texts.REFUSED)
    lines = tuple((name, texts.number(count)) for name, count in zip(names, told[""], strict=True))
    columns = (JournalColumn(texts.GROUND, 130), JournalColumn(texts.COUNT, 40, True))
    return SheetTable(texts.REFUSALS_TITLE, columns, lines, texts.REFUSALS_NOTE)


def told_visits(groups: Mapping[str, Times], *, outside: bool) -> dict[str, tuple[int | None, ...]]:
    """How many visits were timed in waiting and in serving, by group and in all (the empty name)."""
    counts = [[times.waited, times.served] for times in groups.values()]
    columns = [[*column, sum(column)] for column in zip(*counts, strict=True)] if counts else [[0], [0]]
    shown = [suppressed_row(column) if outside else tuple(column) for column in columns]
    return dict(zip((*groups, ""), zip(*shown, strict=True), strict=True))


def times_table(lines: Sequence[TimesLine], told: Told[str], note: Bilingual) -> SheetTable:
    """Medians of each service against its own norms; what few people took is theirs alone and is not told outside."""
    rows: list[tuple[Bilingual, ...]] = []
    for line in lines:
        waited, served = told[line.group]
        for measure, median, norm, count in (
            (texts.WAITING, line.times.waiting, line.waiting_norm, waited),
            (texts.SERVING, line.times.serving, line.serving_norm, served),
        ):
            shown = _HIDDEN if count is None else texts.minutes(median)
            against = norm_words(norm) if line.group else plain("–")
            rows.append((line.title, measure, shown, against, texts.number(count)))
    columns = (
        JournalColumn(texts.SERVICE, 70),
        JournalColumn(texts.MEASURE, 36),
        JournalColumn(texts.MEDIAN, 28),
        JournalColumn(texts.NORM, 24),
        JournalColumn(texts.OF_HOW_MANY, 26, True),
    )
    return SheetTable(texts.VISIT_TITLE, columns, tuple(rows), note)


def _form_counts(by_month: Mapping[date, tuple[int, int, int]], months: tuple[date, ...]) -> list[list[int]]:
    """By month: rendered elsewhere, here alone, here and on the portal, in all; and the same in all."""
    apart = []
    for month in months:
        whole, own, portal = by_month.get(month, (0, 0, 0))
        apart.append([whole - own, own - portal, portal, whole])
    return [*apart, [sum(line[place] for line in apart) for place in range(4)]]


def told_form(
    by_month: Mapping[date, tuple[int, int, int]], months: tuple[date, ...], totals: HiddenTotals | None
) -> dict[date | None, tuple[int | None, ...]]:
    """Rows 1, 1.1 and 1.1.1 by month, and in all (None). Each is part of the one before: their differences count too.

    Source: form 1-МҚ (1-ГУ), rows 1, 1.1, 1.1.1.
    """
    apart = _form_counts(by_month, months)
    if totals is not None:
        shown = suppressed(apart, _total_cells(apart, 2 in totals.columns))
    else:
        shown = tuple(tuple(line) for line in apart)
    nested: list[tuple[int | None, ...]] = []
    for line, counted in zip(shown, apart, strict=True):
        elsewhere, only_here, portal, whole = line
        # 1.1 is told where both its parts are, or where it is the whole less a told rest
        own = None if None in (elsewhere, only_here, portal) else counted[1] + counted[2]
        nested.append((whole, own, portal))
    return dict(zip((*months, None), nested, strict=True))


def form_table(told: Told[date | None]) -> SheetTable:
    """The known rows of form 1-МҚ by month; more months than a page is wide for stand under one another."""
    months = sorted(month for month in told if month is not None)
    headings = (*(plain(month.strftime("%m.%Y")) for month in months), texts.TOTAL)
    if len(months) > _MONTHS_ABREAST:
        said = tuple(Bilingual(f"{code} – {words.kk}", f"{code} – {words.ru}") for code, words in texts.FORM_ROWS)
        note = Bilingual(
            "; ".join((*(one.kk for one in said), texts.FORM_NOTE.kk)),
            "; ".join((*(one.ru for one in said), texts.FORM_NOTE.ru)),
        )
        turned = (
            JournalColumn(texts.MONTH, 50),
            *(JournalColumn(plain(code), 30, True) for code, _words in texts.FORM_ROWS),
        )
        by_month = tuple(
            (heading, *(texts.number(count) for count in told[month]))
            for heading, month in zip(headings, (*months, None), strict=True)
        )
        return SheetTable(texts.FORM_TITLE, turned, by_month, note)
    columns = (
        JournalColumn(texts.FORM_ROW, 14),
        JournalColumn(texts.FORM_WORDS, 110),
        *(JournalColumn(heading, 18, True) for heading in headings),
    )
    lines = tuple(
        (plain(code), words, *(texts.number(told[month][place]) for month in (*months, None)))
        for place, (code, words) in enumerate(texts.FORM_ROWS)
    )
    return SheetTable(texts.FORM_TITLE, columns, lines, texts.FORM_NOTE)


def balance_rows(balance: Balance) -> tuple[Row, ...]:
    """Carried over + arrived - closed = left, for the office itself."""
    values = (balance.carried, balance.arrived, balance.closed, balance.left)
    names = (journal_texts.CARRIED, journal_texts.ARRIVED, journal_texts.CLOSED, journal_texts.LEFT)
    rows = tuple(Row(name, texts.number(value)) for name, value in zip(names, values, strict=True))
    return (*rows, Row(journal_texts.VOID_COUNT, texts.number(balance.void))) if balance.void else rows


def told_flow(balance: Balance, *, hide_closed: bool) -> dict[str, tuple[int | None, ...]]:
    """What arrived and was closed, and what is void, as it is told outside: without what was there before and after."""
    arrived, closed, void = (
        None if 0 < count < SMALL else count for count in (balance.arrived, balance.closed, balance.void)
    )
    return {"": (arrived, None if hide_closed else closed, void)}


def flow_rows(told: Told[str]) -> tuple[Row, ...]:
    names = (journal_texts.ARRIVED, journal_texts.CLOSED, journal_texts.VOID_COUNT)
    return tuple(
        Row(name, texts.number(value))
        for name, value in zip(names, told[""], strict=True)
        if value != 0 or name is not journal_texts.VOID_COUNT
    )
