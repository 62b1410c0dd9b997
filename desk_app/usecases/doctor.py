"""The examination: every weakness of the office's records and of this computer, each with what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from desk_app.domain.staff import Office, Role, Session
from desk_app.errors import ForbiddenError, TerezeError
from desk_app.i18n import N_
from desk_app.progress import Progress, StoppedError
from desk_app.usecases import ports
from desk_app.usecases.doctor_cases import CaseChecks
from desk_app.usecases.doctor_law import LawChecks
from desk_app.usecases.doctor_office import OfficeChecks
from desk_app.usecases.doctor_server import ServerChecks
from desk_app.usecases.editions import OfficeCatalogue
from desk_app.usecases.findings import Finding, of_error, some
from desk_app.usecases.law import Law
from desk_app.usecases.ports_doctor import Computer, RecordProbe
from desk_app.wording import Message

UNSETTLED_DAYS = 3
LEAST_SPACE = 1024**3
"""Bytes; a full disk stops every registration."""
SOME_PAPERS = 200
"""How many of the newest sealed papers are made again where not all are asked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]
    papers: int = 0
    """How many sealed papers were made again and compared."""
    advice: tuple[Finding, ...] = ()
    """What a person has to see to, as nothing of it can be found out from here; no weakness."""

    @property
    def is_healthy(self) -> bool:
        return not self.findings


