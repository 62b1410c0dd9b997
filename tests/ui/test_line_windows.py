"""The windows visitors look at: the kiosk and the screen of the hall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language
from desk_app.domain.line import COLLECT, VisitState
from desk_app.domain.papers import PaperKind
from desk_app.i18n import language
from tests.support.office import PASSWORD, TestOffice, invented_iin, open_office
from ui.application import Application
from ui.background import Background
from ui.language import switch
from ui.line.hall import HallScreen
from ui.line.kiosk import KioskWindow
from ui.line.leaving import LeaveKiosk
from ui.line.watch import LineWatch
from ui.shell.help import HelpDialog

TSA = "tsa_assignment"
KEY = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path)
    yield found
    found.close()


def settle(background: Background) -> None:
    for _turn in range(3):
        background.wait_idle()
        QTest.qWait(70)
    background.wait_idle()


def words(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.fixture
def watch(office: TestOffice, background: Background) -> Iterator[LineWatch]:
    found = LineWatch(office.desks["aigul"], background)
    found.start()
    settle(background)
    yield found
    found.stop()


@pytest.fixture
def kiosk(qtbot: QtBot, office: TestOffice, background: Background, watch: LineWatch) -> Iterator[KioskWindow]:
    found = KioskWindow(office.desks["aigul"], background, office.entrance, watch)
    found.show()
    found.activateWindow()
    settle(background)
    yield found
    if shiboken6.isValid(found):
        found.leave()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


def test_one_press_gives_a_number_and_prints_it(office: TestOffice, background: Background, kiosk: KioskWindow) -> None:
    desk = office.desks["aigul"]
    before = desk.line.take_ticket(desk.session, TSA)
    button = kiosk.findChild(QPushButton, "line.kiosk_group_1")
    assert button is not None
    for _press in range(2):  # two touches of an impatient finger
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(background)
    standing = desk.line.in_line(desk.session)
    assert [one.ticket for one in standing] == [before.ticket, "А-002"]
    assert kiosk.number.text() == "А-002"
    assert "Алдыңызда: 1 адам" in words(kiosk)
    assert "Қағазды принтерден алыңыз" in words(kiosk)
    assert len(office.printer.jobs) == 1
    QTest.keyClick(kiosk, KEY.Key_Return)
    assert not kiosk.number.isVisible()


def test_a_digit_chooses_and_russian_is_the_kiosk_s_own(
    office: TestOffice, background: Background, kiosk: KioskWindow
) -> None:
    russian = kiosk.findChild(QPushButton, "line.kiosk_ru")
    assert russian is not None
    QTest.mouseClick(russian, Qt.MouseButton.LeftButton)
    assert language() is Language.KK, "the screen of the desk keeps its language"
    QTest.keyClick(kiosk, KEY.Key_3)
    settle(background)
    desk = office.desks["aigul"]
    assert [one.group for one in desk.line.in_line(desk.session)] == [COLLECT]
    assert "Вы следующий" in words(kiosk)
    kiosk.first_page()
    assert kiosk.language is Language.KK, "the next visitor is greeted in Kazakh"


def test_what_documents_are_needed_is_printed_without_a_ticket(
    office: TestOffice, background: Background, kiosk: KioskWindow
) -> None:
    button = kiosk.findChild(QPushButton, "line.kiosk_leaflet_1")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(background)
    desk = office.desks["aigul"]
    assert desk.line.in_line(desk.session) == ()
    assert len(office.printer.jobs) == 1
    assert "Қағазды принтерден алыңыз" in words(kiosk)
    assert desk.printing.unprinted(desk.session) == (), "a leaflet is owed to nobody"


def test_only_a_supervisor_s_password_leaves(office: TestOffice, background: Background, kiosk: KioskWindow) -> None:
    kiosk.close()
    assert kiosk.isVisible()
    asked = kiosk.findChild(LeaveKiosk)
    assert asked is not None
    closed: list[bool] = []
    kiosk.left.connect(lambda: closed.append(True))
    for login, leaves in (("basqaru", False), ("basqaru", True)):
        name, password = (asked.findChild(QLineEdit, field) for field in ("login", "password"))
        assert name is not None and password is not None
        name.setText(login)
        password.setText(PASSWORD if leaves else "басқа сөз")
        QTest.keyClick(password, KEY.Key_Return)
        settle(background)
        assert bool(closed) is leaves


def test_a_clerk_s_password_does_not_leave(tmp_path: Path, background: Background, qtbot: QtBot) -> None:
    office = open_office(tmp_path / "accounts", with_accounts=True)
    watch = LineWatch(office.desks["aigul"], background)
    kiosk = KioskWindow(office.desks["aigul"], background, office.entrance, watch)
    kiosk.show()
    kiosk.ask_to_leave()
    asked = kiosk.findChild(LeaveKiosk)
    assert asked is not None
    asked.form.login.setText("aigul")
    asked.form.password.setText(PASSWORD)
    QTest.keyClick(asked.form.password, KEY.Key_Return)
    settle(background)
    assert kiosk.isVisible() and asked.form.fault.isVisible()
    asked.reject()
    kiosk.leave()
    office.close()


def test_the_hall_shows_numbers_and_desks_and_no_names(
    office: TestOffice, background: Background, watch: LineWatch, qtbot: QtBot
) -> None:
    hall = HallScreen(watch)
    hall.show()
    assert any("Шақырылған нөмірлер" in text for text in words(hall))
    aigul, marat = office.desks["aigul"], office.desks["marat"]
    first = aigul.line.take_ticket(aigul.session, TSA, iin=invented_iin(1), name="Әбдірахманов Нұрлан")
    second = aigul.line.take_ticket(aigul.session, TSA)
    aigul.line.call_next(aigul.session)
    office.clock.advance(minutes=1)
    marat.line.call_next(marat.session)
    settle(background)
    assert hall.number.text() == second.ticket, "the last one called is large"
    assert hall.rows[0][0].text() == first.ticket
    assert not any(name in text for text in words(hall) for name in ("Нұрлан", "Сейітова", "Айгүл", invented_iin(1)))
    QTest.keyClick(hall, KEY.Key_Escape)
    assert not hall.isVisible()


def test_the_hall_writes_only_what_changed(
    office: TestOffice, background: Background, watch: LineWatch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = HallScreen(watch)
    written: list[str] = []
    monkeypatch.setattr(hall.number, "setText", written.append)
    desk = office.desks["aigul"]
    visit = desk.line.take_ticket(desk.session, TSA)
    settle(background)
    assert written == [], "somebody who only waits changes nothing there"
    desk.line.call_next(desk.session)
    settle(background)
    desk.line.repeat(desk.session, visit.key)
    settle(background)
    assert written == [visit.ticket]
    hall.close()


@pytest.fixture
def application(tmp_path: Path, qapp: QApplication) -> Iterator[Application]:
    office = open_office(tmp_path / "program")
    desk = office.desks["basqaru"]
    found = Application(office.program, qapp)
    found.entrance = office.entrance
    found.open_desk(desk)
    settle(found.background)
    yield found
    if found.window is not None:
        found.window.close()
    found.background.stop()
    office.close()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


def test_windows_open_from_the_settings_and_the_lock_leaves_them(application: Application) -> None:
    page = application.page("settings")
    page.findChild(QPushButton, "line_hall").click()
    settle(application.background)
    assert application.line is not None
    hall = application.line.hall
    assert hall is not None and hall.isVisible()
    monitor = QApplication.primaryScreen().name()
    hall.moved.emit(monitor)
    settle(application.background)
    assert application.program.workplace.load().hall_screen == monitor
    application.lock()
    assert application.covers and all(cover.parent() is not hall for cover in application.covers)
    application._unlock()
    page.findChild(QPushButton, "line_kiosk").click()
    settle(application.background)
    kiosk = application.line.kiosk
    assert kiosk is not None and kiosk.isVisible()
    assert application.window is not None and not application.window.isVisible(), "one monitor: the desk waits unseen"
    kiosk.leave()
    assert application.window.isVisible()
    application.window.close()
    assert not hall.isVisible()


def test_the_program_as_a_kiosk_has_no_main_window(tmp_path: Path, qapp: QApplication) -> None:
    office = open_office(tmp_path / "kiosk")
    found = Application(office.program, qapp, kiosk=True)
    found.entrance = office.entrance
    found.open_desk(office.desks["basqaru"])
    settle(found.background)
    assert found.window is None and found.line is not None and found.line.kiosk is not None
    kiosk = found.line.kiosk
    assert kiosk.isVisible() and len(kiosk.buttons) == 3
    kiosk.take(kiosk._groups[0])
    settle(found.background)
    desk = office.desks["basqaru"]
    assert [one.state for one in desk.line.in_line(desk.session)] == [VisitState.WAITING]
    assert office.printer.jobs and PaperKind.TICKET.value == "ticket"
    found.line.close()
    found.background.stop()
    office.close()


@pytest.mark.parametrize("shown", list(Language))
def test_the_help_of_the_desk_leads_to_the_help_of_the_line(qtbot: QtBot, shown: Language) -> None:
    switch(shown)
    owner = QWidget()
    dialog = HelpDialog(owner, "intake")
    browser = dialog.findChild(QTextBrowser, "help_text")
    assert browser is not None
    browser.setSource(QUrl("line.html"))
    assert "Ctrl+T" in browser.toPlainText() and "kiosk" in browser.toPlainText()
    owner.deleteLater()
