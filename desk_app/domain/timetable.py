"""The terms of a route from one moment on: every step, the refusal beside them, and the whole service.

Two clocks that are never mixed: a step runs from the end of the one before, the whole service from acceptance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, DayReason, DueDate
from desk_app.domain.deadlines import Pause, before_end, compute_due, received_at
from desk_app.domain.norms import CalendarDays, Minutes, WorkingDays, WorkingHours, norm_of, unit_name
from desk_app.domain.regulation import ChannelRule, ExtensionRule, RefusalRule, StartRule, StepRule, WorkingTime


@dataclass(frozen=True, slots=True)
class StepTerm:
    """A step with the moments it begins and is due, if everybody works up to the limit."""

    step: StepRule
    due: DueDate
    arrives_by: datetime | None
    """Inner deadline: when the result has to be at the desk; None where the act has none."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the act allows, from the reception on."""

    received_at: datetime
    service: DueDate | None
    """None where the act gives no whole term."""
    refusal: DueDate | None
    steps: tuple[StepTerm, ...]

    @property
    def confirmed(self) -> bool:
        """False where any norm, rule or calendar behind these moments is not confirmed."""
        terms = [term.due for term in self.steps]
        terms += [due for due in (self.service, self.refusal) if due is not None]
        return all(due.confirmed for due in terms)


def lay_out(rule: ChannelRule, arrives: datetime, calendar: Calendar, zone: ZoneInfo) -> Timetable:
    """Return all terms of an application that arrives at that moment.

    Raises:
        CalendarError: The calendar does not know a year that a term runs through.
        ValueError: The moment has no zone.
    """
    received = reception_moment(rule, arrives, calendar, zone)
    service = whole_due(rule, received, calendar, zone)
    begins, terms = received, []
    for step in rule.steps:
        due = step_due(rule, step, begins, calendar, zone)
        terms.append(StepTerm(step, due, inner_deadline(rule, step, service, calendar, zone)))
        begins = due.due
    return Timetable(received, service, _refusal_due(rule, received, terms, calendar, zone), tuple(terms))


def reception_moment(rule: ChannelRule, arrives: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """Return when the application counts as received: at once inside the reception hours, else at the next opening."""
    return received_at(arrives, rule.hours_of(rule.accepting_office, at_window=True), calendar, zone)


def step_due(
    rule: ChannelRule,
    step: StepRule,
    begins: datetime,
    calendar: Calendar,
    zone: ZoneInfo,
    pauses: Sequence[Pause] = (),
) -> DueDate:
    """Return when a step that begins at that moment is due. The day it begins is not counted."""
    hours = _clock(rule, step)
    confirmed = step.source.confirmed and hours.source.confirmed
    return compute_due(step.norm, begins, hours, calendar, zone, source=step.source, confirmed=confirmed, pauses=pauses)


def whole_due(
    rule: ChannelRule, received: datetime, calendar: Calendar, zone: ZoneInfo, pauses: Sequence[Pause] = ()
) -> DueDate | None:
    """Return the end of the act's own whole term, counted from acceptance; None where the act gives none."""
    if not rule.whole or rule.whole_source is None:
        return None
    due: DueDate | None = None
    for leg in rule.whole:
        in_days = isinstance(leg.norm, WorkingDays | CalendarDays)
        hours = rule.hours_of(leg.office, at_window=not in_days)
        source = rule.whole_source
        confirmed = source.confirmed and hours.source.confirmed and (not in_days or rule.start_source.confirmed)
        part = compute_due(
            leg.norm,
            received if due is None else due.due,
            hours,
            calendar,
            zone,
            source=source,
            confirmed=confirmed,
            pauses=pauses,
            start=rule.start if due is None else StartRule.ACCEPTANCE_DAY_NOT_COUNTED,
        )
        due = part if due is None else joined(due, part)
    return due


def extended_due(
    rule: ChannelRule,
    extension: ExtensionRule,
    units: int,
    ordinary: DueDate,
    calendar: Calendar,
    zone: ZoneInfo,
    pauses: Sequence[Pause] = (),
) -> DueDate:
    """Return the whole term of so many units of the extension's norm, counted anew from where the ordinary one began.

    One count from the reception, as the act has it, so that a pause moves the extended end as it moves the ordinary
    one. The days beyond the ordinary term are marked.

    Raises:
        CalendarError: The calendar does not know a year that the term runs through.
    """
    norm = norm_of(unit_name(extension.up_to), units)
    hours = rule.hours_of(rule.whole[-1].office if rule.whole else rule.accepting_office, at_window=False)
    confirmed = extension.source.confirmed and hours.source.confirmed and ordinary.confirmed
    due = compute_due(
        norm,
        ordinary.begins,
        hours,
        calendar,
        zone,
        source=extension.source,
        confirmed=confirmed,
        pauses=pauses,
        start=rule.start,
    )
    lines = (
        replace(line, reason=DayReason.EXTENDED)
        if line.reason is DayReason.COUNTED and line.begins > ordinary.due
        else line
        for line in due.lines
    )
    return replace(due, lines=tuple(lines))


def notice_due(
    rule: ChannelRule, extension: ExtensionRule, begins: datetime, calendar: Calendar, zone: ZoneInfo
) -> DueDate:
    """Return by when the applicant is told in writing of an extension decided at that moment."""
    hours = rule.hours_of(rule.accepting_office, at_window=False)
    source = extension.source
    return compute_due(extension.notice, begins, hours, calendar, zone, source=source, confirmed=source.confirmed)


def joined(first: DueDate, then: DueDate) -> DueDate:
    """One explanation out of two that follow each other. A day on which one ends and the other begins is one line."""
    lines, rest = first.lines, then.lines
    last, begins = lines[-1], rest[0]
    if begins.reason is DayReason.RECEPTION and last.counted and last.begins.date() == begins.begins.date():
        lines, rest = (*lines[:-1], replace(last, ends=begins.ends)), rest[1:]
    counted = max((line.ordinal for line in lines if line.ordinal is not None), default=0)
    rest = tuple(line if line.ordinal is None else replace(line, ordinal=line.ordinal + counted) for line in rest)
    return DueDate(
        then.norm,
        first.begins,
        then.due,
        lines + rest,
        then.source,
        first.confirmed and then.confirmed,
        first.norms + then.norms,
    )


def inner_deadline(
    rule: ChannelRule, step: StepRule, service: DueDate | None, calendar: Calendar, zone: ZoneInfo
) -> datetime | None:
    """Return by when the step's result has to arrive before the whole term ends; None where the act does not ask."""
    if not step.hours_before_end or service is None:
        return None
    working = rule.hours_of(step.office_kind, at_window=False)
    return before_end(service.due, step.hours_before_end, working, calendar, zone)


def _clock(rule: ChannelRule, step: StepRule) -> WorkingTime:
    in_minutes = isinstance(step.norm, Minutes | WorkingHours)
    return rule.hours_of(step.office_kind, at_window=step.is_at_window and in_minutes)


def _refusal_due(
    rule: ChannelRule, received: datetime, terms: Sequence[StepTerm], calendar: Calendar, zone: ZoneInfo
) -> DueDate | None:
    refusal: RefusalRule | None = rule.refusal
    if refusal is None:
        return None
    begins = next((term.due.due for term in terms if term.step.code == refusal.after), received)
    hours = rule.hours_of(rule.accepting_office, at_window=True)
    confirmed = refusal.source.confirmed and hours.source.confirmed
    return compute_due(refusal.norm, begins, hours, calendar, zone, source=refusal.source, confirmed=confirmed)
