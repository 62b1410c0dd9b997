"""Who applies for the applicant, and by what power."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.i18n import N_
from ui.intake.fields import IinField, fill
from ui.intake.form import RepresentativeForm
from ui.language import bind
from ui.widgets import DateField, LabeledField


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

    def ask_legal(self) -> None:
        """A parent or guardian is wanted: unfold the fields with that tick set, and stand on the first open one."""
        if not (self.applies.isChecked() and self.legal.isChecked()):
            self.applies.setChecked(True)
            self.legal.setChecked(True)
            self._on_clicked()
        self.first_field().setFocus()

    def first_field(self) -> QLineEdit:
        """Where to go on when the representative is incomplete."""
        surname = self._texts["surname"].edit
        if self.legal.isChecked():
            return surname
        fields = (surname, self._texts["power_number"].edit, self.valid_until)
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
