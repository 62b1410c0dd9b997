"""Small questions of the supervisor's window: a reason, a word to the desks."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.forms import Form
from ui.language import bind
from ui.theme import scaled
from ui.widgets import MessageBar, QuietButton, text_label


class AskDialog(QDialog):
    """A heading, a form, one button that does it and one that does not."""

    def __init__(self, title: str, verb: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(16, 16, 16, 16)
        self.rows.setSpacing(12)
        self.rows.addWidget(text_label(title, "heading"))
        self.form, self.bar = Form(), MessageBar()
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        self.go, self.leave = QPushButton(), QuietButton(N_("Back"), "Esc")
        self.go.setObjectName(f"{name}_go")
        self.leave.setObjectName(f"{name}_leave")
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        bind(self.go, self.go.setText, verb)
        self.go.clicked.connect(self.on_go)
        self.leave.clicked.connect(self.reject)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        self.rows.addLayout(foot)
        self.setMinimumWidth(scaled(480))
        bind(self, self.setWindowTitle, title)

    def on_go(self) -> None:
        """Enter, or the button."""
        self.accept()


class ReasonDialog(AskDialog):
    """Nothing is done without a reason."""

    def __init__(self, title: str, question: str, parent: QWidget | None = None, verb: str = "") -> None:
        super().__init__(title, verb or title, "reason_dialog", parent)
        self.edit = self.form.line("reason_text", question)
        self.edit.setFocus()

    def reason(self) -> str:
        return self.edit.text().strip()

    def on_go(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.bar.say(_("A reason is needed."), _("Say in a few words why."), "bad")
            self.edit.setFocus()


class MessageDialog(AskDialog):
    """To one desk or to all."""

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(N_("Message to the desks"), N_("Send"), "message_dialog", parent)
        self._members: tuple[StaffMember, ...] = ()
        self.to = self.form.field("message_to", N_("To whom"), QComboBox())
        self.edit: QLineEdit = self.form.line("message_text", N_("What they should read"))
        bind(self.to, self._write)
        self.edit.setFocus()
        own = desk.session.member.key

        def show(members: tuple[StaffMember, ...]) -> None:
            self._members = tuple(one for one in members if one.key != own and not one.disabled)
            self._write()

        background.run(self, lambda: desk.reports.clerks(desk.session), show, self.bar.show_error)

    def message(self) -> tuple[str, UUID | None]:
        """The text, and for whom; None is everybody."""
        return self.edit.text().strip(), self.to.currentData()

    def on_go(self) -> None:
        if self.edit.text().strip():
            self.accept()
        else:
            self.bar.say(_("The message is empty."), _("Type what the desks should read."), "bad")
            self.edit.setFocus()

    def _write(self) -> None:
        held = self.to.currentData()
        self.to.clear()
        self.to.addItem(_("All desks"), None)
        for member in self._members:
            self.to.addItem(member.full_name, member.key)
        self.to.setCurrentIndex(max(self.to.findData(held), 0))
