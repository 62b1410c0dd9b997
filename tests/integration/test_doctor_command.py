"""`python -m desk_app doctor`: the real process, without a screen, over real records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.clock import StandingClock
from tests.support.office import SUPERVISOR, open_office

ROOT = Path(__file__).parents[2]


def examine(*words: str, password: str = "") -> subprocess.CompletedProcess[str]:
    """The command without a screen; the password is its input."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    found = subprocess.run(
        [sys.executable, "-m", "desk_app", "doctor", *words],
        cwd=ROOT,
        env=environment,
        input=f"{password}\n",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "Traceback" not in found.stderr
    return found


def test_the_examination_of_a_desk(tmp_path: Path) -> None:
    """By a name and a password from the input; the running program holds the records; there may be none."""
    folder = ("--data", str(tmp_path / "desk"))
    empty = examine(*folder, "--language", "ru")
    assert (empty.returncode, empty.stdout) == (2, "")
    assert "нет записей" in empty.stderr
    office = open_office(tmp_path / "desk", clock=StandingClock(datetime.now(UTC)))
    running = examine(*folder, "--login", SUPERVISOR.login, "--language", "ru", password=SUPERVISOR.password)
    assert running.returncode == 2
    assert "уже" in running.stderr
    office.close()
    wrong = examine(*folder, "--login", SUPERVISOR.login, "--language", "en", password="not it at all")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    nobody = examine(*folder, "--language", "en")
    assert nobody.returncode == 2 and "--login" in nobody.stderr
    found = examine(*folder, "--login", SUPERVISOR.login, "--json", "--language", "kk", password=SUPERVISOR.password)
    assert found.returncode in (0, 1), found.stderr
    answer = json.loads(found.stdout)
    (of_office,) = answer["offices"]
    assert {"file", "journal", "work_lists", "terms", "papers_sealed"} <= set(of_office["checks"])
    assert answer["healthy"] == (found.returncode == 0) == (of_office["findings"] == [])
    assert all(one["what"] and one["todo"] for one in of_office["findings"])
    said = examine(*folder, "--login", SUPERVISOR.login, "--language", "ru", password=SUPERVISOR.password)
    assert said.stdout.count("✗") == len(of_office["findings"]) == said.stdout.count("→")
    assert SUPERVISOR.password not in said.stdout + said.stderr


@pytest.mark.postgres
def test_the_examination_of_a_shared_database(tmp_path: Path, postgres_database: str) -> None:
    office = open_office(tmp_path / "desk", postgres_database, clock=StandingClock(datetime.now(UTC)))
    office.close()
    found = examine("--data", str(tmp_path / "other"), "--database", postgres_database, "--json", "--language", "en")
    assert found.returncode in (0, 1), found.stderr
    answer = json.loads(found.stdout)
    assert len(answer["offices"]) == 1
    assert answer["healthy"] == (found.returncode == 0)
