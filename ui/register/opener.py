"""A list and, over it, the card of the line that was opened. Esc goes back to the list as it was left."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.papers.job import Preferred
from ui.register.case_card import CaseCardView
from ui.register.lines import CaseLine
from ui.register.refusal_card import RefusalCardView


class CardStack(QStackedWidget):
    """Used by every page that lists cases. The cards are made when the first one is opened.

    Signals:
        changed(): a case was changed from its card.
        listed(): the list is in front again.
    """

    changed = Signal()
    listed = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferred = preferred
        self._desk = desk
        self._background = background
        self._list: QWidget | None = None
        self._returns_to: QWidget | None = None
        self.card: CaseCardView | None = None
        self.refusal_card: RefusalCardView | None = None
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_list(self, page: QWidget, returns_to: QWidget) -> None:
        """The list under the cards, and what has the focus when it comes back."""
        self._list, self._returns_to = page, returns_to
        self.addWidget(page)

    def activate(self) -> None:
        """The page is turned to."""

    def turn_to_card(self) -> None:
        """The page is turned to with a card in front: the keyboard goes there, and the case is read again."""
        if self.card is not None and self.currentWidget() is self.card:
            self.card.turn_to()
        elif self.refusal_card is not None and self.is_card_shown:
            self.refusal_card.back.setFocus()

    def open_line(self, line: CaseLine) -> None:
        if line.row.kind == "refusal":
            self.open_refusal(line.row.key)
        else:
            self.open_case(line.row.key)

    def open_why(self, line: CaseLine) -> None:
        """Show the card with the way to its date; a refusal has none."""
        if line.row.kind == "refusal":
            self.open_refusal(line.row.key)
        else:
            self.open_case(line.row.key, why=True)

    def open_case(self, key: UUID, *, why: bool = False) -> None:
        """Show the card of a case; `why` opens the way to its date."""
        if self.card is None:
            self.card = CaseCardView(self._desk, self._background, preferred=self._preferred)
            self.card.left.connect(self.back)
            self.card.changed.connect(self.changed)
            self.addWidget(self.card)
        self.setCurrentWidget(self.card)
        self.card.open_case(key, why=why)

    def open_refusal(self, key: UUID) -> None:
        """Show the card of a refusal to accept."""
        if self.refusal_card is None:
            self.refusal_card = RefusalCardView(self._desk, self._background)
            self.refusal_card.left.connect(self.back)
            self.addWidget(self.refusal_card)
        self.setCurrentWidget(self.refusal_card)
        self.refusal_card.open_refusal(key)

    @property
    def is_card_shown(self) -> bool:
        return self.currentWidget() is not self._list

    def back(self) -> None:
        """Leave what is in front: an open action first, then the card."""
        if self.currentWidget() is self.card and self.card is not None and self.card.leave_action():
            return
        if self._list is not None and self.is_card_shown:
            self.setCurrentWidget(self._list)
            if self._returns_to is not None:
                self._returns_to.setFocus()
            self.listed.emit()
