"""Certificate, notification and resolution: rows, text, basis, signatures, hand-over."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Words, draw_paragraph, draw_rows
from desk_app.documents.head import draft_marks, draw_head, draw_title
from desk_app.documents.page import HAIR, LEFT, MM, RIGHT, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.domain.papers import Paper, ResultContent


def lay_out(sheet: Sheet, paper: Paper, content: ResultContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, draft_marks(words, marks) if content.draft else marks)
    draw_rows(sheet, content.rows, words)
    sheet.skip(5)
    for text in content.body:
        draw_paragraph(sheet, text, words, size=12, indent=10 * MM)
        sheet.skip(1.5)
    sheet.skip(2)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    sheet.skip(3)
    draw_signatures(sheet, content.signatures, words)
    if content.receipt:
        sheet.keep(30 * MM)
        sheet.skip(6)
        sheet.page.rule(LEFT, RIGHT, sheet.y, HAIR)
        draw_signatures(sheet, content.receipt, words)
