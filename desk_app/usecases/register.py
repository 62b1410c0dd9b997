"""The register: search, the case card with both clocks, and what waits for me."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desk_app.domain.attachments import Attachment
from desk_app.domain.calendar import DueDate
from desk_app.domain.cases import Case, CaseState, StepRecord
from desk_app.domain.near_names import readings, words_of
from desk_app.domain.numbering import record_number
from desk_app.domain.papers import PrintState
from desk_app.domain.register_filter import RegisterFilter
from desk_app.domain.regulation import ChannelRule, ServiceEdition, StepRule
from desk_app.domain.staff import Role, Session
from desk_app.domain.text import latin_layout
from desk_app.usecases import ports
from desk_app.usecases.law import InnerDeadline, Law, Waiting, may_do, named_executor, zone_of
from desk_app.usecases.ports_register import PAGE, Narrowing
from desk_app.usecases.register_filters import narrowing_of
from desk_app.usecases.rights import expect_working
from desk_app.usecases.terms import may_change_terms
from desk_app.usecases.undoing import may_take_back
from desk_app.usecases.work_lists import work_of

EVERYTHING = RegisterFilter()


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One step of the card's timeline: done, in hand, or to come."""

    step: StepRule
    record: StepRecord | None
    due: DueDate | None
    """Of the step in hand."""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Everything a person asks of a case."""

    case: Case
    edition: ServiceEdition
    rule: ChannelRule
    route: tuple[RouteLine, ...]
    waiting: Waiting
    may_act: bool
    """True if the step in hand is this person's."""
    service_due: DueDate
    papers: tuple[ports.PaperRow, ...]
    inner: InnerDeadline | None = None
    """By when a result has to be at the desk before the whole term ends."""
    may_change_terms: bool = False
    """True if this person may stop the clock and let it run on."""
    may_extend: bool = False
    """True if the edition has an extension, none was made yet, and this person may make it."""
    extension_limit: date | None = None
    may_take_back: bool = False
    """True if the last step can be taken back by this person, unless its paper was given."""
    scans: tuple[Attachment, ...] = ()

    @property
    def notice_due(self) -> datetime | None:
        """By when the applicant is to be told of an extension; None once the notice is in hand or saved."""
        extension = self.case.extension
        if extension is None:
            return None
        told = (PrintState.CONFIRMED, PrintState.SAVED)
        notice = next((paper for paper in self.papers if paper.key == extension.paper), None)
        return None if notice is not None and notice.print_state in told else extension.notice_due_at


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """Everything a person asks of a refusal."""

    refusal: ports.Refusal
    edition: ServiceEdition
    papers: tuple[ports.PaperRow, ...]


