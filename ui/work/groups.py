"""Cases with their groups at the left: choosing a group shows its cases, soonest due first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.entrance.lists import RowList
from ui.language import bind
from ui.register.case_model import Column
from ui.register.lines import CaseLine
from ui.register.table import CaseTable, line_due
from ui.theme import ROW_HEIGHT, scaled
from ui.widgets import Card, EmptyState

GROUPS_WIDTH = 264
MOST_LINES = 5
KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Group:
    """A line at the left. Without lines of its own it is a heading."""

    key: str
    words: Callable[[], str]
    lines: tuple[CaseLine, ...] | None


class GroupedCases(QWidget):
    """Groups beside a table. One group alone is not shown."""

    def __init__(self, desk: Desk, columns: tuple[Column, ...], name: str, empty: str) -> None:
        super().__init__()
        self.table = CaseTable(desk, columns, f"{name}_table", most_lines=MOST_LINES)
        self.empty_state = EmptyState(empty)
        self.body = QStackedWidget()
        self.groups = RowList()
        self.groups.setObjectName(f"{name}_groups")
        self.groups.setWordWrap(True)
        self.groups.setUniformItemSizes(False)
        self._shown: tuple[Group, ...] = ()
        for widget in (self.table, self.empty_state):
            self.body.addWidget(widget)
        self.side, card = Card(margin=0, spacing=0), Card(margin=0, spacing=0)
        self.side.setFixedWidth(scaled(GROUPS_WIDTH))
        self.side.rows.addWidget(self.groups)
        card.rows.addWidget(self.body)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.side)
        row.addWidget(card, 1)
        self.groups.currentRowChanged.connect(self._on_chosen)
        self.groups.itemActivated.connect(lambda _item: self.table.setFocus())
        bind(self.groups, self.groups.setAccessibleName, N_("Groups of cases"))
        bind(self, self.rewrite)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Replace the groups; the first one has all cases. The one that was chosen stays so."""
        held = self.groups.currentItem()
        key = held.data(KEY) if held is not None else ""
        self._shown = tuple(groups)
        bold = self.groups.font()
        bold.setBold(True)
        self.groups.blockSignals(True)
        self.groups.clear()
        for group in self._shown:
            item = self.groups.add_row("")
            item.setData(KEY, group.key)
            if group.lines is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setFont(bold)
        keys = [group.key for group in self._shown if group.lines is not None]
        chosen = key if key in keys else next(iter(keys), "")
        row = next((index for index, group in enumerate(self._shown) if group.key == chosen), -1)
        self.groups.setCurrentRow(row)
        self.groups.blockSignals(False)
        self.side.setVisible(len(keys) > 2)
        self.rewrite()
        self._on_chosen(row)

    def rewrite(self) -> None:
        """Say the groups again: another language, or time has gone by."""
        now, zone = self.table.lines.now, self.table.lines.zone
        for index, group in enumerate(self._shown):
            item = self.groups.item(index)
            words = whole = group.words()
            if group.lines is not None:
                late = sum(line_due(line, now, zone).tone == "bad" for line in group.lines)
                count = len(group.lines)
                whole = f"{words}: {count}"
                if late:
                    # Translators: after the name of a group of cases and how many they are
                    whole = _("{group}, ✗ {count} late").format(group=whole, count=late)
                # the numbers stand first: they are looked for
                words = f"{count} (✗ {late})   {words}" if late else f"{count}   {words}"
            item.setText(words)
            item.setSizeHint(QSize(100, self._height_of(words)))
            item.setToolTip(whole)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, whole)

    def _height_of(self, words: str) -> int:
        """Of a row with these words, up to five lines: names of steps are long."""
        metrics, room = self.groups.fontMetrics(), QRect(0, 0, self.side.width() - scaled(40), 10_000)
        lines = round(metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height() / metrics.lineSpacing())
        return scaled(ROW_HEIGHT) + (min(max(lines, 1), MOST_LINES) - 1) * metrics.lineSpacing()

    def all_lines(self) -> tuple[CaseLine, ...]:
        """The cases of the first group."""
        return next((group.lines for group in self._shown if group.lines is not None), ())

    def _on_chosen(self, row: int) -> None:
        lines = self._shown[row].lines or () if 0 <= row < len(self._shown) else ()
        had_keyboard = self.table.hasFocus() or self.hasFocus()
        self.table.show_lines(lines)
        self.body.setCurrentWidget(self.table if lines else self.empty_state)
        if had_keyboard:
            self.focus_list()

    def focus_list(self) -> None:
        """To the table; where it is empty the keyboard waits here, else no key of the page would be heard."""
        (self.table if self.table.isVisible() else self).setFocus()
