"""Every service through every channel of every edition, from registration to the end, on both engines.

Each step is tried first by everybody whose step it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.cases import CaseState
from desk_app.domain.journals import JournalKind
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import StepKind, StepRule
from desk_app.domain.staff import Actor, OfficeKind, Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.journals import Request
from desk_app.usecases.law import zone_of
from desk_app.usecases.why import CaseClock
from tests.support.clock import StandingClock
from tests.support.office import SUPERVISOR, TestOffice, open_office
from tests.support.routes import ROUTES, SIGNER, Route, act, paper_of, register, steps_to_walk

KINDS = list(OfficeKind)
RESULTS = {PaperKind.CERTIFICATE, PaperKind.NOTIFICATION, PaperKind.RENDER_REFUSAL}


@pytest.fixture(scope="module", params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def office(engine_name: str, route: Route, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestOffice]:
    """An office of the one kind that has this channel's desk, with everybody in it."""
    database = request.getfixturevalue("postgres_database") if engine_name == "shared" else ""
    found = open_office(tmp_path, database, (route.kind,), StandingClock(route.morning))
    yield found
    found.close()


@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_the_route_is_walked_by_those_who_own_it(route: Route, office: TestOffice) -> None:
    key = register(office, route)
    done_at = [office.clock.now()]
    papers = set()
    for step in steps_to_walk(route):
        office.clock.advance(minutes=4)
        owner = office.desks[route.login(step)]
        card = owner.register.card(owner.session, key)
        assert (card.waiting.step, card.may_act) == (step, True)
        assert key in {row.key for row in owner.register.my_work(owner.session)}
        _nobody_else_may(office, route, step, key)
        _nothing_else_may_be_done(office, route, key, step.kind)
        done = act(office, owner, route, step, key)
        assert owner.register.card(owner.session, key).case.steps[-1].done_at == office.clock.now()
        paper = paper_of(done)
        if step.kind in (StepKind.RESOLVE, StepKind.SEND, StepKind.SIGN, StepKind.RESULT):
            assert paper is not None
            papers.add(paper.key)
            assert owner.printing.pdf(owner.session, paper.key).startswith(b"%PDF-")
        done_at.append(office.clock.now())
    _nothing_else_may_be_done(office, route, key)
    _the_end_is_recorded(office, route, key)
    boss = office.desks[SUPERVISOR.login]
    recorded = boss.register.card(boss.session, key).papers
    assert papers <= {row.key for row in recorded}
    assert len([row for row in recorded if row.kind in RESULTS]) == 1
    assert recorded[0].kind in (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT)


def _nobody_else_may(office: TestOffice, route: Route, step: StepRule, key: UUID) -> None:
    owner = route.login(step)
    for login, desk in office.desks.items():
        if login == owner or desk.session.member.roles == office.desks[owner].session.member.roles:
            continue
        card = desk.register.card(desk.session, key)
        assert not card.may_act, (login, step)
        with pytest.raises(UserError, match="E-361"):
            act(office, desk, route, step, key)
        assert len(desk.register.card(desk.session, key).case.steps) == len(card.case.steps)


def _nothing_else_may_be_done(office: TestOffice, route: Route, key: UUID, but: StepKind | None = None) -> None:
    """Every other action, each by the person who may do it when its turn comes."""
    boss = office.desks[SUPERVISOR.login]
    before = boss.register.card(boss.session, key).case
    for step in steps_to_walk(route):
        if step.kind is not but:
            with pytest.raises(UserError, match="E-360"):
                act(office, office.desks[route.login(step)], route, step, key)
    after = boss.register.card(boss.session, key).case
    assert (after.steps, after.state, after.version) == (before.steps, before.state, before.version)


def _the_end_is_recorded(office: TestOffice, route: Route, key: UUID) -> None:
    """State, every step with by when and when, and the letter where there was one."""
    desk = office.desks[SUPERVISOR.login]
    card = desk.register.card(desk.session, key)
    case = card.case
    assert case.state is CaseState.DONE
    assert card.waiting.step is None
    assert [record.code for record in case.steps] == [step.code for step in route.rule.steps]
    assert [record.ordinal for record in case.steps] == list(range(1, len(case.steps) + 1))
    zone = zone_of(desk.session)
    for before, record in zip((None, *case.steps), case.steps, strict=False):
        step = route.rule.step(record.code)
        if step.kind is StepKind.HAND_OVER:
            assert record.begins_at == record.done_at
        elif before is not None and len(case.steps) > record.ordinal > len(case.steps) - len(steps_to_walk(route)):
            assert record.begins_at == before.done_at
        # four minutes a step on a Monday morning: in time, but where the inner deadline had come
        assert record.due_at >= record.begins_at
        assert record.due_at == desk.law.step_due(route.rule, step, record.begins_at, zone).due or step.hours_before_end
        who = office.desks[route.login(step)].session.member
        assert (record.done_by, record.done_by_name) == (who.key, who.full_name)
        letter = (record.letter_number, record.letter_date, record.letter_signer)
        if step.actor is Actor.PROVIDER:
            assert letter == ("412", office.clock.now().date().isoformat(), SIGNER)
        else:
            assert letter == ("", "", "")
    assert case.decision is not None
    assert case.decision.number.startswith(route.edition.letter)


def test_every_kind_of_office_and_every_owner_is_among_the_routes() -> None:
    assert {route.kind for route in ROUTES} == set(KINDS)
    assert {step.actor for route in ROUTES for step in route.rule.steps} == set(Actor)


@pytest.mark.parametrize("route", [one for one in ROUTES if one.name == "tsa_certificate/2018-03-23-provider"])
def test_who_keeps_accounts_alone_sees_nobodys_case(office: TestOffice, route: Route) -> None:
    key, desk = register(office, route), office.desks["kense"]
    card = desk.register.card(desk.session, key)
    talon = card.papers[0].key
    session = replace(desk.session, member=replace(desk.session.member, roles=(Role.ADMINISTRATOR,)))
    looks: tuple[Callable[[], object], ...] = (
        lambda: desk.register.search(session, card.case.number),
        lambda: desk.register.case_by_number(session, card.case.number),
        lambda: desk.register.paper_numbered(session, card.case.number),
        lambda: desk.register.card(session, key),
        lambda: desk.printing.pages(session, talon),
        lambda: desk.printing.print(session, talon, "Office"),
        lambda: desk.decisions.evidence(session, key),
        lambda: desk.why.of_case(session, key, CaseClock.SERVICE, PaperLanguage.KK),
        lambda: desk.collecting.ready(session),
        lambda: desk.journals.compose(
            session, Request(JournalKind.PAPERS, date(2019, 9, 1), date(2019, 9, 30)), PaperLanguage.KK
        ),
    )
    for look in looks:
        with pytest.raises(ForbiddenError, match="E-361"):
            look()
