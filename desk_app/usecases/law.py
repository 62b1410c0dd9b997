"""What the editions say of a case: its rule, its due dates, who comes next. Shared by all use cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain import timetable
from desk_app.domain.calendar import Calendar, CalendarError, DueDate
from desk_app.domain.cases import Case, CaseState, next_step
from desk_app.domain.deadlines import Pause
from desk_app.domain.regulation import Channel, ChannelRule, ExtensionRule, ServiceEdition, StepKind, StepRule
from desk_app.domain.staff import ROLE_OF_ACTOR, Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases.office_calendar import CalendarSource, FixedCalendar
from desk_app.usecases.ports import Adoption, Catalogue


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a case waits for: the values work lists read."""

    step: StepRule | None
    role: Role | None
    begins: datetime | None
    due: DueDate | None
    by: datetime | None = None
    """When it is late: the end of the step, or its inner deadline where that comes first."""


@dataclass(frozen=True, slots=True)
class InnerDeadline:
    """A step whose result has to be at the desk before the whole term ends."""

    step: StepRule
    by: datetime


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """All moments a case is bound to, with its pauses and its extension reckoned in."""

    service: DueDate
    waiting: Waiting
    inner: InnerDeadline | None
    """Of a step that is not done yet."""


class Law:
    """Editions and calendar, asked in the words of a case."""

    def __init__(self, catalogue: Catalogue, source: CalendarSource | None = None) -> None:
        self._catalogue = catalogue
        self._source = source if source is not None else FixedCalendar(catalogue.calendar())

    def refresh(self) -> None:
        """Take in what other desks changed of the calendar; not inside a transaction."""
        self._source.refresh()

    def by(self, calendar: Calendar) -> Law:
        """The same editions by another calendar."""
        return Law(self._catalogue, FixedCalendar(calendar))

    def services(self) -> tuple[str, ...]:
        return self._catalogue.services()

    def editions(self) -> tuple[ServiceEdition, ...]:
        return self._catalogue.editions()

    def edition(self, edition_id: str) -> ServiceEdition:
        return self._catalogue.edition(edition_id)

    def rule(self, edition_id: str, channel: Channel) -> ChannelRule:
        """Raises UserError E-331 where the service is not rendered through the channel, with the paragraph."""
        edition = self.edition(edition_id)
        try:
            return edition.channel(channel)
        except KeyError:
            source = edition.why_not_rendered(channel)
            if source is not None:
                raise UserError(
                    "E-331",
                    N_("The service is not rendered through this channel: {paragraph}."),
                    N_("Choose another service or channel."),
                    paragraph=source.text,
                ) from None
            raise UserError(
                "E-331",
                N_("The service is not rendered through this channel."),
                N_("Choose another service or channel."),
            ) from None

    def in_force(self, service: str, on: date) -> ServiceEdition:
        return self._catalogue.in_force(service, on)

    def adopted(self, adoptions: tuple[Adoption, ...], service: str, on: date) -> ServiceEdition | None:
        """The edition the office works by on that day; None where it adopted none."""
        past = [adoption for adoption in adoptions if adoption.service == service and adoption.adopted_from <= on]
        return self.edition(max(past, key=lambda adoption: adoption.adopted_from).edition) if past else None

    def step_due(
        self, rule: ChannelRule, step: StepRule, begins: datetime, zone: ZoneInfo, pauses: Sequence[Pause] = ()
    ) -> DueDate:
        """Raises UserError E-332 where the calendar does not know the year."""
        try:
            return timetable.step_due(rule, step, begins, self.calendar(), zone, pauses)
        except CalendarError as error:
            raise _no_calendar(error) from error

    def service_due(
        self, rule: ChannelRule, arrives: datetime, zone: ZoneInfo, pauses: Sequence[Pause] = ()
    ) -> DueDate:
        """The planned result: the whole term where the act gives one, else the steps one after the other.

        Raises UserError E-332 where the calendar does not know the year.
        """
        calendar = self.calendar()
        try:
            received = timetable.reception_moment(rule, arrives, calendar, zone)
            whole = timetable.whole_due(rule, received, calendar, zone, pauses)
            if whole is not None:
                return whole
            due: DueDate | None = None
            for step in rule.steps:
                part = timetable.step_due(rule, step, received if due is None else due.due, calendar, zone, pauses)
                due = part if due is None else timetable.joined(due, part)
        except CalendarError as error:
            raise _no_calendar(error) from error
        assert due is not None, "a channel has steps"
        return due

    def inner_deadline(self, rule: ChannelRule, step: StepRule, service: DueDate, zone: ZoneInfo) -> datetime | None:
        """By when the result of the step has to be at the desk; None where the act does not ask."""
        return timetable.inner_deadline(rule, step, service, self.calendar(), zone)

    def calendar(self) -> Calendar:
        return self._source.current()

    def case_due(self, case: Case, zone: ZoneInfo, now: datetime) -> CaseTerms:
        """The one place where the dates of a recorded case are reckoned; `now` ends a pause that still stands.

        Raises UserError E-332 where the calendar does not know the year.
        """
        if case.calendar is not None:
            # its dates were left as they were when the calendar changed
            return self._as_of(case.calendar).case_due(replace(case, calendar=None), zone, now)
        rule = self.rule(case.edition, case.channel)
        pauses = pauses_of(case, now)
        made = case.extension
        if made is not None:
            service = self.extended(case, made.units, zone, now)
        else:
            service = self.service_due(rule, case.arrived_at, zone, pauses)
        done = tuple(record.code for record in case.steps)
        begins = case.steps[-1].done_at if case.steps else case.registered_at
        return self._terms(rule, done, begins, service, zone, pauses)

    def plain_due(
        self, rule: ChannelRule, registered_at: datetime, code: str, begins: datetime | None, zone: ZoneInfo
    ) -> CaseTerms:
        """As `case_due` for a case that waits for the step of that code since `begins`; no pauses, no extension."""
        codes = tuple(step.code for step in rule.steps)
        done = codes[: codes.index(code)] if code in codes else codes
        service = self.service_due(rule, registered_at, zone)
        return self._terms(rule, done, begins if begins is not None else registered_at, service, zone)

    def extended(self, case: Case, units: int, zone: ZoneInfo, now: datetime) -> DueDate:
        """The whole term of so many units of the edition's extension.

        Raises UserError E-332 where the calendar does not know the year, ValueError where there is no extension.
        """
        rule, extension = self.rule(case.edition, case.channel), self.edition(case.edition).extension
        if extension is None:
            raise ValueError(f"{case.edition} knows no extension")
        if case.calendar is not None:
            return self._as_of(case.calendar).extended(replace(case, calendar=None), units, zone, now)
        pauses = pauses_of(case, now)
        ordinary = self.service_due(rule, case.arrived_at, zone, pauses)
        try:
            return timetable.extended_due(rule, extension, units, ordinary, self.calendar(), zone, pauses)
        except CalendarError as error:
            raise _no_calendar(error) from error

    def notice_due(self, rule: ChannelRule, extension: ExtensionRule, begins: datetime, zone: ZoneInfo) -> DueDate:
        """By when the applicant has to be told of an extension made at that moment."""
        try:
            return timetable.notice_due(rule, extension, begins, self.calendar(), zone)
        except CalendarError as error:
            raise _no_calendar(error) from error

    def _as_of(self, mark: int) -> Law:
        return self.by(self._source.as_of(mark))

    def _terms(
        self,
        rule: ChannelRule,
        done: tuple[str, ...],
        begins: datetime,
        service: DueDate,
        zone: ZoneInfo,
        pauses: Sequence[Pause] = (),
    ) -> CaseTerms:
        inner = self._inner(rule, done, service, zone)
        return CaseTerms(service, self._waiting(rule, done, begins, zone, pauses, inner), inner)

    def _inner(
        self, rule: ChannelRule, done: tuple[str, ...], service: DueDate, zone: ZoneInfo
    ) -> InnerDeadline | None:
        for step in rule.steps[len(done) :]:
            by = self.inner_deadline(rule, step, service, zone)
            if by is not None:
                return InnerDeadline(step, by)
        return None

    def _waiting(
        self,
        rule: ChannelRule,
        done: tuple[str, ...],
        begins: datetime,
        zone: ZoneInfo,
        pauses: Sequence[Pause],
        inner: InnerDeadline | None,
    ) -> Waiting:
        """What comes after these steps, whose desk it is, and by when."""
        step = next_step(rule, done)
        if step is None:
            return Waiting(None, None, None, None)
        needed = ROLE_OF_ACTOR[step.actor]
        role = needed[0] if needed is not None else rule.channel.desk_role
        if step.kind is StepKind.HAND_OVER:
            # its minutes run while the visitor stands at the desk, and nobody can be late before they come
            return Waiting(step, role, None, None)
        due = self.step_due(rule, step, begins, zone, pauses)
        first = inner is not None and inner.step is step and inner.by < due.due
        return Waiting(step, role, begins, due, inner.by if inner is not None and first else due.due)


