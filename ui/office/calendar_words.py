"""What the calendar section says of days, years and moved dates."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk_app.domain.calendar_edits import Change, EditKind, YearChange
from desk_app.i18n import N_, language, short_date, short_moment, weekday_short
from desk_app.i18n import gettext as _
from desk_app.usecases.calendars import Clock, MovedCase, SpecialDay, YearState

# Translators: what a day of the working calendar is
KINDS = {
    EditKind.HOLIDAY: N_("Holiday"),
    EditKind.DAY_OFF: N_("Day off"),
    EditKind.WORKING: N_("Working day"),
    EditKind.ORDINARY: N_("Struck out"),
}
CLOCKS = {Clock.SERVICE: N_("Result"), Clock.STEP: N_("Step in hand")}
DAY_HEADINGS = (N_("Day"), N_("What it is"), N_("What it is called"), N_("Entered by"), N_("Source"))
DAY_WIDTHS = (132, 160, 270, 150, 120)
CASE_HEADINGS = (N_("Number"), N_("Applicant"), N_("What ends"), N_("Was due"), N_("Will be due"), N_("On paper"))
CASE_WIDTHS = (128, 176, 124, 162, 162, 72)


def day_words(day: date) -> str:
    """20.09.2019, Жм."""
    return f"{short_date(day)}, {weekday_short(day)}"


def day_row(found: SpecialDay, zone: ZoneInfo) -> tuple[str, ...]:
    """The cells of a special day."""
    kind = _(KINDS[found.kind])
    if found.five_day_only:
        kind = _("{kind}, 5-day").format(kind=kind)
    who = _("came with the program")
    if found.at is not None:
        who = f"{short_date(found.at.astimezone(zone).date())}, {found.by_name}"
    return day_words(found.day), kind, found.name.text(language()), who, found.said_by.text(language())


def case_row(moved: MovedCase, zone: ZoneInfo) -> tuple[str, ...]:
    """The cells of a due moment that moves."""
    paper = _("yes") if moved.on_paper else _("no")
    if moved.clock is Clock.STEP:
        paper = "–"
    return moved.number, moved.applicant, _(CLOCKS[moved.clock]), _at(moved.old, zone), _at(moved.new, zone), paper


def change_words(change: Change) -> str:
    """One line of what is to be changed."""
    if isinstance(change, YearChange):
        return f"{year_words(YearState(change.year, change.confirmed))} {change.source}"
    name = change.name.text(language())
    parts = (day_words(change.day), _(KINDS[change.kind]), name, change.source)
    return " · ".join(part for part in parts if part)


def year_words(state: YearState) -> str:
    """Whether the moved rest days of the year are published."""
    if state.confirmed:
        words = _("{year}: the moved rest days are published.")
    else:
        words = _("{year}: the moved rest days are not published yet, dates of this year are not confirmed.")
    said = words.format(year=state.year)
    if state.at is None:
        return said
    return f"{said} {state.source}, {state.by_name}"


def _at(moment: datetime | None, zone: ZoneInfo) -> str:
    return short_moment(moment.astimezone(zone)) if moment is not None else "–"
