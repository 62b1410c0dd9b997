"""What an examination finds, in words that name it and say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.errors import TerezeError
from desk_app.wording import Message

NAMED = 5
"""How many numbers a finding names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness. `check` is a stable word for scripts."""

    check: str
    what: Message
    todo: Message


def of_error(check: str, error: TerezeError) -> Finding:
    """An error as a finding of that check."""
    return Finding(check, Message(error.what, error.params), Message(error.todo, error.params))


def some(texts: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    shown = ", ".join(texts[:NAMED])
    return f"{shown} (+{len(texts) - NAMED})" if len(texts) > NAMED else shown
