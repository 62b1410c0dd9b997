"""A journal of a period as it is asked for, shown, put on paper and into a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain import journal_texts as texts
from desk_app.domain.journal import JournalEntry
from desk_app.domain.journals import Balance, JournalKind
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import JournalColumn, JournalContent, Paper, PaperKind, Row, Signature
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Session
from desk_app.usecases import ports
from desk_app.usecases.journal_lines import Cells, Column
from desk_app.usecases.papers import make_paper


class Target(StrEnum):
    """Where a journal goes."""

    PDF = "pdf"
    XLSX = "xlsx"
    PRINTER = "printer"


@dataclass(frozen=True, slots=True)
class Request:
    """A journal as it is asked for: first and last day, both counted, in the office's time."""

    kind: JournalKind
    first: date
    last: date
    service: str = ""
    channel: Channel | None = None
    clerk: UUID | None = None


@dataclass(frozen=True, slots=True)
class PeriodJournal:
    """A journal ready to be shown and exported. Cells are in `language`, moments in the office's time."""

    request: Request
    language: PaperLanguage
    title: Bilingual
    facts: tuple[Row, ...]
    columns: tuple[Column, ...]
    lines: tuple[Cells, ...]
    counts: tuple[Row, ...]
    balance: Balance | None
    """Of the registration journal."""
    read_at: datetime


def paper_of(session: Session, journal: PeriodJournal, number: str, entry: JournalEntry | None) -> Paper:
    """The journal as a paper; without an entry it is none that was recorded."""
    content = JournalContent(
        facts=journal.facts,
        columns=tuple(JournalColumn(one.heading, one.share, one.is_number) for one in journal.columns),
        lines=tuple(tuple(map(_text, line)) for line in journal.lines),
        balance=journal.counts,
        signature=Signature(texts.KEEPER, session.member.full_name),
    )
    at = entry.at if entry is not None else journal.read_at
    return make_paper(session, PaperKind.JOURNAL, number, journal.title, journal.language, content, at, entry)


def facts_of(journal: PeriodJournal, target: Target) -> dict[str, object]:
    """What the program's own journal says of it."""
    request = journal.request
    return {
        "journal": request.kind.value,
        "first": request.first,
        "last": request.last,
        "service": request.service,
        "channel": request.channel.value if request.channel is not None else "",
        "clerk": str(request.clerk or ""),
        "rows": len(journal.lines),
        "to": target.value,
    }


def sheet_of(session: Session, journal: PeriodJournal, entry: JournalEntry) -> ports.Sheet:
    """The journal as a spreadsheet that bears the code of that entry."""
    language = journal.language
    said = tuple(f"{language.said(row.label)}: {language.said(row.value)}" for row in journal.facts)
    counts = tuple(f"{language.said(row.label)}: {language.said(row.value)}" for row in journal.counts)
    code = f"{language.said(texts.JOURNAL_ENTRY)}: № {entry.seq} · {entry.code}"
    keeper = f"{language.said(texts.KEEPER)}: {session.member.full_name}"
    return ports.Sheet(
        title=language.said(texts.SHORT[journal.request.kind]),
        above=(language.said(session.office.name), language.said(journal.title), "; ".join(said), "; ".join(counts)),
        columns=tuple(ports.SheetColumn(language.said(one.heading), one.width) for one in journal.columns),
        lines=journal.lines,
        below=(*counts, keeper, code),
    )


def _text(cell: str | int | datetime | date) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y %H:%M")
    return cell.strftime("%d.%m.%Y") if isinstance(cell, date) else str(cell)
