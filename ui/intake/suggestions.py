"""People found while typing, in a list under the field. The keys stay with the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desk_app.i18n import N_, short_date
from desk_app.usecases.ports import PersonRow
from ui import theme
from ui.language import bind

_MOST = 6
_WAIT = 120
"""Milliseconds of rest before a search."""


class Suggestions(QListWidget):
    """Floats over the page below the field that is typed in.

    Signals:
        searched(str): the text to look for.
        picked(PersonRow): that person.
    """

    searched = Signal(str)
    picked = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("intake.suggestions")
        bind(self, self.setAccessibleName, N_("People found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget { border: 1px solid palette(dark); border-radius: 6px; }")
        self.hide()
        self._field: QLineEdit | None = None
        self._first: dict[QLineEdit, bool] = {}
        self._people: tuple[PersonRow, ...] = ()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_WAIT)
        self._rest.timeout.connect(self._ask)
        self.clicked.connect(self._on_clicked)

    def watch(self, field: QLineEdit, *, first: bool) -> None:
        """Search while that field is typed in. With `first` Enter takes the first person found."""
        self._first[field] = first
        field.installEventFilter(self)
        field.textEdited.connect(lambda _text: self._on_edited(field))

    def show_people(self, people: tuple[PersonRow, ...], text: str) -> None:
        """Show who was found for that text; nothing if the field has gone on."""
        field = self._field
        if field is None or not field.hasFocus() or text != field.text().strip():
            return
        self._people = people[:_MOST]
        self.clear()
        for person in self._people:
            born = f"  ·  {short_date(person.birth_date)}" if person.birth_date is not None else ""
            item = QListWidgetItem(f"{person.iin[:6]} {person.iin[6:]}   {person.name}{born}")
            item.setSizeHint(QSize(0, theme.scaled(theme.ROW_HEIGHT)))
            self.addItem(item)
        if not self._people:
            self.hide()
            return
        self.setCurrentRow(0 if self._first[field] else -1)
        self._place(field)
        self.show()
        self.raise_()

    def close_list(self) -> None:
        self._rest.stop()
        self.hide()

    def _on_edited(self, field: QLineEdit) -> None:
        self._field = field
        if len(field.text().strip()) >= 3:
            self._rest.start()
        else:
            self.close_list()

    def _ask(self) -> None:
        if self._field is not None:
            self.searched.emit(self._field.text().strip())

    def _place(self, field: QLineEdit) -> None:
        page = self._page
        corner = field.mapTo(page, QPoint(0, field.height() + 2))
        width = min(theme.scaled(540), page.width() - 24)
        row = self.sizeHintForRow(0)
        left = min(corner.x(), page.width() - width - 12)
        self.setGeometry(left, corner.y(), width, row * len(self._people) + 6)

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._people):
            person = self._people[row]
            self.close_list()
            self.picked.emit(person)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.close_list()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(min(max(row + step, 0), len(self._people) - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._pick(row)
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        return False
