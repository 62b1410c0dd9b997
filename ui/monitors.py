"""A window that lives on a monitor of its own: chosen once, remembered, and never lost with its cable."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu, QWidget


def monitor_words(screen: QScreen) -> str:
    """«HDMI-1, 1920 × 1080»."""
    size = screen.size() * screen.devicePixelRatio()
    return f"{screen.name()}, {size.width()} × {size.height()}"


class Monitor(QObject):
    """Where a window is shown.

    While its own monitor is away the window stands on the main one, and that is not remembered; it goes back when the
    monitor does.

    Signals:
        chosen(str): it is to be found on another monitor from now on; its name.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, show: Callable[[QScreen | None], None]) -> None:
        """`show` puts the window on a monitor; None: there is no second one, or its own is away."""
        super().__init__(window)
        self._window, self._show = window, show
        self._wanted = self._on = ""
        self._is_following = False
        program = QGuiApplication.instance()
        assert isinstance(program, QGuiApplication)
        program.screenRemoved.connect(self._on_removed)
        program.screenAdded.connect(self._on_added)

    def open(self, remembered: str, beside: QScreen | None = None) -> None:
        """On the monitor remembered; else on any but the one `beside` it, or the main one; else where it is."""
        beside = beside or QGuiApplication.primaryScreen()
        self._wanted = remembered
        found = self._named(remembered) or next((one for one in QGuiApplication.screens() if one is not beside), None)
        if found is not None and not remembered:
            self._wanted = found.name()
            self.chosen.emit(self._wanted)
        self._put(found)
        handle = self._window.windowHandle()
        if handle is not None and not self._is_following:
            self._is_following = True
            handle.screenChanged.connect(self._on_moved)

    def choose(self, name: str) -> None:
        """The monitor of that name, from now on. Nothing where there is none."""
        found = self._named(name)
        if found is not None:
            self._wanted = name
            self._put(found)
            self.chosen.emit(name)

    def next(self) -> None:
        """The monitor after the one it is on; after the last the first."""
        names = [screen.name() for screen in QGuiApplication.screens()]
        here = self._window.screen().name()
        self.choose(names[(names.index(here) + 1) % len(names)] if here in names else names[0])

    def fill(self, menu: QMenu) -> None:
        """The monitors there are now, the one it is on marked."""
        menu.clear()
        for number, screen in enumerate(QGuiApplication.screens(), 1):
            action = menu.addAction(f"&{number} {monitor_words(screen)}")
            action.setCheckable(True)
            action.setChecked(screen is self._window.screen())
            action.triggered.connect(partial(self._choose_from_menu, screen.name()))

    def _choose_from_menu(self, name: str, _is_checked: bool = False) -> None:
        self.choose(name)

    @staticmethod
    def _named(name: str) -> QScreen | None:
        return next((screen for screen in QGuiApplication.screens() if screen.name() == name), None)

    def _put(self, screen: QScreen | None) -> None:
        # before it moves: what the program does itself is no choice of anybody
        self._on = (screen or QGuiApplication.primaryScreen()).name()
        self._show(screen)

    def _on_moved(self, screen: QScreen) -> None:
        """Moved by hand; by the system only where its own monitor is away."""
        if screen is None or screen.name() == self._on:
            return
        if self._wanted and self._named(self._wanted) is None:
            return
        self._on = self._wanted = screen.name()
        self.chosen.emit(self._wanted)

    def _on_removed(self, screen: QScreen) -> None:
        if screen.name() == self._on:
            self._put(None)

    def _on_added(self, screen: QScreen) -> None:
        if screen.name() == self._wanted:
            self._put(screen)


def fill_monitor(window: QWidget, screen: QScreen, state: Qt.WindowState) -> None:
    """Over a monitor, as a full screen or a window as large as it is."""
    # what covers one monitor does not move to another
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.winId()
    window.windowHandle().setScreen(screen)
    is_full = state == Qt.WindowState.WindowFullScreen
    window.setGeometry(screen.geometry() if is_full else screen.availableGeometry())
    window.setWindowState(state)
    window.show()


def frame_on_main(window: QWidget) -> None:
    """As a window with a frame, inside the main monitor: it may hide nobody's work."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.winId()
    window.windowHandle().setScreen(QGuiApplication.primaryScreen())
    area = QGuiApplication.primaryScreen().availableGeometry()
    place = QRect(QPoint(), window.normalGeometry().size().boundedTo(area.size() * 0.9))
    place.moveCenter(area.center())
    window.setGeometry(place)
    window.show()
