"""A journal on paper, read back: pages, headings on each, signature at the end, odd letters, stopping."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import UUID

import pypdfium2
import pytest

from desk_app.documents.render import render
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import JournalColumn, JournalContent, Paper, PaperKind, Row, Signature
from desk_app.progress import Progress, StoppedError

COLUMNS = (
    JournalColumn(Bilingual("Нөмірі", "Номер"), 20),
    JournalColumn(Bilingual("Кім", "Кто"), 40),
    JournalColumn(Bilingual("Парақ", "Листов"), 10, True),
)


def journal(lines: tuple[tuple[str, ...], ...]) -> Paper:
    content = JournalContent(
        facts=(Row(Bilingual("Кезең", "Период"), Bilingual("2019", "2019")),),
        columns=COLUMNS,
        lines=lines,
        balance=(Row(Bilingual("Түсті", "Поступило"), Bilingual(str(len(lines)), str(len(lines)))),),
        signature=Signature(Bilingual("Жасаған", "Составил"), "Сейітова Айгүл"),
    )
    name = Bilingual("Орталық", "Центр")
    return Paper(
        UUID(int=1), UUID(int=2), PaperKind.JOURNAL, "", Bilingual("Тіркеу журналы", "Журнал регистрации"),
        PaperLanguage.KK, name, name, datetime(2019, 9, 16, tzinfo=UTC), UUID(int=3), 17, "ABCD-EFGH-IJKL", content,
    )  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert all(page.get_width() > page.get_height() for page in document)
        return [page.get_textpage().get_text_range() for page in document]


def test_every_line_is_there_once_and_every_page_has_headings_and_its_number() -> None:
    lines = tuple((f"А-{number:05}", "Әбдірахманов Нұрлан Ерікұлы", "3") for number in range(300))
    found = pages(render(journal(lines)))
    whole = "\n".join(found)
    assert len(found) > 5 and all(whole.count(line[0]) == 1 for line in lines)
    for number, text in enumerate(found, 1):
        assert "Нөмірі" in text and f"{number} / {len(found)}" in text and "ABCD-EFGH-IJKL" in text
    assert ["Сейітова Айгүл" in text for text in found] == [False] * (len(found) - 1) + [True]


def test_same_journal_gives_the_same_bytes() -> None:
    paper = journal((("А-1", "Ә", "1"),))
    assert render(paper) == render(paper)


def test_words_too_long_are_broken_and_odd_letters_found_in_another_face() -> None:
    (text,) = pages(render(journal((("А" * 90, "₸ 5 000\nекінші жол", "1"),))))
    assert text.count("А") >= 90 and "₸" in text and "екінші жол" in text


def test_journal_without_lines_is_still_a_journal() -> None:
    (text,) = pages(render(journal(())))
    assert "ТІРКЕУ ЖУРНАЛЫ" in text and "1 / 1" in text


def test_making_a_journal_tells_how_far_it_is_and_stops() -> None:
    progress = Progress()
    lines = tuple((str(number), "Ә", "1") for number in range(500))
    render(journal(lines), progress=progress)
    assert progress.done == progress.whole == 1000
    progress.stop()
    with pytest.raises(StoppedError):
        render(journal(lines), progress=progress)
