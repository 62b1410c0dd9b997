"""Writing what becomes of hand-over lists, and calls to people whose result waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, func, insert, or_, select, update

from desk_app.domain.papers import PaperKind
from desk_app.domain.sending import ON_LISTS, CallNote, SentList
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.storage import schema
from desk_app.storage.schema_corrections import correction
from desk_app.storage.schema_lists import call_note
from desk_app.usecases.ports_line import Work

_list, _on_list, _paper = schema.hand_over.c, schema.hand_over_case.c, schema.paper.c
PAPER_NUMBER: Any = func.coalesce(func.nullif(_list.paper_number, ""), _list.number)
"""Of the paper in force: a list that was issued anew keeps its own number, its paper has another."""

LIST: Any = (
    select(
        _list.key,
        _list.number,
        _list.destination,
        _list.way,
        _list.made_at,
        _list.returned_at,
        _list.returned_by_name,
        schema.staff.c.surname,
        schema.staff.c.name,
        schema.staff.c.patronymic,
        _paper.key.label("paper"),
        _paper.issued_at,
        _paper.voided_at,
    )
    .select_from(schema.hand_over)
    .join(schema.staff, schema.staff.c.key == _list.made_by)
    .outerjoin(
        schema.paper,
        (_paper.office == _list.office)
        & (_paper.number == PAPER_NUMBER)
        & (_paper.kind == PaperKind.HAND_OVER_LIST.value),
    )
)
_fields = "," + correction.c.fields + ","
_CORRECTED = (
    select(func.max(correction.c.at))
    .where(
        correction.c.case_key == _on_list.case_key,
        or_(*(_fields.like(f"%,{field.value},%") for field in ON_LISTS)),
    )
    .correlate(schema.hand_over_case)
    .scalar_subquery()
    .label("corrected_at")
)
CASES_ON_LISTS = (
    select(_on_list.hand_over, schema.desk_case.c.number, _on_list.case_key, _CORRECTED)
    .join_from(schema.hand_over_case, schema.desk_case, schema.desk_case.c.key == _on_list.case_key)
    .where(_on_list.hand_over.in_(bindparam("lists", expanding=True)), _on_list.struck_at.is_(None))
    .order_by(_on_list.hand_over, _on_list.ordinal)
)
CALLS = select(call_note).where(call_note.c.case_key == bindparam("case")).order_by(call_note.c.at, call_note.c.key)
_LOCK = select(_list.key).where(_list.key == bindparam("key"), _list.office == bindparam("office")).with_for_update()
_ONE = LIST.where(_list.key == bindparam("key"))
_RETURNED = (
    update(schema.hand_over)
    .where(_list.key == bindparam("this"), _list.office == bindparam("its_office"))
    .values({name: bindparam(f"new_{name}") for name in ("returned_at", "returned_by", "returned_by_name")})
)
_PAPER_ISSUED_ANEW = (
    update(schema.hand_over)
    .where(_list.key == bindparam("this"), _list.office == bindparam("its_office"))
    .values(paper_number=bindparam("new_number"))
)
_ADD_CALL = insert(call_note)


def sent_list_of(row: RowMapping, cases: Sequence[RowMapping]) -> SentList:
    """The list with the rows of its cases, as `CASES_ON_LISTS` brings them."""
    name = " ".join(part for part in (row["surname"], row["name"], row["patronymic"]) if part)
    return SentList(
        key=row["key"],
        number=row["number"],
        destination=row["destination"],
        way=row["way"],
        made_at=row["made_at"],
        made_by_name=name,
        cases=tuple(case["number"] for case in cases),
        paper=row["paper"],
        returned_at=row["returned_at"],
        returned_by_name=row["returned_by_name"],
        is_void=row["voided_at"] is not None,
        corrected=tuple(case["number"] for case in cases if _is_since(case["corrected_at"], row["issued_at"])),
    )


def _is_since(corrected_at: datetime | None, issued_at: datetime | None) -> bool:
    return corrected_at is not None and issued_at is not None and corrected_at > issued_at


def call_of(row: RowMapping) -> CallNote:
    return CallNote(row["key"], row["case_key"], row["at"], row["by"], row["by_name"], row["note"])


class SqlLists:
    """A `ports_lists.ListWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def sent_list(self, key: UUID) -> SentList:
        if self._work.run(_LOCK, {"key": key, "office": self._work.office}).first() is None:
            raise UserError(
                "E-340",
                N_("This record is not there."),
                N_("Refresh the list. It may belong to another office."),
            )
        row = self._work.run(_ONE, {"key": key}).mappings().one()
        return sent_list_of(row, self._work.run(CASES_ON_LISTS, {"lists": [key]}).mappings().all())

    def cases_on(self, key: UUID) -> tuple[UUID, ...]:
        found = self._work.run(CASES_ON_LISTS, {"lists": [key]}).mappings()
        return tuple(row["case_key"] for row in found)

    def set_paper(self, key: UUID, number: str) -> None:
        self._work.run(_PAPER_ISSUED_ANEW, {"this": key, "its_office": self._work.office, "new_number": number})

    def set_returned(self, key: UUID, at: datetime | None, by: UUID | None, by_name: str) -> None:
        self._work.run(
            _RETURNED,
            {
                "this": key,
                "its_office": self._work.office,
                "new_returned_at": at,
                "new_returned_by": by,
                "new_returned_by_name": by_name,
            },
        )

    def add_call(self, call: CallNote) -> None:
        self._work.run(
            _ADD_CALL,
            {
                "key": call.key,
                "office": self._work.office,
                "case_key": call.case,
                "at": call.at,
                "by": call.by,
                "by_name": call.by_name,
                "note": call.note,
            },
        )
