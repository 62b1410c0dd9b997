"""Conditions of documents through the use cases, on both engines: members, minors, the akim, the leaflet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.application import Application, HouseholdMember, PersonName, PresentedDocument, Representative
from desk_app.domain.application import DocumentState as State
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import ApplicationContent, LeafletContent, PaperKind, RefusalContent
from desk_app.domain.regulation import Channel, MemberTrait, Trait
from desk_app.domain.staff import OfficeKind
from desk_app.errors import UserError
from desk_app.storage.codec import application_of, application_text
from desk_app.usecases.intake import MINOR_ALONE
from tests.support.office import ASSISTANCE, HOUSEHOLD, TestOffice, application, command, invented_iin, open_office

STUDENT = HouseholdMember("Ысқақ Айбек", "ұлы", traits=frozenset({MemberTrait.STUDENT, MemberTrait.DISABLED}))
LINE = "study_certificate.ыскак-айбек"


def _with_student(office: TestOffice, state: State) -> Application:
    made = application(office.edition(ASSISTANCE), Channel.CENTRE)
    return replace(
        made, household=(*HOUSEHOLD, STUDENT), documents=(*made.documents, PresentedDocument(LINE, state, 1))
    )


def test_a_members_document_is_checked_refused_and_read_back(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    form = _with_student(office, State.MISSING)
    issued = desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.BOTH)
    assert issued.refusal.gaps == (LINE,)
    content = desk.printing.paper(issued.paper.key).content
    assert isinstance(content, RefusalContent)
    assert content.gaps[0].title.kk.endswith(": Ысқақ Айбек")
    recalled = desk.intake.recall(desk.session, form.applicant.iin)
    assert recalled.application is not None and recalled.application.household[1].traits == STUDENT.traits
    assert recalled.refusals[0].gaps == (LINE,)


def test_a_members_document_left_out_keeps_the_application_open(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    form = replace(
        _with_student(office, State.SEEN), documents=application(office.edition(ASSISTANCE), Channel.CENTRE).documents
    )
    with pytest.raises(UserError, match="E-111"):
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def test_a_members_document_stands_on_the_sheet_with_its_name(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    done = desk.registrations.register(
        desk.session, command(_with_student(office, State.SEEN), office.clock), PaperLanguage.KK
    )
    content = desk.printing.paper(done.paper.key).content
    assert isinstance(content, ApplicationContent)
    assert [line.sheets for line in content.documents if line.title.kk.endswith(": Ысқақ Айбек")] == [1]


def test_the_text_of_an_application_is_the_same_whatever_order_its_sets_have(office: TestOffice) -> None:
    form = _with_student(office, State.SEEN)
    orders = [
        frozenset(order)
        for order in (
            (MemberTrait.STUDENT, MemberTrait.DISABLED, MemberTrait.WORKS_UNDER_16, MemberTrait.WORKING_AGE_JOBLESS),
            (MemberTrait.WORKING_AGE_JOBLESS, MemberTrait.WORKS_UNDER_16, MemberTrait.DISABLED, MemberTrait.STUDENT),
        )
    ]
    texts = {application_text(replace(form, household=(replace(STUDENT, traits=order),))) for order in orders}
    (text,) = texts
    assert '"traits":["disabled","student","working_age_jobless","works_under_16"]' in text
    assert application_text(application_of(text)) == text


def _minor(office: TestOffice) -> Application:
    """Born fifteen years before the clock of the office."""
    born = date(2004, 6, 1)
    made = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(41, born))
    asked = [rule.code for rule in office.edition(ASSISTANCE).documents if Trait.MINOR in rule.applies_to]
    extra = (PresentedDocument(code, State.SEEN, 1) for code in asked)
    return replace(made, applicant=replace(made.applicant, birth_date=born), documents=(*made.documents, *extra))


def test_a_minor_alone_is_not_registered(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    verdict = desk.intake.check(desk.session, _minor(office))
    assert verdict.blockers == (MINOR_ALONE,)
    with pytest.raises(UserError, match="E-113"):
        desk.registrations.register(desk.session, command(_minor(office), office.clock), PaperLanguage.KK)


def test_a_minor_with_a_parent_is_registered_and_the_trait_is_recorded(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    parent = Representative(PersonName("Ысқақ", "Серік"), is_legal=True)
    form = replace(_minor(office), representative=parent)
    done = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    assert done.case.application.traits == {Trait.MINOR}


def test_a_representative_by_power_of_attorney_is_not_enough_for_a_minor(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    agent = Representative(PersonName("Ысқақ", "Серік"), power_number="7", valid_until=date(2029, 1, 1))
    verdict = desk.intake.check(desk.session, replace(_minor(office), representative=agent))
    assert MINOR_ALONE in verdict.blockers


@pytest.mark.parametrize(
    ("kinds", "channels"),
    [
        ((OfficeKind.CENTRE, OfficeKind.AKIM), {Channel.CENTRE}),
        ((OfficeKind.AKIM,), {Channel.AKIM}),
        ((OfficeKind.CENTRE,), {Channel.CENTRE}),
    ],
)
def test_an_office_that_is_both_does_not_offer_the_akims_channel(
    tmp_path: Path, kinds: tuple[OfficeKind, ...], channels: set[Channel]
) -> None:
    """Decree No. 71, annex 1, par. 1(2)."""
    office = open_office(tmp_path, kinds=kinds)
    try:
        desk = office.desks["aigul"]
        offers = desk.intake.offers(desk.session)
        assert {offer.channel for offer in offers if offer.edition.service == "tsa_assignment"} == channels
    finally:
        office.close()


def test_a_leaflet_is_recorded_journaled_and_owed_to_nobody(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    first, second = (
        desk.leaflets.make(
            desk.session, ASSISTANCE, Channel.CENTRE, frozenset(), frozenset({MemberTrait.STUDENT}), PaperLanguage.BOTH
        )
        for _visitor in range(2)
    )
    assert first.key != second.key
    paper = desk.printing.paper(first.key)
    assert paper.kind is PaperKind.LEAFLET and paper.number == "" and paper.journal_seq > 0
    assert isinstance(paper.content, LeafletContent) and paper.content == first.content
    assert desk.printing.pdf(desk.session, first.key).startswith(b"%PDF")
    assert desk.printing.unprinted(desk.session) == ()


def test_a_leaflet_of_a_channel_the_service_does_not_have_is_not_made(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    with pytest.raises(UserError):
        desk.leaflets.make(desk.session, ASSISTANCE, Channel.PORTAL, frozenset(), frozenset(), PaperLanguage.KK)
