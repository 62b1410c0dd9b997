"""The working calendar in the settings, by keys and over real records, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.calendar_edits import EditKind
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.usecases.calendars import Scope
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.calendar import CalendarSection

FRIDAY = date(2019, 9, 20)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def register(office: TestOffice, serial: int) -> str:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK).case.number


def open_section(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> CalendarSection:
    section = CalendarSection(office.desks["basqaru"], background)
    qtbot.addWidget(section)
    section.resize(900, 680)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    section.activate()
    hands.settle()
    return section


def go_to(hands: Hands, widget: QWidget) -> None:
    """Tab until the field has the focus, as a hand without a mouse does."""
    for _ in range(30):
        if widget.hasFocus():
            return
        hands.press(Qt.Key.Key_Tab)
    raise AssertionError(f"{widget.objectName()} is not reached by Tab")


def enter_friday(section: CalendarSection, hands: Hands) -> None:
    section.form.day.setFocus()
    hands.type("20092019")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Right)
    for field, text in (
        (section.form.name_of_day.kk, "Ауыстырылған демалыс"),
        (section.form.name_of_day.ru, "Перенесённый выходной"),
        (section.form.source, "№ 7 бұйрық"),
    ):
        go_to(hands, field)
        hands.type(text)
    go_to(hands, section.add)
    hands.press(Qt.Key.Key_Space)


@pytest.mark.parametrize("language", list(Language))
def test_day_is_added_seen_and_recorded_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, language: Language
) -> None:
    switch(language)
    number = register(office, 1)
    section = open_section(qtbot, office, background, hands)
    assert section.year.currentText() == "2019" and section.days.count() > 10
    enter_friday(section, hands)
    assert section.changes.count() == 1 and section.form.day.text() == "", section.answer.text()
    go_to(hands, section.show_moved)
    hands.press(Qt.Key.Key_Space)
    assert section.review.isVisible() and section.review.record.hasFocus()
    row = section.review.table.row(0)
    assert row[0] == number and row[3].startswith("25.09.2019") and row[4].startswith("26.09.2019")
    hands.press(Qt.Key.Key_Space)
    assert section.answer.property("role") == "good" and not section.review.isVisible()
    desk = office.desks["basqaru"]
    own = [day for day in desk.calendars.days(desk.session, 2019) if day.is_own]
    assert [(day.day, day.kind) for day in own] == [(FRIDAY, EditKind.DAY_OFF)]
    assert desk.register.search(desk.session, number)[0].service_due_at.date() == date(2019, 9, 26)  # type: ignore[union-attr]
    texts = [section.days.row(index) for index in range(section.days.count())]
    assert any(text[0].startswith("20.09.2019") and "Ермекова" in text[3] for text in texts)


def test_choice_of_none_keeps_the_dates(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    number = register(office, 1)
    section = open_section(qtbot, office, background, hands)
    enter_friday(section, hands)
    section.show_moved.click()
    hands.settle()
    section.review.scope.setFocus()
    hands.press(Qt.Key.Key_Left)
    assert section.review.scope.value() is Scope.NONE
    section.review.record.click()
    hands.settle()
    desk = office.desks["basqaru"]
    assert desk.register.search(desk.session, number)[0].service_due_at.date() == date(2019, 9, 25)  # type: ignore[union-attr]


def test_day_that_cannot_be_is_told_and_not_kept(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    section = open_section(qtbot, office, background, hands)
    section.add.click()
    hands.settle()
    assert section.answer.property("role") == "bad" and section.changes.count() == 0
    section.form.day.setFocus()
    hands.type("20092019")
    section.form.kind.set_value(EditKind.WORKING)
    section.form.name_of_day.kk.setText("Күн")
    section.form.name_of_day.ru.setText("День")
    section.form.source.setText("№ 7 бұйрық")
    section.add.click()
    hands.settle()
    assert "20.09.2019" in section.answer.text() and section.changes.count() == 0


def test_enter_takes_a_day_of_the_list_into_the_form(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    section = open_section(qtbot, office, background, hands)
    section.days.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert section.form.day.value() == date(2019, 1, 2) and section.form.name_of_day.kk.text() == "Жаңа жыл"


def test_unconfirmed_year_says_so_until_it_is_confirmed(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    section = open_section(qtbot, office, background, hands)
    section.year.setCurrentIndex(section.year.findText("2026"))
    hands.settle()
    assert section.state.property("role") == "warn" and section.confirm.isVisible()
    section.form.source.setText("2026 жылғы № 3 бұйрық")
    for press in (section.confirm, section.show_moved, section.review.record):
        press.click()
        hands.settle()
    assert section.year.currentText() == "2026"
    assert section.state.property("role") == "quiet" and not section.confirm.isVisible()


def test_who_says_so_is_read_in_both_languages(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    section = open_section(qtbot, office, background, hands)
    for language, said in ((Language.KK, "Заң"), (Language.RU, "Закон"), (Language.KK, "Заң")):
        switch(language)
        assert said in section.days.row(0)[4]
