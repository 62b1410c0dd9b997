"""Terms as the acts give them. Four distinct units; none is ever turned into another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of working time inside the reception hours."""

    value: int


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Hours of working time; lunch and nights do not count."""

    value: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Whole working days of the channel's calendar."""

    value: int


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Days one after the other, whatever they are."""

    value: int


Norm = Minutes | WorkingHours | WorkingDays | CalendarDays

UNIT_NAMES: dict[type[Norm], str] = {
    Minutes: "minutes",
    WorkingHours: "working_hours",
    WorkingDays: "working_days",
    CalendarDays: "calendar_days",
}


def norm_of(unit: str, value: int) -> Norm:
    """Return the norm named by its stored unit name.

    Raises:
        ValueError: The unit is not one of the four, or the value is not positive.
    """
    if value <= 0:
        raise ValueError(f"a norm is positive, not {value}")
    for kind, name in UNIT_NAMES.items():
        if name == unit:
            return kind(value)
    raise ValueError(f"no unit of time is called {unit!r}")


def unit_name(norm: Norm) -> str:
    """Return the stored name of the norm's unit."""
    return UNIT_NAMES[type(norm)]
