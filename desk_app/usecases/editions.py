"""The office's own editions: kept with the records, so that every desk of the office works by them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desk_app.domain.calendar import Calendar
from desk_app.domain.regulation import ServiceEdition, in_force
from desk_app.domain.staff import Role, Session
from desk_app.domain.text import sort_key
from desk_app.errors import DataFileError, ForbiddenError, UserError, unknown_edition
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.ports_editions import EditionFile, ReadEdition
from desk_app.wording import Fault, Message

LARGEST = 1_000_000
"""Bytes; as `regulation check` has it. The longest edition that comes with the program has a tenth of it."""


class OfficeCatalogue:
    """A `ports.Catalogue`: the editions that came with the program, and above them those of one office.

    An edition that is not known is looked for in the records once more: another desk may just have added it.
    """

    def __init__(self, base: ports.Catalogue, read: ReadEdition, queries: ports.Queries, office: UUID) -> None:
        self._base = base
        self._read = read
        self._queries = queries
        self._office = office
        self._own: dict[str, ServiceEdition] = {}
        self._faulty: dict[str, DataFileError] = {}
        self._editions = {edition.id: edition for edition in base.editions()}

    def refresh(self) -> None:
        """Take in what the office has added since. A file that this program cannot read any more is set aside."""
        known = (*self._own, *self._faulty)
        for file in self._queries.edition_files(self._office, known):
            try:
                self._own = {**self._own, file.id: self._read(file.content, file.id)}
            except DataFileError as error:
                self._faulty = {**self._faulty, file.id: error}
        # the office's text stays, even where a later program comes with an edition of that id
        together = {edition.id: edition for edition in self._base.editions()} | self._own
        ordered = sorted(together.values(), key=lambda edition: (sort_key(edition.letter), edition.id))
        self._editions = {edition.id: edition for edition in ordered}

    @property
    def own(self) -> frozenset[str]:
        """Ids of the editions the office added."""
        return frozenset(self._own)

    @property
    def faulty(self) -> tuple[DataFileError, ...]:
        """Files of the office that this program cannot read."""
        return tuple(self._faulty.values())

    def services(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(edition.service for edition in self._editions.values()))

    def editions(self) -> tuple[ServiceEdition, ...]:
        return tuple(self._editions.values())

    def edition(self, edition_id: str) -> ServiceEdition:
        """Raises UserError E-330 where nobody knows it, DataFileError where its file cannot be read any more."""
        if edition_id not in self._editions:
            self.refresh()
        if edition_id in self._faulty:
            raise self._faulty[edition_id]
        try:
            return self._editions[edition_id]
        except KeyError:
            raise unknown_edition(edition_id) from None

    def in_force(self, service: str, on: date) -> ServiceEdition:
        found = in_force(self._editions.values(), service, on)
        if found is None:
            raise unknown_edition(f"{service}/{on.isoformat()}")
        return found

    def calendar(self) -> Calendar:
        return self._base.calendar()


class Editions:
    """What a supervisor or an administrator does with the office's own editions."""

    def __init__(self, catalogue: OfficeCatalogue, read: ReadEdition, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._catalogue = catalogue
        self._read = read
        self._unit_of_work = unit_of_work

    def known(self) -> tuple[ServiceEdition, ...]:
        """All editions, those that other desks have added meanwhile too."""
        self._catalogue.refresh()
        return self._catalogue.editions()

    def own(self) -> frozenset[str]:
        """Ids of the editions this office added."""
        return self._catalogue.own

    def faulty(self) -> tuple[DataFileError, ...]:
        """Files of the office that this program, being another version, cannot read."""
        return self._catalogue.faulty

    def check_edition(self, session: Session, content: bytes, name: str) -> ServiceEdition:
        """Return the edition that the bytes of a file hold. Nothing is recorded.

        Raises:
            ForbiddenError: E-361, only a supervisor or an administrator does this.
            DataFileError: E-320 with every fault of the file, and what does not agree with the editions known.
            UserError: E-333, this very edition is known already.
        """
        _require(session)
        if len(content) > LARGEST:
            limit = Message(N_("a file of at most {limit} MB"), {"limit": LARGEST // 1_000_000})
            raise DataFileError(name, (Fault("", limit),))
        self._catalogue.refresh()
        edition = self._read(content, name, self._catalogue.editions())
        if any(edition.id == one.id for one in self._catalogue.editions()):
            raise _known(edition.id)
        return edition

    def add_edition(self, session: Session, content: bytes, name: str) -> ServiceEdition:
        """Keep the edition for all desks of the office. Adopting it is another step. Raises as `check_edition`."""
        edition = self.check_edition(session, content, name)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            if not work.add_edition_file(EditionFile(edition.id, edition.digest, content)):
                # another desk was quicker: with the same text or with another one, which the second look will tell
                raise _known(edition.id)
            work.journal.append("edition.added", facts={"edition": edition.id, "digest": edition.digest})
            work.commit()
        self._catalogue.refresh()
        return edition


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))


def _known(edition: str) -> UserError:
    return UserError(
        "E-333",
        N_("The edition {edition} is here already."),
        N_("Choose it in the list. A changed wording needs a first day of its own."),
        safe=N_("Nothing was changed."),
        edition=edition,
    )
