"""The register: cases and refusals in one list, searched and paged, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, bindparam, literal, literal_column, null, select, union_all
from sqlalchemy import case as sql_case

from desk_app.domain.cases import CaseState
from desk_app.domain.near_names import parts_of
from desk_app.storage import rows, schema
from desk_app.storage.filters import FILTERS, saved_filter_of
from desk_app.storage.near_names import NEAR
from desk_app.storage.queries.matching import Register, Shape, ceiling, newest, places_of, values_for, wanted
from desk_app.storage.queries.narrowing import Cut, cut_of, is_impossible, rules, values_of
from desk_app.storage.queries.reader import Reader
from desk_app.usecases.ports import CaseRow
from desk_app.usecases.ports_register import PAGE, Narrowing, SavedFilter

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
_KINDS = ((LINE, _REGISTERS[0], "case"), (REFUSAL_LINE, _REGISTERS[1], "refusal"))


@cache
def _search(dialect: str, shape: Shape | None, paged: bool, cut: Cut | None) -> CompoundSelect[Any]:
    """Both kinds of lines in one statement: it goes to the database once, and reads no more rows than are shown."""
    page = newest(dialect, _REGISTERS, shape, paged, cut)
    return union_all(
        *(
            line.where(register.source.c.key.in_(select(page.c.key).where(page.c.kind == literal_column(f"'{kind}'"))))
            for line, register, kind in _KINDS
        )
    )


@cache
def _numbered(cut: Cut | None) -> CompoundSelect[Any]:
    """The line that bears the number."""
    return _lines_where(cut, lambda source, _kind: source.number == bindparam("number"))


@cache
def _papered(cut: Cut | None) -> CompoundSelect[Any]:
    """The lines that a paper of the number was made for, or that are on the hand-over list of that number."""
    paper, sent, on_list = schema.paper.c, schema.hand_over.c, schema.hand_over_case.c
    papers = (paper.office == bindparam("office")) & (paper.number == bindparam("number"))
    lists = select(sent.key).where(sent.office == bindparam("office"), sent.number == bindparam("number"))
    sent_cases = select(on_list.case_key).where(on_list.hand_over.in_(lists), on_list.struck_at.is_(None))

    def rule(source: Any, kind: str) -> ColumnElement[bool]:
        if kind == "refusal":
            return source.key.in_(select(paper.refusal).where(papers, paper.refusal.is_not(None)))  # type: ignore[no-any-return]
        of_paper = select(paper.case_key).where(papers, paper.case_key.is_not(None))
        return source.key.in_(of_paper.union(sent_cases))  # type: ignore[no-any-return]

    return _lines_where(cut, rule)


def _lines_where(cut: Cut | None, rule: Callable[[Any, str], ColumnElement[bool]]) -> CompoundSelect[Any]:
    parts = []
    for line, register, kind in _KINDS:
        source, wanted_here = register.source.c, rules(kind, register.source, register.at, cut)
        if wanted_here is not None:
            parts.append(line.where(source.office == bindparam("office"), rule(source, kind), *wanted_here))
    return union_all(*parts)


class RegisterQueries(Reader):
    def search(
        self,
        office: UUID,
        text: str,
        *,
        limit: int = PAGE,
        after: CaseRow | None = None,
        within: Narrowing | None = None,
    ) -> tuple[CaseRow, ...]:
        found = wanted(text)
        cut: Cut | None = None
        values: dict[str, object] = {"office": office}
        if within is not None:
            cut = cut_of(within)
            values |= values_of(within)
            if is_impossible(cut):
                return ()
        if found is not None and found.shape is Shape.PART and text.strip()[-1].isdigit():
            # a whole number; its trigrams are in every line of that year
            lines = self._by_number(text.strip().upper(), cut, values)
            if lines:
                past = (line for line in lines if after is None or _place(line) < _place(after))
                return tuple(past)[:limit]
        statement = _search(self._dialect, found.shape if found else None, after is not None, cut)
        values |= {"most": limit}
        if within is not None and found is not None:
            values |= places_of(within)
        if after is not None:
            values |= {"before": after.registered_at, "before_key": after.key, "ceiling": ceiling(after.registered_at)}
        values |= values_for(statement, found) if found else {}
        return tuple(self._lines(statement, values))

    def _by_number(self, number: str, cut: Cut | None, values: Mapping[str, object]) -> list[CaseRow]:
        """The line of that number; else the lines that a paper or a list of that number belongs to."""
        asked = {**values, "number": number}
        lines = self._lines(_numbered(cut), asked)
        return lines or (self._lines(_papered(cut), asked) if number.count("-") >= 2 else lines)

    def near_words(self, office: UUID, word: str) -> tuple[str, ...]:
        with self._reading() as connection:
            found = connection.execute(NEAR, {"office": office, "parts": sorted(parts_of(word))}).scalars()
            return tuple(sorted(found))

    def saved_filters(self, office: UUID, member: UUID) -> tuple[SavedFilter, ...]:
        return self._all(saved_filter_of, FILTERS, office=office, member=member)

    def _lines(self, statement: CompoundSelect[Any], values: Mapping[str, object]) -> list[CaseRow]:
        """The lines, newest first."""
        with self._reading() as connection:
            lines = [rows.case_row(row) for row in connection.execute(statement, values).all()]
        lines.sort(key=_place, reverse=True)
        return lines


def _place(line: CaseRow) -> tuple[datetime, UUID]:
    return line.registered_at, line.key
