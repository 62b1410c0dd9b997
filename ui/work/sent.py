"""Hand-over lists: what was sent today, by destination and way, and which signed copies are not back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from desk_app.domain.papers import Paper
from desk_app.domain.sending import LONGEST_RETURN, SentList
from desk_app.domain.staff import Role
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.sent_lists import Sent, SentGroup
from ui.background import Background
from ui.language import bind
from ui.register.words import BAD, DONE, NOW, WAYS, Said, moment
from ui.widgets import Card, MessageBar, QuietButton, text_label, value_label
from ui.work.said_table import Row, SaidTable

# Translators: headings of lists of packages that were sent
TODAY = (N_("Where to"), N_("How"), N_("Hand-over list"), N_("Packages"), N_("Signed copy"))
AWAITED = (N_("Hand-over list"), N_("Where to"), N_("Sent"), N_("Packages"), N_("Signed copy"))


@dataclass(frozen=True, slots=True)
class SentRead:
    """What one reading brings."""

    today: tuple[SentGroup, ...]
    awaited: tuple[Sent, ...]
    days: int


class SentView(QWidget):
    """Signals:
    paper_wanted(UUID): a list is to be looked at or printed again.
    counted(int): how many copies are not back in time.
    """

    paper_wanted = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk, background: Background, message: MessageBar) -> None:
        super().__init__()
        self._desk, self._background, self._message = desk, background, message
        self._zone = zone_of(desk.session)
        self._today: tuple[Sent, ...] = ()
        self._groups: tuple[SentGroup, ...] = ()
        self._awaited: tuple[Sent, ...] = ()
        self.today = SaidTable("sent_today", N_("Sent today"), TODAY, (25, 12, 14, 9, 40))
        self.awaited = SaidTable("sent_awaited", N_("Copies that are not back"), AWAITED, (14, 25, 12, 9, 40))
        self.nothing_sent, self.all_back = value_label("", "quiet"), value_label("", "quiet")
        self._last = self.awaited
        self._days = 0
        self.days = QSpinBox()
        self.days.setObjectName("return_days")
        self.days.setRange(1, LONGEST_RETURN)
        self.days.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet does not reach the field inside
        self.back = QuietButton(N_("The copy is back"), "Ctrl+R")
        self.wrong = QuietButton(N_("Mark was a mistake"))
        self.paper = QuietButton(N_("Open the list"), "Ctrl+P")
        self.anew = QuietButton(N_("Issue anew"), "Ctrl+I")
        self._lay_out()
        for table, lists in ((self.today, "_today"), (self.awaited, "_awaited")):
            table.opened.connect(lambda row, lists=lists: self._open(getattr(self, lists)[row]))
        for keys, act in (("Ctrl+R", self._on_back), ("Ctrl+P", self._on_paper), ("Ctrl+I", self._on_anew)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.days.editingFinished.connect(self._on_days)
        for table in (self.today, self.awaited):
            table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_acts())
            table.focused.connect(partial(self._on_focused, table))
        bind(self, self._write)
        self._show_acts()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for title, table, empty in (
            (N_("Sent today"), self.today, self.nothing_sent),
            (N_("Copies that are not back"), self.awaited, self.all_back),
        ):
            card = Card(margin=0, spacing=0)
            heading = text_label(title, "heading")
            heading.setContentsMargins(16, 12, 16, 8)
            empty.setContentsMargins(16, 0, 16, 16)
            card.rows.addWidget(heading)
            card.rows.addWidget(empty)
            card.rows.addWidget(table, 1)
            card.rows.addStretch()
            for label in (heading, empty):
                label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            rows.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        buttons: tuple[tuple[str, QPushButton, object], ...] = (
            ("copy_back", self.back, self._on_back),
            ("copy_wrong", self.wrong, self._on_wrong),
            ("list_paper", self.paper, self._on_paper),
            ("list_anew", self.anew, self._on_anew),
        )
        for name, button, act in buttons:
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.addStretch()
        label = text_label(N_("Working days until a copy is expected"), "quiet")
        label.setBuddy(self.days)
        bind(self.days, self.days.setAccessibleName, N_("Working days until a copy is expected"))
        rows.addLayout(foot)
        # a line of its own: beside the buttons it made the page wider than a small screen
        setting: tuple[QWidget, ...] = (label, self.days)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addStretch()
        for widget in setting:
            widget.setVisible(self._desk.session.has(Role.SUPERVISOR))
            last.addWidget(widget)
        rows.addLayout(last)

    def refresh(self) -> None:
        desk = self._desk

        def read() -> SentRead:
            lists, session = desk.sent_lists, desk.session
            return SentRead(lists.sent_on(session), lists.awaited(session), lists.return_days(session))

        self._background.run(self, read, self.show_read, self._message.show_error)

    def show_read(self, read: SentRead) -> None:
        self._groups, self._awaited = read.today, read.awaited
        self._today = tuple(one for group in read.today for one in group.lists)
        self._days = read.days
        self.days.setValue(read.days)
        self.today.show_rows(self._words_of_today)
        self.awaited.show_rows(self._words_of_awaited)
        self._write()
        self._show_acts()
        self.counted.emit(sum(one.is_overdue for one in read.awaited))
        if self.hasFocus():
            self.focus_list()  # the keyboard waited here while there was nothing

    def _write(self) -> None:
        self.nothing_sent.setText(_("Nothing was sent today. Packages are sent from the card of a case."))
        self.all_back.setText(_("Every signed copy is back."))
        for table, empty, lists in (
            (self.today, self.nothing_sent, self._today),
            (self.awaited, self.all_back, self._awaited),
        ):
            table.setVisible(bool(lists))
            empty.setVisible(not lists)

    def focus_list(self) -> None:
        """To a table; where both are empty the keyboard waits here, else no key of the page would be heard."""
        table = self.awaited if self._awaited else self.today
        (table if table.isVisible() else self).setFocus()

    def choose(self, key: UUID) -> None:
        """Put the cursor on a list, where it is shown."""
        for table, lists in ((self.awaited, self._awaited), (self.today, self._today)):
            row = next((index for index, one in enumerate(lists) if one.list.key == key), -1)
            if row >= 0:
                table.selectRow(row)
                table.setFocus()
                return

    def mark_back(self, key: UUID) -> None:
        """The signed copy of that list is in hand."""
        desk = self._desk
        self._background.run(
            self, lambda: desk.sent_lists.mark_returned(desk.session, key), self._on_marked, self._fail
        )

    def _on_marked(self, found: SentList) -> None:
        self._message.say(_("The signed copy of the list {number} is back.").format(number=found.number))
        self.refresh()

    def _fail(self, error: Exception) -> None:
        self._message.show_error(error)
        self.refresh()

    def _words_of_today(self) -> tuple[Row, ...]:
        """A destination and a way stand once for all their lists."""
        found: list[Row] = []
        for group in self._groups:
            for index, one in enumerate(group.lists):
                first = index == 0
                place = f"{group.destination} ({group.packages})" if len(group.lists) > 1 else group.destination
                found.append(
                    (
                        Said("", place if first else ""),
                        Said("", _(WAYS[group.way]) if first else "", "quiet"),
                        Said("", one.list.number),
                        Said("", str(len(one.list.cases))),
                        self._state(one),
                    )
                )
        return tuple(found)

    def _words_of_awaited(self) -> tuple[Row, ...]:
        return tuple(
            (
                Said("", one.list.number),
                Said("", one.list.destination),
                Said("", short_date(one.list.made_at.astimezone(self._zone).date()), "quiet"),
                Said("", str(len(one.list.cases))),
                self._state(one),
            )
            for one in self._awaited
        )

    def _state(self, one: Sent) -> Said:
        if one.list.returned_at is not None:
            return Said(DONE, _("back {moment}").format(moment=moment(one.list.returned_at, self._zone)), "good")
        if one.list.is_void:
            return Said(BAD, _("void"), "quiet")
        day = short_date(one.expected_by) if one.expected_by is not None else ""
        worries = []
        if one.is_overdue:
            worries.append(_("not returned, expected by {date}").format(date=day))
        if one.list.corrected:
            numbers = ", ".join(one.list.corrected)
            worries.append(_("put right since: {numbers}").format(numbers=numbers))
        if worries:
            return Said("⚠", "; ".join(worries), "warn")
        if not day:
            return Said(NOW, _("awaited"), "plain")
        return Said(NOW, _("awaited until {date}").format(date=day), "plain")

    def current(self) -> Sent | None:
        """The list the cursor is on, in the table that had the focus last; at first among those that are awaited."""
        table, lists = (self.today, self._today) if self._last is self.today else (self.awaited, self._awaited)
        if not lists:
            table, lists = (self.today, self._today) if table is self.awaited else (self.awaited, self._awaited)
        return lists[table.current_row] if 0 <= table.current_row < len(lists) else None

    def _on_focused(self, table: SaidTable) -> None:
        """Buttons go on speaking of that table when they take the keyboard over."""
        self._last = table
        self._show_acts()

    def _on_back(self) -> None:
        one = self.current()
        if one is not None and self.back.isEnabled():
            self.mark_back(one.list.key)

    def _on_wrong(self) -> None:
        one = self.current()
        if one is None:
            return
        desk, key = self._desk, one.list.key
        self._background.run(
            self, lambda: desk.sent_lists.take_back_return(desk.session, key), lambda _list: self.refresh(), self._fail
        )

    def _on_paper(self) -> None:
        one = self.current()
        if one is not None:
            self._open(one)

    def _show_acts(self) -> None:
        """Only what can be done with the list the cursor is on; issued anew where something on it was put right."""
        one = self.current()
        self.back.setEnabled(one is not None and one.list.is_awaited)
        self.wrong.setEnabled(one is not None and one.list.returned_at is not None)
        self.paper.setEnabled(one is not None and one.list.paper is not None)
        self.anew.setEnabled(one is not None and one.list.is_awaited and bool(one.list.corrected))

    def _on_anew(self) -> None:
        one = self.current()
        if one is None or not self.anew.isEnabled():
            return
        desk, key = self._desk, one.list.key
        self._background.run(self, lambda: desk.sent_lists.issue_anew(desk.session, key), self._on_issued, self._fail)

    def _on_issued(self, paper: Paper) -> None:
        self._message.say(_("The list is issued anew as {number}.").format(number=paper.number))
        self.refresh()
        self.paper_wanted.emit(paper.key)

    def _open(self, one: Sent) -> None:
        if one.list.paper is not None:
            self.paper_wanted.emit(one.list.paper)

    def _on_days(self) -> None:
        desk, days = self._desk, self.days.value()
        if desk.session.has(Role.SUPERVISOR) and days != self._days:
            self._background.run(
                self,
                lambda: desk.sent_lists.set_return_days(desk.session, days),
                lambda _done: self.refresh(),
                self._fail,
            )
