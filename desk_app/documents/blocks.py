"""What most papers are made of: head, number and title, rows, tables, signatures, foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.documents import labels
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, BOTTOM, HAIR, LEFT, MM, RIGHT, THICK, THIN, Page, Sheet
from desk_app.documents.templates import template_of
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import Paper, Row, Signature

FOOT_HEIGHT = 22 * MM
_SECOND = 0.92
"""Size of the second language against the first."""
_QUOTED = re.compile(r"^([^«»]*)(«[^«»]*(?:«[^«»]*»[^«»]*)*»)([^«»]*)$")


class Words:
    """Sets bilingual texts in the paper's language; in both: Kazakh upright, Russian italic and smaller."""

    def __init__(self, paper: Paper, tightness: float = 1) -> None:
        """`tightness` < 1 makes letters and gaps smaller, so that a paper keeps to one page."""
        self.template = template_of(paper)
        self.languages = paper.language.languages
        self.both = len(self.languages) > 1
        self.tightness = tightness

    def stacked(
        self,
        text: Bilingual,
        available: float,
        *,
        size: float = 11,
        face: Face = Face.REGULAR,
        second: Face = Face.ITALIC,
    ) -> list[Line]:
        """One language under the other; a value that is the same in both stands once."""
        size = round(size * self.tightness, 2)
        lines = wrap([Span(text.text(self.languages[0]), face, size)], available)
        if self.both and text.ru != text.kk:
            lines += wrap([Span(text.ru, second, round(size * _SECOND, 2))], available, gap=0.8)
        return lines

    def spans(
        self, text: Bilingual, *, size: float = 11, face: Face = Face.REGULAR, second: Face = Face.ITALIC
    ) -> list[Span]:
        """Both languages on one line, parted by a stroke."""
        size = round(size * self.tightness, 2)
        spans = [Span(text.text(self.languages[0]), face, size)]
        if self.both and text.ru != text.kk:
            spans += [Span(" / ", face, size), Span(text.ru, second, size)]
        return spans

    def label(self, text: Bilingual, available: float, size: float) -> list[Line]:
        """On one line if it fits there, else one language under the other."""
        lines = wrap(self.spans(text, size=size), available)
        return lines if len(lines) < 2 else self.stacked(text, available, size=size)

    def span(self, text: str, size: float, face: Face = Face.REGULAR) -> Span:
        """A text of no language."""
        return Span(text, face, round(size * self.tightness, 2))

    def plain(self, text: Bilingual) -> str:
        return " / ".join(dict.fromkeys(text.text(language) for language in self.languages))


def upper(text: Bilingual) -> Bilingual:
    return Bilingual(text.kk.upper(), text.ru.upper())


def number_text(paper: Paper) -> str:
    return f"{labels.NUMBER} {paper.number}" if paper.number else ""


def code_text(paper: Paper, words: Words) -> str:
    """«Журнал № 48213 · 7QK4-M2XD-9TRA»; empty where the paper is in no journal."""
    if not paper.journal_code:
        return ""
    return f"{words.plain(labels.JOURNAL)} № {paper.journal_seq} · {paper.journal_code}"


def qr_content(paper: Paper) -> str:
    """Only characters of the code's small alphanumeric mode."""
    parts = ("TEREZE", paper.key.hex.upper(), str(paper.journal_seq), paper.journal_code.upper())
    return ":".join(part for part in parts if part)


def begin_page(paper: Paper, words: Words, page: Page) -> float:
    """Head of every page but the first: which paper this is."""
    text = " · ".join(part for part in (number_text(paper), paper.title.text(words.languages[0])) if part)
    y = page.write(wrap([Span(text, Face.REGULAR, 9)], BODY)[:2], LEFT, 12 * MM, BODY)
    page.rule(LEFT, RIGHT, y + 1 * MM, THIN)
    return y + 4 * MM


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


