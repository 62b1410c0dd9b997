"""The register: cases and refusals in one list, searched and paged, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, literal, literal_column, null, select, union_all
from sqlalchemy import case as sql_case

from desk_app.domain.cases import CaseState
from desk_app.storage import rows, schema
from desk_app.storage.queries.matching import Register, Shape, ceiling, newest, values_for, wanted
from desk_app.storage.queries.reader import Reader
from desk_app.usecases.ports import CaseRow

_case, _refusal = schema.desk_case.c, schema.refusal.c

LINE = select(
    literal("case").label("line_kind"),
    _case.key,
    _case.number,
    _case.iin,
    _case.applicant,
    _case.service,
    _case.edition,
    _case.channel,
    _case.registered_at,
    _case.registered_by_name,
    _case.state,
    _case.waiting_step,
    _case.waiting_role,
    _case.step_due_at,
    _case.service_due_at,
    _case.paused_at,
    _case.waiting_member,
)
REFUSAL_LINE = select(
    literal("refusal").label("line_kind"),
    _refusal.key,
    _refusal.number,
    _refusal.iin,
    _refusal.applicant,
    _refusal.service,
    _refusal.edition,
    _refusal.channel,
    _refusal.refused_at.label("registered_at"),
    _refusal.refused_by_name.label("registered_by_name"),
    sql_case((_refusal.voided_at.is_not(None), CaseState.VOID.value), else_=CaseState.DONE.value).label("state"),
    null().label("waiting_step"),
    null().label("waiting_role"),
    null().label("step_due_at"),
    null().label("service_due_at"),
    null().label("paused_at"),
    null().label("waiting_member"),
)


_REGISTERS = (
    Register("case", schema.desk_case, _case.registered_at),
    Register("refusal", schema.refusal, _refusal.refused_at),
)


@cache
def _search(dialect: str, shape: Shape | None, paged: bool) -> CompoundSelect[Any]:
    """Both kinds of lines in one statement: it goes to the database once, and reads no more rows than are shown."""
    page = newest(dialect, _REGISTERS, shape, paged)
    return union_all(
        *(
            line.where(register.source.c.key.in_(select(page.c.key).where(page.c.kind == literal_column(f"'{kind}'"))))
            for line, register, kind in ((LINE, _REGISTERS[0], "case"), (REFUSAL_LINE, _REGISTERS[1], "refusal"))
        )
    )


_NUMBERED = union_all(
    *(
        line.where(source.office == bindparam("office"), source.number == bindparam("number"))
        for line, source in ((LINE, _case), (REFUSAL_LINE, _refusal))
    )
)


class RegisterQueries(Reader):
    def search(self, office: UUID, text: str, *, limit: int = 50, after: CaseRow | None = None) -> tuple[CaseRow, ...]:
        found = wanted(text)
        if found is not None and found.shape is Shape.PART and text.strip()[-1].isdigit():
            # a whole number; its trigrams are in every line of that year
            lines = self._lines(_NUMBERED, {"office": office, "number": text.strip().upper()})
            if lines:
                return tuple(lines[:limit]) if after is None else ()
        statement = _search(self._dialect, found.shape if found else None, after is not None)
        values: dict[str, object] = {"office": office, "most": limit}
        if after is not None:
            values |= {"before": after.registered_at, "before_key": after.key, "ceiling": ceiling(after.registered_at)}
        lines = self._lines(statement, values | (values_for(statement, found) if found else {}))
        lines.sort(key=lambda line: (line.registered_at, line.key), reverse=True)
        return tuple(lines)

    def _lines(self, statement: CompoundSelect[Any], values: Mapping[str, object]) -> list[CaseRow]:
        with self._reading() as connection:
            return [rows.case_row(row) for row in connection.execute(statement, values).all()]
