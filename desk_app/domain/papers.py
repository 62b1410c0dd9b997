"""Papers as records: what is printed is frozen here, before any PDF exists.

Each content class holds every text and value of one kind of paper, in both languages, so that the PDF can be made
again byte for byte when the editions and the catalogues have long changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.day import HourCount
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.voiding import Voiding


class PaperKind(StrEnum):
    TALON = "talon"
    """Application sheet with the tear-off talon under the cut line."""
    ACCEPTANCE_RECEIPT = "acceptance_receipt"
    REFUSAL_RECEIPT = "refusal_receipt"
    RESOLUTION = "resolution"
    CERTIFICATE = "certificate"
    NOTIFICATION = "notification"
    HAND_OVER_LIST = "hand_over_list"
    RECOVERY_SHEET = "recovery_sheet"
    """The recovery code of the local file. Never stored."""
    WHY_SHEET = "why_sheet"
    """The way to a date, day by day, for the applicant."""
    EXTENSION_NOTICE = "extension_notice"
    RENDER_REFUSAL = "render_refusal"
    """Refusal to render the service: neither a refusal to accept nor one to assign."""
    LEAFLET = "leaflet"
    """What to bring, before anything was brought."""
    JOURNAL = "journal"
    """A journal of the office for a period."""
    DAY_SHEET = "day_sheet"
    TICKET = "ticket"
    REPORT = "report"


class PrintState(StrEnum):
    """The fate of a paper at a printer. *Sent* is never *printed*: only a person confirms that."""

    NOT_PRINTED = "not_printed"
    QUEUED = "queued"
    SENT = "sent"
    """The spooler or printer took it."""
    FAILED = "failed"
    CONFIRMED = "confirmed"
    """The clerk holds the paper."""
    SAVED = "saved"
    """Saved as a file instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled value. `strong` values are read from arm's length."""

    label: Bilingual
    value: Bilingual
    strong: bool = False


@dataclass(frozen=True, slots=True)
class GapLine:
    """One line of «what is missing»."""

    title: Bilingual
    why: Bilingual
    bring: Bilingual
    where: Bilingual
    clause: Bilingual


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the list of documents on the application sheet."""

    title: Bilingual
    sheets: int
    note: Bilingual


@dataclass(frozen=True, slots=True)
class MemberLine:
    name: str
    relation: str
    birth_date: str
    occupation: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on: who signs (title), whose name stands beside it, whether a date line follows."""

    title: Bilingual
    name: str
    with_date: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationContent:
    """Application with tear-off talon (or with the acceptance receipt, which has the same facts)."""

    addressee: Bilingual
    applicant: str
    iin: str
    birth_date: str
    address: str
    phone: str
    bank: str
    representative: str
    request: Bilingual
    documents: tuple[DocumentLine, ...]
    household: tuple[MemberLine, ...]
    consent: Bilingual
    receipt_title: Bilingual
    receipt_rows: tuple[Row, ...]
    accepted_by: Signature
    applicant_signature: Signature
    keep_note: Bilingual
    """«Come for the result with this talon …»"""
    identity_document: str = ""
    """Kind, number, issuer and day; papers of the first template have none."""


@dataclass(frozen=True, slots=True)
class RefusalContent:
    rows: tuple[Row, ...]
    reason: Bilingual
    """With {incomplete} and {expired} still in it."""
    incomplete_words: Bilingual
    expired_words: Bilingual
    incomplete_applies: bool
    expired_applies: bool
    only_incomplete: bool
    """The channel knows no refusal for expired documents: the second alternative is not printed."""
    gaps: tuple[GapLine, ...]
    filling_faults: tuple[Bilingual, ...]
    basis: Bilingual
    again: Bilingual
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class ResultContent:
    """Certificate or notification: rows, body, signatures; `draft` marks an unsigned one."""

    rows: tuple[Row, ...]
    body: tuple[Bilingual, ...]
    basis: Bilingual
    signatures: tuple[Signature, ...]
    receipt: tuple[Signature, ...]
    """Hand-over: received by, date, signature."""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """One case of a hand-over list."""

    number: str
    applicant: str
    iin: str
    service: Bilingual
    documents: int
    sheets: int


@dataclass(frozen=True, slots=True)
class HandOverListContent:
    destination: Bilingual
    way: Bilingual
    """Courier, post, by hand, electronic."""
    lines: tuple[ListLine, ...]
    handed_by: Signature
    received_by: Signature
    copies: int = 1
    """How many marked copies it is printed in: one stays where the packages went, one comes back signed."""
    replaces: str = ""
    """Number of the void list it was issued instead of."""


@dataclass(frozen=True, slots=True)
class RecoveryContent:
    code: str
    """Groups of five characters."""
    explanation: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class LeafletLine:
    """A document on a leaflet. Of what may not be asked for `bring` is the clause."""

    title: Bilingual
    bring: Bilingual
    where: Bilingual
    """May be empty."""
    condition: Bilingual
    """Of whom it is asked; empty: of everybody."""


@dataclass(frozen=True, slots=True)
class LeafletContent:
    """What a service needs: facts, documents, documents that depend on the family, documents nobody may ask for."""

    rows: tuple[Row, ...]
    documents: tuple[LeafletLine, ...]
    others: tuple[LeafletLine, ...]
    not_demanded: tuple[LeafletLine, ...]
    basis: Bilingual
    note: Bilingual
    """What the mark of the unconfirmed means."""


