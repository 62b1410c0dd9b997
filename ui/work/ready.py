"""Results that are ready and were not collected: whom to call, and who was called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.phone import format_phone
from desk_app.i18n import N_, ngettext, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.collecting import LONGEST_NOTE
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports_lists import ReadyRow
from ui.background import Background
from ui.language import bind
from ui.register.words import LATER, Said, initials
from ui.widgets import Card, EmptyState, MessageBar, QuietButton
from ui.work.said_table import Row, SaidTable

EMPTY = N_("Every result was collected. One comes here when it is ready to be handed over.")
LONG_WAIT = 10
"""Days after which a result that nobody collects is marked."""
# Translators: headings of the list of results that wait for their owners
HEADINGS = (N_("Number"), N_("Applicant"), N_("Phone"), N_("Ready since"), N_("Last call"))


class ReadyView(QWidget):
    """Signals:
    opened(UUID): the card of a case is wanted.
    counted(int): how many results wait.
    """

    opened = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk, background: Background, message: MessageBar) -> None:
        super().__init__()
        self._desk, self._background, self._message = desk, background, message
        self._zone = zone_of(desk.session)
        self.rows: tuple[ReadyRow, ...] = ()
        self.table = SaidTable("ready_table", N_("Ready, not collected"), HEADINGS, (12, 21, 14, 20, 33))
        self.body = QStackedWidget()
        self.empty_state = EmptyState(EMPTY)
        self.note = QLineEdit()
        self.note.setObjectName("call_note")
        self.note.setMaxLength(LONGEST_NOTE)
        self.save = QuietButton(N_("Note the call"), "Ctrl+T")
        self.save.setObjectName("call_save")
        self.save.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = N_("How the call to the applicant of the chosen line went")
        bind(self.note, self.note.setPlaceholderText, words)
        bind(self.note, self.note.setAccessibleName, words)
        card = Card(margin=0, spacing=0)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty_state)
        card.rows.addWidget(self.body)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.note, 1)
        line.addWidget(self.save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(card, 1)
        rows.addLayout(line)
        self.table.opened.connect(lambda row: self.opened.emit(self.rows[row].case.key))
        self.save.clicked.connect(self._on_save_clicked)
        self.note.returnPressed.connect(self._on_save_clicked)
        shortcut = QShortcut(QKeySequence("Ctrl+T"), self, self._on_shortcut)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self) -> None:
        desk = self._desk
        self._background.run(
            self, lambda: desk.collecting.ready(desk.session), self.show_rows, self._message.show_error
        )

    def show_rows(self, rows: tuple[ReadyRow, ...]) -> None:
        self.rows = rows
        self.table.show_rows(self._words)
        self.body.setCurrentWidget(self.table if rows else self.empty_state)
        self.note.setEnabled(bool(rows))
        self.save.setEnabled(bool(rows))
        self.counted.emit(len(rows))

    def focus_list(self) -> None:
        (self.table if self.rows else self).setFocus()

    def _words(self) -> tuple[Row, ...]:
        return tuple(self._row(row) for row in self.rows)

    def _row(self, row: ReadyRow) -> Row:
        call = row.called
        # Translators: the last call to somebody whose result waits: when, by whom, what was said
        said = (
            _("called on {date}: {note} ({who})").format(
                date=short_date(call.at.astimezone(self._zone).date()), who=initials(call.by_name), note=call.note
            )
            if call is not None
            else _("not called")
        )
        return (
            Said("", row.case.number),
            Said("", row.case.applicant),
            Said("", format_phone(row.phone) if row.phone else _("no phone"), "plain" if row.phone else "quiet"),
            self._since(row),
            Said("" if call is not None else LATER, said, "plain" if call is not None else "quiet"),
        )

    def _since(self, row: ReadyRow) -> Said:
        if row.ready_at is None:
            return Said("", "")
        since = row.ready_at.astimezone(self._zone).date()
        days = (self._desk.clock.now().astimezone(self._zone).date() - since).days
        waits = ngettext("waits {count} day", "waits {count} days", days).format(count=days)
        text = f"{short_date(since)}, {waits}" if days else _("{date}, today").format(date=short_date(since))
        return Said("⏱", text, "warn") if days >= LONG_WAIT else Said("✓", text, "plain")

    def _on_shortcut(self) -> None:
        if self.note.text().strip():
            self._on_save_clicked()
        else:
            self.note.setFocus()

    def _on_save_clicked(self) -> None:
        row, note = self.table.current_row, self.note.text().strip()
        if not 0 <= row < len(self.rows):
            return
        if not note:
            self._message.say(_("Say in a few words how the call went."))
            self.note.setFocus()
            return
        desk, key = self._desk, self.rows[row].case.key
        self._background.run(
            self,
            lambda: desk.collecting.note_call(desk.session, key, note),
            lambda _call: self._on_saved(),
            self._message.show_error,
        )

    def _on_saved(self) -> None:
        self.note.clear()
        self._message.say(_("The call is noted."))
        self.table.setFocus()
        self.refresh()
