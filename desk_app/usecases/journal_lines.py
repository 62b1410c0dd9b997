"""Lines of the journals: what was read, put into the columns of each journal in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk_app.domain import journal_texts as texts
from desk_app.domain.cases import CaseState
from desk_app.domain.journals import CaseEntry, JournalKind, PaperEntry, RefusalEntry, StepEntry
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.regulation import Channel, StepKind
from desk_app.usecases.law import Law

Cells = tuple[str | int | datetime | date, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of a spreadsheet, `share` of the width of a paper."""

    heading: Bilingual
    width: int
    share: int
    is_number: bool = False


_ROW = Column(texts.ROW, 6, 9, True)
_CHANNEL, _SERVICE = Column(texts.CHANNEL, 16, 17), Column(texts.SERVICE, 30, 23)
_APPLICANT, _IIN = Column(texts.APPLICANT, 34, 26), Column(texts.IIN, 14, 20)
_MOMENT = Column(texts.MOMENT, 17, 16)
_REPRESENTATIVE = Column(texts.REPRESENTATIVE, 28, 22)
COLUMNS = {
    JournalKind.REGISTRATION: (
        _ROW,
        Column(texts.NUMBER, 16, 21),
        _MOMENT,
        _CHANNEL,
        _SERVICE,
        _APPLICANT,
        _IIN,
        _REPRESENTATIVE,
        Column(texts.SHEETS, 8, 11, True),
        Column(texts.ACCEPTED_BY, 28, 21),
        Column(texts.PLANNED, 13, 17),
        Column(texts.PASSED, 34, 24),
        Column(texts.EXECUTOR, 28, 22),
        Column(texts.RESULT, 34, 22),
        Column(texts.ISSUED, 34, 22),
        Column(texts.STATE, 16, 26),
    ),
    JournalKind.REFUSAL: (
        _ROW,
        Column(texts.RECEIPT, 18, 22),
        _MOMENT,
        _CHANNEL,
        _SERVICE,
        _APPLICANT,
        _IIN,
        _REPRESENTATIVE,
        Column(texts.REASON, 60, 56),
        Column(texts.REFUSED_BY, 28, 24),
        Column(texts.FOLLOWED, 18, 22),
        Column(texts.STATE, 18, 26),
    ),
    JournalKind.PAPERS: (
        _ROW,
        Column(texts.PAPER_NUMBER, 18, 22),
        _MOMENT,
        Column(texts.PAPER_TITLE, 44, 50),
        Column(texts.BELONGS_TO, 18, 22),
        _APPLICANT,
        _IIN,
        Column(texts.MADE_BY, 28, 24),
        Column(texts.COPIES, 8, 9, True),
        Column(texts.PRINTED, 20, 20),
        Column(texts.ISSUED, 34, 28),
    ),
}


class _Titles:
    """What the editions say, each asked once."""

    def __init__(self, law: Law, language: PaperLanguage) -> None:
        self._law, self._language = law, language
        self._services: dict[str, str] = {}
        self._kinds: dict[tuple[str, Channel], dict[str, StepKind]] = {}
        self._documents: dict[str, dict[str, str]] = {}

    def service(self, edition: str) -> str:
        if edition not in self._services:
            self._services[edition] = self._language.said(self._law.edition(edition).short_title)
        return self._services[edition]

    def kinds(self, edition: str, channel: Channel) -> dict[str, StepKind]:
        place = edition, channel
        if place not in self._kinds:
            self._kinds[place] = {step.code: step.kind for step in self._law.rule(edition, channel).steps}
        return self._kinds[place]

    def document(self, edition: str, code: str) -> str:
        if edition not in self._documents:
            rules = self._law.edition(edition).documents
            self._documents[edition] = {rule.code: self._language.said(rule.title) for rule in rules}
        return self._documents[edition].get(code, code)


