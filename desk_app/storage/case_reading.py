"""A case as a whole, from the rows of all the tables it lies in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import CursorResult, Executable, RowMapping, bindparam, select

from desk_app.domain.cases import Case
from desk_app.storage import rows, schema
from desk_app.storage.case_changes import UNDONE_OF_CASE, undone_of
from desk_app.storage.corrections import CORRECTIONS_OF_CASE, correction_of
from desk_app.storage.day import MOVES_OF_CASE, move_of

STEPS_OF_CASE = select(schema.step).where(schema.step.c.case_key == bindparam("key")).order_by(schema.step.c.ordinal)
CLOCK_OF_CASE = (
    select(schema.clock_event)
    .where(schema.clock_event.c.case_key == bindparam("key"))
    .order_by(schema.clock_event.c.ordinal)
)
DECISION_OF_CASE = select(schema.decision).where(schema.decision.c.case_key == bindparam("key"))


def read_case(row: RowMapping, run: Callable[[Executable], CursorResult[Any]]) -> Case:
    """Return the case of that row, with its steps, its decision, what changed its terms and what was taken back."""
    steps = tuple(rows.step_of(step) for step in run(STEPS_OF_CASE).mappings())
    decision = run(DECISION_OF_CASE).mappings().first()
    clock = tuple(rows.clock_event_of(event) for event in run(CLOCK_OF_CASE).mappings())
    undone = tuple(undone_of(step) for step in run(UNDONE_OF_CASE).mappings())
    corrections = tuple(correction_of(one) for one in run(CORRECTIONS_OF_CASE).mappings())
    moves = tuple(move_of(move) for move in run(MOVES_OF_CASE).mappings())
    decided = rows.decision_of(decision) if decision is not None else None
    found = rows.case_of(row, steps, decided, clock, undone, corrections)
    return replace(found, moves=moves) if moves else found
