"""Twenty kills of a desk at its window, around the key that registers."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk_app.bootstrap import open_program
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD, invented_iin, open_office

TRIALS = 20
LONGEST = 0.25
"""Seconds after the key within which the process dies."""


def _one_life(folder: Path, iin: str, delay: float) -> str:
    """Return the number the window showed before it was killed; empty where it had not yet."""
    words = [sys.executable, "-m", "tests.support.window_desk", str(folder), iin]
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as desk:
        assert desk.stdout is not None and desk.stderr is not None
        for line in desk.stdout:
            if line.startswith("pressing"):
                break
        else:
            pytest.fail(f"the desk ended by itself: {desk.stderr.read()[-2000:]}")
        time.sleep(delay)
        desk.send_signal(signal.SIGKILL)
        rest = desk.stdout.read()
    shown = [line.split()[1] for line in rest.splitlines() if line.startswith("ack ")]
    return shown[0] if shown else ""


@pytest.mark.e2e
@pytest.mark.timeout(600)
def test_window_killed_around_the_key_that_registers(tmp_path: Path) -> None:
    open_office(tmp_path, with_accounts=True).close()
    randomly = random.Random(16)
    visitors = [invented_iin(200 + trial) for trial in range(TRIALS)]
    shown = {iin: _one_life(tmp_path, iin, randomly.uniform(0, LONGEST)) for iin in visitors}
    entrance = open_program(tmp_path, "", clock=StandingClock()).entrance()
    desk = entrance.sign_in("aigul", PASSWORD)
    rows = {row.iin: row for row in desk.register.search(desk.session, "") if row.kind == "case"}
    offered = {row.number for row in desk.printing.unprinted(desk.session)}
    drafts = [draft.body for draft in desk.drafts.waiting(desk.session, "intake")]
    entrance.close()
    assert sorted(int(row.number[-5:]) for row in rows.values()) == list(range(1, len(rows) + 1))
    for iin, number in shown.items():
        if number:
            assert rows[iin].number == number, "shown, and not recorded"
        if iin in rows:
            assert rows[iin].number in offered, "recorded, not printed, and not offered at the next start"
        else:
            assert any(iin in body for body in drafts), "neither recorded nor kept as typed"
    print(f"{len(rows)} of {TRIALS} recorded, {sum(map(bool, shown.values()))} shown")
