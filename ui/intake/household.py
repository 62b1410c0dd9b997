"""The household table of the application. A line is there as soon as its name is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.application import HouseholdMember, is_minor
from desk_app.domain.iin import check_iin
from desk_app.domain.regulation import MemberTrait
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from ui import theme
from ui.intake.fields import only_digits
from ui.intake.member_traits import MemberMarks, MemberTable
from ui.language import bind
from ui.widgets import text_label

_COLUMNS = (N_("Name in full"), N_("Relation"), N_("IIN"), N_("Day of birth"), N_("Work, study"), N_("Belongs to"))
_SHARES = (26, 12, 23, 20, 14, 18)
"""How the columns part the width; a hidden one leaves its share to the others."""
_MOST = 30
_DOTS = re.compile(r"^(\d{2})\.(\d{2})\.(\d{4})$")
_NAME, _RELATION, _IIN, _BORN, _WORK, _MARKS = range(6)


class HouseholdTable(QWidget):
    """Lines to be typed in; an empty one always waits at the end.

    Signals:
        changed(): the person typed something.
        own_line_wanted(): the applicant's own line, from the fields above.
    """

    changed = Signal()
    own_line_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.table = MemberTable(_SHARES, _MARKS)
        self.table.setObjectName("intake.household")
        bind(self.table, self.table.setAccessibleName, N_("Household"))
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.scaled(theme.ROW_HEIGHT))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setHighlightSections(False)
        self.table.cellChanged.connect(self._on_cell_changed)
        own = QPushButton()
        own.setObjectName("intake.household_own")
        own.setProperty("role", "link")
        bind(own, own.setText, N_("Add the applicant's own line"))
        own.clicked.connect(self.own_line_wanted)
        head = QHBoxLayout()
        head.addWidget(text_label(N_("Household"), "strong"))
        head.addStretch(1)
        head.addWidget(own)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self.table)
        self._loading = False
        self.marks = MemberMarks(self.table, _MARKS, self._is_minor)
        self.marks.changed.connect(self.changed)
        self.ask_for(frozenset())
        self._fit()
        bind(self, self._write)

    def ask_for(self, traits: frozenset[MemberTrait]) -> None:
        """Ask for these traits of every member, and for no others."""
        self._loading = True
        self.marks.ask_for(traits)
        self._loading = False

    def members(self) -> tuple[HouseholdMember, ...]:
        """The lines that have a name."""
        return tuple(member for row in range(self.table.rowCount()) if (member := self._member(row)).name)

    def show_members(self, members: tuple[HouseholdMember, ...]) -> None:
        self._loading = True
        self.table.setRowCount(0)
        self.table.setRowCount(min(len(members) + 1, _MOST))
        for row, member in enumerate(members[:_MOST]):
            born = short_date(member.birth_date) if member.birth_date is not None else ""
            for column, text in enumerate((member.name, member.relation, member.iin, born, member.occupation)):
                self.table.setItem(row, column, QTableWidgetItem(text))
            self.marks.mark(row, member.traits)
        self.marks.write()
        self._loading = False
        self._fit()

    def add_own(self, name: str, iin: str, born: date | None) -> None:
        """Put the applicant first, unless they are there already."""
        members = self.members()
        if name and not any(member.name == name for member in members):
            # Translators: the relation of the applicant to the applicant, in the household table
            own = HouseholdMember(name, _("applicant"), iin, born)
            self.show_members((own, *members))
            self.changed.emit()

    def focus_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.setCurrentCell(0, _NAME)

    def _member(self, row: int) -> HouseholdMember:
        return HouseholdMember(
            self._text(row, _NAME),
            self._text(row, _RELATION),
            only_digits(self._text(row, _IIN)),
            _day(self._text(row, _BORN)),
            self._text(row, _WORK),
            self.marks.marked(row),
        )

    def _is_minor(self, row: int) -> bool:
        born = _day(self._text(row, _BORN))
        return born is not None and is_minor(born, self._today())

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip()[:200] if item is not None else ""

    def _on_cell_changed(self, row: int, column: int) -> None:
        if self._loading or column == _MARKS:
            return
        if column == _IIN:
            self._expect_birth(row)
        item = self.table.item(row, column)
        if column == _BORN and item is not None:
            born = _day(item.text())
            self._loading = True
            item.setText(short_date(born) if born is not None else item.text())
            item.setForeground(theme.colour("text" if born is not None or not item.text() else "bad"))
            self._loading = False
        count = self.table.rowCount()
        if self._text(count - 1, _NAME) and count < _MOST:
            self.table.setRowCount(count + 1)
            self._fit()
        self._loading = True
        self.marks.write()
        self._loading = False
        self.changed.emit()

    def _expect_birth(self, row: int) -> None:
        """Fill in the day of birth the IIN tells, where none was typed."""
        born = check_iin(self._text(row, _IIN)).birth_date
        if born is None or self._text(row, _BORN):
            return
        item = self.table.item(row, _BORN)
        if item is None:
            self.table.setItem(row, _BORN, QTableWidgetItem(short_date(born)))
        else:
            item.setText(short_date(born))

    def _fit(self) -> None:
        rows = self.table.verticalHeader().defaultSectionSize() * self.table.rowCount()
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 6)

    def _write(self) -> None:
        self.table.setHorizontalHeaderLabels([_(column) for column in _COLUMNS])
        for column, words in enumerate(_COLUMNS):
            heading = self.table.horizontalHeaderItem(column)
            if heading is not None:
                heading.setToolTip(_(words))
        self._fit()
        self._loading = True
        self.marks.write()
        self._loading = False


def _day(text: str) -> date | None:
    """A day typed with or without its dots; None where it is none.

    Between figures a dot is a dot, though on the digit row of the Kazakh keyboard it stands for a seven.
    """
    bare = only_digits(_DOTS.sub(r"\1\2\3", text.strip()))
    try:
        return datetime.strptime(bare, "%d%m%Y").date() if len(bare) == 8 else None
    except ValueError:
        return None
