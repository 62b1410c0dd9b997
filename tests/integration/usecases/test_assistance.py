"""Targeted social assistance at the centre, whole, on both engines. Decree No. 71, annex 1, par. 7."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import HandOverListContent, PaperKind, ResultContent
from desk_app.domain.regulation import Channel
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.decision import Letter
from desk_app.usecases.issuing import Receiver
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin

LANGUAGE = PaperLanguage.BOTH
DAY, HEAD = date(2019, 9, 16), "Ахметов А. Б."
DESTINATION = "Қостанай қаласы әкімдігінің жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"


def _registered(office: TestOffice, serial: int) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), LANGUAGE).case.key


def _letter(office: TestOffice, outcome: Outcome) -> Letter:
    if outcome is Outcome.GRANTED:
        return Letter(outcome, "145", DAY, "28471", date(2019, 9, 1), date(2019, 9, 30), signed_by=HEAD)
    return Letter(outcome, "146", DAY, ground=office.edition(ASSISTANCE).result.grounds[0][0], signed_by=HEAD)


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REFUSED])
def test_assistance_goes_from_the_desk_to_the_notification(office: TestOffice, outcome: Outcome) -> None:
    desk = office.desks["aigul"]
    keys = (_registered(office, 51), _registered(office, 52))
    assert {row.key for row in desk.routing.to_send(desk.session)} == set(keys)
    paper = desk.routing.send(desk.session, keys, DESTINATION, "courier", LANGUAGE)
    content = paper.content
    assert isinstance(content, HandOverListContent) and len(content.lines) == 2
    assert desk.routing.to_send(desk.session) == ()
    done = desk.decisions.enter_result(desk.session, keys[0], _letter(office, outcome), LANGUAGE)
    assert done.paper is not None and done.paper.kind is PaperKind.NOTIFICATION
    body = done.paper.content
    assert isinstance(body, ResultContent)
    facts = {row.label.ru: row.value.kk for row in body.rows}
    assert facts["Решение принял(а)" if outcome is Outcome.GRANTED else "Отказал(а)"] == HEAD
    assert [line.title.ru for line in body.signatures] == ["Ответственное лицо"]
    text = " ".join(part.kk for part in body.body)
    if outcome is Outcome.REFUSED:
        assert office.edition(ASSISTANCE).result.grounds[0][1].kk in text
    assert desk.register.card(desk.session, keys[0]).case.state is CaseState.READY
    desk.issuing.hand_over(desk.session, keys[0], Receiver("Әбдірахманов Н. Е.", True))
    assert desk.register.card(desk.session, keys[0]).case.state is CaseState.DONE


def test_package_is_sent_once(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    key = _registered(office, 53)
    desk.routing.send(desk.session, (key,), DESTINATION, "by_hand", LANGUAGE)
    with pytest.raises(ForbiddenError, match="E-360"):
        desk.routing.send(desk.session, (key,), DESTINATION, "by_hand", LANGUAGE)


def test_result_without_number_ground_or_sum_is_not_entered(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    key = _registered(office, 54)
    desk.routing.send(desk.session, (key,), DESTINATION, "post", LANGUAGE)
    for letter, code in (
        (Letter(Outcome.GRANTED, "", date(2019, 9, 20), "1", date(2019, 9, 1)), "E-368"),
        (Letter(Outcome.REFUSED, "1", date(2019, 9, 20)), "E-368"),
        (Letter(Outcome.GRANTED, "1", date(2019, 9, 20)), "E-369"),
    ):
        with pytest.raises(UserError, match=code):
            desk.decisions.enter_result(desk.session, key, letter, LANGUAGE)


def test_granted_assistance_is_evidence_for_the_certificate(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    key = _registered(office, 55)
    desk.routing.send(desk.session, (key,), DESTINATION, "post", LANGUAGE)
    desk.decisions.enter_result(desk.session, key, _letter(office, Outcome.GRANTED), LANGUAGE)
    found = desk.decisions.evidence(desk.session, key)
    assert [trace.origin for trace in found] == ["case"] and found[0].period_from == "2019-09-01"


def test_refused_assistance_is_no_evidence(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    key = _registered(office, 56)
    desk.routing.send(desk.session, (key,), DESTINATION, "post", LANGUAGE)
    desk.decisions.enter_result(desk.session, key, _letter(office, Outcome.REFUSED), LANGUAGE)
    assert desk.decisions.evidence(desk.session, key) == ()


def test_supervisor_sees_the_day_and_every_number_opens_its_cases(office: TestOffice) -> None:
    clerk, boss = office.desks["aigul"], office.desks["basqaru"]
    keys = {_registered(office, serial) for serial in (57, 58)}
    edition = office.edition(ASSISTANCE)
    refused = application(edition, Channel.CENTRE, invented_iin(59), missing=(edition.documents[0].code,))
    clerk.refusals.refuse(clerk.session, command(refused, office.clock), LANGUAGE)
    office.clock.advance(days=30)
    boss_day = boss.day.today(boss.session)
    assert boss.day.counts(boss.session, boss_day).figures["registered"] == 0
    first_day = date(2019, 9, 16)
    counts = boss.day.counts(boss.session, first_day)
    assert counts.figures["registered"] == 2 and counts.figures["refused"] == 1 and counts.figures["late"] == 2
    from desk_app.usecases.ports import DayFigure

    for figure in DayFigure:
        assert len(boss.day.rows(boss.session, first_day, figure)) == counts.figures[figure]
    assert {row.key for row in boss.day.rows(boss.session, first_day, DayFigure.LATE)} == keys
    assert [(line.name, line.registered, line.refused) for line in counts.clerks if line.registered] == [
        ("Сейітова Айгүл Маратқызы", 2, 1)
    ]
    with pytest.raises(ForbiddenError):
        clerk.day.counts(clerk.session, first_day)
