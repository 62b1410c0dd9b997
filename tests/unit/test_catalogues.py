"""Every text of the screen is there in Kazakh and in Russian, whole and current."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.support.texts import LANGUAGES, ROOT, catalogue, extract

SHOWING = frozenset(
    {
        "setText", "setToolTip", "setPlaceholderText", "setTitle", "setWindowTitle", "setAccessibleName",
        "setAccessibleDescription", "setLabelText", "setStatusTip", "addTab", "setTabText", "QLabel", "QPushButton",
        "QCheckBox", "QRadioButton", "QGroupBox", "setInformativeText",
    }
)  # fmt: skip


def _texts(message: Message) -> tuple[str, ...]:
    found = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return tuple(text or "" for text in found)


def _sources(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_exactly_the_texts_of_the_program(language: str) -> None:
    wanted = {(message.context, message.id) for message in extract() if message.id}
    present = {(message.context, message.id) for message in catalogue(language) if message.id}
    assert wanted - present == set(), "run `python -m tests.support.texts` and translate"
    assert present - wanted == set(), "stale texts: run `python -m tests.support.texts`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    faults = []
    for message in catalogue(language):
        if not message.id:
            continue
        translated = _texts(message)
        wanted = _placeholders(_sources(message)[-1])
        if message.fuzzy or not all(translated):
            faults.append((message.id, "missing or fuzzy"))
        elif any(
            _placeholders(text) - wanted or (len(translated) == 1 and _placeholders(text) != wanted)
            for text in translated
        ):
            faults.append((message.id, "placeholders differ"))
    assert faults == []


@pytest.mark.parametrize(("language", "forms"), [("kk", 2), ("ru", 3)])
def test_counts_have_all_the_forms_of_the_language(language: str, forms: int) -> None:
    counted = [message for message in catalogue(language) if isinstance(message.id, (list, tuple))]
    assert counted and all(len(_texts(message)) == forms for message in counted)


def test_kazakh_is_not_russian_left_over() -> None:
    """A sentence of several words that is the same in both catalogues was copied, not translated."""
    russian = {message.id: _texts(message) for message in catalogue("ru")}
    same = [
        message.id
        for message in catalogue("kk")
        if message.id and _texts(message) == russian.get(message.id) and len(_texts(message)[0].split()) > 2
    ]
    assert same == []


def _untranslated(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SHOWING:
            found += [
                (node.lineno, value.value)
                for argument in node.args
                for value in ([argument] if isinstance(argument, ast.Constant) else getattr(argument, "values", []))
                if isinstance(value, ast.Constant)
                and isinstance(value.value, str)
                and sum(letter.isalpha() for letter in value.value) > 1
            ]
    return found


NAMES_OF_THEIR_OWN = frozenset({"Терезе", "ҚАЗ", "РУС", "Қазақша", "Русский", "PDF", "postgresql://server:5432/tereze"})


def test_no_text_reaches_the_screen_past_the_catalogues() -> None:
    faults = {
        str(path.relative_to(ROOT)): literals
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if (literals := [found for found in _untranslated(path) if found[1] not in NAMES_OF_THEIR_OWN])
    }
    assert faults == {}
