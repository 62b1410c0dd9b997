"""Refusal receipts put right: made void, or issued anew with what was typed wrongly put right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desk_app.domain.application import Application
from desk_app.domain.corrections import CorrectedField, Correction, CorrectionKind, application_json, changed_fields
from desk_app.domain.keys import new_key
from desk_app.domain.numbering import issued_anew
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.staff import Role, Session
from desk_app.domain.voiding import Voiding
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import refusal_content
from desk_app.usecases.corrections import checked_reason, expect_author, expect_supervisor
from desk_app.usecases.intake import Verdict, judge, with_traits
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.reissuing import replaced_row

_RECEIPT = (PaperKind.REFUSAL_RECEIPT,)


@dataclass(frozen=True, slots=True)
class Reissued:
    correction: Correction
    paper: Paper


class RefusalCorrections:
    """Putting right and making void what the desk refused."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def void(self, session: Session, refusal: UUID, reason: str) -> Correction:
        """Make a mistaken refusal void: its number stays, its receipt is void, nothing follows from it.

        Raises:
            UserError: E-601, no reason.
            ForbiddenError: E-610, only the supervisor may; E-605, it is void already.
        """
        reason = checked_reason(reason)
        expect_supervisor(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.corrections.refusal_for_update(refusal)
            _expect_valid(found)
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, reason)
            papers = work.undoing.void_papers(refusal, tuple(PaperKind), voiding)
            work.corrections.replace_refusal(replace(found, voided_at=voiding.at))
            correction = _correction(found, CorrectionKind.VOIDED, (), None, voiding, None)
            work.corrections.add(correction)
            facts = {"number": found.number, "papers": [number for number in papers if number]}
            work.journal.append("refusal.voided", subject=refusal, facts=facts)
            work.commit()
        return correction

    def reissue(
        self,
        session: Session,
        refusal: UUID,
        application: Application,
        reason: str,
        seen: Application | None = None,
    ) -> Reissued:
        """Replace what was refused and issue the receipt anew, as of the day of the refusal.

        `seen` is what stood in the refusal when the person opened it, where they had it before them.

        Raises:
            UserError: E-601 no reason; E-603 nothing differs; E-604 another service or channel; E-612 nothing would
                be missing any more; E-615 the refusal was changed meanwhile.
            ForbiddenError: E-602 another person refused; E-605 it is void.
        """
        reason = checked_reason(reason)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.corrections.refusal_for_update(refusal)
            expect_author(session, found.refused_by, found.refused_by_name)
            _expect_valid(found)
            if seen is not None and seen != found.application:
                raise UserError(
                    "E-615",
                    N_("The refusal {number} was changed while you were correcting it."),
                    N_("Open the correction again: it shows what stands now."),
                    number=found.number,
                )
            after = _corrected(session, found, application)
            fields = changed_fields(found.application, after)
            if not fields:
                raise UserError("E-603", N_("Nothing differs from what is registered."), N_("Change what is wrong."))
            verdict = judge(self._law, session, after, found.refused_at)
            if not verdict.may_refuse:
                raise UserError(
                    "E-612",
                    N_("With these corrections there is no reason to refuse."),
                    N_("Let the supervisor make the refusal void, then register the application."),
                )
            voiding = Voiding(work.now(), session.member.key, session.member.full_name, reason)
            person = work.save_person(after)
            corrected = replace(
                found,
                application=after,
                person=person,
                grounds=verdict.report.grounds,
                gaps=tuple(gap.rule.code for gap in verdict.report.gaps),
            )
            work.corrections.replace_refusal(corrected)
            if person != found.person:
                work.corrections.drop_person_without_records(found.person)
            paper = self._receipt_anew(work, session, corrected, verdict, voiding, fields)
            correction = _correction(found, CorrectionKind.CORRECTED, fields, after, voiding, paper)
            work.corrections.add(correction)
            work.commit()
        return Reissued(correction, paper)

    def _receipt_anew(
        self,
        work: ports.UnitOfWork,
        session: Session,
        refusal: ports.Refusal,
        verdict: Verdict,
        voiding: Voiding,
        fields: tuple[CorrectedField, ...],
    ) -> Paper:
        valid = work.corrections.valid_papers(refusal.key, _RECEIPT)
        work.undoing.void_papers(refusal.key, _RECEIPT, voiding)
        number = issued_anew(refusal.number, work.corrections.count_papers(refusal.key, _RECEIPT) + 1)
        entry = work.journal.append(
            "refusal.corrected",
            subject=refusal.key,
            facts={"number": refusal.number, "fields": [field.value for field in fields], "paper": number},
        )
        refused_at = refusal.refused_at.astimezone(zone_of(session))
        members = self._queries.members(session.office.key)
        clerk = next((member for member in members if member.key == refusal.refused_by), session.member)
        content = refusal_content(replace(session, member=clerk), verdict.report, refusal.application, refused_at)
        if valid:
            content = replace(content, rows=(*content.rows, replaced_row(valid[-1][1])))
        rule = verdict.report.rule.refusal
        assert rule is not None  # may_refuse
        language = refusal.application.language
        paper = make_paper(
            session,
            PaperKind.REFUSAL_RECEIPT,
            number,
            rule.title,
            language,
            content,
            voiding.at,
            entry,
            refusal=refusal.key,
        )
        paper = replace(paper, replaces=valid[-1][0] if valid else None)
        work.add_paper(paper)
        return paper


def may_reissue(session: Session, refusal: ports.Refusal) -> bool:
    """True if this person may put the refusal right."""
    is_theirs = refusal.refused_by == session.member.key or session.has(Role.SUPERVISOR)
    return is_theirs and refusal.voided_at is None


def may_void_refusal(session: Session, refusal: ports.Refusal) -> bool:
    """True if this person may make the refusal void."""
    return session.has(Role.SUPERVISOR) and refusal.voided_at is None


def _expect_valid(refusal: ports.Refusal) -> None:
    if refusal.voided_at is not None:
        raise ForbiddenError(
            "E-605", N_("The registration No. {number} is void: it is not changed any more."), number=refusal.number
        )


def _corrected(session: Session, found: ports.Refusal, application: Application) -> Application:
    if (application.edition, application.channel) != (found.edition, found.channel):
        raise UserError(
            "E-604",
            N_("The service and its channel are not corrected: the number and the term hang on them."),
            N_("Let the supervisor make the registration void, then register anew."),
        )
    on = found.refused_at.astimezone(zone_of(session)).date()
    return with_traits(replace(application, consent=found.application.consent), on)


def _correction(
    refusal: ports.Refusal,
    kind: CorrectionKind,
    fields: tuple[CorrectedField, ...],
    after: Application | None,
    voiding: Voiding,
    paper: Paper | None,
) -> Correction:
    return Correction(
        key=new_key(),
        case=None,
        refusal=refusal.key,
        kind=kind,
        fields=fields,
        before=application_json(refusal.application),
        after=application_json(after) if after is not None else "",
        reason=voiding.reason,
        by=voiding.by,
        by_name=voiding.by_name,
        at=voiding.at,
        paper=paper.key if paper is not None else None,
    )
