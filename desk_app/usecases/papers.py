"""How a paper is recorded: numbered, tied to the journal, with everything on it frozen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk_app.domain.journal import JournalEntry
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import Paper, PaperContent, PaperKind
from desk_app.domain.staff import Session
from desk_app.usecases.law import zone_of


def make_paper(
    session: Session,
    kind: PaperKind,
    number: str,
    title: Bilingual,
    language: PaperLanguage,
    content: PaperContent,
    at: datetime,
    entry: JournalEntry | None,
    *,
    case: UUID | None = None,
    refusal: UUID | None = None,
) -> Paper:
    """Return the paper as it will be stored, bound to the journal entry of the act it documents.

    Without an entry it is a paper to look at, not one to store.
    """
    return Paper(
        key=new_key(),
        office=session.office.key,
        kind=kind,
        number=number,
        title=title,
        language=language,
        office_name=session.office.name,
        place=session.office.place,
        issued_at=at.astimezone(zone_of(session)),
        issued_by=session.member.key,
        journal_seq=entry.seq if entry is not None else 0,
        journal_code=entry.code if entry is not None else "",
        content=content,
        case=case,
        refusal=refusal,
    )
