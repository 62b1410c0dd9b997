"""The journals of a period: shown, printed, saved as PDF or XLSX. Whatever leaves the program is journaled first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desk_app.domain import journal_texts as texts
from desk_app.domain.journal import JournalEntry
from desk_app.domain.journals import Balance, JournalKind, Scope
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind, PrintState, Row
from desk_app.domain.regulation import StepKind
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.files import write_whole
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.journal_lines import COLUMNS, case_lines, paper_lines, refusal_lines
from desk_app.usecases.journal_papers import PeriodJournal as PeriodJournal
from desk_app.usecases.journal_papers import Request as Request
from desk_app.usecases.journal_papers import Target, facts_of, paper_of, sheet_of
from desk_app.usecases.law import Law, zone_of

MAY_KEEP = (Role.CLERK, Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR)
LONGEST = 100_000
"""Lines. The records give no more."""
_TOLD = (StepKind.SEND, StepKind.PASS, StepKind.RESOLVE, StepKind.HAND_OVER)


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

    def compose(self, session: Session, request: Request, language: PaperLanguage) -> PeriodJournal:
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
            void = sum(refusal.is_void for refusal in refusals)
            followed = sum(bool(refusal.followed_by) for refusal in refusals)
            counts = (_count(texts.REFUSED_COUNT, len(refusals) - void), _count(texts.FOLLOWED_COUNT, followed))
            counts = (*counts, _count(texts.REFUSED_VOID, void)) if void else counts
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
        columns, now = COLUMNS[request.kind], self._clock.now()
        return PeriodJournal(request, language, title, facts, columns, lines, counts, balance, now)

    def save_xlsx(self, session: Session, journal: PeriodJournal, path: Path, progress: Progress | None = None) -> None:
        """Raises StoppedError E-445, StorageError E-104 where the folder cannot be written."""
        entry = self._announce(session, journal, Target.XLSX)
        data = self._write_table(sheet_of(session, journal, entry), progress or Progress())
        write_whole(path, data)
        self._done(session, "journals.saved", entry, data)

    def save_pdf(self, session: Session, journal: PeriodJournal, path: Path, progress: Progress | None = None) -> None:
        """Keep the journal as a numbered paper and write it.

        Raises:
            StoppedError: E-445; the paper stays recorded under its number, as not printed.
            StorageError: E-104, the folder cannot be written.
        """
        paper = self._recorded(session, journal, Target.PDF)
        data = self._render(paper, progress=progress or Progress())
        write_whole(path, data)
        self._settle(session, "journals.saved", paper, data, PrintState.SAVED)

    def print(
        self, session: Session, journal: PeriodJournal, printer: str, progress: Progress | None = None
    ) -> ports.PrintJob:
        """Keep the journal as a numbered paper and print it. Raises as `save_pdf`; UserError E-201 of the spooler."""
        paper = self._recorded(session, journal, Target.PRINTER)
        data = self._render(paper, progress=progress or Progress())
        job = self._printer.send(data, f"{PaperKind.JOURNAL.value}-{paper.journal_seq}", printer)
        self._settle(session, "journals.sent_to_printer", paper, data, job.state)
        return job

    def unprintable(self, session: Session, journal: PeriodJournal) -> tuple[str, ...]:
        """Characters the printed journal would have as empty boxes, for the person to know before it is printed."""
        return self._render.unprintable(paper_of(session, journal, "", None))

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
        """Before anything is made: a file bears the code of this entry."""
        _require(session)
        return self._append(session, "journals.exported", facts_of(journal, target))

    def _recorded(self, session: Session, journal: PeriodJournal, target: Target) -> Paper:
        """The journal as a numbered paper with everything on it frozen: what was signed can be shown again."""
        _require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            year = work.now().astimezone(zone_of(session)).year
            value = work.numbers.take(series_key(Series.JOURNAL, year))
            number = format_number(Series.JOURNAL, session.office.letters, year, value)
            facts = facts_of(journal, target) | {"number": number}
            entry = work.journal.append("journals.exported", facts=facts)
            paper = paper_of(session, journal, number, entry)
            work.add_paper(paper)
            work.commit()
        return paper

    def _settle(self, session: Session, action: str, paper: Paper, data: bytes, state: PrintState) -> None:
        """Seal the paper with the bytes that left, and say what became of it."""
        digest = hashlib.sha256(data).hexdigest()
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.seal_paper(paper.key, digest)
            work.set_print_state(paper.key, state, printed=state is not PrintState.SAVED)
            work.journal.append(action, subject=paper.key, facts={"entry": paper.journal_seq, "sha256": digest})
            work.commit()

    def _done(self, session: Session, action: str, entry: JournalEntry, data: bytes) -> None:
        self._append(session, action, {"entry": entry.seq, "sha256": hashlib.sha256(data).hexdigest()})

    def _append(self, session: Session, action: str, facts: Mapping[str, object]) -> JournalEntry:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            entry = work.journal.append(action, facts=facts)
            work.commit()
        return entry


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