def case_lines(entries: Sequence[CaseEntry], law: Law, language: PaperLanguage, zone: ZoneInfo) -> tuple[Cells, ...]:
    titles = _Titles(law, language)
    channels = {channel: language.said(text) for channel, text in texts.CHANNELS.items()}
    states = {state: language.said(text) for state, text in texts.STATES.items()}
    outcomes = {code: language.said(text) for code, text in texts.OUTCOMES.items()}

    def line(number: int, entry: CaseEntry) -> Cells:
        kinds = titles.kinds(entry.edition, entry.channel)
        found: dict[StepKind, StepEntry] = {}
        for step in entry.steps:
            found.setdefault(kinds[step.code], step)
        passed = found.get(StepKind.SEND) or found.get(StepKind.PASS)
        resolved, handed = found.get(StepKind.RESOLVE), found.get(StepKind.HAND_OVER)
        due = entry.service_due_at.astimezone(zone).date() if entry.service_due_at is not None else ""
        result = (outcomes.get(entry.outcome, entry.outcome), _number(entry.result_number), _iso(entry.result_at, zone))
        return (
            number,
            entry.number,
            entry.registered_at.astimezone(zone),
            channels[entry.channel],
            titles.service(entry.edition),
            entry.applicant,
            entry.iin,
            entry.representative,
            entry.sheets,
            entry.accepted_by,
            due if entry.state is not CaseState.VOID else "",
            _joined(passed.note or passed.done_by_name, _moment(passed.done_at, zone)) if passed is not None else "",
            resolved.executor if resolved is not None else "",
            _joined(*result) if entry.outcome else "",
            _joined(_moment(handed.done_at, zone), handed.note) if handed is not None else "",
            states[entry.state],
        )

    return tuple(line(number, entry) for number, entry in enumerate(entries, 1))


def refusal_lines(
    entries: Sequence[RefusalEntry], law: Law, language: PaperLanguage, zone: ZoneInfo
) -> tuple[Cells, ...]:
    titles = _Titles(law, language)
    states = {is_void: language.said(text) for is_void, text in texts.REFUSAL_STATES.items()}

    def line(number: int, entry: RefusalEntry) -> Cells:
        grounds = ", ".join(language.said(texts.GROUNDS[ground]) for ground in entry.grounds)
        gaps = "; ".join(titles.document(entry.edition, code) for code in entry.gaps)
        return (
            number,
            entry.number,
            entry.refused_at.astimezone(zone),
            language.said(texts.CHANNELS[entry.channel]),
            titles.service(entry.edition),
            entry.applicant,
            entry.iin,
            entry.representative,
            f"{grounds}: {gaps}" if gaps else grounds,
            entry.refused_by,
            entry.followed_by,
            states[entry.is_void],
        )

    return tuple(line(number, entry) for number, entry in enumerate(entries, 1))


def paper_lines(entries: Sequence[PaperEntry], language: PaperLanguage, zone: ZoneInfo) -> tuple[Cells, ...]:
    def line(number: int, entry: PaperEntry) -> Cells:
        handed = entry.handed_at
        return (
            number,
            entry.number,
            entry.issued_at.astimezone(zone),
            language.said(entry.title),
            entry.belongs_to,
            entry.applicant,
            entry.iin,
            entry.issued_by,
            entry.copies,
            language.said(texts.PAPER_VOID if entry.is_void else texts.PRINT_STATES[entry.print_state]),
            _joined(_moment(handed, zone), entry.handed_to) if handed is not None else "",
        )

    return tuple(line(number, entry) for number, entry in enumerate(entries, 1))


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%d.%m.%Y %H:%M")


def _iso(text: str, zone: ZoneInfo) -> str:
    """A day, or the moment of a signature, as dd.mm.yyyy."""
    if not text:
        return ""
    at = datetime.fromisoformat(text)
    return (at.astimezone(zone) if at.tzinfo is not None else at).strftime("%d.%m.%Y")


def _number(text: str) -> str:
    return f"№ {text}" if text else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
