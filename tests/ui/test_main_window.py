"""The frame around the pages, in both languages, by keys."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.domain.language import Bilingual, Language
from desk_app.domain.staff import Office, OfficeKind, Role, Session, StaffMember
from desk_app.errors import UserError
from desk_app.i18n import N_
from ui import errors
from ui.demo.keys import Hands
from ui.language import bind, switch
from ui.shell.main_window import SIDE, MainWindow
from ui.theme import apply_theme, scaled

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Page(QWidget):
    """A page with one field, as pages take the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        bind(self.field, self.field.setAccessibleName, N_("Surname"))
        self.setFocusProxy(self.field)


def session() -> Session:
    name = Bilingual("Қостанай қаласы Халықты жұмыспен қамту орталығы", "Центр занятости населения города Костаная")
    office = Office(uuid4(), name, (OfficeKind.CENTRE,), name, name, "Asia/Qostanay")
    position = Bilingual("маман", "специалист")
    member = StaffMember(uuid4(), office.key, "aigul", "Сейітова", "Айгүл", "Маратқызы", position, (Role.CLERK,))
    return Session(member, office, "3-терезе")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(lambda: datetime(2026, 12, 10, 11, 20))
    for key, sign, title in (
        ("intake", "inbox", N_("Intake")),
        ("work", "user", N_("My work")),
        ("register", "book-open", N_("Register of cases")),
        ("day", "calendar-days", N_("Day")),
        ("settings", "sliders-horizontal", N_("Settings")),
    ):
        found.add_page(key, sign, title, Page())
    found.set_person(session())
    found.set_count("work", 4)
    qtbot.addWidget(found)
    found.show()
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    found.show_page("intake")
    yield found
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QDialog):
            box.close()


def _shown_dialog(window: MainWindow) -> QDialog:
    return next(box for box in window.findChildren(QDialog) if box.isVisible())


def _texts(window: QWidget, kind: type[QLabel] | type[QAbstractButton] = QLabel) -> list[str]:
    return [found.text() for found in window.findChildren(kind) if found.isVisible() and found.text()]


@pytest.mark.parametrize("language", Language)
def test_every_control_says_its_name(window: MainWindow, language: Language) -> None:
    switch(language)
    for control in (*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)):
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name).strip(), control.objectName()


@pytest.mark.parametrize("language", Language)
def test_no_two_mnemonics_are_the_same(window: MainWindow, language: Language) -> None:
    switch(language)
    letters = [
        text[text.index("&") + 1].casefold()
        for text in (button.text().replace("&&", "") for button in window.findChildren(QAbstractButton))
        if "&" in text
    ]
    assert len(letters) == len(set(letters))


def test_no_two_actions_have_the_same_key(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)) and "F12" in keys


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_no_word_of_the_frame_is_cut(window: MainWindow, language: Language, large: bool) -> None:
    apply_theme(QApplication.instance(), large_text=large)  # type: ignore[arg-type]  # the one there is
    window.retint()
    switch(language)
    QApplication.processEvents()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_language_changes_by_its_key_and_says_so(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    kazakh = _texts(window, QAbstractButton)
    with qtbot.waitSignal(window.language_chosen) as chosen:
        hands.press(Qt.Key.Key_L, CONTROL)
    assert chosen.args == [Language.RU] and window.languages.value() is Language.RU
    assert _texts(window, QAbstractButton) != kazakh
    assert "Центр занятости населения города Костаная" in _texts(window)
    hands.press(Qt.Key.Key_L, CONTROL)
    assert _texts(window, QAbstractButton) == kazakh


def test_pages_come_by_their_number(window: MainWindow, hands: Hands) -> None:
    hands.press(Qt.Key.Key_3, ALT)
    assert window.page() == "register"
    hands.type("Ә")
    assert window.findChild(QWidget, "nav_register").isChecked()  # type: ignore[attr-defined]  # it is a button
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_search_is_reached_from_anywhere_and_handed_on(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.type(" Қасымова ")
    with qtbot.waitSignal(window.search_requested) as asked:
        hands.press(Qt.Key.Key_Return)
    assert asked.args == ["Қасымова"]


def test_the_desk_is_locked_by_a_key(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        hands.press(Qt.Key.Key_F12)


@pytest.mark.parametrize("language", Language)
def test_help_is_of_this_page_and_of_this_language(window: MainWindow, hands: Hands, language: Language) -> None:
    switch(language)
    hands.press(Qt.Key.Key_F1)
    help_text = _shown_dialog(window).findChild(QTextBrowser)
    assert isinstance(help_text, QTextBrowser)
    first = help_text.toPlainText()
    assert first.strip()
    switch(Language.RU if language is Language.KK else Language.KK)
    assert help_text.toPlainText() != first


def test_a_page_without_help_shows_all_keys(window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.main_window.help_file", lambda _page: None)
    hands.press(Qt.Key.Key_F1)
    assert "F12" in _texts(_shown_dialog(window))


def test_a_closed_help_window_is_gone(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    hands.press(Qt.Key.Key_Slash, CONTROL)
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_status_line_follows_the_language(window: MainWindow) -> None:
    window.set_database_words(window.windowTitle)
    window.set_printer_words("HP LaserJet")
    switch(Language.RU)
    assert window.windowTitle() in _texts(window) and "11:20" in _texts(window)
    assert any("четверг" in text for text in _texts(window))


def test_frame_follows_the_size_of_text(window: MainWindow, qapp: QApplication) -> None:
    apply_theme(qapp, large_text=True)
    window.retint()
    assert window.findChild(QWidget, "side_bar").width() == scaled(SIDE) > SIDE


# the last handler


@pytest.fixture
def handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The last handler as the program installs it; the process gets its own back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(faulthandler, "enable", TextIOWrapper.close)
    monkeypatch.setattr(errors, "qInstallMessageHandler", lambda _handler: None)
    path = tmp_path / "tereze.log"
    errors.install(path)
    yield path
    for box in _boxes():
        box.close()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def _raise(error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_defect_is_told_once_with_its_number_and_logged_without_what_was_typed(
    window: MainWindow, handler: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        _raise(ValueError("Әбдірахманов 900101300007"))
    (box,) = _boxes()
    assert "E-900" in box.informativeText() and str(handler) in box.informativeText()
    assert len(caplog.records) == 3 and "test_main_window.py" in caplog.text
    assert "900101300007" not in caplog.text + box.text() + box.informativeText()


def test_after_the_box_is_closed_the_next_defect_is_told_again(window: MainWindow, handler: Path, qtbot: QtBot) -> None:
    _raise(ValueError())
    _boxes()[0].close()
    qtbot.waitUntil(lambda: not errors._Told.now)
    _raise(ValueError())
    assert len(_boxes()) == 1


def test_an_error_without_a_window_is_shown_all_the_same(qtbot: QtBot) -> None:
    errors.show_error(None, UserError("E-101", "what", "todo"))
    (box,) = _boxes()
    assert box.text() == "what" and "E-101" in box.informativeText()
    box.close()
    qtbot.waitUntil(lambda: not errors._open_boxes)
