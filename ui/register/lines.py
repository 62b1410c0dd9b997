"""Lines of cases as tables show them: rows from the records with the words of their editions."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import StepRule
from desk_app.domain.staff import Actor
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import CaseRow


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row, its service's short title and the step it waits at."""

    row: CaseRow
    service: Bilingual
    step: StepRule | None

    @property
    def actor(self) -> Actor | None:
        return self.step.actor if self.step is not None else None


def lines_of(desk: Desk, rows: tuple[CaseRow, ...]) -> tuple[CaseLine, ...]:
    """Look the words up; to be called where the rows were read, not in the GUI thread."""
    register = desk.register
    return tuple(CaseLine(row, register.edition(row.edition).short_title, register.step_title(row)) for row in rows)
