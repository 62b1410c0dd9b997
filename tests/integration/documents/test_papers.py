"""Papers are read back from their PDF: everything is there, inside the page, in embedded fonts, byte for byte again."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdf
import pypdfium2
import pypdfium2.raw
import pytest

from desk_app.documents.blocks import qr_content
from desk_app.documents.fonts import Face
from desk_app.documents.head import balanced
from desk_app.documents.page import BODY
from desk_app.documents.refusal import reason_spans
from desk_app.documents.render import render, unprintable, warm
from desk_app.documents.text import Span, wrap
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.papers import TEMPLATE_VERSION, MemberLine, Paper, PaperKind, Signature
from desk_app.domain.voiding import Voiding
from tests.integration.documents import goldens, samples
from tests.integration.documents.samples import paper, same

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
MM = 72 / 25.4
EVERY = [(kind, language) for kind in PaperKind for language in PaperLanguage]


def text_of(pdf: bytes) -> str:
    """All text, with one space where there was any white space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    # PDFium marks a word it takes for hyphenated, such as «9-тармағы» at the end of a line.
    return re.sub(r"\s+", " ", " ".join(pages)).replace("\ufffe", "-").replace("\x02", "-")


def letters_of(text: str) -> str:
    """Without white space: a broken word is still the same word."""
    return re.sub(r"\s+", "", text)


def outside(pdf: bytes) -> list[str]:
    """Characters whose box leaves the page's margins: of A4 upright, of A4 lying (a journal), of a roll (a ticket)."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        wide, high = page.get_size()
        left_free, right_free, bottom_free, top_free = 24.5 * MM, 14.5 * MM, 8 * MM, 10 * MM
        if wide > high:
            left_free, right_free, bottom_free, top_free = 19.5 * MM, 9.5 * MM, 5 * MM, 8 * MM
        elif wide < 100 * MM:
            left_free = right_free = bottom_free = top_free = 4.5 * MM
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index))
            if character.isspace() or ord(character) < 32:
                continue
            left, bottom, right, top = text.get_charbox(index)
            if left < left_free or right > wide - right_free or bottom < bottom_free or top > high - top_free:
                found.append(character)
    return found


def overlapping(pdf: bytes) -> list[str]:
    """Characters that stand on another one of the same page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        middles: dict[tuple[int, int], str] = {}
        for index in range(text.count_chars()):
            character = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index))
            if not character.isalnum():
                continue
            left, bottom, right, top = text.get_charbox(index)
            place = (round((left + right) / 2), round((bottom + top) / 2))
            if place in middles:
                found.append(middles[place] + character)
            middles[place] = character
    return found


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_kind_in_every_language_stays_inside_the_page(kind: PaperKind, language: PaperLanguage) -> None:
    made = paper(kind, language)
    pdf = render(made)
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    text = text_of(pdf)
    assert made.number in text
    if kind not in samples.NOT_IN_THE_JOURNAL:
        assert made.journal_code in text
        for part in language.languages:
            assert letters_of(made.title.text(part)).upper() in letters_of(text).upper()
    assert unprintable(made) == ()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_same_paper_gives_the_same_bytes(kind: PaperKind, language: PaperLanguage) -> None:
    made = paper(kind, language)
    assert render(made) == render(made)
    assert render(made, duplicate=1) == render(made, duplicate=1)
    assert (render(made, duplicate=1) != render(made)) is (kind not in samples.NEVER_DUPLICATES)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_only_embedded_fonts_are_in_the_file(kind: PaperKind, language: PaperLanguage) -> None:
    reader = pypdf.PdfReader(BytesIO(render(paper(kind, language))))
    for page in reader.pages:
        fonts = page["/Resources"]["/Font"]
        assert fonts
        for font in fonts.values():
            descriptor = font.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor
            assert "/ToUnicode" in font.get_object()
    assert b"Helvetica" not in render(paper(kind, language))


def test_refusal_names_every_gap_and_what_to_bring_in_both_languages() -> None:
    text = letters_of(text_of(render(paper(PaperKind.REFUSAL_RECEIPT))))
    for gap in samples.REFUSAL.gaps:
        for part in (gap.title, gap.why, gap.bring, gap.where, gap.clause):
            assert letters_of(part.kk) in text
            assert letters_of(part.ru) in text
    for signature in samples.REFUSAL.signatures:
        assert letters_of(signature.name) in text


