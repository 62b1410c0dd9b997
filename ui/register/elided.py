"""Words where there is little room: shortened with «…» and whole on a tip, or whole on more lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from ui.widgets.tips import plain_tip


class ElidedLabel(QLabel):
    """A plain label that never asks for more room than there is."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _tell(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self._shown() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self._shown())


class WholeLabel(QLabel):
    """A plain label that is never cut: on one line where there is room for it, on more lines where there is not."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)

    def sizeHint(self) -> QSize:
        """Of the one line: a label that wraps would ask for less and wrap beside empty room."""
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())


class NumberedLink(QPushButton):
    """A link that ends with a number. Where there is no room the words before it are shortened, never the number."""

    def __init__(self, words: str, number: str) -> None:
        super().__init__(f"{words} {number}".strip())
        self._words, self._number = words, number
        self._whole = self.text()
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        spare = hint.width() - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(spare + self.fontMetrics().horizontalAdvance(f"… {self._number}"), hint.height())

    def sizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        lacking = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(self.text())
        return QSize(hint.width() + lacking, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        room = event.size().width() - (super().sizeHint().width() - metrics.horizontalAdvance(self.text()))
        if metrics.horizontalAdvance(self._whole) <= room:
            self.setText(self._whole)
            self.setToolTip("")
            return
        room -= metrics.horizontalAdvance(f" {self._number}")
        self.setText(f"{metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)} {self._number}".strip())
        self.setToolTip(plain_tip(self._whole))
