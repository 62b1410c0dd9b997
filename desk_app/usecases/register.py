"""The register: search, the case card with both clocks, and what waits for me."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desk_app.domain.calendar import DueDate
from desk_app.domain.cases import Case, StepRecord
from desk_app.domain.regulation import ChannelRule, ServiceEdition, StepRule
from desk_app.domain.staff import Role, Session
from desk_app.domain.text import latin_layout
from desk_app.usecases import ports
from desk_app.usecases.law import Law, Waiting, may_do, zone_of


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


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """Everything a person asks of a refusal."""

    refusal: ports.Refusal
    edition: ServiceEdition
    papers: tuple[ports.PaperRow, ...]


class Register:
    """Finding cases and reading them. Opening a card is journaled."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def search(self, session: Session, text: str, after: ports.CaseRow | None = None) -> tuple[ports.CaseRow, ...]:
        """Cases and refusals by number, IIN or any part of a name, Kazakh letters folded; fifty at a time.

        Where nothing is found, the text is read once more as if typed with the Latin layout left on.
        """
        office = session.office.key
        found = self._queries.search(office, text, after=after)
        if not found and after is None and text.strip():
            found = self._queries.search(office, latin_layout(text))
        return found

    def case_by_number(self, session: Session, number: str) -> UUID | None:
        """The case a talon's number or QR text names."""
        return self._queries.case_by_number(session.office.key, number.strip())

    def card(self, session: Session, key: UUID) -> CaseCard:
        """Read a case and journal that it was opened. Raises UserError E-340 where there is none."""
        case = self._queries.case(key)
        edition = self._law.edition(case.edition)
        rule = self._law.rule(case.edition, case.channel)
        zone = zone_of(session)
        done = tuple(record.code for record in case.steps)
        waiting = self._law.waiting(rule, done, case.steps[-1].done_at, zone)
        records = {record.code: record for record in case.steps}
        route = tuple(
            RouteLine(
                step,
                records.get(step.code),
                waiting.due if waiting.step is not None and waiting.step.code == step.code else None,
            )
            for step in rule.steps
        )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("case.opened", subject=key)
            work.commit()
        return CaseCard(
            case,
            edition,
            rule,
            route,
            waiting,
            waiting.step is not None and may_do(session, rule, waiting.step) and self._is_mine(session, case),
            self._law.service_due(rule, case.registered_at, zone),
            self._queries.papers_of(case=key),
        )

    def refusal(self, session: Session, key: UUID) -> RefusalCard:
        """Read a refusal and journal that it was opened. Raises UserError E-340 where there is none."""
        refusal = self._queries.refusal(key)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.journal.append("refusal.opened", subject=key)
            work.commit()
        return RefusalCard(refusal, self._law.edition(refusal.edition), self._queries.papers_of(refusal=key))

    def my_work(self, session: Session) -> tuple[ports.CaseRow, ...]:
        """What waits for me, soonest due first."""
        roles = tuple(role for role in session.member.roles if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR))
        return self._queries.waiting(session.office.key, roles, session.member.key)

    def step_title(self, row: ports.CaseRow) -> StepRule | None:
        """The step a row of a list waits at."""
        return self._law.rule(row.edition, row.channel).step(row.waiting_step) if row.waiting_step else None

    def edition(self, edition_id: str) -> ServiceEdition:
        return self._law.edition(edition_id)

    @staticmethod
    def _is_mine(session: Session, case: Case) -> bool:
        last = case.steps[-1]
        return last.executor is None or last.executor == session.member.key
