"""The first lines of a journal on the screen, in its own columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desk_app.i18n import N_
from desk_app.usecases.journals import PeriodJournal
from ui.language import bind
from ui.theme import ROW_HEIGHT, scaled
from ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
SHOWN = 100
_CHARACTER = 7
"""Pixels of a column for each character of its width."""


class JournalModel(QAbstractTableModel):
    """The first lines; the rest is for paper and file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal: PeriodJournal | None = None

    def show_journal(self, journal: PeriodJournal | None) -> None:
        self.beginResetModel()
        self._journal = journal
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or self._journal is None else min(len(self._journal.lines), SHOWN)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or self._journal is None else len(self._journal.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._journal is not None and orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._journal.language.said(self._journal.columns[section].heading)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._journal is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self._journal.lines[index.row()][index.column()]
        if isinstance(cell, datetime):
            return cell.strftime("%d.%m.%Y %H:%M")
        if isinstance(cell, date):
            return cell.strftime("%d.%m.%Y")
        return plain_tip(str(cell)) if role == Qt.ItemDataRole.ToolTipRole else str(cell)


class JournalTable(QTableView):
    """Moved through by arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journal_preview")
        self.lines = JournalModel(self)
        self.setModel(self.lines)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        bind(self, self.setAccessibleName, N_("First lines of the journal"))

    def show_journal(self, journal: PeriodJournal | None) -> None:
        self.lines.show_journal(journal)
        for number, column in enumerate(journal.columns if journal is not None else ()):
            self.setColumnWidth(number, scaled(column.width * _CHARACTER + 28))
