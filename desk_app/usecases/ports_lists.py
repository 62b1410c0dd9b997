"""What work lists, hand-over lists and results that wait need from the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desk_app.domain.sending import CallNote, SentList
from desk_app.domain.staff import Role

if TYPE_CHECKING:
    from desk_app.usecases.ports import CaseRow


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A result that waits for its owner."""

    case: CaseRow
    phone: str
    """As it stands in the application; may be empty."""
    ready_at: datetime | None
    """When the step before handing over was done."""
    called: CallNote | None = None
    """The last call."""


class ListWork(Protocol):
    """Writing, inside a unit of work."""

    def sent_list(self, key: UUID) -> SentList:
        """The list, locked until the end of the transaction. Raises UserError E-340 where the office has none."""
        ...

    def set_returned(self, key: UUID, at: datetime | None, by: UUID | None, by_name: str) -> None:
        """Record that the signed copy is back; with None, that it is not."""
        ...

    def cases_on(self, key: UUID) -> tuple[UUID, ...]:
        """Cases of the list that were not struck off, in its order."""
        ...

    def set_paper(self, key: UUID, number: str) -> None:
        """The paper of that number is the list's now."""
        ...

    def add_call(self, call: CallNote) -> None: ...


class ListQueries(Protocol):
    """Reading."""

    def orphans(self, office: UUID, held: tuple[Role, ...], enabled: tuple[UUID, ...]) -> tuple[CaseRow, ...]:
        """Open cases that wait for a role other than these, or by name for somebody else than these people."""
        ...

    def open_rows(self, office: UUID) -> tuple[CaseRow, ...]:
        """Every open case, by its number."""
        ...

    def late(self, office: UUID, now: datetime) -> tuple[CaseRow, ...]:
        """Open cases past the due moment of their step or of the service, whose clock runs; the latest first."""
        ...

    def ready(self, office: UUID) -> tuple[ReadyRow, ...]:
        """Results that wait for their owners, the longest waiting first."""
        ...

    def calls(self, case: UUID) -> tuple[CallNote, ...]:
        """In the order in which they were made."""
        ...

    def sent_lists(self, office: UUID, begins: datetime, ends: datetime) -> tuple[SentList, ...]:
        """Hand-over lists made in that time, oldest first."""
        ...

    def awaited_lists(self, office: UUID) -> tuple[SentList, ...]:
        """Valid hand-over lists whose signed copy is not back, oldest first."""
        ...

    def list_by_number(self, office: UUID, number: str) -> SentList | None: ...
