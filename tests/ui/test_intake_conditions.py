"""Conditions of documents at the desk, by keys: traits, members of the household, what may not be demanded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.application import HouseholdMember
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import LeafletContent, PaperKind
from desk_app.domain.regulation import Channel, MemberTrait, Trait
from desk_app.domain.staff import OfficeKind
from tests.support.clock import StandingClock
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from tests.ui.intake_driver import Clerk
from ui.intake.member_traits import MemberTable
from ui.language import switch
from ui.papers import PaperDialog
from ui.theme import apply_theme

KEY = Qt.Key
Arrive = Callable[..., Clerk]
IN_2026 = datetime(2026, 11, 10, 5, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path)
    yield found
    found.close()


@pytest.fixture(params=[Language.KK, Language.RU], ids=["kk", "ru"])
def screen(request: pytest.FixtureRequest, qapp: object) -> Language:
    apply_theme(qapp)  # type: ignore[arg-type]  # a QApplication
    switch(request.param)
    return request.param  # type: ignore[no-any-return]  # a Language


@pytest.fixture
def arrive(qtbot: QtBot, screen: Language, office: TestOffice) -> Iterator[Arrive]:
    clerks: list[Clerk] = []

    def come(login: str = "aigul") -> Clerk:
        clerks.append(Clerk(office, office.desks[login]))
        return clerks[-1]

    yield come
    for clerk in clerks:
        clerk.close()


def codes(clerk: Clerk) -> list[str]:
    model = clerk.page.desk_form.documents.model
    return [model.rule(row).code for row in range(model.rowCount())]


def unfold(clerk: Clerk) -> None:
    button = clerk.find("intake.more")
    button.setFocus()
    clerk.press(KEY.Key_Space)


def family(clerk: Clerk) -> MemberTable:
    table = clerk.find("intake.household")
    assert isinstance(table, MemberTable)
    return table


def type_cell(clerk: Clerk, row: int, column: int, text: str) -> None:
    """As a person does: a key begins the text, Enter ends it."""
    table = family(clerk)
    table.setFocus()
    table.setCurrentCell(row, column)
    QTest.keyClicks(table, "a")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    QTest.keyClick(editor, KEY.Key_Return)
    clerk.settle(1)


def mark(clerk: Clerk, row: int, digit: int) -> None:
    table = family(clerk)
    table.setFocus()
    table.setCurrentCell(row, 5)
    clerk.type(str(digit))


def test_a_trait_brings_its_line_and_takes_it_away(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(31))
    before = codes(clerk)
    clerk.press(KEY.Key_F4)
    clerk.press(KEY.Key_Space)
    assert clerk.states()[0] == "seen"
    unfold(clerk)
    box = clerk.find("intake.trait_foreigner")
    box.setFocus()
    clerk.press(KEY.Key_Space)
    assert set(codes(clerk)) - set(before) == {"residence_permit"}
    assert clerk.states()[0] == "seen"
    box.setFocus()
    clerk.press(KEY.Key_Space)
    assert codes(clerk) == before and clerk.states()[0] == "seen"


def test_only_traits_of_the_service_are_asked_about(arrive: Arrive) -> None:
    clerk = arrive()
    unfold(clerk)
    for trait in (Trait.FOREIGNER, Trait.STATELESS, Trait.REFUGEE, Trait.RETURNEE):
        assert clerk.find(f"intake.trait_{trait.value}").isVisible()
    assert not clerk.find(f"intake.trait_{Trait.WORKING_AGE_JOBLESS.value}").isVisible()
    assert not family(clerk).isColumnHidden(5)
    services = [offer.edition.service for offer in clerk.page.desk_form.service.offers]
    clerk.find("intake.service").setFocus()
    certificate = services.index("tsa_certificate")
    clerk.page.desk_form.service.list.setCurrentIndex(certificate)
    clerk.page.desk_form.service.list.activated.emit(certificate)
    clerk.settle()
    assert not clerk.find(f"intake.trait_{Trait.RETURNEE.value}").isHidden()
    assert family(clerk).isColumnHidden(5)


def test_a_returnee_bears_the_word_of_the_edition(arrive: Arrive, screen: Language) -> None:
    clerk = arrive()
    box = clerk.find("intake.trait_returnee")
    assert isinstance(box, QCheckBox)
    assert box.text() == "Оралман"
    offer = clerk.page.desk_form.service.offer
    assert offer is not None
    later = replace(
        offer.edition,
        documents=tuple(
            replace(rule, title=replace(rule.title, kk="Қандас куәлігі")) if Trait.RETURNEE in rule.applies_to else rule
            for rule in offer.edition.documents
        ),
    )
    clerk.page.desk_form.visitor.more.ask_about(replace(offer, edition=later))
    assert box.text() == ("Қандас (оралман)" if screen is Language.KK else "Кандас (оралман)")


def test_marks_of_members_bring_lines_that_name_them(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(32))
    before = codes(clerk)
    unfold(clerk)
    type_cell(clerk, 0, 0, "Ысқақ Айбек")
    type_cell(clerk, 1, 0, "Ысқақ Дана")
    assert codes(clerk) == before
    mark(clerk, 0, 2)
    mark(clerk, 1, 2)
    mark(clerk, 1, 3)
    assert set(codes(clerk)) - set(before) == {
        "study_certificate.ыскак-айбек",
        "study_certificate.ыскак-дана",
        "job_seeker.ыскак-дана",
    }
    mark(clerk, 1, 3)
    assert "job_seeker.ыскак-дана" not in codes(clerk)
    members = clerk.page.desk_form.form().household
    assert members[0].traits == members[1].traits == {MemberTrait.STUDENT}


def test_the_choice_opens_by_space_and_its_items_bear_digits(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(33))
    unfold(clerk)
    type_cell(clerk, 0, 0, "Ысқақ Айбек")
    family(clerk).setCurrentCell(0, 5)
    clerk.press(KEY.Key_Space)
    menu = clerk.page.desk_form.visitor.more.household.marks.menu
    assert menu.isVisible() and len(menu.actions()) == 3
    QTest.keyClick(menu, KEY.Key_2)
    clerk.settle(1)
    assert clerk.page.desk_form.form().household[0].traits == {MemberTrait.STUDENT}


def test_a_decision_follows_the_person_over_lines_and_iin(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(34))
    unfold(clerk)
    type_cell(clerk, 0, 0, "Ысқақ Айбек")
    mark(clerk, 0, 2)
    clerk.press(KEY.Key_F4)
    row = codes(clerk).index("study_certificate.ыскак-айбек")
    clerk.page.desk_form.documents.view.go_to(row)
    clerk.press(KEY.Key_Space)
    table = clerk.page.desk_form.visitor.more.household
    son = HouseholdMember("Ахмет Бақыт", traits=frozenset({MemberTrait.STUDENT}))
    table.show_members((son, *table.members()))
    clerk.page.desk_form.touch()
    states = dict(zip(codes(clerk), clerk.states(), strict=True))
    assert states["study_certificate.ахмет-бакыт"] == "undecided"
    assert states["study_certificate.ыскак-айбек"] == "seen"
    type_cell(clerk, 1, 2, invented_iin(1234, date(1999, 2, 1)))
    states = dict(zip(codes(clerk), clerk.states(), strict=True))
    assert states[f"study_certificate.{invented_iin(1234, date(1999, 2, 1))}"] == "seen"
    assert "study_certificate.ыскак-айбек" not in states
    assert table.members()[1].birth_date == date(1999, 2, 1)


def test_a_minor_is_told_and_needs_a_parent(arrive: Arrive, office: TestOffice) -> None:
    clerk = arrive()
    clerk.type(invented_iin(35, date(2004, 6, 1)))
    assert "birth_certificate" in codes(clerk)
    links = [button.accessibleName() for button in clerk.page.findChildren(QPushButton, "intake.blocker")]
    assert any("ата-анасын" in words or "родителя" in words for words in links)
    link = next(
        button
        for button in clerk.page.findChildren(QPushButton, "intake.blocker")
        if "ата-анасын" in button.accessibleName() or "родителя" in button.accessibleName()
    )
    link.setFocus()
    clerk.press(KEY.Key_Space)
    assert clerk.focus == "intake.representative_surname"
    clerk.type("Ысқақ")
    clerk.settle()
    links = [button.accessibleName() for button in clerk.page.findChildren(QPushButton, "intake.blocker")]
    assert not any("ата-анасын" in words or "родителя" in words for words in links)
    assert "power_of_attorney" not in codes(clerk)


def test_an_earlier_case_brings_traits_and_marks_back(office: TestOffice, arrive: Arrive) -> None:
    desk = office.desks["aigul"]
    iin = invented_iin(36)
    made = application(office.edition(ASSISTANCE), Channel.CENTRE, iin)
    student = HouseholdMember("Ысқақ Айбек", traits=frozenset({MemberTrait.STUDENT}))
    documents = (*made.documents, replace(made.documents[0], code="study_certificate.ыскак-айбек"))
    documents = (*documents, replace(made.documents[0], code="refugee_certificate", valid_until=date(2029, 1, 1)))
    made = replace(made, household=(*made.household, student), traits=frozenset({Trait.REFUGEE}), documents=documents)
    desk.registrations.register(desk.session, command(made, office.clock), PaperLanguage.KK)
    clerk = arrive()
    clerk.type(iin)
    clerk.settle()
    form = clerk.page.desk_form.form()
    assert Trait.REFUGEE in form.person.traits
    assert form.household[1].traits == {MemberTrait.STUDENT}
    assert {"refugee_certificate", "study_certificate.ыскак-айбек"} <= set(codes(clerk))


def test_the_facts_of_the_service_stand_in_one_line(arrive: Arrive, screen: Language) -> None:
    clerk = arrive()
    line = clerk.find("intake.service_facts")
    assert isinstance(line, QLabel)
    kk = screen is Language.KK
    assert line.text().startswith("⚠ ")
    for words in (
        ("Тегін", "7 жұмыс күні", "күту 30, қызмет 30 мин")
        if kk
        else (
            "Бесплатно",
            "7 рабочих дней",
            "ожидание 30, обслуживание 30 мин",
        )
    ):
        assert words in line.text()
    assert ("алдын ала жазылу" if kk else "без предварительной записи") in line.text()
    assert ("Жеке тұлғалар" if kk else "Физические лица") in line.toolTip()
    assert ("ресми мәтін" if kk else "официальным текстом") in line.toolTip()


def test_a_leaflet_is_made_by_the_button(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(37))
    clerk.find("intake.leaflet").setFocus()
    clerk.press(KEY.Key_Space)
    clerk.settle(5)
    dialog = clerk.page.findChild(PaperDialog)
    assert dialog is not None and dialog.isVisible()
    key = dialog.panel.job.key
    assert key is not None
    paper = clerk.desk.printing.paper(key)
    assert paper.kind is PaperKind.LEAFLET and isinstance(paper.content, LeafletContent)
    dialog.close()
    assert all(row.kind is not PaperKind.LEAFLET for row in clerk.desk.printing.unprinted(clerk.desk.session))


def test_what_may_not_be_demanded_is_folded_under_the_list(qtbot: QtBot, tmp_path: Path, screen: Language) -> None:
    office = open_office(tmp_path, clock=StandingClock(IN_2026))
    boss = office.desks["basqaru"]
    boss.office.adopt(boss.session, "tsa_certificate/2026-07-12", date(2026, 7, 12))
    clerk = Clerk(office, office.desks["aigul"])
    try:
        block = clerk.find("intake.not_demanded")
        services = [offer for offer in clerk.page.desk_form.service.offers if offer.edition.not_demanded]
        assert services
        index = clerk.page.desk_form.service.offers.index(services[0])
        clerk.page.desk_form.service.list.setCurrentIndex(index)
        clerk.page.desk_form.service.list.activated.emit(index)
        clerk.settle()
        assert block.isVisible()
        text = clerk.find("intake.not_demanded_text")
        assert isinstance(text, QLabel) and not text.isVisible()
        clerk.find("intake.not_demanded_unfold").setFocus()
        clerk.press(KEY.Key_Space)
        assert text.isVisible()
        entry = services[0].edition.not_demanded[0]
        assert entry.title.text(screen) in text.text() and entry.source.text.text(screen) in text.text()
    finally:
        clerk.close()
        office.close()


def test_the_condition_of_the_akim_is_said_and_its_fault_stops_the_registration(
    qtbot: QtBot, tmp_path: Path, screen: Language
) -> None:
    office = open_office(tmp_path, kinds=(OfficeKind.AKIM,))
    clerk = Clerk(office, office.desks["aigul"])
    try:
        offer = clerk.page.desk_form.service.offer
        assert offer is not None and offer.channel is Channel.AKIM
        rule = next(rule for rule in offer.edition.filling if rule.code == "no_centre")
        said = " ".join(label.text() for label in clerk.find("intake.filling").findChildren(QLabel))
        assert rule.title.text(screen) in said
        clerk.type(invented_iin(38))
        clerk.press(KEY.Key_F4)
        clerk.press(KEY.Key_F)
        box = clerk.find("intake.fault_no_centre")
        box.setFocus()
        clerk.press(KEY.Key_Space)
        clerk.settle()
        assert rule.source.text.text(screen) in clerk.page.verdict.gaps.text
        assert not clerk.page.verdict.register_button.isEnabled()
    finally:
        clerk.close()
        office.close()


def test_a_day_of_birth_in_the_household_is_read_with_and_without_dots(arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(39))
    unfold(clerk)
    type_cell(clerk, 0, 0, "Ысқақ Айбек")
    type_cell(clerk, 0, 3, "07.11.2007")
    type_cell(clerk, 1, 0, "Ысқақ Дана")
    type_cell(clerk, 1, 3, "07112009")
    household = clerk.page.desk_form.visitor.more.household
    assert [member.birth_date for member in household.members()] == [date(2007, 11, 7), date(2009, 11, 7)]
    household.show_members(household.members())
    assert [member.birth_date for member in household.members()] == [date(2007, 11, 7), date(2009, 11, 7)]
