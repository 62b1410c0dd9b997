"""A table of what is happening: rows change one by one, and none jumps away from under the pointer or the cursor."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.register.table import share_width
from ui.register.words import Said
from ui.theme import ROW_HEIGHT, scaled, tone_colour
from ui.widgets.tips import plain_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
REST = 60_000
"""Milliseconds without a key or a click after which the cursor alone does not hold the order any more."""
_DISPLAY, _FOREGROUND = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ForegroundRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_TEXTS = frozenset({_DISPLAY, _TIP, int(Qt.ItemDataRole.AccessibleTextRole)})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LOOKED_AT = 50
"""Rows whose words decide how wide the columns are."""
_LEAST = 70
"""Pixels that a column of long words wants at the least."""
_PAD = 8
"""Pixels left and right of the words of a cell."""


@dataclass(frozen=True, slots=True)
class LiveColumn(Generic[Row]):
    """One column: its heading, what it says of a row, how much of the width it wants.

    `is_timed`: what it says changes with the time alone.
    """

    heading: str
    says: Callable[[Row, datetime, ZoneInfo], Said]
    stretch: int = 0
    is_number: bool = False
    is_timed: bool = False


class LiveModel(QAbstractTableModel, Generic[Row]):
    """Rows by key. Never reset: a change is that of a cell, a row that comes, goes or moves."""

    def __init__(
        self,
        columns: Sequence[LiveColumn[Row]],
        key: Callable[[Row], Hashable],
        now: Callable[[], datetime],
        zone: ZoneInfo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._key, self._clock, self._zone = tuple(columns), key, now, zone
        self._timed = [place for place, column in enumerate(self._columns) if column.is_timed]
        self._keys: list[Hashable] = []
        self._rows: dict[Hashable, Row] = {}
        self._said: dict[Hashable, list[Said]] = {}
        self._gone: set[Hashable] = set()
        self._wanted: tuple[Row, ...] = ()
        self.is_behind = False
        """True while the order on the screen is not the one of the records."""

    def merge(self, rows: Sequence[Row], *, is_held: bool) -> None:
        """Take in the rows as they stand. Held: what is there keeps its place, what is new comes at the end, and
        what has gone stays, quiet, until the order is let go."""
        self._wanted = tuple(rows)
        fresh = {self._key(row): row for row in rows}
        if is_held:
            self._keep_places(fresh)
        else:
            self._put_in_order(fresh)
        self._change(fresh)

    def release(self) -> None:
        """The order of the records again."""
        if self.is_behind:
            self.merge(self._wanted, is_held=False)

    def _keep_places(self, fresh: dict[Hashable, Row]) -> None:
        gone = {key for key in self._keys if key not in fresh}
        for key in gone ^ self._gone:
            place = self._keys.index(key)
            self._gone.symmetric_difference_update({key})
            self._tell(place, 0, len(self._columns) - 1)
        new = [key for key in fresh if key not in self._rows]
        if new:
            first = len(self._keys)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            for key in new:
                self._insert(len(self._keys), key, fresh[key])
            self.endInsertRows()
        self.is_behind = self._keys != list(fresh)

    def _put_in_order(self, fresh: dict[Hashable, Row]) -> None:
        for place in range(len(self._keys) - 1, -1, -1):
            key = self._keys[place]
            if key not in fresh:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._keys[place], self._rows[key], self._said[key]
                self._gone.discard(key)
                self.endRemoveRows()
        for place, key in enumerate(fresh):
            if place < len(self._keys) and self._keys[place] == key:
                continue
            if key in self._rows:
                stood = self._keys.index(key, place)
                self.beginMoveRows(QModelIndex(), stood, stood, QModelIndex(), place)
                self._keys.insert(place, self._keys.pop(stood))
                self.endMoveRows()
            else:
                self.beginInsertRows(QModelIndex(), place, place)
                self._insert(place, key, fresh[key])
                self.endInsertRows()
        self.is_behind = False

    def _insert(self, place: int, key: Hashable, row: Row) -> None:
        self._keys.insert(place, key)
        self._rows[key] = row
        self._said[key] = self._say(row)

    def _say(self, row: Row) -> list[Said]:
        now = self._clock()
        return [column.says(row, now, self._zone) for column in self._columns]

    def _change(self, fresh: dict[Hashable, Row]) -> None:
        for place, key in enumerate(self._keys):
            row = fresh.get(key)
            if row is not None and row != self._rows[key]:
                self._rows[key] = row
                self._put(place, key, self._say(row))

    def _put(self, place: int, key: Hashable, said: list[Said]) -> None:
        changed = [at for at, (old, new) in enumerate(zip(self._said[key], said, strict=True)) if old != new]
        if changed:
            self._said[key] = said
            self._tell(place, changed[0], changed[-1])

    def _tell(self, place: int, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(place, first), self.index(place, last))

    def tick(self) -> None:
        """Time has gone by: say anew what follows the clock."""
        if not self._timed:
            return
        now = self._clock()
        for place, key in enumerate(self._keys):
            said = list(self._said[key])
            for at in self._timed:
                said[at] = self._columns[at].says(self._rows[key], now, self._zone)
            self._put(place, key, said)

    def rewrite(self) -> None:
        """Another language of the screen."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        for place, key in enumerate(self._keys):
            self._put(place, key, self._say(self._rows[key]))

    def row(self, place: int) -> Row | None:
        return self._rows[self._keys[place]] if 0 <= place < len(self._keys) else None

    def rows(self) -> tuple[Row, ...]:
        """What is shown, from the top."""
        return tuple(self._rows[key] for key in self._keys)

    def is_gone(self, place: int) -> bool:
        """True if the row is shown only because the order is held."""
        return self._keys[place] in self._gone

    def said(self, place: int) -> tuple[Said, ...]:
        return tuple(self._said[self._keys[place]])

    def place_of(self, key: Hashable) -> int:
        """-1 where there is no such row."""
        return self._keys.index(key) if key in self._rows else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self._columns[section].heading)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._columns[section].is_number else _LEFT
        return None

    def cell(self, place: int, column: int) -> tuple[str, str, bool]:
        """What a cell says, its tone, and whether it is a count."""
        key = self._keys[place]
        said = self._said[key][column]
        words, is_gone = str(said), key in self._gone
        if is_gone and column == 0:
            # Translators: a row of a live list that has left it; {row} is what its first column says
            words = _("{row} (gone)").format(row=words)
        return words, "quiet" if is_gone else said.tone, self._columns[column].is_number

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in _TEXTS:
            text = self.cell(index.row(), index.column())[0]
            return plain_tip(text) if role == _TIP else text
        if role == _FOREGROUND:
            tone = self.cell(index.row(), index.column())[1]
            return tone_colour(tone) if tone != "plain" else None
        if role == _ALIGN and self._columns[index.column()].is_number:
            return _RIGHT
        return None


