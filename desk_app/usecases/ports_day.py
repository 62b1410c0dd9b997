"""What the supervisor's day needs from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from desk_app.domain.closing import DayClose, WorkMove
from desk_app.domain.journals import Scope
from desk_app.domain.line import Visit
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel, Ground
from desk_app.domain.staff import StaffMember


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """One application of the day: when it came, when its result is due, whom its package went to."""

    key: UUID
    number: str
    applicant: str
    service: str
    edition: str
    channel: Channel
    registered_at: datetime
    registered_by_name: str
    service_due_at: datetime | None
    is_void: bool
    passed_to: str
    """Destination of the sending, or the executor the head named; empty while it lies here."""
    passed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """One refusal of the day with what it was refused for."""

    key: UUID
    edition: str
    grounds: tuple[Ground, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierRefusal:
    """Somebody who is here today and was refused before."""

    key: UUID
    number: str
    iin: str
    applicant: str
    refused_at: datetime
    followed_by: UUID | None


@dataclass(frozen=True, slots=True)
class PaperOfRecord:
    """A case or refusal and the newest valid paper it was to be given; no paper: `state` is None."""

    key: UUID
    number: str
    applicant: str
    paper: UUID | None
    state: PrintState | None


@dataclass(frozen=True, slots=True)
class SentPackage:
    """A package whose sending was recorded; `list_number` is empty where no list names it."""

    key: UUID
    number: str
    applicant: str
    list_number: str


@dataclass(frozen=True, slots=True)
class LoosePaper:
    """A paper nobody settled."""

    key: UUID
    kind: PaperKind
    number: str
    case: UUID | None
    refusal: UUID | None
    applicant: str


@dataclass(frozen=True, slots=True)
class NamedCase:
    """An open case that waits for one person by name."""

    key: UUID
    number: str
    applicant: str
    step: str


@dataclass(frozen=True, slots=True)
class StepCount:
    """Steps of one code done in a period: how many, how many of them in time."""

    edition: str
    channel: Channel
    code: str
    done: int
    in_time: int


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Cases of a period under one heading (service, channel or clerk)."""

    service: str
    channel: Channel
    clerk: UUID
    edition: str
    month: date
    """First day of the month, in the office's time, in which they were closed."""
    closed: int
    in_time: int


class DayWork(Protocol):
    """Writing, inside a unit of work."""

    def standing_close(self, day: date) -> DayClose | None:
        """The record that the day is closed, locked; None where it is open."""
        ...

    def add_close(self, close: DayClose) -> None: ...
    def reopen(self, key: UUID, at: datetime, by: UUID, by_name: str, reason: str) -> None: ...
    def named_cases(self, member: UUID) -> tuple[UUID, ...]:
        """Open cases that wait for this person by name, in the order of their keys."""
        ...

    def add_move(self, move: WorkMove) -> None:
        """Put the case into the colleague's work list and keep that it was done."""
        ...


@dataclass(frozen=True, slots=True)
class DayMoment:
    """What the supervisor's window reads after a change."""

    figures: Mapping[str, int]
    """By figure of the records."""
    here: tuple[Visit, ...]
    """The line of today and of whoever is left of earlier days, in its order."""
    left: tuple[Visit, ...]
    members: tuple[StaffMember, ...]


class DayWindowQueries(Protocol):
    """Reading."""

    def day_moment(
        self, office: UUID, begins: datetime, ends: datetime, now: datetime, since: datetime, known: frozenset[UUID]
    ) -> DayMoment:
        """The day as it stands, in one transaction. `left` are those who came that day, have ended since that moment
        and are not known."""
        ...

    def day_intake(self, office: UUID, begins: datetime, ends: datetime) -> tuple[IntakeEntry, ...]:
        """Applications registered in that time, in that order. Two thousand at most."""
        ...

    def day_reasons(self, office: UUID, begins: datetime, ends: datetime) -> tuple[RefusalReason, ...]: ...
    def earlier_refusals(
        self, office: UUID, since: datetime, begins: datetime, ends: datetime
    ) -> tuple[EarlierRefusal, ...]:
        """Refusals since that moment of people who came, were registered or refused again between the other two."""
        ...

    def acceptance_papers(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperOfRecord, ...]: ...
    def refusal_papers(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperOfRecord, ...]: ...
    def sent_packages(
        self, office: UUID, begins: datetime, ends: datetime, codes: tuple[str, ...]
    ) -> tuple[SentPackage, ...]:
        """Cases with a step of these codes done in that time."""
        ...

    def loose_papers(self, office: UUID, ends: datetime) -> tuple[LoosePaper, ...]: ...
    def drafts_left(self, office: UUID) -> tuple[tuple[UUID, str, str], ...]:
        """Key, kind and author of every half-filled form."""
        ...

    def paper_numbers(
        self, office: UUID, begins: datetime, ends: datetime
    ) -> tuple[tuple[PaperKind, str, str, str, bool], ...]:
        """Kind, number, title kk, title ru of every paper of that time, and whether it is void."""
        ...

    def day_close(self, office: UUID, day: date) -> DayClose | None:
        """The newest closing of the day, also one that was opened again."""
        ...

    def named_work(self, office: UUID, member: UUID) -> tuple[NamedCase, ...]: ...
    def step_counts(self, scope: Scope) -> tuple[StepCount, ...]:
        """Steps done in the period, of cases within the limits of the scope; a clerk's are those the clerk did."""
        ...

    def case_counts(self, scope: Scope, zone: str) -> tuple[CaseCount, ...]:
        """Cases completed (not void) in the period; a clerk's are those the clerk registered."""
        ...
