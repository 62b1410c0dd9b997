"""A desk that is killed loses nothing it acknowledged, gives no number twice and leaves no gap."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TRIALS = 280
"""With the twenty kills through the window these are the three hundred of each submission."""


@pytest.mark.timeout(900)
def test_kills_at_random_moments_of_registration(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.support.kills", str(tmp_path), str(TRIALS), "20190916"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-2000:]
    outcome = json.loads(done.stdout.splitlines()[-1])
    print(outcome)
    assert outcome["trials"] == TRIALS
    assert outcome["killed_while_registering"] > TRIALS // 10, "the kills missed the registrations"
    assert (outcome["lost"], outcome["doubled"], outcome["gaps"], outcome["chain_breaks"]) == ([], [], [], 0)
    assert outcome["not_offered"] == [], "committed, not printed, and not offered at the next start"
    assert outcome["drafts_lost"] == 0
    assert outcome["registered"] == outcome["acknowledged"] + outcome["unacknowledged"]
