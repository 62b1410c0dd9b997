"""Words on the screen. All of them are plain text: what a visitor is called is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.language import bind
from ui.theme import icon, scaled


def value_label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label for words from the records. `role` is one of the style sheet: heading, title, quiet, good, bad …"""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def text_label(source: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in the language of the screen; `source` is marked with `N_`."""
    label = value_label("", role, wrap=wrap)
    bind(label, label.setText, source)
    return label


class Sign(QLabel):
    """An icon in a colour of the palette. A glyph of a sign would come from another font and push the lines apart."""

    def __init__(self, name: str = "", token: str = "text", size: int = 16) -> None:
        super().__init__()
        self._name, self._token, self._side = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def set_sign(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()

    def _draw(self) -> None:
        side = scaled(self._side)
        self.setPixmap(icon(self._name, self._token, side).pixmap(side, side))


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def rule() -> QFrame:
    """A quiet line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class Card(QFrame):
    """A surface with a thin line around; `rows` is its column."""

    def __init__(self, title: str = "", margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(margin, margin, margin, margin)
        self.rows.setSpacing(spacing)
        if title:
            self.rows.addWidget(text_label(title, "heading"))


class EmptyState(QWidget):
    """What will be here, and the key that brings it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        label = text_label(source, "quiet", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(label)
