"""What happens to a case between registration and the result: the resolution, passing on, packages sent with a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from desk_app.domain import paper_texts
from desk_app.domain.cases import Case, StepRecord, state_after
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import ChannelRule, StepKind, StepRule
from desk_app.domain.staff import Role, Session, StaffMember
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import hand_over_content, resolution_content
from desk_app.usecases.law import Law, Waiting, expect_step, named_executor, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.registration import move


@dataclass(frozen=True, slots=True)
class StepDone:
    """The step that was done and what the case waits for now."""

    record: StepRecord
    waiting: Waiting
    paper: Paper | None = None


class Routing:
    """Steps of the route that are neither acceptance, decision nor handing over."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def executors(self, session: Session) -> tuple[StaffMember, ...]:
        """Whom the head may name."""
        members = self._queries.members(session.office.key)
        return tuple(member for member in members if Role.EXECUTOR in member.roles and not member.disabled)

    def resolve(self, session: Session, case: UUID, executor: UUID, text: str, language: PaperLanguage) -> StepDone:
        """The head names the responsible executor and puts a resolution.

        Source: decree No. 71, annex 2, par. 5(2); annex 1, par. 8(3).

        Raises:
            UserError: E-362, the person named is not an executor of this office.
        """
        named = next((member for member in self.executors(session) if member.key == executor), None)
        if named is None:
            raise UserError("E-362", N_("Choose the responsible executor from the list of executors."))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.RESOLVE)
            edition, now = self._law.edition(found.edition), work.now()
            year = now.astimezone(zone_of(session)).year
            value = work.numbers.take(series_key(Series.RESOLUTION, year))
            number = format_number(Series.RESOLUTION, edition.letter, year, value)
            done = finish_step(self._law, work, session, rule, found, step, note=text, executor=executor)
            entry = work.journal.append(
                "case.resolved", subject=case, facts={"number": number, "executor": str(executor)}
            )
            content = resolution_content(session, edition, found, named.full_name, text)
            paper = make_paper(
                session,
                PaperKind.RESOLUTION,
                number,
                paper_texts.RESOLUTION_TITLE,
                language,
                content,
                now,
                entry,
                case=case,
            )
            work.add_paper(paper)
            work.commit()
        return StepDone(done.record, done.waiting, paper)

    def pass_on(self, session: Session, case: UUID, note: str = "") -> StepDone:
        """Hand a package over inside the office, or prepare it: a step that leaves no paper."""
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.PASS)
            done = finish_step(self._law, work, session, rule, found, step, note=note)
            work.journal.append("case.passed", subject=case, facts={"step": step.code})
            work.commit()
        return done

    def to_send(self, session: Session) -> tuple[ports.CaseRow, ...]:
        """Packages this desk has to send."""
        codes = {
            step.code
            for edition in self._law.editions()
            for rule in edition.channels
            for step in rule.steps
            if step.kind is StepKind.SEND and session.acts_as(step.actor)
        }
        return self._queries.to_send(session.office.key, tuple(sorted(codes)), session.member.key)

    def send(
        self, session: Session, cases: tuple[UUID, ...], destination: str, way: str, language: PaperLanguage
    ) -> Paper:
        """Send the packages of these cases together, with one numbered hand-over list.

        Raises:
            UserError: E-363, no case was chosen, or no destination.
            ForbiddenError: one of the cases does not wait to be sent; nothing is sent then.
        """
        if not cases or not destination.strip():
            raise UserError("E-363", N_("Choose at least one case and say where the packages go."))
        office = session.office
        with self._unit_of_work(office.key, session.member.key, session.desk) as work:
            now = work.now()
            found = tuple(work.case_for_update(key) for key in sorted(cases))
            for case in found:
                rule = self._law.rule(case.edition, case.channel)
                step = expect_step(session, rule, case, StepKind.SEND)
                finish_step(self._law, work, session, rule, case, step, note=destination)
            year = now.astimezone(zone_of(session)).year
            value = work.numbers.take(series_key(Series.HAND_OVER, year))
            number = format_number(Series.HAND_OVER, office.letters, year, value)
            key = new_key()
            work.add_hand_over(
                ports.HandOver(key, office.key, number, destination, way, tuple(cases), now, session.member.key)
            )
            entry = work.journal.append(
                "packages.sent",
                subject=key,
                facts={"number": number, "cases": [case.number for case in found], "way": way},
            )
            lines = tuple((case, self._law.edition(case.edition)) for case in found)
            content = hand_over_content(session, destination, way, lines)
            paper = make_paper(
                session,
                PaperKind.HAND_OVER_LIST,
                number,
                paper_texts.HAND_OVER_TITLE,
                language,
                content,
                now,
                entry,
                case=found[0].key if len(found) == 1 else None,
            )
            work.add_paper(paper)
            work.commit()
        return paper


def finish_step(
    law: Law,
    work: ports.UnitOfWork,
    session: Session,
    rule: ChannelRule,
    case: Case,
    step: StepRule,
    *,
    note: str = "",
    letter: tuple[str, str, str] = ("", "", ""),
    executor: UUID | None = None,
) -> StepDone:
    """Record the step as done now and move the case on. `letter`: number, ISO date, signer of what it came by."""
    zone, now = zone_of(session), work.now()
    begins = now if step.kind is StepKind.HAND_OVER else _begins(case)
    waited = law.case_due(case, zone, now).waiting
    record = StepRecord(
        key=new_key(),
        case=case.key,
        code=step.code,
        ordinal=len(case.steps) + 1,
        begins_at=begins,
        due_at=waited.by if waited.by is not None else law.step_due(rule, step, begins, zone).due,
        done_at=now,
        done_by=session.member.key,
        done_by_name=session.member.full_name,
        note=note,
        letter_number=letter[0],
        letter_date=letter[1],
        letter_signer=letter[2],
        executor=executor,
    )
    work.add_step(record)
    moved = replace(case, steps=(*case.steps, record))
    waiting = law.case_due(moved, zone, now).waiting
    state = state_after(rule, tuple(found.code for found in moved.steps))
    move(work, case.key, state, waiting, named_executor(rule, moved))
    return StepDone(record, waiting)


def _begins(case: Case) -> datetime:
    return case.steps[-1].done_at if case.steps else case.registered_at
