"""What does not fit the calm first view: document, address, account, traits, representative, household."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain.application import Sex
from desk_app.domain.iban import format_iban
from desk_app.domain.phone import format_phone
from desk_app.domain.regulation import Trait
from desk_app.i18n import N_
from ui.intake.fields import IinField, fill
from ui.intake.form import IntakeForm, RepresentativeForm, account_of
from ui.intake.household import HouseholdTable
from ui.intake.words import TRAITS, account_fault
from ui.language import bind
from ui.widgets import DateField, LabeledField, PhoneField, Segmented, rule, text_label


class MoreSection(QWidget):
    """The details of the visitor.

    Signals:
        changed(): the person typed or ticked something.
    """

    changed = Signal()

    def __init__(self) -> None:
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
        self.household = HouseholdTable()
        self._traits: dict[Trait, QCheckBox] = {}
        for trait, words in TRAITS.items():
            box = QCheckBox()
            box.setObjectName(f"intake.trait_{trait.value}")
            bind(box, box.setText, words)
            self._traits[trait] = box
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
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for box in self._traits.values():
            boxes.addWidget(box)
        rows.addLayout(boxes)
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
        for box in self._traits.values():
            box.clicked.connect(self.changed)
        self.representative.changed.connect(self.changed)
        self.household.changed.connect(self.changed)
        bind(self, self._write_account)

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
        for trait, box in self._traits.items():
            box.setChecked(trait in person.traits)
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
            traits=frozenset(trait for trait, box in self._traits.items() if box.isChecked()),
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


class RepresentativeFields(QWidget):
    """Who applies for the applicant, and by what power. What was typed stays while the tick is off.

    Signals:
        changed(): the person typed or ticked something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.applies = _tick("intake.representative", N_("A representative applies"))
        self.legal = _tick("intake.representative_legal", N_("Parent or guardian: no power of attorney is needed"))
        self.valid_until = DateField()
        self.iin = IinField()
        self._texts = {
            "surname": LabeledField(N_("Surname"), name="intake.representative_surname"),
            "name": LabeledField(N_("Name"), name="intake.representative_name"),
            "patronymic": LabeledField(N_("Patronymic"), name="intake.representative_patronymic"),
            "power_number": LabeledField(N_("Number of the power of attorney"), name="intake.power_number"),
            "notary": LabeledField(N_("Notary"), name="intake.notary"),
        }
        until = LabeledField(N_("Valid until"), self.valid_until, "intake.power_until")
        number = LabeledField(N_("IIN"), self.iin, "intake.representative_iin")
        self._power = (self._texts["power_number"], self._texts["notary"], until)
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        places: list[QWidget] = [self._texts["surname"], self._texts["name"], self._texts["patronymic"], number]
        places += self._power
        for place, widget in enumerate(places):
            grid.addWidget(widget, place // 2 + (place >= 4), place % 2)
        grid.addWidget(self.legal, 2, 0, 1, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.applies)
        rows.addWidget(self._fields)
        for field in self._texts.values():
            field.edit.setMaxLength(150)
            field.edit.textEdited.connect(self.changed)
        self.valid_until.value_changed.connect(self.changed)
        self.iin.iin_changed.connect(self.changed)
        for box in (self.applies, self.legal):
            box.clicked.connect(self._on_clicked)
        self._unfold()

    def show_form(self, form: RepresentativeForm) -> None:
        self.applies.setChecked(form.applies)
        self.legal.setChecked(form.is_legal)
        for name, field in self._texts.items():
            fill(field.edit, getattr(form, name))
        self.iin.set_iin(form.iin)
        self.valid_until.set_value(form.valid_until)
        self._unfold()

    def read(self) -> RepresentativeForm:
        texts = {name: field.edit.text() for name, field in self._texts.items()}
        return RepresentativeForm(
            applies=self.applies.isChecked(),
            is_legal=self.legal.isChecked(),
            iin=self.iin.iin(),
            valid_until=self.valid_until.value(),
            **texts,
        )

    def first_field(self) -> QLineEdit:
        """Where to go on when the power of attorney is incomplete."""
        fields = (self._texts["surname"].edit, self._texts["power_number"].edit, self.valid_until)
        return next((field for field in fields if not field.text().strip()), self.valid_until)

    def _on_clicked(self) -> None:
        self._unfold()
        self.changed.emit()

    def _unfold(self) -> None:
        self._fields.setVisible(self.applies.isChecked())
        for widget in self._power:
            widget.setVisible(not self.legal.isChecked())


def _tick(name: str, source: str) -> QCheckBox:
    box = QCheckBox()
    box.setObjectName(name)
    bind(box, box.setText, source)
    return box
