"""The law an office works by: its calendar and its editions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from desk_app.domain.staff import Office
from desk_app.errors import TerezeError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.editions import OfficeCatalogue
from desk_app.usecases.findings import Finding, of_error, some
from desk_app.usecases.law import Law
from desk_app.wording import Message


class LawChecks:
    """Reading only."""

    def __init__(self, law: Law, catalogue: OfficeCatalogue, queries: ports.Queries, clock: ports.Clock) -> None:
        self._law = law
        self._catalogue = catalogue
        self._queries = queries
        self._clock = clock

    def calendar(self, office: Office) -> Iterator[Finding]:
        calendar, today = self._law.calendar(), self._today(office)
        used = {today.year} | {
            due.astimezone(ZoneInfo(office.zone)).year
            for row in self._queries.open_rows(office.key)
            for due in (row.step_due_at, row.service_due_at)
            if due is not None
        }
        unknown = tuple(str(year) for year in sorted(used - calendar.years))
        unconfirmed = tuple(str(year) for year in sorted((used & calendar.years) - calendar.confirmed_years))
        if unknown:
            yield Finding(
                "calendar",
                Message(N_("There is no working calendar for {years}."), dict(years=some(unknown))),
                Message(N_("Enter the days of the year: Settings, Working calendar.")),
            )
        if unconfirmed:
            yield Finding(
                "calendar",
                Message(
                    N_("Terms are counted by the calendar of {years}, which is not confirmed."),
                    dict(years=some(unconfirmed)),
                ),
                Message(N_("Once the moved days are published, enter and confirm them: Settings, Working calendar.")),
            )

    def editions(self, office: Office) -> Iterator[Finding]:
        for error in self._catalogue.faulty:
            yield of_error("editions", error)
        today = self._today(office)
        adoptions = self._queries.adoptions(office.key)
        for service in sorted({adoption.service for adoption in adoptions}):
            try:
                edition = self._law.adopted(adoptions, service, today)
            except TerezeError as error:
                yield of_error("editions", error)
                continue
            if edition is not None and edition.effective_to is not None and edition.effective_to < today:
                yield Finding(
                    "editions",
                    Message(
                        N_("The office works by the edition {edition}, which ceased to be in force on {day}."),
                        dict(edition=edition.id, day=edition.effective_to.strftime("%d.%m.%Y")),
                    ),
                    Message(N_("Adopt the edition in force: Settings, Services and their acts.")),
                )
        known = {edition.id for edition in self._law.editions()}
        lacking = tuple(sorted({row.edition for row in self._queries.open_rows(office.key)} - known))
        if lacking:
            yield Finding(
                "editions",
                Message(
                    N_("Open cases are handled by editions that this program does not know: {editions}."),
                    dict(editions=some(lacking)),
                ),
                Message(N_("Add the files of these editions: Settings, Services and their acts.")),
            )

    def _today(self, office: Office) -> date:
        return self._clock.now().astimezone(ZoneInfo(office.zone)).date()
