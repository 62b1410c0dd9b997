"""Reports for a period: what was done in time, medians against norms, grounds of refusal, the balance, form 1-МҚ."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from desk_app.domain import day_texts as texts
from desk_app.domain import journal_texts, line_texts
from desk_app.domain.day import HourCount, Times
from desk_app.domain.journal import JournalEntry
from desk_app.domain.journals import Scope
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.line import COLLECT
from desk_app.domain.papers import Paper, PaperKind, ReportContent, Row, SheetTable, Signature
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import ForbiddenError, UserError
from desk_app.files import write_whole
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.usecases import ports
from desk_app.usecases.day_sheet import plain
from desk_app.usecases.day_window import DayWindow, PeriodVisits
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.ports_day import CaseCount
from desk_app.usecases.report_outside import Told, is_allowed, joined, last_quarter, quarters
from desk_app.usecases.report_sheet import report_sheet
from desk_app.usecases.report_tables import (
    TimesLine,
    balance_rows,
    flow_rows,
    form_table,
    ground_table,
    hidden_totals,
    on_time_table,
    times_table,
    told_flow,
    told_form,
    told_grounds,
    told_sums,
    told_visits,
)

_PAPER_LANGUAGES = {Language.KK: PaperLanguage.KK, Language.RU: PaperLanguage.RU}
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """First and last day, both counted, in the office's time. `outside`: the report leaves the office."""

    first: date
    last: date
    service: str = ""
    channel: Channel | None = None
    clerk: UUID | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be shown, printed and saved. In its tables a hidden count is «–*»."""

    request: ReportRequest
    rows: tuple[Row, ...]
    tables: tuple[SheetTable, ...]
    notes: tuple[Bilingual, ...]
    hours: tuple[HourCount, ...]
    """Arrivals and served by hour of all days; empty where it leaves the office."""
    times: Times | None


@dataclass(frozen=True, slots=True)
class _Part:
    """Counts of one period as they may be told; outside a report is the sum of its quarters."""

    cases: tuple[CaseCount, ...]
    by_service: Told[Bilingual]
    by_channel: Told[Bilingual]
    grounds: Told[str]
    visits: Told[str]
    form: Told[date | None]
    flow: Told[str]


class Reports:
    """For the supervisor and the head. What leaves the program is journaled first."""

    def __init__(
        self,
        law: Law,
        window: DayWindow,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        render: ports.Renderer,
        write_table: ports.WriteTable,
    ) -> None:
        self._law = law
        self._window = window
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._render = render
        self._write_table = write_table

    def today(self, session: Session) -> date:
        return self._window.today(session)

    def clerks(self, session: Session) -> tuple[StaffMember, ...]:
        return self._queries.members(session.office.key)

    def services(self) -> tuple[tuple[str, Bilingual], ...]:
        """Code and newest title of every service."""
        ordered = sorted(self._law.editions(), key=lambda one: one.effective_from)
        return tuple({edition.service: edition.short_title for edition in ordered}.items())

    def compose(self, session: Session, request: ReportRequest) -> Report:
        """Read and count.

        Raises:
            ForbiddenError: E-361.
            UserError: E-391 the last day is before the first, E-551 the period is longer than a year; outside the
                office: E-559 one employee's figures are asked for, E-661 those of one service or channel, E-660 a
                period that is not of whole quarters that are over.
        """
        _require(session)
        if request.last < request.first:
            raise UserError("E-391", N_("The last day is before the first."), N_("Put the days of the period right."))
        if request.last - request.first > LONGEST:
            raise UserError("E-551", N_("A report is for a year at most."), N_("Choose a shorter period."))
        periods = self._outside(session, request) if request.outside else ((request.first, request.last),)
        parts = [self._part(session, replace(request, first=first, last=last)) for first, last in periods]
        tables = [
            on_time_table(texts.BY_SERVICE, texts.SERVICE, joined([part.by_service for part in parts])),
            on_time_table(texts.BY_CHANNEL, texts.CHANNEL, joined([part.by_channel for part in parts])),
        ]
        names = {member.key: member.full_name for member in self.clerks(session)}
        titles = dict(self.services())
        scope = self._scope(session, request)
        if not request.outside:
            # a clerk's figures are no business of anybody outside
            by_clerk = _sums(parts[0].cases, lambda one: plain(names.get(one.clerk, "")))
            tables.append(on_time_table(texts.BY_CLERK, texts.CLERK, told_sums(by_clerk, None)))
            tables.append(on_time_table(texts.STEPS_TITLE, texts.STEP, told_sums(self._steps(scope), None)))
        tables.append(ground_table(joined([part.grounds for part in parts])))
        visits = self._visits(session, request)
        tables.append(self._times_table(session, request, visits, joined([part.visits for part in parts])))
        tables.append(form_table(joined([part.form for part in parts])))
        if request.outside:
            balance = flow_rows(joined([part.flow for part in parts]))
        else:
            balance = balance_rows(self._queries.balance(scope))
        return Report(
            request=request,
            rows=(*self._facts(session, request, names, titles), *balance),
            tables=tuple(tables),
            notes=(texts.HIDDEN_NOTE, texts.OUTSIDE_NOTE) if request.outside else (),
            hours=() if request.outside else visits.hours,
            times=visits.times,
        )

    def outside_period(self, session: Session, first: date, last: date) -> tuple[date, date]:
        """The period itself where a report of it may leave the office, else the last quarter that is over."""
        today = self.today(session)
        return (first, last) if is_allowed(first, last, today) else last_quarter(today)

    def _outside(self, session: Session, request: ReportRequest) -> tuple[tuple[date, date], ...]:
        if request.clerk is not None:
            # taken from the report of the whole office, it would also tell small counts of everybody else
            raise UserError("E-559", N_("One employee's figures do not leave the office."), N_("Choose all employees."))
        if request.service or request.channel is not None:
            raise UserError(
                "E-661",
                N_("Only the report of all services and channels leaves the office."),
                N_("Choose all services and all channels: its tables tell them apart."),
            )
        return quarters(request.first, request.last, self.today(session))

    def _part(self, session: Session, request: ReportRequest) -> _Part:
        """What one period tells: all of it inside, and outside what no small count follows from."""
        scope, outside = self._scope(session, request), request.outside
        cases = self._queries.case_counts(scope, session.office.zone)
        refusals = tuple(one for one in self._queries.journal_refusals(scope) if not one.is_void)
        grounds = Counter(ground for refusal in refusals for ground in refusal.grounds)
        titles, form = dict(self.services()), self._form(cases)
        by_service = _sums(cases, lambda one: titles[one.service])
        by_channel = _sums(cases, lambda one: journal_texts.CHANNELS[one.channel])
        totals = hidden_totals((by_service, by_channel), form) if outside else None
        hides_closed = totals is not None and 2 in totals.columns
        return _Part(
            cases,
            told_sums(by_service, totals),
            told_sums(by_channel, totals),
            told_grounds(grounds, len(refusals), outside=outside),
            told_visits(self._visits(session, request).groups, outside=outside),
            told_form(form, _months(request), totals),
            told_flow(self._queries.balance(scope), hide_closed=hides_closed) if outside else {},
        )

    def make(self, session: Session, request: ReportRequest, language: PaperLanguage) -> Paper:
        """Record the report as a paper, to be looked at, printed and saved. Two papers of a period may differ."""
        report = self.compose(session, request)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            entry = work.journal.append("report.made", facts=_facts_of(request))
            paper = self._paper(session, report, language, entry)
            work.add_paper(paper)
            work.commit()
        return paper

    def save_pdf(self, session: Session, report: Report, language: Language, path: Path) -> None:
        """Raises StorageError E-104 where the folder cannot be written."""
        entry = self._append(session, "report.exported", {**_facts_of(report.request), "to": "pdf"})
        data = self._render(self._paper(session, report, _PAPER_LANGUAGES[language], entry))
        write_whole(path, data)
        self._done(session, entry, data)

    def save_xlsx(
        self, session: Session, report: Report, language: Language, path: Path, progress: Progress | None = None
    ) -> None:
        """All tables under one another. Raises StorageError E-104 where the folder cannot be written."""
        entry = self._append(session, "report.exported", {**_facts_of(report.request), "to": "xlsx"})
        data = self._write_table(report_sheet(session, report, language, entry), progress or Progress())
        write_whole(path, data)
        self._done(session, entry, data)

    def _scope(self, session: Session, request: ReportRequest) -> Scope:
        zone = zone_of(session)
        begins = datetime.combine(request.first, time(), zone)
        ends = datetime.combine(request.last + timedelta(days=1), time(), zone)
        return Scope(session.office.key, begins, ends, request.service, request.channel, request.clerk)

    def _steps(self, scope: Scope) -> Mapping[Bilingual, tuple[int, int]]:
        sums: dict[Bilingual, tuple[int, int]] = {}
        for count in self._queries.step_counts(scope):
            edition = self._law.edition(count.edition)
            title = edition.channel(count.channel).step(count.code).title
            name = Bilingual(f"{edition.short_title.kk}: {title.kk}", f"{edition.short_title.ru}: {title.ru}")
            done, in_time = sums.get(name, (0, 0))
            sums[name] = done + count.done, in_time + count.in_time
        return sums

    def _form(self, cases: tuple[CaseCount, ...]) -> Mapping[date, tuple[int, int, int]]:
        """By month: rendered in all; here and not at the State Corporation or the portal; of those on the portal too.

        Source: form 1-МҚ, rows 1, 1.1, 1.1.1, as far as they are known.
        """
        elsewhere = (Channel.STATE_CORPORATION, Channel.PORTAL)
        by_month: dict[date, tuple[int, int, int]] = {}
        for count in cases:
            edition = self._law.edition(count.edition)
            own = count.closed if count.channel not in elsewhere else 0
            on_portal = own if any(rule.channel is Channel.PORTAL for rule in edition.channels) else 0
            whole = by_month.get(count.month, (0, 0, 0))
            by_month[count.month] = whole[0] + count.closed, whole[1] + own, whole[2] + on_portal
        return by_month

    def _visits(self, session: Session, request: ReportRequest) -> PeriodVisits:
        return self._window.of_period(
            session, request.first, request.last, group=request.service, clerk=request.clerk, channel=request.channel
        )

    def _times_table(
        self, session: Session, request: ReportRequest, visits: PeriodVisits, told: Told[str]
    ) -> SheetTable:
        """Each service against its own norms; of all of them together where there are several."""
        titles = {**dict(self.services()), COLLECT: line_texts.COLLECT_TITLE}
        groups = visits.groups
        if not groups and request.service:
            groups, told = {request.service: visits.times}, {request.service: (0, 0)}
        lines = [
            TimesLine(code, titles[code], times, *self._window.norms(session, code, request.last, request.channel))
            for code, times in groups.items()
        ]
        if len(lines) != 1:
            lines.append(TimesLine("", texts.TOTAL, visits.times))
        note = texts.VISIT_NOTE if request.channel is None else texts.VISIT_CHANNEL_NOTE
        return times_table(lines, told, note)

    @staticmethod
    def _facts(
        session: Session, request: ReportRequest, names: Mapping[UUID, str], titles: Mapping[str, Bilingual]
    ) -> tuple[Row, ...]:
        period = f"{request.first:%d.%m.%Y} – {request.last:%d.%m.%Y}"
        clerk = plain(names.get(request.clerk, "")) if request.clerk is not None else texts.ALL
        return (
            Row(texts.PERIOD, plain(period), strong=True),
            Row(texts.SERVICE, titles.get(request.service, texts.ALL)),
            Row(
                texts.CHANNEL,
                journal_texts.CHANNELS[request.channel] if request.channel is not None else texts.ALL,
            ),
            Row(texts.CLERK, clerk),
            Row(texts.PURPOSE, texts.FOR_OUTSIDE if request.outside else texts.INSIDE),
        )

    def _paper(self, session: Session, report: Report, language: PaperLanguage, entry: JournalEntry) -> Paper:
        content = ReportContent(
            report.rows,
            report.tables,
            report.notes,
            (Signature(texts.COMPOSED, session.member.full_name, True),),
            report.hours,
        )
        return make_paper(session, PaperKind.REPORT, "", texts.REPORT_TITLE, language, content, entry.at, entry)

    def _append(self, session: Session, action: str, facts: Mapping[str, object]) -> JournalEntry:
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            entry = work.journal.append(action, facts=facts)
            work.commit()
        return entry

    def _done(self, session: Session, entry: JournalEntry, data: bytes) -> None:
        self._append(session, "report.saved", {"entry": entry.seq, "sha256": hashlib.sha256(data).hexdigest()})


def _sums(cases: tuple[CaseCount, ...], name: Callable[[CaseCount], Bilingual]) -> Mapping[Bilingual, tuple[int, int]]:
    """Closed, and in time, under each heading."""
    sums: dict[Bilingual, tuple[int, int]] = {}
    for one in cases:
        heading = name(one)
        closed, in_time = sums.get(heading, (0, 0))
        sums[heading] = closed + one.closed, in_time + one.in_time
    return sums


def _months(request: ReportRequest) -> tuple[date, ...]:
    months, month = [], request.first.replace(day=1)
    while month <= request.last:
        months.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(months)


def _facts_of(request: ReportRequest) -> dict[str, object]:
    return {
        "first": request.first.isoformat(),
        "last": request.last.isoformat(),
        "service": request.service,
        "channel": request.channel.value if request.channel is not None else "",
        "clerk": str(request.clerk or ""),
        "outside": request.outside,
    }


def _require(session: Session) -> None:
    if not session.has(Role.SUPERVISOR, Role.HEAD):
        raise ForbiddenError("E-361", N_("This step belongs to another role."))
