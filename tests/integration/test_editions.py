"""The files of `resources/regulation`: all load, all name their sources, and say which act is in force on which day.

What those of 2018 hold is in `test_seed_steps`, `test_seed_terms`, `test_seed_facts`; faults of files are in
`test_broken_files`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import ServiceEdition, Source
from desk_app.errors import UserError
from desk_app.regulation.loader import load_edition
from tests.support.seeds import CATALOGUE, EDITIONS, RESOURCES, SEEDED, every_seeded, reading

FILES = sorted(RESOURCES.glob("regulation/*/*.toml"))

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def _values(value: object, kind: type) -> Iterator[object]:
    if isinstance(value, kind):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name), kind)
    elif isinstance(value, tuple):
        for part in value:
            yield from _values(part, kind)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _values(part, kind)


def _texts(edition: ServiceEdition) -> list[Bilingual]:
    return [text for text in _values(edition, Bilingual) if isinstance(text, Bilingual)]


def _sources(edition: ServiceEdition) -> list[Source]:
    return [source for source in _values(edition, Source) if isinstance(source, Source)]


def test_all_files_are_loaded_and_the_seeded_services_come_first() -> None:
    assert len(FILES) == len(CATALOGUE.editions())
    assert CATALOGUE.services()[:3] == SEEDED
    assert [EDITIONS[service].letter for service in SEEDED] == ["А", "Б", "В"]


@every_file
def test_every_text_and_source_is_filled_in_both_languages(path: Path) -> None:
    edition = load_edition(path)
    texts = _texts(edition)
    assert len(texts) > 80
    assert all(text.kk.strip() and text.ru.strip() for text in texts)
    for text in texts:
        assert not re.search("[ңғүұқөһәіҢҒҮҰҚӨҺӘІ]", text.ru) or "«" in text.ru or "Наурыз" in text.ru, text.ru
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}|egov\.kz|eGov Mobile|KZ", "", text.kk + text.ru)), text
    assert len(_sources(edition)) > 20


@every_file
def test_the_slips_of_the_decree_are_not_copied(path: Path) -> None:
    """Annex 1 par. 7; annex 2, title, par. 1, 4, 6, 10, 11; annex 3 par. 6, 7."""
    text = path.read_text(encoding="utf-8")
    for slip in ("коопорация", "көрсетілетін қызметі беруші", "Мемлекетік", "өндеудің", "атаулы әлеуметтік алушыларға"):
        assert slip not in text
    assert not re.search("[a-zA-Z][а-яәіңғүұқөһ]|[а-яәіңғүұқөһ][a-zA-Z]", text), "a Latin letter inside a Cyrillic word"


@every_file
def test_digest_is_that_of_the_bytes(path: Path) -> None:
    assert load_edition(path).digest == hashlib.sha256(path.read_bytes()).hexdigest()


@every_file
def test_what_is_not_confirmed_says_how_it_was_read(path: Path) -> None:
    for source in _sources(load_edition(path)):
        assert source.confirmed or source.reading is not None, source.text.ru


def test_an_unknown_edition() -> None:
    with pytest.raises(UserError) as caught:
        CATALOGUE.edition("tsa_assignment/1999-01-01")
    assert caught.value.code == "E-330"


@every_seeded
def test_in_force_ten_days_after_registration_until_the_repeal(edition: ServiceEdition) -> None:
    """Decree No. 71, par. 4; decree No. 10 of 13.01.2020: the days of publication are not in the text."""
    assert (edition.effective_from, edition.effective_to) == (date(2018, 3, 23), date(2020, 1, 23))
    assert not edition.force_source.confirmed
    assert "13.03.2018" in reading(edition.force_source).kk
    for on in (date(2018, 3, 23), date(2020, 1, 23), date(2020, 1, 24)):
        assert CATALOGUE.in_force(edition.service, on) is edition
    with pytest.raises(UserError, match="E-330"):
        CATALOGUE.in_force(edition.service, date(2018, 3, 22))
