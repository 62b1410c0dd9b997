"""The register: cases and refusals in one list, searched and paged, newest first."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, literal, null, select

from desk_app.domain.cases import CaseState
from desk_app.storage import rows, schema
from desk_app.storage.queries.matching import Shape, earlier, newest, of_office, values_for, wanted
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
    literal(CaseState.DONE.value).label("state"),
    null().label("waiting_step"),
    null().label("waiting_role"),
    null().label("step_due_at"),
    null().label("service_due_at"),
)


@cache
def _search(dialect: str, kind: str, shape: Shape | None, paged: bool) -> Select[Any]:
    source = schema.desk_case if kind == "case" else schema.refusal
    at = _case.registered_at if kind == "case" else _refusal.refused_at
    statement: Select[Any] = LINE if kind == "case" else REFUSAL_LINE
    statement = statement.where(of_office(dialect, source, by_key=shape is not None))
    before = earlier(at, source.c.key) if paged else None
    if shape is not None:
        index = "search_register" if kind == "case" else "search_refusal"
        statement = statement.where(source.c.key.in_(newest(dialect, source, at, index, shape, before)))
    elif before is not None:
        statement = statement.where(before)
    return statement.order_by(at.desc(), source.c.key.desc()).limit(bindparam("most"))


_NUMBERED = tuple(
    line.where(source.office == bindparam("office"), source.number == bindparam("number"))
    for line, source in ((LINE, _case), (REFUSAL_LINE, _refusal))
)


class RegisterQueries(Reader):
    def search(self, office: UUID, text: str, *, limit: int = 50, after: CaseRow | None = None) -> tuple[CaseRow, ...]:
        found = wanted(text)
        values: dict[str, object] = {"office": office, "most": limit}
        if after is not None:
            values |= {"before": after.registered_at, "before_key": after.key}
        lines: list[CaseRow] = []
        with self._reading() as connection:
            if found is not None and found.shape is Shape.PART and text.strip()[-1].isdigit():
                # a whole number; its trigrams are in every line of that year
                given = {"office": office, "number": text.strip().upper()}
                for statement in _NUMBERED:
                    lines.extend(rows.case_row_of(row) for row in connection.execute(statement, given).mappings())
                if lines:
                    return tuple(lines[:limit]) if after is None else ()
            for kind in ("case", "refusal"):
                statement = _search(self._dialect, kind, found.shape if found else None, after is not None)
                sent = values | (values_for(statement, found) if found else {})
                lines.extend(rows.case_row_of(row) for row in connection.execute(statement, sent).mappings())
        lines.sort(key=lambda line: (line.registered_at, line.key), reverse=True)
        return tuple(lines[:limit])
