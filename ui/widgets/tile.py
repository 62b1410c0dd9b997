"""A big number that is a door to its cases."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.theme import NUMBER, TILE_HEIGHT, colour, font, scaled


class FigureTile(QPushButton):
    """Label, number, one line of meaning. `clicked` by mouse, Enter or Space."""

    def __init__(self, label: str, meaning: str) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self._label = label
        self._meaning = meaning
        self._number = 0
        self._tone = "text"
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self, self._write)

    def set_number(self, number: int, tone: str = "text") -> None:
        self._number = number
        self._tone = tone
        self._write()

    def number(self) -> int:
        return self._number

    def tone(self) -> str:
        return self._tone

    def sizeHint(self) -> QSize:
        return QSize(160, scaled(TILE_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, scaled(TILE_HEIGHT))

    def _write(self) -> None:
        self.setAccessibleName(f"{_(self._label)}: {self._number}")
        self.setToolTip(_(self._meaning))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        area = self.rect().adjusted(16, 12, -14, -12)
        painter.setFont(font())
        painter.setPen(colour("quiet"))
        line = painter.fontMetrics().height()
        room = area.width() - painter.fontMetrics().horizontalAdvance("›") - 8
        label = painter.fontMetrics().elidedText(_(self._label), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, label)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, "›")
        meaning = area.adjusted(0, area.height() - 2 * line, 0, 0)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(meaning, int(flags) | int(Qt.TextFlag.TextWordWrap), _(self._meaning))
        painter.setPen(colour(self._tone))
        painter.setFont(font(NUMBER, strong=True))
        number = area.adjusted(-2, line, 0, -2 * line)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(self._number))
