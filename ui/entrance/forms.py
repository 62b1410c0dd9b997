"""Labelled fields of the quiet forms: entrance and settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPainterPath, QPen, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.language import Bilingual
from desk_app.errors import TerezeError
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.wording import say
from ui.language import bind
from ui.theme import colour
from ui.widgets.labels import text_label, value_label

Field = TypeVar("Field", bound=QWidget)


def labelled(name: str, source: str, field: Field) -> tuple[QVBoxLayout, Field]:
    """A field under its label, named for the test and for the screen reader."""
    field.setObjectName(name)
    label = text_label(source, "quiet", wrap=True)
    label.setBuddy(field)
    bind(field, field.setAccessibleName, source)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    return column, field


class Form(QWidget):
    """Fields one under the other, or two beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def line(self, name: str, source: str, length: int = 200) -> QLineEdit:
        """Add one text field."""
        edit = QLineEdit()
        edit.setMaxLength(length)
        self.field(name, source, edit)
        return edit

    def field(self, name: str, source: str, field: Field) -> Field:
        self._rows.addLayout(labelled(name, source, field)[0])
        return field

    def pair(self, *fields: tuple[str, str, QWidget]) -> None:
        """Add fields of equal width beside each other."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, source, field in fields:
            row.addLayout(labelled(name, source, field)[0], 1)
        self._rows.addLayout(row)

    def both(self, name: str, kazakh: str, russian: str) -> BilingualFields:
        """Add two fields for one text in both languages."""
        fields = BilingualFields()
        self.pair((f"{name}_kk", kazakh, fields.kk), (f"{name}_ru", russian, fields.ru))
        return fields

    def names(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Add surname, name and patronymic beside each other."""
        fields = (QLineEdit(), QLineEdit(), QLineEdit())
        for field in fields:
            field.setMaxLength(100)
        self.pair(
            ("surname", N_("Surname"), fields[0]),
            ("name", N_("Name"), fields[1]),
            ("patronymic", N_("Patronymic"), fields[2]),
        )
        return fields

    def add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)

    def clear(self) -> None:
        """Empty every text field and every box."""
        for edit in self.findChildren(QLineEdit):
            edit.clear()
        for box in self.findChildren(QCheckBox):
            box.setChecked(False)

    def gap(self) -> None:
        self._rows.addSpacing(8)


class BilingualFields:
    """Two line edits that hold one bilingual text."""

    def __init__(self) -> None:
        self.kk, self.ru = QLineEdit(), QLineEdit()
        for edit in (self.kk, self.ru):
            edit.setMaxLength(300)

    def value(self) -> Bilingual:
        return Bilingual(self.kk.text().strip(), self.ru.text().strip())

    @property
    def is_complete(self) -> bool:
        return bool(self.kk.text().strip() and self.ru.text().strip())


class Choices(QWidget):
    """Tick boxes for the members of an enumeration, side by side, wrapped after `columns`."""

    def __init__(self, name: str, words: dict[str, str], columns: int = 2) -> None:
        super().__init__()
        self.setObjectName(name)
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for index, (code, source) in enumerate(words.items()):
            box = QCheckBox()
            box.setObjectName(f"{name}_{code}")
            bind(box, box.setText, source)
            bind(box, box.setAccessibleName, source)
            self._boxes[code] = box
            grid.addWidget(box, index // columns, index % columns)
        grid.setColumnStretch(columns, 1)

    def box(self, code: str) -> QCheckBox:
        return self._boxes[code]

    def tick(self, *codes: str) -> None:
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def ticked(self) -> tuple[str, ...]:
        return tuple(code for code, box in self._boxes.items() if box.isChecked())


def eye_icon() -> QIcon:
    """An eye in the quiet colour of the palette."""
    picture = QPixmap(40, 40)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("quiet"), 3))
    lid = QPainterPath(QPointF(4, 20))
    lid.quadTo(20, 2, 36, 20)
    lid.quadTo(20, 38, 4, 20)
    painter.drawPath(lid)
    painter.drawEllipse(QPointF(20, 20), 5, 5)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)


class PasswordEdit(QLineEdit):
    """A hidden text with an eye to show it while the key is down or the eye is on."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self._eye = QAction(eye_icon(), "", self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye_toggled)
        bind(self, self._eye.setToolTip, N_("Show the password"))
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def _on_eye_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def note(role: str = "quiet") -> QLabel:
    """An empty line of words under a form."""
    label = value_label("", role, wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def on_enter(edit: QLineEdit, act: Callable[[], None]) -> None:
    """Press the form's button with Enter from its last field."""
    edit.returnPressed.connect(act)


def error_text(error: Exception) -> str:
    """What happened and what to do, in one line. A defect has been shown and logged by the last handler already."""
    if not isinstance(error, TerezeError):
        return _("This was not done. What you typed is still here; what happened is in the log.")
    parts = (say(error.what, error.params), say(error.todo, error.params))
    return " ".join(part for part in parts if part)


def enter_presses(owner: QWidget, button: QPushButton) -> None:
    """Enter anywhere in `owner` presses `button`, but where the focus is on another button it presses that one."""

    def press() -> None:
        focused = owner.focusWidget()
        (focused if isinstance(focused, QPushButton) else button).click()

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        shortcut = QShortcut(QKeySequence(key), owner, press)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
