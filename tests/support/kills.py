"""Kill a registering desk at random moments, many times, and say what became of its work.

`python -m tests.support.kills DIR TRIALS SEED` prints one JSON object. Each trial is a forked process that opens the
encrypted file, keeps the form as a draft, registers and acknowledges, again and again, until it is killed.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from desk_app.bootstrap import open_program
from desk_app.domain.journal import chain
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import CaseRow
from tests.support.clock import StandingClock
from tests.support.office import ASSISTANCE, PASSWORD, application, command, invented_iin, open_office

LONGEST_LIFE = 0.12
"""Seconds a desk lives after it is ready: some five registrations."""


@dataclass
class Outcome:
    """What the kills did. Every list should be empty but `unacknowledged`, which counts visitors without a talon."""

    trials: int = 0
    acknowledged: int = 0
    registered: int = 0
    unacknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    chain_breaks: int = 0
    not_offered: list[str] = field(default_factory=list)
    drafts_lost: int = 0
    killed_while_registering: int = 0


def main(folder: Path, trials: int, seed: int) -> Outcome:
    office = open_office(folder, with_accounts=True)
    office.close()
    randomly = random.Random(seed)
    outcome = Outcome()
    numbers: dict[str, str] = {}
    began: set[str] = set()
    kept: dict[str, str] = {}
    for trial in range(trials):
        for line in _one_life(folder, trial, randomly.uniform(0, LONGEST_LIFE)):
            word, token, *rest = line.split()
            if word == "draft":
                kept[token] = rest[0]
            elif word == "begin":
                began.add(token)
            elif word == "ack":
                numbers[token] = rest[0]
        outcome.trials += 1
    outcome.acknowledged = len(numbers)
    _compare(folder, outcome, numbers, began, kept)
    return outcome


def _one_life(folder: Path, trial: int, life: float) -> list[str]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            _serve(folder, trial, writer)
        finally:
            os._exit(1)
    os.close(writer)
    text = b""
    while b"ready" not in text:
        if not select.select([reader], [], [], 30)[0]:
            os.kill(pid, signal.SIGKILL)
            raise TimeoutError("the desk did not open")
        part = os.read(reader, 65536)
        if not part:
            raise RuntimeError(f"the desk died by itself: {text!r}")
        text += part
    time.sleep(life)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(reader, 65536):
        text += part
    os.close(reader)
    whole = text.decode().rpartition("\n")[0]
    return [line for line in whole.splitlines() if line != "ready"]


def _serve(folder: Path, trial: int, writer: int) -> None:
    desk = _open(folder)
    edition = desk.law.edition(ASSISTANCE)
    os.write(writer, b"ready\n")
    for serial in range(200):
        form = application(edition, Channel.CENTRE, _somebody(trial * 200 + serial))
        order = command(form, StandingClock())
        draft = new_key()
        desk.drafts.keep(desk.session, draft, "intake", form.applicant.iin)
        os.write(writer, f"draft {order.token} {draft}\n".encode())
        os.write(writer, f"begin {order.token}\n".encode())
        done = desk.registrations.register(desk.session, order, PaperLanguage.KK)
        os.write(writer, f"ack {order.token} {done.case.number}\n".encode())
        desk.drafts.drop(desk.session, draft)


def _somebody(serial: int) -> str:
    birth = date(1950, 1, 1) + timedelta(days=serial % 18_000)
    return invented_iin(serial // 18_000 + 1, birth)


def _open(folder: Path) -> Desk:
    return open_program(folder, "", clock=StandingClock()).entrance().sign_in("aigul", PASSWORD)


def _compare(folder: Path, outcome: Outcome, numbers: dict[str, str], began: set[str], kept: dict[str, str]) -> None:
    entrance = open_program(folder, "", clock=StandingClock()).entrance()
    desk = entrance.sign_in("aigul", PASSWORD)
    queries = desk.register._queries  # the reads behind the page, to compare everything at once
    office = desk.session.office.key
    rows: list[CaseRow] = []
    while page := queries.search(office, "", limit=500, after=rows[-1] if rows else None):
        rows.extend(page)
    found = [row.number for row in rows]
    outcome.registered = len(found)
    outcome.doubled = sorted(number for number, times in Counter(found).items() if times > 1)
    outcome.lost = sorted(set(numbers.values()) - set(found))
    values = sorted(int(number[-5:]) for number in found)
    outcome.gaps = sorted(set(range(1, len(values) + 1)) - set(values))
    outcome.unacknowledged = len(set(found) - set(numbers.values()))
    offered = {row.number for row in desk.printing.unprinted(desk.session)}
    outcome.not_offered = sorted(set(found) - offered)
    previous = bytes(32)
    for entry in queries.journal(office):
        outcome.chain_breaks += entry.previous != previous or chain(previous, entry.body) != entry.hash
        previous = entry.hash
    drafts = {str(draft.key) for draft in desk.drafts.waiting(desk.session, "intake")}
    unfinished = [token for token in began if token not in numbers]
    outcome.killed_while_registering = len(unfinished)
    for token in unfinished:
        # either the case is there (and its paper is offered), or what was typed is: never neither
        if queries.subject_of_token(UUID(token)) is None and kept[token] not in drafts:
            outcome.drafts_lost += 1
    entrance.close()


if __name__ == "__main__":
    print(json.dumps(asdict(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))))
