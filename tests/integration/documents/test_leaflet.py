"""The leaflet of every edition and channel, read back from its PDF in each language."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from desk_app.documents.render import render, unprintable
from desk_app.domain import leaflet_texts
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import LeafletContent, Paper, PaperKind
from desk_app.domain.regulation import Channel, ChannelRule, MemberTrait, ServiceEdition, Trait
from desk_app.regulation.catalogue import Catalogue
from desk_app.usecases.leaflets import leaflet_content
from tests.integration.documents import samples
from tests.integration.documents.test_papers import letters_of, outside, overlapping, text_of

EDITIONS = Catalogue(Path(__file__).parents[3] / "resources").editions()
EVERY = [(edition, rule) for edition in EDITIONS for rule in edition.channels]
ASSISTANCE = next(edition for edition in EDITIONS if edition.id == "tsa_assignment/2018-03-23")
CERTIFICATE = next(edition for edition in EDITIONS if edition.id == "tsa_certificate/2026-07-12")


def leaflet(content: LeafletContent, language: PaperLanguage) -> Paper:
    found = samples.paper(PaperKind.TALON, language, content, number="")  # type: ignore[arg-type]  # replaced below
    return samples.replace(found, kind=PaperKind.LEAFLET, title=leaflet_texts.TITLE)


@pytest.mark.parametrize(("edition", "rule"), EVERY, ids=lambda value: getattr(value, "id", None) or value.channel)
def test_every_service_has_a_leaflet_inside_its_pages(edition: ServiceEdition, rule: ChannelRule) -> None:
    content = leaflet_content(edition, rule, frozenset(), frozenset())
    for language in PaperLanguage:
        made = leaflet(content, language)
        pdf = render(made)
        assert outside(pdf) == [] and overlapping(pdf) == [] and unprintable(made) == ()
        assert len(pypdfium2.PdfDocument(pdf)) <= 3
        text = letters_of(text_of(pdf))
        for part in language.languages:
            assert letters_of(edition.title.text(part)) in text
            for line in (*content.documents, *content.others, *content.not_demanded):
                assert letters_of(line.title.text(part)) in text
                assert letters_of(line.bring.text(part)) in text
        assert render(made) == pdf


def test_documents_of_the_traits_chosen_stand_first_and_the_rest_with_its_condition() -> None:
    rule = ASSISTANCE.channel(Channel.CENTRE)
    traits, members = frozenset({Trait.REFUGEE}), frozenset({MemberTrait.STUDENT})
    content = leaflet_content(ASSISTANCE, rule, traits, members)
    titles = {document.code: document.title.ru for document in ASSISTANCE.documents}
    needed = " ".join(line.title.ru for line in content.documents)
    others = {line.title.ru.removesuffix(leaflet_texts.MARK): line.condition for line in content.others}
    assert titles["refugee_certificate"] in needed and titles["study_certificate"] in needed
    assert others[titles["residence_permit"]] == leaflet_texts.CONDITIONS[Trait.FOREIGNER]
    assert others[titles["job_seeker"]] == leaflet_texts.CONDITIONS[MemberTrait.WORKING_AGE_JOBLESS]
    assert len(content.documents) + len(content.others) == len(ASSISTANCE.documents)


def test_facts_and_what_may_not_be_demanded_are_read_in_either_language() -> None:
    rule = CERTIFICATE.channel(Channel.PROVIDER)
    content = leaflet_content(CERTIFICATE, rule, frozenset(), frozenset())
    kk = text_of(render(leaflet(content, PaperLanguage.KK)))
    for words in ("Тегін", "15 минут", "алдын ала жазылу жоқ", "Бұл құжаттарды талап етуге болмайды", "5-бабы"):
        assert words in kk
    ru = text_of(render(leaflet(content, PaperLanguage.RU)))
    for words in ("Бесплатно", "минут: 15", "предварительной записи нет", "Эти документы требовать нельзя"):
        assert words in ru
    assert "официальным текстом не подтверждено" in ru


def test_the_words_for_conditions_know_every_trait() -> None:
    assert set(leaflet_texts.CONDITIONS) == {*Trait, *MemberTrait}
    assert set(leaflet_texts.PLACES) == set(Channel)
