"""What a person narrows the register to, and how it is kept as text.

No official source: the seed documents fix what a register holds, not how it is looked through.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from desk_app.domain.regulation import Channel

LONGEST_NAME = 60


class Standing(StrEnum):
    """Where a line of the register stands. A refusal that was declared void is void, and a refusal too."""

    OPEN = "open"
    READY = "ready"
    DONE = "done"
    VOID = "void"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """All that is given holds at once; a filter of nothing lets every line through."""

    service: str = ""
    standing: Standing | None = None
    channel: Channel | None = None
    clerk: UUID | None = None
    """Who accepted or refused it."""
    first: date | None = None
    last: date | None = None
    """The last day of registration, it too."""
    late: bool = False
    """Only cases past the due moment of their step or of the whole service; none whose clock stands."""

    @property
    def is_empty(self) -> bool:
        return self == RegisterFilter()


def filter_text(wanted: RegisterFilter) -> str:
    """Return the filter as it is kept: JSON of what is given."""
    facts: dict[str, object] = {
        "service": wanted.service,
        "standing": wanted.standing,
        "channel": wanted.channel,
        "clerk": str(wanted.clerk) if wanted.clerk is not None else None,
        "first": wanted.first.isoformat() if wanted.first is not None else None,
        "last": wanted.last.isoformat() if wanted.last is not None else None,
        "late": wanted.late,
    }
    return json.dumps({name: value for name, value in facts.items() if value}, sort_keys=True)


def filter_of(text: str) -> RegisterFilter:
    """Return the filter that was kept. Raises ValueError where the text is none."""
    facts = json.loads(text)
    if not isinstance(facts, dict):
        raise ValueError("a filter is kept as an object")
    return RegisterFilter(
        service=str(facts.get("service", "")),
        standing=Standing(facts["standing"]) if "standing" in facts else None,
        channel=Channel(facts["channel"]) if "channel" in facts else None,
        clerk=UUID(facts["clerk"]) if "clerk" in facts else None,
        first=date.fromisoformat(facts["first"]) if "first" in facts else None,
        last=date.fromisoformat(facts["last"]) if "last" in facts else None,
        late=bool(facts.get("late", False)),
    )
