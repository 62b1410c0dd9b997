"""A report as a sheet of a workbook: all tables under one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.domain import day_texts as texts
from desk_app.domain.journal import JournalEntry
from desk_app.domain.language import Language
from desk_app.domain.staff import Session
from desk_app.usecases import ports

if TYPE_CHECKING:
    from desk_app.usecases.reports import Report


def report_sheet(session: Session, report: Report, language: Language, entry: JournalEntry) -> ports.Sheet:
    wide = max((len(table.columns) for table in report.tables), default=1)
    lines: list[tuple[str | int, ...]] = []

    def add(*cells: str | int) -> None:
        lines.append((*cells, *("" for _ in range(wide - len(cells)))))

    for table in report.tables:
        add(table.title.text(language))
        add(*(column.heading.text(language) for column in table.columns))
        for line in table.lines:
            add(*(_cell(cell.text(language)) for cell in line))
        if table.note.kk:
            add(table.note.text(language))
        add("")
    title = texts.REPORT_TITLE.text(language)
    said = tuple(f"{row.label.text(language)}: {row.value.text(language)}" for row in report.rows)
    code = f"{texts.ENTRY.text(language)}: № {entry.seq} · {entry.code}"
    return ports.Sheet(
        title=texts.PERIOD.text(language),
        above=(session.office.name.text(language), title, *said),
        columns=tuple(
            ports.SheetColumn(texts.MEASURE.text(language) if place == 0 else str(place), 44 if place == 0 else 16)
            for place in range(wide)
        ),
        lines=lines,
        below=(*(note.text(language) for note in report.notes), code),
    )


def _cell(text: str) -> str | int:
    return int(text) if text.isdecimal() else text
