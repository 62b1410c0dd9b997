"""The sheet with the recovery code of the local file: large groups, easy to type off."""

from __future__ import annotations

from desk_app.documents.blocks import Words, draw_paragraph
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import BODY, MM, Sheet
from desk_app.documents.text import Align, Span, wrap
from desk_app.domain.papers import Paper, RecoveryContent

_GROUPS_ON_A_LINE = 4


def lay_out(sheet: Sheet, paper: Paper, content: RecoveryContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    sheet.skip(4)
    groups = content.code.replace("-", " ").split()
    rows = [groups[at : at + _GROUPS_ON_A_LINE] for at in range(0, len(groups), _GROUPS_ON_A_LINE)]
    top = sheet.y
    sheet.skip(6)
    for row in rows:
        # Sans: its digits and capitals are told apart more easily than the serif's.
        sheet.write(wrap([Span("   ".join(row).replace(" ", "\u00a0"), Face.SANS_BOLD, 23)], BODY), align=Align.CENTRE)
        sheet.skip(3.5)
    sheet.skip(2.5)
    sheet.page.frames.append((25 * MM, top, BODY, sheet.y - top))
    sheet.skip(8)
    for text in content.explanation:
        draw_paragraph(sheet, text, words, size=12)
        sheet.skip(1.5)
