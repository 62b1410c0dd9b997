"""The editions and the calendar a command reckons with: an office's own where its records are opened.

Nothing is opened without a sign-in name. The command says which were taken wherever there is a choice.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import paths
from desk_app.domain.calendar import Calendar
from desk_app.domain.regulation import ServiceEdition
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.regulation.catalogue import Catalogue
from desk_app.settings import text_in
from desk_app.wording import Message

# the records load only where a name is given
if TYPE_CHECKING:
    from desk_app.bootstrap import Program
    from desk_app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """Whose records a command is about."""

    data: Path | None = None
    database: str | None = None
    login: str = ""

    @property
    def folder(self) -> Path:
        return self.data if self.data is not None else paths.data_dir()


@dataclass(frozen=True, slots=True)
class Known:
    """What terms are reckoned with."""

    editions: tuple[ServiceEdition, ...]
    calendar: Calendar
    zone: str = ""
    """IANA name of the office's zone; empty where none is configured."""
    said: Message | None = None
    """Which editions and calendar these are; None where there is but one choice."""


def known(place: Place) -> Known:
    """What the office works by where a sign-in name is given, else what came with the program.

    Raises:
        UserError: E-640 no records, E-641 no password, E-401 a wrong one.
        StorageError: the records cannot be opened.
        DataFileError: a file of the program is faulty.
    """
    if place.login:
        return _of_office(place)
    catalogue = Catalogue(paths.resources_dir())
    settings = place.folder / "settings.json"
    database = place.database if place.database is not None else text_in(settings, "database")
    said = None
    if database or (place.folder / "vault.json").is_file():
        said = Message(
            N_(
                "These are the editions and the calendar that came with the program; "
                "with --login NAME those of the office are taken."
            )
        )
    return Known(catalogue.editions(), catalogue.calendar(), text_in(settings, "zone"), said)


def _of_office(place: Place) -> Known:
    with signed_in(open_records(place), place.login) as desk:
        session = desk.session
        editions, own, calendar = desk.editions.known(), desk.editions.own(), desk.law.calendar()
        names = {"office": session.office.name, "editions": ", ".join(sorted(own))}
        text = (
            N_("These are the editions and the calendar of the office «{office}»; its own editions: {editions}.")
            if own
            else N_("These are the calendar of the office «{office}» and the editions of the program: it added none.")
        )
    return Known(editions, calendar, session.office.zone, Message(text, names))


def open_records(place: Place) -> Program:
    """Raises UserError E-640 where there are none."""
    from desk_app.bootstrap import open_program

    program = open_program(place.data, place.database)
    if not program.has_records:
        raise UserError(
            "E-640",
            N_("There are no records in {folder}."),
            N_("Name the folder of the desk with --data, or a shared database with --database."),
            folder=program.data_dir,
        )
    return program


@contextmanager
def signed_in(program: Program, login: str) -> Iterator[Desk]:
    """The desk of a person who gives their password; the records are closed afterwards. Raises as `known`."""
    name, password = _credentials(login)
    entrance = program.entrance()
    try:
        yield entrance.sign_in(name, password)
    finally:
        entrance.close()


def _credentials(login: str) -> tuple[str, str]:
    """From the terminal; with a name given, the password is the first line of the input where that is no terminal."""
    if login and not sys.stdin.isatty():
        return login, sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError(
            "E-641",
            N_("The records are encrypted: a name and a password are needed."),
            N_("Run the command in a terminal, or give --login NAME and the password as the input."),
        )
    if not login:
        sys.stderr.write(_("Sign-in name: "))
        sys.stderr.flush()
        login = sys.stdin.readline().strip()
    return login, getpass.getpass(_("Password: "), stream=sys.stderr)
