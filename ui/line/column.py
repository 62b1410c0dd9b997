"""The left column of the desk: who waits, who is here, the next one; what was left over lies folded below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.line.visit_card import VisitCard
from ui.line.waiting_list import VisitList
from ui.line.watch import LineWatch
from ui.theme import scaled
from ui.widgets import Card, QuietButton, text_label, value_label

_HELD_ROWS = 2


class LineColumn(Card):
    """Signals:
    next_wanted(): F2 by the mouse.
    person_wanted(UUID): somebody of the list was chosen.
    held_wanted(UUID): somebody who was put aside was chosen.
    """

    next_wanted = Signal()
    person_wanted = Signal(object)
    held_wanted = Signal(object)

    def __init__(self, watch: LineWatch, left_over: QWidget) -> None:
        super().__init__(margin=12, spacing=6)
        self.setObjectName("line.column")
        self._watch = watch
        self._left_over = left_over
        self._left_count = 0
        self._unfolded: bool | None = None
        """What the person chose; None: nothing yet, and then an empty line leaves the room to what was left over."""
        self.waiting = VisitList("line.waiting", N_("Those who wait, in their turn"), watch)
        self.held = VisitList("line.held", N_("Those put aside"), watch)
        self.visit = VisitCard(watch)
        self._count = value_label("", "quiet")
        self._count.setObjectName("line.count")
        self._empty = text_label(N_("Nobody is in the line. Give a ticket: Ctrl+T"), "quiet", wrap=True)
        self._empty.setObjectName("line.empty")
        self._lost = text_label(
            N_("The server does not answer: the line is as it was. Trying again."), "warn", wrap=True
        )
        self._lost.setObjectName("line.lost")
        self._lost.hide()
        self._held_title = text_label(N_("Those put aside"), "quiet")
        self.fold = QPushButton()
        self.fold.setObjectName("line.fold")
        self.fold.setProperty("role", "link")
        self.next_button = QuietButton(N_("The next one"), "F2")
        self.next_button.setObjectName("intake.next")
        self._lay_out()
        self.waiting.picked.connect(self.person_wanted)
        self.held.picked.connect(self.held_wanted)
        self.fold.clicked.connect(lambda _checked=False: self._turn_fold())
        self.next_button.clicked.connect(lambda _checked=False: self.next_wanted.emit())
        watch.changed.connect(self._write)
        watch.linked.connect(lambda is_linked: self._lost.setVisible(not is_linked))
        bind(self, self._write)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(text_label(N_("The line"), "heading"), 1)
        head.addWidget(self._count)
        self.rows.addLayout(head)
        self.rows.addWidget(self._lost)
        self.rows.addWidget(self._empty)
        self.rows.addWidget(self.waiting, 1)
        self.rows.addWidget(self._held_title)
        self.rows.addWidget(self.held)
        self.rows.addWidget(self.fold)
        self.rows.addWidget(self._left_over, 1)
        self.rows.addStretch(0)
        self.rows.addWidget(self.visit)
        self.rows.addWidget(self.next_button)

    def show_left_over(self, count: int) -> None:
        """How many papers and forms lie folded below."""
        self._left_count = count
        self._write()

    def take_focus(self) -> None:
        """Stand on the first list that holds somebody, else on what was left over, else on the button."""
        for found in (self.waiting, self.held):
            if found.isVisible():
                found.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        inside = next((one for one in self._left_over.findChildren(QWidget) if _takes_focus(one)), None)
        (inside or self.next_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def is_unfolded(self) -> bool:
        line = self._watch.line
        is_quiet = not line.waiting and not line.held and line.mine is None
        return is_quiet if self._unfolded is None else self._unfolded

    def _turn_fold(self) -> None:
        self._unfolded = not self.is_unfolded
        self._write()

    def _write(self) -> None:
        line = self._watch.line
        unfolded = self.is_unfolded
        self._empty.setVisible(not line.waiting)
        self.waiting.setVisible(bool(line.waiting))
        self.waiting.show_visits(line.waiting)
        for widget in (self._held_title, self.held):
            widget.setVisible(bool(line.held))
        self.held.show_visits(line.held)
        self.held.setFixedHeight(min(len(line.held), _HELD_ROWS) * scaled(44) + 6)
        self._count.setText(str(len(line.waiting)) if line.waiting else "")
        self._count.setToolTip(
            _("{count} more wait for other desks").format(count=line.elsewhere) if line.elsewhere else ""
        )
        sign = "▾" if unfolded else "▸"
        left = _("Left for later: {count}").format(count=self._left_count)
        self.fold.setText(f"{sign} {left}")
        self.fold.setAccessibleName(left)
        self.fold.setVisible(bool(self._left_count) or unfolded)
        self._left_over.setVisible(unfolded)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and bool(widget.objectName())
