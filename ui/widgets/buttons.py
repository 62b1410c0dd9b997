"""Buttons that show their key, and the exclusive choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.language import bind
from ui.theme import FIELD_HEIGHT, MAIN_HEIGHT, colour, font, scaled
from ui.widgets.labels import text_label, value_label


class _KeyedButton(QPushButton):
    """A button with its words at the left and its key in a small frame at the right."""

    def __init__(self, source: str, key: str = "") -> None:
        super().__init__()
        self._key = key
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if source:
            bind(self, self.set_words, source)

    def set_words(self, words: str) -> None:
        """Change what the button says (already in the language of the screen)."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        return self._words

    def _ink(self) -> QColor:
        return colour("text" if self.isEnabled() else "quiet")

    def _size(self) -> int:
        return 11

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        key = metrics.horizontalAdvance(self._key) + 40 if self._key else 0
        return QSize(metrics.horizontalAdvance(self._words) + key + 36, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), self._height())

    def _height(self) -> int:
        return scaled(FIELD_HEIGHT)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(self._size(), strong=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink()
        painter.setPen(ink)
        area = self.rect().adjusted(16, 0, -12, 0)
        if self._key:
            painter.setFont(font(10))
            width = painter.fontMetrics().horizontalAdvance(self._key) + 14
            frame = area.adjusted(area.width() - width, (area.height() - 24) // 2, 0, -(area.height() - 24) // 2)
            painter.setPen(QPen(ink, 1))
            painter.drawRoundedRect(frame, 4, 4)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)
            area.setRight(frame.left() - 8)
        painter.setFont(font(self._size(), strong=self._is_strong()))
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip(self._words if words != self._words else "")
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _is_strong(self) -> bool:
        return False


class MainButton(_KeyedButton):
    """The one button that matters on a page."""

    def __init__(self, source: str = "", key: str = "") -> None:
        super().__init__(source, key)
        self.setProperty("role", "main")

    def _ink(self) -> QColor:
        return colour("on_accent" if self.isEnabled() else "quiet")

    def _size(self) -> int:
        return 14

    def _height(self) -> int:
        return scaled(MAIN_HEIGHT)

    def _is_strong(self) -> bool:
        return True


class QuietButton(_KeyedButton):
    """Any other button."""


class Segmented(QFrame):
    """One of a few, side by side; arrows move between them.

    Signals:
        chosen: the value of the part chosen by the person.
    """

    chosen = Signal(object)

    def __init__(self, parts: Sequence[tuple[object, str | Callable[[], str]]], name: str = "", title: str = "") -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._values = [value for value, _words in parts]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        if title:
            bind(self, self.setAccessibleName, title)
        for index, (_value, words) in enumerate(parts):
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setObjectName(f"{name}_{index}")
            if callable(words):
                bind(button, lambda button=button, words=words: button.setText(words()))
            else:
                bind(button, button.setText, words)
            self._group.addButton(button, index)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        self._keep_one_in_tab_order()

    def value(self) -> object:
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose from code; no signal."""
        self._group.button(self._values.index(value)).setChecked(True)
        self._keep_one_in_tab_order()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = (self._group.checkedId() + step) % len(self._values)
        self._group.button(index).setChecked(True)
        self._keep_one_in_tab_order()
        self._group.button(index).setFocus()
        self.chosen.emit(self._values[index])

    def _keep_one_in_tab_order(self) -> None:
        for button in self._group.buttons():
            on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._group.checkedButton())


class KeyHint(QWidget):
    """A key in its frame with the word for what it does."""

    def __init__(self, key: str, source: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(value_label(key, "key"))
        row.addWidget(text_label(source, "quiet"))
