"""Listening to what the program sends to its database, so that the raw driver can be given the very same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event

from desk_app.storage.engine import _PRAGMAS


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    values: Any
    many: bool

    @property
    def reads(self) -> bool:
        return self.sql.lstrip().startswith(("SELECT", "WITH"))

    @property
    def begins(self) -> bool:
        return self.sql.startswith("BEGIN")


@contextmanager
def heard() -> Iterator[list[Statement]]:
    """Every statement of every engine while it lasts."""
    found: list[Statement] = []

    def hear(connection: Any, cursor: Any, sql: str, values: Any, context: Any, many: bool) -> None:
        found.append(Statement(sql, values, many))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def open_raw(path: Path, key: bytes) -> Any:
    """The driver alone on an encrypted file, with the program's own pragmas."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma).fetchall()
    return connection


def replay(connection: Any, statements: list[Statement]) -> None:
    for statement in statements:
        if statement.many:
            connection.executemany(statement.sql, statement.values)
        else:
            connection.execute(statement.sql, statement.values).fetchall()
