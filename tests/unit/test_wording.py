"""Sentences with values: one way into words for every error, whatever its values are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.domain.language import Bilingual, Language
from desk_app.errors import DataFileError, UserError
from desk_app.i18n import gettext, ngettext, set_language, use_source_texts
from desk_app.wording import Fault, Message, say

PARAGRAPH = Bilingual("2-тармақ", "пункт 2")
EXCLUDED = "The service is not rendered through this channel: {paragraph}."


@pytest.fixture(autouse=True)
def kazakh_afterwards() -> Iterator[None]:
    yield
    set_language(Language.KK)


@pytest.mark.parametrize(("language", "paragraph"), [(Language.KK, "2-тармақ"), (Language.RU, "пункт 2")])
def test_a_bilingual_value_is_said_in_the_language(language: Language, paragraph: str) -> None:
    set_language(language)
    error = UserError("E-331", EXCLUDED, paragraph=PARAGRAPH)
    assert paragraph in say(error.what, error.params)
    assert "Bilingual" not in str(error)


def test_english_is_the_source_and_cites_the_acts_in_russian() -> None:
    set_language(Language.KK)
    assert gettext("one letter") != "one letter"
    use_source_texts()
    assert say(EXCLUDED, {"paragraph": PARAGRAPH}) == "The service is not rendered through this channel: пункт 2."
    assert gettext("one letter") == "one letter"
    assert ngettext("{count} working day", "{count} working days", 2) == "{count} working days"


def test_faults_within_an_error_are_said_too() -> None:
    faults = (Fault("letter", Message("one letter")), Fault("", Message("one of: {values}", {"values": "а, б"})))
    error = DataFileError("file.toml", faults)
    assert "letter: one letter; one of: а, б" in str(error)
    set_language(Language.RU)
    assert "letter: одна буква; одно из: а, б" in say(error.what, error.params)
    set_language(Language.KK)
    assert "letter: бір әріп; мыналардың бірі: а, б" in say(error.what, error.params)


def test_braces_without_values_are_left_alone() -> None:
    use_source_texts()
    assert say("{nothing} to fill", {}) == "{nothing} to fill"
