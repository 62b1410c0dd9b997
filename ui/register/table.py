"""The table of cases that the register, the work list and the day share."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desk_app.domain.cases import CaseState
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.work_lists import due_first
from ui.language import bind
from ui.register.case_model import CaseTableModel, Column
from ui.register.lines import CaseLine
from ui.register.why_key import add_why
from ui.register.words import ACTORS, Said, case_state, iin_groups, initials, standing, time_left
from ui.theme import scaled
from ui.widgets.shares import share_width as share_width

ROW_HEIGHT = 34
CELL_PADDING = 24
"""Pixels of a cell beside its words."""
MOST_FITTED = 300
"""Rows whose height is reckoned from their words; those after them stay one line high."""


def _number(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", line.row.number, is_struck=line.row.state is CaseState.VOID)


def _applicant(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", line.row.applicant)


def _iin(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", iin_groups(line.row.iin), "quiet")


def _service(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", line.service.text(language()), "quiet")


def _registered(line: CaseLine, _now: datetime, zone: ZoneInfo) -> Said:
    return Said("", short_date(line.row.registered_at.astimezone(zone).date()), "quiet")


def _clerk(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", initials(line.row.registered_by_name), "quiet")


def _state(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return case_state(line.row)


def _step(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", line.step.title.text(language()) if line.step is not None else "")


def _whose(line: CaseLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", _(ACTORS[line.step.actor]) if line.step is not None else "", "quiet")


def line_due(line: CaseLine, now: datetime, zone: ZoneInfo) -> Said:
    """The step's due moment in words; the whole service's where that one comes first."""
    row = line.row
    if row.kind == "refusal" or row.state in (CaseState.DONE, CaseState.VOID):
        return Said("", "")
    if row.paused_at is not None:
        return standing(row.paused_at, zone)
    return time_left(due_first(row), now, zone)


# Translators: headings of tables of cases
NUMBER = Column(N_("Number"), _number, strong=True)
APPLICANT = Column(N_("Applicant"), _applicant, 7)
IIN = Column(N_("IIN"), _iin)
SERVICE = Column(N_("Service"), _service, 5)
REGISTERED = Column(N_("Registered on"), _registered)
CLERK = Column(N_("Accepted by"), _clerk)
STATE = Column(N_("State"), _state)
STEP = Column(N_("Waits for"), _step, 5)
WHOSE = Column(N_("Whose step"), _whose, 3)
DUE = Column(N_("Due"), line_due)

REGISTER_COLUMNS = (NUMBER, APPLICANT, SERVICE, REGISTERED, STATE, STEP, DUE)
WORK_COLUMNS = (NUMBER, APPLICANT, SERVICE, STEP, DUE)
DAY_COLUMNS = (NUMBER, APPLICANT, WHOSE, STEP, DUE)


class CaseTable(QTableView):
    """A quiet table moved through by arrow keys.

    Signals:
        opened(CaseLine): Enter or a double click.
        why_asked(CaseLine): F9, or the menu: why is that the date?
        left_top(): Up in the first line, back to where the search is typed.
    """

    opened = Signal(object)
    why_asked = Signal(object)
    left_top = Signal()

    def __init__(
        self, desk: Desk, columns: tuple[Column, ...], name: str, parent: QWidget | None = None, *, most_lines: int = 1
    ) -> None:
        """With `most_lines` rows grow up to so many lines of text where a column has no room for its words."""
        super().__init__(parent)
        self._most_lines = most_lines
        self.setObjectName(name)
        self.lines = CaseTableModel(desk, columns, self)
        self._columns = columns
        self.setModel(self.lines)
        self.setShowGrid(False)
        self.setWordWrap(most_lines > 1)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._on_double_clicked)
        add_why(self, self._on_why_triggered)
        self.lines.modelReset.connect(self._share_width)
        bind(self, self._rewrite)

    def _on_why_triggered(self) -> None:
        line = self.current_line()
        if line is not None:
            self.why_asked.emit(line)

    def _rewrite(self) -> None:
        self.setAccessibleName(_("Cases"))
        self.lines.rewrite()
        self._share_width()
        self._tell_line()

    def _share_width(self) -> None:
        """Columns of known length get what they need; the rest share by weight what no other of them has need of."""
        metrics = self.fontMetrics()
        now, zone = self.lines.now, self.lines.zone
        needs = []
        for column in self._columns:
            texts = [_(column.heading), *(str(column.says(line, now, zone)) for line in self.lines.lines[:50])]
            needs.append(max(metrics.horizontalAdvance(text) for text in texts) + 24)
        fixed = sum(need for need, column in zip(needs, self._columns, strict=True) if not column.stretch)
        rest = max(self.viewport().width() - fixed, 0)
        weights = tuple(column.stretch for column in self._columns)
        shared = share_width(
            rest, tuple(need if weight else 0 for need, weight in zip(needs, weights, strict=True)), weights
        )
        for index, column in enumerate(self._columns):
            self.setColumnWidth(index, max(shared[index], 80) if column.stretch else needs[index])
        if self._most_lines > 1:
            self._fit_rows()

    def _fit_rows(self) -> None:
        """Each row as high as its longest words want in their column."""
        metrics, header = self.fontMetrics(), self.verticalHeader()
        now, zone = self.lines.now, self.lines.zone
        widths = [max(self.columnWidth(index) - CELL_PADDING, 40) for index in range(len(self._columns))]
        for row, line in enumerate(self.lines.lines[:MOST_FITTED]):
            texts = (str(column.says(line, now, zone)) for column in self._columns)
            tallest = max(
                metrics.boundingRect(QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()
                for width, text in zip(widths, texts, strict=True)
            )
            lines = min(max(round(tallest / metrics.lineSpacing()), 1), self._most_lines)
            header.resizeSection(row, scaled(ROW_HEIGHT) + (lines - 1) * metrics.lineSpacing())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()

    def current_line(self) -> CaseLine | None:
        return self.lines.line(self.currentIndex().row())

    def select_row(self, row: int) -> None:
        """Move the cursor to a line that exists."""
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(min(max(row, 0), self.lines.rowCount() - 1), 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self._tell_line()

    def _tell_line(self) -> None:
        """Shift+F1 shows the line whole: what the columns had no room for can be read without the mouse."""
        line = self.current_line()
        now, zone = self.lines.now, self.lines.zone
        cells = [(_(column.heading), str(column.says(line, now, zone))) for column in self._columns] if line else []
        self.setWhatsThis("\n".join(f"{heading}: {words}" for heading, words in cells if words))

    def show_lines(self, lines: tuple[CaseLine, ...], *, more: bool = False) -> None:
        """Replace the lines; the cursor stays on the case it stood on."""
        held = self.current_line()
        self.lines.show_lines(lines, more=more)
        keys = [line.row.key for line in lines]
        self.select_row(keys.index(held.row.key) if held is not None and held.row.key in keys else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.opened.emit(line)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_top.emit()
        elif event.key() == Qt.Key.Key_Tab:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._share_width()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None:
            self.opened.emit(line)
