"""Offices, the people who work in them, and which role acts for which actor of the acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from desk_app.domain.language import Bilingual, Language


class OfficeKind(StrEnum):
    """What an office is; one office may be several (a small district's centre and department)."""

    CENTRE = "centre"
    AKIM = "akim"
    STATE_CORPORATION = "state_corporation"
    PROVIDER = "provider"


class Role(StrEnum):
    """What a person may do in the program."""

    CLERK = "clerk"
    CHANCELLERY = "chancellery"
    HEAD = "head"
    EXECUTOR = "executor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Actor(StrEnum):
    """Who the act says does a step."""

    CENTRE_CLERK = "centre_clerk"
    AKIM_CLERK = "akim_clerk"
    CORPORATION_CLERK = "corporation_clerk"
    CHANCELLERY = "chancellery"
    PROVIDER_HEAD = "provider_head"
    PROVIDER_EXECUTOR = "provider_executor"
    AKIM = "akim"
    AKIM_EXECUTOR = "akim_executor"
    PROVIDER = "provider"
    """The provider as a whole, outside this desk: its step is entered from its letter."""


ROLE_OF_ACTOR: dict[Actor, tuple[Role, OfficeKind] | None] = {
    Actor.CENTRE_CLERK: (Role.CLERK, OfficeKind.CENTRE),
    Actor.AKIM_CLERK: (Role.CLERK, OfficeKind.AKIM),
    Actor.CORPORATION_CLERK: (Role.CLERK, OfficeKind.STATE_CORPORATION),
    Actor.CHANCELLERY: (Role.CHANCELLERY, OfficeKind.PROVIDER),
    Actor.PROVIDER_HEAD: (Role.HEAD, OfficeKind.PROVIDER),
    Actor.PROVIDER_EXECUTOR: (Role.EXECUTOR, OfficeKind.PROVIDER),
    Actor.AKIM: (Role.HEAD, OfficeKind.AKIM),
    Actor.AKIM_EXECUTOR: (Role.EXECUTOR, OfficeKind.AKIM),
    Actor.PROVIDER: None,
}


@dataclass(frozen=True, slots=True)
class Office:
    """An office with a front desk."""

    key: UUID
    name: Bilingual
    kinds: tuple[OfficeKind, ...]
    region: Bilingual
    place: Bilingual
    zone: str
    letters: str = "А"
    """What registration numbers of this office begin with."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who signs in."""

    key: UUID
    office: UUID
    login: str
    surname: str
    name: str
    patronymic: str
    position: Bilingual
    roles: tuple[Role, ...]
    language: Language = Language.KK
    disabled: bool = False

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """Surname and initials, as on signature lines."""
        initials = "".join(f" {part[0]}." for part in (self.name, self.patronymic) if part)
        return f"{self.surname}{initials}"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at this desk now. Every use case is told; none asks a global."""

    member: StaffMember
    office: Office
    desk: str = ""
    stands_in: UUID | None = None
    """The substitution (`standing_in.StandIn`) by which this person is a head now."""

    def has(self, *roles: Role) -> bool:
        return any(role in self.member.roles for role in roles)

    def acts_as(self, actor: Actor) -> bool:
        """True if this person may do a step of that actor in this office."""
        needed = ROLE_OF_ACTOR[actor]
        return needed is not None and needed[0] in self.member.roles and needed[1] in self.office.kinds
