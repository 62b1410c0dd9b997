"""Reports that leave the office: for which periods and of whom, so that no two of them can be subtracted.

Small counts are hidden inside one report (`desk_app.domain.suppression`). Two reports could still give them away: a
year less three of its quarters is the fourth one, and all services less those told apart is the rest. So a report that
leaves is of the whole office, and for calendar quarters that are over, as form 1-МҚ is. Quarters have no day in common;
a longer period is told only as the sum of what its quarters tell, so it tells nothing that they do not. The balance is
left out: from what was left at the ends of two quarters and what was closed between them, what arrived would follow.

A case that is made void or put right afterwards changes the counts of its quarter: of one quarter, hand out one report.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from desk_app.errors import UserError
from desk_app.i18n import N_

Period = tuple[date, date]
Key = TypeVar("Key", bound=Hashable)
Told = Mapping[Key, tuple[int | None, ...]]
"""Counts under each heading; None is hidden."""


def quarter_of(day: date) -> Period:
    """First and last day of the calendar quarter."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first, (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)


def last_quarter(today: date) -> Period:
    """The last quarter that is over."""
    return quarter_of(quarter_of(today)[0] - timedelta(days=1))


def quarters(first: date, last: date, today: date) -> tuple[Period, ...]:
    """The quarters of a period.

    Raises:
        UserError: E-660 a quarter is not whole, or not over.
    """
    found = [quarter_of(first)]
    while found[-1][1] < last:
        found.append(quarter_of(found[-1][1] + timedelta(days=1)))
    if found[0][0] != first or found[-1][1] != last or last >= today:
        begins, ends = last_quarter(today)
        raise UserError(
            "E-660",
            N_("A report leaves the office only for whole calendar quarters that are over."),
            N_("Choose such a period, for example {first} – {last}."),
            first=f"{begins:%d.%m.%Y}",
            last=f"{ends:%d.%m.%Y}",
        )
    return tuple(found)


def is_allowed(first: date, last: date, today: date) -> bool:
    """True if the period is one of whole quarters that are over."""
    try:
        quarters(first, last, today)
    except UserError:
        return False
    return True


def joined(parts: Sequence[Told[Key]]) -> dict[Key, tuple[int | None, ...]]:
    """The sums of what several periods tell; hidden where one of them hides its part. What is not there is nought."""
    sums: dict[Key, tuple[int | None, ...]] = {}
    for part in parts:
        for key, counts in part.items():
            before = sums.get(key, (0,) * len(counts))
            sums[key] = tuple(
                None if one is None or other is None else one + other for one, other in zip(before, counts, strict=True)
            )
    return sums
