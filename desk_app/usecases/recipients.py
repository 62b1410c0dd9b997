"""The list of recipients of assistance, imported from a table: evidence for the certificate."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from desk_app.domain.recipients import LineFault, Recipient, Skipped, read_lines
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports

_TELL_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class ListReport:
    """What would come in, and what would not and why. Nothing is recorded yet."""

    file_name: str
    sha256: str
    taken: tuple[Recipient, ...]
    skipped: tuple[Skipped, ...]
    known: ports.RecipientList | None
    """The same file, imported before."""
    lost_letters: int
    """Lines whose name has a question mark: Kazakh letters that were lost when the file was saved."""

    @property
    def may_import(self) -> bool:
        return bool(self.taken) and self.known is None


class Recipients:
    """Reading a list, then importing it; the search itself is the certificate's evidence."""

    def __init__(
        self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, read_table: ports.ReadTable
    ) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._read_table = read_table

    def lists(self, session: Session) -> tuple[ports.RecipientList, ...]:
        """The lists imported so far, newest first. Raises ForbiddenError E-361."""
        _require(session)
        return self._queries.recipient_lists(session.office.key)

    def read(self, session: Session, file_name: str, data: bytes, progress: Progress | None = None) -> ListReport:
        """Read a list and say of every line whether it can be taken. Nothing is recorded.

        Raises:
            ForbiddenError: E-361, only a supervisor or an executor imports.
            UserError: E-371, no line is there; E-381 to E-387, the file is no table that can be read.
            StoppedError: E-445, the person stopped it.
        """
        _require(session)
        progress = progress or Progress()
        lines = self._read_table(file_name, data, progress)
        taken: list[Recipient] = []
        skipped: list[Skipped] = []
        for index, found in enumerate(read_lines([(line.number, line.cells) for line in lines])):
            if index % _TELL_EVERY == 0:
                progress.tell(index, len(lines))
            if isinstance(found, Recipient):
                taken.append(found)
            else:
                skipped.append(found)
        if not taken and not skipped:
            raise UserError(
                "E-371",
                N_("No line of the file {file} could be read as a recipient."),
                N_("The columns are: IIN; name; family; first day; last day (dd.mm.yyyy)."),
                safe=N_("Nothing was changed."),
                file=file_name,
            )
        sha256 = hashlib.sha256(data).hexdigest()
        known = next((one for one in self.lists(session) if one.sha256 == sha256), None)
        lost = sum("?" in line.name for line in taken)
        return ListReport(file_name, sha256, tuple(taken), tuple(skipped), known, lost)

    def import_list(self, session: Session, report: ListReport) -> int:
        """Record what the report takes, in one transaction, journaled with the file's digest; return how many lines.

        Raises:
            ForbiddenError: E-361, only a supervisor or an executor imports.
            UserError: E-345, the same file was imported before; E-371, the report takes no line.
        """
        _require(session)
        if not report.taken:
            raise UserError(
                "E-371",
                N_("No line of the file {file} could be read as a recipient."),
                N_("The columns are: IIN; name; family; first day; last day (dd.mm.yyyy)."),
                safe=N_("Nothing was changed."),
                file=report.file_name,
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.add_recipients(report.file_name, report.sha256, report.taken)
            work.journal.append(
                "recipients.imported",
                facts={
                    "file": report.file_name,
                    "sha256": report.sha256,
                    "accepted": len(report.taken),
                    "rejected": len(report.skipped),
                    "reasons": _reasons(report.skipped),
                },
            )
            work.commit()
        return len(report.taken)


def _reasons(skipped: tuple[Skipped, ...]) -> dict[LineFault, int]:
    return dict(Counter(line.fault for line in skipped))


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.EXECUTOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
