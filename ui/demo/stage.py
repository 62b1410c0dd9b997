"""What the demonstration day stands on: its clock, its printer, the program, and a person at the desk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.domain.language import Language
from desk_app.domain.papers import PrintState
from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance
from desk_app.usecases.ports import PrinterInfo, PrintJob
from desk_app.usecases.workplace import WorkplaceStore
from ui.application import Application, Program
from ui.demo.keys import Hands
from ui.language import switch

ZONE = ZoneInfo("Asia/Qostanay")
MONDAY = datetime(2019, 9, 16, 9, 0, tzinfo=ZONE)
PRINTER = "HP LaserJet"

Found = TypeVar("Found", bound=QWidget)


class DayClock:
    """Stands until the day is moved on."""

    def __init__(self) -> None:
        self._now = MONDAY.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def at(self, hour: int, minute: int) -> None:
        """Move on to that time of the day; never back."""
        moment = MONDAY.replace(hour=hour, minute=minute).astimezone(UTC)
        if moment < self._now:
            raise ValueError("the day does not run backwards")
        self._now = moment

    def pass_minutes(self, minutes: int) -> None:
        self._now += timedelta(minutes=minutes)


class FolderPrinter:
    """A printer whose tray is a folder: each job is kept as the bytes that came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def printers(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo(PRINTER, True, True),)

    def send(self, pdf: bytes, title: str, printer: str) -> PrintJob:
        (self.folder / f"{title}.pdf").write_bytes(pdf)
        return PrintJob(title, printer, PrintState.SENT)

    def follow(self, job: PrintJob) -> PrintJob:
        return job


class OneEntrance:
    """The program as the windows see it, with one way in for all the people of the day."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._entrance = program.entrance()

    def entrance(self) -> Entrance:
        return self._entrance

    @property
    def workplace(self) -> WorkplaceStore:
        return self._program.workplace

    @property
    def log_path(self) -> Path:
        return self._program.log_path


class Stage:
    """Plays people: opens the program for one of them, drives its windows by keys, takes pictures."""

    def __init__(self, qt: QApplication, program: Program, clock: DayClock, pictures: Path, first: Language) -> None:
        self.qt = qt
        self.program = OneEntrance(program)
        self.clock = clock
        self.first = first
        self.shots: list[str] = []
        self._pictures = pictures
        pictures.mkdir(parents=True, exist_ok=True)
        self._application: Application | None = None
        self._hands: Hands | None = None
        self._defects: list[str] = []

    # people

    @contextmanager
    def program_open(self) -> Iterator[Application]:
        """The program from its start to its end, as one process of a desk would have it."""
        previous, sys.excepthook = sys.excepthook, self._note_defect
        application = Application(self.program, self.qt)
        self._application, self._hands = application, Hands(application.background)
        try:
            application.start()
            self.until(lambda: application.frame is not None and application.frame.inner is not None, "the way in")
            yield application
            self.hands.settle()
            if application.window is not None:
                application.window.close()
            self._raise_defects()
        finally:
            sys.excepthook = previous
            application.background.stop()
            for window in self.qt.topLevelWidgets():
                window.close()
                window.deleteLater()
            self._application = self._hands = None
            self.qt.processEvents()

    @contextmanager
    def person(self, login: str, password: str) -> Iterator[Desk]:
        """Somebody signs in, works and goes."""
        with self.program_open() as application:
            self.fill("login", login)
            self.hands.press(Qt.Key.Key_Return)
            self.hands.type(password)
            self.hands.press(Qt.Key.Key_Return)
            self.until(lambda: application.window is not None, f"the main window of {login}")
            assert application.desk is not None
            yield application.desk

    def _note_defect(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        self._defects.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, traceback)

    def _raise_defects(self) -> None:
        if self._defects:
            raise RuntimeError("; ".join(self._defects))

    # hands

    @property
    def hands(self) -> Hands:
        assert self._hands is not None, "nobody is at the desk"
        return self._hands

    @property
    def application(self) -> Application:
        assert self._application is not None, "nobody is at the desk"
        return self._application

    def until(self, condition: Callable[[], bool], what: str) -> None:
        self.hands.until(condition, what)
        self._raise_defects()

    def find(self, name: str, kind: type[Found]) -> Found:
        """The visible widget of that name."""
        for window in self.qt.topLevelWidgets():
            if window.objectName() == name and isinstance(window, kind) and window.isVisible():
                return window
            for found in window.findChildren(kind, name):
                if found.isVisible():
                    return found
        raise LookupError(f"no {name} is in sight")

    def sees(self, name: str) -> bool:
        try:
            self.find(name, QWidget)
        except LookupError:
            return False
        return True

    def focus(self, name: str) -> None:
        self.find(name, QWidget).setFocus()
        self.qt.processEvents()

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type over what is there."""
        field = self.find(name, QLineEdit)
        field.setFocus()
        field.selectAll()
        self.hands.type(text)

    def tick(self, name: str) -> None:
        self.focus(name)
        self.hands.press(Qt.Key.Key_Space)

    def enter(self, name: str = "") -> None:
        """Press Enter, on that widget or where the focus is."""
        if name:
            self.focus(name)
        self.hands.press(Qt.Key.Key_Return)

    # pictures

    def picture(self, name: str) -> None:
        """Save what is in front, in both languages."""
        for language in (self.first, Language.RU if self.first is Language.KK else Language.KK):
            switch(language)
            self.hands.settle()
            front = self.qt.activeModalWidget() or self.application.window or self.application.frame
            assert front is not None
            number = len(self.shots) // 2 + 1
            file = f"{number:02}-{name}-{language.value}.png"
            if not front.grab().save(str(self._pictures / file)):
                raise OSError(f"{file} could not be written")
            self.shots.append(f"pictures/{file}")
        switch(self.first)
        self.hands.settle()
