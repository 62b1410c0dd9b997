"""The cases a change of the calendar moves, and the choice whose dates move."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.calendar_edits import Change
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.calendars import MovedCase, Scope
from ui.language import bind
from ui.office.calendar_form import widen
from ui.office.calendar_words import CASE_HEADINGS, CASE_WIDTHS, case_row, change_words
from ui.office.plain_table import PlainTable
from ui.office.why_dates import WHY_HINT
from ui.register.why_key import add_why
from ui.widgets import Segmented, text_label, value_label

MOST = 1_000
"""Rows that are shown; nobody reads further, and all of them are counted."""

# Translators: whose dates a change of the calendar moves
SCOPES = (
    (Scope.UNPRINTED, N_("Those without a paper")),
    (Scope.ALL, N_("All")),
    (Scope.NONE, N_("None")),
)


class Review(QWidget):
    """What would move; `scope` is the choice, `record` makes the change, `back` goes back to it.

    Signals:
        why_asked: the moved date under the cursor, of which the person wants to know why.
    """

    why_asked = Signal(object)

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._moved: tuple[MovedCase, ...] = ()
        self._changes: tuple[Change, ...] = ()
        self.words = value_label("", wrap=True)
        self.counted = value_label("", "quiet", wrap=True)
        self.table = PlainTable("calendar_moved", N_("Cases whose dates move"), CASE_HEADINGS, CASE_WIDTHS)
        self.scope = Segmented(SCOPES, "calendar_scope", N_("Whose dates move"))
        self.record = self._button("calendar_record", N_("Record the change"), "primary")
        self.back = self._button("calendar_back", N_("Back to the change"))
        self._choice = QWidget()
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(12)
        choice.addWidget(text_label(N_("Whose dates move")))
        choice.addWidget(self.scope)
        choice.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.record)
        buttons.addWidget(self.back)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for widget in (self.words, self.counted):
            rows.addWidget(widget)
        rows.addWidget(self.table, 1)
        self.why_hint = text_label(WHY_HINT, "quiet", wrap=True)
        rows.addWidget(self.why_hint)
        rows.addWidget(self._choice)
        self.hint = text_label(
            N_("A case that keeps its dates goes on by the calendar as it was: the paper in the visitor's hand holds."),
            "quiet",
            wrap=True,
        )
        rows.addWidget(self.hint)
        rows.addLayout(buttons)
        bind(self.scope, lambda: widen(self.scope))
        bind(self.words, self._write)
        add_why(self.table, self._ask_why)
        self.table.activated.connect(lambda _index: self._ask_why())

    @staticmethod
    def _button(name: str, source: str, role: str = "") -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("role", role)
        bind(button, button.setText, source)
        bind(button, button.setAccessibleName, source)
        return button

    def show_moved(self, moved: Sequence[MovedCase], changes: tuple[Change, ...]) -> None:
        self._moved, self._changes = tuple(moved), changes
        self.scope.set_value(Scope.UNPRINTED)
        self.table.show_rows(lambda: [case_row(line, self._zone) for line in self._moved[:MOST]])
        for widget in (self.table, self.why_hint, self._choice, self.hint):
            widget.setVisible(bool(moved))
        self._write()

    def _ask_why(self) -> None:
        number = self.table.currentIndex().row()
        if 0 <= number < len(self._moved):
            self.why_asked.emit(self._moved[number])

    def _write(self) -> None:
        self.words.setText("\n".join(change_words(change) for change in self._changes))
        count = len({line.case for line in self._moved})
        if not count:
            self.counted.setText(_("No open case moves."))
            return
        papers = len({line.case for line in self._moved if line.on_paper})
        moved = ngettext("{count} open case moves", "{count} open cases move", count).format(count=count)
        printed = ngettext("{count} of them is on paper", "{count} of them are on paper", papers).format(count=papers)
        said = f"{moved}, {printed}."
        if len(self._moved) > MOST:
            said += " " + _("The first {count} dates are shown.").format(count=MOST)
        self.counted.setText(said)
