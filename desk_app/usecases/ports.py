"""What the use cases need from outside: records, law, clock, papers, printers, the key of the local file.

Every port is a Protocol. `storage`, `regulation`, `documents` and `printing` implement them; `tests/unit/fakes.py`
holds in-memory ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.calendar import Calendar
from desk_app.domain.case_clock import ClockEvent
from desk_app.domain.cases import Case, CaseState, Decision, Evidence, StepRecord
from desk_app.domain.corrections import Correction
from desk_app.domain.journal import JournalEntry
from desk_app.domain.journals import Balance, CaseEntry, PaperEntry, RefusalEntry, Scope
from desk_app.domain.papers import Paper, PaperKind, PrintState
from desk_app.domain.recipients import Recipient as Recipient
from desk_app.domain.regulation import Channel, Ground, ServiceEdition
from desk_app.domain.staff import Office, Role, StaffMember
from desk_app.domain.voiding import Voiding
from desk_app.progress import Progress
from desk_app.usecases.ports_calendar import CalendarQueries, CalendarWork
from desk_app.usecases.ports_case import AttachmentWork, CaseQueries, UndoingWork
from desk_app.usecases.ports_corrections import CorrectionWork
from desk_app.usecases.ports_day import DayWindowQueries, DayWork
from desk_app.usecases.ports_editions import EditionFile, EditionQueries
from desk_app.usecases.ports_exchange import PortalQueries, PortalWork
from desk_app.usecases.ports_line import Line, LineQueries
from desk_app.usecases.ports_lists import ListQueries, ListWork
from desk_app.usecases.ports_register import FilterWork, RegisterQueries
from desk_app.usecases.ports_staff import StaffQueries, StandInWork


class Catalogue(Protocol):
    """The editions and the calendar."""

    def services(self) -> tuple[str, ...]: ...
    def editions(self) -> tuple[ServiceEdition, ...]: ...
    def edition(self, edition_id: str) -> ServiceEdition:
        """Raises UserError where no such edition is known."""
        ...

    def in_force(self, service: str, on: date) -> ServiceEdition: ...
    def calendar(self) -> Calendar: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Adoption:
    """From which day an office works by an edition."""

    service: str
    edition: str
    adopted_from: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recorded refusal to accept. `grounds` and `gaps` (document codes) as they stood."""

    key: UUID
    office: UUID
    number: str
    person: UUID
    application: Application
    service: str
    edition: str
    edition_digest: str
    channel: Channel
    grounds: tuple[Ground, ...]
    gaps: tuple[str, ...]
    refused_at: datetime
    refused_by: UUID
    refused_by_name: str
    token: UUID
    followed_by: UUID | None = None
    """The case that was registered after it."""
    voided_at: datetime | None = None
    """Since when it is void; why stands in `corrections`."""
    corrections: tuple[Correction, ...] = ()
    """What was put right of it, oldest first."""


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A list that was imported: which file, when, by whom, how many lines of it."""

    file_name: str
    sha256: str
    imported_at: datetime
    imported_by: str
    lines: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over list: packages sent together to one destination."""

    key: UUID
    office: UUID
    number: str
    destination: str
    way: str
    cases: tuple[UUID, ...]
    made_at: datetime
    made_by: UUID


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form. `body` is the page's own text; `author_name` lets a colleague see whose it is."""

    key: UUID
    office: UUID
    author: UUID
    author_name: str
    kind: str
    body: str
    updated_at: datetime


class Numbers(Protocol):
    def take(self, series: str) -> int:
        """Return the next number of the office's series: 1, 2, 3 … without gaps; a rollback gives it back."""
        ...


class Journal(Protocol):
    def append(
        self, action: str, *, subject: UUID | None = None, facts: Mapping[str, object] | None = None
    ) -> JournalEntry:
        """Append a row in this transaction. `facts` never hold a personal value."""
        ...

    def append_all(self, action: str, all_facts: Sequence[tuple[UUID, Mapping[str, object]]]) -> None:
        """Append a row for each subject with its facts; quicker than one by one where there are very many."""
        ...


