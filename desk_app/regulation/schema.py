"""The shape of an edition file and of a calendar file. What one entry owes another is checked in `checks`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from desk_app.domain.calendar import DayKind
from desk_app.domain.regulation import (
    AcceptancePaper,
    Channel,
    Ground,
    MemberTrait,
    Refused,
    StartRule,
    StepKind,
    Trait,
)
from desk_app.domain.staff import Actor, OfficeKind
from desk_app.regulation.values import (
    LETTER_PATTERN,
    LONGEST,
    NORM_OR_LEGS,
    Code,
    Day,
    Entry,
    NormEntry,
    SourceEntry,
    Text,
    TimeOfDay,
    Truth,
    Weekday,
    Whole,
    Words,
)


class LegEntry(Entry):
    """One stretch of a whole term; `office` says on whose week it runs."""

    norm: NormEntry
    office: OfficeKind


class WholeEntry(Entry):
    """The act's own whole term: one norm on the accepting office's week, or several legs one after the other."""

    norm: NormEntry | None = None
    legs: tuple[LegEntry, ...] = ()
    source: SourceEntry

    @model_validator(mode="after")
    def _norm_or_legs(self) -> Self:
        if (self.norm is None) == (not self.legs):
            raise PydanticCustomError(NORM_OR_LEGS, "either norm or legs")
        return self


class FactEntry(Entry):
    text: Words
    source: SourceEntry


class FormEntry(Entry):
    paper: Truth
    electronic: Truth
    source: SourceEntry


class NotRenderedEntry(Entry):
    channel: Channel
    source: SourceEntry


class NotDemandedEntry(Entry):
    code: Code
    title: Words
    source: SourceEntry


class PriorityEntry(Entry):
    code: Code
    words: Words
    source: SourceEntry


class ReceptionEntry(Entry):
    by_place_of_registration: Truth = False
    may_book: Truth
    fast_lane: Truth
    source: SourceEntry
    priority: tuple[PriorityEntry, ...] = ()


class ExtensionEntry(Entry):
    up_to: NormEntry
    notice: NormEntry
    source: SourceEntry


class PauseEntry(Entry):
    code: Code
    words: Words
    source: SourceEntry


class WaiverEntry(Words):
    code: Code


class DocumentEntry(Entry):
    code: Code
    title: Words
    bring: Words
    where: Words
    source: SourceEntry
    applies_to: tuple[Trait, ...] = ()
    applies_to_members: tuple[MemberTrait, ...] = ()
    channels: tuple[Channel, ...] = ()
    expires: Truth = False
    waivers: tuple[WaiverEntry, ...] = ()


class FillingEntry(Entry):
    code: Code
    title: Words
    source: SourceEntry
    channels: tuple[Channel, ...] = ()


class StepEntry(Entry):
    code: Code
    kind: StepKind
    actor: Actor
    title: Words
    norm: NormEntry
    source: SourceEntry
    result: Words | None = None
    hours_before_end: Whole = Field(0, ge=0, le=LONGEST)


class RefusalEntry(Entry):
    title: Words
    grounds: tuple[Ground, ...] = Field(min_length=1)
    reason: Words
    incomplete_words: Words
    expired_words: Words
    norm: NormEntry
    after: Code | None = None
    source: SourceEntry


class SpanEntry(Entry):
    """From when to when, with the break for lunch."""

    opens: TimeOfDay
    closes: TimeOfDay
    lunch_begins: TimeOfDay | None = None
    lunch_ends: TimeOfDay | None = None


class HoursEntry(Entry):
    """One kind of office: its working day, and the reception at its window inside it."""

    office: OfficeKind
    weekdays: tuple[Weekday, ...] = Field(min_length=1)
    working: SpanEntry
    reception: SpanEntry
    source: SourceEntry


class StartEntry(Entry):
    rule: StartRule
    source: SourceEntry


class AcceptanceEntry(Entry):
    paper: AcceptancePaper
    title: Words
    source: SourceEntry


class TimesEntry(Entry):
    """The longest waiting and serving at the window."""

    waiting: NormEntry | None = None
    serving: NormEntry | None = None
    source: SourceEntry


class ChannelEntry(Entry):
    channel: Channel
    acceptance: AcceptanceEntry
    start: StartEntry
    steps: tuple[StepEntry, ...] = Field(min_length=1)
    whole: WholeEntry | None = None
    times: TimesEntry | None = None
    reception: ReceptionEntry | None = None
    refusal: RefusalEntry | None = None


class GroundEntry(Entry):
    code: Code
    words: Words
    source: SourceEntry


class ResultEntry(Entry):
    granted: Words
    refused: Words
    granted_text: Words
    refused_text: Words
    source: SourceEntry
    refused_is: Refused
    grounds: tuple[GroundEntry, ...] = ()


class RenderRefusalEntry(Entry):
    title: Words
    text: Words
    source: SourceEntry
    grounds: tuple[GroundEntry, ...] = Field(min_length=1)


class BasisEntry(Words):
    confirmed: Truth = True


class ConsentEntry(Words):
    version: Text


class EditionFile(Entry):
    """The whole file."""

    id: Text
    service: Code
    letter: Annotated[str, StringConstraints(pattern=LETTER_PATTERN)]
    effective_from: Day
    effective_to: Day | None = None
    needs_household: Truth = False
    needs_bank: Truth = False
    title: Words
    short_title: Words
    act: Words
    force: SourceEntry
    price: FactEntry
    recipients: FactEntry
    form: FormEntry
    not_rendered: tuple[NotRenderedEntry, ...] = ()
    not_demanded: tuple[NotDemandedEntry, ...] = ()
    hours: tuple[HoursEntry, ...] = Field(min_length=1)
    extension: ExtensionEntry | None = None
    pauses: tuple[PauseEntry, ...] = ()
    basis: BasisEntry
    consent: ConsentEntry
    request: Words
    documents: tuple[DocumentEntry, ...] = Field(min_length=1)
    filling: tuple[FillingEntry, ...] = ()
    channels: tuple[ChannelEntry, ...] = Field(min_length=1)
    result: ResultEntry
    render_refusal: RenderRefusalEntry | None = None


class DayEntry(Words):
    day: Day
    kind: DayKind
    source: Text
    source_ru: Text | None = None
    """Where `source` is Kazakh; without it `source` is shown in both languages."""
    five_day_only: Truth = False


class CalendarFile(Entry):
    """One year. `confirmed` is false until its moved rest days are published."""

    year: Whole = Field(ge=1900, le=2200)
    confirmed: Truth
    days: tuple[DayEntry, ...] = ()
