"""One case or refusal, and the work lists."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, select, text

from desk_app.domain.cases import Case
from desk_app.domain.staff import Role
from desk_app.storage import rows, schema
from desk_app.storage.case_reading import read_case
from desk_app.storage.corrections import CORRECTIONS_OF_REFUSAL, correction_of
from desk_app.storage.failures import missing
from desk_app.storage.queries.reader import Reader
from desk_app.storage.queries.register import LINE
from desk_app.usecases.ports import CaseRow, Refusal

_case, _refusal = schema.desk_case.c, schema.refusal.c

_CASE = select(schema.desk_case).where(_case.key == bindparam("key"))
_REFUSAL = select(schema.refusal).where(_refusal.key == bindparam("key"))
_BY_NUMBER = select(_case.key).where(_case.office == bindparam("office"), _case.number == bindparam("number"))
_BY_TOKEN = (
    select(_case.key)
    .where(_case.token == bindparam("token"))
    .union_all(select(_refusal.key).where(_refusal.token == bindparam("token")))
)
_OPEN = LINE.where(_case.office == bindparam("office"), text(schema.IS_OPEN))
_SOONEST = (_case.step_due_at.is_(None), _case.step_due_at, _case.registered_at, _case.key)
_WAITING = _OPEN.where(
    (_case.waiting_member == bindparam("member"))
    | (_case.waiting_member.is_(None) & _case.waiting_role.in_(bindparam("roles", expanding=True)))
).order_by(*_SOONEST)
_AT_STEPS = _OPEN.where(
    _case.waiting_step.in_(bindparam("steps", expanding=True)),
    _case.waiting_member.is_(None) | (_case.waiting_member == bindparam("member")),
).order_by(*_SOONEST)


class CaseQueries(Reader):
    def case(self, key: UUID) -> Case:
        with self._reading() as connection:
            row = connection.execute(_CASE, {"key": key}).mappings().first()
            if row is None:
                raise missing()
            return read_case(row, lambda statement: connection.execute(statement, {"key": key}))

    def case_by_number(self, office: UUID, number: str) -> UUID | None:
        found: UUID | None = self._value(_BY_NUMBER, office=office, number=number.strip())
        return found

    def refusal(self, key: UUID) -> Refusal:
        with self._reading() as connection:
            row = connection.execute(_REFUSAL, {"key": key}).mappings().first()
            if row is None:
                raise missing()
            found = connection.execute(CORRECTIONS_OF_REFUSAL, {"key": key}).mappings()
            return replace(rows.refusal_of(row), corrections=tuple(correction_of(one) for one in found))

    def subject_of_token(self, token: UUID) -> UUID | None:
        found: UUID | None = self._value(_BY_TOKEN, token=token)
        return found

    def waiting(self, office: UUID, roles: tuple[Role, ...], member: UUID) -> tuple[CaseRow, ...]:
        """What waits for another person by name is not in it."""
        names = [role.value for role in roles]
        return self._all(rows.case_row_of, _WAITING, office=office, roles=names, member=member)

    def to_send(self, office: UUID, step_codes: tuple[str, ...], member: UUID) -> tuple[CaseRow, ...]:
        return self._all(rows.case_row_of, _AT_STEPS, office=office, steps=list(step_codes), member=member)
