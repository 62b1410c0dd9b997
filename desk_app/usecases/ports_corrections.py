"""What putting right and making void need from the records."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desk_app.domain.cases import Case
from desk_app.domain.corrections import Correction
from desk_app.domain.papers import PaperKind

if TYPE_CHECKING:
    from desk_app.usecases.ports import Refusal


class CorrectionWork(Protocol):
    """Correcting, inside a unit of work."""

    def replace_case(self, case: Case) -> None:
        """Write the application, person and household of the case anew, with what lists and searches read.

        Raises UserError E-103 where the person has another open case of the service.
        """
        ...

    def refusal_for_update(self, key: UUID) -> Refusal:
        """Return the refusal, locked until the end of the transaction. Raises UserError E-340 where there is none."""
        ...

    def replace_refusal(self, refusal: Refusal) -> None:
        """Write the application, person, grounds and gaps of the refusal anew, and since when it is void."""
        ...

    def release_refusals(self, case: UUID) -> None:
        """The refusal that this case followed is followed by none again."""
        ...

    def drop_person_without_records(self, key: UUID) -> None:
        """Forget a person who was only ever typed by mistake: no case, no refusal names them."""
        ...

    def valid_papers(self, subject: UUID, kinds: tuple[PaperKind, ...]) -> tuple[tuple[UUID, str, datetime], ...]:
        """Key, number and moment of the valid papers of these kinds, of a case or a refusal, oldest first."""
        ...

    def count_papers(self, subject: UUID, kinds: tuple[PaperKind, ...]) -> int:
        """How many there are, void ones too."""
        ...

    def add(self, correction: Correction) -> None: ...
