"""The head of a paper: whose it is, marks, date, place and number, title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk_app.documents import labels
from desk_app.documents.blocks import Words, number_text, upper
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, HAIR, LEFT, MM, RIGHT, THICK, THIN, Page, Sheet
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.papers import Paper

_QUOTED = re.compile(r"^([^«»]*)(«[^«»]*(?:«[^«»]*»[^«»]*)*»)([^«»]*)$")


def draw_head(sheet: Sheet, paper: Paper, words: Words) -> None:
    """The office's name in the languages of the paper over a thick and a thin rule."""
    page, top = sheet.page, sheet.y
    wide = BODY / 2 - 6 * MM if words.both else BODY - 20 * MM
    lefts = (LEFT, RIGHT - wide) if words.both else (LEFT + (BODY - wide) / 2,)
    columns = [_office_lines(paper.office_name.text(language), wide) for language in words.languages]
    tallest = max(height(column) for column in columns)
    for x, column in zip(lefts, columns, strict=True):
        page.write(column, x, top + (tallest - height(column)) / 2, wide, Align.CENTRE)
    bottom = top + tallest
    if words.both:
        middle = LEFT + BODY / 2
        page.lines.append((middle, top + 1, middle, bottom, HAIR))
    sheet.y = draw_double_rule(page, bottom + 3 * MM) + 4.5 * MM


def draw_double_rule(page: Page, y: float) -> float:
    page.rule(LEFT, RIGHT, y, THICK)
    page.rule(LEFT, RIGHT, y + 2.4, THIN)
    return y + 2.4


def _office_lines(name: str, available: float) -> list[Line]:
    """The name proper, in guillemets, is bold and stands on lines of its own."""
    found = _QUOTED.match(name)
    if found is None:
        return wrap([Span(name, Face.BOLD, 11.5)], available)
    lines: list[Line] = []
    for part, face in zip(found.groups(), (Face.REGULAR, Face.BOLD, Face.REGULAR), strict=True):
        lines += wrap([Span(part, face, 11)], available)
    return lines


def draw_title(sheet: Sheet, paper: Paper, words: Words, marks: Sequence[str] = ()) -> None:
    """Marks; date, place and number; title."""
    if not words.template.has_line_of_particulars:
        _draw_first_title(sheet, paper, words, marks)
        return
    right, top = RIGHT, sheet.y
    for mark in marks:
        lines = wrap([Span(mark, Face.BOLD, 10.5)], 80 * MM)
        sheet.y = max(sheet.y, sheet.page.framed(lines, right, top) + 2.5 * MM)
        right -= max(line.width for line in lines) + 7 * MM
    _draw_particulars(sheet, paper, words)
    sheet.skip(4.5)
    title = upper(paper.title)
    sheet.write(balanced(title.text(words.languages[0]), Face.BOLD, 14 * words.tightness), align=Align.CENTRE)
    if words.both and title.ru != title.kk:
        sheet.skip(0.4)
        sheet.write(balanced(title.ru, Face.REGULAR, 12.5 * words.tightness), align=Align.CENTRE)
    sheet.skip(3.5)


def _draw_particulars(sheet: Sheet, paper: Paper, words: Words) -> None:
    """The day at the left, the place in the middle, the number at the right; without a number the place is there."""
    third = BODY / 3
    day = words.stacked(labels.long_date(paper.issued_at), third, size=10.5)
    place = words.stacked(paper.place, third - 4 * MM, size=10.5)
    number = wrap([words.span(number_text(paper), 12.5, Face.BOLD)], third)
    cells = [day, place]
    columns = [(LEFT, third, Align.LEFT), (LEFT + third + 2 * MM, third - 4 * MM, Align.CENTRE)]
    if number:
        cells.append(number)
        columns.append((LEFT + 2 * third, third, Align.RIGHT))
        baseline = number[0].baseline
        for cell in (day, place):
            if cell:
                cell[0].gap += baseline - cell[0].baseline
    else:
        columns[1] = (RIGHT - third, third, Align.RIGHT)
    sheet.row(cells, columns, 0)


_SHORT_WORD = re.compile(r"(?<!\S)(\S{1,2}|ДЛЯ|ПРИ|БЕЗ|ПОД) ")


def balanced(text: str, face: Face, size: float, available: float = BODY) -> list[Line]:
    """Lines of a title, about as long as each other; a preposition goes with its word."""
    spans = [Span(_SHORT_WORD.sub("\\1\u00a0", text), face, round(size, 2))]
    lines = wrap(spans, available)
    if len(lines) < 2:
        return lines
    least, most = max(line.width for line in lines) / 2, available
    for _step in range(6):
        middle = (least + most) / 2
        tried = wrap(spans, middle)
        if len(tried) > len(lines):
            least = middle
        else:
            lines, most = tried, middle
    return lines


def _draw_first_title(sheet: Sheet, paper: Paper, words: Words, marks: Sequence[str]) -> None:
    """Of the first template: number and marks, title, place and date."""
    top = sheet.y
    ends = [top]
    right = RIGHT
    for mark in marks:
        lines = wrap([Span(mark, Face.BOLD, 10.5)], 80 * MM)
        ends.append(sheet.page.framed(lines, right, top))
        right -= max(line.width for line in lines) + 7 * MM
    number = wrap([Span(number_text(paper), Face.BOLD, 12.5)], right - LEFT)
    ends.append(sheet.page.write(number, LEFT, top + (1 * MM if marks else 0), right - LEFT))
    sheet.y = max(ends) + (5 * MM if number or marks else 0)
    sheet.write(
        words.stacked(upper(paper.title), BODY, size=14, face=Face.BOLD, second=Face.REGULAR), align=Align.CENTRE
    )
    sheet.skip(3.5)
    draw_place_and_date(sheet, paper, words)
    sheet.skip(3)


def draw_place_and_date(sheet: Sheet, paper: Paper, words: Words) -> None:
    wide = BODY * 0.4
    place = wrap(words.spans(paper.place, size=10.5), wide)
    day = wrap(words.spans(labels.long_date(paper.issued_at), size=10.5), BODY - wide)
    columns = ((LEFT, wide, Align.LEFT), (LEFT + wide, BODY - wide, Align.RIGHT))
    sheet.row((place, day), columns, 0)


def duplicate_mark(duplicate: int) -> str:
    """Empty for the first print; in both languages whatever the paper's is, so that any desk knows it."""
    return f"{labels.DUPLICATE.kk} / {labels.DUPLICATE.ru} № {duplicate}" if duplicate else ""


def draft_marks(words: Words, marks: Sequence[str]) -> list[str]:
    """With the mark of an unsigned paper, in both languages so that nobody takes it for a signed one."""
    if not words.template.marks_drafts_in_both:
        return [*marks, words.plain(labels.DRAFT)]
    return [*marks, f"{labels.DRAFT.kk} / {labels.DRAFT.ru}"]
