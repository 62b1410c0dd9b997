"""What the line of people needs from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from desk_app.domain.line import Visit, VisitAct
from desk_app.domain.regulation import Channel


class SubjectKind(StrEnum):
    """What a visit may produce."""

    CASE = "case"
    REFUSAL = "refusal"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks for the service: as the case or the refusal names them."""

    iin: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """A word from the supervisor. `to` is None for everybody."""

    key: UUID
    text: str
    sent_at: datetime
    sent_by: UUID
    sent_by_name: str
    to: UUID | None = None


@dataclass(frozen=True, slots=True)
class VisitEvent:
    """One line of a visit's history."""

    act: VisitAct
    at: datetime
    by: UUID | None
    desk: str
    note: str


class AtDesk(Exception):
    """The clerk has a person at the desk already: a second click, or a second window."""


class Work(Protocol):
    """What the line sees of the transaction it is written in."""

    @property
    def office(self) -> UUID: ...
    @property
    def actor(self) -> UUID | None: ...
    @property
    def desk(self) -> str: ...
    def now(self) -> datetime: ...
    def take(self, series: str) -> int: ...
    def announce(self) -> None: ...
    def run(self, statement: Any, values: Any = None) -> Any: ...


class Line(Protocol):
    """Writing the line, inside a unit of work."""

    def take_turn(self, day: date) -> int:
        """Return the next place in the day's order of arrival: 1, 2, 3 …"""
        ...

    def standing(self) -> tuple[Visit, ...]:
        """Everybody who has not left, in their order, as this unit of work sees the line."""
        ...

    def add(self, found: Visit) -> None: ...
    def mine(self, clerk: UUID) -> Visit | None:
        """The person called to or sitting with this clerk."""
        ...

    def next(self, clerk: UUID, groups: tuple[str, ...]) -> Visit | None:
        """Whose turn it is, locked; one that another desk is calling at this instant is passed over."""
        ...

    def for_update(self, key: UUID) -> Visit | None: ...
    def save(self, found: Visit, act: VisitAct, note: str = "") -> None:
        """Write the visit and a line of its history. Raises AtDesk where the clerk would have two people."""
        ...

    def add_subject(self, found: UUID, subject: UUID, kind: SubjectKind) -> None: ...
    def name_person(self, found: UUID, person: Person) -> None:
        """Write whose visit it is, where it does not say so yet: no act of the line, so not in its history."""
        ...

    def add_message(self, message: Message) -> None: ...
    def read_message(self, message: UUID, member: UUID) -> None: ...


class LineQueries(Protocol):
    """Reading the line."""

    def in_line(self, office: UUID) -> tuple[Visit, ...]:
        """Everybody who has not left, in their order, whatever day they came."""
        ...

    def at_desk(self, office: UUID, clerk: UUID) -> Visit | None: ...
    def visit(self, key: UUID) -> Visit | None: ...
    def visit_events(self, key: UUID) -> tuple[VisitEvent, ...]: ...
    def visits(self, office: UUID, begins: datetime, ends: datetime) -> tuple[Visit, ...]:
        """Everybody who came in that time, in their order."""
        ...

    def subjects(self, visit: UUID) -> tuple[tuple[SubjectKind, UUID], ...]: ...
    def person_of(self, subject: UUID, kind: SubjectKind) -> Person | None:
        """Whose the case or the refusal is; None where it is not there."""
        ...

    def visits_of_person(self, office: UUID, iin: str, begins: datetime, ends: datetime) -> tuple[Visit, ...]:
        """Every time this person came in that time, in their order."""
        ...

    def visits_of_channel(self, office: UUID, channel: Channel, begins: datetime, ends: datetime) -> frozenset[UUID]:
        """Which visits that began in that time produced something of the channel: a case, a refusal, a paper issued."""
        ...

    def unread(self, office: UUID, member: UUID) -> tuple[Message, ...]: ...


class Changes(Protocol):
    """Tells windows that something was recorded, here or at another desk."""

    def listen(
        self, office: UUID, heard: Callable[[], None], linked: Callable[[bool], None] | None = None
    ) -> Callable[[], None]:
        """Call `heard` (on any thread) after each commit of the office; returns what ends it.

        `linked` is told False when changes of other desks are not heard any more, and True when they are again;
        `heard` is then called too, as something may have been missed.
        """
        ...
