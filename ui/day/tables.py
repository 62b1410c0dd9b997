"""The tables of the window: what each column says, in words and with a sign."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from desk_app.domain.line import Doubt, Visit
from desk_app.domain.norms import Minutes
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.day_window import DeskLine, Load, Reason, Repeat
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports_day import IntakeEntry
from ui.day.live_table import LiveColumn, LiveModel, LiveTable
from ui.day.words import DOUBTS, desk_since, desk_state, minutes, reason_title, visit_state
from ui.register.lines import CaseLine
from ui.register.table import DAY_COLUMNS
from ui.register.words import BAD, DONE, NOW, Said, initials

Row = TypeVar("Row")
Says = Callable[[Row, datetime, ZoneInfo], Said]


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit with the words of its line, its waiting norm, and why its times are doubted."""

    visit: Visit
    group: str
    norm: Minutes | None = None
    doubt: Doubt | None = None


def plain(read: Callable[[Row], str], tone: str = "plain") -> Says[Row]:
    """A column that says one text."""
    return lambda row, _now, _zone: Said("", read(row), tone)


def number(read: Callable[[Row], int]) -> Says[Row]:
    """A column of counts; nought is left out, so that what is there is seen."""
    return lambda row, _now, _zone: Said("", str(read(row)) if read(row) else "")


def _when(row: VisitLine, _now: datetime, zone: ZoneInfo) -> Said:
    return Said("", f"{row.visit.arrived_at.astimezone(zone):%H:%M}", "quiet")


def _standing(row: VisitLine, now: datetime, _zone: ZoneInfo) -> Said:
    if row.doubt is not None:
        return Said(BAD, _(DOUBTS[row.doubt]), "warn")
    return visit_state(row.visit, now, row.norm)


def _at(row: IntakeEntry, _now: datetime, zone: ZoneInfo) -> Said:
    return Said("", f"{row.registered_at.astimezone(zone):%H:%M}", "quiet")


def _result(row: IntakeEntry, _now: datetime, zone: ZoneInfo) -> Said:
    if row.is_void:
        return Said(BAD, _("void"), "quiet")
    return Said("", short_date(row.service_due_at.astimezone(zone).date()) if row.service_due_at else "")


def _passed(row: IntakeEntry, _now: datetime, zone: ZoneInfo) -> Said:
    if not row.passed_to:
        return Said("", _("not passed on yet"), "quiet")
    at = row.passed_at.astimezone(zone) if row.passed_at is not None else None
    return Said(DONE, f"{row.passed_to}, {at:%H:%M}" if at is not None else row.passed_to, "good")


def _repeat_why(row: Repeat, _now: datetime, zone: ZoneInfo) -> Said:
    parts = []
    if len(row.visits) > 1:
        parts.append(_("tickets {tickets}").format(tickets=", ".join(visit.ticket for visit in row.visits)))
    for refusal in row.refusals[:2]:
        day = short_date(refusal.refused_at.astimezone(zone).date())
        parts.append(_("refused on {date}, No. {number}").format(date=day, number=refusal.number))
    return Said(NOW, "; ".join(parts))


def _is_back(row: Repeat, _now: datetime, _zone: ZoneInfo) -> Said:
    if any(refusal.followed_by is not None for refusal in row.refusals):
        return Said(DONE, _("registered since"), "good")
    return Said("", "")


def _since(row: DeskLine, _now: datetime, zone: ZoneInfo) -> Said:
    return Said("", desk_since(row, zone), "quiet")


def _state(row: DeskLine, now: datetime, _zone: ZoneInfo) -> Said:
    return desk_state(row, now)


def _median(row: Load, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", minutes(row.serving) if row.serving is not None else "–", "quiet")


# Translators: headings of the tables of the supervisor's window
DESKS: tuple[LiveColumn[DeskLine], ...] = (
    LiveColumn(N_("Desk"), plain(lambda row: row.desk, "quiet")),
    LiveColumn(N_("Who"), plain(lambda row: row.name), 4),
    LiveColumn(N_("Ticket"), plain(lambda row: row.visit.ticket if row.visit is not None else "")),
    LiveColumn(N_("Since"), _since),
    LiveColumn(N_("Against the norm"), _state, 5, is_timed=True),
)
VISITS: tuple[LiveColumn[VisitLine], ...] = (
    LiveColumn(N_("Ticket"), plain(lambda row: row.visit.ticket)),
    LiveColumn(N_("Came at"), _when),
    LiveColumn(N_("Person"), plain(lambda row: row.visit.name or row.visit.iin), 5),
    LiveColumn(N_("Service"), plain(lambda row: row.group, "quiet"), 4),
    LiveColumn(N_("Whose"), plain(lambda row: row.visit.clerk_name, "quiet"), 3),
    LiveColumn(N_("State"), _standing, 8, is_timed=True),
)
INTAKE: tuple[LiveColumn[IntakeEntry], ...] = (
    LiveColumn(N_("Number"), plain(lambda row: row.number)),
    LiveColumn(N_("Time"), _at),
    LiveColumn(N_("Applicant"), plain(lambda row: row.applicant), 5),
    LiveColumn(N_("Result on"), _result),
    LiveColumn(N_("Passed to, at"), _passed, 5),
)
LOADS: tuple[LiveColumn[Load], ...] = (
    LiveColumn(N_("Who"), plain(lambda row: initials(row.name) if row.name else ""), 5),
    LiveColumn(N_("Visits"), number(lambda row: row.visits), is_number=True),
    LiveColumn(N_("Median"), _median),
    LiveColumn(N_("Registr."), number(lambda row: row.registered), is_number=True),
    LiveColumn(N_("Refused"), number(lambda row: row.refused), is_number=True),
    LiveColumn(N_("Issued"), number(lambda row: row.issued), is_number=True),
    LiveColumn(N_("Late"), number(lambda row: row.late), is_number=True),
)
REASONS: tuple[LiveColumn[Reason], ...] = (
    LiveColumn(N_("Reason"), plain(reason_title), 6),
    LiveColumn(N_("Refusals"), number(lambda row: len(row.refusals)), is_number=True),
)
REPEATS: tuple[LiveColumn[Repeat], ...] = (
    LiveColumn(N_("Person"), plain(lambda row: row.name or row.iin), 4),
    LiveColumn(N_("Here again"), _repeat_why, 6),
    LiveColumn(N_("Since then"), _is_back, 3),
)
CASES: tuple[LiveColumn[CaseLine], ...] = tuple(
    LiveColumn(column.heading, column.says, column.stretch, is_timed=column is DAY_COLUMNS[-1])
    for column in DAY_COLUMNS
)


def table(
    desk: Desk,
    columns: tuple[LiveColumn[Row], ...],
    key: Callable[[Row], Hashable],
    name: str,
    accessible: str,
) -> LiveTable[Row]:
    model = LiveModel(columns, key, desk.clock.now, zone_of(desk.session))
    return LiveTable(model, name, accessible)
