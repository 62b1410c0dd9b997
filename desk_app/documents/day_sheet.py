"""The sheet of a closed day, and reports for a period: labelled counts, tables, what is left over, signatures."""

from __future__ import annotations

from desk_app.documents.blocks import Table, Words, draw_heading, draw_paragraph, draw_rows
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.hour_chart import draw_hours
from desk_app.documents.page import MM, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.documents.text import Align, Line, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import DaySheetContent, Paper, ReportContent, SheetTable

SIZE = 9.5


def lay_out(
    sheet: Sheet, paper: Paper, content: DaySheetContent | ReportContent, words: Words, marks: list[str]
) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    draw_rows(sheet, content.rows, words)
    if isinstance(content, ReportContent) and content.hours:
        draw_hours(sheet, content.hours, words)
    for table in content.tables:
        sheet.skip(4)
        draw_heading(sheet, table.title, words)
        _draw_table(sheet, table, words)
        if table.note.kk:
            sheet.skip(1)
            draw_paragraph(sheet, table.note, words, size=9)
    if content.notes:
        sheet.skip(3)
    for note in content.notes:
        draw_paragraph(sheet, note, words, size=10)
    sheet.skip(3)
    draw_signatures(sheet, content.signatures, words)


def _draw_table(sheet: Sheet, table: SheetTable, words: Words) -> None:
    columns = tuple(
        (column.heading, column.share, Align.RIGHT if column.is_number else Align.LEFT) for column in table.columns
    )
    drawn = Table(sheet, words, columns, 0.8 * MM)

    def cell(place: int, text: Bilingual) -> list[Line]:
        if text.kk == text.ru:
            return wrap([words.span(text.kk, SIZE, Face.REGULAR)], drawn.width(place)) if text.kk else []
        return words.stacked(text, drawn.width(place), size=SIZE)

    for line in table.lines:
        drawn.row(*(cell(place, text) for place, text in enumerate(line)))
    drawn.close()
