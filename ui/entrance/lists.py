"""Short lists with rows as high as those of the tables."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.theme import ROW_HEIGHT, scaled
from ui.widgets.tips import plain_tip


class RowList(QListWidget):
    """A list moved through by arrows; long rows shorten with «…»."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def add_row(self, text: str, *, ticked: bool | None = None) -> QListWidgetItem:
        """Add a row; with a box where `ticked` is given."""
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(100, scaled(ROW_HEIGHT)))
        item.setToolTip(plain_tip(text))
        if ticked is not None:
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.addItem(item)
        return item

    def fit(self, longest: int = 6) -> None:
        """As high as its rows, up to a number of them."""
        shown = min(max(self.count(), 1), longest)
        self.setFixedHeight(shown * scaled(ROW_HEIGHT) + 6)
