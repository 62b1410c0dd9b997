"""The line at the desk page, by keys, in both languages, over real use cases and the encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.line import COLLECT, Visit, VisitAct, VisitResult, VisitState
from desk_app.domain.regulation import Channel
from desk_app.usecases.ports_line import SubjectKind
from tests.support.office import (
    ASSISTANCE,
    CERTIFICATE_FILE,
    TestOffice,
    application,
    command,
    edition_with_priority,
    invented_iin,
    open_office,
)
from tests.ui.intake_driver import Clerk
from ui.language import switch
from ui.line.menu import ActionsMenu
from ui.theme import apply_theme

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TSA, CERTIFICATE = "tsa_assignment", "tsa_certificate"
Arrive = Callable[..., Clerk]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path)
    yield found
    found.close()


@pytest.fixture(params=list(Language))
def arrive(request: pytest.FixtureRequest, qtbot: QtBot, qapp: object, office: TestOffice) -> Iterator[Arrive]:
    """A clerk at the desk, in each language of the screen."""
    apply_theme(qapp)  # type: ignore[arg-type]  # a QApplication
    switch(request.param)
    clerks: list[Clerk] = []

    def come(login: str = "aigul") -> Clerk:
        clerks.append(Clerk(office, office.desks[login]))
        return clerks[-1]

    yield come
    for clerk in clerks:
        clerk.close()


def ticket(office: TestOffice, group: str = TSA, **more: str) -> Visit:
    desk = office.desks["aigul"]
    return desk.line.take_ticket(desk.session, group, **more)


def now(office: TestOffice, visit: Visit) -> Visit:
    return office.desks["aigul"].line.visit(visit.key)


def shown(clerk: Clerk) -> list[str]:
    """Numbers of the list, in its order."""
    return [visit.ticket for visit in clerk.page.line.column.waiting.visits.visits]


def press(clerk: Clerk, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key to whatever has the focus, a dialog or a menu too."""
    target = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if target is None:
        # no window manager offscreen: when a dialog closes nobody hands the focus back to its window
        clerk.page.activateWindow()
        QApplication.processEvents()
        target = clerk.page
    inner = target.focusWidget() if not isinstance(target, ActionsMenu) else None
    QTest.keyClick(inner or target, key, modifiers)
    clerk.settle(2)


def button(clerk: Clerk, name: str) -> QAbstractButton:
    found = clerk.page.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def dialog(name: str) -> QWidget:
    found = QApplication.activeModalWidget()
    assert found is not None and found.objectName() == name
    return found


def test_an_office_without_tickets_sees_one_quiet_line(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    empty = clerk.find("line.empty")
    assert isinstance(empty, QLabel) and empty.isVisible() and "Ctrl+T" in empty.text()
    assert not clerk.find("line.visit").isVisible()
    assert clerk.page.today.isVisible(), "what was left over has the room"
    press(clerk, KEY.Key_F2)
    assert clerk.focus == "intake.iin"
    assert clerk.page.message.isHidden()


def test_f2_calls_in_turn_and_typing_begins_the_visit(office: TestOffice, arrive: Arrive) -> None:
    first, second = ticket(office), ticket(office, COLLECT)
    clerk = arrive()
    assert shown(clerk) == [first.ticket, second.ticket]
    press(clerk, KEY.Key_F2)
    assert (now(office, first).state, shown(clerk)) == (VisitState.CALLED, [second.ticket])
    assert clerk.find("line.number").accessibleName() == first.ticket
    assert not clerk.page.today.isVisible()
    clerk.page.desk_form.visitor.iin.setFocus()
    clerk.type(invented_iin(1)[:6])
    assert now(office, first).state is VisitState.SERVING
    assert clerk.find("line.checked").isVisible()
    assert "/ 05:00" in clerk.find("line.checked").text()  # type: ignore[attr-defined]  # a label


def test_a_desk_shows_whom_it_calls(office: TestOffice, arrive: Arrive) -> None:
    ticket(office)
    other = ticket(office, CERTIFICATE)
    clerk = arrive("kense")
    assert shown(clerk) == [other.ticket], "assistance is accepted at another desk"
    assert clerk.page.line.watch.line.elsewhere == 1


def test_a_double_click_calls_one_person(office: TestOffice, arrive: Arrive) -> None:
    ticket(office)
    second = ticket(office)
    clerk = arrive()
    for _click in range(2):
        QTest.mouseClick(button(clerk, "intake.next"), Qt.MouseButton.LeftButton)
    clerk.settle()
    assert now(office, second).state is VisitState.WAITING
    assert shown(clerk) == [second.ticket]


def test_three_calls_then_did_not_come(office: TestOffice, arrive: Arrive) -> None:
    visit = ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    assert not button(clerk, "line.no_show").isEnabled()
    press(clerk, KEY.Key_F3)
    press(clerk, KEY.Key_F3)
    assert button(clerk, "line.no_show").isEnabled()
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_3)
    assert now(office, visit).result is VisitResult.NO_SHOW
    assert not clerk.find("line.visit").isVisible()


