"""What the head's substitutes need from the records."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from desk_app.domain.standing_in import StandIn


class StandInWork(Protocol):
    """Writing, inside a unit of work."""

    def add(self, found: StandIn) -> None: ...
    def end(self, key: UUID, at: datetime) -> None:
        """Raises UserError E-340 where the office has no such substitute in force."""
        ...


class StaffQueries(Protocol):
    """Reading."""

    def stand_ins(self, office: UUID) -> tuple[StandIn, ...]:
        """All of the office, the latest first."""
        ...
