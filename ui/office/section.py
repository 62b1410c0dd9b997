"""What all sections of the settings share: a heading, a place for fields, one line that answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.background import Background
from ui.entrance.forms import error_text, note
from ui.language import bind
from ui.widgets import set_role, text_label


class Section(QScrollArea):
    """One section. `title` names it in the list at the left."""

    title = ""
    name = ""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName(f"section_{self.name}")
        self.background = background
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("role", "clear")
        self.rows = QVBoxLayout(inner)
        self.rows.setContentsMargins(24, 20, 24, 20)
        self.rows.setSpacing(12)
        self.rows.addWidget(text_label(self.title, "heading"))
        self.answer = note()
        self.answer.setObjectName(f"{self.name}_answer")
        self._said: Callable[[], str] = str
        bind(self.answer, self._write_answer)
        self.setWidget(inner)

    def activate(self) -> None:
        """The section is turned to."""

    def button(self, name: str, source: str, role: str = "") -> QPushButton:
        """A button named for tests and for the screen reader."""
        button = QPushButton()
        button.setObjectName(name)
        if role:
            button.setProperty("role", role)
        bind(button, button.setText, source)
        bind(button, button.setAccessibleName, source)
        return button

    def say(self, words: Callable[[], str], role: str = "good") -> None:
        """Answer in the line under the fields; asked for its words again when the screen changes its language."""
        self._said = words
        self._write_answer()
        set_role(self.answer, role)

    def say_nothing(self) -> None:
        self.say(str)

    def _write_answer(self) -> None:
        self.answer.setText(self._said())

    def show_error(self, error: Exception) -> None:
        self.say(lambda: error_text(error), "bad")
