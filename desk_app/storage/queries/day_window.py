"""What the supervisor's window and the end of the day read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, select, text, union
from sqlalchemy.types import Text

from desk_app.domain.cases import CaseState
from desk_app.domain.closing import DayClose
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel, Ground
from desk_app.storage import codec, schema
from desk_app.storage.day import close_of
from desk_app.storage.queries.reader import Reader
from desk_app.storage.schema_day import day_close
from desk_app.storage.schema_line import visit
from desk_app.storage.types import Moment
from desk_app.usecases.ports_day import (
    EarlierRefusal,
    IntakeEntry,
    LoosePaper,
    NamedCase,
    PaperOfRecord,
    RefusalReason,
    SentPackage,
)

_case, _refusal, _paper, _step = schema.desk_case.c, schema.refusal.c, schema.paper.c, schema.step.c
_staff, _list, _listed = schema.staff.c, schema.hand_over.c, schema.hand_over_case.c
_OFFICE = bindparam("office", type_=_case.office.type)
_BEGINS, _ENDS, _SINCE = (bindparam(name, type_=Moment) for name in ("begins", "ends", "since"))
_ACCEPTANCE = (PaperKind.TALON.value, PaperKind.ACCEPTANCE_RECEIPT.value)
_IS_OPEN: Any = text(schema.IS_OPEN)
_IS_UNSETTLED: Any = text(schema.UNSETTLED)
_IS_VALID, _STANDS = _case.state != CaseState.VOID.value, _refusal.voided_at.is_(None)
"""A registration, and a refusal, that was not made void: only these are the day's work."""


def _within(at: ColumnElement[Any]) -> ColumnElement[bool]:
    return (at >= _BEGINS) & (at < _ENDS)


