"""The settings over real records."""

from __future__ import annotations

import socket
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language
from desk_app.domain.recipients import LineFault, Skipped
from desk_app.domain.staff import Role
from desk_app.errors import UserError
from tests.support.office import PASSWORD, TestOffice, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.list_report import fault_words
from ui.office.page import SettingsPage
from ui.office.probe import SSL_REQUEST, check_server
from ui.office.staff import StaffSection
from ui.office.stand_ins import StandInsSection


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path, with_accounts=True)


def open_page(qtbot: QtBot, office: TestOffice, background: Background, login: str = "basqaru") -> SettingsPage:
    program = office.program
    page = SettingsPage(office.desks[login], background, program.workplace, program.data_dir, program.log_path)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(background.is_idle)
    return page


def section(page: SettingsPage, name: str) -> QWidget:
    index = next(index for index, one in enumerate(page.sections) if one.name == name)
    page.list.setCurrentRow(index)
    return page.sections[index]


@pytest.mark.parametrize(
    ("login", "names"),
    [
        ("aigul", ["workplace", "password", "editions", "line", "about"]),
        ("oryn", ["workplace", "password", "editions", "recipients", "line", "about"]),
        (
            "basqaru",
            [
                "workplace",
                "password",
                "staff",
                "stand_ins",
                "editions",
                "calendar",
                "recipients",
                "line",
                "scans",
                "doctor",
                "portal",
                "about",
            ],
        ),
    ],
    ids=["clerk", "executor", "supervisor"],
)
def test_person_sees_only_their_sections(
    qtbot: QtBot, office: TestOffice, background: Background, login: str, names: list[str]
) -> None:
    page = open_page(qtbot, office, background, login)
    assert [one.name for one in page.sections] == names


