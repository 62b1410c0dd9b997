"""One's own password."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.account_form import password_fault
from ui.entrance.forms import Form, PasswordEdit
from ui.office.section import Section


class PasswordSection(Section):
    """The old one, the new one twice."""

    title = N_("My password")
    name = "password"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        form = Form()
        self.old = form.field("password_old", N_("Password now"), PasswordEdit())
        self.new = form.field("password_new", N_("New password, at least 10 characters"), PasswordEdit())
        self.again = form.field("password_new_again", N_("New password once more"), PasswordEdit())
        self.change = self.button("password_change", N_("Change the password"), "primary")
        self.rows.addWidget(form)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch()
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()
        self.change.clicked.connect(self._on_change_clicked)
        self.again.returnPressed.connect(self._on_change_clicked)

    def _on_change_clicked(self) -> None:
        old, new, again = self.old.text(), self.new.text(), self.again.text()
        login = self._desk.session.member.login
        if password_fault(new, again, login):
            self.say(lambda: password_fault(new, again, login), "bad")
            return
        desk = self._desk
        self.change.setEnabled(False)
        self.background.run(
            self,
            lambda: desk.office.change_password(desk.session, old, new),
            lambda _nothing: self._show_changed(),
            self._show_fault,
        )

    def _show_fault(self, error: Exception) -> None:
        self.change.setEnabled(True)
        self.show_error(error)

    def _show_changed(self) -> None:
        self.change.setEnabled(True)
        for field in (self.old, self.new, self.again):
            field.clear()
        self.say(lambda: _("The password is changed. The next sign-in asks for the new one."))
