"""The day page: its figures, and the rows behind each."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, func, select, text, union_all

from desk_app.domain.cases import CaseState
from desk_app.domain.line import Visit, VisitState
from desk_app.domain.text import sort_key
from desk_app.storage import rows, schema
from desk_app.storage.line import visit_of
from desk_app.storage.queries.reader import Reader
from desk_app.storage.queries.register import LINE, REFUSAL_LINE
from desk_app.storage.schema_line import visit
from desk_app.storage.types import Moment
from desk_app.usecases.ports import CaseRow, ClerkDay, DayCounts, DayFigure
from desk_app.usecases.ports_day import DayMoment

_case, _refusal = schema.desk_case.c, schema.refusal.c
_BEGINS, _ENDS, _NOW = (bindparam(name, type_=Moment) for name in ("begins", "ends", "now"))
_VOID = CaseState.VOID.value
_IS_OPEN: Any = text(schema.IS_OPEN)
"""As text, so that it is word for word the rule of the partial index: else SQLite does not use it."""


def _of_day(at: ColumnElement[Any]) -> ColumnElement[bool]:
    return (at >= _BEGINS) & (at < _ENDS)


_RULES: dict[DayFigure, tuple[ColumnElement[bool], ...]] = {
    DayFigure.REGISTERED: (_of_day(_case.registered_at), _case.state != _VOID),
    DayFigure.ISSUED: (_of_day(_case.closed_at), _case.state == CaseState.DONE.value),
    DayFigure.READY: (_IS_OPEN, _case.state == CaseState.READY.value),
    DayFigure.LATE: (_IS_OPEN, _case.paused_at.is_(None), (_case.step_due_at < _NOW) | (_case.service_due_at < _NOW)),
    DayFigure.OPEN: (_IS_OPEN,),
    DayFigure.VOID: (_of_day(_case.registered_at), _case.state == _VOID),
}
_REFUSAL_RULES: dict[DayFigure, tuple[ColumnElement[bool], ...]] = {
    DayFigure.REFUSED: (_of_day(_refusal.refused_at), _refusal.voided_at.is_(None)),
    DayFigure.VOID: (_of_day(_refusal.refused_at), _refusal.voided_at.is_not(None)),
}
_WHO = {figure: _case.registered_by for figure in _RULES} | {DayFigure.ISSUED: _case.closed_by}


def _counted(figure: DayFigure) -> tuple[Select[Any], ...]:
    """By person, how many records of each kind the figure counts."""
    found = []
    for rules, source, who in (
        (_RULES.get(figure), _case, _WHO.get(figure)),
        (_REFUSAL_RULES.get(figure), _refusal, _refusal.refused_by),
    ):
        if rules is not None and who is not None:
            ours = source.office == bindparam("office")
            found.append(select(who.label("who"), func.count().label("number")).where(ours, *rules).group_by(who))
    return tuple(found)


def _count(figure: DayFigure) -> Select[Any] | CompoundSelect[Any]:
    found = _counted(figure)
    return found[0] if len(found) == 1 else union_all(*found)


def _total(figure: DayFigure) -> ColumnElement[int]:
    """All of one figure, as a column of a statement that reads several."""
    numbers = []
    for rules, source in ((_RULES.get(figure), _case), (_REFUSAL_RULES.get(figure), _refusal)):
        if rules is not None:
            counted = select(func.count()).where(source.office == bindparam("office"), *rules)
            numbers.append(counted.scalar_subquery())
    return reduce(add, numbers).label(figure.value)


def _rows(figure: DayFigure, personal: bool) -> tuple[Select[Any], ...]:
    """The records behind a figure, cases before refusals, the newest of each first."""
    found = []
    for rules, lines, source, at, who in (
        (_RULES.get(figure), LINE, _case, _case.registered_at, _WHO.get(figure)),
        (_REFUSAL_RULES.get(figure), REFUSAL_LINE, _refusal, _refusal.refused_at, _refusal.refused_by),
    ):
        if rules is not None and who is not None:
            mine = (who == bindparam("member"),) if personal else ()
            ordered = lines.where(source.office == bindparam("office"), *rules, *mine).order_by(
                at.desc(), source.key.desc()
            )
            found.append(ordered)
    return tuple(found)


_COUNTS = {figure: _count(figure) for figure in DayFigure}
_LISTS = {(figure, personal): _rows(figure, personal) for figure in DayFigure for personal in (False, True)}
_OF_MOMENT = (DayFigure.REGISTERED, DayFigure.REFUSED, DayFigure.ISSUED, DayFigure.LATE, DayFigure.VOID)
_TOTALS = select(*(_total(figure) for figure in _OF_MOMENT))
_HERE = (
    select(visit)
    .where(visit.c.office == bindparam("office"), visit.c.state != VisitState.ENDED.value)
    .order_by(visit.c.day, visit.c.turn)
)
_LEFT = (
    visit.c.office == bindparam("office"),
    _of_day(visit.c.arrived_at),
    visit.c.state == VisitState.ENDED.value,
    visit.c.ended_at >= bindparam("since", type_=Moment),
)
_LEFT_KEYS = select(visit.c.key).where(*_LEFT)
_LEFT_ROWS = select(visit).where(*_LEFT).order_by(visit.c.day, visit.c.turn)
_VISITS = select(visit).where(visit.c.key.in_(bindparam("keys", expanding=True))).order_by(visit.c.day, visit.c.turn)
_NAMES = select(schema.staff).where(schema.staff.c.office == bindparam("office"))
_TAKES_PERIOD = frozenset({DayFigure.REGISTERED, DayFigure.REFUSED, DayFigure.ISSUED, DayFigure.VOID})


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
                numbers: Counter[UUID] = Counter()
                for row in found:
                    numbers[row.who] += row.number
                by_person[figure] = numbers
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
        with self._reading() as connection:
            return tuple(
                rows.case_row_of(row)
                for statement in _LISTS[figure, member is not None]
                for row in connection.execute(statement, values).mappings()
            )

    def day_moment(
        self, office: UUID, begins: datetime, ends: datetime, now: datetime, since: datetime, known: frozenset[UUID]
    ) -> DayMoment:
        of_day = {"office": office, "begins": begins, "ends": ends}
        ours = {"office": office}
        with self._reading() as connection:
            figures = connection.execute(_TOTALS, {**of_day, "now": now}).mappings().one()
            here = tuple(visit_of(row) for row in connection.execute(_HERE, ours).mappings())
            left: tuple[Visit, ...] = ()
            if known:
                # of the many who left a little ago most are known: only their keys are read
                found = connection.execute(_LEFT_KEYS, {**of_day, "since": since}).scalars()
                new = [key for key in found if key not in known]
                if new:
                    left = tuple(visit_of(row) for row in connection.execute(_VISITS, {"keys": new}).mappings())
            else:
                found_rows = connection.execute(_LEFT_ROWS, {**of_day, "since": since}).mappings()
                left = tuple(visit_of(row) for row in found_rows)
            members = tuple(rows.member_of(row) for row in connection.execute(_NAMES, ours).mappings())
        return DayMoment(dict(figures), here, left, members)
