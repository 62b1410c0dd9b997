"""The line as a desk, a kiosk and the hall look at it: groups with their norms, who is next, the ticket on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from desk_app.domain import line_texts as words
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.line import COLLECT, Visit, VisitResult, VisitState, in_turn
from desk_app.domain.norms import Minutes, Norm
from desk_app.domain.papers import Paper, PaperKind, TicketContent
from desk_app.domain.regulation import Channel, ChannelRule, StepKind
from desk_app.domain.staff import Role, Session
from desk_app.usecases import ports
from desk_app.usecases.intake import Intake, Offer
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports_line import Message, SubjectKind

RESULT_OF = {
    SubjectKind.CASE: VisitResult.REGISTERED,
    SubjectKind.REFUSAL: VisitResult.REFUSED,
    SubjectKind.ISSUE: VisitResult.COLLECTED,
}
"""What a visit ended with, by what it produced last."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the line. Norms are minutes; None where the act gives none."""

    code: str
    title: Bilingual
    short: Bilingual
    is_mine: bool
    """True if this desk calls from it."""
    documents: tuple[Bilingual, ...]
    """What everybody has to bring."""
    waiting: int | None = None
    serving: int | None = None
    check: int | None = None
    edition: str = ""
    channel: Channel | None = None
    priority: tuple[tuple[str, Bilingual], ...] = ()
    """People whom the act itself lets go first, by code; most acts know none."""


@dataclass(frozen=True, slots=True)
class LineNow:
    """The line at one moment, as one desk sees it."""

    mine: Visit | None = None
    """Called to this desk, or sitting at it."""
    proposed: VisitResult | None = None
    """What the visit of `mine` has come to by now."""
    waiting: tuple[Visit, ...] = ()
    """Those this desk calls, in the order it will call them."""
    held: tuple[Visit, ...] = ()
    """Put aside by this desk."""
    elsewhere: int = 0
    """How many wait for other desks only."""
    active: tuple[Visit, ...] = ()
    """At all desks, the last one called first."""
    messages: tuple[Message, ...] = ()
    again: tuple[Visit, ...] = ()
    """Where the person of `mine` stands, or stood today, with another number."""


