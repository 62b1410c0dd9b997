"""Lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.documents import labels
from desk_app.documents.blocks import Words, draw_line_to_fill
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, LEFT, MM, RIGHT, Sheet
from desk_app.documents.text import Align, Line, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import Signature


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
_MOST_LINES = 8
"""Of a name beside a line to sign on: more would part the line from its name."""


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
    if words.template.shortens_names and len(name) > _MOST_LINES:
        name = [*name[: _MOST_LINES - 1], *wrap([words.span("…", 10.5, Face.BOLD)], wide)]
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
