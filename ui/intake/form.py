"""The intake form as a value: what is on the page, how it is kept as a draft, what application it makes. No Qt."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desk_app.domain.application import (
    Applicant,
    Application,
    Consent,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
    Representative,
    Sex,
)
from desk_app.domain.completeness import all_traits, base_code, demanded
from desk_app.domain.iban import IbanError, check_iban
from desk_app.domain.language import PaperLanguage
from desk_app.domain.phone import normalise_phone
from desk_app.domain.regulation import Channel, DocumentRule, MemberTrait, ServiceEdition, Trait
from desk_app.domain.text import digits

KIND = "intake"
SCHEMA = 1
FOLLOWING = frozenset({Trait.MINOR, Trait.REPRESENTATIVE})
"""Traits nobody marks: they follow from the day of birth and from the representative."""
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The block of the visitor as typed. Dates are values: the field holds a whole date or none."""

    iin: str = ""
    iin_override: str = ""
    surname: str = ""
    name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    identity_document: str = ""
    bank_account: str = ""
    bank_name: str = ""
    traits: frozenset[Trait] = frozenset()


@dataclass(frozen=True, slots=True)
class RepresentativeForm:
    """Who applies for the applicant. `applies` is the tick: what was typed stays while it is off."""

    applies: bool = False
    is_legal: bool = False
    surname: str = ""
    name: str = ""
    patronymic: str = ""
    iin: str = ""
    power_number: str = ""
    notary: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """Everything the desk page holds."""

    key: UUID
    """Of the draft; also the token of the command."""
    started_at: datetime
    person: PersonForm = PersonForm()
    representative: RepresentativeForm = RepresentativeForm()
    household: tuple[HouseholdMember, ...] = ()
    edition: str = ""
    channel: Channel | None = None
    documents: tuple[PresentedDocument, ...] = ()
    filling_faults: tuple[str, ...] = ()
    consent_at: datetime | None = None
    """None: not given."""
    language: PaperLanguage = PaperLanguage.KK
    after_refusal: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """True if there is nothing of a visitor in it: not worth a draft."""
        person = self.person
        return not (digits(person.iin) or person.surname.strip() or person.name.strip() or self.documents)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the person was: the field's name and the place in its text."""

    field: str = ""
    position: int = 0


