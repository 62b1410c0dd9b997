"""What stands on the sheet of a closed day. Names of applicants are not on it: numbers are enough to find the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.domain import day_texts as texts
from desk_app.domain.closing import Check, CheckKind, Fate
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Minutes
from desk_app.domain.papers import DaySheetContent, JournalColumn, Row, SheetTable, Signature
from desk_app.domain.staff import Session

if TYPE_CHECKING:
    from desk_app.usecases.closing import Reconciliation

EMPTY = Bilingual("", "")
_FIGURES: Mapping[str, Bilingual] = {
    "visits": texts.VISITS,
    "served": texts.SERVED,
    "registered": texts.REGISTERED,
    "refused": texts.REFUSED,
    "issued": texts.ISSUED,
    "late": texts.LATE,
}
MOST_DIFFERENCES = 60
"""More are counted, not listed: the sheet is signed, not archived as a register."""


def day_sheet_title() -> Bilingual:
    return texts.DAY_SHEET_TITLE


def plain(text: str) -> Bilingual:
    return Bilingual(text, text)


def day_sheet_content(
    session: Session, found: Reconciliation, closed_at: datetime, note: str, code: str
) -> DaySheetContent:
    counts = dict(found.figures)
    day = found.day.strftime("%d.%m.%Y")
    rows = (
        Row(texts.DAY, plain(day), strong=True),
        Row(texts.CLOSED_AT, plain(closed_at.strftime("%d.%m.%Y, %H:%M"))),
        *(Row(label, plain(str(counts[name]))) for name, label in _FIGURES.items() if name in counts),
        Row(texts.ENTRY, plain(code)),
    )
    tables = [_checks(found), _series(found), times_table(found)]
    if found.times.doubtful:
        tables.append(_doubts(found))
    if not found.agrees:
        tables.append(_differences(found))
    return DaySheetContent(
        rows=rows,
        tables=tuple(tables),
        notes=(Bilingual(f"{texts.NOTE.kk}: {note}", f"{texts.NOTE.ru}: {note}"),) if note else (),
        signatures=(Signature(texts.SUPERVISOR, session.member.full_name, True), Signature(texts.HEAD, "", True)),
    )


def _column(heading: Bilingual, share: int, *, is_number: bool = False) -> JournalColumn:
    return JournalColumn(heading, share, is_number)


def parts_words(check: Check) -> Bilingual:
    """«басылған 12, файл болып сақталған 1»."""
    of_list = {Fate.PRINTED: texts.ON_LIST, Fate.NONE: texts.OFF_LIST}
    names = of_list if check.kind is CheckKind.PASSED else texts.FATES
    parts = [(names[fate], count) for fate, count in check.parts if count]
    return Bilingual(
        ", ".join(f"{name.kk} {count}" for name, count in parts),
        ", ".join(f"{name.ru} {count}" for name, count in parts),
    )


def _checks(found: Reconciliation) -> SheetTable:
    lines = tuple(
        (
            texts.CHECKS[check.kind],
            plain(str(check.whole)),
            parts_words(check),
            texts.AGREES if check.agrees else plain(str(len(check.differences))),
        )
        for check in found.checks
    )
    columns = (
        _column(texts.CHECK, 60),
        _column(texts.WHOLE, 18, is_number=True),
        _column(texts.PARTS, 50),
        _column(texts.DIFFERENCES_TITLE, 42),
    )
    return SheetTable(texts.CHECKS_TITLE, columns, lines, EMPTY)


def _series(found: Reconciliation) -> SheetTable:
    lines = tuple(
        (
            Bilingual(one.title_kk, one.title_ru),
            plain(one.first),
            plain(one.last),
            plain(str(one.count)),
            plain(", ".join(one.voided)),
            plain(str(one.missing) if one.missing else ""),
        )
        for one in found.series
    )
    columns = (
        _column(texts.PAPER, 54),
        _column(texts.FIRST, 30),
        _column(texts.LAST, 30),
        _column(texts.COUNT, 20, is_number=True),
        _column(texts.VOIDED, 28),
        _column(texts.MISSING, 22, is_number=True),
    )
    note = texts.SERIES_NOTE if any(one.missing for one in found.series) else EMPTY
    return SheetTable(texts.SERIES_TITLE, columns, lines, note)


def norm_words(norm: Minutes | None) -> Bilingual:
    return plain(f"{norm.value} мин") if norm is not None else texts.NO_TIME


def times_table(found: Reconciliation) -> SheetTable:
    times = found.times
    lines = (
        (
            texts.WAITING,
            texts.minutes(times.waiting),
            norm_words(found.waiting_norm),
            plain(str(times.waited)),
        ),
        (
            texts.SERVING,
            texts.minutes(times.serving),
            norm_words(found.serving_norm),
            plain(str(times.served)),
        ),
    )
    columns = (
        _column(texts.MEASURE, 60),
        _column(texts.MEDIAN, 40),
        _column(texts.NORM, 40),
        _column(texts.OF_HOW_MANY, 30, is_number=True),
    )
    return SheetTable(texts.TIMES_TITLE, columns, lines, EMPTY)


def _doubts(found: Reconciliation) -> SheetTable:
    lines = tuple((plain(one.visit.ticket), texts.DOUBTS[one.doubt]) for one in found.times.doubtful)
    return SheetTable(texts.DOUBT_TITLE, (_column(texts.TICKET, 40), _column(texts.WHY, 130)), lines, EMPTY)


def _differences(found: Reconciliation) -> SheetTable:
    lines = [
        (
            texts.CHECKS[check.kind],
            plain(one.number or "–"),
            texts.FATES[one.fate] if one.fate is not None else EMPTY,
        )
        for check in found.checks
        for one in check.differences
    ]
    hidden = len(lines) - MOST_DIFFERENCES
    note = Bilingual(f"Тағы {hidden}", f"Ещё {hidden}") if hidden > 0 else EMPTY
    columns = (_column(texts.CHECK, 80), _column(texts.NUMBER, 45), _column(texts.WHAT, 45))
    return SheetTable(texts.DIFFERENCES_TITLE, columns, tuple(lines[:MOST_DIFFERENCES]), note)
