"""`deadline` and `regulation list` over an office's own editions and calendar; `regulation check` beside the program's.

The real process over real records.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk_app.domain.calendar_edits import DayChange, EditKind
from desk_app.domain.language import Bilingual
from desk_app.usecases.calendars import Scope
from tests.support.clock import StandingClock
from tests.support.office import SUPERVISOR, open_office

ROOT = Path(__file__).parents[2]
FILE = ROOT / "resources/regulation/tsa_certificate/2018-03-23.toml"
OWN = "tsa_certificate/2020-01-24"
OFF = DayChange(date(2020, 2, 4), EditKind.DAY_OFF, Bilingual("Боран", "Буран"), "бұйрық № 5")


def run(*words: str, password: str = "") -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    found = subprocess.run(
        [sys.executable, "-m", "desk_app", *words, "--language", "en"],
        cwd=ROOT,
        env=environment,
        input=f"{password}\n",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in found.stderr
    return found


def wording(first: str = "2020-01-24", **changes: str) -> str:
    found = FILE.read_text(encoding="utf-8").replace("2018-03-23", first).replace("effective_to = 2020-01-23\n", "")
    for old, new in changes.items():
        assert old in found
        found = found.replace(old, new)
    return found


def furnish(folder: Path, database: str | None = None) -> None:
    """An office with an edition and a day off of its own."""
    office = open_office(folder, database, clock=StandingClock(datetime(2020, 1, 20, 5, tzinfo=UTC)))
    boss = office.desks[SUPERVISOR.login]
    boss.editions.add_edition(boss.session, wording().encode(), "own.toml")
    boss.calendars.apply(boss.session, [OFF], Scope.ALL)
    office.close()


def expect_own(*words: str) -> None:
    ask = ("deadline", "tsa_certificate", "state_corporation", "2020-02-03T10:15", "--json", *words)
    login = ("--login", SUPERVISOR.login)
    shipped = run(*ask)
    assert shipped.returncode == 0
    assert "came with the program" in shipped.stderr and "--login" in shipped.stderr
    assert json.loads(shipped.stdout)["edition"] == "tsa_certificate/2018-03-23"
    own = run(*ask, *login, password=SUPERVISOR.password)
    assert own.returncode == 0, own.stderr
    assert OWN in own.stderr and "editions and the calendar of the office" in own.stderr
    found, plain = json.loads(own.stdout), json.loads(shipped.stdout)
    assert (found["edition"], found["in_force"]) == (OWN, True)
    # the third working day of the six-day week is a day later, as the office has 4 February off
    assert (plain["service_due"][:10], found["service_due"][:10]) == ("2020-02-06", "2020-02-07")
    assert found.keys() == plain.keys()
    wrong = run(*ask, *login, password="not it at all")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    listed = run("regulation", "list", "--json", *words, *login, password=SUPERVISOR.password)
    assert OWN in [one["id"] for one in json.loads(listed.stdout)]
    assert OWN not in [one["id"] for one in json.loads(run("regulation", "list", "--json", *words).stdout)]


def test_the_editions_and_the_calendar_of_a_desk(tmp_path: Path) -> None:
    furnish(tmp_path / "desk")
    expect_own("--data", str(tmp_path / "desk"))


@pytest.mark.postgres
def test_those_of_a_shared_database(tmp_path: Path, postgres_database: str) -> None:
    furnish(tmp_path / "desk", postgres_database)
    expect_own("--data", str(tmp_path / "other"), "--database", postgres_database)


def test_without_records_nothing_is_said_of_them(tmp_path: Path) -> None:
    found = run("--data", str(tmp_path), "regulation", "list")
    assert (found.returncode, found.stderr) == (0, "")
    nobody = run("--data", str(tmp_path), "regulation", "list", "--login", "x", password="x")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "no records" in nobody.stderr
    assert list(tmp_path.glob("*.db")) == []


def test_a_file_is_checked_beside_the_programs_editions_and_the_files_before_it(tmp_path: Path) -> None:
    """As the window refuses it: an id taken by another text, a force period that runs into another, a taken letter."""
    files = {
        "changed": FILE.read_text(encoding="utf-8").replace("minutes = 15", "minutes = 16"),
        "early": wording("2019-01-01"),
        "letter": wording("2031-01-01", tsa_certificate="invented_aid"),
        "next": wording("2031-01-01"),
        "again": wording("2031-01-01").replace("minutes = 15", "minutes = 17"),
    }
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    found = run("regulation", "check", str(FILE), *(str(tmp_path / f"{name}.toml") for name in files))
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.replace(f"{tmp_path}/", "").splitlines() == [
        f"{FILE}: in order",
        "changed.toml: id: expected a new edition: tsa_certificate/2018-03-23 is known with another text",
        "early.toml: effective_from: expected a period that does not run into that of the edition"
        " tsa_certificate/2018-03-23",
        "letter.toml: letter: expected a letter that no other service has: Справка has it",
        "next.toml: in order",
        "again.toml: id: expected a new edition: tsa_certificate/2031-01-01 is known with another text",
    ]
