"""The files of `resources/regulation`: all load, all name their sources, and a broken file tells all its faults."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, Minutes, WorkingDays
from desk_app.domain.regulation import AcceptancePaper, Channel, Ground, Source, StartRule
from desk_app.errors import UserError
from desk_app.regulation.catalogue import Catalogue
from desk_app.regulation.loader import load_edition

RESOURCES = Path(__file__).parents[2] / "resources"
FILES = sorted(RESOURCES.glob("regulation/*/*.toml"))
CERTIFICATE = RESOURCES / "regulation/tsa_certificate/2018-03-23.toml"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(RESOURCES)


def _values(value: object, kind: type) -> Iterator[object]:
    if isinstance(value, kind):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name), kind)
    elif isinstance(value, tuple):
        for part in value:
            yield from _values(part, kind)


def test_all_editions_load_in_the_order_of_their_letters(catalogue: Catalogue) -> None:
    assert [edition.letter for edition in catalogue.editions()] == ["А", "Б", "В"]
    assert catalogue.services() == ("tsa_assignment", "tsa_certificate", "home_schooling")
    assert len(FILES) == len(catalogue.editions())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_text_and_source_is_filled_in_both_languages(path: Path) -> None:
    edition = load_edition(path)
    texts = [text for text in _values(edition, Bilingual) if isinstance(text, Bilingual)]
    assert len(texts) > 80
    assert all(text.kk.strip() and text.ru.strip() for text in texts)
    for text in texts:
        assert not re.search("[ңғүұқөһәіҢҒҮҰҚӨҺӘІ]", text.ru) or "«" in text.ru or "Наурыз" in text.ru, text.ru
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}|egov\.kz|KZ", "", text.kk + text.ru)), text
    sources = [source for source in _values(edition, Source) if isinstance(source, Source)]
    assert len(sources) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_slips_of_the_decree_are_not_copied(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for slip in ("коопорация", "көрсетілетін қызметі беруші", "Мемлекетік", "өндеудің", "атаулы әлеуметтік алушыларға"):
        assert slip not in text
    assert not re.search("[a-zA-Z][а-яәіңғүұқөһ]|[а-яәіңғүұқөһ][a-zA-Z]", text), "a Latin letter inside a Cyrillic word"


def test_digest_is_that_of_the_bytes() -> None:
    assert load_edition(CERTIFICATE).digest == hashlib.sha256(CERTIFICATE.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("service", "channel", "title", "grounds"),
    [
        (
            "tsa_assignment",
            Channel.CENTRE,
            "Тағайындауға өтініш қабылдаудан бас тарту туралы қолхат",
            [Ground.INCOMPLETE, Ground.EXPIRED],
        ),
        (
            "tsa_assignment",
            Channel.AKIM,
            "Тағайындауға өтініш қабылдаудан бас тарту туралы қолхат",
            [Ground.INCOMPLETE, Ground.EXPIRED],
        ),
        (
            "tsa_certificate",
            Channel.STATE_CORPORATION,
            "Құжаттар топтамасын қабылдаудан бас тарту туралы қолхат",
            [Ground.INCOMPLETE],
        ),
        (
            "tsa_certificate",
            Channel.CENTRE,
            "Құжаттар топтамасын қабылдаудан бас тарту туралы қолхат",
            [Ground.INCOMPLETE],
        ),
        (
            "home_schooling",
            Channel.STATE_CORPORATION,
            "Тағайындауға өтінішті қабылдаудан бас тарту туралы қолхат",
            [Ground.INCOMPLETE, Ground.EXPIRED],
        ),
    ],
)
def test_refusal_receipts_of_decree_71(
    catalogue: Catalogue, service: str, channel: Channel, title: str, grounds: list[Ground]
) -> None:
    """Annex 1 par. 7(1) and 8(1); annex 2 section 4 par. 6(1) and 10(1); annex 3 par. 6(1)."""
    refusal = catalogue.edition(f"{service}/2018-03-23").channel(channel).refusal
    assert refusal is not None
    assert refusal.title.kk == title
    assert list(refusal.grounds) == grounds
    assert ("{expired}" in refusal.reason.kk) is (Ground.EXPIRED in grounds)
    assert refusal.source.confirmed


def test_the_provider_s_refusal_is_the_law_s_and_not_confirmed(catalogue: Catalogue) -> None:
    """The decree names no receipt of the provider; art. 19 of the law of that time names the grounds."""
    refusal = catalogue.edition("tsa_certificate/2018-03-23").channel(Channel.PROVIDER).refusal
    assert refusal is not None
    assert refusal.grounds == (Ground.INCOMPLETE, Ground.EXPIRED)
    assert not refusal.source.confirmed
    assert refusal.source.reading is not None


def test_terms_of_the_certificate(catalogue: Catalogue) -> None:
    """Passport: 15 minutes; State Corporation three working days, day of acceptance not counted; centre not named."""
    edition = catalogue.edition("tsa_certificate/2018-03-23")
    assert edition.channel(Channel.PROVIDER).whole == edition.channel(Channel.AKIM).whole == Minutes(15)
    corporation = edition.channel(Channel.STATE_CORPORATION)
    assert (corporation.whole, corporation.start) == (WorkingDays(3), StartRule.ACCEPTANCE_DAY_NOT_COUNTED)
    assert corporation.start_source.confirmed
    assert edition.channel(Channel.CENTRE).whole is None
    assert (corporation.waiting, corporation.serving) == (Minutes(15), Minutes(20))
    assert 5 in corporation.hours.weekdays
    assert corporation.hours.lunch is None
    with pytest.raises(KeyError):
        edition.channel(Channel.PORTAL)


def test_terms_of_assistance_are_not_confirmed(catalogue: Catalogue) -> None:
    """They come from an excerpt of the ministry's page, not from an official text that was read."""
    edition = catalogue.edition("tsa_assignment/2018-03-23")
    centre, akim = edition.channel(Channel.CENTRE), edition.channel(Channel.AKIM)
    assert (centre.whole, akim.whole) == (WorkingDays(7), WorkingDays(22))
    for rule in (centre, akim):
        assert rule.whole_source is not None
        assert not rule.whole_source.confirmed
        assert not rule.start_source.confirmed
        assert rule.acceptance is AcceptancePaper.TALON
        assert rule.times_source is not None
        assert not rule.times_source.confirmed
    assert not edition.basis_confirmed
    assert all(not document.source.confirmed for document in edition.documents)


def test_home_schooling_is_sent_within_a_day_not_a_working_day(catalogue: Catalogue) -> None:
    """Annex 3, par. 6(3): «1 (бір) күні»."""
    rule = catalogue.edition("home_schooling/2018-03-23").channel(Channel.STATE_CORPORATION)
    assert rule.step("send").norm == CalendarDays(1)
    assert rule.step("send").source.reading is not None
    assert rule.start_source.confirmed


def test_an_unknown_edition(catalogue: Catalogue) -> None:
    with pytest.raises(UserError) as caught:
        catalogue.edition("tsa_assignment/1999-01-01")
    assert caught.value.code == "E-330"


def test_in_force_or_the_nearest_earlier(catalogue: Catalogue) -> None:
    for on in (date(2018, 3, 23), date(2020, 1, 23), date(2026, 11, 22)):
        assert catalogue.in_force("tsa_assignment", on).id == "tsa_assignment/2018-03-23"
    with pytest.raises(UserError, match="E-330"):
        catalogue.in_force("tsa_assignment", date(2018, 3, 22))
