"""What waits for the head's signature: read as a list, signed together, or sent back with remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk_app.domain.cases import Outcome, UndoneStep
from desk_app.domain.papers import Paper
from desk_app.domain.regulation import ServiceEdition, StepKind
from desk_app.domain.staff import Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import StorageError, TerezeError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.attempts import OwnPassword
from desk_app.usecases.decision import Decisions
from desk_app.usecases.law import Law, expect_step
from desk_app.usecases.undoing import LONGEST_REASON, undo_last


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that waits for a signature."""

    case: UUID
    number: str
    applicant: str
    edition: ServiceEdition
    outcome: Outcome
    drafted_by_name: str
    drafted_at: datetime
    due_at: datetime | None
    is_own: bool
    """Drafted by the person who looks: another head has to sign it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of one case of a batch: its paper, or why it was not signed."""

    case: UUID
    number: str
    applicant: str
    paper: Paper | None
    error: TerezeError | None = None


class Signing:
    """The head's desk."""

    def __init__(
        self,
        law: Law,
        decisions: Decisions,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        own_password: OwnPassword,
    ) -> None:
        self._law = law
        self._decisions = decisions
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._own_password = own_password

    def may_sign(self, session: Session) -> bool:
        """True if there is a step of signing that this person may do."""
        return bool(self._codes(session))

    def waiting(self, session: Session) -> tuple[DraftLine, ...]:
        """All drafts that wait for this person's signature, soonest due first."""
        codes = self._codes(session)
        if not codes:
            return ()
        lines = []
        for row in self._queries.to_send(session.office.key, codes, session.member.key):
            decision = self._queries.case(row.key).decision
            rule = self._law.rule(row.edition, row.channel)
            step = rule.step(row.waiting_step)
            if decision is None or step.kind is not StepKind.SIGN or not session.acts_as(step.actor):
                continue
            lines.append(
                DraftLine(
                    row.key,
                    row.number,
                    row.applicant,
                    self._law.edition(row.edition),
                    decision.outcome,
                    decision.drafted_by_name,
                    decision.drafted_at,
                    row.step_due_at,
                    decision.drafted_by == session.member.key,
                )
            )
        return tuple(lines)

    def sign_batch(
        self,
        session: Session,
        cases: tuple[UUID, ...],
        password: str,
        seen: Mapping[UUID, datetime] | None = None,
    ) -> tuple[Signed, ...]:
        """Sign these drafts with one password, each in a transaction of its own, each in its applicant's language.

        `seen` is when the draft of each was made, as the head had it before them: another one is not signed. What
        cannot be signed is told and does not keep the others back; where the records fail, the rest is told as
        not signed.

        Raises:
            UserError: E-401 the password is wrong and nothing was signed, E-402 wait; E-613, nothing was chosen.
        """
        if not cases:
            raise UserError("E-613", N_("No draft is ticked."), N_("Tick what you want to sign, then sign."))
        self._own_password.expect(session, password)
        report: list[Signed] = []
        failure: StorageError | None = None
        for key in dict.fromkeys(cases):
            number, applicant = "", ""
            try:
                if failure is not None:
                    raise failure
                found = self._queries.case(key)
                number, applicant = found.number, found.applicant_name
                draft = seen.get(key) if seen is not None else None
                done = self._decisions.sign_checked(session, key, found.application.language, draft)
                report.append(Signed(key, number, applicant, done.paper))
            except TerezeError as error:
                failure = error if isinstance(error, StorageError) else None
                report.append(Signed(key, number, applicant, None, error))
        return tuple(report)

    def return_draft(self, session: Session, case: UUID, remarks: str) -> UndoneStep:
        """Send a draft back to its executor with remarks: the case waits for another draft.

        Raises:
            UserError: E-614, no remarks.
            ForbiddenError: E-360 the case is elsewhere, E-361 the signature is another role's, E-371 its clock stands.
        """
        remarks = remarks.strip()[:LONGEST_REASON]
        if not remarks:
            raise UserError(
                "E-614",
                N_("A draft is sent back with remarks, and none are written."),
                N_("Write what the executor has to change."),
            )
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            expect_step(session, rule, found, StepKind.SIGN)
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, remarks)
            after = undo_last(self._law, work, session, found, voiding)
            work.journal.append("draft.returned", subject=case, facts={"number": found.number})
            work.commit()
        return after.undone[-1]

    def _codes(self, session: Session) -> tuple[str, ...]:
        """Codes of the steps of signing that this person may do."""
        codes = {
            step.code
            for edition in self._law.editions()
            for rule in edition.channels
            for step in rule.steps
            if step.kind is StepKind.SIGN and session.acts_as(step.actor)
        }
        return tuple(sorted(codes))
