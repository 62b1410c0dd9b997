"""What stands on each paper, frozen from the case, the edition and the people who act."""

from __future__ import annotations

from datetime import date, datetime

from desk_app.domain import paper_texts as words
from desk_app.domain.application import Application, DocumentState
from desk_app.domain.cases import Case, Decision, Outcome
from desk_app.domain.completeness import CompletenessReport, asked_of, base_code
from desk_app.domain.iban import format_iban
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import (
    ApplicationContent,
    DocumentLine,
    GapLine,
    HandOverListContent,
    ListLine,
    MemberLine,
    RefusalContent,
    ResultContent,
    Row,
    Signature,
)
from desk_app.domain.regulation import AcceptancePaper, ChannelRule, Ground, ServiceEdition
from desk_app.domain.staff import Session

HAND_OVER_COPIES = 2


def same(text: str) -> Bilingual:
    """A value that is the same in both languages."""
    return Bilingual(text, text)


def day_text(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day is not None else ""


def _iso_day_text(text: str) -> str:
    return day_text(date.fromisoformat(text)) if text else ""


def application_content(
    session: Session,
    edition: ServiceEdition,
    rule: ChannelRule,
    application: Application,
    *,
    registered_at: datetime,
    due: datetime,
) -> ApplicationContent:
    """The application sheet with its talon or acceptance receipt. The talon's three obligatory facts are in its rows.

    Source: decree No. 71, annex 1, par. 7(1) and 8(1); annex 2, par. 6(1); annex 3, par. 6(2).
    """
    applicant = application.applicant
    documents = tuple(
        DocumentLine(
            document.title, application.presented(document.code).sheets, _note(edition, application, document.code)
        )
        for document in asked_of(edition, application, registered_at.date())
    )
    sheets = sum(line.sheets for line in documents)
    clerk = session.member
    accepted = words.ROLE_TITLES.get((rule.channel, rule.channel.desk_role), clerk.position)
    rows = (
        Row(words.APPLICANT, same(applicant.name.full), strong=True),
        Row(words.SERVICE, edition.title),
        Row(words.REGISTERED_ON, same(registered_at.strftime("%d.%m.%Y, %H:%M"))),
        Row(
            words.RESULT_ON,
            same(due.strftime("%d.%m.%Y, %H:%M") if due.date() == registered_at.date() else day_text(due)),
            strong=True,
        ),
        Row(words.ACCEPTED_DOCUMENTS, words.counted_documents(len(documents), sheets)),
        Row(words.ACCEPTED_BY, same(clerk.full_name)),
    )
    representative = application.representative
    return ApplicationContent(
        addressee=words.ADDRESSEE,
        applicant=applicant.name.full,
        iin=applicant.iin,
        birth_date=day_text(applicant.birth_date),
        address=applicant.address,
        phone=applicant.phone,
        bank=", ".join(part for part in (format_iban(applicant.bank_account), applicant.bank_name) if part),
        representative=representative.name.full if representative is not None else "",
        request=edition.request,
        documents=documents,
        household=tuple(
            MemberLine(member.name, member.relation, day_text(member.birth_date), member.occupation)
            for member in application.household
        ),
        consent=edition.consent,
        receipt_title=rule.acceptance_title,
        receipt_rows=rows,
        accepted_by=Signature(accepted, clerk.full_name),
        applicant_signature=Signature(
            words.APPLICANT_SIGNS, representative.name.short if representative is not None else applicant.name.short
        ),
        keep_note=words.KEEP_TALON if rule.acceptance is AcceptancePaper.TALON else words.KEEP_RECEIPT,
        identity_document=applicant.identity_document,
    )


def _note(edition: ServiceEdition, application: Application, code: str) -> Bilingual:
    found = application.presented(code)
    if found.state is DocumentState.NOT_REQUIRED:
        rule = next(document for document in edition.documents if document.code == base_code(code))
        return rule.waiver(found.waiver) or same("")
    return {
        DocumentState.SEEN: words.ORIGINAL_SEEN,
        DocumentState.COPY: words.COPY_TAKEN,
        DocumentState.ELECTRONIC: words.ELECTRONIC,
    }.get(found.state, same(""))


def refusal_content(
    session: Session, report: CompletenessReport, application: Application, refused_at: datetime
) -> RefusalContent:
    """The refusal receipt: every gap in plain words, what to bring and where to get it, the clause as known."""
    edition, rule = report.edition, report.rule
    refusal = rule.refusal
    if refusal is None:
        raise ValueError(f"{edition.id} knows no refusal on {rule.channel}")
    applicant = application.applicant
    rows = [
        Row(words.APPLICANT, same(applicant.name.full), strong=True),
        Row(words.IIN, same(applicant.iin)),
        Row(words.APPLIED_ON, same(day_text(refused_at))),
        Row(words.SERVICE, edition.title),
    ]
    if application.representative is not None:
        rows.insert(2, Row(words.REPRESENTATIVE, same(application.representative.name.full)))
    gaps = tuple(
        GapLine(
            gap.rule.title,
            words.why(gap.defect, day_text(gap.presented.valid_until)),
            gap.rule.bring,
            gap.rule.where,
            gap.rule.source.text if gap.rule.source.confirmed else edition.basis,
        )
        for gap in report.gaps
    )
    clerk = words.ROLE_TITLES.get((rule.channel, rule.channel.desk_role), session.member.position)
    return RefusalContent(
        rows=tuple(rows),
        reason=refusal.reason,
        incomplete_words=refusal.incomplete_words,
        expired_words=refusal.expired_words,
        incomplete_applies=Ground.INCOMPLETE in report.grounds,
        expired_applies=Ground.EXPIRED in report.grounds,
        only_incomplete=Ground.EXPIRED not in refusal.grounds,
        gaps=gaps,
        filling_faults=tuple(fault.title for fault in report.filling_faults),
        basis=edition.basis,
        again=words.COME_AGAIN,
        signatures=(
            Signature(clerk, session.member.full_name),
            Signature(words.RECEIPT_TAKEN, applicant.name.short, True),
        ),
    )


def case_rows(edition: ServiceEdition, case: Case) -> tuple[Row, ...]:
    """Who, what and under which number: what every paper of a case begins with."""
    applicant = case.application.applicant
    return (
        Row(words.APPLICANT, same(applicant.name.full), strong=True),
        Row(words.IIN, same(applicant.iin)),
        Row(words.SERVICE, edition.title),
        Row(words.REGISTRATION_NUMBER, same(case.number)),
    )


def resolution_content(
    session: Session, edition: ServiceEdition, case: Case, executor: str, text: str
) -> ResultContent:
    """The head's resolution: who is to do it. Source: decree No. 71, annex 2, par. 5(2)."""
    rows = (
        *case_rows(edition, case),
        Row(words.EXECUTOR, same(executor), strong=True),
        Row(words.INSTRUCTION, same(text)),
    )
    title = session.member.position if session.stands_in is not None else words.HEAD
    return ResultContent(
        rows=rows,
        body=(),
        basis=edition.act,
        signatures=(Signature(title, initials(session.member.full_name), True),),
        receipt=(),
    )


def _grouped(amount: str) -> str:
    """28 471: thousands apart, by a space that does not break."""
    return f"{int(amount):,}".replace(",", "\u00a0") if amount.isdigit() else amount


def _period(decision: Decision) -> Bilingual:
    begins, ends = _iso_day_text(decision.period_from), _iso_day_text(decision.period_to)
    if begins and not ends:
        return Bilingual(f"{begins} бастап", f"с {begins}")
    return same(" – ".join(part for part in (begins, ends) if part))


def letter_rows(case: Case, decision: Decision) -> tuple[Row, ...]:
    """Number and day of the provider's letter and who signed it; nothing where the result is our own."""
    if not decision.letter_number:
        return ()
    text = f"№ {decision.letter_number}, {_iso_day_text(decision.letter_date)}"
    rows = [Row(words.DECISION_NUMBER, same(text))]
    signer = next(
        (step.letter_signer for step in reversed(case.steps) if step.letter_number == decision.letter_number.strip()),
        "",
    )
    if signer:
        granted = decision.outcome is Outcome.GRANTED
        rows.append(Row(words.DECIDED_BY if granted else words.REFUSED_BY, same(signer)))
    return tuple(rows)


def signatures_of(decision: Decision) -> tuple[Signature, ...]:
    """Who signed and who drafted, with initials. Where the result came by letter: whoever certifies our paper.

    Source: typical rules No. 523, annexes 5 and 6: certified by the responsible person.
    """
    if decision.drafted_by is None:
        return (Signature(words.RESPONSIBLE, "", True),)
    signed_by, drafted_by = initials(decision.signed_by_name), initials(decision.drafted_by_name)
    title = decision.signed_as if decision.signed_as.kk else words.HEAD
    return (Signature(title, signed_by), Signature(words.EXECUTOR, drafted_by))


def initials(full_name: str) -> str:
    """«Әбенова Г. Т.» of a full name whose surname stands first."""
    surname, *others = full_name.split() or [""]
    return " ".join([surname, *(f"{name[0]}." for name in others)])


def result_content(edition: ServiceEdition, case: Case, decision: Decision, *, draft: bool) -> ResultContent:
    """Certificate or notification, positive or negative, from one form."""
    rule = edition.result
    granted = decision.outcome is Outcome.GRANTED
    template = rule.granted_text if granted else rule.refused_text
    ground = next((text for code, text, _source in rule.grounds if code == decision.ground), same(""))
    applicant = case.application.applicant
    period = _period(decision)

    def filled(text: str, ground_text: str) -> str:
        return text.format(
            applicant=applicant.name.full,
            iin=applicant.iin,
            period=period.kk,
            amount=_grouped(decision.amount),
            from_date=_iso_day_text(decision.period_from),
            ground=ground_text,
        )

    rows = [*case_rows(edition, case), *letter_rows(case, decision)]
    if period.kk:
        rows.append(Row(words.PERIOD, period))
    if granted and decision.amount:
        rows.append(
            Row(
                words.AMOUNT,
                Bilingual(f"{_grouped(decision.amount)} теңге", f"{_grouped(decision.amount)} тенге"),
                strong=True,
            )
        )
    return ResultContent(
        rows=tuple(rows),
        body=(Bilingual(filled(template.kk, ground.kk), filled(template.ru, ground.ru)),),
        basis=edition.act,
        signatures=signatures_of(decision),
        receipt=(Signature(words.RESULT_TAKEN, "", True),),
        draft=draft,
    )


def hand_over_lines(cases: tuple[tuple[Case, ServiceEdition], ...]) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(
            case.number,
            case.applicant_name,
            case.application.applicant.iin,
            edition.short_title,
            len(case.application.documents),
            sum(document.sheets for document in case.application.documents),
        )
        for case, edition in cases
    )


def hand_over_content(
    session: Session, destination: str, way: str, cases: tuple[tuple[Case, ServiceEdition], ...]
) -> HandOverListContent:
    """The list that goes with the packages and comes back signed."""
    return HandOverListContent(
        same(destination),
        words.WAYS[way],
        hand_over_lines(cases),
        Signature(words.HANDED_BY, session.member.full_name, True),
        Signature(words.RECEIVED_BY, "", True),
        HAND_OVER_COPIES,
    )
