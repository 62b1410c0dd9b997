"""A registration put right on its card by keys, made void, and shown so; drafts signed together by keys."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.domain.cases import CaseState
from desk_app.domain.language import Language
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import Channel
from tests.support.office import (
    ASSISTANCE,
    PASSWORD,
    SUPERVISOR,
    TestOffice,
    application,
    command,
    invented_iin,
    open_office,
)
from tests.support.routes import BOTH, ROUTES, register, walk
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.papers import PaperDialog
from ui.register.case_card import CaseCardView
from ui.register.correcting.dialog import CorrectionDialog
from ui.register.correcting.reason import VoidDialog
from ui.register.lines import lines_of
from ui.register.refusal_card import RefusalCardView
from ui.register.table import REGISTER_COLUMNS, CaseTable
from ui.register.timeline import CorrectionRow
from ui.work.page import WorkPage
from ui.work.signing import SigningDialog

BOSS = SUPERVISOR.login
REASON = "Teg qate terilgen"
DRAFTED = next(route for route in ROUTES if route.name == "tsa_certificate/2018-03-23-provider")


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path)


def registered(office: TestOffice, serial: int = 1) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), BOTH).case.key


def shown(qtbot: QtBot, view: CaseCardView | RefusalCardView | WorkPage) -> None:
    qtbot.addWidget(view)
    view.resize(1160, 660)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()


@pytest.fixture
def open_card(qtbot: QtBot, office: TestOffice, background: Background, hands: Hands):  # type: ignore[no-untyped-def]
    def opened(login: str, key: UUID) -> CaseCardView:
        view = CaseCardView(office.desks[login], background)
        shown(qtbot, view)
        view.open_case(key)
        hands.settle()
        return view

    return opened


def case_of(office: TestOffice, key: UUID):  # type: ignore[no-untyped-def]
    return office.entrance._opened().queries.case(key)


def top(kind):  # type: ignore[no-untyped-def]
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind), dialog
    return dialog


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_a_name_is_corrected_by_keys(
    office: TestOffice, open_card, hands: Hands, qtbot: QtBot, screen: Language
) -> None:  # type: ignore[no-untyped-def]
    switch(screen)
    key = registered(office)
    card = open_card("aigul", key)
    assert card.record.correct.isVisible()
    assert not card.record.void.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = top(CorrectionDialog)
    assert not dialog.button.isEnabled()
    assert dialog.changes.count == 0
    assert dialog.visitor.iin.hasFocus()
    qtbot.keyClick(dialog.visitor.iin, Qt.Key.Key_Tab)
    assert dialog.visitor.surname.hasFocus()
    dialog.visitor.surname.selectAll()
    qtbot.keyClicks(dialog.visitor.surname, "Abdirahmanova")
    was, becomes = (dialog.findChild(QLabel, f"{name}_name") for name in ("was", "becomes"))
    assert was.text() == "Әбдірахманов Нұрлан Ерікұлы"
    assert becomes.text() == "Abdirahmanova Нұрлан Ерікұлы"
    assert dialog.changes.count == 1
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.fault.isVisible()
    assert dialog.reason.hasFocus()
    qtbot.keyClicks(dialog.reason, REASON)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    hands.settle()
    paper = top(PaperDialog)
    hands.settle()
    assert paper.panel.job.progress.paper.number == "А-2019-00001/2"
    paper.accept()
    hands.settle()
    assert card.person.text() == "Abdirahmanova Нұрлан Ерікұлы"
    row = card.timeline.findChild(CorrectionRow, "correction_1")
    assert row is not None
    assert REASON in row.accessibleName()
    assert case_of(office, key).corrections[0].reason == REASON


def test_what_the_form_only_writes_in_its_own_way_is_no_change(office: TestOffice, open_card, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    card = open_card(BOSS, registered(office))
    card.record.open_correction()
    dialog = top(CorrectionDialog)
    assert dialog.application() == case_of(office, card.card.case.key).application
    dialog.reject()


def test_sheets_and_language_are_corrected_in_the_same_form(
    office: TestOffice,
    open_card,
    hands: Hands,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    key = registered(office)
    card = open_card(BOSS, key)
    card.record.open_correction()
    dialog = top(CorrectionDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_F4)
    qtbot.keyClick(dialog.documents.view, Qt.Key.Key_C)
    dialog.language.setCurrentIndex(1)
    assert {name for name in ("documents", "language") if dialog.findChild(QLabel, f"becomes_{name}")} == {
        "documents", "language",
    }  # fmt: skip
    qtbot.keyClick(dialog, Qt.Key.Key_F6)
    assert dialog.reason.hasFocus()
    qtbot.keyClicks(dialog.reason, REASON)
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    hands.settle()
    top(PaperDialog).accept()
    hands.settle()
    assert {field.value for field in case_of(office, key).corrections[0].fields} == {"documents", "language"}


def test_a_draft_that_would_go_back_is_told_before(office: TestOffice, open_card, hands: Hands, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    key = register(office, DRAFTED)
    walk(office, DRAFTED, key, "sign")
    card = open_card(BOSS, key)
    card.record.open_correction()
    dialog = top(CorrectionDialog)
    assert not dialog.draft_goes.isVisible()
    dialog.visitor.surname.selectAll()
    qtbot.keyClicks(dialog.visitor.surname, "A")
    assert dialog.draft_goes.isVisible()
    dialog.reject()


def test_a_void_registration_is_struck_out_with_the_word(
    office: TestOffice,
    open_card,
    hands: Hands,
    qtbot: QtBot,  # type: ignore[no-untyped-def]
) -> None:
    key = registered(office)
    card = open_card(BOSS, key)
    assert card.record.void.isVisible()
    card.record.void.setFocus()
    qtbot.keyClick(card.record.void, Qt.Key.Key_Space)
    dialog = top(VoidDialog)
    qtbot.keyClick(dialog.button, Qt.Key.Key_Return)
    assert dialog.fault.isVisible()
    qtbot.keyClicks(dialog.reason, REASON)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    hands.settle()
    assert case_of(office, key).state is CaseState.VOID
    assert "күші жойылған" in card.state.text()
    assert not card.record.isVisible()
    assert not card.button.isVisible()
    table = CaseTable(office.desks[BOSS], REGISTER_COLUMNS, "register_table")
    qtbot.addWidget(table)
    desk = office.desks[BOSS]
    table.show_lines(lines_of(desk, desk.register.search(desk.session, "")))
    number = table.lines.index(0, 0)
    assert number.data(Qt.ItemDataRole.FontRole).strikeOut()
    texts = [str(table.lines.index(0, column).data()) for column in range(len(REGISTER_COLUMNS))]
    assert any("күші жойылған" in text for text in texts)


def test_a_refusal_is_corrected_and_made_void_on_its_card(
    office: TestOffice, background: Background, hands: Hands, qtbot: QtBot
) -> None:
    clerk = office.desks["aigul"]
    edition = office.edition(ASSISTANCE)
    code = application(edition, Channel.CENTRE).documents[0].code
    form = application(edition, Channel.CENTRE, invented_iin(1), missing=(code,))
    key = clerk.refusals.refuse(clerk.session, command(form, office.clock), BOTH).refusal.key
    view = RefusalCardView(office.desks[BOSS], background)
    shown(qtbot, view)
    view.open_refusal(key)
    hands.settle()
    qtbot.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = top(CorrectionDialog)
    dialog.visitor.surname.selectAll()
    qtbot.keyClicks(dialog.visitor.surname, "Abdi")
    qtbot.keyClicks(dialog.reason, REASON)
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    hands.settle()
    paper = top(PaperDialog)
    hands.settle()
    assert paper.panel.job.progress.paper.kind is PaperKind.REFUSAL_RECEIPT
    paper.accept()
    hands.settle()
    assert "Abdi" in view.person.text()
    view.record.void.click()
    question = top(VoidDialog)
    qtbot.keyClicks(question.reason, REASON)
    qtbot.keyClick(question.reason, Qt.Key.Key_Return)
    hands.settle()
    assert REASON in view.void.text()
    assert not view.record.isVisible()


@pytest.fixture
def drafts(office: TestOffice) -> tuple[UUID, UUID]:
    keys = tuple(register(office, DRAFTED, serial) for serial in (1, 2))
    for key in keys:
        walk(office, DRAFTED, key, "sign")
    return keys[0], keys[1]


def open_signing(office: TestOffice, background: Background, hands: Hands, qtbot: QtBot) -> SigningDialog:
    page = WorkPage(office.desks["bas"], background)
    shown(qtbot, page)
    page.activate()
    hands.settle()
    assert "2" in page.signing.words()
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    dialog = top(SigningDialog)
    assert isinstance(dialog, SigningDialog)
    return dialog


@pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
def test_the_head_ticks_all_and_signs_with_one_password(  # type: ignore[no-untyped-def]
    office: TestOffice, drafts, background: Background, hands: Hands, qtbot: QtBot, screen: Language
) -> None:
    switch(screen)
    dialog = open_signing(office, background, hands, qtbot)
    assert dialog.drafts.count() == 2
    assert dialog.page.page_count() > 0
    assert not dialog.sign.isEnabled()
    dialog.drafts.setFocus()
    qtbot.keyClick(dialog.drafts, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(dialog.ticked()) == 2
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.said.isVisible()
    assert dialog.password.hasFocus()
    hands.type("wrong password 1")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    hands.settle()
    assert dialog.said.text()
    assert case_of(office, drafts[0]).state is CaseState.OPEN
    dialog.password.setFocus()
    hands.type(PASSWORD)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    hands.settle()
    assert {case_of(office, key).state for key in drafts} == {CaseState.READY}
    assert "2" in dialog.report.text() and "✗" not in dialog.report.text()
    assert dialog.drafts.count() == 0
    dialog.reject()


def test_the_date_of_a_draft_is_explained(  # type: ignore[no-untyped-def]
    office: TestOffice, drafts, background: Background, hands: Hands, qtbot: QtBot
) -> None:
    dialog = open_signing(office, background, hands, qtbot)
    page = dialog.parent().parent()
    while not isinstance(page, WorkPage):
        page = page.parent()
    dialog.drafts.setFocus()
    dialog.drafts.setCurrentRow(1)
    key = dialog.drafts.item(1).data(Qt.ItemDataRole.UserRole).case
    qtbot.keyClick(dialog.drafts, Qt.Key.Key_F9)
    hands.settle()
    assert page.card is not None and page.card.why.isVisible()
    assert page.card.card is not None and page.card.card.case.key == key


def test_a_draft_is_sent_back_with_remarks(  # type: ignore[no-untyped-def]
    office: TestOffice, drafts, background: Background, hands: Hands, qtbot: QtBot
) -> None:
    dialog = open_signing(office, background, hands, qtbot)
    first = dialog.drafts.item(0).data(Qt.ItemDataRole.UserRole).case
    qtbot.keyClick(dialog, Qt.Key.Key_F7)
    assert dialog.remarks.hasFocus()
    qtbot.keyClicks(dialog.remarks, "Kezenin naqtyla")
    qtbot.keyClick(dialog, Qt.Key.Key_F7)
    hands.settle()
    assert case_of(office, first).undone[-1].reason == "Kezenin naqtyla"
    assert dialog.drafts.count() == 1
    dialog.reject()


def test_who_may_not_sign_sees_no_such_button(office: TestOffice, background: Background, qtbot: QtBot) -> None:
    for login in ("aigul", "oryn", BOSS):
        page = WorkPage(office.desks[login], background)
        shown(qtbot, page)
        assert not page.signing.isVisible()
        qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.activeModalWidget() is None
