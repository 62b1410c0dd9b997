"""What a hostile, hasty or forgetful portal side puts into the folder, and what it is told; on both engines."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.application import DocumentState
from desk_app.domain.portal import AsideReason
from desk_app.exchange.folder import ExchangeFolder
from desk_app.exchange.shape import StatusShape
from desk_app.usecases.exchange_pass import PassReport
from tests.support.office import TestOffice, invented_iin
from tests.support.portal_files import declared, exchange_folder, put, request

ID = "EGOV-2019-0001"


@pytest.fixture
def base(office: TestOffice, tmp_path: Path) -> Path:
    return exchange_folder(office, tmp_path)


def run(office: TestOffice) -> PassReport:
    desk = office.desks["kense"]
    return desk.exchange.pass_once(desk.session)


def reasons(report: PassReport) -> list[AsideReason]:
    return [found.reason for found in report.set_aside]


def status(base: Path, request_id: str = ID) -> dict[str, Any]:
    content = (base / "out" / f"{request_id}.status.json").read_bytes()
    StatusShape.model_validate_json(content, strict=True)
    found: dict[str, Any] = json.loads(content)
    return found


def told(base: Path) -> str:
    found: str = status(base)["reason"]["code"]
    return found


def lying(base: Path, folder: str) -> list[str]:
    return sorted(path.name for path in (base / folder).iterdir())


def test_the_same_file_refused_for_another_reason_is_told_the_new_one(office: TestOffice, base: Path) -> None:
    scan = declared(f"{ID}.1.pdf", b"%PDF-1.7 one")
    put(base, request(attachments=[scan]), signature=None)
    assert reasons(run(office)) == [AsideReason.NO_SIGNATURE] and told(base) == "no_signature"
    put(base, request(attachments=[scan]), files={f"{ID}.1.pdf": b"%PDF-1.7 two"})
    assert reasons(run(office)) == [AsideReason.ATTACHMENT_HASH] and told(base) == "attachment_hash"
    desk = office.desks["kense"]
    assert [found.reason for found in desk.exchange.aside(desk.session)] == [AsideReason.ATTACHMENT_HASH]
    put(base, request(attachments=[scan]), signature=None)
    assert reasons(run(office)) == [AsideReason.NO_SIGNATURE] and told(base) == "no_signature"
    # another file of the id, then the first again: the status is of the one that came last
    office.clock.advance(minutes=1)
    put(base, b"{", f"{ID}.json")
    assert reasons(run(office)) == [AsideReason.NOT_JSON] and told(base) == "not_json"
    office.clock.advance(minutes=1)
    put(base, request(attachments=[scan]), files={f"{ID}.1.pdf": b"%PDF-1.7 two"})
    assert reasons(run(office)) == [AsideReason.ATTACHMENT_HASH] and told(base) == "attachment_hash"
    assert run(office).is_empty


def test_a_file_that_cannot_be_moved_is_explained_once(
    office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(base, b"{", f"{ID}.json")
    put(base, request("GOOD-1", 5))

    def kept(*arguments: object) -> None:
        raise PermissionError(13, "the folder may not be written")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", kept)
        for _ in range(3):
            office.clock.advance(minutes=1)
            report = run(office)
            assert sorted(left.name for left in report.left) == sorted([f"{ID}.json", "GOOD-1.json"])
    assert report.only_moved == ()
    assert lying(base, "aside") == [f"{ID}.reason.json"]
    assert told(base) == "not_json" and status(base, "GOOD-1")["state"] == "received"
    run(office)
    assert lying(base, "in") == []


class _Dies(BaseException):
    """The process is gone: nothing catches it."""


def test_what_is_left_of_a_refusal_that_broke_off_is_not_taken_for_a_good_request(
    office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename
    for number, (end, code, moves) in enumerate(
        (end, code, moves)
        for end, code in ((".exe", "unlisted_file"), (".json.p7s", "two_signatures"), ("", "iin"))
        for moves in (0, 1)
    ):
        name = f"BROKEN-{number}"
        wrong = {} if end else {"applicant": request()["applicant"] | {"iin": "900101300001"}}
        put(base, request(name, **wrong), files={f"{name}{end}": b"MZ"} if end else {})
        done: list[Path] = []

        def some(source: Path, target: Path, done: list[Path] = done, moves: int = moves) -> None:
            if len(done) == moves:
                raise _Dies
            done.append(source)
            rename(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "rename", some)
            with pytest.raises(_Dies):
                run(office)
        office.clock.advance(minutes=1)
        for _ in range(2):
            run(office)
        assert lying(base, "in") == [] and status(base, name)["reason"]["code"] == code
        kept = {f"{name}{one}" for one in (".json", ".json.sig", ".reason.json", end)} - {name}
        assert {one for one in lying(base, "aside") if one.startswith(name)} == kept
    desk = office.desks["kense"]
    assert desk.exchange.requests(desk.session) == ()
    assert len(desk.exchange.aside(desk.session)) == 6


def test_what_is_left_of_a_request_taken_after_its_correction_goes_where_it_went(
    office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(base, b"{", f"{ID}.json", signature=None)
    run(office)
    office.clock.advance(minutes=1)
    put(base, request())
    rename, done = os.rename, []

    def one(source: Path, target: Path) -> None:
        if done:
            raise _Dies
        done.append(source)
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", one)
        with pytest.raises(_Dies):
            run(office)
    assert run(office).only_moved == (ID,)
    assert lying(base, "done") == [f"{ID}.json", f"{ID}.json.sig"] and status(base)["state"] == "received"


def test_a_signature_sent_again_alone_is_refused_by_itself(office: TestOffice, base: Path) -> None:
    put(base, b"{", f"{ID}.json")
    run(office)
    put(base, request(), signature=b"another").unlink()
    later = (office.clock.now().timestamp(), office.clock.now().timestamp() + 60)
    os.utime(base / "in" / f"{ID}.json.sig", later)
    assert reasons(run(office)) == [AsideReason.NO_REQUEST]
    assert lying(base, "in") == []


def test_a_request_replaced_while_it_was_recorded_is_not_lost(
    office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(base, request())
    moved = ExchangeFolder.move_done

    def replaced_before(self: ExchangeFolder, *arguments: Any) -> None:
        put(base, request(language="ru"))
        moved(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(ExchangeFolder, "move_done", replaced_before)
        report = run(office)
    assert [one.id for one in report.read_in] == [ID] and [left.name for left in report.left] == [f"{ID}.json"]
    assert f"{ID}.json" in lying(base, "in")
    assert reasons(run(office)) == [AsideReason.ID_TAKEN]
    assert json.loads((base / "aside" / f"{ID}.json").read_bytes())["language"] == "ru"


def test_an_id_that_differs_in_the_case_of_its_letters_only(office: TestOffice, base: Path) -> None:
    """Their files of `out` would be one on a drive that does not tell the letters apart."""
    put(base, request("egov-2019-0001"))
    run(office)
    put(base, request(serial=2))
    assert reasons(run(office)) == [AsideReason.ID_TAKEN]
    put(base, b"{", f"{ID}.json")
    assert reasons(run(office)) == [AsideReason.NOT_JSON]
    assert lying(base, "out") == ["egov-2019-0001.status.json"]
    # its own file again is only moved
    put(base, request("egov-2019-0001"))
    assert run(office).only_moved == ("egov-2019-0001",)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (
            {
                "applicant": request()["applicant"]
                | {"iin": invented_iin(3, date(2031, 5, 1)), "birth_date": "2031-05-01"},
                "representative": {"name": {"surname": "Әбдірахманова", "name": "Гүл"}, "legal": True},
            },
            "applicant.birth_date",
        ),
        ({"household": [{"name": "Әбдірахманов Нұрлан", "birth_date": "2019-09-20"}]}, "household.0.birth_date"),
    ],
)
def test_nobody_is_born_later(office: TestOffice, base: Path, changed: dict[str, Any], place: str) -> None:
    put(base, request(**changed))
    assert [(found.reason, found.detail) for found in run(office).set_aside] == [(AsideReason.FUTURE, place)]


def test_a_refusal_issued_anew_reaches_the_portal(office: TestOffice, base: Path) -> None:
    desk = office.desks["kense"]
    put(base, request())
    run(office)
    key = desk.exchange.requests(desk.session)[0].request.key
    form = desk.exchange.card(desk.session, key).form
    assert form is not None
    missing = tuple(replace(one, state=DocumentState.MISSING) for one in form.documents)
    refused = desk.exchange.refuse(desk.session, key, replace(form, documents=missing))
    run(office)
    before = status(base)
    assert before["state"] == "refused"
    named = replace(form.applicant.name, surname="Әбдірахманқожаев")
    application = replace(form, documents=missing, applicant=replace(form.applicant, name=named))
    again = desk.refusal_corrections.reissue(desk.session, refused.refusal.key, application, "тегі қате")
    report = run(office)
    assert set(report.written) == {f"{ID}.refusal.pdf", f"{ID}.status.json"}
    assert [paper["number"] for paper in status(base)["papers"]] == [again.paper.number]
    assert before["papers"][0]["sha256"] != status(base)["papers"][0]["sha256"]
    assert run(office).is_empty
