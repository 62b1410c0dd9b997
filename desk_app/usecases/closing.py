"""The end of the day: what agrees, every difference by name, the day sheet, the closing, and opening it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desk_app.domain.closing import (
    Check,
    CheckKind,
    DayClose,
    Difference,
    Fate,
    NumberSeries,
    SubjectOf,
    fate_of,
    series_of,
)
from desk_app.domain.day import Times, was_served
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.line import Visit
from desk_app.domain.norms import Minutes
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import StepKind
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.day_sheet import day_sheet_content, day_sheet_title
from desk_app.usecases.day_window import DayWindow, Figure, bounds
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.line import Line
from desk_app.usecases.papers import make_paper
from desk_app.usecases.ports_day import PaperOfRecord, SentPackage


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How a day stands in the evening."""

    day: date
    at: datetime
    checks: tuple[Check, ...]
    series: tuple[NumberSeries, ...]
    times: Times
    waiting_norm: Minutes | None
    serving_norm: Minutes | None
    figures: tuple[tuple[str, int], ...]
    """Registered, refused, issued, late, visits, served."""
    closed: DayClose | None
    """The newest closing, also one that was opened again."""

    @property
    def is_closed(self) -> bool:
        return self.closed is not None and self.closed.reopened_at is None

    @property
    def agrees(self) -> bool:
        return all(check.agrees for check in self.checks)

    def check(self, kind: CheckKind) -> Check:
        return next(check for check in self.checks if check.kind is kind)


@dataclass(frozen=True, slots=True)
class Closed:
    """The closing and its sheet."""

    close: DayClose
    sheet: Paper


