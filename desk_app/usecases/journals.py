"""The journals of a period: shown, printed, saved as PDF or XLSX. Whatever leaves the program is journaled first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from desk_app.domain import journal_texts as texts
from desk_app.domain.journal import JournalEntry
from desk_app.domain.journals import Balance, JournalKind, Scope
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.papers import JournalColumn, JournalContent, Paper, PaperKind, Row, Signature
from desk_app.domain.regulation import Channel, StepKind
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.files import write_whole
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.journal_lines import COLUMNS, Cells, Column, case_lines, paper_lines, refusal_lines
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.papers import make_paper

MAY_KEEP = (Role.CLERK, Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR)
LONGEST = 100_000
"""Lines. The records give no more."""
_TOLD = (StepKind.SEND, StepKind.PASS, StepKind.RESOLVE, StepKind.HAND_OVER)
_PAPER_LANGUAGES = {Language.KK: PaperLanguage.KK, Language.RU: PaperLanguage.RU}


class Target(StrEnum):
    """Where a journal goes."""

    PDF = "pdf"
    XLSX = "xlsx"
    PRINTER = "printer"


@dataclass(frozen=True, slots=True)
class Request:
    """A journal as it is asked for: first and last day, both counted, in the office's time."""

    kind: JournalKind
    first: date
    last: date
    service: str = ""
    channel: Channel | None = None
    clerk: UUID | None = None


@dataclass(frozen=True, slots=True)
class PeriodJournal:
    """A journal ready to be shown and exported. Cells are in `language`, moments in the office's time."""

    request: Request
    language: Language
    title: Bilingual
    facts: tuple[Row, ...]
    columns: tuple[Column, ...]
    lines: tuple[Cells, ...]
    counts: tuple[Row, ...]
    balance: Balance | None
    """Of the registration journal."""


