"""The supervisor's day as a window of its own, for the second monitor."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QScreen
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desk_app.i18n import N_
from desk_app.usecases.desk import Desk
from desk_app.usecases.workplace import WorkplaceStore
from ui.background import Background
from ui.day.page import DayPage
from ui.language import bind
from ui.monitors import Monitor, fill_monitor, frame_on_main
from ui.papers.job import Preferred


class DayWindow(QWidget):
    """One at a time; on the monitor it was last on, else on another one than the main window.

    Signals:
        left(): the window was closed.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        beside: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
        store: WorkplaceStore | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("day_window")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # the program ends with its main window, whatever is open beside it
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._background, self._store = background, store
        self._beside = beside.screen() if beside is not None else None
        self.page = DayPage(desk, background, preferred=preferred, is_window=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.addWidget(self.page)
        self.resize(1366, 768)
        self.setMinimumSize(1024, 640)
        bind(self, self.setWindowTitle, N_("Day"))
        self.monitor = Monitor(self, self._show_on)
        self.monitor.chosen.connect(self._keep_monitor)
        self._fill_menu()
        for keys, act in ((Qt.Key.Key_F11, self._full_screen), ("Shift+F11", self.monitor.next)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, act=act: act())
            self.addAction(action)

    def open(self) -> None:
        """On the monitor it was last on; else on any but that of the main window."""
        store = self._store
        if store is None:
            self.monitor.open("", self._beside)
            return
        self._background.run(
            self,
            lambda: store.load().day_screen,
            lambda name: self.monitor.open(name, self._beside),
            self.page.message.show_error,
        )

    def _fill_menu(self) -> None:
        monitors = QMenu(self.page.menu)
        monitors.setObjectName("day_monitors")
        bind(monitors, monitors.setTitle, N_("Monitor (Shift+F11: the next one)"))
        self.page.menu.addMenu(monitors)
        self.page.menu.aboutToShow.connect(lambda: self.monitor.fill(monitors))

    def _show_on(self, screen: QScreen | None) -> None:
        if screen is None:
            frame_on_main(self)
        else:
            fill_monitor(self, screen, Qt.WindowState.WindowMaximized)

    def _keep_monitor(self, name: str) -> None:
        store = self._store
        if store is not None:
            self._background.run(
                self,
                lambda: store.save(replace(store.load(), day_screen=name)),
                lambda _nothing: None,
                self.page.message.show_error,
            )

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.leave()
        self.left.emit()
        super().closeEvent(event)
