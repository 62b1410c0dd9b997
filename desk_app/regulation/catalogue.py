"""The editions and the calendar that came with the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.domain.calendar import Calendar
from desk_app.domain.regulation import ServiceEdition, in_force
from desk_app.domain.text import sort_key
from desk_app.errors import DataFileError, unknown_edition
from desk_app.regulation.checks import faults_beside
from desk_app.regulation.loader import load_calendar, load_edition


class Catalogue:
    """Loaded once, at start. A folder holds `regulation/SERVICE/DATE.toml` and `calendars/YEAR.toml`.

    Raises:
        DataFileError: Any file is wrong, or two editions contradict each other.
    """

    def __init__(self, folder: Path) -> None:
        editions: list[ServiceEdition] = []
        for path in edition_paths(folder):
            edition = load_edition(path)
            faults = tuple(faults_beside(edition, editions))
            if faults:
                raise DataFileError("/".join(path.parts[-2:]), faults)
            editions.append(edition)
        ordered = sorted(editions, key=lambda edition: (sort_key(edition.letter), edition.id))
        self._editions = {edition.id: edition for edition in ordered}
        self._calendar = load_calendar(calendar_paths(folder))

    def editions(self) -> tuple[ServiceEdition, ...]:
        """All editions, by the letter of the service, older first."""
        return tuple(self._editions.values())

    def services(self) -> tuple[str, ...]:
        """The services, by their letter."""
        return tuple(dict.fromkeys(edition.service for edition in self._editions.values()))

    def edition(self, edition_id: str) -> ServiceEdition:
        """Raises UserError E-330 where no such edition is known."""
        try:
            return self._editions[edition_id]
        except KeyError:
            raise unknown_edition(edition_id) from None

    def in_force(self, service: str, on: date) -> ServiceEdition:
        """Return the edition in force on that day; where there is none, the nearest earlier one.

        Raises UserError E-330 where the service had no edition by that day.
        """
        found = in_force(self._editions.values(), service, on)
        if found is None:
            raise unknown_edition(f"{service}/{on.isoformat()}")
        return found

    def calendar(self) -> Calendar:
        return self._calendar


def edition_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("regulation/*/*.toml"))


def calendar_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("calendars/*.toml"))
