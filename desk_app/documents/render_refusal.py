"""Refusal to render the service: what was asked, the ground with its paragraph, signatures, hand-over."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Words, draw_paragraph, draw_rows
from desk_app.documents.head import draft_marks, draw_head, draw_title
from desk_app.documents.page import HAIR, LEFT, MM, RIGHT, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.domain.papers import Paper, RenderRefusalContent, Row


def lay_out(sheet: Sheet, paper: Paper, content: RenderRefusalContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, draft_marks(words, marks) if content.draft else marks)
    ground = (Row(labels.GROUND, content.ground, strong=True), Row(labels.CLAUSE, content.clause))
    draw_rows(sheet, (*content.rows, *ground), words)
    sheet.skip(5)
    draw_paragraph(sheet, content.body, words, size=12, indent=10 * MM)
    sheet.skip(2)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    sheet.skip(3)
    draw_signatures(sheet, content.signatures, words)
    sheet.keep(30 * MM)
    sheet.skip(6)
    sheet.page.rule(LEFT, RIGHT, sheet.y, HAIR)
    draw_signatures(sheet, content.receipt, words)
