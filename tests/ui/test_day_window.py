"""The supervisor's day over real records: numbers and what is behind them, live changes, rows that do not jump."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.application import PersonName
from desk_app.domain.day import HourCount
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.line import VisitResult, VisitState
from desk_app.domain.regulation import Channel
from desk_app.usecases.day_window import Figure
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.day.chart import HourChart
from ui.day.closing import ClosingDialog
from ui.day.dialogs import MessageDialog, ReasonDialog
from ui.day.page import ORDER, Choice, DayPage, View
from ui.day.reports import ReportsDialog
from ui.day.window import DayWindow
from ui.day.words import clock_at, visit_state
from ui.demo.keys import Hands
from ui.language import switch

KK = PaperLanguage.KK
TSA = "tsa_assignment"


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def register(office: TestOffice, serial: int, login: str = "aigul") -> UUID:
    desk = office.desks[login]
    name = PersonName("Ахметов", f"Болат{serial}")
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), name=name)
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def refuse(office: TestOffice, serial: int) -> None:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), missing=("family",))
    desk.refusals.refuse(desk.session, command(form, office.clock), KK)


def ticket(office: TestOffice) -> UUID:
    desk = office.desks["aigul"]
    return desk.line.take_ticket(desk.session, TSA).key


def show(qtbot: QtBot, page: DayPage, background: Background) -> None:
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    qtbot.waitUntil(lambda: background.is_idle() and page.day is not None)


def settled(qtbot: QtBot, page: DayPage) -> None:
    """Until the reading after a change is on the screen."""
    with qtbot.waitSignal(page.shown, timeout=5000):
        page.refresh()
    qtbot.waitUntil(lambda: not page._pulse._is_reading and not page._pulse._wait.isActive())


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_figures_agree_with_what_was_done(
    qtbot: QtBot, office: TestOffice, background: Background, screen: Language
) -> None:
    switch(screen)
    for serial in (1, 2):
        register(office, serial)
    register(office, 3, "marat")
    refuse(office, 9)
    for _index in range(3):
        ticket(office)
    desk = office.desks["aigul"]
    desk.line.call_next(desk.session)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert {figure: page.tiles[figure].number() for figure in ORDER} == {
        Figure.WAITING: 2,
        Figure.AT_DESKS: 1,
        Figure.REGISTERED: 3,
        Figure.REFUSED: 1,
        Figure.ISSUED: 0,
        Figure.LATE: 0,
    }
    assert all(page.tiles[figure].toolTip() for figure in ORDER), "each says how it is counted"
    words = page.forecast.text()
    assert words.startswith("2 адам күтуде, 1 терезе" if screen is Language.KK else "2 ожидают, 1 окно")


def test_number_opens_its_cases_and_enter_opens_the_card(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    register(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert page.tiles[Figure.WAITING].hasFocus()
    page.tiles[Figure.REGISTERED].setFocus()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.lines.rowCount() == 1)
    assert page.table.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.is_card_shown
    hands.press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_every_number_opens_what_it_counts_by_keys(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    """As many rows as the number says; what was made void has a link of its own, and is in no other number."""
    boss = office.desks["basqaru"]
    mistaken = register(office, 1)
    register(office, 2)
    refuse(office, 3)
    for _index in range(3):
        ticket(office)
    office.desks["aigul"].line.call_next(office.desks["aigul"].session)
    boss.corrections.void(boss.session, mistaken, "екі рет тіркелген")
    page = DayPage(boss, background)
    show(qtbot, page, background)
    counts = {}
    for figure in ORDER:
        page.tiles[figure].setFocus()
        hands.press(Qt.Key.Key_Return)
        settled(qtbot, page)
        shown = page._shown_table()
        assert len(shown.lines.rows()) == page.tiles[figure].number(), figure
        assert shown.hasFocus() or not page.tiles[figure].number()
        assert page.tiles[figure].toolTip() and page.list_heading.text()
        counts[figure] = page.tiles[figure].number()
    assert list(counts.values()) == [2, 1, 1, 1, 0, 0]
    assert page.void.isVisible() and "1" in page.void.text() and page.void.toolTip()
    page.void.setFocus()
    hands.press(Qt.Key.Key_Space)
    settled(qtbot, page)
    assert [row.row.key for row in page.table.lines.rows()] == [mistaken]
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.is_card_shown


def test_a_column_that_says_nothing_leaves_its_room(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    """Nobody who waits has a clerk: the words of the others fit, and none goes past the edge."""
    ticket(office)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.open_figure(Choice(Figure.WAITING))
    settled(qtbot, page)
    header = page.visits.horizontalHeader()
    assert page.visits.isColumnHidden(4)
    assert not page.visits.isColumnHidden(0)
    assert header.length() <= page.visits.viewport().width()
    desk = office.desks["aigul"]
    desk.line.call_next(desk.session)
    page.open_figure(Choice(Figure.AT_DESKS))
    settled(qtbot, page)
    assert not page.visits.isColumnHidden(4)
    assert header.length() <= page.visits.viewport().width()


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_the_window_is_worked_by_keys_alone(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    """From the number of waiting people to the end of one's visit, with a reason."""
    switch(screen)
    key = ticket(office)
    boss = office.desks["basqaru"]
    page = DayPage(boss, background)
    show(qtbot, page, background)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.visits.lines.rowCount() == 1)
    assert page.visits.hasFocus()
    hands.press(Qt.Key.Key_Delete)
    dialog = page.findChild(ReasonDialog, "reason_dialog")
    assert dialog is not None
    dialog.edit.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible(), "nothing is done without a reason"
    hands.type("келмеді")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.tiles[Figure.WAITING].number() == 0)
    assert boss.line.visit(key).state is VisitState.ENDED
    assert not page.message.isHidden()


