"""The office's own calendar, and the cases whose dates follow it."""

from __future__ import annotations

from uuid import UUID

from desk_app.domain.calendar_edits import Edit
from desk_app.storage.calendar import DATED, DAYS, MARK, YEARS, dated_case, edits_of
from desk_app.storage.queries.reader import Reader
from desk_app.usecases.ports_calendar import DatedCase, Span


class CalendarReads(Reader):
    def calendar_mark(self, office: UUID) -> int:
        return self._value(MARK, office=office) or 0

    def calendar_edits(self, office: UUID) -> tuple[Edit, ...]:
        with self._reading() as connection:
            days = connection.execute(DAYS, {"office": office}).mappings().all()
            years = connection.execute(YEARS, {"office": office}).mappings().all()
        return edits_of(days, years)

    def dated_cases(self, office: UUID, span: Span) -> tuple[DatedCase, ...]:
        with self._reading() as connection:
            found = connection.execute(DATED, {"office": office, "begins": span.begins, "ends": span.ends})
            return tuple(dated_case(row) for row in found)
