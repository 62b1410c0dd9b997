"""The completeness check: what the edition asks against what was presented, and the filling of the form apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk_app.domain.application import Application, DocumentState, HouseholdMember, PresentedDocument
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel, ChannelRule, DocumentRule, FillingRule, Ground, ServiceEdition, Trait

PRESENT = frozenset({DocumentState.SEEN, DocumentState.COPY, DocumentState.ELECTRONIC})


class Defect(StrEnum):
    """What is wrong with a document."""

    MISSING = "missing"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that keeps the application from being accepted."""

    rule: DocumentRule
    presented: PresentedDocument
    defect: Defect


@dataclass(frozen=True, slots=True)
class CompletenessReport:
    """The answer of the check. Everything the verdict on the screen needs."""

    edition: ServiceEdition
    rule: ChannelRule
    on: date
    required: tuple[DocumentRule, ...]
    gaps: tuple[Gap, ...]
    undecided: tuple[DocumentRule, ...]
    expiring: tuple[DocumentRule, ...]
    """Valid today, but not on the planned result date."""
    tolerated: tuple[DocumentRule, ...]
    """Expired, where this channel knows no refusal for that: shown, never a ground."""
    filling_faults: tuple[FillingRule, ...]

    @property
    def present_count(self) -> int:
        return len(self.required) - len(self.gaps) - len(self.undecided)

    @property
    def is_decided(self) -> bool:
        return not self.undecided

    @property
    def is_complete(self) -> bool:
        """True if the desk may register: every document decided, none missing or expired, the form filled rightly."""
        return self.is_decided and not self.gaps and not self.filling_faults

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds of refusal that apply, in the order of the act."""
        found = {Ground.INCOMPLETE if gap.defect is Defect.MISSING else Ground.EXPIRED for gap in self.gaps}
        return tuple(ground for ground in Ground if ground in found)

    @property
    def may_refuse(self) -> bool:
        """True if a receipt may be issued: every line decided (it must name all gaps) and at least one gap."""
        return self.is_decided and bool(self.gaps) and self.rule.refusal is not None


def demanded(
    edition: ServiceEdition,
    channel: Channel,
    traits: frozenset[Trait],
    household: Sequence[HouseholdMember],
    on: date,
) -> tuple[DocumentRule, ...]:
    """Return the documents asked of this applicant and household, in the order of the act.

    A document asked of members comes once for each such member, named after them; its code ends in `.` and the
    member's line in the household table, counted from one.
    """
    found: list[DocumentRule] = []
    for rule in edition.documents:
        if not (rule.is_asked_on(channel) and rule.is_required_of(traits)):
            continue
        if not rule.applies_to_members:
            found.append(rule)
            continue
        wanted = frozenset(rule.applies_to_members)
        for line, member in enumerate(household, 1):
            if wanted & member.all_traits(on):
                found.append(_for_member(rule, line, member))
    return tuple(found)


def _for_member(rule: DocumentRule, line: int, member: HouseholdMember) -> DocumentRule:
    title = Bilingual(*(f"{words}: {member.name}" for words in (rule.title.kk, rule.title.ru)))
    return replace(rule, code=f"{rule.code}.{line}", title=title)


def check_completeness(
    edition: ServiceEdition,
    rule: ChannelRule,
    application: Application,
    on: date,
    result_on: date | None = None,
) -> CompletenessReport:
    """Compare the documents presented with those the edition asks of this applicant.

    A document is valid on its last day. One that the channel may not refuse for expiry counts as present and is
    listed in `tolerated`. Where the edition lists the document as not expiring its date is not looked at.
    Findings come in the order of the act.
    """
    required = demanded(edition, rule.channel, application.traits, application.household, on)
    gaps: list[Gap] = []
    undecided: list[DocumentRule] = []
    expiring: list[DocumentRule] = []
    tolerated: list[DocumentRule] = []
    refuses_expired = rule.refusal is not None and Ground.EXPIRED in rule.refusal.grounds
    for document in required:
        found = application.presented(document.code)
        if found.state is DocumentState.UNDECIDED:
            undecided.append(document)
        elif found.state is DocumentState.MISSING:
            gaps.append(Gap(document, found, Defect.MISSING))
        elif found.state is DocumentState.NOT_REQUIRED:
            if document.waiver(found.waiver) is None:
                undecided.append(document)
        elif _has_expired(document, found, on):
            if refuses_expired:
                gaps.append(Gap(document, found, Defect.EXPIRED))
            else:
                tolerated.append(document)
        elif (
            result_on is not None
            and document.expires
            and found.valid_until is not None
            and found.valid_until < result_on
        ):
            expiring.append(document)
    faults = tuple(
        fault
        for fault in edition.filling
        if fault.is_asked_on(rule.channel) and fault.code in application.filling_faults
    )
    return CompletenessReport(
        edition, rule, on, required, tuple(gaps), tuple(undecided), tuple(expiring), tuple(tolerated), faults
    )


def _has_expired(document: DocumentRule, found: PresentedDocument, on: date) -> bool:
    if found.state is DocumentState.EXPIRED:
        return True
    return document.expires and found.valid_until is not None and found.valid_until < on