class UnitOfWork(Protocol):
    """One transaction of one use case. Leaving it without `commit` undoes everything.

    Opened for an office and an actor; both are stamped on every row and journal entry. Raises StorageError from any
    method when the environment fails (full disk, lost link, damaged file), and UserError E-103 from `add_case` where
    the person has an open case of the service. A token seen before raises `KnownToken` from what would add it again.
    """

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...
    def now(self) -> datetime:
        """The time of record (UTC): the database's in shared mode, else the clock's."""
        ...

    @property
    def numbers(self) -> Numbers: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def line(self) -> Line: ...
    @property
    def day(self) -> DayWork: ...
    @property
    def calendar(self) -> CalendarWork: ...
    @property
    def undoing(self) -> UndoingWork: ...
    @property
    def corrections(self) -> CorrectionWork: ...
    @property
    def attachments(self) -> AttachmentWork: ...
    @property
    def lists(self) -> ListWork: ...
    @property
    def stand_ins(self) -> StandInWork: ...
    @property
    def filters(self) -> FilterWork: ...
    @property
    def portal(self) -> PortalWork: ...

    # office and staff
    def add_office(self, office: Office) -> None: ...
    def update_office(self, office: Office) -> None: ...
    def add_member(self, member: StaffMember, password_hash: str) -> None: ...
    def update_member(self, member: StaffMember) -> None: ...
    def set_password(self, member: UUID, password_hash: str) -> None: ...
    def adopt(self, adoption: Adoption) -> None: ...
    def add_edition_file(self, file: EditionFile) -> bool:
        """False, and nothing is added, where the office has an edition of that id already."""
        ...

    # people, cases
    def save_person(self, application: Application) -> UUID:
        """Insert or update the applicant by IIN in this office, with sort and search keys; return the key."""
        ...

    def add_refusal(self, refusal: Refusal) -> None: ...
    def follow_refusal(self, refusal: UUID, case: UUID) -> None: ...
    def add_case(self, case: Case) -> None:
        """Insert the case with the steps it holds and its documents."""
        ...

    def case_for_update(self, key: UUID) -> Case:
        """Return the case, locked until the end of the transaction."""
        ...

    def add_step(self, step: StepRecord) -> None: ...
    def update_case(
        self,
        key: UUID,
        *,
        state: CaseState,
        waiting_step: str | None,
        waiting_role: Role | None,
        waiting_member: UUID | None,
        step_begins_at: datetime | None,
        step_due_at: datetime | None,
    ) -> None:
        """Move the case on and raise its version. The `waiting_*` values are what work lists read."""
        ...

    def add_clock_event(self, event: ClockEvent) -> None: ...
    def set_terms(
        self,
        key: UUID,
        *,
        service_due_at: datetime,
        step_due_at: datetime | None,
        paused_at: datetime | None,
    ) -> None:
        """Write the due moments of a case anew, and since when its clock stands, and raise its version."""
        ...

    def save_decision(self, decision: Decision) -> None:
        """Insert or update the decision of a case. The schema refuses `signed_by = drafted_by`."""
        ...

    def add_hand_over(self, hand_over: HandOver) -> None: ...

    # papers
    def add_paper(self, paper: Paper) -> None: ...
    def seal_paper(self, key: UUID, sha256: str) -> None:
        """Record the digest of the PDF, once."""
        ...

    def set_print_state(self, key: UUID, state: PrintState, *, printed: bool = False) -> None:
        """Record the fate of a paper; `printed` raises its count of copies."""
        ...

    # lists and drafts
    def add_recipients(self, file_name: str, sha256: str, lines: tuple[Recipient, ...]) -> None: ...
    def save_draft(self, draft: Draft) -> None: ...
    def drop_draft(self, key: UUID) -> None: ...


class KnownToken(Exception):
    """A command with this token was already carried out. `subject` is the case, refusal or paper it made."""

    def __init__(self, subject: UUID) -> None:
        super().__init__(str(subject))
        self.subject = subject


class UnitOfWorkFactory(Protocol):
    def __call__(self, office: UUID, actor: UUID | None, desk: str = "") -> UnitOfWork: ...


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the register and of work lists."""

    key: UUID
    number: str
    iin: str
    applicant: str
    service: str
    edition: str
    channel: Channel
    registered_at: datetime
    registered_by_name: str
    state: CaseState
    waiting_step: str
    waiting_role: Role | None
    step_due_at: datetime | None
    service_due_at: datetime | None
    kind: str = "case"
    """`case` or `refusal`."""
    paused_at: datetime | None = None
    """Since when the clock of the case stands; None while it runs."""
    waiting_member: UUID | None = None
    """For whom the case waits by name; None where anybody of the role may take it."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of a list of papers."""

    key: UUID
    kind: PaperKind
    number: str
    issued_at: datetime
    print_state: PrintState
    copies: int
    case: UUID | None
    refusal: UUID | None
    applicant: str
    void: Voiding | None = None
    is_struck: bool = False
    """A hand-over list the case was on until its sending was taken back."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person found by search."""

    key: UUID
    iin: str
    name: str
    birth_date: date | None


