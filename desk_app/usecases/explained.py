"""A date with the way to it, for windows that show dates of two wordings or of two calendars beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.calendar import DueDate
from desk_app.domain.regulation import ServiceEdition


@dataclass(frozen=True, slots=True)
class Explained:
    """A due moment, the term it comes from and the edition that gives the term."""

    at: datetime
    """When it is due: the end of the term, or before it where a result has to be at the desk earlier."""
    due: DueDate
    edition: ServiceEdition

    @property
    def is_inner(self) -> bool:
        """True where the moment is counted back from the end of the term."""
        return self.at != self.due.due


Two = tuple[Explained | None, Explained | None]
"""As it is or was, and as it would be; None where there is no such date."""
