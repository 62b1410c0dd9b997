"""The tear-off talon (or acceptance receipt) under the cut line: the part the visitor keeps."""

from __future__ import annotations

from dataclasses import replace

from desk_app.documents import labels
from desk_app.documents.blocks import Words, code_text, draw_line_to_fill, level, qr_content, upper
from desk_app.documents.fonts import Face
from desk_app.documents.head import balanced, draw_double_rule
from desk_app.documents.page import BODY, BOTTOM, LEFT, MM, RIGHT, WIDTH, Page
from desk_app.documents.text import Align, Span, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import ApplicationContent, Paper, Row

CUT = 198 * MM
_QR = 25 * MM
_SMALLEST = 0.45
_MOST = 400
"""Letters of a value on a talon that would else be higher than its page."""
_LEAST_APPLICATION = 60 * MM
"""Room for consent and signatures above the cut, however long the talon."""


def draw_talon(paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> tuple[Page, float]:
    """Return the talon drawn and where to cut: its rows smaller first, then the cut higher, so that nothing is lost."""
    for scale in (0.85, 0.78) if words.both else (1.0, 0.92, 0.85, 0.78):
        page = Page()
        if _draw_talon(page, paper, content, words, duplicate, CUT, scale) <= BOTTOM:
            return page, CUT
    found = _raised(paper, content, words, duplicate)
    if found is None and words.template.shortens_names:
        # The application over the cut has it whole.
        content = replace(content, receipt_rows=tuple(_shortened(row) for row in content.receipt_rows))
        found = _raised(replace(paper, office_name=_short(paper.office_name)), content, words, duplicate)
    scale, cut = found or (_SMALLEST, _LEAST_APPLICATION)
    page = Page()
    _draw_talon(page, paper, content, words, duplicate, cut, scale)
    return page, cut


def _raised(paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> tuple[float, float] | None:
    """Scale and cut that hold a talon too long for its place; None where no page does."""
    for scale in (0.78, 0.6, _SMALLEST):
        cut = CUT - (_draw_talon(Page(), paper, content, words, duplicate, CUT, scale) - BOTTOM)
        if cut >= _LEAST_APPLICATION:
            return scale, cut
    return None


def _shortened(row: Row) -> Row:
    return replace(row, value=_short(row.value))


def _short(text: Bilingual) -> Bilingual:
    """What no talon could hold, cut off with dots."""
    kk, ru = (part if len(part) <= _MOST else part[: _MOST - 1].rstrip() + "…" for part in (text.kk, text.ru))
    return Bilingual(kk, ru)


def _draw_talon(
    page: Page, paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float, scale: float
) -> float:
    """Draw the part the visitor keeps; return where it ends."""
    office = words.stacked(paper.office_name, BODY, size=10 * scale)
    y = page.write(office, LEFT, cut + 4 * MM, BODY)
    y = draw_double_rule(page, y + 1.6 * MM) + 2.5 * MM

    page.qr(qr_content(paper), RIGHT - _QR, y + 0.5 * MM, _QR)
    qr_end = y + _QR + 0.5 * MM
    wide = BODY - _QR - 6 * MM
    title = words.stacked(upper(content.receipt_title), wide, size=13 * scale, face=Face.BOLD, second=Face.REGULAR)
    if words.template.balances_titles and not words.both:
        title = balanced(upper(content.receipt_title).text(words.languages[0]), Face.BOLD, 13 * scale, wide)
    number = wrap([Span(paper.number, Face.BOLD, _number_size(paper.number, wide))], wide)
    y = page.write(number, LEFT, page.write(title, LEFT, y, wide), wide)
    code = wrap([Span(code_text(paper, words), Face.BOLD, 9)], wide)
    code_end = page.write(code, LEFT, max(y, qr_end - height(code)), wide)
    if duplicate:
        mark = wrap([Span(duplicate, Face.BOLD, 9)], wide)
        page.framed(mark, LEFT + wide, code_end - height(mark) - 2.4 * MM)
    y = max(code_end, qr_end) + 1 * MM

    for row in content.receipt_rows[:-1]:
        y = _draw_row(page, row, words, y, scale, RIGHT)
    # The last names who accepted: the line to sign on stands in its row.
    sign_at = RIGHT - 40 * MM
    for row in content.receipt_rows[-1:]:
        y = _draw_row(page, row, words, y, scale, sign_at - 4 * MM)
    draw_line_to_fill(page, labels.SIGNATURE, words, sign_at, RIGHT, y)
    note_wide = sign_at - 4 * MM - LEFT
    note = words.stacked(content.keep_note, note_wide, size=round(9.5 * scale, 2))
    return max(page.write(note, LEFT, y + 1.5 * MM, note_wide), y + 4.2 * MM)


def _number_size(number: str, wide: float) -> float:
    natural = wrap([Span(number, Face.BOLD, 26)], 1e6)
    return 26 if not natural or natural[0].width <= wide else max(12.0, 26 * wide / natural[0].width)


def _draw_row(page: Page, row: Row, words: Words, y: float, scale: float, right: float) -> float:
    label_wide = 66 * MM
    x = LEFT + label_wide + 4 * MM
    wide = right - x
    label = words.label(row.label, label_wide, round(9.5 * scale, 2))
    face, size = (Face.BOLD, 12.5) if row.strong else (Face.REGULAR, 10.5)
    value = wrap(words.spans(row.value, size=round(size * scale, 2), face=face), wide)
    if len(value) > 1:
        value = words.stacked(row.value, wide, size=round(size * scale, 2), face=face)
    level(label, value)
    pad = 0.9 * MM * scale
    end = max(page.write(label, LEFT, y + pad, label_wide), page.write(value, x, y + pad, wide)) + pad
    page.rule(LEFT, right, end)
    return end


def draw_cut(page: Page, words: Words, cut: float) -> None:
    """Dashes from edge to edge, scissors at the left, the word in the middle."""
    lines = wrap(words.spans(labels.CUT, size=8.5), 60 * MM)
    half = lines[0].width / 2 + 3 * MM
    page.dashes.append((8 * MM, 13 * MM, cut))
    page.dashes.append((21 * MM, WIDTH / 2 - half, cut))
    page.dashes.append((WIDTH / 2 + half, WIDTH - 8 * MM, cut))
    page.write(lines, WIDTH / 2 - half, cut - height(lines) / 2, 2 * half, Align.CENTRE)
    handle = 14.6 * MM
    for side in (-1, 1):
        page.circles.append((handle, cut + side * 1.2 * MM, 0.85 * MM))
        page.lines.append((handle + 0.7 * MM, cut + side * 0.75 * MM, 20 * MM, cut - side * 0.9 * MM, 0.9))
