"""The fields of an account: in the first run and in the settings."""

from __future__ import annotations

from desk_app.domain.language import Language
from desk_app.domain.staff import Role
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.office import SHORTEST_PASSWORD, NewMember
from ui.entrance.forms import Choices, Form, PasswordEdit
from ui.register.words import ROLES
from ui.widgets import text_label


class AccountForm(Form):
    """Who it is, how they sign in, what they do."""

    def __init__(self, what_they_do: str) -> None:
        super().__init__()
        self.surname, self.name, self.patronymic = self.names()
        self.position = self.both("position", N_("Position in Kazakh"), N_("Position in Russian"))
        self.login = self.line("login", N_("Sign-in name"), 100)
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self.pair(
            ("password", N_("Password, at least 10 characters"), self.password),
            ("password_again", N_("Password once more"), self.again),
        )
        self.add(text_label(what_they_do, "quiet", wrap=True))
        self.roles = Choices("role", {role.value: text for role, text in ROLES.items()}, 3)
        self.add(self.roles)

    def member(self, language: Language) -> NewMember:
        """What was typed, as the use case wants it."""
        return NewMember(
            login=self.login.text().strip(),
            surname=self.surname.text().strip(),
            name=self.name.text().strip(),
            patronymic=self.patronymic.text().strip(),
            position=self.position.value(),
            roles=tuple(Role(code) for code in self.roles.ticked()),
            password=self.password.text(),
            language=language,
        )

    def fault(self) -> str:
        """What is missing, as a message."""
        if not (self.surname.text().strip() and self.name.text().strip() and self.login.text().strip()):
            return _("Enter the surname, the name and the sign-in name.")
        if not self.roles.ticked():
            return _("Tick at least one role.")
        return password_fault(self.password.text(), self.again.text(), self.login.text())

    def forget_passwords(self) -> None:
        """Passwords do not stay on the screen after they were used."""
        self.password.clear()
        self.again.clear()


def password_fault(password: str, again: str, login: str) -> str:
    """What keeps a new password from being taken; the use case checks again."""
    if len(password) < SHORTEST_PASSWORD or password.casefold() == login.casefold():
        return _("Use at least {length} characters; several words are easiest to remember.").format(
            length=SHORTEST_PASSWORD
        )
    return "" if password == again else _("The two passwords differ.")
