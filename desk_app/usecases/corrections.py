"""What was registered wrongly is put right, or made void: with a reason, a trace, and a paper issued anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.basis import same_basis
from desk_app.domain.cases import Case, CaseState
from desk_app.domain.corrections import CorrectedField, Correction, CorrectionKind, application_json, changed_fields
from desk_app.domain.keys import new_key
from desk_app.domain.numbering import issued_anew
from desk_app.domain.papers import ApplicationContent, Paper, PaperKind
from desk_app.domain.regulation import AcceptancePaper, StepKind
from desk_app.domain.staff import Role, Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import application_content
from desk_app.usecases.intake import judge, not_registrable, with_traits
from desk_app.usecases.law import Law, Waiting, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.registration import move
from desk_app.usecases.reissuing import issue_others_anew, replaced_row
from desk_app.usecases.rights import expect_working
from desk_app.usecases.undoing import LONGEST_REASON, undo_last

ACCEPTANCE = (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT)
_NOTHING = Waiting(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction."""

    correction: Correction
    paper: Paper
    """The talon or receipt issued anew."""
    draft_taken_back: bool = False
    """The draft of the decision stood on what was corrected: the case waits for another."""
    others: tuple[Paper, ...] = ()
    """What else named the applicant, issued anew: resolution, notice of extension, explanation of a date."""


class Corrections:
    """Putting right and making void what the desk registered."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def preview(self, session: Session, case: UUID, application: Application) -> tuple[CorrectedField, ...]:
        """What would change. Nothing is recorded. Raises ForbiddenError E-361, E-604 as `correct`."""
        expect_working(session)
        found = self._queries.case(case)
        return changed_fields(found.application, self._corrected(session, found, application))

    def correct(
        self, session: Session, case: UUID, application: Application, reason: str, seen: int | None = None
    ) -> Corrected:
        """Replace the application of the case; void its talon or receipt and issue it anew. No due date moves.

        Another IIN moves the case to that person. A draft that stands on what is corrected is taken back. `seen` is
        the version of the case the person had before them, where they had one.

        Raises:
            UserError: E-601 no reason; E-603 nothing differs; E-604 another service or channel; E-607 the case was
                changed meanwhile; E-103 the person has another open case of the service; E-111 … E-113 what is
                corrected would not have been registered.
            ForbiddenError: E-602 another person registered it; E-605 it is void; E-606 a signed or entered result
                stands on what is corrected.
        """
        reason = checked_reason(reason)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            _expect_correctable(session, found, seen)
            after = self._corrected(session, found, application)
            fields = changed_fields(found.application, after)
            if not fields:
                raise UserError("E-603", N_("Nothing differs from what is registered."), N_("Change what is wrong."))
            verdict = judge(self._law, session, after, found.registered_at, arrived=found.arrived_at)
            if not (verdict.report.is_complete and not verdict.blockers):
                raise not_registrable(verdict)
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, reason)
            stands = same_basis(found.application, after)
            if not stands:
                expect_no_result(found)
            draft_taken_back = not stands and found.decision is not None
            if draft_taken_back:
                found = self._without_draft(work, session, found, voiding)
            person = work.save_person(after)
            corrected = replace(found, application=after, person=person)
            work.corrections.replace_case(corrected)
            if person != found.person:
                work.corrections.drop_person_without_records(found.person)
            paper = self._paper_anew(work, session, corrected, voiding, fields)
            others = issue_others_anew(work, self._queries, session, found, corrected, voiding)
            correction = _correction(found, CorrectionKind.CORRECTED, fields, after, voiding, paper)
            work.corrections.add(correction)
            work.commit()
        return Corrected(correction, paper, draft_taken_back, others)

    def void(self, session: Session, case: UUID, reason: str) -> Correction:
        """Make a mistaken registration void: the number stays, the papers are void, nothing is done by it any more.

        Raises:
            UserError: E-601, no reason.
            ForbiddenError: E-610, only the supervisor may; E-605, it is void; E-606, its result stands.
        """
        reason = checked_reason(reason)
        expect_supervisor(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            _expect_valid(found)
            expect_no_result(found)
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, reason)
            papers = work.undoing.void_papers(case, tuple(PaperKind), voiding)
            handed = work.undoing.strike_from_list(case, voiding)
            work.corrections.release_refusals(case)
            move(work, case, CaseState.VOID, _NOTHING)
            correction = _correction(found, CorrectionKind.VOIDED, (), None, voiding, None)
            work.corrections.add(correction)
            numbers = [number for number in (*papers, handed) if number]
            work.journal.append("case.voided", subject=case, facts={"number": found.number, "papers": numbers})
            work.commit()
        return correction

    def _corrected(self, session: Session, found: Case, application: Application) -> Application:
        """The application as it would stand: consent and service stay as they were registered."""
        if (application.edition, application.channel) != (found.edition, found.channel):
            raise UserError(
                "E-604",
                N_("The service and its channel are not corrected: the number and the term hang on them."),
                N_("Let the supervisor make the registration void, then register anew."),
            )
        on = found.registered_at.astimezone(zone_of(session)).date()
        return with_traits(replace(application, consent=found.application.consent), on)

    def _without_draft(self, work: ports.UnitOfWork, session: Session, found: Case, voiding: Voiding) -> Case:
        """Take steps back up to and with the draft."""
        rule = self._law.rule(found.edition, found.channel)
        while True:
            last = rule.step(found.steps[-1].code)
            found = undo_last(self._law, work, session, found, voiding)
            if last.kind is StepKind.DRAFT:
                return found

    def _paper_anew(
        self,
        work: ports.UnitOfWork,
        session: Session,
        case: Case,
        voiding: Voiding,
        fields: tuple[CorrectedField, ...],
    ) -> Paper:
        """Void the talon or receipt and record another in its place, with the same dates on it."""
        edition, rule = self._law.edition(case.edition), self._law.rule(case.edition, case.channel)
        zone = zone_of(session)
        valid = work.corrections.valid_papers(case.key, ACCEPTANCE)
        work.undoing.void_papers(case.key, ACCEPTANCE, voiding)
        number = issued_anew(case.number, work.corrections.count_papers(case.key, ACCEPTANCE) + 1)
        told = self._law.case_due(case, zone, voiding.at).service.due
        due = case.service_due_at if case.service_due_at is not None else told
        content = application_content(
            self._as_registered(session, case),
            edition,
            rule,
            case.application,
            registered_at=case.registered_at.astimezone(zone),
            due=due.astimezone(zone),
        )
        entry = work.journal.append(
            "case.corrected",
            subject=case.key,
            facts={"number": case.number, "fields": [field.value for field in fields], "paper": number},
        )
        is_talon = rule.acceptance is AcceptancePaper.TALON
        paper = make_paper(
            session,
            PaperKind.TALON if is_talon else PaperKind.ACCEPTANCE_RECEIPT,
            number,
            rule.acceptance_title,
            case.application.language,
            _with_replaced(content, valid[-1][1]) if valid else content,
            voiding.at,
            entry,
            case=case.key,
        )
        paper = replace(paper, replaces=valid[-1][0] if valid else None)
        work.add_paper(paper)
        return paper

    def _as_registered(self, session: Session, case: Case) -> Session:
        """The session with the clerk who accepted the package: the paper still names them."""
        members = self._queries.members(session.office.key)
        clerk = next((member for member in members if member.key == case.registered_by), session.member)
        return replace(session, member=clerk)


def may_correct(session: Session, case: Case) -> bool:
    """True if this person may put the case right."""
    is_theirs = case.registered_by == session.member.key or session.has(Role.SUPERVISOR)
    return is_theirs and case.state is not CaseState.VOID


def may_void(session: Session, case: Case) -> bool:
    """True if this person may make the registration void now."""
    open_states = (CaseState.OPEN, CaseState.READY)
    return session.has(Role.SUPERVISOR) and case.state in open_states and not _has_result(case)


def checked_reason(reason: str) -> str:
    """Return the reason as it is kept. Raises UserError E-601 where there is none."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise UserError(
            "E-601",
            N_("What is registered is corrected or made void only with a reason, and none is written."),
            N_("Write what was wrong: the case keeps it."),
        )
    return reason


