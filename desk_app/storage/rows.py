"""Rows to domain values and back, field by field. Nothing else in the program sees a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from desk_app.domain.case_clock import ClockEvent, ClockEventKind
from desk_app.domain.cases import Case, CaseState, Decision, Outcome, StepRecord, UndoneStep
from desk_app.domain.corrections import Correction
from desk_app.domain.journal import JournalEntry
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.papers import Paper, PaperKind, PrintState
from desk_app.domain.phone import phone_key
from desk_app.domain.regulation import Channel, Ground
from desk_app.domain.staff import Office, OfficeKind, Role, StaffMember
from desk_app.domain.text import search_key
from desk_app.storage import codec
from desk_app.storage.case_changes import voiding_of
from desk_app.usecases.ports import CaseRow, Draft, PaperRow, PersonRow, Refusal

Values = dict[str, Any]
_CHANNELS = {one.value: one for one in Channel}
_STATES = {one.value: one for one in CaseState}

_STEP_FIELDS = (
    "key", "code", "ordinal", "begins_at", "due_at", "done_at", "done_by", "done_by_name", "note", "letter_number",
    "executor", "letter_date", "letter_signer",
)  # fmt: skip
_CLOCK_FIELDS = (
    "key", "ordinal", "kind", "at", "by", "by_name", "reason", "note", "units", "until", "notice_due_at", "paper",
)  # fmt: skip
_DECISION_FIELDS = (
    "key", "number", "outcome", "drafted_by", "drafted_by_name", "drafted_at", "signed_by", "signed_by_name",
    "signed_at", "ground", "amount", "period_from", "period_to", "letter_number", "letter_date", "stands_on",
    "stands_on_sha256",
)  # fmt: skip


def _halves(name: str, text: Bilingual) -> Values:
    return {f"{name}_kk": text.kk, f"{name}_ru": text.ru}


def _both(row: RowMapping, name: str) -> Bilingual:
    return Bilingual(row[f"{name}_kk"], row[f"{name}_ru"])


def office_values(office: Office) -> Values:
    return {
        "key": office.key,
        **_halves("name", office.name),
        "kinds": codec.list_text(tuple(kind.value for kind in office.kinds)),
        **_halves("region", office.region),
        **_halves("place", office.place),
        "zone": office.zone,
        "letters": office.letters,
    }


def office_of(row: RowMapping) -> Office:
    return Office(
        key=row["key"],
        name=_both(row, "name"),
        kinds=tuple(OfficeKind(kind) for kind in codec.list_of(row["kinds"])),
        region=_both(row, "region"),
        place=_both(row, "place"),
        zone=row["zone"],
        letters=row["letters"],
    )


def member_values(member: StaffMember) -> Values:
    return {
        "key": member.key,
        "office": member.office,
        "login": member.login,
        "login_folded": fold_login(member.login),
        "surname": member.surname,
        "name": member.name,
        "patronymic": member.patronymic,
        **_halves("position", member.position),
        "roles": codec.list_text(tuple(role.value for role in member.roles)),
        "language": member.language.value,
        "disabled": member.disabled,
    }


def member_of(row: RowMapping) -> StaffMember:
    return StaffMember(
        key=row["key"],
        office=row["office"],
        login=row["login"],
        surname=row["surname"],
        name=row["name"],
        patronymic=row["patronymic"],
        position=_both(row, "position"),
        roles=tuple(Role(role) for role in codec.list_of(row["roles"])),
        language=Language(row["language"]),
        disabled=row["disabled"],
    )


def fold_login(login: str) -> str:
    return login.strip().casefold()


def case_values(case: Case) -> Values:
    applicant = case.application.applicant
    return {
        "key": case.key,
        "office": case.office,
        "number": case.number,
        "service": case.service,
        "edition": case.edition,
        "edition_digest": case.edition_digest,
        "channel": case.channel.value,
        "person": case.person,
        "iin": applicant.iin,
        "iin_tail": applicant.iin[-4:],
        "applicant": applicant.name.full,
        "search_key": search_key(f"{applicant.name.full} {case.number}"),
        "phone": phone_key(applicant.phone),
        "application": codec.application_text(case.application),
        "registered_at": case.registered_at,
        "registered_by": case.registered_by,
        "registered_by_name": case.registered_by_name,
        "service_due_at": case.service_due_at,
        "state": case.state.value,
        "token": case.token,
        "version": case.version,
    }


def case_of(
    row: RowMapping,
    steps: tuple[StepRecord, ...],
    decision: Decision | None,
    clock: tuple[ClockEvent, ...],
    undone: tuple[UndoneStep, ...] = (),
    corrections: tuple[Correction, ...] = (),
) -> Case:
    return Case(
        key=row["key"],
        office=row["office"],
        number=row["number"],
        service=row["service"],
        edition=row["edition"],
        edition_digest=row["edition_digest"],
        channel=Channel(row["channel"]),
        person=row["person"],
        application=codec.application_of(row["application"]),
        registered_at=row["registered_at"],
        registered_by=row["registered_by"],
        registered_by_name=row["registered_by_name"],
        service_due_at=row["service_due_at"],
        state=CaseState(row["state"]),
        token=row["token"],
        version=row["version"],
        steps=steps,
        decision=decision,
        clock=clock,
        calendar=row["calendar_mark"],
        undone=undone,
        corrections=corrections,
    )


def step_values(step: StepRecord, office: UUID) -> Values:
    return {"office": office, "case_key": step.case} | {name: getattr(step, name) for name in _STEP_FIELDS}


def step_of(row: RowMapping) -> StepRecord:
    return StepRecord(case=row["case_key"], **{name: row[name] for name in _STEP_FIELDS})


def clock_event_values(event: ClockEvent, office: UUID) -> Values:
    fields = {name: getattr(event, name) for name in _CLOCK_FIELDS}
    return {"office": office, "case_key": event.case, **fields, "kind": event.kind.value}


def clock_event_of(row: RowMapping) -> ClockEvent:
    fields = {name: row[name] for name in _CLOCK_FIELDS} | {"kind": ClockEventKind(row["kind"])}
    return ClockEvent(case=row["case_key"], **fields)


def decision_values(decision: Decision, office: UUID) -> Values:
    fields = {name: getattr(decision, name) for name in _DECISION_FIELDS}
    return {
        "office": office,
        "case_key": decision.case,
        **fields,
        "outcome": decision.outcome.value,
        "evidence": codec.evidence_text(decision.evidence),
        **_halves("signed_as", decision.signed_as),
    }


def decision_of(row: RowMapping) -> Decision:
    fields = {name: row[name] for name in _DECISION_FIELDS} | {"outcome": Outcome(row["outcome"])}
    evidence, signed_as = codec.evidence_of(row["evidence"]), _both(row, "signed_as")
    return Decision(case=row["case_key"], evidence=evidence, signed_as=signed_as, **fields)


def household_values(case: Case) -> list[Values]:
    """The members that can be looked up: those with an IIN."""
    return [
        {"case_key": case.key, "ordinal": ordinal, "office": case.office, "iin": member.iin, "name": member.name}
        for ordinal, member in enumerate(case.application.household)
        if member.iin
    ]


def refusal_values(refusal: Refusal) -> Values:
    applicant = refusal.application.applicant
    return {
        "key": refusal.key,
        "office": refusal.office,
        "number": refusal.number,
        "person": refusal.person,
        "iin": applicant.iin,
        "iin_tail": applicant.iin[-4:],
        "applicant": applicant.name.full,
        "search_key": search_key(f"{applicant.name.full} {refusal.number}"),
        "phone": phone_key(applicant.phone),
        "application": codec.application_text(refusal.application),
        "service": refusal.service,
        "edition": refusal.edition,
        "edition_digest": refusal.edition_digest,
        "channel": refusal.channel.value,
        "grounds": codec.list_text(tuple(ground.value for ground in refusal.grounds)),
        "gaps": codec.list_text(refusal.gaps),
        "refused_at": refusal.refused_at,
        "refused_by": refusal.refused_by,
        "refused_by_name": refusal.refused_by_name,
        "token": refusal.token,
        "followed_by": refusal.followed_by,
        "voided_at": refusal.voided_at,
    }


def refusal_of(row: RowMapping) -> Refusal:
    return Refusal(
        key=row["key"],
        office=row["office"],
        number=row["number"],
        person=row["person"],
        application=codec.application_of(row["application"]),
        service=row["service"],
        edition=row["edition"],
        edition_digest=row["edition_digest"],
        channel=Channel(row["channel"]),
        grounds=tuple(Ground(ground) for ground in codec.list_of(row["grounds"])),
        gaps=codec.list_of(row["gaps"]),
        refused_at=row["refused_at"],
        refused_by=row["refused_by"],
        refused_by_name=row["refused_by_name"],
        token=row["token"],
        followed_by=row["followed_by"],
        voided_at=row["voided_at"],
    )


def paper_values(paper: Paper) -> Values:
    return {
        "key": paper.key,
        "office": paper.office,
        "kind": paper.kind.value,
        "number": paper.number,
        **_halves("title", paper.title),
        "language": paper.language.value,
        **_halves("office_name", paper.office_name),
        **_halves("place", paper.place),
        "issued_at": paper.issued_at,
        "issued_offset": _offset(paper.issued_at),
        "issued_by": paper.issued_by,
        "journal_seq": paper.journal_seq,
        "journal_code": paper.journal_code,
        "content": codec.content_text(paper.content),
        "case_key": paper.case,
        "refusal": paper.refusal,
        "template": paper.template,
        "sha256": paper.sha256,
        "print_state": paper.print_state.value,
        "copies": paper.copies,
        "replaces": paper.replaces,
    }


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a paper is issued at a moment with a zone")
    return round(offset.total_seconds() / 60)


def paper_of(row: RowMapping) -> Paper:
    kind = PaperKind(row["kind"])
    return Paper(
        key=row["key"],
        office=row["office"],
        kind=kind,
        number=row["number"],
        title=_both(row, "title"),
        language=PaperLanguage(row["language"]),
        office_name=_both(row, "office_name"),
        place=_both(row, "place"),
        issued_at=row["issued_at"].astimezone(timezone(timedelta(minutes=row["issued_offset"]))),
        issued_by=row["issued_by"],
        journal_seq=row["journal_seq"],
        journal_code=row["journal_code"],
        content=codec.content_of(kind, row["content"]),
        case=row["case_key"],
        refusal=row["refusal"],
        template=row["template"],
        sha256=row["sha256"],
        print_state=PrintState(row["print_state"]),
        copies=row["copies"],
        void=voiding_of(row),
        replaces=row["replaces"],
    )


def entry_of(row: RowMapping) -> JournalEntry:
    return JournalEntry(
        office=row["office"],
        seq=row["seq"],
        at=row["at"],
        actor=row["actor"],
        action=row["action"],
        subject=row["subject"],
        body=bytes(row["body"]),
        previous=bytes(row["previous"]),
        hash=bytes(row["hash"]),
    )


def entry_values(entry: JournalEntry) -> Values:
    names = ("office", "seq", "at", "actor", "action", "subject", "body", "previous", "hash")
    return {name: getattr(entry, name) for name in names}


def case_row_of(row: RowMapping) -> CaseRow:
    """A line of `queries.register.LINE` or `REFUSAL_LINE`, which have the same columns."""
    return case_row(row.values())


def case_row(values: Iterable[Any]) -> CaseRow:
    """The same by place: a search makes fifty of these, and finding the names in each took as long as the search."""
    (
        kind, key, number, iin, applicant, service, edition, channel, registered_at, registered_by_name, state,
        waiting_step, waiting_role, step_due_at, service_due_at, paused_at, waiting_member,
    ) = values  # fmt: skip
    role = Role(waiting_role) if waiting_role else None
    return CaseRow(
        key, number, iin, applicant, service, edition, _CHANNELS[channel], registered_at, registered_by_name,
        _STATES[state], waiting_step or "", role, step_due_at, service_due_at, kind, paused_at, waiting_member,
    )  # fmt: skip


def paper_row_of(row: RowMapping) -> PaperRow:
    return PaperRow(
        key=row["key"],
        kind=PaperKind(row["kind"]),
        number=row["number"],
        issued_at=row["issued_at"].astimezone(timezone(timedelta(minutes=row["issued_offset"]))),
        print_state=PrintState(row["print_state"]),
        copies=row["copies"],
        case=row["case_key"],
        refusal=row["refusal"],
        applicant=row["applicant"],
        void=voiding_of(row),
        is_struck="struck_at" in row and row["struck_at"] is not None,
    )


def person_row_of(row: RowMapping) -> PersonRow:
    return PersonRow(row["key"], row["iin"], row["name"], row["birth_date"])


def draft_values(draft: Draft) -> Values:
    names = ("key", "office", "author", "author_name", "kind", "body", "updated_at")
    return {name: getattr(draft, name) for name in names}


def draft_of(row: RowMapping) -> Draft:
    return Draft(**{name: row[name] for name in row})
