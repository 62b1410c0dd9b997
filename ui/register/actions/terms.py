"""Changing the terms of a case: the clock stopped for a reason of the edition, the whole term extended."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.law import zone_of
from ui.entrance.forms import note
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work, chosen_language
from ui.widgets import DateField


class PausePanel(ActionPanel):
    """The reason from the edition, and what belongs to it."""

    verb = N_("Stop the clock")
    heading = N_("Stop the clock")
    reason: QComboBox
    note: QLineEdit

    def build(self) -> None:
        self.reason = self.form.field("pause_reason", N_("Why the clock stops"), QComboBox())
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for reason in self.card.edition.pauses:
            self.reason.addItem("", reason.code)
        bind(self.reason, self._name_reasons)
        self.note = self.form.line("pause_note", N_("Note: letter, number, date"), 200)
        self.add_text(N_("While the clock stands no step is done, and the case is not late."))

    def _name_reasons(self) -> None:
        for index, reason in enumerate(self.card.edition.pauses):
            self.reason.setItemText(index, reason.words.text(language()))
            self.reason.setItemData(index, reason.words.text(language()), 3)

    def first_field(self) -> QWidget:
        return self.reason

    def work(self) -> Work | None:
        desk, key = self.desk, self.card.case.key
        reason, note = str(self.reason.currentData() or ""), self.note.text().strip()
        return lambda: desk.terms.pause(desk.session, key, reason, note)


class ExtendPanel(ActionPanel):
    """The new day, why, and the language of the notice."""

    verb = N_("Extend the term")
    heading = N_("Extend the term")
    until: DateField
    reason: QLineEdit
    language: QComboBox

    def build(self) -> None:
        self.until = DateField()
        self.form.field("extend_until", N_("The new last day"), self.until)
        limit, bounds = self.card.extension_limit, note()
        bounds.setObjectName("extend_bounds")
        if limit is not None:
            now = self.card.service_due.due.astimezone(zone_of(self.desk.session))
            bind(bounds, lambda: bounds.setText(_bounds(now.date(), limit)))
        self.form.add(bounds)
        self.reason = self.form.line("extend_reason", N_("Reason, as the notice will have it"), 300)
        self.language = self.choose_language()

    def first_field(self) -> QWidget:
        return self.until

    def work(self) -> Work | None:
        until, reason = self.until.value(), self.reason.text().strip()
        if until is None:
            self.say(_("Enter the new day as dd.mm.yyyy."), self.until)
            return None
        if not reason:
            self.say(_("Write why the term is extended: the applicant will read it."), self.reason)
            return None
        desk, key, paper_language = self.desk, self.card.case.key, chosen_language(self.language)
        return lambda: desk.terms.extend(desk.session, key, until, reason, paper_language)


def _bounds(before: date, limit: date) -> str:
    words = _("A working day after {before} and not after {limit}.")
    return words.format(before=short_date(before), limit=short_date(limit))
