"""Passing a package on inside the office."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.i18n import N_
from ui.register.actions.panel import ActionPanel, Work


class PassPanel(ActionPanel):
    """A step that leaves no paper: a note, if any, and it is done."""

    verb = N_("Pass on")
    note: QLineEdit

    def build(self) -> None:
        self.note = self.form.line("pass_note", N_("Note, where one is needed"), 300)

    def first_field(self) -> QWidget:
        return self.button

    def work(self) -> Work:
        desk, key, text = self.desk, self.card.case.key, self.note.text().strip()
        return lambda: desk.routing.pass_on(desk.session, key, text)
