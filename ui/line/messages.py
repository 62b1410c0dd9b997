"""A word from the supervisor: a quiet bar over the desk until it is read."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from ui.background import Background
from ui.language import bind
from ui.line.watch import LineWatch
from ui.widgets import Sign, value_label


class MessageStrip(QFrame):
    """Shows the oldest unread message; how many more there are stands beside it."""

    def __init__(self, desk: Desk, background: Background, watch: LineWatch) -> None:
        super().__init__()
        self.setObjectName("line.message")
        self.setProperty("role", "message-info")
        self._desk, self._background, self._watch = desk, background, watch
        self._zone = zone_of(desk.session)
        self._who = value_label("", "quiet")
        self.text = value_label("", "strong", wrap=True)
        self._more = value_label("", "quiet")
        self.button = QPushButton()
        self.button.setObjectName("line.message_read")
        self.button.setProperty("role", "link")
        bind(self.button, self.button.setText, N_("Read"))
        bind(self.button, self.button.setAccessibleName, N_("The message is read"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Sign("info", "accent", 18))
        row.addWidget(self._who)
        row.addWidget(self.text, 1)
        row.addWidget(self._more)
        row.addWidget(self.button)
        self.hide()
        self.button.clicked.connect(self._on_read_clicked)
        watch.changed.connect(self._write)
        bind(self, self._write)

    def _write(self) -> None:
        messages = self._watch.line.messages
        if not messages:
            self.hide()
            return
        first = messages[0]
        self._who.setText(f"{first.sent_by_name}, {first.sent_at.astimezone(self._zone):%H:%M}")
        self.text.setText(first.text)
        self._more.setText(_("{count} more").format(count=len(messages) - 1) if len(messages) > 1 else "")
        self.setAccessibleName(first.text)
        self.show()

    def _on_read_clicked(self) -> None:
        messages, desk = self._watch.line.messages, self._desk
        if messages:
            key = messages[0].key
            self._background.run(
                self,
                lambda: desk.line.read(desk.session, key),
                lambda _none: self._watch.read(),
                self._watch.failed.emit,
            )
