"""A page of a paper that is not recorded, as a picture of a given width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from desk_app.usecases.ports import PageImage

DPI = 120.0
"""What pages are asked for at, to be sharp after scaling down."""


def sheet_picture(page: PageImage, width: int) -> QPixmap:
    """Black on white with a thin edge, whatever the palette."""
    image = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
    picture = QPixmap.fromImage(image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
    painter = QPainter(picture)
    painter.setPen(QColor("#8A96A1"))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture
