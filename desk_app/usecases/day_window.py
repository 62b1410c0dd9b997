"""The supervisor's window on the day: who waits, who serves whom, what is late, when the line ends. Reading only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain import line
from desk_app.domain.completeness import base_code
from desk_app.domain.day import (
    HourCount,
    Lunch,
    Measured,
    Times,
    by_hour,
    came_twice,
    measure,
    serving_desks,
    times_of,
    was_served,
    with_hours,
)
from desk_app.domain.language import Bilingual
from desk_app.domain.line import Visit, VisitState
from desk_app.domain.norms import Minutes, Norm
from desk_app.domain.regulation import Channel, ChannelRule, Ground, ServiceEdition
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.domain.text import sort_key
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.day_left import Left
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.ports_day import EarlierRefusal, IntakeEntry
from desk_app.usecases.ports_line import SubjectKind

BACK_WITHIN = timedelta(days=30)
"""How long ago a refusal may lie for its person to count as come back."""
DESK_ROLES = frozenset({Role.CLERK, Role.CHANCELLERY})


class Figure(StrEnum):
    """A big number of the window; each opens what it counts."""

    WAITING = "waiting"
    AT_DESKS = "at_desks"
    REGISTERED = "registered"
    REFUSED = "refused"
    ISSUED = "issued"
    LATE = "late"
    VOID = "void"


OF_LINE = frozenset({Figure.WAITING, Figure.AT_DESKS})
_IN_RECORDS = {
    Figure.REGISTERED: ports.DayFigure.REGISTERED,
    Figure.REFUSED: ports.DayFigure.REFUSED,
    Figure.ISSUED: ports.DayFigure.ISSUED,
    Figure.LATE: ports.DayFigure.LATE,
    Figure.VOID: ports.DayFigure.VOID,
}


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk by its clerk: whom they have, and the norm of that service."""

    clerk: UUID
    name: str
    desk: str
    visit: Visit | None
    """Called to or sitting at the desk; None where it is free."""
    held: int
    """People put aside by this clerk."""
    norm: Minutes | None
    served: int
    """How many the clerk has served today."""
    free_since: datetime | None
    """When the last visit of today ended; None before the first."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the last one waiting is likely to be called."""

    waiting: int
    desks: int
    ends_at: datetime | None
    """None where no desk serves, or nothing tells how long a service takes."""
    service: timedelta | None
    by_norm: bool
    """True where nobody has been served yet and the norm stands in for the median."""


@dataclass(frozen=True, slots=True)
class DayLive:
    """What the window shows of a moment."""

    day: date
    today: date
    at: datetime
    figures: Mapping[Figure, int]
    desks: tuple[DeskLine, ...]
    waiting: tuple[Visit, ...]
    """In their order; those of earlier days who are still here come first."""
    at_desks: tuple[Visit, ...]
    hours: tuple[HourCount, ...]
    times: Times
    waiting_norm: Minutes | None
    serving_norm: Minutes | None
    forecast: Forecast
    norms: Mapping[str, Minutes]
    """Of serving, by group of the line."""
    waiting_norms: Mapping[str, Minutes]
    """Of waiting, by group of the line; who collects a paper has none, and waits by the longest."""
    titles: Mapping[str, Bilingual]
    """Of the services that have a line."""


@dataclass(frozen=True, slots=True)
class Load:
    """A clerk's share of the day."""

    member: UUID
    name: str
    visits: int
    """People served."""
    serving: timedelta | None
    """Median of the believed ones."""
    registered: int
    refused: int
    issued: int
    late: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why applications were refused today, with the refusals behind it. `ground` or `document` is given."""

    ground: Ground | None
    document: str
    title: Bilingual | None
    refusals: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Somebody who is here again: their tickets of today, and earlier refusals."""

    iin: str
    name: str
    visits: tuple[Visit, ...]
    refusals: tuple[EarlierRefusal, ...]


@dataclass(frozen=True, slots=True)
class PeriodVisits:
    """Visits of a period: medians of all, of each group of the line by its code, hours summed over the days."""

    times: Times
    groups: Mapping[str, Times]
    hours: tuple[HourCount, ...]


