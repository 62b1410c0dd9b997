"""What most papers are made of: head, number and title, rows, tables, signatures, foot."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.documents import labels
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, BOTTOM, HAIR, LEFT, MM, RIGHT, THIN, Page, Sheet
from desk_app.documents.templates import template_of
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import Paper, Row

FOOT_HEIGHT = 22 * MM
_SECOND = 0.92
"""Size of the second language against the first."""


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
