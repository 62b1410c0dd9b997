"""Terms counted a second time, by code of its own over the raw files: every edition, every channel, many moments.

Only the counting rules are shared with the program, none of its code: wall-clock times, day by day, hour by hour.
"""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.regulation import Channel
from desk_app.domain.timetable import lay_out
from desk_app.regulation.catalogue import Catalogue

RESOURCES = Path(__file__).parents[2] / "resources"
ZONE = ZoneInfo("Asia/Qostanay")
EDITIONS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(RESOURCES.glob("regulation/*/*.toml"))]
YEARS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(RESOURCES.glob("calendars/*.toml"))]
CATALOGUE = Catalogue(RESOURCES)
ROWS = {row["day"]: row for year in YEARS for row in year["days"]}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICES = {"centre_clerk": "centre", "corporation_clerk": "state_corporation"} | dict.fromkeys(
    ("akim", "akim_clerk", "akim_executor"), "akim"
)
AT_THE_WINDOW = {"accept", "check", "register", "hand_over"}
_HOURS = "00:00 08:59 09:00 12:55 12:59 13:00 13:01 13:59 14:00 14:29 14:30 14:31 17:25 17:29 17:30 17:31 17:59 18:00"
EDGES = [time.fromisoformat(hour) for hour in (*_HOURS.split(), "19:55", "19:59", "20:00", "20:01", "23:59")]
FIRST, LAST = date(2018, 1, 1), date(2027, 10, 31)
"""What begins later may run into a year without a calendar."""
MOMENTS = 45
Table = dict[str, Any]


def is_worked(day: date, hours: Table) -> bool:
    row = ROWS.get(day)
    if row is not None and not (row.get("five_day_only") and "sat" in hours["weekdays"]):
        return bool(row["kind"] == "working")
    return WEEK[day.weekday()] in hours["weekdays"]


def stretches(day: date, span: Table) -> list[tuple[datetime, datetime]]:
    limits = [span[name] for name in ("opens", "lunch_begins", "lunch_ends", "closes") if name in span]
    at = [datetime.combine(day, limit) for limit in limits]
    return list(zip(at[::2], at[1::2], strict=True))


def next_open(moment: datetime, hours: Table, span: Table) -> tuple[datetime, datetime]:
    """The moment, or the next opening, and when it closes."""
    day = moment.date()
    while True:
        for opens, closes in stretches(day, span) if is_worked(day, hours) else ():
            if moment < closes:
                return max(moment, opens), closes
        day += timedelta(days=1)


def after(moment: datetime, norm: Table, hours: Table, at_window: bool) -> datetime:
    ((unit, value),) = norm.items()
    if unit in ("minutes", "working_hours"):
        left = timedelta(minutes=value * (60 if unit == "working_hours" else 1))
        while True:
            moment, closes = next_open(moment, hours, hours["reception" if at_window else "working"])
            if moment + left <= closes:
                return moment + left
            left -= closes - moment
            moment = closes
    day, counted = moment.date(), 0
    while counted < value:
        day += timedelta(days=1)
        counted += unit == "calendar_days" or is_worked(day, hours)
    while not is_worked(day, hours):
        day += timedelta(days=1)
    return datetime.combine(day, hours["working"]["closes"])


def recount(edition: Table, channel: Table, arrives: datetime) -> Table:
    """By name: each step, «received», «service», «refusal» and «by», the inner deadline."""
    hours = {entry["office"]: entry for entry in edition["hours"]}
    # nobody stands at a window of the portal: its provider's working hours hold
    at_window = channel["channel"] != "portal"
    own = hours[channel["channel"] if at_window else "provider"]
    moment, _ = next_open(arrives, own, own["reception" if at_window else "working"])
    found: Table = {"received": moment, "service": None, "by": None}
    for step in channel["steps"]:
        actors = hours[OFFICES.get(step["actor"], "provider")]
        moment = after(moment, step["norm"], actors, at_window and step["kind"] in AT_THE_WINDOW)
        found[step["code"]] = moment
    if "whole" in channel:
        whole = channel["whole"]
        moment = found["received"]
        for leg in whole.get("legs") or [{"norm": whole["norm"], "office": own["office"]}]:
            moment = after(moment, leg["norm"], hours[leg["office"]], at_window)
        found["service"] = moment
    for step in channel["steps"]:
        if step.get("hours_before_end"):
            actors = hours[OFFICES.get(step["actor"], "provider")]
            found["by"] = before(found["service"], step["hours_before_end"], actors)
    refusal = channel.get("refusal")
    begins = found[refusal["after"]] if refusal and "after" in refusal else found["received"]
    found["refusal"] = after(begins, refusal["norm"], own, at_window) if refusal else None
    return found


def before(end: datetime, count: int, hours: Table) -> datetime:
    passed = end.replace(tzinfo=ZONE).astimezone(UTC) - timedelta(hours=count)
    local = passed.astimezone(ZONE).replace(tzinfo=None)
    if is_worked(local.date(), hours):
        return local
    day = local.date()
    while not is_worked(day, hours):
        day -= timedelta(days=1)
    return datetime.combine(day, hours["working"]["closes"])


def moments(chance: random.Random, first: date) -> list[datetime]:
    """Around special days, year ends, the change of the zone, the first day in force; at the edges of the hours."""
    special, worked = sorted(ROWS), sorted(day for day, row in ROWS.items() if row["kind"] == "working")
    around = (
        lambda: chance.choice(special) + timedelta(days=chance.randint(-12, 3)),
        lambda: chance.choice(worked) + timedelta(days=chance.randint(-9, 1)),
        lambda: date(chance.randint(2018, 2026), 12, 15) + timedelta(days=chance.randint(0, 24)),
        lambda: date(2024, 2, 20) + timedelta(days=chance.randint(0, 15)),
        lambda: date(2027, 1, 1) + timedelta(days=chance.randint(0, 300)),
        lambda: first + timedelta(days=chance.randint(-5, 40)),
    )
    return [
        datetime.combine(min(max(around[number % len(around)](), FIRST), LAST), chance.choice(EDGES))
        for number in range(MOMENTS)
    ]


@pytest.mark.parametrize("table", EDITIONS, ids=[edition["id"] for edition in EDITIONS])
def test_the_program_and_the_recount_agree(table: Table) -> None:
    edition, chance = CATALOGUE.edition(table["id"]), random.Random(table["id"])
    for channel in table["channels"]:
        rule = edition.channel(Channel(channel["channel"]))
        for arrives in moments(chance, table["effective_from"]):
            expected = recount(table, channel, arrives)
            laid = lay_out(rule, arrives.replace(tzinfo=ZONE), CATALOGUE.calendar(), ZONE)
            inner = [term.arrives_by for term in laid.steps if term.arrives_by is not None]
            found = {"received": laid.received_at, "by": inner[0] if inner else None}
            found |= {term.step.code: term.due.due for term in laid.steps}
            found |= {
                name: due.due if due else None for name, due in (("service", laid.service), ("refusal", laid.refusal))
            }
            named = {name: moment.replace(tzinfo=None) if moment else None for name, moment in found.items()}
            assert named == expected, (channel["channel"], arrives)