def pauses_of(case: Case, now: datetime) -> tuple[Pause, ...]:
    """The pauses as terms are reckoned with; one that still stands reaches to now."""
    return tuple((pause.stopped_at, pause.resumed_at or max(now, pause.stopped_at)) for pause in case.pauses)


def may_do(session: Session, rule: ChannelRule, step: StepRule) -> bool:
    """True if this person may do the step; a step of an organisation outside is entered by the desk that accepted."""
    if ROLE_OF_ACTOR[step.actor] is None:
        kind = rule.channel.office_kind
        return session.has(rule.channel.desk_role) and (kind is None or kind in session.office.kinds)
    return session.acts_as(step.actor)


def named_executor(rule: ChannelRule, case: Case) -> UUID | None:
    """Whom the head named, or who stands in for them, while the step in hand is an executor's.

    None where anybody of the role may do it.
    """
    step = next_step(rule, tuple(record.code for record in case.steps))
    needed = ROLE_OF_ACTOR[step.actor] if step is not None else None
    if needed is None or needed[0] is not Role.EXECUTOR:
        return None
    naming = next((record for record in reversed(case.steps) if record.executor is not None), None)
    if naming is None:
        return None
    stands_in = [move.to_member for move in case.moves if move.at >= naming.done_at]
    return stands_in[-1] if stands_in else naming.executor


