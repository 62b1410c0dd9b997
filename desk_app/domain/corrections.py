"""What was typed wrongly at the desk and put right, and what was made void: with both versions, a reason and a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.frozen import frozen_text, plain


class CorrectionKind(StrEnum):
    CORRECTED = "corrected"
    VOIDED = "voided"
    """The registration, or the refusal, was a mistake as a whole."""


class CorrectedField(StrEnum):
    """What can be put right. The names go into the journal, the values never."""

    IIN = "iin"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    IDENTITY_DOCUMENT = "identity_document"
    ADDRESS = "address"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"
    BANK_NAME = "bank_name"
    REPRESENTATIVE = "representative"
    HOUSEHOLD = "household"
    TRAITS = "traits"
    DOCUMENTS = "documents"
    FILLING = "filling"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a case or of a refusal; added, never changed."""

    key: UUID
    case: UUID | None
    refusal: UUID | None
    kind: CorrectionKind
    fields: tuple[CorrectedField, ...]
    before: str
    """The application as it stood, canonical JSON."""
    after: str
    """As it stands since; empty where it was made void."""
    reason: str
    by: UUID
    by_name: str
    at: datetime
    paper: UUID | None = None
    """The paper issued anew."""


def parts_of(application: Application) -> dict[CorrectedField, object]:
    """The application divided into what can be corrected."""
    applicant = application.applicant
    return {
        CorrectedField.IIN: (applicant.iin, applicant.iin_override),
        CorrectedField.NAME: applicant.name,
        CorrectedField.BIRTH_DATE: applicant.birth_date,
        CorrectedField.SEX: applicant.sex,
        CorrectedField.IDENTITY_DOCUMENT: applicant.identity_document,
        CorrectedField.ADDRESS: applicant.address,
        CorrectedField.PHONE: applicant.phone,
        CorrectedField.BANK_ACCOUNT: applicant.bank_account,
        CorrectedField.BANK_NAME: applicant.bank_name,
        CorrectedField.REPRESENTATIVE: application.representative,
        CorrectedField.HOUSEHOLD: application.household,
        CorrectedField.TRAITS: application.traits,
        CorrectedField.DOCUMENTS: application.documents,
        CorrectedField.FILLING: application.filling_faults,
        CorrectedField.LANGUAGE: application.language,
    }


def changed_fields(before: Application, after: Application) -> tuple[CorrectedField, ...]:
    """Return what differs, in the order of the form."""
    old, new = parts_of(before), parts_of(after)
    return tuple(field for field in CorrectedField if plain(old[field]) != plain(new[field]))


def application_json(application: Application) -> str:
    """The application as it is kept beside a correction."""
    found = plain(application)
    assert isinstance(found, dict)
    return frozen_text(found)
