"""A substitute signs from one day to another and no longer; the words on the paper are those of the order."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import ResultContent
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.desk import Desk
from desk_app.usecases.office import MemberDetails
from tests.integration.usecases.test_signing import drafted
from tests.support.office import PASSWORD, SUPERVISOR, TestOffice

BOSS = SUPERVISOR.login
ACTING = Bilingual("Басшының міндетін атқарушы", "Исполняющая обязанности руководителя")
ORDER = "16.09.2019 ж. № 45-ж"
TODAY = date(2019, 9, 16)


def name(office: TestOffice, begins: date, ends: date, login: str = "kense") -> UUID:
    boss = office.desks[BOSS]
    member = office.desks[login].session.member.key
    return boss.stand_ins.name(boss.session, member, begins, ends, ACTING, ORDER).key


def signed_in(office: TestOffice, login: str = "kense") -> Desk:
    """Standing in begins at the sign-in, for which an embedded file wants a key of the person's own."""
    vault = office.entrance._equipment.vault
    if vault is not None:
        vault.add(login, PASSWORD)
    return office.entrance.sign_in(login, PASSWORD)


def test_a_substitute_signs_in_the_words_of_the_order(office: TestOffice) -> None:
    key = drafted(office)
    before = signed_in(office)
    assert not before.signing.may_sign(before.session)
    name(office, TODAY, TODAY + timedelta(days=13))
    acting = signed_in(office)
    assert acting.signing.may_sign(acting.session)
    assert [line.case for line in acting.signing.waiting(acting.session)] == [key]
    assert key in {row.key for row in acting.work_lists.mine(acting.session)}
    done = acting.decisions.sign(acting.session, key, PASSWORD, PaperLanguage.BOTH)
    assert done.paper is not None and isinstance(done.paper.content, ResultContent)
    assert ACTING in {signature.title for signature in done.paper.content.signatures}
    assert "Төлегенова" in done.paper.content.signatures[0].name


def test_the_day_after_the_last_nothing_is_signed_and_own_work_goes_on(office: TestOffice) -> None:
    key = drafted(office)
    name(office, TODAY, TODAY)
    acting = signed_in(office)
    office.clock.advance(days=1)
    with pytest.raises(ForbiddenError, match="E-417"):
        acting.decisions.sign(acting.session, key, PASSWORD, PaperLanguage.KK)
    again = signed_in(office)
    assert again.session.member.roles == (Role.CHANCELLERY,) and not again.signing.may_sign(again.session)
    with pytest.raises(ForbiddenError):
        again.decisions.sign(again.session, key, PASSWORD, PaperLanguage.KK)
    assert again.register.card(again.session, key).case.key == key


def test_a_substitution_to_come_is_not_yet_one(office: TestOffice) -> None:
    name(office, TODAY + timedelta(days=1), TODAY + timedelta(days=5))
    assert signed_in(office).session.stands_in is None
    office.clock.advance(days=1)
    assert signed_in(office).session.has(Role.HEAD)


def test_ended_early_it_ends_at_once_also_where_the_person_is_signed_in(office: TestOffice) -> None:
    key = drafted(office)
    stand_in = name(office, TODAY, TODAY + timedelta(days=5))
    acting, boss = signed_in(office), office.desks[BOSS]
    boss.stand_ins.end(boss.session, stand_in)
    with pytest.raises(ForbiddenError, match="E-417"):
        acting.decisions.sign(acting.session, key, PASSWORD, PaperLanguage.KK)
    assert not signed_in(office).session.has(Role.HEAD)
    with pytest.raises(UserError, match="E-340"):
        boss.stand_ins.end(boss.session, stand_in)
    assert [one.ended_at is not None for one in boss.stand_ins.all(boss.session)] == [True]
    name(office, TODAY, TODAY + timedelta(days=2))  # the days are free again


def test_who_drafted_does_not_sign_as_a_substitute_either(office: TestOffice) -> None:
    key = drafted(office)
    name(office, TODAY, TODAY, "oryn")
    acting = signed_in(office, "oryn")
    with pytest.raises(ForbiddenError, match="E-367"):
        acting.decisions.sign(acting.session, key, PASSWORD, PaperLanguage.KK)


