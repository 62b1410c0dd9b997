"""The Kazakh order of `sort_key` against Qt's collator, which carries ICU's tables."""

from __future__ import annotations

import sys
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from desk_app.domain.text import ALPHABET, sort_key

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="QCollator uses the system's tables there")

words = st.text(ALPHABET, min_size=1, max_size=12)


@given(st.lists(words, max_size=30, unique=True))
def test_sort_key_agrees_with_the_collator(names: list[str]) -> None:
    collator = QCollator(QLocale("kk_KZ"))
    expected = sorted(names, key=cmp_to_key(collator.compare))
    assert sorted(names, key=sort_key) == expected


def test_the_collator_knows_the_alphabet() -> None:
    collator = QCollator(QLocale("kk_KZ"))
    assert "".join(sorted(ALPHABET, key=cmp_to_key(collator.compare))) == ALPHABET
