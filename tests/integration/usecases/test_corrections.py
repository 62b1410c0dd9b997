"""What was typed wrongly is put right: what follows, who may, what it does to papers and drafts; and what is void."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from desk_app.domain.application import (
    Application,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
    Representative,
)
from desk_app.domain.cases import Case, CaseState
from desk_app.domain.corrections import CorrectedField, CorrectionKind
from desk_app.domain.journal import JournalEntry
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import ApplicationContent, PaperKind, RefusalContent
from desk_app.domain.regulation import Channel, StepKind
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.corrections import Corrected
from desk_app.usecases.ports import PaperRow
from tests.support.office import ASSISTANCE, SUPERVISOR, TestOffice, application, command, invented_iin
from tests.support.routes import BOTH, ROUTES, act, register, walk

BOSS = SUPERVISOR.login
REASON = "ЖСН-нің соңғы саны қате терілген"
CERTIFICATE = next(route for route in ROUTES if route.name == "tsa_certificate/2018-03-23-provider")
NAME = PersonName("Әбдірахманова", "Нұргүл", "Ерікқызы")


def form(office: TestOffice, serial: int = 1, **changes: object) -> Application:
    made = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return replace(made, **changes)  # type: ignore[arg-type]  # parts of an application


def registered(office: TestOffice, serial: int = 1) -> UUID:
    desk = office.desks["aigul"]
    return desk.registrations.register(desk.session, command(form(office, serial), office.clock), BOTH).case.key


def case_of(office: TestOffice, key: UUID) -> Case:
    desk = office.desks[BOSS]
    return desk.register.card(desk.session, key).case


def papers(office: TestOffice, key: UUID, kind: PaperKind) -> list[PaperRow]:
    desk = office.desks[BOSS]
    return [row for row in desk.register.card(desk.session, key).papers if row.kind is kind]


def correct(office: TestOffice, key: UUID, after: Application, login: str = "aigul") -> Corrected:
    office.clock.advance(minutes=1)
    desk = office.desks[login]
    return desk.corrections.correct(desk.session, key, after, REASON)


def person(application: Application, **changes: object) -> Application:
    return replace(application, applicant=replace(application.applicant, **changes))  # type: ignore[arg-type]


def entries(office: TestOffice, action: str) -> list[JournalEntry]:
    found = office.entrance._opened().queries.journal(office.desks[BOSS].session.office.key)
    return [entry for entry in found if entry.action == action]


def test_every_part_of_the_form_can_be_corrected_and_is_named(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    before = case_of(office, key).application
    after = replace(
        person(
            before,
            name=NAME,
            address="Рудный қаласы",
            phone="+77010000001",
            bank_account="KZ75125KZT2069100100",
            bank_name="«Халық банкі» АҚ",
            identity_document="№ 000000001",
        ),
        household=(*before.household, HouseholdMember("Әбдірахманов Ерік", "ұлы")),
        representative=Representative(PersonName("Қасым", "Ерлан"), power_number="17", valid_until=None),
        language=PaperLanguage.RU,
    )
    after = replace(after, representative=replace(after.representative, is_legal=True))  # type: ignore[type-var]
    documents = tuple(replace(one, sheets=one.sheets + 2) for one in after.documents)
    after = replace(after, documents=documents)
    F = CorrectedField
    expected = {
        F.NAME, F.ADDRESS, F.PHONE, F.BANK_ACCOUNT, F.BANK_NAME, F.IDENTITY_DOCUMENT, F.HOUSEHOLD, F.REPRESENTATIVE,
        F.DOCUMENTS, F.LANGUAGE,
    }  # fmt: skip
    assert expected <= set(desk.corrections.preview(desk.session, key, after))
    needed = _with_asked(office, after)
    done = correct(office, key, needed)
    assert expected <= set(done.correction.fields)
    stands = case_of(office, key).application
    assert stands.applicant == needed.applicant
    assert stands.household == needed.household
    assert done.paper.language is PaperLanguage.RU


def _with_asked(office: TestOffice, after: Application) -> Application:
    """With the documents that a representative has to show."""
    desk = office.desks["aigul"]
    report = desk.intake.check(desk.session, after).report
    open_codes = [rule.code for rule in report.undecided]
    more = tuple(PresentedDocument(code, DocumentState.SEEN, 1) for code in open_codes)
    return replace(after, documents=(*after.documents, *more))


def test_another_iin_moves_the_case_to_that_person(office: TestOffice) -> None:
    key, desk = registered(office, 1), office.desks["aigul"]
    wrong, right = invented_iin(1), invented_iin(2)
    done = correct(office, key, form(office, 2))
    assert done.correction.fields == (CorrectedField.IIN,)
    assert [row.key for row in desk.register.search(desk.session, right)] == [key]
    assert desk.register.search(desk.session, wrong) == ()
    assert [row.iin for row in desk.intake.find(desk.session, "Әбдірахманов")] == [right]
    assert desk.intake.recall(desk.session, right).open_cases[0].key == key
    assert desk.intake.recall(desk.session, wrong).application is None
    assert registered(office, 1) != key


def test_a_corrected_name_is_found_at_once_and_the_wrong_one_no_more(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    registered(office, 2)
    name = PersonName("Жүнісбекова", "Меруерт", "")
    correct(office, key, person(form(office), name=name))
    assert [row.key for row in desk.register.search(desk.session, "жунисбек")] == [key]
    assert key not in {row.key for row in desk.register.search(desk.session, "Әбдірахманов")}
    assert desk.intake.find(desk.session, "Жүнісбекова")[0].iin == invented_iin(1)


def test_who_has_an_open_case_cannot_be_given_a_second_by_correction(office: TestOffice) -> None:
    first, second = registered(office, 1), registered(office, 2)
    with pytest.raises(UserError) as caught:
        correct(office, second, form(office, 1))
    assert caught.value.code == "E-103"
    assert case_of(office, second).application.applicant.iin == invented_iin(2)
    assert case_of(office, first).corrections == ()
    assert [row.void for row in papers(office, second, PaperKind.TALON)] == [None]


def test_the_talon_is_void_and_another_stands_in_its_place_with_the_same_dates(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    before = case_of(office, key)
    old_row = papers(office, key, PaperKind.TALON)[0]
    old = desk.printing.paper(old_row.key)
    office.clock.advance(days=1)
    done = correct(office, key, person(form(office), name=NAME), BOSS)
    rows = papers(office, key, PaperKind.TALON)
    assert [row.number for row in rows] == [before.number, f"{before.number}/2"]
    assert rows[0].void is not None
    assert (rows[0].void.reason, rows[0].void.by) == (REASON, office.desks[BOSS].session.member.key)
    assert rows[1].void is None
    new = desk.printing.paper(done.paper.key)
    assert new.replaces == old.key
    assert isinstance(new.content, ApplicationContent)
    assert isinstance(old.content, ApplicationContent)
    assert new.content.applicant == NAME.full
    assert new.content.receipt_rows[-1].value.ru == f"взамен № {before.number}"
    assert new.content.receipt_rows[-1].value.kk == f"№ {before.number} орнына"
    unchanged = {row.label.ru: row.value for row in old.content.receipt_rows[1:]}
    assert {row.label.ru: row.value for row in new.content.receipt_rows[1:-1]} == unchanged
    assert new.content.accepted_by == old.content.accepted_by
    after = case_of(office, key)
    assert (after.number, after.registered_at, after.service_due_at) == (
        before.number, before.registered_at, before.service_due_at,
    )  # fmt: skip
    third = correct(office, key, form(office), BOSS)
    assert third.paper.number == f"{before.number}/3"
    assert third.paper.replaces == done.paper.key


def test_the_number_of_a_replaced_talon_opens_the_case(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    number = correct(office, key, person(form(office), name=NAME)).paper.number
    assert desk.register.case_by_number(desk.session, number) == key
    assert [row.key for row in desk.register.search(desk.session, number)] == [key]


def test_both_versions_are_kept_and_the_journal_names_no_value(office: TestOffice) -> None:
    key = registered(office)
    correct(office, key, person(form(office, 2), name=NAME))
    (kept,) = case_of(office, key).corrections
    assert kept.kind is CorrectionKind.CORRECTED
    assert (kept.reason, kept.by_name) == (REASON, office.desks["aigul"].session.member.full_name)
    before, after = json.loads(kept.before), json.loads(kept.after)
    assert before["applicant"]["iin"] == invented_iin(1)
    assert after["applicant"]["iin"] == invented_iin(2)
    assert kept.before == json.dumps(before, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (entry,) = entries(office, "case.corrected")
    body = json.loads(entry.body)
    assert body["fields"] == ["iin", "name"]
    text = entry.body.decode()
    for value in (invented_iin(1), invented_iin(2), NAME.surname, REASON):
        assert value not in text


def test_only_who_registered_it_and_the_supervisor_correct(office: TestOffice) -> None:
    key = registered(office)
    for login in ("marat", "kense", "bas", "oryn"):
        with pytest.raises(ForbiddenError) as caught:
            correct(office, key, person(form(office), name=NAME), login)
        assert caught.value.code == "E-602"
    assert case_of(office, key).corrections == ()


def test_a_correction_wants_a_reason_and_a_difference(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    for after, reason, code in ((form(office, 2), "  ", "E-601"), (form(office), REASON, "E-603")):
        with pytest.raises(UserError) as caught:
            desk.corrections.correct(desk.session, key, after, reason)
        assert caught.value.code == code


def test_service_and_channel_are_not_corrected(office: TestOffice) -> None:
    key = registered(office)
    other = application(office.edition(CERTIFICATE.edition.id), Channel.PROVIDER, invented_iin(1))
    with pytest.raises(UserError) as caught:
        correct(office, key, other)
    assert caught.value.code == "E-604"


def test_what_could_not_have_been_registered_is_no_correction(office: TestOffice) -> None:
    key = registered(office)
    after = form(office)
    missing = replace(after.documents[0], state=DocumentState.MISSING, sheets=0)
    with pytest.raises(UserError) as caught:
        correct(office, key, replace(after, documents=(missing, *after.documents[1:])))
    assert caught.value.code == "E-111"
    with pytest.raises(UserError) as nameless:
        correct(office, key, person(after, name=PersonName("", "")))
    assert nameless.value.code == "E-113"


def test_of_two_who_correct_at_once_the_second_is_told(office: TestOffice) -> None:
    key, desk = registered(office), office.desks["aigul"]
    seen = case_of(office, key).version
    desk.corrections.correct(desk.session, key, form(office, 2), REASON, seen)
    with pytest.raises(UserError) as caught:
        desk.corrections.correct(desk.session, key, form(office, 3), REASON, seen)
    assert caught.value.code == "E-607"


@pytest.fixture
def drafted(office: TestOffice) -> UUID:
    """A certificate that waits for its signature."""
    key = register(office, CERTIFICATE)
    walk(office, CERTIFICATE, key, "sign")
    return key


def test_the_draft_is_taken_back_when_what_it_stands_on_is_corrected(office: TestOffice, drafted: UUID) -> None:
    before = case_of(office, drafted)
    done = correct(office, drafted, person(before.application, name=NAME), BOSS)
    assert done.draft_taken_back
    after = case_of(office, drafted)
    assert after.decision is None
    assert after.steps == before.steps[:-1]
    assert after.undone[-1].reason == REASON
    assert CERTIFICATE.rule.steps[len(after.steps)].kind is StepKind.DRAFT
    oryn = office.desks["oryn"]
    assert drafted in {row.key for row in oryn.register.my_work(oryn.session)}
    walk_on = CERTIFICATE.rule.steps[len(after.steps)]
    act(office, oryn, CERTIFICATE, walk_on, drafted)
    head = office.desks["bas"]
    signed = act(office, head, CERTIFICATE, CERTIFICATE.rule.step("sign"), drafted)
    assert signed.paper.content.rows[0].value.ru == NAME.full  # type: ignore[attr-defined]


def test_a_telephone_number_leaves_the_draft_alone(office: TestOffice, drafted: UUID) -> None:
    before = case_of(office, drafted)
    done = correct(office, drafted, person(before.application, phone="+77010000009"), BOSS)
    assert not done.draft_taken_back
    assert case_of(office, drafted).decision == before.decision


def test_after_the_signature_only_what_it_does_not_stand_on_is_corrected(office: TestOffice, drafted: UUID) -> None:
    act(office, office.desks["bas"], CERTIFICATE, CERTIFICATE.rule.step("sign"), drafted)
    before = case_of(office, drafted)
    with pytest.raises(ForbiddenError) as caught:
        correct(office, drafted, person(before.application, name=NAME), BOSS)
    assert caught.value.code == "E-606"
    correct(office, drafted, person(before.application, phone="+77010000009"), BOSS)
    head = office.desks["bas"]
    head.undoing.take_back(head.session, drafted, "Аты-жөні қате")
    assert correct(office, drafted, person(before.application, name=NAME), BOSS).draft_taken_back


def test_a_void_registration_keeps_its_number_and_does_nothing_more(office: TestOffice) -> None:
    key, desk, boss = registered(office), office.desks["aigul"], office.desks[BOSS]
    number = case_of(office, key).number
    with pytest.raises(ForbiddenError) as clerk:
        desk.corrections.void(desk.session, key, REASON)
    assert clerk.value.code == "E-610"
    boss.corrections.void(boss.session, key, REASON)
    found = case_of(office, key)
    assert (found.state, found.number) == (CaseState.VOID, number)
    assert found.corrections[-1].kind is CorrectionKind.VOIDED
    assert all(row.void is not None for row in papers(office, key, PaperKind.TALON))
    (row,) = desk.register.search(desk.session, number)
    assert row.state is CaseState.VOID
    assert all(key not in {row.key for row in one.register.my_work(one.session)} for one in office.desks.values())
    for attempt, code in (
        (lambda: desk.routing.send(desk.session, (key,), "бөлім", "courier", BOTH), "E-611"),
        (lambda: boss.corrections.correct(boss.session, key, form(office, 2), REASON), "E-605"),
        (lambda: boss.corrections.void(boss.session, key, REASON), "E-605"),
        (lambda: desk.undoing.take_back(desk.session, key, REASON), "E-461"),
    ):
        with pytest.raises(ForbiddenError) as caught:
            attempt()
        assert caught.value.code == code
    (entry,) = entries(office, "case.voided")
    assert json.loads(entry.body)["papers"] == [number]
    again = registered(office, 1)
    assert case_of(office, again).number != number


def test_a_case_with_a_signed_result_is_not_made_void(office: TestOffice, drafted: UUID) -> None:
    act(office, office.desks["bas"], CERTIFICATE, CERTIFICATE.rule.step("sign"), drafted)
    boss = office.desks[BOSS]
    with pytest.raises(ForbiddenError) as caught:
        boss.corrections.void(boss.session, drafted, REASON)
    assert caught.value.code == "E-606"


def refused(office: TestOffice) -> UUID:
    desk = office.desks["aigul"]
    code = form(office).documents[0].code
    made = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(1), missing=(code,))
    return desk.refusals.refuse(desk.session, command(made, office.clock), BOTH).refusal.key


def test_a_refusal_is_reissued_with_the_right_gaps(office: TestOffice) -> None:
    key, desk = refused(office), office.desks["aigul"]
    before = desk.register.refusal(desk.session, key).refusal
    second = before.application.documents[1]
    gone = replace(second, state=DocumentState.MISSING, sheets=0)
    documents = (before.application.documents[0], gone, *before.application.documents[2:])
    after = replace(person(before.application, name=NAME), documents=documents)
    office.clock.advance(minutes=1)
    with pytest.raises(ForbiddenError) as other:
        office.desks["marat"].refusal_corrections.reissue(office.desks["marat"].session, key, after, REASON)
    assert other.value.code == "E-602"
    done = desk.refusal_corrections.reissue(desk.session, key, after, REASON)
    card = desk.register.refusal(desk.session, key)
    assert set(card.refusal.gaps) == {documents[0].code, gone.code}
    assert card.refusal.corrections[-1].fields == (CorrectedField.NAME, CorrectedField.DOCUMENTS)
    assert [row.void is None for row in card.papers] == [False, True]
    assert done.paper.number == f"{before.number}/2"
    assert isinstance(done.paper.content, RefusalContent)
    assert len(done.paper.content.gaps) == 2
    assert done.paper.content.rows[-1].value.kk == f"№ {before.number} орнына"
    assert [row.key for row in desk.register.search(desk.session, NAME.surname)] == [key]
    complete = replace(after, documents=form(office).documents)
    with pytest.raises(UserError) as caught:
        desk.refusal_corrections.reissue(desk.session, key, complete, REASON)
    assert caught.value.code == "E-612"


def test_of_two_who_reissue_at_once_the_second_is_told(office: TestOffice) -> None:
    """The second has the old name in the form: it would be put back without a word."""
    key, desk, boss = refused(office), office.desks["aigul"], office.desks[BOSS]
    seen = desk.register.refusal(desk.session, key).refusal.application
    desk.refusal_corrections.reissue(desk.session, key, person(seen, name=NAME), REASON, seen)
    with pytest.raises(UserError) as caught:
        boss.refusal_corrections.reissue(boss.session, key, person(seen, phone="+7 701 000 00 00"), REASON, seen)
    assert caught.value.code == "E-615"
    now = desk.register.refusal(desk.session, key).refusal.application
    assert now.applicant.name == NAME
    boss.refusal_corrections.reissue(boss.session, key, person(now, phone="+7 701 000 00 00"), REASON, now)


def test_a_void_refusal_is_followed_by_nothing(office: TestOffice) -> None:
    key, desk, boss = refused(office), office.desks["aigul"], office.desks[BOSS]
    assert [one.key for one in desk.intake.recall(desk.session, invented_iin(1)).refusals] == [key]
    with pytest.raises(ForbiddenError) as clerk:
        desk.refusal_corrections.void(desk.session, key, REASON)
    assert clerk.value.code == "E-610"
    boss.refusal_corrections.void(boss.session, key, REASON)
    assert desk.intake.recall(desk.session, invented_iin(1)).refusals == ()
    card = desk.register.refusal(desk.session, key)
    assert card.refusal.voided_at is not None
    assert all(row.void is not None for row in card.papers)
    (row,) = desk.register.search(desk.session, card.refusal.number)
    assert row.state is CaseState.VOID
    with pytest.raises(ForbiddenError) as caught:
        boss.refusal_corrections.void(boss.session, key, REASON)
    assert caught.value.code == "E-605"


def test_voiding_a_registration_frees_the_refusal_it_followed(office: TestOffice) -> None:
    refusal, desk, boss = refused(office), office.desks["aigul"], office.desks[BOSS]
    made = replace(command(form(office), office.clock), after_refusal=refusal)
    key = desk.registrations.register(desk.session, made, BOTH).case.key
    assert desk.intake.recall(desk.session, invented_iin(1)).refusals == ()
    boss.corrections.void(boss.session, key, REASON)
    assert [one.key for one in desk.intake.recall(desk.session, invented_iin(1)).refusals] == [refusal]
