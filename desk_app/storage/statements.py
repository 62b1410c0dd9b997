"""Statements that both engines say in their own way, built once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Executable, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

Both = dict[str, Executable]
"""By the name of the dialect."""


def on_both(build: Callable[[Any], Executable]) -> Both:
    """The same `INSERT … ON CONFLICT` in either dialect's own construct."""
    return {"sqlite": build(sqlite.insert), "postgresql": build(postgresql.insert)}


def unless_there(table: Any) -> Both:
    """Returns a row only where it was inserted: the driver's row count of an INSERT is not kept."""
    return on_both(lambda make: make(table).on_conflict_do_nothing().returning(*table.primary_key.columns))


def upsert(table: Any, by: tuple[str, ...], keep: tuple[str, ...] = ()) -> Both:
    def build(make: Any) -> Executable:
        statement = make(table)
        fresh = {c.name: statement.excluded[c.name] for c in table.c if c.name not in by + keep}
        done: Executable = statement.on_conflict_do_update(index_elements=by, set_=fresh)
        return done

    return on_both(build)


def by_key(table: Any, *names: str) -> Update:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return (
        update(table).where(table.c.key == bindparam("this"), table.c.office == bindparam("its_office")).values(values)
    )
