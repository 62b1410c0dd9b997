"""Who stands in for the head from one day to another: named, ended early, and held to at every act."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual
from desk_app.domain.staff import Office, Role, Session, StaffMember
from desk_app.domain.standing_in import StandIn, as_of
from desk_app.domain.text import clean
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import zone_of

LONGEST = 366
"""Days one order names a substitute for; a longer absence is another order, or another head."""


class StandIns:
    """An act of a supervisor or an administrator, by an order of the office. Each is journaled."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, clock: ports.Clock) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock

    def all(self, session: Session) -> tuple[StandIn, ...]:
        """Of the office, the latest first."""
        _require(session)
        return self._queries.stand_ins(session.office.key)

    def people(self, session: Session) -> tuple[StaffMember, ...]:
        """Who may be named: everybody who signs in and is no head already."""
        _require(session)
        members = self._queries.members(session.office.key)
        return tuple(one for one in members if not one.disabled and Role.HEAD not in one.roles)

    def today(self, session: Session) -> date:
        return self._clock.now().astimezone(zone_of(session)).date()

    def name(
        self, session: Session, member: UUID, begins: date, ends: date, position: Bilingual, order: str
    ) -> StandIn:
        """Let the colleague do the head's work on these days, both counted.

        Raises:
            UserError: E-413 the person cannot be named; E-414 the days are past, turned about or too many; E-415 the
                position is missing in a language, or the order; E-416 the person is named for one of the days.
        """
        _require(session)
        if member not in {one.key for one in self.people(session)}:
            raise UserError(
                "E-413",
                N_("This person cannot stand in for the head: the account is closed, or they are a head themselves."),
                N_("Choose another person."),
            )
        if ends < begins or ends < self.today(session) or (ends - begins).days >= LONGEST:
            raise UserError(
                "E-414",
                N_("The days are past, turned about, or more than a year."),
                N_("Enter the first and the last day from the order."),
            )
        words, ground = Bilingual(_line(position.kk), _line(position.ru)), _line(order)
        if not (words.kk and words.ru and ground):
            raise UserError(
                "E-415",
                N_("The position in both languages and the order are needed: papers are signed with them."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            office, now = session.office.key, work.now()
            found = StandIn(new_key(), office, member, begins, ends, words, ground, now, session.member.full_name)
            if any(found.meets(other) for other in self._queries.stand_ins(office)):
                raise UserError(
                    "E-416",
                    N_("This person is named for one of these days already."),
                    N_("End that substitution first, or choose other days."),
                )
            work.stand_ins.add(found)
            facts = {"from": begins.isoformat(), "to": ends.isoformat(), "order": ground}
            work.journal.append("staff.stands_in", subject=member, facts=facts)
            work.commit()
        return found

    def end(self, session: Session, key: UUID) -> None:
        """End it before its time: from now on this person signs nothing as head.

        Raises UserError E-340 where the office has none such in force.
        """
        _require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.stand_ins.end(key, work.now())
            work.journal.append("staff.stood_in", subject=key)
            work.commit()


def staff_on(queries: ports.Queries, office: Office, now: datetime) -> tuple[StaffMember, ...]:
    """Everybody of the office as they are on that day: a substitute is a head too."""
    stand_ins, day = queries.stand_ins(office.key), now.astimezone(ZoneInfo(office.zone)).date()
    return tuple(as_of(member, stand_ins, day) for member in queries.members(office.key))


def while_standing_in(
    session: Session, queries: ports.Queries, clock: ports.Clock, unit_of_work: ports.UnitOfWorkFactory
) -> ports.UnitOfWorkFactory:
    """Units of work of a substitute, who is asked before each whether the days are over."""
    if session.stands_in is None:
        return unit_of_work

    def begin(office: UUID, actor: UUID | None, desk: str = "") -> ports.UnitOfWork:
        found = next((one for one in queries.stand_ins(office) if one.key == session.stands_in), None)
        if found is None or not found.covers(clock.now().astimezone(zone_of(session)).date()):
            raise ForbiddenError(
                "E-417",
                N_("Standing in for the head is over, so nothing was recorded."),
                N_("Sign in again: your own work goes on."),
            )
        return unit_of_work(office, actor, desk)

    return begin


def _line(text: str) -> str:
    try:
        return clean(" ".join(text.split()))[:200]
    except ValueError as error:
        raise UserError(
            "E-415", N_("The position in both languages and the order are needed: papers are signed with them.")
        ) from error


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
