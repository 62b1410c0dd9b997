"""What the provider's own draft of an assignment has to say: the sum and the first day, or the ground of a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.domain.cases import Evidence, Outcome
from desk_app.domain.regulation import Refused, ServiceEdition
from desk_app.errors import UserError
from desk_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Grant:
    """What is assigned. Source: typical rules No. 523, annex 5: the sum and the first day."""

    amount: str
    """Tenge, digits only."""
    period_from: date
    period_to: date | None = None


def check_draft(
    edition: ServiceEdition, outcome: Outcome, evidence: tuple[Evidence, ...], grant: Grant | None, ground: str
) -> None:
    """Check a draft against what its kind of result needs.

    Raises:
        UserError: E-365, a certificate confirms belonging and names no evidence; E-388, an assignment has no sum or
            first day; E-389, a refusal to assign has no ground of the edition.
    """
    is_certificate = edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    if outcome is Outcome.GRANTED and is_certificate and not evidence:
        raise UserError(
            "E-365",
            N_("The certificate would confirm assistance, but no record of it is marked."),
            N_("Mark the record it stands on, or draft that the person does not belong to the recipients."),
        )
    if outcome is Outcome.GRANTED and not is_certificate and (grant is None or not grant.amount.isdigit()):
        raise UserError(
            "E-388",
            N_("The sum or the first day of the assistance is missing in the draft."),
            N_("Enter both; the sum in whole tenge."),
        )
    known = {code for code, _words, _source in edition.result.grounds}
    if outcome is Outcome.REFUSED and known and ground not in known:
        raise UserError(
            "E-389",
            N_("A refusal to assign names a ground that its edition knows."),
            N_("Choose the ground from the list."),
        )


def period_of(evidence: tuple[Evidence, ...], grant: Grant | None) -> tuple[str, str]:
    """First and last day as ISO text, empty where there is none: of the grant, else of the first trace."""
    if grant is not None:
        return grant.period_from.isoformat(), grant.period_to.isoformat() if grant.period_to else ""
    first = evidence[0] if evidence else None
    return (first.period_from, first.period_to) if first is not None else ("", "")
