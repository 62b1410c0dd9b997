"""Requests of the portal from the file in the folder to the result that is read back, on both engines."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pypdf import PdfReader

from desk_app.domain.application import DocumentState
from desk_app.domain.cases import Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind
from desk_app.domain.portal import AsideReason, PortalState
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.exchange.folder import ExchangeFolder
from desk_app.exchange.shape import InformationShape, ResultShape, StatusShape
from desk_app.usecases.desk import Desk
from desk_app.usecases.exchange import RequestCard
from desk_app.usecases.exchange_pass import PassReport
from desk_app.usecases.issuing import Receiver
from tests.support.office import PASSWORD, TestOffice, application, command, invented_iin
from tests.support.portal_files import SIGNATURE, declared, exchange_folder, put, request

BOTH = PaperLanguage.BOTH
ID = "EGOV-2019-0001"


@pytest.fixture
def base(office: TestOffice, tmp_path: Path) -> Path:
    return exchange_folder(office, tmp_path)


def run(office: TestOffice, login: str = "kense") -> PassReport:
    desk = office.desks[login]
    return desk.exchange.pass_once(desk.session)


def card(desk: Desk, request_id: str = ID) -> RequestCard:
    line = next(line for line in desk.exchange.requests(desk.session) if line.request.id == request_id)
    return desk.exchange.card(desk.session, line.request.key)


def out(base: Path, name: str, shape: type[BaseModel] = StatusShape) -> dict[str, Any]:
    """A file of `out`, held to its published shape."""
    content = (base / "out" / name).read_bytes()
    shape.model_validate_json(content, strict=True)
    found: dict[str, Any] = json.loads(content)
    return found


def state(base: Path, request_id: str = ID) -> str:
    found: str = out(base, f"{request_id}.status.json")["state"]
    return found


def lying(base: Path) -> dict[str, list[str]]:
    return {name: sorted(path.name for path in (base / name).iterdir()) for name in ("in", "done", "aside")}


def actions(office: TestOffice) -> list[str]:
    records = office.entrance._opened()
    key = office.desks["kense"].session.office.key
    return [entry.action for entry in records.queries.journal(key) if entry.action.startswith("portal.")]


def pdf_of(office: TestOffice) -> bytes:
    """Some PDF made by the program."""
    desk = office.desks["kense"]
    form = application(office.edition("tsa_certificate/2018-03-23"), Channel.PROVIDER, invented_iin(77))
    done = desk.registrations.register(desk.session, command(form, office.clock), BOTH)
    return desk.printing.pdf(desk.session, done.paper.key)


def pdf_number(office: TestOffice) -> str:
    """The number of the case of `pdf_of`."""
    desk = office.desks["kense"]
    return desk.intake.recall(desk.session, invented_iin(77)).open_cases[0].number


def test_a_request_goes_the_whole_way(office: TestOffice, base: Path) -> None:
    desk, boss, executor = office.desks["kense"], office.desks["bas"], office.desks["oryn"]
    scan = pdf_of(office)
    put(base, request(attachments=[declared(f"{ID}.1.pdf", scan)]), files={f"{ID}.1.pdf": scan})
    report = run(office)
    assert [one.id for one in report.read_in] == [ID] and not report.set_aside and not report.left
    assert lying(base) == {"in": [], "done": [f"{ID}.1.pdf", f"{ID}.json", f"{ID}.json.sig"], "aside": []}
    assert state(base) == "received"

    found = card(desk)
    assert found.form is not None and found.line.state is PortalState.RECEIVED
    assert [file.name for file in found.files] == [f"{ID}.1.pdf"]
    file, content = desk.exchange.file(desk.session, found.line.request.key, f"{ID}.1.pdf")
    assert content == scan and file.pages >= 1
    verdict = desk.exchange.check(desk.session, found.line.request.key, found.form)
    assert verdict.may_register
    done = desk.exchange.register(desk.session, found.line.request.key, found.form)
    # sent at 09:40, registered at 10:00: the quarter of an hour runs from the submission
    assert done.case.channel is Channel.PORTAL
    assert done.due.due.strftime("%H:%M") == "09:55"
    assert done.case.steps[0].due_at.astimezone(done.due.due.tzinfo).strftime("%H:%M") == "09:45"
    assert [one.title for one in desk.attachments.of_case(done.case.key)] == ["Құжат"]

    again = desk.exchange.register(desk.session, found.line.request.key, found.form)
    assert again.case.key == done.case.key
    assert len(desk.attachments.of_case(done.case.key)) == 1
    run(office)
    assert state(base) == "accepted"
    assert out(base, f"{ID}.status.json")["number"] == done.case.number

    boss.routing.resolve(boss.session, done.case.key, executor.session.member.key, "Дайындаңыз", BOTH)
    run(office)
    assert state(base) == "in_work"
    executor.decisions.draft(executor.session, done.case.key, Outcome.REFUSED, ())
    boss.decisions.sign(boss.session, done.case.key, PASSWORD, BOTH)
    assert f"{ID}.result.pdf" in run(office).written
    assert state(base) == "ready"

    result = out(base, f"{ID}.result.json", ResultShape)
    assert result["signed_here"] is False and "не подписан" in result["note"]["ru"]
    assert result["outcome"] == "refused" and result["case"] == done.case.number
    text = PdfReader(io.BytesIO((base / "out" / f"{ID}.result.pdf").read_bytes())).pages[0].extract_text()
    assert "Әбдірахманов" in text and invented_iin(1) in text
    status = out(base, f"{ID}.status.json")
    assert [paper["role"] for paper in status["papers"]] == ["acceptance", "result"]
    assert status["signed_here"] is False and status["signature"]["verified_here"] is False

    before = {path: path.stat().st_mtime_ns for path in (base / "out").iterdir()}
    assert run(office).is_empty
    assert {path: path.stat().st_mtime_ns for path in (base / "out").iterdir()} == before
    assert actions(office).count("portal.received") == actions(office).count("portal.registered") == 1
    # what the portal has is not offered to be printed, the paper of somebody at the window is
    assert [row.number for row in desk.printing.unprinted(desk.session)] == [pdf_number(office)]
    assert [row.kind for row in boss.printing.unprinted(boss.session)] == [PaperKind.RESOLUTION]


def test_a_result_taken_back_is_no_result(office: TestOffice, base: Path) -> None:
    desk, boss, executor = office.desks["kense"], office.desks["bas"], office.desks["oryn"]
    put(base, request())
    run(office)
    found = card(desk)
    assert found.form is not None
    key = desk.exchange.register(desk.session, found.line.request.key, found.form).case.key
    boss.routing.resolve(boss.session, key, executor.session.member.key, "Дайындаңыз", BOTH)
    executor.decisions.draft(executor.session, key, Outcome.REFUSED, ())
    boss.decisions.sign(boss.session, key, PASSWORD, BOTH)
    run(office)
    first = out(base, f"{ID}.result.json", ResultShape)["paper"]["sha256"]
    assert state(base) == "ready"

    boss.undoing.take_back(boss.session, key, "Қате қол қойылды")
    run(office)
    status = out(base, f"{ID}.status.json")
    assert status["state"] == "in_work" and [paper["role"] for paper in status["papers"]] == ["acceptance"]

    office.clock.advance(minutes=2)
    boss.decisions.sign(boss.session, key, PASSWORD, BOTH)
    run(office)
    again = out(base, f"{ID}.result.json", ResultShape)["paper"]["sha256"]
    assert state(base) == "ready" and again != first
    assert hashlib.sha256((base / "out" / f"{ID}.result.pdf").read_bytes()).hexdigest() == again

    desk.issuing.hand_over(desk.session, key, Receiver("Әбдірахманов Н. Е.", True))
    run(office)
    assert state(base) == "closed"
    assert run(office).is_empty


def test_what_is_missing_is_refused_with_its_grounds(office: TestOffice, base: Path) -> None:
    desk = office.desks["kense"]
    put(base, request())
    run(office)
    found = card(desk)
    assert found.form is not None
    missing = replace(
        found.form,
        documents=tuple(replace(one, state=DocumentState.MISSING, sheets=0) for one in found.form.documents),
    )
    key = found.line.request.key
    done = desk.exchange.refuse(desk.session, key, missing)
    assert desk.exchange.refuse(desk.session, key, missing).refusal.key == done.refusal.key
    with pytest.raises(UserError) as caught:
        desk.exchange.register(desk.session, key, found.form)
    assert caught.value.code == "E-652"
    run(office)
    status = out(base, f"{ID}.status.json")
    assert status["state"] == "refused" and status["number"] == done.refusal.number
    assert [one["code"] for one in status["grounds"]] == ["incomplete"]
    assert [one["code"] for one in status["missing"]] == ["e_request"]
    assert (base / "out" / f"{ID}.refusal.pdf").read_bytes().startswith(b"%PDF")


def test_what_can_be_neither_is_given_back(office: TestOffice, base: Path) -> None:
    desk = office.desks["kense"]
    form = application(office.edition("tsa_certificate/2018-03-23"), Channel.PROVIDER, invented_iin(1))
    desk.registrations.register(desk.session, command(form, office.clock), BOTH)
    put(base, request())
    run(office)
    found = card(desk)
    assert found.form is not None
    key = found.line.request.key
    with pytest.raises(UserError) as caught:
        desk.exchange.register(desk.session, key, found.form)
    assert caught.value.code == "E-103"
    with pytest.raises(UserError) as caught:
        desk.exchange.give_back(desk.session, key, "  ")
    assert caught.value.code == "E-654"
    desk.exchange.give_back(desk.session, key, "Бұл қызмет бойынша ашық іс бар")
    run(office)
    status = out(base, f"{ID}.status.json")
    assert status["state"] == "not_accepted" and status["reason"]["text"] == "Бұл қызмет бойынша ашық іс бар"
    assert [line.request.is_waiting for line in desk.exchange.requests(desk.session)] == [False]


def test_information_is_answered_at_once(office: TestOffice, base: Path) -> None:
    boss = office.desks["basqaru"]
    line = f"{invented_iin(2)};Серікова Мөлдір;1;01.07.2019;30.09.2019\n"
    report = boss.recipients.read(boss.session, "тізім.csv", line.encode())
    boss.recipients.import_list(boss.session, report)
    put(base, request("ASK-1", 2, "information"))
    put(base, request("ASK-2", 3, "information"))
    run(office)
    known = out(base, "ASK-1.information.json", InformationShape)
    assert known["assigned"] is True
    assert known["entries"] == [
        {
            "source": "list",
            "as": "recipient",
            "period_from": "2019-07-01",
            "period_to": "2019-09-30",
            "number": None,
            "amount": None,
        }
    ]
    assert "Мөлдір" not in (base / "out" / "ASK-1.information.json").read_text("utf-8")
    assert out(base, "ASK-2.information.json", InformationShape)["assigned"] is False
    assert state(base, "ASK-1") == "answered"
    assert run(office).is_empty


LAW: dict[str, tuple[dict[str, Any], AsideReason]] = {
    "unknown service": ({"service": "passport"}, AsideReason.UNKNOWN_SERVICE),
    "service not adopted": ({"service": "housing_aid"}, AsideReason.UNKNOWN_SERVICE),
    "not on the portal in this edition": ({"service": "tsa_assignment"}, AsideReason.NOT_ON_PORTAL),
    "sent tomorrow": ({"sent_at": "2019-09-17T09:40:00+06:00"}, AsideReason.FUTURE),
    "sent years ago": ({"sent_at": "2017-09-15T09:40:00+06:00"}, AsideReason.TOO_OLD),
    "consent of tomorrow": ({"consent": {"given": True, "at": "2019-09-17T09:39:00+06:00"}}, AsideReason.FUTURE),
    "document of another service": ({"documents": [{"code": "income"}]}, AsideReason.UNKNOWN_DOCUMENT),
    "no bank account": ({"service": "home_schooling"}, AsideReason.NO_BANK),
    "minor alone": (
        {
            "applicant": request()["applicant"]
            | {"iin": invented_iin(5, datetime(2010, 5, 5).date()), "birth_date": "2010-05-05"}
        },
        AsideReason.MINOR_ALONE,
    ),
}


def test_what_the_law_does_not_let_in_is_set_aside_by_name_and_reason(office: TestOffice, base: Path) -> None:
    for number, (changed, _) in enumerate(LAW.values(), 1):
        put(base, request(f"LAW-{number}", **changed))
    put(base, request())
    report = run(office)
    reasons = {found.name: found.reason for found in report.set_aside}
    assert reasons == {f"LAW-{number}.json": reason for number, (_, reason) in enumerate(LAW.values(), 1)}
    assert [one.id for one in report.read_in] == [ID]  # the others did not keep it back
    for number, (_, reason) in enumerate(LAW.values(), 1):
        status = out(base, f"LAW-{number}.status.json")
        assert status["state"] == "not_accepted" and status["reason"]["code"] == reason.value
    beside = json.loads((base / "aside" / "LAW-1.reason.json").read_bytes())
    assert beside["reason"]["code"] == "unknown_service" and beside["reason"]["kk"]
    assert lying(base)["in"] == []
    desk = office.desks["kense"]
    assert len(desk.exchange.aside(desk.session)) == len(LAW) == actions(office).count("portal.set_aside")
    assert run(office).is_empty


def test_a_corrected_file_of_the_same_id_is_taken(office: TestOffice, base: Path) -> None:
    put(base, request(service="passport"))
    run(office)
    assert state(base) == "not_accepted"
    put(base, request())
    assert [one.id for one in run(office).read_in] == [ID]
    assert state(base) == "received"


def test_the_same_file_twice_is_read_once(office: TestOffice, base: Path) -> None:
    put(base, request())
    run(office)
    put(base, request())
    report = run(office)
    assert report.only_moved == (ID,) and not report.read_in and not report.set_aside
    assert lying(base)["done"] == [f"{ID}.json", f"{ID}.json.sig", f"{ID}.json.sig~2", f"{ID}.json~2"]
    put(base, request(language="ru"))
    assert [found.reason for found in run(office).set_aside] == [AsideReason.ID_TAKEN]
    assert state(base) == "received"  # what another file says does not touch the request that was read
    assert actions(office).count("portal.received") == 1


class _Dies(BaseException):
    """The process is gone: nothing catches it."""


def test_killed_between_record_and_move(office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(base, request())

    def die(*arguments: object) -> None:
        raise _Dies

    with monkeypatch.context() as patch:
        patch.setattr(ExchangeFolder, "move_done", die)
        with pytest.raises(_Dies):
            run(office)
    put(base, b"{", "BAD-1.json")
    with monkeypatch.context() as patch:
        patch.setattr(ExchangeFolder, "move_aside", die)
        with pytest.raises(_Dies):
            run(office)
    assert {f"{ID}.json", "BAD-1.json"} <= set(lying(base)["in"])
    report = run(office)
    assert report.only_moved == (ID,) and not report.read_in
    assert lying(base)["in"] == []
    assert f"{ID}.json" in lying(base)["done"] and "BAD-1.json" in lying(base)["aside"]
    desk = office.desks["kense"]
    assert len(desk.exchange.requests(desk.session)) == len(desk.exchange.aside(desk.session)) == 1
    assert sorted(actions(office)).count("portal.received") == 1
    assert sorted(actions(office)).count("portal.set_aside") == 1


def test_killed_between_writing_and_marking(office: TestOffice, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(base, request())
    written = ExchangeFolder.write

    def die(self: ExchangeFolder, *arguments: Any) -> None:
        written(self, *arguments)
        raise _Dies

    with monkeypatch.context() as patch:
        patch.setattr(ExchangeFolder, "write", die)
        with pytest.raises(_Dies):
            run(office)
    first = (base / "out" / f"{ID}.status.json").read_bytes()
    report = run(office)
    assert report.written == (f"{ID}.status.json",)
    assert (base / "out" / f"{ID}.status.json").read_bytes() == first
    assert run(office).is_empty


def test_two_desks_at_the_folder_at_once(office: TestOffice, base: Path) -> None:
    ids = [f"MANY-{number}" for number in range(12)]
    for number, name in enumerate(ids):
        put(base, request(name, 100 + number))
    reports: list[PassReport] = []
    errors: list[BaseException] = []

    def work(login: str) -> None:
        try:
            reports.append(run(office, login))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(login,)) for login in ("kense", "basqaru")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    read = [one.id for report in reports for one in report.read_in]
    assert sorted(read) == sorted(ids)
    assert not any(report.set_aside for report in reports)
    desk = office.desks["kense"]
    run(office)
    assert lying(base)["in"] == [] and len(lying(base)["done"]) == 24
    assert all(state(base, name) == "received" for name in ids)

    # and both register the same request
    found = card(desk, ids[0])
    made = []

    def register() -> None:
        assert found.form is not None
        made.append(desk.exchange.register(desk.session, found.line.request.key, found.form).case.number)

    threads = [threading.Thread(target=register) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2 and len(set(made)) == 1
    assert actions(office).count("portal.registered") == 1


def test_a_request_of_the_night_counts_from_the_opening(office: TestOffice, base: Path) -> None:
    desk = office.desks["kense"]
    put(base, request(sent_at="2019-09-14T22:10:00+06:00"))  # Saturday night
    run(office)
    found = card(desk)
    assert found.form is not None
    done = desk.exchange.register(desk.session, found.line.request.key, found.form)
    assert done.due.due.strftime("%d.%m %H:%M") == "16.09 09:15"
    assert done.case.steps[0].due_at.astimezone(done.due.due.tzinfo).strftime("%d.%m %H:%M") == "16.09 09:05"
    recorded = desk.register.card(desk.session, done.case.key).case
    assert recorded.service_due_at == done.due.due.astimezone(UTC)


def test_only_those_whose_work_it_is(office: TestOffice, base: Path, tmp_path: Path) -> None:
    clerk, chancellery, boss = (office.desks[login] for login in ("aigul", "kense", "basqaru"))
    put(base, request())
    with pytest.raises(ForbiddenError):
        clerk.exchange.pass_once(clerk.session)
    with pytest.raises(ForbiddenError):
        clerk.exchange.requests(clerk.session)
    with pytest.raises(ForbiddenError):
        chancellery.exchange.set_folder(chancellery.session, tmp_path)
    keeper = replace(boss.session, member=replace(boss.session.member, roles=(Role.ADMINISTRATOR,)))
    boss.exchange.pass_once(keeper)
    with pytest.raises(ForbiddenError):
        boss.exchange.requests(keeper)
    found = card(boss)
    with pytest.raises(ForbiddenError):
        boss.exchange.card(keeper, found.line.request.key)
    assert found.form is not None
    with pytest.raises(ForbiddenError):
        boss.exchange.register(boss.session, found.line.request.key, found.form)
    with pytest.raises(ForbiddenError):
        boss.exchange.give_back(boss.session, found.line.request.key, "себеп")
    other = replace(found.form, applicant=replace(found.form.applicant, iin=invented_iin(9)))
    with pytest.raises(UserError) as caught:
        chancellery.exchange.register(chancellery.session, found.line.request.key, other)
    assert caught.value.code == "E-653"
    # at a window nobody chooses the portal by hand
    assert all(offer.channel is not Channel.PORTAL for offer in chancellery.intake.offers(chancellery.session))


def test_a_folder_that_is_not_there(office: TestOffice, tmp_path: Path) -> None:
    boss = office.desks["basqaru"]
    with pytest.raises(UserError) as caught:
        run(office)
    assert caught.value.code == "E-650"
    with pytest.raises(UserError) as caught:
        boss.exchange.set_folder(boss.session, tmp_path / "absent")
    assert caught.value.code == "E-651"
    folder = tmp_path / "drive"
    folder.mkdir()
    boss.exchange.set_folder(boss.session, folder)
    assert boss.exchange.folder(boss.session) == folder
    folder.rename(tmp_path / "unplugged")
    with pytest.raises(UserError) as caught:
        run(office)
    assert caught.value.code == "E-651"
    assert not folder.exists()  # nothing is made in the place of a drive that is not connected
    boss.exchange.set_folder(boss.session, None)
    assert boss.exchange.folder(boss.session) is None


def test_the_signature_is_kept_with_the_request(office: TestOffice, base: Path) -> None:
    put(base, request())
    run(office)
    found = card(office.desks["kense"]).line.request
    assert found.signature_name == f"{ID}.json.sig"
    assert (base / "done" / f"{ID}.json.sig").read_bytes() == SIGNATURE