def test_put_aside_and_taken_back_by_keys(office: TestOffice, arrive: Arrive) -> None:
    first, second = ticket(office), ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_4)
    dialog("line.hold")
    press(clerk, KEY.Key_Down)
    press(clerk, KEY.Key_Return)
    held = now(office, first)
    assert held.state is VisitState.HELD and held.note
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    press(clerk, KEY.Key_F5)
    dialog("line.ending")
    press(clerk, KEY.Key_Return)
    assert now(office, second).result is VisitResult.ASKED
    held_list = clerk.page.line.column.held
    held_list.setFocus()
    QTest.keyClick(held_list, KEY.Key_Return)
    clerk.settle()
    assert now(office, first).state is VisitState.SERVING


def test_sent_on_and_back(office: TestOffice, arrive: Arrive) -> None:
    visit = ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_5)
    asked = dialog("line.redirect")
    back = asked.findChild(QAbstractButton, "line.redirect_back")
    assert back is not None
    back.setFocus()
    press(clerk, KEY.Key_Space)
    press(clerk, KEY.Key_Return)
    found = now(office, visit)
    assert (found.state, found.group) == (VisitState.WAITING, CERTIFICATE)
    assert found.return_to == clerk.desk.session.member.key


def test_another_service_and_a_pause(office: TestOffice, arrive: Arrive) -> None:
    visit = ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_6)
    dialog("line.switch")
    press(clerk, KEY.Key_Return)
    assert now(office, visit).group == CERTIFICATE
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_7)
    dialog("line.pause")
    press(clerk, KEY.Key_Return)
    assert now(office, visit).paused_at is not None
    press(clerk, KEY.Key_F10)
    press(clerk, KEY.Key_7)
    assert now(office, visit).paused_at is None


def test_a_registration_is_tied_to_the_visit_and_ends_it(office: TestOffice, arrive: Arrive) -> None:
    """Without one more key than before: F2, which asked for the next visitor, also closes the visit."""
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(1), missing=("income",))
    refused = desk.refusals.refuse(desk.session, command(form, office.clock), PaperLanguage.KK)
    desk.printing.confirm(desk.session, refused.paper.key, True)
    visit, following = ticket(office, iin=invented_iin(1)), ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    clerk.settle()
    assert clerk.page.desk_form.visitor.has_names, "the IIN of the ticket has filled the form"
    assert clerk.focus == "intake.documents"
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_Space)
    clerk.press(KEY.Key_F8)
    clerk.settle(5)
    assert clerk.page.shows_result
    assert clerk.page.line.watch.line.proposed is VisitResult.REGISTERED
    press(clerk, KEY.Key_F2)
    clerk.settle()
    ended = now(office, visit)
    assert (ended.state, ended.result) == (VisitState.ENDED, VisitResult.REGISTERED)
    assert now(office, following).state is VisitState.CALLED
    assert not clerk.page.shows_result


def test_a_visit_without_a_result_is_asked_about(office: TestOffice, arrive: Arrive) -> None:
    visit, following = ticket(office), ticket(office)
    clerk = arrive()
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_F5)
    press(clerk, KEY.Key_F2)
    dialog("line.ending")
    press(clerk, KEY.Key_Escape)
    assert now(office, visit).state is VisitState.SERVING, "Esc leaves everything as it was"
    press(clerk, KEY.Key_F2)
    press(clerk, KEY.Key_Return)
    assert now(office, visit).result is VisitResult.ASKED
    assert now(office, following).state is VisitState.CALLED


