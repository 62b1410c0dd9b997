"""The certificate at a provider's desk, whole, on both engines. Decree No. 71, annex 2, par. 5."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind, ResultContent
from desk_app.domain.regulation import Channel
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.issuing import Receiver
from desk_app.usecases.office import NewMember
from tests.support.office import CERTIFICATE, PASSWORD, POSITION, TestOffice, application, command, invented_iin

LANGUAGE = PaperLanguage.BOTH


def _registered(office: TestOffice, iin: str) -> UUID:
    desk = office.desks["kense"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, iin)
    return desk.registrations.register(desk.session, command(form, office.clock), LANGUAGE).case.key


def _resolved(office: TestOffice, iin: str) -> UUID:
    key = _registered(office, iin)
    head, executor = office.desks["bas"], office.desks["oryn"].session.member.key
    done = head.routing.resolve(head.session, key, executor, "Дайындаңыз", LANGUAGE)
    assert done.paper is not None and done.paper.kind is PaperKind.RESOLUTION
    return key


def _list_with(office: TestOffice, iin: str) -> None:
    text = f"ЖСН;Аты-жөні;Отбасы;Басталуы;Аяқталуы\n{iin};Әбдірахманов Нұрлан;7;01.07.2019;30.09.2019\n123;Х;;;\n"
    desk = office.desks["basqaru"]
    report = desk.recipients.read(desk.session, "alushylar.csv", text.encode("cp1251", errors="ignore"))
    assert [skipped.line for skipped in report.skipped] == [3]
    assert desk.recipients.import_list(desk.session, report) == 1


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REFUSED])
def test_certificate_goes_from_the_desk_to_the_hand(office: TestOffice, outcome: Outcome, tmp_path: Path) -> None:
    iin = invented_iin(31)
    if outcome is Outcome.GRANTED:
        _list_with(office, iin)
    key = _resolved(office, iin)
    executor, head, chancellery = office.desks["oryn"], office.desks["bas"], office.desks["kense"]
    evidence = executor.decisions.evidence(executor.session, key)
    assert bool(evidence) is (outcome is Outcome.GRANTED)
    executor.decisions.draft(executor.session, key, outcome, evidence)
    draft = head.decisions.preview(head.session, key, LANGUAGE)
    assert isinstance(draft.content, ResultContent) and draft.content.draft and not draft.number
    signed = head.decisions.sign(head.session, key, PASSWORD, LANGUAGE)
    assert signed.paper is not None and signed.paper.kind is PaperKind.CERTIFICATE and signed.paper.number
    assert signed.paper.title == (
        office.edition(CERTIFICATE).result.granted
        if outcome is Outcome.GRANTED
        else office.edition(CERTIFICATE).result.refused
    )
    chancellery.printing.save(chancellery.session, signed.paper.key, tmp_path / "paper.pdf")
    chancellery.issuing.hand_over(chancellery.session, key, Receiver("Әбдірахманов Н. Е.", True))
    card = chancellery.register.card(chancellery.session, key)
    assert card.case.state is CaseState.DONE and card.waiting.step is None
    assert all(line.record is not None for line in card.route)


def test_certificate_of_belonging_needs_evidence(office: TestOffice) -> None:
    key = _resolved(office, invented_iin(32))
    executor = office.desks["oryn"]
    with pytest.raises(UserError, match="E-365"):
        executor.decisions.draft(executor.session, key, Outcome.GRANTED, ())


def test_executor_cannot_sign(office: TestOffice) -> None:
    key = _resolved(office, invented_iin(33))
    executor = office.desks["oryn"]
    executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())
    with pytest.raises(ForbiddenError, match="E-361"):
        executor.decisions.sign(executor.session, key, PASSWORD, LANGUAGE)


def test_signer_did_not_draft_even_with_both_roles(office: TestOffice) -> None:
    boss = office.desks["basqaru"]
    from desk_app.domain.staff import Role

    both = NewMember("ekeui", "Ким", "Виктория", "", POSITION, (Role.HEAD, Role.EXECUTOR), PASSWORD)
    boss.office.add_member(boss.session, both)
    desk = office.entrance.sign_in("ekeui", PASSWORD)
    key = _registered(office, invented_iin(34))
    desk.routing.resolve(desk.session, key, desk.session.member.key, "Өзім", LANGUAGE)
    desk.decisions.draft(desk.session, key, Outcome.REFUSED, ())
    with pytest.raises(ForbiddenError, match="E-367"):
        desk.decisions.sign(desk.session, key, PASSWORD, LANGUAGE)


def test_signing_asks_the_password_again(office: TestOffice) -> None:
    key = _resolved(office, invented_iin(35))
    executor, head = office.desks["oryn"], office.desks["bas"]
    executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())
    with pytest.raises(UserError, match="E-401"):
        head.decisions.sign(head.session, key, "basqa qupiasoz", LANGUAGE)


def test_steps_cannot_be_skipped_or_repeated(office: TestOffice) -> None:
    key = _registered(office, invented_iin(36))
    executor, head, chancellery = office.desks["oryn"], office.desks["bas"], office.desks["kense"]
    with pytest.raises(ForbiddenError, match="E-360"):
        executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())
    with pytest.raises(UserError):
        head.decisions.sign(head.session, key, PASSWORD, LANGUAGE)
    with pytest.raises(ForbiddenError, match="E-360"):
        chancellery.issuing.hand_over(chancellery.session, key, Receiver("Х", True))
    head.routing.resolve(head.session, key, executor.session.member.key, "", LANGUAGE)
    with pytest.raises(ForbiddenError, match="E-360"):
        head.routing.resolve(head.session, key, executor.session.member.key, "", LANGUAGE)


def test_paper_is_not_handed_over_without_identity(office: TestOffice) -> None:
    key = _registered(office, invented_iin(37))
    desk = office.desks["kense"]
    with pytest.raises(UserError, match="E-370"):
        desk.issuing.hand_over(desk.session, key, Receiver("Х", False))


def test_case_stands_in_the_work_list_of_the_person_named(office: TestOffice) -> None:
    key = _resolved(office, invented_iin(38))
    executor, head = office.desks["oryn"], office.desks["bas"]
    assert [row.key for row in executor.register.my_work(executor.session)] == [key]
    assert head.register.my_work(head.session) == ()
