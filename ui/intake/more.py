"""What does not fit the calm first view: document, address, account, traits, representative, household."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.domain.application import Sex
from desk_app.domain.before import member_traits_used, traits_used
from desk_app.domain.iban import format_iban
from desk_app.domain.phone import format_phone
from desk_app.i18n import N_
from desk_app.usecases.intake import Offer
from ui.intake.fields import fill
from ui.intake.form import IntakeForm, account_of
from ui.intake.household import HouseholdTable
from ui.intake.representative import RepresentativeFields
from ui.intake.traits import TraitTicks
from ui.intake.words import account_fault
from ui.language import bind
from ui.widgets import DateField, LabeledField, PhoneField, Segmented, rule, text_label


class MoreSection(QWidget):
    """The details of the visitor.

    Signals:
        changed(): the person typed or ticked something.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("intake.more_section")
        self.birth_date = DateField()
        self.sex = Segmented([(None, "—"), (Sex.FEMALE, N_("female")), (Sex.MALE, N_("male"))], "intake.sex", N_("Sex"))
        self.identity = LabeledField(N_("Identity document"), name="intake.identity_document")
        self.phone = LabeledField(N_("Phone"), PhoneField(), "intake.phone")
        self.address = LabeledField(N_("Address"), name="intake.address")
        self.account = LabeledField(N_("Bank account (IBAN)"), name="intake.bank_account")
        self.bank = LabeledField(N_("Bank"), name="intake.bank_name")
        self.representative = RepresentativeFields()
        self.household = HouseholdTable(today)
        self.traits = TraitTicks()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(LabeledField(N_("Day of birth"), self.birth_date, "intake.birth_date"), 0, 0, top)
        grid.addWidget(_under(N_("Sex"), self.sex), 0, 1, top)
        grid.addWidget(self.identity, 1, 0, top)
        grid.addWidget(self.phone, 1, 1, top)
        grid.addWidget(self.address, 2, 0, 1, 2)
        grid.addWidget(self.account, 3, 0, top)
        grid.addWidget(self.bank, 3, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(rule())
        rows.addLayout(grid)
        rows.addWidget(self.traits)
        rows.addWidget(rule())
        rows.addWidget(self.representative)
        rows.addWidget(rule())
        rows.addWidget(self.household)

    def _connect(self) -> None:
        lengths = ((self.identity, 200), (self.phone, 30), (self.address, 300), (self.account, 40), (self.bank, 150))
        for field, length in lengths:
            field.edit.setMaxLength(length)
            field.edit.textEdited.connect(self.changed)
        self.birth_date.value_changed.connect(self.changed)
        self.sex.chosen.connect(self.changed)
        self.account.edit.textEdited.connect(lambda _text: self._write_account(typing=True))
        self.account.edit.editingFinished.connect(self._write_account)
        self.traits.changed.connect(self.changed)
        self.representative.changed.connect(self.changed)
        self.household.changed.connect(self.changed)
        bind(self, self._write_account)

    def ask_about(self, offer: Offer | None) -> None:
        """Ask for the traits that decide over a document of that service there, and for no others."""
        edition = offer.edition if offer is not None else None
        self.traits.ask_for(traits_used(edition, offer.channel) if edition and offer else frozenset(), edition)
        self.household.ask_for(member_traits_used(edition, offer.channel) if edition and offer else frozenset())

    def focus_first(self) -> None:
        self.birth_date.setFocus()

    def show_form(self, form: IntakeForm) -> None:
        person = form.person
        self.birth_date.set_value(person.birth_date)
        self.sex.set_value(person.sex)
        fill(self.identity.edit, person.identity_document)
        fill(self.phone.edit, format_phone(person.phone))
        fill(self.address.edit, person.address)
        account = account_of(person.bank_account)
        fill(self.account.edit, format_iban(account) if account else person.bank_account)
        fill(self.bank.edit, person.bank_name)
        self.traits.show_traits(person.traits)
        self.representative.show_form(form.representative)
        self.household.show_members(form.household)
        self._write_account()

    def take(self, form: IntakeForm) -> IntakeForm:
        person = replace(
            form.person,
            birth_date=self.birth_date.value(),
            sex=self.sex_value(),
            identity_document=self.identity.edit.text(),
            phone=self.phone.edit.text(),
            address=self.address.edit.text(),
            bank_account=self.account.edit.text(),
            bank_name=self.bank.edit.text(),
            traits=self.traits.marked,
        )
        return replace(
            form, person=person, representative=self.representative.read(), household=self.household.members()
        )

    def sex_value(self) -> Sex | None:
        value = self.sex.value()
        return value if isinstance(value, Sex) else None

    def expect(self, born: date | None, sex: Sex | None, was_born: date | None, was_sex: Sex | None) -> None:
        """Fill in what the IIN tells, where nothing else was typed."""
        if self.birth_date.value() in (None, was_born) and not self.birth_date.is_impossible():
            self.birth_date.set_value(born)
        if self.sex_value() in (None, was_sex):
            self.sex.set_value(sex)

    def _write_account(self, *, typing: bool = False) -> None:
        """A wrong account is said when the field is left, and unsaid as soon as it is right."""
        fault = account_fault(self.account.edit.text())
        if typing and fault and self.account.message.isHidden():
            return
        self.account.say(fault, "bad")


def _under(source: str, widget: QWidget) -> QWidget:
    """A widget under its label."""
    found = QWidget()
    rows = QVBoxLayout(found)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(4)
    rows.addWidget(text_label(source, "quiet"))
    rows.addWidget(widget)
    return found
