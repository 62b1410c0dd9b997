"""Is the journal whole, and has every number been used? Findings in plain words, empty when all is well."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from desk_app.domain.journal import GENESIS, JournalEntry, chain
from desk_app.domain.numbering import record_number
from desk_app.storage.journal_writing import plain
from desk_app.storage.queries import SqlQueries

_STAMPS = ("office", "seq", "at", "actor", "action", "subject")
_RUNNING = re.compile(r"^(\S+-\d{4}-(?:\w-)?)(\d{5,})$")
"""Our own numbers; those of letters that came in are counted by who wrote them."""


def verify(queries: SqlQueries, office: UUID) -> tuple[str, ...]:
    """Return what is wrong with the office's journal and numbers."""
    entries = queries.journal(office)
    return (*chain_faults(entries), *_head_faults(queries, office, entries), *number_faults(queries.numbers(office)))


def chain_faults(entries: Iterable[JournalEntry]) -> tuple[str, ...]:
    """Compare each entry with the one before, with its own hash, and with its own body."""
    faults: list[str] = []
    previous, seq = GENESIS, 0
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            faults.append(f"journal: after entry {seq - 1} comes {entry.seq}")
            seq = entry.seq
        if entry.previous != previous:
            faults.append(f"journal: entry {entry.seq} does not follow the one before it")
        if chain(entry.previous, entry.body) != entry.hash:
            faults.append(f"journal: entry {entry.seq} was changed")
        elif not _agrees(entry):
            faults.append(f"journal: the columns of entry {entry.seq} do not agree with what was hashed")
        previous = entry.hash
    return tuple(faults)


def _agrees(entry: JournalEntry) -> bool:
    body = json.loads(entry.body)
    return all(body.get(name) == plain(getattr(entry, name)) for name in _STAMPS)


def _head_faults(queries: SqlQueries, office: UUID, entries: tuple[JournalEntry, ...]) -> tuple[str, ...]:
    expected = (entries[-1].seq, entries[-1].hash) if entries else (0, GENESIS)
    head = queries.head_row(office)
    if head is None and not entries:
        return ()
    return () if head == expected else ("journal: its end was cut off or added to",)


def number_faults(numbers: Iterable[str]) -> tuple[str, ...]:
    """Group numbers by what stands before the running number; each group must be 1, 2, 3 … without a gap.

    A paper issued anew bears the number of the first one.
    """
    groups: dict[str, set[int]] = defaultdict(set)
    for number in numbers:
        match = _RUNNING.match(record_number(number))
        if match is not None:
            groups[match.group(1)].add(int(match.group(2)))
    faults = []
    for prefix, used in sorted(groups.items()):
        missing = sorted(set(range(1, max(used) + 1)) - used)
        if missing:
            faults.append(f"numbers: {prefix} lacks {', '.join(str(value) for value in missing[:20])}")
    return tuple(faults)
