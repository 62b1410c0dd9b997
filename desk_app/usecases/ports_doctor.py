"""What the examination needs from the records and from the computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class JournalState:
    """What does not hold of the office's journal and numbers."""

    broken: tuple[int, ...] = ()
    """Entries that were changed, taken out, or do not follow the one before."""
    is_cut: bool = False
    """Its end is not where the writers left it."""
    missing: tuple[str, ...] = ()
    """Numbers that nothing bears although a later one of their series was given."""
    twice: tuple[str, ...] = ()
    """Numbers that two valid papers of one kind bear."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Papers of which nobody said that they came out."""

    count: int
    oldest: datetime | None = None
    oldest_number: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """How this program is connected with the server."""

    is_encrypted: bool
    """Or needs no encryption: it does not leave this computer."""
    is_superuser: bool


@dataclass(frozen=True, slots=True)
class ServerAccess:
    """The rules by which the server lets people in to this database, each as its line and its words."""

    is_readable: bool
    """False where this login may not read them, as the server's administrator alone may by default."""
    without_password: tuple[str, ...] = ()
    without_tls: tuple[str, ...] = ()
    """Of other computers; with a password or a certificate, but in the clear."""


class RecordProbe(Protocol):
    """Looks into the records as a whole. Reading only; each call is a transaction of its own."""

    def check_file(self) -> None:
        """Read the whole embedded file. Raises StorageError E-301 where a page was changed; nothing if shared."""
        ...

    def server_time(self) -> datetime | None:
        """The time of the server; None for the embedded file."""
        ...

    def connection_state(self) -> Connection | None:
        """None for the embedded file."""
        ...

    def server_access(self) -> ServerAccess | None:
        """None for the embedded file."""
        ...

    def journal_state(self, office: UUID) -> JournalState: ...
    def unsettled(self, office: UUID, before: datetime) -> Unsettled:
        """Valid papers recorded before that moment that nobody confirmed, saved or gave up."""
        ...

    def sealed(self, office: UUID, limit: int) -> tuple[UUID, ...]:
        """Papers whose bytes were once made, the newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Computer:
    """What the examination asks of the computer it runs on."""

    missing_fonts: Callable[[], tuple[str, ...]]
    """File names of faces that papers are set in and that are not there."""
    spooler_answers: Callable[[], bool | None]
    """Whether CUPS answers; None where its programs are not installed."""
    free_space: Callable[[], int]
    """Bytes left where the desk's files lie."""
    readable_by_others: Callable[[], tuple[str, ...]] = tuple
    """Names of the desk's files that other accounts of this computer can read."""
