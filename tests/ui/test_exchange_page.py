"""The page of the portal by keys: the folder is read, a request is decided, what was set aside is told."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.application import DocumentState
from desk_app.domain.language import Language
from tests.support.office import TestOffice, open_office
from tests.support.portal_files import declared, exchange_folder, put, request
from ui.background import EXCHANGE, Background
from ui.demo.keys import Hands
from ui.exchange.page import ASIDE, ExchangePage
from ui.intake.verdict import Deed
from ui.language import switch
from ui.office.portal_folder import PortalFolderSection

ID = "EGOV-2019-0001"
CTRL = Qt.KeyboardModifier.ControlModifier
WAITS = {Language.KK: "Алынды, тексеруді күтуде", Language.RU: "Получен, ожидает проверки"}
REGISTERED = {Language.KK: "Қабылданды және тіркелді", Language.RU: "Принят и зарегистрирован"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path / "desk")
    yield found
    found.close()


@pytest.fixture
def base(office: TestOffice, tmp_path: Path) -> Path:
    return exchange_folder(office, tmp_path)


@pytest.fixture(params=list(Language), ids=["kazakh", "russian"])
def screen(request: pytest.FixtureRequest, kazakh_screen: None) -> Language:
    switch(request.param)
    return Language(request.param)


def opened(qtbot: QtBot, office: TestOffice, background: Background, login: str = "kense") -> ExchangePage:
    page = ExchangePage(office.desks[login], background)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    assert background.wait_idle()
    return page


def state(base: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((base / "out" / f"{ID}.status.json").read_text(encoding="utf-8"))
    return found


def open_first(page: ExchangePage, hands: Hands) -> None:
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.currentWidget() is page.card and page.card.shown is not None


def decide_all(page: ExchangePage, hands: Hands, key: Qt.Key = Qt.Key.Key_L) -> None:
    """Give every open document the same mark, as the keyboard does."""
    view = page.card.documents
    while page.card.model.next_undecided(-1) is not None:
        assert view.hasFocus()
        hands.press(key)
        if view.asks_date:
            hands.type("14052029")


def test_a_request_is_read_decided_and_told_to_the_portal(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands, screen: Language
) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    page = opened(qtbot, office, background)
    assert page.table.texts(0)[0].endswith(WAITS[screen])
    assert page.table.texts(0)[1] == "Әбдірахманов Нұрлан Ерікұлы"
    assert "1" in page.last.text() and page.last.text()
    counted: list[int] = []
    page.counted.connect(counted.append)

    open_first(page, hands)
    card = page.card
    assert "112-үй" in " ".join(label.text() for label in card.findChildren(QLabel))
    assert card.verdict.verdict is not None
    decide_all(page, hands)
    assert card.verdict.may(Deed.REGISTER)
    with qtbot.waitSignal(page.changed):
        hands.press(Qt.Key.Key_F8)
    hands.settle()
    assert card.shown is not None and card.shown.line.request.case_number
    assert card.state.text().endswith(REGISTERED[screen])
    assert state(base)["state"] in ("accepted", "in_work")
    assert not card.right.isVisible()
    assert counted[-1] == 0

    with qtbot.waitSignal(page.case_wanted) as wanted:
        hands.press(Qt.Key.Key_O, CTRL)
    assert wanted.args == [card.shown.line.request.case]
    hands.press(Qt.Key.Key_Escape)
    assert page.currentWidget() is not card and page.table.hasFocus()
    assert page.table.texts(0)[4] == card.shown.line.request.case_number


def test_a_file_of_the_request_is_shown_beside_the_form(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands
) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    page = opened(qtbot, office, background)
    open_first(page, hands)
    button = page.card.findChild(QPushButton, "portal_file_1")
    assert isinstance(button, QPushButton) and "Құжат" in button.text()
    button.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.card.scan.isVisible() and page.card.scan.count() == 1
    hands.press(Qt.Key.Key_Escape)
    assert not page.card.scan.isVisible() and page.currentWidget() is page.card


def test_what_is_missing_is_refused_with_its_grounds(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands
) -> None:
    put(base, request())
    page = opened(qtbot, office, background)
    open_first(page, hands)
    decide_all(page, hands)
    hands.press(Qt.Key.Key_F4)
    page.card.documents.go_to(page.card.model.rowCount() - 1)
    hands.press(Qt.Key.Key_Delete)
    assert page.card.verdict.deed is Deed.REFUSE and page.card.verdict.may(Deed.REFUSE)
    hands.press(Qt.Key.Key_F7)
    hands.settle()
    assert state(base)["state"] == "refused" and state(base)["grounds"]


def test_a_request_goes_back_only_with_a_reason(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands, screen: Language
) -> None:
    put(base, request())
    page = opened(qtbot, office, background)
    open_first(page, hands)
    hands.press(Qt.Key.Key_G, CTRL)
    assert page.card.reason.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.card.message.isVisible()
    assert page.card.shown is not None and page.card.shown.line.request.is_waiting
    hands.type("Мекенжай басқа ауданда")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.card.shown.line.request.returned_reason == "Мекенжай басқа ауданда"
    assert "Мекенжай басқа ауданда" in page.card.note.text()
    assert state(base)["state"] == "not_accepted"


def test_what_was_set_aside_is_named_with_its_reason(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands, screen: Language
) -> None:
    put(base, b"{not json", name="BAD-1.json")
    page = opened(qtbot, office, background)
    assert "BAD-1.json" in page.last.text()
    hands.press(Qt.Key.Key_2, CTRL)
    assert page.views.value() == ASIDE and page.aside_table.hasFocus()
    name, why, _when = page.aside_table.texts(0)
    assert name == "BAD-1.json"
    assert {Language.KK: "JSON емес", Language.RU: "не JSON"}[screen] in why


def test_a_folder_that_is_gone_is_told_and_read_again(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands
) -> None:
    page = opened(qtbot, office, background)
    shutil.rmtree(base)
    base.write_bytes(b"a file in its place")
    hands.press(Qt.Key.Key_F5)
    assert page.message.isVisible() and page.read_button.isEnabled()
    base.unlink()
    base.mkdir()
    put(base, request())
    hands.press(Qt.Key.Key_F5)
    assert not page.message.isVisible() and page.table.count() == 1


def test_a_key_pressed_during_a_pass_is_not_forgotten(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands
) -> None:
    page = opened(qtbot, office, background)
    page.read_folder()
    listed = threading.Event()
    background.run(page, listed.set, lambda _: None, lane=EXCHANGE)
    assert listed.wait(10)  # the folder was read to its end, and the page has not heard of it
    put(base, request())
    page.read_folder()
    hands.settle()
    assert page.table.count() == 1 and page.read_button.isEnabled()


def test_a_key_pressed_before_the_folder_is_known_reads_it(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = opened(qtbot, office, background)
    assert page.views.hasFocus() or page.views.isAncestorOf(page.focusWidget()), "no key would be heard"
    folder = tmp_path / "portal"
    folder.mkdir()
    boss = office.desks["basqaru"]
    boss.exchange.set_folder(boss.session, folder)
    put(folder, request())
    hands.press(Qt.Key.Key_F5)
    hands.settle()
    assert page.table.count() == 1 and page.read_button.isEnabled()


def test_without_a_folder_the_page_says_who_names_it(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = opened(qtbot, office, background)
    assert page.body.currentWidget() is page.no_folder and not page.read_button.isEnabled()


def test_the_folder_is_named_in_the_settings(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path, screen: Language
) -> None:
    desk = office.desks["basqaru"]
    section = PortalFolderSection(desk, background)
    qtbot.addWidget(section)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    assert background.wait_idle()
    folder = tmp_path / "алмасу"
    folder.mkdir()
    field = section.findChild(QLineEdit, "portal_folder")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    hands.type(str(folder))
    hands.press(Qt.Key.Key_Return)
    assert desk.exchange.folder(desk.session) == folder
    assert sorted(path.name for path in folder.iterdir()) == ["aside", "done", "in", "out"]
    assert len(section.help.toPlainText()) > 500
    field.setText(str(tmp_path / "nowhere" / "at" / "all"))
    (tmp_path / "nowhere").write_bytes(b"")
    hands.press(Qt.Key.Key_Return)
    assert "E-651" not in section.answer.text() and section.answer.property("role") == "bad"
    assert desk.exchange.folder(desk.session) == folder


def test_pictures(
    qtbot: QtBot, office: TestOffice, base: Path, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    """Nothing of the page is wider than the room the main window gives it."""
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    page = opened(qtbot, office, background)
    assert page.minimumSizeHint().width() <= 1160
    open_first(page, hands)
    QApplication.processEvents()
    assert page.card.minimumSizeHint().width() <= 1160
    assert page.grab().save(str(tmp_path / f"portal-{screen.value}.png"))
    assert all(document.state is not DocumentState.MISSING for document in page.card.model.documents)
