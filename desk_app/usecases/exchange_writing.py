"""What is written for the portal: the status of every request, its papers, its answer. All of it follows from records.

The bytes are the same whichever desk makes them and whenever: they hold no moment of writing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.cases import Case, CaseState, steps_of_registration
from desk_app.domain.journal_texts import GROUNDS
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import PaperKind
from desk_app.domain.portal import PortalState, RequestKind, SetAside, StoredRequest, WrittenFile, state_of
from desk_app.domain.portal_texts import NOT_SIGNED, NOT_VERIFIED, REASONS, STATES
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Session
from desk_app.usecases import ports
from desk_app.usecases.law import Law, zone_of

STATUS_FORMAT = "tereze-portal-status"
RESULT_FORMAT = "tereze-portal-result"
INFORMATION_FORMAT = "tereze-portal-information"
_ROLES: tuple[tuple[str, tuple[PaperKind, ...]], ...] = (
    ("acceptance", (PaperKind.ACCEPTANCE_RECEIPT, PaperKind.TALON)),
    ("refusal", (PaperKind.REFUSAL_RECEIPT,)),
    ("result", (PaperKind.CERTIFICATE, PaperKind.NOTIFICATION, PaperKind.RENDER_REFUSAL)),
)
_SHOWS_RESULT = (CaseState.READY, CaseState.DONE)


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file that is to lie in `out`. `mark`: what of the records it is from; `paper`: the one it shows, if any."""

    name: str
    mark: str
    data: bytes
    paper: ports.PaperRow | None = None


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A paper of the request, whose bytes are known."""

    role: str
    file: str
    row: ports.PaperRow
    sha256: str


class Answers:
    """Makes the contents of `out`."""

    def __init__(self, law: Law, queries: ports.Queries) -> None:
        self._law = law
        self._queries = queries

    def papers(self, request: StoredRequest) -> Iterator[tuple[str, ports.PaperRow]]:
        """What of the request's papers is for the portal, by its role: the newest valid one of each."""
        if request.case is None and request.refusal is None:
            return
        if request.case is not None:
            rows = self._queries.papers_of(case=request.case)
        else:
            rows = self._queries.papers_of(refusal=request.refusal)
        for role, kinds in _ROLES:
            if role == "result" and request.case_state not in _SHOWS_RESULT:
                continue
            found = [row for row in rows if row.kind in kinds and row.void is None]
            if found:
                yield role, max(found, key=lambda row: (row.issued_at, row.key))

    def result(self, session: Session, request: StoredRequest, paper: WrittenPaper) -> OutFile:
        assert request.case is not None, "a result is of a case"
        case = self._queries.case(request.case)
        record = self._queries.paper(paper.row.key)
        decision = case.decision
        facts: dict[str, object] = {
            "format": RESULT_FORMAT,
            "version": 1,
            "request": request.id,
            "case": case.number,
            "service": case.service,
            "edition": case.edition,
            "outcome": decision.outcome.value if decision is not None else None,
            "paper": _paper(paper),
            "title": _both(record.title),
            "issued_at": _local(session, record.issued_at),
            "decided_by": decision.signed_by_name if decision is not None else "",
            "signed_here": False,
            "note": _both(NOT_SIGNED),
        }
        return OutFile(f"{request.id}.result.json", str(paper.row.key), _json(facts))

    def information(self, request: StoredRequest) -> OutFile:
        facts = {
            "format": INFORMATION_FORMAT,
            "version": 1,
            "request": request.id,
            "signed_here": False,
            "note": _both(NOT_SIGNED),
        }
        return OutFile(f"{request.id}.information.json", "answer", _json(facts | json.loads(request.answer)))

    def status(self, session: Session, request: StoredRequest, papers: tuple[WrittenPaper, ...]) -> OutFile:
        case = self._queries.case(request.case) if request.case is not None else None
        refusal = self._queries.refusal(request.refusal) if request.refusal is not None else None
        state = self.state(request)
        facts = _status(request.id, state) | {
            "service": request.service or None,
            "number": request.case_number or request.refusal_number or None,
            "sent_at": _local(session, request.sent_at),
            "received_at": _local(session, request.received_at),
            "changed_at": _local(session, _changed(request, case, refusal)),
            "due_at": _local(session, case.service_due_at) if case is not None and case.service_due_at else None,
            "signature": {"sha256": request.signature_sha256, "verified_here": False, "note": _both(NOT_VERIFIED)},
            "reason": {"code": "returned", "text": request.returned_reason} if request.returned_reason else None,
            "papers": [_paper(paper) for paper in papers],
        }
        if refusal is not None:
            edition = self._law.edition(refusal.edition)
            titles = {rule.code: rule.title for rule in edition.documents}
            facts["grounds"] = [{"code": ground.value, **_both(GROUNDS[ground])} for ground in refusal.grounds]
            facts["missing"] = [
                {"code": code, **_both(titles[code.partition(".")[0]])}
                for code in refusal.gaps
                if code.partition(".")[0] in titles
            ]
        if request.kind is RequestKind.INFORMATION:
            facts["information"] = f"{request.id}.information.json"
        return OutFile(status_name(request.id), mark_of(request), _json(facts))

    def state(self, request: StoredRequest) -> PortalState:
        """How far a request is, by the case or the refusal it led to."""
        registering = 0
        if request.case is not None:
            registering = len(steps_of_registration(self._law.rule(request.case_edition, Channel.PORTAL)))
        return state_of(request, registering)

    @staticmethod
    def aside(session: Session, found: SetAside) -> OutFile:
        """The status of a request whose file was set aside."""
        facts = _status(found.request_id, PortalState.NOT_ACCEPTED) | {
            "received_at": _local(session, found.at),
            "changed_at": _local(session, found.at),
            "reason": {"code": found.reason.value, "detail": found.detail, **_both(REASONS[found.reason])},
            "sha256": found.sha256 or None,
        }
        return OutFile(status_name(found.request_id), mark_of_aside(found), _json(facts))


