"""One box finds cases by the number of a paper or of a hand-over list too, and says what the number is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.register_filter import RegisterFilter, Standing
from desk_app.usecases.why import CaseClock
from tests.integration.usecases.test_sent_lists import to_send
from tests.support.office import TestOffice, open_office
from tests.ui.test_register_page import open_page, refuse, register
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_number_of_a_paper_finds_its_case_and_says_what_it_is(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    desk = office.desks["aigul"]
    case = register(office, 1).case
    register(office, 2)
    sheet = desk.why.of_case(desk.session, case.key, CaseClock.SERVICE, PaperLanguage.KK)
    page = open_page(qtbot, office, background)
    hands.type(sheet.number.lower())
    hands.press(Qt.Key.Key_Return)
    assert [line.row.key for line in page.table.lines.lines] == [case.key]
    assert page.found_by.isVisible() and sheet.number in page.found_by.words.text()
    before = page.found_by.words.text()
    switch(Language.RU if screen is Language.KK else Language.KK)
    assert sheet.number in page.found_by.words.text() != before
    page.search_box.selectAll()
    hands.type(case.number)
    hands.press(Qt.Key.Key_Return)
    assert page.table.lines.rowCount() == 1
    assert not page.found_by.isVisible()  # the talon's number is the application's


def test_number_of_a_hand_over_list_shows_the_applications_on_it(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    switch(Language.RU)
    keys = {to_send(office, serial) for serial in (1, 4)}
    to_send(office, 7)
    desk = office.desks["aigul"]
    sent = desk.routing.send(desk.session, tuple(keys), "Отдел", "courier", PaperLanguage.BOTH)
    page = open_page(qtbot, office, background)
    hands.type(sent.number)
    hands.press(Qt.Key.Key_Return)
    assert {line.row.key for line in page.table.lines.lines} == keys
    assert page.found_by.words.text().startswith(f"Реестр передачи {sent.number}")
    page.filters.set_wanted(RegisterFilter(standing=Standing.REFUSED))
    hands.until(lambda: not page._timer.isActive(), "the search")
    assert page.table.lines.rowCount() == 0
    assert page.found_by.isVisible()


def test_number_of_a_receipt_finds_its_refusal(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    desk = office.desks["aigul"]
    key = refuse(office)
    page = open_page(qtbot, office, background)
    receipt = desk.register.refusal(desk.session, key).papers[0].number
    hands.type(receipt)
    hands.press(Qt.Key.Key_Return)
    assert [line.row.key for line in page.table.lines.lines] == [key]


def test_telephone_finds_the_application(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    case = register(office, 1).case
    phone = case.application.applicant.phone
    page = open_page(qtbot, office, background)
    hands.type(phone.replace("+7", "8"))
    hands.press(Qt.Key.Key_Return)
    assert [line.row.key for line in page.table.lines.lines] == [case.key]


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_nearest_names_are_shown_for_a_slip_and_said_to_be(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    key = register(office, 1, "Жұмабекова", "Динара").case.key
    page = open_page(qtbot, office, background)
    hands.type("Жұмбекова")
    hands.press(Qt.Key.Key_Return)
    assert [line.row.key for line in page.table.lines.lines] == [key]
    words = page.found_by.words.text()
    assert page.found_by.isVisible() and "Жұмбекова" in words and "Жұмабекова" in words
    page.search_box.selectAll()
    hands.type("Жұмаб")
    hands.press(Qt.Key.Key_Return)
    assert page.table.lines.rowCount() == 1 and not page.found_by.isVisible()