class DayWindow:
    """For the supervisor and the head."""

    def __init__(self, law: Law, queries: ports.Queries, clock: ports.Clock) -> None:
        self._law = law
        self._queries = queries
        self._clock = clock
        self._left = Left()

    def today(self, session: Session) -> date:
        return self._clock.now().astimezone(zone_of(session)).date()

    def live(self, session: Session, day: date | None = None, *, anew: bool = False) -> DayLive:
        """Read the window for a day; None is today, also after midnight. `anew`: nothing is kept from before.

        Raises ForbiddenError E-361 for anybody but a supervisor or a head.
        """
        _require(session)
        office, zone, now = session.office.key, zone_of(session), self._clock.now()
        today = now.astimezone(zone).date()
        wanted = day or today
        begins, ends = bounds(wanted, zone)
        rules = self._rules(session, wanted)
        known = self._left if not anew and self._left.holds(office, begins, now) else Left(office, begins, now)
        read = self._queries.day_moment(office, begins, ends, now, known.since, known.keys)
        left = self._left = known.with_visits(read.left, wanted, self._lunch(rules, zone), zone)
        # who left between the two readings is in both: as left they count
        here = tuple(visit for visit in read.here if visit.key not in left.keys)
        waiting = tuple(visit for visit in here if visit.state is VisitState.WAITING)
        at_desks = tuple(visit for visit in here if visit.state is not VisitState.WAITING)
        figures = {figure: read.figures[found.value] for figure, found in _IN_RECORDS.items()}
        figures |= {Figure.WAITING: len(waiting), Figure.AT_DESKS: len(at_desks)}
        norms = {
            service: rule.serving for service, (_edition, rule) in rules.items() if isinstance(rule.serving, Minutes)
        }
        times = left.measured.times()
        present = (visit for visit in here if begins <= visit.arrived_at < ends)
        return DayLive(
            day=wanted,
            today=today,
            at=now,
            figures=figures,
            desks=_desks(read.members, left, here, norms),
            waiting=waiting,
            at_desks=at_desks,
            hours=with_hours(left.hours, by_hour(present, wanted, zone)),
            times=times,
            waiting_norm=_longest(rule.waiting for _edition, rule in rules.values()),
            serving_norm=_longest(rule.serving for _edition, rule in rules.values()),
            forecast=_forecast(waiting, (*left.last.values(), *here), times, norms, now),
            norms=norms,
            waiting_norms={
                service: rule.waiting
                for service, (_edition, rule) in rules.items()
                if isinstance(rule.waiting, Minutes)
            },
            titles={service: edition.short_title for service, (edition, _rule) in rules.items()},
        )

    def cases(
        self, session: Session, day: date, figure: Figure, member: UUID | None = None
    ) -> tuple[ports.CaseRow, ...]:
        """The cases a figure of the records counts, of everybody or of one clerk."""
        _require(session)
        begins, ends = bounds(day, zone_of(session))
        found = _IN_RECORDS[figure]
        return self._queries.day_rows(session.office.key, found, begins, ends, self._clock.now(), member)

    def intake(self, session: Session, day: date) -> tuple[IntakeEntry, ...]:
        """Applications of the day with their result dates and whom they were passed to."""
        _require(session)
        return self._queries.day_intake(session.office.key, *bounds(day, zone_of(session)))

    def loads(self, session: Session, day: date) -> tuple[Load, ...]:
        """What each clerk did, in the order of their names."""
        _require(session)
        office, zone, now = session.office.key, zone_of(session), self._clock.now()
        begins, ends = bounds(day, zone)
        counts = {clerk.member: clerk for clerk in self._queries.day(office, begins, ends, now).clerks}
        lunch = self._lunch(self._rules(session, day), zone)
        served: dict[UUID, list[Visit]] = {}
        for visit in self._queries.visits(office, begins, ends):
            if visit.clerk is not None and was_served(visit):
                served.setdefault(visit.clerk, []).append(visit)
        names = {member.key: member.full_name for member in self._queries.members(office)}
        loads = []
        for member in {*counts, *served}:
            found, visits = counts.get(member), served.get(member, [])
            loads.append(
                Load(
                    member,
                    names.get(member, ""),
                    len(visits),
                    times_of(visits, lunch, zone).serving,
                    *((found.registered, found.refused, found.issued, found.late) if found else (0, 0, 0, 0)),
                )
            )
        return tuple(sorted(loads, key=lambda one: (sort_key(one.name), one.member)))

    def reasons(self, session: Session, day: date) -> tuple[Reason, ...]:
        """Grounds of the day's refusals first, then the documents they were for, the most frequent first."""
        _require(session)
        found = self._queries.day_reasons(session.office.key, *bounds(day, zone_of(session)))
        grounds: dict[Ground, list[UUID]] = {}
        documents: dict[str, list[UUID]] = {}
        titles: dict[str, Bilingual] = {}
        for refusal in found:
            for ground in refusal.grounds:
                grounds.setdefault(ground, []).append(refusal.key)
            edition = self._law.edition(refusal.edition)
            for gap in dict.fromkeys(base_code(code) for code in refusal.gaps):
                documents.setdefault(gap, []).append(refusal.key)
                title = next((rule.title for rule in edition.documents if rule.code == gap), None)
                titles.setdefault(gap, title or Bilingual(gap, gap))
        by_ground = [Reason(ground, "", None, tuple(keys)) for ground, keys in grounds.items()]
        by_document = [Reason(None, code, titles[code], tuple(keys)) for code, keys in documents.items()]
        return (
            *sorted(by_ground, key=lambda one: (-len(one.refusals), str(one.ground))),
            *sorted(by_document, key=lambda one: (-len(one.refusals), one.document)),
        )

    def repeats(self, session: Session, day: date) -> tuple[Repeat, ...]:
        """People who took two tickets today, or who were refused in the last thirty days and are back.

        A refusal of today counts where it was not the only thing: a second ticket, a registration or another refusal.
        """
        _require(session)
        office, zone = session.office.key, zone_of(session)
        begins, ends = bounds(day, zone)
        visits = self._queries.visits(office, begins, ends)
        of_person: dict[str, list[Visit]] = {}
        for visit in visits:
            if visit.iin:
                of_person.setdefault(visit.iin, []).append(visit)
        refused: dict[str, list[EarlierRefusal]] = {}
        for refusal in self._queries.earlier_refusals(office, begins - BACK_WITHIN, begins, ends):
            refused.setdefault(refusal.iin, []).append(refusal)
        back = {
            iin
            for iin, found in refused.items()
            if found[0].refused_at < begins or len(found) > 1 or found[0].followed_by is not None
        }
        again = {group[0].iin for group in came_twice(visits)}
        repeats = []
        for iin in dict.fromkeys((*of_person, *refused)):
            if iin in back or iin in again:
                mine, earlier = tuple(of_person.get(iin, ())), tuple(refused.get(iin, ()))
                name = next((one.name for one in mine if one.name), earlier[0].applicant if earlier else "")
                repeats.append(Repeat(iin, name, mine, earlier))
        return tuple(repeats)

    def of_period(
        self,
        session: Session,
        first: date,
        last: date,
        *,
        group: str = "",
        clerk: UUID | None = None,
        channel: Channel | None = None,
    ) -> PeriodVisits:
        """Medians by group and hours of all visits of a period.

        With a channel: of those that produced something of that channel, as a ticket of the line has none.
        """
        _require(session)
        zone = zone_of(session)
        span = bounds(first, zone)[0], bounds(last, zone)[1]
        limited = self._queries.visits_of_channel(session.office.key, channel, *span) if channel is not None else None
        visits = [
            visit
            for visit in self._queries.visits(session.office.key, *span)
            if group in ("", visit.group) and clerk in (None, visit.clerk) and (limited is None or visit.key in limited)
        ]
        lunch = self._lunch(self._rules(session, last), zone)
        ended: dict[str, list[Visit]] = {}
        by_day: dict[date, list[Visit]] = {}
        for visit in visits:
            by_day.setdefault(visit.arrived_at.astimezone(zone).date(), []).append(visit)
            if visit.state is VisitState.ENDED:
                ended.setdefault(visit.group, []).append(visit)
        measured = {code: measure(ended[code], lunch, zone) for code in sorted(ended)}
        arrived: Counter[int] = Counter()
        served: Counter[int] = Counter()
        for day, found in by_day.items():
            for hour in by_hour(found, day, zone):
                arrived[hour.hour] += hour.arrived
                served[hour.hour] += hour.served
        return PeriodVisits(
            sum(measured.values(), Measured()).times(),
            {code: one.times() for code, one in measured.items()},
            tuple(HourCount(hour, arrived[hour], served[hour]) for hour in sorted({*arrived, *served})),
        )

    def norms(
        self, session: Session, service: str, on: date, channel: Channel | None = None
    ) -> tuple[Minutes | None, Minutes | None]:
        """Of waiting and of serving at a window, by the edition worked by on that day; None: it gives none."""
        edition = self._law.adopted(self._queries.adoptions(session.office.key), service, on)
        for rule in edition.channels if edition is not None else ():
            is_here = rule.accepting_office in session.office.kinds if channel is None else rule.channel is channel
            if rule.has_window and is_here:
                waiting, serving = rule.waiting, rule.serving
                return (
                    waiting if isinstance(waiting, Minutes) else None,
                    serving if isinstance(serving, Minutes) else None,
                )
        return None, None

    def behind(self, visit: UUID) -> tuple[SubjectKind, UUID] | None:
        """What a visit produced last: a case or a refusal to open; None while it has nothing."""
        found = [subject for subject in self._queries.subjects(visit) if subject[0] is not SubjectKind.ISSUE]
        return found[-1] if found else None

    def _rules(self, session: Session, day: date) -> dict[str, tuple[ServiceEdition, ChannelRule]]:
        """By service: the edition the office works by on that day, and its rule of the channel received here."""
        adoptions = self._queries.adoptions(session.office.key)
        rules: dict[str, tuple[ServiceEdition, ChannelRule]] = {}
        for service in self._law.services():
            edition = self._law.adopted(adoptions, service, day)
            if edition is None:
                continue
            for rule in edition.channels:
                if rule.has_window and rule.accepting_office in session.office.kinds:
                    rules.setdefault(service, (edition, rule))
        return rules

    @staticmethod
    def _lunch(rules: Mapping[str, tuple[ServiceEdition, ChannelRule]], zone: ZoneInfo) -> Lunch:
        known: dict[tuple[str, date], tuple[datetime, datetime] | None] = {}

        def of(group: str, day: date) -> tuple[datetime, datetime] | None:
            found = rules.get(group) or next(iter(rules.values()), None)
            if found is None:
                return None
            rule = found[1]
            span = rule.hours_of(rule.accepting_office, at_window=True).lunch
            if span is None:
                return None
            return datetime.combine(day, span[0], zone), datetime.combine(day, span[1], zone)

        def lunch(visit: Visit) -> tuple[datetime, datetime] | None:
            if visit.began_at is None:
                return None
            key = visit.group, visit.began_at.astimezone(zone).date()
            if key not in known:
                known[key] = of(*key)
            return known[key]

        return lunch


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First moment of the day by the office's clock, and the first of the next one: 23, 24 or 25 hours."""
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def _desks(
    members: Iterable[StaffMember], left: Left, here: tuple[Visit, ...], norms: Mapping[str, Minutes]
) -> tuple[DeskLine, ...]:
    """Every clerk who may serve, by name; those who have left the office only if they served today."""
    active = {one.clerk: one for one in here if one.is_active and one.clerk is not None}
    held = Counter(one.clerk for one in here if one.state is VisitState.HELD)
    lines = []
    for member in members:
        sits, ended = active.get(member.key), left.last.get(member.key)
        works_here = not member.disabled and bool(DESK_ROLES & set(member.roles))
        if sits is None and ended is None and not works_here:
            continue
        desk = sits.desk if sits is not None else ended.desk if ended is not None else ""
        norm = norms.get(sits.group) if sits is not None else None
        free = ended.ended_at if sits is None and ended is not None else None
        served = left.served.get(member.key, 0)
        lines.append(DeskLine(member.key, member.short_name, desk, sits, held[member.key], norm, served, free))
    return tuple(sorted(lines, key=lambda one: (sort_key(one.name), one.clerk)))


def _longest(norms: Iterable[Norm | None]) -> Minutes | None:
    found = [norm for norm in norms if isinstance(norm, Minutes)]
    return max(found, key=lambda norm: norm.value, default=None)


def _forecast(
    waiting: tuple[Visit, ...],
    visits: tuple[Visit, ...],
    times: Times,
    norms: Mapping[str, Minutes],
    now: datetime,
) -> Forecast:
    desks = serving_desks(visits, now)
    service, by_norm = times.serving, False
    if service is None:
        longest = _longest(norms.values())
        service, by_norm = (timedelta(minutes=longest.value), True) if longest is not None else (None, False)
    ends_at = line.forecast(len(waiting), desks, service, now) if service is not None else None
    return Forecast(len(waiting), desks, ends_at, service, by_norm)


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.HEAD):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
