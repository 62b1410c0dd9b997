"""What looking through the register needs from the records: a search that is narrowed, filters kept by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desk_app.domain.register_filter import RegisterFilter, Standing
from desk_app.domain.regulation import Channel

if TYPE_CHECKING:
    from desk_app.usecases.ports import CaseRow, PaperRow


PAGE = 50
"""Lines of the register that are read at a time."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter in moments (UTC), as the records understand it."""

    service: str = ""
    standing: Standing | None = None
    channel: Channel | None = None
    clerk: UUID | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    """Lines of this moment are no longer in it."""
    late_at: datetime | None = None
    """The moment that late cases are past due at; None where the others are wanted too."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that a person gave a name."""

    key: UUID
    name: str
    filter: RegisterFilter


class FilterWork(Protocol):
    """Writing, inside a unit of work; always of the person who acts."""

    def add(self, key: UUID, name: str, wanted: RegisterFilter) -> None: ...
    def change(self, key: UUID, name: str, wanted: RegisterFilter) -> None:
        """Raises UserError E-340 where the person has no such filter."""
        ...

    def drop(self, key: UUID) -> None: ...
    def names(self) -> dict[str, UUID]:
        """The names in use and whose key they are."""
        ...


class RegisterQueries(Protocol):
    """Reading."""

    def search(
        self,
        office: UUID,
        text: str,
        *,
        limit: int = PAGE,
        after: CaseRow | None = None,
        within: Narrowing | None = None,
    ) -> tuple[CaseRow, ...]:
        """Cases and refusals by number, IIN (or its last four digits) or any part of a name, newest first.

        By the applicant's telephone too. The number of a paper or of a hand-over list finds the cases it belongs to.
        Everything for an empty text.
        """
        ...

    def near_words(self, office: UUID, word: str) -> tuple[str, ...]:
        """Folded words of the office's names that are near this one, itself among them where it is in a name.

        See `domain.near_names`.
        """
        ...

    def paper_numbered(self, office: UUID, number: str) -> PaperRow | None:
        """The first paper that bears the number, a hand-over list too."""
        ...

    def saved_filters(self, office: UUID, member: UUID) -> tuple[SavedFilter, ...]:
        """In the order of their names."""
        ...
