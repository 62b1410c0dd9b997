"""A step taken back and a scan attached, by keys, in both languages."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desk_app.domain.attachments import Subject
from desk_app.domain.language import Language
from desk_app.domain.papers import PaperKind
from tests.support.clock import StandingClock
from tests.support.office import TestOffice, open_office
from tests.support.routes import ROUTES, register, walk
from ui.background import Background
from ui.demo.keys import Hands
from ui.language import switch
from ui.office.scans import ScansSection
from ui.papers import PaperDialog
from ui.register.actions.attaching import AttachPanel, VoidScanPanel
from ui.register.actions.entering import ResultPanel
from ui.register.actions.undoing import TakeBackPanel
from ui.register.case_card import CaseCardView

ROUTE = next(route for route in ROUTES if route.name == "tsa_assignment/2026-07-12-centre")
CERTIFICATE = next(route for route in ROUTES if route.name == "tsa_certificate/2018-03-23-provider")
SCREENS = pytest.mark.parametrize("screen", list(Language), ids=["kazakh", "russian"])
VOID = {Language.KK: "ЖАРАМСЫЗ", Language.RU: "НЕДЕЙСТВИТЕЛЬНО"}


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return open_office(tmp_path / "office", clock=StandingClock(datetime(2026, 9, 14, 5, 0, tzinfo=UTC)))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two pages of a letter."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for number in (1, 2):
        canvas.setFont("Helvetica", 28)
        canvas.drawString(80, 700, f"Letter 12-5/334, page {number}")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "хат.pdf"
    path.write_bytes(made.getvalue())
    return path


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


def button(card: CaseCardView, name: str) -> QPushButton:
    found = [one for one in card.findChildren(QPushButton, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


def said(card: CaseCardView) -> str:
    """Every word that is to be seen."""
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def drop(card: CaseCardView, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(card.rect().center(), Qt.DropAction.CopyAction, data, *none)
    QApplication.sendEvent(card, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(card, QDropEvent(QPointF(card.rect().center()), Qt.DropAction.CopyAction, data, *none))


@SCREENS
def test_step_is_taken_back_by_keys_and_stays_to_be_seen(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language
) -> None:
    switch(screen)
    key = register(office, ROUTE)
    walk(office, ROUTE, key, "result")
    card = open_card("aigul", key)
    button(card, "take_back").setFocus()
    hands.press(Qt.Key.Key_Space)
    assert isinstance(card.action, TakeBackPanel)
    hands.press(Qt.Key.Key_Return)
    assert card.action.fault.text() and card.card.case.steps[-1].code == "send"
    hands.type("Басқа бөлімге жіберілген")
    hands.press(Qt.Key.Key_Return)
    assert card.action is None and card.card.case.steps[-1].code == "survey"
    row = card.timeline.findChild(object, "undone_1")
    assert "Басқа бөлімге жіберілген" in row.accessibleName() and "Сейітова" in row.accessibleName()
    assert VOID[screen] in said(card)
    assert card.button.isVisible() and card.card.waiting.step.code == "send"


@SCREENS
def test_void_paper_says_so_and_offers_no_printer(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language
) -> None:
    switch(screen)
    key = register(office, CERTIFICATE)
    walk(office, CERTIFICATE, key, "draft")
    head = office.desks["bas"]
    head.undoing.take_back(head.session, key, "Орындаушы қате таңдалған")
    card = open_card("bas", key)
    button(card, "paper_resolution").setFocus()
    hands.press(Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    hands.settle()
    panel = dialog.panel
    words = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert VOID[screen] in words and "Орындаушы қате таңдалған" in words
    assert panel.yes_button.isHidden() and not panel.save_button.isEnabled() and not panel.other_button.isEnabled()
    hands.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert office.printer.jobs == [] and dialog.pages.page_count() > 0
    dialog.accept()
    hands.settle()


def test_who_may_not_take_back_sees_no_button(office: TestOffice, open_card) -> None:  # type: ignore[no-untyped-def]
    key = register(office, ROUTE)
    assert not open_card("aigul", key).findChildren(QPushButton, "take_back")
    walk(office, ROUTE, key, "send")
    assert not open_card("marat", key).findChildren(QPushButton, "take_back")
    assert open_card("basqaru", key).findChildren(QPushButton, "take_back")


@SCREENS
def test_scan_is_attached_shown_and_made_void_by_keys(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(screen)
    key = register(office, ROUTE)
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(card.action, AttachPanel) and card.action.scan.button.hasFocus()
    monkeypatch.setattr(card.action.scan, "ask_path", lambda: str(scan))
    hands.press(Qt.Key.Key_Space)
    view = card.scans.view
    assert view.isVisible() and view.count() == 2 and view.pages.page_count() == 1
    card.action.subject.setFocus()
    card.action.title.setFocus()
    hands.type("Отбасы құрамы")
    hands.press(Qt.Key.Key_Return)
    assert card.action is None and not view.isVisible()
    assert [(one.subject, one.title, one.pages) for one in card.card.scans] == [(Subject.DOCUMENT, "Отбасы құрамы", 2)]
    button(card, "scan_1").setFocus()
    hands.press(Qt.Key.Key_Space)
    assert view.isVisible() and view.page == 0
    hands.press(Qt.Key.Key_BracketRight)
    assert view.page == 1 and not view.on.isEnabled()
    view.step_button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert card.action is not None and view.isVisible(), "the form stands beside the scan"
    assert card.leave_action() and not view.isVisible()
    button(card, "scan_void_1").setFocus()
    hands.press(Qt.Key.Key_Space)
    assert isinstance(card.action, VoidScanPanel)
    hands.type("Басқа адамның құжаты")
    hands.press(Qt.Key.Key_Return)
    assert card.card.scans[0].void is not None and VOID[screen] in said(card)
    assert not [one for one in card.findChildren(QPushButton, "scan_void_1") if one.isVisible()]


@SCREENS
def test_letter_is_entered_beside_its_dropped_scan(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language, scan: Path
) -> None:
    switch(screen)
    key = register(office, ROUTE)
    walk(office, ROUTE, key, "result")
    card = open_card("aigul", key)
    hands.press(Qt.Key.Key_Return)
    panel = card.action
    assert isinstance(panel, ResultPanel)
    drop(card, scan)
    hands.settle()
    assert card.scans.view.isVisible() and panel.scan.path == scan
    for field, text in ((panel.number, "12-5/334"), (panel.signer, "Ахметов Асқар"), (panel.amount, "21000")):
        field.setFocus()
        hands.type(text)
    hands.press(Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    hands.settle()
    assert dialog.panel.job.progress.paper.kind is PaperKind.NOTIFICATION
    dialog.accept()
    hands.settle()
    record = card.card.case.steps[-1]
    assert (record.letter_number, record.letter_signer) == ("12-5/334", "Ахметов Асқар")
    assert [(one.subject, one.step) for one in card.card.scans] == [(Subject.LETTER, record.key)]
    assert "Ахметов Асқар" in said(card)


@SCREENS
def test_dropped_file_that_is_no_scan_is_refused_at_the_form(  # type: ignore[no-untyped-def]
    office: TestOffice, open_card, hands: Hands, screen: Language, tmp_path: Path
) -> None:
    switch(screen)
    card = open_card("aigul", register(office, ROUTE))
    bad = tmp_path / "сурет.png"
    bad.write_bytes(b"%PDF-1.7 broken")
    drop(card, bad)
    hands.settle()
    assert isinstance(card.action, AttachPanel)
    damaged = {Language.KK: "бүлінген", Language.RU: "повреждён"}[screen]
    assert damaged in card.action.fault.text()
    assert not card.scans.view.isVisible()
    assert card.card.scans == ()


@SCREENS
def test_copy_of_an_identity_document_is_refused_until_it_is_switched_on(  # type: ignore[no-untyped-def]
    qtbot: QtBot, office: TestOffice, background: Background, open_card, hands: Hands, screen: Language, scan: Path
) -> None:
    switch(screen)
    card = open_card("aigul", register(office, ROUTE))
    drop(card, scan)
    hands.settle()
    card.action.subject.setCurrentIndex(card.action.subject.findData(Subject.IDENTITY))
    card.action.button.click()
    hands.settle()
    law = {Language.KK: "Заң жеке басын", Language.RU: "Закон не разрешает"}[screen]
    assert law in card.action.fault.text() and office.desks["aigul"].attachments.of_case(card.card.case.key) == ()
    section = ScansSection(office.desks["basqaru"], background)
    qtbot.addWidget(section)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    hands.settle()
    assert not section.identity.isChecked()
    section.identity.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert section.answer.text() and office.desks["aigul"].attachments.takes_identity(office.desks["aigul"].session)
    card.activateWindow()
    card.action.button.click()
    hands.settle()
    assert [one.subject for one in card.card.scans] == [Subject.IDENTITY]