def test_out_of_turn_asks_and_is_journaled(office: TestOffice, arrive: Arrive) -> None:
    first, second = ticket(office), ticket(office)
    clerk = arrive()
    waiting = clerk.page.line.column.waiting
    waiting.setFocus()
    QTest.keyClick(waiting, KEY.Key_Down)
    QTest.keyClick(waiting, KEY.Key_Return)
    clerk.settle()
    asked = dialog("line.out_of_turn")
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert first.ticket in said and second.ticket in said
    press(clerk, KEY.Key_Escape)
    assert now(office, second).state is VisitState.WAITING
    QTest.keyClick(waiting, KEY.Key_Return)
    clerk.settle()
    press(clerk, KEY.Key_Return)
    assert now(office, second).state is VisitState.CALLED
    assert [event.act for event in clerk.desk.line.history(second.key)] == [VisitAct.TICKET, VisitAct.CALL]


def test_two_windows_hear_each_other(office: TestOffice, arrive: Arrive) -> None:
    mine, other = arrive("aigul"), arrive("marat")
    visit = ticket(office)
    mine.settle()
    other.settle()
    assert shown(mine) == shown(other) == [visit.ticket]
    press(other, KEY.Key_F2)
    mine.settle()
    assert shown(mine) == []
    assert now(office, visit).clerk == other.desk.session.member.key


