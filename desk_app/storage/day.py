"""Writing the supervisor's day: closings, and work given to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, insert, select, text, update

from desk_app.domain.closing import DayClose, WorkMove
from desk_app.storage import schema
from desk_app.storage.schema_day import STANDS, day_close, work_move
from desk_app.usecases.ports_line import Work

_case = schema.desk_case.c
_STANDING = (
    select(day_close)
    .where(day_close.c.office == bindparam("office"), day_close.c.day == bindparam("day"), text(STANDS))
    .with_for_update()
)
_ADD_CLOSE = insert(day_close)
_REOPEN = (
    update(day_close)
    .where(day_close.c.key == bindparam("this"), day_close.c.office == bindparam("its_office"))
    .values(
        reopened_at=bindparam("new_at"),
        reopened_by=bindparam("new_by"),
        reopened_by_name=bindparam("new_by_name"),
        reopen_reason=bindparam("new_reason"),
    )
)
_NAMED = (
    select(_case.key)
    .where(_case.office == bindparam("office"), text(schema.IS_OPEN), _case.waiting_member == bindparam("member"))
    .order_by(_case.key)
)
_ADD_MOVE = insert(work_move)
_PUT = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"), _case.office == bindparam("its_office"))
    .values(waiting_member=bindparam("new_member"), version=_case.version + 1)
)
MOVES_OF_CASE = (
    select(work_move).where(work_move.c.case_key == bindparam("key")).order_by(work_move.c.at, work_move.c.key)
)


def close_of(row: RowMapping | Mapping[str, Any]) -> DayClose:
    return DayClose(**row)


def move_of(row: RowMapping) -> WorkMove:
    values = dict(row)
    del values["office"]
    return WorkMove(case=values.pop("case_key"), **values)


class SqlDay:
    """The day as one unit of work writes it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def standing_close(self, day: date) -> DayClose | None:
        row = self._work.run(_STANDING, {"office": self._work.office, "day": day}).mappings().first()
        return close_of(row) if row is not None else None

    def add_close(self, close: DayClose) -> None:
        self._work.announce()
        self._work.run(_ADD_CLOSE, {field.name: getattr(close, field.name) for field in fields(close)})

    def reopen(self, key: UUID, at: datetime, by: UUID, by_name: str, reason: str) -> None:
        self._work.announce()
        values = {"new_at": at, "new_by": by, "new_by_name": by_name, "new_reason": reason}
        self._work.run(_REOPEN, {"this": key, "its_office": self._work.office, **values})

    def named_cases(self, member: UUID) -> tuple[UUID, ...]:
        return tuple(self._work.run(_NAMED, {"office": self._work.office, "member": member}).scalars())

    def add_move(self, move: WorkMove) -> None:
        self._work.announce()
        values = {field.name: getattr(move, field.name) for field in fields(move)}
        values["case_key"] = values.pop("case")
        self._work.run(_ADD_MOVE, {**values, "office": self._work.office})
        self._work.run(_PUT, {"this": move.case, "its_office": self._work.office, "new_member": move.to_member})