def test_workplace_is_saved_and_printers_are_kept(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.workplace.desk.setFocus()
    hands.type("3-терезе")
    page.workplace.large.setFocus()
    hands.press(Qt.Key.Key_Space)
    with qtbot.waitSignal(page.workplace_changed) as changed:
        page.workplace.save.click()
    saved = office.program.workplace.load()
    assert changed.args == [saved]
    assert (saved.desk, saved.large_text, saved.language) == ("3-терезе", True, Language.KK)
    kazakh = page.workplace.answer.text()
    switch(Language.RU)
    assert kazakh and page.workplace.answer.text() not in ("", kazakh)


def test_other_database_is_said_to_wait_for_the_restart(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.workplace.save.click()
    hands.settle()
    plain = page.workplace.answer.text()
    page.workplace.database.setText("postgresql://server/tereze")
    page.workplace.save.click()
    hands.settle()
    assert page.workplace.answer.text() not in ("", plain)


def test_address_that_is_none_is_told_in_place(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    page.workplace.database.setText("server")
    page.workplace.test.click()
    hands.settle()
    assert page.workplace.answer.property("role") == "bad"
    assert page.workplace.test.isEnabled()


def serve(answer: bytes) -> int:
    """A server of one connection that answers the first message with these bytes; return its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def once() -> None:
        link, _address = listening.accept()
        with link, listening:
            assert link.recv(8) == SSL_REQUEST
            link.sendall(answer)

    threading.Thread(target=once, daemon=True).start()
    port: int = listening.getsockname()[1]
    return port


@pytest.mark.parametrize(("answer", "encrypted"), [(b"S", True), (b"N", False)], ids=["encrypted", "plain"])
def test_server_says_whether_it_encrypts(answer: bytes, encrypted: bool) -> None:
    assert check_server(f"postgresql://127.0.0.1:{serve(answer)}/tereze") is encrypted


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "E-420"),
        ("http://server/x", "E-420"),
        ("postgresql://server", "E-420"),
        ("postgresql://server:нет/x", "E-420"),
        ("postgresql://127.0.0.1:1/x", "E-421"),
    ],
)
def test_wrong_address_is_named(address: str, code: str) -> None:
    with pytest.raises(UserError) as raised:
        check_server(address)
    assert raised.value.code == code


def test_other_service_is_not_taken_for_a_database() -> None:
    with pytest.raises(UserError) as raised:
        check_server(f"postgresql://127.0.0.1:{serve(b'H')}/x")
    assert raised.value.code == "E-422"


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_new_account_can_sign_in(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    page = open_page(qtbot, office, background)
    staff = section(page, "staff")
    hands.settle()
    staff.form.surname.setFocus()
    for text in ("Жаңа", "Маман", "", "маман", "специалист", "zhana", "ұзын құпиясөз", "ұзын құпиясөз"):
        hands.type(text)
        hands.press(Qt.Key.Key_Tab)
    staff.form.roles.box(Role.CLERK.value).setFocus()
    hands.press(Qt.Key.Key_Space)
    staff.add.click()
    hands.settle()
    assert staff.table.count() == 7
    assert not staff.form.password.text()
    assert office.entrance.sign_in("zhana", "ұзын құпиясөз").session.member.roles == (Role.CLERK,)


def test_account_without_a_role_is_not_given(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    staff = section(page, "staff")
    hands.settle()
    staff.form.surname.setText("Жаңа")
    staff.form.name.setText("Маман")
    staff.form.login.setText("zhana")
    staff.add.click()
    hands.settle()
    assert staff.answer.property("role") == "bad"
    assert staff.table.count() == 6


def test_closing_an_account_is_asked_twice(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    staff = section(page, "staff")
    hands.settle()
    row = next(index for index in range(staff.table.count()) if "marat" in staff.table.texts(index))
    staff.table.selectRow(row)
    staff.close_account.click()
    hands.settle()
    assert office.entrance.sign_in("marat", PASSWORD)
    staff.close_account.click()
    hands.settle()
    with pytest.raises(UserError):
        office.entrance.sign_in("marat", PASSWORD)


def test_another_wording_is_adopted_from_a_day(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    editions = section(page, "editions")
    hands.settle()
    before = len(office.desks["basqaru"].office.adoptions(office.desks["basqaru"].session))
    editions.day.set_value(date(2019, 10, 1))
    editions.adopt.click()
    hands.settle()
    adoptions = office.desks["basqaru"].office.adoptions(office.desks["basqaru"].session)
    assert len(adoptions) == before + 1
    assert max(adoption.adopted_from for adoption in adoptions) == date(2019, 10, 1)
    assert "01.10.2019" in editions.list.text()


def test_clerk_reads_the_adoptions_and_adopts_nothing(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = open_page(qtbot, office, background, "aigul")
    editions = section(page, "editions")
    qtbot.waitUntil(background.is_idle)
    assert editions.list.text()
    assert not editions.adopt.isVisible()


def write_list(path: Path) -> Path:
    path.write_text(f"{invented_iin(1)};Ахметов Болат;4;01.01.2019;30.06.2019\n123;Ким;1;;\n", encoding="utf-8")
    return path


def test_list_is_imported_only_after_its_report_was_seen(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    desk = office.desks["basqaru"]
    recipients = section(page, "recipients")
    recipients.read_file(write_list(tmp_path / "list.csv"))
    hands.settle()
    rows = recipients.report.lines
    assert [rows.index(row, 0).data() for row in range(rows.rowCount())] == ["1", "2"]
    assert rows.index(1, 5).data() == fault_words(Skipped(2, LineFault.IIN_LENGTH, "123"))
    assert desk.recipients.lists(desk.session) == ()
    assert recipients.take.hasFocus()
    hands.press(Qt.Key.Key_Space)
    assert [one.lines for one in desk.recipients.lists(desk.session)] == [1]
    assert recipients.lists.count() == 1 and recipients.report.isHidden()
    assert recipients.choose.hasFocus()


def test_report_can_show_only_what_is_left_out_and_be_left(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    recipients = section(page, "recipients")
    recipients.read_file(write_list(tmp_path / "list.csv"))
    hands.settle()
    recipients.filter.setFocus()
    hands.press(Qt.Key.Key_Right)
    assert recipients.report.lines.rowCount() == 1
    recipients.leave.setFocus()
    hands.press(Qt.Key.Key_Space)
    desk = office.desks["basqaru"]
    assert desk.recipients.lists(desk.session) == () and recipients.report.isHidden()


def test_same_file_again_is_told_and_not_imported(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    recipients = section(page, "recipients")
    path = write_list(tmp_path / "list.csv")
    for _time in range(2):
        recipients.read_file(path)
        hands.settle()
        recipients.take.click()
        hands.settle()
    assert not recipients.take.isEnabled() and "Ермекова" in recipients.answer.text()
    assert recipients.lists.count() == 1


def test_file_that_is_no_list_is_told_and_another_can_be_chosen(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    recipients = section(page, "recipients")
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    recipients.read_file(path)
    hands.settle()
    assert recipients.answer.property("role") == "bad" and "list.xlsx" in recipients.answer.text()
    assert recipients.choose.isEnabled() and recipients.progress.isHidden()


def test_reading_can_be_stopped(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    recipients = section(page, "recipients")
    recipients.read_file(write_list(tmp_path / "list.csv"))
    assert not recipients.progress.isHidden()
    recipients.progress.stop()
    hands.settle()
    assert recipients.answer.property("role") == "quiet" and recipients.report.isHidden()
    assert recipients.choose.isEnabled()


def test_file_that_is_not_there_is_told(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    page = open_page(qtbot, office, background)
    recipients = section(page, "recipients")
    recipients.read_file(tmp_path / "none.csv")
    hands.settle()
    assert recipients.answer.property("role") == "bad"
    assert recipients.choose.isEnabled()


def test_own_password_is_changed(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    page = open_page(qtbot, office, background, "aigul")
    password = section(page, "password")
    password.old.setFocus()
    for text in (PASSWORD, "жаңа құпиясөз 1"):
        hands.type(text)
        hands.press(Qt.Key.Key_Tab)
    hands.type("жаңа құпиясөз 1")
    hands.press(Qt.Key.Key_Return)
    assert password.answer.property("role") == "good"
    assert office.entrance.sign_in("aigul", "жаңа құпиясөз 1")


def test_about_names_version_folder_and_licences(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = open_page(qtbot, office, background)
    about = section(page, "about")
    assert str(office.program.data_dir) in about.facts.text()
    assert "LGPL" in about.parts.text()


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_a_substitute_is_named_and_ended_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    switch(screen)
    page = open_page(qtbot, office, background)
    part = section(page, "stand_ins")
    assert isinstance(part, StandInsSection)
    hands.settle()
    assert not part.table.isVisible() and part.nobody.isVisible()
    part.person.setFocus()
    part.person.setCurrentIndex(part.person.findText("Төлегенова Жұлдыз Сәкенқызы"))
    hands.press(Qt.Key.Key_Tab)
    assert part.order.hasFocus()
    hands.type("№ 45-ж, 13.09.2019")
    hands.press(Qt.Key.Key_Tab)
    assert part.begins.hasFocus()
    hands.type("16092019")
    hands.press(Qt.Key.Key_Tab)
    hands.type("27092019")
    assert part.position.kk.text() and part.position.ru.text()
    part.add.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert part.table.count() == 1 and part.table.isVisible() and not part.nobody.isVisible()
    name, days, _signs_as, order, state = part.table.texts(0)
    assert (name, days) == ("Төлегенова Ж. С.", "16.09.2019 – 27.09.2019")
    assert order == "№ 45-ж, 13.09.2019"
    assert "Төлегенова" in part.answer.text()
    assert page.minimumSizeHint().width() <= 1160
    page.grab().save(str(tmp_path / f"stand-ins-{screen.value}.png"))
    acting = office.entrance.sign_in("kense", PASSWORD)
    assert acting.session.has(Role.HEAD)
    part.end.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert part.table.texts(0)[4] == state, "the first press only asks"
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert part.table.texts(0)[4] != state and not part.end.isEnabled()


def test_days_that_are_missing_are_asked_for(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = open_page(qtbot, office, background)
    part = section(page, "stand_ins")
    assert isinstance(part, StandInsSection)
    hands.settle()
    part.add.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert part.begins.hasFocus() and part.answer.property("role") == "bad" and part.answer.text()
    desk = office.desks["basqaru"]
    assert desk.stand_ins.all(desk.session) == ()


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_an_account_is_put_right_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    switch(screen)
    page = open_page(qtbot, office, background)
    part = section(page, "staff")
    assert isinstance(part, StaffSection)
    hands.settle()
    row = next(row for row in range(part.table.count()) if "aigul" in part.table.texts(row))
    part.table.setFocus()
    part.table.selectRow(row)
    hands.press(Qt.Key.Key_Return)
    dialog = part.dialog
    assert dialog is not None and dialog.surname.hasFocus()
    dialog.surname.selectAll()
    hands.type("Оспанова")
    dialog.roles.box(Role.CHANCELLERY.value).setFocus()
    hands.press(Qt.Key.Key_Space)
    dialog.grab().save(str(tmp_path / f"member-{screen.value}.png"))
    dialog.go.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert any(part.table.texts(row)[0].startswith("Оспанова") for row in range(part.table.count()))
    member = office.entrance.sign_in("aigul", PASSWORD).session.member
    assert (member.surname, member.roles) == ("Оспанова", (Role.CLERK, Role.CHANCELLERY))
