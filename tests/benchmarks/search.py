"""P8: the search of the register, against its own SQL on the raw driver and against a LIKE scan."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desk_app.domain.regulation import Channel
from desk_app.domain.text import search_key
from desk_app.storage.codec import application_text
from desk_app.usecases.desk import Desk
from tests.benchmarks.invented import Office, fill
from tests.benchmarks.registration import key_of, signed_in
from tests.benchmarks.statements import Statement, heard, open_raw, replay
from tests.benchmarks.table import Line, faster, figure, yes_no
from tests.benchmarks.timing import milliseconds, p50, p99
from tests.support.office import ASSISTANCE, application, open_office

SMALL, FULL = 100_000, 1_000_000
SEARCHES = 120
WARM_UP = 20
LIMIT_TO_RAW, LIMIT_P99 = 2.0, 10.0
_LIKE = (
    "SELECT key, number, iin, applicant, service, edition, channel, registered_at, registered_by_name, state,"
    " waiting_step, waiting_role, step_due_at, service_due_at FROM desk_case"
    " WHERE office = ? AND search_key LIKE ? ORDER BY registered_at DESC, key DESC LIMIT 50"
)


def measure(cases: int) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        folder = Path(place)
        open_office(folder, with_accounts=True).close()
        raw = open_raw(folder / "tereze.db", key_of(folder))
        with signed_in(folder) as desk:
            print(f"filling a register of {cases:,} cases …", file=sys.stderr)
            fill(raw, _office(desk), cases)
            raw.close()
            raw = open_raw(folder / "tereze.db", key_of(folder))
            people = _some_cases(raw, cases)
            lines = [_line(desk, raw, cases, what, [text(one) for one in people]) for what, text in _TEXTS.items()]
            lines.append(_against_like(desk, raw, cases, [_part(one) for one in people]))
        raw.close()
    return lines


_Found = tuple[str, str, str]
"""IIN, number, name."""


def _part(case: _Found) -> str:
    """Four to seven letters from the inside of a name."""
    name = case[2]
    chance = random.Random(name)
    length = chance.randrange(4, 8)
    starts = [at for at in range(1, len(name) - length) if name[at] != " " and name[at + length - 1] != " "]
    at = chance.choice(starts)
    return name[at : at + length]


def _slip(case: _Found) -> str:
    """The surname without its fourth letter."""
    surname = case[2].split()[0]
    return surname[:3] + surname[4:]


_TEXTS: dict[str, Callable[[_Found], str]] = {
    "IIN": lambda case: case[0],
    "last four of the IIN": lambda case: case[0][-4:],
    "number": lambda case: case[1],
    "two letters of a surname": lambda case: case[2][:2],
    "five letters of a surname": lambda case: case[2][:5],
    "any part of a name": _part,
    "a surname with a slip": _slip,
    "the same in Russian letters": lambda case: search_key(_part(case)),
}


def _line(desk: Desk, raw: Any, cases: int, what: str, texts: Sequence[str]) -> Line:
    ours, alone = [], []
    sent = [_selects(desk, what, text) for text in texts]
    # a second round: a text's pages have left the caches, on either side alike
    for text, selects in zip(texts, sent, strict=True):
        ours.append(milliseconds(lambda text=text: desk.register.search(desk.session, text)))
        alone.append(milliseconds(lambda selects=selects: replay(raw, selects)))
    ours, alone = ours[WARM_UP:], alone[WARM_UP:]
    ratio = p50(ours) / p50(alone)
    return Line(
        "P8",
        f"search of {cases:,}: {what}",
        f"{figure(p50(ours))} ms, p99 {figure(p99(ours))}",
        f"the same SQL, raw {figure(p50(alone))} ms",
        f"{ratio:.2f} ×",
        f"≤ {LIMIT_TO_RAW:g} ×, p99 ≤ {LIMIT_P99:g} ms",
        yes_no(ratio <= LIMIT_TO_RAW and p99(ours) <= LIMIT_P99),
    )


def _selects(desk: Desk, what: str, text: str) -> list[Statement]:
    """What the program asks of the database for this text."""
    with heard() as statements:
        found = desk.register.search(desk.session, text)
    if not found:
        raise AssertionError(f"{what}: {text!r} was not found")
    return [one for one in statements if one.reads]


def _against_like(desk: Desk, raw: Any, cases: int, texts: Sequence[str]) -> Line:
    office = desk.session.office.key.bytes
    ours, scans = [], []
    for text in texts[: SEARCHES // 2]:
        ours.append(milliseconds(lambda text=text: desk.register.search(desk.session, text)))
        values = (office, f"%{search_key(text)}%")
        scans.append(milliseconds(lambda values=values: raw.execute(_LIKE, values).fetchall()))
    what = f"search of {cases:,}: any part of a name"
    return faster("P8", what, p50(ours[WARM_UP:]), p50(scans[WARM_UP:]), 20, "LIKE scan")


def _some_cases(raw: Any, cases: int) -> list[_Found]:
    """The same cases in every run, over all the years."""
    chance = random.Random(279)
    one = "SELECT iin, number, applicant FROM desk_case WHERE rowid = ?"
    return [raw.execute(one, (chance.randint(1, cases),)).fetchone() for _ in range(SEARCHES + WARM_UP)]


def _office(desk: Desk) -> Office:
    edition, member = desk.law.edition(ASSISTANCE), desk.session.member
    form = application_text(application(edition, Channel.CENTRE))
    return Office(desk.session.office.key, member.key, member.full_name, edition.digest, form)
