"""What a decision stands on: frozen with the draft, compared before the signature."""

from __future__ import annotations

from desk_app.domain.application import Application
from desk_app.domain.cases import Evidence
from desk_app.domain.frozen import frozen_text


def basis_text(application: Application, evidence: tuple[Evidence, ...], edition: str, edition_digest: str) -> str:
    """Return what decides, as canonical JSON: who applies, the household, the documents, the traces, the wording.

    How to reach and to pay the applicant is left out, and how many sheets a document has: no decision turns on it, and
    putting a telephone number right does not undo one.
    """
    applicant = application.applicant
    return frozen_text(
        {
            "applicant": {
                "iin": applicant.iin,
                "name": applicant.name,
                "birth_date": applicant.birth_date,
                "sex": applicant.sex,
                "address": applicant.address,
            },
            "traits": application.traits,
            "household": application.household,
            "documents": [
                {"code": found.code, "state": found.state, "valid_until": found.valid_until, "waiver": found.waiver}
                for found in application.documents
            ],
            "evidence": evidence,
            "edition": edition,
            "edition_digest": edition_digest,
        }
    )


def same_basis(before: Application, after: Application) -> bool:
    """True if a decision on the one stands on the other too."""
    return basis_text(before, (), before.edition, "") == basis_text(after, (), after.edition, "")
