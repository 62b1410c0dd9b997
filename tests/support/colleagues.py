"""People of one office, each at a main window of their own that they signed in to, driven by keys alone.

No widget is given the focus from here: where the keyboard does not lead, nothing is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.domain.language import Language
from desk_app.i18n import language
from desk_app.storage.passwords import ScryptPasswords
from desk_app.storage.vault import FileVault
from desk_app.usecases.entrance import Entrance
from desk_app.usecases.workplace import WorkplaceStore
from tests.support.office import PASSWORD, TestOffice
from ui.application import Application
from ui.demo.keys import Hands
from ui.shell.main_window import MainWindow

Found = TypeVar("Found", bound=QWidget)

FARTHEST = 7
"""Presses of Tab after which a control counts as out of reach from where the person is."""

CHEAP = 2**4
"""Cost of a password hash where nobody tests how dear it is."""


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords quickly for a while: each person of an office costs two hashes to add and two to sign in."""
    before = ScryptPasswords.__init__.__defaults__, FileVault.__init__.__defaults__
    ScryptPasswords.__init__.__defaults__ = (CHEAP,)
    FileVault.__init__.__defaults__ = (CHEAP, None)
    try:
        yield
    finally:
        ScryptPasswords.__init__.__defaults__, FileVault.__init__.__defaults__ = before


class OpenDoor:
    """The program as its windows see it, with the records that the test's office has open already."""

    def __init__(self, office: TestOffice) -> None:
        self._office = office

    def entrance(self) -> Entrance:
        return self._office.entrance

    @property
    def workplace(self) -> WorkplaceStore:
        return self._office.program.workplace

    @property
    def log_path(self) -> Path:
        return self._office.program.log_path


class Colleague:
    """One person and their window."""

    def __init__(self, qt: QApplication, office: TestOffice, login: str) -> None:
        self.login = login
        self.application = Application(OpenDoor(office), qt)
        self.hands = Hands(self.application.background)
        self.application.start()
        self.hands.until(lambda: self.sees("login"), "the way in")
        assert self.application.frame is not None
        _come_to_front(self.application.frame)
        self.go_to("login")
        self.hands.type(login)
        self.hands.press(Qt.Key.Key_Return)
        self.hands.type(PASSWORD)
        self.hands.press(Qt.Key.Key_Return)
        self.hands.until(lambda: self.application.window is not None, f"the main window of {login}")
        self.sit_down()

    @property
    def window(self) -> MainWindow:
        assert self.application.window is not None
        return self.application.window

    def sit_down(self) -> None:
        """Take the keyboard: the windows of the others go out of sight."""
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible():
                other.hide()
        _come_to_front(self.window)
        self.hands.settle()

    def leave(self) -> None:
        """Close the window and let its work come to an end."""
        self.hands.settle()
        self.window.close()
        self.application.background.stop()
        self.window.deleteLater()
        self.application.deleteLater()

    def speak(self, wanted: Language) -> None:
        """Turn the screen to that language."""
        if language() is not wanted:
            self.hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert language() is wanted

    # where things are

    def find(self, name: str, kind: type[Found]) -> Found:
        """The widget of that name in what this person sees now."""
        for window in QApplication.topLevelWidgets():
            if not window.isVisible():
                continue
            own = [window] if window.objectName() == name and isinstance(window, kind) else []
            for found in (*own, *window.findChildren(kind, name)):
                if found.isVisible():
                    return found
        raise LookupError(f"no {name} is in sight")

    def sees(self, name: str) -> bool:
        try:
            self.find(name, QWidget)
        except LookupError:
            return False
        return True

    def is_at(self, name: str) -> bool:
        """True while the keyboard is with that widget or inside it."""
        widget = QApplication.focusWidget()
        while widget is not None and widget.objectName() != name:
            widget = widget.parentWidget()
        return widget is not None

    # keys

    def go_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until the keyboard is there; with `back`, Shift and Tab.

        Raises:
            AssertionError: it does not come there, or is nowhere.
        """
        passed: list[str] = []
        for _press in range(FARTHEST):
            if self.is_at(name):
                return
            focused = QApplication.focusWidget()
            assert focused is not None, f"the keyboard is nowhere on the way to {name}"
            passed.append(focused.objectName() or type(focused).__name__)
            if back:
                self.hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            else:
                self.hands.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}; it goes over {', '.join(dict.fromkeys(passed))}")

    def write(self, name: str, text: str, *, back: bool = False) -> None:
        """Go to a field and type over what stands there."""
        self.go_to(name, back=back)
        self.hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.hands.type(text)

    def turn_to(self, page: str) -> None:
        """Show a page of the main window by its key."""
        number = list(self.application.pages).index(page) + 1
        self.hands.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert self.window.page() == page


class Colleagues:
    """Everybody of an office who has come to work. Each signs in once."""

    def __init__(self, qt: QApplication, office: TestOffice) -> None:
        self.office = office
        self._qt = qt
        self._there: dict[str, Colleague] = {}

    def at(self, login: str) -> Colleague:
        """That person, with the keyboard before them."""
        if login in self._there:
            self._there[login].sit_down()
        else:
            self._there[login] = Colleague(self._qt, self.office, login)
        return self._there[login]

    def leave(self) -> None:
        for one in self._there.values():
            one.leave()
        self._there.clear()
        self._qt.processEvents()


def _come_to_front(window: QWidget) -> None:
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    assert QApplication.activeWindow() is window