class Closing:
    """For the supervisor. Nothing of a closed day is frozen: a later change shows as a difference."""

    def __init__(
        self,
        law: Law,
        window: DayWindow,
        line: Line,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
    ) -> None:
        self._law = law
        self._window = window
        self._line = line
        self._unit_of_work = unit_of_work
        self._queries = queries

    def reconcile(self, session: Session, day: date | None = None) -> Reconciliation:
        """Compare what was recorded on the day with the papers, lists and visits that belong to it.

        Raises ForbiddenError E-361 for anybody but a supervisor or a head.
        """
        live = self._window.live(session, day, anew=True)
        office = session.office.key
        begins, ends = bounds(live.day, zone_of(session))
        visits = self._queries.visits(office, begins, ends)
        counts = {figure.value: live.figures[figure] for figure in Figure if figure not in _OF_THE_MOMENT}
        counts |= {"visits": len(visits), "served": sum(map(was_served, visits))}
        checks = (
            _by_paper(CheckKind.REGISTERED, SubjectOf.CASE, self._queries.acceptance_papers(office, begins, ends)),
            _by_paper(CheckKind.REFUSED, SubjectOf.REFUSAL, self._queries.refusal_papers(office, begins, ends)),
            _by_list(self._queries.sent_packages(office, begins, ends, self._codes())),
            _open_visits(self._queries.in_line(office), live.day),
            self._unsettled(office, ends),
            self._drafts(office),
        )
        return Reconciliation(
            day=live.day,
            at=live.at,
            checks=checks,
            series=series_of(self._queries.paper_numbers(office, begins, ends)),
            times=live.times,
            waiting_norm=live.waiting_norm,
            serving_norm=live.serving_norm,
            figures=tuple(counts.items()),
            closed=self._queries.day_close(office, live.day),
        )

    def close_open_visits(self, session: Session, day: date, reason: str) -> int:
        """End every visit of that day, or of an earlier one, that is still open; each is journaled. Returns how many.

        Raises UserError E-507 without a reason.
        """
        _require(session)
        visits = [visit for visit in self._queries.in_line(session.office.key) if visit.day <= day]
        for visit in visits:
            self._line.close_by_hand(session, visit.key, reason)
        return len(visits)

    def close(self, session: Session, day: date, note: str, language: PaperLanguage) -> Closed:
        """Record that the day is closed, and make its sheet.

        Raises:
            UserError: E-545 it is closed already, E-546 somebody is still in the line, E-547 something does not agree
                and nothing is said about it, E-548 the day has not come yet.
        """
        _require(session)
        found = self.reconcile(session, day)
        if day > self._window.today(session):
            raise UserError("E-548", N_("This day has not come yet."), N_("Choose today or a day before."))
        if not found.check(CheckKind.OPEN_VISITS).agrees:
            raise UserError(
                "E-546",
                N_("There are still people in the line of this day."),
                N_("End their visits, or close them by hand with a reason."),
            )
        if not found.agrees and not note.strip():
            raise UserError(
                "E-547",
                N_("Something does not agree yet."),
                N_("Put it right, or write what is to be known about it tomorrow."),
            )
        me, zone = session.member, zone_of(session)
        with self._unit_of_work(session.office.key, me.key, session.desk) as work:
            if work.day.standing_close(day) is not None:
                raise _closed_already()
            now = work.now()
            year = now.astimezone(zone).year
            value = work.numbers.take(series_key(Series.DAY_SHEET, year))
            number = format_number(Series.DAY_SHEET, session.office.letters, year, value)
            key = new_key()
            counts = dict(found.figures)
            left = {check.kind.value: len(check.differences) for check in found.checks}
            entry = work.journal.append(
                "day.closed",
                subject=key,
                facts={"day": day.isoformat(), "number": number, "counts": counts, "differences": left},
            )
            content = day_sheet_content(session, found, now.astimezone(zone), note.strip(), entry.code)
            sheet = make_paper(session, PaperKind.DAY_SHEET, number, day_sheet_title(), language, content, now, entry)
            work.add_paper(sheet)
            figures = json.dumps({"counts": counts, "differences": left}, sort_keys=True, separators=(",", ":"))
            close = DayClose(key, session.office.key, day, now, me.key, me.full_name, note.strip(), figures, sheet.key)
            work.day.add_close(close)
            work.commit()
        return Closed(close, sheet)

    def reopen(self, session: Session, day: date, reason: str) -> None:
        """Open a closed day again; the closing and its sheet stay.

        Raises UserError E-507 without a reason, E-549 where the day is not closed.
        """
        _require(session)
        if not reason.strip():
            raise UserError("E-507", N_("A reason is needed."), N_("Say in a few words why."))
        me = session.member
        with self._unit_of_work(session.office.key, me.key, session.desk) as work:
            close = work.day.standing_close(day)
            if close is None:
                raise UserError("E-549", N_("This day is not closed."), N_("Look at the day again."))
            work.day.reopen(close.key, work.now(), me.key, me.full_name, reason.strip())
            work.journal.append("day.reopened", subject=close.key, facts={"day": day.isoformat()})
            work.commit()

    def _codes(self) -> tuple[str, ...]:
        codes = {
            step.code
            for edition in self._law.editions()
            for rule in edition.channels
            for step in rule.steps
            if step.kind is StepKind.SEND
        }
        return tuple(sorted(codes))

    def _unsettled(self, office: UUID, ends: datetime) -> Check:
        found = self._queries.loose_papers(office, ends)
        differences = []
        for paper in found:
            opens = (SubjectOf.CASE, paper.case) if paper.case is not None else None
            opens = (SubjectOf.REFUSAL, paper.refusal) if paper.refusal is not None else opens
            differences.append(
                Difference(SubjectOf.PAPER, paper.key, paper.number, paper.applicant, Fate.NOT_OUT, paper.kind, opens)
            )
        return Check(CheckKind.UNSETTLED, len(found), (), tuple(differences))

    def _drafts(self, office: UUID) -> Check:
        found = self._queries.drafts_left(office)
        differences = (Difference(SubjectOf.DRAFT, key, "", author) for key, _kind, author in found)
        return Check(CheckKind.DRAFTS, len(found), (), tuple(differences))


_OF_THE_MOMENT = frozenset({Figure.WAITING, Figure.AT_DESKS})


def _by_paper(kind: CheckKind, subject: SubjectOf, records: tuple[PaperOfRecord, ...]) -> Check:
    fates = [fate_of(record.state) for record in records]
    differences = (
        Difference(subject, record.key, record.number, record.applicant, fate)
        for record, fate in zip(records, fates, strict=True)
        if fate in (Fate.NOT_OUT, Fate.NONE)
    )
    return Check(kind, len(records), tuple((fate, fates.count(fate)) for fate in Fate), tuple(differences))


def _by_list(packages: tuple[SentPackage, ...]) -> Check:
    listed = sum(bool(package.list_number) for package in packages)
    differences = (
        Difference(SubjectOf.CASE, package.key, package.number, package.applicant, Fate.NONE)
        for package in packages
        if not package.list_number
    )
    parts = ((Fate.PRINTED, listed), (Fate.NONE, len(packages) - listed))
    return Check(CheckKind.PASSED, len(packages), parts, tuple(differences))


def _open_visits(here: tuple[Visit, ...], day: date) -> Check:
    left = tuple(visit for visit in here if visit.day <= day)
    differences = (Difference(SubjectOf.VISIT, visit.key, visit.ticket, visit.name) for visit in left)
    return Check(CheckKind.OPEN_VISITS, len(left), (), tuple(differences))


def _closed_already() -> UserError:
    return UserError(
        "E-545",
        N_("This day is closed already."),
        N_("Open it again with a reason if something has to be put right."),
    )


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
