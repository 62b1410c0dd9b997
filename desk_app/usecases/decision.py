"""The result: evidence, draft, signature by another person; or the provider's result entered from its letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from desk_app.domain.attachments import Subject
from desk_app.domain.basis import basis_text
from desk_app.domain.cases import Case, Decision, Evidence, Outcome
from desk_app.domain.frozen import digest_of
from desk_app.domain.keys import new_key
from desk_app.domain.language import NO_WORDS, Bilingual, PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.regulation import ServiceEdition, StepKind
from desk_app.domain.staff import Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.attachments import Attachments, NewScan
from desk_app.usecases.attempts import OwnPassword
from desk_app.usecases.case_contents import decision_content
from desk_app.usecases.grants import Grant, check_draft, period_of
from desk_app.usecases.law import Law, expect_step, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.rights import expect_working
from desk_app.usecases.routing import StepDone, finish_step

CERTIFICATE_SERVICE = "tsa_certificate"


@dataclass(frozen=True, slots=True)
class Letter:
    """The provider's result as its letter gives it."""

    outcome: Outcome
    number: str
    day: date
    amount: str = ""
    """Tenge a month, digits only; for a grant."""
    period_from: date | None = None
    period_to: date | None = None
    ground: str = ""
    """Code of the edition's ground; for a refusal to assign or to render."""
    signed_by: str = ""
    """Whose signature stands under the letter."""


