"""Receipt of refusal to accept an application: the ground underlined, every gap, what to bring and where to get it."""

from __future__ import annotations

import re

from desk_app.documents import labels
from desk_app.documents.blocks import Table, Words, draw_heading, draw_paragraph, draw_rows
from desk_app.documents.fonts import Face
from desk_app.documents.head import draw_head, draw_title
from desk_app.documents.page import BODY, MM, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.language import Bilingual, Language
from desk_app.domain.papers import GapLine, Paper, RefusalContent

_PLACES = re.compile(r"(\{incomplete\}|\{expired\})")
_BETWEEN = re.compile(r"\{incomplete\}.*\{expired\}|\{expired\}.*\{incomplete\}", re.DOTALL)


def lay_out(sheet: Sheet, paper: Paper, content: RefusalContent, words: Words, marks: list[str]) -> None:
    draw_head(sheet, paper, words)
    draw_title(sheet, paper, words, marks)
    draw_rows(sheet, content.rows, words)
    sheet.skip(4)
    _draw_reason(sheet, content, words)
    if content.gaps:
        sheet.skip(2)
        _draw_gaps(sheet, content, words)
    if content.filling_faults:
        sheet.skip(3)
        draw_heading(sheet, labels.FILLING_FAULTS, words)
        for number, fault in enumerate(content.filling_faults, 1):
            sheet.write(wrap([words.span(f"{number}. ", 10.5), *words.spans(fault, size=10.5)], BODY))
    sheet.skip(3)
    draw_paragraph(sheet, content.basis, words, size=9.5, prefix=labels.BASIS)
    sheet.skip(1)
    again = wrap(words.spans(content.again, size=10.5), BODY)
    sheet.keep(height(again) + len(content.signatures) * 13 * MM)
    sheet.write(again)
    draw_signatures(sheet, content.signatures, words)


def reason_spans(content: RefusalContent, language: Language, face: Face, size: float) -> list[Span]:
    """The official sentence with its alternatives; what applies is underlined.

    The braces of the edition are the only ones looked for: other text stays as it is, whatever it holds.
    """
    reason = content.reason.text(language)
    if content.only_incomplete:
        reason = _BETWEEN.sub("{incomplete}", reason).replace("{expired}", "")
    spans = []
    for part in _PLACES.split(reason):
        if part == "{incomplete}":
            spans.append(Span(content.incomplete_words.text(language), face, size, content.incomplete_applies))
        elif part == "{expired}":
            spans.append(Span(content.expired_words.text(language), face, size, content.expired_applies))
        elif part:
            spans.append(Span(part, face, size))
    return spans


def _draw_reason(sheet: Sheet, content: RefusalContent, words: Words) -> None:
    for language in words.languages:
        first = language is words.languages[0]
        spans = reason_spans(
            content, language, Face.REGULAR if first else Face.ITALIC, (12 if first else 11) * words.tightness
        )
        if language is words.languages[-1] and not content.only_incomplete and not _says_underline(content):
            spans += [words.span(" (", 9), *words.spans(labels.UNDERLINED, size=9), words.span(")", 9)]
        sheet.write(wrap(spans, BODY), align=Align.JUSTIFY)
        sheet.skip(1.2)


def _says_underline(content: RefusalContent) -> bool:
    """Whether the official sentence itself ends with «underline as needed»."""
    return "подчеркнуть" in content.reason.ru or "астын сызу" in content.reason.kk


def _draw_gaps(sheet: Sheet, content: RefusalContent, words: Words) -> None:
    draw_heading(sheet, labels.GAPS, words)
    columns = (
        (Bilingual(labels.NUMBER, labels.NUMBER), 6, Align.LEFT),
        (labels.GAP_DOCUMENT, 47, Align.LEFT),
        (labels.GAP_WHY, 32, Align.LEFT),
        (labels.GAP_BRING, 76, Align.LEFT),
    )
    table = Table(sheet, words, columns, 1.6 * MM)
    for number, gap in enumerate(content.gaps, 1):
        table.row(
            wrap([words.span(str(number), 10.5)], table.width(0)),
            _document_cell(gap, content, words, table.width(1)),
            words.stacked(gap.why, table.width(2), size=10.5),
            _bring_cell(gap, words, table.width(3)),
        )
    table.close()


def _document_cell(gap: GapLine, content: RefusalContent, words: Words, wide: float) -> list[Line]:
    lines = words.stacked(gap.title, wide, size=10.5, face=Face.BOLD)
    if gap.clause != content.basis:
        lines += _smaller(gap.clause, words, wide)
    return lines


def _bring_cell(gap: GapLine, words: Words, wide: float) -> list[Line]:
    lines = words.stacked(gap.bring, wide, size=10.5)
    if gap.where.kk or gap.where.ru:
        lines += _smaller(gap.where, words, wide)
    return lines


def _smaller(text: Bilingual, words: Words, wide: float) -> list[Line]:
    lines = words.label(text, wide, 9)
    if lines:
        lines[0].gap = 1.5
    return lines
