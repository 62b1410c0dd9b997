"""What one entry of a file owes another.

Works on the raw table, so that these faults are told together with those of shape.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import PurePath
from typing import Any

Table = Mapping[str, Any]
Fault = tuple[str, str]

ACTORS = {
    "centre": {"centre_clerk", "provider"},
    "akim": {"akim_clerk", "akim", "akim_executor", "provider"},
    "state_corporation": {"corporation_clerk", "provider"},
    "provider": {"chancellery", "provider_head", "provider_executor"},
    "portal": {"chancellery", "provider_head", "provider_executor"},
}
OFFICES = {"centre", "akim", "state_corporation", "provider"}
OFFICE_OF_ACTOR = {
    "centre_clerk": "centre",
    "akim_clerk": "akim",
    "akim": "akim",
    "akim_executor": "akim",
    "corporation_clerk": "state_corporation",
}
REGISTERING = {"register", "accept"}
RESULT_NAMES = {"applicant", "iin", "period", "amount", "from_date", "ground"}


def edition_faults(table: Table, path: PurePath) -> Iterator[Fault]:
    """Faults between the entries of an edition, and between the file and its name."""
    expected = f"{path.parent.name}/{path.stem}"
    if table.get("id") != expected:
        yield "id", f"the folder and the name of the file: {expected}"
    if table.get("service") != path.parent.name:
        yield "service", f"the name of the folder: {path.parent.name}"
    begins, ends = table.get("effective_from"), table.get("effective_to")
    if isinstance(begins, date):
        if begins.isoformat() != path.stem:
            yield "effective_from", f"the date in the name of the file: {path.stem}"
        if isinstance(ends, date) and ends < begins:
            yield "effective_to", "not before effective_from"
    yield from _unique(table, "documents", "code")
    yield from _unique(table, "filling", "code")
    yield from _unique(table, "channels", "channel")
    yield from _unique(table, "hours", "office")
    yield from _unique(table, "not_rendered", "channel")
    yield from _unique(table, "pauses", "code")
    yield from _demand_faults(table)
    offices = {str(entry.get("office")) for _, entry in _entries(table, "hours")}
    for key, entry in _entries(table, "hours"):
        for span in ("working", "reception"):
            yield from _hours_faults(f"{key}.{span}", _table(entry, span))
    excluded = {str(entry.get("channel")) for _, entry in _entries(table, "not_rendered")}
    for key, document in _entries(table, "documents"):
        yield from _unique(document, "waivers", "code", key)
    for key, channel in _entries(table, "channels"):
        yield from _channel_faults(key, channel, offices)
        if str(channel.get("channel")) in excluded:
            yield f"{key}.channel", "a channel that not_rendered does not exclude"
    yield from _result_faults(_table(table, "result"))
    render = _table(table, "render_refusal")
    if render:
        yield from _unique(render, "grounds", "code", "render_refusal")
        needed = {"applicant", "ground"}
        yield from _placeholder_faults("render_refusal.text", render.get("text"), needed, needed | {"iin"})


def calendar_faults(table: Table, path: PurePath) -> Iterator[Fault]:
    """Faults between the rows of a calendar, and between the file and its name."""
    year = table.get("year")
    if str(year) != path.stem:
        yield "year", f"the name of the file: {path.stem}"
    yield from _unique(table, "days", "day")
    for key, row in _entries(table, "days"):
        day = row.get("day")
        if isinstance(day, date):
            if day.year != year:
                yield f"{key}.day", f"a day of {year}"
            if row.get("kind") == "working" and day.weekday() < 5:
                yield f"{key}.day", "a Saturday or a Sunday, as it is worked for a moved rest day"


def _demand_faults(table: Table) -> Iterator[Fault]:
    """A document is demanded or not to be demanded, never both."""
    barred = {str(entry.get("code")) for _, entry in _entries(table, "not_demanded")}
    for key, document in _entries(table, "documents"):
        if str(document.get("code")) in barred:
            yield f"{key}.code", "a document that not_demanded does not name"


def _channel_faults(key: str, channel: Table, offices: set[str]) -> Iterator[Fault]:
    yield from _unique(channel, "steps", "code", key)
    steps = list(_entries(channel, "steps", key))
    registering = sum(step.get("kind") in REGISTERING for _, step in steps)
    if registering != 1:
        yield f"{key}.steps", f"exactly one step that registers, not {registering}"
    actors = ACTORS.get(str(channel.get("channel")), set())
    for where, step in steps:
        actor = step.get("actor")
        if actors and actor not in actors:
            yield f"{where}.actor", f"one of {', '.join(sorted(actors))} on this channel"
        if (step.get("kind") == "result") != (actor == "provider"):
            yield f"{where}.kind", "result where the provider as a whole acts, and only there"
    accepting = str(channel.get("channel"))
    for office in {"provider" if accepting == "portal" else accepting, *(_office_of(step) for _, step in steps)}:
        if office in OFFICES and office not in offices:
            yield f"{key}.channel", f"hours of the office {office}"
    before = {str(step.get("code")) for _, step in steps if step.get("hours_before_end")}
    if before and not channel.get("whole"):
        yield f"{key}.whole", "a whole term, as a step has to end before it"
    refusal = _table(channel, "refusal")
    if refusal:
        if "after" in refusal and refusal["after"] not in {step.get("code") for _, step in steps}:
            yield f"{key}.refusal.after", "the code of a step of this channel"
        grounds = refusal.get("grounds", ())
        names = {ground for ground in grounds if isinstance(ground, str)} if isinstance(grounds, list) else set()
        yield from _placeholder_faults(f"{key}.refusal.reason", refusal.get("reason"), names, names)


def _office_of(step: Table) -> str:
    return OFFICE_OF_ACTOR.get(str(step.get("actor")), "provider")


def _hours_faults(key: str, hours: Table) -> Iterator[Fault]:
    names = [name for name in ("opens", "lunch_begins", "lunch_ends", "closes") if name in hours]
    if ("lunch_begins" in hours) != ("lunch_ends" in hours):
        yield f"{key}.lunch_begins", "both lunch_begins and lunch_ends, or neither"
    moments = [hours[name] for name in names]
    if all(isinstance(moment, time) for moment in moments):
        for name, before, after in zip(names[1:], moments, moments[1:], strict=False):
            if before >= after:
                yield f"{key}.{name}", f"later than {before:%H:%M}"


def _result_faults(result: Table) -> Iterator[Fault]:
    yield from _unique(result, "grounds", "code", "result")
    for name in ("granted_text", "refused_text"):
        yield from _placeholder_faults(f"result.{name}", result.get(name), {"applicant"}, RESULT_NAMES)
    if result.get("grounds"):
        yield from _placeholder_faults("result.refused_text", result.get("refused_text"), {"ground"}, RESULT_NAMES)


def _placeholder_faults(key: str, words: object, needed: set[str], allowed: set[str]) -> Iterator[Fault]:
    if not isinstance(words, Mapping):
        return
    for language in ("kk", "ru"):
        text = words.get(language)
        if not isinstance(text, str):
            continue
        try:
            found = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            yield f"{key}.{language}", "braces in pairs"
            continue
        for name in sorted(needed - found):
            yield f"{key}.{language}", f"the place {{{name}}}"
        for name in sorted(found - allowed):
            yield f"{key}.{language}", f"no place {{{name}}}"


def _unique(table: Table, name: str, code: str, within: str = "") -> Iterator[Fault]:
    entries = list(_entries(table, name, within))
    counts = Counter(str(entry.get(code)) for _, entry in entries if code in entry)
    for key, entry in entries:
        if counts[str(entry.get(code))] > 1:
            yield f"{key}.{code}", f"{entry.get(code)} only once"


def _entries(table: Table, name: str, within: str = "") -> Iterable[tuple[str, Table]]:
    found = table.get(name)
    entries = found if isinstance(found, list) else []
    prefix = f"{within}.{name}" if within else name
    return [(f"{prefix}[{at}]", entry) for at, entry in enumerate(entries, 1) if isinstance(entry, Mapping)]


def _table(table: Table, name: str) -> Table:
    found = table.get(name)
    return found if isinstance(found, Mapping) else {}