class Decisions:
    """Drafting, signing, and results that came by letter."""

    def __init__(
        self,
        law: Law,
        unit_of_work: ports.UnitOfWorkFactory,
        queries: ports.Queries,
        own_password: OwnPassword,
        attachments: Attachments,
    ) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries
        self._own_password = own_password
        self._attachments = attachments

    def evidence(self, session: Session, case: UUID) -> tuple[Evidence, ...]:
        """Traces of assistance to the applicant, in our own cases and in imported lists."""
        expect_working(session)
        iin = self._queries.case(case).application.applicant.iin
        return self._queries.recipients(session.office.key, iin)

    def draft(
        self,
        session: Session,
        case: UUID,
        outcome: Outcome,
        evidence: tuple[Evidence, ...],
        note: str = "",
        ground: str = "",
        grant: Grant | None = None,
    ) -> StepDone:
        """The executor drafts the result: a certificate with its evidence, an assignment, or a refusal with its ground.

        Source: decree No. 71, annex 2, par. 5(3).

        Raises:
            ForbiddenError: E-364, the head named somebody else.
            UserError: E-365, E-388, E-389, something the result needs is missing (`check_draft`); E-392, the edition
                knows no such ground of a refusal to render.
        """
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.DRAFT)
            edition = self._law.edition(found.edition)
            check_draft(edition, outcome, evidence, grant, ground)
            if outcome is Outcome.NOT_RENDERED:
                _check_ground(edition, ground)
            now = work.now()
            begins, ends = period_of(evidence, grant)
            decision = Decision(
                key=new_key(),
                case=case,
                number="",
                outcome=outcome,
                drafted_by=session.member.key,
                drafted_by_name=session.member.full_name,
                drafted_at=now,
                amount=grant.amount if grant is not None else "",
                period_from=begins,
                period_to=ends,
                ground=ground,
                evidence=evidence,
            )
            decision = _with_basis(decision, edition, found)
            work.save_decision(decision)
            done = finish_step(self._law, work, session, rule, found, step, note=note)
            work.journal.append("decision.drafted", subject=case, facts={"outcome": outcome.value})
            work.commit()
        return done

    def preview(self, session: Session, case: UUID, language: PaperLanguage) -> Paper:
        """The draft as it would look; an unsaved, unnumbered paper marked as a draft."""
        expect_working(session)
        found = self._queries.case(case)
        decision = _decision_of(found)
        edition = self._law.edition(found.edition)
        head = self._queries.journal_head(session.office.key)
        if head is None:
            raise UserError("E-366", N_("There is no draft to show."))
        content = decision_content(edition, found, decision, draft=True)
        kind = paper_kind(edition, decision.outcome)
        return make_paper(
            session,
            kind,
            "",
            title_of(edition, decision.outcome),
            language,
            content,
            decision.drafted_at,
            head,
            case=case,
        )

    def sign(
        self, session: Session, case: UUID, password: str, language: PaperLanguage, seen: datetime | None = None
    ) -> StepDone:
        """The head signs what another person drafted; the paper gets its number now.

        Source: decree No. 71, annex 2, par. 5(4). The password is asked again. `seen` is when the draft was made that
        the head has before them, where they have one.

        Raises:
            ForbiddenError: E-367, the signer drafted it.
            UserError: E-401 the password is wrong, E-402 too often: wait; E-609, what it stands on has changed; E-616,
                the draft is another one.
        """
        self._own_password.expect(session, password)
        return self.sign_checked(session, case, language, seen)

    def sign_checked(
        self, session: Session, case: UUID, language: PaperLanguage, seen: datetime | None = None
    ) -> StepDone:
        """As `sign`, for a person whose password was asked already."""
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.SIGN)
            drafted = _decision_of(found)
            if drafted.drafted_by == session.member.key:
                raise ForbiddenError(
                    "E-367", N_("Who drafted the result may not sign it."), N_("Another head has to sign.")
                )
            if seen is not None and drafted.drafted_at != seen:
                raise UserError(
                    "E-616",
                    N_("The draft of the case {number} was made anew after you had opened it."),
                    N_("Open it again, and sign what it says now."),
                    number=found.number,
                )
            now = work.now()
            edition = self._law.edition(found.edition)
            _expect_same_basis(edition, found, drafted)
            number = self._number(work, session, edition)
            decision = replace(
                drafted,
                number=number,
                signed_by=session.member.key,
                signed_by_name=session.member.full_name,
                signed_at=now,
                signed_as=session.member.position if session.stands_in is not None else NO_WORDS,
            )
            work.save_decision(decision)
            done = finish_step(self._law, work, session, rule, found, step)
            paper = self._record_paper(work, session, edition, found, decision, language, "decision.signed")
            work.commit()
        return StepDone(done.record, done.waiting, paper)

    def enter_result(
        self,
        session: Session,
        case: UUID,
        letter: Letter,
        language: PaperLanguage,
        scan: Path | None = None,
    ) -> StepDone:
        """Enter the provider's result from its letter and make the notification; `scan` is the letter's file.

        Source: decree No. 71, annex 1, par. 3, 7(3), 8(5); annex 3, par. 6(4).

        Raises:
            UserError: E-368, the letter's number or the ground of a refusal is missing; E-369, the sum of a grant is;
                E-392, the edition knows no such ground of a refusal to render; E-465, the letter has no signer or a
                date to come; what `Attachments.attach` raises of the scan.
        """
        found = self._queries.case(case)
        edition = self._law.edition(found.edition)
        self._check_letter(edition, letter)
        read = None
        if scan is not None:
            read = self._attachments.read(session, case, NewScan(scan, Subject.LETTER, f"№ {letter.number.strip()}"))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            rule = self._law.rule(found.edition, found.channel)
            step = expect_step(session, rule, found, StepKind.RESULT)
            now = work.now()
            _check_signer(letter, now.astimezone(zone_of(session)).date())
            decision = Decision(
                key=new_key(),
                case=case,
                number=self._number(work, session, edition),
                outcome=letter.outcome,
                drafted_by=None,
                drafted_by_name="",
                drafted_at=now,
                ground=letter.ground,
                amount=letter.amount,
                period_from=letter.period_from.isoformat() if letter.period_from else "",
                period_to=letter.period_to.isoformat() if letter.period_to else "",
                letter_number=letter.number,
                letter_date=letter.day.isoformat(),
            )
            decision = _with_basis(decision, edition, found)
            work.save_decision(decision)
            came_by = (letter.number.strip(), letter.day.isoformat(), letter.signed_by.strip())
            done = finish_step(self._law, work, session, rule, found, step, letter=came_by)
            now_at = replace(found, steps=(*found.steps, done.record))
            if read is not None:
                self._attachments.record(work, session, now_at, read, done.record.key)
            paper = self._record_paper(work, session, edition, now_at, decision, language, "decision.entered")
            work.commit()
        return StepDone(done.record, done.waiting, paper)

    def _check_letter(self, edition: ServiceEdition, letter: Letter) -> None:
        grounds = {code for code, _text, _source in edition.result.grounds}
        granted, refused = letter.outcome is Outcome.GRANTED, letter.outcome is Outcome.REFUSED
        wants_sum = kind_of(edition) is PaperKind.NOTIFICATION
        if letter.outcome is Outcome.NOT_RENDERED:
            _check_ground(edition, letter.ground)
        if not letter.number.strip() or (refused and wants_sum and letter.ground not in grounds):
            raise UserError(
                "E-368",
                N_("The letter's number is missing, or the ground of the refusal is not chosen."),
                N_("Copy both from the provider's letter."),
            )
        if granted and wants_sum and not (letter.amount.isdigit() and letter.period_from is not None):
            raise UserError(
                "E-369",
                N_("The sum or the first day of the assistance is missing."),
                N_("Copy both from the provider's letter; the sum in whole tenge."),
            )

    def _number(self, work: ports.UnitOfWork, session: Session, edition: ServiceEdition) -> str:
        year = work.now().astimezone(zone_of(session)).year
        value = work.numbers.take(series_key(Series.RESULT, year, edition.service))
        return format_number(Series.RESULT, edition.letter, year, value)

    def _record_paper(
        self,
        work: ports.UnitOfWork,
        session: Session,
        edition: ServiceEdition,
        case: Case,
        decision: Decision,
        language: PaperLanguage,
        action: str,
    ) -> Paper:
        facts = {"number": decision.number, "outcome": decision.outcome.value}
        entry = work.journal.append(action, subject=case.key, facts=facts)
        content = decision_content(edition, case, decision, draft=False)
        paper = make_paper(
            session,
            paper_kind(edition, decision.outcome),
            decision.number,
            title_of(edition, decision.outcome),
            language,
            content,
            work.now(),
            entry,
            case=case.key,
        )
        work.add_paper(paper)
        return paper