class Register:
    """Finding cases and reading them. Opening a card is journaled."""

    def __init__(
        self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, clock: ports.Clock
    ) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock

    def search(
        self,
        session: Session,
        text: str,
        after: ports.CaseRow | None = None,
        wanted: RegisterFilter = EVERYTHING,
    ) -> tuple[ports.CaseRow, ...]:
        """Cases and refusals by number, IIN, telephone or any part of a name, Kazakh letters folded; fifty at a time.

        The number of a paper or of a hand-over list finds its cases. Only lines that the filter lets through. Where
        the register has nothing of the kind, the text is read as if typed with the Latin layout left on; and where
        it has nothing of that either, with the names that are nearest to its words (`domain.near_names`).

        Raises ForbiddenError E-361 for who has no business with cases, as all reading here does.
        """
        expect_working(session)
        office, text = session.office.key, record_number(text)
        within = narrowing_of(wanted, zone_of(session), self._clock.now())
        found = self._queries.search(office, text, after=after, within=within)
        if found or not text.strip():
            return found
        for typed in dict.fromkeys((text, latin_layout(text))):
            # without the filter: what it hides is no slip of the hand, and the end of a list no reason for another
            if self._queries.search(office, typed, limit=1):
                return self._queries.search(office, typed, after=after, within=within)
        return self._nearest(office, text, after, within)

    def _nearest(
        self, office: UUID, text: str, after: ports.CaseRow | None, within: Narrowing | None
    ) -> tuple[ports.CaseRow, ...]:
        typed = latin_layout(text) if text.isascii() else text
        near = {word: self._queries.near_words(office, word) for word in words_of(typed)}
        for texts in readings(typed, near):
            found = self._together(office, texts, after, within)
            if found or any(self._queries.search(office, one, limit=1) for one in texts):
                return found
        return ()

    def _together(
        self, office: UUID, texts: Iterable[str], after: ports.CaseRow | None, within: Narrowing | None
    ) -> tuple[ports.CaseRow, ...]:
        """A page of what any of the texts finds, newest first."""
        parts = (self._queries.search(office, one, after=after, within=within) for one in texts)
        found = {line.key: line for part in parts for line in part}
        return tuple(sorted(found.values(), key=lambda line: (line.registered_at, line.key), reverse=True)[:PAGE])

    def paper_numbered(self, session: Session, text: str) -> ports.PaperRow | None:
        """The paper or hand-over list whose whole number the text is; it says why a search found what it did."""
        expect_working(session)
        number = text.strip().upper()
        return self._queries.paper_numbered(session.office.key, number) if number.count("-") >= 2 else None

    def case_by_number(self, session: Session, number: str) -> UUID | None:
        """The case a talon's number or QR text names."""
        expect_working(session)
        return self._queries.case_by_number(session.office.key, record_number(number))

    def card(self, session: Session, key: UUID) -> CaseCard:
        """Read a case and journal that it was opened. Raises UserError E-340 where there is none."""
        expect_working(session)
        case = self._queries.case(key)
        edition = self._law.edition(case.edition)
        rule = self._law.rule(case.edition, case.channel)
        zone = zone_of(session)
        may_change = case.state is CaseState.OPEN and may_change_terms(session, rule, case)
        records = {record.code: record for record in case.steps}
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("case.opened", subject=key)
            now = work.now()
            work.commit()
        terms = self._law.case_due(case, zone, now)
        waiting = terms.waiting if case.state is not CaseState.VOID else Waiting(None, None, None, None)
        limit = self._extension_limit(session, rule, case, now)
        route = tuple(
            RouteLine(
                step,
                records.get(step.code),
                waiting.due if waiting.step is not None and waiting.step.code == step.code else None,
            )
            for step in rule.steps
        )
        return CaseCard(
            case,
            edition,
            rule,
            route,
            waiting,
            waiting.step is not None and may_do(session, rule, waiting.step) and _is_mine(session, rule, case),
            terms.service,
            self._queries.papers_of(case=key),
            terms.inner,
            may_change,
            limit is not None,
            limit,
            may_take_back(session, rule, case),
            self._queries.attachments(key),
        )

    def refusal(self, session: Session, key: UUID) -> RefusalCard:
        """Read a refusal and journal that it was opened. Raises UserError E-340 where there is none."""
        expect_working(session)
        refusal = self._queries.refusal(key)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("refusal.opened", subject=key)
            work.commit()
        return RefusalCard(refusal, self._law.edition(refusal.edition), self._queries.papers_of(refusal=key))

    def my_work(self, session: Session) -> tuple[ports.CaseRow, ...]:
        """What waits for me, soonest due first."""
        return work_of(self._queries, session, self._clock.now())

    def step_title(self, row: ports.CaseRow) -> StepRule | None:
        """The step a row of a list waits at."""
        return self._law.rule(row.edition, row.channel).step(row.waiting_step) if row.waiting_step else None

    def edition(self, edition_id: str) -> ServiceEdition:
        return self._law.edition(edition_id)

    def _extension_limit(self, session: Session, rule: ChannelRule, case: Case, now: datetime) -> date | None:
        """The last day the term can be extended to by this person; None where it cannot be."""
        extension = self._law.edition(case.edition).extension
        if extension is None or case.extension is not None or case.standstill is not None:
            return None
        if case.state is not CaseState.OPEN or not may_change_terms(session, rule, case, Role.HEAD):
            return None
        return self._law.extended(case, extension.up_to.value, zone_of(session), now).day


def _is_mine(session: Session, rule: ChannelRule, case: Case) -> bool:
    return named_executor(rule, case) in (None, session.member.key)
