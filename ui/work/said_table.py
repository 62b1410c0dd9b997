"""A table whose cells are said as elsewhere: sign, words and tone, so that colour is never the only signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.register.words import Said
from ui.theme import scaled, tone_colour
from ui.widgets.shares import share_width
from ui.widgets.tips import plain_tip

ROW_HEIGHT = 34
LINE_HEIGHT = 20
CELL_PADDING = 24
"""Pixels of a cell beside its words."""
Index = QModelIndex | QPersistentModelIndex
Row = Sequence[Said]


class _Rows(QAbstractTableModel):
    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = headings
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return plain_tip(str(said)) if role == Qt.ItemDataRole.ToolTipRole else str(said)
        if role == Qt.ItemDataRole.ForegroundRole and said.tone != "plain":
            return tone_colour(said.tone)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self._headings[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class SaidTable(QTableView):
    """Rows come from `make`, which is asked again when the language changes.

    Signals:
        opened(int): Enter or a double click on that row.
        focused(): the keyboard came here.
    """

    opened = Signal(int)
    focused = Signal()

    def __init__(
        self, name: str, accessible: str, headings: Sequence[str], shares: Sequence[int], *, lines: int = 1
    ) -> None:
        """`shares`: how much of the width each column gets, in parts. A row has room for `lines` lines of text."""
        super().__init__()
        self.setObjectName(name)
        self._rows, self._headings, self._shares = _Rows(headings), headings, shares
        self._make: Callable[[], Sequence[Row]] = tuple
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT + (lines - 1) * LINE_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        bind(self, self.setAccessibleName, accessible)
        bind(self, self.rewrite)

    def show_rows(self, make: Callable[[], Sequence[Row]]) -> None:
        self._make = make
        self.rewrite()

    def rewrite(self) -> None:
        """Say everything again; the cursor stays on its row."""
        row = self.currentIndex().row()
        self._rows.show(self._make())
        if self._rows.rows:
            self.selectRow(min(max(row, 0), len(self._rows.rows) - 1))
        self._share_width()

    def texts(self, row: int) -> tuple[str, ...]:
        """What a row says."""
        return tuple(str(said) for said in self._rows.rows[row])

    def tones(self, row: int) -> tuple[str, ...]:
        return tuple(said.tone for said in self._rows.rows[row])

    def count(self) -> int:
        return len(self._rows.rows)

    @property
    def current_row(self) -> int:
        """-1 where there is none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row >= 0:
            self.opened.emit(self.current_row)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """By the shares; what a column has no need of goes to those whose words are longer."""
        metrics = self.fontMetrics()
        needs = []
        for column, heading in enumerate(self._headings):
            cells = "\n".join(str(row[column]) for row in self._rows.rows)
            lines = (_(heading), *cells.split("\n"))
            needs.append(max(metrics.horizontalAdvance(line) for line in lines) + CELL_PADDING)
        for column, width in enumerate(share_width(self.viewport().width(), needs, self._shares)):
            self.setColumnWidth(column, width)
