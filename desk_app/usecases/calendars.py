"""The working calendar, changed by the office: what a change moves is seen first, then chosen, then recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from desk_app.domain.calendar import Calendar
from desk_app.domain.calendar_edits import Change, Edit, days_of, lay_over
from desk_app.domain.cases import Case
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.calendar_checks import check_changes
from desk_app.usecases.calendar_facts import change_facts, due_facts
from desk_app.usecases.calendar_rows import SpecialDay as SpecialDay
from desk_app.usecases.calendar_rows import YearState as YearState
from desk_app.usecases.calendar_rows import special_days, year_states
from desk_app.usecases.explained import Explained, Two
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.office_calendar import laid
from desk_app.usecases.ports_calendar import DatedCase, NewDates, Span
from desk_app.usecases.reckoning import BatchLaw, ChangedLaw, Dates, Reckoner

_TELL_EVERY = 500
_WRITE_AT_ONCE = 2_000
"""Journal rows between two words of the progress."""


class Scope(StrEnum):
    """Whose dates a change of the calendar moves."""

    ALL = "all"
    UNPRINTED = "unprinted"
    """Those whose applicant has no paper with the old date yet."""
    NONE = "none"


class Clock(StrEnum):
    """Which of the two moments of a case."""

    SERVICE = "service"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A due moment that a change moves."""

    case: UUID
    number: str
    applicant: str
    clock: Clock
    old: datetime | None
    new: datetime | None
    on_paper: bool
    """The applicant has the old date on paper. Never true for a step, which stands on no paper of theirs."""


@dataclass(frozen=True, slots=True)
class Applied:
    """How many cases moved, and how many keep their dates though the change would have moved them."""

    moved: int
    kept: int


@dataclass(frozen=True, slots=True)
class _Move:
    row: DatedCase
    old: Dates
    new: Dates

    @property
    def breaks_a_promise(self) -> bool:
        return self.row.on_paper and self.old.service != self.new.service

    def keeps_dates(self, scope: Scope) -> bool:
        return scope is Scope.NONE or (scope is Scope.UNPRINTED and self.breaks_a_promise)


