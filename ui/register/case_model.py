"""Lines of cases for a table, of which only those near what is looked at are kept: a register may have a million."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import CaseRow
from ui.register.lines import CaseLine
from ui.register.words import Said
from ui.theme import tone_colour
from ui.widgets.tips import plain_tip

KEPT_PAGES = 40
"""Pages whose lines stay in memory; of the others only where they begin is known."""
_MOST_WORDED = 1000
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ANSWERED = frozenset((_DISPLAY, _FOREGROUND, _FONT, _TIP, int(Qt.ItemDataRole.AccessibleTextRole)))
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says of a line, and how much of the width it wants."""

    heading: str
    says: Callable[[CaseLine, datetime, ZoneInfo], Said]
    stretch: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    first: int
    after: CaseRow | None
    """The last row of the page before: where reading this one again begins."""


_Cell = tuple[str, str, str, QFont | None]
"""What is shown, what is read aloud, the tone (empty for the plain one) and the font where it is another one."""


@cache
def _struck_font() -> QFont:
    font = QFont()
    font.setStrikeOut(True)
    return font


def _cell(said: Said) -> _Cell:
    tone = said.tone if said.tone != "plain" else ""
    return str(said), said.text, tone, _struck_font() if said.is_struck else None


class CaseTableModel(QAbstractTableModel):
    """Lines of cases, as many as were read so far; those of pages far away are let go and asked for again.

    Signals:
        wants_more(): the end is in sight and there may be more.
        wants_page(int): a page that was let go is in sight again; answered by `put_page`.
    """

    wants_more = Signal()
    wants_page = Signal(int)

    def __init__(self, desk: Desk, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._zone = zone_of(desk.session)
        self._columns = columns
        self._lines: list[CaseLine | None] = []
        self._pages: list[_Page] = []
        self._kept: set[int] = set()
        self._asked: set[int] = set()
        self._last: CaseRow | None = None
        self._worded: dict[int, list[_Cell]] = {}
        self._now = desk.clock.now()
        self._more = False

    def show_lines(self, lines: Sequence[CaseLine], *, more: bool = False) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self._lines, self._pages, self._kept, self._last = [], [], set(), None
        self._asked.clear()
        self._worded.clear()
        self._more, self._now = more, self._desk.clock.now()
        self._append(lines)
        self.endResetModel()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns of the same lines."""
        self.beginResetModel()
        self._columns = columns
        self._worded.clear()
        self.endResetModel()

    def add_lines(self, lines: Sequence[CaseLine], *, more: bool) -> None:
        """Append a further page."""
        self._more = more
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._append(lines)
            self.endInsertRows()

    def _append(self, lines: Sequence[CaseLine]) -> None:
        if not lines:
            return
        self._pages.append(_Page(len(self._lines), self._last))
        self._lines.extend(lines)
        self._last = lines[-1].row
        self._keep(len(self._pages) - 1)

    def put_page(self, page: int, after: CaseRow | None, lines: Sequence[CaseLine]) -> None:
        """Put back the lines of a page that were let go, read `after` that row. The list stays as long as it is."""
        if page >= len(self._pages) or self._pages[page].after is not after:
            return  # the list was replaced meanwhile
        first, end = self._bounds(page)
        found = lines[: end - first]
        self._lines[first : first + len(found)] = found
        if len(found) == end - first:
            self._asked.discard(page)  # else lines are gone since, and asking again would not bring them
        self._keep(page)
        for row in range(first, end):
            self._worded.pop(row, None)
        self.dataChanged.emit(self.index(first, 0), self.index(end - 1, len(self._columns) - 1))

    def page_failed(self, page: int) -> None:
        """The page could not be read; looking there again asks again."""
        self._asked.discard(page)

    def after(self, page: int) -> CaseRow | None:
        """The row that reading a page begins after; None for the first."""
        return self._pages[page].after

    def _bounds(self, page: int) -> tuple[int, int]:
        following = page + 1
        end = self._pages[following].first if following < len(self._pages) else len(self._lines)
        return self._pages[page].first, end

    def _keep(self, page: int) -> None:
        """Let go of the page that is farthest from this one, where too many are kept."""
        self._kept.add(page)
        while len(self._kept) > KEPT_PAGES:
            farthest = max(self._kept, key=lambda kept: abs(kept - page))
            self._kept.remove(farthest)
            first, end = self._bounds(farthest)
            self._lines[first:end] = [None] * (end - first)
            for row in range(first, end):
                self._worded.pop(row, None)  # or its words would be shown and the line never asked for again

    def line(self, row: int) -> CaseLine | None:
        """The line of a row; None where there is none, or where it was let go (it is asked for then)."""
        if not 0 <= row < len(self._lines):
            return None
        line = self._lines[row]
        if line is None:
            page = bisect_right(self._pages, row, key=lambda one: one.first) - 1
            if page not in self._asked:
                self._asked.add(page)
                self.wants_page.emit(page)
        return line

    @property
    def lines(self) -> tuple[CaseLine, ...]:
        """The lines that are kept, in their order: all of a list of less than forty pages."""
        if len(self._kept) == len(self._pages):
            return tuple(line for line in self._lines if line is not None)
        kept = (line for page in sorted(self._kept) for line in self._lines[slice(*self._bounds(page))])
        return tuple(line for line in kept if line is not None)

    @property
    def last_row(self) -> CaseRow | None:
        """Where further lines begin."""
        return self._last

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    @property
    def now(self) -> datetime:
        """The moment that time left is counted from."""
        return self._now

    def rewrite(self) -> None:
        """Say everything again: another language, or time has gone by."""
        self._now = self._desk.clock.now()
        self._worded.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        self._more = False
        self.wants_more.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self._columns[section].heading)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # a painted cell asks for seven things, and most are none of ours
        if role not in _ANSWERED:
            return None
        row = index.row()
        worded = self._worded.get(row) or self._word(row)
        if worded is None:
            return None
        shown, text, tone, font = worded[index.column()]
        if role == _DISPLAY:
            return shown
        if role == _FONT:
            return font
        if role == _FOREGROUND:
            return tone_colour(tone) if tone else None
        return plain_tip(text) if role == _TIP else text

    def _word(self, row: int) -> list[_Cell] | None:
        """Say a line in words once, not for every look at it."""
        line = self.line(row)
        if line is None:
            return None
        if len(self._worded) >= _MOST_WORDED:
            self._worded.clear()
        said = [column.says(line, self._now, self._zone) for column in self._columns]
        self._worded[row] = found = [_cell(one) for one in said]
        return found
