"""Filters of the register as clauses of its page: of lines of cases, of lines of refusals, and of hits of the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, TableClause, UnaryExpression, bindparam, select, text
from sqlalchemy.sql.operators import custom_op

from desk_app.domain.register_filter import Standing
from desk_app.storage import schema
from desk_app.storage.types import Moment
from desk_app.usecases.ports_register import Narrowing

_STATES = {Standing.OPEN: "open", Standing.READY: "ready", Standing.DONE: "done", Standing.VOID: "void"}
_LATE_AT = bindparam("late_at", type_=Moment)


@dataclass(frozen=True, slots=True)
class Cut:
    """Which filters there are, whatever their values: what a statement is built by and kept under."""

    names: frozenset[str]
    standing: Standing | None

    @property
    def is_of_open(self) -> bool:
        """True if only open cases are wanted, which have an index of their own."""
        return "late_at" in self.names or self.standing in (Standing.OPEN, Standing.READY)


def cut_of(within: Narrowing) -> Cut:
    return Cut(frozenset(values_of(within)), within.standing)


def values_of(within: Narrowing) -> dict[str, object]:
    """The values of the clauses. Where a line stands is written into the statement: partial indexes ask for it."""
    values: dict[str, object | None] = {
        "service": within.service or None,
        "channel": within.channel.value if within.channel is not None else None,
        "clerk": within.clerk,
        "begins": within.begins,
        "ends": within.ends,
        "late_at": within.late_at,
    }
    return {name: value for name, value in values.items() if value is not None}


def is_impossible(cut: Cut) -> bool:
    """True if no line of any kind can be wanted: a refusal that is late, a completed case that is."""
    settled = (Standing.REFUSED, Standing.DONE, Standing.VOID)
    return "late_at" in cut.names and cut.standing in settled


def rules(kind: str, source: Table, at: ColumnElement[Any], cut: Cut | None) -> list[ColumnElement[Any]] | None:
    """Return the clauses for lines of a kind; None where no line of that kind can be wanted."""
    if cut is None:
        return []
    own = _of_cases(cut) if kind == "case" else _of_refusals(cut)
    if own is None:
        return None
    found: list[ColumnElement[Any]] = list(own)
    clerk = source.c.registered_by if kind == "case" else source.c.refused_by
    for name, column in (("service", source.c.service), ("channel", source.c.channel), ("clerk", clerk)):
        if name in cut.names:
            found.append(column == bindparam(name, type_=column.type))
    if "begins" in cut.names:
        found.append(at >= bindparam("begins", type_=Moment))
    if "ends" in cut.names:
        found.append(at < bindparam("ends", type_=Moment))
    return found


def _of_cases(cut: Cut) -> list[ColumnElement[Any]] | None:
    case = schema.desk_case.c
    found: list[ColumnElement[Any]] = []
    if cut.standing is Standing.REFUSED:
        return None
    if cut.standing is not None:
        found.append(_as_written(f"state = '{_STATES[cut.standing]}'"))
    if cut.is_of_open:
        found.append(_as_written(schema.IS_OPEN))  # word for word what the partial index says, or SQLite passes it by
    if "late_at" in cut.names:
        found.append(case.paused_at.is_(None))
        found.append((case.step_due_at < _LATE_AT) | (case.service_due_at < _LATE_AT))
    return found


def _of_refusals(cut: Cut) -> list[ColumnElement[Any]] | None:
    if "late_at" in cut.names or cut.standing in (Standing.OPEN, Standing.READY, Standing.DONE):
        return None
    return [schema.refusal.c.voided_at.is_not(None)] if cut.standing is Standing.VOID else []


def _as_written(clause: str) -> ColumnElement[Any]:
    written: Any = text(clause)
    return written  # type: ignore[no-any-return]  # holds as a clause where one is asked for


def hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, but not for SQLite's choice of an index. PostgreSQL has no such sign before a moment or a key."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def line_exists(
    kind: str, source: Table, at: ColumnElement[Any], hits: TableClause, cut: Cut
) -> ColumnElement[bool] | None:
    """The rule that a hit of the text index is a line that is wanted; None where no line of the kind can be.

    Looked up by office and moment, in the index that holds what is filtered by: the row itself is kilobytes long. The
    key is hidden from SQLite, which would go to the row by it.
    """
    wanted = rules(kind, source, at, cut)
    if wanted is None:
        return None
    mine = source.c.office == bindparam("office")
    line = select(source.c.key).where(mine, at == hits.c.at, hidden(source.c.key) == hits.c.key, *wanted)
    return line.correlate(hits).exists()
