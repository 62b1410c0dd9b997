"""What the exchange with the portal needs from outside: the folder, and its own records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from desk_app.domain.portal import (
    AsideReason,
    PortalFile,
    PortalRequest,
    SetAside,
    StoredRequest,
    WrittenFile,
)


class RequestFault(Exception):
    """A file that is set aside. `detail`: which field or file, without any value of it."""

    def __init__(self, reason: AsideReason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files of `in` that belong together: a request with its signature and attachments, or something else."""

    name: str
    """Of the file it is told by."""
    request_id: str
    """What comes before the first dot; empty where that is no id."""
    names: tuple[str, ...]
    """All of them, in order."""
    is_quiet: bool
    """False while one of them was changed a moment ago."""
    waited_out: bool
    """True when nothing came for so long that what is missing will not come."""
    changed: float = 0.0
    """When the last of them was changed, in seconds of the epoch, by the clock of the drive."""

    @property
    def has_request(self) -> bool:
        return f"{self.request_id}.json" in self.names


@dataclass(frozen=True, slots=True)
class Received:
    """A request that was read, with its bytes."""

    request: PortalRequest
    content: bytes
    signature_name: str
    signature: bytes
    files: tuple[tuple[PortalFile, bytes], ...]


class Incomplete(Exception):
    """Something of the request is not there yet: it is left for the next time."""


class PortalFolder(Protocol):
    """The folder: `in`, `done`, `aside`, `out`. Any method may raise OSError."""

    def make(self, base: Path) -> None:
        """Make the four folders where they are missing. The base itself has to be there."""
        ...

    def arrivals(self, base: Path) -> tuple[Arrival, ...]: ...
    def read(self, base: Path, arrival: Arrival) -> Received:
        """Raises RequestFault, or Incomplete while something may still come."""
        ...

    def fingerprint(self, base: Path, name: str) -> tuple[int, str]:
        """Size in bytes and SHA-256 of a file of `in`; no digest where it is too large or no plain file.

        Raises Incomplete where it is gone: another desk moved it.
        """
        ...

    def move_done(self, base: Path, names: tuple[str, ...], sha256: str = "") -> None:
        """Move the request first: what is left of a move that broke off is told by it. What is gone already was moved
        by another desk.

        Raises Incomplete, and leaves it in `in`, where the request is not the one of that digest any more.
        """
        ...

    def move_aside(self, base: Path, names: tuple[str, ...], reason: bytes) -> None:
        """Put the reason beside them (`NAME.reason.json`), then move them, the request first: without what was wrong
        with it, it must not look like a good one to who finds what is left of a move that broke off."""
        ...

    def write(self, base: Path, name: str, data: bytes) -> None:
        """Write a file of `out` whole or not at all, down to the disk."""
        ...


ReadRequest = Callable[[bytes], PortalRequest]
"""The bytes of a request file, checked by themselves. Raises RequestFault."""


@dataclass(frozen=True, slots=True)
class Portal:
    """What looks after the files."""

    folder: PortalFolder
    read: ReadRequest


class PortalWork(Protocol):
    """Writing, inside a unit of work."""

    def add_request(
        self,
        request: StoredRequest,
        content: bytes,
        signature: bytes,
        files: tuple[tuple[PortalFile, bytes], ...],
    ) -> bool:
        """False, and nothing is added, where the office has a request of that id already."""
        ...

    def add_aside(self, found: SetAside) -> bool:
        """Record it, or that a file set aside before is set aside for another reason, or as the last of its id.

        False, and nothing is changed, where it stands so already.
        """
        ...

    def aside_as_recorded(self, found: SetAside) -> SetAside:
        """What is recorded of that file."""
        ...

    def settle(self, key: UUID, at: datetime, by_name: str, *, reason: str = "", answer: str = "") -> bool:
        """Mark what the desk did, once. False where it was settled before."""
        ...

    def take_files(self, key: UUID) -> tuple[tuple[PortalFile, bytes], ...]:
        """The attachments, which go over to the case: they are no longer kept with the request."""
        ...

    def mark_written(self, written: WrittenFile, at: datetime) -> None: ...


class PortalQueries(Protocol):
    """Reading."""

    def portal_requests(self, office: UUID, limit: int = 500) -> tuple[StoredRequest, ...]:
        """Those that wait first, oldest first, then the others, newest first."""
        ...

    def portal_request(self, office: UUID, key: UUID) -> StoredRequest:
        """Raises UserError E-340 where the office has none."""
        ...

    def portal_request_by_id(self, office: UUID, request_id: str) -> StoredRequest | None:
        """The request of that id, else one whose id differs in the case of its letters only."""
        ...

    def portal_content(self, office: UUID, key: UUID) -> bytes:
        """The request file as it came."""
        ...

    def portal_files(self, key: UUID) -> tuple[PortalFile, ...]: ...
    def portal_file(self, key: UUID, name: str) -> bytes | None: ...
    def portal_aside(self, office: UUID, limit: int = 500) -> tuple[SetAside, ...]:
        """Newest first."""
        ...

    def portal_to_write(self, office: UUID) -> tuple[StoredRequest, ...]:
        """Requests whose status may have changed since it was written."""
        ...

    def portal_aside_named(self, office: UUID, name: str) -> SetAside | None:
        """The newest file of that name that was set aside."""
        ...

    def portal_aside_to_write(self, office: UUID) -> tuple[SetAside, ...]:
        """Set-aside files with an id that no request has, in whatever case, and no status was written for; the newest
        of each id."""
        ...

    def portal_written(self, office: UUID, name: str) -> WrittenFile | None: ...
