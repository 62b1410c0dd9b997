"""Terms of a case by keys: the clock stopped and run on, the notice, the refusal to render, the way to a date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.cases import Outcome
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import Channel
from desk_app.i18n import short_date
from tests.support.clock import StandingClock
from tests.support.office import TestOffice, application, command, invented_iin, open_office
from ui.background import Background
from ui.demo.keys import Hands
from ui.intake.page import IntakePage
from ui.intake.result import Outcome as RecordedOutcome
from ui.language import switch
from ui.papers import PaperDialog
from ui.register.actions.drafting import DraftPanel
from ui.register.actions.entering import ResultPanel
from ui.register.actions.terms import ExtendPanel, PausePanel
from ui.register.case_card import CaseCardView
from ui.work.page import WorkPage

KK = PaperLanguage.KK
ASSISTANCE = "tsa_assignment/2026-07-12"
CERTIFICATE = "tsa_certificate/2026-07-12"
SCREENS = pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path, clock=StandingClock(datetime(2026, 9, 14, 5, 0, tzinfo=UTC)))


def registered(
    office: TestOffice, login: str = "aigul", edition: str = ASSISTANCE, channel: Channel = Channel.CENTRE
) -> UUID:
    desk = office.desks[login]
    form = application(office.edition(edition), channel, invented_iin(1))
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


@pytest.fixture
def open_card(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands):  # type: ignore[no-untyped-def]
    def opened(login: str, key: UUID) -> CaseCardView:
        view = CaseCardView(office.desks[login], background)
        qtbot.addWidget(view)
        view.resize(1160, 660)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.open_case(key)
        hands.settle()
        return view

    return opened


def close_paper(hands: Hands) -> PaperKind:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    hands.settle()
    progress = dialog.panel.job.progress
    assert progress.paper is not None
    dialog.accept()
    hands.settle()
    return progress.paper.kind


@SCREENS
def test_clock_is_stopped_and_runs_on_by_keys(office: TestOffice, open_card, hands: Hands, screen: Language) -> None:  # type: ignore[no-untyped-def]
    switch(screen)
    card = open_card("aigul", registered(office))
    before = card.card.service_due.day
    card.terms.clock.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert isinstance(card.action, PausePanel)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Tab)
    hands.type("12-5/334")
    hands.press(Qt.Key.Key_Return)
    standstill = card.card.case.standstill
    assert standstill is not None and (standstill.reason, standstill.note) == ("rework", "12-5/334")
    words = {Language.KK: "тоқтатылды", Language.RU: "приостановлен"}[screen]
    assert words in card.notes.lines["standstill"].text() and words in card.state.text()
    assert words in card.service_clock.state.text() and "14.09.2026" in card.service_clock.until.text()
    assert not card.button.isVisible() and card.timeline.findChild(object, "event_1") is not None
    office.clock.advance(days=1)
    card.terms.clock.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert card.card.case.standstill is None and card.card.service_due.day > before
    assert "standstill" not in card.notes.lines and card.button.isVisible()
    card.service_clock.why.click()
    edition = short_date(card.card.edition.effective_from)
    assert "15.09" in card.why.strip.accessibleName() and edition in card.why.strip.accessibleName()


@SCREENS
def test_term_is_extended_and_the_notice_is_waited_for(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language
) -> None:
    switch(screen)
    card = open_card("aigul", registered(office))
    card.terms.extend.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert isinstance(card.action, ExtendPanel)
    hands.press(Qt.Key.Key_Return)
    assert card.action.fault.text()
    hands.type("12102026")
    hands.press(Qt.Key.Key_Return)
    assert card.action.reason.hasFocus()
    hands.type("Сұрау салынды")
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.EXTENSION_NOTICE
    assert card.card.service_due.day == date(2026, 10, 12)
    assert "12.10.2026" in card.notes.lines["extension"].text()
    assert "16.09.2026" in card.notes.lines["notice"].text()
    assert card.terms.extend.isHidden()
    desk = office.desks["aigul"]
    desk.printing.confirm(desk.session, card.card.case.extension.paper, True)
    card.open_case(card.card.case.key)
    hands.settle()
    assert "notice" not in card.notes.lines


def test_day_that_the_act_does_not_allow_is_said_at_the_field(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    card = open_card("aigul", registered(office))
    card.terms.extend.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.type("31122026")
    card.action.reason.setFocus()
    hands.type("Сұрау")
    hands.press(Qt.Key.Key_Return)
    assert "14.10.2026" in card.action.fault.text() and card.card.case.extension is None


def test_who_has_no_say_sees_no_buttons(office: TestOffice, open_card) -> None:  # type: ignore[no-untyped-def]
    key = registered(office)
    assert open_card("oryn", key).terms.isHidden()
    boss = open_card("basqaru", key)
    assert not boss.terms.clock.isHidden() and not boss.terms.extend.isHidden()
    assert not open_card("bas", key).terms.extend.isHidden()


@SCREENS
def test_applicant_gets_the_way_to_the_date_on_paper(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language
) -> None:
    switch(screen)
    card = open_card("aigul", registered(office))
    card.service_clock.why.click()
    card.why.print_button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert close_paper(hands) is PaperKind.WHY_SHEET
    assert PaperKind.WHY_SHEET in {row.kind for row in card.card.papers}
    assert card.why.isVisible()


def test_work_list_opens_the_way_to_a_date_with_one_key(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    key = registered(office)
    desk = office.desks["aigul"]
    desk.terms.pause(desk.session, key, "hearing")
    page = WorkPage(desk, background)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activate()
    hands.settle()
    model = page.table.lines
    said = model.index(0, model.columnCount() - 1).data()
    assert "тоқтатылды" in said and "14.09.2026" in said
    page.table.setFocus()
    hands.press(Qt.Key.Key_F9)
    assert page.card is not None and page.card.why.isVisible() and page.card.service_clock.why.isChecked()


def test_refusal_to_render_is_drafted_with_its_ground(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = registered(office, "kense", CERTIFICATE, Channel.PROVIDER)
    head, executor = office.desks["bas"], office.desks["oryn"]
    head.routing.resolve(head.session, key, executor.session.member.key, "", KK)
    card = open_card("oryn", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, DraftPanel)
    panel.not_rendered.setChecked(True)
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text() and panel.ground.box.hasFocus()
    hands.press(Qt.Key.Key_Down)
    rule = office.edition(CERTIFICATE).render_refusal
    assert rule is not None and rule.grounds[0][1].kk in panel.preview.text()
    hands.press(Qt.Key.Key_Return)
    decision = card.card.case.decision
    assert (decision.outcome, decision.ground) == (Outcome.NOT_RENDERED, rule.grounds[0][0])


def test_refusal_to_render_is_entered_from_the_letter(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = registered(office)
    desk = office.desks["aigul"]
    desk.routing.pass_on(desk.session, key)
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", KK)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, ResultPanel)
    panel.not_rendered.setChecked(True)
    panel.number.setFocus()
    hands.type("12-5/335")
    panel.signer.setFocus()
    hands.type("Ахметов А. Б.")
    hands.press(Qt.Key.Key_Return)
    assert panel.render_ground.box.hasFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.RENDER_REFUSAL


def test_result_at_the_desk_prints_the_way_to_the_date(
    qtbot: QtBot, office: TestOffice, background: Background, hands: Hands
) -> None:
    desk = office.desks["aigul"]
    page = IntakePage(desk, background)
    qtbot.addWidget(page)
    page.resize(1160, 660)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    edition = office.edition(ASSISTANCE)
    form = application(edition, Channel.CENTRE, invented_iin(5))
    done = desk.registrations.register(desk.session, command(form, office.clock), KK)
    page.result.show_outcome(RecordedOutcome(done, edition))
    page.columns.middle.setCurrentWidget(page.result)
    page.result.why_button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert page.result.why.due == done.due and page.result.why.isVisible()
    page.result.why.print_button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert close_paper(hands) is PaperKind.WHY_SHEET
    papers = desk.register.card(desk.session, done.case.key).papers
    assert PaperKind.WHY_SHEET in {row.kind for row in papers}