class Calendars:
    """Seeing and changing the calendar. Only a supervisor or an administrator may."""

    def __init__(
        self,
        law: Law,
        catalogue: ports.Catalogue,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        clock: ports.Clock,
    ) -> None:
        self._law = law
        self._catalogue = catalogue
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._clock = clock

    def years(self, session: Session) -> tuple[YearState, ...]:
        """The years that have a calendar, oldest first. Raises ForbiddenError E-361."""
        _require(session)
        return year_states(self._catalogue.calendar(), self._edits(session))

    def days(self, session: Session, year: int) -> tuple[SpecialDay, ...]:
        """The special days of a year, those struck out here too, in their order. Raises ForbiddenError E-361."""
        _require(session)
        return special_days(self._catalogue.calendar(), self._edits(session), year)

    def check(self, session: Session, changes: Sequence[Change]) -> None:
        """Say what is wrong with the changes before anything is reckoned.

        Raises:
            ForbiddenError: E-361, only a supervisor or an administrator does this.
            UserError: E-393 … E-399, a change is not possible.
        """
        _require(session)
        check_changes(changes, self._catalogue.calendar(), laid(self._catalogue.calendar(), self._edits(session)))

    def preview(
        self, session: Session, changes: Sequence[Change], progress: Progress | None = None
    ) -> tuple[MovedCase, ...]:
        """What the changes would move, by the date of registration. Nothing is recorded. Raises as `check`.

        Raises:
            UserError: E-332, a term would run into a year without a calendar.
            StoppedError: E-445, the person stopped it.
        """
        self.check(session, changes)
        span = _span(changes, session)
        if span is None:
            return ()
        found = self._queries.dated_cases(session.office.key, span)
        now, edits = self._clock.now(), self._edits(session)
        moves = self._moves(session, edits, changes, found, now, lambda row: self._queries.case(row.key), progress)
        return tuple(line for move in moves for line in _lines(move))

    def why(self, session: Session, moved: MovedCase, changes: Sequence[Change]) -> Two:
        """Both dates of a line of the preview with the way to them. Raises ForbiddenError E-361, UserError E-332."""
        _require(session)
        case, now, zone = self._queries.case(moved.case), self._clock.now(), zone_of(session)
        edition = self._law.edition(case.edition)
        two: list[Explained | None] = []
        for calendar in self._both(self._edits(session), changes, case.calendar):
            terms = self._law.by(calendar).case_due(replace(case, calendar=None), zone, now)
            waiting = terms.waiting
            if moved.clock is Clock.SERVICE:
                two.append(Explained(terms.service.due, terms.service, edition))
            elif waiting.due is None or waiting.by is None:
                two.append(None)
            else:
                # an inner deadline is counted back from the end of the whole term
                due = waiting.due if waiting.by == waiting.due.due else terms.service
                two.append(Explained(waiting.by, due, edition))
        old, new = two
        return old, new

    def apply(
        self, session: Session, changes: Sequence[Change], scope: Scope, progress: Progress | None = None
    ) -> Applied:
        """Record the changes and move the dates of the cases in the scope, all in one transaction.

        A case whose dates are kept goes on being reckoned by the calendar as it was. Every desk of the office works
        by the changed calendar from its next act on. Raises as `preview`.
        """
        _require(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            told = progress or Progress()
            mark = work.calendar.take_mark()
            edits = work.calendar.edits()
            own = self._catalogue.calendar()
            check_changes(changes, own, laid(own, edits))
            work.calendar.add(mark, changes, session.member.full_name)
            span = _span(changes, session)
            rows = work.calendar.dated_cases(span) if span is not None else ()
            moves = tuple(
                self._moves(
                    session, edits, changes, rows, work.now(), lambda row: work.case_for_update(row.key), told, 2
                )
            )
            kept = [move.row.key for move in moves if move.keeps_dates(scope)]
            moved = [move for move in moves if not move.keeps_dates(scope)]
            work.calendar.set_dates([NewDates(move.row.key, move.new.service, move.new.step) for move in moved])
            work.calendar.hold(kept, mark - 1)
            for change in changes:
                work.journal.append("calendar.changed", facts=change_facts(change) | {"mark": mark})
            work.journal.append(
                "calendar.applied",
                facts={"mark": mark, "scope": scope.value, "moved": len(moved), "kept": len(kept)},
            )
            for start in range(0, len(moved), _WRITE_AT_ONCE):
                # the second half of the way is the writing
                told.tell(len(rows) + len(rows) * start // len(moved), 2 * len(rows))
                these = moved[start : start + _WRITE_AT_ONCE]
                work.journal.append_all(
                    "case.due_moved", [(move.row.key, due_facts(move.row, move.new, mark)) for move in these]
                )
            told.tell(2 * len(rows), 2 * len(rows))
            work.commit()
        self._law.refresh()
        return Applied(len(moved), len(kept))

    def _edits(self, session: Session) -> tuple[Edit, ...]:
        return self._queries.calendar_edits(session.office.key)

    def _moves(
        self,
        session: Session,
        edits: tuple[Edit, ...],
        changes: Sequence[Change],
        rows: Sequence[DatedCase],
        now: datetime,
        read: Callable[[DatedCase], Case],
        progress: Progress | None,
        parts: int = 1,
    ) -> Iterator[_Move]:
        """The cases whose dates differ by the calendar they follow now and by the changed one.

        Of the whole work this is one of so many parts.
        """
        progress = progress or Progress()
        reckoners: dict[int | None, Reckoner] = {}
        for index, row in enumerate(rows):
            if index % _TELL_EVERY == 0:
                progress.tell(index, parts * len(rows))
            if row.calendar not in reckoners:
                reckoners[row.calendar] = self._reckoner(session, edits, changes, row.calendar, now)
            old, new = reckoners[row.calendar].both(row, read)
            if old != new:
                yield _Move(row, old, new)
        progress.tell(len(rows), parts * len(rows))

    def _reckoner(
        self, session: Session, edits: Iterable[Edit], changes: Sequence[Change], mark: int | None, now: datetime
    ) -> Reckoner:
        """For cases that follow the calendar of that mark; None for the newest."""
        old, new = self._both(edits, changes, mark)
        before = BatchLaw(self._catalogue, old)
        changed = days_of([*(edit.change for edit in edits if mark is not None and edit.mark > mark), *changes])
        return Reckoner(before, ChangedLaw(self._catalogue, new, before, changed), zone_of(session), now)

    def _both(self, edits: Iterable[Edit], changes: Sequence[Change], mark: int | None) -> tuple[Calendar, Calendar]:
        """The calendar that cases of that mark follow now, and the changed one."""
        known, since = list[Edit](), list[Change]()
        for edit in edits:
            if mark is None or edit.mark <= mark:
                known.append(edit)
            else:
                since.append(edit.change)
        old = laid(self._catalogue.calendar(), known)
        return old, lay_over(old, [*since, *changes])


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))


def _span(changes: Sequence[Change], session: Session) -> Span | None:
    """From the first changed day to the last; None where no day is changed."""
    days, zone = days_of(changes), zone_of(session)
    if not days:
        return None
    return Span(
        datetime.combine(min(days), time(), zone), datetime.combine(max(days) + timedelta(days=1), time(), zone)
    )


def _lines(move: _Move) -> Iterator[MovedCase]:
    row, old, new = move.row, move.old, move.new
    if old.service != new.service:
        yield MovedCase(row.key, row.number, row.applicant, Clock.SERVICE, old.service, new.service, row.on_paper)
    if old.step != new.step:
        yield MovedCase(row.key, row.number, row.applicant, Clock.STEP, old.step, new.step, False)
