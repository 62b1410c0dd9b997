"""The office's own affairs: staff, adopted editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, Language
from desk_app.domain.regulation import ServiceEdition
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import Law

SHORTEST_PASSWORD = 10
ARRANGING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Roles that give accounts, adopt editions and change the calendar."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """A staff member to be, as the form has it."""

    login: str
    surname: str
    name: str
    patronymic: str
    position: Bilingual
    roles: tuple[Role, ...]
    password: str
    language: Language = Language.KK


@dataclass(frozen=True, slots=True)
class MemberDetails:
    """What may be changed about a person who has an account; the sign-in name stays."""

    surname: str
    name: str
    patronymic: str
    position: Bilingual
    roles: tuple[Role, ...]


def check_new_member(new: NewMember) -> None:
    """Raises UserError E-403 … E-405 for a missing name, a short password, no role."""
    if not (new.login.strip() and new.surname.strip() and new.name.strip()):
        raise UserError("E-403", N_("Enter the surname, the name and the sign-in name."))
    if len(new.password) < SHORTEST_PASSWORD or new.password.casefold() == new.login.casefold():
        raise UserError(
            "E-404",
            N_("The password is too short or equals the sign-in name."),
            N_("Use at least {length} characters; several words are easiest to remember."),
            length=SHORTEST_PASSWORD,
        )
    if not new.roles:
        raise UserError("E-405", N_("Choose at least one role."))


def member_of(new: NewMember, office: UUID) -> StaffMember:
    return StaffMember(
        key=new_key(),
        office=office,
        login=new.login.strip(),
        surname=new.surname.strip(),
        name=new.name.strip(),
        patronymic=new.patronymic.strip(),
        position=new.position,
        roles=new.roles,
        language=new.language,
    )


class OfficeAffairs:
    """What a supervisor or an administrator arranges."""

    def __init__(
        self,
        law: Law,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        passwords: ports.Passwords,
        vault: ports.Vault | None,
    ) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._passwords = passwords
        self._vault = vault

    def members(self, session: Session) -> tuple[StaffMember, ...]:
        return self._queries.members(session.office.key)

    def add_member(self, session: Session, new: NewMember) -> StaffMember:
        """Give a person an account.

        Raises:
            ForbiddenError: only a supervisor or an administrator does this.
            UserError: E-403 … E-405 the form, E-406 the sign-in name is taken.
        """
        self._require(session)
        check_new_member(new)
        if self._queries.credentials(new.login) is not None:
            raise UserError("E-406", N_("This sign-in name is taken."), N_("Choose another one."))
        member = member_of(new, session.office.key)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.add_member(member, self._passwords.hash(new.password))
            work.journal.append("staff.added", subject=member.key, facts={"roles": [role.value for role in new.roles]})
            work.commit()
        if self._vault is not None:
            self._vault.add(new.login, new.password)
        return member

    def change_member(self, session: Session, member: UUID, details: MemberDetails) -> StaffMember:
        """Put right a name or a position, give other roles. What is signed already keeps the words of its day.

        The person works by the new roles from their next sign-in on.

        Raises:
            ForbiddenError: only a supervisor or an administrator does this.
            UserError: E-340 the office has no such account, E-403 a name is missing, E-405 no role, E-418 one's own
                right to arrange the office would be lost.
        """
        self._require(session)
        found = next((one for one in self.members(session) if one.key == member), None)
        if found is None:
            raise UserError("E-340", N_("This record is not there."), N_("Refresh the list."))
        changed = replace(
            found,
            surname=details.surname.strip(),
            name=details.name.strip(),
            patronymic=details.patronymic.strip(),
            position=details.position,
            roles=details.roles,
        )
        if not (changed.surname and changed.name):
            raise UserError("E-403", N_("Enter the surname, the name and the sign-in name."))
        if not changed.roles:
            raise UserError("E-405", N_("Choose at least one role."))
        if member == session.member.key and not ARRANGING & set(changed.roles):
            raise UserError(
                "E-418",
                N_("You would lose the right to arrange the office, and perhaps nobody would have it."),
                N_("Let another supervisor or administrator change your roles."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.update_member(changed)
            facts = {"roles": [role.value for role in changed.roles], "before": [role.value for role in found.roles]}
            work.journal.append("staff.changed", subject=member, facts=facts)
            work.commit()
        return changed

    def disable(self, session: Session, member: UUID) -> None:
        """Close an account. Nobody closes their own."""
        self._require(session)
        if member == session.member.key:
            raise UserError("E-407", N_("You cannot close your own account."))
        found = next(person for person in self.members(session) if person.key == member)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.update_member(replace(found, disabled=True))
            work.journal.append("staff.disabled", subject=member)
            work.commit()
        if self._vault is not None:
            self._vault.remove(found.login)

    def change_password(self, session: Session, old: str, new: str) -> None:
        """Raises UserError E-401 when the old one is wrong, E-404 when the new one is too short."""
        found = self._queries.credentials(session.member.login)
        if found is None or not self._passwords.matches(old, found[1]):
            raise UserError(
                "E-401", N_("The name or the password is wrong."), N_("Check the keyboard layout and try again.")
            )
        me = session.member
        check_new_member(
            NewMember(me.login, me.surname, me.name, me.patronymic, me.position, me.roles, new, me.language)
        )
        with self._unit_of_work(session.office.key, me.key, session.desk) as work:
            work.set_password(me.key, self._passwords.hash(new))
            work.journal.append("staff.password_changed", subject=me.key)
            work.commit()
        if self._vault is not None:
            self._vault.add(me.login, new)

    def editions(self) -> tuple[ServiceEdition, ...]:
        return self._law.editions()

    def adoptions(self, session: Session) -> tuple[ports.Adoption, ...]:
        return self._queries.adoptions(session.office.key)

    def adopt(self, session: Session, edition: str, adopted_from: date) -> None:
        """Work by this edition from that day on. Running cases keep theirs."""
        self._require(session)
        service = self._law.edition(edition).service
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.adopt(ports.Adoption(service, edition, adopted_from))
            work.journal.append("edition.adopted", facts={"edition": edition, "from": adopted_from.isoformat()})
            work.commit()

    @staticmethod
    def _require(session: Session) -> None:
        if not session.has(*ARRANGING):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