def status_name(request_id: str) -> str:
    return f"{request_id}.status.json"


def mark_of(request: StoredRequest) -> str:
    """What of the record a status was made from; the queries compare it."""
    if request.case is not None:
        return f"case {request.case_version}"
    if request.refusal is not None:
        return "void" if request.refusal_is_void else f"refusal {request.refusal_papers}"
    return "settled" if request.settled_at is not None else "waiting"


def mark_of_aside(found: SetAside) -> str:
    """As `mark_of`, of a file that was set aside."""
    return f"aside {found.sha256} {found.reason.value} {found.detail}"


def reason_file(found: SetAside) -> bytes:
    """What is put beside a file that was set aside."""
    return _json(
        {
            "file": found.name,
            "size": found.size,
            "sha256": found.sha256 or None,
            "set_aside_at": found.at.isoformat(timespec="seconds"),
            "reason": {"code": found.reason.value, "detail": found.detail, **_both(REASONS[found.reason])},
        }
    )


def is_written(written: WrittenFile | None, sha256: str) -> bool:
    return written is not None and written.sha256 == sha256


def _status(request_id: str, state: PortalState) -> dict[str, object]:
    return {
        "format": STATUS_FORMAT,
        "version": 1,
        "request": request_id,
        "state": state.value,
        "words": _both(STATES[state]),
        "signed_here": False,
        "note": _both(NOT_SIGNED),
    }


def _paper(paper: WrittenPaper) -> dict[str, object]:
    return {
        "role": paper.role,
        "file": paper.file,
        "sha256": paper.sha256,
        "kind": paper.row.kind.value,
        "number": paper.row.number,
        "signed_here": False,
    }


def _changed(request: StoredRequest, case: Case | None, refusal: ports.Refusal | None) -> datetime:
    if case is not None:
        return max([case.registered_at, *(step.done_at for step in case.steps)])
    if refusal is not None:
        return refusal.voided_at or refusal.refused_at
    return request.settled_at or request.received_at


def _local(session: Session, moment: datetime) -> str:
    return moment.astimezone(zone_of(session)).isoformat(timespec="seconds")


def _both(words: Bilingual) -> dict[str, str]:
    return {"kk": words.kk, "ru": words.ru}


def _json(facts: dict[str, object]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
