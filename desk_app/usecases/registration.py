"""Registration: number, case, due dates, paper and journal row, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.calendar import DueDate
from desk_app.domain.cases import Case, CaseState, StepRecord, state_after, steps_of_registration
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import AcceptancePaper, Channel, ChannelRule
from desk_app.domain.staff import Session
from desk_app.errors import ForbiddenError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import application_content
from desk_app.usecases.intake import Command, already_open, judge, not_registrable, with_traits
from desk_app.usecases.law import Law, Waiting, may_do, zone_of
from desk_app.usecases.papers import make_paper


@dataclass(frozen=True, slots=True)
class Registered:
    case: Case
    paper: Paper
    due: DueDate
    waiting: Waiting
    """The next step and by when, told at once."""


class Registrations:
    """Accepting an application."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def register(
        self,
        session: Session,
        command: Command,
        language: PaperLanguage,
        within: Callable[[ports.UnitOfWork, Case], None] | None = None,
    ) -> Registered:
        """Check again and record the case with its paper in one transaction, and with what `within` records of it.

        A token seen before returns what it made the first time, so that double and parallel clicks give one number.

        Raises:
            ForbiddenError: E-361, the person may not accept on this channel.
            UserError: E-103 an open case exists, E-111 … E-113 the package does not allow it.
            StorageError: nothing was recorded.
        """
        application = command.application
        rule = self._law.rule(application.edition, application.channel)
        steps = steps_of_registration(rule)
        if not may_do(session, rule, steps[-1]):
            raise ForbiddenError(
                "E-361",
                N_("This step belongs to another role."),
                N_("Sign in as the person whose step it is, or leave it to them: it stands in their work list."),
            )
        for case in self._queries.open_cases(session.office.key, application.applicant.iin):
            if case.service == self._law.edition(application.edition).service:
                return self._already_or_raise(session, command, case)
        try:
            return self._record(session, command, application, rule, language, within)
        except ports.KnownToken as known:
            return self._recorded(session, known.subject)

    def _already_or_raise(self, session: Session, command: Command, row: ports.CaseRow) -> Registered:
        subject = self._queries.subject_of_token(command.token)
        if subject is None:
            raise already_open(row)
        return self._recorded(session, subject)

    def _recorded(self, session: Session, key: UUID) -> Registered:
        case = self._queries.case(key)
        kinds = (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT)
        row = next(row for row in self._queries.papers_of(case=key) if row.kind in kinds)
        # as it was told then: by the moment of acceptance
        terms = self._law.case_due(case, zone_of(session), case.steps[-1].done_at)
        return Registered(case, self._queries.paper(row.key), terms.service, terms.waiting)

    def _record(
        self,
        session: Session,
        command: Command,
        application: Application,
        rule: ChannelRule,
        language: PaperLanguage,
        within: Callable[[ports.UnitOfWork, Case], None] | None,
    ) -> Registered:
        office, zone = session.office, zone_of(session)
        with self._unit_of_work(office.key, session.member.key, session.desk) as work:
            now = work.now()
            application = with_traits(application, now.astimezone(zone).date())
            started = min(command.started_at, now)
            arrived = started if application.channel is Channel.PORTAL else now
            verdict = judge(self._law, session, application, now, arrived=arrived)
            if not verdict.may_register:
                raise not_registrable(verdict)
            edition, due, local = verdict.report.edition, verdict.due, now.astimezone(zone)
            key = new_key()
            records = self._steps(session, key, rule, started, now)
            done = tuple(record.code for record in records)
            person = work.save_person(application)
            value = work.numbers.take(series_key(Series.CASE, local.year, edition.service))
            case = Case(
                key=key,
                office=office.key,
                number=format_number(Series.CASE, edition.letter, local.year, value),
                service=edition.service,
                edition=edition.id,
                edition_digest=edition.digest,
                channel=application.channel,
                person=person,
                application=application,
                registered_at=now,
                registered_by=session.member.key,
                registered_by_name=session.member.full_name,
                service_due_at=due.due,
                state=state_after(rule, done),
                token=command.token,
                steps=records,
            )
            waiting = self._law.case_due(case, zone, now).waiting
            work.add_case(case)
            move(work, case.key, case.state, waiting)
            if command.after_refusal is not None:
                work.follow_refusal(command.after_refusal, key)
            entry = work.journal.append(
                "case.registered",
                subject=key,
                facts={"number": case.number, "edition": edition.id, "due": due.due.isoformat()},
            )
            is_talon = rule.acceptance is AcceptancePaper.TALON
            paper = make_paper(
                session,
                PaperKind.TALON if is_talon else PaperKind.ACCEPTANCE_RECEIPT,
                case.number,
                rule.acceptance_title,
                language,
                application_content(
                    session, edition, rule, application, registered_at=local, due=due.due.astimezone(zone)
                ),
                now,
                entry,
                case=key,
            )
            work.add_paper(paper)
            if within is not None:
                within(work, case)
            work.commit()
        return Registered(case, paper, due, waiting)

    def _steps(
        self, session: Session, case: UUID, rule: ChannelRule, started: datetime, now: datetime
    ) -> tuple[StepRecord, ...]:
        zone = zone_of(session)
        return tuple(
            StepRecord(
                key=new_key(),
                case=case,
                code=step.code,
                ordinal=ordinal,
                begins_at=started,
                due_at=self._law.step_due(rule, step, started, zone).due,
                done_at=now,
                done_by=session.member.key,
                done_by_name=session.member.full_name,
            )
            for ordinal, step in enumerate(steps_of_registration(rule), 1)
        )


def move(work: ports.UnitOfWork, case: UUID, state: CaseState, waiting: Waiting, member: UUID | None = None) -> None:
    """Put the case into the one work list it now belongs to."""
    work.update_case(
        case,
        state=state,
        waiting_step=waiting.step.code if waiting.step is not None else None,
        waiting_role=waiting.role,
        waiting_member=member,
        step_begins_at=waiting.begins,
        step_due_at=waiting.by,
    )
