"""One pass over the folder: what came is read in or set aside, what changed is written.

Each request is recorded in a transaction of its own, then moved; each file is written, then marked. A desk that is
killed in between leaves work that the next pass of any desk finds.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desk_app.domain.keys import new_key
from desk_app.domain.papers import PrintState
from desk_app.domain.portal import AsideReason, RequestKind, SetAside, StoredRequest, WrittenFile, shown_name
from desk_app.domain.staff import Session
from desk_app.errors import StorageError, TerezeError, UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.exchange_reading import answer_of, expect_lawful, stored
from desk_app.usecases.exchange_writing import Answers, OutFile, WrittenPaper, is_written, reason_file
from desk_app.usecases.law import Law
from desk_app.usecases.ports_exchange import Arrival, Incomplete, PortalFolder, Received, RequestFault
from desk_app.usecases.printing import Printing

_NOT_OUT = (PrintState.NOT_PRINTED, PrintState.QUEUED, PrintState.FAILED)

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


class Passes:
    """What the passes of a desk need."""

    def __init__(
        self,
        law: Law,
        printing: Printing,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        clock: ports.Clock,
        folder: PortalFolder,
    ) -> None:
        self._law = law
        self._printing = printing
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock
        self._folder = folder
        self._answers = Answers(law, queries)

    def run(self, session: Session, base: Path, progress: Progress) -> PassReport:
        """Raises UserError E-651 where the folder cannot be listed, StorageError, StoppedError E-445."""
        self._law.refresh()
        try:
            arrivals = self._folder.arrivals(base)
        except OSError as error:
            raise unreachable(base) from error
        made = _Made()
        for index, arrival in enumerate(arrivals):
            progress.tell(index, len(arrivals))
            try:
                self._take_in(session, base, arrival, made)
            except Incomplete:
                made.left.append(Left(shown_name(arrival.name)))
            except StorageError:
                raise
            except (UserError, OSError) as error:
                _log.warning("portal file left reason=%s", getattr(error, "code", type(error).__name__))
                made.left.append(Left(shown_name(arrival.name), error))
        self._write_out(session, base, progress, made)
        return made.report()

    def _take_in(self, session: Session, base: Path, arrival: Arrival, made: _Made) -> None:
        if self._move_rest(session, base, arrival):
            made.only_moved.append(arrival.request_id)
            return
        try:
            received = self._folder.read(base, arrival)
            known = self._queries.portal_request_by_id(session.office.key, received.request.id)
            if known is None:
                expect_lawful(self._law, self._queries, session, received.request, self._clock.now())
                request = self._record(session, received)
                if request is not None:
                    made.read_in.append(ReadIn(request.key, request.id, request.kind, request.applicant))
                    self._folder.move_done(base, arrival.names, request.sha256)
                    return
                known = self._queries.portal_request_by_id(session.office.key, received.request.id)
            digest = hashlib.sha256(received.content).hexdigest()
            if known is None or (known.id, known.sha256) != (received.request.id, digest):
                raise RequestFault(AsideReason.ID_TAKEN)
        except RequestFault as fault:
            made.set_aside.append(self._set_aside(session, base, arrival, fault))
            return
        self._folder.move_done(base, arrival.names, digest)
        made.only_moved.append(received.request.id)

    def _move_rest(self, session: Session, base: Path, arrival: Arrival) -> bool:
        """Move what a killed desk did not move any more, after the request itself; False for anything else."""
        if not (arrival.waited_out and arrival.request_id) or arrival.has_request:
            return False
        known = self._queries.portal_request_by_id(session.office.key, arrival.request_id)
        if known is not None and known.id != arrival.request_id:
            known = None
        refused = self._queries.portal_aside_named(session.office.key, f"{arrival.request_id}.json")
        if refused is not None and known is not None and refused.at < known.received_at:
            refused = None
        if refused is not None and arrival.changed <= refused.at.timestamp():
            # what came later is not of that request: a signature sent again, say
            self._folder.move_aside(base, arrival.names, reason_file(refused))
            return True
        if known is None:
            return False
        self._folder.move_done(base, arrival.names)
        return True

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
        size, digest = self._folder.fingerprint(base, arrival.name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            name = shown_name(arrival.name)
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
            else:
                # as it was told then: a file that cannot be moved gets one reason beside it, not one at every pass
                recorded = work.portal.aside_as_recorded(found)
                found = replace(found, key=recorded.key, at=recorded.at, by_name=recorded.by_name)
        self._folder.move_aside(base, arrival.names, reason_file(found))
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
                data = self._printing.bytes_of(session, row.key)
                digest = self._write(session, base, OutFile(name, mark, data, row), made)
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
            self._folder.write(base, file.name, file.data)
            made.written.append(file.name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.portal.mark_written(WrittenFile(file.name, digest, file.mark), work.now())
            if not is_written(known, digest):
                work.journal.append("portal.written", facts={"file": file.name, "sha256": digest})
            if file.paper is not None and file.paper.print_state in _NOT_OUT:
                # the portal has it now: nobody is asked to print it, and it counts as given
                work.set_print_state(file.paper.key, PrintState.SAVED)
                work.journal.append("paper.saved", subject=file.paper.key)
            work.commit()
        return digest


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


def unreachable(base: Path) -> UserError:
    return UserError(
        "E-651",
        N_("The folder of the exchange with the portal cannot be used: {folder}"),
        N_("Check that the drive is connected and that you may write there."),
        safe=N_("Requests that were read before are recorded."),
        folder=str(base),
    )
