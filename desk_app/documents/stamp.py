"""The stamp of a void paper: slanting over every page, pale, under the text, so that all of it can still be read."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.documents import labels
from desk_app.documents.fonts import Face
from desk_app.documents.page import MM, Page
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.voiding import Voiding

_WIDE = 150 * MM
_INNER = _WIDE - 12 * MM
_MOST_LINES = 4
"""Of the reason; all of it stands in the records."""


def mark_void(pages: Sequence[Page], void: Voiding) -> None:
    """Stamp the pages, in both languages whatever the paper's is."""
    stamp = _stamp(void)
    for page in pages:
        page.stamp = stamp


def _stamp(void: Voiding) -> Page:
    """A drawing around its own middle."""
    lines: list[Line] = []
    for text in (labels.VOID.kk, labels.VOID.ru):
        lines += wrap([Span(text, Face.SANS_BOLD, 30)], _INNER)
    told = " · ".join(part for part in (f"{void.at:%d.%m.%Y}", void.by_name) if part)
    lines += wrap([Span(told, Face.REGULAR, 13)], _INNER, gap=4)
    lines += wrap([Span(void.reason, Face.REGULAR, 13)], _INNER)[:_MOST_LINES]
    tall = height(lines) + 8 * MM
    page = Page()
    page.frames.append((-_WIDE / 2, -tall / 2, _WIDE, tall))
    page.frames.append((-_WIDE / 2 + 4, -tall / 2 + 4, _WIDE - 8, tall - 8))
    page.write(lines, -_INNER / 2, -tall / 2 + 3.4 * MM, _INNER, Align.CENTRE)
    return page
