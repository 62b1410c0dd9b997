"""The screen in the hall: numbers and desks, no names. Kazakh first, Russian under it, nothing blinks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desk_app.domain.language import Language
from desk_app.domain.line import Visit
from desk_app.i18n import N_, catalogue
from ui.language import bind
from ui.line.watch import LineWatch
from ui.monitors import Monitor, fill_monitor, frame_on_main
from ui.theme import DARK
from ui.widgets import value_label

ROWS = 6
"""Numbers beside the large one."""
_NOW, _NUMBER, _DESK = N_("Called now"), N_("Number"), N_("Desk")
_EMPTY = N_("The numbers called will be here")
STAYS_OPEN = "stays_open"
"""Property of windows for visitors: the lock of the desk does not cover them."""


def both(source: str) -> str:
    """The words in Kazakh over those in Russian, whatever the language of the desk's own screen is."""
    return "\n".join(catalogue(language).gettext(source) for language in (Language.KK, Language.RU))


class HallScreen(QWidget):
    """Full screen on the monitor it was last on.

    Signals:
        moved(str): it is on another monitor; its name.
        left(): it is closed.
    """

    moved = Signal(str)
    left = Signal()

    def __init__(self, watch: LineWatch) -> None:
        super().__init__()
        self.setObjectName("line.hall")
        self.setProperty(STAYS_OPEN, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1280, 720)
        bind(self, self.setWindowTitle, N_("Screen of the hall"))
        self._watch = watch
        self.monitor = Monitor(self, self._cover)
        self.monitor.chosen.connect(self.moved)
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._head = value_label(both(_NOW))
        self.number = value_label()
        self.number.setObjectName("line.hall_number")
        self.desk = value_label("", wrap=True)
        self.desk.setObjectName("line.hall_desk")
        self._titles = (value_label(both(_NUMBER)), value_label(both(_DESK)))
        self.rows: list[tuple[QLabel, QLabel]] = []
        self._lay_out()
        watch.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        large = QVBoxLayout()
        for label in (self._head, self.number, self.desk):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            large.addWidget(label)
        large.insertStretch(0, 1)
        large.addStretch(2)
        list_of_others = QGridLayout()
        list_of_others.setHorizontalSpacing(32)
        for column, title in enumerate(self._titles):
            list_of_others.addWidget(title, 0, column)
        for row in range(1, ROWS + 1):
            pair = (value_label(), value_label())
            for column, label in enumerate(pair):
                list_of_others.addWidget(label, row, column)
            self.rows.append(pair)
        list_of_others.setRowStretch(ROWS + 1, 1)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(48, 48, 48, 48)
        halves.setSpacing(64)
        halves.addLayout(large, 3)
        halves.addLayout(list_of_others, 2)

    def show_on(self, name: str) -> None:
        """Cover the monitor of that name; else any but the main one; else a window of its own."""
        self.monitor.open(name)

    def _cover(self, screen: QScreen | None) -> None:
        if screen is None:
            frame_on_main(self)
        else:
            fill_monitor(self, screen, Qt.WindowState.WindowFullScreen)

    def refresh(self) -> None:
        """Write what has changed; what is the same is not touched."""
        calls = _calls(self._watch.line.active)
        if calls == self._shown:
            return
        self._shown = calls
        first, *others = calls or (("", ""),)
        self.number.setText(first[0] or "—")
        self.desk.setText(first[1] if calls else both(_EMPTY))
        for pair, words in zip(self.rows, [*others, *[("", "")] * ROWS], strict=False):
            for label, text in zip(pair, words, strict=True):
                label.setText(text)
        self._head.setVisible(bool(calls))
        self.setAccessibleName(" ".join(first))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters as large as the monitor has room for."""
        super().resizeEvent(event)
        unit = max(min(self.height() / 100, self.width() / 178), 4)
        self.setStyleSheet(
            f"QWidget {{ background: {DARK.page}; color: {DARK.text}; font-size: {round(5 * unit)}px; }}"
        )
        for label, size, ink in (
            (self._head, 4, DARK.quiet),
            (self.number, 24, DARK.warn),
            (self.desk, 8, DARK.text),
            *((title, 3, DARK.quiet) for title in self._titles),
            *((label, 7, DARK.text) for pair in self.rows for label in pair),
        ):
            label.setStyleSheet(f"font-size: {round(size * unit)}px; font-weight: 600; color: {ink};")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; F11 gives the window a frame, to be moved to another monitor, and takes it away; Shift+F11 puts
        it on the next monitor."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.monitor.next()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The monitors it may be put on."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.monitor.fill(menu)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)


def _calls(active: Sequence[Visit]) -> tuple[tuple[str, str], ...]:
    """Numbers and desks, the last one called first."""
    return tuple((visit.ticket, visit.desk) for visit in active[: ROWS + 1])