@dataclass(frozen=True, slots=True)
class ExtensionContent:
    """Notice that a term was extended: the new date and why."""

    rows: tuple[Row, ...]
    body: Bilingual
    reason: Bilingual
    basis: Bilingual
    signatures: tuple[Signature, ...]
    receipt: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class RenderRefusalContent:
    """Refusal to render the service; `draft` marks an unsigned one."""

    rows: tuple[Row, ...]
    body: Bilingual
    ground: Bilingual
    clause: Bilingual
    """The paragraph the ground stands in."""
    basis: Bilingual
    signatures: tuple[Signature, ...]
    receipt: tuple[Signature, ...]
    draft: bool = False


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One day, or one stretch of a day, on the way to a date."""

    day: str
    weekday: Bilingual
    span: str
    """«09:00–13:00» where less than a day is meant; empty for a day."""
    ordinal: str
    """Which counted day it is; empty where none is counted."""
    reason: Bilingual
    counted: bool


@dataclass(frozen=True, slots=True)
class WhyContent:
    """The way to a date, day by day, as it was reckoned when the sheet was made."""

    rows: tuple[Row, ...]
    lines: tuple[WhyLine, ...]
    clause: Bilingual
    """The paragraph the term stands in."""
    readings: tuple[Bilingual, ...]
    """How an unclear paragraph is read."""
    warnings: tuple[Bilingual, ...]
    """What is not confirmed."""
    basis: Bilingual
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class JournalColumn:
    """A column of a printed journal; `share` of the width of the paper."""

    heading: Bilingual
    share: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class JournalContent:
    """A journal of the office: what it was asked for, its lines, the balance, who signs. Cells are in one language."""

    facts: tuple[Row, ...]
    columns: tuple[JournalColumn, ...]
    lines: tuple[tuple[str, ...], ...]
    balance: tuple[Row, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class TicketContent:
    """A place in the line of people; the number is the paper's."""

    group: Bilingual
    before: Bilingual
    """How many are in front."""
    arrived: str
    bring: Bilingual
    """Documents to have at hand."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of a day sheet or a report: columns with their share of the width, rows of cells.

    A cell is bilingual; numbers are the same in both languages.
    """

    title: Bilingual
    columns: tuple[JournalColumn, ...]
    lines: tuple[tuple[Bilingual, ...], ...]
    note: Bilingual
    """How it was counted; may be empty."""


@dataclass(frozen=True, slots=True)
class DaySheetContent:
    """The sheet a closed day leaves: counts, what agrees and what does not, numbers given, medians, who signs."""

    rows: tuple[Row, ...]
    tables: tuple[SheetTable, ...]
    notes: tuple[Bilingual, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report for a period."""

    rows: tuple[Row, ...]
    tables: tuple[SheetTable, ...]
    notes: tuple[Bilingual, ...]
    signatures: tuple[Signature, ...]
    hours: tuple[HourCount, ...] = ()
    """The line by hour, as a chart; empty where it is not told."""


PaperContent = (
    ApplicationContent
    | RefusalContent
    | ResultContent
    | HandOverListContent
    | RecoveryContent
    | ExtensionContent
    | RenderRefusalContent
    | WhyContent
    | LeafletContent
    | DaySheetContent
    | ReportContent
    | JournalContent
    | TicketContent
)

CONTENT_OF_KIND: dict[PaperKind, type[PaperContent]] = {
    PaperKind.TALON: ApplicationContent,
    PaperKind.ACCEPTANCE_RECEIPT: ApplicationContent,
    PaperKind.REFUSAL_RECEIPT: RefusalContent,
    PaperKind.RESOLUTION: ResultContent,
    PaperKind.CERTIFICATE: ResultContent,
    PaperKind.NOTIFICATION: ResultContent,
    PaperKind.HAND_OVER_LIST: HandOverListContent,
    PaperKind.RECOVERY_SHEET: RecoveryContent,
    PaperKind.JOURNAL: JournalContent,
    PaperKind.EXTENSION_NOTICE: ExtensionContent,
    PaperKind.RENDER_REFUSAL: RenderRefusalContent,
    PaperKind.WHY_SHEET: WhyContent,
    PaperKind.LEAFLET: LeafletContent,
    PaperKind.DAY_SHEET: DaySheetContent,
    PaperKind.REPORT: ReportContent,
    PaperKind.TICKET: TicketContent,
}

TEMPLATE_VERSION = "2"
"""Of new papers. What each version is: documents/templates.py."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A numbered paper with everything on it. Added, never changed; a mistake is voided and issued anew."""

    key: UUID
    office: UUID
    kind: PaperKind
    number: str
    title: Bilingual
    language: PaperLanguage
    office_name: Bilingual
    place: Bilingual
    issued_at: datetime
    """Local office time with its offset."""
    issued_by: UUID
    journal_seq: int
    journal_code: str
    """Twelve characters in groups of four: the head of the journal when this paper was recorded."""
    content: PaperContent
    case: UUID | None = None
    refusal: UUID | None = None
    template: str = TEMPLATE_VERSION
    sha256: str = ""
    """Of the PDF's bytes; empty until it was first made."""
    print_state: PrintState = PrintState.NOT_PRINTED
    copies: int = 0
    """How often it went to a printer; from the second time on it is marked as a duplicate."""
    void: Voiding | None = None
    """Why it is void: the step that made it was taken back. It is not printed any more."""
    replaces: UUID | None = None
    """The void paper it was issued instead of."""
