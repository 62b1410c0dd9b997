"""Block 4: the written consent, taken anew at every visit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language
from ui.intake.head import block_head
from ui.language import bind
from ui.register.elided import ElidedLabel
from ui.widgets import Card


class _ConsentBox(QCheckBox):
    """Signals: accepted: Enter."""

    accepted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class ConsentBlock(Card):
    """One tick.

    Signals:
        changed(): the tick was set or cleared by the person.
        accepted(): Enter: on to the button.
    """

    changed = Signal()
    accepted = Signal()

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=0)
        self.setObjectName("intake.consent_block")
        self._edition: ServiceEdition | None = None
        self.box = _ConsentBox()
        self.box.setObjectName("intake.consent")
        bind(self.box, self.box.setText, N_("The written consent is taken"))
        self._wording = ElidedLabel("", "quiet")
        self._wording.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = block_head("4", N_("Consent"))
        row.takeAt(row.count() - 1)
        row.addSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self._wording, 1)
        self.rows.addLayout(row)
        self.box.clicked.connect(self.changed)
        self.box.accepted.connect(self.accepted)
        bind(self, self._write)

    @property
    def is_given(self) -> bool:
        return self.box.isChecked()

    def show_consent(self, given: bool, edition: ServiceEdition | None) -> None:
        self._edition = edition
        self.box.setChecked(given)
        self._write()

    def _write(self) -> None:
        """The wording in one line; the whole of it in the tip, on Shift+F1 and for the screen reader."""
        text = self._edition.consent.text(language()) if self._edition is not None else ""
        self._wording.setText(text)
        self.box.setWhatsThis(text)
        self.box.setAccessibleDescription(text)
