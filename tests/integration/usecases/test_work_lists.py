"""Every open case is in exactly one list of work, whatever was done before; what is late is late for somebody."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desk_app.domain.cases import CaseState
from desk_app.domain.regulation import StepKind
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases import ports
from desk_app.usecases.desk import Desk
from desk_app.usecases.office import NewMember
from desk_app.usecases.work_lists import NOBODYS, ListKind, Staff, due_first
from tests.support.office import PASSWORD, POSITION, SUPERVISOR, TestOffice
from tests.support.routes import ROUTES, Route, act, register

BOSS = SUPERVISOR.login
TAKEN = (
    "tsa_certificate/2018-03-23-provider",
    "tsa_assignment/2018-03-23-centre",
    "home_schooling/2018-03-23-provider",
)
WALKED = [route for route in ROUTES if route.name in TAKEN]
_SERIALS = itertools.count(200, 100)
"""Of applicants: each example has its own."""
ACTS = ("register", "step", "step", "step", "take_back", "pause", "resume", "disable", "enable", "move", "void", "wait")


@dataclass
class Play:
    """One office in which anybody does anything."""

    office: TestOffice
    serial: int
    routes: dict[UUID, Route] = field(default_factory=dict)

    @property
    def boss(self) -> Desk:
        return self.office.desks[BOSS]

    @property
    def queries(self) -> ports.Queries:
        return self.office.entrance._opened().queries

    def members(self) -> tuple[StaffMember, ...]:
        return self.queries.members(self.boss.session.office.key)

    def enabled(self) -> dict[UUID, StaffMember]:
        return {member.key: member for member in self.members() if not member.disabled}

    def register(self, pick: int) -> None:
        route = WALKED[pick % len(WALKED)]
        self.serial += 3  # not every number gives an IIN, and the next one is taken then
        clerk = self.office.desks[route.login(route.rule.steps[0])].session.member
        if clerk.key not in self.enabled():
            with pytest.raises(ForbiddenError, match="E-408"):
                register(self.office, route, self.serial)
            return
        self.routes[register(self.office, route, self.serial)] = route

    def case(self, pick: int) -> UUID | None:
        keys = sorted(self.routes)
        return keys[pick % len(keys)] if keys else None

    def do(self, what: str, pick: int) -> None:
        """Try it; what is not allowed now is left."""
        self.office.clock.advance(seconds=1)  # no two acts of an office fall into one microsecond
        key = self.case(pick)
        if what == "register":
            self.register(pick)
        elif what == "wait":
            self.office.clock.advance(days=pick % 3)
        elif what in ("disable", "enable"):
            self.switch(pick, disabled=what == "disable")
        elif key is not None:
            with suppress(UserError):
                self.do_to_case(what, key, pick)

    def do_to_case(self, what: str, key: UUID, pick: int) -> None:
        boss = self.boss
        if what == "step":
            self.step(key)
        elif what == "take_back":
            boss.undoing.take_back(boss.session, key, "қате")
        elif what == "pause":
            case = boss.register.card(boss.session, key)
            if case.edition.pauses:
                boss.terms.pause(boss.session, key, case.edition.pauses[0].code)
        elif what == "resume":
            boss.terms.resume(boss.session, key)
        elif what == "void":
            boss.corrections.void(boss.session, key, "қате тіркелген")
        elif what == "move":
            people = [member for member in self.members() if Role.EXECUTOR in member.roles]
            absent, to = people[pick % 2], people[(pick + 1) % 2]
            boss.absence.move(boss.session, absent.key, to.key, "еңбек демалысы")

    def step(self, key: UUID) -> None:
        """Whoever may do the next step does it."""
        for login, desk in self.office.desks.items():
            if login == BOSS or desk.session.member.key not in self.enabled():
                continue
            card = desk.register.card(desk.session, key)
            if card.may_act and card.waiting.step is not None:
                act(self.office, desk, self.routes[key], card.waiting.step, key)
                return

    def switch(self, pick: int, *, disabled: bool) -> None:
        others = [member for member in self.members() if member.key != self.boss.session.member.key]
        member = others[pick % len(others)]
        work = self.office.entrance._opened().unit_of_work
        with work(member.office, self.boss.session.member.key) as unit:
            unit.update_member(replace(member, disabled=disabled))
            unit.journal.append("staff.disabled" if disabled else "staff.added", subject=member.key)
            unit.commit()

    def check(self) -> None:
        """Each open case in one list, in front of exactly the people of that list; closed ones in none."""
        office, enabled = self.boss.session.office, self.enabled()
        staff = Staff(self.members())
        seen: dict[UUID, set[UUID]] = {}
        for member in enabled.values():
            for row in self.boss.work_lists.mine(Session(member, office)):
                assert member.key not in seen.setdefault(row.key, set()), "twice in one person's list"
                seen[row.key].add(member.key)
        rows = {row.key: row for row in self.queries.open_rows(office.key)}
        assert seen.keys() == rows.keys()
        for row in rows.values():
            found = staff.list_of(row)
            if found.kind is ListKind.MEMBER:
                expected = {found.member}
            else:
                role = Role.SUPERVISOR if found == NOBODYS else found.role
                expected = {member.key for member in enabled.values() if role in member.roles}
            assert seen[row.key] == expected, row.number
            assert expected, f"{row.number} waits for nobody"
            if found != NOBODYS and row.paused_at is None:
                session = Session(enabled[next(iter(seen[row.key]))], office)
                assert self.boss.register.card(session, row.key).may_act, row.number


@pytest.fixture
def crowded(office: TestOffice) -> TestOffice:
    """The office with a second executor, who can stand in for the first."""
    boss = office.desks[BOSS]
    second = NewMember("ekinshi", "Оспанов", "Ержан", "Қанатұлы", POSITION, (Role.EXECUTOR,), PASSWORD)
    boss.office.add_member(boss.session, second)
    office.desks["ekinshi"] = office.entrance.sign_in("ekinshi", PASSWORD)
    return office


@settings(
    max_examples=8,
    deadline=None,
    database=None,
    # an example takes seconds, and a shorter one says no more
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), min_size=8, max_size=30))
def test_every_open_case_is_in_one_list(crowded: TestOffice, acts: list[tuple[str, int]]) -> None:
    play = Play(crowded, next(_SERIALS))
    for pick in range(len(play.members()) - 1):
        play.switch(pick, disabled=False)
    for pick in (0, 1):
        play.register(pick)
    for what, pick in acts:
        play.do(what, pick)
        play.check()


def late_of(office: TestOffice, login: str = BOSS) -> dict[str, int]:
    """How many are late for whom: a person's sign-in name, a role, or nobody."""
    desk = office.desks[login]
    found = {}
    for one in desk.work_lists.late(desk.session).by_holder:
        holder = one.holder
        role = holder.list.role.value if holder.list.role is not None else "nobody"
        found[holder.member.login if holder.member is not None else role] = len(one.rows)
    return found


