"""Filters and columns of the register by keys: chosen, kept by name, taken away; columns shown, moved, widened."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from desk_app.domain.language import Language
from desk_app.domain.register_filter import RegisterFilter, Standing
from desk_app.usecases.workplace import Workplace
from tests.support.office import TestOffice, open_office
from tests.ui.test_register_page import NAMES, refuse, register
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.register.columns import COLUMNS, DEFAULT, keep_layout, kept_layout, sound
from ui.register.page import RegisterPage
from ui.shell.main_window import SIDE

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    found = open_office(tmp_path)
    for serial, (surname, name) in enumerate(NAMES):
        register(found, serial, surname, name)
    refuse(found)
    return found


def open_page(qtbot: QtBot, office: TestOffice, background: Background) -> RegisterPage:
    page = RegisterPage(office.desks["aigul"], background, store=office.program.workplace)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(background.is_idle)
    return page


def settled(hands: Hands, page: RegisterPage) -> list[str]:
    """Let the pause after a choice pass; return the names shown."""
    hands.until(lambda: not page._timer.isActive(), "the search")
    return [line.row.kind for line in page.table.lines.lines]


def choose_state(hands: Hands, page: RegisterPage, standing: Standing) -> None:
    """Go to the box by Tab from the search, and down by arrows."""
    page.search_box.setFocus()
    for _step in range(12):
        if QApplication.focusWidget() is not page.filters.standing:
            hands.press(Qt.Key.Key_Tab)
    assert page.filters.standing.hasFocus()
    for _step in Standing:
        if page.filters.wanted().standing is not standing:
            hands.press(Qt.Key.Key_Down)
    assert page.filters.wanted().standing is standing


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_filter_is_chosen_with_the_search_and_taken_away(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    page = open_page(qtbot, office, background)
    assert len(page.table.lines.lines) == 4
    choose_state(hands, page, Standing.REFUSED)
    assert settled(hands, page) == ["refusal"]
    assert "F4" in page.count_words.text()
    page.filters.set_wanted(RegisterFilter(standing=Standing.OPEN))
    assert settled(hands, page) == ["case"] * 3
    page.search_box.setFocus()
    hands.type("жумаб")
    hands.press(Qt.Key.Key_Return)
    assert len(page.table.lines.lines) == 1
    page.filters.set_wanted(RegisterFilter(standing=Standing.VOID))
    assert settled(hands, page) == []
    assert page.all_filtered is page.body.currentWidget()
    hands.press(Qt.Key.Key_F4)
    settled(hands, page)
    assert page.filters.wanted().is_empty
    assert len(page.table.lines.lines) == 1


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_page_fits_beside_the_menu_of_a_narrow_screen(
    qtbot: QtBot, office: TestOffice, background: Background, screen: Language
) -> None:
    switch(screen)
    page = open_page(qtbot, office, background)
    assert page.minimumSizeHint().width() <= 1366 - SIDE - 2 * 24


def test_days_and_clerk_narrow(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    today = office.clock.now().date()
    page = open_page(qtbot, office, background)
    page.filters.last.setFocus()
    hands.type(f"{date(today.year - 1, 1, 1):%d%m%Y}")
    assert settled(hands, page) == []
    page.filters.set_wanted(RegisterFilter(clerk=office.desks["aigul"].session.member.key))
    assert len(settled(hands, page)) == 4
    page.filters.set_wanted(RegisterFilter(clerk=office.desks["bas"].session.member.key, late=True))
    assert settled(hands, page) == []


def test_language_switch_keeps_the_filter(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.filters.set_wanted(RegisterFilter(standing=Standing.REFUSED))
    settled(hands, page)
    before = page.filters.standing.currentText()
    switch(Language.RU)
    assert page.filters.standing.currentText() != before
    assert page.filters.wanted() == RegisterFilter(standing=Standing.REFUSED)


def test_search_from_elsewhere_is_over_everything(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.filters.set_wanted(RegisterFilter(standing=Standing.REFUSED))
    settled(hands, page)
    page.search("оспан")
    hands.settle()
    assert page.filters.wanted().is_empty
    assert settled(hands, page) == ["case"]


def test_filter_is_kept_by_name_chosen_renamed_and_deleted(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    desk = office.desks["aigul"]
    wanted = RegisterFilter(standing=Standing.REFUSED)
    page.filters.set_wanted(wanted)
    settled(hands, page)
    _run_in_menu(hands, page, 0)  # nothing is kept yet: saving is first
    _name(hands, page, "Бас тартулар")
    assert [(one.name, one.filter) for one in desk.filters.saved(desk.session)] == [("Бас тартулар", wanted)]
    assert office.desks["bas"].filters.saved(office.desks["bas"].session) == ()
    hands.press(Qt.Key.Key_F4)
    assert len(settled(hands, page)) == 4
    _run_in_menu(hands, page, 0)
    assert settled(hands, page) == ["refusal"]
    _run_in_submenu(hands, page, 0)
    _name(hands, page, "Отказы & прочее")
    assert [one.name for one in desk.filters.saved(desk.session)] == ["Отказы & прочее"]
    _run_in_submenu(hands, page, 1)
    assert desk.filters.saved(desk.session) == ()


def test_a_name_taken_by_another_filter_is_refused(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    desk = office.desks["aigul"]
    first = desk.filters.save(desk.session, "бір", RegisterFilter(late=True))
    desk.filters.save(desk.session, "екі", RegisterFilter(service="tsa"))
    page = open_page(qtbot, office, background)
    _run_in_submenu(hands, page, 0)
    _name(hands, page, "екі")
    assert page.message.isVisible()
    assert {one.name for one in desk.filters.saved(desk.session)} == {"бір", "екі"}
    again = desk.filters.save(desk.session, "бір", RegisterFilter(service="tsa"))
    assert again.key == first.key


def _open_menu(hands: Hands, page: RegisterPage) -> QMenu:
    hands.press(Qt.Key.Key_F6)
    assert page.menu.isVisible()
    return page.menu


def _run_in_menu(hands: Hands, page: RegisterPage, row: int) -> None:
    menu = _open_menu(hands, page)
    for _step in range(row + 1):
        hands.press(Qt.Key.Key_Down)
    assert menu.activeAction() is menu.actions()[row]
    hands.press(Qt.Key.Key_Return)


def _run_in_submenu(hands: Hands, page: RegisterPage, which: int) -> None:
    """The first filter in the submenu: 0 renames, 1 deletes."""
    menu = _open_menu(hands, page)
    submenus = [action for action in menu.actions() if action.menu() is not None]
    for _step in menu.actions():
        if menu.activeAction() is not submenus[which]:
            hands.press(Qt.Key.Key_Down)
    assert menu.activeAction() is submenus[which]
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)


def _name(hands: Hands, page: RegisterPage, name: str) -> None:
    dialog = page.menu.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.field.edit.selectAll()
    hands.type(name)
    hands.press(Qt.Key.Key_Return)


def test_columns_are_shown_moved_widened_and_come_back(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    store, member = office.program.workplace, office.desks["aigul"].session.member.key
    hands.press(Qt.Key.Key_F7)
    dialog = page.columns
    assert dialog is not None and dialog.list.hasFocus()
    hands.press(Qt.Key.Key_End)  # whose step: hidden at first
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Up, ALT)
    hands.press(Qt.Key.Key_Right, ALT)
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down, ALT)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: not page._keeping.isActive(), "the settings")
    layout = page.table.layout_shown()
    names = [name for name, _width in layout]
    assert names[:2] == ["applicant", "number"]
    assert names[-1] == "whose" and dict(layout)["whose"] == 140
    assert page.table.columnWidth(len(names) - 1) == 140
    assert kept_layout(store, member) == layout
    assert page.table.lines.index(0, 1).data() == page.table.lines.lines[0].row.number
    again = open_page(qtbot, office, background)
    assert again.table.layout_shown() == layout
    assert kept_layout(store, office.desks["bas"].session.member.key) == DEFAULT
    hands.press(Qt.Key.Key_F7)
    assert again.columns is not None
    hands.press(Qt.Key.Key_Tab)
    assert again.columns.reset.hasFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: not again._keeping.isActive(), "the settings")
    assert again.table.layout_shown() == DEFAULT
    assert store.load().columns == {}


def test_width_pulled_at_the_heading_is_kept_and_stays_after_a_search(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.table.horizontalHeader().resizeSection(0, 231)
    hands.until(lambda: not page._keeping.isActive(), "the settings")
    page.search("оспан")
    hands.settle()
    assert page.table.columnWidth(0) == 231
    assert dict(kept_layout(office.program.workplace, office.desks["aigul"].session.member.key))["number"] == 231
    assert [width for name, width in page.table.layout_shown() if name != "number"] == [0] * 6


def test_last_column_cannot_be_hidden(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    page = open_page(qtbot, office, background)
    page._set_columns((("number", 0),))
    hands.press(Qt.Key.Key_F7)
    hands.press(Qt.Key.Key_Space)
    assert page.table.layout_shown() == (("number", 0),)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: not page._keeping.isActive(), "the settings")


def test_layout_of_another_version_is_made_sound(office: TestOffice) -> None:
    assert sound((("colour", 5), ("number", -3), ("number", 90), ("iin", 9), ("due", 99_999))) == (
        ("number", 0),
        ("iin", 40),
        ("due", 1200),
    )
    assert sound(()) == sound((("colour", 5),)) == DEFAULT
    store, member = office.program.workplace, office.desks["aigul"].session.member.key
    keep_layout(store, member, (("iin", 50),))
    assert store.load().columns == {str(member): (("iin", 50),)}
    assert Workplace().columns == {}
    assert {name for name, _width in DEFAULT} < set(COLUMNS)


def test_export_holds_what_the_filters_leave_and_says_it_was_narrowed(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    desk = office.desks["aigul"]
    page.filters.set_wanted(RegisterFilter(standing=Standing.OPEN))
    settled(hands, page)
    page.export(tmp_path / "открытые.xlsx")
    hands.settle()
    page.menu.take_away()
    settled(hands, page)
    page.export(tmp_path / "все.xlsx")
    hands.settle()
    entries = [
        one for one in desk.register._queries.journal(desk.session.office.key) if one.action == "register.exported"
    ]
    facts = [json.loads(one.body) for one in entries]
    assert [(one["rows"], one["narrowed"]) for one in facts] == [(3, True), (4, False)]


def test_export_holds_the_columns_that_are_shown_in_their_order_and_no_formula(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    register(office, 9, "=1+1", "Болат")
    page = open_page(qtbot, office, background)
    page._set_columns((("due", 0), ("applicant", 300), ("iin", 0)))
    hands.until(lambda: not page._keeping.isActive(), "the settings")
    page.export(tmp_path / "rows.xlsx")
    hands.settle()
    model = page.table.lines
    columns = range(model.columnCount())
    rows = CalamineWorkbook.from_path(str(tmp_path / "rows.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[0] == [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    accessible = Qt.ItemDataRole.AccessibleTextRole
    shown = [[model.index(row, column).data(accessible) for column in columns] for row in range(model.rowCount())]
    assert rows[1:] == shown
    with zipfile.ZipFile(tmp_path / "rows.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
