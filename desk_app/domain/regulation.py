"""A service edition: what one wording of the acts asks of a desk, channel by channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Norm
from desk_app.domain.staff import ROLE_OF_ACTOR, Actor, OfficeKind, Role


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
    STATELESS = "stateless"
    REFUGEE = "refugee"
    RETURNEE = "returnee"
    WORKING_AGE_JOBLESS = "working_age_jobless"
    MEMBER_UNDER_16_WORKS = "member_under_16_works"


class MemberTrait(StrEnum):
    """What is true of one member of the household; documents are asked for each such member."""

    MINOR = "minor"
    """Under 18; follows from the birth date."""
    WORKS_UNDER_16 = "works_under_16"
    STUDENT = "student"
    """A dependant of 18–23 in full-time study."""
    WORKING_AGE_JOBLESS = "working_age_jobless"
    DISABLED = "disabled"


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
    applies_to_members: tuple[MemberTrait, ...] = ()
    """Not empty: asked once for each member of the household who has any of these traits."""
    channels: tuple[Channel, ...] = ()
    """Empty: on all channels."""
    expires: bool = False
    waivers: tuple[tuple[str, Bilingual], ...] = ()
    """Grounds on which it need not be presented: (code, words)."""

    def is_required_of(self, traits: frozenset[Trait]) -> bool:
        return not self.applies_to or any(trait in traits for trait in self.applies_to)

    def is_asked_on(self, channel: Channel) -> bool:
        return not self.channels or channel in self.channels

    def waiver(self, code: str) -> Bilingual | None:
        return next((words for name, words in self.waivers if name == code), None)


@dataclass(frozen=True, slots=True)
class FillingRule:
    """One thing that must be right in the application form itself, apart from the set of documents."""

    code: str
    title: Bilingual
    source: Source
    channels: tuple[Channel, ...] = ()
    """Empty: on all channels."""

    def is_asked_on(self, channel: Channel) -> bool:
        return not self.channels or channel in self.channels


WINDOW_KINDS = frozenset({StepKind.CHECK, StepKind.ACCEPT, StepKind.REGISTER, StepKind.HAND_OVER})
"""Steps done while the visitor stands at the window: their minutes run inside the reception hours."""


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
    hours_before_end: int = 0
    """The result has to arrive so many hours before the whole term ends; 0: the act does not say so."""

    @property
    def is_at_window(self) -> bool:
        return self.kind in WINDOW_KINDS

    @property
    def office_kind(self) -> OfficeKind:
        """Whose week and hours the step runs on."""
        owner = ROLE_OF_ACTOR[self.actor]
        return OfficeKind.PROVIDER if owner is None else owner[1]


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
    after: str = ""
    """Code of the step whose end starts the norm; empty: it runs from acceptance."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Weekdays (0 = Monday) and hours of one clock."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    lunch: tuple[time, time] | None
    source: Source


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The two clocks of an office: when it works, and when its window receives."""

    working: WorkingTime
    reception: WorkingTime


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a whole term, on the week of the office that has it."""

    norm: Norm
    office: OfficeKind


@dataclass(frozen=True, slots=True)
class ReceptionRule:
    """How visitors are received, as the act has it."""

    by_place_of_registration: bool
    may_book: bool
    """True if the queue may be booked through the portal."""
    fast_lane: bool
    source: Source
    priority: tuple[tuple[str, Bilingual, Source], ...] = ()
    """Groups the act itself lets go first: (code, words, source)."""


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How far a term may be extended, and by when the applicant is told in writing."""

    up_to: Norm
    notice: Norm
    source: Source


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why the clock of a case may stand still."""

    code: str
    words: Bilingual
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of the act about the service."""

    text: Bilingual
    source: Source


@dataclass(frozen=True, slots=True)
class FormRule:
    """In which form the service is rendered."""

    paper: bool
    electronic: bool
    source: Source


@dataclass(frozen=True, slots=True)
class NotRendered:
    """A channel the act excludes, with its paragraph."""

    channel: Channel
    source: Source


@dataclass(frozen=True, slots=True)
class NotDemanded:
    """A document the desk may not ask for."""

    code: str
    title: Bilingual
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
    whole: tuple[Leg, ...]
    """The act's own whole term, one stretch after the other; empty where it gives none."""
    whole_source: Source | None
    start: StartRule
    start_source: Source
    offices: Mapping[OfficeKind, OfficeHours]
    """The hours of every office on the route."""
    waiting: Norm | None = None
    serving: Norm | None = None
    times_source: Source | None = None
    """Of `waiting` and `serving`."""
    acceptance_source: Source | None = None
    reception: ReceptionRule | None = None

    @property
    def accepting_office(self) -> OfficeKind:
        """Whose hours decide when an application counts as received."""
        return self.channel.office_kind or OfficeKind.PROVIDER

    @property
    def has_window(self) -> bool:
        """False for the portal: nobody stands there, so its steps run inside the working hours."""
        return self.channel is not Channel.PORTAL

    def hours_of(self, office: OfficeKind, *, at_window: bool) -> WorkingTime:
        """The clock that runs there: of the reception for what is done at a window, else of the working day."""
        hours = self.offices[office]
        return hours.reception if at_window and self.has_window else hours.working

    def step(self, code: str) -> StepRule:
        """Return the step with that code; KeyError where there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)


class Refused(StrEnum):
    """What a result in the negative is. A refusal to render is a third thing, `RenderRefusalRule`."""

    NEGATIVE_CERTIFICATE = "negative_certificate"
    REFUSAL_TO_ASSIGN = "refusal_to_assign"


@dataclass(frozen=True, slots=True)
class RenderRefusalRule:
    """Refusal to render the service: its paper and its grounds."""

    title: Bilingual
    text: Bilingual
    """Body of the paper. The papers layer fills in {applicant} {iin} {ground}."""
    grounds: tuple[tuple[str, Bilingual, Source], ...]
    source: Source


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
    refused_is: Refused = Refused.REFUSAL_TO_ASSIGN


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
    price: Fact
    recipients: Fact
    """Who may receive the service."""
    form: FormRule
    force_source: Source
    """On what the dates of coming into and going out of force stand."""
    not_rendered: tuple[NotRendered, ...] = ()
    not_demanded: tuple[NotDemanded, ...] = ()
    render_refusal: RenderRefusalRule | None = None
    extension: ExtensionRule | None = None
    pauses: tuple[PauseReason, ...] = ()

    def channel(self, channel: Channel) -> ChannelRule:
        """Return the rule of the channel; KeyError where the service is not rendered there."""
        for rule in self.channels:
            if rule.channel is channel:
                return rule
        raise KeyError(channel)

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def why_not_rendered(self, channel: Channel) -> Source | None:
        """The paragraph that excludes the channel; None where the act does not speak of it."""
        return next((entry.source for entry in self.not_rendered if entry.channel is channel), None)


def in_force(editions: Iterable[ServiceEdition], service: str, on: date) -> ServiceEdition | None:
    """Return the edition of the service in force on that day, else the nearest earlier one; None where none had begun.

    Where two are in force the later one holds: an edition without a last day ends when the next one begins.
    """
    begun = [one for one in editions if one.service == service and one.effective_from <= on]
    return max(begun, key=lambda edition: (edition.is_in_force(on), edition.effective_from), default=None)
