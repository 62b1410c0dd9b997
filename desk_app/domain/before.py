"""What a visitor is told before anything is accepted: how long the service takes, and who it asks about."""

from __future__ import annotations

from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours, norm_of, unit_name
from desk_app.domain.regulation import Channel, ChannelRule, MemberTrait, ServiceEdition, Trait

_LONGEST_FIRST = (CalendarDays, WorkingDays, WorkingHours, Minutes)


def whole_term(rule: ChannelRule) -> tuple[Norm, ...]:
    """Return the act's own whole term, leg by leg; where it gives none, the steps added up unit by unit.

    Units are never turned into one another: «2 working days, 20 minutes» stays two norms, the longest unit first.
    """
    if rule.whole:
        return tuple(leg.norm for leg in rule.whole)
    norms = [step.norm for step in rule.steps]
    sums = []
    for unit in _LONGEST_FIRST:
        same = [norm for norm in norms if isinstance(norm, unit)]
        if same:
            sums.append(norm_of(unit_name(same[0]), sum(norm.value for norm in same)))
    return tuple(sums)


def is_term_confirmed(rule: ChannelRule) -> bool:
    """True if an official text that was read gives the term (each step of it, where it is added up)."""
    if rule.whole and rule.whole_source is not None:
        return rule.whole_source.confirmed
    return all(step.source.confirmed for step in rule.steps)


def traits_used(edition: ServiceEdition, channel: Channel) -> frozenset[Trait]:
    """The traits of an applicant that decide over a document there. Nothing else is asked about them."""
    return frozenset(trait for rule in edition.documents if rule.is_asked_on(channel) for trait in rule.applies_to)


def member_traits_used(edition: ServiceEdition, channel: Channel) -> frozenset[MemberTrait]:
    """The traits of members of the household that decide over a document there."""
    return frozenset(
        trait for rule in edition.documents if rule.is_asked_on(channel) for trait in rule.applies_to_members
    )