class Doctor:
    """Reads everything, changes nothing."""

    def __init__(
        self,
        law: Law,
        catalogue: OfficeCatalogue,
        queries: ports.Queries,
        probe: RecordProbe,
        computer: Computer,
        printer: ports.Printer,
        render: ports.Renderer,
        clock: ports.Clock,
    ) -> None:
        self._law = law
        self._catalogue = catalogue
        self._queries = queries
        self._probe = probe
        self._computer = computer
        self._printer = printer
        self._render = render
        self._clock = clock

    def examine(self, session: Session, progress: Progress | None = None, *, papers: int = SOME_PAPERS) -> Report:
        """For the settings. Raises ForbiddenError E-361, StoppedError E-445."""
        if not session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
        return self.examine_office(session.office, progress or Progress(), papers=papers)

    def examine_office(self, office: Office, progress: Progress, *, papers: int) -> Report:
        """All checks of one office. One that fails is a finding itself. Raises StoppedError E-445."""
        found: list[Finding] = []
        compared = 0

        def sealed(of: Office) -> Iterator[Finding]:
            nonlocal compared
            compared, findings = self._sealed(of, papers, progress)
            yield from findings

        cases = CaseChecks(self._law, self._queries, self._clock)
        law = LawChecks(self._law, self._catalogue, self._queries, self._clock)
        run = OfficeChecks(self._law, self._queries, self._probe, self._computer, self._clock)
        server = ServerChecks(self._probe)
        checks: tuple[tuple[str, Callable[[Office], Iterator[Finding]]], ...] = (
            ("file", self._file),
            ("clock", run.clock),
            ("connection", run.connection),
            ("server_access", server.access),
            ("files", run.files),
            ("journal", self._journal),
            ("numbers", self._numbers),
            ("work_lists", cases.work_lists),
            ("terms", cases.terms),
            ("papers_unsettled", self._unsettled),
            ("papers_sealed", sealed),
            ("calendar", law.calendar),
            ("editions", law.editions),
            ("lists", run.lists),
            ("accounts", run.accounts),
            ("privacy", run.privacy),
            ("disk", self._disk),
            ("fonts", self._fonts),
            ("printers", self._printers),
        )
        for name, check in checks:
            progress.tell(0, 0)
            try:
                found += check(office)
            except StoppedError:
                raise
            except TerezeError as error:
                found.append(of_error(name, error))
        return Report(tuple(name for name, _check in checks), tuple(found), compared, tuple(server.advice()))

    # ---- records as a whole

    def _file(self, _office: Office) -> Iterator[Finding]:
        self._probe.check_file()
        yield from ()

    def _journal(self, office: Office) -> Iterator[Finding]:
        state = self._probe.journal_state(office.key)
        todo = Message(N_("Somebody changed the records past the program. Keep the file and call the administrator."))
        if state.broken:
            entries = some(tuple(str(entry) for entry in state.broken))
            yield Finding(
                "journal",
                Message(N_("The chain of the journal is broken at the entries {entries}."), dict(entries=entries)),
                todo,
            )
        if state.is_cut:
            yield Finding("journal", Message(N_("The end of the journal was cut off or added to.")), todo)

    def _numbers(self, office: Office) -> Iterator[Finding]:
        state = self._probe.journal_state(office.key)
        todo = Message(N_("Look in the journal who was given these numbers, and write an act on them."))
        if state.missing:
            yield Finding(
                "numbers", Message(N_("Numbers are missing: {numbers}."), dict(numbers=some(state.missing))), todo
            )
        if state.twice:
            yield Finding(
                "numbers",
                Message(N_("Two valid papers of a kind bear the numbers {numbers}."), dict(numbers=some(state.twice))),
                todo,
            )

    # ---- papers

    def _unsettled(self, office: Office) -> Iterator[Finding]:
        found = self._probe.unsettled(office.key, self._clock.now() - timedelta(days=UNSETTLED_DAYS))
        if found.count and found.oldest is not None:
            day = found.oldest.astimezone(ZoneInfo(office.zone)).strftime("%d.%m.%Y")
            yield Finding(
                "papers_unsettled",
                Message(
                    N_("Nobody has said whether {count} papers came out; the oldest is {number} of {day}."),
                    dict(count=found.count, number=found.oldest_number, day=day),
                ),
                Message(N_("Open the papers from their cases: print them, or say that they are in hand.")),
            )

    def _sealed(self, office: Office, limit: int, progress: Progress) -> tuple[int, list[Finding]]:
        """Make papers again and compare; how many, and what differs."""
        differ: list[str] = []
        keys = self._probe.sealed(office.key, limit)
        for done, key in enumerate(keys):
            progress.tell(done, len(keys))
            paper = self._queries.paper(key)
            if hashlib.sha256(self._render(paper)).hexdigest() != paper.sha256:
                differ.append(paper.number or str(paper.journal_seq))
        if not differ:
            return len(keys), []
        what = Message(
            N_("Papers do not come out as they were first made: {numbers}."), dict(numbers=some(tuple(differ)))
        )
        todo = Message(N_("Do not hand them out. Install the version of the program they were made by."))
        return len(keys), [Finding("papers_sealed", what, todo)]

    # ---- the computer

    def _disk(self, _office: Office) -> Iterator[Finding]:
        free = self._computer.free_space()
        if free < LEAST_SPACE:
            yield Finding(
                "disk",
                Message(
                    N_("Only {megabytes} MB are free where the desk's files lie."), dict(megabytes=free // 1024**2)
                ),
                Message(N_("Free at least 1 GB: a full disk stops registration.")),
            )

    def _fonts(self, _office: Office) -> Iterator[Finding]:
        missing = self._computer.missing_fonts()
        if missing:
            yield Finding(
                "fonts",
                Message(N_("Fonts that papers are set in are missing: {files}."), dict(files=some(missing))),
                Message(N_("Install the program anew: the fonts come with it.")),
            )

    def _printers(self, _office: Office) -> Iterator[Finding]:
        answers = self._computer.spooler_answers()
        if answers is None or not answers:
            text = (
                N_("The print service (CUPS) is not installed.")
                if answers is None
                else N_("The print service (CUPS) does not answer.")
            )
            yield Finding(
                "printers",
                Message(text),
                Message(N_("Papers can be saved as files. Start the service, or call the administrator.")),
            )
            return
        printers = self._printer.printers()
        if not printers:
            yield Finding(
                "printers",
                Message(N_("This computer has no printer.")),
                Message(N_("Add one in the settings of the system; papers can be saved as files.")),
            )
        stopped = tuple(one.name for one in printers if not one.is_ready)
        if stopped:
            yield Finding(
                "printers",
                Message(N_("Printers are not ready: {names}."), dict(names=some(stopped))),
                Message(N_("Look at paper, cable and queue of these printers.")),
            )
