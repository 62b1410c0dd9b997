"""The journals of a period: lines in the order of registration, and the balance of cases."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, bindparam, func, select, text
from sqlalchemy.types import Text

from desk_app.domain.cases import CaseState
from desk_app.domain.journals import Balance, CaseEntry, PaperEntry, RefusalEntry, Scope, StepEntry
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel, Ground
from desk_app.storage import codec, schema
from desk_app.storage.queries.reader import Reader
from desk_app.storage.types import Moment

MOST_LINES = 100_000
"""More are not read: a journal of so many lines is no use to anybody."""

_case, _refusal, _step, _decision = schema.desk_case.c, schema.refusal.c, schema.step.c, schema.decision.c
_paper, _staff = schema.paper.c, schema.staff.c
_BEGINS, _ENDS, _AT = (bindparam(name, type_=Moment) for name in ("begins", "ends", "at"))
_IS_OPEN: Any = text(schema.IS_OPEN)
_CODES = bindparam("codes", expanding=True, type_=Text)
_RESULTS = (PaperKind.CERTIFICATE.value, PaperKind.NOTIFICATION.value)

Given = frozenset[str]


def _of(scope: Scope) -> tuple[Given, dict[str, object]]:
    """Which limits were given, and all values."""
    limits = {
        "service": scope.service,
        "channel": scope.channel.value if scope.channel is not None else "",
        "clerk": scope.clerk or "",
    }
    given = {name: value for name, value in limits.items() if value}
    return frozenset(given), {"office": scope.office, "begins": scope.begins, "ends": scope.ends, **given}


def _limits(given: Given, service: Any, channel: Any, clerk: Column[Any]) -> list[ColumnElement[bool]]:
    columns = {"service": service, "channel": channel, "clerk": clerk}
    return [columns[name] == bindparam(name, type_=columns[name].type) for name in sorted(given)]


def _of_cases(given: Given) -> list[ColumnElement[bool]]:
    ours = _case.office == bindparam("office")
    return [ours, *_limits(given, _case.service, _case.channel, _case.registered_by)]


def _within(at: ColumnElement[Any]) -> ColumnElement[bool]:
    return (at >= _BEGINS) & (at < _ENDS)


@cache
def _cases(given: Given) -> Select[Any]:
    return (
        select(
            _case.key,
            _case.number,
            _case.registered_at,
            _case.channel,
            _case.service,
            _case.edition,
            _case.applicant,
            _case.iin,
            _case.application,
            _case.registered_by_name,
            _case.service_due_at,
            _case.state,
            _decision.number.label("result_number"),
            _decision.outcome,
            _decision.signed_at,
            _decision.letter_number,
            _decision.letter_date,
        )
        .outerjoin(schema.decision, _decision.case_key == _case.key)
        .where(*_of_cases(given), _within(_case.registered_at))
        .order_by(_case.registered_at, _case.key)
        .limit(bindparam("most"))
    )


@cache
def _steps(given: Given) -> Select[Any]:
    return (
        select(
            _step.case_key,
            _step.code,
            _step.done_at,
            _step.done_by_name,
            _step.note,
            _step.letter_number,
            _staff.surname,
            _staff.name,
            _staff.patronymic,
        )
        .join_from(schema.desk_case, schema.step, _step.case_key == _case.key)
        .outerjoin(schema.staff, _staff.key == _step.executor)
        .where(*_of_cases(given), _within(_case.registered_at), _step.code.in_(_CODES))
        .order_by(_step.case_key, _step.ordinal)
    )


@cache
def _refusals(given: Given) -> Select[Any]:
    return (
        select(
            _refusal.number,
            _refusal.refused_at,
            _refusal.channel,
            _refusal.service,
            _refusal.edition,
            _refusal.applicant,
            _refusal.iin,
            _refusal.application,
            _refusal.grounds,
            _refusal.gaps,
            _refusal.refused_by_name,
            _refusal.voided_at,
            _case.number.label("followed"),
        )
        .outerjoin(schema.desk_case, _case.key == _refusal.followed_by)
        .where(
            _refusal.office == bindparam("office"),
            *_limits(given, _refusal.service, _refusal.channel, _refusal.refused_by),
            _within(_refusal.refused_at),
        )
        .order_by(_refusal.refused_at, _refusal.key)
        .limit(bindparam("most"))
    )


@cache
def _papers(given: Given) -> Select[Any]:
    service = func.coalesce(_case.service, _refusal.service, type_=Text)
    channel = func.coalesce(_case.channel, _refusal.channel, type_=Text)
    handed = (_step.case_key == _paper.case_key) & _step.code.in_(_CODES) & _paper.kind.in_(_RESULTS)
    handed &= _paper.voided_at.is_(None)  # the result itself was handed over, not the one it took the place of
    return (
        select(
            _paper.kind,
            _paper.number,
            _paper.title_kk,
            _paper.title_ru,
            _paper.issued_at,
            _paper.copies,
            _paper.print_state,
            _paper.voided_at,
            func.coalesce(_case.number, _refusal.number, "").label("belongs_to"),
            func.coalesce(_case.applicant, _refusal.applicant, "").label("applicant"),
            func.coalesce(_case.iin, _refusal.iin, "").label("iin"),
            _staff.surname,
            _staff.name,
            _staff.patronymic,
            _step.done_at,
            _step.note,
        )
        .select_from(schema.paper)
        .outerjoin(schema.desk_case, _case.key == _paper.case_key)
        .outerjoin(schema.refusal, _refusal.key == _paper.refusal)
        .outerjoin(schema.staff, _staff.key == _paper.issued_by)
        .outerjoin(schema.step, handed)
        .where(
            _paper.office == bindparam("office"),
            *_limits(given, service, channel, _paper.issued_by),
            _within(_paper.issued_at),
        )
        .order_by(_paper.issued_at, _paper.key)
        .limit(bindparam("most"))
    )


@cache
def _count(given: Given, what: str) -> Select[Any]:
    is_void, registered = _case.state == CaseState.VOID.value, _case.registered_at
    rules: dict[str, tuple[ColumnElement[bool], ...]] = {
        "arrived": (_within(registered), ~is_void),
        "void": (_within(registered), is_void),
        "closed": (_within(_case.closed_at), ~is_void),
        # two counts, so that each has an index: open still, and closed since
        "open_still": (registered < _AT, _IS_OPEN),
        "closed_since": (registered < _AT, _case.closed_at >= _AT, ~is_void),
    }
    return select(func.count()).select_from(schema.desk_case).where(*_of_cases(given), *rules[what])


def _name(row: Any) -> str:
    return " ".join(part for part in (row["surname"], row["name"], row["patronymic"]) if part)


def _brought(application: str) -> tuple[str, int]:
    """Name of the representative and sheets of the package, without reading the whole form ten thousand times."""
    form = json.loads(application)
    found = form.get("representative")
    name = found["name"] if found else {}
    parts = (name.get("surname", ""), name.get("name", ""), name.get("patronymic", ""))
    sheets = sum(document.get("sheets", 0) for document in form.get("documents", ()))
    return " ".join(part for part in parts if part), sheets


class PeriodQueries(Reader):
    def journal_cases(self, scope: Scope, codes: tuple[str, ...]) -> tuple[CaseEntry, ...]:
        given, values = _of(scope)
        steps: dict[UUID, list[StepEntry]] = defaultdict(list)
        with self._reading() as connection:
            for row in connection.execute(_steps(given), values | {"codes": codes}).mappings():
                steps[row["case_key"]].append(
                    StepEntry(
                        row["code"],
                        row["done_at"],
                        row["done_by_name"],
                        row["note"],
                        row["letter_number"],
                        _name(row),
                    )
                )
            found = connection.execute(_cases(given), values | {"most": MOST_LINES}).mappings()
            return tuple(_case_entry(row, tuple(steps.get(row["key"], ()))) for row in found)

    def journal_refusals(self, scope: Scope) -> tuple[RefusalEntry, ...]:
        given, values = _of(scope)
        return self._all(_refusal_entry, _refusals(given), most=MOST_LINES, **values)

    def journal_papers(self, scope: Scope, codes: tuple[str, ...]) -> tuple[PaperEntry, ...]:
        given, values = _of(scope)
        return self._all(_paper_entry, _papers(given), most=MOST_LINES, codes=codes, **values)

    def balance(self, scope: Scope) -> Balance:
        given, values = _of(scope)
        limits = {name: value for name, value in values.items() if name not in ("begins", "ends")}
        with self._reading() as connection:

            def within(what: str) -> int:
                count: int = connection.execute(_count(given, what), values).scalar_one()
                return count

            def at(moment: object) -> int:
                sent = limits | {"at": moment}
                counts = (_count(given, what) for what in ("open_still", "closed_since"))
                return sum(connection.execute(one, sent).scalar_one() for one in counts)

            return Balance(at(scope.begins), within("arrived"), within("closed"), at(scope.ends), within("void"))


def _case_entry(row: Any, steps: tuple[StepEntry, ...]) -> CaseEntry:
    representative, sheets = _brought(row["application"])
    signed = row["signed_at"]
    return CaseEntry(
        number=row["number"],
        registered_at=row["registered_at"],
        channel=Channel(row["channel"]),
        service=row["service"],
        edition=row["edition"],
        applicant=row["applicant"],
        iin=row["iin"],
        representative=representative,
        sheets=sheets,
        accepted_by=row["registered_by_name"],
        service_due_at=row["service_due_at"],
        state=CaseState(row["state"]),
        outcome=(row["outcome"] or "") if signed is not None or row["letter_number"] else "",
        result_number=row["result_number"] or row["letter_number"] or "",
        result_at=row["letter_date"] or (signed.isoformat() if signed is not None else ""),
        steps=steps,
    )


def _refusal_entry(row: Any) -> RefusalEntry:
    return RefusalEntry(
        number=row["number"],
        refused_at=row["refused_at"],
        channel=Channel(row["channel"]),
        service=row["service"],
        edition=row["edition"],
        applicant=row["applicant"],
        iin=row["iin"],
        representative=_brought(row["application"])[0],
        grounds=tuple(Ground(ground) for ground in codec.list_of(row["grounds"])),
        gaps=codec.list_of(row["gaps"]),
        refused_by=row["refused_by_name"],
        followed_by=row["followed"] or "",
        is_void=row["voided_at"] is not None,
    )


def _paper_entry(row: Any) -> PaperEntry:
    return PaperEntry(
        kind=PaperKind(row["kind"]),
        number=row["number"],
        title=Bilingual(row["title_kk"], row["title_ru"]),
        issued_at=row["issued_at"],
        issued_by=_name(row),
        belongs_to=row["belongs_to"],
        applicant=row["applicant"],
        iin=row["iin"],
        copies=row["copies"],
        print_state=PrintState(row["print_state"]),
        handed_at=row["done_at"],
        handed_to=row["note"] or "",
        is_void=row["voided_at"] is not None,
    )
