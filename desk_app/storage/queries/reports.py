"""Counts for the reports of a period."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select

from desk_app.domain.cases import CaseState
from desk_app.domain.journals import Scope
from desk_app.domain.regulation import Channel
from desk_app.storage import schema
from desk_app.storage.queries.reader import Reader
from desk_app.storage.types import Moment
from desk_app.usecases.ports_day import CaseCount, StepCount

_case, _step = schema.desk_case.c, schema.step.c
_BEGINS, _ENDS = (bindparam(name, type_=Moment) for name in ("begins", "ends"))
Given = frozenset[str]


def _within(at: ColumnElement[Any]) -> ColumnElement[bool]:
    return (at >= _BEGINS) & (at < _ENDS)


def _of(scope: Scope) -> tuple[Given, dict[str, object]]:
    limits: dict[str, object] = {
        "service": scope.service,
        "channel": scope.channel.value if scope.channel is not None else "",
        "clerk": scope.clerk or "",
    }
    given = {name: value for name, value in limits.items() if value}
    return frozenset(given), {"office": scope.office, "begins": scope.begins, "ends": scope.ends, **given}


def _limits(given: Given, clerk: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    columns: dict[str, ColumnElement[Any]] = {"service": _case.service, "channel": _case.channel, "clerk": clerk}
    return [columns[name] == bindparam(name, type_=columns[name].type) for name in sorted(given)]


@cache
def _steps(given: Given) -> Select[Any]:
    in_time = func.sum(case((_step.done_at <= _step.due_at, 1), else_=0))
    return (
        select(_case.edition, _case.channel, _step.code, func.count().label("done"), in_time.label("in_time"))
        .join_from(schema.step, schema.desk_case, _case.key == _step.case_key)
        .where(
            _step.office == bindparam("office"),
            _case.state != CaseState.VOID.value,
            _within(_step.done_at),
            *_limits(given, _step.done_by),
        )
        .group_by(_case.edition, _case.channel, _step.code)
        .order_by(_case.edition, _case.channel, _step.code)
    )


@cache
def _closed(given: Given) -> Select[Any]:
    return select(
        _case.service, _case.channel, _case.registered_by, _case.edition, _case.closed_at, _case.service_due_at
    ).where(
        _case.office == bindparam("office"),
        _case.state == CaseState.DONE.value,
        _within(_case.closed_at),
        *_limits(given, _case.registered_by),
    )


class ReportReads(Reader):
    def step_counts(self, scope: Scope) -> tuple[StepCount, ...]:
        given, values = _of(scope)
        return self._all(
            lambda row: StepCount(
                row["edition"], Channel(row["channel"]), row["code"], row["done"], int(row["in_time"])
            ),
            _steps(given),
            **values,
        )

    def case_counts(self, scope: Scope, zone: str) -> tuple[CaseCount, ...]:
        given, values = _of(scope)
        local = ZoneInfo(zone)
        closed: Counter[tuple[str, str, UUID, str, date]] = Counter()
        in_time: Counter[tuple[str, str, UUID, str, date]] = Counter()
        with self._reading() as connection:
            # months are those of the office's clock, which neither engine's SQL knows alike
            for row in connection.execute(_closed(given), values):
                month = row.closed_at.astimezone(local).date().replace(day=1)
                key = (row.service, row.channel, row.registered_by, row.edition, month)
                closed[key] += 1
                in_time[key] += row.service_due_at is None or row.closed_at <= row.service_due_at
        return tuple(
            CaseCount(service, Channel(channel), clerk, edition, month, closed[key], in_time[key])
            for key in closed
            for service, channel, clerk, edition, month in (key,)
        )
