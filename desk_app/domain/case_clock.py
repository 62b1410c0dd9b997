"""What changes the terms of a case while it runs: the clock stopped and run again, the term extended once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ClockEventKind(StrEnum):
    """What happened to the clock of a case."""

    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One such act: who, when, why. Added, never changed."""

    key: UUID
    case: UUID
    ordinal: int
    kind: ClockEventKind
    at: datetime
    by: UUID
    by_name: str
    reason: str = ""
    """Code of the edition's reason, for a pause."""
    note: str = ""
    """What the person added to it; the reason of an extension in words."""
    units: int = 0
    """For an extension: how many units of the edition's norm the whole term has now, counted from the reception."""
    until: datetime | None = None
    """For an extension: the new due moment as the applicant was told."""
    notice_due_at: datetime | None = None
    """For an extension: by when the applicant is to be told in writing."""
    paper: UUID | None = None
    """For an extension: the notice."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """A time in which the clock stood; `resumed_at` is None while it stands."""

    stopped_at: datetime
    stopped_by_name: str
    reason: str
    note: str
    resumed_at: datetime | None = None
    resumed_by_name: str = ""


def standstills(events: Iterable[ClockEvent]) -> tuple[Standstill, ...]:
    """The times in which the clock stood, oldest first."""
    found: list[Standstill] = []
    for event in events:
        if event.kind is ClockEventKind.PAUSED:
            found.append(Standstill(event.at, event.by_name, event.reason, event.note))
        elif event.kind is ClockEventKind.RESUMED:
            found[-1] = replace(found[-1], resumed_at=event.at, resumed_by_name=event.by_name)
    return tuple(found)
