"""Whose turn it is: every open case is in exactly one list of work, of a role, of a person, or of nobody any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.domain.text import sort_key
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.standing_in import staff_on

_NO_WORK = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Roles that no step of any route belongs to."""
_Key = TypeVar("_Key")
_NEVER = datetime.max.replace(tzinfo=UTC)


class ListKind(StrEnum):
    """Whose a list of work is."""

    MEMBER = "member"
    ROLE = "role"
    NOBODY = "nobody"
    """The role has nobody, or the account is closed: the supervisor has these."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list of work of an office."""

    kind: ListKind
    role: Role | None = None
    member: UUID | None = None


NOBODYS = WorkList(ListKind.NOBODY)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has late cases: a person, a role that several people have, or nobody."""

    list: WorkList
    member: StaffMember | None = None
    """The person, also where they are the only one of the role."""


@dataclass(frozen=True, slots=True)
class LateByHolder:
    holder: Holder
    rows: tuple[ports.CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """What is late in the office: the latest first, and by person with the most first."""

    rows: tuple[ports.CaseRow, ...]
    by_holder: tuple[LateByHolder, ...]


class Staff:
    """Who can take work at all."""

    def __init__(self, members: Iterable[StaffMember]) -> None:
        self.enabled = {member.key: member for member in members if not member.disabled}
        self.by_role: dict[Role, list[StaffMember]] = {}
        for member in self.enabled.values():
            for role in member.roles:
                if role not in _NO_WORK:
                    self.by_role.setdefault(role, []).append(member)

    def list_of(self, row: ports.CaseRow) -> WorkList:
        """The one list the case is in."""
        if row.waiting_member is not None:
            named = row.waiting_member
            return WorkList(ListKind.MEMBER, member=named) if named in self.enabled else NOBODYS
        if row.waiting_role in self.by_role:
            return WorkList(ListKind.ROLE, role=row.waiting_role)
        return NOBODYS

    def holder_of(self, row: ports.CaseRow) -> Holder:
        found = self.list_of(row)
        if found.member is not None:
            return Holder(found, self.enabled[found.member])
        people = self.by_role.get(found.role, []) if found.role is not None else []
        return Holder(found, people[0] if len(people) == 1 else None)


def work_of(queries: ports.Queries, session: Session, now: datetime) -> tuple[ports.CaseRow, ...]:
    """What waits for this person, soonest due first; a supervisor has also what waits for nobody any more."""
    office, me = session.office.key, session.member
    roles = tuple(role for role in me.roles if role not in _NO_WORK)
    found = queries.waiting(office, roles, me.key)
    if not session.has(Role.SUPERVISOR):
        return tuple(sorted(found, key=_soonest))
    staff = Staff(staff_on(queries, session.office, now))
    lost = queries.orphans(office, tuple(staff.by_role), tuple(staff.enabled))
    return tuple(sorted((*found, *lost), key=_soonest))


class WorkLists:
    """Reading only."""

    def __init__(self, queries: ports.Queries, clock: ports.Clock) -> None:
        self._queries = queries
        self._clock = clock

    def mine(self, session: Session) -> tuple[ports.CaseRow, ...]:
        """What waits for this person, soonest due first."""
        return work_of(self._queries, session, self._clock.now())

    def lost(self, session: Session, rows: Iterable[ports.CaseRow]) -> frozenset[UUID]:
        """Which of these cases wait for nobody any more."""
        staff = Staff(staff_on(self._queries, session.office, self._clock.now()))
        return frozenset(row.key for row in rows if staff.list_of(row) == NOBODYS)

    def late(self, session: Session) -> Late:
        """What is late in the office; cases whose clock stands are not.

        Raises:
            ForbiddenError: E-361 for anybody but a supervisor or a head.
        """
        if not session.has(Role.SUPERVISOR, Role.HEAD):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
        office = session.office.key
        now = self._clock.now()
        staff = Staff(staff_on(self._queries, session.office, now))
        rows = tuple(sorted(self._queries.late(office, now), key=_soonest))
        parts = grouped(rows, staff.holder_of)
        by_holder = sorted(
            (LateByHolder(holder, part) for holder, part in parts.items()),
            key=lambda one: (-len(one.rows), _name(one.holder)),
        )
        return Late(rows, tuple(by_holder))


def grouped(
    rows: Iterable[ports.CaseRow], key_of: Callable[[ports.CaseRow], _Key]
) -> dict[_Key, tuple[ports.CaseRow, ...]]:
    """The rows by a key, in their order."""
    found: dict[_Key, list[ports.CaseRow]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return {key: tuple(part) for key, part in found.items()}


def due_first(row: ports.CaseRow) -> datetime | None:
    """When the case is late first: by its step, or as a whole where the steps before took the time of this one."""
    return min((due for due in (row.step_due_at, row.service_due_at) if due is not None), default=None)


def _soonest(row: ports.CaseRow) -> tuple[bool, datetime, str]:
    """What stands still, and what has no term, comes last."""
    due = due_first(row)
    return due is None or row.paused_at is not None, due or _NEVER, row.number


def _name(holder: Holder) -> str:
    return sort_key(holder.member.full_name) if holder.member is not None else holder.list.kind.value
