"""A step recorded by mistake is taken back: it stays to be seen, its papers are void, the case waits for it again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from desk_app.domain.cases import Case, CaseState, Decision, StepRecord, UndoneStep, state_after, steps_of_registration
from desk_app.domain.language import NO_WORDS
from desk_app.domain.papers import PaperKind
from desk_app.domain.regulation import ChannelRule, StepKind, StepRule
from desk_app.domain.staff import Role, Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.law import Law, named_executor, zone_of
from desk_app.usecases.registration import move

RESULTS = (PaperKind.CERTIFICATE, PaperKind.NOTIFICATION, PaperKind.RENDER_REFUSAL)
_PAPERS = {
    StepKind.RESOLVE: (PaperKind.RESOLUTION,),
    StepKind.SIGN: RESULTS,
    StepKind.RESULT: RESULTS,
}
LONGEST_REASON = 300


class Undoing:
    """Taking back the last step. Numbers are not used again."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._law = law
        self._unit_of_work = unit_of_work

    def take_back(self, session: Session, case: UUID, reason: str, step: UUID | None = None) -> UndoneStep:
        """Take the last step of the case back; `step` is the one the person saw, where they saw one.

        The case goes back into the list it was in, with the clocks it had. Registration is not taken back, and no
        result that may be in the applicant's hand.

        Raises:
            UserError: E-460 no reason; E-103 the case would be the person's second open one of the service.
            ForbiddenError: E-461 only registration is left, E-462 the step is another person's, E-463 only the head
                takes a signature back, E-464 the result was given, E-360 the case moved on, E-371 its clock stands.
        """
        reason = reason.strip()[:LONGEST_REASON]
        if not reason:
            raise UserError(
                "E-460",
                N_("A step is taken back only with a reason, and none is written."),
                N_("Write what was wrong: the case keeps it."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            last, what = _last_step(rule, found, step)
            _expect_right(session, what, last)
            now = work.now()
            if what.kind is StepKind.HAND_OVER:
                _expect_not_given(work, found)
                work.undoing.reopen(case)
            voiding = Voiding(now, session.member.key, session.member.full_name, reason)
            undo_last(self._law, work, session, found, voiding)
            work.commit()
        return UndoneStep(last, now, session.member.key, session.member.full_name, reason)


def undo_last(law: Law, work: ports.UnitOfWork, session: Session, found: Case, voiding: Voiding) -> Case:
    """Take the last step off the case inside a transaction, whoever may; return the case as it is then."""
    rule = law.rule(found.edition, found.channel)
    last = found.steps[-1]
    what = rule.step(last.code)
    undone = UndoneStep(last, voiding.at, voiding.by, voiding.by_name, voiding.reason)
    work.undoing.move_step(undone)
    papers = work.undoing.void_papers(found.key, _PAPERS.get(what.kind, ()), voiding)
    if what.kind is StepKind.SEND:
        papers = (*papers, work.undoing.strike_from_list(found.key, voiding))
    decision = _undo_decision(work, found, what)
    steps = found.steps[:-1]
    state = state_after(rule, tuple(record.code for record in steps))
    before = replace(found, steps=steps, undone=(*found.undone, undone), decision=decision, state=state)
    waiting = law.case_due(before, zone_of(session), voiding.at).waiting
    move(work, found.key, state, waiting, named_executor(rule, before))
    facts = {"step": last.code, "ordinal": last.ordinal, "papers": [number for number in papers if number]}
    work.journal.append("step.taken_back", subject=found.key, facts=facts)
    return before


def _undo_decision(work: ports.UnitOfWork, case: Case, what: StepRule) -> Decision | None:
    if case.decision is None:
        return None
    if what.kind is StepKind.SIGN:
        unsigned = _unsigned(case.decision)
        work.save_decision(unsigned)
        return unsigned
    if what.kind in (StepKind.DRAFT, StepKind.RESULT):
        work.undoing.drop_decision(case.key)
        return None
    return case.decision


def may_take_back(session: Session, rule: ChannelRule, case: Case) -> bool:
    """True if this person may take the last step back, as far as the card can tell: not whether a paper was given."""
    try:
        last, what = _last_step(rule, case, None)
        _expect_right(session, what, last)
    except ForbiddenError:
        return False
    return True


def _last_step(rule: ChannelRule, case: Case, seen: UUID | None) -> tuple[StepRecord, StepRule]:
    if case.standstill is not None:
        raise ForbiddenError(
            "E-371",
            N_("The clock of the case {number} stands, so no step is done."),
            N_("Let the clock run on first."),
            number=case.number,
        )
    if case.state is CaseState.VOID or len(case.steps) <= len(steps_of_registration(rule)):
        raise ForbiddenError(
            "E-461",
            N_("Nothing of the case {number} can be taken back: its registration stands."),
            number=case.number,
        )
    last = case.steps[-1]
    if seen is not None and last.key != seen:
        raise ForbiddenError(
            "E-360",
            N_("The case {number} has moved on: this step is not the next one any more."),
            N_("Open the case again and do the step it shows."),
            number=case.number,
        )
    return last, rule.step(last.code)


def _expect_right(session: Session, what: StepRule, last: StepRecord) -> None:
    if what.kind is StepKind.SIGN:
        if not session.acts_as(what.actor):
            raise ForbiddenError(
                "E-463",
                N_("A signature is taken back only by the head."),
                N_("Tell the head what is wrong with the decision."),
            )
        return
    if last.done_by != session.member.key and not session.has(Role.SUPERVISOR):
        raise ForbiddenError(
            "E-462",
            N_("A step is taken back by the person who did it, or by the supervisor."),
            N_("Ask {name}, or the supervisor."),
            name=last.done_by_name,
        )


def _expect_not_given(work: ports.UnitOfWork, case: Case) -> None:
    if work.undoing.was_given(case.key, RESULTS):
        raise ForbiddenError(
            "E-464",
            N_("The result of the case {number} was given: it is not taken back."),
            N_("Where the result itself is wrong, the applicant brings it back and a new case is registered."),
            number=case.number,
        )


def _unsigned(decision: Decision) -> Decision:
    return replace(decision, number="", signed_by=None, signed_by_name="", signed_at=None, signed_as=NO_WORDS)
