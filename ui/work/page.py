"""My work: what waits for this person, soonest due first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.i18n import N_, ngettext
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.language import bind
from ui.papers.job import Preferred
from ui.register.lines import CaseLine, lines_of
from ui.register.opener import CardStack
from ui.register.table import WORK_COLUMNS, CaseTable, line_due
from ui.widgets import Card, EmptyState, MessageBar, set_role, text_label, value_label

MINUTE = 60_000

EMPTY = N_("Nothing waits for you. A case comes here by itself when its next step is yours.")


class WorkPage(CardStack):
    """The list, the card over it, and the number for the navigation.

    Signals: those of CardStack, and
        counted(int): how many cases wait.
    """

    counted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(desk, background, parent, preferred=preferred)
        self.setObjectName("work_page")
        self.table = CaseTable(desk, WORK_COLUMNS, "work_table")
        self.message = MessageBar()
        self.late = value_label("", "quiet")
        self.late.setObjectName("work_late")
        self.body = QStackedWidget()
        self._lay_out()
        self.table.opened.connect(self.open_line)
        self.table.why_asked.connect(self.open_why)
        self.changed.connect(self.refresh)
        self.listed.connect(self.refresh)
        clock = QTimer(self)
        clock.timeout.connect(self._on_minute)
        clock.start(MINUTE)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(text_label(N_("Waits for me"), "title"))
        head.addStretch()
        head.addWidget(self.late)
        self.empty_state = EmptyState(EMPTY)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty_state)
        card = Card(margin=0, spacing=0)
        card.rows.addWidget(self.body)
        page = QFrame()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.message)
        rows.addWidget(card, 1)
        self.set_list(page, self.table)
        bind(self.late, self._write_late)

    def activate(self) -> None:
        """The page is turned to."""
        self.refresh()
        if not self.is_card_shown:
            self.table.setFocus()

    def refresh(self) -> None:
        """Read the list again; the cursor stays on its case."""
        self._background.run(self, self._read, self._show, self.message.show_error)

    def _read(self) -> tuple[CaseLine, ...]:
        return lines_of(self._desk, self._desk.register.my_work(self._desk.session))

    def _show(self, lines: tuple[CaseLine, ...]) -> None:
        self.message.clear()
        self.table.show_lines(lines)
        self.body.setCurrentWidget(self.table if lines else self.empty_state)
        self._write_late()
        self.counted.emit(len(lines))

    def _on_minute(self) -> None:
        """Time left changes by itself."""
        self.table.lines.rewrite()
        self._write_late()

    def _write_late(self) -> None:
        lines, now, zone = self.table.lines.lines, self._desk.clock.now(), self.table.lines.zone
        late = sum(line_due(line, now, zone).tone == "bad" for line in lines)
        text = ngettext("{count} case", "{count} cases", len(lines)).format(count=len(lines))
        # Translators: of the cases that wait for me
        overdue = ngettext("✗ {count} is late", "✗ {count} are late", late).format(count=late)
        self.late.setText(f"{text}, {overdue}" if late else text)
        set_role(self.late, "bad" if late else "quiet")
