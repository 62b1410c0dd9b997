"""Who waits: number, time against the norm with its sign, group. Times run on without the list moving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.domain.line import Visit, VisitState
from desk_app.i18n import language
from ui.language import bind
from ui.line.watch import LineWatch
from ui.line.words import Measured, measured, short_name
from ui.theme import colour, font, icon, scaled
from ui.widgets.tips import plain_tip

ROW = 44
Index = QModelIndex | QPersistentModelIndex


class VisitModel(QAbstractListModel):
    """Visits in the order they are given. Only times change between two readings."""

    def __init__(self, watch: LineWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self.visits: tuple[Visit, ...] = ()
        watch.ticked.connect(self.rewrite)

    def show_visits(self, visits: Sequence[Visit]) -> None:
        """Show these; lines that stay keep their place and their selection."""
        fresh = tuple(visits)
        if [one.key for one in fresh] == [one.key for one in self.visits]:
            self.visits = fresh
            self.rewrite()
            return
        self.beginResetModel()
        self.visits = fresh
        self.endResetModel()

    def rewrite(self) -> None:
        if self.visits:
            self.dataChanged.emit(self.index(0), self.index(len(self.visits) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.visits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        visit = self.visits[index.row()]
        time = self.time(index.row())
        parts = (visit.ticket, time.text, time.meaning, self.under(index.row()))
        text = " · ".join(part for part in parts if part)
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def time(self, row: int) -> Measured:
        """How long, against what: the wait; of somebody put aside the time since."""
        visit, now = self.visits[row], self._watch.now()
        if visit.state is VisitState.HELD:
            return measured(now - visit.paused_at if visit.paused_at is not None else timedelta(), None)
        group = self._watch.group(visit.group)
        return measured(visit.waited(now), group.waiting if group is not None else None, with_norm=False)

    def under(self, row: int) -> str:
        """The second line: the group and whom its act lets go first, or why somebody was put aside."""
        visit = self.visits[row]
        if visit.state is VisitState.HELD:
            return visit.note
        group = self._watch.group(visit.group)
        first = dict(group.priority).get(visit.priority) if group is not None else None
        return " · ".join(filter(None, (first.text(language()) if first is not None else "", short_name(group))))


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, VisitModel)
        painter.save()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("selection"))
        painter.setPen(colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(6, 3, -6, -4)
        upper = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        time = model.time(index.row())
        painter.setPen(colour("text"))
        painter.setFont(font(strong=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, left, model.visits[index.row()].ticket)
        side = scaled(14)
        picture = icon(time.sign, time.tone, side).pixmap(side, side)
        painter.drawPixmap(upper.right() - side, upper.center().y() - side // 2, picture)
        painter.setFont(font())
        painter.setPen(colour(time.tone))
        painter.drawText(upper.adjusted(0, 0, -side - 6, 0), right, time.text)
        lower = QRect(inside.left(), upper.bottom(), inside.width(), inside.height() // 2)
        painter.setPen(colour("quiet"))
        words = painter.fontMetrics().elidedText(model.under(index.row()), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, left, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, scaled(ROW))


class VisitList(QListView):
    """Signals:
    picked(UUID): Enter or a double click on somebody.
    """

    picked = Signal(object)

    def __init__(self, name: str, title: str, watch: LineWatch) -> None:
        super().__init__()
        self.setObjectName(name)
        self.visits = VisitModel(watch, self)
        self.setModel(self.visits)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.activated.connect(lambda index: self.picked.emit(self.visits.visits[index.row()].key))
        bind(self, self.setAccessibleName, title)
        bind(self, self.visits.rewrite)

    def show_visits(self, visits: Sequence[Visit]) -> None:
        """Show these; the one that was chosen stays chosen while it is there."""
        chosen = self.chosen()
        self.visits.show_visits(visits)
        row = next((row for row, one in enumerate(visits) if one.key == chosen), 0 if visits else -1)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.visits.index(row))

    def chosen(self) -> UUID | None:
        row = self.currentIndex().row()
        return self.visits.visits[row].key if 0 <= row < len(self.visits.visits) else None
