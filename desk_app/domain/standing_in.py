"""The head's substitute: who signs for some days, by which order, under which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from desk_app.domain.language import Bilingual
from desk_app.domain.staff import Role, StaffMember


@dataclass(frozen=True, slots=True)
class StandIn:
    """A colleague does the head's work from one day to another, both counted, in the office's time."""

    key: UUID
    office: UUID
    member: UUID
    begins: date
    ends: date
    position: Bilingual
    """What stands on a signature line in these days: «Басшының міндетін атқарушы», «И. о. руководителя»."""
    order: str
    """Number and day of the order that names the substitute."""
    made_at: datetime
    made_by_name: str
    ended_at: datetime | None = None
    """When it was ended before its time."""

    def covers(self, day: date) -> bool:
        return self.ended_at is None and self.begins <= day <= self.ends

    def head(self, member: StaffMember) -> StaffMember:
        """The person as a head who signs in the words of the order."""
        return replace(member, roles=(*member.roles, Role.HEAD), position=self.position)

    def meets(self, other: StandIn) -> bool:
        """True if both name the same person for a common day."""
        still = self.ended_at is None and other.ended_at is None
        return still and self.member == other.member and self.begins <= other.ends and other.begins <= self.ends


def in_force(stand_ins: Iterable[StandIn], member: StaffMember, day: date) -> StandIn | None:
    """Return what makes the person a head on that day; None also for who is one anyway."""
    if Role.HEAD in member.roles:
        return None
    return next((one for one in stand_ins if one.member == member.key and one.covers(day)), None)


def as_of(member: StaffMember, stand_ins: Iterable[StandIn], day: date) -> StaffMember:
    """Return the person as they are on that day."""
    found = in_force(stand_ins, member, day)
    return member if found is None else found.head(member)
