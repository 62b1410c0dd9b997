"""Writing the line of people. Of two desks that call at one instant each gets another person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, func, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from desk_app.domain.line import ACTIVE, Visit, VisitAct, VisitResult, VisitState
from desk_app.storage.schema_line import (
    RETURNED,
    WITH_PRIORITY,
    desk_message,
    message_read,
    visit,
    visit_event,
    visit_subject,
)
from desk_app.usecases.ports_line import AtDesk, Message, Person, SubjectKind, Work

_v = visit.c
_ACTIVE = [state.value for state in sorted(ACTIVE)]
_MINE = select(visit).where(_v.office == bindparam("office"), _v.clerk == bindparam("clerk"), _v.state.in_(_ACTIVE))
_STANDING = (
    select(visit).where(_v.office == bindparam("office"), _v.state != VisitState.ENDED.value).order_by(_v.day, _v.turn)
)
_FOR_UPDATE = select(visit).where(_v.key == bindparam("key"), _v.office == bindparam("office")).with_for_update()


# word for word what the partial indexes say: a bound state would keep SQLite from using them
_IS_RETURNED: Any = text(RETURNED)
_HAS_PRIORITY: Any = text(WITH_PRIORITY)
_WAITS = (_v.office == bindparam("office"), _v.state == VisitState.WAITING.value)
_OPEN_TO_ALL = (
    _v.reserved_for.is_(None)
    & or_(_v.return_to.is_(None), _v.return_to != bindparam("clerk"))
    & _v.service_group.in_(bindparam("groups", expanding=True))
)


def _first(*rules: ColumnElement[bool]) -> Select[Any]:
    waiting = select(visit).where(*_WAITS, *rules)
    return waiting.order_by(_v.day, _v.turn).limit(1).with_for_update(skip_locked=True)


_RETURNED = _first(_v.reserved_for == bindparam("clerk"), _IS_RETURNED)
_WITH_PRIORITY = _first(_OPEN_TO_ALL, _HAS_PRIORITY)
_IN_TURN = _first(_OPEN_TO_ALL)
_NEXT = (_RETURNED, _WITH_PRIORITY, _IN_TURN)
"""Who is called next: those sent back to this clerk, then priority groups of an act, then strictly in turn.

Three statements, as one that sorts by all of this cannot walk the index of the line.
"""
_ADD = insert(visit)
_SAVE = (
    update(visit)
    .where(_v.key == bindparam("this"))
    .values({column.name: bindparam(f"new_{column.name}") for column in visit.c if column.name != "key"})
)
_ADD_EVENT = insert(visit_event)
_NEXT_EVENT = select(func.coalesce(func.max(visit_event.c.ordinal), 0) + 1).where(
    visit_event.c.visit == bindparam("visit")
)
_ADD_SUBJECT = insert(visit_subject)
_NAME_PERSON = (
    update(visit)
    .where(_v.key == bindparam("this"), _v.iin == "")
    .values(iin=bindparam("person_iin"), name=bindparam("person_name"))
)
_SUBJECT = select(visit_subject.c.at).where(
    visit_subject.c.visit == bindparam("visit"),
    visit_subject.c.subject == bindparam("subject"),
    visit_subject.c.kind == bindparam("kind"),
)
_ADD_MESSAGE = insert(desk_message)
_ADD_READ = insert(message_read)
_READ = select(message_read.c.read_at).where(
    message_read.c.message == bindparam("message"), message_read.c.member == bindparam("member")
)


def visit_values(found: Visit) -> dict[str, Any]:
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    values["service_group"] = values.pop("group")
    values["state"] = found.state.value
    values["result"] = found.result.value if found.result is not None else None
    return values


def visit_of(row: RowMapping | Mapping[str, Any]) -> Visit:
    values = dict(row)
    values["group"] = values.pop("service_group")
    values["state"] = VisitState(values["state"])
    values["result"] = VisitResult(values["result"]) if values["result"] is not None else None
    return Visit(**values)


class SqlLine:
    """The line as one unit of work writes it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def take_turn(self, day: date) -> int:
        """The next place in the order of arrival. The counter's row is what desks wait for."""
        return self._work.take(f"turn/{day.isoformat()}")

    def standing(self) -> tuple[Visit, ...]:
        return tuple(visit_of(row) for row in self._work.run(_STANDING, {"office": self._work.office}).mappings())

    def add(self, found: Visit) -> None:
        self._work.run(_ADD, visit_values(found))
        self._event(found, VisitAct.TICKET, "")

    def mine(self, clerk: UUID) -> Visit | None:
        row = self._work.run(_MINE, {"office": self._work.office, "clerk": clerk}).mappings().first()
        return visit_of(row) if row is not None else None

    def next(self, clerk: UUID, groups: tuple[str, ...]) -> Visit | None:
        values = {"office": self._work.office, "clerk": clerk, "groups": list(groups)}
        for statement in _NEXT:
            row = self._work.run(statement, values).mappings().first()
            if row is not None:
                return visit_of(row)
        return None

    def for_update(self, key: UUID) -> Visit | None:
        row = self._work.run(_FOR_UPDATE, {"key": key, "office": self._work.office}).mappings().first()
        return visit_of(row) if row is not None else None

    def save(self, found: Visit, act: VisitAct, note: str = "") -> None:
        values = visit_values(found)
        key = values.pop("key")
        try:
            self._work.run(_SAVE, {"this": key, **{f"new_{name}": value for name, value in values.items()}})
        except IntegrityError as error:
            if _is_second_at_a_desk(error):
                raise AtDesk from error
            raise
        self._event(found, act, note)

    def add_subject(self, found: UUID, subject: UUID, kind: SubjectKind) -> None:
        values = {"visit": found, "subject": subject, "kind": kind.value}
        if self._work.run(_SUBJECT, values).first() is None:
            self._work.run(_ADD_SUBJECT, {**values, "at": self._work.now()})
            self._work.announce()

    def name_person(self, found: UUID, person: Person) -> None:
        self._work.run(_NAME_PERSON, {"this": found, "person_iin": person.iin, "person_name": person.name})
        self._work.announce()

    def add_message(self, message: Message) -> None:
        self._work.announce()
        values = {field.name: getattr(message, field.name) for field in fields(message)}
        self._work.run(_ADD_MESSAGE, {**values, "office": self._work.office})

    def read_message(self, message: UUID, member: UUID) -> None:
        if self._work.run(_READ, {"message": message, "member": member}).first() is None:
            self._work.run(_ADD_READ, {"message": message, "member": member, "read_at": self._work.now()})

    def _event(self, found: Visit, act: VisitAct, note: str) -> None:
        self._work.announce()
        ordinal = self._work.run(_NEXT_EVENT, {"visit": found.key}).scalar_one()
        self._work.run(
            _ADD_EVENT,
            {
                "visit": found.key,
                "ordinal": ordinal,
                "act": act.value,
                "at": self._work.now(),
                "by": self._work.actor,
                "desk": found.desk,
                "note": note,
            },
        )


def _is_second_at_a_desk(error: IntegrityError) -> bool:
    """True if the schema refused a second person at one desk."""
    return "uq_visit_one_at_a_desk" in str(error.orig) or "visit.office, visit.clerk" in str(error.orig)
