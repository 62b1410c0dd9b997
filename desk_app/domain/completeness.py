"""The completeness check: what the edition asks against what was presented, and the filling of the form apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk_app.domain.application import (
    Applicant,
    Application,
    DocumentState,
    HouseholdMember,
    PresentedDocument,
    Representative,
    is_minor,
)
from desk_app.domain.iin import LENGTH, check_iin
from desk_app.domain.language import Bilingual
from desk_app.domain.regulation import Channel, ChannelRule, DocumentRule, FillingRule, Ground, ServiceEdition, Trait
from desk_app.domain.text import search_key

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

    A document asked of members comes once for each such member, named after them; its code is the document's own
    code, `.` and the member's key (`member_keys`), so that a decision stays with the person whatever line they are on.
    """
    found: list[DocumentRule] = []
    keys = member_keys(household)
    for rule in edition.documents:
        if not (rule.is_asked_on(channel) and rule.is_required_of(traits)):
            continue
        if not rule.applies_to_members:
            found.append(rule)
            continue
        wanted = frozenset(rule.applies_to_members)
        found += [
            _for_member(rule, key, member)
            for key, member in zip(keys, household, strict=True)
            if wanted & member.all_traits(on)
        ]
    return tuple(found)


def asked_of(edition: ServiceEdition, application: Application, on: date) -> tuple[DocumentRule, ...]:
    """Return the documents asked for by an application that is made, in the order of the act."""
    return demanded(edition, application.channel, application.traits, application.household, on)


def all_traits(
    marked: frozenset[Trait], applicant: Applicant, representative: Representative | None, on: date
) -> frozenset[Trait]:
    """The traits the clerk marked with those that follow from the other parts of the application.

    A minor is who is under 18 on that day, by the birth date or else by the IIN. REPRESENTATIVE asks for the power
    of attorney: a parent or guardian needs none.
    """
    traits = set(marked) - {Trait.MINOR, Trait.REPRESENTATIVE}
    born = applicant.birth_date or check_iin(applicant.iin).birth_date
    if born is not None and is_minor(born, on):
        traits.add(Trait.MINOR)
    if representative is not None and not representative.is_legal:
        traits.add(Trait.REPRESENTATIVE)
    return frozenset(traits)


def member_keys(household: Sequence[HouseholdMember]) -> tuple[str, ...]:
    """A key for each member that outlives a line put in or taken out above: the IIN, else the folded name.

    Namesakes without an IIN are counted: `name`, `name-2` …
    """
    met: Counter[str] = Counter()
    keys = []
    for member in household:
        key = _key_of(member)
        met[key] += 1
        keys.append(key if met[key] == 1 else f"{key}-{met[key]}")
    return tuple(keys)


def base_code(code: str) -> str:
    """The edition's own code of a document, for whichever member it is asked."""
    return code.partition(".")[0]


def _key_of(member: HouseholdMember) -> str:
    if len(member.iin) == LENGTH and member.iin.isdigit():
        return member.iin
    return "-".join(re.findall(r"\w+", search_key(member.name)))


def _for_member(rule: DocumentRule, key: str, member: HouseholdMember) -> DocumentRule:
    title = Bilingual(*(f"{words}: {member.name}" for words in (rule.title.kk, rule.title.ru)))
    return replace(rule, code=f"{rule.code}.{key}", title=title)


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
    required = asked_of(edition, application, on)
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
