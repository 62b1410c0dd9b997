"""The head's desk: drafts read as a list, signed together, sent back; and what a signature may not stand on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from desk_app.domain.cases import Case, CaseState
from desk_app.domain.frozen import digest_of
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import StepKind
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.desk import Desk, open_desk
from tests.support.office import PASSWORD, SUPERVISOR, TestOffice
from tests.support.routes import ROUTES, act, register, walk

BOSS = SUPERVISOR.login
ROUTE = next(route for route in ROUTES if route.name == "tsa_certificate/2018-03-23-provider")
WRONG = "басқа құпиясөз 2019"
REMARKS = "Кезеңін нақтылаңыз"


def drafted(office: TestOffice, serial: int = 1) -> UUID:
    key = register(office, ROUTE, serial)
    walk(office, ROUTE, key, "sign")
    return key


def case_of(office: TestOffice, key: UUID) -> Case:
    return office.entrance._opened().queries.case(key)


def change_rows(office: TestOffice, statement: str, **values: object) -> None:
    """As somebody might who gets at the records behind the program's back."""
    member = office.desks[BOSS].session.member
    with office.entrance._opened().unit_of_work(member.office, member.key) as work:
        work.run(text(statement), values)  # type: ignore[attr-defined]  # both engines' own unit of work
        work.commit()


def test_the_head_sees_all_drafts_and_nobody_else_sees_any(office: TestOffice) -> None:
    keys = {drafted(office, 1), drafted(office, 2)}
    waits = register(office, ROUTE, 3)
    head = office.desks["bas"]
    assert head.signing.may_sign(head.session)
    lines = head.signing.waiting(head.session)
    assert {line.case for line in lines} == keys
    assert waits not in keys
    oryn = office.desks["oryn"].session.member.full_name
    assert {(line.drafted_by_name, line.is_own) for line in lines} == {(oryn, False)}
    for login in ("aigul", "kense", "oryn", BOSS):
        desk = office.desks[login]
        assert not desk.signing.may_sign(desk.session)
        assert desk.signing.waiting(desk.session) == ()


def test_a_batch_is_signed_with_one_password_each_in_its_own_language(office: TestOffice) -> None:
    first, second, head = drafted(office, 1), drafted(office, 2), office.desks["bas"]
    report = head.signing.sign_batch(head.session, (first, second), PASSWORD)
    assert [(one.case, one.error) for one in report] == [(first, None), (second, None)]
    numbers = [one.paper.number for one in report if one.paper is not None]
    assert numbers[0] < numbers[1]
    assert {one.paper.language for one in report if one.paper is not None} == {PaperLanguage.KK}
    for key in (first, second):
        found = case_of(office, key)
        assert found.state is CaseState.READY
        assert found.decision is not None and found.decision.signed_by == head.session.member.key
    assert head.signing.waiting(head.session) == ()


def test_what_cannot_be_signed_is_told_and_does_not_keep_the_others_back(office: TestOffice) -> None:
    good, head = drafted(office, 1), office.desks["bas"]
    elsewhere = register(office, ROUTE, 2)
    paused = drafted(office, 3)
    boss = office.desks[BOSS]
    void = drafted(office, 4)
    boss.corrections.void(boss.session, void, REMARKS)
    nobody = new_key()
    head_pause = office.edition(ROUTE.edition.id).pauses
    if head_pause:
        boss.terms.pause(boss.session, paused, head_pause[0].code)
    report = head.signing.sign_batch(head.session, (elsewhere, void, nobody, good, paused), PASSWORD)
    codes = [one.error.code if one.error is not None else "" for one in report]
    assert codes == ["E-360", "E-611", "E-340", "", "E-371" if head_pause else ""]
    assert case_of(office, good).state is CaseState.READY
    assert case_of(office, elsewhere).decision is None


def test_a_draft_made_anew_is_not_signed_unseen(office: TestOffice) -> None:
    """The head has the window with the old draft open while the executor makes another."""
    key, head, executor = drafted(office), office.desks["bas"], office.desks["oryn"]
    seen = {line.case: line.drafted_at for line in head.signing.waiting(head.session)}
    executor.undoing.take_back(executor.session, key, "Қорытынды қате")
    office.clock.advance(minutes=5)
    walk_again = next(step for step in ROUTE.rule.steps if step.kind is StepKind.DRAFT)
    act(office, executor, ROUTE, walk_again, key)
    with pytest.raises(UserError) as caught:
        head.decisions.sign(head.session, key, PASSWORD, PaperLanguage.KK, seen[key])
    assert caught.value.code == "E-616"
    told = head.signing.sign_batch(head.session, (key,), PASSWORD, seen)
    assert [one.error.code for one in told if one.error is not None] == ["E-616"]
    assert case_of(office, key).state is CaseState.OPEN
    now = {line.case: line.drafted_at for line in head.signing.waiting(head.session)}
    assert head.signing.sign_batch(head.session, (key,), PASSWORD, now)[0].error is None