def draw_rows(sheet: Sheet, rows: Sequence[Row], words: Words) -> None:
    """Labelled values between hairlines."""
    wide = 62 * MM
    columns = ((LEFT, wide, Align.LEFT), (LEFT + wide + 4 * MM, BODY - wide - 4 * MM, Align.LEFT))
    sheet.page.rule(LEFT, RIGHT, sheet.y)
    for row in rows:
        label = words.label(row.label, wide, 10)
        value = words.stacked(
            row.value,
            BODY - wide - 4 * MM,
            size=12 if row.strong else 11,
            face=Face.BOLD if row.strong else Face.REGULAR,
        )
        level(label, value)
        sheet.row((label, value), columns, words.template.row_pad * MM)
        sheet.page.rule(LEFT, RIGHT, sheet.y)


def level(label: list[Line], value: list[Line]) -> None:
    """Set the first lines of both on one baseline."""
    if label and value:
        label[0].gap += max(0.0, value[0].baseline - label[0].baseline)


def draw_paragraph(
    sheet: Sheet, text: Bilingual, words: Words, *, size: float = 11, indent: float = 0, prefix: Bilingual | None = None
) -> None:
    """Justified, one language after the other."""
    seen: set[str] = set()
    for language in words.languages:
        body = text.text(language)
        if not body or body in seen:
            continue
        seen.add(body)
        first = language is words.languages[0]
        face = Face.REGULAR if first else Face.ITALIC
        if prefix is not None:
            body = f"{prefix.text(language)}: {body}"
        spans = [words.span(body, size if first else size * _SECOND, face)]
        sheet.write(wrap(spans, BODY, indent=indent), align=Align.JUSTIFY)
        sheet.skip(1.2)


def draw_heading(sheet: Sheet, text: Bilingual, words: Words) -> None:
    """A heading stays with what follows it."""
    lines = wrap(words.spans(text, size=11, face=Face.BOLD), BODY)
    sheet.keep(height(lines) + 30 * MM)
    sheet.write(lines)
    sheet.skip(1)


class Table:
    """Columns between a strong rule above and below, hairlines between rows; the header comes again on each page."""

    def __init__(
        self, sheet: Sheet, words: Words, columns: Sequence[tuple[Bilingual, float, Align]], pad: float
    ) -> None:
        """Each column: header, width in millimetres, alignment. The widths with their gaps fill the body."""
        self._sheet = sheet
        self._pad = pad
        gap = 3 * MM
        scale = (BODY - gap * (len(columns) - 1)) / sum(column[1] for column in columns)
        self.columns: list[tuple[float, float, Align]] = []
        x = LEFT
        for _header, share, align in columns:
            self.columns.append((x, share * scale, align))
            x += share * scale + gap
        self._headers = [
            words.stacked(header, column[1], size=9.5, face=Face.BOLD)
            for (header, _share, _align), column in zip(columns, self.columns, strict=True)
        ]
        self._draw_header()

    def width(self, column: int) -> float:
        return self.columns[column][1]

    def _draw_header(self) -> None:
        page = self._sheet.page
        page.rule(LEFT, RIGHT, self._sheet.y, THIN)
        self._sheet.row(self._headers, self.columns, 1 * MM)
        page.rule(LEFT, RIGHT, self._sheet.y, THIN)

    def row(self, *cells: Sequence[Line]) -> None:
        self._sheet.row(cells, self.columns, self._pad, self._draw_header)
        self._sheet.page.rule(LEFT, RIGHT, self._sheet.y)

    def close(self) -> None:
        self._sheet.page.rule(LEFT, RIGHT, self._sheet.y, THIN)


def draw_signatures(
    sheet: Sheet, signatures: Sequence[Signature], words: Words, unders: Sequence[Bilingual | None] = ()
) -> None:
    """Title, line to sign on, name, and where asked a line for the date. Kept together.

    `unders` are what stands under the name of each, as far as given: the position.
    """
    places = _Places(*(part * MM for part in words.template.signature))
    unders = [*unders, *[None] * (len(signatures) - len(unders))]
    rows = [
        _signature_cells(signature, under, words, places) for signature, under in zip(signatures, unders, strict=True)
    ]
    sheet.keep(sum(max(height(title), height(name), 9 * MM) + 4 * MM for title, name in rows))
    for signature, (title, name) in zip(signatures, rows, strict=True):
        _draw_signature(sheet, signature, title, name, words, places)


_DATE_WIDE = 28 * MM


