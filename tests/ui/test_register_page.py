"""The register over real records: searching, paging, opening by keys, scanned talons."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.usecases.registration import Registered
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.register.page import PAGE_SIZE, RegisterPage
from ui.register.scanner import ScannerWatch, find_scanned, read_talon

NAMES = (("Жұмабекова", "Динара"), ("Оспанов", "Ерлан"), ("Ким", "Виктория"))


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def register(office: TestOffice, serial: int, surname: str = "Ахметов", name: str = "Болат") -> Registered:
    desk = office.desks["aigul"]
    iin = invented_iin(serial % 9000, date(1990, 1, 1 + serial // 9000 % 28))
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, iin, name=PersonName(surname, name))
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def refuse(office: TestOffice) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(77), missing=("family", "income"))
    return desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.KK).refusal.key


def open_page(qtbot: QtBot, office: TestOffice, background: Background) -> RegisterPage:
    page = RegisterPage(office.desks["aigul"], background)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(background.is_idle)
    return page


def test_empty_register_says_what_will_be_here(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = open_page(qtbot, office, background)
    assert page.empty_state is page.body.currentWidget()


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_case_is_found_by_a_part_of_the_name_and_opened_by_enter(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    for serial, (surname, name) in enumerate(NAMES):
        register(office, serial, surname, name)
    page = open_page(qtbot, office, background)
    hands.type("жумаб")
    hands.press(Qt.Key.Key_Return)
    assert [line.row.applicant for line in page.table.lines.lines] == ["Жұмабекова Динара"]
    hands.press(Qt.Key.Key_Return)
    assert page.is_card_shown
    assert page.card is not None and page.card.person.text() == "Жұмабекова Динара"
    hands.press(Qt.Key.Key_Escape)
    assert not page.is_card_shown
    assert page.table.hasFocus()


def test_name_typed_with_the_latin_layout_is_found(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    register(office, 1, "Ким", "Виктория")
    page = open_page(qtbot, office, background)
    hands.type("rbv")
    hands.press(Qt.Key.Key_Return)
    assert page.table.lines.rowCount() == 1


def test_search_begins_by_itself_when_typing_stops(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    register(office, 1, *NAMES[0])
    register(office, 2, *NAMES[1])
    page = open_page(qtbot, office, background)
    with qtbot.waitSignal(page.searched):
        hands.type("оспан")
    assert page.table.lines.rowCount() == 1


def test_nothing_found_says_what_else_can_be_tried(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    register(office, 1)
    page = open_page(qtbot, office, background)
    hands.type("жоқ адам")
    hands.press(Qt.Key.Key_Return)
    assert page.nothing_found is page.body.currentWidget()


def test_further_lines_are_read_as_one_scrolls(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    for serial in range(PAGE_SIZE + 3):
        register(office, serial)
        office.clock.advance(seconds=1)
    page = open_page(qtbot, office, background)
    qtbot.waitUntil(lambda: page.table.lines.rowCount() >= PAGE_SIZE)
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.table.lines.rowCount() == PAGE_SIZE + 3)
    numbers = {line.row.number for line in page.table.lines.lines}
    assert len(numbers) == PAGE_SIZE + 3


def test_a_long_list_keeps_only_lines_near_the_eye_and_reads_others_again(
    qtbot: QtBot, office: TestOffice, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.register.case_model.KEPT_PAGES", 2)
    made = []
    for serial in range(3 * PAGE_SIZE + 3):
        made.append(register(office, serial * 10).case.number)  # neighbours may share an IIN
        office.clock.advance(seconds=1)
    made.reverse()
    page = open_page(qtbot, office, background)
    lines = page.table.lines
    while lines.rowCount() < len(made):
        shown = lines.rowCount()
        page.table.scrollToBottom()
        qtbot.waitUntil(lambda shown=shown: lines.rowCount() > shown)
    qtbot.waitUntil(background.is_idle)
    assert [line.row.number for line in lines.lines] == made[2 * PAGE_SIZE :]
    page.table.scrollToTop()
    qtbot.waitUntil(lambda: lines.lines[0].row.number == made[0])
    qtbot.waitUntil(background.is_idle)
    assert lines.rowCount() == len(made)
    assert [lines.index(row, 0).data() for row in range(PAGE_SIZE)] == made[:PAGE_SIZE]
    assert len(lines.lines) <= 2 * PAGE_SIZE
    page.table.select_row(len(made) - 1)  # the end was let go in turn
    qtbot.waitUntil(lambda: page.table.current_line() is not None)
    found = page.table.current_line()
    assert found is not None
    assert found.row.number == made[-1]


def test_refusal_opens_its_own_card(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    refuse(office)
    page = open_page(qtbot, office, background)
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.refusal_card is not None
    assert page.currentWidget() is page.refusal_card
    assert page.refusal_card.gaps.text().count("✗") == 2
    assert page.refusal_card.papers.findChild(QWidget, "paper_refusal_receipt") is not None


def test_card_of_one_case_keeps_nothing_of_another(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    first, second = register(office, 1, *NAMES[0]), register(office, 2, *NAMES[1])
    page = open_page(qtbot, office, background)
    page.open_case(first.case.key)
    page.open_case(second.case.key)
    hands.settle()
    assert page.card is not None
    assert page.card.person.text() == second.case.applicant_name


def talon_text(registered: Registered) -> str:
    paper = registered.paper
    return f"TEREZE:{paper.key.hex.upper()}:{paper.journal_seq}:{paper.journal_code}"


CYRILLIC = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM:", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬЖ")


@pytest.mark.parametrize("layout", ["latin", "cyrillic"])
def test_talon_is_read_under_either_layout(office: TestOffice, layout: str) -> None:
    registered = register(office, 1)
    text = talon_text(registered)
    scanned = text if layout == "latin" else text.translate(CYRILLIC).lower()
    assert find_scanned(office.desks["aigul"], scanned) == ("case", registered.case.key)


def test_registration_number_names_its_case(office: TestOffice) -> None:
    registered = register(office, 1)
    assert find_scanned(office.desks["aigul"], registered.case.number) == ("case", registered.case.key)
    assert find_scanned(office.desks["aigul"], "Ахметов") is None


@pytest.mark.parametrize("text", ["", "TEREZE:", "TEREZE:12", "900101300007", "Терезе"])
def test_other_words_are_no_talon(text: str) -> None:
    assert read_talon(text) is None


def test_scanned_talon_is_taken_out_of_the_field_it_fell_into(
    qtbot: QtBot, office: TestOffice, hands: Hands, qapp: QApplication
) -> None:
    text = talon_text(register(office, 1))
    window = QWidget()
    qtbot.addWidget(window)
    rows, field, other = QVBoxLayout(window), QLineEdit(), QLineEdit()
    rows.addWidget(field)
    rows.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setText("жартылай")
    field.setFocus()
    watch = ScannerWatch(qapp)
    try:
        with qtbot.waitSignal(watch.scanned) as scanned:
            hands.type(text)
            hands.press(Qt.Key.Key_Return)
        assert scanned.args == [text]
        assert field.text() == "жартылай"
        other.setFocus()
        hands.type("Ким")
        assert other.text() == "Ким"
        hands.press(Qt.Key.Key_Return)
        other.clear()
        hands.type("tereze:kz")  # begins like a code and is none
        assert other.text() == "tereze:kz"
    finally:
        watch.stop()
