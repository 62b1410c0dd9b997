"""Kazakh text: its order, its folding for search, slips of the keyboard layout, and what may not be stored."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# Two characters per letter, so that keys compare byte by byte alike in Python, SQLite and PostgreSQL's COLLATE "C".
_RANKS = (
    {" ": "00", "-": "00"}
    | {str(digit): f"{digit + 1:02}" for digit in range(10)}
    | {letter: f"{rank:02}" for rank, letter in enumerate(ALPHABET, 11)}
    | {letter: f"{rank:02}" for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 60)}
)
_FOLDED = str.maketrans("қәөұүғңһіё", "каоуугнхие")
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_YCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LAYOUT = str.maketrans(
    _QWERTY + _QWERTY.upper().translate(str.maketrans("[];',.`", '{}:"<>~')), _YCUKEN + _YCUKEN.upper()
)
_DIGIT_ROW = '"әіңғ,.үұқ'
_DIGITS = str.maketrans(_DIGIT_ROW + "ӘІҢҒҮҰҚ", "1234567890" + "2345890")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _folded_case(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def sort_key(text: str) -> str:
    """Return a key whose byte order is the Kazakh alphabetical order. Spaces and hyphens come first, signs last."""
    collapsed = re.sub(r"[\s-]+", " ", _folded_case(text)).strip()
    return "".join(_RANKS.get(letter) or f"99{ord(letter):06x}" for letter in collapsed)


def search_key(text: str) -> str:
    """Return the text as it is searched: no case, Kazakh letters as their Russian neighbours, single spaces."""
    return re.sub(r"[\s-]+", " ", _folded_case(text).translate(_FOLDED)).strip()


def latin_layout(text: str) -> str:
    """Return what was meant when a Latin layout was left on: fyyf is анна (the Russian letter keys)."""
    return text.translate(_LAYOUT)


def digits(text: str) -> str:
    """Return the text with the digit row of the Kazakh keyboard read as digits and white space dropped.

    Anything else stays, so that a check can name it.
    """
    return "".join(unicodedata.normalize("NFC", text).translate(_DIGITS).split())


def clean(text: str) -> str:
    """Return the text composed (NFC) and stripped.

    Raises:
        ValueError: It holds a control, invisible or text-direction character.
    """
    stripped = unicodedata.normalize("NFC", text).strip()
    for letter in stripped:
        if unicodedata.category(letter) in _REFUSED_CATEGORIES:
            raise ValueError(f"the character U+{ord(letter):04X} may not be stored")
    return stripped