class Journals:
    """Journals of the office, and tables of what the register shows."""

    def __init__(
        self,
        law: Law,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        clock: ports.Clock,
        render: ports.Renderer,
        printer: ports.Printer,
        write_table: ports.WriteTable,
    ) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock
        self._render = render
        self._printer = printer
        self._write_table = write_table

    def today(self, session: Session) -> date:
        return self._clock.now().astimezone(zone_of(session)).date()

    def services(self) -> tuple[tuple[str, Bilingual], ...]:
        """Code and newest title of every service."""
        newest = {
            edition.service: edition.short_title
            for edition in sorted(self._law.editions(), key=lambda one: one.effective_from)
        }
        return tuple(newest.items())

    def clerks(self, session: Session) -> tuple[StaffMember, ...]:
        return self._queries.members(session.office.key)

    def printers(self) -> tuple[ports.PrinterInfo, ...]:
        return self._printer.printers()

    def compose(self, session: Session, request: Request, language: Language) -> PeriodJournal:
        """Read the journal.

        Raises:
            ForbiddenError: E-361, an administrator alone keeps no journals.
            UserError: E-391, the last day is before the first; E-392, there are too many lines.
        """
        _require(session)
        if request.last < request.first:
            raise UserError(
                "E-391",
                N_("The last day is before the first."),
                N_("Put the days of the period right."),
                safe=N_("Nothing was changed."),
            )
        scope, zone = self._scope(session, request), zone_of(session)
        balance: Balance | None = None
        counts: tuple[Row, ...]
        if request.kind is JournalKind.REGISTRATION:
            balance = self._queries.balance(scope)
            lines = case_lines(self._queries.journal_cases(scope, self._codes(*_TOLD)), self._law, language, zone)
            counts = _balance_rows(balance)
        elif request.kind is JournalKind.REFUSAL:
            refusals = self._queries.journal_refusals(scope)
            lines = refusal_lines(refusals, self._law, language, zone)
            followed = sum(bool(refusal.followed_by) for refusal in refusals)
            counts = (_count(texts.REFUSED_COUNT, len(refusals)), _count(texts.FOLLOWED_COUNT, followed))
        else:
            papers = self._queries.journal_papers(scope, self._codes(StepKind.HAND_OVER))
            lines = paper_lines(papers, language, zone)
            counts = (_count(texts.PAPER_COUNT, len(papers)),)
        if len(lines) >= LONGEST:
            raise UserError(
                "E-392",
                N_("The period has more lines than one journal can hold: {count}."),
                N_("Choose a shorter period."),
                safe=N_("Nothing was changed."),
                count=LONGEST,
            )
        title = texts.TITLES[request.kind]
        facts = self._facts(session, request)
        return PeriodJournal(request, language, title, facts, COLUMNS[request.kind], lines, counts, balance)

    def save_xlsx(self, session: Session, journal: PeriodJournal, path: Path, progress: Progress | None = None) -> None:
        """Raises StoppedError E-445, StorageError E-104 where the folder cannot be written."""
        entry = self._announce(session, journal, Target.XLSX)
        data = self._write_table(_sheet(session, journal, entry), progress or Progress())
        write_whole(path, data)
        self._done(session, "journals.saved", entry, data)

    def save_pdf(self, session: Session, journal: PeriodJournal, path: Path, progress: Progress | None = None) -> None:
        """Raises StoppedError E-445, StorageError E-104 where the folder cannot be written."""
        entry = self._announce(session, journal, Target.PDF)
        data = self._render(self._paper(session, journal, entry), progress=progress or Progress())
        write_whole(path, data)
        self._done(session, "journals.saved", entry, data)

    def print(
        self, session: Session, journal: PeriodJournal, printer: str, progress: Progress | None = None
    ) -> ports.PrintJob:
        """Raises StoppedError E-445, UserError E-201 where the spooler refuses."""
        entry = self._announce(session, journal, Target.PRINTER)
        data = self._render(self._paper(session, journal, entry), progress=progress or Progress())
        job = self._printer.send(data, f"{PaperKind.JOURNAL.value}-{entry.seq}", printer)
        self._done(session, "journals.sent_to_printer", entry, data)
        return job

    def save_rows(
        self, session: Session, sheet: ports.Sheet, path: Path, *, narrowed: bool, progress: Progress | None = None
    ) -> None:
        """Save what a list shows as XLSX. What was searched for is nobody's business and is not journaled.

        Raises:
            ForbiddenError: E-361.
            StorageError: E-104, the folder cannot be written.
        """
        _require(session)
        facts = {"rows": len(sheet.lines), "narrowed": narrowed, "to": Target.XLSX.value}
        entry = self._append(session, "register.exported", facts)
        data = self._write_table(sheet, progress or Progress())
        write_whole(path, data)
        self._done(session, "register.saved", entry, data)

    def _scope(self, session: Session, request: Request) -> Scope:
        zone = zone_of(session)
        begins = datetime.combine(request.first, time(), zone)
        ends = datetime.combine(request.last + timedelta(days=1), time(), zone)
        return Scope(session.office.key, begins, ends, request.service, request.channel, request.clerk)

    def _codes(self, *kinds: StepKind) -> tuple[str, ...]:
        """Codes of these kinds of steps in any edition; what a step of a case is, its own edition says."""
        return tuple(
            sorted(
                {
                    step.code
                    for edition in self._law.editions()
                    for rule in edition.channels
                    for step in rule.steps
                    if step.kind in kinds
                }
            )
        )

    def _facts(self, session: Session, request: Request) -> tuple[Row, ...]:
        period = f"{request.first:%d.%m.%Y} – {request.last:%d.%m.%Y}"
        service = dict(self.services()).get(request.service, texts.ALL)
        channel = texts.CHANNELS[request.channel] if request.channel is not None else texts.ALL
        names = {member.key: member.full_name for member in self.clerks(session)} if request.clerk else {}
        name = names.get(request.clerk, "") if request.clerk else ""
        return (
            Row(texts.PERIOD, Bilingual(period, period)),
            Row(texts.SERVICE, service),
            Row(texts.CHANNEL, channel),
            Row(texts.CLERK, Bilingual(name, name) if name else texts.ALL),
        )

    def _announce(self, session: Session, journal: PeriodJournal, target: Target) -> JournalEntry:
        """Before anything is made: a paper bears the code of this entry."""
        _require(session)
        request = journal.request
        facts = {
            "journal": request.kind.value,
            "first": request.first,
            "last": request.last,
            "service": request.service,
            "channel": request.channel.value if request.channel is not None else "",
            "clerk": str(request.clerk or ""),
            "rows": len(journal.lines),
            "to": target.value,
        }
        return self._append(session, "journals.exported", facts)

    def _done(self, session: Session, action: str, entry: JournalEntry, data: bytes) -> None:
        self._append(session, action, {"entry": entry.seq, "sha256": hashlib.sha256(data).hexdigest()})

    def _append(self, session: Session, action: str, facts: Mapping[str, object]) -> JournalEntry:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            entry = work.journal.append(action, facts=facts)
            work.commit()
        return entry

    def _paper(self, session: Session, journal: PeriodJournal, entry: JournalEntry) -> Paper:
        """The journal as a paper. It is made anew from the records each time, so it is not kept and has no number."""
        content = JournalContent(
            facts=journal.facts,
            columns=tuple(JournalColumn(one.heading, one.share, one.is_number) for one in journal.columns),
            lines=tuple(tuple(map(_text, line)) for line in journal.lines),
            balance=journal.counts,
            signature=Signature(texts.KEEPER, session.member.full_name),
        )
        language = _PAPER_LANGUAGES[journal.language]
        return make_paper(session, PaperKind.JOURNAL, "", journal.title, language, content, entry.at, entry)


def _sheet(session: Session, journal: PeriodJournal, entry: JournalEntry) -> ports.Sheet:
    language = journal.language
    said = tuple(f"{row.label.text(language)}: {row.value.text(language)}" for row in journal.facts)
    counts = tuple(f"{row.label.text(language)}: {row.value.text(language)}" for row in journal.counts)
    code = f"{texts.JOURNAL_ENTRY.text(language)}: № {entry.seq} · {entry.code}"
    keeper = f"{texts.KEEPER.text(language)}: {session.member.full_name}"
    return ports.Sheet(
        title=texts.SHORT[journal.request.kind].text(language),
        above=(session.office.name.text(language), journal.title.text(language), "; ".join(said), "; ".join(counts)),
        columns=tuple(ports.SheetColumn(one.heading.text(language), one.width) for one in journal.columns),
        lines=journal.lines,
        below=(*counts, keeper, code),
    )


def _text(cell: str | int | datetime | date) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M")
    return cell.strftime("%d.%m.%Y") if isinstance(cell, date) else str(cell)


def _count(label: Bilingual, count: int) -> Row:
    return Row(label, Bilingual(str(count), str(count)), strong=True)


def _balance_rows(balance: Balance) -> tuple[Row, ...]:
    rows = (
        _count(texts.CARRIED, balance.carried),
        _count(texts.ARRIVED, balance.arrived),
        _count(texts.CLOSED, balance.closed),
        _count(texts.LEFT, balance.left),
    )
    return (*rows, _count(texts.VOID_COUNT, balance.void)) if balance.void else rows


def _require(session: Session) -> None:
    if not session.has(*MAY_KEEP):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
