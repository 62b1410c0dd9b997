"""Importing a list of recipients, on both engines."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from desk_app.domain.recipients import LineFault
from desk_app.errors import ForbiddenError, UserError
from tests.support.office import TestOffice, invented_iin

FATHER, MOTHER, CHILD, OTHER = (invented_iin(serial) for serial in (40, 51, 62, 73))
LIST = (
    "ЖСН;Аты-жөні;Отбасы;Кезең\n"
    f"{FATHER};Ахметов Болат;7;2019 ж. 3-тоқсан\n"
    f"{MOTHER};Ахметова Айгүл;7;2019 ж. 3-тоқсан\n"
    f"{OTHER};Ким Анна;8;2019 ж. 3-тоқсан\n"
    "123;Х;9;\n"
    f"{CHILD};Ахметов Әли;7;3 квартал 2019\n"
    f"{FATHER};Ахметов Б.;7;01.07.2019 - 30.09.2019\n"
).encode()


def import_list(office: TestOffice, name: str = "тізім.csv", data: bytes = LIST) -> int:
    desk = office.desks["oryn"]
    return desk.recipients.import_list(desk.session, desk.recipients.read(desk.session, name, data))


def test_report_names_every_line_and_records_nothing(office: TestOffice) -> None:
    desk = office.desks["oryn"]
    report = desk.recipients.read(desk.session, "тізім.csv", LIST)
    assert [line.line for line in report.taken] == [2, 3, 4, 6]
    assert [(line.line, line.fault, line.other) for line in report.skipped] == [
        (5, LineFault.IIN_LENGTH, 0),
        (7, LineFault.DUPLICATE, 2),
    ]
    assert report.may_import and desk.recipients.lists(desk.session) == ()


def test_evidence_for_one_member_shows_the_family(office: TestOffice) -> None:
    assert import_list(office) == 4
    queries = office.desks["oryn"].register._queries
    (trace,) = queries.recipients(office.desks["oryn"].session.office.key, CHILD)
    assert trace.family == "7: Ахметов Болат, Ахметова Айгүл, Ахметов Әли"
    assert (trace.reference, trace.period_from, trace.period_to) == ("тізім.csv:6", "2019-07-01", "2019-09-30")
    (alone,) = queries.recipients(office.desks["oryn"].session.office.key, OTHER)
    assert alone.family == "8"


def test_families_of_two_lists_do_not_mix(office: TestOffice) -> None:
    import_list(office)
    import_list(office, "екінші.csv", f"{OTHER};Ким Анна;7;01.01.2020;\n".encode())
    queries = office.desks["oryn"].register._queries
    newest, _older = queries.recipients(office.desks["oryn"].session.office.key, OTHER)
    assert (newest.family, newest.period_to) == ("7", "")


def test_same_file_is_told_with_its_day_and_person_and_refused(office: TestOffice) -> None:
    import_list(office)
    desk = office.desks["oryn"]
    report = desk.recipients.read(desk.session, "басқа аты.csv", LIST)
    assert report.known is not None and not report.may_import
    assert report.known.file_name == "тізім.csv" and report.known.lines == 4
    assert report.known.imported_by == desk.session.member.full_name
    with pytest.raises(UserError, match="E-345"):
        desk.recipients.import_list(desk.session, report)


def test_import_is_journaled_with_the_digest_and_counts(office: TestOffice) -> None:
    import_list(office)
    entry = office.desks["oryn"].register._queries.journal(office.desks["oryn"].session.office.key)[-1]
    body = json.loads(entry.body)
    assert entry.action == "recipients.imported"
    assert body["sha256"] == hashlib.sha256(LIST).hexdigest() and body["file"] == "тізім.csv"
    assert (body["accepted"], body["rejected"]) == (4, 2)
    assert body["reasons"] == {"iin_length": 1, "duplicate": 1}
    assert FATHER not in entry.body.decode()


@pytest.mark.parametrize("data", [b"", "ИИН;ФИО\n".encode()])
def test_file_without_a_line_is_refused(office: TestOffice, data: bytes) -> None:
    desk = office.desks["oryn"]
    with pytest.raises(UserError, match="E-371"):
        desk.recipients.read(desk.session, "a.csv", data)


def test_report_that_takes_nothing_cannot_be_imported(office: TestOffice) -> None:
    desk = office.desks["oryn"]
    report = desk.recipients.read(desk.session, "a.csv", b"123;X\n")
    assert not report.may_import
    with pytest.raises(UserError, match="E-371"):
        desk.recipients.import_list(desk.session, report)


def test_clerk_imports_nothing(office: TestOffice, tmp_path: Path) -> None:
    desk = office.desks["aigul"]
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.recipients.read(desk.session, "a.csv", LIST)
