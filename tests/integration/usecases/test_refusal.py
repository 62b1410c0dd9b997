"""Refusal to accept, on both engines. Decree No. 71, annex 1 par. 7(1), annex 2 par. 5-6, 10(1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import RefusalContent
from desk_app.domain.regulation import Channel, Ground
from desk_app.errors import UserError
from tests.support.office import ASSISTANCE, CERTIFICATE, TestOffice, application, asked, command, invented_iin


def _refuse(office: TestOffice, login: str, edition: str, channel: Channel, **gaps: tuple[str, ...]) -> RefusalContent:
    desk = office.desks[login]
    form = application(office.edition(edition), channel, **gaps)  # type: ignore[arg-type]  # only tuples of codes here
    issued = desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.BOTH)
    content = desk.printing.paper(issued.paper.key).content
    assert isinstance(content, RefusalContent)
    return content


def test_receipt_names_every_gap_with_what_to_bring_and_where(office: TestOffice) -> None:
    codes = tuple(rule.code for rule in asked(office.edition(ASSISTANCE), Channel.CENTRE))
    expiring = next(rule.code for rule in office.edition(ASSISTANCE).documents if rule.expires and not rule.applies_to)
    missing = tuple(code for code in codes if code != expiring)[:2]
    content = _refuse(office, "aigul", ASSISTANCE, Channel.CENTRE, missing=missing, expired=(expiring,))
    assert len(content.gaps) == 3
    assert all(
        gap.bring.kk and gap.bring.ru and gap.where.kk and gap.where.ru and gap.clause.kk for gap in content.gaps
    )
    assert content.incomplete_applies and content.expired_applies


def test_no_sub_clause_is_invented_for_the_documents_of_assistance(office: TestOffice) -> None:
    codes = tuple(rule.code for rule in asked(office.edition(ASSISTANCE), Channel.CENTRE))
    content = _refuse(office, "aigul", ASSISTANCE, Channel.CENTRE, missing=codes)
    for gap in content.gaps:
        assert "9-тарма" in gap.clause.kk and ")" not in gap.clause.kk.replace("(", "")
        assert "9" in gap.clause.ru


def test_title_is_the_one_of_service_and_channel(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    assistance = desk.law.rule(ASSISTANCE, Channel.CENTRE).refusal
    certificate = desk.law.rule(CERTIFICATE, Channel.CENTRE).refusal
    assert assistance is not None and certificate is not None
    assert assistance.title.kk.lower() == "тағайындауға өтініш қабылдаудан бас тарту туралы қолхат"
    assert certificate.title.kk.lower() == "құжаттар топтамасын қабылдаудан бас тарту туралы қолхат"


def test_certificate_at_the_centre_is_never_refused_for_expiry(office: TestOffice) -> None:
    edition = office.edition(CERTIFICATE)
    expiring = next(rule.code for rule in asked(edition, Channel.CENTRE) if rule.expires)
    desk = office.desks["aigul"]
    at_centre = desk.intake.check(desk.session, application(edition, Channel.CENTRE, expired=(expiring,)))
    assert not at_centre.may_refuse and [rule.code for rule in at_centre.report.tolerated] == [expiring]


def test_certificate_at_the_provider_is_refused_for_expiry_too(office: TestOffice) -> None:
    edition = office.edition(CERTIFICATE)
    expiring = next(rule.code for rule in asked(edition, Channel.CENTRE) if rule.expires)
    desk = office.desks["kense"]
    verdict = desk.intake.check(desk.session, application(edition, Channel.PROVIDER, expired=(expiring,)))
    assert verdict.may_refuse and verdict.report.grounds == (Ground.EXPIRED,)


def test_receipt_waits_until_every_line_is_decided(office: TestOffice) -> None:
    codes = tuple(rule.code for rule in asked(office.edition(ASSISTANCE), Channel.CENTRE))
    with pytest.raises(UserError, match="E-120"):
        _refuse(office, "aigul", ASSISTANCE, Channel.CENTRE, missing=codes[:1], undecided=codes[1:2])


def test_refusals_are_numbered_in_their_own_series(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    numbers = []
    for serial in range(3):
        form = application(edition, Channel.CENTRE, invented_iin(100 + serial), missing=(edition.documents[0].code,))
        issued = desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.KK)
        numbers.append(issued.refusal.number)
    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]
    assert all("Қ" in number and "2019" in number for number in numbers)


def test_same_token_gives_the_same_receipt(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    order = command(application(edition, Channel.CENTRE, missing=(edition.documents[0].code,)), office.clock)
    first = desk.refusals.refuse(desk.session, order, PaperLanguage.KK)
    second = desk.refusals.refuse(desk.session, order, PaperLanguage.KK)
    assert (first.refusal.key, first.paper.key) == (second.refusal.key, second.paper.key)


def test_second_visit_knows_what_was_missing_until_it_is_registered(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    iin = invented_iin(7)
    missing = (edition.documents[0].code,)
    first = desk.refusals.refuse(
        desk.session,
        command(application(edition, Channel.CENTRE, iin, missing=missing), office.clock),
        PaperLanguage.KK,
    )
    office.clock.advance(days=2)
    recall = desk.intake.recall(desk.session, iin)
    assert [refusal.gaps for refusal in recall.refusals] == [missing]
    order = command(application(edition, Channel.CENTRE, iin), office.clock)
    order = replace(order, after_refusal=first.refusal.key)
    desk.registrations.register(desk.session, order, PaperLanguage.KK)
    assert desk.intake.recall(desk.session, iin).refusals == ()


def test_document_is_valid_on_its_last_day(office: TestOffice) -> None:
    edition = office.edition(ASSISTANCE)
    desk = office.desks["aigul"]
    expiring = next(rule.code for rule in asked(edition, Channel.CENTRE) if rule.expires)
    form = application(edition, Channel.CENTRE)
    for day, gaps in ((date(2019, 9, 16), 0), (date(2019, 9, 15), 1)):
        documents = tuple(
            replace(found, valid_until=day) if found.code == expiring else found for found in form.documents
        )
        verdict = desk.intake.check(desk.session, replace(form, documents=documents))
        assert len(verdict.report.gaps) == gaps
