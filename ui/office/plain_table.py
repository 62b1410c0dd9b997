"""A table of short texts to be read: rows of any number, headings that follow the language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.theme import scaled
from ui.widgets.tips import plain_tip

ROW_HEIGHT = 34
LINE_HEIGHT = 20
Index = QModelIndex | QPersistentModelIndex
Row = Sequence[str]


class _Rows(QAbstractTableModel):
    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = headings
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # a long text is whole in its tip and for the screen reader
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            text = self._rows[index.row()][index.column()]
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self._headings[section])
        return None


class PlainTable(QTableView):
    """Rows come from `make`, which is asked again when the language changes."""

    def __init__(
        self, name: str, accessible: str, headings: Sequence[str], widths: Sequence[int], *, lines: int = 1
    ) -> None:
        """`widths` in pixels of ordinary text; a row has room for `lines` lines of text."""
        super().__init__()
        self.setObjectName(name)
        self._model = _Rows(headings)
        self._make: Callable[[], Sequence[Row]] = tuple
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT + (lines - 1) * LINE_HEIGHT))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in enumerate(widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, scaled(width))
        bind(self, self.setAccessibleName, accessible)
        bind(self, self._write)

    def show_rows(self, make: Callable[[], Sequence[Row]]) -> None:
        self._make = make
        self._write()

    def row(self, number: int) -> tuple[str, ...]:
        """The texts of a row as they are shown."""
        columns = range(self._model.columnCount())
        return tuple(str(self._model.data(self._model.index(number, column))) for column in columns)

    def count(self) -> int:
        return self._model.rowCount()

    def _write(self) -> None:
        rows = self._make()
        self._model.show(rows)
        if rows:
            self.selectRow(0)
