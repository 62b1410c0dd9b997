"""Sending packages: one hand-over list for all that go the same way."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.ports import CaseRow
from ui.entrance.lists import RowList
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work, chosen_language
from ui.register.words import WAYS

KEY = Qt.ItemDataRole.UserRole


class SendPanel(ActionPanel):
    """This package first, the others that wait to be sent ticked under it."""

    verb = N_("Send with a hand-over list")
    packages: RowList
    destination: QLineEdit
    way: QComboBox
    language: QComboBox

    def build(self) -> None:
        self.destination = self.form.line("destination", N_("Where the packages go"), 300)
        self.way = self.form.field("way", N_("How they are sent"), QComboBox())
        for code, source in WAYS.items():
            self.way.addItem(_(source), code)
        bind(self.way, self._name_ways)
        self.packages = self.form.field("packages", N_("Packages of this list; Space ticks"), RowList())
        self.language = self.choose_language()
        self._add(self.card.case.key, self.card.case.number, self.card.case.applicant_name)
        desk = self.desk
        self.background.run(self, lambda: desk.routing.to_send(desk.session), self._show_waiting, self.show_error)

    def _name_ways(self) -> None:
        for index, source in enumerate(WAYS.values()):
            self.way.setItemText(index, _(source))

    def first_field(self) -> QWidget:
        return self.destination

    def _add(self, key: UUID, number: str, applicant: str) -> None:
        self.packages.add_row(f"{number}   {applicant}", ticked=True).setData(KEY, key)
        self.packages.fit(5)

    def _show_waiting(self, rows: tuple[CaseRow, ...]) -> None:
        """Only those of the same service: their packages go to the same place."""
        mine = self.card.case
        for row in rows:
            if row.key != mine.key and row.service == mine.service:
                self._add(row.key, row.number, row.applicant)
        self.packages.setCurrentRow(0)

    def chosen(self) -> tuple[UUID, ...]:
        items = (self.packages.item(index) for index in range(self.packages.count()))
        return tuple(item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked)

    def work(self) -> Work | None:
        destination, way = self.destination.text().strip(), str(self.way.currentData())
        cases, paper_language = self.chosen(), chosen_language(self.language)
        if not destination:
            self.say(_("Say where the packages go."), self.destination)
            return None
        if not cases:
            self.say(_("Tick at least one package."), self.packages)
            return None
        desk = self.desk
        return lambda: desk.routing.send(desk.session, cases, destination, way, paper_language)
