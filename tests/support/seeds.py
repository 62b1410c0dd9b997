"""The editions of 2018 that the two seed documents hold: decree No. 71 (annexes 1, 2, 3) and the passport."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.completeness import demanded
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel, RefusalRule, ServiceEdition, Source, Trait
from desk_app.regulation.catalogue import Catalogue

RESOURCES = Path(__file__).parents[2] / "resources"
SEEDED = ("tsa_assignment", "tsa_certificate", "home_schooling")
CATALOGUE = Catalogue(RESOURCES)
EDITIONS = {service: CATALOGUE.edition(f"{service}/2018-03-23") for service in SEEDED}
A, B, C = (EDITIONS[service] for service in SEEDED)
"""Assignment of assistance (annex 1), the certificate (annex 2), home schooling (annex 3)."""
CENTRE, AKIM, PROVIDER = Channel.CENTRE, Channel.AKIM, Channel.PROVIDER
CORPORATION, PORTAL = Channel.STATE_CORPORATION, Channel.PORTAL
ON = date(2018, 5, 14)
_SECTIONS = {"2/5": 2, "2/6": 4, "2/10": 4, "2/11": 4}

every_seeded = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: edition.service)


def cited(paragraph: str) -> tuple[str, str]:
    """«annex/paragraph/sub-paragraph» in the words of a source, with the section where annex 2 repeats its numbers."""
    annex, number, sub = paragraph.split("/")
    section = _SECTIONS.get(f"{annex}/{number}")
    kk = f"{annex}-қосымша, {f'{section}-бөлім, ' if section else ''}{number}-тармақ, {sub}) тармақша"
    ru = f"приложение {annex}, {f'раздел {section}, ' if section else ''}пункт {number}, подпункт {sub})"
    return kk, ru


def refusal(edition: ServiceEdition, channel: Channel) -> RefusalRule:
    found = edition.channel(channel).refusal
    assert found is not None
    return found


def reading(source: Source | None) -> Bilingual:
    assert source is not None
    assert source.reading is not None, source.text.ru
    return source.reading


def codes(edition: ServiceEdition, channel: Channel, *traits: Trait) -> list[str]:
    """The documents asked of somebody with these traits and no household."""
    return [rule.code for rule in demanded(edition, channel, frozenset(traits), (), ON)]
