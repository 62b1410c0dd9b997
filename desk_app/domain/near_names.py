"""Names that differ by a slip of the hand: which words are near each other, and how a text is read with them.

Two words are near when dropping at most one letter from each leaves the same: one letter too many, one too few, one
instead of another, two changed about. Words are compared folded (`text.search_key`), so қ for к is no slip at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product, zip_longest

from desk_app.domain.text import latin_layout, search_key

SHORTEST = 4
"""Letters. Shorter words are near too many others."""
_MOST_TEXTS = 8
"""Texts that one reading is tried with for a number of changed words; the nearest words come first."""
_MOST_CHANGED = 2
_MOST_NEAR = 24
"""Neighbours of one word that are looked at, and half the texts that are weighed before the best are tried."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that can be told from their neighbours, each once, in byte order."""
    return tuple(sorted({word for word in search_key(name).split() if len(word) >= SHORTEST and word.isalpha()}))


def parts_of(word: str) -> frozenset[str]:
    """Return the word and everything that is left of it when one letter is dropped."""
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def are_near(one: str, other: str) -> bool:
    """True if the two folded words differ, but not when at most one letter is dropped from each."""
    return one != other and not parts_of(one).isdisjoint(parts_of(other))


def readings(text: str, known: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield what the text may stand for: first the texts with one word changed, then those with two.

    `known` has the words of names that are near a word of the text, itself among them where it is in a name. Such a
    word is changed only where all are: the slip is in the others.
    """
    words = search_key(text).split()
    near = {at: _nearest_first(word, known.get(word, ()))[:_MOST_NEAR] for at, word in enumerate(words)}
    places = [at for at, others in near.items() if others]
    places = [at for at in places if words[at] not in known[words[at]]] or places
    for changed in range(1, min(len(places), _MOST_CHANGED) + 1):
        tried = (_changed(words, near, chosen) for chosen in combinations(places, changed))
        # the nearest of each place first
        ranked = (one for rank in zip_longest(*tried) for one in rank if one is not None)
        texts = tuple(islice(ranked, _MOST_NEAR * 2))
        # what holds a shorter one of them is found by that one: аманова by аманов
        yield tuple(one for one in texts if not any(other in one for other in texts if other != one))[:_MOST_TEXTS]


def names_meant(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the words of the names that were found for a text with a slip in it, each once, as they are written.

    Nothing where the text itself is in one of the names, or is no name at all.
    """
    typed = search_key(latin_layout(text) if text.isascii() else text)
    wanted = words_of(typed)
    found: dict[str, str] = {}
    for name in names:
        if typed in search_key(name):
            return ()
        for word in name.split():
            folded = search_key(word)
            if any(are_near(folded, one) for one in wanted):
                found.setdefault(folded, word)
    return tuple(found.values())


def _changed(words: Sequence[str], near: Mapping[int, Sequence[str]], chosen: Sequence[int]) -> Iterator[str]:
    """The texts with the words at these places changed, each to all of its neighbours."""
    for others in product(*(near[at] for at in chosen)):
        instead = dict(zip(chosen, others, strict=True))
        yield " ".join(instead.get(at, word) for at, word in enumerate(words))


def _nearest_first(word: str, others: Iterable[str]) -> list[str]:
    """People mistake the first letter of a name least of all."""
    changed = (other for other in others if other != word)
    return sorted(changed, key=lambda other: (other[0] != word[0], abs(len(other) - len(word)), other))
