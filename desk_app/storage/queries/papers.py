"""Papers, and which of them nobody has seen come out of a printer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, text

from desk_app.domain.papers import Paper, PaperKind
from desk_app.storage import rows, schema
from desk_app.storage.failures import missing
from desk_app.storage.queries.reader import Reader
from desk_app.usecases.ports import PaperRow

_paper = schema.paper.c
_LINE = (
    select(
        _paper.key,
        _paper.kind,
        _paper.number,
        _paper.issued_at,
        _paper.issued_offset,
        _paper.print_state,
        _paper.copies,
        _paper.case_key,
        _paper.refusal,
        _paper.voided_at,
        _paper.voided_by,
        _paper.voided_by_name,
        _paper.void_reason,
        func.coalesce(schema.desk_case.c.applicant, schema.refusal.c.applicant, "").label("applicant"),
    )
    .select_from(schema.paper)
    .outerjoin(schema.desk_case, schema.desk_case.c.key == _paper.case_key)
    .outerjoin(schema.refusal, schema.refusal.c.key == _paper.refusal)
    .order_by(_paper.issued_at, _paper.key)
)
_hand_over, _handed = schema.hand_over.c, schema.hand_over_case.c
_LISTS = (
    select(schema.paper.c.key)
    .join_from(schema.hand_over_case, schema.hand_over, _hand_over.key == _handed.hand_over)
    .join(schema.paper, (_paper.office == _hand_over.office) & (_paper.number == _hand_over.number))
    .where(_handed.case_key == bindparam("key"), _paper.kind == PaperKind.HAND_OVER_LIST.value)
)
_OWN = select(_paper.key).where(_paper.case_key == bindparam("key"))
_STRUCK = (
    select(_handed.struck_at)
    .join_from(schema.hand_over_case, schema.hand_over, _hand_over.key == _handed.hand_over)
    .where(
        _handed.case_key == bindparam("key"),
        _hand_over.office == _paper.office,
        _hand_over.number == _paper.number,
        _paper.kind == PaperKind.HAND_OVER_LIST.value,
    )
    .correlate(schema.paper)
    .scalar_subquery()
    .label("struck_at")
)
# a list of several cases belongs to none of them
_OF_CASE = _LINE.add_columns(_STRUCK).where(_paper.key.in_(_OWN.union(_LISTS)))
_OF_REFUSAL = _LINE.where(_paper.refusal == bindparam("key"))
_ONE = select(schema.paper).where(_paper.key == bindparam("key"))
_UNPRINTED = _LINE.where(
    _paper.office == bindparam("office"),
    _paper.issued_by == bindparam("member"),
    text(schema.UNSETTLED),
    _paper.voided_at.is_(None),
)
_ON = _LINE.where(
    _paper.office == bindparam("office"),
    _paper.issued_at >= bindparam("begins"),
    _paper.issued_at < bindparam("ends"),
)
_NUMBERED = _LINE.where(_paper.office == bindparam("office"), _paper.number == bindparam("number")).limit(1)


class PaperQueries(Reader):
    def papers_of(self, case: UUID | None = None, refusal: UUID | None = None) -> tuple[PaperRow, ...]:
        """The papers of a case, with the lists it was handed over by, or of a refusal, oldest first."""
        of_case = self._all(rows.paper_row_of, _OF_CASE, key=case) if case is not None else ()
        of_refusal = self._all(rows.paper_row_of, _OF_REFUSAL, key=refusal) if refusal is not None else ()
        return of_case + of_refusal

    def paper_numbered(self, office: UUID, number: str) -> PaperRow | None:
        return self._first(rows.paper_row_of, _NUMBERED, office=office, number=number)

    def paper(self, key: UUID) -> Paper:
        found = self._first(rows.paper_of, _ONE, key=key)
        if found is None:
            raise missing()
        return found

    def unprinted(self, office: UUID, member: UUID) -> tuple[PaperRow, ...]:
        return self._all(rows.paper_row_of, _UNPRINTED, office=office, member=member)

    def papers_on(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperRow, ...]:
        return self._all(rows.paper_row_of, _ON, office=office, begins=begins, ends=ends)
