"""The person at the desk: the number large, three times against their norms, and what may be done now."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.line import CALLS_BEFORE_NO_SHOW, VisitState
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.line.watch import LineWatch
from ui.line.words import measured, short_name
from ui.theme import scaled
from ui.widgets import BigNumber, QuietButton, Sign, rule, set_role, text_label, value_label

_LONGEST_CHECK = timedelta(hours=3)
"""A form left open for longer is no check in hand."""


class _Time(QWidget):
    """A label over a time against its norm, with its sign."""

    def __init__(self, name: str, source: str) -> None:
        super().__init__()
        self._source = source
        self._sign = Sign("circle", "quiet", 14)
        self.value = value_label()
        self.value.setObjectName(name)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self.value, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(text_label(source, "quiet"))
        rows.addLayout(row)

    def show_time(self, time: timedelta, norm: int | None, *, stands: bool = False) -> None:
        found = measured(time, norm)
        self.value.setText(f"{found.text} ‖" if stands else found.text)
        set_role(self.value, {"quiet": "strong"}.get(found.tone, found.tone))
        self._sign.set_sign(found.sign, found.tone)
        said = f"{_(self._source)} {found.text}"
        self.setToolTip(found.meaning)
        self.setAccessibleName(f"{said}, {found.meaning}" if found.meaning else said)


class VisitCard(QWidget):
    """Hidden while nobody is here and nothing is checked.

    Signals:
        begin_wanted(), repeat_wanted(), no_show_wanted(), end_wanted(), menu_wanted().
    """

    begin_wanted = Signal()
    repeat_wanted = Signal()
    no_show_wanted = Signal()
    end_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, watch: LineWatch) -> None:
        super().__init__()
        self.setObjectName("line.visit")
        self._watch = watch
        self._check_began: datetime | None = None
        self._check_norm: int | None = None
        self.state = value_label("", "quiet", wrap=True)
        self.state.setObjectName("line.state")
        self.number = BigNumber()
        self.number.setObjectName("line.number")
        self.again = value_label("", "warn", wrap=True)
        self.again.setObjectName("line.again")
        self.served = _Time("line.served", N_("this visitor"))
        self.checked = _Time("line.checked", N_("this check"))
        self.waited = _Time("line.waited", N_("waited"))
        self.begin_button = QuietButton(N_("Came"), "F5")
        self.repeat_button = QuietButton(N_("Call again"), "F3")
        self.no_show_button = QuietButton("")
        self.end_button = QuietButton(N_("End …"), "F5")
        self.menu_button = QuietButton(N_("Actions"), "F10")
        self._buttons = (
            (self.begin_button, "line.begin", self.begin_wanted),
            (self.repeat_button, "line.repeat", self.repeat_wanted),
            (self.no_show_button, "line.no_show", self.no_show_wanted),
            (self.end_button, "line.end", self.end_wanted),
            (self.menu_button, "line.menu", self.menu_wanted),
        )
        self._lay_out()
        watch.changed.connect(self.rewrite)
        watch.ticked.connect(self._write_times)
        bind(self, self.rewrite)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(rule())
        rows.addWidget(self.state)
        self.number.setFixedHeight(scaled(48))
        rows.addWidget(self.number)
        rows.addWidget(self.again)
        for time in (self.served, self.checked, self.waited):
            rows.addWidget(time)
        for button, name, signal in self._buttons:
            button.setObjectName(name)
            button.clicked.connect(signal)
            rows.addWidget(button)

    def show_check(self, began: datetime | None, norm: int | None) -> None:
        """The check of the papers began then, and may take so many minutes; None: nothing is checked."""
        self._check_began, self._check_norm = began, norm
        self.rewrite()

    def rewrite(self) -> None:
        """Say everything anew."""
        visit = self._watch.line.mine
        called = visit is not None and visit.state is VisitState.CALLED
        serving = visit is not None and visit.state is VisitState.SERVING
        for widget in (self.state, self.number, self.waited, self.menu_button):
            widget.setVisible(visit is not None)
        self.served.setVisible(serving)
        for button in (self.begin_button, self.repeat_button, self.no_show_button):
            button.setVisible(called)
        self.end_button.setVisible(serving)
        tickets = ", ".join(one.ticket for one in self._watch.line.again) if visit is not None else ""
        self.again.setText(_("Another number today: {tickets}").format(tickets=tickets))
        self.again.setVisible(bool(tickets))
        if visit is not None:
            paused = visit.paused_at is not None
            group = self._watch.group(visit.group)
            if called:
                most = max(visit.calls, CALLS_BEFORE_NO_SHOW)
                told = _("Called, {count} of {most}").format(count=visit.calls, most=most)
            else:
                told = _("Pause: {reason}").format(reason=visit.note) if paused else ""
            self.state.setText(" · ".join(part for part in (told, short_name(group)) if part))
            self.number.set_number(visit.ticket)
            self.no_show_button.setEnabled(visit.calls >= CALLS_BEFORE_NO_SHOW)
            self.no_show_button.set_words(_("Did not come"))
        self._write_times()

    def _write_times(self) -> None:
        visit, now = self._watch.line.mine, self._watch.now()
        began = self._check_began
        if began is not None and visit is not None and visit.began_at is not None:
            began = max(began, visit.began_at)
        checking = began is not None and now - began < _LONGEST_CHECK
        self.checked.setVisible(checking)
        if checking and began is not None:
            self.checked.show_time(now - began, self._check_norm)
        if visit is not None:
            group = self._watch.group(visit.group)
            self.served.show_time(
                visit.served(now), group.serving if group else None, stands=visit.paused_at is not None
            )
            self.waited.show_time(visit.waited(now), group.waiting if group else None)
        self.setVisible(visit is not None or checking)
