"""What is corrected: a case or a refusal, as the form needs it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from desk_app.domain.application import Application
from desk_app.domain.basis import same_basis
from desk_app.domain.keys import new_key
from desk_app.domain.papers import Paper
from desk_app.domain.regulation import ServiceEdition
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Offer
from desk_app.usecases.law import zone_of
from desk_app.usecases.register import CaseCard, RefusalCard
from ui.intake.form import IntakeForm, application_of, person_of, representative_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A registration that can be put right."""

    number: str
    registered: Application
    registered_at: datetime
    edition: ServiceEdition
    offer: Offer
    on: date
    """The day by which documents are asked for: that of registration."""
    has_draft: bool
    send: Callable[[Application, str], Paper]
    """Records the correction with its reason; returns the paper issued anew."""

    def form(self) -> IntakeForm:
        """What is registered, as the form of the desk shows it."""
        application = self.registered
        return IntakeForm(
            key=new_key(),
            started_at=self.registered_at,
            person=replace(person_of(application), iin_override=application.applicant.iin_override),
            representative=representative_of(application),
            household=application.household,
            edition=application.edition,
            channel=application.channel,
            documents=application.documents,
            filling_faults=application.filling_faults,
            consent_at=self.registered_at if application.consent.given else None,
            language=application.language,
        )

    def corrected(self, base: IntakeForm, typed: IntakeForm) -> Application:
        """What is registered with what the person changed, and nothing else.

        The form writes some things its own way (a telephone number, an account): what it shows unchanged stays as it
        was registered.
        """
        was, now = (application_of(form, self.edition, self.on) for form in (base, typed))
        found = self.registered
        fields = ("iin", "iin_override", "name", "birth_date", "sex", "address", "phone", "identity_document",
                  "bank_account", "bank_name")  # fmt: skip
        applicant = replace(found.applicant, **_changed(was.applicant, now.applicant, fields))
        parts = ("traits", "representative", "household", "documents", "filling_faults", "language")
        return replace(found, applicant=applicant, **_changed(was, now, parts))

    def loses_draft(self, application: Application) -> bool:
        """True if a draft of the decision stands on what would change."""
        return self.has_draft and not same_basis(self.registered, application)


def _changed(was: object, now: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(now, name) for name in names if getattr(was, name) != getattr(now, name)}


def subject_of_case(desk: Desk, card: CaseCard) -> Subject:
    case = card.case

    def send(application: Application, reason: str) -> Paper:
        return desk.corrections.correct(desk.session, case.key, application, reason, case.version).paper

    on = case.registered_at.astimezone(zone_of(desk.session)).date()
    offer = Offer(card.edition, card.rule, card.edition.is_in_force(on))
    has_draft = case.decision is not None
    return Subject(case.number, case.application, case.registered_at, card.edition, offer, on, has_draft, send)


def subject_of_refusal(desk: Desk, card: RefusalCard) -> Subject:
    refusal = card.refusal

    def send(application: Application, reason: str) -> Paper:
        corrections, seen = desk.refusal_corrections, refusal.application
        return corrections.reissue(desk.session, refusal.key, application, reason, seen).paper

    on = refusal.refused_at.astimezone(zone_of(desk.session)).date()
    offer = Offer(card.edition, desk.law.rule(refusal.edition, refusal.channel), card.edition.is_in_force(on))
    return Subject(refusal.number, refusal.application, refusal.refused_at, card.edition, offer, on, False, send)
