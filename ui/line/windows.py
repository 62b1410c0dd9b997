"""The windows of the line beside the main one: opened once, closed with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance
from desk_app.usecases.workplace import WorkplaceStore
from ui.background import Background
from ui.line.hall import HallScreen
from ui.line.kiosk import KioskWindow
from ui.line.watch import LineWatch
from ui.papers.job import Preferred


class LineWindows(QObject):
    """One watch for all windows of a desk."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        entrance: Entrance,
        store: WorkplaceStore,
        preferred: Preferred,
        fail: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._entrance = desk, background, entrance
        self._store, self._preferred, self._fail = store, preferred, fail
        self.watch = LineWatch(desk, background, self)
        self.hall: HallScreen | None = None
        self.kiosk: KioskWindow | None = None

    def open_hall(self) -> None:
        """On the monitor it was last on; to the front where it is open already."""
        if self.hall is not None and shiboken6.isValid(self.hall):
            self.hall.raise_()
            return
        self.watch.start()
        hall = self.hall = HallScreen(self.watch)
        hall.moved.connect(self._keep_monitor)
        self._background.run(hall, lambda: self._store.load().hall_screen, hall.show_on, self._fail)

    def open_kiosk(self, window: QWidget | None = None) -> None:
        """Over everything; with one monitor only the main window waits unseen until a supervisor is back."""
        if self.kiosk is not None and shiboken6.isValid(self.kiosk):
            self.kiosk.raise_()
            return
        self.watch.start()
        kiosk = self.kiosk = KioskWindow(
            self._desk, self._background, self._entrance, self.watch, preferred=self._preferred
        )
        screens = QGuiApplication.screens()
        own = window.screen() if window is not None else None
        other = next((screen for screen in screens if window is not None and screen is not own), None)
        if other is not None:
            kiosk.setGeometry(other.geometry())
        kiosk.showFullScreen()
        if window is not None and other is None:
            window.hide()
            # shown again before the kiosk is gone: without a window in sight the program would end
            kiosk.left.connect(window.show)

    def close(self) -> None:
        """The program ends."""
        self.watch.stop()
        for one in (self.hall, self.kiosk):
            if one is not None and shiboken6.isValid(one):
                one.leave() if isinstance(one, KioskWindow) else one.close()

    def _keep_monitor(self, name: str) -> None:
        store = self._store
        self._background.run(
            self,
            lambda: store.save(replace(store.load(), hall_screen=name)),
            lambda _nothing: None,
            self._fail,
        )