def tidy(text: str) -> str:
    """Return the text composed and without what may not be stored: control, invisible and text-direction signs."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " "))
    return "".join(letter for letter in composed if unicodedata.category(letter) not in _REFUSED).strip()


def traits_of(form: IntakeForm, on: date) -> frozenset[Trait]:
    """The traits that decide which documents are asked for on that day."""
    return all_traits(form.person.traits, _applicant(form.person), _representative(form.representative), on)


def household_of(form: IntakeForm) -> tuple[HouseholdMember, ...]:
    """The members as they go into the application: those who have a name."""
    return tuple(member for member in map(_member, form.household) if member.name)


def documents_asked(form: IntakeForm, edition: ServiceEdition, channel: Channel, on: date) -> tuple[DocumentRule, ...]:
    """The documents the edition asks for by what is typed so far."""
    return demanded(edition, channel, traits_of(form, on), household_of(form), on)


def application_of(form: IntakeForm, edition: ServiceEdition, on: date) -> Application:
    """Return the application the form makes that day. Only documents the edition asks for go in, in its order."""
    assert form.channel is not None  # a service is chosen with its channel
    marked = {document.code: document for document in form.documents}
    rules = documents_asked(form, edition, form.channel, on)
    known = {rule.code for rule in edition.filling if rule.is_asked_on(form.channel)}
    return Application(
        edition=edition.id,
        channel=form.channel,
        applicant=_applicant(form.person),
        traits=traits_of(form, on),
        representative=_representative(form.representative),
        household=household_of(form),
        documents=tuple(marked.get(rule.code, PresentedDocument(rule.code)) for rule in rules),
        filling_faults=tuple(code for code in form.filling_faults if code in known),
        consent=Consent(form.consent_at is not None, edition.consent_version, form.consent_at),
        language=form.language,
    )


def _applicant(person: PersonForm) -> Applicant:
    return Applicant(
        iin=digits(person.iin),
        name=PersonName(tidy(person.surname), tidy(person.name), tidy(person.patronymic)),
        birth_date=person.birth_date,
        sex=person.sex,
        address=tidy(person.address),
        phone=normalise_phone(tidy(person.phone)),
        bank_account=account_of(person.bank_account),
        bank_name=tidy(person.bank_name),
        identity_document=tidy(person.identity_document),
        iin_override=tidy(person.iin_override),
    )


def account_of(text: str) -> str:
    """The account as stored; empty where its check digits do not fit, so that a wrong one never reaches a paper."""
    try:
        return check_iban(text)
    except IbanError:
        return ""


def _representative(form: RepresentativeForm) -> Representative | None:
    if not form.applies:
        return None
    name = PersonName(tidy(form.surname), tidy(form.name), tidy(form.patronymic))
    if form.is_legal:
        return Representative(name, digits(form.iin), is_legal=True)
    return Representative(name, digits(form.iin), tidy(form.power_number), tidy(form.notary), form.valid_until)


def _member(member: HouseholdMember) -> HouseholdMember:
    return replace(
        member,
        name=tidy(member.name),
        relation=tidy(member.relation),
        iin=digits(member.iin),
        occupation=tidy(member.occupation),
    )


def person_of(application: Application) -> PersonForm:
    """The block of the visitor as an earlier application left it. The reason for an odd IIN is asked for anew."""
    applicant = application.applicant
    return PersonForm(
        iin=applicant.iin,
        surname=applicant.name.surname,
        name=applicant.name.name,
        patronymic=applicant.name.patronymic,
        birth_date=applicant.birth_date,
        sex=applicant.sex,
        address=applicant.address,
        phone=applicant.phone,
        identity_document=applicant.identity_document,
        bank_account=applicant.bank_account,
        bank_name=applicant.bank_name,
        traits=application.traits - FOLLOWING,
    )


def representative_of(application: Application) -> RepresentativeForm:
    """The representative as an earlier application left them."""
    found = application.representative
    if found is None:
        return RepresentativeForm()
    name = found.name
    return RepresentativeForm(
        True,
        found.is_legal,
        name.surname,
        name.name,
        name.patronymic,
        found.iin,
        found.power_number,
        found.notary,
        found.valid_until,
    )


def same_documents(
    edition: ServiceEdition, earlier: Iterable[PresentedDocument], gaps: tuple[str, ...], on: date
) -> tuple[PresentedDocument, ...]:
    """The documents of an earlier visit: what was in order and still is, stays; the gaps are undecided again."""
    return tuple(
        document if _still_good(document, gaps, on) else undecided_again(document, on)
        for document in earlier
        if any(rule.code == base_code(document.code) for rule in edition.documents)
    )


def _still_good(document: PresentedDocument, gaps: tuple[str, ...], on: date) -> bool:
    if document.code in gaps or document.state in (DocumentState.MISSING, DocumentState.EXPIRED):
        return False
    return document.valid_until is None or document.valid_until >= on


def undecided_again(document: PresentedDocument, on: date) -> PresentedDocument:
    """The line open again; a last day that is still to come is remembered, so that it need not be typed again."""
    until = document.valid_until
    return PresentedDocument(document.code, valid_until=until if until is not None and until >= on else None)


# ---- drafts


def to_draft(form: IntakeForm, cursor: Cursor = Cursor()) -> str:
    """Return the form as the text of a draft."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "cursor": [cursor.field, cursor.position],
            "started_at": form.started_at.isoformat(),
            "person": _plain(form.person),
            "representative": _plain(form.representative),
            "household": [_plain(member) for member in form.household],
            "edition": form.edition,
            "channel": form.channel,
            "documents": [_plain(document) for document in form.documents],
            "filling_faults": form.filling_faults,
            "consent_at": form.consent_at.isoformat() if form.consent_at is not None else None,
            "language": form.language,
            "after_refusal": str(form.after_refusal) if form.after_refusal is not None else None,
        },
        ensure_ascii=False,
    )


def from_draft(key: UUID, body: str) -> tuple[IntakeForm, Cursor] | None:
    """Return the form of a draft and where the cursor stood; None for a draft this version does not know."""
    try:
        found = json.loads(body)
        if found["schema"] != SCHEMA:
            return None
        form = IntakeForm(
            key=key,
            started_at=datetime.fromisoformat(found["started_at"]),
            person=_person(found["person"]),
            representative=RepresentativeForm(**_with_dates(found["representative"], "valid_until")),
            household=tuple(_household_member(member) for member in found["household"]),
            edition=str(found["edition"]),
            channel=Channel(found["channel"]) if found["channel"] else None,
            documents=tuple(_document(document) for document in found["documents"]),
            filling_faults=tuple(str(code) for code in found["filling_faults"]),
            consent_at=datetime.fromisoformat(found["consent_at"]) if found["consent_at"] else None,
            language=PaperLanguage(found["language"]),
            after_refusal=UUID(found["after_refusal"]) if found["after_refusal"] else None,
        )
        field, position = found["cursor"]
        return form, Cursor(str(field), int(position))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(value: Any) -> dict[str, Any]:
    found = {}
    for name in value.__slots__:
        part = getattr(value, name)
        if isinstance(part, date):
            part = part.isoformat()
        elif isinstance(part, frozenset):
            part = sorted(part)
        found[name] = part
    return found


def _with_dates(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return found | {name: date.fromisoformat(found[name]) for name in names if found[name]}


def _person(found: dict[str, Any]) -> PersonForm:
    person = PersonForm(**_with_dates(found, "birth_date"))
    return replace(
        person,
        sex=Sex(found["sex"]) if found["sex"] else None,
        traits=frozenset(Trait(trait) for trait in found["traits"]),
    )


def _household_member(found: dict[str, Any]) -> HouseholdMember:
    member = HouseholdMember(**_with_dates(found, "birth_date"))
    return replace(member, traits=frozenset(MemberTrait(trait) for trait in found.get("traits", ())))


def _document(found: dict[str, Any]) -> PresentedDocument:
    document = PresentedDocument(**_with_dates(found, "valid_until"))
    return replace(document, state=DocumentState(found["state"]))
