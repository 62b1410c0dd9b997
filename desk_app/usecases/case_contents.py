"""What stands on further papers of a case: the refusal to render, the notice of extension, the way to a date."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desk_app.domain import paper_texts, term_texts
from desk_app.domain.calendar import DayReason, DueDate, ExplainedInterval
from desk_app.domain.cases import Case, Decision, Outcome
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import CalendarDays, WorkingDays
from desk_app.domain.papers import (
    ExtensionContent,
    RenderRefusalContent,
    ResultContent,
    Row,
    Signature,
    WhyContent,
    WhyLine,
)
from desk_app.domain.regulation import ServiceEdition
from desk_app.domain.staff import Session
from desk_app.usecases.contents import case_rows, day_text, initials, letter_rows, result_content, same, signatures_of


def extension_content(
    session: Session, edition: ServiceEdition, case: Case, before: DueDate, new: DueDate, reason: str
) -> ExtensionContent:
    """The notice: the date as it was, the new one, why, and the paragraph that allows it."""
    until = day_text(new.day)
    rows = (
        *case_rows(edition, case),
        Row(term_texts.FORMER_DATE, same(day_text(before.day))),
        Row(term_texts.NEW_DATE, same(until), strong=True),
    )
    body = term_texts.EXTENSION_BODY
    return ExtensionContent(
        rows=rows,
        body=Bilingual(body.kk.format(until=kk_until(until)), body.ru.format(until=until)),
        reason=same(reason),
        basis=new.source.text,
        signatures=(Signature(session.member.position, initials(session.member.full_name)),),
        receipt=(Signature(term_texts.NOTICE_TAKEN, case.application.applicant.name.short, True),),
    )


def kk_until(day: str) -> str:
    """A date as Kazakh wants it before «дейін»."""
    return f"{day} күніне"


def moment_text(moment: datetime, in_days: bool) -> str:
    return moment.strftime("%d.%m.%Y" if in_days else "%d.%m.%Y, %H:%M")


def why_content(
    session: Session,
    edition: ServiceEdition,
    due: DueDate,
    what: Bilingual,
    facts: tuple[Row, ...],
    zone: ZoneInfo,
    warnings: tuple[Bilingual, ...] = (),
) -> WhyContent:
    """The way to this date as the screen shows it, frozen day by day."""
    in_days = isinstance(due.norm, WorkingDays | CalendarDays)
    reading = due.source.reading
    return WhyContent(
        rows=(
            *facts,
            Row(term_texts.WHAT, what),
            Row(term_texts.TERM, term_texts.term_text(due)),
            Row(term_texts.BEGINS, same(moment_text(due.begins.astimezone(zone), False))),
            Row(term_texts.ENDS, same(moment_text(due.due.astimezone(zone), in_days)), strong=True),
        ),
        lines=tuple(_why_line(line, first, in_days, zone) for first, line in _told(due)),
        clause=due.source.text,
        readings=(reading,) if reading is not None else (),
        warnings=(*warnings, *(() if due.confirmed else (term_texts.NOT_CONFIRMED,))),
        basis=edition.act,
        signatures=(Signature(term_texts.MADE_BY, session.member.full_name),),
    )


def _told(due: DueDate) -> tuple[tuple[bool, ExplainedInterval], ...]:
    """The lines with whether each is the very first; where one leg follows another the shared day stands once."""
    told = []
    for index, line in enumerate(due.lines):
        joins = index > 0 and line.reason is DayReason.RECEPTION and not line.counted
        if not joins:
            told.append((index == 0, line))
    return tuple(told)


def _why_line(line: ExplainedInterval, first: bool, in_days: bool, zone: ZoneInfo) -> WhyLine:
    begins, ends = line.begins.astimezone(zone), line.ends.astimezone(zone)
    whole = line.ordinal is not None or (in_days and (ends - begins).total_seconds() > 3600 * 23)
    is_day = whole or (in_days and (first or line.reason in (DayReason.RECEPTION, DayReason.MOVED_END)))
    reason = term_texts.REASONS[line.reason]
    if line.name is not None:
        counted = term_texts.COUNTED if line.counted else None
        reason = line.name if counted is None else _joined(line.name, counted)
    elif line.reason is DayReason.RECEPTION and line.counted:
        reason = term_texts.RECEPTION_COUNTED
    return WhyLine(
        day=begins.strftime("%d.%m.%Y"),
        weekday=term_texts.WEEKDAYS[begins.weekday()],
        span="" if is_day else f"{begins:%H:%M}–{ends:%H:%M}",
        ordinal=str(line.ordinal) if line.ordinal is not None else "",
        reason=reason,
        counted=line.counted,
    )


def _joined(first: Bilingual, then: Bilingual) -> Bilingual:
    return Bilingual(f"{first.kk}, {then.kk}", f"{first.ru}, {then.ru}")


def applicant_rows(edition: ServiceEdition, name: str, iin: str) -> tuple[Row, ...]:
    """Who asks, before there is a case."""
    rows = [Row(paper_texts.SERVICE, edition.title)]
    if iin:
        rows.insert(0, Row(paper_texts.IIN, same(iin)))
    if name:
        rows.insert(0, Row(paper_texts.APPLICANT, same(name), strong=True))
    return tuple(rows)


def decision_content(
    edition: ServiceEdition, case: Case, decision: Decision, *, draft: bool
) -> ResultContent | RenderRefusalContent:
    """What the service ends with: its result, or the refusal to render it."""
    if decision.outcome is Outcome.NOT_RENDERED:
        return render_refusal_content(edition, case, decision, draft=draft)
    return result_content(edition, case, decision, draft=draft)


def render_refusal_content(
    edition: ServiceEdition, case: Case, decision: Decision, *, draft: bool
) -> RenderRefusalContent:
    """The refusal to render, with the ground in the edition's words and where the act has it.

    ValueError where the edition knows no such refusal.
    """
    rule = edition.render_refusal
    if rule is None:
        raise ValueError(f"{edition.id} knows no refusal to render")
    found = next(((words, source) for code, words, source in rule.grounds if code == decision.ground), None)
    ground, clause = (found[0], found[1].text) if found is not None else (same(""), rule.source.text)
    applicant = case.application.applicant

    def filled(text: str, ground_text: str) -> str:
        return text.format(applicant=applicant.name.full, iin=applicant.iin, ground=ground_text)

    return RenderRefusalContent(
        rows=(*case_rows(edition, case), *letter_rows(case, decision)),
        body=Bilingual(filled(rule.text.kk, ground.kk), filled(rule.text.ru, ground.ru)),
        ground=ground,
        clause=clause,
        basis=edition.act,
        signatures=signatures_of(decision),
        receipt=(Signature(paper_texts.RESULT_TAKEN, "", True),),
        draft=draft,
    )