_INTAKE = (
    select(
        _case.key,
        _case.number,
        _case.applicant,
        _case.service,
        _case.edition,
        _case.channel,
        _case.registered_at,
        _case.registered_by_name,
        _case.service_due_at,
        _case.state,
    )
    .where(_case.office == _OFFICE, _within(_case.registered_at))
    .order_by(_case.registered_at, _case.key)
)
_PASSED = (
    select(_step.case_key, _step.note, _step.done_at, _listed.case_key.label("listed"), _staff.surname, _staff.name)
    .join_from(schema.desk_case, schema.step, _step.case_key == _case.key)
    .outerjoin(schema.staff, _staff.key == _step.executor)
    .outerjoin(
        schema.hand_over_case, (_listed.case_key == _case.key) & _listed.struck_at.is_(None) & _step.executor.is_(None)
    )
    .where(_case.office == _OFFICE, _within(_case.registered_at))
    .order_by(_step.case_key, _step.ordinal)
)
_REASONS = (
    select(_refusal.key, _refusal.edition, _refusal.grounds, _refusal.gaps)
    .where(_refusal.office == _OFFICE, _within(_refusal.refused_at), _STANDS)
    .order_by(_refusal.refused_at, _refusal.key)
)
_HERE = union(
    select(visit.c.iin).where(visit.c.office == _OFFICE, _within(visit.c.arrived_at), visit.c.iin != ""),
    select(_case.iin).where(_case.office == _OFFICE, _within(_case.registered_at), _IS_VALID),
    select(_refusal.iin).where(_refusal.office == _OFFICE, _within(_refusal.refused_at), _STANDS),
).subquery()
_EARLIER = (
    select(_refusal.key, _refusal.number, _refusal.iin, _refusal.applicant, _refusal.refused_at, _refusal.followed_by)
    .where(
        _refusal.office == _OFFICE,
        _refusal.refused_at >= _SINCE,
        _refusal.refused_at < _ENDS,
        _STANDS,
        _refusal.iin.in_(select(_HERE.c.iin)),
    )
    .order_by(_refusal.refused_at, _refusal.key)
)
_ACCEPTED_BY_PAPER = (
    select(_case.key, _case.number, _case.applicant, _paper.key.label("paper"), _paper.print_state)
    .outerjoin(schema.paper, (_paper.case_key == _case.key) & _paper.kind.in_(_ACCEPTANCE) & _paper.voided_at.is_(None))
    .where(_case.office == _OFFICE, _within(_case.registered_at), _IS_VALID)
    .order_by(_case.registered_at, _case.key, _paper.issued_at)
)
_REFUSED_BY_PAPER = (
    select(_refusal.key, _refusal.number, _refusal.applicant, _paper.key.label("paper"), _paper.print_state)
    .outerjoin(
        schema.paper,
        (_paper.refusal == _refusal.key)
        & (_paper.kind == PaperKind.REFUSAL_RECEIPT.value)
        & _paper.voided_at.is_(None),
    )
    .where(_refusal.office == _OFFICE, _within(_refusal.refused_at), _STANDS)
    .order_by(_refusal.refused_at, _refusal.key, _paper.issued_at)
)
_SENT = (
    select(_case.key, _case.number, _case.applicant, _list.number.label("list_number"))
    .select_from(schema.step)
    .join(schema.desk_case, _case.key == _step.case_key)
    .outerjoin(schema.hand_over_case, (_listed.case_key == _case.key) & _listed.struck_at.is_(None))
    .outerjoin(schema.hand_over, _list.key == _listed.hand_over)
    .where(
        _step.office == _OFFICE,
        _within(_step.done_at),
        _IS_VALID,
        _step.code.in_(bindparam("codes", expanding=True, type_=Text)),
    )
    .order_by(_step.done_at, _case.key)
)
_LOOSE = (
    select(
        _paper.key,
        _paper.kind,
        _paper.number,
        _paper.case_key,
        _paper.refusal,
        func.coalesce(_case.applicant, _refusal.applicant, "").label("applicant"),
    )
    .select_from(schema.paper)
    .outerjoin(schema.desk_case, _case.key == _paper.case_key)
    .outerjoin(schema.refusal, _refusal.key == _paper.refusal)
    .where(_paper.office == _OFFICE, _IS_UNSETTLED, _paper.voided_at.is_(None), _paper.issued_at < _ENDS)
    .order_by(_paper.issued_at, _paper.key)
)
_DRAFTS = (
    select(schema.draft.c.key, schema.draft.c.kind, schema.draft.c.author_name)
    .where(schema.draft.c.office == _OFFICE)
    .order_by(schema.draft.c.updated_at, schema.draft.c.key)
)
_NUMBERS = select(
    _paper.kind, _paper.number, _paper.title_kk, _paper.title_ru, _paper.voided_at.is_not(None).label("void")
).where(_paper.office == _OFFICE, _within(_paper.issued_at))
_CLOSE = (
    select(day_close)
    .where(day_close.c.office == _OFFICE, day_close.c.day == bindparam("day"))
    .order_by(day_close.c.closed_at.desc())
    .limit(1)
)
_NAMED = (
    select(_case.key, _case.number, _case.applicant, _case.waiting_step)
    .where(_case.office == _OFFICE, _IS_OPEN, _case.waiting_member == bindparam("member"))
    .order_by(_case.step_due_at, _case.key)
)


