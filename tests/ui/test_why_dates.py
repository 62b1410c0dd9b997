"""«Why this date» in the trial of an edition and in the review of a changed calendar, by keys and by mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.domain.calendar_edits import DayChange, EditKind
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.office import ASSISTANCE, CERTIFICATE, TestOffice, application, command, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.calendar import CalendarSection
from ui.office.editions import EditionsSection
from ui.office.why_dates import WhyDates
from ui.widgets import DayStrip

GOOD = Path(__file__).parents[2] / "resources/regulation/tsa_certificate/2018-03-23.toml"
WHOLE = "[channels.whole]\nnorm = { minutes = 15 }"
LATER = "tsa_certificate/2030-01-01"
OFF = DayChange(date(2019, 9, 20), EditKind.DAY_OFF, Bilingual("Боран күні", "День бурана"), "№ 7 бұйрық")
LANGUAGES = pytest.mark.parametrize("screen", list(Language))


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def shown(qtbot: QtBot, section: EditionsSection | CalendarSection, hands: Hands) -> None:
    qtbot.addWidget(section)
    section.resize(900, 680)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.activate()
    hands.settle()


def opened(qtbot: QtBot, section: EditionsSection | CalendarSection) -> WhyDates:
    dialogs = [one for one in section.findChildren(WhyDates) if one.isVisible()]
    assert len(dialogs) == 1
    qtbot.waitUntil(dialogs[0].isActiveWindow)
    return dialogs[0]


def words(dialog: WhyDates) -> list[str]:
    """What a screen reader is given of both ways."""
    return [way.findChild(DayStrip).accessibleName() for way in dialog.ways]  # type: ignore[union-attr]


@LANGUAGES
def test_the_dates_of_a_tried_edition(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    desk, boss = office.desks["kense"], office.desks["basqaru"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER)
    number = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK).case.number
    text = GOOD.read_text(encoding="utf-8").replace("2018-03-23", "2030-01-01")
    assert WHOLE in text
    text = text.replace("effective_to = 2020-01-23\n", "").replace(
        WHOLE, WHOLE.replace("minutes = 15", "working_days = 2")
    )
    boss.editions.add_edition(boss.session, text.encode(), "new.toml")
    section = EditionsSection(boss, background, may_adopt=True)
    shown(qtbot, section, hands)
    section.edition.setCurrentIndex(section.edition.findData(LATER))
    section.trial.start.click()
    hands.settle()
    table = section.trial.table
    assert table.hasFocus() and table.row(0)[0] == number and table.row(0)[3] != "="
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Return):
        QTest.keyClick(table, key)  # offscreen nobody hands the focus back when a dialog closes
        hands.settle()
        dialog = opened(qtbot, section)
        assert [way.moment.text() for way in dialog.ways] == list(table.row(0)[2:4])
        before, after = words(dialog)
        assert "23.03.2018" in before and "01.01.2030" in after and before != after
        hands.press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not section.findChildren(WhyDates))
    menu = [action.text() for action in table.actions()]
    assert menu == [{Language.KK: "Неге бұл күн", Language.RU: "Почему эта дата"}[screen]]
    assert table.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    cell = table.visualRect(table.model().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    hands.settle()
    opened(qtbot, section)


@LANGUAGES
def test_the_dates_a_change_of_the_calendar_moves(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE)
    desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
    section = CalendarSection(office.desks["basqaru"], background)
    shown(qtbot, section, hands)
    section._keep(OFF)
    section.show_moved.click()
    hands.settle()
    table = section.review.table
    table.setFocus()
    hands.press(Qt.Key.Key_F9)
    hands.settle()
    dialog = opened(qtbot, section)
    assert [way.moment.text() for way in dialog.ways] == list(table.row(0)[3:5])
    before, after = words(dialog)
    assert OFF.name.text(screen) in after and OFF.name.text(screen) not in before
    switch(Language.RU if screen is Language.KK else Language.KK)
    assert OFF.name.text(screen) not in words(dialog)[1], "the open dialog follows the language"
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not section.findChildren(WhyDates))
    assert section.review.isVisible() and section.review.record.isEnabled()
    assert office.desks["basqaru"].calendars.days(office.desks["basqaru"].session, 2019)
