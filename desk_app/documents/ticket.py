"""A ticket of the line for a roll of 80 mm: the number large, the rest small. As long as its words need."""

from __future__ import annotations

from desk_app.documents.blocks import Words
from desk_app.documents.fonts import Face
from desk_app.documents.page import HAIR, MM, Page, to_pdf
from desk_app.documents.text import Align, Span, wrap
from desk_app.domain import line_texts
from desk_app.domain.language import Language
from desk_app.domain.papers import Paper, TicketContent

WIDE, SHORTEST = 80 * MM, 100 * MM
_MARGIN = 5 * MM
_BODY = WIDE - 2 * _MARGIN
_NUMBER = 54.0
_MOST_LETTERS = 6
"""Of a number at full size; a longer one, typed off a paper ticket, is set smaller."""


def render_ticket(paper: Paper, content: TicketContent, words: Words) -> bytes:
    """Return the PDF, the same bytes each time."""
    page = Page()
    bottom = _draw(page, paper, content, words)
    language = words.languages[0]
    return to_pdf(
        [page],
        title=f"{paper.title.text(language)} {paper.number}",
        lang="kk-KZ" if language is Language.KK else "ru-KZ",
        size=(WIDE, max(SHORTEST, bottom + _MARGIN)),
    )


def _draw(page: Page, paper: Paper, content: TicketContent, words: Words) -> float:
    y = page.write(words.stacked(paper.office_name, _BODY, size=8), _MARGIN, _MARGIN, _BODY, Align.CENTRE) + 2 * MM
    page.lines.append((_MARGIN, y, WIDE - _MARGIN, y, HAIR))
    size = min(_NUMBER, _NUMBER * _MOST_LETTERS / max(len(paper.number), 1))
    # Sans: its digits are told apart more easily than the serif's
    number = wrap([Span(paper.number, Face.SANS_BOLD, size)], _BODY)
    y = page.write(number, _MARGIN, y + 1.5 * MM, _BODY, Align.CENTRE) + 1.5 * MM
    for lines in (
        words.stacked(content.group, _BODY, size=12, face=Face.BOLD),
        words.stacked(content.before, _BODY, size=12),
        wrap([Span(f"{content.arrived} · {paper.issued_at:%d.%m.%Y}", Face.REGULAR, 11)], _BODY),
    ):
        y = page.write(lines, _MARGIN, y, _BODY, Align.CENTRE) + 2 * MM
    page.lines.append((_MARGIN, y, WIDE - _MARGIN, y, HAIR))
    y += 1.5 * MM
    for language in words.languages if content.bring.kk else ():
        face = Face.REGULAR if language is words.languages[0] else Face.ITALIC
        text = f"{line_texts.BRING.text(language)}: {content.bring.text(language)}."
        y = page.write(wrap([Span(text, face, 9)], _BODY), _MARGIN, y, _BODY) + 1 * MM
    return page.write(words.stacked(line_texts.WATCH, _BODY, size=9), _MARGIN, y + 0.5 * MM, _BODY)
