"""What a visitor brings: the person, their household, their papers. Frozen as it stood when the desk decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel, MemberTrait, Trait

_FULL_AGE = 18


def is_minor(birth_date: date, on: date) -> bool:
    """True before the eighteenth birthday; who was born on 29 February comes of age on 1 March."""
    age = on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
    return age < _FULL_AGE


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class PersonName:
    """Names as the identity document has them."""

    surname: str
    name: str
    patronymic: str = ""

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def short(self) -> str:
        """Surname and initials."""
        return self.surname + "".join(f" {part[0]}." for part in (self.name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Applicant:
    """The person the service is for."""

    iin: str
    name: PersonName
    birth_date: date | None = None
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    bank_account: str = ""
    """IBAN without spaces, or empty."""
    bank_name: str = ""
    identity_document: str = ""
    iin_override: str = ""
    """The clerk's reason for accepting an IIN whose check digit does not fit."""


@dataclass(frozen=True, slots=True)
class Representative:
    """Who applies for the applicant, and by what power."""

    name: PersonName
    iin: str = ""
    power_number: str = ""
    notary: str = ""
    valid_until: date | None = None
    is_legal: bool = False
    """A parent or guardian: no power of attorney, so no expiry."""


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """One line of the household table."""

    name: str
    relation: str = ""
    iin: str = ""
    birth_date: date | None = None
    occupation: str = ""
    traits: frozenset[MemberTrait] = frozenset()
    """What the clerk marked; a minor is known from the birth date (`all_traits`)."""

    def all_traits(self, on: date) -> frozenset[MemberTrait]:
        """The marked traits with those that follow from the age on that day."""
        if self.birth_date is None or not is_minor(self.birth_date, on):
            return self.traits
        return self.traits | {MemberTrait.MINOR}


class DocumentState(StrEnum):
    """What the clerk saw. One key each."""

    UNDECIDED = "undecided"
    SEEN = "seen"
    COPY = "copy"
    ELECTRONIC = "electronic"
    MISSING = "missing"
    EXPIRED = "expired"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class PresentedDocument:
    """The clerk's decision on one document of the list."""

    code: str
    state: DocumentState = DocumentState.UNDECIDED
    sheets: int = 0
    valid_until: date | None = None
    waiver: str = ""
    """Code of the ground on which it is not required."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent to the use of secrets protected by law: with which wording, when."""

    given: bool = False
    version: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """Everything the desk knows when it refuses or registers."""

    edition: str
    channel: Channel
    applicant: Applicant
    traits: frozenset[Trait] = frozenset()
    representative: Representative | None = None
    household: tuple[HouseholdMember, ...] = ()
    documents: tuple[PresentedDocument, ...] = ()
    filling_faults: tuple[str, ...] = ()
    """Codes of the filling rules the application form breaks."""
    consent: Consent = field(default_factory=Consent)
    language: PaperLanguage = PaperLanguage.KK
    """The visitor's language: what their papers are printed in."""

    def presented(self, code: str) -> PresentedDocument:
        """Return the decision on that document, undecided where none was taken."""
        return next((found for found in self.documents if found.code == code), PresentedDocument(code))