class LineView:
    """Reads only. What it gives is for one look: the line may move on at any moment."""

    def __init__(
        self, intake: Intake, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, clock: ports.Clock
    ) -> None:
        self._intake = intake
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock

    def groups(self, session: Session) -> tuple[Group, ...]:
        """Every group of the office, the collecting of papers last; nothing where nothing is accepted."""
        mine = {offer.edition.service for offer in self._intake.offers(session)}
        found: dict[str, Group] = {}
        first: dict[str, dict[str, Bilingual]] = {}
        for offer in self._intake.offers(accepting_all(session)):
            code = offer.edition.service
            if code not in found or (found[code].waiting is None and offer.rule.waiting is not None):
                found[code] = _group(offer, is_mine=code in mine)
            reception = offer.rule.reception
            for group, words_of_act, _source in reception.priority if reception is not None else ():
                first.setdefault(code, {})[group] = words_of_act
        if not found:
            return ()
        collect = Group(
            COLLECT, words.COLLECT_TITLE, words.COLLECT_SHORT, bool(mine), (words.COLLECT_DOCUMENTS,), _longest(found)
        )
        return (*(replace(one, priority=tuple(first.get(one.code, {}).items())) for one in found.values()), collect)

    def now(self, session: Session, groups: Iterable[Group]) -> LineNow:
        """The line as it stands. Three short reads, and one more for a person whose IIN is known."""
        me = session.member.key
        standing = self._queries.in_line(session.office.key)
        waiting = in_turn(standing, me, {group.code for group in groups if group.is_mine})
        active = sorted((one for one in standing if one.is_active), key=lambda one: str(one.called_at), reverse=True)
        mine = next((one for one in active if one.clerk == me), None)
        everybody = sum(one.state is VisitState.WAITING for one in standing)
        return LineNow(
            mine=mine,
            proposed=self.proposed(mine) if mine is not None else None,
            waiting=waiting,
            held=tuple(one for one in standing if one.state is VisitState.HELD and one.clerk == me),
            elsewhere=everybody - len(waiting),
            active=tuple(active),
            messages=self._queries.unread(session.office.key, me),
            again=self.again(session, mine) if mine is not None else (),
        )

    def again(self, session: Session, visit: Visit) -> tuple[Visit, ...]:
        """Other tickets of the same person on the same day, in their order; none while the IIN is not known."""
        if not visit.iin:
            return ()
        zone = zone_of(session)
        begins, ends = (datetime.combine(visit.day + timedelta(days=days), time(), zone) for days in (0, 1))
        found = self._queries.visits_of_person(session.office.key, visit.iin, begins, ends)
        return tuple(one for one in found if one.key != visit.key)

    def proposed(self, visit: Visit) -> VisitResult | None:
        """What the visit has come to: by the last thing recorded in it."""
        produced = self._queries.subjects(visit.key)
        return RESULT_OF[produced[-1][0]] if produced else None

    def ahead(self, session: Session) -> timedelta:
        """How far the records' clock is ahead of this computer's: waiting is counted by the former."""
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            return work.now() - self._clock.now()

    def before(self, session: Session, visit: Visit) -> int:
        """How many of the same group wait in front of that person."""
        standing = self._queries.in_line(session.office.key)
        place = (visit.day, visit.turn)
        return sum(
            one.state is VisitState.WAITING and one.group == visit.group and (one.day, one.turn) < place
            for one in standing
        )

    def ticket(self, session: Session, visit: Visit, language: PaperLanguage = PaperLanguage.BOTH) -> Paper:
        """The ticket as it is printed. It is not recorded: the visit is, and the ticket can be made again."""
        group = next((one for one in self.groups(session) if one.code == visit.group), None)
        count = self.before(session, visit)
        before = Bilingual(words.BEFORE.kk.format(count=count), words.BEFORE.ru.format(count=count))
        arrived = visit.arrived_at.astimezone(zone_of(session))
        documents = group.documents if group is not None else ()
        content = TicketContent(
            group=group.title if group is not None else Bilingual("", ""),
            before=before if count else words.NEXT,
            arrived=arrived.strftime("%H:%M"),
            bring=Bilingual(
                "; ".join(document.kk for document in documents), "; ".join(document.ru for document in documents)
            ),
        )
        return Paper(
            key=new_key(),
            office=session.office.key,
            kind=PaperKind.TICKET,
            number=visit.ticket,
            title=words.TICKET,
            language=language,
            office_name=session.office.name,
            place=session.office.place,
            issued_at=arrived,
            issued_by=session.member.key,
            journal_seq=0,
            journal_code="",
            content=content,
        )


def accepting_all(session: Session) -> Session:
    """The same office, seen by somebody who accepts everything that is accepted in it."""
    return replace(session, member=replace(session.member, roles=(Role.CLERK, Role.CHANCELLERY)))


def _group(offer: Offer, *, is_mine: bool) -> Group:
    edition, rule = offer.edition, offer.rule
    asked = (document for document in edition.documents if document.is_asked_on(rule.channel))
    of_all = tuple(one.title for one in asked if not one.applies_to and not one.applies_to_members)
    return Group(
        code=edition.service,
        title=edition.title,
        short=edition.short_title,
        is_mine=is_mine,
        documents=of_all,
        waiting=minutes_of(rule.waiting),
        serving=minutes_of(rule.serving),
        check=check_norm(rule),
        edition=edition.id,
        channel=rule.channel,
    )


def check_norm(rule: ChannelRule) -> int | None:
    """Minutes the act gives the check of the papers at the window; None where it gives none."""
    return minutes_of(next((step.norm for step in rule.steps if step.kind in (StepKind.CHECK, StepKind.ACCEPT)), None))


def minutes_of(norm: Norm | None) -> int | None:
    """Minutes of a norm that is given in minutes; None of any other."""
    return norm.value if isinstance(norm, Minutes) else None


def _longest(groups: dict[str, Group]) -> int | None:
    """Who only collects a paper waits by the longest norm of the office: no act gives that line one of its own."""
    norms: Collection[int] = [group.waiting for group in groups.values() if group.waiting is not None]
    return max(norms) if norms else None
