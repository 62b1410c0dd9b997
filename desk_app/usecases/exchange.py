"""The exchange with the portal through a folder: one pass reads what came and writes what changed; the desk decides.

Any number of desks may make a pass at once, and any of them may be killed: a request is recorded once by its id, moved
after that, and what was not moved or written is moved or written by the next pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.attachments import ScanFacts, Subject
from desk_app.domain.cases import Case
from desk_app.domain.language import PaperLanguage
from desk_app.domain.portal import (
    AsideReason,
    PortalFile,
    PortalRequest,
    PortalState,
    RequestKind,
    SetAside,
    StoredRequest,
)
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.attachments import Attachments, NewScan, ReadScan
from desk_app.usecases.exchange_pass import Passes, PassReport, unreachable
from desk_app.usecases.exchange_reading import form_of
from desk_app.usecases.exchange_writing import Answers
from desk_app.usecases.intake import Command, Intake, Verdict
from desk_app.usecases.law import Law
from desk_app.usecases.ports_exchange import Portal, RequestFault
from desk_app.usecases.printing import Printing
from desk_app.usecases.refusal import RefusalIssued, Refusals
from desk_app.usecases.registration import Registered, Registrations

FOLDER_SETTING = "portal_folder"
"""Setting of the office: the base folder as this computer sees it; empty where there is no exchange."""
LONGEST_REASON = 300
_PASSES = (Role.CHANCELLERY, Role.SUPERVISOR, Role.ADMINISTRATOR)
_LOOKS = (Role.CHANCELLERY, Role.SUPERVISOR)
"""Who only keeps accounts has no business with people's requests."""
_SETS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


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
    obstacle: AsideReason | None = None
    """Why there is no form: the edition the office works by has changed since the request was read. Give it back."""


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
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock
        self._portal = portal
        self._answers = Answers(law, queries)
        self._passes = Passes(law, printing, unit_of_work, queries, clock, portal.folder)

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
        return self._passes.run(session, base, progress or Progress())

    # ---- what waits at the desk

    def requests(self, session: Session, limit: int = 500) -> tuple[RequestLine, ...]:
        """Those that wait for the desk first, oldest first; then the others, newest first."""
        self._expect(session, _LOOKS)
        found = self._queries.portal_requests(session.office.key, limit)
        return tuple(RequestLine(request, self._answers.state(request)) for request in found)

    def aside(self, session: Session, limit: int = 500) -> tuple[SetAside, ...]:
        """Files that were set aside, newest first."""
        self._expect(session, _PASSES)
        return self._queries.portal_aside(session.office.key, limit)

    def card(self, session: Session, key: UUID) -> RequestCard:
        """Raises UserError E-340 where the office has no such request, E-655 where it cannot be read any more."""
        self._expect(session, _LOOKS)
        request = self._queries.portal_request(session.office.key, key)
        says = self._says(session, key)
        form, obstacle = None, None
        if request.kind is RequestKind.SERVICE:
            if request.case is not None:
                form = self._queries.case(request.case).application
            elif request.refusal is not None:
                form = self._queries.refusal(request.refusal).application
            else:
                try:
                    form = form_of(self._law, self._queries, session, says, self._clock.now())
                except RequestFault as fault:
                    obstacle = fault.reason
        line = RequestLine(request, self._answers.state(request))
        return RequestCard(line, says, form, self._queries.portal_files(key), obstacle)

    def file(self, session: Session, key: UUID, name: str) -> tuple[PortalFile, bytes]:
        """An attachment of a request that was not registered yet; journaled. Raises UserError E-340."""
        self._expect(session, _LOOKS)
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

    def check(self, session: Session, key: UUID, form: Application) -> Verdict:
        """What may be done with the form as it stands; the planned date is counted from when the request was sent."""
        self._expect(session, _LOOKS)
        request = self._queries.portal_request(session.office.key, key)
        return self._intake.check(session, form, request.sent_at)

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
            raise UserError(
                "E-655",
                N_("The office cannot take this request any more."),
                N_("Give it back with a reason: the rules of its file have changed since it was read."),
                reason=fault.reason.value,
            ) from fault

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
            raise unreachable(base) from error

    @staticmethod
    def _expect(session: Session, roles: tuple[Role, ...]) -> None:
        if not session.has(*roles):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
