"""How every query runs: one short reading transaction, failures translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Executable, RowMapping

from desk_app.storage.failures import translated

_Value = TypeVar("_Value")


class Reader:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._dialect = engine.dialect.name

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(), self._engine.connect() as connection:
            yield connection

    def _all(self, make: Callable[[RowMapping], _Value], statement: Executable, **values: object) -> tuple[_Value, ...]:
        with self._reading() as connection:
            return tuple(make(row) for row in connection.execute(statement, values).mappings())

    def _first(self, make: Callable[[RowMapping], _Value], statement: Executable, **values: object) -> _Value | None:
        with self._reading() as connection:
            row = connection.execute(statement, values).mappings().first()
        return make(row) if row is not None else None

    def _value(self, statement: Executable, **values: object) -> Any:
        with self._reading() as connection:
            return connection.execute(statement, values).scalar()