def test_every_control_has_a_name(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_change_at_a_desk_shows_by_itself(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    """Two windows of one process, and nobody presses anything."""
    page = DayPage(office.desks["basqaru"], background)
    other = DayPage(office.desks["basqaru"], background)
    show(qtbot, other, background)
    show(qtbot, page, background)
    ticket(office)
    for one in (page, other):
        qtbot.waitUntil(lambda one=one: one.tiles[Figure.WAITING].number() == 1, timeout=2000)
    desk = office.desks["aigul"]
    visit = desk.line.call_next(desk.session)
    assert visit is not None
    desk.line.begin(desk.session, visit.key)
    qtbot.waitUntil(lambda: page.tiles[Figure.AT_DESKS].number() == 1, timeout=2000)
    qtbot.waitUntil(lambda: any(line.visit is not None for line in page.desks.lines.rows()), timeout=2000)


def test_many_changes_are_few_readings(
    qtbot: QtBot, office: TestOffice, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    QTest.qWait(300)
    readings = []
    page._pulse.due.connect(lambda: readings.append(1))
    for _index in range(20):
        ticket(office)
        QTest.qWait(10)
    qtbot.waitUntil(lambda: page.tiles[Figure.WAITING].number() == 20, timeout=3000)
    assert len(readings) <= 4, "two a second at most, over about a second"


def test_a_hidden_window_reads_nothing_and_is_fresh_when_shown(
    qtbot: QtBot, office: TestOffice, background: Background
) -> None:
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.hide()
    readings = []
    page._pulse.due.connect(lambda: readings.append(1))
    ticket(office)
    QTest.qWait(400)
    assert readings == []
    page.show()
    qtbot.waitUntil(lambda: page.tiles[Figure.WAITING].number() == 1, timeout=2000)


def point_at(widget: QWidget) -> None:
    at = QPointF(10, 10)
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


def point_away(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def tickets(page: DayPage) -> list[str]:
    return [row.visit.ticket for row in page.visits.lines.rows()]


def test_no_row_jumps_under_the_pointer(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    """The first of the line is called while the pointer is over the list: every row stays where it is."""
    for _index in range(4):
        ticket(office)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.open_figure(Choice(Figure.WAITING))
    page.tiles[Figure.WAITING].setFocus()
    settled(qtbot, page)
    assert tickets(page) == ["А-001", "А-002", "А-003", "А-004"]
    page.visits.select_row(2)
    resets = []
    page.visits.lines.modelReset.connect(lambda: resets.append(1))
    point_at(page.visits.viewport())
    second = page.visits.indexAt(page.visits.visualRect(page.visits.lines.index(1, 0)).center())
    desk = office.desks["aigul"]
    desk.line.call_next(desk.session)
    ticket(office)
    settled(qtbot, page)
    assert tickets(page) == ["А-001", "А-002", "А-003", "А-004", "А-005"], "what is new comes at the end"
    assert page.visits.lines.is_gone(0)
    assert "кетті" in page.visits.lines.index(0, 0).data()
    assert page.visits.indexAt(page.visits.visualRect(second).center()).row() == 1
    assert page.tiles[Figure.WAITING].number() == 4, "the numbers are those of the records"
    point_away(page.visits.viewport())
    assert tickets(page) == ["А-002", "А-003", "А-004", "А-005"]
    current = page.visits.current_row()
    assert current is not None
    assert current.visit.ticket == "А-003", "the cursor stays on its person"
    assert resets == []


def test_no_row_jumps_under_the_cursor(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    for _index in range(3):
        ticket(office)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.open_figure(Choice(Figure.WAITING))
    settled(qtbot, page)
    assert page.visits.hasFocus()
    desk = office.desks["aigul"]
    desk.line.call_next(desk.session)
    settled(qtbot, page)
    assert tickets(page) == ["А-001", "А-002", "А-003"]
    page.tiles[Figure.LATE].setFocus()
    assert tickets(page) == ["А-002", "А-003"]


def test_a_stuck_ticket_goes_back_into_the_line(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    ticket(office)
    desk = office.desks["aigul"]
    desk.line.call_next(desk.session)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.open_figure(Choice(Figure.AT_DESKS))
    settled(qtbot, page)
    hands.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.tiles[Figure.WAITING].number() == 1)
    assert page.tiles[Figure.AT_DESKS].number() == 0


def test_who_waits_is_measured_by_the_norm_of_their_service(
    qtbot: QtBot, office: TestOffice, background: Background
) -> None:
    """Twenty minutes are too long for the certificate (15) and not for the assistance (30)."""
    desk = office.desks["aigul"]
    for group in (TSA, "tsa_certificate"):
        desk.line.take_ticket(desk.session, group)
    office.clock.advance(minutes=20)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    boss = office.desks["basqaru"]
    rows = page._list_rows(Choice(Figure.WAITING), boss.day_window.live(boss.session))
    tones = [visit_state(row.visit, office.clock.now(), row.norm).tone for row in rows]
    assert [row.group for row in rows] == [TSA, "tsa_certificate"]
    assert tones[1] == "bad" and tones[0] != "bad"


def test_a_message_reaches_the_desk(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    hands.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(MessageDialog, "message_dialog")
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.to.count() == 6)
    dialog.edit.setFocus()
    hands.type("Түскі үзіліс 13:00-де")
    hands.press(Qt.Key.Key_Return)
    desk = office.desks["marat"]
    qtbot.waitUntil(lambda: [one.text for one in desk.line.unread(desk.session)] == ["Түскі үзіліс 13:00-де"])


@pytest.mark.parametrize("view", [View.INTAKE, View.LOAD, View.REASONS, View.REPEATS], ids=lambda one: one.name.lower())
def test_every_part_opens_what_it_names(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, view: View
) -> None:
    refuse(office, 5)
    if view is View.REPEATS:
        office.clock.advance(days=1)
    register(office, 5)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.views.set_value(view)
    page._on_view_chosen(view)
    shown = page._lists[view]
    qtbot.waitUntil(lambda: shown.lines.rowCount() > 0)
    assert all(str(said) for said in shown.lines.said(0)[:1])
    shown.setFocus()
    hands.press(Qt.Key.Key_Return)
    if view in (View.INTAKE, View.REPEATS):
        assert page.is_card_shown
    else:
        qtbot.waitUntil(lambda: page.table.lines.rowCount() == 1)


def test_days_are_walked_and_the_future_is_closed(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    register(office, 1)
    office.clock.advance(days=1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    assert page.tiles[Figure.REGISTERED].number() == 0
    assert not page.next.isEnabled()
    page.previous.click()
    qtbot.waitUntil(lambda: page.tiles[Figure.REGISTERED].number() == 1)
    page.today.click()
    qtbot.waitUntil(lambda: page.tiles[Figure.REGISTERED].number() == 0)


def test_midnight_turns_the_page(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    register(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    office.clock.advance(hours=14)
    page._on_tick()
    qtbot.waitUntil(lambda: page.tiles[Figure.REGISTERED].number() == 0)
    assert "17" in page.title.text()


def test_clocks_tick_without_reading(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    ticket(office)
    desk = office.desks["aigul"]
    visit = desk.line.call_next(desk.session)
    assert visit is not None
    desk.line.begin(desk.session, visit.key)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    place = next(at for at, line in enumerate(page.desks.lines.rows()) if line.visit is not None)
    readings, changes = [], []
    page._pulse.due.connect(lambda: readings.append(1))
    page.desks.lines.dataChanged.connect(lambda first, _last: changes.append(first.row()))
    office.clock.advance(minutes=7)
    page._on_tick()
    assert page.desks.lines.said(place)[-1].text.startswith("7 мин")
    assert changes == [place]
    office.clock.advance(minutes=30)
    page._on_tick()
    said = page.desks.lines.said(place)[-1]
    assert (said.sign, said.tone) == ("✗", "bad")
    assert readings == []


def test_the_chart_is_read_by_arrows_and_in_words(qtbot: QtBot) -> None:
    chart = HourChart()
    qtbot.addWidget(chart)
    chart.resize(400, 160)
    chart.show()
    chart.show_hours((HourCount(9, 4, 1), HourCount(10, 0, 0), HourCount(11, 2, 3)))
    assert chart.words() == "09:00–10:00: 4 келді, 1 қызмет алды; 11:00–12:00: 2 келді, 3 қызмет алды"
    assert chart.accessibleDescription() == chart.words()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("09:00–10:00")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("11:00–12:00")
    switch(Language.RU)
    assert "пришло 2" in chart.accessibleDescription()
    assert not chart.grab().isNull()


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("17:50", "17:50-де"), ("17:40", "17:40-та"), ("17:30", "17:30-да"), ("17:05", "17:05-те"),
        ("17:00", "17:00-де"), ("16:00", "16:00-да"), ("18:09", "18:09-да"), ("18:10", "18:10-да"),
        ("18:20", "18:20-да"), ("18:53", "18:53-те"), ("18:41", "18:41-де"),
    ],
)  # fmt: skip
def test_kazakh_times_have_their_ending(time: str, said: str) -> None:
    from datetime import datetime

    moment = datetime.strptime(time, "%H:%M")
    assert clock_at(moment) == said
    switch(Language.RU)
    assert clock_at(moment) == time


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_the_day_is_closed_from_the_window(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, screen: Language
) -> None:
    switch(screen)
    register(office, 1)
    boss = office.desks["basqaru"]
    page = DayPage(boss, background)
    show(qtbot, page, background)
    hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(ClosingDialog, "closing_dialog")
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.found is not None)
    assert dialog.checks.lines.rowCount() == 6
    assert dialog.differences.lines.rowCount() == 2, "the talon that is not out, once as such, once as unsettled"
    dialog.note.setFocus()
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "E-547" in [label.text() for label in dialog.message.findChildren(type(dialog.message.what))]
    hands.type("ертең басылады")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.is_closed)
    papers = [one for one in dialog.findChildren(QWidget) if one.objectName() == "papers.dialog"]
    assert papers, "the sheet is shown"
    papers[0].accept()  # type: ignore[attr-defined]  # PaperDialog
    hands.settle()
    assert not dialog.close_button.isEnabled()
    dialog.findChild(QPushButton, "closing_reopen").click()
    reason = dialog.findChild(ReasonDialog, "reason_dialog")
    reason.activateWindow()  # offscreen nobody hands the focus on when a dialog has closed
    edit = reason.findChild(QLineEdit, "reason_text")
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    hands.type("талон")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.found.is_closed)


def test_a_difference_opens_its_case(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands) -> None:
    register(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    page.acts.close_day()
    dialog = page.findChild(ClosingDialog, "closing_dialog")
    qtbot.waitUntil(lambda: dialog.differences.lines.rowCount() > 0)
    dialog.differences.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.is_card_shown


@pytest.mark.parametrize("view", [View.LIST, View.INTAKE])
def test_a_date_in_a_list_is_explained(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, view: View
) -> None:
    register(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    if view is View.LIST:
        page.open_figure(Choice(Figure.REGISTERED))
    else:
        page.views.set_value(view)
        page._on_view_chosen(view)
    shown = page.table if view is View.LIST else page.intake
    qtbot.waitUntil(lambda: shown.lines.rowCount() > 0)
    shown.setFocus()
    hands.press(Qt.Key.Key_F9)
    assert page.card is not None and page.card.why.isVisible()


def test_reports_are_shown_and_saved(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands, tmp_path: Path
) -> None:
    register(office, 1)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    hands.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(ReportsDialog, "reports_dialog")
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.report is not None)
    qtbot.waitUntil(lambda: dialog.clerk.count() > 1)
    dialog.clerk.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.report is not None and dialog.report.request.clerk is not None)
    dialog.outside.setChecked(True)
    assert not dialog.pdf_button.isEnabled(), "the report for the office is not saved as one that leaves it"
    qtbot.waitUntil(lambda: dialog.report is not None and dialog.report.request.outside)
    assert dialog.report is not None and dialog.report.request.clerk is None and not dialog.clerk.isEnabled()
    dialog.save(tmp_path / "report.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "report.xlsx").exists())
    hands.settle()
    dialog.reject()


def test_a_head_is_offered_only_what_a_head_may(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    page = DayPage(office.desks["bas"], background)
    show(qtbot, page, background)
    assert {keys for keys, _act in page.acts.shortcuts()} == {"Ctrl+T", "Ctrl+R"}


def test_the_window_of_its_own_fits_the_monitor(qtbot: QtBot, office: TestOffice, background: Background) -> None:
    window = DayWindow(office.desks["basqaru"], background)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: window.page.day is not None and background.is_idle())
    for screen in Language:
        switch(screen)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 768
    left = []
    window.left.connect(lambda: left.append(1))
    window.close()
    assert left == [1]
    qtbot.waitUntil(background.is_idle)


def test_a_visit_without_an_application_says_so(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    ticket(office)
    desk = office.desks["aigul"]
    visit = desk.line.call_next(desk.session)
    assert visit is not None
    desk.line.begin(desk.session, visit.key)
    page = DayPage(office.desks["basqaru"], background)
    show(qtbot, page, background)
    place = next(at for at, line in enumerate(page.desks.lines.rows()) if line.visit is not None)
    page.desks.select_row(place)
    page.desks.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert visit.ticket in page.message.what.text()
    desk.line.end(desk.session, visit.key, VisitResult.ASKED)
    qtbot.waitUntil(lambda: page.tiles[Figure.AT_DESKS].number() == 0)
    assert not page.message.isHidden(), "a reading does not wipe away what was said"
