"""One desk that calls until nobody waits: `python -m tests.support.callers DIR URL LOGIN` prints its calls as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from desk_app.bootstrap import open_program
from desk_app.domain.line import VisitResult
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD


def main(folder: Path, database: str, login: str) -> list[str]:
    entrance = open_program(folder, database, clock=StandingClock()).entrance()
    desk = entrance.sign_in(login, PASSWORD)
    print("ready", flush=True)
    sys.stdin.readline()
    called = []
    while (visit := desk.line.call_next(desk.session)) is not None:
        called.append(visit.ticket)
        desk.line.end(desk.session, visit.key, VisitResult.ASKED)
    entrance.close()
    return called


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))
