"""The exchange with the portal through a folder: one pass reads what came and writes what changed; the desk decides.

Any number of desks may make a pass at once, and any of them may be killed: a request is recorded once by its id, moved
after that, and what was not moved or written is moved or written by the next pass.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.attachments import ScanFacts, Subject
from desk_app.domain.cases import Case
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.portal import (
    AsideReason,
    PortalFile,
    PortalRequest,
    PortalState,
    RequestKind,
    SetAside,
    StoredRequest,
    WrittenFile,
)
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, StorageError, TerezeError, UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.attachments import Attachments, NewScan, ReadScan
from desk_app.usecases.exchange_reading import answer_of, expect_lawful, form_of, stored
from desk_app.usecases.exchange_writing import (
    Answers,
    OutFile,
    WrittenPaper,
    is_written,
    reason_file,
)
from desk_app.usecases.intake import Command, Intake, Verdict
from desk_app.usecases.law import Law
from desk_app.usecases.ports_exchange import Arrival, Incomplete, Portal, Received, RequestFault
from desk_app.usecases.printing import Printing
from desk_app.usecases.refusal import RefusalIssued, Refusals
from desk_app.usecases.registration import Registered, Registrations

FOLDER_SETTING = "portal_folder"
"""Setting of the office: the base folder as this computer sees it; empty where there is no exchange."""
LONGEST_REASON = 300
_PASSES = (Role.CHANCELLERY, Role.SUPERVISOR, Role.ADMINISTRATOR)
_SETS = (Role.SUPERVISOR, Role.ADMINISTRATOR)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadIn:
    """A request this pass recorded."""

    key: UUID
    id: str
    kind: RequestKind
    applicant: str


@dataclass(frozen=True, slots=True)
class Left:
    """What is left for the next pass; `error` says why, None while it is simply not complete yet."""

    name: str
    error: TerezeError | OSError | None = None


@dataclass(frozen=True, slots=True)
class PassReport:
    """What one pass did."""

    read_in: tuple[ReadIn, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    only_moved: tuple[str, ...] = ()
    """Ids that were recorded before and lay in `in` still, or again."""
    left: tuple[Left, ...] = ()
    written: tuple[str, ...] = ()
    """Names of the files of `out`."""

    @property
    def is_empty(self) -> bool:
        return not (self.read_in or self.set_aside or self.only_moved or self.written)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list of the window."""

    request: StoredRequest
    state: PortalState


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request as it is checked at the desk."""

    line: RequestLine
    says: PortalRequest
    form: Application | None
    """The form to decide the documents on; None for an information request."""
    files: tuple[PortalFile, ...]
    """Attachments; empty once they went over to the case."""


class Exchange:
    """The provider's chancellery decides; a supervisor or administrator names the folder and may make a pass."""

    def __init__(
        self,
        law: Law,
        intake: Intake,
        registrations: Registrations,
        refusals: Refusals,
        attachments: Attachments,
        printing: Printing,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        clock: ports.Clock,
        portal: Portal,
    ) -> None:
        self._law = law
        self._intake = intake
        self._registrations = registrations
        self._refusals = refusals
        self._attachments = attachments
        self._printing = printing
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock
        self._portal = portal
        self._answers = Answers(law, queries)

    # ---- the folder

    def folder(self, session: Session) -> Path | None:
        """The base folder; None where the office has no exchange."""
        found = self._queries.office_setting(session.office.key, FOLDER_SETTING)
        return Path(found) if found else None

    def may_set(self, session: Session) -> bool:
        return session.has(*_SETS)

    def may_pass(self, session: Session) -> bool:
        return session.has(*_PASSES)

    def may_decide(self, session: Session) -> bool:
        return session.has(Role.CHANCELLERY)

    def set_folder(self, session: Session, base: Path | None) -> None:
        """Name the base folder, or with None end the exchange; journaled. Its four folders are made.

        Raises:
            ForbiddenError: E-361, only a supervisor or an administrator does this.
            UserError: E-651, the folder is not there or may not be written.
        """
        self._expect(session, _SETS)
        if base is not None:
            base = base.absolute()
            self._make(base)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.attachments.set_setting(FOLDER_SETTING, str(base) if base is not None else "")
            work.journal.append("office.portal_folder", facts={"on": base is not None})
            work.commit()

    # ---- one pass

    def pass_once(self, session: Session, progress: Progress | None = None) -> PassReport:
        """Read in what came, set aside what is wrong, write what changed.

        What cannot be done now is in `left` and does not keep the others back.

        Raises:
            ForbiddenError: E-361, the person may not do this.
            UserError: E-650 no folder is named, E-651 it cannot be reached.
            StorageError: the records failed; what was recorded before stays.
            StoppedError: E-445, the person stopped it.
        """
        self._expect(session, _PASSES)
        base = self.folder(session)
        if base is None:
            raise UserError(
                "E-650",
                N_("No folder for the exchange with the portal is named."),
                N_("Ask the supervisor to name it in the settings of the office."),
            )
        self._make(base)
        self._law.refresh()
        progress = progress or Progress()
        try:
            arrivals = self._portal.folder.arrivals(base)
        except OSError as error:
            raise _unreachable(base) from error
        made = _Made()
        for index, arrival in enumerate(arrivals):
            progress.tell(index, len(arrivals))
            try:
                self._take_in(session, base, arrival, made)
            except Incomplete:
                made.left.append(Left(arrival.name))
            except StorageError:
                raise
            except (UserError, OSError) as error:
                _log.warning("portal file left reason=%s", getattr(error, "code", type(error).__name__))
                made.left.append(Left(arrival.name, error))
        self._write_out(session, base, progress, made)
        return made.report()

    def _take_in(self, session: Session, base: Path, arrival: Arrival, made: _Made) -> None:
        try:
            received = self._portal.folder.read(base, arrival)
            known = self._queries.portal_request_by_id(session.office.key, received.request.id)
            if known is None:
                expect_lawful(self._law, self._queries, session, received.request, self._clock.now())
                request = self._record(session, received)
                if request is not None:
                    made.read_in.append(ReadIn(request.key, request.id, request.kind, request.applicant))
                    self._portal.folder.move_done(base, arrival.names)
                    return
                known = self._queries.portal_request_by_id(session.office.key, received.request.id)
            if known is None or known.sha256 != hashlib.sha256(received.content).hexdigest():
                raise RequestFault(AsideReason.ID_TAKEN)
        except RequestFault as fault:
            made.set_aside.append(self._set_aside(session, base, arrival, fault))
            return
        made.only_moved.append(received.request.id)
        self._portal.folder.move_done(base, arrival.names)

    def _record(self, session: Session, received: Received) -> StoredRequest | None:
        """Record a request; None where another desk did so first."""
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            now = work.now()
            request = stored(session, received, now)
            if not work.portal.add_request(request, received.content, received.signature, received.files):
                return None
            facts = {
                "request": request.id,
                "kind": request.kind.value,
                "sha256": request.sha256,
                "signature": request.signature_sha256,
                "files": len(received.files),
            }
            work.journal.append("portal.received", subject=request.key, facts=facts)
            if request.kind is RequestKind.INFORMATION:
                answer = answer_of(self._queries, session, request.iin, now)
                work.portal.settle(request.key, now, session.member.full_name, answer=answer)
                digest = hashlib.sha256(answer.encode()).hexdigest()
                work.journal.append("portal.answered", subject=request.key, facts={"sha256": digest})
            work.commit()
        return request

    def _set_aside(self, session: Session, base: Path, arrival: Arrival, fault: RequestFault) -> SetAside:
        size, digest = self._portal.folder.fingerprint(base, arrival.name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            name = "".join(letter if letter.isprintable() else "?" for letter in arrival.name)[:120]
            found = SetAside(
                key=new_key(),
                office=session.office.key,
                name=name,
                sha256=digest,
                size=size,
                reason=fault.reason,
                detail=fault.detail,
                at=work.now(),
                by_name=session.member.full_name,
                request_id=arrival.request_id,
            )
            if work.portal.add_aside(found):
                work.journal.append(
                    "portal.set_aside",
                    subject=found.key,
                    facts={"file": name, "sha256": digest, "reason": fault.reason.value},
                )
                work.commit()
        self._portal.folder.move_aside(base, arrival.names, reason_file(found))
        return found

    def _write_out(self, session: Session, base: Path, progress: Progress, made: _Made) -> None:
        office = session.office.key
        requests = self._queries.portal_to_write(office)
        for index, request in enumerate(requests):
            progress.tell(index, len(requests))
            try:
                self._write_request(session, base, request, made)
            except StorageError as error:
                if error.code != "E-302":
                    raise
                made.left.append(Left(request.id, error))
            except (UserError, OSError) as error:
                made.left.append(Left(request.id, error))
        for found in self._queries.portal_aside_to_write(office):
            try:
                self._write(session, base, Answers.aside(session, found), made)
            except OSError as error:
                made.left.append(Left(found.request_id, error))

    def _write_request(self, session: Session, base: Path, request: StoredRequest, made: _Made) -> None:
        papers = []
        for role, row in self._answers.papers(request):
            name = f"{request.id}.{role}.pdf"
            mark = str(row.key)
            known = self._queries.portal_written(session.office.key, name)
            if known is not None and known.mark == mark:
                digest = known.sha256
            else:
                data = self._printing.pdf(session, row.key)
                digest = self._write(session, base, OutFile(name, mark, data), made)
            papers.append(WrittenPaper(role, name, row, digest))
        for paper in papers:
            if paper.role == "result":
                self._write(session, base, self._answers.result(session, request, paper), made)
        if request.answer:
            self._write(session, base, self._answers.information(request), made)
        # last: who reads the status finds what it names
        self._write(session, base, self._answers.status(session, request, tuple(papers)), made)

    def _write(self, session: Session, base: Path, file: OutFile, made: _Made) -> str:
        """Write a file where it differs from what was written last, and mark it then; return its digest."""
        digest = hashlib.sha256(file.data).hexdigest()
        known = self._queries.portal_written(session.office.key, file.name)
        if is_written(known, digest) and known is not None and known.mark == file.mark:
            return digest
        if not is_written(known, digest):
            self._portal.folder.write(base, file.name, file.data)
            made.written.append(file.name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.portal.mark_written(WrittenFile(file.name, digest, file.mark), work.now())
            if not is_written(known, digest):
                work.journal.append("portal.written", facts={"file": file.name, "sha256": digest})
            work.commit()
        return digest

    # ---- what waits at the desk

    def requests(self, session: Session, limit: int = 500) -> tuple[RequestLine, ...]:
        """Those that wait for the desk first, oldest first; then the others, newest first."""
        self._expect(session, _PASSES)
        found = self._queries.portal_requests(session.office.key, limit)
        return tuple(RequestLine(request, self._answers.state(request)) for request in found)

    def aside(self, session: Session, limit: int = 500) -> tuple[SetAside, ...]:
        """Files that were set aside, newest first."""
        self._expect(session, _PASSES)
        return self._queries.portal_aside(session.office.key, limit)

    def card(self, session: Session, key: UUID) -> RequestCard:
        """Raises UserError E-340 where the office has no such request, E-655 where it cannot take it any more."""
        self._expect(session, _PASSES)
        request = self._queries.portal_request(session.office.key, key)
        says = self._says(session, key)
        form = None
        if request.kind is RequestKind.SERVICE:
            if request.case is not None:
                form = self._queries.case(request.case).application
            elif request.refusal is not None:
                form = self._queries.refusal(request.refusal).application
            else:
                form = self._form(session, says)
        line = RequestLine(request, self._answers.state(request))
        return RequestCard(line, says, form, self._queries.portal_files(key))

    def file(self, session: Session, key: UUID, name: str) -> tuple[PortalFile, bytes]:
        """An attachment of a request that was not registered yet; journaled. Raises UserError E-340."""
        self._expect(session, _PASSES)
        self._queries.portal_request(session.office.key, key)
        file = next((one for one in self._queries.portal_files(key) if one.name == name), None)
        data = self._queries.portal_file(key, name)
        if file is None or data is None:
            raise UserError("E-340", N_("This record is not there."), N_("Refresh the list."))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("portal.file_opened", subject=key, facts={"file": name})
            work.commit()
        return file, data

    def picture(self, file: PortalFile, data: bytes, page: int, width: int) -> ports.PageImage:
        """A page of an attachment, from 0, so many pixels wide."""
        return self._attachments.picture(
            ReadScan(NewScan(Path(file.name), Subject.DOCUMENT), ScanFacts(file.kind, file.pages), data), page, width
        )

    def check(self, session: Session, form: Application) -> Verdict:
        """What may be done with the form as it stands."""
        return self._intake.check(session, form)

    def register(
        self, session: Session, key: UUID, form: Application, language: PaperLanguage | None = None
    ) -> Registered:
        """Register the request with the documents decided on the form; its attachments become scans of the case.

        The same request gives the same case however often and wherever it is registered. The first step begins when
        the request was sent, so that it is due by the hours of the edition.

        Raises:
            ForbiddenError: E-361, the person may not accept on the portal.
            UserError: E-340 no such request, E-652 it was settled otherwise, E-653 the form is of somebody else, E-103
                an open case exists, E-111 … E-113 the package does not allow it.
        """
        request = self._expect_form(session, key, form)

        def also(work: ports.UnitOfWork, case: Case) -> None:
            self._settle(work, session, key)
            for file, data in work.portal.take_files(key):
                scan = NewScan(Path(file.name), Subject.DOCUMENT, file.title)
                self._attachments.record(work, session, case, ReadScan(scan, ScanFacts(file.kind, file.pages), data))
            work.journal.append("portal.registered", subject=key, facts={"number": case.number})

        command = Command(form, request.token, request.sent_at)
        return self._registrations.register(session, command, language or form.language, also)

    def refuse(
        self, session: Session, key: UUID, form: Application, language: PaperLanguage | None = None
    ) -> RefusalIssued:
        """Refuse acceptance for what the form shows to be missing or expired.

        Raises:
            ForbiddenError: E-361, the person may not accept on the portal.
            UserError: E-340, E-652, E-653 as `register`; E-120, there is nothing to refuse for.
        """
        request = self._expect_form(session, key, form)

        def also(work: ports.UnitOfWork) -> None:
            self._settle(work, session, key)
            work.journal.append("portal.refused", subject=key)

        command = Command(form, request.token, request.sent_at)
        return self._refusals.refuse(session, command, language or form.language, also)

    def give_back(self, session: Session, key: UUID, reason: str) -> StoredRequest:
        """Send a request back that can be neither registered nor refused, with a reason the portal shows.

        Raises:
            ForbiddenError: E-361, the person may not accept on the portal.
            UserError: E-654 no reason, E-652 it was settled before.
        """
        self._expect(session, (Role.CHANCELLERY,))
        reason = " ".join(reason.split())[:LONGEST_REASON]
        if not reason:
            raise UserError(
                "E-654",
                N_("A request goes back only with a reason, and none is written."),
                N_("Write what the applicant has to do."),
            )
        self._queries.portal_request(session.office.key, key)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            self._settle(work, session, key, reason)
            work.journal.append("portal.given_back", subject=key)
            work.commit()
        return self._queries.portal_request(session.office.key, key)

    # ---- inner

    def _says(self, session: Session, key: UUID) -> PortalRequest:
        try:
            return self._portal.read(self._queries.portal_content(session.office.key, key))
        except RequestFault as fault:
            raise _not_taken(fault) from fault

    def _form(self, session: Session, says: PortalRequest) -> Application:
        try:
            return form_of(self._law, self._queries, session, says, self._clock.now())
        except RequestFault as fault:
            raise _not_taken(fault) from fault

    def _expect_form(self, session: Session, key: UUID, form: Application) -> StoredRequest:
        self._expect(session, (Role.CHANCELLERY,))
        request = self._queries.portal_request(session.office.key, key)
        service = self._law.edition(form.edition).service
        if (form.channel, form.applicant.iin, service) != (Channel.PORTAL, request.iin, request.service):
            raise UserError(
                "E-653",
                N_("The form is not of this request."),
                N_("Open the request again: its person and service are not changed at the desk."),
            )
        return request

    @staticmethod
    def _settle(work: ports.UnitOfWork, session: Session, key: UUID, reason: str = "") -> None:
        if not work.portal.settle(key, work.now(), session.member.full_name, reason=reason):
            raise UserError(
                "E-652",
                N_("This request was settled before."),
                N_("Refresh the list: it shows what became of it."),
            )

    def _make(self, base: Path) -> None:
        try:
            self._portal.folder.make(base)
        except OSError as error:
            raise _unreachable(base) from error

    @staticmethod
    def _expect(session: Session, roles: tuple[Role, ...]) -> None:
        if not session.has(*roles):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))


class _Made:
    """What a pass has done so far."""

    def __init__(self) -> None:
        self.read_in: list[ReadIn] = []
        self.set_aside: list[SetAside] = []
        self.only_moved: list[str] = []
        self.left: list[Left] = []
        self.written: list[str] = []

    def report(self) -> PassReport:
        return PassReport(
            tuple(self.read_in),
            tuple(self.set_aside),
            tuple(self.only_moved),
            tuple(self.left),
            tuple(self.written),
        )


def _unreachable(base: Path) -> UserError:
    return UserError(
        "E-651",
        N_("The folder of the exchange with the portal cannot be used: {folder}"),
        N_("Check that the drive is connected and that you may write there."),
        safe=N_("Requests that were read before are recorded."),
        folder=str(base),
    )


def _not_taken(fault: RequestFault) -> UserError:
    return UserError(
        "E-655",
        N_("The office cannot take this request any more."),
        N_("Give it back with a reason: the edition the office works by has changed since it was read."),
        reason=fault.reason.value,
    )
