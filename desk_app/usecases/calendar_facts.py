"""What the journal keeps of a change of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from desk_app.domain.calendar_edits import Change, YearChange
from desk_app.usecases.ports_calendar import DatedCase
from desk_app.usecases.reckoning import Dates


def change_facts(change: Change) -> dict[str, object]:
    """A day or a year that is changed."""
    if isinstance(change, YearChange):
        return {"year": change.year, "confirmed": change.confirmed, "source": change.source}
    return {
        "day": change.day,
        "kind": change.kind.value,
        "name_kk": change.name.kk,
        "name_ru": change.name.ru,
        "source": change.source,
        "five_day_only": change.five_day_only,
    }


def due_facts(row: DatedCase, new: Dates, mark: int) -> dict[str, object]:
    """A case whose dates move by the change of that mark."""
    return {
        "mark": mark,
        "service_old": _iso(row.service_due_at),
        "service_new": _iso(new.service),
        "step_old": _iso(row.step_due_at),
        "step_new": _iso(new.step),
    }


@lru_cache(4096)
def _iso(moment: datetime | None) -> str | None:
    """In UTC, as the journal writes moments; the cases of a day share theirs."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment is not None else None
