"""Which columns of the register are shown, in which order and how wide: each person's own at this computer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.workplace import ColumnLayout, WorkplaceStore
from ui.language import bind
from ui.register.case_model import Column
from ui.register.table import (
    APPLICANT,
    CLERK,
    DUE,
    IIN,
    NUMBER,
    REGISTER_COLUMNS,
    REGISTERED,
    SERVICE,
    STATE,
    STEP,
    WHOSE,
    CaseTable,
)
from ui.theme import scaled
from ui.widgets import QuietButton, text_label

COLUMNS: dict[str, Column] = {
    "number": NUMBER,
    "applicant": APPLICANT,
    "iin": IIN,
    "service": SERVICE,
    "registered": REGISTERED,
    "clerk": CLERK,
    "state": STATE,
    "step": STEP,
    "whose": WHOSE,
    "due": DUE,
}
"""By the name that settings keep."""
DEFAULT: ColumnLayout = tuple((name, 0) for name, column in COLUMNS.items() if column in REGISTER_COLUMNS)
"""A width of 0 follows the texts and the window."""
NARROWEST, WIDEST = 40, 1200
_STEP = 20
_ROLE = int(Qt.ItemDataRole.UserRole)


def sound(layout: ColumnLayout) -> ColumnLayout:
    """Return what of a layout is known here, each column once; the default where nothing is left."""
    seen: dict[str, int] = {}
    for name, width in layout:
        if name in COLUMNS and name not in seen:
            seen[name] = min(max(width, NARROWEST), WIDEST) if width > 0 else 0
    return tuple(seen.items()) or DEFAULT


def kept_layout(store: WorkplaceStore | None, member: UUID) -> ColumnLayout:
    return sound(store.load().columns.get(str(member), ())) if store is not None else DEFAULT


def keep_layout(store: WorkplaceStore, member: UUID, layout: ColumnLayout) -> None:
    """Write the layout into the settings of this computer. Raises StorageError E-104."""
    workplace = store.load()
    columns = {who: kept for who, kept in workplace.columns.items() if who != str(member)}
    if layout != DEFAULT:
        columns[str(member)] = layout
    if columns != workplace.columns:
        store.save(replace(workplace, columns=columns))


class RegisterTable(CaseTable):
    """The table of the register, with columns of one's own.

    Signals:
        widened(): a width was changed at the heading.
    """

    widened = Signal()
    _layout: ColumnLayout = DEFAULT
    _is_sharing = False

    def __init__(self, desk: Desk, layout: ColumnLayout, name: str, parent: QWidget | None = None) -> None:
        self._layout = layout
        super().__init__(desk, tuple(COLUMNS[column] for column, _width in layout), name, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMaximumSectionSize(WIDEST)
        header.sectionResized.connect(self._on_section_resized)
        self.lines.modelAboutToBeReset.connect(self._on_about_to_be_reset)

    def layout_shown(self) -> ColumnLayout:
        return self._layout

    def set_layout(self, layout: ColumnLayout) -> None:
        """Show other columns; lines and cursor stay."""
        row = self.currentIndex().row()
        self._layout = layout
        self._columns = tuple(COLUMNS[column] for column, _width in layout)
        self.lines.set_columns(self._columns)
        self.select_row(row)

    def _share_width(self) -> None:
        """Widths that were chosen stay; the other columns share what is left."""
        self._is_sharing = True
        try:
            super()._share_width()
            self._give_chosen_widths()
        finally:
            self._is_sharing = False

    def _give_chosen_widths(self) -> None:
        chosen = {index: width for index, (_name, width) in enumerate(self._layout) if width}
        if not chosen:
            return
        for index, width in chosen.items():
            self.setColumnWidth(index, width)
        free = [index for index, column in enumerate(self._columns) if column.stretch and index not in chosen]
        taken = sum(self.columnWidth(index) for index in range(len(self._columns)) if index not in free)
        shares = sum(self._columns[index].stretch for index in free)
        rest = max(self.viewport().width() - taken, 0)
        for index in free:
            self.setColumnWidth(index, max(rest * self._columns[index].stretch // shares, 80))

    def _on_about_to_be_reset(self) -> None:
        """The heading measures itself anew; that is nobody's choice. The base shares the width after the reset."""
        self._is_sharing = True

    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        if self._is_sharing or section >= len(self._layout):
            return
        name = self._layout[section][0]
        self._layout = sound(tuple((column, width if column == name else kept) for column, kept in self._layout))
        self.widened.emit()


class ColumnsDialog(QDialog):
    """A list to tick: Space shows a column, Alt+Up and Alt+Down move it, Alt+Left and Alt+Right change its width.

    Signals:
        chosen(object): the layout as it stands now; sent at every change, so the table beside shows it.
    """

    chosen = Signal(object)

    def __init__(self, layout: ColumnLayout, widths: dict[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columns_dialog")
        self._widths = widths
        self.list = QListWidget()
        self.list.setObjectName("columns_list")
        bind(self.list, self.list.setAccessibleName, N_("Columns"))
        self.reset = QuietButton(N_("As at first"))
        self.reset.setObjectName("columns_reset")
        close = QPushButton()
        close.setObjectName("columns_close")
        bind(close, close.setText, N_("Close"))
        hints = N_("Space shows or hides. Alt+↑ ↓ moves, Alt+← → changes the width.")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.reset)
        foot.addStretch()
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        rows.addWidget(text_label(N_("Columns of the register"), "heading"))
        rows.addWidget(text_label(hints, "quiet", wrap=True))
        rows.addWidget(self.list, 1)
        rows.addLayout(foot)
        self.setMinimumSize(scaled(460), scaled(440))
        bind(self, self.setWindowTitle, N_("Columns"))
        self._show(layout)
        bind(self.list, self._write)
        self.list.itemChanged.connect(self._on_item_changed)
        self.reset.clicked.connect(self._on_reset)
        close.clicked.connect(self.accept)
        for keys, act in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Alt+Left", lambda: self._widen(-_STEP)),
            ("Alt+Right", lambda: self._widen(_STEP)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.list.setFocus()

    def layout_chosen(self) -> ColumnLayout:
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(_ROLE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _show(self, layout: ColumnLayout, row: int = 0) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        hidden = tuple((name, 0) for name in COLUMNS if name not in dict(layout))
        for entry in (*layout, *hidden):
            item = QListWidgetItem()
            item.setData(_ROLE, entry)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if entry in layout else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._write()
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _write(self) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            name, width = item.data(_ROLE)
            heading = _(COLUMNS[name].heading)
            item.setText(_("{column}, width {width}").format(column=heading, width=width) if width else heading)
        self.list.blockSignals(False)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self.layout_chosen():  # a table of no columns shows nothing at all
            self.list.blockSignals(True)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.blockSignals(False)
        self.chosen.emit(self.layout_chosen())

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.blockSignals(True)
            item: Any = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)
            self.list.blockSignals(False)
            self.chosen.emit(self.layout_chosen())

    def _widen(self, more: int) -> None:
        item = self.list.currentItem()
        if item is None or item.checkState() is not Qt.CheckState.Checked:
            return
        name, width = item.data(_ROLE)
        width = min(max((width or self._widths.get(name, 120)) + more, NARROWEST), WIDEST)
        self.list.blockSignals(True)
        item.setData(_ROLE, (name, width))
        self.list.blockSignals(False)
        self._write()
        self.chosen.emit(self.layout_chosen())

    def _on_reset(self) -> None:
        self._show(DEFAULT)
        self.list.setFocus()
        self.chosen.emit(self.layout_chosen())
