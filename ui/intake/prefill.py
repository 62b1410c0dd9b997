"""What an earlier visit puts into the form, and how the page tells of it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from desk_app.domain.application import Application, PresentedDocument
from desk_app.domain.completeness import base_code
from desk_app.domain.iin import check_iin
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import gettext as _
from desk_app.i18n import ngettext, short_date
from desk_app.usecases.intake import Offer, Recall
from desk_app.usecases.ports import CaseRow, Refusal
from ui.intake.form import IntakeForm, person_of, representative_of, same_documents, undecided_again


def refusal_of(recall: Recall | None, service: str) -> Refusal | None:
    """The refusal of that service that nobody followed up."""
    refusals = recall.refusals if recall is not None else ()
    return next((refusal for refusal in refusals if refusal.service == service), None)


def newest_refusal(recall: Recall) -> Refusal | None:
    return max(recall.refusals, key=lambda refusal: refusal.refused_at, default=None)


def filled(form: IntakeForm, application: Application) -> IntakeForm:
    """The form with the person of an earlier application. The representative is asked about anew."""
    person, told = person_of(application), check_iin(form.person.iin)
    return replace(
        form,
        person=replace(
            person,
            iin=form.person.iin,
            birth_date=person.birth_date or told.birth_date,
            sex=person.sex or told.sex,
        ),
        household=application.household,
        language=application.language,
    )


def with_service(
    form: IntakeForm, offer: Offer, earlier: Application | None, refusal: Refusal | None, on: date
) -> IntakeForm:
    """The form with that service chosen: after a refusal as it stood then, else every line open."""
    form = replace(
        form, edition=offer.edition.id, channel=offer.channel, consent_at=None, filling_faults=(), after_refusal=None
    )
    if refusal is not None:
        return replace(
            form,
            documents=same_documents(offer.edition, refusal.application.documents, refusal.gaps, on),
            representative=representative_of(refusal.application),
            after_refusal=refusal.key,
        )
    known = {document.code: document for document in (earlier.documents if earlier is not None else ())}
    known |= {document.code: document for document in form.documents}
    return replace(form, documents=tuple(_remembered(offer.edition, known, on)))


def _remembered(edition: ServiceEdition, known: dict[str, PresentedDocument], on: date) -> list[PresentedDocument]:
    """Open lines that remember a last day still to come."""
    expiring = {rule.code for rule in edition.documents if rule.expires}
    return [
        undecided_again(document, on)
        for code, document in known.items()
        if base_code(code) in expiring and document.valid_until is not None
    ]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the person, for the line under their name."""

    recall: Recall
    zone: ZoneInfo

    def words(self, service: str, typed_name: str, *, gaps_closed: bool = False) -> tuple[str, str]:
        """Return the line and its colour's role: an open case first, then the refusal, then who it is."""
        open_case = next((case for case in self.recall.open_cases if case.service == service), None)
        if open_case is not None:
            return self._open(open_case), "bad"
        refusal = refusal_of(self.recall, service) or newest_refusal(self.recall)
        if refusal is not None:
            return self._refused(refusal, gaps_closed), "good" if gaps_closed else "warn"
        if self.recall.application is None:
            return ("" if typed_name else _("Not known here yet: enter the name.")), "quiet"
        name = self.recall.application.applicant.name.full
        if typed_name and name != typed_name:
            return _("Known here as {name}. Look at the document.").format(name=name), "warn"
        if self.recall.open_cases:
            return self._open(self.recall.open_cases[0]), "quiet"
        return _("Filled in from the earlier application."), "quiet"

    def _open(self, case: CaseRow) -> str:
        day = short_date(case.registered_at.astimezone(self.zone).date())
        return _("Open case No. {number} of {date}").format(number=case.number, date=day)

    def _refused(self, refusal: Refusal, gaps_closed: bool) -> str:
        day = short_date(refusal.refused_at.astimezone(self.zone).date())
        count = len(refusal.gaps)
        missing = ngettext(
            "{date}: acceptance was refused, {count} document was missing",
            "{date}: acceptance was refused, {count} documents were missing",
            count,
        ).format(date=day, count=count)
        return _("{refusal}; now all are here").format(refusal=missing) if gaps_closed else missing
