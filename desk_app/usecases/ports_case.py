"""What taking back a step and attaching scans need from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desk_app.domain.attachments import Attachment, FileKind, ScanFacts
from desk_app.domain.cases import UndoneStep
from desk_app.domain.papers import PaperKind
from desk_app.domain.voiding import Voiding

if TYPE_CHECKING:
    from desk_app.usecases.ports import PageImage


class UndoingWork(Protocol):
    """Taking back, inside a unit of work."""

    def move_step(self, undone: UndoneStep) -> None:
        """Take the step off the case and keep it among those that were taken back."""
        ...

    def drop_decision(self, case: UUID) -> None: ...
    def void_papers(self, case: UUID, kinds: tuple[PaperKind, ...], voiding: Voiding) -> tuple[str, ...]:
        """Make the valid papers of these kinds void, of a case or of a refusal; return their numbers in order."""
        ...

    def void_paper(self, key: UUID, voiding: Voiding) -> None:
        """Make this one paper void, where it is not yet."""
        ...

    def strike_from_list(self, case: UUID, voiding: Voiding) -> str:
        """Mark the case on the list that sent it, and return the list's number; empty where there is none.

        A list whose cases are all struck is void.
        """
        ...

    def was_given(self, case: UUID, kinds: tuple[PaperKind, ...]) -> bool:
        """True if a valid paper of these kinds went to a printer or was saved: it may be in the applicant's hand."""
        ...

    def reopen(self, case: UUID) -> None:
        """Forget when and by whom the case was closed.

        Raises UserError E-103 where the person has another open case of the service.
        """
        ...


class AttachmentWork(Protocol):
    """Attaching, inside a unit of work."""

    def bytes_of_case(self, case: UUID) -> int:
        """The size of all scans of the case together, void ones too."""
        ...

    def add(self, attachment: Attachment, content: bytes) -> None: ...
    def one(self, key: UUID) -> Attachment:
        """Raises UserError E-340 where the office has none."""
        ...

    def void(self, key: UUID, voiding: Voiding) -> None: ...
    def setting(self, name: str) -> str: ...
    def set_setting(self, name: str, value: str) -> None: ...


class CaseQueries(Protocol):
    """Reading scans and settings."""

    def attachments(self, case: UUID) -> tuple[Attachment, ...]:
        """In the order in which they were added."""
        ...

    def attachment(self, office: UUID, key: UUID) -> tuple[Attachment, bytes]:
        """Raises UserError E-340 where the office has none."""
        ...

    def office_setting(self, office: UUID, name: str) -> str:
        """Empty where it was never set."""
        ...


@dataclass(frozen=True, slots=True)
class Scans:
    """What looks into the bytes of a scan."""

    inspect: Callable[[bytes], ScanFacts]
    """Raises UserError E-480 no such file, E-481 broken, E-482 encrypted, E-483 too many pages, E-484 too large."""
    picture: Callable[[bytes, FileKind, int, int], PageImage]
    """Bytes, what they are, page from 0, width of the picture in pixels."""
