"""The list that goes with the packages to who takes them over, and comes back signed."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import Table, Words, draw_rows
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import MM, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.documents.text import Align, Line, wrap
from desk_app.domain import paper_texts
from desk_app.domain.papers import HandOverListContent, Paper, Row


def lay_out(sheet: Sheet, paper: Paper, content: HandOverListContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    rows = [Row(labels.DESTINATION, content.destination, strong=True), Row(labels.WAY, content.way)]
    if content.replaces:
        rows.append(Row(paper_texts.REPLACES, paper_texts.replaced(content.replaces), strong=True))
    draw_rows(sheet, rows, words)
    sheet.skip(5)
    shares = words.template.hand_over
    columns = (
        (labels.ROW_NUMBER, shares[0], Align.LEFT),
        (labels.CASE_NUMBER, shares[1], Align.LEFT),
        (labels.APPLICANT, shares[2], Align.LEFT),
        (labels.IIN, shares[3], Align.LEFT),
        (labels.SERVICE, shares[4], Align.LEFT),
        (labels.DOCUMENTS, shares[5], Align.RIGHT),
        (labels.SHEETS_SHORT, shares[6], Align.RIGHT),
    )
    table = Table(sheet, words, columns, 1.2 * MM)

    def cell(column: int, text: str, face: Face = Face.REGULAR) -> list[Line]:
        return wrap([words.span(text, 10, face)], table.width(column))

    for number, line in enumerate(content.lines, 1):
        table.row(
            cell(0, str(number)),
            cell(1, line.number),
            cell(2, line.applicant),
            cell(3, line.iin),
            words.stacked(line.service, table.width(4), size=words.template.service_size),
            cell(5, str(line.documents)),
            cell(6, str(line.sheets)),
        )
    in_all = labels.in_all(labels.CASES_IN_ALL, len(content.lines))
    table.row(
        (),
        (),
        words.stacked(in_all, table.width(2), size=10, face=Face.BOLD),
        (),
        (),
        cell(5, str(sum(line.documents for line in content.lines)), Face.BOLD),
        cell(6, str(sum(line.sheets for line in content.lines)), Face.BOLD),
    )
    table.close()
    sheet.skip(4)
    draw_signatures(sheet, (content.handed_by, content.received_by), words)
