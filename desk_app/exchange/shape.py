"""The shapes of the files of the exchange. The published schemas are made from these classes.

Every request is checked by `RequestShape`; the others say what is written, and the tests hold the program to them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from desk_app.domain.attachments import MOST_BYTES_OF_FILE
from desk_app.domain.portal import MOST_ATTACHMENTS, REQUEST_ID

_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"

_Id = Annotated[str, StringConstraints(pattern=REQUEST_ID)]
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


def _one(value: object) -> object:
    """Python takes 1 and true for the same; the schema does not."""
    if type(value) is not int:
        raise ValueError("not the number")
    return value


def _yes(value: object) -> object:
    if value is not True:
        raise ValueError("not true")
    return value


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
    given: Annotated[Literal[True], BeforeValidator(_yes)]
    at: _Moment


class RequestShape(_Part):
    """A request of the portal, version 1."""

    format: Literal["tereze-portal-request"]
    version: Annotated[Literal[1], BeforeValidator(_one)]
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


class WordsShape(_Part):
    kk: str
    ru: str


class PaperShape(_Part):
    """A paper of the request; its bytes lie beside, in `file`."""

    role: Literal["acceptance", "refusal", "result"]
    file: _FileName
    sha256: _Digest
    kind: str
    number: str
    signed_here: Literal[False]


class GroundShape(_Part):
    code: str
    kk: str
    ru: str


class ReasonShape(_Part):
    """Why a file was set aside (`detail`, words), or why the desk gave the request back (`text`)."""

    code: str
    detail: str | None = None
    text: str | None = None
    kk: str | None = None
    ru: str | None = None


class SignatureShape(_Part):
    sha256: _Digest
    verified_here: Literal[False]
    note: WordsShape


class StatusShape(_Part):
    """How far a request is, version 1."""

    format: Literal["tereze-portal-status"]
    version: Literal[1]
    request: _Id
    state: Literal["received", "accepted", "refused", "not_accepted", "in_work", "ready", "closed", "void", "answered"]
    words: WordsShape
    signed_here: Literal[False]
    note: WordsShape
    received_at: _Moment
    changed_at: _Moment
    sent_at: _Moment | None = None
    service: str | None = None
    number: str | None = None
    due_at: _Moment | None = None
    signature: SignatureShape | None = None
    sha256: _Digest | None = None
    reason: ReasonShape | None = None
    papers: list[PaperShape] = []
    grounds: list[GroundShape] = []
    missing: list[GroundShape] = []
    information: _FileName | None = None


class ResultShape(_Part):
    """The result of a request, version 1."""

    format: Literal["tereze-portal-result"]
    version: Literal[1]
    request: _Id
    case: str
    service: _Code
    edition: str
    outcome: Literal["granted", "refused", "not_rendered"] | None
    paper: PaperShape
    title: WordsShape
    issued_at: _Moment
    decided_by: str
    signed_here: Literal[False]
    note: WordsShape


class EntryShape(_Part):
    source: Literal["case", "list"]
    role: Annotated[Literal["recipient", "family_member"], Field(alias="as")]
    period_from: _Day | None
    period_to: _Day | None
    number: str | None
    amount: str | None


class InformationShape(_Part):
    """What assistance is assigned to the applicant, version 1."""

    format: Literal["tereze-portal-information"]
    version: Literal[1]
    request: _Id
    assigned: bool
    as_of: _Day
    entries: list[EntryShape]
    signed_here: Literal[False]
    note: WordsShape


def _schema(shape: type[BaseModel]) -> Callable[[], dict[str, Any]]:
    def make() -> dict[str, Any]:
        return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | shape.model_json_schema()

    return make


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "request.schema.json": _schema(RequestShape),
    "status.schema.json": _schema(StatusShape),
    "result.schema.json": _schema(ResultShape),
    "information.schema.json": _schema(InformationShape),
}
"""The published schemas by the name of their file in `resources/exchange`."""
