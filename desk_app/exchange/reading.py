"""A request file, believed in nothing: first its bytes, then its JSON, then its shape, then what it says."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NoReturn

from pydantic import ValidationError

from desk_app.domain.application import Applicant, HouseholdMember, PersonName, Representative, Sex
from desk_app.domain.iban import IbanError, check_iban
from desk_app.domain.iin import check_iin
from desk_app.domain.language import PaperLanguage
from desk_app.domain.phone import normalise_phone
from desk_app.domain.portal import (
    MARKUP,
    MOST_BYTES_OF_REQUEST,
    MOST_DEPTH,
    AsideReason,
    DeclaredDocument,
    DeclaredFile,
    PortalRequest,
    RequestKind,
    shown_name,
)
from desk_app.domain.regulation import MemberTrait, Trait
from desk_app.domain.text import clean
from desk_app.exchange.shape import ApplicantShape, NameShape, RequestShape
from desk_app.usecases.ports_exchange import RequestFault

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MOST_FAULTS = 10


def read_request(content: bytes) -> PortalRequest:
    """Return what the bytes say.

    Raises:
        RequestFault: for the first thing that is wrong; for the shape, the first ten.
    """
    _expect_json(_text_of(content))
    try:
        shape = RequestShape.model_validate_json(content, strict=True)
    except ValidationError as error:
        raise _of_shape(error) from None
    return _request_of(shape)


def _text_of(content: bytes) -> str:
    if not content:
        raise RequestFault(AsideReason.EMPTY)
    if len(content) > MOST_BYTES_OF_REQUEST:
        raise RequestFault(AsideReason.TOO_LARGE)
    if content.startswith(_MARKS):
        raise RequestFault(AsideReason.BYTE_ORDER_MARK)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestFault(AsideReason.NOT_UTF8) from None


def _expect_json(text: str) -> None:
    """Refuse what readers of JSON understand differently, before any of them reads it."""
    _expect_shallow(text)
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number, parse_int=_small
        )
    except RequestFault:
        raise
    except (ValueError, RecursionError):
        raise RequestFault(AsideReason.NOT_JSON) from None
    _expect_clean(found, "")


def _expect_shallow(text: str) -> None:
    depth, in_string, escaped = 0, False, False
    for letter in text:
        if in_string:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                in_string = False
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise RequestFault(AsideReason.TOO_DEEP)
        elif letter in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RequestFault(AsideReason.DOUBLE_KEY, shown_name(name))
        found[name] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise RequestFault(AsideReason.BAD_NUMBER)


def _small(text: str) -> int:
    if len(text) > 15:
        raise RequestFault(AsideReason.BAD_NUMBER)
    return int(text)


def _expect_clean(value: object, where: str) -> None:
    if isinstance(value, str):
        try:
            kept = clean(value)
        except ValueError:
            raise RequestFault(AsideReason.BAD_CHARACTER, shown_name(where)) from None
        if kept != value or any(letter in value for letter in MARKUP):
            # a name with spaces around it, or in two code points a letter, would not be found again
            raise RequestFault(AsideReason.BAD_CHARACTER, shown_name(where))
    elif isinstance(value, dict):
        for name, inner in value.items():
            _expect_clean(name, where)
            _expect_clean(inner, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _expect_clean(inner, f"{where}.{index}")


def _of_shape(error: ValidationError) -> RequestFault:
    """Names the fields and the kinds of fault, never a value."""
    faults = []
    for one in error.errors(include_input=False, include_url=False, include_context=False):
        place = ".".join(str(part) for part in one["loc"])
        if place.startswith("consent"):
            return RequestFault(AsideReason.NO_CONSENT, place)
        faults.append(f"{shown_name(place)}: {one['type']}")
    return RequestFault(AsideReason.SHAPE, "; ".join(faults[:_MOST_FAULTS]))


def _request_of(shape: RequestShape) -> PortalRequest:
    kind = RequestKind(shape.kind)
    if (shape.service is None) is (kind is RequestKind.SERVICE):
        raise RequestFault(AsideReason.SHAPE, "service")
    files = tuple(DeclaredFile(one.file, one.sha256, one.size, one.title) for one in shape.attachments)
    for name in _doubles([file.name.casefold() for file in files]):
        raise RequestFault(AsideReason.ATTACHMENT_NAME, name)
    for file in files:
        _expect_own(file.name, shape.id)
    known = {file.name for file in files}
    documents = []
    for place, one in enumerate(shape.documents):
        if one.file is not None and one.file not in known:
            raise RequestFault(AsideReason.NO_ATTACHMENT, one.file)
        documents.append(DeclaredDocument(one.code, one.file or "", _maybe_day(one.valid_until, f"documents.{place}")))
    for code in _doubles([one.code for one in documents]):
        raise RequestFault(AsideReason.SHAPE, f"documents: {code}")
    representative = shape.representative
    return PortalRequest(
        id=shape.id,
        kind=kind,
        service=shape.service or "",
        sent_at=_moment(shape.sent_at, "sent_at"),
        applicant=_applicant(shape.applicant),
        consent_at=_moment(shape.consent.at, "consent.at"),
        language=PaperLanguage(shape.language),
        traits=frozenset(Trait(name) for name in shape.applicant.categories),
        representative=None
        if representative is None
        else Representative(
            name=_name(representative.name),
            iin=_iin(representative.iin, "representative.iin"),
            power_number=representative.power_number,
            notary=representative.notary,
            valid_until=_maybe_day(representative.valid_until, "representative.valid_until"),
            is_legal=representative.legal,
        ),
        household=tuple(
            HouseholdMember(
                name=member.name,
                relation=member.relation,
                iin=_iin(member.iin, f"household.{place}.iin"),
                birth_date=_maybe_day(member.birth_date, f"household.{place}.birth_date"),
                occupation=member.occupation,
                traits=frozenset(MemberTrait(name) for name in member.categories),
            )
            for place, member in enumerate(shape.household)
        ),
        documents=tuple(documents),
        files=files,
    )


def _expect_own(name: str, request_id: str) -> None:
    """An attachment bears the request's name, so that no request can claim another's."""
    stem, _, rest = name.partition(".")
    if stem != request_id or rest.casefold() in ("json", "json.sig", "json.p7s") or rest.endswith("."):
        raise RequestFault(AsideReason.ATTACHMENT_NAME, name)


def _applicant(shape: ApplicantShape) -> Applicant:
    found = check_iin(shape.iin)
    born = _day(shape.birth_date, "applicant.birth_date")
    if not found.is_valid:
        raise RequestFault(AsideReason.IIN, "applicant.iin")
    if found.impossible_date or (found.birth_date is not None and found.birth_date != born):
        raise RequestFault(AsideReason.BIRTH_DATE, "applicant.birth_date")
    if shape.iban:
        try:
            check_iban(shape.iban)
        except IbanError:
            raise RequestFault(AsideReason.IBAN, "applicant.iban") from None
    return Applicant(
        iin=found.iin,
        name=_name(shape.name),
        birth_date=born,
        sex=Sex(shape.sex) if shape.sex is not None else found.sex,
        address=shape.address,
        phone=normalise_phone(shape.phone),
        bank_account=shape.iban,
        bank_name=shape.bank,
        identity_document=shape.identity_document,
    )


def _name(shape: NameShape) -> PersonName:
    return PersonName(shape.surname, shape.name, shape.patronymic)


def _iin(text: str, where: str) -> str:
    if text and not check_iin(text).is_valid:
        raise RequestFault(AsideReason.IIN, where)
    return text


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestFault(AsideReason.WRONG_DATE, where) from None


def _maybe_day(text: str | None, where: str) -> date | None:
    return None if text is None else _day(text, where)


def _moment(text: str, where: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        # a moment at the edge of the calendar cannot be told in another zone
        if not 1990 <= found.year <= 2200:
            raise ValueError
    except ValueError:
        raise RequestFault(AsideReason.WRONG_DATE, where) from None
    return found


def _doubles(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if names.count(name) > 1}))
