"""Scans attached to a case: taken in by their bytes, shown beside the form, void with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desk_app.domain.attachments import (
    MOST_BYTES_OF_CASE,
    MOST_BYTES_OF_FILE,
    Attachment,
    ScanFacts,
    Subject,
)
from desk_app.domain.cases import Case, CaseState
from desk_app.domain.keys import new_key
from desk_app.domain.staff import Role, Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import ForbiddenError, UserError
from desk_app.files import read_at_most, size_of
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.ports_case import Scans
from desk_app.usecases.rights import WORKING

IDENTITY_COPIES = "identity_copies"
"""Setting of the office: `on` where copies of identity documents may be attached."""
ON = "on"
LONGEST_TITLE = 120
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class NewScan:
    """A file that is to be attached."""

    path: Path
    subject: Subject
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A file that was read and found fit."""

    scan: NewScan
    facts: ScanFacts
    content: bytes


@dataclass(frozen=True, slots=True)
class OpenScan:
    """A scan with its bytes, to be looked at."""

    attachment: Attachment
    content: bytes


class Attachments:
    """Who works with the cases of the office attaches and looks; void is made by who attached, or the supervisor."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, scans: Scans) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._scans = scans

    def of_case(self, case: UUID) -> tuple[Attachment, ...]:
        return self._queries.attachments(case)

    def attach(self, session: Session, case: UUID, scan: NewScan, step: UUID | None = None) -> Attachment:
        """Read a file and attach it to the case, or to that step of it.

        Raises:
            ForbiddenError: E-473 copies of identity documents are off, E-474 the person does not work with cases or
                the case is void.
            UserError: E-470 … E-472 the file cannot be read or is too large, E-480 … E-484 what is in it, E-340 no
                such case or step.
        """
        read = self.read(session, case, scan)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            made = self.record(work, session, found, read, step)
            work.commit()
        return made

    def read(self, session: Session, case: UUID | None, scan: NewScan) -> ReadScan:
        """Read a file and look into it; nothing is recorded. Raises as `attach`."""
        self._expect_role(session)
        if scan.subject is Subject.IDENTITY and not self.takes_identity(session):
            raise _no_identity()
        size = size_of(scan.path)
        if size > MOST_BYTES_OF_FILE:
            raise _file_too_large()
        taken = sum(one.size for one in self._queries.attachments(case)) if case is not None else 0
        if taken + size > MOST_BYTES_OF_CASE:
            raise _case_full()
        content = read_at_most(scan.path, MOST_BYTES_OF_FILE)
        if len(content) > MOST_BYTES_OF_FILE:
            raise _file_too_large()
        return ReadScan(scan, self._scans.inspect(content), content)

    def record(
        self, work: ports.UnitOfWork, session: Session, case: Case, read: ReadScan, step: UUID | None = None
    ) -> Attachment:
        """Attach a file that was read, in this transaction; the case is locked by it."""
        self._expect_role(session)
        if case.state is CaseState.VOID:
            raise ForbiddenError("E-474", N_("Scans are attached by those who work with the case."))
        if read.scan.subject is Subject.IDENTITY and work.attachments.setting(IDENTITY_COPIES) != ON:
            raise _no_identity()
        if work.attachments.bytes_of_case(case.key) + len(read.content) > MOST_BYTES_OF_CASE:
            raise _case_full()
        if step is not None and step not in {record.key for record in case.steps}:
            raise ForbiddenError(
                "E-360",
                N_("The case {number} has moved on: this step is not the next one any more."),
                N_("Open the case again and do the step it shows."),
                number=case.number,
            )
        made = Attachment(
            key=new_key(),
            case=case.key,
            step=step,
            subject=read.scan.subject,
            title=read.scan.title.strip()[:LONGEST_TITLE],
            kind=read.facts.kind,
            pages=read.facts.pages,
            size=len(read.content),
            sha256=hashlib.sha256(read.content).hexdigest(),
            added_by=session.member.key,
            added_by_name=session.member.full_name,
            added_at=work.now(),
        )
        work.attachments.add(made, read.content)
        work.journal.append(
            "attachment.added",
            subject=case.key,
            facts={
                "attachment": str(made.key),
                "sha256": made.sha256,
                "size": made.size,
                "what": made.subject.value,
                "kind": made.kind.value,
            },
        )
        return made

    def open(self, session: Session, key: UUID) -> OpenScan:
        """Return a scan with its bytes, and journal that it was opened.

        Raises:
            UserError: E-340, the office has no such scan.
            ForbiddenError: E-474, the person does not work with cases.
        """
        self._expect_role(session)
        attachment, content = self._queries.attachment(session.office.key, key)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("attachment.opened", subject=attachment.case, facts={"attachment": str(key)})
            work.commit()
        return OpenScan(attachment, content)

    def picture(self, scan: OpenScan | ReadScan, page: int, width: int) -> ports.PageImage:
        """A page of a scan, from 0, so many pixels wide."""
        kind = scan.attachment.kind if isinstance(scan, OpenScan) else scan.facts.kind
        return self._scans.picture(scan.content, kind, page, width)

    def void(self, session: Session, key: UUID, reason: str) -> Attachment:
        """Make a scan void: it stays, struck out, with the reason.

        Raises:
            UserError: E-475 no reason, E-477 it is void already, E-340 the office has no such scan.
            ForbiddenError: E-476, another person attached it.
        """
        if not reason.strip():
            raise UserError(
                "E-475",
                N_("A scan becomes void only with a reason, and none is written."),
                N_("Write what was wrong: the case keeps it."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.attachments.one(key)
            work.case_for_update(found.case)
            found = work.attachments.one(key)
            if found.added_by != session.member.key and not session.has(Role.SUPERVISOR):
                raise ForbiddenError(
                    "E-476",
                    N_("A scan is made void by the person who attached it, or by the supervisor."),
                    N_("Ask {name}, or the supervisor."),
                    name=found.added_by_name,
                )
            if found.void is not None:
                raise UserError("E-477", N_("This scan is void already."))
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, reason.strip()[:300])
            work.attachments.void(key, voiding)
            work.journal.append(
                "attachment.voided", subject=found.case, facts={"attachment": str(key), "sha256": found.sha256}
            )
            work.commit()
        return self._queries.attachment(session.office.key, key)[0]

    def takes_identity(self, session: Session) -> bool:
        """True if the supervisor switched copies of identity documents on; off by default.

        Source: law on personal data of 21.05.2013 No. 94-V as in force since 11.02.2024: copies of identity documents
        are not collected on paper but where an act asks for them.
        """
        return self._queries.office_setting(session.office.key, IDENTITY_COPIES) == ON

    def allow_identity(self, session: Session, on: bool) -> None:
        """Switch copies of identity documents on or off; journaled.

        Raises:
            ForbiddenError: E-361, only the supervisor does this.
        """
        if not session.has(Role.SUPERVISOR):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.attachments.set_setting(IDENTITY_COPIES, ON if on else "")
            work.journal.append("office.identity_copies", facts={"on": on})
            work.commit()

    @staticmethod
    def _expect_role(session: Session) -> None:
        if not session.has(*WORKING):
            raise ForbiddenError("E-474", N_("Scans are attached by those who work with the case."))


def _no_identity() -> ForbiddenError:
    return ForbiddenError(
        "E-473",
        N_("The law does not let a desk collect copies of identity documents."),
        N_("Look at the document and give it back. Where an act asks for the copy, the supervisor switches it on."),
    )


def _file_too_large() -> UserError:
    return UserError(
        "E-471",
        N_("The file is larger than {most} MB."),
        N_("Scan the paper again in grey at 200 dots per inch."),
        most=MOST_BYTES_OF_FILE // _MEGABYTE,
    )


def _case_full() -> UserError:
    return UserError(
        "E-472",
        N_("The scans of one case take at most {most} MB together, void ones too."),
        N_("Attach only what belongs to the case."),
        most=MOST_BYTES_OF_CASE // _MEGABYTE,
    )