def expect_supervisor(session: Session) -> None:
    """Raises ForbiddenError E-610."""
    if not session.has(Role.SUPERVISOR):
        raise ForbiddenError(
            "E-610",
            N_("Only the supervisor makes a registered number void."),
            N_("Tell the supervisor what is wrong with it."),
        )


def expect_author(session: Session, author: UUID, name: str) -> None:
    """Raises ForbiddenError E-602."""
    if author != session.member.key and not session.has(Role.SUPERVISOR):
        raise ForbiddenError(
            "E-602",
            N_("What is registered is corrected by the clerk who registered it, or by the supervisor."),
            N_("Ask {name}, or the supervisor."),
            name=name,
        )


def expect_no_result(case: Case) -> None:
    """Raises ForbiddenError E-606 where a signature, or the provider's letter, stands on the registration."""
    if case.decision is not None and _has_result(case):
        raise ForbiddenError(
            "E-606",
            N_("The result No. {number} of this case stands on what you want to change."),
            N_("The head takes the signature back first (a result from a letter: who entered it), then correct."),
            number=case.decision.number,
        )


def _has_result(case: Case) -> bool:
    return case.decision is not None and (case.decision.signed_at is not None or case.decision.drafted_by is None)


def _expect_valid(case: Case) -> None:
    if case.state is CaseState.VOID:
        raise ForbiddenError(
            "E-605", N_("The registration No. {number} is void: it is not changed any more."), number=case.number
        )


def _expect_correctable(session: Session, case: Case, seen: int | None) -> None:
    expect_author(session, case.registered_by, case.registered_by_name)
    _expect_valid(case)
    if seen is not None and seen != case.version:
        raise UserError(
            "E-607",
            N_("The case {number} was changed while you were correcting it."),
            N_("Open the correction again: it shows what stands now."),
            number=case.number,
        )


def _with_replaced(content: ApplicationContent, number: str) -> ApplicationContent:
    return replace(content, receipt_rows=(*content.receipt_rows, replaced_row(number)))


def _correction(
    case: Case,
    kind: CorrectionKind,
    fields: tuple[CorrectedField, ...],
    after: Application | None,
    voiding: Voiding,
    paper: Paper | None,
) -> Correction:
    return Correction(
        key=new_key(),
        case=case.key,
        refusal=None,
        kind=kind,
        fields=fields,
        before=application_json(case.application),
        after=application_json(after) if after is not None else "",
        reason=voiding.reason,
        by=voiding.by,
        by_name=voiding.by_name,
        at=voiding.at,
        paper=paper.key if paper is not None else None,
    )
