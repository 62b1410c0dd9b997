"""The work list and the day page over real records."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.usecases.ports import DayFigure
from tests.support.office import ASSISTANCE, CERTIFICATE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.day.page import ORDER, Choice, DayPage
from ui.demo.keys import Hands
from ui.language import switch
from ui.register.opener import CardStack
from ui.register.words import time_left
from ui.work.page import WorkPage

KK = PaperLanguage.KK


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def assistance(office: TestOffice, serial: int, login: str = "aigul") -> UUID:
    desk = office.desks[login]
    name = PersonName("Ахметов", f"Болат{serial}")
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), name=name)
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def certificate(office: TestOffice) -> UUID:
    desk = office.desks["kense"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, invented_iin(50))
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def show(qtbot: QtBot, page: CardStack, background: Background) -> None:
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(background.is_idle)


def test_what_waits_for_me_is_listed_soonest_first(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    first = assistance(office, 1)
    office.clock.advance(days=1)
    second = assistance(office, 2)
    page = WorkPage(office.desks["aigul"], background)
    counts: list[int] = []
    page.counted.connect(counts.append)
    show(qtbot, page, background)
    assert [line.row.key for line in page.table.lines.lines] == [first, second]
    assert counts[-1] == 2


def test_nothing_waits_says_how_cases_come_here(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    assistance(office, 1)
    page = WorkPage(office.desks["oryn"], background)
    show(qtbot, page, background)
    assert page.body.currentWidget() is page.empty_state


def test_late_work_is_said_in_a_word(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    assistance(office, 1)
    office.clock.advance(days=3)
    page = WorkPage(office.desks["aigul"], background)
    show(qtbot, page, background)
    assert "✗" in page.late.text()
    assert page.late.property("role") == "bad"


def test_case_leaves_my_list_when_its_step_is_done(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    certificate(office)
    page = WorkPage(office.desks["bas"], background)
    show(qtbot, page, background)
    hands.press(Qt.Key.Key_Return)
    assert page.card is not None
    hands.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.changed):
        page.card.action.button.click()  # type: ignore[union-attr]  # the panel is open
        hands.settle()
    dialog = next(window for window in page.card.children() if window.objectName() == "papers.dialog")
    dialog.accept()  # type: ignore[attr-defined]  # PaperDialog
    hands.settle()
    hands.press(Qt.Key.Key_Escape)
    assert page.table.lines.rowCount() == 0


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_figures_agree_with_what_was_done(
    qtbot: QtBot, office: TestOffice, background: Background, screen: Language
) -> None:
    switch(screen)
    for serial in (1, 2):
        assistance(office, serial)
    assistance(office, 3, "marat")
    desk = office.desks["aigul"]
    missing = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(9), missing=("family",))
    desk.refusals.refuse(desk.session, command(missing, office.clock), KK)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    found = {figure: page.tiles[figure].number() for figure in ORDER}
    assert found == {
        DayFigure.REGISTERED: 3,
        DayFigure.REFUSED: 1,
        DayFigure.ISSUED: 0,
        DayFigure.READY: 0,
        DayFigure.OPEN: 3,
        DayFigure.LATE: 0,
    }


def test_number_opens_its_cases_and_enter_opens_the_card(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    assistance(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert page.tiles[DayFigure.REGISTERED].hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.table.lines.rowCount() == 1
    assert page.table.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.is_card_shown
    hands.press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_clerks_number_opens_that_clerks_cases(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    assistance(office, 1)
    assistance(office, 2, "marat")
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    member = office.desks["marat"].session.member.key
    page.findChild(QPushButton, f"clerk_{member}_registered").click()
    hands.settle()
    assert [line.row.registered_by_name for line in page.table.lines.lines] == ["Қасымов Марат Ерланұлы"]


def test_late_list_names_step_and_how_late(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    assistance(office, 1)
    office.clock.advance(days=3)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert page.tiles[DayFigure.LATE].number() == 1
    cells = [page.table.lines.index(0, column).data() for column in range(page.table.lines.columnCount())]
    assert all(cells)
    assert cells[-1].startswith("✗")


def test_days_are_walked_and_the_future_is_closed(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    assistance(office, 1)
    office.clock.advance(days=1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert page.tiles[DayFigure.REGISTERED].number() == 0
    assert not page.next.isEnabled()
    page.previous.click()
    hands.settle()
    assert page.tiles[DayFigure.REGISTERED].number() == 1
    page.today.click()
    hands.settle()
    assert page.tiles[DayFigure.REGISTERED].number() == 0


def test_f5_reads_again_and_keeps_the_line(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    assistance(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.open_figure(Choice(DayFigure.REGISTERED))
    hands.settle()
    held = page.table.current_line()
    office.clock.advance(minutes=1)
    assistance(office, 2)
    hands.press(Qt.Key.Key_F5)
    assert page.table.lines.rowCount() == 2
    now = page.table.current_line()
    assert held is not None and now is not None and held.row.key == now.row.key


@pytest.mark.parametrize(
    ("hours", "tone"),
    [(-1, "bad"), (0.5, "warn"), (24, "warn"), (72, "plain")],
    ids=["past", "today", "tomorrow", "later"],
)
def test_time_left_has_sign_word_and_tone(office: TestOffice, hours: float, tone: str) -> None:
    now = office.clock.now()
    said = time_left(now + timedelta(hours=hours), now, ZoneInfo("Asia/Qostanay"))
    assert said.tone == tone
    assert said.sign and said.text
