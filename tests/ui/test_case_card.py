"""The case card over real records: every kind of step done by keys, for the person whose step it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import Channel
from desk_app.usecases.decision import Letter
from tests.support.office import (
    ASSISTANCE,
    CERTIFICATE,
    PASSWORD,
    TestOffice,
    application,
    command,
    invented_iin,
    open_office,
)
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.papers import PaperDialog
from ui.register.actions.drafting import DraftPanel
from ui.register.actions.entering import ResultPanel
from ui.register.actions.handing import HandOverPanel
from ui.register.actions.resolving import ResolvePanel
from ui.register.actions.sending import SendPanel
from ui.register.actions.signing import SignPanel
from ui.register.case_card import CaseCardView

KK = PaperLanguage.KK
LETTER = Letter(
    Outcome.GRANTED, "12-5/334", date(2019, 9, 16), "21000", date(2019, 10, 1), date(2019, 12, 31), signed_by="Ахметов"
)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def assistance(office: TestOffice, serial: int = 1) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def certificate(office: TestOffice) -> UUID:
    desk = office.desks["kense"]
    form = application(office.edition(CERTIFICATE), Channel.PROVIDER, invented_iin(1))
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def sent(office: TestOffice, key: UUID) -> None:
    desk = office.desks["aigul"]
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", KK)


def resolved(office: TestOffice, key: UUID) -> None:
    head, executor = office.desks["bas"], office.desks["oryn"]
    head.routing.resolve(head.session, key, executor.session.member.key, "Орындауға", KK)


def drafted(office: TestOffice, key: UUID) -> None:
    executor = office.desks["oryn"]
    executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())


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


def case_of(office: TestOffice, key: UUID):  # type: ignore[no-untyped-def]
    desk = office.desks["basqaru"]
    return desk.register.card(desk.session, key).case


def close_paper(hands: Hands) -> PaperKind:
    """Close the dialog that offers the paper; return which paper it was."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    hands.settle()
    progress = dialog.panel.job.progress
    assert progress.paper is not None
    dialog.accept()
    hands.settle()
    return progress.paper.kind


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_card_tells_number_person_clocks_route_papers(office: TestOffice, open_card, screen: Language) -> None:  # type: ignore[no-untyped-def]
    switch(screen)
    card = open_card("aigul", assistance(office))
    assert card.number.accessibleName() == "А-2019-00001"
    assert card.person.text() == "Әбдірахманов Нұрлан Ерікұлы"
    assert "17.09.2019" in card.step_clock.until.text()
    assert card.service_clock.count.text()
    assert card.card is not None and len(card.card.route) == 5
    assert card.papers.first is not None
    assert card.journal.text()
    assert card.button.hasFocus()


def test_why_opens_under_the_clocks_and_closes(office: TestOffice, open_card) -> None:  # type: ignore[no-untyped-def]
    card = open_card("aigul", assistance(office))
    card.service_clock.why.click()
    assert card.why.isVisible()
    card.step_clock.why.click()
    assert card.why.isVisible() and not card.service_clock.why.isChecked()
    card.step_clock.why.click()
    assert not card.why.isVisible()


def test_person_whose_step_it_is_not_sees_no_button(office: TestOffice, open_card) -> None:  # type: ignore[no-untyped-def]
    card = open_card("bas", assistance(office))
    assert not card.button.isVisible()
    assert card.next_words.text()