def kind_of(edition: ServiceEdition) -> PaperKind:
    """Certificate or notification: what the service ends with."""
    return PaperKind.CERTIFICATE if edition.service == CERTIFICATE_SERVICE else PaperKind.NOTIFICATION


def paper_kind(edition: ServiceEdition, outcome: Outcome) -> PaperKind:
    """The paper of that outcome."""
    return PaperKind.RENDER_REFUSAL if outcome is Outcome.NOT_RENDERED else kind_of(edition)


def title_of(edition: ServiceEdition, outcome: Outcome) -> Bilingual:
    if outcome is Outcome.NOT_RENDERED and edition.render_refusal is not None:
        return edition.render_refusal.title
    return edition.result.granted if outcome is Outcome.GRANTED else edition.result.refused


def _with_basis(decision: Decision, edition: ServiceEdition, case: Case) -> Decision:
    """Freeze what the decision stands on."""
    text = basis_text(case.application, decision.evidence, edition.id, edition.digest)
    return replace(decision, stands_on=text, stands_on_sha256=digest_of(text))


def _expect_same_basis(edition: ServiceEdition, case: Case, drafted: Decision) -> None:
    """The head signs what the executor saw. Raises UserError E-609 where it is not the same any more."""
    now = _with_basis(drafted, edition, case)
    is_whole = digest_of(drafted.stands_on) == drafted.stands_on_sha256
    if drafted.stands_on and not (is_whole and drafted.stands_on == now.stands_on):
        raise UserError(
            "E-609",
            N_("What the draft of the case {number} stands on is no longer what it was when it was drafted."),
            N_("Send the draft back to its executor: another one is made on what stands now."),
            number=case.number,
        )


def _check_signer(letter: Letter, today: date) -> None:
    if not letter.signed_by.strip() or letter.day > today:
        raise UserError(
            "E-465",
            N_("The letter has no signer, or its date is still to come."),
            N_("Copy the date of the letter and the name under it."),
        )


def _check_ground(edition: ServiceEdition, ground: str) -> None:
    rule = edition.render_refusal
    if rule is None or ground not in {code for code, _words, _source in rule.grounds}:
        raise UserError(
            "E-392",
            N_("The service is refused only on a ground that its edition names."),
            N_("Choose the ground from the list."),
        )


def _decision_of(case: Case) -> Decision:
    if case.decision is None:
        raise UserError("E-366", N_("There is no draft to show."))
    return case.decision
