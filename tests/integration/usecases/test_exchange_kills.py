"""Two processes at the same folder, killed again and again: every request is read once, and no file is lost or torn."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from desk_app.exchange.shape import StatusShape
from tests.support.office import TestOffice
from tests.support.portal_files import put, request

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

TRIALS = 8
EACH = 6
LONGEST_LIFE = 0.15
"""Seconds until the kill: a pass over six requests takes about as long."""


def _passing(office: TestOffice) -> int:
    """Fork a process that makes passes until it is killed; its connections are its own."""
    pid = os.fork()
    if pid == 0:
        try:
            desk = office.desks["basqaru"]
            while True:
                desk.exchange.pass_once(desk.session)
        finally:
            os._exit(1)
    return pid


def test_nothing_is_lost_or_read_twice(office: TestOffice, tmp_path: Path) -> None:
    base = tmp_path / "portal"
    base.mkdir()
    boss = office.desks["basqaru"]
    boss.exchange.set_folder(boss.session, base)
    randomly = random.Random(7)
    good, bad = [], []
    for trial in range(TRIALS):
        for number in range(EACH):
            good.append(f"KILL-{trial}-{number}")
            put(base, request(good[-1], 1000 + trial * EACH + number))
        bad.append(f"BAD-{trial}")
        put(base, b'{"bad": ', f"{bad[-1]}.json")
        office.entrance._opened().close()  # a forked process must not share a connection
        children = [_passing(office) for _ in range(2)]
        time.sleep(randomly.uniform(0.01, LONGEST_LIFE))
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children:
            assert os.WIFSIGNALED(os.waitpid(pid, 0)[1]), "a pass failed by itself"
    boss.exchange.pass_once(boss.session)

    assert list((base / "in").iterdir()) == []
    read = Counter(line.request.id for line in boss.exchange.requests(boss.session))
    assert read == Counter(good)
    assert sorted(found.request_id for found in boss.exchange.aside(boss.session)) == bad
    for name, ids in (("done", good), ("aside", bad)):
        lying = {path.name for path in (base / name).iterdir()}
        assert {f"{one}.json{end}" for one in ids for end in ("", ".sig")} <= lying
        assert not any("~" in one for one in lying if "reason" not in one), "a file was moved over another"
    for one in good + bad:
        content = (base / "out" / f"{one}.status.json").read_bytes()
        StatusShape.model_validate_json(content, strict=True)
    for one in bad:
        assert json.loads((base / "aside" / f"{one}.reason.json").read_bytes())["reason"]["code"] == "not_json"
    journal = office.entrance._opened().queries.journal(boss.session.office.key)
    actions = Counter(entry.action for entry in journal)
    assert actions["portal.received"] == len(good) and actions["portal.set_aside"] == len(bad)
    assert boss.exchange.pass_once(boss.session).is_empty
