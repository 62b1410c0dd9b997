"""The day of an office: six figures, the clerks, what is late; every figure opens its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.i18n import N_, language, official_date, weekday
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import ClerkDay, DayCounts, DayFigure
from ui.background import Background
from ui.language import bind
from ui.papers.job import Preferred
from ui.register.elided import ElidedLabel
from ui.register.lines import CaseLine, lines_of
from ui.register.opener import CardStack
from ui.register.table import DAY_COLUMNS, CaseTable
from ui.register.words import FIGURES, initials
from ui.widgets import Card, EmptyState, FigureTile, MessageBar, QuietButton, text_label, value_label

MINUTE = 60_000

# Translators: one line under each figure of the day: how it is counted
MEANINGS = {
    DayFigure.REGISTERED: N_("applications that got a number this day"),
    DayFigure.REFUSED: N_("refusal receipts issued this day"),
    DayFigure.ISSUED: N_("results handed over this day"),
    DayFigure.READY: N_("results here now, waiting for their owners"),
    DayFigure.OPEN: N_("cases not completed by now"),
    DayFigure.LATE: N_("open cases whose step or whole term has passed"),
}
ORDER = tuple(MEANINGS)
CLERK_COLUMN, CLERK_NAME = 76, 124
CLERK_FIGURES = (DayFigure.REGISTERED, DayFigure.REFUSED, DayFigure.ISSUED, DayFigure.LATE)

NO_CASES = N_("No case stands behind this figure.")
NO_CLERKS = N_("Nobody has accepted, refused or handed over anything this day yet.")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which figure, whose, is opened under the tiles."""

    figure: DayFigure
    member: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class DayRead:
    """What one reading of the day brings."""

    day: date
    today: date
    counts: DayCounts
    choice: Choice
    lines: tuple[CaseLine, ...]


