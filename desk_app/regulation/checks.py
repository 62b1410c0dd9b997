"""What one entry of a file owes another.

Works on the raw table, so that these faults are told together with those of shape.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any, TypeGuard

from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_
from desk_app.wording import Fault, Message

Table = Mapping[str, Any]

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
_NAMED = (
    ("documents", "code"),
    ("filling", "code"),
    ("channels", "channel"),
    ("hours", "office"),
    ("not_rendered", "channel"),
    ("not_demanded", "code"),
    ("pauses", "code"),
)
RESULT_NAMES = {"applicant", "iin", "period", "amount", "from_date", "ground"}


def edition_faults(table: Table) -> Iterator[Fault]:
    """Faults between the entries of an edition."""
    service, begins, ends = table.get("service"), table.get("effective_from"), table.get("effective_to")
    if isinstance(service, str) and _is_day(begins) and table.get("id") != f"{service}/{begins}":
        yield _fault("id", N_("the service and its first day in force: {id}"), id=f"{service}/{begins}")
    if _is_day(begins) and _is_day(ends) and ends < begins:
        yield _fault("effective_to", N_("not before {first}"), first=f"{begins:%d.%m.%Y}")
    for name, code in _NAMED:
        yield from _unique(table, name, code)
    yield from _demand_faults(table)
    offices = {str(entry.get("office")) for _, entry in _entries(table, "hours")}
    for key, entry in _entries(table, "hours"):
        yield from _hours_faults(key, entry)
    excluded = {str(entry.get("channel")) for _, entry in _entries(table, "not_rendered")}
    for key, document in _entries(table, "documents"):
        yield from _unique(document, "waivers", "code", key)
    for key, channel in _entries(table, "channels"):
        yield from _channel_faults(key, channel, offices)
        if str(channel.get("channel")) in excluded:
            yield _fault(f"{key}.channel", N_("a channel that not_rendered does not exclude"))
    yield from _result_faults(_table(table, "result"))
    render = _table(table, "render_refusal")
    if render:
        yield from _unique(render, "grounds", "code", "render_refusal")
        needed = {"applicant", "ground"}
        yield from _placeholder_faults("render_refusal.text", render.get("text"), needed, needed | {"iin"})


def edition_name_faults(table: Table, path: PurePath) -> Iterator[Fault]:
    """Faults between an edition that came with the program and where it lies."""
    service, begins = table.get("service"), table.get("effective_from")
    if service != path.parent.name:
        yield _fault("service", N_("the name of the folder: {name}"), name=path.parent.name)
    if _is_day(begins) and str(begins) != path.stem:
        yield _fault("effective_from", N_("the date in the name of the file: {name}"), name=path.stem)


def calendar_faults(table: Table) -> Iterator[Fault]:
    """Faults between the rows of a calendar."""
    year = table.get("year")
    yield from _unique(table, "days", "day")
    for key, row in _entries(table, "days"):
        day = row.get("day")
        if _is_day(day):
            if isinstance(year, int) and day.year != year:
                yield _fault(f"{key}.day", N_("a day of {year}"), year=year)
            if row.get("kind") == "working" and day.weekday() < 5:
                yield _fault(f"{key}.day", N_("a Saturday or a Sunday, as it is worked for a moved rest day"))


def calendar_name_faults(table: Table, path: PurePath) -> Iterator[Fault]:
    """Faults between a calendar and the name of its file."""
    if str(table.get("year")) != path.stem:
        yield _fault("year", N_("the name of the file: {name}"), name=path.stem)


def faults_beside(edition: ServiceEdition, known: Iterable[ServiceEdition]) -> Iterator[Fault]:
    """Faults between an edition and the others. One without a last day is in force until the next one begins."""
    others = list(known)
    namesake = next((one for one in others if one.service != edition.service and one.letter == edition.letter), None)
    if namesake is not None:
        text = N_("a letter that no other service has: {service} has it")
        yield _fault("letter", text, service=namesake.short_title)
    for other in others:
        if other.id == edition.id:
            if other.digest != edition.digest:
                yield _fault("id", N_("a new edition: {id} is known with another text"), id=edition.id)
        elif other.service == edition.service:
            earlier, later = sorted((other, edition), key=lambda one: one.effective_from)
            last = earlier.effective_to
            if last is not None and last >= later.effective_from:
                key = "effective_from" if later is edition else "effective_to"
                yield _fault(key, N_("a period that does not run into that of the edition {id}"), id=other.id)


def _fault(key: str, expected: str, **params: object) -> Fault:
    return Fault(key, Message(expected, params))


def _is_day(value: Any) -> TypeGuard[date]:
    # a moment is a date to Python, but cannot be compared with one
    return isinstance(value, date) and not isinstance(value, datetime)


def _demand_faults(table: Table) -> Iterator[Fault]:
    """A document is demanded or not to be demanded, never both."""
    barred = {str(entry.get("code")) for _, entry in _entries(table, "not_demanded")}
    for key, document in _entries(table, "documents"):
        if str(document.get("code")) in barred:
            yield _fault(f"{key}.code", N_("a document that not_demanded does not name"))


def _channel_faults(key: str, channel: Table, offices: set[str]) -> Iterator[Fault]:
    yield from _unique(channel, "steps", "code", key)
    steps = list(_entries(channel, "steps", key))
    registering = sum(str(step.get("kind")) in REGISTERING for _, step in steps)
    if registering != 1:
        yield _fault(f"{key}.steps", N_("exactly one step that registers, not {count}"), count=registering)
    actors = ACTORS.get(str(channel.get("channel")), set())
    for where, step in steps:
        actor = str(step.get("actor"))
        if actors and "actor" in step and actor not in actors:
            yield _fault(f"{where}.actor", N_("on this channel one of: {values}"), values=", ".join(sorted(actors)))
        if "kind" in step and (step["kind"] == "result") != (actor == "provider"):
            yield _fault(f"{where}.kind", N_("result where the provider as a whole acts, and only there"))
    yield from _term_faults(key, channel, steps, offices)
    refusal = _table(channel, "refusal")
    if refusal:
        codes = [step.get("code") for _, step in steps]
        if "after" in refusal and refusal["after"] not in codes:
            yield _fault(f"{key}.refusal.after", N_("the code of a step of this channel"))
        grounds = refusal.get("grounds", ())
        names = {ground for ground in grounds if isinstance(ground, str)} if isinstance(grounds, list) else set()
        yield from _placeholder_faults(f"{key}.refusal.reason", refusal.get("reason"), names, names)


def _term_faults(key: str, channel: Table, steps: Sequence[tuple[str, Table]], offices: set[str]) -> Iterator[Fault]:
    accepting = str(channel.get("channel"))
    needed = {"provider" if accepting == "portal" else accepting, *(_office_of(step) for _, step in steps)}
    for office in sorted(needed & OFFICES - offices):
        yield _fault(f"{key}.channel", N_("hours of the office {office}, which has a part in it"), office=office)
    whole = _table(channel, "whole")
    for where, leg in _entries(whole, "legs", f"{key}.whole"):
        office = str(leg.get("office"))
        if office in OFFICES - offices:
            yield _fault(f"{where}.office", N_("hours of the office {office}, which has a part in it"), office=office)
    if not whole and any(step.get("hours_before_end") for _, step in steps):
        yield _fault(f"{key}.whole", N_("a whole term, as a step has to end before it"))


def _office_of(step: Table) -> str:
    return OFFICE_OF_ACTOR.get(str(step.get("actor")), "provider")


def _hours_faults(key: str, entry: Table) -> Iterator[Fault]:
    weekdays = entry.get("weekdays")
    if isinstance(weekdays, list):
        for at, day in enumerate(weekdays, 1):
            if day in weekdays[: at - 1]:
                yield _fault(f"{key}.weekdays[{at}]", N_("{value} only once"), value=str(day))
    working, reception = _table(entry, "working"), _table(entry, "reception")
    faults = [*_span_faults(f"{key}.working", working), *_span_faults(f"{key}.reception", reception)]
    yield from faults
    limits = [span.get(name) for span in (working, reception) for name in ("opens", "closes")]
    opens, closes, first, last = (limit if isinstance(limit, time) else None for limit in limits)
    if faults or opens is None or closes is None or first is None or last is None:
        return
    if first < opens:
        yield _fault(f"{key}.reception.opens", N_("not before the working day begins: {time}"), time=f"{opens:%H:%M}")
    if last > closes:
        yield _fault(f"{key}.reception.closes", N_("not after the working day ends: {time}"), time=f"{closes:%H:%M}")


def _span_faults(key: str, span: Table) -> Iterator[Fault]:
    names = [name for name in ("opens", "lunch_begins", "lunch_ends", "closes") if name in span]
    if ("lunch_begins" in span) != ("lunch_ends" in span):
        missing = "lunch_ends" if "lunch_begins" in span else "lunch_begins"
        yield _fault(f"{key}.{missing}", N_("both lunch_begins and lunch_ends, or neither"))
    moments = [span[name] for name in names]
    if all(isinstance(moment, time) for moment in moments):
        for name, before, after in zip(names[1:], moments, moments[1:], strict=False):
            if before >= after:
                yield _fault(f"{key}.{name}", N_("later than {time}"), time=f"{before:%H:%M}")


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
            yield _fault(f"{key}.{language}", N_("braces in pairs"))
            continue
        for name in sorted(needed - found):
            yield _fault(f"{key}.{language}", N_("the place {place} in the text"), place=f"{{{name}}}")
        for name in sorted(found - allowed):
            yield _fault(f"{key}.{language}", N_("no place {place}: it is not filled here"), place=f"{{{name}}}")


def _unique(table: Table, name: str, code: str, within: str = "") -> Iterator[Fault]:
    entries = list(_entries(table, name, within))
    counts = Counter(str(entry.get(code)) for _, entry in entries if code in entry)
    for key, entry in entries:
        if counts[str(entry.get(code))] > 1:
            yield _fault(f"{key}.{code}", N_("{value} only once"), value=str(entry.get(code)))


def _entries(table: Table, name: str, within: str = "") -> Iterable[tuple[str, Table]]:
    found = table.get(name)
    entries = found if isinstance(found, list) else []
    prefix = f"{within}.{name}" if within else name
    return [(f"{prefix}[{at}]", entry) for at, entry in enumerate(entries, 1) if isinstance(entry, Mapping)]


def _table(table: Table, name: str) -> Table:
    found = table.get(name)
    return found if isinstance(found, Mapping) else {}
