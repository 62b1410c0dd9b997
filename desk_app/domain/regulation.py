"""A service edition: what one wording of the acts asks of a desk, channel by channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Norm
from desk_app.domain.staff import Actor, OfficeKind, Role


class Channel(StrEnum):
    """The way an application comes in."""

    CENTRE = "centre"
    AKIM = "akim"
    PROVIDER = "provider"
    STATE_CORPORATION = "state_corporation"
    PORTAL = "portal"

    @property
    def office_kind(self) -> OfficeKind | None:
        """The kind of office whose desk serves this channel; None for the portal."""
        return None if self is Channel.PORTAL else OfficeKind(self.value)

    @property
    def desk_role(self) -> Role:
        """Who accepts applications on this channel."""
        return Role.CHANCELLERY if self in (Channel.PROVIDER, Channel.PORTAL) else Role.CLERK


class Trait(StrEnum):
    """What is true of an applicant or of the application; documents are asked for by trait."""

    REPRESENTATIVE = "representative"
    MINOR = "minor"
    FOREIGNER = "foreigner"
    RETURNEE = "returnee"
    WORKING_AGE_JOBLESS = "working_age_jobless"
    MEMBER_UNDER_16_WORKS = "member_under_16_works"


class Ground(StrEnum):
    """Why an application may be refused acceptance at the desk."""

    INCOMPLETE = "incomplete"
    EXPIRED = "expired"


class StepKind(StrEnum):
    """What a step is to the program; its words come from the edition."""

    CHECK = "check"
    ACCEPT = "accept"
    """Check and registration in one, as the provider's chancellery does it."""
    REGISTER = "register"
    SEND = "send"
    PASS = "pass"
    RESOLVE = "resolve"
    DRAFT = "draft"
    SIGN = "sign"
    RESULT = "result"
    """The provider's own work, seen from here: entered from its letter."""
    HAND_OVER = "hand_over"


class StartRule(StrEnum):
    """Whether the day of acceptance is day one or day nought of a term in days."""

    ACCEPTANCE_DAY_NOT_COUNTED = "acceptance_day_not_counted"
    FROM_ACCEPTANCE = "from_acceptance"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the act says it. `confirmed` is false where no official text that was read says so."""

    text: Bilingual
    confirmed: bool = True
    reading: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A document an edition asks for, from whom, and what to tell a visitor who lacks it."""

    code: str
    title: Bilingual
    bring: Bilingual
    where: Bilingual
    source: Source
    applies_to: tuple[Trait, ...] = ()
    """Empty: of everybody. Else: of those who have any of these traits."""
    expires: bool = False
    waivers: tuple[tuple[str, Bilingual], ...] = ()
    """Grounds on which it need not be presented: (code, words)."""

    def is_required_of(self, traits: frozenset[Trait]) -> bool:
        return not self.applies_to or any(trait in traits for trait in self.applies_to)

    def waiver(self, code: str) -> Bilingual | None:
        return next((words for name, words in self.waivers if name == code), None)


@dataclass(frozen=True, slots=True)
class FillingRule:
    """One thing that must be right in the application form itself, apart from the set of documents."""

    code: str
    title: Bilingual
    source: Source


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of a route: who, what, how long."""

    code: str
    kind: StepKind
    actor: Actor
    title: Bilingual
    norm: Norm
    source: Source
    result: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class RefusalRule:
    """The receipt of refusal to accept, as this service and channel have it."""

    title: Bilingual
    grounds: tuple[Ground, ...]
    reason: Bilingual
    """The sentence of the receipt; `{incomplete}` and `{expired}` mark the two alternatives to underline."""
    incomplete_words: Bilingual
    expired_words: Bilingual
    norm: Norm
    source: Source


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Weekdays (0 = Monday) and hours. `six_day` calendars ignore moved Saturdays."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    lunch: tuple[time, time] | None
    source: Source


class AcceptancePaper(StrEnum):
    """What the visitor carries away after registration."""

    TALON = "talon"
    ACCEPTANCE_RECEIPT = "acceptance_receipt"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """One channel of an edition: its route, terms, papers and hours."""

    channel: Channel
    steps: tuple[StepRule, ...]
    refusal: RefusalRule | None
    acceptance: AcceptancePaper
    acceptance_title: Bilingual
    whole: Norm | None
    whole_source: Source | None
    start: StartRule
    start_source: Source
    hours: WorkingTime
    waiting: Norm | None = None
    serving: Norm | None = None
    times_source: Source | None = None
    """Of `waiting` and `serving`."""
    acceptance_source: Source | None = None

    def step(self, code: str) -> StepRule:
        """Return the step with that code; KeyError where there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class ResultRule:
    """The paper that ends the service, granted and refused."""

    granted: Bilingual
    refused: Bilingual
    granted_text: Bilingual
    """Body of the paper. The papers layer fills in {applicant} {iin} {period} {amount} {from_date}."""
    refused_text: Bilingual
    """As above, with {ground}."""
    grounds: tuple[tuple[str, Bilingual, Source], ...]
    """Grounds of a refusal to assign: (code, words, source)."""
    source: Source


@dataclass(frozen=True, slots=True)
class ServiceEdition:
    """One wording of one service. Never rewritten: a new wording is a new edition."""

    id: str
    """`SERVICE/DATE`, the date being the first day in force."""
    service: str
    title: Bilingual
    short_title: Bilingual
    letter: str
    """The letter of this service in registration numbers."""
    act: Bilingual
    basis: Bilingual
    """The provision that lists the documents, as cited on receipts."""
    basis_confirmed: bool
    effective_from: date
    effective_to: date | None
    """Last day in force; None while it is."""
    channels: tuple[ChannelRule, ...]
    documents: tuple[DocumentRule, ...]
    filling: tuple[FillingRule, ...]
    consent: Bilingual
    consent_version: str
    request: Bilingual
    """The sentence of the application that asks for the service."""
    result: ResultRule
    needs_household: bool
    needs_bank: bool
    digest: str
    """SHA-256 of the file, hexadecimal; a case keeps it."""

    def channel(self, channel: Channel) -> ChannelRule:
        """Return the rule of the channel; KeyError where the service is not rendered there."""
        for rule in self.channels:
            if rule.channel is channel:
                return rule
        raise KeyError(channel)

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def required(self, traits: frozenset[Trait]) -> tuple[DocumentRule, ...]:
        """The documents asked of an applicant with these traits, in the order of the act."""
        return tuple(rule for rule in self.documents if rule.is_required_of(traits))