def test_with_the_heads_account_closed_the_work_is_the_substitutes(office: TestOffice) -> None:
    key = drafted(office)
    boss, head = office.desks[BOSS], office.desks["bas"].session.member
    boss.office.disable(boss.session, head.key)
    assert key in boss.work_lists.lost(boss.session, boss.work_lists.mine(boss.session))
    name(office, TODAY, TODAY)
    assert key not in {row.key for row in boss.work_lists.mine(boss.session)}
    acting = signed_in(office)
    assert key in {row.key for row in acting.work_lists.mine(acting.session)}


@pytest.mark.parametrize(
    ("code", "login", "begins", "ends", "position", "order"),
    [
        ("E-413", "bas", 0, 1, ACTING, ORDER),
        ("E-414", "kense", 2, 1, ACTING, ORDER),
        ("E-414", "kense", -3, -1, ACTING, ORDER),
        ("E-414", "kense", 0, 366, ACTING, ORDER),
        ("E-415", "kense", 0, 1, Bilingual("м.а.", " "), ORDER),
        ("E-415", "kense", 0, 1, ACTING, ""),
        ("E-415", "kense", 0, 1, Bilingual("м.а.\u202e", "и. о."), ORDER),
        ("E-416", "kense", 4, 9, ACTING, ORDER),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    office: TestOffice, code: str, login: str, begins: int, ends: int, position: Bilingual, order: str
) -> None:
    boss = office.desks[BOSS]
    name(office, TODAY + timedelta(days=3), TODAY + timedelta(days=4))
    kept = boss.stand_ins.all(boss.session)
    member = office.desks[login].session.member.key
    days = (TODAY + timedelta(days=begins), TODAY + timedelta(days=ends))
    with pytest.raises(UserError, match=code):
        boss.stand_ins.name(boss.session, member, *days, position, order)
    assert boss.stand_ins.all(boss.session) == kept


def test_nobody_names_a_substitute_but_who_arranges_the_office(office: TestOffice) -> None:
    for login in ("aigul", "bas", "oryn", "kense"):
        desk = office.desks[login]
        with pytest.raises(ForbiddenError, match="E-361"):
            desk.stand_ins.name(desk.session, desk.session.member.key, TODAY, TODAY, ACTING, ORDER)
        with pytest.raises(ForbiddenError, match="E-361"):
            desk.stand_ins.all(desk.session)


def test_an_account_gets_another_name_position_and_role(office: TestOffice) -> None:
    boss, clerk = office.desks[BOSS], office.desks["aigul"].session.member
    position = Bilingual("Аға маман", "Старший специалист")
    details = MemberDetails("Оспанова", clerk.name, clerk.patronymic, position, (Role.CLERK, Role.EXECUTOR))
    boss.office.change_member(boss.session, clerk.key, details)
    now = signed_in(office, "aigul").session.member
    assert (now.surname, now.position, now.roles) == ("Оспанова", position, (Role.CLERK, Role.EXECUTOR))
    entry = boss.office._queries.journal(boss.session.office.key)
    assert any(one.action == "staff.changed" and one.subject == clerk.key for one in entry)


def test_nobody_loses_the_office_and_no_account_its_roles(office: TestOffice) -> None:
    boss, clerk = office.desks[BOSS], office.desks["aigul"]
    me = boss.session.member
    own = MemberDetails(me.surname, me.name, me.patronymic, me.position, (Role.CLERK,))
    with pytest.raises(UserError, match="E-418"):
        boss.office.change_member(boss.session, me.key, own)
    with pytest.raises(UserError, match="E-405"):
        boss.office.change_member(boss.session, clerk.session.member.key, MemberDetails("А", "Б", "", me.position, ()))
    with pytest.raises(UserError, match="E-403"):
        boss.office.change_member(
            boss.session, clerk.session.member.key, MemberDetails(" ", "Б", "", me.position, (Role.CLERK,))
        )
    with pytest.raises(ForbiddenError, match="E-361"):
        clerk.office.change_member(clerk.session, clerk.session.member.key, own)
