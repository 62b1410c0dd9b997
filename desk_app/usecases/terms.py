"""The terms of a case on its way: the clock stopped and run on with a reason, the whole term extended once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from desk_app.domain import term_texts
from desk_app.domain.calendar import DayReason, DueDate
from desk_app.domain.case_clock import ClockEvent, ClockEventKind
from desk_app.domain.cases import Case, CaseState, next_step
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import ChannelRule, ExtensionRule
from desk_app.domain.staff import Role, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.case_contents import extension_content
from desk_app.usecases.law import Law, may_do, named_executor, zone_of
from desk_app.usecases.papers import make_paper


class Terms:
    """Stopping, running on, extending. Who may: whose step it is, and the supervisor; the head may extend."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._law = law
        self._unit_of_work = unit_of_work

    def pause(self, session: Session, case: UUID, reason_code: str, note: str = "") -> ClockEvent:
        """Stop the clock for one of the edition's reasons.

        Raises:
            ForbiddenError: E-372 the case is not open, E-373 the step is somebody else's.
            UserError: E-374 the clock stands already, E-375 the reason is not one of the edition's.
        """
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = self._open_case(work, session, case)
            edition = self._law.edition(found.edition)
            if found.standstill is not None:
                raise UserError("E-374", N_("The clock of the case {number} stands already."), number=found.number)
            if reason_code not in {reason.code for reason in edition.pauses}:
                raise UserError(
                    "E-375",
                    N_("The clock stops only for a reason that the edition of the service names."),
                    N_("Choose the reason from the list."),
                )
            event = _event(session, found, ClockEventKind.PAUSED, work.now(), reason=reason_code, note=note.strip())
            work.add_clock_event(event)
            self._write_terms(work, session, found, event)
            work.journal.append("case.paused", subject=case, facts={"reason": reason_code})
            work.commit()
        return event

    def resume(self, session: Session, case: UUID) -> ClockEvent:
        """Let the clock run on; both due moments move by the time it stood.

        Raises:
            ForbiddenError: E-372 the case is not open, E-373 the step is somebody else's.
            UserError: E-376 the clock runs.
        """
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = self._open_case(work, session, case)
            if found.standstill is None:
                raise UserError("E-376", N_("The clock of the case {number} runs already."), number=found.number)
            event = _event(session, found, ClockEventKind.RESUMED, work.now())
            work.add_clock_event(event)
            due = self._write_terms(work, session, found, event)
            work.journal.append("case.resumed", subject=case, facts={"due": due.due.isoformat()})
            work.commit()
        return event

    def extend(self, session: Session, case: UUID, until: date, reason: str, language: PaperLanguage) -> Paper:
        """Extend the whole term once and make the notice that tells the applicant.

        Raises:
            ForbiddenError: E-372 the case is not open, E-373 the step is somebody else's.
            UserError: E-377 the edition knows no extension, E-378 it was extended before, E-379 no reason, E-390 the
                day is beyond the limit, not later than the term itself, or no working day.
        """
        zone = zone_of(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = self._open_case(work, session, case, Role.HEAD)
            edition, rule = self._law.edition(found.edition), self._law.rule(found.edition, found.channel)
            extension = self._may_extend(found, edition.extension, reason)
            now = work.now()
            before = self._law.case_due(found, zone, now).service
            new = self._until(found, extension, until, before, session, now)
            notice = self._law.notice_due(rule, extension, now, zone)
            year = now.astimezone(zone).year
            number = format_number(
                Series.EXTENSION, edition.letter, year, work.numbers.take(series_key(Series.EXTENSION, year))
            )
            entry = work.journal.append(
                "case.extended",
                subject=case,
                facts={"number": number, "until": until, "before": before.day, "notice_due": notice.due.isoformat()},
            )
            content = extension_content(session, edition, found, before, new, reason.strip())
            paper = make_paper(
                session,
                PaperKind.EXTENSION_NOTICE,
                number,
                term_texts.EXTENSION_TITLE,
                language,
                content,
                now,
                entry,
                case=case,
            )
            work.add_paper(paper)
            event = replace(
                _event(session, found, ClockEventKind.EXTENDED, now, note=reason.strip()),
                units=new.norm.value,
                until=new.due,
                notice_due_at=notice.due,
                paper=paper.key,
            )
            work.add_clock_event(event)
            self._write_terms(work, session, found, event)
            work.commit()
        return paper

    def _open_case(self, work: ports.UnitOfWork, session: Session, key: UUID, *also: Role) -> Case:
        found = work.case_for_update(key)
        if found.state is not CaseState.OPEN:
            raise ForbiddenError(
                "E-372",
                N_("The terms of the case {number} no longer change: its result is here."),
                number=found.number,
            )
        rule = self._law.rule(found.edition, found.channel)
        if not may_change_terms(session, rule, found, *also):
            raise ForbiddenError(
                "E-373",
                N_("The terms of a case are changed by whose step it is, or by the supervisor."),
                N_("Leave it to them: the case stands in their work list."),
            )
        return found

    def _may_extend(self, case: Case, extension: ExtensionRule | None, reason: str) -> ExtensionRule:
        if extension is None:
            raise UserError("E-377", N_("By this edition of the service its term is not extended."))
        if case.extension is not None:
            raise UserError("E-378", N_("The term of the case {number} was extended before."), number=case.number)
        if case.standstill is not None:
            raise UserError(
                "E-371",
                N_("The clock of the case {number} stands, so no step is done."),
                N_("Let the clock run on first."),
                number=case.number,
            )
        if not reason.strip():
            raise UserError(
                "E-379",
                N_("The applicant is told why the term was extended, and no reason is written."),
                N_("Write the reason as it will stand on the notice."),
            )
        return extension

    def _until(
        self, case: Case, extension: ExtensionRule, until: date, before: DueDate, session: Session, now: datetime
    ) -> DueDate:
        """The extended term that ends on that day."""
        zone = zone_of(session)
        limit = self._law.extended(case, extension.up_to.value, zone, now)
        off = (DayReason.HOLIDAY, DayReason.DAY_OFF, DayReason.WEEKEND)
        lines = (line for line in limit.lines if line.begins.date() == until and line.reason not in off)
        units = next((line.ordinal for line in lines if line.ordinal is not None), None)
        if units is None or not before.day < until <= limit.day:
            raise UserError(
                "E-390",
                N_("The term can be extended to a working day after {before} and not after {limit}."),
                N_("Choose another day."),
                before=before.day.strftime("%d.%m.%Y"),
                limit=limit.day.strftime("%d.%m.%Y"),
            )
        return self._law.extended(case, units, zone, now)

    def _write_terms(self, work: ports.UnitOfWork, session: Session, case: Case, event: ClockEvent) -> DueDate:
        """Reckon both due moments anew and put them where the lists read them."""
        changed = replace(case, clock=(*case.clock, event))
        terms = self._law.case_due(changed, zone_of(session), work.now())
        standstill = changed.standstill
        work.set_terms(
            case.key,
            service_due_at=terms.service.due,
            step_due_at=terms.waiting.by,
            paused_at=standstill.stopped_at if standstill is not None else None,
        )
        return terms.service


def may_change_terms(session: Session, rule: ChannelRule, case: Case, *also: Role) -> bool:
    """True for whose step it is (by name, where the head named somebody) and for the supervisor."""
    if session.has(Role.SUPERVISOR, *also):
        return True
    step = next_step(rule, tuple(record.code for record in case.steps))
    named = named_executor(rule, case)
    return step is not None and may_do(session, rule, step) and named in (None, session.member.key)


def _event(
    session: Session, case: Case, kind: ClockEventKind, at: datetime, *, reason: str = "", note: str = ""
) -> ClockEvent:
    return ClockEvent(
        key=new_key(),
        case=case.key,
        ordinal=len(case.clock) + 1,
        kind=kind,
        at=at,
        by=session.member.key,
        by_name=session.member.full_name,
        reason=reason,
        note=note,
    )
