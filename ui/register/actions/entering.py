"""The provider's result, copied from its letter."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desk_app.domain.cases import Outcome
from desk_app.domain.papers import PaperKind
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.decision import Letter, kind_of
from ui.entrance.forms import Form
from ui.language import bind
from ui.register.actions.grounds import GroundBox
from ui.register.actions.panel import ActionPanel, Work, chosen_language
from ui.register.scan_field import ScanField
from ui.widgets import DateField


class ResultPanel(ActionPanel):
    """Granted or refused, and of the rest only what belongs to that."""

    verb = N_("Enter the result")
    granted: QRadioButton
    refused: QRadioButton
    not_rendered: QRadioButton
    render_ground: GroundBox
    number: QLineEdit
    day: DateField
    signer: QLineEdit
    scan: ScanField
    amount: QLineEdit
    ground: QComboBox
    language: QComboBox

    def build(self) -> None:
        today = self.desk.clock.now().date()
        self._outcomes()
        self.number, self.day = QLineEdit(), date_field(today)
        self.number.setMaxLength(60)
        self.form.pair(("letter_number", N_("Letter No."), self.number), ("letter_day", N_("Letter of"), self.day))
        self.signer = self.form.line("letter_signer", N_("Signed by"), 120)
        self.scan = ScanField()
        self.form.add(self.scan)
        self._grant_part(today)
        self._refusal_part()
        self.render_ground = GroundBox(self.card.edition)
        self.form.add(self.render_ground)
        self.language = self.choose_language()
        self.granted.setChecked(True)
        for button in (self.granted, self.refused, self.not_rendered):
            button.toggled.connect(lambda _on: self._show_parts())
        self._show_parts()

    def _outcomes(self) -> None:
        self.granted, self.refused, self.not_rendered = QRadioButton(), QRadioButton(), QRadioButton()
        self.granted.setObjectName("letter_granted")
        self.refused.setObjectName("letter_refused")
        self.not_rendered.setObjectName("letter_not_rendered")
        group, line = QButtonGroup(self), QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        outcomes = (
            (self.granted, N_("Granted")),
            (self.refused, N_("Refused by the provider")),
            (self.not_rendered, N_("The service is refused: it is not rendered")),
        )
        for button, source in outcomes:
            bind(button, button.setText, source)
            bind(button, button.setAccessibleName, source)
            group.addButton(button)
            column.addWidget(button)
        self.form.add(line)
        # not before it is in the form: it would be a window of its own for a moment, and take the keyboard along
        self.not_rendered.setVisible(self.card.edition.render_refusal is not None)

    def _grant_part(self, today: date) -> None:
        self._grant = Form()
        self.amount = QLineEdit()
        self.amount.setMaxLength(12)
        first = today.replace(day=1)
        self.period_from, self.period_to = date_field(first), DateField()
        self._grant.pair(
            ("amount", N_("Sum a month, tenge"), self.amount),
            ("period_from", N_("From"), self.period_from),
            ("period_to", N_("To"), self.period_to),
        )
        self.form.add(self._grant)

    def _refusal_part(self) -> None:
        self._refusal = Form()
        self.ground = self._refusal.field("ground", N_("Ground of the refusal"), QComboBox())
        self.ground.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.ground.addItem("", "")
        for code, _words, _source in self.card.edition.result.grounds:
            self.ground.addItem("", code)
        bind(self.ground, self._name_grounds)
        self.form.add(self._refusal)

    def _name_grounds(self) -> None:
        self.ground.setItemText(0, _("Choose the ground"))
        for index, (_code, words, _source) in enumerate(self.card.edition.result.grounds, 1):
            self.ground.setItemText(index, words.text(language()))
            self.ground.setItemData(index, words.text(language()), 3)

    def _show_parts(self) -> None:
        wants_sum = kind_of(self.card.edition) is PaperKind.NOTIFICATION
        granted = self.granted.isChecked()
        self._grant.setVisible(wants_sum and granted)
        self._refusal.setVisible(self.refused.isChecked() and bool(self.card.edition.result.grounds))
        self.render_ground.setVisible(self.not_rendered.isChecked())

    def first_field(self) -> QWidget:
        return self.granted

    def letter(self, day: date) -> Letter:
        """What was copied from the letter of that day."""
        granted, not_rendered = self.granted.isChecked(), self.not_rendered.isChecked()
        refused_ground = self.render_ground.code() if not_rendered else str(self.ground.currentData() or "")
        with_sum = not self._grant.isHidden()
        return Letter(
            outcome=Outcome.GRANTED if granted else Outcome.NOT_RENDERED if not_rendered else Outcome.REFUSED,
            number=self.number.text().strip(),
            day=day,
            amount="".join(self.amount.text().split()) if with_sum else "",
            period_from=self.period_from.value() if with_sum else None,
            period_to=self.period_to.value() if with_sum else None,
            ground="" if granted else refused_ground,
            signed_by=self.signer.text().strip(),
        )

    def work(self) -> Work | None:
        day = self.day.value()
        if day is None:
            self.say(_("Enter the date of the letter as dd.mm.yyyy."), self.day)
            return None
        letter = self.letter(day)
        missing = self._missing(letter)
        if missing is not None:
            self.say(*missing)
            return None
        desk, key, paper_language = self.desk, self.card.case.key, chosen_language(self.language)
        scan = self.scan.path
        return lambda: desk.decisions.enter_result(desk.session, key, letter, paper_language, scan)

    def _missing(self, letter: Letter) -> tuple[str, QWidget] | None:
        if not letter.number:
            return _("Enter the number of the letter."), self.number
        if not letter.signed_by:
            return _("Enter who signed the letter."), self.signer
        if not self._grant.isHidden() and not letter.amount.isdigit():
            return _("Enter the sum in whole tenge, digits only."), self.amount
        if not self._grant.isHidden() and letter.period_from is None:
            return _("Enter the first day of the assistance as dd.mm.yyyy."), self.period_from
        if self.period_to.is_impossible():
            return _("Enter the last day as dd.mm.yyyy, or leave it empty."), self.period_to
        if letter.period_from is not None and letter.period_to is not None and letter.period_to < letter.period_from:
            return _("The last day is before the first one."), self.period_to
        if not self._refusal.isHidden() and not letter.ground:
            return _("Choose the ground as the letter gives it."), self.ground
        if letter.outcome is Outcome.NOT_RENDERED and not letter.ground:
            return _("Choose the ground as the letter gives it."), self.render_ground.box
        return None


def date_field(day: date) -> DateField:
    """A date field that holds a day already."""
    field = DateField()
    field.set_value(day)
    return field
