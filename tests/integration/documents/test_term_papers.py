"""The papers about terms, read back from their PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from desk_app.documents.render import render
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.norms import Minutes
from desk_app.domain.papers import Paper, PaperKind, WhyContent
from tests.integration.documents import samples, term_samples
from tests.integration.documents.test_papers import letters_of, outside, overlapping, text_of

EVERY = [(kind, language) for kind in term_samples.TITLES for language in PaperLanguage]


def made(kind: PaperKind, language: PaperLanguage) -> Paper:
    title, content = term_samples.TITLES[kind]
    usual = samples.paper(PaperKind.CERTIFICATE, language, samples.RESULT)
    return replace(usual, kind=kind, title=title, content=content)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_paper_stays_inside_the_page_and_is_made_again_the_same(kind: PaperKind, language: PaperLanguage) -> None:
    paper = made(kind, language)
    pdf = render(paper)
    assert outside(pdf) == [] and overlapping(pdf) == []
    text = letters_of(text_of(pdf))
    assert letters_of(paper.number) in text and paper.journal_code in text
    for one in language.languages:
        assert letters_of(paper.title.text(one).upper()) in text
    assert render(paper) == pdf


def test_why_sheet_has_every_day_its_reason_and_what_is_not_confirmed() -> None:
    content = term_samples.WHY
    assert isinstance(content, WhyContent)
    text = letters_of(text_of(render(made(PaperKind.WHY_SHEET, PaperLanguage.BOTH))))
    days = [line.day for line in content.lines]
    assert len(days) == len(set(days))
    for line in content.lines:
        assert line.day in text
        for language in Language:
            assert letters_of(line.reason.text(language)) in text
    reasons = {line.day: line.reason.ru for line in content.lines}
    assert "приостановлен" in reasons["09.12.2026"] and "приостановлен" in reasons["10.12.2026"]
    assert reasons["16.12.2026"] == "День Независимости"
    assert letters_of("не подтверждён официальным текстом") in text
    assert letters_of(content.clause.kk) in text and letters_of(term_samples.EDITION.act.ru) in text


def test_why_sheet_of_minutes_names_the_stretches() -> None:
    begins = datetime(2026, 9, 14, 12, 50, tzinfo=term_samples.ZONE)
    content = term_samples.why(term_samples.way(Minutes(20), begins))
    paper = replace(made(PaperKind.WHY_SHEET, PaperLanguage.RU), content=content)
    text = text_of(render(paper))
    assert "12:50–13:00" in text and "13:00–14:30" in text and "обеденный перерыв" in text and "14:30–14:40" in text


def test_render_refusal_says_ground_and_paragraph() -> None:
    text = letters_of(text_of(render(made(PaperKind.RENDER_REFUSAL, PaperLanguage.BOTH))))
    content = term_samples.RENDER_REFUSAL
    for language in Language:
        for part in (content.ground, content.clause, content.body):
            assert letters_of(part.text(language)) in text


def test_unsigned_render_refusal_is_marked_as_a_draft() -> None:
    paper = made(PaperKind.RENDER_REFUSAL, PaperLanguage.KK)
    draft = replace(paper, content=replace(term_samples.RENDER_REFUSAL, draft=True))
    assert "ЖОБА" in text_of(render(draft)) and "ЖОБА" not in text_of(render(paper))
