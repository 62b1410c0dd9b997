"""What a role may not do it cannot do by any call, whichever window would ask; on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.desk import Desk, open_desk
from desk_app.usecases.office import NewMember, member_of
from desk_app.usecases.why import CaseClock
from tests.support.office import (
    ASSISTANCE,
    PASSWORD,
    POSITION,
    TestOffice,
    application,
    asked,
    command,
    invented_iin,
)
from tests.support.portal_files import put, request
from tests.support.routes import BOTH

IIN = invented_iin(1)


def desk_of(office: TestOffice, *roles: Role) -> Desk:
    """A desk of somebody who has these roles and no other."""
    boss = office.desks["basqaru"]
    records, equipment = office.entrance._opened(), office.entrance._equipment
    new = NewMember("-".join(role.value for role in roles), "Ержанов", "Ерлан", "", POSITION, roles, PASSWORD)
    member = member_of(new, boss.session.office.key)
    with records.unit_of_work(boss.session.office.key, boss.session.member.key) as work:
        work.add_member(member, "no password fits this")
        work.commit()
    return open_desk(Session(member, boss.session.office), records, equipment)


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(ForbiddenError) as caught:
        call()
    assert caught.value.code == code


@pytest.mark.parametrize("role", [Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_only_who_accepts_on_the_channel_refuses_on_it(office: TestOffice, role: Role) -> None:
    desk, edition = desk_of(office, role), office.edition(ASSISTANCE)
    form = application(edition, Channel.CENTRE, IIN, missing=(asked(edition, Channel.CENTRE)[0].code,))
    refused("E-361", lambda: desk.refusals.refuse(desk.session, command(form, office.clock), BOTH))
    clerk = office.desks["aigul"]
    assert clerk.refusals.refuse(clerk.session, command(form, office.clock), BOTH).refusal.number.endswith("00001")


def test_who_only_keeps_accounts_sees_and_touches_nobody_s_papers(office: TestOffice) -> None:
    clerk, desk = office.desks["aigul"], desk_of(office, Role.ADMINISTRATOR)
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, IIN)
    done = clerk.registrations.register(clerk.session, command(form, office.clock), BOTH)
    sheet = clerk.why.of_check(clerk.session, form, done.due, BOTH)
    clerk.drafts.keep(clerk.session, done.case.key, "intake", IIN)
    key, me = done.case.key, desk.session
    calls: list[Callable[[], object]] = [
        lambda: desk.intake.find(me, "Әбдір"),
        lambda: desk.intake.recall(me, IIN),
        lambda: desk.intake.check(me, form),
        lambda: desk.corrections.preview(me, key, form),
        lambda: desk.printing.pages(me, done.paper.key),
        lambda: desk.printing.pages(me, sheet.key),
        lambda: desk.printing.confirm(me, done.paper.key, came_out=True),
        lambda: desk.why.of_check(me, form, done.due, BOTH),
        lambda: desk.why.of_case(me, key, CaseClock.SERVICE, BOTH),
        lambda: desk.sent_lists.sent_on(me),
        lambda: desk.sent_lists.awaited(me),
        lambda: desk.sent_lists.by_number(me, "1"),
        lambda: desk.drafts.waiting(me, "intake"),
        lambda: desk.drafts.drop(me, key),
    ]
    for call in calls:
        refused("E-361", call)
    row = clerk.register.card(clerk.session, key).papers[0]
    assert row.print_state is PrintState.NOT_PRINTED
    assert [draft.key for draft in clerk.drafts.waiting(clerk.session, "intake")] == [key]
    # what bears nobody's name is theirs too
    leaflet = desk.leaflets.make(me, ASSISTANCE, Channel.CENTRE, frozenset(), frozenset(), BOTH)
    assert leaflet.kind is PaperKind.LEAFLET and desk.printing.pages(me, leaflet.key)


@pytest.mark.parametrize("role", [Role.HEAD, Role.EXECUTOR, Role.ADMINISTRATOR])
def test_people_in_the_line_are_called_by_who_accepts(office: TestOffice, role: Role) -> None:
    clerk, desk = office.desks["aigul"], desk_of(office, role)
    visit = clerk.line.take_ticket(clerk.session, "tsa_assignment", iin=IIN)
    refused("E-361", lambda: desk.line.call(desk.session, visit.key))
    refused("E-361", lambda: desk.line.redirect(desk.session, visit.key, "tsa_certificate"))
    assert clerk.line.call(clerk.session, visit.key).clerk == clerk.session.member.key


def test_a_closed_account_does_nothing_more_at_a_desk_it_is_still_signed_in_at(office: TestOffice) -> None:
    desk, boss = desk_of(office, Role.CLERK), office.desks["basqaru"]
    records = office.entrance._opened()
    with records.unit_of_work(boss.session.office.key, boss.session.member.key) as work:
        work.update_member(replace(desk.session.member, disabled=True))
        work.commit()
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, IIN)
    refused("E-408", lambda: desk.registrations.register(desk.session, command(form, office.clock), BOTH))
    assert boss.intake.recall(boss.session, IIN).open_cases == ()


def test_an_administrator_s_pass_writes_papers_they_may_not_read(office: TestOffice, tmp_path: Path) -> None:
    base = tmp_path / "portal"
    base.mkdir()
    boss, chancellery, desk = office.desks["basqaru"], office.desks["kense"], desk_of(office, Role.ADMINISTRATOR)
    boss.exchange.set_folder(boss.session, base)
    put(base, request())
    desk.exchange.pass_once(desk.session)
    key = chancellery.exchange.requests(chancellery.session)[0].request.key
    form = chancellery.exchange.card(chancellery.session, key).form
    assert form is not None
    with pytest.raises((ForbiddenError, UserError)) as caught:
        desk.exchange.check(desk.session, key, form)
    assert caught.value.code == "E-361"
    done = chancellery.exchange.register(chancellery.session, key, form)
    report = desk.exchange.pass_once(desk.session)
    assert report.left == () and "EGOV-2019-0001.acceptance.pdf" in report.written
    refused("E-361", lambda: desk.printing.pdf(desk.session, done.paper.key))
