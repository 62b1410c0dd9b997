"""«Why this date?» on paper, for the applicant: the way to a date day by day, numbered and journaled."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from desk_app.domain import term_texts
from desk_app.domain.application import Application
from desk_app.domain.calendar import DueDate
from desk_app.domain.cases import Case
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.numbering import Series, format_number, series_key
from desk_app.domain.papers import Paper, PaperKind, WhyContent
from desk_app.domain.staff import Session
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases import ports
from desk_app.usecases.case_contents import applicant_rows, why_content
from desk_app.usecases.contents import case_rows
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.papers import make_paper
from desk_app.usecases.rights import expect_working


class CaseClock(StrEnum):
    """Which of the two clocks of a case."""

    STEP = "step"
    SERVICE = "service"


class WhySheets:
    """Sheets of a recorded case, and of an application that is only being checked."""

    def __init__(self, law: Law, unit_of_work: ports.UnitOfWorkFactory) -> None:
        self._law = law
        self._unit_of_work = unit_of_work

    def of_case(self, session: Session, case: UUID, clock: CaseClock, language: PaperLanguage) -> Paper:
        """The way to a date of a case as it is reckoned now. Raises UserError E-391 where the step has no date."""
        expect_working(session)
        zone = zone_of(session)
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            found = work.case_for_update(case)
            edition = self._law.edition(found.edition)
            terms = self._law.case_due(found, zone, work.now())
            step = terms.waiting.step
            due = terms.service if clock is CaseClock.SERVICE else terms.waiting.due
            if due is None or (clock is CaseClock.STEP and step is None):
                raise UserError("E-391", N_("The step in hand has no date to explain."))
            what = term_texts.WHOLE_SERVICE if clock is CaseClock.SERVICE or step is None else step.title
            content = why_content(
                session, edition, due, what, case_rows(edition, found), zone, self._standing(found, zone)
            )
            paper = self._record(work, session, content, due, language, found.key)
            work.commit()
        return paper

    def of_check(self, session: Session, application: Application, due: DueDate, language: PaperLanguage) -> Paper:
        """The way to the planned date that the desk page shows; nothing of the applicant is recorded but this sheet."""
        expect_working(session)
        applicant = application.applicant
        edition = self._law.edition(application.edition)
        facts = applicant_rows(edition, applicant.name.full.strip(), applicant.iin)
        content = why_content(session, edition, due, term_texts.WHOLE_SERVICE, facts, zone_of(session))
        with self._unit_of_work(session.office.key, session.member.key, session.desk) as work:
            paper = self._record(work, session, content, due, language, None)
            work.commit()
        return paper

    def _standing(self, case: Case, zone: ZoneInfo) -> tuple[Bilingual, ...]:
        standstill = case.standstill
        if standstill is None:
            return ()
        reasons = {reason.code: reason.words for reason in self._law.edition(case.edition).pauses}
        words = reasons.get(standstill.reason, Bilingual(standstill.note, standstill.note))
        since = _day(standstill.stopped_at, zone)
        text = term_texts.PAUSED_NOW
        return (
            Bilingual(
                text.kk.format(since=f"{since} күнінен бастап", reason=words.kk),
                text.ru.format(since=since, reason=words.ru),
            ),
        )

    def _record(
        self,
        work: ports.UnitOfWork,
        session: Session,
        content: WhyContent,
        due: DueDate,
        language: PaperLanguage,
        case: UUID | None,
    ) -> Paper:
        now = work.now()
        year = now.astimezone(zone_of(session)).year
        value = work.numbers.take(series_key(Series.WHY, year))
        number = format_number(Series.WHY, session.office.letters, year, value)
        entry = work.journal.append("date.explained", subject=case, facts={"number": number, "due": due.due})
        paper = make_paper(
            session, PaperKind.WHY_SHEET, number, term_texts.WHY_TITLE, language, content, now, entry, case=case
        )
        work.add_paper(paper)
        return paper


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d.%m.%Y")
