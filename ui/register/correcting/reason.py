"""A registration made void: what follows from it, the reason, one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.undoing import LONGEST_REASON
from ui.background import Background
from ui.entrance.forms import Form, error_text, note
from ui.language import bind
from ui.widgets import MainButton, QuietButton, text_label, value_label

# Translators: the title of a window in which a registration is made void
TITLE = N_("Make No. {number} void")
FOLLOWS = N_(
    "The number stays in every list, struck out; its papers become void, and nothing is done by it any more. "
    "This is not taken back."
)


class VoidDialog(QDialog):
    """Asks why, and records it.

    Signals:
        voided(): recorded.
    """

    voided = Signal()

    def __init__(
        self, background: Background, number: str, send: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("void")
        self._background, self._number, self._send = background, number, send
        self.title = value_label("", "heading", wrap=True)
        form = Form()
        self.reason = form.line("void_reason", N_("What was wrong"), LONGEST_REASON)
        self.fault = note("bad")
        self.fault.hide()
        self.button, self.cancel = MainButton(N_("Make void"), "Enter"), QuietButton(N_("Back"), "Esc")
        self.button.setObjectName("void_do")
        self.cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.button, 1)
        buttons.addWidget(self.cancel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(12)
        rows.addWidget(self.title)
        rows.addWidget(text_label(FOLLOWS, "quiet", wrap=True))
        rows.addWidget(form)
        rows.addWidget(self.fault)
        rows.addLayout(buttons)
        self.setMinimumWidth(520)
        self.button.setDefault(True)
        self.button.clicked.connect(self._on_do_clicked)
        self.cancel.clicked.connect(self.reject)
        bind(self, self._write)
        self.reason.setFocus()

    def _write(self) -> None:
        title = _(TITLE).format(number=self._number)
        self.setWindowTitle(title)
        self.title.setText(title)

    def _on_do_clicked(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._say(_("Write what was wrong: the case keeps it."))
            self.reason.setFocus()
            return
        self.button.setEnabled(False)
        send = self._send
        self._background.run(self, lambda: send(reason), self._finish, self._show_error)

    def _finish(self, _done: object) -> None:
        self.voided.emit()
        self.accept()

    def _show_error(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._say(error_text(error))

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