class DayWindowReads(Reader):
    def day_intake(self, office: UUID, begins: datetime, ends: datetime) -> tuple[IntakeEntry, ...]:
        values = {"office": office, "begins": begins, "ends": ends}
        passed: dict[UUID, tuple[str, datetime]] = {}
        with self._reading() as connection:
            for row in connection.execute(_PASSED, values).mappings():
                executor = " ".join(part for part in (row["surname"], row["name"]) if part)
                destination = executor or (row["note"] if row["listed"] is not None else "")
                if destination:
                    passed[row["case_key"]] = (destination, row["done_at"])
            found = connection.execute(_INTAKE, values).mappings()
            return tuple(_intake_entry(row, passed.get(row["key"], ("", None))) for row in found)

    def day_reasons(self, office: UUID, begins: datetime, ends: datetime) -> tuple[RefusalReason, ...]:
        return self._all(_reason, _REASONS, office=office, begins=begins, ends=ends)

    def earlier_refusals(
        self, office: UUID, since: datetime, begins: datetime, ends: datetime
    ) -> tuple[EarlierRefusal, ...]:
        return self._all(
            lambda row: EarlierRefusal(**row), _EARLIER, office=office, since=since, begins=begins, ends=ends
        )

    def acceptance_papers(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperOfRecord, ...]:
        return self._newest(self._all(_paper_of, _ACCEPTED_BY_PAPER, office=office, begins=begins, ends=ends))

    def refusal_papers(self, office: UUID, begins: datetime, ends: datetime) -> tuple[PaperOfRecord, ...]:
        return self._newest(self._all(_paper_of, _REFUSED_BY_PAPER, office=office, begins=begins, ends=ends))

    @staticmethod
    def _newest(found: tuple[PaperOfRecord, ...]) -> tuple[PaperOfRecord, ...]:
        """One line a record: the last paper given for it."""
        return tuple({one.key: one for one in found}.values())

    def sent_packages(
        self, office: UUID, begins: datetime, ends: datetime, codes: tuple[str, ...]
    ) -> tuple[SentPackage, ...]:
        found = self._all(_sent, _SENT, office=office, begins=begins, ends=ends, codes=list(codes))
        return tuple({one.key: one for one in found}.values())

    def loose_papers(self, office: UUID, ends: datetime) -> tuple[LoosePaper, ...]:
        return self._all(_loose, _LOOSE, office=office, ends=ends)

    def drafts_left(self, office: UUID) -> tuple[tuple[UUID, str, str], ...]:
        return self._all(lambda row: (row["key"], row["kind"], row["author_name"]), _DRAFTS, office=office)

    def paper_numbers(
        self, office: UUID, begins: datetime, ends: datetime
    ) -> tuple[tuple[PaperKind, str, str, str, bool], ...]:
        return self._all(_number, _NUMBERS, office=office, begins=begins, ends=ends)

    def day_close(self, office: UUID, day: date) -> DayClose | None:
        return self._first(close_of, _CLOSE, office=office, day=day)

    def named_work(self, office: UUID, member: UUID) -> tuple[NamedCase, ...]:
        return self._all(
            lambda row: NamedCase(row["key"], row["number"], row["applicant"], row["waiting_step"] or ""),
            _NAMED,
            office=office,
            member=member,
        )


def _intake_entry(row: RowMapping, passed: tuple[str, datetime | None]) -> IntakeEntry:
    return IntakeEntry(
        key=row["key"],
        number=row["number"],
        applicant=row["applicant"],
        service=row["service"],
        edition=row["edition"],
        channel=Channel(row["channel"]),
        registered_at=row["registered_at"],
        registered_by_name=row["registered_by_name"],
        service_due_at=row["service_due_at"],
        is_void=row["state"] == CaseState.VOID.value,
        passed_to=passed[0],
        passed_at=passed[1],
    )


def _reason(row: RowMapping) -> RefusalReason:
    grounds = tuple(Ground(ground) for ground in codec.list_of(row["grounds"]))
    return RefusalReason(row["key"], row["edition"], grounds, codec.list_of(row["gaps"]))


def _paper_of(row: RowMapping) -> PaperOfRecord:
    state = PrintState(row["print_state"]) if row["print_state"] is not None else None
    return PaperOfRecord(row["key"], row["number"], row["applicant"], row["paper"], state)


def _sent(row: RowMapping) -> SentPackage:
    return SentPackage(row["key"], row["number"], row["applicant"], row["list_number"] or "")


def _loose(row: RowMapping) -> LoosePaper:
    return LoosePaper(
        row["key"], PaperKind(row["kind"]), row["number"], row["case_key"], row["refusal"], row["applicant"]
    )


def _number(row: RowMapping) -> tuple[PaperKind, str, str, str, bool]:
    return PaperKind(row["kind"]), row["number"], row["title_kk"], row["title_ru"], bool(row["void"])
