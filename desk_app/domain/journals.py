"""The journals of an office for a period: what a line of each holds, and the balance of cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.cases import CaseState
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel, Ground


class JournalKind(StrEnum):
    REGISTRATION = "registration"
    REFUSAL = "refusal"
    PAPERS = "papers"
    """Papers that were issued."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a journal is asked for: from the first moment up to, not with, the last; and of whom."""

    office: UUID
    begins: datetime
    ends: datetime
    service: str = ""
    channel: Channel | None = None
    clerk: UUID | None = None


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A step that a journal tells of."""

    code: str
    done_at: datetime
    done_by_name: str
    note: str
    letter_number: str
    executor: str
    """Name of the executor the head named; empty for other steps."""


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One registered application. Void ones keep their number and their line."""

    number: str
    registered_at: datetime
    channel: Channel
    service: str
    edition: str
    applicant: str
    iin: str
    representative: str
    sheets: int
    accepted_by: str
    service_due_at: datetime | None
    state: CaseState
    outcome: str
    """Empty while nothing is decided."""
    result_number: str
    result_at: str
    """ISO text of the day of the result; empty while there is none."""
    steps: tuple[StepEntry, ...]


@dataclass(frozen=True, slots=True)
class RefusalEntry:
    number: str
    refused_at: datetime
    channel: Channel
    service: str
    edition: str
    applicant: str
    iin: str
    representative: str
    grounds: tuple[Ground, ...]
    gaps: tuple[str, ...]
    refused_by: str
    followed_by: str
    """Number of the case that was registered after it."""
    is_void: bool = False
    """It keeps its number and its line."""


@dataclass(frozen=True, slots=True)
class PaperEntry:
    kind: PaperKind
    number: str
    title: Bilingual
    issued_at: datetime
    issued_by: str
    belongs_to: str
    """Number of the case or refusal; empty for a list of several cases."""
    applicant: str
    iin: str
    copies: int
    print_state: PrintState
    handed_at: datetime | None
    handed_to: str
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """Open cases before the period, and what became of them. Void cases are counted apart: `carried` + `arrived` -
    `closed` = `left`."""

    carried: int
    arrived: int
    closed: int
    left: int
    void: int
