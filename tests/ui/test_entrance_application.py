"""The program as a whole: from the empty window to a case opened by a scanned talon, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import open_program
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.i18n import language
from desk_app.usecases.decision import Letter
from desk_app.usecases.registration import Registered
from tests.support.clock import StandingClock
from tests.support.office import (
    ASSISTANCE,
    PASSWORD,
    RecordingPrinter,
    TestOffice,
    application,
    command,
    invented_iin,
    open_office,
)
from ui.application import Application
from ui.demo.keys import Hands
from ui.entrance.sign_in import SignInWindow
from ui.entrance.wizard import FirstRunWizard

KK = PaperLanguage.KK


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


@pytest.fixture
def program(qapp: QApplication, office: TestOffice) -> Iterator[Application]:
    """The program at its sign-in window."""
    found = Application(office.program, qapp)
    # one way in: a second one would find the file of the embedded database taken
    found.program = OneWayIn(office)  # type: ignore[assignment]  # the same three things
    found.start()
    yield found
    close(found)


class OneWayIn:
    def __init__(self, office: TestOffice) -> None:
        self.workplace, self.log_path = office.program.workplace, office.program.log_path
        self._office = office

    def entrance(self):  # type: ignore[no-untyped-def]
        return self._office.entrance


def close(program: Application) -> None:
    for window in (program.window, program.frame):
        if window is not None:
            window.close()
            window.deleteLater()
    program.background.stop()
    QApplication.processEvents()


def sign_in(qtbot: QtBot, program: Application, login: str) -> Hands:
    hands = Hands(program.background)
    vault = program.program.entrance()._equipment.vault
    assert vault is not None
    vault.add(login, PASSWORD)
    qtbot.waitUntil(lambda: program.frame is not None and isinstance(program.frame.inner, SignInWindow))
    assert program.frame is not None
    program.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands.type(login)
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible())
    assert program.window is not None
    program.window.activateWindow()  # offscreen no window manager does it
    qtbot.waitUntil(program.window.isActiveWindow)
    hands.settle()
    return hands


def register(office: TestOffice) -> Registered:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(1))
    return desk.registrations.register(desk.session, command(form, office.clock), KK)


def talon_text(registered: Registered) -> str:
    return f"TEREZE:{registered.paper.key.hex.upper()}:{registered.paper.journal_seq}"


def test_new_office_begins_with_the_first_run(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    program = Application(open_program(tmp_path, "", clock=StandingClock(), printer=RecordingPrinter()), qapp)
    program.start()
    assert program.frame is not None and program.frame.inner is None
    qtbot.waitUntil(lambda: program.frame is not None and isinstance(program.frame.inner, FirstRunWizard))
    program.background.wait_idle()
    close(program)


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("aigul", ["intake", "work", "register", "settings"]),
        ("oryn", ["work", "register", "settings"]),
        ("bas", ["work", "register", "day", "settings"]),
        ("basqaru", ["work", "register", "day", "exchange", "settings"]),
    ],
    ids=["clerk", "executor", "head", "supervisor"],
)
def test_role_sees_only_its_pages(qtbot: QtBot, program: Application, login: str, pages: list[str]) -> None:
    sign_in(qtbot, program, login)
    assert list(program.pages) == pages
    assert program.window is not None and program.window.page() == pages[0]


def test_scanned_talon_opens_its_case_from_anywhere_and_six_keys_hand_the_paper_over(
    qtbot: QtBot, office: TestOffice, program: Application
) -> None:
    registered = register(office)
    desk = office.desks["aigul"]
    key = registered.case.key
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", KK)
    letter = Letter(Outcome.GRANTED, "1", office.clock.now().date(), "21000", office.clock.now().date(), signed_by="А.")
    desk.decisions.enter_result(desk.session, key, letter, KK)
    hands = sign_in(qtbot, program, "aigul")
    assert program.window is not None and program.window.page() == "intake"
    hands.type(talon_text(registered))
    hands.pressed = 0
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None and program.window.page() == "register")
    hands.settle()
    card = program.page("register").card
    qtbot.waitUntil(lambda: card.card is not None)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    assert hands.pressed <= 6
    assert office.desks["basqaru"].register.card(desk.session, key).case.state is CaseState.DONE


def test_number_typed_into_the_shells_search_opens_its_case(
    qtbot: QtBot, office: TestOffice, program: Application
) -> None:
    registered = register(office)
    hands = sign_in(qtbot, program, "aigul")
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type(registered.case.number)
    hands.press(Qt.Key.Key_Return)
    page = program.page("register")
    assert page.is_card_shown
    assert page.card.number.accessibleName() == registered.case.number


def test_name_typed_into_the_shells_search_is_searched(qtbot: QtBot, office: TestOffice, program: Application) -> None:
    register(office)
    hands = sign_in(qtbot, program, "aigul")
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("нұрлан")
    hands.press(Qt.Key.Key_Return)
    page = program.page("register")
    assert not page.is_card_shown
    assert page.table.lines.rowCount() == 1
    assert page.table.hasFocus()


def test_f12_locks_and_the_password_unlocks(qtbot: QtBot, program: Application) -> None:
    hands = sign_in(qtbot, program, "aigul")
    hands.press(Qt.Key.Key_F12)
    assert len(program.covers) == 1
    hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert program.window is not None and program.window.page() == "intake"
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    assert not program.covers
    hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert program.window.page() == "work"


def test_desk_locks_itself_when_nobody_is_there(qtbot: QtBot, program: Application) -> None:
    hands = sign_in(qtbot, program, "aigul")
    program.idle.setInterval(150)
    hands.press(Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: len(program.covers) == 1)


def test_locked_desk_hears_no_talon(qtbot: QtBot, office: TestOffice, program: Application) -> None:
    registered = register(office)
    hands = sign_in(qtbot, program, "aigul")
    hands.press(Qt.Key.Key_F12)
    hands.type(talon_text(registered))
    hands.press(Qt.Key.Key_Return)
    assert program.window is not None and program.window.page() == "intake"


def test_language_is_changed_in_the_running_window_and_kept(
    qtbot: QtBot, office: TestOffice, program: Application
) -> None:
    hands = sign_in(qtbot, program, "aigul")
    assert program.window is not None
    before = program.window.windowTitle(), program.window.search.placeholderText()
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert language() is Language.RU
    assert (program.window.windowTitle(), program.window.search.placeholderText()) != before
    assert office.program.workplace.load().language is Language.RU


def test_count_of_my_work_stands_in_the_side_bar(qtbot: QtBot, office: TestOffice, program: Application) -> None:
    register(office)
    sign_in(qtbot, program, "aigul")
    assert program.window is not None
    counts = [page.count.text() for page in program.window._pages if page.key == "work"]
    qtbot.waitUntil(lambda: [page.count.text() for page in program.window._pages if page.key == "work"] == ["1"])  # type: ignore[union-attr]
    assert counts


def test_every_page_is_reached_by_its_number(qtbot: QtBot, program: Application) -> None:
    hands = sign_in(qtbot, program, "bas")
    for number, key in enumerate(program.pages, 1):
        hands.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert program.window is not None and program.window.page() == key
