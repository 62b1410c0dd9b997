"""The parts of the page of work by keys: groups, what is overdue, results to collect, copies that come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import StepKind
from tests.support.office import SUPERVISOR, TestOffice, open_office
from tests.support.routes import ROUTES, act, register, walk
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.doctor import DoctorSection
from ui.papers import PaperDialog
from ui.work.page import LATE, MINE, READY, SENT, WorkPage

BOSS = SUPERVISOR.login
ASSIGNMENT = next(one for one in ROUTES if one.name == "tsa_assignment/2018-03-23-centre")
CERTIFICATE = next(one for one in ROUTES if one.name == "tsa_certificate/2018-03-23-provider")
SENDS = next(step.code for step in ASSIGNMENT.rule.steps if step.kind.value == "send")
CTRL = Qt.KeyboardModifier.ControlModifier
OVERDUE = {Language.KK: "мерзімі өткен", Language.RU: "просрочено"}
NOT_BACK = {Language.KK: "қайтпады, 18.09.2019 дейін күтілген", Language.RU: "не вернулся, ждали до 18.09.2019"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = open_office(tmp_path)
    yield found
    found.close()


@pytest.fixture(params=list(Language), ids=["kazakh", "russian"])
def screen(request: pytest.FixtureRequest, kazakh_screen: None) -> Language:
    switch(request.param)
    return Language(request.param)


def opened(qtbot: QtBot, office: TestOffice, login: str, background: Background) -> WorkPage:
    page = WorkPage(office.desks[login], background)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(background.is_idle)
    return page


def picture(page: WorkPage, name: str, screen: Language, tmp_path: Path) -> None:
    assert page.grab().save(str(tmp_path / f"{name}-{screen.value}.png"))


def group_texts(page: WorkPage, view: str) -> list[str]:
    groups = (page.mine if view == MINE else page.overdue).groups
    return [groups.item(row).toolTip() for row in range(groups.count())]


def test_groups_by_step_with_what_is_late(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    first = register(office, ASSIGNMENT, 1)
    register(office, ASSIGNMENT, 4)
    act(office, office.desks["aigul"], ASSIGNMENT, ASSIGNMENT.rule.step(SENDS), first)
    office.clock.advance(days=4)
    register(office, ASSIGNMENT, 7)
    page = opened(qtbot, office, "aigul", background)
    picture(page, "mine", screen, tmp_path)
    counts = [int(text.split(":")[1].split(",")[0]) for text in group_texts(page, MINE)]
    assert counts[0] == 3 and sum(counts[1:]) == 3 and len(counts) == 3
    assert OVERDUE[screen] in group_texts(page, MINE)[0]
    page.mine.groups.setFocus()
    hands.press(Qt.Key.Key_Down)
    shown = [line.row.key for line in page.table.lines.lines]
    assert len(shown) == counts[1] < 3
    hands.press(Qt.Key.Key_Return)
    assert page.table.hasFocus()
    waits_for = page.table.lines.lines[0].step.title.text(screen)
    assert waits_for in page.table.whatsThis(), "what the columns cut is read by Shift+F1"
    hands.press(Qt.Key.Key_Return)
    assert page.card is not None and page.card.card is not None
    assert page.card.card.case.key == shown[0]
    hands.press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_head_sees_what_is_overdue_by_step_and_person(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    key = register(office, CERTIFICATE, 1)
    register(office, CERTIFICATE, 4)
    register(office, ASSIGNMENT, 7)
    act(office, office.desks["bas"], CERTIFICATE, CERTIFICATE.rule.step("resolve"), key)
    office.clock.advance(days=9)
    page = opened(qtbot, office, "bas", background)
    hands.press(Qt.Key.Key_2, CTRL)
    assert page.view == LATE
    picture(page, "late", screen, tmp_path)
    texts = group_texts(page, LATE)
    assert any(text.startswith("Ысқақ Б.") and ": 1" in text for text in texts), texts
    row = next(index for index, text in enumerate(texts) if text.startswith("Ысқақ"))
    page.overdue.groups.setCurrentRow(row)
    hands.settle()
    assert [line.row.key for line in page.overdue.table.lines.lines] == [key]
    page.overdue.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.card is not None and page.card.card is not None and page.card.card.case.key == key


def test_executor_has_only_own_work(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = opened(qtbot, office, "oryn", background)
    assert list(page._views) == [MINE]
    assert page.body.currentWidget() is page.empty_state


def test_keys_are_heard_over_an_empty_list(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    page = opened(qtbot, office, "kense", background)
    assert page.body.currentWidget() is page.empty_state
    hands.press(Qt.Key.Key_3, CTRL)
    assert page.view == SENT
    hands.press(Qt.Key.Key_2, CTRL)
    assert page.view == READY


def test_call_is_noted_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    key = register(office, CERTIFICATE, 1)
    walk(office, CERTIFICATE, key, CERTIFICATE.rule.steps[-1].code)
    office.clock.advance(days=12)
    page = opened(qtbot, office, "kense", background)
    page.show_view(READY)
    hands.settle()
    assert page.ready.table.hasFocus()
    assert "+7 700 000 00 00" in page.ready.table.texts(0)[2]
    assert page.ready.table.tones(0)[3] == "warn"
    hands.press(Qt.Key.Key_T, CTRL)
    assert page.ready.note.hasFocus()
    hands.type("ертең келеді")
    hands.press(Qt.Key.Key_Return)
    assert "ертең келеді" in page.ready.table.texts(0)[4]
    picture(page, "ready", screen, tmp_path)
    assert page.ready.table.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.card is not None and page.card.card is not None and page.card.card.case.key == key


def test_copy_that_is_not_back_is_yellow_with_a_word(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    clerk = office.desks["aigul"]
    for serial, place in ((1, "Жұмыспен қамту бөлімі"), (4, "Қостанай ауданы")):
        case = register(office, ASSIGNMENT, serial)
        walk(office, ASSIGNMENT, case, SENDS)
        clerk.routing.send(clerk.session, (case,), place, "courier", PaperLanguage.KK)
        office.clock.advance(days=3)
    page = opened(qtbot, office, "aigul", background)
    page.show_view(SENT)
    hands.settle()
    assert page.sent.awaited.count() == 2
    picture(page, "sent", screen, tmp_path)
    assert NOT_BACK[screen] in page.sent.awaited.texts(0)[4]
    assert page.sent.awaited.tones(0)[4] == "warn"
    assert page.sent.awaited.hasFocus()
    hands.press(Qt.Key.Key_R, CTRL)
    assert page.sent.awaited.count() == 1
    found = clerk.sent_lists.awaited(clerk.session)
    page.mark_copy_back(found[0].list.key)
    hands.settle()
    assert clerk.sent_lists.awaited(clerk.session) == ()
    assert page.sent.awaited.count() == 0
    assert not page.sent.back.isEnabled(), "no list is there to be marked"
    assert not page.sent.wrong.isEnabled() and not page.sent.paper.isEnabled()


PUT_RIGHT = {Language.KK: "кейін түзетілді: ", Language.RU: "позже исправлено: "}


def test_list_with_a_corrected_name_is_issued_anew_by_key(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    clerk = office.desks["aigul"]
    case = register(office, ASSIGNMENT, 1)
    walk(office, ASSIGNMENT, case, SENDS)
    old = clerk.routing.send(clerk.session, (case,), "Жұмыспен қамту бөлімі", "courier", PaperLanguage.KK)
    page = opened(qtbot, office, "aigul", background)
    page.show_view(SENT)
    hands.settle()
    assert not page.sent.anew.isEnabled()
    office.clock.advance(minutes=1)
    found = clerk.register.card(clerk.session, case).case
    name = PersonName("Жүнісбекова", "Меруерт", "")
    form = replace(found.application, applicant=replace(found.application.applicant, name=name))
    clerk.corrections.correct(clerk.session, case, form, "тегі қате жазылған")
    page.refresh()
    hands.settle()
    assert page.sent.awaited.texts(0)[4].endswith(PUT_RIGHT[screen] + found.number)
    assert page.sent.awaited.tones(0)[4] == "warn" and page.sent.anew.isEnabled()
    picture(page, "put_right", screen, tmp_path)
    page.sent.awaited.setFocus()
    office.clock.advance(minutes=1)
    hands.press(Qt.Key.Key_I, CTRL)
    hands.settle()
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    assert sent.list.paper != old.key and sent.list.corrected == ()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None and dialog.isVisible()
    assert f"{old.number}/2" in page.message.what.text()
    dialog.close()


def test_supervisor_sets_the_days_once(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    page = opened(qtbot, office, BOSS, background)
    page.show_view(SENT)
    hands.settle()
    assert page.sent.days.isVisible()
    page.sent.days.setFocus()
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Tab)
    boss = office.desks[BOSS]
    assert boss.sent_lists.return_days(boss.session) == 3


def test_examination_tells_what_it_found(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    boss = office.desks[BOSS]
    register(office, ASSIGNMENT, 1)
    for login in ("aigul", "marat"):
        boss.office.disable(boss.session, office.desks[login].session.member.key)
    section = DoctorSection(boss, background)
    qtbot.addWidget(section)
    section.resize(900, 660)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.findChild(QPushButton, "doctor_start").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert section.report is not None
    checks = [one.check for one in section.report.findings]
    assert "work_lists" in checks
    assert section.table.count() == len(checks) + len(section.report.advice)
    assert section.grab().save(str(tmp_path / f"doctor-{screen.value}.png"))


def test_page_turned_to_gives_the_keyboard_to_the_card_in_front(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    """The card shows the case as a colleague left it meanwhile, and Esc goes back to the list."""
    key = register(office, ASSIGNMENT, 1)
    page = opened(qtbot, office, "aigul", background)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: page.card is not None and page.card.button.hasFocus(), "the card")
    act(office, office.desks["marat"], ASSIGNMENT, ASSIGNMENT.rule.step(SENDS), key)
    page.setFocus()
    page.activate()
    hands.settle()
    assert page.card is not None and page.card.card is not None and page.card.card.waiting.step is not None
    assert page.card.card.waiting.step.kind is StepKind.RESULT
    assert page.card.isAncestorOf(page.focusWidget())
    hands.press(Qt.Key.Key_Escape)
    assert not page.is_card_shown and page.table.hasFocus()
