"""The supervisor's day as a window of its own, for the second monitor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.i18n import N_
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.day.page import DayPage
from ui.language import bind
from ui.papers.job import Preferred


class DayWindow(QWidget):
    """One at a time; on the other monitor where there is one.

    Signals:
        left(): the window was closed.
    """

    left = Signal()

    def __init__(
        self, desk: Desk, background: Background, beside: QWidget | None = None, *, preferred: Preferred | None = None
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("day_window")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # the program ends with its main window, whatever is open beside it
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.page = DayPage(desk, background, preferred=preferred, is_window=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.addWidget(self.page)
        self.resize(1366, 768)
        self.setMinimumSize(1024, 640)
        bind(self, self.setWindowTitle, N_("Day"))
        full = QAction(self)
        full.setShortcut(QKeySequence(Qt.Key.Key_F11))
        full.triggered.connect(self._full_screen)
        self.addAction(full)
        self._put_beside(beside)

    def _put_beside(self, beside: QWidget | None) -> None:
        own = beside.screen() if beside is not None else None
        other = next((screen for screen in QGuiApplication.screens() if own is not None and screen is not own), None)
        if other is not None:
            self.move(other.availableGeometry().topLeft())
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.leave()
        self.left.emit()
        super().closeEvent(event)
