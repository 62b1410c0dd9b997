"""The work list over real records, and due moments in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.office import ASSISTANCE, CERTIFICATE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
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
