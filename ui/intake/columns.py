"""The three columns of the desk page and the way between them. They never move."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Card

LEFT, RIGHT = 200, 336
_NARROW = 1040
"""Below this width the quiet column gives its room to the form."""


class FormScroll(QScrollArea):
    """The blocks one under the other; follows the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.setWidget(self._inside)

    def set_blocks(self, *blocks: Card) -> None:
        """Put the blocks under each other, once. They are flat: all four fit the window of 1366 × 768."""
        for block in blocks:
            block.rows.setContentsMargins(10, 6, 10, 6)
            self._rows.addWidget(block)
        self._rows.addStretch(1)

    def follow(self, widget: QWidget | None) -> None:
        """Bring the widget that has the focus into sight."""
        inside = self._inside
        if widget is not None and inside.isAncestorOf(widget) and widget.height() <= self.viewport().height():
            self.ensureWidgetVisible(widget, 0, 24)

    def show_rect(self, owner: QWidget, rect: QRect) -> None:
        """Bring a part of a widget into sight."""
        place = owner.mapTo(self._inside, QPoint(0, rect.center().y()))
        self.ensureVisible(0, place.y(), 0, 60)


class Columns(QWidget):
    """Left: quiet. Middle: the form or the result. Right: the verdict or the paper."""

    def __init__(self, left: QWidget, middle: list[QWidget], right: list[QWidget], top: list[QWidget]) -> None:
        super().__init__()
        self.left = left
        self.middle, self.right = _stack(middle), _stack(right)
        left.setFixedWidth(theme.scaled(LEFT))
        self.right.setFixedWidth(theme.scaled(RIGHT))
        centre = QVBoxLayout()
        centre.setSpacing(8)
        for widget in top:
            centre.addWidget(widget)
        centre.addWidget(self.middle, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        row.addWidget(left)
        row.addLayout(centre, 1)
        row.addWidget(self.right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.left.setVisible(self.width() >= theme.scaled(_NARROW))


def _stack(widgets: list[QWidget]) -> QStackedWidget:
    stack = QStackedWidget()
    stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    for widget in widgets:
        stack.addWidget(widget)
    return stack
