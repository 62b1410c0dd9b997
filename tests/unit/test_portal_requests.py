"""Request files of the portal: broken and hostile bytes are refused by their reason, before anything is recorded."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from desk_app import paths
from desk_app.domain.application import Sex
from desk_app.domain.portal import AsideReason, RequestKind
from desk_app.domain.portal_texts import REASONS, STATES
from desk_app.exchange.reading import read_request
from desk_app.exchange.shape import SCHEMAS, RequestShape
from desk_app.usecases.ports_exchange import RequestFault
from tests.support.office import invented_iin
from tests.support.portal_files import declared, request
from tests.support.portal_schemas import text_of

GOOD = json.dumps(request(), ensure_ascii=False)
EXCHANGE = paths.resources_dir() / "exchange"


def _bytes(**changed: Any) -> bytes:
    return json.dumps(request(**changed), ensure_ascii=False).encode()


def _applicant(**changed: Any) -> bytes:
    return _bytes(applicant=request()["applicant"] | changed)


HOSTILE: dict[str, tuple[bytes, AsideReason]] = {
    "nothing": (b"", AsideReason.EMPTY),
    "too large": (b" " * (256 * 1024 + 1), AsideReason.TOO_LARGE),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), AsideReason.BYTE_ORDER_MARK),
    "UTF-16": (GOOD.encode("utf-16"), AsideReason.BYTE_ORDER_MARK),
    "windows-1251": (GOOD.encode("cp1251", "replace"), AsideReason.NOT_UTF8),
    "cut off": (GOOD.encode()[:-40], AsideReason.NOT_JSON),
    "two documents": (GOOD.encode() + GOOD.encode(), AsideReason.NOT_JSON),
    "XML": (b'<?xml version="1.0"?><request/>', AsideReason.NOT_JSON),
    "zeros": (bytes(2000), AsideReason.NOT_JSON),
    "deep lists": (b"[" * 100_000, AsideReason.TOO_DEEP),
    "deep objects": (b'{"a":' * 30_000 + b"1" + b"}" * 30_000, AsideReason.TOO_DEEP),
    "key twice": (GOOD.replace('"version": 1', '"version": 1, "version": 1').encode(), AsideReason.DOUBLE_KEY),
    "key twice inside": (
        GOOD.replace('"given": true', '"given": false, "given": true').encode(),
        AsideReason.DOUBLE_KEY,
    ),
    "key twice in another spelling": (
        GOOD.replace('"given": true', '"given": false, "\\u0067iven": true').encode(),
        AsideReason.DOUBLE_KEY,
    ),
    "NaN": (GOOD.replace('"version": 1', '"version": NaN').encode(), AsideReason.BAD_NUMBER),
    "infinity": (GOOD.replace('"version": 1', '"version": -Infinity').encode(), AsideReason.BAD_NUMBER),
    "fraction": (GOOD.replace('"version": 1', '"version": 1.0').encode(), AsideReason.BAD_NUMBER),
    "endless number": (GOOD.replace('"version": 1', '"version": ' + "9" * 9000).encode(), AsideReason.BAD_NUMBER),
    "list": (b"[]", AsideReason.SHAPE),
    "text": (b'"request"', AsideReason.SHAPE),
    "null": (b"null", AsideReason.SHAPE),
    "raw control character": (GOOD.replace("Нұрлан", "Нұр\x07лан").encode(), AsideReason.NOT_JSON),
    "escaped NUL": (GOOD.replace("Нұрлан", "Нұр\\u0000лан").encode(), AsideReason.BAD_CHARACTER),
    "right-to-left override": (GOOD.replace("Нұрлан", "Нұр\u202eлан").encode(), AsideReason.BAD_CHARACTER),
    "zero-width": (GOOD.replace("Нұрлан", "Нұр\u200bлан").encode(), AsideReason.BAD_CHARACTER),
    "half a character": (GOOD.replace("Нұрлан", "\\ud800").encode(), AsideReason.BAD_CHARACTER),
    "decomposed letter": (GOOD.replace("Нұрлан", "Андреи\u0306").encode(), AsideReason.BAD_CHARACTER),
    "spaces around": (GOOD.replace("Нұрлан", " Нұрлан ").encode(), AsideReason.BAD_CHARACTER),
    "control character in a key": (GOOD.replace('"language"', '"lang\\u0001"').encode(), AsideReason.BAD_CHARACTER),
    "unknown field": (_bytes(priority="high"), AsideReason.SHAPE),
    "unknown field inside": (_applicant(passport="N 1"), AsideReason.SHAPE),
    "missing field": (_bytes(sent_at=None), AsideReason.SHAPE),
    "another version": (_bytes(version=2), AsideReason.SHAPE),
    "version as text": (_bytes(version="1"), AsideReason.SHAPE),
    "another format": (_bytes(format="other"), AsideReason.SHAPE),
    "another kind": (_bytes(kind="complaint"), AsideReason.SHAPE),
    "another language": (_bytes(language="en"), AsideReason.SHAPE),
    "path in the id": (_bytes(id="../../etc/passwd"), AsideReason.SHAPE),
    "new line after the id": (_bytes(id="EGOV-1\n"), AsideReason.BAD_CHARACTER),
    "long id": (_bytes(id="A" * 65), AsideReason.SHAPE),
    "service as a path": (_bytes(service="../tsa"), AsideReason.SHAPE),
    "service missing": (_bytes(service=None), AsideReason.SHAPE),
    "service with information": (_bytes(kind="information", service="tsa_certificate"), AsideReason.SHAPE),
    "moment without offset": (_bytes(sent_at="2019-09-16T09:40:00"), AsideReason.SHAPE),
    "moment as a number": (_bytes(sent_at=1568600000), AsideReason.SHAPE),
    "moment as a number in text": (_bytes(sent_at="1568600000"), AsideReason.SHAPE),
    "30 February": (_bytes(sent_at="2019-02-30T09:40:00+06:00"), AsideReason.WRONG_DATE),
    "25 o'clock": (_bytes(sent_at="2019-09-16T25:40:00+06:00"), AsideReason.WRONG_DATE),
    "offset of a day": (_bytes(sent_at="2019-09-16T09:40:00+24:00"), AsideReason.WRONG_DATE),
    "year 9999": (_bytes(sent_at="9999-12-31T23:59:59-12:00"), AsideReason.WRONG_DATE),
    "born on 31 June": (_applicant(birth_date="1990-06-31"), AsideReason.WRONG_DATE),
    "consent not given": (_bytes(consent={"given": False, "at": "2019-09-16T09:39:00+06:00"}), AsideReason.NO_CONSENT),
    "no consent": (_bytes(consent=None), AsideReason.NO_CONSENT),
    "no name": (_applicant(name={"surname": "Ә", "name": ""}), AsideReason.SHAPE),
    "long name": (_applicant(name={"surname": "Ә" * 101, "name": "Б"}), AsideReason.SHAPE),
    "long address": (_applicant(address="Ә" * 301), AsideReason.SHAPE),
    "IIN of eleven": (_applicant(iin="90010130001"), AsideReason.SHAPE),
    "IIN in other digits": (_applicant(iin="٩٠٠١٠١٣٠٠٠١٢"), AsideReason.SHAPE),
    "IIN with a wrong check digit": (
        _applicant(iin=f"{invented_iin(1)[:11]}{(int(invented_iin(1)[11]) + 1) % 10}"),
        AsideReason.IIN,
    ),
    "IIN of another birthday": (_applicant(birth_date="1991-01-01"), AsideReason.BIRTH_DATE),
    "IBAN with wrong check digits": (_applicant(iban="KZ87125KZT5004100100"), AsideReason.IBAN),
    "IBAN of another country": (_applicant(iban="DE89370400440532013000"), AsideReason.SHAPE),
    "member with a wrong IIN": (_bytes(household=[{"name": "Ә", "iin": "123456789012"}]), AsideReason.IIN),
    "too many members": (_bytes(household=[{"name": "Ә"}] * 41), AsideReason.SHAPE),
    "document twice": (_bytes(documents=[{"code": "e_request"}] * 2), AsideReason.SHAPE),
    "document shown by no file": (
        _bytes(documents=[{"code": "e_request", "file": "EGOV-2019-0001.1.pdf"}]),
        AsideReason.NO_ATTACHMENT,
    ),
    "attachment through a path": (_bytes(attachments=[declared("../../x.pdf", b"x")]), AsideReason.SHAPE),
    "attachment by an absolute path": (_bytes(attachments=[declared("/etc/passwd", b"x")]), AsideReason.SHAPE),
    "attachment by a Windows path": (_bytes(attachments=[declared("..\\x.pdf", b"x")]), AsideReason.SHAPE),
    "attachment of another request": (
        _bytes(attachments=[declared("EGOV-2019-0002.1.pdf", b"x")]),
        AsideReason.ATTACHMENT_NAME,
    ),
    "request as its own attachment": (
        _bytes(attachments=[declared("EGOV-2019-0001.json", b"x")]),
        AsideReason.ATTACHMENT_NAME,
    ),
    "signature as an attachment": (
        _bytes(attachments=[declared("EGOV-2019-0001.json.sig", b"x")]),
        AsideReason.ATTACHMENT_NAME,
    ),
    "attachment twice": (
        _bytes(attachments=[declared("EGOV-2019-0001.1.pdf", b"x"), declared("EGOV-2019-0001.1.PDF", b"x")]),
        AsideReason.ATTACHMENT_NAME,
    ),
    "attachment of no size": (_bytes(attachments=[declared("EGOV-2019-0001.1.pdf", b"")]), AsideReason.SHAPE),
    "a picture from elsewhere in a name": (
        _applicant(name={"surname": '<img src="//example.com/x.png">', "name": "Нұрлан"}),
        AsideReason.BAD_CHARACTER,
    ),
    "a key without end": (_bytes(**{"k" * 200_000: " x"}), AsideReason.BAD_CHARACTER),
    "consent by a number": (_bytes(consent={"given": 1, "at": "2019-09-16T09:39:00+06:00"}), AsideReason.NO_CONSENT),
    "version by a word": (_bytes(version=True), AsideReason.SHAPE),
    "too many attachments": (
        _bytes(attachments=[declared(f"EGOV-2019-0001.{n}.pdf", b"x") for n in range(21)]),
        AsideReason.SHAPE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_its_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    with pytest.raises(RequestFault) as caught:
        read_request(content)
    assert caught.value.reason is reason, caught.value.detail


@pytest.mark.parametrize("name", HOSTILE)
def test_the_detail_tells_no_value(name: str) -> None:
    with pytest.raises(RequestFault) as caught:
        read_request(HOSTILE[name][0])
    detail = caught.value.detail
    assert detail.isprintable() and len(detail) < 1500
    assert not any(value in detail for value in ("Нұрлан", "Әбдірахманов", invented_iin(1), "Әл-Фараби"))


def test_a_request_in_order_is_read_whole() -> None:
    sent = request(
        applicant=request()["applicant"] | {"iban": "KZ86125KZT5004100100", "categories": ["returnee"]},
        household=[{"name": "Әбдірахманова Айша", "relation": "қызы", "birth_date": "2010-02-03"}],
        documents=[{"code": "returnee_certificate", "file": "EGOV-2019-0001.1.pdf", "valid_until": "2029-01-01"}],
        attachments=[declared("EGOV-2019-0001.1.pdf", b"content")],
        representative={"name": {"surname": "Ә", "name": "Б"}, "power_number": "17", "valid_until": "2020-01-01"},
    )
    found = read_request(json.dumps(sent, ensure_ascii=True).encode())
    assert (found.id, found.kind, found.service) == ("EGOV-2019-0001", RequestKind.SERVICE, "tsa_certificate")
    assert found.sent_at.isoformat() == "2019-09-16T09:40:00+06:00"
    assert found.applicant.iin == invented_iin(1)
    assert found.applicant.name.full == "Әбдірахманов Нұрлан Ерікұлы"
    assert found.applicant.phone == "+77000000000"
    assert found.applicant.bank_account == "KZ86125KZT5004100100"
    assert found.applicant.sex is Sex.MALE  # as the IIN tells
    assert [member.relation for member in found.household] == ["қызы"]
    assert found.documents[0].file == found.files[0].name == "EGOV-2019-0001.1.pdf"
    assert found.representative is not None and found.representative.power_number == "17"


def test_every_reason_and_state_has_its_words() -> None:
    assert set(REASONS) == set(AsideReason)
    assert len(STATES) == 9
    assert all(words.kk and words.ru for words in (*REASONS.values(), *STATES.values()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_one_files_are_checked_by(name: str) -> None:
    """`python -m tests.support.portal_schemas` writes them anew."""
    assert (EXCHANGE / name).read_text(encoding="utf-8") == text_of(SCHEMAS[name]())


def test_the_published_example_is_a_request() -> None:
    content = (EXCHANGE / "EXAMPLE-2019-0001.json").read_bytes()
    assert read_request(content).id == "EXAMPLE-2019-0001"
    with pytest.raises(ValidationError):
        RequestShape.model_validate_json(content.replace(b'"version": 1', b'"version": 2'), strict=True)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_help_names_every_reason(language: str) -> None:
    text = (EXCHANGE / f"help.{language}.md").read_text(encoding="utf-8")
    missing = [reason.value for reason in AsideReason if f"`{reason.value}`" not in text]
    assert missing == []
    assert all(name in text for name in SCHEMAS)