@dataclass(frozen=True, slots=True)
class _Places:
    """Of the parts of a signature, in points from the left edge of the body."""

    title_wide: float
    sign_at: float
    sign_wide: float
    name_at: float

    def name_wide(self, signature: Signature) -> float:
        return BODY - self.name_at - (_DATE_WIDE + 3 * MM if signature.with_date else 0)


def _signature_cells(
    signature: Signature, under: Bilingual | None, words: Words, places: _Places
) -> tuple[list[Line], list[Line]]:
    title = words.stacked(signature.title, places.title_wide, size=10.5)
    wide = places.name_wide(signature)
    name = wrap([words.span(signature.name, 10.5, Face.BOLD)], wide)
    if under is not None:
        name += words.label(under, wide, 9)
    return title, name


def _draw_signature(
    sheet: Sheet, signature: Signature, title: list[Line], name: list[Line], words: Words, places: _Places
) -> None:
    sheet.keep(max(height(title), height(name), 9 * MM) + 4 * MM)
    top = sheet.y + 4 * MM * words.tightness
    line_at = top + 10.5
    page, name_at, wide = sheet.page, LEFT + places.name_at, places.name_wide(signature)
    sign_at = LEFT + places.sign_at
    draw_line_to_fill(page, labels.SIGNATURE, words, sign_at, sign_at + places.sign_wide, line_at)
    fills_name = not name and words.template.has_lines_for_names
    if fills_name:
        draw_line_to_fill(page, labels.NAME, words, name_at, name_at + min(wide, 60 * MM), line_at)
    if signature.with_date:
        start = RIGHT - _DATE_WIDE if name or fills_name else name_at
        draw_line_to_fill(page, labels.DATE, words, start, start + _DATE_WIDE, line_at)
    sheet.y = top
    sheet.row((title, name), ((LEFT, places.title_wide, Align.LEFT), (name_at, wide, Align.LEFT)), 0)
    sheet.y = max(sheet.y, line_at + words.template.under_signature * MM)


def draw_line_to_fill(page: Page, caption: Bilingual, words: Words, x1: float, x2: float, y: float) -> None:
    page.rule(x1, x2, y, THIN)
    page.write(wrap(words.spans(caption, size=8.5), x2 - x1), x1, y + 1, x2 - x1, Align.CENTRE)


def draw_foot(page: Page, paper: Paper, words: Words, number: int, count: int) -> None:
    """QR, number and code of the journal entry, who made the form, page n of N."""
    size = 18 * MM
    top = BOTTOM - size
    page.rule(LEFT, RIGHT, top - 2 * MM, HAIR)
    page.qr(qr_content(paper), LEFT, top, size)
    x = LEFT + size + 5 * MM
    wide = RIGHT - x - 20 * MM
    lines: list[Line] = []
    code = code_text(paper, words)
    if code:
        lines += wrap([Span(code, Face.BOLD, 9.5)], wide)
        lines += words.stacked(labels.CODE_MEANS, wide, size=8.5)
    lines += wrap(words.spans(labels.OWN_FORM, size=8.5), wide, gap=1.5)
    page.write(lines, x, BOTTOM - height(lines), wide)
    _draw_page_number(page, number, count)


def _draw_page_number(page: Page, number: int, count: int) -> None:
    lines = wrap([Span(f"{number} / {count}", Face.REGULAR, 9)], 18 * MM)
    page.write(lines, RIGHT - 18 * MM, BOTTOM - height(lines), 18 * MM, Align.RIGHT)


def duplicate_mark(duplicate: int) -> str:
    """Empty for the first print; in both languages whatever the paper's is, so that any desk knows it."""
    return f"{labels.DUPLICATE.kk} / {labels.DUPLICATE.ru} № {duplicate}" if duplicate else ""


def draft_marks(words: Words, marks: Sequence[str]) -> list[str]:
    """With the mark of an unsigned paper, in both languages so that nobody takes it for a signed one."""
    if not words.template.marks_drafts_in_both:
        return [*marks, words.plain(labels.DRAFT)]
    return [*marks, f"{labels.DRAFT.kk} / {labels.DRAFT.ru}"]
