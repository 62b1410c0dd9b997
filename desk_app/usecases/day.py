"""The supervisor's day: today's figures, per clerk, each with the cases behind it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import zone_of


class Day:
    """Reading only."""

    def __init__(self, queries: ports.Queries, clock: ports.Clock) -> None:
        self._queries = queries
        self._clock = clock

    def today(self, session: Session) -> date:
        return self._clock.now().astimezone(zone_of(session)).date()

    def counts(self, session: Session, day: date) -> ports.DayCounts:
        """Raises ForbiddenError E-361 for anybody but a supervisor or a head."""
        self._require(session)
        begins, ends = self._bounds(session, day)
        return self._queries.day(session.office.key, begins, ends, self._clock.now())

    def rows(
        self, session: Session, day: date, figure: ports.DayFigure, member: UUID | None = None
    ) -> tuple[ports.CaseRow, ...]:
        """The cases behind a figure, of everybody or of one clerk."""
        self._require(session)
        begins, ends = self._bounds(session, day)
        return self._queries.day_rows(session.office.key, figure, begins, ends, self._clock.now(), member)

    def papers(self, session: Session, day: date) -> tuple[ports.PaperRow, ...]:
        """Every paper recorded on that day, with the fate of its print."""
        self._require(session)
        begins, ends = self._bounds(session, day)
        return self._queries.papers_on(session.office.key, begins, ends)

    @staticmethod
    def _bounds(session: Session, day: date) -> tuple[datetime, datetime]:
        zone = zone_of(session)
        begins = datetime.combine(day, time(), zone)
        return begins, datetime.combine(day + timedelta(days=1), time(), zone)

    @staticmethod
    def _require(session: Session) -> None:
        if not session.has(Role.SUPERVISOR, Role.HEAD):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
