"""Pages of a paper as pictures of the very bytes that are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desk_app.usecases.ports import PageImage

ZOOMS = (0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0)


class PaperView(QScrollArea):
    """Scrolls and zooms (Ctrl with the wheel, + and −). White in both palettes: paper is white."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._holder = QWidget()
        self._holder.setProperty("role", "page")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(12)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._holder)
        self._pages: list[QImage] = []
        self._zoom = 1.0
        self._fits = True

    def set_pages(self, pages: Sequence[PageImage]) -> None:
        """Show these pages, as wide as the view."""
        self._pages = [
            QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888).copy()
            for page in pages
        ]
        self._draw()
        self.verticalScrollBar().setValue(0)

    def page_count(self) -> int:
        return len(self._pages)

    def scroll_to_end(self) -> None:
        """Show the foot of the last page, where a talon is."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def zoom(self, step: int) -> None:
        self._fits = False
        nearest = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - self._zoom))
        self._zoom = ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + step))]
        self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "="):
            self.zoom(1)
        elif event.text() == "-":
            self.zoom(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._draw()

    def _draw(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for image in self._pages:
            if self._fits:
                self._zoom = max(0.2, (self.viewport().width() - 40) / image.width())
            width = round(image.width() * self._zoom)
            label = QLabel()
            picture = QPixmap.fromImage(image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
            label.setPixmap(picture)
            self._column.addWidget(label)
