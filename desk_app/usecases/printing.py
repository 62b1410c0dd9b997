"""From the record to the paper in hand: bytes, preview of those very bytes, file, printer, confirmation."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID

from desk_app.domain.papers import Paper, PaperKind, PrintState
from desk_app.domain.staff import Session
from desk_app.errors import ForbiddenError, StorageError, UserError
from desk_app.files import write_whole
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.rights import expect_working

_OF_PEOPLE = (PaperKind.WHY_SHEET, PaperKind.HAND_OVER_LIST, PaperKind.JOURNAL)
"""Papers that name people though they are of no single case."""


class Printing:
    """Everything a desk does with a recorded paper."""

    def __init__(
        self,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        render: ports.Renderer,
        rasterise: ports.Rasterise,
        printer: ports.Printer,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._render = render
        self._rasterise = rasterise
        self._printer = printer

    def paper(self, key: UUID) -> Paper:
        return self._queries.paper(key)

    def pdf(self, session: Session, key: UUID) -> bytes:
        """The bytes of the paper: the same on screen, in the file and at the printer.

        Made from the record each time; the first time their digest is recorded, later it is compared.

        Raises:
            StorageError: E-302, the bytes differ from those first made.
            ForbiddenError: E-361, the paper is a person's, and this one has no business with cases.
        """
        self._expect_business(session, self._queries.paper(key))
        return self.bytes_of(session, key)

    def bytes_of(self, session: Session, key: UUID) -> bytes:
        """As `pdf`, for the exchange: whoever makes a pass, nobody is shown the paper. Raises StorageError E-302."""
        paper = self._queries.paper(key)
        pdf = self._render(paper, duplicate=0)
        digest = hashlib.sha256(pdf).hexdigest()
        if not paper.sha256:
            with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
                work.seal_paper(key, digest)
                work.journal.append("paper.made", subject=key, facts={"number": paper.number, "sha256": digest})
                work.commit()
        elif paper.sha256 != digest:
            raise StorageError(
                "E-302",
                N_("The paper {number} does not come out as it was first made."),
                N_("Do not hand it over. Tell the administrator this number and the code."),
                safe=N_("The record is safe; only the printing is stopped."),
                number=paper.number,
            )
        return pdf

    @staticmethod
    def _expect_business(session: Session, paper: Paper) -> None:
        if paper.case is not None or paper.refusal is not None or paper.kind in _OF_PEOPLE:
            expect_working(session)

    def for_printer(self, session: Session, key: UUID) -> bytes:
        """As `pdf`, but marked as a duplicate from the second printing on.

        Raises:
            ForbiddenError: E-466, the paper is void.
        """
        self._expect_valid(key)
        return self._as_printed(session, key)

    def _as_printed(self, session: Session, key: UUID) -> bytes:
        original = self.pdf(session, key)
        paper = self._queries.paper(key)
        return original if paper.copies == 0 else self._render(paper, duplicate=paper.copies)

    def _expect_valid(self, key: UUID) -> None:
        paper = self._queries.paper(key)
        if paper.void is not None:
            raise ForbiddenError(
                "E-466",
                N_("The paper {number} is void: it is not printed or saved any more."),
                N_("Use the paper that was made instead of it."),
                number=paper.number,
            )

    def pages(self, session: Session, key: UUID, dpi: float = 96.0) -> tuple[ports.PageImage, ...]:
        """The pages of the very bytes that would be printed now; a void paper can still be looked at, stamped."""
        pdf = self._as_printed(session, key)
        paper = self._queries.paper(key)
        if paper.void is not None:
            pdf = self._render(paper, duplicate=paper.copies, stamped=True)
        return self._rasterise(pdf, dpi)

    def unprintable(self, paper: Paper) -> tuple[str, ...]:
        """Characters the paper would have as empty boxes, for the clerk to know before it is printed."""
        return self._render.unprintable(paper)

    def pages_of(self, paper: Paper, dpi: float = 96.0) -> tuple[ports.PageImage, ...]:
        """The pages of a paper that is not recorded (a draft, the recovery sheet)."""
        return self._rasterise(self._render(paper), dpi)

    def print_unrecorded(self, paper: Paper, printer: str) -> ports.PrintJob:
        """Print a paper that is not recorded: the recovery sheet."""
        return self._printer.send(self._render(paper), paper.kind.value, printer)

    def save_unrecorded(self, paper: Paper, path: Path) -> None:
        write_whole(path, self._render(paper))

    def printers(self) -> tuple[ports.PrinterInfo, ...]:
        return self._printer.printers()

    def print(self, session: Session, key: UUID, printer: str) -> ports.PrintJob:
        """Hand the paper to the spooler. The job's name bears no person's name.

        Raises:
            UserError: E-201, the spooler refused; the paper stays recorded and unprinted.
            ForbiddenError: E-466, the paper is void.
        """
        paper = self._queries.paper(key)
        pdf = self.for_printer(session, key)
        try:
            job = self._printer.send(pdf, f"{paper.kind.value}-{paper.journal_seq}", printer)
        except UserError:
            self._record(session, key, PrintState.FAILED, "paper.print_failed")
            raise
        self._record(session, key, job.state, "paper.sent_to_printer", printed=True)
        return job

    def follow(self, job: ports.PrintJob) -> ports.PrintJob:
        return self._printer.follow(job)

    def confirm(self, session: Session, key: UUID, came_out: bool) -> None:
        """The clerk says whether the paper is in their hand; nothing else makes a paper *printed*.

        Raises ForbiddenError E-361 as `pdf`.
        """
        self._expect_business(session, self._queries.paper(key))
        state = PrintState.CONFIRMED if came_out else PrintState.FAILED
        self._record(session, key, state, "paper.came_out" if came_out else "paper.did_not_come_out")

    def save(self, session: Session, key: UUID, path: Path) -> None:
        """Save the paper as a PDF, whole or not at all.

        Raises:
            StorageError: E-102, the folder cannot be written.
            ForbiddenError: E-466, the paper is void.
        """
        self._expect_valid(key)
        write_whole(path, self.pdf(session, key))
        self._record(session, key, PrintState.SAVED, "paper.saved")

    def unprinted(self, session: Session) -> tuple[ports.PaperRow, ...]:
        """What this person recorded and nobody saw on paper: offered at the next start.

        A leaflet is owed to nobody: it is made again whenever it is wanted.
        """
        found = self._queries.unprinted(session.office.key, session.member.key)
        return tuple(row for row in found if row.kind is not PaperKind.LEAFLET)

    def _record(self, session: Session, key: UUID, state: PrintState, action: str, *, printed: bool = False) -> None:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.set_print_state(key, state, printed=printed)
            work.journal.append(action, subject=key)
            work.commit()
