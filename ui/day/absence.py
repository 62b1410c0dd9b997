"""The work of an absent colleague: whose, to whom, why, and what it is before it changes hands."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desk_app.domain.line import Visit
from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.absence import Moved
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports_day import NamedCase
from ui.background import Background
from ui.day.dialogs import AskDialog
from ui.language import bind
from ui.widgets import value_label

_Work = tuple[tuple[NamedCase, ...], tuple[Visit, ...], tuple[StaffMember, ...]]
_LISTED = 8


class AbsenceDialog(AskDialog):
    """Signals: moved(str): what changed hands, in words."""

    moved = Signal(str)

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(N_("Hand over the work of a colleague"), N_("Hand over"), "absence_dialog", parent)
        self._desk, self._background = desk, background
        self.absent = self.form.field("absence_from", N_("Who is absent"), QComboBox())
        self.to = self.form.field("absence_to", N_("Who takes it over"), QComboBox())
        self.reason = self.form.line("absence_reason", N_("Why: leave, sickness …"))
        self.work = value_label("", "quiet", wrap=True)
        self.work.setObjectName("absence_work")
        self.rows.insertWidget(2, self.work)
        self._found: _Work | None = None
        self.absent.currentIndexChanged.connect(lambda _place: self._ask())
        bind(self.work, self._write)
        background.run(self, lambda: desk.absence.members(desk.session), self._show_members, self.bar.show_error)

    def _show_members(self, members: tuple[StaffMember, ...]) -> None:
        self.absent.blockSignals(True)
        for member in members:
            self.absent.addItem(member.full_name, member.key)
        self.absent.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        absent, desk = self.absent.currentData(), self._desk
        if absent is None:
            return

        def read() -> _Work:
            return *desk.absence.work_of(desk.session, absent), desk.absence.stand_ins(desk.session, absent)

        self._background.run(self, read, lambda found: self._show_work(absent, found), self.bar.show_error)

    def _show_work(self, absent: UUID, found: _Work) -> None:
        if absent != self.absent.currentData():
            return
        self._found = found
        held = self.to.currentData()
        self.to.clear()
        for member in found[2]:
            self.to.addItem(member.full_name, member.key)
        self.to.setCurrentIndex(max(self.to.findData(held), 0))
        self._write()

    def _write(self) -> None:
        if self._found is None:
            return
        cases, visits, colleagues = self._found
        parts = [ngettext("{count} case waits by name", "{count} cases wait by name", len(cases))]
        words = parts[0].format(count=len(cases))
        if cases:
            numbers = ", ".join(case.number for case in cases[:_LISTED])
            words = f"{words}: {numbers}" + (" …" if len(cases) > _LISTED else "")
        people = ngettext("{count} person in the line", "{count} people in the line", len(visits))
        lines = [words, people.format(count=len(visits))]
        if not colleagues:
            lines.append(_("There is no colleague of the same role."))
        self.work.setText("\n".join(lines))
        self.go.setEnabled(bool(colleagues) and bool(cases or visits))

    def on_go(self) -> None:
        absent, to, reason, desk = self.absent.currentData(), self.to.currentData(), self.reason.text(), self._desk
        if absent is None or to is None:
            return
        self.go.setEnabled(False)
        self._background.run(
            self, lambda: desk.absence.move(desk.session, absent, to, reason), self._show_moved, self._fail
        )

    def _fail(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.bar.show_error(error)
        self.reason.setFocus()

    def _show_moved(self, moved: Moved) -> None:
        count = len(moved.cases) + len(moved.tickets)
        words = ngettext("{count} piece of work was handed over.", "{count} pieces of work were handed over.", count)
        said = words.format(count=count)
        if moved.kept:
            kept = _("Left where they are, as one person may not do both steps: {numbers}")
            said = f"{said} {kept.format(numbers=', '.join(moved.kept))}"
        self.moved.emit(said)
        self.accept()