def test_refusal_for_an_incomplete_package_alone_prints_no_second_alternative() -> None:
    content = replace(samples.REFUSAL, only_incomplete=True, expired_applies=False, gaps=samples.REFUSAL.gaps[1:])
    text = text_of(render(paper(PaperKind.REFUSAL_RECEIPT, PaperLanguage.RU, content)))
    assert "в связи с представлением неполного пакета документов." in text
    assert "истекшим" not in text
    assert "нужное" not in text


def test_underline_as_needed_stands_once() -> None:
    assert "нужное подчёркнуто" in text_of(render(paper(PaperKind.REFUSAL_RECEIPT)))
    reason = Bilingual(
        "Сіз {incomplete} (керегінің астын сызу).", "{incomplete} и (или) {expired} (нужное подчеркнуть)."
    )
    text = text_of(render(paper(PaperKind.REFUSAL_RECEIPT, content=replace(samples.REFUSAL, reason=reason))))
    assert "нужное подчеркнуть" in text
    assert "подчёркнуто" not in text


def test_refusal_underlines_only_the_ground_that_applies() -> None:
    content = replace(samples.REFUSAL, expired_applies=False)
    spans = reason_spans(content, Language.RU, Face.REGULAR, 12)
    assert [span.text for span in spans if span.underline] == ["неполного пакета документов"]


def test_talon_alone_holds_its_facts_below_the_cut() -> None:
    for language in PaperLanguage:
        pdf = render(paper(PaperKind.TALON, language))
        last = list(pypdfium2.PdfDocument(pdf))[-1]
        below = last.get_textpage().get_text_bounded(0, 0, 210 * MM, 99 * MM - 3)
        for fact in ("А-2026-03418", "10.12.2026, 11:31", "22.12.2026", "Сейітова Айгүл Маратқызы", "7QK4-M2XD-9TRA"):
            assert fact in below


def test_common_application_with_its_talon_is_one_sheet() -> None:
    for language in PaperLanguage:
        assert len(pypdfium2.PdfDocument(render(paper(PaperKind.TALON, language)))) == 1
    assert len(pypdfium2.PdfDocument(render(paper(PaperKind.REFUSAL_RECEIPT)))) == 1


@pytest.mark.parametrize("kind", [PaperKind.TALON, PaperKind.REFUSAL_RECEIPT])
@pytest.mark.parametrize("language", list(PaperLanguage))
def test_a_paper_is_small(kind: PaperKind, language: PaperLanguage) -> None:
    assert len(render(paper(kind, language))) <= 30 * 1024


def test_all_kazakh_letters_come_back_in_both_cases() -> None:
    body = (same(f"{KAZAKH} {KAZAKH.upper()} № «»—–…"),)
    for language in PaperLanguage:
        text = text_of(render(paper(PaperKind.CERTIFICATE, language, replace(samples.RESULT, body=body))))
        assert letters_of(KAZAKH) in letters_of(text)
        assert letters_of(KAZAKH.upper()) in letters_of(text)


