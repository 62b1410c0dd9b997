"""The supervisor's day, live: big numbers, desks, the line by hour, and a list that every number opens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.i18n import N_, short_date, weekday
from desk_app.i18n import gettext as _
from desk_app.usecases.day_window import OF_LINE, DayLive, DeskLine, Figure, Load, Reason, Repeat
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports_line import SubjectKind
from ui.background import Background
from ui.day import tables
from ui.day.acts import DayActs
from ui.day.chart import TITLE as CHART_TITLE
from ui.day.chart import HourChart
from ui.day.live_table import LiveTable
from ui.day.pulse import Pulse
from ui.day.tables import VisitLine
from ui.day.words import (
    FIGURES,
    MEANINGS,
    doubts_sentence,
    forecast_sentence,
    forecast_why,
    group_name,
    medians_sentence,
    reason_title,
    void_sentence,
)
from ui.language import bind
from ui.papers.job import Preferred
from ui.register.elided import ElidedLabel
from ui.register.lines import lines_of
from ui.register.opener import CardStack
from ui.register.why_key import add_why
from ui.widgets import (
    Card,
    EmptyState,
    FigureTile,
    MessageBar,
    QuietButton,
    Segmented,
    set_role,
    text_label,
    value_label,
)

TICK = 5_000
"""Milliseconds between two looks at the clock: times are told in minutes."""
ORDER = tuple(figure for figure in MEANINGS if figure is not Figure.VOID)
"""Of the tiles. What was made void is told apart, under them."""
NOTHING = N_("Nothing stands behind this.")
_LOAD_FIGURES = {3: Figure.REGISTERED, 4: Figure.REFUSED, 5: Figure.ISSUED, 6: Figure.LATE}


class View(Enum):
    """What the right half shows."""

    LIST = auto()
    INTAKE = auto()
    LOAD = auto()
    REASONS = auto()
    REPEATS = auto()


# Translators: parts of the supervisor's window, side by side
VIEWS = (
    (View.LIST, N_("List")),
    (View.INTAKE, N_("Intake")),
    (View.LOAD, N_("Load")),
    (View.REASONS, N_("Refusals")),
    (View.REPEATS, N_("Repeats")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list holds: a figure (of one person), the refusals of one reason, or the doubted times."""

    figure: Figure
    member: UUID | None = None
    name: str = ""
    reason: Reason | None = None
    doubts: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What one reading is for."""

    day: date | None
    view: View
    choice: Choice


@dataclass(frozen=True, slots=True)
class DayRead:
    """What one reading brings."""

    asked: Asked
    live: DayLive
    rows: tuple[Any, ...] = field(default=())


class DayPage(CardStack):
    """Shown in the main window, and as a window of its own.

    Signals: those of CardStack, and
        shown(): what is on the screen is fresh.
        window_wanted(): the window of its own is to open.
    """

    shown = Signal()
    window_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
        is_window: bool = False,
    ) -> None:
        super().__init__(desk, background, parent, preferred=preferred)
        self.setObjectName("day_page")
        self._asked = Asked(None, View.LIST, Choice(Figure.LATE))
        self._read: DayRead | None = None
        self._is_window = is_window
        self.title, self.fresh = ElidedLabel("", "title"), value_label("", "quiet")
        self.title.setObjectName("day_title")
        self.tiles = {figure: FigureTile(FIGURES[figure], MEANINGS[figure]) for figure in ORDER}
        self.forecast = value_label("", "strong", wrap=True)
        self.forecast.setObjectName("day_forecast")
        self.medians = value_label("", "quiet", wrap=True)
        self.medians.setObjectName("day_medians")
        self.doubts = QPushButton()
        self.doubts.setObjectName("day_doubts")
        self.doubts.setProperty("role", "link")
        self.void = QPushButton()
        self.void.setObjectName("day_void")
        self.void.setProperty("role", "link")
        self.views = Segmented(VIEWS, "day_view", N_("What is shown"))
        self.list_heading = value_label("", "heading")
        self.list_heading.setObjectName("day_list_heading")
        self.message, self.chart = MessageBar(), HourChart()
        self._body = QStackedWidget()
        self._empty = EmptyState(NOTHING)
        self._make_tables()
        self.acts = DayActs(desk, background, self, preferred=preferred)
        self._lay_out()
        self._pulse = Pulse(desk, background, self)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._connect()
        bind(self, self._write)

    def _make_tables(self) -> None:
        desk = self._desk
        self.desks = tables.table(desk, tables.DESKS, lambda row: row.clerk, "day_desks", N_("Desks"))
        self.table = tables.table(desk, tables.CASES, lambda row: row.row.key, "day_table", N_("Cases"))
        self.visits = tables.table(
            desk, tables.VISITS, lambda row: row.visit.key, "day_visits", N_("People in the line")
        )
        self.intake = tables.table(
            desk, tables.INTAKE, lambda row: row.key, "day_intake", N_("Applications of the day")
        )
        self.loads = tables.table(desk, tables.LOADS, lambda row: row.member, "day_loads", N_("Load of the employees"))
        self.reasons = tables.table(
            desk, tables.REASONS, lambda row: (row.ground, row.document), "day_reasons", N_("Reasons of refusals")
        )
        self.repeats = tables.table(desk, tables.REPEATS, lambda row: row.iin, "day_repeats", N_("Repeated visits"))
        self._lists: dict[View, LiveTable[Any]] = {
            View.INTAKE: self.intake,
            View.LOAD: self.loads,
            View.REASONS: self.reasons,
            View.REPEATS: self.repeats,
        }

    def _connect(self) -> None:
        self._pulse.due.connect(self._on_due)
        self._pulse.linked.connect(lambda _is_linked: self._write())
        self._clock.timeout.connect(self._on_tick)
        self.table.opened.connect(lambda line, _column: self.open_line(line))
        self.visits.opened.connect(lambda line, _column: self._open_visit(line))
        self.desks.opened.connect(lambda line, _column: self._open_desk(line))
        self.intake.opened.connect(lambda entry, _column: self.open_case(entry.key))
        add_why(self.table, self._on_why_of_case)
        add_why(self.intake, self._on_why_of_entry)
        self.loads.opened.connect(self._open_load)
        self.reasons.opened.connect(self._open_reason)
        self.repeats.opened.connect(lambda row, _column: self._open_repeat(row))
        self.doubts.clicked.connect(lambda: self.open_figure(Choice(Figure.AT_DESKS, doubts=True)))
        self.void.clicked.connect(lambda: self.open_figure(Choice(Figure.VOID)))
        self.views.chosen.connect(self._on_view_chosen)
        self.acts.said.connect(self.message.say)
        self.acts.failed.connect(self.message.show_error)
        self.acts.done.connect(self.refresh)
        self.acts.case_wanted.connect(self.open_case)
        self.acts.refusal_wanted.connect(self.open_refusal)
        self.changed.connect(self.refresh)
        self.listed.connect(self.refresh)
        for keys, act in (("F5", self.refresh), ("Ctrl+D", self.window_wanted.emit), *self.acts.shortcuts()):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_why_of_case(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self.open_why(line)

    def _on_why_of_entry(self) -> None:
        entry = self.intake.current_row()
        if entry is not None:
            self.open_case(entry.key, why=True)

    def _lay_out(self) -> None:
        page = QFrame()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
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
        line = QHBoxLayout()
        line.addWidget(self.forecast, 1)
        line.addWidget(self.void, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.fresh, 0, Qt.AlignmentFlag.AlignVCenter)
        rows.addLayout(line)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._desks_card(), 5)
        left.addWidget(self._chart_card(), 4)
        lower.addLayout(left, 6)
        lower.addWidget(self._list_card(), 7)
        rows.addLayout(lower, 1)
        self.set_list(page, self.table)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.previous, self.today = _arrow("‹", N_("Previous day")), QuietButton(N_("Today"))
        self.next, self.again = _arrow("›", N_("Next day")), QuietButton(N_("Refresh"), "F5")
        self.own_window = QuietButton(N_("Own window"), "Ctrl+D")
        if self._is_window:
            # only hidden: showing what has no parent yet opens it as a window, which takes the keys away
            self.own_window.hide()
        self.menu_button = QuietButton(N_("Actions"), "F10")
        self.menu = QMenu(self)
        self.acts.fill(self.menu)
        head.addWidget(self.title, 1)
        for name, button, act in (
            ("day_previous", self.previous, lambda: self._move(-1)),
            ("day_today", self.today, lambda: self._go(None)),
            ("day_next", self.next, lambda: self._move(1)),
            ("day_refresh", self.again, self.refresh),
            ("day_actions", self.menu_button, self._open_menu),
            ("day_window", self.own_window, self.window_wanted.emit),
        ):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, act=act: act())
            head.addWidget(button)
        menu = QShortcut(QKeySequence(Qt.Key.Key_F10), self, self._open_menu)
        menu.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return head

    def _desks_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        heading = text_label(N_("At the desks now"), "heading")
        heading.setContentsMargins(16, 10, 16, 6)
        card.rows.addWidget(heading)
        card.rows.addWidget(self.desks, 1)
        return card

    def _chart_card(self) -> Card:
        card = Card(margin=10, spacing=4)
        card.rows.addWidget(text_label(CHART_TITLE, "heading"))
        card.rows.addWidget(self.chart, 1)
        card.rows.addWidget(self.medians)
        card.rows.addWidget(self.doubts, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _list_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.addWidget(self.views)
        top.addStretch()
        card.rows.addLayout(top)
        self.list_heading.setContentsMargins(16, 4, 16, 6)
        card.rows.addWidget(self.list_heading)
        for one in (self.table, self.visits, self.intake, self.loads, self.reasons, self.repeats, self._empty):
            self._body.addWidget(one)
        card.rows.addWidget(self._body, 1)
        self._foot = QFrame()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 6, 12, 10)
        foot.setSpacing(8)
        self.free_button = QuietButton(N_("Back into the line"), "Ctrl+B")
        self.close_button = QuietButton(N_("End the visit …"), "Del")
        for name, button, act in (
            ("day_free", self.free_button, self._free),
            ("day_close_visit", self.close_button, self._close_visit),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, act=act: act())
            foot.addWidget(button)
        foot.addStretch()
        for keys, act in (("Ctrl+B", self._free), ("Del", self._close_visit)):
            for owner in (self.visits, self.desks):
                shortcut = QShortcut(QKeySequence(keys), owner, act)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        card.rows.addWidget(self._foot)
        return card

    # reading

    def activate(self) -> None:
        """The page is turned to."""
        self.refresh()
        if not self.is_card_shown:
            self.tiles[Figure.WAITING].setFocus()

    def refresh(self) -> None:
        """Read anew, as soon as it may be."""
        self._pulse.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pulse.start()
        self._clock.start()
        self._pulse.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pulse.sleep()
        self._clock.stop()

    def leave(self) -> None:
        """The window around it closes for good."""
        self._pulse.leave()

    def _on_due(self) -> None:
        asked = self._asked
        self._background.run(self, lambda: self._read_all(asked), self._show, self._fail)

    def _read_all(self, asked: Asked) -> DayRead:
        session, window = self._desk.session, self._desk.day_window
        live = window.live(session, asked.day)
        if asked.view is View.LIST:
            return DayRead(asked, live, self._list_rows(asked.choice, live))
        if asked.view is View.INTAKE:
            return DayRead(asked, live, window.intake(session, live.day))
        if asked.view is View.LOAD:
            return DayRead(asked, live, window.loads(session, live.day))
        if asked.view is View.REASONS:
            return DayRead(asked, live, window.reasons(session, live.day))
        return DayRead(asked, live, window.repeats(session, live.day))

    def _list_rows(self, choice: Choice, live: DayLive) -> tuple[Any, ...]:
        if choice.doubts:
            return tuple(VisitLine(one.visit, one.visit.group, None, one.doubt) for one in live.times.doubtful)
        if choice.figure in OF_LINE:
            visits = live.waiting if choice.figure is Figure.WAITING else live.at_desks
            norms, longest = live.waiting_norms, live.waiting_norm
            return tuple(VisitLine(visit, visit.group, norms.get(visit.group, longest)) for visit in visits)
        rows = self._desk.day_window.cases(self._desk.session, live.day, choice.figure, choice.member)
        if choice.reason is not None:
            wanted = frozenset(choice.reason.refusals)
            rows = tuple(row for row in rows if row.key in wanted)
        return lines_of(self._desk, rows)

    def _show(self, read: DayRead) -> None:
        self._pulse.done()
        if read.asked != self._asked:
            return
        self._read = read
        if not self.acts.is_message_shown:
            self.message.clear()
        self.desks.show_rows(read.live.desks)
        self.chart.show_hours(read.live.hours)
        shown = self._shown_table()
        rows = read.rows
        if shown is self.visits:
            rows = tuple(replace(row, group=group_name(read.live, row.visit.group)) for row in rows)
        shown.show_rows(rows)
        self._body.setCurrentWidget(shown if shown.lines.rowCount() else self._empty)
        self._write()
        self.shown.emit()

    def _fail(self, error: Exception) -> None:
        self._pulse.done()
        self.message.show_error(error)

    def _shown_table(self) -> LiveTable[Any]:
        asked = self._asked
        if asked.view is not View.LIST:
            return self._lists[asked.view]
        return self.visits if asked.choice.doubts or asked.choice.figure in OF_LINE else self.table

    def _on_tick(self) -> None:
        """Clocks run here; nothing is read. A new day is a new reading."""
        self.desks.lines.tick()
        self._shown_table().lines.tick()
        read = self._read
        today = self._desk.day_window.today(self._desk.session)
        if read is not None and self._asked.day is None and today != read.live.today:
            self.refresh()

    # writing

    def _write(self) -> None:
        read = self._read
        if read is None:
            return
        live, zone = read.live, self.table.lines._zone
        self.title.setText(f"{short_date(live.day)}, {weekday(live.day)}")
        self._write_fresh(f"{live.at.astimezone(zone):%H:%M:%S}")
        self.next.setEnabled(live.day < live.today)
        self.today.setEnabled(live.day != live.today)
        for figure, tile in self.tiles.items():
            count = live.figures[figure]
            tone = "bad" if figure is Figure.LATE and count else "text"
            if (tile.number(), tile.tone()) != (count, tone):
                tile.set_number(count, tone)
        _set(self.forecast, forecast_sentence(live.forecast, zone))
        self.forecast.setToolTip(forecast_why(live.forecast))
        _set(self.medians, medians_sentence(live))
        doubts = len(live.times.doubtful)
        self.doubts.setVisible(bool(doubts))
        _set(self.doubts, doubts_sentence(doubts))
        void = live.figures[Figure.VOID]
        self.void.setVisible(bool(void))
        _set(self.void, void_sentence(void))
        self.void.setToolTip(_(MEANINGS[Figure.VOID]))
        self._write_heading(read)
        is_line = self._shown_table() is self.visits and not self._asked.choice.doubts
        self._foot.setVisible(is_line)

    def _write_fresh(self, time: str) -> None:
        """When the numbers were read; said loudly while nobody tells of changes."""
        if self._pulse.is_linked:
            self.fresh.setText(_("as of {time}").format(time=time))
            self.fresh.setToolTip("")
        else:
            self.fresh.setText(_("⚠ not live, as of {time}").format(time=time))
            self.fresh.setToolTip(_("The server does not answer. It is tried again, and then everything is read anew."))
        set_role(self.fresh, "quiet" if self._pulse.is_linked else "warn")

    def _write_heading(self, read: DayRead) -> None:
        choice, count = read.asked.choice, len(read.rows)
        if read.asked.view is View.INTAKE:
            # those made void stay in the list, marked, and are counted apart
            count = sum(not row.is_void for row in read.rows)
        if read.asked.view is not View.LIST:
            meanings = {
                View.INTAKE: _(
                    "Applications of the day: {count}. When they came, when the result is due, who has them."
                ),
                View.LOAD: _("Employees: {count}. Enter on a number opens its cases."),
                View.REASONS: _("Reasons of today's refusals: {count}. One refusal may have several."),
                View.REPEATS: _("Here again: {count}. Two tickets today, or a refusal in the last 30 days."),
            }
            _set(self.list_heading, meanings[read.asked.view].format(count=count))
            return
        if choice.doubts:
            _set(self.list_heading, _("Times left out of the medians: {count}").format(count=count))
            return
        name = choice.name or (reason_title(choice.reason) if choice.reason is not None else "")
        # heading over a list: which figure, how many, whose
        _set(self.list_heading, f"{_(FIGURES[choice.figure])}: {count}" + (f", {name}" if name else ""))

    # opening

    def open_figure(self, choice: Choice) -> None:
        """Show what is behind a figure; the focus goes there."""
        self.views.set_value(View.LIST)
        self._ask(replace(self._asked, view=View.LIST, choice=choice))
        self._shown_table().setFocus()

    def _on_view_chosen(self, view: object) -> None:
        assert isinstance(view, View)
        self._ask(replace(self._asked, view=view))

    def _ask(self, asked: Asked) -> None:
        if asked != self._asked:
            was = self._shown_table()
            self._asked = asked
            shown = self._shown_table()
            if shown is was:
                # another list in the same table: nothing of the old one is worth its place
                shown.lines.merge((), is_held=False)
            self._body.setCurrentWidget(shown)
        self.refresh()

    def _open_load(self, load: Load, column: int) -> None:
        self.open_figure(Choice(_LOAD_FIGURES.get(column, Figure.REGISTERED), load.member, load.name))

    def _open_reason(self, reason: Reason, _column: int) -> None:
        self.open_figure(Choice(Figure.REFUSED, reason=reason))

    def _open_repeat(self, row: Repeat) -> None:
        if row.refusals:
            last = row.refusals[-1]
            if last.followed_by is not None:
                self.open_case(last.followed_by)
            else:
                self.open_refusal(last.key)
        else:
            self._open_visit(VisitLine(row.visits[-1], ""))

    def _open_desk(self, line: DeskLine) -> None:
        if line.visit is not None:
            self._open_visit(VisitLine(line.visit, ""))
        else:
            self.open_figure(Choice(Figure.REGISTERED, line.clerk, line.name))

    def _open_visit(self, line: VisitLine) -> None:
        """What the visit has produced; a message where there is nothing yet."""
        window, key, ticket = self._desk.day_window, line.visit.key, line.visit.ticket

        def show(found: tuple[SubjectKind, UUID] | None) -> None:
            if found is None:
                self.acts.say(_("Number {ticket} has no application yet.").format(ticket=ticket))
            elif found[0] is SubjectKind.REFUSAL:
                self.open_refusal(found[1])
            else:
                self.open_case(found[1])

        self._background.run(self, lambda: window.behind(key), show, self.message.show_error)

    # acts on the person chosen

    def _chosen_visit(self) -> tuple[UUID, str] | None:
        if self.desks.hasFocus():
            line = self.desks.current_row()
            visit = line.visit if line is not None else None
        else:
            row = self.visits.current_row() if self._shown_table() is self.visits else None
            visit = row.visit if row is not None else None
        return (visit.key, visit.ticket) if visit is not None else None

    def _free(self) -> None:
        chosen = self._chosen_visit()
        if chosen is not None:
            self.acts.free(*chosen)

    def _close_visit(self) -> None:
        chosen = self._chosen_visit()
        if chosen is not None:
            self.acts.close_visit(*chosen)

    def _open_menu(self) -> None:
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    # days

    @property
    def day(self) -> date | None:
        """The day that is shown; None before the first reading."""
        return self._read.live.day if self._read is not None else None

    def _move(self, days: int) -> None:
        if self._read is not None:
            live = self._read.live
            day = live.day + timedelta(days=days)
            self._go(None if day >= live.today else day)

    def _go(self, day: date | None) -> None:
        """Another day; None follows the calendar over midnight."""
        self._ask(replace(self._asked, day=day))


def _set(label: Any, text: str) -> None:
    """A label is laid out anew only where its words are others."""
    if label.text() != text:
        label.setText(text)


def _arrow(sign: str, source: str) -> QPushButton:
    button = QPushButton(sign)
    bind(button, button.setAccessibleName, source)
    bind(button, button.setToolTip, source)
    return button
