"""One sentence over the form with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk_app.i18n import gettext as _
from ui.language import bind
from ui.widgets import value_label


class Notice(QFrame):
    """Hidden until something is said. What it says follows the language of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake.notice")
        self.setProperty("role", "message-info")
        self._words: Callable[[], str] = str
        self._action = ""
        self._act: Callable[[], None] | None = None
        self._text = value_label("", "", wrap=True)
        self.button = QPushButton()
        self.button.setObjectName("intake.notice_action")
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.hide()
        bind(self, self._write)

    def say(self, words: Callable[[], str], action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what `words` gives in the language of the screen; `action` is a msgid."""
        self._words, self._action, self._act = words, action, act
        self._write()
        self.show()

    @property
    def text(self) -> str:
        return self._text.text()

    def _on_button_clicked(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _write(self) -> None:
        self._text.setText(self._words())
        self.button.setText(_(self._action) if self._action else "")
        self.button.setVisible(bool(self._action))
        self.setAccessibleName(self._text.text())