def test_a_closed_page_hears_nothing_any_more(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    heard = clerk.desk.changes._heard[clerk.desk.session.office.key]  # type: ignore[attr-defined]  # the local ones
    assert len(heard) == 1
    clerk.page.deleteLater()
    QApplication.sendPostedEvents(clerk.page, 52)  # QEvent.DeferredDelete
    assert heard == []
    ticket(office)
    replacement = Clerk(office, clerk.desk)
    clerk.page = replacement.page
    clerk.background.stop()
    clerk.background = replacement.background


def test_a_ticket_at_the_desk_is_printed(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    press(clerk, KEY.Key_T, CONTROL)
    asked = dialog("line.ticket")
    press(clerk, KEY.Key_Return)
    clerk.settle()
    number = asked.findChild(QWidget, "line.ticket_number")
    assert number is not None and number.accessibleName() == "А-001"
    assert len(office.printer.jobs) == 1 and office.printer.jobs[0].startswith(b"%PDF")
    press(clerk, KEY.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert shown(clerk) == ["А-001"]


def test_the_same_person_twice_is_told(office: TestOffice, arrive: Arrive) -> None:
    ticket(office, COLLECT, iin=invented_iin(1))
    clerk = arrive()
    press(clerk, KEY.Key_T, CONTROL)
    asked = dialog("line.ticket")
    field = asked.findChild(QWidget, "line.ticket_iin")
    answer = asked.findChild(QLabel, "line.ticket_answer")
    assert field is not None and answer is not None
    field.setFocus()
    QTest.keyClicks(field, invented_iin(1))
    clerk.settle()
    assert "Н-001" in answer.text()
    asked.close()


def test_a_group_is_asked_for_only_where_an_act_lets_it_go_first(office: TestOffice, arrive: Arrive) -> None:
    boss = office.desks["basqaru"]
    boss.editions.add_edition(boss.session, edition_with_priority(CERTIFICATE_FILE), "own.toml")
    boss.office.adopt(boss.session, "tsa_certificate/2020-01-24", office.clock.now().date())
    before = ticket(office, CERTIFICATE)
    clerk = arrive("kense")
    press(clerk, KEY.Key_T, CONTROL)
    asked = dialog("line.ticket")
    rows, first = asked.findChild(QListWidget, "line.ticket_group"), asked.findChild(QComboBox, "line.ticket_priority")
    assert rows is not None and first is not None
    seen = []
    for row in range(rows.count()):
        rows.setCurrentRow(row)
        seen.append(first.isVisible())
    groups = list(clerk.page.line.watch.groups)
    assert seen == [code == CERTIFICATE for code in groups]
    rows.setCurrentRow(groups.index(CERTIFICATE))
    tall = asked.height()
    rows.setCurrentRow(groups.index(COLLECT))
    assert asked.height() < tall, "no hole is left where it is not asked"
    rows.setCurrentRow(groups.index(CERTIFICATE))
    assert first.currentData() == "" and first.accessibleName()
    first.setCurrentIndex(first.findData("veterans"))
    words = first.currentText()
    press(clerk, KEY.Key_Return)
    clerk.settle()
    press(clerk, KEY.Key_Return)
    assert len(shown(clerk)) == 2 and shown(clerk)[1] == before.ticket, "who goes first stands first"
    assert clerk.page.line.column.waiting.visits.under(0).startswith(words)


def test_a_second_number_of_the_person_is_told_when_the_case_names_them(office: TestOffice, arrive: Arrive) -> None:
    iin, desk = invented_iin(1), office.desks["aigul"]
    other = ticket(office, COLLECT, iin=iin)
    taken = ticket(office)
    clerk = arrive()
    said = clerk.find("line.again")
    desk.line.call(desk.session, taken.key)
    clerk.settle()
    assert not said.isVisible()
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, iin)
    done = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    desk.line.produced(desk.session, done.case.key, SubjectKind.CASE)
    clerk.settle()
    assert isinstance(said, QLabel) and said.isVisible() and other.ticket in said.text()


def test_a_paper_number_is_not_printed_again(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    press(clerk, KEY.Key_T, CONTROL)
    asked = dialog("line.ticket")
    field = asked.findChild(QWidget, "line.ticket_paper")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "17")
    press(clerk, KEY.Key_Return)
    press(clerk, KEY.Key_Return)
    assert shown(clerk) == ["17"]
    assert office.printer.jobs == []


def test_a_message_stays_until_it_is_read(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    strip = clerk.find("line.message")
    assert strip.isHidden()
    boss = office.desks["basqaru"]
    boss.line.send_message(boss.session, "Түскі үзіліс 13:00-де")
    clerk.settle()
    assert strip.isVisible() and strip.accessibleName() == "Түскі үзіліс 13:00-де"
    button(clerk, "line.message_read").setFocus()
    QTest.keyClick(button(clerk, "line.message_read"), KEY.Key_Space)
    clerk.settle()
    assert strip.isHidden()
    assert clerk.desk.line.unread(clerk.desk.session) == ()


def test_times_run_on_without_reading(office: TestOffice, arrive: Arrive, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket(office)
    clerk = arrive()
    reads: list[int] = []
    monkeypatch.setattr(clerk.page.line.watch, "read", lambda: reads.append(1))
    model = clerk.page.line.column.waiting.visits
    assert model.time(0).tone == "quiet"
    office.clock.advance(minutes=25)
    clerk.page.line.watch.ticked.emit()
    assert (model.time(0).text, model.time(0).tone) == ("25:00", "warn")
    office.clock.advance(minutes=6)
    assert (model.time(0).text, model.time(0).tone, model.time(0).sign) == ("31:00", "bad", "triangle-alert")
    assert reads == []


def test_a_narrow_window_keeps_the_line_in_sight(office: TestOffice, arrive: Arrive) -> None:
    visit = ticket(office)
    clerk = arrive()
    strip = clerk.find("line.strip")
    assert strip.isHidden()
    clerk.page.resize(1000, 680)
    clerk.settle(1)
    assert strip.isVisible() and not clerk.page.line.column.isVisible()
    press(clerk, KEY.Key_F2)
    assert visit.ticket in strip.accessibleName()
    clerk.page.resize(1190, 680)
    clerk.settle(1)
    assert strip.isHidden() and clerk.page.line.column.isVisible()


def test_what_was_left_over_lies_folded(office: TestOffice, arrive: Arrive) -> None:
    clerk = arrive()
    clerk.type(invented_iin(7))
    clerk.press(KEY.Key_N, CONTROL)
    clerk.settle(8)
    ticket(office)
    clerk.settle()
    fold = button(clerk, "line.fold")
    assert not clerk.page.today.isVisible() and "1" in fold.text()
    fold.click()
    assert clerk.page.today.isVisible() and clerk.page.today.drafts.count() == 1
