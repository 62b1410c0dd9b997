"""Work lists across an office, hand-over lists, and results that wait."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Executable, RowMapping, bindparam, func, or_, select, text

from desk_app.domain.cases import CaseState
from desk_app.domain.sending import CallNote, SentList
from desk_app.domain.staff import Role
from desk_app.storage import rows, schema
from desk_app.storage.codec import application_of
from desk_app.storage.lists import CALLS, CASES_ON_LISTS, LIST, call_of, sent_list_of
from desk_app.storage.queries.reader import Reader
from desk_app.storage.queries.register import LINE
from desk_app.storage.schema_lists import call_note
from desk_app.storage.types import Moment
from desk_app.usecases.ports import CaseRow
from desk_app.usecases.ports_lists import ReadyRow

_case = schema.desk_case.c
_NOW = bindparam("now", type_=Moment)
_OPEN = LINE.where(_case.office == bindparam("office"), text(schema.IS_OPEN))
_ALL_OPEN = _OPEN.order_by(_case.number)
_ORPHANS = _OPEN.where(
    or_(
        _case.waiting_member.is_not(None) & _case.waiting_member.not_in(bindparam("enabled", expanding=True)),
        _case.waiting_member.is_(None)
        & (_case.waiting_role.is_(None) | _case.waiting_role.not_in(bindparam("held", expanding=True))),
    )
).order_by(_case.step_due_at.is_(None), _case.step_due_at, _case.registered_at, _case.key)
_LATE = _OPEN.where(_case.paused_at.is_(None), (_case.step_due_at < _NOW) | (_case.service_due_at < _NOW)).order_by(
    func.coalesce(_case.step_due_at, _case.service_due_at), _case.key
)
_SINCE: Any = (
    select(func.max(schema.step.c.done_at))
    .where(schema.step.c.case_key == _case.key)
    .correlate(schema.desk_case)
    .scalar_subquery()
    .label("ready_at")
)
_READY = (
    _OPEN.add_columns(_case.application, _SINCE).where(_case.state == CaseState.READY.value).order_by(_SINCE, _case.key)
)
_CALLS_OF_READY = (
    select(call_note)
    .join(schema.desk_case, _case.key == call_note.c.case_key)
    .where(_case.office == bindparam("office"), text(schema.IS_OPEN), _case.state == CaseState.READY.value)
    .order_by(call_note.c.at, call_note.c.key)
)
_list = schema.hand_over.c
_SENT = LIST.where(
    _list.office == bindparam("office"),
    _list.made_at >= bindparam("begins", type_=Moment),
    _list.made_at < bindparam("ends", type_=Moment),
).order_by(_list.made_at, _list.key)
_AWAITED = LIST.where(
    _list.office == bindparam("office"), _list.returned_at.is_(None), schema.paper.c.voided_at.is_(None)
).order_by(_list.made_at, _list.key)
_BY_NUMBER = LIST.where(_list.office == bindparam("office"), _list.number == bindparam("number"))


class ListReads(Reader):
    def orphans(self, office: UUID, held: tuple[Role, ...], enabled: tuple[UUID, ...]) -> tuple[CaseRow, ...]:
        names = [role.value for role in held]
        return self._all(rows.case_row_of, _ORPHANS, office=office, held=names, enabled=list(enabled))

    def open_rows(self, office: UUID) -> tuple[CaseRow, ...]:
        return self._all(rows.case_row_of, _ALL_OPEN, office=office)

    def late(self, office: UUID, now: datetime) -> tuple[CaseRow, ...]:
        return self._all(rows.case_row_of, _LATE, office=office, now=now)

    def ready(self, office: UUID) -> tuple[ReadyRow, ...]:
        with self._reading() as connection:
            last = {
                call["case_key"]: call_of(call)
                for call in connection.execute(_CALLS_OF_READY, {"office": office}).mappings()
            }
            found = []
            for row in connection.execute(_READY, {"office": office}).all():
                *line, application, ready_at = row
                case = rows.case_row(line)
                phone = application_of(application).applicant.phone
                found.append(ReadyRow(case, phone, ready_at, last.get(case.key)))
        return tuple(found)

    def calls(self, case: UUID) -> tuple[CallNote, ...]:
        return self._all(call_of, CALLS, case=case)

    def sent_lists(self, office: UUID, begins: datetime, ends: datetime) -> tuple[SentList, ...]:
        return self._lists(_SENT, office=office, begins=begins, ends=ends)

    def awaited_lists(self, office: UUID) -> tuple[SentList, ...]:
        return self._lists(_AWAITED, office=office)

    def list_by_number(self, office: UUID, number: str) -> SentList | None:
        return next(iter(self._lists(_BY_NUMBER, office=office, number=number)), None)

    def _lists(self, statement: Executable, **values: object) -> tuple[SentList, ...]:
        with self._reading() as connection:
            found = connection.execute(statement, values).mappings().all()
            cases = _cases_on(connection, [row["key"] for row in found])
        return tuple(sent_list_of(row, cases[row["key"]]) for row in found)


def _cases_on(connection: Connection, lists: list[UUID]) -> dict[UUID, list[RowMapping]]:
    found: dict[UUID, list[RowMapping]] = defaultdict(list)
    if lists:
        for row in connection.execute(CASES_ON_LISTS, {"lists": lists}).mappings():
            found[row["hand_over"]].append(row)
    return found
