"""A request that was read against the office's law, and the form the desk checks made from it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from desk_app.domain.application import Application, Consent, DocumentState, PresentedDocument
from desk_app.domain.cases import Evidence
from desk_app.domain.completeness import asked_of, base_code
from desk_app.domain.keys import new_key
from desk_app.domain.portal import (
    FUTURE_MINUTES,
    OLDEST_DAYS,
    AsideReason,
    PortalRequest,
    RequestKind,
    StoredRequest,
    token_of,
)
from desk_app.domain.regulation import Channel, ServiceEdition
from desk_app.domain.staff import Session
from desk_app.usecases.intake import MINOR_ALONE, NO_BANK, NO_HOUSEHOLD, judge, with_traits
from desk_app.usecases.law import Law, zone_of
from desk_app.usecases.ports import Queries
from desk_app.usecases.ports_exchange import Received, RequestFault

E_REQUEST = "e_request"
"""Code of the document that is the request itself."""
_NOT_CURABLE = {
    NO_HOUSEHOLD: AsideReason.NO_HOUSEHOLD,
    NO_BANK: AsideReason.NO_BANK,
    MINOR_ALONE: AsideReason.MINOR_ALONE,
}
"""What the desk can neither add by itself nor refuse for."""


def expect_lawful(law: Law, queries: Queries, session: Session, request: PortalRequest, now: datetime) -> None:
    """Raises RequestFault where the office cannot take the request, UserError where it cannot be said now."""
    latest = now + timedelta(minutes=FUTURE_MINUTES)
    for name, moment in (("sent_at", request.sent_at), ("consent.at", request.consent_at)):
        if moment > latest:
            raise RequestFault(AsideReason.FUTURE, name)
    today = now.astimezone(zone_of(session)).date()
    births = [(f"household.{place}", member.birth_date) for place, member in enumerate(request.household)]
    for name, born in (("applicant", request.applicant.birth_date), *births):
        if born is not None and born > today:
            raise RequestFault(AsideReason.FUTURE, f"{name}.birth_date")
    if request.sent_at < now - timedelta(days=OLDEST_DAYS):
        raise RequestFault(AsideReason.TOO_OLD, "sent_at")
    if request.kind is RequestKind.INFORMATION:
        return
    edition = edition_of(law, queries, session, request, now)
    known = {rule.code for rule in edition.documents if rule.is_asked_on(Channel.PORTAL)}
    for document in request.documents:
        if document.code not in known:
            raise RequestFault(AsideReason.UNKNOWN_DOCUMENT, document.code)
    form = form_of(law, queries, session, request, now)
    for text in judge(law, session, form, now).blockers:
        if text in _NOT_CURABLE:
            raise RequestFault(_NOT_CURABLE[text])


def edition_of(law: Law, queries: Queries, session: Session, request: PortalRequest, now: datetime) -> ServiceEdition:
    """The edition the office works by today, where it renders the service through the portal."""
    if request.service not in law.services():
        raise RequestFault(AsideReason.UNKNOWN_SERVICE, request.service)
    on = now.astimezone(zone_of(session)).date()
    edition = law.adopted(queries.adoptions(session.office.key), request.service, on)
    if edition is None:
        raise RequestFault(AsideReason.UNKNOWN_SERVICE, request.service)
    if not any(rule.channel is Channel.PORTAL for rule in edition.channels):
        raise RequestFault(AsideReason.NOT_ON_PORTAL, edition.id)
    return edition


def form_of(law: Law, queries: Queries, session: Session, request: PortalRequest, now: datetime) -> Application:
    """The application as the request has it. A document shown by no file is left for the desk to decide."""
    edition = edition_of(law, queries, session, request, now)
    today = now.astimezone(zone_of(session)).date()
    form = Application(
        edition=edition.id,
        channel=Channel.PORTAL,
        applicant=request.applicant,
        traits=request.traits,
        representative=request.representative,
        household=request.household,
        consent=Consent(True, edition.consent_version, request.consent_at),
        language=request.language,
    )
    form = with_traits(form, today)
    declared = {document.code: document for document in request.documents}
    documents = []
    for rule in asked_of(edition, form, today):
        code = base_code(rule.code)
        found = declared.get(rule.code)
        if code == E_REQUEST:
            documents.append(PresentedDocument(rule.code, DocumentState.ELECTRONIC, 1))
        elif found is not None and found.file:
            documents.append(PresentedDocument(rule.code, DocumentState.ELECTRONIC, 1, found.valid_until))
        else:
            until = found.valid_until if found is not None else None
            documents.append(PresentedDocument(rule.code, valid_until=until))
    return replace(form, documents=tuple(documents))


def stored(session: Session, received: Received, now: datetime) -> StoredRequest:
    """The record of a request that was read."""
    request = received.request
    return StoredRequest(
        key=new_key(),
        office=session.office.key,
        id=request.id,
        kind=request.kind,
        service=request.service,
        iin=request.applicant.iin,
        applicant=request.applicant.name.full,
        sent_at=request.sent_at,
        received_at=now,
        received_by_name=session.member.full_name,
        sha256=hashlib.sha256(received.content).hexdigest(),
        signature_name=received.signature_name,
        signature_sha256=hashlib.sha256(received.signature).hexdigest(),
        token=token_of(session.office.key, request.id),
    )


def answer_of(queries: Queries, session: Session, iin: str, now: datetime) -> str:
    """What assistance the office knows to be assigned to this person, as JSON. Names nobody else and no file."""
    entries = [_entry(queries, session.office.key, iin, trace) for trace in queries.recipients(session.office.key, iin)]
    facts = {
        "assigned": bool(entries),
        "as_of": now.astimezone(zone_of(session)).date().isoformat(),
        "entries": entries,
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _entry(queries: Queries, office: UUID, iin: str, trace: Evidence) -> dict[str, object]:
    entry: dict[str, object] = {
        "source": trace.origin,
        "as": "recipient" if trace.iin == iin else "family_member",
        "period_from": trace.period_from or None,
        "period_to": trace.period_to or None,
        "number": None,
        "amount": None,
    }
    if trace.origin == "case" and trace.iin == iin:
        key = queries.case_by_number(office, trace.reference)
        decision = queries.case(key).decision if key is not None else None
        entry["number"] = trace.reference
        entry["amount"] = decision.amount or None if decision is not None else None
    return entry
