"""A journal on landscape A4: thousands of lines, its headings on every page, page n of N, a signature at the end.

Its cells are wrapped here and not by `text.wrap`: words of one face, the same texts over and over, so each is wrapped
once for its column.
"""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.documents import labels
from desk_app.documents.blocks import Words, code_text, number_text, upper
from desk_app.documents.fonts import Face, cleaned, loaded, runs, width
from desk_app.documents.page import HAIR, HEIGHT, MM, THICK, THIN, WIDTH, Page, to_pdf
from desk_app.documents.text import Align, Span, height, wrap
from desk_app.domain.language import Language
from desk_app.domain.papers import JournalContent, Paper, Row
from desk_app.progress import Progress

WIDE, HIGH = HEIGHT, WIDTH
_LEFT, _RIGHT = 20 * MM, WIDE - 10 * MM
_BODY = _RIGHT - _LEFT
_TOP, _BOTTOM = 14 * MM, HIGH - 17 * MM
_SIZE, _LEADING = 7.0, 8.1
_PAD, _GAP = 1.4, 4.0
_TELL_EVERY = 200
_MOST_NAME_LINES = 4
_MOST_LINES = 36
"""Of a cell: more would leave the page."""


def render_journal(paper: Paper, content: JournalContent, words: Words, progress: Progress) -> bytes:
    """Return the PDF, the same bytes each time. Raises StoppedError E-445."""
    pages = _Layout(paper, content, words, progress).pages()
    language = words.languages[0]
    for number, page in enumerate(pages, 1):
        _draw_foot(page, paper, words, number, len(pages))
    lines = len(content.lines)
    return to_pdf(
        pages,
        title=paper.title.text(language),
        lang="kk-KZ" if language is Language.KK else "ru-KZ",
        size=(WIDE, HIGH),
        drawn=lambda number: progress.tell(lines + lines * number // len(pages), 2 * lines),
    )


class _Layout:
    """The flow of the journal over its pages."""

    def __init__(self, paper: Paper, content: JournalContent, words: Words, progress: Progress) -> None:
        self._paper, self._content, self._words, self._progress = paper, content, words, progress
        self._widths = loaded(Face.REGULAR).widths
        self._space = width(" ", Face.REGULAR) * _SIZE
        self._pages = [Page()]
        self._y = _TOP
        shares = sum(column.share for column in content.columns)
        scale = (_BODY - _GAP * (len(content.columns) - 1)) / shares
        self._columns: list[tuple[float, float, bool]] = []
        x = _LEFT
        for column in content.columns:
            self._columns.append((x, column.share * scale, column.is_number))
            x += column.share * scale + _GAP
        self._wrapped: list[dict[str, tuple[str, ...]]] = [{} for _column in content.columns]

    def pages(self) -> list[Page]:
        self._draw_head()
        self._draw_headings()
        page, y = self._pages[-1], self._y
        whole = len(self._content.lines)
        for index, line in enumerate(self._content.lines):
            if index % _TELL_EVERY == 0:
                self._progress.tell(index, 2 * whole)
            cells = [self._cell(place, text) for place, text in enumerate(line)]
            needed = max(map(len, cells)) * _LEADING + 2 * _PAD
            if y + needed > _BOTTOM:
                self._new_page()
                page, y = self._pages[-1], self._y
            texts = page.texts
            for (x, wide, is_number), cell in zip(self._columns, cells, strict=True):
                baseline = y + _PAD + _SIZE * 0.9
                for text in cell:
                    self._write(texts, x + wide - self._width(text) if is_number else x, baseline, text)
                    baseline += _LEADING
            y += needed
            page.lines.append((_LEFT, y, _RIGHT, y, HAIR))
        self._y = y
        self._draw_end()
        return self._pages

    def _new_page(self) -> None:
        self._pages.append(Page())
        name = [number_text(self._paper), self._paper.title.text(self._words.languages[0])]
        head = " · ".join(part for part in name if part)
        self._y = self._pages[-1].write(wrap([Span(head, Face.REGULAR, 8.5)], _BODY)[:1], _LEFT, 9 * MM, _BODY) + 3
        self._draw_headings()

    def _draw_head(self) -> None:
        """Office, title, what was asked for."""
        page, words, paper = self._pages[-1], self._words, self._paper
        office = wrap(words.spans(paper.office_name, size=10), _BODY)
        y = page.write(office, _LEFT, 9 * MM, _BODY, Align.CENTRE) + 4
        page.rule(_LEFT, _RIGHT, y, THICK)
        title = wrap(words.spans(upper(paper.title), size=13, face=Face.BOLD), _BODY)
        y = page.write(title, _LEFT, y + 8, _BODY, Align.CENTRE) + 4
        if paper.number:
            number = wrap([Span(f"{number_text(paper)} · {paper.issued_at:%d.%m.%Y}", Face.BOLD, 10)], _BODY)
            y = page.write(number, _LEFT, y, _BODY, Align.CENTRE) + 4
        self._y = y
        self._draw_facts((*self._content.facts, *self._content.balance))

    def _draw_facts(self, rows: Sequence[Row]) -> None:
        """Labelled values, one after the other on as few lines as hold them."""
        spans: list[Span] = []
        for index, row in enumerate(rows):
            label = self._words.plain(row.label)
            spans.append(Span(f"{label}:", Face.REGULAR, 9))
            end = ";" if index + 1 < len(rows) else ""
            spans.append(Span(f" {self._words.plain(row.value)}{end} ", Face.BOLD, 9))
        lines = wrap(spans, _BODY)
        self._y = self._pages[-1].write(lines, _LEFT, self._y, _BODY) + 6

    def _draw_headings(self) -> None:
        page, top = self._pages[-1], self._y
        page.rule(_LEFT, _RIGHT, top, THIN)
        bottom = top
        for column, (x, wide, _is_number) in zip(self._content.columns, self._columns, strict=True):
            lines = self._words.stacked(column.heading, wide, size=_SIZE, face=Face.BOLD)
            bottom = max(bottom, page.write(lines, x, top + 2, wide))
        self._y = bottom + 2
        page.rule(_LEFT, _RIGHT, self._y, THIN)

    def _draw_end(self) -> None:
        """The balance again under the last line, and the line to sign on; never alone at the edge of a page."""
        content, words = self._content, self._words
        if self._y + 32 * MM > _BOTTOM:
            self._new_page()
        self._pages[-1].rule(_LEFT, _RIGHT, self._y, THIN)
        self._y += 5
        if content.balance:
            self._draw_facts(content.balance)
        page, y = self._pages[-1], self._y + 7 * MM
        title = wrap(words.spans(content.signature.title, size=10), 90 * MM)
        page.write(title, _LEFT, y - height(title) + 3, 90 * MM)
        sign_at = _LEFT + 95 * MM
        page.rule(sign_at, sign_at + 45 * MM, y, THIN)
        page.write(wrap(words.spans(labels.SIGNATURE, size=8), 45 * MM), sign_at, y + 1, 45 * MM, Align.CENTRE)
        name = wrap([Span(content.signature.name, Face.BOLD, 10)], 80 * MM)[:_MOST_NAME_LINES]
        page.write(name, sign_at + 50 * MM, y - height(name) + 3, 80 * MM)

    def _cell(self, place: int, text: str) -> tuple[str, ...]:
        known = self._wrapped[place]
        found = known.get(text)
        if found is None:
            found = self._wrap(text, self._columns[place][1]) if text else ()
            if len(found) > _MOST_LINES:
                found = (*found[: _MOST_LINES - 1], "…")
            known[text] = found
        return found

    def _wrap(self, text: str, available: float) -> tuple[str, ...]:
        lines: list[str] = []
        line, used = "", 0.0
        for word in cleaned(text).replace("\n", " ").split(" "):
            wide = self._width(word)
            if line and used + self._space + wide <= available:
                line, used = f"{line} {word}", used + self._space + wide
                continue
            if line:
                lines.append(line)
            while wide > available:
                cut = self._fitting(word, available)
                lines.append(word[:cut])
                word = word[cut:]
                wide = self._width(word)
            line, used = word, wide
        return (*lines, line) if line else tuple(lines)

    def _fitting(self, word: str, available: float) -> int:
        """How many letters of a word too long for its column go on one line; at least one."""
        return next((cut for cut in range(len(word) - 1, 1, -1) if self._width(word[:cut]) <= available), 1)

    def _width(self, text: str) -> float:
        try:
            return _SIZE * sum([self._widths[letter] for letter in text])
        except KeyError:
            return _SIZE * sum(width(part, face) for part, face in runs(text, Face.REGULAR))

    def _write(self, texts: list[tuple[float, float, Face, float, str]], x: float, y: float, text: str) -> None:
        if _has(self._widths, text):
            texts.append((x, y, Face.REGULAR, _SIZE, text))
            return
        for part, face in runs(text, Face.REGULAR):
            texts.append((x, y, face, _SIZE, part))
            x += _SIZE * width(part, face)


def _has(widths: dict[str, float], text: str) -> bool:
    """True if the face has every letter of the text."""
    return widths.keys() >= set(text)


def _draw_foot(page: Page, paper: Paper, words: Words, number: int, count: int) -> None:
    top = HIGH - 13 * MM
    page.rule(_LEFT, _RIGHT, top, HAIR)
    own = words.plain(labels.OWN_FORM)
    text = " · ".join(part for part in (code_text(paper, words), own) if part)
    page.write(wrap([Span(text, Face.REGULAR, 8)], _BODY - 30 * MM)[:1], _LEFT, top + 2, _BODY)
    page.write(
        wrap([Span(f"{number} / {count}", Face.REGULAR, 9)], 28 * MM), _RIGHT - 28 * MM, top + 2, 28 * MM, Align.RIGHT
    )