class DayFigure(StrEnum):
    """A number of the day page; each opens the rows behind it."""

    REGISTERED = "registered"
    """Applications of the day that stand: a registration made void is no intake."""
    REFUSED = "refused"
    """Refusals of the day that stand."""
    ISSUED = "issued"
    """Results handed over."""
    READY = "ready"
    LATE = "late"
    """Open cases whose step, or whose service, is past its due moment."""
    OPEN = "open"
    VOID = "void"
    """Registrations and refusals of the day that were made void, on whatever day."""


@dataclass(frozen=True, slots=True)
class ClerkDay:
    """One clerk's day."""

    member: UUID
    name: str
    registered: int
    refused: int
    issued: int
    late: int


@dataclass(frozen=True, slots=True)
class DayCounts:
    figures: Mapping[DayFigure, int]
    clerks: tuple[ClerkDay, ...]


class Queries(
    EditionQueries,
    LineQueries,
    CalendarQueries,
    CaseQueries,
    DayWindowQueries,
    ListQueries,
    PortalQueries,
    RegisterQueries,
    StaffQueries,
    Protocol,
):
    """Reads for screens. Frozen rows, paged by key, never loaded whole. Each call is a transaction of its own."""

    def offices(self) -> tuple[Office, ...]: ...
    def members(self, office: UUID) -> tuple[StaffMember, ...]: ...
    def credentials(self, login: str) -> tuple[StaffMember, str] | None:
        """The member with that login (folded) and the password hash; None where there is none."""
        ...

    def adoptions(self, office: UUID) -> tuple[Adoption, ...]: ...
    def people(self, office: UUID, text: str, limit: int = 20) -> tuple[PersonRow, ...]:
        """People by IIN prefix or any part of a name, Kazakh letters folded."""
        ...

    def latest_application(self, office: UUID, iin: str) -> Application | None:
        """The newest application of the person, refused or registered: what the form is pre-filled from."""
        ...

    def open_cases(self, office: UUID, iin: str) -> tuple[CaseRow, ...]: ...
    def latest_refusal(self, office: UUID, iin: str, service: str) -> Refusal | None:
        """The newest refusal that no registration followed."""
        ...

    def refusal(self, key: UUID) -> Refusal: ...
    def case(self, key: UUID) -> Case:
        """The case with steps, decision and what changed its terms. Raises UserError E-340 where there is none."""
        ...

    def case_by_number(self, office: UUID, number: str) -> UUID | None: ...
    def waiting(self, office: UUID, roles: tuple[Role, ...], member: UUID) -> tuple[CaseRow, ...]:
        """Open cases that wait for one of these roles (or for this person by name), soonest due first."""
        ...

    def papers_of(self, case: UUID | None = None, refusal: UUID | None = None) -> tuple[PaperRow, ...]: ...
    def paper(self, key: UUID) -> Paper: ...
    def unprinted(self, office: UUID, member: UUID) -> tuple[PaperRow, ...]:
        """Papers this person recorded that nobody confirmed, saved or gave up: offered at the next start."""
        ...

    def papers_on(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperRow, ...]: ...
    def recipients(self, office: UUID, iin: str) -> tuple[Evidence, ...]:
        """Traces of assistance: granted decisions of our own cases of assistance, and lines of imported lists."""
        ...

    def recipient_lists(self, office: UUID) -> tuple[RecipientList, ...]:
        """The lists imported so far, newest first; a thousand at most."""
        ...

    def day(self, office: UUID, begins: datetime, ends: datetime, now: datetime) -> DayCounts: ...
    def day_rows(
        self,
        office: UUID,
        figure: DayFigure,
        begins: datetime,
        ends: datetime,
        now: datetime,
        member: UUID | None = None,
    ) -> tuple[CaseRow, ...]: ...

    def journal_cases(self, scope: Scope, codes: tuple[str, ...]) -> tuple[CaseEntry, ...]:
        """Cases registered in the period, in that order, with the steps of these codes. A hundred thousand at most."""
        ...

    def journal_refusals(self, scope: Scope) -> tuple[RefusalEntry, ...]: ...
    def journal_papers(self, scope: Scope, codes: tuple[str, ...]) -> tuple[PaperEntry, ...]:
        """Papers issued in the period; results with the step of one of these codes, that handed them over."""
        ...

    def balance(self, scope: Scope) -> Balance: ...
    def to_send(self, office: UUID, step_codes: tuple[str, ...], member: UUID) -> tuple[CaseRow, ...]:
        """Open cases that wait at one of these steps, for anybody or for this person by name."""
        ...

    def drafts(self, office: UUID, kind: str) -> tuple[Draft, ...]: ...
    def journal_head(self, office: UUID) -> JournalEntry | None: ...
    def journal(self, office: UUID) -> tuple[JournalEntry, ...]: ...
    def subject_of_token(self, token: UUID) -> UUID | None: ...
    def kind(self) -> str:
        """`local` or `shared`."""
        ...


