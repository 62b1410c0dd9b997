"""The executor's draft of an assignment at the provider's own desk: sum and days, or the ground of a refusal."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton, QWidget

from desk_app.domain.cases import Outcome
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.grants import Grant
from ui.entrance.forms import Form
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work
from ui.widgets import DateField

_TOOL_TIP = 3
OUTCOMES = {
    Outcome.GRANTED: N_("Granted"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.NOT_RENDERED: N_("The service is refused: it is not rendered"),
}


class AssignmentPanel(ActionPanel):
    """Three outcomes, and of the rest only what belongs to the one chosen."""

    verb = N_("Send the draft for signature")
    outcomes: dict[Outcome, QRadioButton]
    amount: QLineEdit
    ground: QComboBox

    def build(self) -> None:
        group, self.outcomes = QButtonGroup(self), {}
        for outcome, words in OUTCOMES.items():
            button = QRadioButton()
            button.setObjectName(f"assign_{outcome.value}")
            bind(button, button.setText, words)
            bind(button, button.setAccessibleName, words)
            group.addButton(button)
            self.form.add(button)
            self.outcomes[outcome] = button
        self.outcomes[Outcome.NOT_RENDERED].setVisible(self.card.edition.render_refusal is not None)
        self._grant, self._refusal = Form(), Form()
        self.amount, self.period_from, self.period_to = QLineEdit(), DateField(), DateField()
        self.amount.setMaxLength(12)
        self._grant.pair(
            ("amount", N_("Sum a month, tenge"), self.amount),
            ("period_from", N_("From"), self.period_from),
            ("period_to", N_("To"), self.period_to),
        )
        self.ground = self._refusal.field("ground", N_("Ground of the refusal"), QComboBox())
        self.ground.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.add(self._grant)
        self.form.add(self._refusal)
        self.outcomes[Outcome.GRANTED].setChecked(True)
        for button in self.outcomes.values():
            button.toggled.connect(lambda _on: self._show_parts())
        bind(self.ground, self._show_parts)

    def first_field(self) -> QWidget:
        return self.outcomes[Outcome.GRANTED]

    @property
    def outcome(self) -> Outcome:
        return next(outcome for outcome, button in self.outcomes.items() if button.isChecked())

    def _show_parts(self) -> None:
        """Show what the outcome needs; each outcome has grounds of its own."""
        outcome, edition = self.outcome, self.card.edition
        render = edition.render_refusal.grounds if edition.render_refusal is not None else ()
        grounds = {Outcome.REFUSED: edition.result.grounds, Outcome.NOT_RENDERED: render}.get(outcome, ())
        held = self.ground.currentData()
        self.ground.clear()
        self.ground.addItem(_("Choose the ground"), "")
        for index, (code, words, source) in enumerate(grounds, 1):
            self.ground.addItem(words.text(language()), code)
            tip = f"{words.text(language())} ({source.text.text(language())})"
            self.ground.setItemData(index, tip, _TOOL_TIP)
        self.ground.setCurrentIndex(max(self.ground.findData(held), 0))
        self._grant.setVisible(outcome is Outcome.GRANTED)
        self._refusal.setVisible(bool(grounds))

    def work(self) -> Work | None:
        fault = self._fault()
        if fault is not None:
            self.say(*fault)
            return None
        outcome, ground, grant = self.outcome, str(self.ground.currentData() or ""), self._granted()
        desk, key = self.desk, self.card.case.key
        return lambda: desk.decisions.draft(desk.session, key, outcome, (), ground=ground, grant=grant)

    def _amount(self) -> str:
        return "".join(self.amount.text().split())

    def _granted(self) -> Grant | None:
        begins = self.period_from.value()
        if self.outcome is not Outcome.GRANTED or begins is None:
            return None
        return Grant(self._amount(), begins, self.period_to.value())

    def _fault(self) -> tuple[str, QWidget] | None:
        if self.outcome is not Outcome.GRANTED:
            missing = not self._refusal.isHidden() and not self.ground.currentData()
            return (_("Choose the ground from the list."), self.ground) if missing else None
        begins, ends = self.period_from.value(), self.period_to.value()
        if not self._amount().isdigit():
            return _("Enter the sum in whole tenge, digits only."), self.amount
        if begins is None:
            return _("Enter the first day of the assistance as dd.mm.yyyy."), self.period_from
        if self.period_to.is_impossible():
            return _("Enter the last day as dd.mm.yyyy, or leave it empty."), self.period_to
        if ends is not None and ends < begins:
            return _("The last day is before the first one."), self.period_to
        return None
