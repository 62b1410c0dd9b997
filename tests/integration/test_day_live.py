"""A change made by another process shows in the window of this one, by the server's own notice."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest

from desk_app.domain.staff import Role
from desk_app.usecases.day_window import Figure
from desk_app.usecases.office import NewMember, member_of
from tests.support.office import PASSWORD, POSITION, open_office

_OTHER = """
import sys
from pathlib import Path
from desk_app.bootstrap import open_program
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD
entrance = open_program(Path(sys.argv[1]), sys.argv[2], clock=StandingClock()).entrance()
desk = entrance.sign_in("desk0", PASSWORD)
print("ready", flush=True)
for _line in sys.stdin:
    print(desk.line.take_ticket(desk.session, "tsa_assignment").ticket, flush=True)
entrance.close()
"""


@pytest.mark.postgres
def test_a_ticket_of_another_process_is_counted_here(tmp_path: Path, postgres_database: str) -> None:
    office = open_office(tmp_path / "first", postgres_database)
    boss = office.desks["basqaru"]
    hashed = office.entrance._equipment.passwords.hash(PASSWORD)
    with office.entrance._opened().unit_of_work(boss.session.office.key, None) as work:
        new = NewMember("desk0", "Сейітова", "Айгүл", "", POSITION, (Role.CLERK,), PASSWORD)
        work.add_member(member_of(new, boss.session.office.key), hashed)
        work.commit()
    heard = threading.Semaphore(0)
    stop = boss.changes.listen(boss.session.office.key, heard.release)
    assert heard.acquire(timeout=20), "the listener tells when it is there"
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(tmp_path / "other"), postgres_database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "ready\n"
        while heard.acquire(blocking=False):
            pass
        for count in (1, 2, 3):
            other.stdin.write("\n")
            other.stdin.flush()
            begun = monotonic()
            assert other.stdout.readline().startswith("А-")
            assert heard.acquire(timeout=5)
            assert boss.day_window.live(boss.session).figures[Figure.WAITING] == count
            assert monotonic() - begun < 5
    finally:
        other.communicate()
        stop()
        office.close()
