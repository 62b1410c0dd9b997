"""The journal of an office as it is written: each entry bears the hash of the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from desk_app.domain.journal import GENESIS, JournalEntry, canonical, chain
from desk_app.storage import rows, schema
from desk_app.storage.statements import unless_there
from desk_app.usecases.ports_line import Work

_IS_CLOSED = select(schema.staff.c.key).where(schema.staff.c.key == bindparam("actor"), schema.staff.c.disabled)
_HEAD = (
    select(schema.journal_head, _IS_CLOSED.exists().label("is_closed"))
    .where(schema.journal_head.c.office == bindparam("office"))
    .with_for_update(of=schema.journal_head)
)
"""With whether the account of who acts is closed: asked here, it costs no statement of its own."""
_MOVE_HEAD = (
    update(schema.journal_head)
    .where(schema.journal_head.c.office == bindparam("its_office"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_ADD_ENTRY = insert(schema.journal)
_ADD_HEAD = unless_there(schema.journal_head)


class SqlJournal:
    """The office's chain. The head row is locked at the first entry and moved on once, at the commit."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._seq = -1
        self._hash = GENESIS
        self._moved = False
        self._is_closed: bool | None = None
        """Whether the account of who acts was closed when the head was locked; None where it was not locked."""

    def found(self, office: UUID) -> None:
        """Begin the chain of a new office."""
        self._work.run(_ADD_HEAD, {"office": office, "seq": 0, "hash": GENESIS})

    def is_actor_closed(self) -> bool:
        """True if the account of who acts was closed: known with the head, asked where no entry was written."""
        if self._work.actor is None:
            return False
        if self._is_closed is None:
            self._is_closed = self._work.run(_IS_CLOSED, {"actor": self._work.actor}).first() is not None
        return self._is_closed

    def append(
        self, action: str, *, subject: UUID | None = None, facts: Mapping[str, object] | None = None
    ) -> JournalEntry:
        entry = self._next(action, subject, facts)
        self._work.run(_ADD_ENTRY, rows.entry_values(entry))
        self._work.announce()
        return entry

    def append_all(self, action: str, all_facts: Sequence[tuple[UUID, Mapping[str, object]]]) -> None:
        entries = [self._next(action, subject, facts) for subject, facts in all_facts]
        if entries:
            self._work.run(_ADD_ENTRY, [rows.entry_values(entry) for entry in entries])
            self._work.announce()

    def _next(self, action: str, subject: UUID | None, facts: Mapping[str, object] | None) -> JournalEntry:
        """The entry that comes next in the chain; it is not written yet."""
        work = self._work
        at = work.now()
        self._lock_head()
        seq = self._seq + 1
        stamps = {
            "office": work.office,
            "seq": seq,
            "at": at,
            "actor": work.actor,
            "action": action,
            "subject": subject,
            "desk": work.desk,
        }
        taken = stamps.keys() & (facts or {}).keys()
        if taken:
            raise ValueError(f"facts may not be called {sorted(taken)}")
        body = canonical({name: plain(value) for name, value in {**(facts or {}), **stamps}.items()})
        entry = JournalEntry(
            office=work.office,
            seq=seq,
            at=at,
            actor=work.actor,
            action=action,
            subject=subject,
            body=body,
            previous=self._hash,
            hash=chain(self._hash, body),
        )
        self._seq, self._hash, self._moved = seq, entry.hash, True
        return entry

    def _lock_head(self) -> None:
        if self._seq >= 0:
            return
        office, asked = self._work.office, {"office": self._work.office, "actor": self._work.actor}
        head = self._work.run(_HEAD, asked).mappings().first()
        if head is None:
            self.found(office)
            head = self._work.run(_HEAD, asked).mappings().one()
        self._is_closed = bool(head["is_closed"])
        self._seq, self._hash = head["seq"], bytes(head["hash"])

    def settle(self) -> None:
        """Move the head row to the last entry; called by the commit."""
        if self._moved:
            work = self._work
            work.run(_MOVE_HEAD, {"its_office": work.office, "new_seq": self._seq, "new_hash": self._hash})
            self._moved = False


def plain(value: object) -> object:
    """A fact as JSON has it. Also how the check compares a row with its body."""
    if value is None or type(value) is str:
        # most of them; a change of the calendar writes a hundred thousand rows at once
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    return value
