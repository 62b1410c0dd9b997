"""Small questions about the person at the desk: why, where to, what the visit ended with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.line import VisitResult
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.line_view import Group
from ui.language import bind
from ui.line.words import RESULTS, short_name
from ui.theme import scaled
from ui.widgets import MainButton, QuietButton, text_label, value_label

_WIDE = 440
_ROW, _MOST_ROWS = 36, 7


def fill_rows(rows: QListWidget, texts: Sequence[str], chosen: int) -> None:
    """Write the rows of a short list that needs no scrolling."""
    rows.clear()
    for text in texts:
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(0, scaled(_ROW)))
        rows.addItem(item)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setFixedHeight(scaled(_ROW) * min(max(len(texts), 1), _MOST_ROWS) + 8)
    rows.setCurrentRow(chosen)


class Question(QDialog):
    """A title, a body, one main button. Enter answers, Esc leaves everything as it was."""

    def __init__(self, parent: QWidget, name: str, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setFixedWidth(scaled(_WIDE))
        bind(self, self.setWindowTitle, title)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.button = MainButton(verb, "Enter")
        self.button.setObjectName(f"{name}_go")
        leave = QuietButton(N_("Leave as it is"), "Esc")
        self.button.setDefault(True)
        leave.setAutoDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(text_label(title, "heading", wrap=True))
        rows.addLayout(self.body)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(leave)
        row.addWidget(self.button, 1)
        rows.addLayout(row)
        self.button.clicked.connect(self.answer)
        leave.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """As high as what is shown needs."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.body.invalidate()
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def answer(self) -> None:
        """The main button."""
        self.accept()


class SayWhy(Question):
    """Signals:
    said(str): the reason.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget, name: str, title: str, verb: str, reasons: Sequence[str]) -> None:
        """`reasons` are sources of the usual ones; another may be typed."""
        super().__init__(parent, name, title, verb)
        self._reasons = reasons
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_usual")
        self.text = QLineEdit()
        self.text.setObjectName(f"{name}_reason")
        self.text.setMaxLength(200)
        bind(self.list, self.list.setAccessibleName, N_("Usual reasons"))
        bind(self.text, self.text.setAccessibleName, N_("Reason"))
        bind(self.list, self._write)
        self.body.addWidget(self.list)
        self.body.addWidget(text_label(N_("Or in your own words"), "quiet"))
        self.body.addWidget(self.text)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.answer())
        self.list.setFocus()

    def answer(self) -> None:
        typed = self.text.text().strip()
        self.said.emit(typed or self.list.currentItem().text())
        self.accept()

    def _write(self) -> None:
        row = max(self.list.currentRow(), 0)
        fill_rows(self.list, [_(reason) for reason in self._reasons], row)


class ChooseGroup(Question):
    """Signals:
    chosen(str, bool): the code of the group, and whether the person is to come back.
    """

    chosen = Signal(str, bool)

    def __init__(
        self, parent: QWidget, name: str, title: str, verb: str, groups: Sequence[Group], *, asks_back: bool
    ) -> None:
        super().__init__(parent, name, title, verb)
        self._groups = groups
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_groups")
        bind(self.list, self.list.setAccessibleName, N_("Groups of the line"))
        bind(self.list, self._write)
        self.back = QCheckBox()
        self.back.setObjectName(f"{name}_back")
        bind(self.back, self.back.setText, N_("and come back to me"))
        bind(self.back, self.back.setAccessibleName, N_("and come back to me"))
        self.back.setVisible(asks_back)
        self.body.addWidget(self.list)
        self.body.addWidget(self.back)
        self.list.itemActivated.connect(lambda _item: self.answer())
        self.list.setFocus()

    def answer(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.chosen.emit(self._groups[row].code, self.back.isChecked())
            self.accept()

    def _write(self) -> None:
        row = max(self.list.currentRow(), 0)
        fill_rows(self.list, [short_name(group) for group in self._groups], row)


class EndVisit(Question):
    """Signals:
    ended(VisitResult): what the visit came to.
    """

    ended = Signal(object)

    def __init__(self, parent: QWidget, ticket: str, proposed: VisitResult | None) -> None:
        super().__init__(parent, "line.ending", N_("What did the visit come to?"), N_("End the visit"))
        self._results = [result for result in RESULTS if result is not VisitResult.NO_SHOW]
        self._proposed = proposed if proposed in self._results else VisitResult.ASKED
        self.list = QListWidget()
        self.list.setObjectName("line.results")
        bind(self.list, self.list.setAccessibleName, N_("What did the visit come to?"))
        bind(self.list, self._write)
        self.body.addWidget(value_label(ticket, "title"))
        self.body.addWidget(self.list)
        self.list.itemActivated.connect(lambda _item: self.answer())
        self.list.setFocus()

    def answer(self) -> None:
        self.ended.emit(self._results[max(self.list.currentRow(), 0)])
        self.accept()

    def _write(self) -> None:
        row = self.list.currentRow() if self.list.count() else self._results.index(self._proposed)
        fill_rows(self.list, [_(RESULTS[result]) for result in self._results], row)


class OutOfTurn(Question):
    """Asks before somebody is called who is not next."""

    def __init__(self, parent: QWidget, ticket: str, following: str) -> None:
        super().__init__(parent, "line.out_of_turn", N_("Call out of turn?"), N_("Call out of turn"))
        said = value_label("", wrap=True)

        def write() -> None:
            told = _("Next in turn is {following}. You have chosen {ticket}.").format(
                following=following, ticket=ticket
            )
            rule = _("People are served strictly in turn. A call out of turn is written into the journal.")
            said.setText(f"{told} {rule}")

        bind(said, write)
        self.body.addWidget(said)