def test_a_wrong_password_signs_nothing_and_the_sixth_attempt_waits(office: TestOffice) -> None:
    key, head = drafted(office), office.desks["bas"]
    for _attempt in range(5):
        with pytest.raises(UserError) as caught:
            head.signing.sign_batch(head.session, (key,), WRONG)
        assert caught.value.code == "E-401"
    for way in (
        lambda: head.signing.sign_batch(head.session, (key,), PASSWORD),
        lambda: head.decisions.sign(head.session, key, PASSWORD, PaperLanguage.KK),
    ):
        with pytest.raises(UserError) as waiting:
            way()
        assert waiting.value.code == "E-402"
    decision = case_of(office, key).decision
    assert decision is not None and decision.signed_at is None
    office.clock.advance(minutes=1)
    assert head.signing.sign_batch(head.session, (key,), PASSWORD)[0].error is None


def test_nothing_ticked_signs_nothing(office: TestOffice) -> None:
    head = office.desks["bas"]
    with pytest.raises(UserError) as caught:
        head.signing.sign_batch(head.session, (), PASSWORD)
    assert caught.value.code == "E-613"


def test_a_draft_sent_back_waits_for_its_executor_with_the_remarks(office: TestOffice) -> None:
    key, head, oryn = drafted(office), office.desks["bas"], office.desks["oryn"]
    with pytest.raises(UserError) as silent:
        head.signing.return_draft(head.session, key, " ")
    assert silent.value.code == "E-614"
    for login in ("oryn", "kense", BOSS):
        desk = office.desks[login]
        with pytest.raises(ForbiddenError) as caught:
            desk.signing.return_draft(desk.session, key, REMARKS)
        assert caught.value.code == "E-361"
    head.signing.return_draft(head.session, key, REMARKS)
    found = case_of(office, key)
    assert found.decision is None
    assert (found.undone[-1].reason, found.undone[-1].by) == (REMARKS, head.session.member.key)
    assert key in {row.key for row in oryn.register.my_work(oryn.session)}
    assert head.signing.waiting(head.session) == ()
    act(office, oryn, ROUTE, ROUTE.rule.step("draft"), key)
    assert [line.case for line in head.signing.waiting(head.session)] == [key]


def test_a_draft_freezes_what_it_stands_on(office: TestOffice) -> None:
    found = case_of(office, drafted(office))
    decision = found.decision
    assert decision is not None
    assert found.application.applicant.iin in decision.stands_on
    assert office.edition(ROUTE.edition.id).digest in decision.stands_on
    assert decision.stands_on_sha256 == digest_of(decision.stands_on)
    assert found.application.applicant.phone not in decision.stands_on


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk_case SET application = replace(application, 'Нұрлан', 'Ерлан')",
        "UPDATE decision SET stands_on = replace(stands_on, 'Нұрлан', 'Ерлан')",
        'UPDATE decision SET evidence = \'[{"origin":"list","reference":"1","iin":"","name":"",'
        '"family":"","period_from":"","period_to":""}]\'',
    ],
    ids=["the application", "what was frozen", "the evidence"],
)
def test_what_changed_behind_the_draft_is_not_signed(office: TestOffice, statement: str) -> None:
    key, head = drafted(office), office.desks["bas"]
    change_rows(office, statement.replace(":", "\\:"))
    with pytest.raises(UserError) as caught:
        head.decisions.sign(head.session, key, PASSWORD, PaperLanguage.KK)
    assert caught.value.code == "E-609"
    (report,) = head.signing.sign_batch(head.session, (key,), PASSWORD)
    assert report.error is not None and report.error.code == "E-609"
    decision = case_of(office, key).decision
    assert decision is not None and decision.signed_at is None


def test_the_executor_cannot_sign_and_the_signer_did_not_draft(office: TestOffice) -> None:
    key, oryn = drafted(office), office.desks["oryn"]
    with pytest.raises(ForbiddenError) as executor:
        oryn.decisions.sign(oryn.session, key, PASSWORD, PaperLanguage.KK)
    assert executor.value.code == "E-361"
    both = _with_roles(office, oryn.session.member, (Role.EXECUTOR, Role.HEAD))
    assert [line.is_own for line in both.signing.waiting(both.session)] == [True]
    with pytest.raises(ForbiddenError) as own:
        both.decisions.sign(both.session, key, PASSWORD, PaperLanguage.KK)
    assert own.value.code == "E-367"
    (report,) = both.signing.sign_batch(both.session, (key,), PASSWORD)
    assert report.error is not None and report.error.code == "E-367"


def _with_roles(office: TestOffice, member: StaffMember, roles: tuple[Role, ...]) -> Desk:
    """A desk of the same person who was given more roles than the office should."""
    session = Session(replace(member, roles=roles), office.desks[BOSS].session.office)
    return open_desk(session, office.entrance._opened(), office.entrance._equipment)


def test_the_schema_refuses_a_signer_who_drafted(office: TestOffice) -> None:
    drafted(office)
    with pytest.raises(DBAPIError, match="four_eyes"):
        change_rows(office, "UPDATE decision SET signed_by = drafted_by")


def test_the_step_of_signing_is_the_heads_in_every_edition() -> None:
    signs = [step for route in ROUTES for step in route.rule.steps if step.kind is StepKind.SIGN]
    assert signs and {step.actor.value for step in signs} == {"provider_head", "akim"}