def test_late_cases_are_told_by_person(office: TestOffice) -> None:
    route = next(route for route in WALKED if route.name == "tsa_certificate/2018-03-23-provider")
    resolved, waits = register(office, route, 1), register(office, route, 2)
    named = office.desks["oryn"].session.member.key
    assert late_of(office) == {}
    act(office, office.desks["bas"], route, route.rule.step("resolve"), resolved)
    office.clock.advance(days=9)
    assert late_of(office) == {"bas": 1, "oryn": 1}
    boss = office.desks[BOSS]
    late = boss.work_lists.late(boss.session)
    assert {row.key for row in late.rows} == {resolved, waits}
    by_name = next(one for one in late.by_holder if one.holder.list.member == named)
    assert [row.key for row in by_name.rows] == [resolved]
    assert late_of(office, "bas") == {"bas": 1, "oryn": 1}
    with pytest.raises(ForbiddenError, match="E-361"):
        late_of(office, "oryn")


def test_late_for_a_role_of_several_is_nobodys_in_person(office: TestOffice) -> None:
    route = next(route for route in WALKED if route.name == "tsa_assignment/2018-03-23-centre")
    key = register(office, route, 1)
    office.clock.advance(days=9)
    assert late_of(office) == {"clerk": 1}
    boss = office.desks[BOSS]
    for login in ("aigul", "marat"):
        boss.office.disable(boss.session, office.desks[login].session.member.key)
    assert late_of(office) == {"nobody": 1}
    mine = boss.work_lists.mine(boss.session)
    assert [row.key for row in mine] == [key]
    assert boss.work_lists.lost(boss.session, mine) == {key}


def test_standing_clock_is_in_the_list_and_not_late(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    route = next(one for one in ROUTES if one.kind.value == "centre" and one.edition.pauses)
    boss = office.desks[BOSS]
    boss.office.adopt(boss.session, route.edition.id, office.clock.now().date())
    key = register(office, route, 1)
    card = desk.register.card(desk.session, key)
    desk.terms.pause(desk.session, key, card.edition.pauses[0].code)
    office.clock.advance(days=30)
    mine = desk.work_lists.mine(desk.session)
    assert [row.key for row in mine] == [key]
    assert mine[0].paused_at is not None
    assert late_of(office) == {}


def test_done_case_leaves_every_list(office: TestOffice) -> None:
    route = next(route for route in WALKED if route.name == "tsa_certificate/2018-03-23-provider")
    play = Play(office, 300)
    play.register(WALKED.index(route))
    key = play.case(0)
    assert key is not None
    while office.desks[BOSS].register.card(office.desks[BOSS].session, key).case.state is not CaseState.DONE:
        play.step(key)
        play.check()
    kinds = {step.kind for step in route.rule.steps}
    assert StepKind.HAND_OVER in kinds
    assert play.queries.open_rows(play.boss.session.office.key) == ()


def test_a_case_whose_whole_term_ends_before_its_step_comes_first(office: TestOffice) -> None:
    """The head took the executor's time: the step is new, the service is due all the same."""
    route = next(route for route in WALKED if route.name == "tsa_certificate/2018-03-23-provider")
    head, executor = office.desks["bas"], office.desks["oryn"]
    held_up, resolve = register(office, route, 1), route.rule.step("resolve")
    office.clock.advance(hours=1)
    passed = register(office, route, 2)
    act(office, head, route, resolve, passed)
    office.clock.advance(hours=1)
    act(office, head, route, resolve, held_up)
    first, second = executor.work_lists.mine(executor.session)
    assert first.step_due_at is not None and second.step_due_at is not None
    assert (first.key, second.key) == (held_up, passed)
    assert due_first(first) == first.service_due_at and first.step_due_at > second.step_due_at
