"""Which names are near each other, and how a text with a slip in it is read."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.near_names import are_near, names_meant, parts_of, readings, words_of
from desk_app.domain.text import ALPHABET, search_key

WORDS = st.text(alphabet=ALPHABET, min_size=4, max_size=14).map(search_key)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("нурлн", "нурлан"),
        ("нуррлан", "нурлан"),
        ("нурлон", "нурлан"),
        ("нрулан", "нурлан"),
        ("кожахметв", "кожахметов"),
        ("бдирахманов", "абдирахманов"),
    ],
)
def test_one_slip_is_near(typed: str, meant: str) -> None:
    assert are_near(typed, meant) and are_near(meant, typed)


@pytest.mark.parametrize(
    ("one", "other"), [("нурлан", "нурлан"), ("нурл", "нурлан"), ("асан", "усен"), ("ахмет", "мухит")]
)
def test_the_same_word_and_two_slips_are_not(one: str, other: str) -> None:
    assert not are_near(one, other)


@given(word=WORDS, seed=st.integers(0, 10_000))
def test_every_single_slip_of_any_word_is_near_or_no_slip(word: str, seed: int) -> None:
    chance = random.Random(seed)
    at, letter = chance.randrange(len(word)), search_key(chance.choice(ALPHABET))
    for slip in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[: max(at - 1, 0)] + word[at : at + 1] + word[max(at - 1, 0) : at] + word[at + 1 :],
    ):
        assert slip == word or are_near(slip, word)


def test_short_words_and_numbers_are_not_changed() -> None:
    assert words_of("Ли Әсел А-2019-00042 87011234567") == ("асел",)
    assert parts_of("асел") == {"асел", "сел", "аел", "асл", "асе"}


def test_fewer_changes_are_tried_first_and_the_first_letter_is_trusted() -> None:
    known = {"аманв": ("даманов", "аманов"), "нурлн": ("нурлан",)}
    first, second = readings("Аманв Нурлн", known)
    assert first == ("аманов нурлн", "аманв нурлан")  # the text with даманов holds the one with аманов
    assert second == ("аманов нурлан",)
    assert list(readings("Аманв", {})) == []


def test_a_word_that_is_in_a_name_is_changed_only_where_all_words_are() -> None:
    known = {"аманов": ("аманов", "амонов"), "нурлн": ("нурлан",), "нурлан": ("нурлан",)}
    assert list(readings("аманов нурлн", known)) == [("аманов нурлан",)]
    assert list(readings("аманов нурлан", known)) == [("амонов нурлан",)]


def test_a_text_of_many_neighbours_is_tried_a_bounded_number_of_times() -> None:
    near = {word: tuple(f"{letter}{word[1:]}" for letter in ALPHABET) for word in ("аман", "асел", "нурлан")}
    assert [len(texts) for texts in readings("аман асел нурлан", near)] == [8, 8]


def test_a_long_text_of_many_neighbours_takes_no_time() -> None:
    words = [f"{a}{b}ман" for a in "абвгд" for b in "еио"]
    near = {word: tuple(f"{letter}{word[1:]}" for letter in ALPHABET) for word in words}
    began = time.process_time()
    assert [len(texts) for texts in readings(" ".join(words), near)] == [8, 8]
    assert time.process_time() - began < 1, "hours, where all of their products are weighed"


def test_names_meant_are_told_as_written_and_only_where_there_was_a_slip() -> None:
    names = ("Аманов Нұрлан Ерікұлы", "АМАНОВ Серік", "Аманова Нұрлан")
    assert names_meant("аманв", names) == ("Аманов",)
    assert names_meant("fvfyd", names) == ("Аманов",)  # the same with the Latin layout left on
    assert names_meant("fvfyjd", names) == ()
    assert names_meant("аманов", names) == ()
    assert names_meant("42", names) == ()
