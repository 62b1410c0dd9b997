"""The lines of the check: one key decides a line, the focus drops to the next open one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain.application import DocumentState
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from ui import theme
from ui.intake.documents_model import ON_PAPER, PRESENTED, DocumentsModel
from ui.intake.keys import Mark, mark_of, sheets_of
from ui.intake.words import STATES
from ui.widgets.inputs import DateField, set_fault

Index = QModelIndex | QPersistentModelIndex
_SIGN, _STATE_SHARE, _FRAME = 32, 0.61, 2
_AFTER_TITLE, _BEFORE_DETAIL, _END = 12, 6, 12
_MARKS = {
    Mark.SEEN: DocumentState.SEEN,
    Mark.COPY: DocumentState.COPY,
    Mark.ELECTRONIC: DocumentState.ELECTRONIC,
    Mark.MISSING: DocumentState.MISSING,
}
# Translators: names of keys, as printed on them
_KEYS = {
    DocumentState.SEEN: "Space",
    DocumentState.COPY: "C",
    DocumentState.ELECTRONIC: "L",
    DocumentState.MISSING: "Del",
    DocumentState.EXPIRED: "E",
    DocumentState.NOT_REQUIRED: "W",
}
NO_WAIVER = N_("The act names no ground on which this document need not be presented.")
NOT_EXPIRING = N_("This document has no last day of validity.")


class _Line(QStyledItemDelegate):
    """Sign, title, state in words, detail: every state word begins at one x, every detail ends at one x."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.scaled(theme.ROW_HEIGHT) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DocumentsModel)
        words = model.words(index.row())
        view = option.widget
        assert isinstance(view, DocumentsView)
        rect: QRect = option.rect
        painter.save()
        current = bool(option.state & QStyle.StateFlag.State_Selected) and view.hasFocus()
        if current:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        elif words.is_gap:
            painter.fillRect(rect, theme.colour("gap_row"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        state_x = view.state_x_of(index.row())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour(words.token))
        painter.setFont(theme.font(strong=True))
        painter.drawText(QRect(rect.left() + 10, rect.top(), 20, rect.height()), middle, words.sign)
        painter.drawText(QRect(state_x, rect.top(), rect.right() - state_x, rect.height()), middle, words.state)
        taken = painter.fontMetrics().horizontalAdvance(words.state)
        painter.setPen(theme.colour("text"))
        title = QRect(rect.left() + _SIGN, rect.top(), state_x - rect.left() - _SIGN - _AFTER_TITLE, rect.height())
        painter.setFont(theme.font(strong=words.is_gap))
        if painter.fontMetrics().horizontalAdvance(index.data()) > title.width():
            painter.setFont(theme.font())  # rather whole than heavy
        painter.drawText(title, middle, self._fitted_title(painter, index.data(), title.width(), model, index.row()))
        detail = QRect(
            state_x + taken + _BEFORE_DETAIL, rect.top(), rect.right() - state_x - taken - _END, rect.height()
        )
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if words.is_gap else "quiet"))
        painter.drawText(
            detail, middle | Qt.AlignmentFlag.AlignRight, self._fitted(painter, words.detail, detail.width())
        )
        painter.restore()

    def _fitted_title(self, painter: QPainter, text: str, width: int, model: DocumentsModel, row: int) -> str:
        """Of a member's document the name is never cut before the document: it tells the lines apart."""
        if model.member(row) and painter.fontMetrics().horizontalAdvance(text) > width:
            words, _colon, name = text.rpartition(": ")
            name = self._fitted(painter, f": {name}", width * 3 // 5)
            return self._fitted(painter, words, width - painter.fontMetrics().horizontalAdvance(name)) + name
        return self._fitted(painter, text, width)

    @staticmethod
    def _fitted(painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class DocumentsView(QListView):
    """The list in hand.

    Signals:
        all_decided(): the last open line was decided; the focus goes on.
        said(str): a key did nothing, and why (a msgid).
        row_shown(QRect): the current line, to be scrolled to by the page.
        left(int): an arrow left the list, up (-1) or down (1).
    """

    all_decided = Signal()
    said = Signal(str)
    row_shown = Signal(QRect)
    left = Signal(int)

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._last: int | None = None
        """The line that digits speak of: the one marked last."""
        self._dated = -1
        self._goes_on = False
        self.setModel(model)
        self.setItemDelegate(_Line(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setViewportMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self._date = DateField()
        self._date.setParent(self.viewport())
        self._date.setObjectName("intake.document_date")
        self._date.hide()
        self._date.installEventFilter(self)
        self._date.value_changed.connect(self._on_date_changed)
        self.state_menu = QMenu(self)
        self.waiver_menu = QMenu(self)
        model.modelReset.connect(self._on_model_reset)

    @property
    def state_x(self) -> int:
        """Where the state words begin."""
        return round(self.viewport().width() * _STATE_SHARE)

    def state_x_of(self, row: int) -> int:
        """Where the state word of this line begins: further right where the title has need of room that is free."""
        metrics, strong = QFontMetrics(theme.font()), QFontMetrics(theme.font(strong=True))
        words = self._model.words(row)
        said = strong.horizontalAdvance(words.state) + metrics.horizontalAdvance(words.detail)
        title = metrics.horizontalAdvance(self._model.index(row).data()) + 1  # rounded down, it would be cut
        free = self.viewport().width() - said - _BEFORE_DETAIL - _END
        return max(self.state_x, min(_SIGN + title + _AFTER_TITLE, free))

    @property
    def row(self) -> int:
        return self.currentIndex().row()

    @property
    def asks_date(self) -> bool:
        return self._date.isVisible()

    def go_to(self, row: int) -> None:
        """Make the line the current one."""
        self.setCurrentIndex(self._model.index(row))

    def go_to_open(self) -> None:
        """Take the focus on the first open line (the first line where none is open)."""
        self.go_to(self._model.next_undecided(-1) or 0)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row
        sheets = sheets_of(event)
        mark = mark_of(event)
        if sheets is not None and self._last is not None:
            self._model.set_sheets(self._last, sheets)
        elif mark is not None and mark is not Mark.FAULT and row >= 0:
            self.mark(row, mark)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self._on_enter(row)
        elif event.key() == Qt.Key.Key_Menu and row >= 0:
            self.show_state_menu(row)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(row, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            event.ignore()  # letters never search here; what is no key of ours goes on to the page

    def _on_enter(self, row: int) -> None:
        """Enter decides nothing, so that one pressed too many times does no harm."""
        if self._model.document(row).state is not DocumentState.UNDECIDED:
            self._go_on(row)

    def _step(self, row: int, by: int) -> None:
        self._last = None
        if 0 <= row + by < self._model.rowCount():
            self.go_to(row + by)
        else:
            self.left.emit(by)

    def mark(self, row: int, mark: Mark) -> None:
        """Do what the key says to that line."""
        rule = self._model.rule(row)
        if mark in _MARKS:
            state = _MARKS[mark]
            self._model.decide(row, state)
            if state in PRESENTED and rule.expires and self._model.document(row).valid_until is None:
                self._ask_date(row, goes_on=True)
            else:
                self._go_on(row)
        elif mark is Mark.EXPIRED and not rule.expires:
            self.said.emit(NOT_EXPIRING)
        elif mark is Mark.EXPIRED:
            was_open = self._model.document(row).state not in PRESENTED
            if was_open:
                self._model.decide(row, DocumentState.EXPIRED)
            self._ask_date(row, goes_on=True)
        elif mark is Mark.NOT_REQUIRED:
            self._ask_waiver(row)

    def _go_on(self, row: int) -> None:
        self._last = row if self._model.document(row).state in ON_PAPER else None
        following = self._model.next_undecided(row)
        if following is not None:
            self.go_to(following)
        else:
            self.all_decided.emit()

    # ---- the ground on which it is not required

    def _ask_waiver(self, row: int) -> None:
        waivers = self._model.rule(row).waivers
        if not waivers:
            self.said.emit(NO_WAIVER)
        elif len(waivers) == 1:
            self._waive(row, waivers[0][0])
        else:
            self.waiver_menu.clear()
            for number, (code, words) in enumerate(waivers, 1):
                action = self.waiver_menu.addAction(f"&{number}  {words.text(language())}")
                action.triggered.connect(lambda _checked=False, code=code: self._waive(row, code))
            self.waiver_menu.popup(self._below(row))
            self.waiver_menu.setActiveAction(self.waiver_menu.actions()[0])

    def _waive(self, row: int, code: str) -> None:
        self._model.decide(row, DocumentState.NOT_REQUIRED, waiver=code)
        self._go_on(row)

    # ---- all states, for the mouse

    def show_state_menu(self, row: int) -> None:
        """Offer every state of the line with its key."""
        self.state_menu.clear()
        for state, key in _KEYS.items():
            rule = self._model.rule(row)
            action = self.state_menu.addAction(f"{_(STATES[state])}\t{key}")
            action.setEnabled(
                not (state is DocumentState.EXPIRED and not rule.expires)
                and not (state is DocumentState.NOT_REQUIRED and not rule.waivers)
            )
            mark = Mark(state.value)
            # after the menu has closed: what follows may open another one
            action.triggered.connect(
                lambda _checked=False, mark=mark: QTimer.singleShot(0, self, lambda: self.mark(row, mark))
            )
        self.state_menu.popup(self._below(row))
        self.state_menu.setActiveAction(self.state_menu.actions()[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._last = None
        wants_menu = event.position().x() >= self.state_x or event.position().x() < _SIGN
        if index.isValid() and (wants_menu or event.button() == Qt.MouseButton.RightButton):
            self.show_state_menu(index.row())

    def _below(self, row: int) -> QPoint:
        rect = self.visualRect(self._model.index(row))
        return self.viewport().mapToGlobal(QPoint(self.state_x, rect.bottom()))

    # ---- the last day of validity

    def _ask_date(self, row: int, *, goes_on: bool) -> None:
        self.go_to(row)
        self._dated, self._goes_on = row, goes_on
        self._date.set_value(self._model.document(row).valid_until)
        self._date.setAccessibleName(_("Valid until"))
        self._place_date()
        self._date.show()
        self._date.setFocus()
        self._date.selectAll()

    def _on_date_changed(self) -> None:
        if self._date.value() is not None and self._date.cursorPosition() == len(self._date.text()):
            self._take_date()

    def _place_date(self) -> None:
        rect = self.visualRect(self._model.index(self._dated))
        width = theme.scaled(124)
        self._date.setGeometry(rect.right() - width, rect.top(), width, rect.height())

    def _take_date(self) -> None:
        """Take the day, close the field, go on to the next open line."""
        row, self._dated = self._dated, -1
        if row < 0:
            return
        day = self._date.value()
        had_focus = self._date.hasFocus()
        self._date.hide()
        if day is not None or not self._date.text():
            self._model.set_valid_until(row, day)
        if had_focus:
            self.setFocus()
            if self._goes_on:
                self._go_on(row)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._date and self._dated >= 0:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Down):
                    if self._date.is_impossible():
                        set_fault(self._date, True)
                    else:
                        self._take_date()
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self._date.set_value(self._model.document(self._dated).valid_until)
                    self._take_date()
                    return True
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                reason = event.reason()
                if reason not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                    QTimer.singleShot(0, self, self._take_date)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt hands a QObject

    # ---- its place on the page

    def _on_model_reset(self) -> None:
        self._last, self._dated = None, -1
        self._date.hide()
        row = theme.scaled(theme.ROW_HEIGHT) + 1
        self.setFixedHeight(max(1, self._model.rowCount()) * row + 2 * _FRAME)
        if self._model.rowCount():
            self.go_to(self._model.next_undecided(-1) or 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """All lines are always there; the page scrolls, not the list."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setWhatsThis(str(current.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        self.row_shown.emit(self.visualRect(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setViewportMargins(0, 0, 0, 0)  # the frame of the focus stands there now
        self.viewport().update()
        self.row_shown.emit(self.visualRect(self.currentIndex()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.hasFocus():
            self.setViewportMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._dated >= 0:
            self._place_date()
