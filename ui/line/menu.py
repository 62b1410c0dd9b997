"""Everything that may be done with the person at the desk, under F10: arrows or a digit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desk_app.domain.line import CALLS_BEFORE_NO_SHOW, VisitState
from desk_app.domain.text import digits
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.line_view import LineNow

REPEAT = N_("Call again")
BEGIN = N_("Came")
NO_SHOW = N_("Did not come")
HOLD = N_("Put aside …")
REDIRECT = N_("Send to another group …")
SWITCH = N_("Another service in this visit …")
PAUSE = N_("Pause …")
RESUME = N_("Go on after the pause")
END = N_("End the visit …")
TICKET = N_("Give a ticket …")
HALL = N_("Screen of the hall")
KIOSK = N_("Ticket window")

Entry = tuple[str, str, Callable[[], None], bool]
"""Source of the words, key, what it does, whether it may be done now."""


def allowed(line: LineNow, what: str) -> bool:
    """True if that may be done with the person at the desk as the line stands."""
    visit = line.mine
    called = visit is not None and visit.state is VisitState.CALLED
    serving = visit is not None and visit.state is VisitState.SERVING
    paused = visit is not None and visit.paused_at is not None
    return {
        REPEAT: called,
        BEGIN: called,
        NO_SHOW: called and visit is not None and visit.calls >= CALLS_BEFORE_NO_SHOW,
        HOLD: called or serving,
        REDIRECT: called or serving,
        SWITCH: serving,
        PAUSE: serving and not paused,
        RESUME: serving and paused,
        END: serving,
    }.get(what, True)


class ActionsMenu(QMenu):
    """Digits choose an entry in any layout of the keyboard."""

    def __init__(self, parent: QWidget, entries: list[Entry]) -> None:
        super().__init__(parent)
        self.setObjectName("line.actions")
        self._entries = entries
        for number, (source, key, act, may) in enumerate(entries, 1):
            sign = str(number) if number < 10 else "\u2007"
            words = f"{sign}   {_(source)}" + (f"\t{key}" if key else "")
            action = self.addAction(words)
            action.setEnabled(may)
            action.triggered.connect(lambda _checked=False, act=act: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = digits(event.text())
        if len(typed) == 1 and typed in "123456789" and int(typed) <= len(self._entries):
            action = self.actions()[int(typed) - 1]
            if action.isEnabled():
                self.close()
                action.trigger()
            return
        super().keyPressEvent(event)
