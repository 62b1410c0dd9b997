"""Leaflet for a visitor: the service in a few facts, every document with where to get it, what nobody may ask for."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Table, Words, draw_heading, draw_paragraph, draw_rows
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import MM, Sheet
from desk_app.documents.text import Align, Line, wrap
from desk_app.domain import leaflet_texts
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import LeafletContent, LeafletLine, Paper


def _size(words: Words) -> float:
    """Two languages take twice the room: a little smaller, so that a visitor carries few sheets."""
    return 9.5 if words.both else 10.5


def lay_out(sheet: Sheet, paper: Paper, content: LeafletContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    draw_rows(sheet, content.rows, words)
    if content.documents:
        sheet.skip(3)
        draw_heading(sheet, leaflet_texts.NEEDED, words)
        _draw_documents(sheet, content.documents, words)
    if content.others:
        sheet.skip(3)
        draw_heading(sheet, leaflet_texts.ALSO, words)
        _draw_documents(sheet, content.others, words)
    if content.not_demanded:
        sheet.skip(3)
        draw_heading(sheet, leaflet_texts.NOT_DEMANDED, words)
        _draw_clauses(sheet, content.not_demanded, words)
    sheet.skip(3)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    draw_paragraph(sheet, content.note, words, size=9.5)


def _draw_documents(sheet: Sheet, lines: tuple[LeafletLine, ...], words: Words) -> None:
    columns = (
        (Bilingual(labels.NUMBER, labels.NUMBER), 6, Align.LEFT),
        (leaflet_texts.DOCUMENT, 66, Align.LEFT),
        (leaflet_texts.BRING, 89, Align.LEFT),
    )
    table = Table(sheet, words, columns, (0.8 if words.both else 1.2) * MM)
    for number, line in enumerate(lines, 1):
        table.row(
            wrap([words.span(str(number), _size(words))], table.width(0)),
            _title_cell(line, words, table.width(1)),
            words.stacked(line.bring, table.width(2), size=_size(words)) + _smaller(line.where, words, table.width(2)),
        )
    table.close()


def _draw_clauses(sheet: Sheet, lines: tuple[LeafletLine, ...], words: Words) -> None:
    table = Table(sheet, words, ((leaflet_texts.DOCUMENT, 72, Align.LEFT), (labels.CLAUSE, 89, Align.LEFT)), 1 * MM)
    for line in lines:
        table.row(
            words.stacked(line.title, table.width(0), size=_size(words)),
            words.stacked(line.bring, table.width(1), size=9.5),
        )
    table.close()


def _title_cell(line: LeafletLine, words: Words, wide: float) -> list[Line]:
    return words.stacked(line.title, wide, size=_size(words), face=Face.BOLD) + _smaller(line.condition, words, wide)


def _smaller(text: Bilingual, words: Words, wide: float) -> list[Line]:
    if not text.kk:
        return []
    lines = words.label(text, wide, _size(words) - 1.5)
    lines[0].gap = 1.5
    return lines
