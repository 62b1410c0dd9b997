"""From a recorded paper to its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass

from desk_app.documents import (
    application,
    day_sheet,
    extension,
    fonts,
    hand_over_list,
    labels,
    leaflet,
    recovery,
    refusal,
    render_refusal,
    result,
    why,
)
from desk_app.documents.blocks import FOOT_HEIGHT, Words, begin_page, draw_foot
from desk_app.documents.head import duplicate_mark
from desk_app.documents.journal_list import render_journal
from desk_app.documents.page import BOTTOM, Page, Sheet, to_pdf
from desk_app.documents.stamp import mark_void
from desk_app.documents.text import forget
from desk_app.documents.ticket import render_ticket
from desk_app.domain.language import Language
from desk_app.domain.papers import (
    ApplicationContent,
    DaySheetContent,
    ExtensionContent,
    HandOverListContent,
    JournalContent,
    LeafletContent,
    Paper,
    PaperContent,
    RecoveryContent,
    RefusalContent,
    RenderRefusalContent,
    ReportContent,
    ResultContent,
    TicketContent,
    WhyContent,
)
from desk_app.progress import Progress


def render(paper: Paper, *, duplicate: int = 0, stamped: bool = False, progress: Progress | None = None) -> bytes:
    """Return the PDF of the paper, the same bytes each time. `duplicate` n > 0 marks it as the n-th duplicate.

    `stamped`: a void paper bears on every page that it is void, and why. Without it comes the paper as it was made.
    A journal tells `progress` how far it is. Raises StoppedError E-445 where that was stopped, StorageError E-303
    where the paper was made by a layout this program does not know.
    """
    words = Words(paper)
    if isinstance(paper.content, JournalContent):
        return render_journal(paper, paper.content, words, progress or Progress())
    if isinstance(paper.content, TicketContent):
        return render_ticket(paper, paper.content, words)
    try:
        pages = _pages(paper, words, duplicate_mark(duplicate))
        if stamped and paper.void is not None:
            mark_void(pages, paper.void)
    finally:
        forget()
    language = words.languages[0]
    title = paper.title.text(language)
    if paper.number:
        title = f"{title} № {paper.number}"
    return to_pdf(pages, title=title, lang="kk-KZ" if language is Language.KK else "ru-KZ")


def warm() -> None:
    """Load the fonts ahead, in a worker, so that the first paper does not wait for them."""
    fonts.warm()


def unprintable(paper: Paper) -> tuple[str, ...]:
    """Characters of the paper that no face has; each is printed as □. To be shown to the clerk before printing."""
    return tuple(sorted(_missing(paper)))


def _missing(value: object) -> set[str]:
    if isinstance(value, str):
        return fonts.missing(value)
    if isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
        return fonts.missing("".join(set("".join(value))))  # a line of a journal, of thousands
    if isinstance(value, tuple):
        return set().union(*(_missing(item) for item in value))
    if is_dataclass(value):
        return set().union(*(_missing(getattr(value, field.name)) for field in fields(value)))
    return set()


def _pages(paper: Paper, words: Words, duplicate: str) -> list[Page]:
    content = paper.content
    if isinstance(content, ApplicationContent):
        return application.pages(paper, content, words, duplicate)
    if isinstance(content, HandOverListContent) and content.copies > 1:
        marks = (words.plain(labels.in_all(labels.COPY, copy)) for copy in range(1, content.copies + 1))
        return [page for mark in marks for page in _footed(paper, content, words, [mark, duplicate])]
    return _footed(paper, content, words, [duplicate])


def _footed(paper: Paper, content: PaperContent, words: Words, marks: Sequence[str]) -> list[Page]:
    """One copy of the paper, its pages counted by themselves; empty marks are none."""
    marks = [mark for mark in marks if mark]
    pages = _lay_out(paper, content, words, marks)
    if 1 < len(pages) < 4:
        # Signatures alone on a last page are easily lost: rather a little smaller, if that saves the page.
        for tightness in words.template.tightnesses:
            tight = _lay_out(paper, content, Words(paper, tightness), marks)
            if len(tight) < len(pages):
                pages = tight
                break
    for number, page in enumerate(pages, 1):
        draw_foot(page, paper, words, number, len(pages))
    return pages


def _lay_out(paper: Paper, content: PaperContent, words: Words, marks: list[str]) -> list[Page]:
    sheet = Sheet(BOTTOM - FOOT_HEIGHT, lambda page: begin_page(paper, words, page), words.tightness)
    match content:
        case RefusalContent():
            refusal.lay_out(sheet, paper, content, words, marks)
        case ResultContent():
            result.lay_out(sheet, paper, content, words, marks)
        case HandOverListContent():
            hand_over_list.lay_out(sheet, paper, content, words, marks)
        case RecoveryContent():
            recovery.lay_out(sheet, paper, content, words, marks)
        case ExtensionContent():
            extension.lay_out(sheet, paper, content, words, marks)
        case RenderRefusalContent():
            render_refusal.lay_out(sheet, paper, content, words, marks)
        case WhyContent():
            why.lay_out(sheet, paper, content, words, marks)
        case DaySheetContent() | ReportContent():
            day_sheet.lay_out(sheet, paper, content, words, marks)
        case LeafletContent():
            leaflet.lay_out(sheet, paper, content, words, marks)
    return sheet.pages
