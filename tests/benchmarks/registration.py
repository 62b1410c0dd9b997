"""P3: a registration through the whole use case, against the raw driver writing the same rows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desk_app.bootstrap import open_program
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.storage.vault import FileVault
from desk_app.usecases.desk import Desk
from desk_app.usecases.intake import Command
from tests.benchmarks.statements import Statement, heard, open_raw, replay
from tests.benchmarks.table import Line, at_most
from tests.benchmarks.timing import milliseconds, p50, p99
from tests.support.clock import StandingClock
from tests.support.office import ASSISTANCE, PASSWORD, application, command, invented_iin, open_office

REGISTRATIONS = 300
WARM_UP = 20


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        ours, raw = figures(Path(place))
    what = "registration, encrypted file, FULL"
    return [
        at_most("P3", f"{what}, p50", p50(ours), p50(raw), 3, "sqlcipher3, same rows"),
        at_most("P3", f"{what}, p99", p99(ours), p99(raw), 3, "sqlcipher3, same rows"),
    ]


def figures(folder: Path, count: int = REGISTRATIONS) -> tuple[list[float], list[float]]:
    """Time of each registration through the program, and of the same rows through the raw driver, turn by turn."""
    first = folder / "first"
    open_office(first, with_accounts=True).close()
    copies = [folder / name for name in ("heard", "ours", "raw")]
    for copy in copies:
        shutil.copytree(first, copy)
    transactions = _heard(copies[0], count + WARM_UP)
    raw = open_raw(copies[2] / "tereze.db", key_of(copies[2]))
    ours_took, raw_took = [], []
    with signed_in(copies[1]) as desk:
        for order, transaction in zip(orders(desk, count + WARM_UP), transactions, strict=True):
            ours_took.append(milliseconds(lambda order=order: _register(desk, order)))
            raw_took.append(milliseconds(lambda transaction=transaction: _write(raw, transaction)))
    raw.close()
    return ours_took[WARM_UP:], raw_took[WARM_UP:]


@contextmanager
def signed_in(folder: Path) -> Iterator[Desk]:
    entrance = open_program(folder, "", clock=StandingClock()).entrance()
    try:
        yield entrance.sign_in("aigul", PASSWORD)
    finally:
        entrance.close()


def key_of(folder: Path) -> bytes:
    vault = FileVault(folder / "vault.json")
    vault.unlock("aigul", PASSWORD)
    return vault.key


def orders(desk: Desk, count: int) -> list[Command]:
    """As many different people with a package in order."""
    edition = desk.law.edition(ASSISTANCE)
    births = (date(1950, 1, 1) + timedelta(days=37 * serial) for serial in range(count))
    forms = (application(edition, Channel.CENTRE, invented_iin(1, birth)) for birth in births)
    return [command(form, StandingClock()) for form in forms]


def _register(desk: Desk, order: Command) -> None:
    desk.registrations.register(desk.session, order, PaperLanguage.BOTH)


def _heard(folder: Path, count: int) -> list[list[Statement]]:
    """The rows that each of so many registrations writes."""
    transactions = []
    with signed_in(folder) as desk:
        for order in orders(desk, count):
            with heard() as statements:
                _register(desk, order)
            transactions.append([one for one in statements if not one.reads and not one.begins])
    return transactions


def _write(connection: Any, rows: list[Statement]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    replay(connection, rows)
    connection.execute("COMMIT")
