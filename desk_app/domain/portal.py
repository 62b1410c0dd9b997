"""Requests that come from the portal through a folder, and what is written back for it.

The portal itself is outside: nothing here knows how it is reached. What is kept is the request as it came and which
record it led to; how far it is follows from that record and is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from desk_app.domain.application import Applicant, HouseholdMember, Representative
from desk_app.domain.attachments import FileKind
from desk_app.domain.cases import CaseState
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Trait

_NAMESPACE = UUID("6f1d3c0e-5b0a-5d8e-9a51-0d5f8a6c2b17")

REQUEST_ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
MOST_BYTES_OF_REQUEST = 256 * 1024
MOST_BYTES_OF_SIGNATURE = 256 * 1024
MOST_ATTACHMENTS = 20
MARKUP = "<>"
"""No name or address has them, and a screen may read them as markup that fetches a picture from elsewhere."""
MOST_DEPTH = 8
"""Of braces and brackets inside each other."""
FUTURE_MINUTES = 10
"""How far the portal's clock may be ahead of this one."""
OLDEST_DAYS = 366
"""A request sent before that is not taken: nobody reckons a term from it any more."""


class RequestKind(StrEnum):
    SERVICE = "service"
    INFORMATION = "information"
    """Asks what assistance is assigned to the applicant; answered at once, opens no case."""


class PortalState(StrEnum):
    """How far a request is, as it is told to the portal."""

    RECEIVED = "received"
    """Read in; waits for the check at the desk."""
    ACCEPTED = "accepted"
    """Registered."""
    REFUSED = "refused"
    """Acceptance was refused, with its grounds."""
    NOT_ACCEPTED = "not_accepted"
    """The file was set aside, or the desk gave the request back with a reason."""
    IN_WORK = "in_work"
    READY = "ready"
    """The result is there, in its file."""
    CLOSED = "closed"
    VOID = "void"
    """The registration, or the refusal, was made void."""
    ANSWERED = "answered"
    """An information request: the answer is in its file."""


class AsideReason(StrEnum):
    """Why a file was set aside."""

    NAME = "name"
    NOT_A_FILE = "not_a_file"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    BYTE_ORDER_MARK = "byte_order_mark"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    DOUBLE_KEY = "double_key"
    BAD_NUMBER = "bad_number"
    BAD_CHARACTER = "bad_character"
    SHAPE = "shape"
    OTHER_ID = "other_id"
    ID_TAKEN = "id_taken"
    NO_REQUEST = "no_request"
    NO_SIGNATURE = "no_signature"
    TWO_SIGNATURES = "two_signatures"
    NO_ATTACHMENT = "no_attachment"
    UNLISTED_FILE = "unlisted_file"
    ATTACHMENT_NAME = "attachment_name"
    ATTACHMENT_HASH = "attachment_hash"
    ATTACHMENT_CONTENT = "attachment_content"
    ATTACHMENTS_TOO_LARGE = "attachments_too_large"
    IIN = "iin"
    BIRTH_DATE = "birth_date"
    IBAN = "iban"
    FUTURE = "future"
    TOO_OLD = "too_old"
    WRONG_DATE = "wrong_date"
    UNKNOWN_SERVICE = "unknown_service"
    NOT_ON_PORTAL = "not_on_portal"
    UNKNOWN_DOCUMENT = "unknown_document"
    NO_CONSENT = "no_consent"
    NO_HOUSEHOLD = "no_household"
    NO_BANK = "no_bank"
    MINOR_ALONE = "minor_alone"


@dataclass(frozen=True, slots=True)
class DeclaredDocument:
    """A document the applicant says is there; `file` is the attachment that shows it, or empty."""

    code: str
    file: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DeclaredFile:
    """An attachment as the request names it."""

    name: str
    sha256: str
    size: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class PortalRequest:
    """What a request file says."""

    id: str
    """The portal's own."""
    kind: RequestKind
    service: str
    """Empty for an information request."""
    sent_at: datetime
    applicant: Applicant
    consent_at: datetime
    language: PaperLanguage
    traits: frozenset[Trait] = frozenset()
    representative: Representative | None = None
    household: tuple[HouseholdMember, ...] = ()
    documents: tuple[DeclaredDocument, ...] = ()
    files: tuple[DeclaredFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalFile:
    """An attachment of a request, looked into."""

    name: str
    title: str
    kind: FileKind
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request that was read in, with what became of it. The exact bytes stay with the records."""

    key: UUID
    office: UUID
    id: str
    kind: RequestKind
    service: str
    iin: str
    applicant: str
    sent_at: datetime
    received_at: datetime
    received_by_name: str
    sha256: str
    signature_name: str
    signature_sha256: str
    token: UUID
    settled_at: datetime | None = None
    """When the desk registered it, refused it or gave it back; an information request: when it was answered."""
    settled_by_name: str = ""
    returned_reason: str = ""
    """Why the desk gave it back; empty where it did not."""
    answer: str = ""
    """Of an information request: JSON, frozen as it stood when it was answered."""
    case: UUID | None = None
    case_number: str = ""
    case_edition: str = ""
    case_state: CaseState | None = None
    case_version: int = 0
    refusal: UUID | None = None
    refusal_number: str = ""
    refusal_is_void: bool = False
    refusal_papers: int = 0
    """Receipts of the refusal, void ones too: one more each time it is issued anew."""
    steps_done: int = 0

    @property
    def is_waiting(self) -> bool:
        return self.settled_at is None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was set aside: its name, and why."""

    key: UUID
    office: UUID
    name: str
    sha256: str
    """Empty where the file was not read."""
    size: int
    reason: AsideReason
    detail: str
    at: datetime
    by_name: str
    request_id: str = ""
    """Whom it would have been from; empty where the name tells no id."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of `out` as it was last written."""

    name: str
    sha256: str
    mark: str
    """What of the record it was made from; the same mark is not looked at again once the record is closed."""


def shown_name(name: str) -> str:
    """A file's name as it may stand in a record and on the screen: what cannot be seen is a question mark, and so is
    what a tooltip would read as markup."""
    return "".join(letter if letter.isprintable() and letter not in MARKUP else "?" for letter in name)[:120]


def token_of(office: UUID, request_id: str) -> UUID:
    """The token a request is registered or refused by: the same request always has the same one."""
    return uuid5(_NAMESPACE, f"{office}/{request_id}")


def state_of(request: StoredRequest, registering_steps: int) -> PortalState:
    """How far it is. `registering_steps`: how many steps the registration itself does."""
    if request.case is not None and request.case_state is not None:
        if request.case_state is CaseState.VOID:
            return PortalState.VOID
        if request.case_state is CaseState.DONE:
            return PortalState.CLOSED
        if request.case_state is CaseState.READY:
            return PortalState.READY
        return PortalState.IN_WORK if request.steps_done > registering_steps else PortalState.ACCEPTED
    if request.refusal is not None:
        return PortalState.VOID if request.refusal_is_void else PortalState.REFUSED
    if request.settled_at is None:
        return PortalState.RECEIVED
    return PortalState.ANSWERED if request.kind is RequestKind.INFORMATION else PortalState.NOT_ACCEPTED