class _Cell(QStyledItemDelegate):
    """Draws the words of a cell itself: the style sheet's way takes three times as long, and all of a table is drawn
    anew when a row comes or goes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, LiveModel)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, tone_colour("selection"))
        painter.setPen(tone_colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        words, tone, is_number = model.cell(index.row(), index.column())
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        metrics = painter.fontMetrics()
        painter.setPen(tone_colour(tone if tone != "plain" else "text"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(_RIGHT if is_number else _LEFT), shown)


class LiveTable(QTableView, Generic[Row]):
    """The view. The order is held while the pointer is over it, or the cursor was moved in it not long ago.

    Signals:
        opened(row, int): Enter or a double click, with the column.
    """

    opened = Signal(object, int)

    def __init__(self, model: LiveModel[Row], name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self._is_pointed_at = False
        self._shared_for: tuple[bool, ...] = ()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._let_go)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(scaled(ROW_HEIGHT) * 2)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(scaled(36))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        bind(self, self.setAccessibleName, accessible)
        bind(self, self._rewrite)

    @property
    def is_held(self) -> bool:
        """True while no row may move."""
        return self._is_pointed_at or (self.hasFocus() and self._rest.isActive())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Take in the rows as they stand; the cursor stays on its row."""
        was = self.lines.rowCount()
        self.lines.merge(rows, is_held=self.is_held and was > 0)
        # now, not in a later turn: the table would be painted once more after everything else was
        self.executeDelayedItemsLayout()
        if self.lines.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lines.index(0, 0))
        if not was or abs(was - self.lines.rowCount()) > 8 or self._filled() != self._shared_for:
            self._share_width()

    def current_row(self) -> Row | None:
        return self.lines.row(self.currentIndex().row())

    def select_row(self, place: int) -> None:
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(min(max(place, 0), self.lines.rowCount() - 1), 0))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter:
            self._is_pointed_at = True
        elif event.type() == QEvent.Type.Leave:
            self._is_pointed_at = False
            self._let_go()
        return super().viewportEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self._rest.start()
        if self.lines.rowCount() and not self.currentIndex().isValid():
            self.select_row(0)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self._rest.stop()
        self._let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._rest.start()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._rest.start()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Tab:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Backtab:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._is_pointed_at = False
        self._rest.stop()
        self._let_go()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._share_width()

    def _let_go(self) -> None:
        if not self.is_held:
            self.lines.release()

    def _open(self, index: QModelIndex) -> None:
        row = self.lines.row(index.row())
        if row is not None:
            self.opened.emit(row, index.column())

    def _rewrite(self) -> None:
        self.lines.rewrite()
        self._share_width()

    def _filled(self) -> tuple[bool, ...]:
        """Which of the columns that share the width say anything."""
        columns = self.lines._columns
        shown = [self.lines.said(place) for place in range(min(self.lines.rowCount(), _LOOKED_AT))]
        return tuple(bool(column.stretch) and any(said[at].text for said in shown) for at, column in enumerate(columns))

    def _share_width(self) -> None:
        """Columns of known length get what they need; the rest share by weight what no other of them has need of."""
        self._shared_for = self._filled()
        metrics = self.fontMetrics()
        columns = self.lines._columns
        shown = [self.lines.said(place) for place in range(min(self.lines.rowCount(), _LOOKED_AT))]
        needs = []
        for at, column in enumerate(columns):
            heading = metrics.horizontalAdvance(_(column.heading)) + 22
            needs.append(max([heading, *(metrics.horizontalAdvance(str(said[at])) + 2 * _PAD + 4 for said in shown)]))
        fixed = sum(need for need, column in zip(needs, columns, strict=True) if not column.stretch)
        weights = [column.stretch for column in columns]
        for at, column in enumerate(columns):
            # nothing said in any row: the room is worth more than the heading
            is_silent = bool(shown) and bool(at) and bool(column.stretch) and not self._shared_for[at]
            self.setColumnHidden(at, is_silent)
            weights[at] = 0 if is_silent else weights[at]
        wanted = [max(need, _LEAST) if weight else 0 for need, weight in zip(needs, weights, strict=True)]
        shared = share_width(max(self.viewport().width() - fixed, 0), wanted, weights)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, shared[at] if column.stretch else needs[at])
