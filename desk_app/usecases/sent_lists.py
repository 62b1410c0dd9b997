"""Hand-over lists after sending: what went out today, and which signed copies have not come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from desk_app.domain import paper_texts as words
from desk_app.domain.calendar import Calendar, CalendarError
from desk_app.domain.language import PaperLanguage
from desk_app.domain.numbering import number_after, record_number
from desk_app.domain.papers import HandOverListContent, Paper
from desk_app.domain.sending import LONGEST_RETURN, RETURN_DAYS, SentList, expected_by
from desk_app.domain.staff import Role, Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import hand_over_lines
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.rights import expect_working

RETURN_SETTING = "hand_over_return_days"
_MAY = (Role.CLERK, Role.CHANCELLERY, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it stands today."""

    list: SentList
    expected_by: date | None
    """The last day on which the signed copy is in time; None where the calendar does not know the year."""
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SentGroup:
    """Lists that went to one destination one way."""

    destination: str
    way: str
    lists: tuple[Sent, ...]

    @property
    def packages(self) -> int:
        return sum(len(one.list.cases) for one in self.lists)


class SentLists:
    """Who sends marks what came back; the supervisor says in how many days it should."""

    def __init__(
        self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries, clock: ports.Clock
    ) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock

    def sent_on(self, session: Session, day: date | None = None) -> tuple[SentGroup, ...]:
        """What was sent on that day (today when left out), by destination and way. Raises ForbiddenError E-361."""
        expect_working(session)
        zone = zone_of(session)
        day = day or self._clock.now().astimezone(zone).date()
        begins = datetime.combine(day, time(), zone)
        ends = datetime.combine(day + timedelta(days=1), time(), zone)
        groups: dict[tuple[str, str], list[Sent]] = {}
        for one in self._as_of_now(session, self._queries.sent_lists(session.office.key, begins, ends)):
            groups.setdefault((one.list.destination, one.list.way), []).append(one)
        return tuple(SentGroup(place, way, tuple(lists)) for (place, way), lists in groups.items())

    def awaited(self, session: Session) -> tuple[Sent, ...]:
        """Lists whose signed copy is not back, oldest first. Raises ForbiddenError E-361."""
        expect_working(session)
        return self._as_of_now(session, self._queries.awaited_lists(session.office.key))

    def by_number(self, session: Session, number: str) -> SentList | None:
        """Raises ForbiddenError E-361."""
        expect_working(session)
        return self._queries.list_by_number(session.office.key, record_number(number).upper())

    def mark_returned(self, session: Session, key: UUID) -> SentList:
        """Record that the copy signed by who took the packages over is back.

        Raises:
            ForbiddenError: E-361 another role.
            UserError: E-340 no such list, E-630 it is back already, E-631 the list is void.
        """
        self._require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.lists.sent_list(key)
            if found.returned_at is not None:
                raise UserError(
                    "E-630",
                    N_("The copy of the list {number} came back already: {date}, {name}."),
                    number=found.number,
                    date=found.returned_at.astimezone(zone_of(session)).strftime("%d.%m.%Y"),
                    name=found.returned_by_name,
                )
            if found.is_void:
                raise _void(found)
            now, me = work.now(), session.member
            work.lists.set_returned(key, now, me.key, me.full_name)
            work.journal.append("packages.list_returned", subject=key, facts={"number": found.number})
            work.commit()
        return replace(found, returned_at=now, returned_by_name=me.full_name)

    def issue_anew(self, session: Session, key: UUID) -> Paper:
        """Void the list's paper and print it again with what was put right. Either copy that comes back marks it.

        Raises:
            ForbiddenError: E-361 another role.
            UserError: E-340 no such list, E-631 the list is void, E-636 nothing on it was put right, or its copy is
                back: what was signed stays.
        """
        self._require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.lists.sent_list(key)
            if found.is_void:
                raise _void(found)
            if not found.corrected or not found.is_awaited or found.paper is None:
                raise UserError(
                    "E-636",
                    N_("The list {number} is not issued anew: nothing on it was put right, or its copy is back."),
                    N_("What was signed stays as it is."),
                    number=found.number,
                )
            old = self._queries.paper(found.paper)
            assert isinstance(old.content, HandOverListContent)
            cases = tuple(work.case_for_update(case) for case in sorted(work.lists.cases_on(key)))
            lines = hand_over_lines(tuple((case, self._law.edition(case.edition)) for case in cases))
            number, me = number_after(old.number), session.member
            reason = PaperLanguage.BOTH.said(words.PUT_RIGHT) + ": " + ", ".join(found.corrected)
            work.undoing.void_paper(old.key, Voiding(work.now(), me.key, me.full_name, reason))
            facts = {"number": number, "instead_of": old.number, "cases": list(found.corrected)}
            entry = work.journal.append("packages.list_issued_anew", subject=key, facts=facts)
            content = replace(old.content, lines=lines, replaces=old.number)
            paper = make_paper(
                session, old.kind, number, old.title, old.language, content, work.now(), entry, case=old.case
            )
            paper = replace(paper, replaces=old.key)
            work.add_paper(paper)
            work.lists.set_paper(key, number)
            work.commit()
        return paper

    def take_back_return(self, session: Session, key: UUID) -> SentList:
        """The mark was a mistake: the copy is awaited again.

        Raises:
            ForbiddenError: E-361 another role.
            UserError: E-340 no such list, E-632 it is not marked.
        """
        self._require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.lists.sent_list(key)
            if found.returned_at is None:
                raise UserError(
                    "E-632", N_("The copy of the list {number} is not marked as returned."), number=found.number
                )
            work.lists.set_returned(key, None, None, "")
            work.journal.append("packages.list_awaited_again", subject=key, facts={"number": found.number})
            work.commit()
        return replace(found, returned_at=None, returned_by_name="")

    def return_days(self, session: Session) -> int:
        """In how many working days a signed copy is expected back."""
        return return_days_of(self._queries.office_setting(session.office.key, RETURN_SETTING))

    def set_return_days(self, session: Session, days: int) -> None:
        """Raises ForbiddenError E-361 for anybody but the supervisor, UserError E-633 for a number out of range."""
        if not session.has(Role.SUPERVISOR):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))
        if not 1 <= days <= LONGEST_RETURN:
            raise UserError("E-633", N_("A copy is expected back in 1 to {most} working days."), most=LONGEST_RETURN)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            work.attachments.set_setting(RETURN_SETTING, str(days))
            work.journal.append("setting.changed", facts={"setting": RETURN_SETTING, "value": days})
            work.commit()

    def _as_of_now(self, session: Session, lists: tuple[SentList, ...]) -> tuple[Sent, ...]:
        zone, calendar, days = zone_of(session), self._law.calendar(), self.return_days(session)
        today = self._clock.now().astimezone(zone).date()
        found = []
        for one in lists:
            until = expected_back(one.made_at.astimezone(zone).date(), days, calendar)
            found.append(Sent(one, until, one.is_awaited and until is not None and until < today))
        return tuple(found)

    @staticmethod
    def _require(session: Session) -> None:
        if not session.has(*_MAY):
            raise ForbiddenError("E-361", N_("This step belongs to another role."))


def _void(found: SentList) -> UserError:
    return UserError(
        "E-631",
        N_("The list {number} is void: every sending on it was taken back."),
        N_("Look for the list that was made instead of it."),
        number=found.number,
    )


def return_days_of(text: str) -> int:
    """The setting as a number; the usual one where none was set."""
    return int(text) if text.isdigit() and 1 <= int(text) <= LONGEST_RETURN else RETURN_DAYS


def expected_back(sent: date, days: int, calendar: Calendar) -> date | None:
    """The last day on which a copy is in time; None where the calendar does not know the year."""
    try:
        return expected_by(sent, days, calendar)
    except CalendarError:
        return None
