"""P11: a due date with its explanation, and the dates of all open cases after a change of the calendar."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

from desk_app.domain.calendar_edits import DayChange, EditKind
from desk_app.domain.cases import steps_of_registration
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel
from desk_app.progress import Progress
from desk_app.storage.codec import application_text
from desk_app.storage.vault import FileVault
from desk_app.usecases.calendars import Scope
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from tests.benchmarks.invented import Office, fill
from tests.benchmarks.statements import open_raw
from tests.benchmarks.table import Line, below
from tests.benchmarks.timing import milliseconds, p50
from tests.support.office import ASSISTANCE, PASSWORD, SUPERVISOR, application, invented_iin, open_office

CASES = 100_000
TERMS = 2_000
DAYS = 5
"""Working days on which the cases were registered; all of them wait when the calendar changes."""
MONDAY = datetime(2019, 9, 9, 3, 0, tzinfo=UTC)
DAY_OFF = DayChange(
    date(2019, 9, 17),
    EditKind.DAY_OFF,
    Bilingual("Ауыстырылған демалыс күні", "Перенесённый выходной"),
    "№ 7 бұйрық",
)


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        office = open_office(Path(place))
        try:
            desk = office.desks[SUPERVISOR.login]
            term = p50(_terms(desk))
            _fill(Path(place), desk, office.desks["aigul"])
            progress = Progress()
            begun = perf_counter()
            found = desk.calendars.preview(desk.session, [DAY_OFF], progress)
            seen = perf_counter() - begun
            moved = f"{progress.whole:,} open cases"
            begun = perf_counter()
            done = desk.calendars.apply(desk.session, [DAY_OFF], Scope.ALL, progress)
            recorded = perf_counter() - begun
        finally:
            office.close()
    return [
        below("P11", "a due date with its explanation", term, 0.2),
        below("P11", f"{moved} reckoned by a changed calendar, {len(found):,} dates move", seen, 20, unit="s"),
        below("P11", f"{moved} reckoned and {done.moved:,} recorded with journal rows", recorded, 20, unit="s"),
    ]


def _terms(desk: Desk) -> list[float]:
    """The whole term of an application, as many times at as many moments."""
    rule, zone = desk.law.rule(ASSISTANCE, Channel.CENTRE), zone_of(desk.session)
    moments = [MONDAY + timedelta(minutes=17 * number) for number in range(TERMS)]
    return [milliseconds(lambda at=at: desk.law.service_due(rule, at, zone)) for at in moments]


def _fill(folder: Path, desk: Desk, clerk: Desk) -> None:
    """Open cases, registered minute after minute of the working days."""
    edition = desk.law.edition(ASSISTANCE)
    form = application_text(application(edition, Channel.CENTRE, invented_iin(1)))
    vault = FileVault(folder / "vault.json")
    vault.unlock(SUPERVISOR.login, PASSWORD)
    raw = open_raw(folder / "tereze.db", vault.key)
    member = clerk.session.member
    fill(raw, Office(desk.session.office.key, member.key, member.full_name, edition.digest, form), 2 * CASES)
    _open(raw, desk)
    raw.close()


def _open(raw: Any, desk: Desk) -> None:
    """One case of each person becomes an open one that waits for the step after its registration."""
    rule, zone, law = desk.law.rule(ASSISTANCE, Channel.CENTRE), zone_of(desk.session), desk.law
    step = rule.steps[len(steps_of_registration(rule))]
    values = []
    for at in (MONDAY + timedelta(days=day, minutes=minute) for day in range(DAYS) for minute in range(480)):
        terms = law.plain_due(rule, at, step.code, at, zone)
        assert terms.waiting.by is not None and terms.waiting.role is not None
        moments = (at, terms.service.due.astimezone(UTC), terms.waiting.by.astimezone(UTC), at)
        values.append((*(f"{one:%Y-%m-%d %H:%M:%S.%f}" for one in moments), step.code, terms.waiting.role.value))
    raw.execute("BEGIN IMMEDIATE")
    keys = [row[0] for row in raw.execute('SELECT min("key") FROM desk_case GROUP BY person')]
    raw.executemany(
        "UPDATE desk_case SET state = 'open', registered_at = ?, service_due_at = ?, step_due_at = ?,"
        ' step_begins_at = ?, waiting_step = ?, waiting_role = ? WHERE "key" = ?',
        ((*one, key) for key, one in zip(keys, cycle(values), strict=False)),
    )
    raw.execute("COMMIT")
