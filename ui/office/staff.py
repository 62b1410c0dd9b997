"""The people of the office: who has an account, a new one, putting one right, closing one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain.staff import Role, StaffMember
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.entrance.account_form import AccountForm
from ui.office.member_dialog import MemberDialog
from ui.office.section import Section
from ui.register.words import BAD, DONE, ROLES, Said
from ui.widgets import text_label
from ui.work.said_table import Row, SaidTable

# Translators: headings of the list of people with an account
HEADINGS = (N_("Name, position"), N_("Sign-in name"), N_("Roles"), N_("Desk"), N_("State"))
MOST_ROWS = 5


class StaffSection(Section):
    """Who has an account above, the form of a new one under it."""

    title = N_("Staff")
    name = "staff"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self._members: tuple[StaffMember, ...] = ()
        self._seats: dict[UUID, str] = {}
        """Where people serve visitors today."""
        self._closing: UUID | None = None
        self.dialog: MemberDialog | None = None
        self.table = SaidTable("staff_list", N_("Staff"), HEADINGS, (30, 19, 26, 8, 17), lines=2)
        self.change = self.button("staff_change", N_("Change the account"))
        self.close_account = self.button("staff_close", N_("Close the account"))
        self.form = AccountForm(N_("What this person does"))
        self.add = self.button("staff_add", N_("Give an account"), "primary")
        self.rows.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(self.change)
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
        self.change.clicked.connect(self._on_change_clicked)
        self.close_account.clicked.connect(self._on_close_clicked)
        self.table.opened.connect(lambda _row: self._on_change_clicked())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._ask_again())

    def activate(self) -> None:
        desk = self._desk

        def read() -> tuple[tuple[StaffMember, ...], dict[UUID, str]]:
            seats: dict[UUID, str] = {}
            if desk.session.has(Role.SUPERVISOR):  # an administrator does not see the day
                seats = {line.clerk: line.desk for line in desk.day_window.live(desk.session).desks}
            return desk.office.members(desk.session), seats

        self.background.run(self, read, self._show, self.show_error)

    def _show(self, found: tuple[tuple[StaffMember, ...], dict[UUID, str]]) -> None:
        members, self._seats = found
        self._members = members
        self.table.show_rows(self._words)
        shown = min(max(len(members), 1), MOST_ROWS)
        row, head = self.table.verticalHeader().defaultSectionSize(), self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(shown * row + head + 6)
        self._ask_again()

    def _words(self) -> tuple[Row, ...]:
        return tuple(
            (
                Said("", f"{member.full_name}\n{member.position.text(language())}", _tone(member)),
                Said("", member.login, "quiet"),
                Said("", ", ".join(_(ROLES[role]) for role in member.roles), _tone(member)),
                Said("", self._seats.get(member.key, "")),
                _state(member),
            )
            for member in self._members
        )

    def chosen(self) -> StaffMember | None:
        """The person the cursor is on."""
        row = self.table.current_row
        return self._members[row] if 0 <= row < len(self._members) else None

    def _ask_again(self) -> None:
        self._closing = None
        self.close_account.setText(_("Close the account"))
        found = self.chosen()
        for button in (self.change, self.close_account):
            button.setEnabled(found is not None and not found.disabled)

    def _on_change_clicked(self) -> None:
        found = self.chosen()
        if found is None or found.disabled:
            return
        self.dialog = MemberDialog(self._desk, self.background, found, self)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.changed.connect(self._show_changed)
        self.dialog.open()

    def _show_changed(self, member: StaffMember) -> None:
        self.say(lambda: _("The account of {name} is changed.").format(name=member.full_name))
        self.activate()

    def _on_close_clicked(self) -> None:
        """The first press asks, the second closes: no window in between."""
        found = self.chosen()
        if found is None:
            return
        key = found.key
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


def _tone(member: StaffMember) -> str:
    return "quiet" if member.disabled else "plain"


def _state(member: StaffMember) -> Said:
    if member.disabled:
        return Said(BAD, _("it is closed"), "quiet")
    # Translators: an account
    return Said(DONE, _("it is open"), "good")