class Renderer(Protocol):
    def __call__(
        self, paper: Paper, *, duplicate: int = 0, stamped: bool = False, progress: Progress | None = None
    ) -> bytes:
        """The PDF. `stamped`: a void paper bears on every page that it is void.

        A journal tells `progress` how far it is; raises StoppedError E-445 where that was stopped.
        StorageError E-303: the paper was made by a newer version of the program.
        """
        ...

    def unprintable(self, paper: Paper) -> tuple[str, ...]:
        """Characters of the paper that no typeface has: each would be printed as an empty box."""
        ...


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as RGB bytes, row by row, top first."""

    width: int
    height: int
    rgb: bytes


Rasterise = Callable[[bytes, float], tuple[PageImage, ...]]
"""Pictures of the pages of a PDF at a resolution in dots per inch."""


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    name: str
    is_default: bool
    is_ready: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What the spooler says. `printer_reason` in the spooler's own words where it gives any."""

    job: str
    printer: str
    state: PrintState
    printer_reason: str = ""


class Printer(Protocol):
    def printers(self) -> tuple[PrinterInfo, ...]: ...
    def send(self, pdf: bytes, title: str, printer: str) -> PrintJob:
        """Hand the bytes to the spooler. Raises UserError E-201 with the spooler's reason where it refuses."""
        ...

    def follow(self, job: PrintJob) -> PrintJob:
        """The job as it stands now."""
        ...


class Passwords(Protocol):
    """Hashes for staff accounts (scrypt)."""

    def hash(self, password: str) -> str: ...
    def matches(self, password: str, hashed: str) -> bool: ...


class Vault(Protocol):
    """The key of the local file, wrapped per person and once for the recovery code. Shared databases have none."""

    def exists(self) -> bool: ...
    def create(self, login: str, password: str) -> str:
        """Make the key and the wraps; return the recovery code, to be put on paper and forgotten.

        Nothing counts until `settle`: a first run that broke off can begin again.
        """
        ...

    def settle(self) -> None:
        """The office is recorded: from now on `exists` is true."""
        ...

    def unlock(self, login: str, password: str) -> None:
        """Raises UserError E-401 when the name or password is wrong."""
        ...

    def recover(self, code: str) -> None: ...
    def add(self, login: str, password: str) -> None:
        """Wrap the unlocked key for one more person, or anew after a change of password."""
        ...

    def remove(self, login: str) -> None: ...


Cell = str | int | date
"""What a field of a table holds; empty text where it holds nothing."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a file that is a table. `number` as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`width` in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that becomes a file: lines of text above it, its columns, its cells, lines of text below."""

    title: str
    above: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    lines: Sequence[tuple[str | int | datetime | date, ...]]
    below: tuple[str, ...] = ()


class ReadTable(Protocol):
    def __call__(self, file_name: str, data: bytes, progress: Progress) -> tuple[SheetLine, ...]:
        """Raises UserError E-381 to E-387 where the file is no table that can be read, StoppedError E-445."""
        ...


class WriteTable(Protocol):
    def __call__(self, sheet: Sheet, progress: Progress) -> bytes:
        """An XLSX file. Texts stay texts, whatever sign they begin with. Raises StoppedError E-445."""
        ...
