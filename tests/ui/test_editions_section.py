"""The editions of the settings: read whole, added from a file, tried on cases, by keys and in both languages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.regulation import Channel
from tests.support.office import CERTIFICATE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.editions import EditionsSection

GOOD = Path(__file__).parents[2] / "resources/regulation/tsa_certificate/2018-03-23.toml"


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def open_section(qtbot: QtBot, office: TestOffice, background: Background, login: str = "basqaru") -> EditionsSection:
    found = EditionsSection(office.desks[login], background, may_adopt=login == "basqaru")
    qtbot.addWidget(found)
    found.resize(920, 660)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    found.activate()
    qtbot.waitUntil(background.is_idle)
    return found


def wording(folder: Path, *changes: tuple[str, str]) -> Path:
    """A later edition of another service with a letter of its own, so that it agrees with all that there is."""
    text = (
        GOOD.read_text(encoding="utf-8")
        .replace("tsa_certificate", "fishing_aid")
        .replace('letter = "Б"', 'letter = "Ы"')
    )
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "wording.toml"
    path.write_text(text, encoding="utf-8")
    return path


def choose(section: EditionsSection, edition: str) -> None:
    section.edition.setCurrentIndex(section.edition.findData(edition))


@pytest.mark.parametrize("screen", list(Language))
def test_the_chosen_edition_is_read_whole(
    qtbot: QtBot, office: TestOffice, background: Background, screen: Language
) -> None:
    switch(screen)
    section = open_section(qtbot, office, background, "aigul")
    choose(section, CERTIFICATE)
    edition = office.edition(CERTIFICATE)
    shown = section.card.text.toPlainText()
    assert edition.title.text(screen) in shown
    for rule in edition.channels:
        for step in rule.steps:
            assert step.title.text(screen) in shown
    for document in edition.documents:
        assert document.title.text(screen) in shown
    assert {Language.KK: "расталмаған", Language.RU: "не подтверждено"}[screen] in shown
    assert not section.trial.isVisible() and not section.file.isVisible()
    switch(Language.RU if screen is Language.KK else Language.KK)
    assert edition.title.text(screen) not in section.card.text.toPlainText()


@pytest.mark.parametrize("screen", list(Language))
def test_a_file_is_added_by_keys(
    qtbot: QtBot,
    office: TestOffice,
    background: Background,
    hands: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen: Language,
) -> None:
    switch(screen)
    section = open_section(qtbot, office, background)
    path = wording(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    section.file.choose.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    assert section.file.answer.property("role") == "good"
    assert section.edition.currentData() == "fishing_aid/2018-03-23"
    assert {Language.KK: "файлдан қосқан", Language.RU: "этим учреждением из файла"}[
        screen
    ] in section.card.text.toPlainText()
    assert office.desks["aigul"].law.edition("fishing_aid/2018-03-23")


@pytest.mark.parametrize("screen", list(Language))
def test_a_faulty_file_is_refused_with_its_report(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path, screen: Language
) -> None:
    switch(screen)
    section = open_section(qtbot, office, background)
    before = section.edition.count()
    section.file.add_file(
        wording(tmp_path, ('letter = "Ы"', 'letter = "ЫЫ"\ncolour = 1'), ("minutes = 15", "minutes = 0"))
    )
    hands.settle()
    report = section.file.report
    assert report.isVisible() and report.hasFocus()
    rows = [report.row(number) for number in range(report.count())]
    assert [row[1] for row in rows][:1] == ["letter"] and "colour" in [row[1] for row in rows]
    assert {row[0] for row in rows} == {"wording.toml"}
    assert rows[0][2] == {Language.KK: "бір әріп", Language.RU: "одна буква"}[screen]
    switch(Language.RU if screen is Language.KK else Language.KK)
    assert report.row(0)[2] != rows[0][2]
    assert str(len(rows)) in section.file.answer.text()
    assert section.edition.count() == before


def test_a_file_that_is_gone_is_told(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    section = open_section(qtbot, office, background)
    section.file.add_file(tmp_path / "none.toml")
    hands.settle()
    assert section.file.answer.property("role") == "bad"
    assert section.file.choose.isEnabled()


@pytest.mark.parametrize("screen", list(Language))
def test_an_edition_is_tried_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    desk, boss = office.desks["kense"], office.desks["basqaru"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, invented_iin(1))
    number = desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK).case.number
    text = (
        GOOD.read_text(encoding="utf-8").replace("2018-03-23", "2030-01-01").replace("effective_to = 2020-01-23\n", "")
    )
    first = office.edition(CERTIFICATE).documents[0]
    text = text.replace(f'code = "{first.code}"', 'code = "quite_another"', 1)
    boss.editions.add_edition(boss.session, text.encode(), "new.toml")
    section = open_section(qtbot, office, background)
    choose(section, "tsa_certificate/2030-01-01")
    today = section.trial.last.value()
    assert today is not None and section.trial.first.value() == today - timedelta(days=30)
    section.trial.start.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.settle()
    table = section.trial.table
    assert table.isVisible() and table.count() == 1
    row = table.row(0)
    assert row[0] == number and row[4] == row[5] == first.title.text(screen)
    assert "→" in row[1]
    assert section.trial.answer.property("role") == "warn" and "1" in section.trial.answer.text()
    switch(Language.RU if screen is Language.KK else Language.KK)
    assert table.isVisible() and table.row(0)[4] != first.title.text(screen), "what was found stays, in other words"
    choose(section, CERTIFICATE)
    assert not table.isVisible() and not section.trial.answer.text()
    section.trial.start.click()
    hands.settle()
    assert not table.isVisible() and section.trial.answer.property("role") == "good"


def test_a_period_without_cases_and_a_wrong_day(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    section = open_section(qtbot, office, background)
    section.trial.start.click()
    hands.settle()
    assert section.trial.answer.property("role") == "quiet"
    section.trial.first.clear()
    section.trial.start.click()
    assert section.trial.answer.property("role") == "bad" and section.trial.first.hasFocus()


def test_every_control_is_named(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    section = open_section(qtbot, office, background)
    controls = (section.trial.start, section.trial.table, section.file.choose, section.file.report, section.card.text)
    assert all(control.accessibleName() for control in controls)
