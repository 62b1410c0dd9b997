"""The words that names are made of, each under all that is left of it when a letter is dropped.

A search for a name with a slip in it is then a few look-ups by key, on either engine, however many people there are.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from desk_app.domain.near_names import parts_of, words_of
from desk_app.storage.schema_register import name_part
from desk_app.usecases.ports_line import Work

_its = name_part.c
_PARTS: Any = bindparam("parts", expanding=True)
_OURS = _its.office == bindparam("office")
_KNOWN = select(_its.word).where(_OURS, _its.part.in_(_PARTS), _its.part == _its.word)
NEAR = select(_its.word).where(_OURS, _its.part.in_(_PARTS)).distinct()
_ADD = {
    "sqlite": sqlite.insert(name_part).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(name_part).on_conflict_do_nothing(),
}


def learn(work: Work, name: str) -> None:
    """Keep the words of a name that the office has not met yet.

    In byte order: two desks that learn at one moment wait for each other, and never each for the other.
    """
    words = words_of(name)
    if not words:
        return
    known = set(work.run(_KNOWN, {"office": work.office, "parts": words}).scalars())
    fresh = [word for word in words if word not in known]
    if fresh:
        lines = sorted((part, word) for word in fresh for part in parts_of(word))
        work.run(_ADD, [{"office": work.office, "part": part, "word": word} for part, word in lines])
