"""Reading the line of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, exists, or_, select

from desk_app.domain.line import ACTIVE, Visit, VisitAct, VisitState
from desk_app.domain.regulation import Channel
from desk_app.storage.line import visit_of
from desk_app.storage.queries.reader import Reader
from desk_app.storage.schema import desk_case, refusal
from desk_app.storage.schema_line import desk_message, message_read, visit, visit_event, visit_subject
from desk_app.storage.types import Moment
from desk_app.usecases.ports_line import Message, Person, SubjectKind, VisitEvent

_v, _m = visit.c, desk_message.c
_IN_LINE = (
    select(visit).where(_v.office == bindparam("office"), _v.state != VisitState.ENDED.value).order_by(_v.day, _v.turn)
)
_AT_DESK = select(visit).where(
    _v.office == bindparam("office"),
    _v.clerk == bindparam("clerk"),
    _v.state.in_([state.value for state in sorted(ACTIVE)]),
)
_VISIT = select(visit).where(_v.key == bindparam("key"))
_EVENTS = select(visit_event).where(visit_event.c.visit == bindparam("key")).order_by(visit_event.c.ordinal)
_VISITS = (
    select(visit)
    .where(
        _v.office == bindparam("office"),
        _v.arrived_at >= bindparam("begins", type_=Moment),
        _v.arrived_at < bindparam("ends", type_=Moment),
    )
    .order_by(_v.day, _v.turn)
)
_OF_PERSON = (
    select(visit)
    .where(
        _v.office == bindparam("office"),
        _v.iin == bindparam("iin"),
        _v.arrived_at >= bindparam("begins", type_=Moment),
        _v.arrived_at < bindparam("ends", type_=Moment),
    )
    .order_by(_v.day, _v.turn)
)
_PERSON_OF = {
    SubjectKind.REFUSAL: select(refusal.c.iin, refusal.c.applicant).where(refusal.c.key == bindparam("key")),
    SubjectKind.CASE: select(desk_case.c.iin, desk_case.c.applicant).where(desk_case.c.key == bindparam("key")),
}
_PERSON_OF[SubjectKind.ISSUE] = _PERSON_OF[SubjectKind.CASE]
_OF_CHANNEL = (
    select(_v.key)
    .distinct()
    .join(visit_subject, visit_subject.c.visit == _v.key)
    .outerjoin(desk_case, desk_case.c.key == visit_subject.c.subject)
    .outerjoin(refusal, refusal.c.key == visit_subject.c.subject)
    .where(
        _v.office == bindparam("office"),
        _v.arrived_at >= bindparam("begins", type_=Moment),
        _v.arrived_at < bindparam("ends", type_=Moment),
        or_(desk_case.c.channel == bindparam("channel"), refusal.c.channel == bindparam("channel")),
    )
)
"""What is issued is a case too."""
_SUBJECTS = select(visit_subject).where(visit_subject.c.visit == bindparam("key")).order_by(visit_subject.c.at)
_UNREAD = (
    select(desk_message)
    .where(
        _m.office == bindparam("office"),
        _m.sent_by != bindparam("member"),
        or_(_m.to.is_(None), _m.to == bindparam("member")),
        ~exists().where(message_read.c.message == _m.key, message_read.c.member == bindparam("member")),
    )
    .order_by(_m.sent_at)
)


class LineReads(Reader):
    def in_line(self, office: UUID) -> tuple[Visit, ...]:
        return self._all(visit_of, _IN_LINE, office=office)

    def at_desk(self, office: UUID, clerk: UUID) -> Visit | None:
        return self._first(visit_of, _AT_DESK, office=office, clerk=clerk)

    def visit(self, key: UUID) -> Visit | None:
        return self._first(visit_of, _VISIT, key=key)

    def visit_events(self, key: UUID) -> tuple[VisitEvent, ...]:
        return self._all(_event_of, _EVENTS, key=key)

    def visits(self, office: UUID, begins: datetime, ends: datetime) -> tuple[Visit, ...]:
        return self._all(visit_of, _VISITS, office=office, begins=begins, ends=ends)

    def subjects(self, visit: UUID) -> tuple[tuple[SubjectKind, UUID], ...]:
        return self._all(lambda row: (SubjectKind(row["kind"]), row["subject"]), _SUBJECTS, key=visit)

    def person_of(self, subject: UUID, kind: SubjectKind) -> Person | None:
        return self._first(lambda row: Person(row["iin"], row["applicant"]), _PERSON_OF[kind], key=subject)

    def visits_of_person(self, office: UUID, iin: str, begins: datetime, ends: datetime) -> tuple[Visit, ...]:
        return self._all(visit_of, _OF_PERSON, office=office, iin=iin, begins=begins, ends=ends)

    def visits_of_channel(self, office: UUID, channel: Channel, begins: datetime, ends: datetime) -> frozenset[UUID]:
        values = {"office": office, "channel": channel.value, "begins": begins, "ends": ends}
        return frozenset(self._all(lambda row: row["key"], _OF_CHANNEL, **values))

    def unread(self, office: UUID, member: UUID) -> tuple[Message, ...]:
        return self._all(_message_of, _UNREAD, office=office, member=member)


def _event_of(row: RowMapping) -> VisitEvent:
    return VisitEvent(VisitAct(row["act"]), row["at"], row["by"], row["desk"], row["note"])


def _message_of(row: RowMapping) -> Message:
    return Message(row["key"], row["text"], row["sent_at"], row["sent_by"], row["sent_by_name"], row["to"])
