"""The way in: the first run, signing in, getting back in with the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain import paper_texts
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import Paper, PaperKind, RecoveryContent
from desk_app.domain.regulation import ServiceEdition
from desk_app.domain.staff import Office, OfficeKind, Session, StaffMember
from desk_app.domain.standing_in import StandIn, in_force
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.attempts import Attempts, wrong_password
from desk_app.usecases.desk import Desk, Equipment, Records, open_desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.office import NewMember, check_new_member, member_of
from desk_app.usecases.ports import Adoption

FREE_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the first run asks."""

    name: Bilingual
    kinds: tuple[OfficeKind, ...]
    region: Bilingual
    place: Bilingual
    zone: str
    editions: tuple[str, ...]
    supervisor: NewMember


@dataclass(frozen=True, slots=True)
class FirstDesk:
    """The desk after the first run, and the recovery sheet to be put on paper (none for a shared database)."""

    desk: Desk
    recovery: Paper | None


class Entrance:
    """Nobody gets past it without a name and a password; there is no default one."""

    def __init__(self, equipment: Equipment, open_records: Callable[[], Records], desk_name: str = "") -> None:
        self._equipment = equipment
        self._open_records = open_records
        self._desk_name = desk_name
        self._records: Records | None = None
        self._attempts = Attempts(equipment.clock, FREE_ATTEMPTS)

    def is_new(self) -> bool:
        """True if no office has been set up here yet."""
        vault = self._equipment.vault
        if vault is not None:
            return not vault.exists()
        return not self._opened().queries.offices()

    def editions(self) -> tuple[ServiceEdition, ...]:
        """What the first run offers for adoption."""
        return self._equipment.catalogue.editions()

    def by_default(self) -> tuple[str, ...]:
        """Ids of what a new office works by unless it chooses otherwise.

        Of each service the wording in force today, else the nearest earlier one; a service whose first wording is
        still to come is left out. Today is the day of this computer: the office has no zone yet.
        """
        today = self._equipment.clock.now().astimezone().date()
        begun = dict.fromkeys(edition.service for edition in self.editions() if edition.effective_from <= today)
        return tuple(self._equipment.catalogue.in_force(service, today).id for service in begun)

    def set_up(self, setup: Setup) -> FirstDesk:
        """Make the records, the office, its editions and the first supervisor.

        Raises:
            UserError: E-403 … E-405 the account, E-410 the office's names or kinds are missing.
            StorageError: nothing was set up.
        """
        check_new_member(setup.supervisor)
        if not (setup.name.kk.strip() and setup.name.ru.strip() and setup.kinds and setup.editions):
            raise UserError(
                "E-410",
                N_("The office needs its name in both languages, at least one kind and at least one service."),
            )
        vault = self._equipment.vault
        code = vault.create(setup.supervisor.login, setup.supervisor.password) if vault is not None else ""
        office = Office(new_key(), setup.name, setup.kinds, setup.region, setup.place, setup.zone)
        member = member_of(setup.supervisor, office.key)
        try:
            records = self._opened()
            self._record_office(records, setup, office, member)
            if vault is not None:
                vault.settle()
        except BaseException:
            self.close()
            raise
        desk = self._desk(records, office, member)
        return FirstDesk(desk, self._recovery_sheet(desk.session, code) if code else None)

    def _record_office(self, records: Records, setup: Setup, office: Office, member: StaffMember) -> None:
        with records.unit_of_work(office.key, None) as work:
            work.add_office(office)
            work.add_member(member, self._equipment.passwords.hash(setup.supervisor.password))
            work.journal.append("office.set_up", subject=office.key)
            for edition_id in setup.editions:
                edition = self._equipment.catalogue.edition(edition_id)
                work.adopt(Adoption(edition.service, edition_id, edition.effective_from))
                work.journal.append("edition.adopted", facts={"edition": edition_id})
            work.commit()

    def sign_in(self, login: str, password: str) -> Desk:
        """Open the records with the person's own password.

        Raises:
            UserError: E-401 wrong name or password, E-402 too many attempts: wait.
            StorageError: the records cannot be opened.
        """
        self._attempts.expect_free(login)
        try:
            vault = self._equipment.vault
            if vault is not None:
                vault.unlock(login, password)
            records = self._opened()
            found = records.queries.credentials(login)
            if found is None or found[0].disabled or not self._equipment.passwords.matches(password, found[1]):
                raise wrong_password()
        except UserError as error:
            if error.code == "E-401":
                self._attempts.count(login)
            raise
        self._attempts.forget(login)
        member = found[0]
        office = next(office for office in records.queries.offices() if office.key == member.office)
        stand_in = in_force(records.queries.stand_ins(office.key), member, self._today(office))
        self._journal(records, office.key, member.key, "staff.signed_in")
        return self._desk(records, office, member, stand_in)

    def recover(self, code: str, login: str, new_password: str) -> Desk:
        """Open the local file with the recovery code and give that person a new password.

        Raises:
            UserError: E-411 the code is wrong, E-401 nobody has that name, E-404 the password is too short.
        """
        vault = self._equipment.vault
        if vault is None:
            raise UserError("E-412", N_("A shared database has no recovery code."), N_("Ask its administrator."))
        vault.recover(code)
        records = self._opened()
        found = records.queries.credentials(login)
        if found is None or found[0].disabled:
            raise wrong_password()
        me = found[0]
        check_new_member(
            NewMember(me.login, me.surname, me.name, me.patronymic, me.position, me.roles, new_password, me.language)
        )
        with records.unit_of_work(me.office, me.key) as work:
            work.set_password(me.key, self._equipment.passwords.hash(new_password))
            work.journal.append("staff.recovered", subject=me.key)
            work.commit()
        vault.add(me.login, new_password)
        office = next(office for office in records.queries.offices() if office.key == me.office)
        return self._desk(records, office, me)

    def close(self) -> None:
        """Give the records free. Signing in opens them again."""
        if self._records is not None:
            self._records.close()
            self._records = None

    def _opened(self) -> Records:
        if self._records is None:
            self._records = self._open_records()
        return self._records

    def _desk(self, records: Records, office: Office, member: StaffMember, stand_in: StandIn | None = None) -> Desk:
        session = Session(member, office, self._desk_name)
        if stand_in is not None:
            session = Session(stand_in.head(member), office, self._desk_name, stand_in.key)
        return open_desk(session, records, self._equipment)

    def _today(self, office: Office) -> date:
        return self._equipment.clock.now().astimezone(ZoneInfo(office.zone)).date()

    def _journal(self, records: Records, office: UUID, member: UUID, action: str) -> None:
        with records.unit_of_work(office, member) as work:
            work.journal.append(action, subject=member)
            work.commit()

    def _recovery_sheet(self, session: Session, code: str) -> Paper:
        return Paper(
            key=new_key(),
            office=session.office.key,
            kind=PaperKind.RECOVERY_SHEET,
            number="",
            title=paper_texts.RECOVERY_TITLE,
            language=PaperLanguage.BOTH,
            office_name=session.office.name,
            place=session.office.place,
            issued_at=self._equipment.clock.now().astimezone(zone_of(session)),
            issued_by=session.member.key,
            journal_seq=0,
            journal_code="",
            content=RecoveryContent(code, paper_texts.RECOVERY_TEXTS),
        )