HOSTILE = [
    "<b>қою</b>",
    '<img src="file:///etc/passwd"/>',
    "&amp;&lt;&#1240;",
    "%s%(name)s%n",
    "{0}{applicant}{incomplete}",
    "\\(()\\) Tj ET (",
    "a" * 400,
    "'; DROP TABLE papers; --",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("kind", [PaperKind.TALON, PaperKind.REFUSAL_RECEIPT, PaperKind.CERTIFICATE])
def test_markup_and_placeholders_are_printed_as_they_are(kind: PaperKind, hostile: str) -> None:
    made = spoiled(kind, hostile)
    pdf = render(made)
    assert letters_of(hostile) in letters_of(text_of(pdf))
    assert outside(pdf) == []


def spoiled(kind: PaperKind, text: str) -> Paper:
    """The text in a person's name, in the office's name and in the place."""
    content = {
        PaperKind.TALON: replace(
            samples.APPLICATION,
            applicant=text,
            receipt_rows=(
                replace(samples.APPLICATION.receipt_rows[0], value=same(text)),
                *samples.APPLICATION.receipt_rows[1:],
            ),
            applicant_signature=Signature(same("Өтініш беруші"), text),
            bank=text,
        ),
        PaperKind.REFUSAL_RECEIPT: replace(
            samples.REFUSAL, incomplete_words=same(text), gaps=(replace(samples.REFUSAL.gaps[0], bring=same(text)),)
        ),
        PaperKind.CERTIFICATE: replace(samples.RESULT, body=(same(text),)),
    }[kind]
    return paper(kind, content=content, office_name=same(text), place=same(text))


@pytest.mark.parametrize(
    ("hostile", "printed", "reported"),
    [
        ("Айгүл😀Маратқызы", "Айгүл□Маратқызы", ("😀",)),
        ("שלום", "□□□□", ("ו", "ל", "ם", "ש")),
        ("مرحبا", "□□□□□", ("ا", "ب", "ح", "ر", "م")),
        ("а\u202eб", "а□б", ("\u202e",)),
        ("а\x00б\x07в\x1b", "а□б□в□", ("\x00", "\x07", "\x1b")),
        ("38 420 ₸", "38420₸", ()),
        ("☐ жоқ", "□жоқ", ()),
        ("Қы\u00adзы\u200b", "Қызы", ()),
        ("и\u0306", "й", ()),
    ],
)
def test_what_no_face_has_is_a_box_and_is_reported(hostile: str, printed: str, reported: tuple[str, ...]) -> None:
    made = paper(PaperKind.CERTIFICATE, content=replace(samples.RESULT, body=(same(hostile),)))
    assert printed in letters_of(text_of(render(made)))
    assert unprintable(made) == tuple(sorted(reported))


@pytest.mark.parametrize("language", list(PaperLanguage))
def test_nothing_of_a_huge_application_is_lost(language: PaperLanguage) -> None:
    address = " ".join(f"Қостанай{number:04d}" for number in range(770))[:10_000]
    household = tuple(
        MemberLine(f"Нұрғалиева{number:02d} Әсел Һадиқызы", f"туысы{number:02d}", "01.02.2003", f"№ {number} мектеп")
        for number in range(40)
    )
    content = replace(samples.APPLICATION, address=address, household=household)
    pdf = render(paper(PaperKind.TALON, language, content), duplicate=3)
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    text = text_of(pdf)
    for word in address.split():
        assert word in text
    for member in household:
        assert letters_of(member.name) in letters_of(text)
        assert member.relation in text
    assert letters_of(content.consent.text(language.languages[0])) in letters_of(text)
    last = list(pypdfium2.PdfDocument(pdf))[-1]
    assert "22.12.2026" in last.get_textpage().get_text_bounded(0, 0, 210 * MM, 99 * MM)


def test_a_word_without_spaces_is_broken_and_complete() -> None:
    word = "Ұзынсөз" * 1430
    pdf = render(paper(PaperKind.TALON, content=replace(samples.APPLICATION, address=word)))
    assert outside(pdf) == []
    assert word in letters_of(_without_furniture(text_of(pdf)))


def _without_furniture(text: str) -> str:
    """Heads and feet stand between the pieces of a text that goes over several pages."""
    for part in (
        "№ А-2026-03418 · Өтініштің үзбелі талоны",
        "Өтініш парағы істе қалады / Лист заявления остаётся в деле",
        "нысанды орталық әзірледі / форма разработана центром",
        "Журнал № 48213 · 7QK4-M2XD-9TRA",
        r"\b\d+ / \d+\b",
    ):
        text = re.sub(part, " ", text)
    return text


def test_a_very_long_name_on_the_talon_raises_the_cut_instead_of_being_lost() -> None:
    name = " ".join(["Әбдірахманов"] * 150)
    pdf = render(spoiled(PaperKind.TALON, name))
    assert outside(pdf) == []
    assert letters_of(text_of(pdf)).count("Әбдірахманов") >= 4 * 150


def test_a_cell_longer_than_a_page_goes_on_over_pages() -> None:
    bring = " ".join(f"құжат{number:04d}" for number in range(1500))
    gaps = (replace(samples.REFUSAL.gaps[0], bring=same(bring)), samples.REFUSAL.gaps[1])
    pdf = render(paper(PaperKind.REFUSAL_RECEIPT, content=replace(samples.REFUSAL, gaps=gaps)))
    assert outside(pdf) == []
    text = text_of(pdf)
    assert all(word in text for word in bring.split())


def test_hand_over_list_of_hundreds_repeats_its_header_and_counts() -> None:
    lines = tuple(replace(samples.HAND_OVER.lines[0], number=f"А-2026-{number:05d}") for number in range(300))
    pdf = render(paper(PaperKind.HAND_OVER_LIST, PaperLanguage.KK, replace(samples.HAND_OVER, lines=lines)))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    assert outside(pdf) == []
    assert all(line.number in "".join(pages) for line in lines)
    assert all("Тіркеу нөмірі" in page for page in pages[:-1])
    assert "Барлығы: 300 іс" in "".join(pages)
    assert f"{len(pages)} / {len(pages)}" in pages[-1]


def test_no_kind_is_without_a_sample() -> None:
    assert set(samples.TITLES) == set(PaperKind)


@pytest.mark.parametrize("kind", sorted(set(PaperKind) - samples.NEVER_DUPLICATES))
def test_a_duplicate_is_marked_and_the_first_print_is_not(kind: PaperKind) -> None:
    assert "ДУБЛИКАТ" not in text_of(render(paper(kind)))
    pdf = render(paper(kind, PaperLanguage.KK), duplicate=2)
    assert "ТЕЛНҰСҚА / ДУБЛИКАТ № 2" in text_of(pdf)
    assert outside(pdf) == []


def test_a_draft_is_marked() -> None:
    for language in PaperLanguage:
        assert "ЖОБА / ПРОЕКТ" in text_of(render(paper(PaperKind.NOTIFICATION, language)))
    assert "ЖОБА" not in text_of(render(paper(PaperKind.CERTIFICATE)))


def test_date_is_written_as_official_papers_write_it() -> None:
    assert "2026 жылғы «10» желтоқсан" in text_of(render(paper(PaperKind.CERTIFICATE, PaperLanguage.KK)))
    assert "«10» декабря 2026 года" in text_of(render(paper(PaperKind.CERTIFICATE, PaperLanguage.RU)))


def test_one_language_papers_carry_no_word_of_the_other() -> None:
    assert "подпись" not in text_of(render(paper(PaperKind.REFUSAL_RECEIPT, PaperLanguage.KK)))
    assert "қолы" not in text_of(render(paper(PaperKind.REFUSAL_RECEIPT, PaperLanguage.RU)))


@pytest.mark.parametrize(
    ("language", "lang"), [(PaperLanguage.KK, "kk-KZ"), (PaperLanguage.BOTH, "kk-KZ"), (PaperLanguage.RU, "ru-KZ")]
)
def test_metadata_name_the_paper_and_nobody(language: PaperLanguage, lang: str) -> None:
    reader = pypdf.PdfReader(BytesIO(render(paper(PaperKind.CERTIFICATE, language))))
    assert reader.metadata is not None
    assert reader.metadata.title == f"{'Справка' if lang == 'ru-KZ' else 'Анықтама'} № А-2026-03418"
    assert not reader.metadata.author
    assert reader.root_object["/Lang"] == lang


def test_paper_without_journal_and_number_has_neither_line() -> None:
    pdf = render(paper(PaperKind.RECOVERY_SHEET, number="", journal_seq=0, journal_code=""))
    assert "Журнал" not in text_of(pdf)
    assert "№" not in text_of(pdf)
    for group in samples.RECOVERY.code.split("-"):
        assert group in text_of(pdf)


def test_wrapped_lines_are_never_wider_than_asked() -> None:
    warm()
    for available in (30.0, 77.0, BODY):
        for line in wrap([Span("Қазақстан Республикасы — " + "ж" * 90 + " x y", size=12)], available):
            assert line.width <= available + 0.02


def test_a_code_reads_the_key_the_number_and_the_code_of_the_journal() -> None:
    content = qr_content(paper(PaperKind.TALON))
    assert content == "TEREZE:01941F297C00700080000123456789AB:48213:7QK4-M2XD-9TRA"
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", content)


def test_same_value_in_both_languages_stands_once() -> None:
    text = text_of(render(paper(PaperKind.CERTIFICATE)))
    assert text.count("851231400001") == 1


def test_bilingual_value_stands_in_both() -> None:
    made = paper(PaperKind.CERTIFICATE, content=replace(samples.RESULT, body=(Bilingual("бір", "один"),)))
    assert "бір" in text_of(render(made))
    assert "один" in text_of(render(made))


def test_application_has_the_fields_of_the_form_in_its_order() -> None:
    """Typical rules No. 523, annex 1."""
    content = replace(samples.APPLICATION, identity_document="паспорт N 0000001, ІІМ, 12.05.2019")
    text = text_of(render(paper(PaperKind.TALON, PaperLanguage.RU, content)))
    order = (
        "Руководителю местного исполнительного органа", "От гражданина", "дата рождения", "ИИН",
        "документ, удостоверяющий личность: паспорт N 0000001", "адрес постоянного местожительства",
        "банковские реквизиты", "телефон", "Прошу назначить", "Перечень документов", "Наименование документа",
        "Состав семьи", "Даю согласие", "Подпись заявителя", "Документы принял(а)", "Работник Центра", "линия отреза",
        "Дата регистрации", "Дата получения государственной услуги", "Пакет документов принял(а)",
    )  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_is_not_known_of_the_applicant_has_a_line_to_write_it_on() -> None:
    bare = replace(samples.APPLICATION, address="", phone="", bank="", identity_document="", household=())
    pdf = render(paper(PaperKind.TALON, PaperLanguage.KK, bare))
    text = text_of(pdf)
    assert outside(pdf) == [] and overlapping(pdf) == []
    assert "(түрі, нөмірі, кім берген, берілген күні):" in text and "телефоны:" in text
    assert "KZ86" not in text and "Туыстық қатынасы" not in text


def test_a_void_paper_is_stamped_on_every_page_and_can_be_read_under_the_stamp() -> None:
    void = Voiding(samples.LATER[PaperKind.TICKET].issued_at, UUID(int=5), "Сейітова Айгүл", "ЖСН шатастырылған")
    for kind in (PaperKind.TALON, PaperKind.CERTIFICATE, PaperKind.WHY_SHEET):
        made = paper(kind, PaperLanguage.KK)
        stamped = render(replace(made, void=void), stamped=True)
        for page in pypdfium2.PdfDocument(stamped):
            text = page.get_textpage().get_text_range()
            assert "ЖАРАМСЫЗ" in text and "НЕДЕЙСТВИТЕЛЬНО" in text
            assert "22.11.2026" in text and "Сейітова Айгүл" in text and "ЖСН шатастырылған" in text
        plain = render(replace(made, void=void))
        assert plain == render(made) != stamped
        assert letters_of(made.title.kk.upper()) in letters_of(text_of(stamped))
        assert render(made, stamped=True) == plain


def test_lines_of_a_title_are_about_as_long_and_end_with_no_preposition() -> None:
    title = "Справка, подтверждающая принадлежность заявителя (семьи) к получателям адресной социальной помощи"
    lines = balanced(title.upper(), Face.BOLD, 14)
    shortest, longest = min(line.width for line in lines), max(line.width for line in lines)
    assert len(lines) == 2 and shortest > 0.75 * longest
    assert all(line.words[-1][-1].text != "К" for line in lines)


_PERSON = re.compile(r"(Жұмабекова|Әбдірахманов|Сейітова|Ысқақ|Әбенова|Оспанов)\b.{0,30}")


@pytest.mark.parametrize("name", goldens.names(TEMPLATE_VERSION))
def test_names_of_ten_thousand_letters_stay_inside_every_paper(name: str) -> None:
    """Every person's name, wherever it stands on the paper; the office's name too."""
    long = " ".join(f"Әбдірахманұлы{number:04d}" for number in range(560))[:10_000]
    usual = goldens.golden(TEMPLATE_VERSION, name, PaperLanguage.BOTH)
    content = _with_names(usual.content, long)
    pdf = render(replace(usual, content=content, office_name=same(long[:400])))
    assert outside(pdf) == [] and overlapping(pdf) == []
    if content != usual.content and usual.kind is not PaperKind.JOURNAL:
        assert long.split()[-1] in _without_furniture(text_of(pdf))


def _with_names(value: Any, long: str) -> Any:
    """The content with every name of a person grown."""
    if isinstance(value, str):
        return long if _PERSON.fullmatch(value) else value
    if isinstance(value, tuple):
        return tuple(_with_names(item, long) for item in value)
    if is_dataclass(value):
        return replace(value, **{field.name: _with_names(getattr(value, field.name), long) for field in fields(value)})  # type: ignore[type-var]
    return value
