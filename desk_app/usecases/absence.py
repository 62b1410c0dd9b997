"""The work of an absent colleague goes to another of the same role: cases by name, people held back for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desk_app.domain.cases import Case, next_step
from desk_app.domain.closing import WorkMove
from desk_app.domain.keys import new_key
from desk_app.domain.line import Visit, VisitAct
from desk_app.domain.regulation import StepKind, StepRule
from desk_app.domain.staff import ROLE_OF_ACTOR, Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import Law
from desk_app.usecases.ports_day import NamedCase


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed hands, and what could not: numbers of cases that four eyes part from the colleague."""

    cases: tuple[str, ...]
    tickets: tuple[str, ...]
    kept: tuple[str, ...] = ()


class Absence:
    """An act of the supervisor or the head; every case is journaled by itself."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def members(self, session: Session) -> tuple[StaffMember, ...]:
        """Everybody whose work may lie here; also those whose account is closed."""
        _require(session)
        work = frozenset({Role.CLERK, Role.CHANCELLERY, Role.EXECUTOR, Role.HEAD})
        return tuple(one for one in self._queries.members(session.office.key) if work & set(one.roles))

    def stand_ins(self, session: Session, absent: UUID) -> tuple[StaffMember, ...]:
        """Colleagues who share a role with the absent person and may sign in."""
        members = self.members(session)
        roles = next((set(one.roles) for one in members if one.key == absent), set())
        return tuple(one for one in members if one.key != absent and not one.disabled and roles & set(one.roles))

    def work_of(self, session: Session, absent: UUID) -> tuple[tuple[NamedCase, ...], tuple[Visit, ...]]:
        """Cases that wait for this person by name, and people in the line who wait for them alone."""
        _require(session)
        cases = self._queries.named_work(session.office.key, absent)
        return cases, tuple(one for one in self._queries.in_line(session.office.key) if _waits_for(one, absent))

    def move(self, session: Session, absent: UUID, to: UUID, reason: str) -> Moved:
        """Give the work to the colleague.

        What the colleague must not do themselves (sign what they drafted) is left where it is and named.

        Raises:
            UserError: E-541 without a reason, E-542 the colleague shares no role or cannot sign in, E-543 nothing
                waits for the absent person.
        """
        _require(session)
        if not reason.strip():
            raise UserError("E-541", N_("A reason is needed."), N_("Say in a few words why the work is handed over."))
        colleague = next((one for one in self.stand_ins(session, absent) if one.key == to), None)
        if colleague is None:
            raise UserError(
                "E-542",
                N_("This colleague cannot take the work over: the role is another one, or the account is closed."),
                N_("Choose somebody of the same role."),
            )
        moved: list[str] = []
        kept: list[str] = []
        tickets: list[str] = []
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            for key in work.day.named_cases(absent):
                case = work.case_for_update(key)
                step = self._step(case)
                if step is None or not _may_take(colleague, session, case, step):
                    kept.append(case.number)
                    continue
                me = session.member
                work.day.add_move(
                    WorkMove(new_key(), key, step.code, absent, to, work.now(), me.key, me.full_name, reason.strip())
                )
                facts = {"number": case.number, "step": step.code, "from": str(absent), "to": str(to)}
                work.journal.append("work.moved", subject=key, facts=facts)
                moved.append(case.number)
            for visit in self._queries.in_line(session.office.key):
                found = work.line.for_update(visit.key) if _waits_for(visit, absent) else None
                if found is None or not _waits_for(found, absent):
                    continue
                given = replace(
                    found,
                    reserved_for=to if found.reserved_for == absent else found.reserved_for,
                    return_to=to if found.return_to == absent else found.return_to,
                )
                work.line.save(given, VisitAct.REDIRECT, reason.strip())
                facts = {"ticket": found.ticket, "from": str(absent), "to": str(to)}
                work.journal.append("visit.moved", subject=found.key, facts=facts)
                tickets.append(found.ticket)
            if moved or tickets:
                work.commit()
        if not moved and not tickets and not kept:
            raise UserError(
                "E-543",
                N_("No work waits for this person by name."),
                N_("What waits for a role is open to everybody of that role already."),
            )
        return Moved(tuple(moved), tuple(tickets), tuple(kept))

    def _step(self, case: Case) -> StepRule | None:
        rule = self._law.rule(case.edition, case.channel)
        return next_step(rule, tuple(record.code for record in case.steps))


def _waits_for(visit: Visit, member: UUID) -> bool:
    return member in (visit.reserved_for, visit.return_to)


def _may_take(colleague: StaffMember, session: Session, case: Case, step: StepRule) -> bool:
    """True if the step is one of the colleague's roles and four eyes do not part them from it."""
    needed = ROLE_OF_ACTOR[step.actor]
    if needed is None or needed[0] not in colleague.roles or needed[1] not in session.office.kinds:
        return False
    if step.kind is StepKind.SIGN:
        return case.decision is None or case.decision.drafted_by != colleague.key
    if step.kind is StepKind.DRAFT:
        # who named the executor is the head, and signs: the same person would draft for their own signature
        return all(record.done_by != colleague.key for record in case.steps if record.executor is not None)
    return True


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.HEAD):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
