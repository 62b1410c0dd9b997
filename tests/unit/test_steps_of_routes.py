"""The steps of a route are the state machine: every transition of every route is tried, allowed or forbidden."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from desk_app.domain.cases import CaseState, ForbiddenTransition, next_step, state_after, steps_of_registration
from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import Channel, ChannelRule, StepKind
from desk_app.domain.staff import ROLE_OF_ACTOR, Actor
from desk_app.regulation.catalogue import Catalogue

EDITIONS = Catalogue(Path(__file__).parents[2] / "resources").editions()
ROUTES = [(edition.service, rule) for edition in EDITIONS for rule in edition.channels]
every_route = pytest.mark.parametrize(
    "rule", [rule for _, rule in ROUTES], ids=[f"{service}-{rule.channel}" for service, rule in ROUTES]
)


def codes(rule: ChannelRule) -> tuple[str, ...]:
    return tuple(step.code for step in rule.steps)


def route(service: str, channel: Channel) -> ChannelRule:
    return next(rule for name, rule in ROUTES if name == service and rule.channel is channel)


@every_route
def test_the_allowed_way_is_the_order_of_the_act(rule: ChannelRule) -> None:
    for index, step in enumerate(rule.steps):
        assert next_step(rule, codes(rule)[:index]) is step
    assert next_step(rule, codes(rule)) is None


@every_route
def test_every_other_order_is_forbidden(rule: ChannelRule) -> None:
    """All orders of all subsets, a repeated step, and steps past the end."""
    allowed = {codes(rule)[:length] for length in range(len(rule.steps) + 1)}
    tried = 0
    for length in range(1, len(rule.steps) + 1):
        for done in permutations(codes(rule), length):
            if done not in allowed:
                tried += 1
                with pytest.raises(ForbiddenTransition):
                    next_step(rule, done)
    assert tried > 50
    for done in allowed:
        for code in codes(rule):
            if (*done, code) not in allowed:
                with pytest.raises(ForbiddenTransition):
                    state_after(rule, (*done, code))


@every_route
def test_a_step_of_another_route_is_forbidden(rule: ChannelRule) -> None:
    for code in {code for _, other in ROUTES for code in codes(other)} - set(codes(rule)) | {"", "void"}:
        for length in range(len(rule.steps) + 1):
            with pytest.raises(ForbiddenTransition):
                next_step(rule, (*codes(rule)[:length], code))


@every_route
def test_the_state_follows_from_the_steps(rule: ChannelRule) -> None:
    states = [state_after(rule, codes(rule)[:length]) for length in range(len(rule.steps) + 1)]
    assert states == [CaseState.OPEN] * (len(rule.steps) - 1) + [CaseState.READY, CaseState.DONE]


@every_route
def test_registering_does_everything_up_to_the_number(rule: ChannelRule) -> None:
    done = steps_of_registration(rule)
    assert done == rule.steps[: len(done)]
    assert done[-1].kind in (StepKind.REGISTER, StepKind.ACCEPT)
    assert all(step.kind is StepKind.CHECK for step in done[:-1])


@every_route
def test_who_drafts_does_not_sign(rule: ChannelRule) -> None:
    actors = {step.kind: step.actor for step in rule.steps}
    if StepKind.SIGN in actors:
        assert ROLE_OF_ACTOR[actors[StepKind.SIGN]] != ROLE_OF_ACTOR[actors[StepKind.DRAFT]]


@pytest.mark.parametrize(
    ("service", "channel", "norms"),
    [
        ("tsa_assignment", Channel.CENTRE, [Minutes(5), Minutes(10), WorkingDays(1), WorkingDays(5), Minutes(5)]),
        (
            "tsa_assignment",
            Channel.AKIM,
            [Minutes(15), WorkingHours(2), WorkingHours(2), WorkingDays(14), WorkingDays(7), Minutes(5)],
        ),
        ("tsa_certificate", Channel.PROVIDER, [Minutes(5)] * 5),
        ("tsa_certificate", Channel.AKIM, [Minutes(5)] * 5),
        ("tsa_certificate", Channel.STATE_CORPORATION, [Minutes(3), Minutes(5), Minutes(5), Minutes(15), Minutes(5)]),
        ("tsa_certificate", Channel.CENTRE, [Minutes(3), Minutes(5), Minutes(15), Minutes(5)]),
        (
            "home_schooling",
            Channel.STATE_CORPORATION,
            [Minutes(5), Minutes(5), CalendarDays(1), WorkingDays(9), Minutes(5)],
        ),
    ],
)
def test_norms_of_decree_71(service: str, channel: Channel, norms: list[Norm]) -> None:
    """Annex 1 par. 7 and 8; annex 2 par. 5, section 4 par. 6 and 10; annex 3 par. 6."""
    assert [step.norm for step in route(service, channel).steps] == norms


def test_two_clocks_contradict_each_other_and_both_stand() -> None:
    """Certificate: five steps of five minutes against a service of fifteen (passport)."""
    rule = route("tsa_certificate", Channel.PROVIDER)
    assert [leg.norm for leg in rule.whole] == [Minutes(15)]
    assert sum(step.norm.value for step in rule.steps) == 25


def test_the_provider_outside_acts_by_letter_only() -> None:
    for _, rule in ROUTES:
        for step in rule.steps:
            assert (step.actor is Actor.PROVIDER) is (step.kind is StepKind.RESULT)
