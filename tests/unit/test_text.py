"""Kazakh text: order, folding, keyboard layouts, refused characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.text import ALPHABET, clean, digits, latin_layout, search_key, sort_key

LETTERS = ALPHABET + ALPHABET.upper()
words = st.text(LETTERS + " -", max_size=20)


def test_the_alphabet_sorts_by_itself() -> None:
    assert len(ALPHABET) == 42
    assert "".join(sorted(reversed(ALPHABET), key=sort_key)) == ALPHABET


def test_names_sort_as_in_a_kazakh_directory() -> None:
    names = ["Яковлев", "Әбдірахманов", "Қасымов", "Асанов", "Ким", "Бек", "Ыбырай", "Ілияс", "Асан"]
    assert sorted(names, key=sort_key) == [
        "Асан",
        "Асанов",
        "Әбдірахманов",
        "Бек",
        "Ким",
        "Қасымов",
        "Ыбырай",
        "Ілияс",
        "Яковлев",
    ]


def test_sort_key_is_plain_ascii_and_ignores_case_and_composition() -> None:
    assert sort_key("Әйгүл Й").isascii()
    assert sort_key("ӘЙГҮЛ") == sort_key("әйгүл") == sort_key("ӘИ\u0306ГҮЛ")
    assert sort_key("Бек-Болат") == sort_key(" Бек  Болат ")
    assert sort_key("А 2") < sort_key("Аа") < sort_key("Аz") < sort_key("А№")


@given(words, words)
def test_a_word_comes_before_its_continuation(word: str, more: str) -> None:
    assert sort_key(word) <= sort_key(word + more)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("касымов", "Қасымов"),
        ("абдирахманов", "Әбдірахманов"),
        ("муратулы", "Мұратұлы"),
        ("омиргуль", "Өміргүль"),
        ("гани", "Ғани"),
        ("женис", "Жеңіс"),
        ("шахмардан", "Шаһмардан"),
        ("семен", "Семён"),
        ("бек болат", "Бек - Болат"),
    ],
)
def test_russian_letters_find_kazakh_names(typed: str, stored: str) -> None:
    assert search_key(typed) == search_key(stored)


@given(words)
def test_folding_twice_changes_nothing(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert not set(key) & set("қәөұүғңһіё-")


@given(words, words)
def test_folding_keeps_a_part_findable(left: str, right: str) -> None:
    assert search_key(left.strip(" -")) in search_key(f"{left.strip(' -')} {right}")


def test_latin_layout() -> None:
    assert latin_layout("fyyf") == "анна"
    assert latin_layout("Bdfyjd") == "Иванов"
    assert latin_layout("{fhbnjyjd :e,fyjdf") == "Харитонов Жубанова"
    assert latin_layout("Қасым 12") == "Қасым 12"


def test_the_digit_row_of_the_kazakh_keyboard() -> None:
    assert digits('"әіңғ,.үұқ') == "1234567890"
    assert digits('ҰҚ"ҚҚ" 300 007') == "901001300007"
    assert digits("90А") == "90А"


@given(st.text("0123456789 ", max_size=30))
def test_digits_stay_and_spaces_go(text: str) -> None:
    assert digits(text) == text.replace(" ", "")


def test_clean_composes_and_strips() -> None:
    assert clean("  и\u0306  ") == "й"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\n", "\u202e", "\u2066", "\u200f", "\u200b", "\u2028"])
def test_clean_refuses_what_nobody_sees(sign: str) -> None:
    with pytest.raises(ValueError):
        clean(f"Асан{sign}ов")
