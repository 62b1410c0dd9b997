"""What the office's own editions need from the records and from the reading of files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.regulation import Channel, ServiceEdition


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file that an office added, as it was: its text is never replaced. `digest` is its SHA-256, hexadecimal."""

    id: str
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Handled:
    """A registered case or a refusal, as far as an edition is concerned."""

    key: UUID
    number: str
    at: datetime
    application: Application
    edition: str
    channel: Channel
    refused: bool


class ReadEdition(Protocol):
    def __call__(self, content: bytes, name: str, known: Iterable[ServiceEdition] = ()) -> ServiceEdition:
        """Return the edition the bytes hold; it has to agree with those known.

        Raises DataFileError with every fault.
        """
        ...


class EditionQueries(Protocol):
    """Reads; each call is a transaction of its own."""

    def edition_files(self, office: UUID, besides: tuple[str, ...] = ()) -> tuple[EditionFile, ...]:
        """The office's files but those with these ids, the oldest first."""
        ...

    def handled_cases(
        self, office: UUID, service: str, begins: datetime, ends: datetime, after: Handled | None = None
    ) -> tuple[Handled, ...]:
        """A page of the cases registered from `begins` to before `ends`, the oldest first; empty after the last."""
        ...

    def handled_refusals(
        self, office: UUID, service: str, begins: datetime, ends: datetime, after: Handled | None = None
    ) -> tuple[Handled, ...]:
        """A page of the refusals to accept, likewise."""
        ...
