"""Block 3: the documents the edition asks for, and whether the form is filled in rightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk_app.domain.regulation import DocumentRule, FillingRule
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.intake import Offer
from ui.intake.documents_model import DocumentsModel
from ui.intake.documents_view import DocumentsView
from ui.intake.filling import FillingList
from ui.intake.form import IntakeForm, documents_asked
from ui.intake.head import block_head
from ui.intake.keys import Mark, mark_of
from ui.intake.not_demanded import NotDemandedList
from ui.language import bind
from ui.widgets import Card, KeyHint, value_label

_SAID_FOR = 6000
_BETWEEN = 10


class _KeyHints(QWidget):
    """As many keys as there is room for, at the right; the first ones matter most."""

    def __init__(self, hints: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addStretch(1)
        self._hints = [KeyHint(key, words) for key, words in hints]
        for hint in self._hints:
            row.addWidget(hint)
        # the words are set anew after a change of language, and take another width
        bind(self, lambda: QTimer.singleShot(0, self, self._show_fitting))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fitting()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _show_fitting(self) -> None:
        room = self.width()
        for hint in self._hints:
            room -= hint.sizeHint().width() + _BETWEEN
            if hint.isHidden() == (room >= -_BETWEEN):
                hint.setVisible(room >= -_BETWEEN)


class DocumentsBlock(Card):
    """The check itself.

    Signals:
        changed(): a line was decided or a fault marked.
        all_decided(): no line is open any more.
    """

    changed = Signal()
    all_decided = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(margin=10, spacing=2)
        self.setObjectName("intake.documents_block")
        self._today = today
        self._offer: Offer | None = None
        self.model = DocumentsModel(self)
        self.view = DocumentsView(self.model)
        self.view.setObjectName("intake.documents")
        self.filling = FillingList()
        self.not_demanded = NotDemandedList()
        self._said = value_label("", "warn", wrap=True)
        self._said.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_FOR)
        self._quiet.timeout.connect(self._said.hide)
        self._lay_out()
        self.model.decided.connect(self._on_decided)
        self.filling.changed.connect(self.changed)
        self.view.all_decided.connect(self.all_decided)
        self.view.said.connect(self._say)
        bind(self.view, self.view.setAccessibleName, N_("Documents"))
        bind(self, self.model.retranslate)

    def _lay_out(self) -> None:
        head = block_head("3", N_("Documents"))
        head.setSpacing(10)
        # Translators: beside a key, what it says of a document; as short as can be
        hints = (("Space", N_("seen")), ("Del", N_("missing")), ("E", N_("expiry")), ("W", N_("not req.")))
        head.takeAt(head.count() - 1)  # the hints stretch instead
        self._hints = _KeyHints(hints)
        head.addWidget(self._hints, 1)
        self.rows.addLayout(head)
        self.rows.addWidget(self.view)
        self.rows.addWidget(self._said)
        self.rows.addWidget(self.not_demanded)
        self.rows.addWidget(self.filling)
        bind(self.view, self._write_tip)

    def _write_tip(self) -> None:
        self.view.setToolTip(
            _("Space seen, C copy, L electronic, Del missing, E expired or its date, W not required, Menu all states")
        )

    def show_form(self, form: IntakeForm, offer: Offer | None) -> None:
        """Show the list of the service chosen with what was decided."""
        self._offer = offer
        self._said.hide()
        rules = self._asked(form)
        self.model.show_documents(rules, form.documents, self._today())
        self.not_demanded.show_entries(offer.edition.not_demanded if offer is not None else ())
        self.filling.show_rules(self._filling_rules(), form.filling_faults)

    def ask_for(self, form: IntakeForm) -> None:
        """Follow the traits: lines come and go, decisions stay."""
        if self._offer is not None:
            self.model.ask_for(self._asked(form))

    def _asked(self, form: IntakeForm) -> tuple[DocumentRule, ...]:
        if self._offer is None:
            return ()
        return documents_asked(form, self._offer.edition, self._offer.channel, self._today())

    def _filling_rules(self) -> tuple[FillingRule, ...]:
        """What the form is looked through for on this channel."""
        offer = self._offer
        if offer is None:
            return ()
        return tuple(rule for rule in offer.edition.filling if rule.is_asked_on(offer.channel))

    def take(self, form: IntakeForm) -> IntakeForm:
        return replace(form, documents=self.model.documents, filling_faults=self.filling.faults)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if mark_of(event) is Mark.FAULT:
            self.filling.unfold()
        else:
            super().keyPressEvent(event)

    def _on_decided(self) -> None:
        self._said.hide()
        self.changed.emit()

    def _say(self, text: str) -> None:
        self._said.setText(_(text))
        self._said.show()
        self._quiet.start()

    def focus_documents(self) -> None:
        """Stand on the first open line."""
        self.view.go_to_open()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
