"""Filters of the register: what they mean in moments, and the ones a person keeps by name."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain.keys import new_key
from desk_app.domain.register_filter import LONGEST_NAME, RegisterFilter
from desk_app.domain.staff import Session
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.ports_register import Narrowing, SavedFilter


def narrowing_of(wanted: RegisterFilter, zone: ZoneInfo, now: datetime) -> Narrowing | None:
    """Return the filter in moments of the office's zone; None where it lets everything through."""
    if wanted.is_empty:
        return None
    return Narrowing(
        wanted.service,
        wanted.standing,
        wanted.channel,
        wanted.clerk,
        _midnight(wanted.first, zone),
        _midnight(wanted.last + timedelta(days=1), zone) if wanted.last is not None else None,
        now if wanted.late else None,
    )


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day is not None else None


class RegisterFilters:
    """Each person's own; nobody else sees or changes them. Not journaled: they say nothing of any applicant."""

    def __init__(self, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._unit_of_work = unit_of_work
        self._queries = queries

    def saved(self, session: Session) -> tuple[SavedFilter, ...]:
        return self._queries.saved_filters(session.office.key, session.member.key)

    def save(self, session: Session, name: str, wanted: RegisterFilter) -> SavedFilter:
        """Keep the filter by that name; the one of that name before is replaced. Raises UserError E-490."""
        name = _checked(name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            key = work.filters.names().get(name)
            if key is None:
                key = new_key()
                work.filters.add(key, name, wanted)
            else:
                work.filters.change(key, name, wanted)
            work.commit()
        return SavedFilter(key, name, wanted)

    def rename(self, session: Session, saved: SavedFilter, name: str) -> None:
        """Raises UserError E-490, E-491 where another one has that name, E-340 where it was deleted meanwhile."""
        name = _checked(name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            if work.filters.names().get(name, saved.key) != saved.key:
                raise UserError(
                    "E-491",
                    N_("Another filter has this name."),
                    N_("Choose another name, or delete that filter first."),
                )
            work.filters.change(saved.key, name, saved.filter)
            work.commit()

    def delete(self, session: Session, key: UUID) -> None:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.filters.drop(key)
            work.commit()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UserError(
            "E-490",
            N_("A filter needs a name of 1 to 60 characters."),
            N_("Give it a short name that says what it shows."),
        )
    return name
