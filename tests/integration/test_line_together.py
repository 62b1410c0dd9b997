"""Many desks call at once: nobody is called twice, nobody is left over."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desk_app.domain.keys import new_key
from desk_app.domain.line import Visit, VisitResult
from desk_app.domain.staff import Role
from desk_app.usecases.desk import Desk
from desk_app.usecases.office import NewMember, member_of
from tests.support.office import PASSWORD, POSITION, TestOffice, open_office

PROCESSES = 8


def _fill(desk: Desk, office: TestOffice, people: int) -> None:
    """Put so many people into the line in one transaction."""
    records = office.entrance._opened()
    now = office.clock.now()
    with records.unit_of_work(desk.session.office.key, desk.session.member.key) as work:
        for turn in range(1, people + 1):
            ticket = f"А-{turn:05}"
            work.line.add(
                Visit(new_key(), desk.session.office.key, now.date(), ticket, "tsa_assignment", turn, now, now)
            )
        work.commit()


@pytest.mark.postgres
@pytest.mark.timeout(600)
@pytest.mark.parametrize("people", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_eight_processes_call_everybody_once(tmp_path: Path, postgres_database: str, people: int) -> None:
    office = open_office(tmp_path / "first", postgres_database)
    supervisor = office.desks["basqaru"]
    passwords = office.entrance._equipment.passwords.hash(PASSWORD)
    with office.entrance._opened().unit_of_work(supervisor.session.office.key, None) as work:
        for index in range(PROCESSES):
            new = NewMember(f"desk{index}", "Сейітова", "Айгүл", "", POSITION, (Role.CLERK,), PASSWORD)
            work.add_member(member_of(new, supervisor.session.office.key), passwords)
        work.commit()
    _fill(supervisor, office, people)
    words = [sys.executable, "-m", "tests.support.callers"]
    desks = [
        subprocess.Popen(
            [*words, str(tmp_path / f"desk{index}"), postgres_database, f"desk{index}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for index in range(PROCESSES)
    ]
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("\n")
        desk.stdin.flush()
    called = [json.loads(desk.communicate()[0].splitlines()[-1]) for desk in desks]
    assert all(desk.returncode == 0 for desk in desks)
    assert all(called), "every desk had its share"
    tickets = [ticket for one in called for ticket in one]
    assert len(tickets) == len(set(tickets)) == people
    for one in called:
        assert one == sorted(one), "each desk goes down the line"
    assert supervisor.line.in_line(supervisor.session) == ()
    office.close()


def test_two_windows_of_one_process_call_five_hundred_people(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    names = ("aigul", "marat")
    _fill(office.desks["aigul"], office, 500)
    together = threading.Barrier(2)

    def serve(name: str) -> list[str]:
        desk, called = office.desks[name], []
        together.wait()
        while (visit := desk.line.call_next(desk.session)) is not None:
            called.append(visit.ticket)
            desk.line.end(desk.session, visit.key, VisitResult.ASKED)
        return called

    with ThreadPoolExecutor(2) as pool:
        called = list(pool.map(serve, names))
    tickets = [ticket for one in called for ticket in one]
    assert len(tickets) == len(set(tickets)) == 500
    office.close()


@pytest.mark.postgres
def test_a_double_click_at_one_instant_calls_one_person(tmp_path: Path, postgres_database: str) -> None:
    """Two connections, one clerk: the constraint lets one of the two through, both get the same person."""
    office = open_office(tmp_path, postgres_database)
    desk = office.desks["aigul"]
    _fill(desk, office, 40)
    for _round in range(20):
        together = threading.Barrier(2)

        def click(_index: int, together: threading.Barrier = together) -> Visit | None:
            together.wait()
            return desk.line.call_next(desk.session)

        with ThreadPoolExecutor(2) as pool:
            one, other = pool.map(click, range(2))
        assert one is not None
        assert other is not None
        assert one.key == other.key
        desk.line.end(desk.session, one.key, VisitResult.ASKED)
    assert len(desk.line.in_line(desk.session)) == 20
    office.close()
