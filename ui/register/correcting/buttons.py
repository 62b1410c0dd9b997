"""The two buttons on a card that open the form of a correction and the question before making void."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desk_app.i18n import N_
from desk_app.usecases.corrections import may_correct, may_void
from desk_app.usecases.desk import Desk
from desk_app.usecases.refusal_corrections import may_reissue, may_void_refusal
from desk_app.usecases.register import CaseCard, RefusalCard
from ui.background import Background
from ui.register.correcting.dialog import CorrectionDialog
from ui.register.correcting.reason import VoidDialog
from ui.register.correcting.subject import subject_of_case, subject_of_refusal
from ui.widgets import QuietButton


def strike(widget: QWidget, on: bool) -> None:
    """Strike the words of a widget out while what they name is void."""
    for one in (widget, *widget.findChildren(QLabel)):
        font = one.font()
        font.setStrikeOut(on)
        one.setFont(font)


class RecordButtons(QWidget):
    """Shown where the person may do what they say.

    Signals:
        corrected(UUID): the paper issued anew.
        voided(): the registration is void.
    """

    corrected = Signal(object)
    voided = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._card: CaseCard | RefusalCard | None = None
        self.correct, self.void = QuietButton(N_("Correct"), "Ctrl+E"), QuietButton(N_("Make void"))
        self.correct.setObjectName("correct")
        self.void.setObjectName("make_void")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.correct, self.void):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.correct.clicked.connect(self.open_correction)
        self.void.clicked.connect(self._open_void)
        self.hide()

    def show_card(self, card: CaseCard | RefusalCard) -> None:
        """Show what may be done with it."""
        self._card = card
        session = self._desk.session
        if isinstance(card, CaseCard):
            corrects, voids = may_correct(session, card.case), may_void(session, card.case)
        else:
            corrects, voids = may_reissue(session, card.refusal), may_void_refusal(session, card.refusal)
        self.correct.setVisible(corrects)
        self.void.setVisible(voids)
        self.setVisible(corrects or voids)

    def open_correction(self) -> None:
        """Open the form, where this person may correct."""
        card, desk = self._card, self._desk
        if card is None or self.correct.isHidden():
            return
        subject = subject_of_case(desk, card) if isinstance(card, CaseCard) else subject_of_refusal(desk, card)
        dialog = CorrectionDialog(self._background, subject, self)
        dialog.corrected.connect(self.corrected)
        room = self.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 24, room.height() - 24)))
        self._open(dialog)
        dialog.visitor.iin.setFocus()

    def _open_void(self) -> None:
        card, desk = self._card, self._desk
        if card is None:
            return
        if isinstance(card, CaseCard):
            key, number = card.case.key, card.case.number
            dialog = VoidDialog(
                self._background, number, lambda reason: desk.corrections.void(desk.session, key, reason), self
            )
        else:
            key, number = card.refusal.key, card.refusal.number
            dialog = VoidDialog(
                self._background, number, lambda reason: desk.refusal_corrections.void(desk.session, key, reason), self
            )
        dialog.voided.connect(self.voided)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
