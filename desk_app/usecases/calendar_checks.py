"""What cannot be said of a day or a year, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.domain.calendar import Calendar, DayKind
from desk_app.domain.calendar_edits import Change, DayChange, EditKind, YearChange
from desk_app.errors import UserError
from desk_app.i18n import N_, short_date

_UNCHANGED = N_("Nothing was changed.")
_SATURDAY = 5


def check_changes(changes: Sequence[Change], own: Calendar, laid: Calendar) -> None:
    """Refuse changes that contradict the calendar or each other.

    Args:
        changes: What is to be said of days and years.
        own: The calendar that came with the program.
        laid: The same with what the office changed before.

    Raises:
        UserError: E-393 a year without a calendar, E-394 a working day on a weekday that nobody has off, E-395 no
            name, E-396 no source, E-397 the same day or year twice, E-398 nothing to strike out, E-399 no change.
    """
    if not changes:
        raise UserError(
            "E-399", N_("Nothing is to be changed yet."), N_("Add a day to the change first."), safe=_UNCHANGED
        )
    seen: set[object] = set()
    for change in changes:
        year, what = _when(change)
        if year not in own.years:
            raise UserError(
                "E-393",
                N_("There is no working calendar for the year {year}."),
                N_("Choose a day of one of the years in the list."),
                safe=_UNCHANGED,
                year=year,
            )
        if not change.source.strip():
            raise UserError(
                "E-396",
                N_("No source is named for {day}."),
                N_("Write which order or law says so: its date and its number."),
                safe=_UNCHANGED,
                day=what,
            )
        if what in seen:
            raise UserError(
                "E-397",
                N_("{day} stands twice in the change."),
                N_("Leave one of the two."),
                safe=_UNCHANGED,
                day=what,
            )
        seen.add(what)
        if isinstance(change, DayChange):
            _check_day(change, what, own, laid)


def _when(change: Change) -> tuple[int, str]:
    if isinstance(change, YearChange):
        return change.year, str(change.year)
    return change.day.year, short_date(change.day)


def _check_day(change: DayChange, what: str, own: Calendar, laid: Calendar) -> None:
    known = [calendar.days[change.day] for calendar in (own, laid) if change.day in calendar.days]
    if change.kind is EditKind.ORDINARY:
        if change.day not in laid.days:
            raise UserError(
                "E-398",
                N_("{day} is an ordinary day already: there is nothing to strike out."),
                N_("Choose a day of the list."),
                safe=_UNCHANGED,
                day=what,
            )
        return
    if not (change.name.kk.strip() and change.name.ru.strip()):
        raise UserError(
            "E-395",
            N_("{day} has no name."),
            N_("Write in Kazakh and in Russian what the day is called: it stands in the explanation of dates."),
            safe=_UNCHANGED,
            day=what,
        )
    is_off = change.day.weekday() >= _SATURDAY or any(day.kind is not DayKind.WORKING for day in known)
    if change.kind is EditKind.WORKING and not is_off:
        raise UserError(
            "E-394",
            N_("{day} is a working day anyway: it is no Saturday, no Sunday and no holiday."),
            N_("Choose the Saturday or Sunday that is worked for the moved rest day."),
            safe=_UNCHANGED,
            day=what,
        )
