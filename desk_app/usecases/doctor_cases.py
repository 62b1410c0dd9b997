"""Open cases: whose list they are in, and whether their recorded terms are those of the acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.cases import CaseState
from desk_app.domain.staff import Office, Role
from desk_app.errors import TerezeError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.findings import Finding, some
from desk_app.usecases.law import Law, named_executor
from desk_app.usecases.standing_in import staff_on
from desk_app.usecases.work_lists import NOBODYS, Staff
from desk_app.wording import Message


class CaseChecks:
    """Reading only."""

    def __init__(self, law: Law, queries: ports.Queries, clock: ports.Clock) -> None:
        self._law = law
        self._queries = queries
        self._clock = clock

    def work_lists(self, office: Office) -> Iterator[Finding]:
        staff = Staff(staff_on(self._queries, office, self._clock.now()))
        rows = self._queries.open_rows(office.key)
        lost = [row for row in rows if staff.list_of(row) == NOBODYS]
        named = tuple(row.number for row in lost if row.waiting_member is not None)
        roleless = tuple(row.number for row in lost if row.waiting_member is None and row.waiting_role is not None)
        nowhere = tuple(row.number for row in lost if row.waiting_member is None and row.waiting_role is None)
        if named:
            yield Finding(
                "work_lists",
                Message(N_("Cases wait for a person whose account is closed: {numbers}."), dict(numbers=some(named))),
                Message(N_("Give the work to a colleague on the page Day.")),
            )
        if roleless:
            yield Finding(
                "work_lists",
                Message(N_("Cases wait for a role that nobody has: {numbers}."), dict(numbers=some(roleless))),
                Message(N_("Give the role to somebody: Settings, Staff.")),
            )
        if nowhere:
            yield Finding(
                "work_lists",
                Message(N_("Open cases wait for nothing: {numbers}."), dict(numbers=some(nowhere))),
                Message(N_("Call the administrator: these cases are in nobody's list.")),
            )
        if lost and not any(Role.SUPERVISOR in member.roles for member in staff.enabled.values()):
            yield Finding(
                "work_lists",
                Message(N_("Nobody sees these cases: the office has no supervisor.")),
                Message(N_("Give the role to somebody: Settings, Staff.")),
            )
        twice = self._twice(office, staff)
        if twice:
            yield Finding(
                "work_lists",
                Message(N_("Cases are in two lists of work: {numbers}."), dict(numbers=some(twice))),
                Message(N_("Call the administrator: two people may do the same step.")),
            )

    def _twice(self, office: Office, staff: Staff) -> tuple[str, ...]:
        nobody = UUID(int=0)
        seen: set[UUID] = set()
        twice: dict[UUID, str] = {}
        lists = [self._queries.waiting(office.key, (role,), nobody) for role in staff.by_role]
        lists += [self._queries.waiting(office.key, (), member) for member in staff.enabled]
        for rows in lists:
            for row in rows:
                if row.key in seen:
                    twice[row.key] = row.number
                seen.add(row.key)
        return tuple(sorted(twice.values()))

    def terms(self, office: Office) -> Iterator[Finding]:
        """What the lists read against what the acts give now; the clock of a standing case is not compared."""
        zone, wrong = ZoneInfo(office.zone), []
        for row in self._queries.open_rows(office.key):
            if row.paused_at is None and not self._agrees(row, zone):
                wrong.append(row.number)
        if wrong:
            yield Finding(
                "terms",
                Message(
                    N_("The recorded terms are not those reckoned now: {numbers}."), dict(numbers=some(tuple(wrong)))
                ),
                Message(N_("Let the calendar reckon the open cases anew: Settings, Working calendar.")),
            )

    def _agrees(self, row: ports.CaseRow, zone: ZoneInfo) -> bool:
        try:
            case = self._queries.case(row.key)
            rule = self._law.rule(case.edition, case.channel)
            terms = self._law.case_due(case, zone, self._clock.now())
        except TerezeError:
            return True  # an edition or a year that is not known is told by its own check
        if case.state not in (CaseState.OPEN, CaseState.READY):
            return True  # it was completed meanwhile
        waiting = terms.waiting
        step = waiting.step.code if waiting.step is not None else ""
        expected = (step, waiting.role, named_executor(rule, case), _second(waiting.by), _second(terms.service.due))
        recorded = (
            row.waiting_step,
            row.waiting_role,
            row.waiting_member,
            _second(row.step_due_at),
            _second(row.service_due_at),
        )
        return expected == recorded


def _second(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(microsecond=0) if moment is not None else None
