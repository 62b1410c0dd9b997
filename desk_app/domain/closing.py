"""The end of a day: what has to agree with what, every difference by name, and the record that a day was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desk_app.domain.papers import PaperKind, PrintState


class CheckKind(StrEnum):
    """What is compared."""

    REGISTERED = "registered"
    """Applications with a number, and the talons or receipts for them."""
    REFUSED = "refused"
    """Refusals, and their receipts."""
    PASSED = "passed"
    """Packages sent, and the lines of hand-over lists."""
    OPEN_VISITS = "open_visits"
    UNSETTLED = "unsettled"
    """Papers nobody confirmed, saved or gave up."""
    DRAFTS = "drafts"


class Fate(StrEnum):
    """What became of the paper that a record needs."""

    PRINTED = "printed"
    """A person confirmed that it is in hand."""
    SAVED = "saved"
    NOT_OUT = "not_out"
    """Recorded, but neither confirmed nor saved as a file."""
    NONE = "none"
    """There is no valid paper at all."""


_FATES = {PrintState.CONFIRMED: Fate.PRINTED, PrintState.SAVED: Fate.SAVED}


def fate_of(state: PrintState | None) -> Fate:
    return Fate.NONE if state is None else _FATES.get(state, Fate.NOT_OUT)


class SubjectOf(StrEnum):
    """What a difference opens."""

    CASE = "case"
    REFUSAL = "refusal"
    VISIT = "visit"
    PAPER = "paper"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree. `number` is that of the case, refusal, ticket or paper."""

    subject: SubjectOf
    key: UUID
    number: str
    name: str
    """The applicant, or the author of a draft; for the screen only."""
    fate: Fate | None = None
    paper: PaperKind | None = None
    opens: tuple[SubjectOf, UUID] | None = None
    """The case or refusal to open instead; None: the subject itself."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the reconciliation: `whole` on the one side, `parts` on the other."""

    kind: CheckKind
    whole: int
    parts: tuple[tuple[Fate, int], ...]
    """How the whole divides; empty for what should be none at all."""
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The numbers of one series given on a day. `missing` are gaps between the first and the last."""

    kind: PaperKind
    title_kk: str
    title_ru: str
    first: str
    last: str
    count: int
    voided: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class DayClose:
    """That a day was closed, by whom, with what left over; and whether it was opened again."""

    key: UUID
    office: UUID
    day: date
    closed_at: datetime
    closed_by: UUID
    closed_by_name: str
    note: str
    figures: str
    """The counts as they stood, canonical JSON."""
    paper: UUID | None
    """The day sheet."""
    reopened_at: datetime | None = None
    reopened_by: UUID | None = None
    reopened_by_name: str = ""
    reopen_reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkMove:
    """The work on a case was given to a colleague of the absent person."""

    key: UUID
    case: UUID
    step: str
    from_member: UUID
    to_member: UUID
    at: datetime
    by: UUID
    by_name: str
    reason: str


def series_of(numbers: tuple[tuple[PaperKind, str, str, str, bool], ...]) -> tuple[NumberSeries, ...]:
    """Group papers (kind, number, title kk, title ru, is void) by kind and series; the last five digits count."""
    groups: dict[tuple[PaperKind, str], list[tuple[str, str, str, bool]]] = {}
    for kind, number, kk, ru, void in numbers:
        if len(number) > 5 and number[-5:].isdigit():
            groups.setdefault((kind, number[:-5]), []).append((number, kk, ru, void))
    found = []
    for (kind, _prefix), papers in groups.items():
        ordered = sorted(papers)
        values = sorted({int(number[-5:]) for number, _kk, _ru, _void in ordered})
        voided = tuple(number for number, _kk, _ru, void in ordered if void)
        missing = values[-1] - values[0] + 1 - len(values)
        number, kk, ru, _void = ordered[0]
        found.append(NumberSeries(kind, kk, ru, number, ordered[-1][0], len(ordered), voided, missing))
    return tuple(sorted(found, key=lambda one: (list(PaperKind).index(one.kind), one.first)))
