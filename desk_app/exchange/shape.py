"""The shape of a request file. The published schema is made from these classes, and every file is checked by them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from desk_app.domain.attachments import MOST_BYTES_OF_FILE
from desk_app.domain.portal import MOST_ATTACHMENTS

ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"

_Id = Annotated[str, StringConstraints(pattern=ID)]
_Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_MaybeName = Annotated[str, StringConstraints(max_length=100)]
_Line = Annotated[str, StringConstraints(max_length=300)]
_Iin = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
_MaybeIin = Annotated[str, StringConstraints(pattern=r"^([0-9]{12})?$")]
_Day = Annotated[str, StringConstraints(pattern=_DATE), Field(json_schema_extra={"format": "date"})]
_Moment = Annotated[str, StringConstraints(pattern=_MOMENT), Field(json_schema_extra={"format": "date-time"})]
_FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[A-Za-z0-9._-]{1,60}$")]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NameShape(_Part):
    surname: _Name
    name: _Name
    patronymic: _MaybeName = ""


class ApplicantShape(_Part):
    iin: _Iin
    name: NameShape
    birth_date: _Day
    sex: Literal["male", "female"] | None = None
    address: _Line = ""
    phone: Annotated[str, StringConstraints(max_length=40)] = ""
    iban: Annotated[str, StringConstraints(pattern=r"^(KZ[0-9]{2}[0-9A-Z]{16})?$")] = ""
    bank: _Line = ""
    identity_document: _Line = ""
    categories: Annotated[
        list[Literal["foreigner", "stateless", "refugee", "returnee", "working_age_jobless", "member_under_16_works"]],
        Field(max_length=10),
    ] = []


class RepresentativeShape(_Part):
    name: NameShape
    iin: _MaybeIin = ""
    legal: bool = False
    power_number: Annotated[str, StringConstraints(max_length=60)] = ""
    notary: _Line = ""
    valid_until: _Day | None = None


class MemberShape(_Part):
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    relation: Annotated[str, StringConstraints(max_length=60)] = ""
    iin: _MaybeIin = ""
    birth_date: _Day | None = None
    occupation: _Line = ""
    categories: Annotated[
        list[Literal["minor", "works_under_16", "student", "working_age_jobless", "disabled"]], Field(max_length=10)
    ] = []


class DocumentShape(_Part):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    file: _FileName | None = None
    valid_until: _Day | None = None


class AttachmentShape(_Part):
    file: _FileName
    sha256: _Digest
    size: Annotated[int, Field(ge=1, le=MOST_BYTES_OF_FILE)]
    title: Annotated[str, StringConstraints(max_length=120)] = ""


class ConsentShape(_Part):
    given: Literal[True]
    at: _Moment


class RequestShape(_Part):
    """A request of the portal, version 1."""

    format: Literal["tereze-portal-request"]
    version: Literal[1]
    id: _Id
    kind: Literal["service", "information"]
    service: _Code | None = None
    sent_at: _Moment
    language: Literal["kk", "ru", "kk_ru"]
    applicant: ApplicantShape
    consent: ConsentShape
    representative: RepresentativeShape | None = None
    household: Annotated[list[MemberShape], Field(max_length=40)] = []
    documents: Annotated[list[DocumentShape], Field(max_length=40)] = []
    attachments: Annotated[list[AttachmentShape], Field(max_length=MOST_ATTACHMENTS)] = []


def request_schema() -> dict[str, Any]:
    """The published schema, `resources/exchange/request.schema.json`."""
    made = RequestShape.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | made