class DayPage(CardStack):
    """Reads the day, opens what is behind a number.

    Signals: those of CardStack, and
        shown(): the figures on the screen are fresh.
    """

    shown = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(desk, background, parent, preferred=preferred)
        self.setObjectName("day_page")
        self._day: date | None = None
        self._read_day: DayRead | None = None
        self._choice = Choice(DayFigure.LATE)
        self.title, self.fresh = ElidedLabel("", "title"), value_label("", "quiet")
        self.title.setObjectName("day_title")
        self.tiles = {figure: FigureTile(FIGURES[figure], MEANINGS[figure]) for figure in ORDER}
        self.table = CaseTable(desk, DAY_COLUMNS, "day_table")
        self.list_heading = value_label("", "heading")
        self.list_heading.setObjectName("day_list_heading")
        self.message = MessageBar()
        self._body = QStackedWidget()
        self._clerks = QGridLayout()
        self._lay_out()
        self.table.opened.connect(self.open_line)
        self.table.why_asked.connect(self.open_why)
        self.changed.connect(self.refresh)
        self.listed.connect(self.refresh)
        refresh = QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.refresh)
        refresh.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clock = QTimer(self)
        clock.timeout.connect(self._on_minute)
        clock.start(MINUTE)
        bind(self, self._write)

    def _lay_out(self) -> None:
        page = QFrame()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(self._head())
        rows.addWidget(self.message)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for figure in ORDER:
            tile = self.tiles[figure]
            tile.setObjectName(f"figure_{figure.value}")
            tile.clicked.connect(lambda _on=False, one=figure: self.open_figure(Choice(one)))
            tiles.addWidget(tile)
        rows.addLayout(tiles)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self._clerk_card(), 5)
        lower.addWidget(self._list_card(), 7)
        rows.addLayout(lower, 1)
        self.set_list(page, self.table)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.previous, self.today = _arrow("‹", N_("Previous day")), QuietButton(N_("Today"))
        self.next, self.again = _arrow("›", N_("Next day")), QuietButton(N_("Refresh"), "F5")
        head.addWidget(self.title)
        head.addSpacing(8)
        head.addWidget(self.fresh)
        head.addStretch()
        for name, button, act in (
            ("day_previous", self.previous, lambda: self._move(-1)),
            ("day_today", self.today, lambda: self._go(None)),
            ("day_next", self.next, lambda: self._move(1)),
            ("day_refresh", self.again, self.refresh),
        ):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(act)
            head.addWidget(button)
        return head

    def _clerk_card(self) -> Card:
        card = Card(N_("By clerk"))
        self._clerks.setHorizontalSpacing(8)
        self._clerks.setVerticalSpacing(4)
        self._clerks.setColumnStretch(0, 1)
        self._clerks.setColumnMinimumWidth(0, CLERK_NAME)
        card.rows.addLayout(self._clerks)
        card.rows.addWidget(text_label(N_("Late ones count for the clerk who registered them."), "quiet", wrap=True))
        card.rows.addStretch()
        return card

    def _list_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        self.list_heading.setContentsMargins(16, 14, 16, 8)
        card.rows.addWidget(self.list_heading)
        self._empty = EmptyState(NO_CASES)
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        card.rows.addWidget(self._body, 1)
        return card

    def activate(self) -> None:
        """The page is turned to."""
        self.refresh()
        if not self.is_card_shown:
            self.tiles[DayFigure.REGISTERED].setFocus()

    def refresh(self) -> None:
        """Read the figures again, and the list that is open."""
        day, choice = self._day, self._choice
        self._background.run(self, lambda: self._read(day, choice), self._show, self.message.show_error)

    def open_figure(self, choice: Choice) -> None:
        """Show the cases behind a figure; the focus goes to them."""
        self._choice = choice
        self.refresh()
        self.table.setFocus()

    def _read(self, day: date | None, choice: Choice) -> DayRead:
        session, days = self._desk.session, self._desk.day
        today = days.today(session)
        wanted = day or today
        counts = days.counts(session, wanted)
        rows = days.rows(session, wanted, choice.figure, choice.member)
        return DayRead(wanted, today, counts, choice, lines_of(self._desk, rows))

    def _show(self, read: DayRead) -> None:
        if read.choice != self._choice or read.day != (self._day or read.today):
            return
        self._read_day = read
        self.message.clear()
        self.table.show_lines(read.lines)
        self._body.setCurrentWidget(self.table if read.lines else self._empty)
        self._write()
        self.shown.emit()

    def _write(self) -> None:
        read = self._read_day
        if read is None:
            return
        self.title.setText(f"{official_date(read.day, language())}, {weekday(read.day)}")
        now = self._desk.clock.now().astimezone(self.table.lines.zone)
        self.fresh.setText(_("as of {time}").format(time=now.strftime("%H:%M")))
        self.next.setEnabled(read.day < read.today)
        self.today.setEnabled(read.day != read.today)
        for figure, tile in self.tiles.items():
            count = read.counts.figures.get(figure, 0)
            tile.set_number(count, "bad" if figure is DayFigure.LATE and count else "text")
        # Translators: heading over a list: which figure, whose
        name = f", {read.choice.name}" if read.choice.name else ""
        self.list_heading.setText(f"{_(FIGURES[read.choice.figure])}: {len(read.lines)}{name}")
        self._write_clerks(read.counts.clerks)

    def _write_clerks(self, clerks: tuple[ClerkDay, ...]) -> None:
        held = self.focusWidget()
        focused = held.objectName() if held is not None else ""
        while (item := self._clerks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()
        if not clerks:
            self._clerks.addWidget(value_label(_(NO_CLERKS), "quiet", wrap=True), 0, 0)
            return
        for column, figure in enumerate(CLERK_FIGURES, 1):
            heading = ElidedLabel(_(FIGURES[figure]), "quiet")
            heading.setAlignment(Qt.AlignmentFlag.AlignRight)
            heading.setMaximumWidth(CLERK_COLUMN)
            self._clerks.addWidget(heading, 0, column)
        for row, clerk in enumerate(clerks, 1):
            name = ElidedLabel(initials(clerk.name))
            name.setToolTip(clerk.name)
            self._clerks.addWidget(name, row, 0)
            for column, figure in enumerate(CLERK_FIGURES, 1):
                button = self._number(clerk, figure)
                self._clerks.addWidget(button, row, column, Qt.AlignmentFlag.AlignRight)
                if button.objectName() == focused:
                    button.setFocus()

    def _number(self, clerk: ClerkDay, figure: DayFigure) -> QPushButton:
        count = {
            DayFigure.REGISTERED: clerk.registered,
            DayFigure.REFUSED: clerk.refused,
            DayFigure.ISSUED: clerk.issued,
            DayFigure.LATE: clerk.late,
        }[figure]
        button = QPushButton(str(count))
        button.setObjectName(f"clerk_{clerk.member}_{figure.value}")
        button.setProperty("role", "link")
        button.setAccessibleName(f"{clerk.name}, {_(FIGURES[figure])}: {count}")
        button.clicked.connect(lambda: self.open_figure(Choice(figure, clerk.member, clerk.name)))
        return button

    def _move(self, days: int) -> None:
        read = self._read_day
        if read is not None:
            day = read.day + timedelta(days=days)
            self._go(None if day >= read.today else day)

    def _go(self, day: date | None) -> None:
        """Another day; None follows the calendar over midnight."""
        self._day = day
        self.refresh()

    def _on_minute(self) -> None:
        if self.isVisible() and not self.is_card_shown:
            self.refresh()


def _arrow(sign: str, source: str) -> QPushButton:
    button = QPushButton(sign)
    bind(button, button.setAccessibleName, source)
    bind(button, button.setToolTip, source)
    return button
