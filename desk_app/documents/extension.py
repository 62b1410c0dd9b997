"""Notice to the applicant that a term was extended: the new date, why, and the paragraph."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Words, draw_paragraph, draw_rows
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import HAIR, LEFT, MM, RIGHT, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.domain.papers import ExtensionContent, Paper


def lay_out(sheet: Sheet, paper: Paper, content: ExtensionContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    draw_rows(sheet, content.rows, words)
    sheet.skip(5)
    draw_paragraph(sheet, content.body, words, size=12, indent=10 * MM)
    sheet.skip(1)
    draw_paragraph(sheet, content.reason, words, size=12, indent=10 * MM, prefix=labels.REASON)
    sheet.skip(2)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    sheet.skip(3)
    draw_signatures(sheet, content.signatures, words)
    sheet.keep(30 * MM)
    sheet.skip(6)
    sheet.page.rule(LEFT, RIGHT, sheet.y, HAIR)
    draw_signatures(sheet, content.receipt, words)
