"""The way to a date for the applicant: every day with what it counts for, the paragraph, what is not confirmed."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Table, Words, draw_heading, draw_paragraph, draw_rows
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import MM, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.documents.text import Align, Line, wrap
from desk_app.domain.papers import Paper, WhyContent

SIZE = 9.5


def lay_out(sheet: Sheet, paper: Paper, content: WhyContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    draw_rows(sheet, content.rows, words)
    for warning in content.warnings:
        sheet.skip(2)
        draw_paragraph(sheet, warning, words, size=10.5, prefix=labels.ATTENTION)
    sheet.skip(3)
    draw_heading(sheet, labels.DAY_BY_DAY, words)
    _draw_days(sheet, content, words)
    sheet.skip(3)
    draw_paragraph(sheet, content.clause, words, size=10, prefix=labels.CLAUSE)
    for reading in content.readings:
        draw_paragraph(sheet, reading, words, size=9.5, prefix=labels.READING)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    sheet.skip(1)
    draw_signatures(sheet, content.signatures, words)


def _draw_days(sheet: Sheet, content: WhyContent, words: Words) -> None:
    columns = (
        (labels.DAY, 24, Align.LEFT),
        (labels.WEEKDAY, 46, Align.LEFT),
        (labels.COUNT, 16, Align.RIGHT),
        (labels.WHY, 92, Align.LEFT),
    )
    table = Table(sheet, words, columns, 0.5 * MM)

    def cell(column: int, text: str, face: Face) -> list[Line]:
        return wrap([words.span(text, SIZE, face)], table.width(column)) if text else []

    for line in content.lines:
        face = Face.BOLD if line.counted else Face.REGULAR
        day = cell(0, line.day, face) + cell(0, line.span, Face.REGULAR)
        weekday = words.label(line.weekday, table.width(1), SIZE)
        reason = words.label(line.reason, table.width(3), SIZE)
        table.row(day, weekday, cell(2, line.ordinal, Face.BOLD), reason)
    table.close()
