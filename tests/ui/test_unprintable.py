"""A paper with characters no typeface has: the person is told before it is printed, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.clock import StandingClock
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.papers.panel import PaperPanel

BOXES = {Language.KK: "бос шаршы", Language.RU: "пустые квадраты"}


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path, clock=StandingClock(datetime(2026, 9, 14, 5, 0, tzinfo=UTC)))


def talon(office: TestOffice, surname: str) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(1))
    form = replace(form, applicant=replace(form.applicant, name=PersonName(surname, "Нұрлан")))
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK).paper.key


def shown(qtbot: QtBot, office: TestOffice, background: Background, key: UUID) -> PaperPanel:
    panel = PaperPanel(office.desks["aigul"], background)
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.show_paper(key)
    return panel


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_paper_with_an_unknown_character_waits_and_names_it(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    panel = shown(qtbot, office, background, talon(office, "Әбді😀рахманов"))
    hands.settle()
    assert office.printer.jobs == []
    assert panel.message.isVisible()
    assert "😀 (U+1F600)" in panel.message.what.text() and BOXES[screen] in panel.message.what.text()
    other = Language.RU if screen is Language.KK else Language.KK
    switch(other)
    assert BOXES[other] in panel.message.what.text()
    QTest.keyClick(panel.yes_button, Qt.Key.Key_Return)
    hands.settle()
    assert len(office.printer.jobs) == 1
    assert not panel.message.isVisible()


def test_usual_paper_is_printed_at_once(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    panel = shown(qtbot, office, background, talon(office, "Әбдірахманов"))
    hands.settle()
    assert len(office.printer.jobs) == 1
    assert not panel.message.isVisible()
