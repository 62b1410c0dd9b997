"""The line in one sentence over the form, where the window is too narrow for the column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.line.watch import LineWatch
from ui.line.words import measured
from ui.widgets import set_role, value_label


class LineStrip(QFrame):
    """Takes the place of the column while that is hidden; the keys stay the same."""

    def __init__(self, watch: LineWatch, column: QWidget) -> None:
        super().__init__()
        self.setObjectName("line.strip")
        self.setProperty("role", "tinted")
        self._watch = watch
        self._column = column
        self.number = value_label("", "heading")
        self.time = value_label()
        self._waiting = value_label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self.number)
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self._waiting)
        self.hide()
        column.installEventFilter(self)
        watch.changed.connect(self._write)
        watch.ticked.connect(self._write)
        bind(self, self._write)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._write()
        return False

    def _write(self) -> None:
        line = self._watch.line
        visit = line.mine
        if not self._column.isHidden() or (visit is None and not line.waiting):
            self.hide()
            return
        self.number.setVisible(visit is not None)
        self.time.setVisible(visit is not None)
        if visit is not None:
            group, now = self._watch.group(visit.group), self._watch.now()
            serving = visit.began_at is not None
            norm = (group.serving if serving else group.waiting) if group is not None else None
            found = measured(visit.served(now) if serving else visit.waited(now), norm)
            self.number.setText(visit.ticket)
            self.time.setText(f"{_('this visitor') if serving else _('waited')} {found.text}")
            set_role(self.time, found.tone)
        self._waiting.setText(_("In the line: {count} · F2 next, F5, F10").format(count=len(line.waiting)))
        self.setAccessibleName(" ".join(part for part in (self.number.text(), self.time.text()) if part))
        self.show()