def test_packages_that_wait_go_with_one_list(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    first, second, third = (assistance(office, serial) for serial in (1, 2, 3))
    card = open_card("aigul", first)
    hands.press(Qt.Key.Key_Return)
    assert isinstance(card.action, SendPanel)
    assert len(card.action.chosen()) == 3
    last = card.action.packages.item(2)
    last.setCheckState(Qt.CheckState.Unchecked)
    hands.type("Жұмыспен қамту бөлімі")
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.HAND_OVER_LIST
    steps = {key: case_of(office, key).steps[-1].code for key in (first, second, third)}
    assert sorted(steps.values()) == ["register", "send", "send"]


def test_tab_goes_from_the_last_field_of_a_step_to_its_button(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    open_card("aigul", assistance(office))
    hands.press(Qt.Key.Key_Return)
    passed = []
    for _press in range(6):
        focused = QApplication.focusWidget()
        passed.append(focused.objectName() if focused is not None else "")
        hands.press(Qt.Key.Key_Tab)
    assert passed == ["destination", "way", "packages", "paper_language", "action_do", "action_cancel"]


def test_form_of_a_letter_leaves_the_keyboard_with_the_window(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    """An edition with a refusal to render has a third outcome, which was a window of its own for a moment."""
    desk = office.desks["aigul"]
    form = application(office.edition(CERTIFICATE), Channel.CENTRE, invented_iin(1))
    key = desk.registrations.register(desk.session, command(form, office.clock), KK).case.key
    sent(office, key)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    assert isinstance(card.action, ResultPanel) and not card.action.not_rendered.isHidden()
    assert QApplication.activeWindow() is card and card.action.granted.hasFocus()


def test_list_without_a_destination_is_not_sent(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    assert card.action is not None and card.action.fault.text()
    assert case_of(office, key).steps[-1].code == "register"


def test_granted_result_is_entered_from_its_letter(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    sent(office, key)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, ResultPanel)
    panel.number.setFocus()
    hands.type("12-5/334")
    panel.signer.setFocus()
    hands.type("Ахметов А. Б.")
    panel.amount.setFocus()
    hands.type("21 000")
    panel.period_to.setFocus()
    hands.type("31122019")
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.NOTIFICATION
    decision = case_of(office, key).decision
    assert (decision.outcome, decision.amount, decision.letter_number) == (Outcome.GRANTED, "21000", "12-5/334")
    assert decision.period_to == "2019-12-31"


def test_refused_result_wants_its_ground_and_no_sum(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    sent(office, key)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    panel.refused.setChecked(True)
    panel.number.setFocus()
    hands.type("12-5/335")
    panel.signer.setFocus()
    hands.type("Ахметов А. Б.")
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text()
    panel.ground.setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    close_paper(hands)
    decision = case_of(office, key).decision
    assert decision.outcome is Outcome.REFUSED
    assert decision.ground == office.edition(ASSISTANCE).result.grounds[0][0]


@pytest.mark.parametrize(
    ("field", "text"), [("number", ""), ("amount", "көп"), ("day", "3"), ("period_from", "99")], ids=str
)
def test_incomplete_letter_is_told_at_its_field(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, field: str, text: str
) -> None:
    key = assistance(office)
    sent(office, key)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    panel.number.setText("1")
    panel.signer.setText("Ахметов А. Б.")
    panel.amount.setText("21000")
    getattr(panel, field).setText(text)
    panel.button.click()
    assert panel.fault.text()
    assert getattr(panel, field).hasFocus()
    assert case_of(office, key).decision is None


def test_handing_over_takes_at_most_six_keys(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    sent(office, key)
    desk = office.desks["aigul"]
    desk.decisions.enter_result(desk.session, key, LETTER, KK)
    card = open_card("aigul", key)
    hands.pressed = 1  # the scanner's own Enter
    hands.press(Qt.Key.Key_Return)
    assert isinstance(card.action, HandOverPanel)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    assert hands.pressed <= 6
    assert case_of(office, key).state is CaseState.DONE
    assert not card.button.isVisible()


def test_nothing_is_handed_over_before_the_identity_was_looked_at(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    sent(office, key)
    desk = office.desks["aigul"]
    desk.decisions.enter_result(desk.session, key, LETTER, KK)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    assert card.action.fault.text() and card.action.identity.hasFocus()
    assert case_of(office, key).state is CaseState.READY


def test_representative_is_named_by_hand(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    sent(office, key)
    desk = office.desks["aigul"]
    desk.decisions.enter_result(desk.session, key, LETTER, KK)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    hands.press(Qt.Key.Key_Space)
    panel.representative.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert panel.name.text() == ""
    panel.name.setFocus()
    hands.type("Әбдірахманова Сания")
    panel.document.setFocus()
    hands.type("жеке куәлік 012345678")
    panel.authority.setFocus()
    hands.type("сенімхат № 4-112")
    hands.press(Qt.Key.Key_Return)
    note = case_of(office, key).steps[-1].note
    for part in ("Әбдірахманова Сания", "012345678", "4-112"):
        assert part in note


def test_head_resolves_with_the_text_that_is_there(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = certificate(office)
    card = open_card("bas", key)
    hands.press(Qt.Key.Key_Return)
    assert isinstance(card.action, ResolvePanel)
    assert card.action.text.toPlainText()
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.RESOLUTION
    assert case_of(office, key).steps[-1].executor == office.desks["oryn"].session.member.key


def test_without_traces_the_draft_says_does_not_belong(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = certificate(office)
    resolved(office, key)
    card = open_card("oryn", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, DraftPanel)
    assert panel.outcome is Outcome.REFUSED and not panel.granted.isEnabled()
    assert panel.preview.text()
    hands.press(Qt.Key.Key_Return)
    assert case_of(office, key).decision.outcome is Outcome.REFUSED


def test_ticked_traces_make_the_draft_belong(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = certificate(office)
    boss = office.desks["basqaru"]
    lines = f"{invented_iin(1)};Әбдірахманов Нұрлан;4;01.01.2019;30.06.2019\n".encode()
    boss.recipients.import_list(boss.session, boss.recipients.read(boss.session, "тізім.csv", lines))
    resolved(office, key)
    card = open_card("oryn", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert panel.outcome is Outcome.GRANTED and len(panel.ticked()) == 1
    hands.press(Qt.Key.Key_Space)
    assert panel.outcome is Outcome.REFUSED
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    decision = case_of(office, key).decision
    assert decision.outcome is Outcome.GRANTED and len(decision.evidence) == 1


def test_signing_shows_the_page_and_asks_the_password(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = certificate(office)
    resolved(office, key)
    drafted(office, key)
    card = open_card("bas", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, SignPanel)
    assert not panel.page.pixmap().isNull()
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text()
    hands.type("басқа құпиясөз")
    hands.press(Qt.Key.Key_Return)
    assert panel.fault.text() and panel.button.isEnabled()
    assert not panel.password.text()
    assert case_of(office, key).decision.signed_by is None
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    assert close_paper(hands) is PaperKind.CERTIFICATE
    assert case_of(office, key).decision.signed_by == office.desks["bas"].session.member.key


def test_step_that_a_colleague_did_meanwhile_is_told_and_nothing_is_lost(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands
) -> None:
    key = assistance(office)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    sent(office, key)
    hands.type("Бөлім")
    hands.press(Qt.Key.Key_Return)
    assert card.action.fault.text()
    assert card.action.destination.text() == "Бөлім"


def test_escape_button_leaves_the_action_and_the_case_as_it_was(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    key = assistance(office)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    card.action.cancel.click()
    assert card.action is None
    assert card.button.isVisible() and card.button.hasFocus()


def test_language_change_rewrites_the_card_and_keeps_the_form(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    card = open_card("aigul", assistance(office))
    hands.press(Qt.Key.Key_Return)
    hands.type("Бөлім")
    before = card.next_words.text()
    switch(Language.RU)
    assert card.next_words.text() != before
    assert card.action.destination.text() == "Бөлім"


def test_every_control_of_the_card_has_a_name(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    card = open_card("aigul", assistance(office))
    card.button.click()
    hands.settle()
    for button in card.findChildren(QPushButton):
        assert button.accessibleName() or button.text(), button.objectName()


def test_paper_of_the_list_is_shown(office: TestOffice, open_card, hands: Hands) -> None:  # type: ignore[no-untyped-def]
    card = open_card("aigul", assistance(office))
    card.papers.first.click()
    assert close_paper(hands) is PaperKind.TALON
