"""An account put right: the name, the position, the roles."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.staff import Role, StaffMember
from desk_app.i18n import N_
from desk_app.usecases.desk import Desk
from desk_app.usecases.office import MemberDetails
from ui.background import Background
from ui.day.dialogs import AskDialog
from ui.entrance.forms import Choices
from ui.register.words import ROLES
from ui.theme import scaled
from ui.widgets import text_label


class MemberDialog(AskDialog):
    """Signals: changed(StaffMember): as the person is now."""

    changed = Signal(object)

    def __init__(self, desk: Desk, background: Background, member: StaffMember, parent: QWidget | None = None) -> None:
        super().__init__(N_("Change an account"), N_("Save"), "member_dialog", parent)
        self._desk, self._background, self._member = desk, background, member
        self.setMinimumWidth(scaled(720))
        self.surname, self.name, self.patronymic = self.form.names()
        self.position = self.form.both("member_position", N_("Position in Kazakh"), N_("Position in Russian"))
        self.form.add(text_label(N_("What this person does"), "quiet", wrap=True))
        self.roles = Choices("member_role", {role.value: text for role, text in ROLES.items()}, 3)
        self.form.add(self.roles)
        self.form.add(
            text_label(
                N_("New roles hold from this person's next sign-in on. What is signed already stays as it is."),
                "quiet",
                wrap=True,
            )
        )
        for edit, text in (
            (self.surname, member.surname),
            (self.name, member.name),
            (self.patronymic, member.patronymic),
            (self.position.kk, member.position.kk),
            (self.position.ru, member.position.ru),
        ):
            edit.setText(text)
        self.roles.tick(*(role.value for role in member.roles))
        self.surname.setFocus()

    def on_go(self) -> None:
        desk, member = self._desk, self._member
        details = MemberDetails(
            self.surname.text(),
            self.name.text(),
            self.patronymic.text(),
            self.position.value(),
            tuple(Role(code) for code in self.roles.ticked()),
        )
        self.go.setEnabled(False)
        self._background.run(
            self, lambda: desk.office.change_member(desk.session, member.key, details), self._show_changed, self._fail
        )

    def _show_changed(self, member: StaffMember) -> None:
        self.changed.emit(member)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.bar.show_error(error)
        self.surname.setFocus()
