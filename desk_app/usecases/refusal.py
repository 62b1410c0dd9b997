"""Refusal to accept: the receipt straight from the check, numbered and recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.cases import steps_of_registration
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind
from desk_app.domain.staff import Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.contents import refusal_content
from desk_app.usecases.intake import Command, judge, with_traits
from desk_app.usecases.law import Law, may_do, zone_of
from desk_app.usecases.papers import make_paper


@dataclass(frozen=True, slots=True)
class RefusalIssued:
    refusal: ports.Refusal
    paper: Paper


class Refusals:
    """What the desk does when papers are missing or expired."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory, queries: ports.Queries) -> None:
        self._law = law
        self._unit_of_work = unit_of_work
        self._queries = queries

    def refuse(
        self,
        session: Session,
        command: Command,
        language: PaperLanguage,
        within: Callable[[ports.UnitOfWork], None] | None = None,
    ) -> RefusalIssued:
        """Check again, number and record the refusal with its receipt and what `within` records in one transaction.

        A token seen before returns what it made the first time.

        Raises:
            ForbiddenError: E-361, the person may not accept on this channel.
            UserError: E-120, there is nothing to refuse for, or a document is still undecided.
            StorageError: nothing was recorded.
        """
        rule = self._law.rule(command.application.edition, command.application.channel)
        if not may_do(session, rule, steps_of_registration(rule)[-1]):
            raise ForbiddenError(
                "E-361",
                N_("This step belongs to another role."),
                N_("Sign in as the person whose step it is, or leave it to them: it stands in their work list."),
            )
        try:
            return self._record(session, command, language, within)
        except ports.KnownToken as known:
            refusal = self._queries.refusal(known.subject)
            row = self._queries.papers_of(refusal=refusal.key)[0]
            return RefusalIssued(refusal, self._queries.paper(row.key))

    def _record(
        self,
        session: Session,
        command: Command,
        language: PaperLanguage,
        within: Callable[[ports.UnitOfWork], None] | None,
    ) -> RefusalIssued:
        office = session.office
        with self._unit_of_work(office.key, session.member.key, session.desk) as work:
            now = work.now()
            local = now.astimezone(zone_of(session))
            application = with_traits(command.application, local.date())
            verdict = judge(self._law, session, application, now)
            if not verdict.may_refuse:
                raise UserError(
                    "E-120",
                    N_("A receipt of refusal cannot be issued yet: a document is undecided, or nothing is missing."),
                    N_("Decide every document of the list first: the receipt must name all gaps."),
                )
            report = verdict.report
            edition = report.edition
            person = work.save_person(application)
            key = new_key()
            value = work.numbers.take(series_key(Series.REFUSAL, local.year, edition.service))
            number = format_number(Series.REFUSAL, edition.letter, local.year, value)
            refusal = ports.Refusal(
                key=key,
                office=office.key,
                number=number,
                person=person,
                application=application,
                service=edition.service,
                edition=edition.id,
                edition_digest=edition.digest,
                channel=application.channel,
                grounds=report.grounds,
                gaps=tuple(gap.rule.code for gap in report.gaps),
                refused_at=now,
                refused_by=session.member.key,
                refused_by_name=session.member.full_name,
                token=command.token,
            )
            work.add_refusal(refusal)
            entry = work.journal.append(
                "application.refused",
                subject=key,
                facts={"number": number, "edition": edition.id, "grounds": [ground.value for ground in report.grounds]},
            )
            rule = report.rule.refusal
            assert rule is not None  # may_refuse
            content = refusal_content(session, report, application, local)
            paper = make_paper(
                session, PaperKind.REFUSAL_RECEIPT, number, rule.title, language, content, now, entry, refusal=key
            )
            work.add_paper(paper)
            if within is not None:
                within(work)
            work.commit()
        return RefusalIssued(refusal, paper)
