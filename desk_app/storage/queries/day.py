"""The day page: its figures, and the rows behind each."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select, text

from desk_app.domain.cases import CaseState
from desk_app.domain.text import sort_key
from desk_app.storage import rows, schema
from desk_app.storage.queries.reader import Reader
from desk_app.storage.queries.register import LINE, REFUSAL_LINE
from desk_app.storage.types import Moment
from desk_app.usecases.ports import CaseRow, ClerkDay, DayCounts, DayFigure

_case, _refusal = schema.desk_case.c, schema.refusal.c
_BEGINS, _ENDS, _NOW = (bindparam(name, type_=Moment) for name in ("begins", "ends", "now"))
MOST_ROWS = 2000
_IS_OPEN: Any = text(schema.IS_OPEN)
"""As text, so that it is word for word the rule of the partial index: else SQLite does not use it."""


def _of_day(at: ColumnElement[Any]) -> ColumnElement[bool]:
    return (at >= _BEGINS) & (at < _ENDS)


_RULES: dict[DayFigure, tuple[ColumnElement[bool], ...]] = {
    DayFigure.REGISTERED: (_of_day(_case.registered_at),),
    DayFigure.ISSUED: (_of_day(_case.closed_at), _case.state == CaseState.DONE.value),
    DayFigure.READY: (_IS_OPEN, _case.state == CaseState.READY.value),
    DayFigure.LATE: (_IS_OPEN, _case.paused_at.is_(None), (_case.step_due_at < _NOW) | (_case.service_due_at < _NOW)),
    DayFigure.OPEN: (_IS_OPEN,),
}
_WHO = {figure: _case.registered_by for figure in _RULES} | {DayFigure.ISSUED: _case.closed_by}


def _count(figure: DayFigure) -> Select[Any]:
    rules: tuple[ColumnElement[bool], ...]
    if figure is DayFigure.REFUSED:
        who, rules = _refusal.refused_by, (_of_day(_refusal.refused_at),)
        ours = _refusal.office == bindparam("office")
    else:
        who, rules = _WHO[figure], _RULES[figure]
        ours = _case.office == bindparam("office")
    return select(who.label("who"), func.count().label("number")).where(ours, *rules).group_by(who)


def _rows(figure: DayFigure, personal: bool) -> Select[Any]:
    if figure is DayFigure.REFUSED:
        who = _refusal.refused_by
        found = REFUSAL_LINE.where(_refusal.office == bindparam("office"), _of_day(_refusal.refused_at))
        found = found.order_by(_refusal.refused_at.desc(), _refusal.key.desc())
    else:
        who = _WHO[figure]
        found = LINE.where(_case.office == bindparam("office"), *_RULES[figure])
        found = found.order_by(_case.registered_at.desc(), _case.key.desc())
    return (found.where(who == bindparam("member")) if personal else found).limit(MOST_ROWS)


_COUNTS = {figure: _count(figure) for figure in DayFigure}
_LISTS = {(figure, personal): _rows(figure, personal) for figure in DayFigure for personal in (False, True)}
_NAMES = select(schema.staff).where(schema.staff.c.office == bindparam("office"))
_TAKES_PERIOD = frozenset({DayFigure.REGISTERED, DayFigure.REFUSED, DayFigure.ISSUED})


def _values(figure: DayFigure, office: UUID, begins: datetime, ends: datetime, now: datetime) -> dict[str, object]:
    values: dict[str, object] = {"office": office}
    if figure in _TAKES_PERIOD:
        values |= {"begins": begins, "ends": ends}
    if figure is DayFigure.LATE:
        values["now"] = now
    return values


class DayQueries(Reader):
    def day(self, office: UUID, begins: datetime, ends: datetime, now: datetime) -> DayCounts:
        """The counts. A clerk's late cases are those that this clerk registered; issued are those they handed over."""
        by_person: dict[DayFigure, Counter[UUID]] = {}
        with self._reading() as connection:
            for figure, statement in _COUNTS.items():
                found = connection.execute(statement, _values(figure, office, begins, ends, now))
                by_person[figure] = Counter({row.who: row.number for row in found})
            members = [rows.member_of(row) for row in connection.execute(_NAMES, {"office": office}).mappings()]
        shown = (DayFigure.REGISTERED, DayFigure.REFUSED, DayFigure.ISSUED, DayFigure.LATE)
        clerks = (
            ClerkDay(member.key, member.full_name, *(by_person[figure][member.key] for figure in shown))
            for member in members
        )
        busy = (clerk for clerk in clerks if clerk.registered or clerk.refused or clerk.issued or clerk.late)
        return DayCounts(
            {figure: counts.total() for figure, counts in by_person.items()},
            tuple(sorted(busy, key=lambda clerk: sort_key(clerk.name))),
        )

    def day_rows(
        self,
        office: UUID,
        figure: DayFigure,
        begins: datetime,
        ends: datetime,
        now: datetime,
        member: UUID | None = None,
    ) -> tuple[CaseRow, ...]:
        values = _values(figure, office, begins, ends, now)
        if member is not None:
            values["member"] = member
        return self._all(rows.case_row_of, _LISTS[figure, member is not None], **values)
