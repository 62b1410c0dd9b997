"""Leaving the kiosk: a supervisor's name and password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance
from ui.background import Background
from ui.entrance.sign_in import SignInForm
from ui.language import bind
from ui.widgets import text_label


class LeaveKiosk(QDialog):
    """Accepted when a supervisor has given the password; Esc goes back to the kiosk."""

    def __init__(self, parent: QWidget, entrance: Entrance, background: Background) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("line.leaving")
        bind(self, self.setWindowTitle, N_("Close the ticket window"))
        self._entrance = entrance
        self._background = background
        self.form = SignInForm()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(12)
        rows.addWidget(text_label(N_("Close the ticket window"), "title"))
        rows.addWidget(text_label(N_("Only a supervisor may close it."), "quiet", wrap=True))
        rows.addWidget(self.form)
        self.form.entered.connect(self._on_entered)
        self.form.login.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self, login: str, password: str) -> None:
        def work() -> Desk:
            desk = self._entrance.sign_in(login, password)
            if not desk.session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
                raise ForbiddenError("E-361", N_("This step belongs to another role."))
            return desk

        self._background.run(self, work, lambda _desk: self.accept(), self.form.show_error)
