"""The journals and the export of the register, by keys over real records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from desk_app.domain.application import PersonName
from desk_app.domain.journals import JournalKind
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.register.journals_dialog import JournalsDialog, Quick, period_of
from ui.register.page import RegisterPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    found = open_office(tmp_path / "office")
    desk = found.desks["aigul"]
    for serial, surname in enumerate(("Жұмабекова", "Оспанов", "Ким")):
        form = application(
            found.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial * 7), name=PersonName(surname, "Айгүл")
        )
        desk.registrations.register(desk.session, command(form, found.clock), PaperLanguage.KK)
    return found


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


def open_journals(hands: Hands, page: RegisterPage) -> JournalsDialog:
    hands.press(Qt.Key.Key_J, CONTROL)
    assert page.journals is not None
    return page.journals


@pytest.mark.parametrize(
    ("quick", "first", "last"),
    [
        (Quick.TODAY, date(2019, 2, 28), date(2019, 2, 28)),
        (Quick.MONTH, date(2019, 2, 1), date(2019, 2, 28)),
        (Quick.LAST_MONTH, date(2019, 1, 1), date(2019, 1, 31)),
        (Quick.QUARTER, date(2019, 1, 1), date(2019, 3, 31)),
        (Quick.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_quick_periods(quick: Quick, first: date, last: date) -> None:
    assert period_of(quick, date(2019, 2, 28)) == (first, last)


def test_last_month_of_january_is_december() -> None:
    assert period_of(Quick.LAST_MONTH, date(2020, 1, 31)) == (date(2019, 12, 1), date(2019, 12, 31))


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_journals_open_by_key_and_show_lines_and_balance(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    dialog = open_journals(hands, open_page(qtbot, office, background))
    assert dialog.table.lines.rowCount() == 3
    assert ": 3" in dialog.balance.text()
    dialog.kind.setFocus()
    hands.press(Qt.Key.Key_Right)
    request = dialog.request()
    assert request is not None and request.kind is JournalKind.REFUSAL and dialog.table.lines.rowCount() == 0
    hands.press(Qt.Key.Key_Escape)


def test_period_without_lines_is_empty_and_half_a_date_asks_nothing(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    dialog = open_journals(hands, open_page(qtbot, office, background))
    dialog.quick.setFocus()
    hands.press(Qt.Key.Key_Right)
    assert dialog.table.lines.rowCount() == 0
    dialog.first.edit.setFocus()
    dialog.first.edit.selectAll()
    hands.type("0109")
    assert dialog.request() is None and not dialog.xlsx_button.isEnabled()
    hands.type("2019")
    assert dialog.table.lines.rowCount() == 0 or dialog.request() is not None
    dialog.close()


def test_journal_is_printed_by_key(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    dialog = open_journals(hands, open_page(qtbot, office, background))
    hands.press(Qt.Key.Key_P, CONTROL)
    assert office.printer.jobs[-1].startswith(b"%PDF")
    assert "Office" in dialog.message.what.text()
    dialog.close()


@pytest.mark.parametrize("name", ["journal.pdf", "journal.xlsx"])
def test_journal_is_saved(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path, name: str
) -> None:
    dialog = open_journals(hands, open_page(qtbot, office, background))
    dialog.save(tmp_path / name)
    hands.settle()
    assert (tmp_path / name).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
    assert name in dialog.message.what.text() and dialog.progress.isHidden()
    dialog.close()


def test_stopped_journal_is_told_and_leaves_nothing(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    dialog = open_journals(hands, open_page(qtbot, office, background))
    dialog.save(tmp_path / "journal.pdf")
    dialog.progress.stop()
    hands.settle()
    assert not (tmp_path / "journal.pdf").exists() and dialog.pdf_button.isEnabled()
    dialog.close()


def test_lines_of_the_search_are_exported(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    hands.type("жумаб")
    hands.press(Qt.Key.Key_Return)
    page.export(tmp_path / "rows.xlsx")
    hands.settle()
    rows = CalamineWorkbook.from_path(str(tmp_path / "rows.xlsx")).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[1:]] == ["Жұмабекова Айгүл"]
    entries = office.desks["aigul"].register._queries.journal(office.desks["aigul"].session.office.key)
    assert entries[-1].action == "register.saved"


def test_language_of_the_paper_is_chosen_by_key_and_stays_with_the_screens_other(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    switch(Language.KK)
    dialog = open_journals(hands, open_page(qtbot, office, background))
    hands.settle()
    assert dialog.paper_language.currentData() == PaperLanguage.KK
    switch(Language.RU)
    hands.settle()
    assert dialog.paper_language.currentData() == PaperLanguage.RU
    dialog.paper_language.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.settle()
    heading = dialog.table.lines.headerData(1, Qt.Orientation.Horizontal)
    assert heading == "Тіркеу нөмірі / Рег. номер"
    switch(Language.KK)
    hands.settle()
    assert dialog.paper_language.currentData() == PaperLanguage.BOTH
    dialog.close()


def test_characters_without_a_typeface_are_named_before_printing(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    desk = office.desks["aigul"]
    form = application(
        office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(50), name=PersonName("Әбді😀рахманов", "Айгүл")
    )
    desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    dialog = open_journals(hands, open_page(qtbot, office, background))
    hands.settle()
    assert dialog.message.isVisible() and "U+1F600" in dialog.message.what.text()
    assert dialog.print_button.isEnabled()
    dialog.close()
