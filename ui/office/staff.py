"""The people of the office: who has an account, a new one, closing one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.account_form import AccountForm
from ui.entrance.lists import RowList
from ui.language import bind
from ui.office.section import Section
from ui.register.words import ROLES
from ui.widgets import text_label

MEMBER = Qt.ItemDataRole.UserRole


class StaffSection(Section):
    """List above, the form of a new account under it."""

    title = N_("Staff")
    name = "staff"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self._members: tuple[StaffMember, ...] = ()
        self._closing: UUID | None = None
        self.list = RowList()
        self.list.setObjectName("staff_list")
        bind(self.list, self.list.setAccessibleName, N_("Staff"))
        self.close_account = self.button("staff_close", N_("Close the account"))
        self.form = AccountForm(N_("What this person does"))
        self.add = self.button("staff_add", N_("Give an account"), "primary")
        self.rows.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(self.close_account)
        row.addStretch()
        self.rows.addLayout(row)
        self.rows.addWidget(text_label(N_("New account"), "heading"))
        self.rows.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        self.rows.addLayout(row)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()
        self.add.clicked.connect(self._on_add_clicked)
        self.close_account.clicked.connect(self._on_close_clicked)
        self.list.currentRowChanged.connect(lambda _row: self._ask_again())
        bind(self.list, self._write)

    def activate(self) -> None:
        desk = self._desk
        self.background.run(self, lambda: desk.office.members(desk.session), self._show, self.show_error)

    def _show(self, members: tuple[StaffMember, ...]) -> None:
        self._members = members
        self._write()

    def _write(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for member in self._members:
            roles = ", ".join(_(ROLES[role]) for role in member.roles)
            text = f"{member.full_name}   {member.login}   {roles}   {member.position.text(language())}"
            closed = _("account closed")
            item = self.list.add_row(f"{text}   {closed}" if member.disabled else text)
            item.setData(MEMBER, member.key)
            if member.disabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.fit(6)
        self.list.setCurrentRow(max(row, 0))

    def _ask_again(self) -> None:
        self._closing = None
        self.close_account.setText(_("Close the account"))

    def _on_close_clicked(self) -> None:
        """The first press asks, the second closes: no window in between."""
        item = self.list.currentItem()
        if item is None:
            return
        key: UUID = item.data(MEMBER)
        if self._closing != key:
            self._closing = key
            self.close_account.setText(_("Press once more to close this account"))
            return
        self._ask_again()
        desk = self._desk
        self.background.run(
            self, lambda: desk.office.disable(desk.session, key), lambda _nothing: self._show_closed(), self.show_error
        )

    def _show_closed(self) -> None:
        self.say(lambda: _("The account is closed; what the person did stays in the records."))
        self.activate()

    def _on_add_clicked(self) -> None:
        if self.form.fault():
            self.say(self.form.fault, "bad")
            return
        desk, new = self._desk, self.form.member(language())
        self.add.setEnabled(False)
        self.background.run(self, lambda: desk.office.add_member(desk.session, new), self._show_added, self._show_fault)

    def _show_fault(self, error: Exception) -> None:
        self.add.setEnabled(True)
        self.show_error(error)

    def _show_added(self, member: StaffMember) -> None:
        self.add.setEnabled(True)
        self.form.clear()
        self.say(lambda: _("{name} can sign in now as {login}.").format(name=member.full_name, login=member.login))
        self.activate()
