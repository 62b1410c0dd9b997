"""Block 1: who the visitor is. The IIN searches while it is typed and fills in what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from desk_app.domain.application import Sex, is_minor
from desk_app.domain.iin import IinCheck, IinFault, check_iin
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from ui.intake.fields import IinField, fill
from ui.intake.form import IntakeForm, PersonForm
from ui.intake.head import block_head
from ui.intake.more import MoreSection
from ui.intake.words import IIN_FAULTS, MINOR, age_on, sex_word
from ui.language import bind
from ui.theme import scaled
from ui.widgets import Card, LabeledField, set_fault, set_role, value_label
from ui.widgets.shares import share_width

_LONGEST_NAME = 100
IIN_WIDE = "000000 000000"
FIELD_PADDING = 28
"""Pixels of a field beside its words."""
LEAST = 64


class VisitorBlock(Card):
    """IIN and names in the first view; everything else behind «more».

    Signals:
        changed(): the person typed something.
        iin_completed(str): the twelfth digit was typed.
        accepted(): Enter in the IIN: on to what is still open.
    """

    changed = Signal()
    iin_completed = Signal(str)
    accepted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(margin=10, spacing=4)
        self.setObjectName("intake.visitor")
        self._today = today
        self._born_by_iin: date | None = None
        self._sex_by_iin: Sex | None = None
        self._history: tuple[str, str] = ("", "quiet")
        self.iin = IinField()
        self.surname, self.name, self.patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self.override = LabeledField(N_("Reason for keeping this IIN"), name="intake.iin_override")
        self.override.edit.setMaxLength(200)
        self.more = MoreSection(today)
        self._facts = value_label("", "quiet")
        self.more_button = QPushButton()
        self.more_button.setObjectName("intake.more")
        self.more_button.setProperty("role", "link")
        self.more_button.setCheckable(True)
        self._fault = value_label("", "bad", wrap=True)
        self._warning = value_label("", "warn", wrap=True)
        self._known = value_label("", "quiet", wrap=True)
        self._known.setObjectName("intake.history")
        self._fields, self._shares = QHBoxLayout(), list[int]()
        self._lay_out()
        self._connect()
        self.more.hide()
        bind(self, self._write)

    def _lay_out(self) -> None:
        head = block_head("1", N_("Visitor"))
        head.addWidget(self._facts)
        fields = self._fields
        fields.setSpacing(8)
        names = (
            (N_("IIN"), self.iin, "intake.iin", 27),
            (N_("Surname"), self.surname, "intake.surname", 30),
            (N_("Name"), self.name, "intake.name", 22),
            (N_("Patronymic"), self.patronymic, "intake.patronymic", 23),
        )
        for words, edit, name, share in names:
            field = LabeledField(words, edit, name)
            fields.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            self._shares.append(share)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._known, 1)
        foot.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)
        foot.setContentsMargins(0, 0, 0, 0)
        self.rows.addLayout(head)
        self.rows.addLayout(fields)
        for widget in (self._fault, self.override, self._warning):
            self.rows.addWidget(widget)
            widget.hide()
        self.rows.addLayout(foot)
        self.rows.addWidget(self.more)

    def _connect(self) -> None:
        for edit in (self.surname, self.name, self.patronymic):
            edit.setMaxLength(_LONGEST_NAME)
            edit.editingFinished.connect(partial(edit.setCursorPosition, 0))  # a long one is read from its beginning
            edit.editingFinished.connect(self._share_width)
        for edit in (self.surname, self.name, self.patronymic, self.override.edit):
            edit.textEdited.connect(self.changed)
        self.iin.iin_changed.connect(self._on_iin_changed)
        self.iin.returnPressed.connect(self.accepted)
        self.surname.returnPressed.connect(self.name.setFocus)
        self.name.returnPressed.connect(self.patronymic.setFocus)
        self.patronymic.returnPressed.connect(self.accepted)
        self.more.changed.connect(self._on_more_changed)
        self.more_button.toggled.connect(self.open_more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """A long surname is given what the fields beside it have no need of; not while it is being typed."""
        texts = (IIN_WIDE, self.surname.text(), self.name.text(), self.patronymic.text())
        metrics = self.iin.fontMetrics()
        needs = [max(metrics.horizontalAdvance(text), scaled(LEAST)) + scaled(FIELD_PADDING) for text in texts]
        room = self.contentsRect().width() - 2 * self.rows.contentsMargins().left() - 3 * self._fields.spacing()
        for index, width in enumerate(share_width(room, needs, self._shares)):
            self._fields.setStretch(index, max(width, 1))

    # ---- form

    def show_form(self, form: IntakeForm) -> None:
        """Show a form; nothing is saved by it."""
        person = form.person
        self.iin.set_iin(person.iin)
        self.iin.setCursorPosition(len(self.iin.text()))
        for field, text in ((self.surname, person.surname), (self.name, person.name)):
            fill(field, text)
        fill(self.patronymic, person.patronymic)
        self._share_width()
        fill(self.override.edit, person.iin_override)
        found = check_iin(person.iin)
        self._born_by_iin, self._sex_by_iin = found.birth_date, found.sex
        self.more.show_form(form)
        if not (person.iin or person.surname):
            self.show_history("", "quiet")
            self.more_button.setChecked(False)
        self._write()

    def take(self, form: IntakeForm) -> IntakeForm:
        """Return the form with this block as it stands."""
        person = PersonForm(
            iin=self.iin.iin(),
            iin_override=self.override.text() if not self.override.isHidden() else "",
            surname=self.surname.text(),
            name=self.name.text(),
            patronymic=self.patronymic.text(),
        )
        return self.more.take(replace(form, person=person))

    @property
    def has_names(self) -> bool:
        return bool(self.surname.text().strip() and self.name.text().strip())

    def show_history(self, text: str, role: str) -> None:
        """What is known of the person, in a line."""
        self._history = (text, role)
        self._write_history()

    def first_empty(self) -> QLineEdit | None:
        """The next field of the first view that wants words."""
        fields = (self.iin, self.surname, self.name)
        return next((field for field in fields if not field.text().strip()), None)

    def open_more(self, shown: bool) -> None:
        """Unfold the details, or fold them."""
        self.more_button.setChecked(shown)
        self.more.setVisible(shown)
        self._write_more()
        if shown and self.more_button.hasFocus():
            self.more.focus_first()

    # ---- the number

    def _on_iin_changed(self, iin: str) -> None:
        found = check_iin(iin)
        if found.birth_date != self._born_by_iin or found.sex != self._sex_by_iin:
            self.more.expect(found.birth_date, found.sex, self._born_by_iin, self._sex_by_iin)
            self._born_by_iin, self._sex_by_iin = found.birth_date, found.sex
        self._write()
        self.changed.emit()
        if len(iin) == 12:
            self.iin_completed.emit(iin)

    def _on_more_changed(self) -> None:
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        found = check_iin(self.iin.iin())
        self._facts.setText(self._facts_words(found))
        self._show_fault(found)
        warning = self._warning_words(found)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._write_history()
        self._write_more()

    def _facts_words(self, found: IinCheck) -> str:
        born, sex = self.more.birth_date.value() or found.birth_date, self.more.sex_value() or found.sex
        parts = []
        if born is not None:
            # Translators: the age of a person in years
            parts += [short_date(born), _("{age} years").format(age=age_on(born, self._today()))]
            if is_minor(born, self._today()):
                parts.append(_(MINOR))
        if sex is not None:
            parts.append(sex_word(sex))
        return " · ".join(parts)

    def _show_fault(self, found: IinCheck) -> None:
        """A number that is still being typed is no fault."""
        being_typed = found.fault is IinFault.LENGTH and (self.iin.hasFocus() or not found.iin)
        faulty = found.fault is not IinFault.NONE and not being_typed
        set_fault(self.iin, faulty)
        self._fault.setVisible(faulty)
        self._fault.setText("✗ " + _(IIN_FAULTS[found.fault]) if faulty else "")
        self.override.setVisible(found.fault is IinFault.CHECK_DIGIT)

    def _warning_words(self, found: IinCheck) -> str:
        born, sex = self.more.birth_date.value(), self.more.sex_value()
        if found.impossible_date:
            return "⚠ " + _("The IIN holds a day of birth that no calendar has. Look at the document.")
        if found.birth_date is not None and born is not None and born != found.birth_date:
            return "⚠ " + _("By the IIN the day of birth is {by_iin}, here it is {here}. Look at the document.").format(
                by_iin=short_date(found.birth_date), here=short_date(born)
            )
        if found.sex is not None and sex is not None and sex is not found.sex:
            return "⚠ " + _("The sex differs from what the IIN says. Look at the document.")
        return ""

    def _write_history(self) -> None:
        text, role = self._history
        self._known.setText(text)
        set_role(self._known, role)

    def _write_more(self) -> None:
        opened = self.more_button.isChecked()
        words = _("Less about the visitor") if opened else _("More about the visitor")
        self.more_button.setText(("▾ " if opened else "▸ ") + words)
