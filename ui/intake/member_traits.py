"""The last column of the household table: what is true of a member, marked by digits or from a small menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QTableWidget, QTableWidgetItem, QWidget

from desk_app.domain.regulation import MemberTrait
from desk_app.i18n import gettext as _
from ui.intake.words import MEMBER_TRAITS, MINOR
from ui.widgets.tips import plain_tip

TRAITS_ROLE = Qt.ItemDataRole.UserRole


class MemberTable(QTableWidget):
    """A table with a column that is marked, not typed into.

    Space or Enter opens the choice there, a digit marks at once; Space keeps the choice open for the next mark.

    Signals:
        choice_wanted(int): the choice of that line should open.
        digit_pressed(int, int): that line, that number of the choice (from 1).
    """

    choice_wanted = Signal(int)
    digit_pressed = Signal(int, int)

    def __init__(self, shares: tuple[int, ...], marked_column: int, parent: QWidget | None = None) -> None:
        """`shares` of the width, one for each column."""
        super().__init__(1, len(shares), parent)
        self._shares = shares
        self._marked_column = marked_column
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.part_width()

    def part_width(self) -> None:
        """Part the width among the columns that are shown."""
        shown = {column: share for column, share in enumerate(self._shares) if not self.isColumnHidden(column)}
        for column, share in shown.items():
            self.setColumnWidth(column, self.viewport().width() * share // sum(shown.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.currentColumn() == self._marked_column and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
                self.choice_wanted.emit(self.currentRow())
                return
            if event.text().isdigit() and event.text() != "0":
                self.digit_pressed.emit(self.currentRow(), int(event.text()))
                return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == self._marked_column:
            self.choice_wanted.emit(index.row())


class MemberMarks(QObject):
    """Reads and writes the marks of every line. Marks the service does not ask for stay where they are, unseen.

    Signals:
        changed(): the person marked something.
    """

    changed = Signal()

    def __init__(self, table: MemberTable, column: int, is_minor: Callable[[int], bool]) -> None:
        super().__init__(table)
        self._table = table
        self._column = column
        self._is_minor = is_minor
        self._asked: tuple[MemberTrait, ...] = ()
        self._shows_minor = False
        self.menu = QMenu(table)
        table.choice_wanted.connect(self.open_choice)
        table.digit_pressed.connect(self._on_digit_pressed)

    def ask_for(self, traits: frozenset[MemberTrait]) -> None:
        """Show the column where one of these has to be marked or shown."""
        self._asked = tuple(trait for trait in MEMBER_TRAITS if trait in traits)
        self._shows_minor = MemberTrait.MINOR in traits
        self._table.setColumnHidden(self._column, not traits)
        self._table.part_width()
        self.write()

    def marked(self, row: int) -> frozenset[MemberTrait]:
        item = self._table.item(row, self._column)
        return frozenset(MemberTrait(value) for value in (item.data(TRAITS_ROLE) or ())) if item else frozenset()

    def mark(self, row: int, traits: frozenset[MemberTrait]) -> None:
        """Set the marks of a line from code."""
        self._item(row).setData(TRAITS_ROLE, sorted(trait.value for trait in traits))
        self._write_row(row)

    def write(self) -> None:
        for row in range(self._table.rowCount()):
            self._write_row(row)

    def open_choice(self, row: int) -> None:
        """A menu with what may be marked; its items bear their digits."""
        if not self._asked:
            return
        marked = self.marked(row)
        self.menu.clear()
        for number, trait in enumerate(self._asked, 1):
            action = QAction(f"&{number}  {_(MEMBER_TRAITS[trait])}", self.menu)
            action.setCheckable(True)
            action.setChecked(trait in marked)
            action.triggered.connect(lambda _on=False, trait=trait: self._toggle(row, trait))
            self.menu.addAction(action)
        rect = self._table.visualItemRect(self._item(row))
        self.menu.popup(self._table.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _on_digit_pressed(self, row: int, number: int) -> None:
        if number <= len(self._asked):
            self._toggle(row, self._asked[number - 1])

    def _toggle(self, row: int, trait: MemberTrait) -> None:
        self.mark(row, self.marked(row) ^ {trait})
        self.changed.emit()

    def _item(self, row: int) -> QTableWidgetItem:
        item = self._table.item(row, self._column)
        if item is None:
            item = QTableWidgetItem()
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._table.setItem(row, self._column, item)
        return item

    def _write_row(self, row: int) -> None:
        marked = self.marked(row)
        words = [_(MEMBER_TRAITS[trait]) for trait in self._asked if trait in marked]
        if self._shows_minor and self._is_minor(row):
            words.insert(0, _(MINOR))
        text = ", ".join(words)
        item = self._item(row)
        name = self._table.item(row, 0)
        item.setText(text or ("…" if name is not None and name.text() else ""))
        item.setToolTip(plain_tip(text))
        # Translators: for the screen reader, of a cell where nothing is marked yet
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text or _("nothing marked: Space opens the choice"))
