"""The one place on a page where something is said about what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desk_app.errors import TerezeError
from desk_app.wording import say
from ui.language import bind
from ui.widgets.labels import Sign, set_role, value_label


class MessageBar(QFrame):
    """What happened, whether the data are safe, what to do now, and a code. Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message_bar")
        self._error: TerezeError | None = None
        self._is_news = False
        self._sign = Sign("info", "accent", 20)
        self.what = value_label("", "strong", wrap=True)
        self.detail = value_label("", "", wrap=True)
        self._code = value_label("", "quiet")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.what)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self._code)
        self.hide()
        bind(self, self._follow_language)

    def show_error(self, error: Exception) -> None:
        """Show an error in the language of the screen; it follows a change of language."""
        if not isinstance(error, TerezeError):
            self.clear()
            return
        self._error = error
        self._write(error)
        self._appear("bad", "triangle-alert")

    def say(self, text: str, detail: str = "", level: str = "info") -> None:
        """Show a sentence already translated. `level`: info, warn or bad.

        A piece of news (info) leaves with a change of language; what is to be minded stays as it was said.
        """
        self._error = None
        self._is_news = level == "info"
        self.what.setText(text)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self._code.setText("")
        self._appear(level, "info" if level == "info" else "triangle-alert")

    def clear(self) -> None:
        self._error = None
        self.hide()

    def _appear(self, level: str, sign: str) -> None:
        set_role(self, f"message-{level}")
        self._sign.set_sign(sign, {"info": "accent", "warn": "warn"}.get(level, "bad"))
        self.setAccessibleName(self.what.text())
        self.show()

    def _follow_language(self) -> None:
        if self._error is not None:
            self._write(self._error)
        elif self._is_news:
            self.clear()

    def _write(self, error: TerezeError) -> None:
        self.what.setText(say(error.what, error.params))
        parts = (say(error.safe, error.params), say(error.todo, error.params))
        self.detail.setText(" ".join(part for part in parts if part))
        self.detail.show()
        self._code.setText(error.code)
