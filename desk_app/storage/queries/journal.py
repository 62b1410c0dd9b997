"""The journal, and the numbers that were given: what the check reads."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, literal, select

from desk_app.domain.journal import JournalEntry
from desk_app.storage import rows, schema
from desk_app.storage.queries.reader import Reader

_journal = schema.journal.c
_OURS = select(schema.journal).where(_journal.office == bindparam("office"))
_HEAD = _OURS.order_by(_journal.seq.desc()).limit(1)
_ALL = _OURS.order_by(_journal.seq)
_LOCKED_HEAD = select(schema.journal_head).where(schema.journal_head.c.office == bindparam("office"))
_NUMBERED = tuple(
    select(literal(table.name).label("source"), table.c.number).where(table.c.office == bindparam("office"))
    for table in (schema.desk_case, schema.refusal, schema.decision, schema.hand_over, schema.paper)
)
_COUNTERS = select(schema.counter).where(schema.counter.c.office == bindparam("office"))


class JournalQueries(Reader):
    def journal_head(self, office: UUID) -> JournalEntry | None:
        return self._first(rows.entry_of, _HEAD, office=office)

    def journal(self, office: UUID) -> tuple[JournalEntry, ...]:
        return self._all(rows.entry_of, _ALL, office=office)

    def head_row(self, office: UUID) -> tuple[int, bytes] | None:
        """Where the writers think the chain ends."""
        return self._first(lambda row: (row["seq"], bytes(row["hash"])), _LOCKED_HEAD, office=office)

    def numbers(self, office: UUID) -> tuple[str, ...]:
        """Every number that a case, refusal, result, list or paper of the office bears."""
        found: set[str] = set()
        for statement in _NUMBERED:
            found |= set(self._all(lambda row: str(row["number"]), statement, office=office))
        return tuple(sorted(found))

    def counters(self, office: UUID) -> dict[str, int]:
        """How far each series has come."""
        return dict(self._all(lambda row: (row["series"], row["value"]), _COUNTERS, office=office))
