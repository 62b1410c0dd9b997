"""The list of recipients of assistance, imported from CSV: evidence for the certificate."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime

from desk_app.domain.iin import IinFault, check_iin
from desk_app.domain.staff import Role, Session
from desk_app.domain.text import clean
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports

COLUMNS = ("iin", "name", "family", "period_from", "period_to")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in, and what did not and why: (line, msgid)."""

    accepted: int
    rejected: tuple[tuple[int, str], ...]


class Recipients:
    """Importing; the search itself is the certificate's evidence."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._unit_of_work = unit_of_work

    def import_csv(self, session: Session, file_name: str, data: bytes) -> ImportReport:
        """Read lines of IIN, name, family, first and last day.

        `;` or `,`; UTF-8 or Windows-1251; a head line is skipped.

        Lines with a fault are left out and reported; the rest is recorded in one transaction, journaled with the
        file's digest.

        Raises:
            ForbiddenError: only a supervisor or an executor imports.
            UserError: E-371, no line can be read.
        """
        if not session.has(Role.SUPERVISOR, Role.EXECUTOR):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
        lines, rejected = _read(data)
        if not lines:
            raise UserError(
                "E-371",
                N_("No line of the file {file} could be read as a recipient."),
                N_("The columns are: IIN; name; family; first day; last day (dd.mm.yyyy)."),
                file=file_name,
            )
        digest = hashlib.sha256(data).hexdigest()
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.add_recipients(file_name, digest, lines)
            work.journal.append(
                "recipients.imported", facts={"sha256": digest, "accepted": len(lines), "rejected": len(rejected)}
            )
            work.commit()
        return ImportReport(len(lines), rejected)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _read(data: bytes) -> tuple[tuple[ports.Recipient, ...], tuple[tuple[int, str], ...]]:
    text = _decode(data)
    delimiter = ";" if text.count(";") >= text.count(",") else ","
    accepted: list[ports.Recipient] = []
    rejected: list[tuple[int, str]] = []
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        if not any(cell.strip() for cell in cells):
            continue
        fault, recipient = _recipient(number, cells)
        if recipient is not None:
            accepted.append(recipient)
        elif number > 1 or cells[0].strip().isdigit():
            rejected.append((number, fault))
    return tuple(accepted), tuple(rejected)


def _recipient(number: int, cells: list[str]) -> tuple[str, ports.Recipient | None]:
    padded = [cell.strip() for cell in cells] + [""] * (len(COLUMNS) - len(cells))
    iin, name, family, begins, ends = padded[: len(COLUMNS)]
    if check_iin(iin).fault is not IinFault.NONE:
        return N_("The IIN is not right."), None
    try:
        name, family = clean(name), clean(family)
        period = tuple(_day(text) for text in (begins, ends))
    except ValueError:
        return N_("A name or a date cannot be read."), None
    return "", ports.Recipient(iin, name, family, period[0], period[1], number)


def _day(text: str) -> str:
    """ISO text of a day written dd.mm.yyyy or yyyy-mm-dd; empty for an empty cell."""
    if not text:
        return ""
    if "." in text:
        return datetime.strptime(text, "%d.%m.%Y").date().isoformat()
    return date.fromisoformat(text).isoformat()
