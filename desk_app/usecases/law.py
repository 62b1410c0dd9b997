"""What the editions say of a case: its rule, its due dates, who comes next. Shared by all use cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk_app.domain import timetable
from desk_app.domain.calendar import Calendar, CalendarError, DueDate
from desk_app.domain.cases import Case, next_step
from desk_app.domain.deadlines import Pause
from desk_app.domain.regulation import Channel, ChannelRule, ServiceEdition, StepKind, StepRule
from desk_app.domain.staff import ROLE_OF_ACTOR, Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases.ports import Adoption, Catalogue


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a case waits for: the values work lists read."""

    step: StepRule | None
    role: Role | None
    begins: datetime | None
    due: DueDate | None


class Law:
    """Editions and calendar, asked in the words of a case."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

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
        return self._catalogue.calendar()

    def waiting(self, rule: ChannelRule, done: tuple[str, ...], begins: datetime, zone: ZoneInfo) -> Waiting:
        """What comes after these steps, whose desk it is, and by when."""
        step = next_step(rule, done)
        if step is None:
            return Waiting(None, None, None, None)
        needed = ROLE_OF_ACTOR[step.actor]
        role = needed[0] if needed is not None else rule.channel.desk_role
        if step.kind is StepKind.HAND_OVER:
            # its minutes run while the visitor stands at the desk, and nobody can be late before they come
            return Waiting(step, role, None, None)
        return Waiting(step, role, begins, self.step_due(rule, step, begins, zone))


def may_do(session: Session, rule: ChannelRule, step: StepRule) -> bool:
    """True if this person may do the step; a step of an organisation outside is entered by the desk that accepted."""
    if ROLE_OF_ACTOR[step.actor] is None:
        kind = rule.channel.office_kind
        return session.has(rule.channel.desk_role) and (kind is None or kind in session.office.kinds)
    return session.acts_as(step.actor)


def expect_step(session: Session, rule: ChannelRule, case: Case, *kinds: StepKind) -> StepRule:
    """Return the next step of the case if it is of one of these kinds and this person may do it.

    Raises ForbiddenError E-360 when the case is elsewhere, E-361 when the step is somebody else's.
    """
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