def expect_step(session: Session, rule: ChannelRule, case: Case, *kinds: StepKind) -> StepRule:
    """Return the next step of the case if it is of one of these kinds and this person may do it.

    Raises ForbiddenError E-360 when the case is elsewhere, E-361 when the step is another role's, E-364 when the head
    named another executor, E-371 while the clock stands, E-611 when the case is void.
    """
    if case.state is CaseState.VOID:
        raise ForbiddenError(
            "E-611",
            N_("The registration No. {number} is void: nothing is done by it any more."),
            number=case.number,
        )
    if case.standstill is not None:
        raise ForbiddenError(
            "E-371",
            N_("The clock of the case {number} stands, so no step is done."),
            N_("Let the clock run on first."),
            number=case.number,
        )
    step = next_step(rule, tuple(record.code for record in case.steps))
    if step is None or step.kind not in kinds:
        raise ForbiddenError(
            "E-360",
            N_("The case {number} has moved on: this step is not the next one any more."),
            N_("Open the case again and do the step it shows."),
            number=case.number,
        )
    if not may_do(session, rule, step):
        raise ForbiddenError(
            "E-361",
            N_("This step belongs to another role."),
            N_("Sign in as the person whose step it is, or leave it to them: it stands in their work list."),
        )
    if named_executor(rule, case) not in (None, session.member.key):
        raise ForbiddenError(
            "E-364",
            N_("The head named another executor for this case."),
            N_("Leave it to them, or ask the head to name you."),
        )
    return step


def zone_of(session: Session) -> ZoneInfo:
    return ZoneInfo(session.office.zone)


def _no_calendar(error: CalendarError) -> UserError:
    return UserError(
        "E-332",
        N_("There is no working calendar for the year {year}, so the due date cannot be computed."),
        N_("Add the calendar of that year to the program's calendars, then try again."),
        year=error.year,
    )
