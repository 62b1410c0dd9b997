"""The way in, driven by keys: the first run, signing in, the recovery code, the lock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import open_program
from desk_app.domain.language import Language
from desk_app.domain.staff import OfficeKind, Role
from desk_app.i18n import language
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD, RecordingPrinter, TestOffice, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.entrance.sign_in import LockOverlay, SignInWindow
from ui.entrance.wizard import FirstRunWizard
from ui.language import switch


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path, with_accounts=True)


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path, background: Background) -> FirstRunWizard:
    program = open_program(tmp_path, "", clock=StandingClock(), printer=RecordingPrinter())
    found = FirstRunWizard(program.entrance(), background)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    show(qtbot, found)
    qtbot.waitUntil(background.is_idle)
    return found


@pytest.mark.parametrize(
    ("today", "ticked"),
    [
        (
            datetime(2019, 9, 16, 4, 0, tzinfo=UTC),
            ["tsa_assignment", "tsa_certificate", "home_schooling", "fuel_aid", "housing_aid"],
        ),
        (
            datetime(2026, 11, 22, 4, 0, tzinfo=UTC),
            ["tsa_assignment", "tsa_certificate", "home_schooling", "maslikhat_aid", "fuel_aid", "housing_aid"],
        ),
    ],
    ids=["under the decree", "today"],
)
def test_wordings_in_force_on_that_day_are_ticked(
    qtbot: QtBot, tmp_path: Path, background: Background, today: datetime, ticked: list[str]
) -> None:
    """Aid by decisions of the maslikhat is known in its wording of 2026 only."""
    program = open_program(tmp_path, "", clock=StandingClock(today), printer=RecordingPrinter())
    wizard = FirstRunWizard(program.entrance(), background)
    qtbot.addWidget(wizard)
    qtbot.waitUntil(background.is_idle)
    day = "2018-03-23" if today.year == 2019 else "2026-07-12"
    assert wizard.editions_page.chosen() == tuple(f"{service}/{day}" for service in ticked)
    names = [box.accessibleName() for box in wizard.editions_page.findChildren(QCheckBox)]
    assert len(names) == len(set(names)) == 11


def show(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def fill(hands: Hands, *texts: str) -> None:
    """Type each text and go to the next field."""
    for text in texts:
        hands.type(text)
        hands.press(Qt.Key.Key_Tab)


def fill_office(wizard: FirstRunWizard, hands: Hands) -> None:
    fill(hands, "Орталық", "Центр")
    for kind in (OfficeKind.CENTRE, OfficeKind.PROVIDER):
        wizard.office_page.kinds.box(kind.value).setFocus()
        hands.press(Qt.Key.Key_Space)
    wizard.office_page.region.kk.setFocus()
    fill(hands, "Қостанай облысы", "Костанайская область", "Қостанай", "Костанай")


def fill_account(hands: Hands, password: str = PASSWORD, again: str = PASSWORD) -> None:
    fill(hands, "Ермекова", "Сәуле", "Қайратқызы", "бөлім басшысы", "руководитель отдела", "saule", password, again)


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_first_run_by_keys_ends_at_an_open_desk(
    qtbot: QtBot, wizard: FirstRunWizard, hands: Hands, screen: Language
) -> None:
    switch(screen)
    hands.press(Qt.Key.Key_Return)
    fill_office(wizard, hands)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    fill_account(hands)
    hands.press(Qt.Key.Key_Return)
    assert wizard.current == wizard.pages.index(wizard.recovery_page)
    assert wizard.recovery_page.code.text()
    assert not wizard.recovery_page.sheet.pixmap().isNull()

    wizard.recovery_page.done.setFocus()
    hands.press(Qt.Key.Key_Space)
    with qtbot.waitSignal(wizard.finished) as finished:
        hands.press(Qt.Key.Key_Return)

    session = finished.args[0].session
    assert session.member.login == "saule"
    assert session.member.roles == (Role.SUPERVISOR,)
    assert session.office.kinds == (OfficeKind.CENTRE, OfficeKind.PROVIDER)
    assert session.office.name.kk == "Орталық"
    assert language() is screen


def test_work_does_not_begin_before_the_recovery_sheet_is_out(wizard: FirstRunWizard, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return)
    fill_office(wizard, hands)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    fill_account(hands)
    hands.press(Qt.Key.Key_Return)
    assert not wizard.next.isEnabled()


def test_recovery_sheet_can_be_saved(wizard: FirstRunWizard, hands: Hands, tmp_path: Path) -> None:
    test_work_does_not_begin_before_the_recovery_sheet_is_out(wizard, hands)
    wizard.recovery_page.save_to(tmp_path / "sheet.pdf")
    hands.settle()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_office_page_says_what_is_missing_and_goes_there(wizard: FirstRunWizard, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    assert wizard.current == 1
    assert wizard.fault.text()
    assert wizard.office_page.name.kk.hasFocus()


@pytest.mark.parametrize(
    ("password", "again"), [("short", "short"), (PASSWORD, PASSWORD + "1")], ids=["short", "differs"]
)
def test_wrong_first_password_is_told_before_anything_is_made(
    wizard: FirstRunWizard, hands: Hands, tmp_path: Path, password: str, again: str
) -> None:
    hands.press(Qt.Key.Key_Return)
    fill_office(wizard, hands)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    fill_account(hands, password, again)
    hands.press(Qt.Key.Key_Return)
    assert wizard.fault.text()
    assert not (tmp_path / "tereze.db").exists()


def sign_in_window(qtbot: QtBot, office: TestOffice, background: Background) -> SignInWindow:
    found = SignInWindow(office.entrance, background)
    qtbot.addWidget(found)
    show(qtbot, found)
    return found


def test_signing_in_by_keys(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    window = sign_in_window(qtbot, office, background)
    hands.type("aigul")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    with qtbot.waitSignal(window.signed_in) as signed_in:
        hands.press(Qt.Key.Key_Return)
    assert signed_in.args[0].session.member.login == "aigul"
    assert not window.form.password.text()


def test_wrong_password_is_told_in_place_and_the_name_stays(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    window = sign_in_window(qtbot, office, background)
    fill(hands, "aigul")
    hands.type("қате құпиясөз")
    hands.press(Qt.Key.Key_Return)
    assert window.form.fault.isVisible()
    assert window.form.login.text() == "aigul"
    assert window.form.password.hasFocus()
    assert window.form.button.isEnabled()


def test_alphabet_of_a_hidden_password_is_told(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    window = sign_in_window(qtbot, office, background)
    window.form.password.setFocus()
    hands.type("abc")
    latin = window.form.hint.text()
    hands.type("ә")
    assert latin and window.form.hint.text() not in ("", latin)


def test_eye_shows_the_password(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    window = sign_in_window(qtbot, office, background)
    eye = window.form.password.actions()[0]
    eye.trigger()
    assert window.form.password.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert window.form.password.echoMode() is QLineEdit.EchoMode.Password


def test_recovery_code_opens_the_records_with_a_new_password(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    window = sign_in_window(qtbot, office, background)
    window.forgotten.click()
    fill(hands, office.recovery_code, "aigul", "жаңа құпиясөз 1")
    hands.type("жаңа құпиясөз 1")
    with qtbot.waitSignal(window.signed_in):
        hands.press(Qt.Key.Key_Return)
    assert office.entrance.sign_in("aigul", "жаңа құпиясөз 1").session.member.login == "aigul"


def test_lock_covers_the_window_and_the_form_stays(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    field = QLineEdit(window)
    show(qtbot, window)
    field.setFocus()
    hands.type("жартылай толтырылған")
    cover = LockOverlay(window, office.entrance, background, office.desks["aigul"].session)
    assert cover.geometry() == window.rect()
    for _tab in range(6):
        hands.press(Qt.Key.Key_Tab)
        assert not field.hasFocus()
    cover.form.password.setFocus()
    hands.type("басқа")
    hands.press(Qt.Key.Key_Return)
    assert cover.isVisible()
    cover.form.password.clear()
    hands.type(PASSWORD)
    with qtbot.waitSignal(cover.unlocked):
        hands.press(Qt.Key.Key_Return)
    assert field.text() == "жартылай толтырылған"
    assert field.hasFocus()
