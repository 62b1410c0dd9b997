"""Handing the result over: identity first, then the name of who takes it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from desk_app.domain.application import Representative
from desk_app.errors import TerezeError
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.issuing import Receiver
from desk_app.usecases.ports_line import SubjectKind
from desk_app.usecases.routing import StepDone
from ui.entrance.forms import Form
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work


class HandOverPanel(ActionPanel):
    """Space and Enter, where the applicant came in person."""

    verb = N_("Hand over")
    identity: QCheckBox
    applicant: QRadioButton
    representative: QRadioButton
    name: QLineEdit
    shown: Form
    document: QLineEdit
    authority: QLineEdit

    def build(self) -> None:
        self.identity = QCheckBox()
        self.identity.setObjectName("identity")
        source = N_("The identity document was looked at")
        bind(self.identity, self.identity.setText, source)
        bind(self.identity, self.identity.setAccessibleName, source)
        self.form.add(self.identity)
        self._who()
        self.name = self.form.line("receiver", N_("Who takes the paper"), 200)
        self.shown = Form()
        self.document = self.shown.line("receiver_document", N_("Identity document: kind and number"), 100)
        by = N_("Acts by: power of attorney, its number and date")
        self.authority = self.shown.line("receiver_authority", by, 200)
        self.form.add(self.shown)
        self._fill()
        self.applicant.toggled.connect(lambda _on: self._fill())
        self.name.textEdited.connect(lambda _text: self._fill_authority())

    def _who(self) -> None:
        self.applicant, self.representative = QRadioButton(), QRadioButton()
        self.applicant.setObjectName("receiver_applicant")
        self.representative.setObjectName("receiver_representative")
        group, line = QButtonGroup(self), QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for button, source in ((self.applicant, N_("The applicant")), (self.representative, N_("A representative"))):
            bind(button, button.setText, source)
            bind(button, button.setAccessibleName, source)
            group.addButton(button)
            row.addWidget(button)
        row.addStretch()
        self.applicant.setChecked(True)
        self.form.add(line)

    def _fill(self) -> None:
        """The name follows the choice until somebody else is typed."""
        application = self.card.case.application
        named = application.representative.name.full if application.representative is not None else ""
        known = {application.applicant.name.full, named, ""}
        if self.name.text() in known:
            self.name.setText(application.applicant.name.full if self.applicant.isChecked() else named)
        self.shown.setVisible(self.representative.isChecked())
        self._fill_authority()

    def _fill_authority(self) -> None:
        """What the representative of the application acts by; nobody else gets it filled in."""
        named = self.card.case.application.representative
        known = _authority(named) if named is not None else ""
        is_theirs = named is not None and self.name.text().strip() == named.name.full
        if self.authority.text() in (known, ""):
            self.authority.setText(known if is_theirs else "")

    def first_field(self) -> QWidget:
        return self.identity

    def work(self) -> Work | None:
        by_other = self.representative.isChecked()
        receiver = Receiver(
            self.name.text().strip(),
            self.identity.isChecked(),
            by_other,
            self.document.text().strip() if by_other else "",
            self.authority.text().strip() if by_other else "",
        )
        if not receiver.identity_checked:
            self.say(_("Look at the identity document and tick the box with Space."), self.identity)
            return None
        if not receiver.name:
            self.say(_("Name who takes the paper."), self.name)
            return None
        if by_other and not receiver.document:
            self.say(_("Write the kind and number of the identity document."), self.document)
            return None
        if by_other and not receiver.authority:
            self.say(_("Write what the representative acts by."), self.authority)
            return None
        desk, key = self.desk, self.card.case.key
        return lambda: _hand_over(desk, key, receiver)


def _authority(named: Representative) -> str:
    until = _("until {date}").format(date=short_date(named.valid_until)) if named.valid_until is not None else ""
    number = f"№ {named.power_number}" if named.power_number else ""
    return ", ".join(part for part in (number, named.notary, until) if part)


def _hand_over(desk: Desk, case: UUID, receiver: Receiver) -> StepDone:
    done = desk.issuing.hand_over(desk.session, case, receiver)
    with suppress(TerezeError):  # the paper is handed over, whatever becomes of the line
        desk.line.produced(desk.session, case, SubjectKind.ISSUE)
    return done
