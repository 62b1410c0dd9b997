"""Buttons that show their key, and the exclusive choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.language import bind
from ui.theme import FIELD_HEIGHT, MAIN_HEIGHT, colour, font, scaled
from ui.widgets.labels import text_label, value_label

KEY_HEIGHT = 24
SEGMENT_ROOM = 28
"""Beside the words of a part, in pixels of ordinary text."""


class _KeyedButton(QPushButton):
    """A button with its words at the left and its key in a small frame at the right."""

    def __init__(self, source: str, key: str = "") -> None:
        super().__init__()
        self._key = key
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # outside of dialogs Qt lets Enter press a button only so
        self.setAutoDefault(True)
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
        key = QFontMetrics(font()).horizontalAdvance(self._key) + 40 if self._key else 0
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
            area.setRight(self._paint_key(painter, area) - 8)
        painter.setPen(ink)
        painter.setFont(font(self._size(), strong=self._is_strong()))
        self._paint_words(painter, area)

    def _paint_key(self, painter: QPainter, area: QRect) -> int:
        """Draw the key in its frame at the right; return where the frame begins."""
        painter.setFont(font())
        width = painter.fontMetrics().horizontalAdvance(self._key) + 12
        spare = (area.height() - scaled(KEY_HEIGHT)) // 2
        frame = area.adjusted(area.width() - width, spare, 0, -spare)
        fill, line, ink = self._key_colours()
        painter.setPen(QPen(line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)
        return frame.left()

    def _key_colours(self) -> tuple[QColor, QColor, QColor]:
        return colour("page"), colour("line"), colour("quiet")

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
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

    def _key_colours(self) -> tuple[QColor, QColor, QColor]:
        return QColor(0, 0, 0, 0), self._ink(), self._ink()

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        """Long words take a second line: what the button does is not cut."""
        lines = _two_lines(self._words, painter.fontMetrics(), area.width())
        if not lines:
            super()._paint_words(painter, area)
            return
        self.setToolTip("")
        pitch = round(painter.fontMetrics().height() * 0.86)
        for index, line in enumerate(lines):
            place = area.translated(0, round((index - 0.5) * pitch))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("surface"), 2))
            painter.drawRoundedRect(self.rect().adjusted(3, 3, -3, -3), 6, 6)


def _two_lines(words: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """The words parted in two where they need two lines and two are enough; else nothing."""
    if metrics.horizontalAdvance(words) <= width:
        return ()
    parts = words.split(" ")
    for count in range(len(parts) - 1, 0, -1):
        lines = " ".join(parts[:count]), " ".join(parts[count:])
        if all(metrics.horizontalAdvance(line) <= width for line in lines):
            return lines
    return ()


class QuietButton(_KeyedButton):
    """Any other button."""


class Segmented(QFrame):
    """One of a few, side by side; arrows move between them.

    Signals:
        chosen: the value of the part chosen by the person.
    """

    chosen = Signal(object)

    def __init__(
        self, parts: Sequence[tuple[object, str | Callable[[], str]]], name: str = "", title: str = ""
    ) -> None:
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
                bind(button, lambda button=button, words=words: _put(button, words()))
            else:
                bind(button, partial(_put, button), words)
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

    def set_words(self, value: object, words: str) -> None:
        """Say that part anew until the language changes."""
        _put(self._group.button(self._values.index(value)), words)

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
            if on:
                self.setFocusProxy(button)


def _put(button: QAbstractButton, words: str) -> None:
    """Room for the words as they are when chosen: they are bold then, and the size was reckoned before."""
    button.setText(words)
    chosen = button.font()
    chosen.setBold(True)
    button.setMinimumWidth(QFontMetrics(chosen).horizontalAdvance(words) + scaled(SEGMENT_ROOM))


class KeyHint(QWidget):
    """A key in its frame with the word for what it does."""

    def __init__(self, key: str, source: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        frame = value_label(key, "key")
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(frame)
        row.addWidget(text_label(source, "quiet"))
