"""The first run, signing in, the recovery code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.bootstrap import open_program
from desk_app.errors import StorageError, UserError
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD, SUPERVISOR, TestOffice, open_office, setup


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """Signing in is about the local file's key too: accounts of their own for all."""
    found = open_office(tmp_path, with_accounts=True)
    yield found
    found.close()


def test_nobody_gets_in_without_the_right_password(office: TestOffice) -> None:
    for login, password in (("aigul", "password"), ("admin", "admin"), ("aigul", ""), ("nobody", PASSWORD)):
        with pytest.raises(UserError, match=r"E-40[12]"):
            office.entrance.sign_in(login, password)


def test_attempts_become_slower(office: TestOffice) -> None:
    for _ in range(4):
        with pytest.raises(UserError, match="E-401"):
            office.entrance.sign_in("aigul", "wrong password")
    with pytest.raises(UserError, match="E-402"):
        office.entrance.sign_in("aigul", PASSWORD)
    office.clock.advance(minutes=16)
    assert office.entrance.sign_in("aigul", PASSWORD).session.member.login == "aigul"


def test_closed_account_stays_out(office: TestOffice) -> None:
    boss = office.desks["basqaru"]
    boss.office.disable(boss.session, office.desks["marat"].session.member.key)
    with pytest.raises(UserError, match="E-401"):
        office.entrance.sign_in("marat", PASSWORD)


def test_sign_in_name_is_taken_whatever_its_case(office: TestOffice) -> None:
    boss = office.desks["basqaru"]
    with pytest.raises(UserError, match="E-406"):
        boss.office.add_member(boss.session, replace(SUPERVISOR, login="AIGUL"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "short"}, "E-404"),
        ({"password": "basqaru"}, "E-404"),
        ({"roles": ()}, "E-405"),
        ({"name": " "}, "E-403"),
    ],
)
def test_first_account_is_a_whole_one(tmp_path: Path, change: dict[str, object], code: str) -> None:
    entrance = open_program(tmp_path, "", clock=StandingClock()).entrance()
    with pytest.raises(UserError, match=code):
        entrance.set_up(replace(setup(), supervisor=replace(SUPERVISOR, **change)))  # type: ignore[arg-type]
    assert entrance.is_new()


def test_recovery_code_opens_the_file_once_everybody_forgot(tmp_path: Path) -> None:
    local = open_office(tmp_path, with_accounts=True)
    desk = local.entrance.recover(local.recovery_code, "basqaru", "жаңа құпиясөз 2")
    assert desk.session.member.login == "basqaru"
    assert local.entrance.sign_in("basqaru", "жаңа құпиясөз 2").session.member.login == "basqaru"
    with pytest.raises(UserError):
        local.entrance.recover("AAAAA-AAAAA-AAAAA-AAAAA", "basqaru", "жаңа құпиясөз 3")


def test_deleted_database_is_never_made_anew_in_silence(tmp_path: Path) -> None:
    local = open_office(tmp_path, with_accounts=True)
    local.close()
    (tmp_path / "tereze.db").unlink()
    for leftover in tmp_path.glob("tereze.db-*"):
        leftover.unlink()
    again = open_program(tmp_path, "", clock=StandingClock()).entrance()
    with pytest.raises(StorageError, match="E-352"):
        again.sign_in("aigul", PASSWORD)


def test_second_copy_of_the_program_is_refused(tmp_path: Path) -> None:
    local = open_office(tmp_path, with_accounts=True)
    second = open_program(tmp_path, "", clock=StandingClock()).entrance()
    with pytest.raises(UserError, match="E-351"):
        second.sign_in("aigul", PASSWORD)
    assert local.entrance.sign_in("aigul", PASSWORD)


def test_first_run_that_broke_off_can_begin_again(tmp_path: Path) -> None:
    entrance = open_program(tmp_path, "", clock=StandingClock()).entrance()
    with pytest.raises(UserError, match="E-330"):
        entrance.set_up(replace(setup(), editions=("no_such/2018-01-01",)))
    assert entrance.is_new()
    desk = open_program(tmp_path, "", clock=StandingClock()).entrance().set_up(setup()).desk
    assert desk.session.office.name == setup().name


def test_records_without_their_keys_are_never_set_up_anew(tmp_path: Path) -> None:
    open_office(tmp_path).close()
    (tmp_path / "vault.json").unlink()
    with pytest.raises(StorageError, match="E-301"):
        open_program(tmp_path, "", clock=StandingClock()).entrance().is_new()


def test_records_are_not_readable_without_the_key(tmp_path: Path) -> None:
    open_office(tmp_path, with_accounts=True).close()
    data = (tmp_path / "tereze.db").read_bytes()
    assert not data.startswith(b"SQLite format 3") and "Сейітова".encode() not in data
