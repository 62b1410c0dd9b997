"""People, and what the office knows of them."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, func, select, text

from desk_app.domain.application import Application
from desk_app.domain.cases import Evidence, Outcome
from desk_app.storage import codec, rows, schema
from desk_app.storage.queries.matching import Shape, matching, of_office, values_for, wanted
from desk_app.storage.queries.reader import Reader
from desk_app.storage.queries.register import LINE
from desk_app.usecases.ports import CaseRow, PersonRow, RecipientList, Refusal

_person, _case, _refusal = schema.person.c, schema.desk_case.c, schema.refusal.c
_decision, _recipient, _list = schema.decision.c, schema.recipient.c, schema.recipient_list.c
_OURS: tuple[BindParameter[UUID], BindParameter[str]] = (bindparam("office"), bindparam("iin"))

_LAST_CASE = (
    select(_case.application, _case.registered_at.label("at"))
    .where(_case.office == _OURS[0], _case.iin == _OURS[1])
    .order_by(_case.registered_at.desc(), _case.key.desc())
    .limit(1)
)
_LAST_REFUSED = (
    select(_refusal.application, _refusal.refused_at.label("at"))
    .where(_refusal.office == _OURS[0], _refusal.iin == _OURS[1])
    .order_by(_refusal.refused_at.desc(), _refusal.key.desc())
    .limit(1)
)
_OPEN = (
    LINE.where(_case.office == _OURS[0], _case.iin == _OURS[1], text(schema.IS_OPEN))
    .order_by(_case.registered_at.desc(), _case.key.desc())
    .limit(100)
)
_LATEST_REFUSAL = (
    select(schema.refusal)
    .where(
        _refusal.office == _OURS[0],
        _refusal.iin == _OURS[1],
        _refusal.service == bindparam("service"),
        _refusal.followed_by.is_(None),
        _refusal.voided_at.is_(None),
    )
    .order_by(_refusal.refused_at.desc(), _refusal.key.desc())
    .limit(1)
)
_FAMILIES = select(schema.household.c.case_key).where(
    schema.household.c.office == _OURS[0], schema.household.c.iin == _OURS[1]
)
_OWN = select(_case.key).where(_case.office == _OURS[0], _case.iin == _OURS[1])
_ASSISTED = (
    select(_case.number, _case.iin, _case.applicant, _case.application, _decision.period_from, _decision.period_to)
    .join_from(schema.desk_case, schema.decision, _decision.case_key == _case.key)
    .where(
        _case.key.in_(_OWN.union(_FAMILIES)),
        _decision.outcome == Outcome.GRANTED.value,
        # a decision that gives money; a certificate does not
        _decision.amount != "",
        (_decision.signed_at.is_not(None)) | (_decision.letter_number != ""),
    )
    .order_by(_case.registered_at.desc(), _case.key.desc())
    .limit(200)
)
_LISTED = (
    select(schema.recipient, _list.file_name)
    .join_from(schema.recipient, schema.recipient_list, _recipient.list_key == _list.key)
    .where(_recipient.office == _OURS[0], _recipient.iin == _OURS[1])
    .order_by(_list.imported_at.desc(), _list.key.desc(), _recipient.line)
    .limit(200)
)
_person_of, _relative = schema.recipient.alias("person_of"), schema.recipient.alias("relative")
_FAMILY = (
    select(_relative.c.list_key, _relative.c.family, _relative.c.name, _relative.c.iin)
    .join_from(
        _person_of,
        _relative,
        (_relative.c.list_key == _person_of.c.list_key) & (_relative.c.family == _person_of.c.family),
    )
    .where(_person_of.c.office == _OURS[0], _person_of.c.iin == _OURS[1], _person_of.c.family != "")
    .order_by(_relative.c.line)
    .limit(2000)
)
_IMPORTED = (
    select(
        _list.file_name,
        _list.sha256,
        _list.imported_at,
        schema.staff.c.surname,
        schema.staff.c.name,
        schema.staff.c.patronymic,
        select(func.count())
        .select_from(schema.recipient)
        .where(_recipient.list_key == _list.key)
        .scalar_subquery()
        .label("lines"),
    )
    .select_from(schema.recipient_list)
    .outerjoin(schema.staff, schema.staff.c.key == _list.imported_by)
    .where(_list.office == bindparam("office"))
    .order_by(_list.imported_at.desc(), _list.key.desc())
    .limit(1000)
)


@cache
def _people(dialect: str, shape: Shape) -> Select[Any]:
    keys = matching(dialect, schema.person, "search_person", _person.sort_key.asc(), shape)
    statement = select(schema.person).where(of_office(dialect, schema.person, by_key=True), _person.key.in_(keys))
    if dialect == "sqlite" and shape is Shape.PART:
        # the index keeps the lines of former names
        statement = statement.where(func.instr(_person.search_key, bindparam("low")) > 0)
    return statement.order_by(_person.sort_key, _person.key).limit(bindparam("most"))


class PeopleQueries(Reader):
    def people(self, office: UUID, text: str, limit: int = 20) -> tuple[PersonRow, ...]:
        found = wanted(text)
        if found is None:
            return ()
        statement = _people(self._dialect, Shape.IIN if text.strip().isdigit() else found.shape)
        return self._all(rows.person_row_of, statement, office=office, most=limit, **values_for(statement, found))

    def latest_application(self, office: UUID, iin: str) -> Application | None:
        known = (
            self._first(lambda row: (row["at"], row["application"]), statement, office=office, iin=iin)
            for statement in (_LAST_CASE, _LAST_REFUSED)
        )
        newest = max((one for one in known if one is not None), key=lambda one: one[0], default=None)
        return codec.application_of(newest[1]) if newest is not None else None

    def open_cases(self, office: UUID, iin: str) -> tuple[CaseRow, ...]:
        return self._all(rows.case_row_of, _OPEN, office=office, iin=iin)

    def latest_refusal(self, office: UUID, iin: str, service: str) -> Refusal | None:
        return self._first(rows.refusal_of, _LATEST_REFUSAL, office=office, iin=iin, service=service)

    def recipients(self, office: UUID, iin: str) -> tuple[Evidence, ...]:
        """The person's own cases, those of the families they are a member of, then lines of lists; newest first."""

        def of_case(row: Any) -> Evidence:
            members = codec.application_of(row["application"]).household
            return Evidence(
                "case",
                row["number"],
                row["iin"],
                row["applicant"],
                ", ".join(member.name for member in members),
                row["period_from"],
                row["period_to"],
            )

        families: dict[tuple[UUID, str], dict[str, str]] = {}
        for one in self._all(dict, _FAMILY, office=office, iin=iin):
            families.setdefault((one["list_key"], one["family"]), {})[one["iin"]] = one["name"]

        def of_line(row: Any) -> Evidence:
            reference = f"{row['file_name']}:{row['line']}"
            members = families.get((row["list_key"], row["family"]), {})
            # alone in its family: what the list says is all there is to say
            family = f"{row['family']}: {', '.join(members.values())}" if len(members) > 1 else row["family"]
            return Evidence("list", reference, row["iin"], row["name"], family, row["period_from"], row["period_to"])

        cases = self._all(of_case, _ASSISTED, office=office, iin=iin)
        return cases + self._all(of_line, _LISTED, office=office, iin=iin)

    def recipient_lists(self, office: UUID) -> tuple[RecipientList, ...]:
        def of_list(row: Any) -> RecipientList:
            who = " ".join(part for part in (row["surname"], row["name"], row["patronymic"]) if part)
            return RecipientList(row["file_name"], row["sha256"], row["imported_at"], who, row["lines"])

        return self._all(of_list, _IMPORTED, office=office)
