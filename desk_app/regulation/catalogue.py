"""All editions and the calendar: those that came with the program, and those an office added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.domain.calendar import Calendar
from desk_app.domain.regulation import ServiceEdition
from desk_app.domain.text import sort_key
from desk_app.errors import DataFileError, UserError
from desk_app.i18n import N_
from desk_app.regulation.loader import load_calendar, load_edition


class Catalogue:
    """Loaded once, at start. A folder holds `regulation/SERVICE/DATE.toml` and `calendars/YEAR.toml`.

    An office's folder adds editions and adds or replaces calendar years; an edition is never replaced.

    Raises:
        DataFileError: Any file is wrong.
    """

    def __init__(self, folder: Path, extra: Path | None = None) -> None:
        folders = [folder] if extra is None else [folder, extra]
        editions: dict[str, ServiceEdition] = {}
        for path in (path for each in folders for path in sorted(each.glob("regulation/*/*.toml"))):
            edition = load_edition(path)
            known = editions.setdefault(edition.id, edition)
            if known.digest != edition.digest:
                raise DataFileError(str(path), (("id", f"a new edition: {edition.id} is known with another text"),))
        ordered = sorted(editions.values(), key=lambda edition: (sort_key(edition.letter), edition.id))
        self._editions = {edition.id: edition for edition in ordered}
        self._calendar = load_calendar(path for each in folders for path in sorted(each.glob("calendars/*.toml")))

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
            raise _unknown(edition_id) from None

    def in_force(self, service: str, on: date) -> ServiceEdition:
        """Return the edition in force on that day; where there is none, the nearest earlier one.

        Raises UserError E-330 where the service had no edition by that day.
        """
        begun = [one for one in self._editions.values() if one.service == service and one.effective_from <= on]
        if not begun:
            raise _unknown(f"{service}/{on.isoformat()}")
        return max(begun, key=lambda edition: (edition.is_in_force(on), edition.effective_from))

    def calendar(self) -> Calendar:
        return self._calendar


def _unknown(edition_id: str) -> UserError:
    return UserError(
        "E-330",
        N_("The edition {edition} of a service is not known to this program."),
        N_("Add its file to the program's editions, or choose another edition."),
        edition=edition_id,
    )
