"""Cases and refusals put right: the rows follow the corrected form, the correction itself is added beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from desk_app.domain.cases import Case
from desk_app.domain.corrections import CorrectedField, Correction, CorrectionKind
from desk_app.domain.papers import PaperKind
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.storage import codec, rows, schema
from desk_app.storage.schema_corrections import correction
from desk_app.usecases.ports import Refusal
from desk_app.usecases.ports_line import Work

_case, _refusal, _paper = schema.desk_case.c, schema.refusal.c, schema.paper.c
_ABOUT_PERSON = ("person", "iin", "iin_tail", "applicant", "search_key", "phone", "application")
_ABOUT_REFUSAL = (*_ABOUT_PERSON, "grounds", "gaps", "voided_at")


def _anew(names: tuple[str, ...]) -> dict[str, Any]:
    return {name: bindparam(f"new_{name}") for name in names}


_OTHER_OPEN = select(_case.number, _case.registered_at, _case.registered_by_name).where(
    _case.office == bindparam("office"),
    _case.service == bindparam("service"),
    _case.person == bindparam("person"),
    _case.key != bindparam("key"),
    _case.state.in_(schema.OPEN_STATES),
)
_REPLACE_CASE = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"), _case.office == bindparam("its_office"))
    .values(_anew(_ABOUT_PERSON) | {"version": _case.version + 1})
)
_DROP_HOUSEHOLD = delete(schema.household).where(schema.household.c.case_key == bindparam("case"))
_ADD_HOUSEHOLD = insert(schema.household)
_REFUSAL = (
    select(schema.refusal)
    .where(_refusal.key == bindparam("key"), _refusal.office == bindparam("office"))
    .with_for_update()
)
_REPLACE_REFUSAL = (
    update(schema.refusal)
    .where(_refusal.key == bindparam("this"), _refusal.office == bindparam("its_office"))
    .values(_anew(_ABOUT_REFUSAL))
)
_RELEASE = update(schema.refusal).where(_refusal.followed_by == bindparam("case")).values(followed_by=None)
_DROP_PERSON = delete(schema.person).where(
    schema.person.c.key == bindparam("key"),
    ~exists().where(_case.person == schema.person.c.key),
    ~exists().where(_refusal.person == schema.person.c.key),
)
_OF_SUBJECT = (
    or_(_paper.case_key == bindparam("subject"), _paper.refusal == bindparam("subject")),
    _paper.kind.in_(bindparam("kinds", expanding=True)),
)
_VALID = (
    select(_paper.key, _paper.number, _paper.issued_at)
    .where(*_OF_SUBJECT, _paper.voided_at.is_(None))
    .order_by(_paper.issued_at, _paper.key)
)
_COUNT = select(func.count()).select_from(schema.paper).where(*_OF_SUBJECT)
_ADD = insert(correction)
CORRECTIONS_OF_CASE = (
    select(correction).where(correction.c.case_key == bindparam("key")).order_by(correction.c.at, correction.c.key)
)
CORRECTIONS_OF_REFUSAL = (
    select(correction).where(correction.c.refusal == bindparam("key")).order_by(correction.c.at, correction.c.key)
)


def correction_of(row: RowMapping) -> Correction:
    return Correction(
        key=row["key"],
        case=row["case_key"],
        refusal=row["refusal"],
        kind=CorrectionKind(row["kind"]),
        fields=tuple(CorrectedField(name) for name in codec.list_of(row["fields"])),
        before=row["before"],
        after=row["after"],
        reason=row["reason"],
        by=row["by"],
        by_name=row["by_name"],
        at=row["at"],
        paper=row["paper"],
    )


class SqlCorrections:
    """A `ports_corrections.CorrectionWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def replace_case(self, case: Case) -> None:
        if case.state.value in {state.value for state in schema.OPEN_STATES}:
            self._refuse_second(case)
        values = rows.case_values(case)
        sent = {f"new_{name}": values[name] for name in _ABOUT_PERSON}
        try:
            self._work.run(_REPLACE_CASE, {"this": case.key, "its_office": self._work.office, **sent})
        except IntegrityError as error:
            raise UserError(
                "E-608",
                N_("Another desk has registered this person for the same service at this very moment."),
                N_("Look the person up in the register, then correct the case again."),
            ) from error
        self._work.run(_DROP_HOUSEHOLD, {"case": case.key})
        members = rows.household_values(case)
        if members:
            self._work.run(_ADD_HOUSEHOLD, members)

    def _refuse_second(self, case: Case) -> None:
        sent = {"office": case.office, "service": case.service, "person": case.person, "key": case.key}
        other = self._work.run(_OTHER_OPEN, sent).mappings().first()
        if other is not None:
            raise UserError(
                "E-103",
                N_("This person already has an open case of this service: No. {number}, {date}, {clerk}."),
                N_("Open that case instead of registering a second one."),
                number=other["number"],
                date=other["registered_at"].strftime("%d.%m.%Y"),
                clerk=other["registered_by_name"],
            )

    def refusal_for_update(self, key: UUID) -> Refusal:
        row = self._work.run(_REFUSAL, {"key": key, "office": self._work.office}).mappings().first()
        if row is None:
            raise UserError(
                "E-340",
                N_("This record is not there."),
                N_("Refresh the list. It may belong to another office."),
            )
        return rows.refusal_of(row)

    def replace_refusal(self, refusal: Refusal) -> None:
        values = rows.refusal_values(refusal)
        sent = {f"new_{name}": values[name] for name in _ABOUT_REFUSAL}
        self._work.run(_REPLACE_REFUSAL, {"this": refusal.key, "its_office": self._work.office, **sent})

    def release_refusals(self, case: UUID) -> None:
        self._work.run(_RELEASE, {"case": case})

    def drop_person_without_records(self, key: UUID) -> None:
        self._work.run(_DROP_PERSON, {"key": key})

    def valid_papers(self, subject: UUID, kinds: tuple[PaperKind, ...]) -> tuple[tuple[UUID, str, datetime], ...]:
        found = self._work.run(_VALID, {"subject": subject, "kinds": [kind.value for kind in kinds]})
        return tuple((row.key, row.number, row.issued_at) for row in found)

    def count_papers(self, subject: UUID, kinds: tuple[PaperKind, ...]) -> int:
        count: int = self._work.run(_COUNT, {"subject": subject, "kinds": [kind.value for kind in kinds]}).scalar_one()
        return count

    def add(self, correction: Correction) -> None:
        self._work.run(
            _ADD,
            {
                "key": correction.key,
                "office": self._work.office,
                "case_key": correction.case,
                "refusal": correction.refusal,
                "kind": correction.kind.value,
                "fields": codec.list_text(tuple(field.value for field in correction.fields)),
                "before": correction.before,
                "after": correction.after,
                "reason": correction.reason,
                "by": correction.by,
                "by_name": correction.by_name,
                "at": correction.at,
                "paper": correction.paper,
            },
        )
