"""The shape of an edition file and of a calendar file. What one entry owes another is checked in `checks`."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from desk_app.domain.calendar import DayKind
from desk_app.domain.language import Bilingual
from desk_app.domain.norms import UNIT_NAMES, Norm, norm_of
from desk_app.domain.regulation import (
    AcceptancePaper,
    Channel,
    Ground,
    MemberTrait,
    Refused,
    Source,
    StartRule,
    StepKind,
    Trait,
)
from desk_app.domain.staff import Actor, OfficeKind

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class Weekday(StrEnum):
    """In the order of `date.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Entry(BaseModel):
    """Anything in a file: a key that is not known is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Entry):
    """A text in both languages."""

    kk: Text
    ru: Text

    def value(self) -> Bilingual:
        return Bilingual(self.kk, self.ru)


class SourceEntry(Words):
    """Where the act says it; `reading` where the act contradicts itself or is silent."""

    confirmed: bool = True
    reading: Words | None = None

    def source(self) -> Source:
        return Source(self.value(), self.confirmed, self.reading.value() if self.reading else None)


class NormEntry(Entry):
    """One of the four units with its number: `{ working_days = 5 }`."""

    minutes: int | None = Field(None, gt=0)
    working_hours: int | None = Field(None, gt=0)
    working_days: int | None = Field(None, gt=0)
    calendar_days: int | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"exactly one of {', '.join(UNIT_NAMES.values())}")
        return self

    def norm(self) -> Norm:
        (unit,) = self.model_fields_set
        return norm_of(unit, getattr(self, unit))


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
            raise ValueError("either norm or legs")
        return self


class FactEntry(Entry):
    text: Words
    source: SourceEntry


class FormEntry(Entry):
    paper: bool
    electronic: bool
    source: SourceEntry


class NotRenderedEntry(Entry):
    channel: Channel
    source: SourceEntry


class NotDemandedEntry(Entry):
    code: Code
    title: Words
    source: SourceEntry


class ReceptionEntry(Entry):
    by_place_of_registration: bool = False
    may_book: bool
    fast_lane: bool
    source: SourceEntry


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
    expires: bool = False
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
    hours_before_end: int = Field(0, ge=0)


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

    opens: time
    closes: time
    lunch_begins: time | None = None
    lunch_ends: time | None = None


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
    confirmed: bool = True


class ConsentEntry(Words):
    version: Text


class EditionFile(Entry):
    """The whole file."""

    id: Text
    service: Code
    letter: Annotated[str, StringConstraints(pattern=r"^\w$")]
    effective_from: date
    effective_to: date | None = None
    needs_household: bool = False
    needs_bank: bool = False
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
    day: date
    kind: DayKind
    source: Text
    five_day_only: bool = False


class CalendarFile(Entry):
    """One year. `confirmed` is false until its moved rest days are published."""

    year: int = Field(ge=1900, le=2200)
    confirmed: bool
    days: tuple[DayEntry, ...] = ()
