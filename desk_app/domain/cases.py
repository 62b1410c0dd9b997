"""A case and its steps. The steps of the route are the state machine: what comes next is computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.case_clock import ClockEvent, ClockEventKind, Standstill, standstills
from desk_app.domain.closing import WorkMove
from desk_app.domain.corrections import Correction
from desk_app.domain.language import NO_WORDS, Bilingual
from desk_app.domain.regulation import Channel, ChannelRule, StepKind, StepRule


class CaseState(StrEnum):
    """Where a case stands, for lists. Follows from the steps."""

    OPEN = "open"
    READY = "ready"
    """The result is here and waits to be handed over."""
    DONE = "done"
    VOID = "void"


class Outcome(StrEnum):
    """What was decided on a case. For the certificate: belongs, does not belong."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_RENDERED = "not_rendered"
    """The service is not rendered at all: neither a negative certificate nor a refusal to assign."""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step that was done: who, when, by when it was due, and what it left behind."""

    key: UUID
    case: UUID
    code: str
    ordinal: int
    begins_at: datetime
    due_at: datetime
    done_at: datetime
    done_by: UUID
    done_by_name: str
    note: str = ""
    letter_number: str = ""
    """Number of the letter a step of another organisation was entered from."""
    executor: UUID | None = None
    """Whom the head named, for a resolution."""
    letter_date: str = ""
    """ISO date of that letter."""
    letter_signer: str = ""
    """Who signed it."""


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """A step that was recorded by mistake and taken back: it stays to be seen, struck out."""

    record: StepRecord
    at: datetime
    by: UUID
    by_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One trace of assistance found for the certificate."""

    origin: str
    """`case` or `list`."""
    reference: str
    """Number of the case, or file name and line of the list."""
    iin: str
    name: str
    family: str
    period_from: str
    """ISO dates; empty where unknown."""
    period_to: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The result of the service with what it stands on. The signer did not draft it."""

    key: UUID
    case: UUID
    number: str
    outcome: Outcome
    drafted_by: UUID | None
    drafted_by_name: str
    drafted_at: datetime
    signed_by: UUID | None = None
    signed_by_name: str = ""
    signed_at: datetime | None = None
    signed_as: Bilingual = NO_WORDS
    """The position on the signature line of a substitute; empty where the head signed."""
    ground: str = ""
    """Code of the edition's ground, for a refusal to assign or to render."""
    amount: str = ""
    """Tenge, as decimal text; empty where the result has no amount."""
    period_from: str = ""
    period_to: str = ""
    letter_number: str = ""
    letter_date: str = ""
    evidence: tuple[Evidence, ...] = ()
    stands_on: str = ""
    """What it stands on, canonical JSON (`basis.basis_text`), as it was when it was drafted or entered."""
    stands_on_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A registered application."""

    key: UUID
    office: UUID
    number: str
    service: str
    edition: str
    edition_digest: str
    channel: Channel
    person: UUID
    application: Application
    registered_at: datetime
    registered_by: UUID
    registered_by_name: str
    service_due_at: datetime | None
    state: CaseState
    token: UUID
    version: int = 1
    steps: tuple[StepRecord, ...] = field(default=())
    decision: Decision | None = None
    clock: tuple[ClockEvent, ...] = ()
    """What stopped, ran on and extended the terms, oldest first."""
    calendar: int | None = None
    """The office's change of the calendar that is the last one the dates follow; None: they follow the newest."""
    undone: tuple[UndoneStep, ...] = ()
    """Steps that were taken back, in the order in which that was done."""
    corrections: tuple[Correction, ...] = ()
    """What was put right, and that it was made void, oldest first."""
    moves: tuple[WorkMove, ...] = ()
    """To whom the work of an absent colleague went, oldest first."""

    @property
    def applicant_name(self) -> str:
        return self.application.applicant.name.full

    @property
    def arrived_at(self) -> datetime:
        """From when its terms run: at a window that is the registration, on the portal when the request was sent."""
        return self.steps[0].begins_at if self.channel is Channel.PORTAL and self.steps else self.registered_at

    @property
    def pauses(self) -> tuple[Standstill, ...]:
        return standstills(self.clock)

    @property
    def standstill(self) -> Standstill | None:
        """Why the clock stands now; None while it runs."""
        pauses = self.pauses
        return pauses[-1] if pauses and pauses[-1].resumed_at is None else None

    @property
    def extension(self) -> ClockEvent | None:
        """A term is extended once."""
        return next((event for event in self.clock if event.kind is ClockEventKind.EXTENDED), None)


class ForbiddenTransition(ValueError):
    """The step is not the next one, or the case is closed."""


def next_step(rule: ChannelRule, done: tuple[str, ...]) -> StepRule | None:
    """Return the step that is due now; None when the route is at its end.

    Raises:
        ForbiddenTransition: `done` is not a beginning of the route.
    """
    route = tuple(step.code for step in rule.steps)
    if route[: len(done)] != done:
        raise ForbiddenTransition(f"{done} is not a beginning of {route}")
    return rule.steps[len(done)] if len(done) < len(route) else None


def steps_of_registration(rule: ChannelRule) -> tuple[StepRule, ...]:
    """The steps that registering does at once: everything up to the one that registers."""
    for index, step in enumerate(rule.steps):
        if step.kind in (StepKind.REGISTER, StepKind.ACCEPT):
            return rule.steps[: index + 1]
    raise ForbiddenTransition(f"no step of {rule.channel} registers")


def state_after(rule: ChannelRule, done: tuple[str, ...]) -> CaseState:
    """The state that follows from the steps done."""
    step = next_step(rule, done)
    if step is None:
        return CaseState.DONE
    return CaseState.READY if step.kind is StepKind.HAND_OVER else CaseState.OPEN
