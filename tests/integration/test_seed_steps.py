"""Every step and receipt of the two seeds, with its paragraph: who does it, within what, and what is handed over."""

from __future__ import annotations

import pytest

from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays, WorkingHours
from desk_app.domain.regulation import (
    AcceptancePaper,
    Channel,
    Ground,
    ServiceEdition,
)
from desk_app.domain.staff import Actor
from tests.support.seeds import (
    AKIM,
    CENTRE,
    CORPORATION,
    PORTAL,
    PROVIDER,
    A,
    B,
    C,
    cited,
    every_seeded,
    reading,
    refusal,
)

STEPS: list[tuple[str, ServiceEdition, Channel, str, Actor, Norm]] = [
    # annex 1: assignment of assistance
    ("1/7/1", A, CENTRE, "check", Actor.CENTRE_CLERK, Minutes(5)),
    ("1/7/1", A, CENTRE, "register", Actor.CENTRE_CLERK, Minutes(10)),
    ("1/7/2", A, CENTRE, "send", Actor.CENTRE_CLERK, WorkingDays(1)),
    ("1/7/3", A, CENTRE, "result", Actor.PROVIDER, WorkingDays(5)),
    ("1/7/4", A, CENTRE, "hand_over", Actor.CENTRE_CLERK, Minutes(5)),
    ("1/8/1", A, AKIM, "accept", Actor.AKIM_CLERK, Minutes(15)),
    ("1/8/2", A, AKIM, "pass", Actor.AKIM_CLERK, WorkingHours(2)),
    ("1/8/3", A, AKIM, "resolve", Actor.AKIM, WorkingHours(2)),
    ("1/8/4", A, AKIM, "send", Actor.AKIM_EXECUTOR, WorkingDays(14)),
    ("1/8/5", A, AKIM, "result", Actor.PROVIDER, WorkingDays(7)),
    ("1/8/6", A, AKIM, "hand_over", Actor.AKIM_CLERK, Minutes(5)),
    # annex 2: certificate; section 2 par. 5 is repeated word for word in section 3 par. 7
    ("2/5/1", B, PROVIDER, "accept", Actor.CHANCELLERY, Minutes(5)),
    ("2/5/2", B, PROVIDER, "resolve", Actor.PROVIDER_HEAD, Minutes(5)),
    ("2/5/3", B, PROVIDER, "draft", Actor.PROVIDER_EXECUTOR, Minutes(5)),
    ("2/5/4", B, PROVIDER, "sign", Actor.PROVIDER_HEAD, Minutes(5)),
    ("2/5/5", B, PROVIDER, "hand_over", Actor.CHANCELLERY, Minutes(5)),
    ("2/5/1", B, AKIM, "accept", Actor.AKIM_CLERK, Minutes(5)),
    ("2/5/2", B, AKIM, "resolve", Actor.AKIM, Minutes(5)),
    ("2/5/3", B, AKIM, "draft", Actor.AKIM_EXECUTOR, Minutes(5)),
    ("2/5/4", B, AKIM, "sign", Actor.AKIM, Minutes(5)),
    ("2/5/5", B, AKIM, "hand_over", Actor.AKIM_CLERK, Minutes(5)),
    ("2/6/1", B, CORPORATION, "check", Actor.CORPORATION_CLERK, Minutes(3)),
    ("2/6/1", B, CORPORATION, "register", Actor.CORPORATION_CLERK, Minutes(5)),
    ("2/6/2", B, CORPORATION, "send", Actor.CORPORATION_CLERK, Minutes(5)),
    ("2/6/3", B, CORPORATION, "result", Actor.PROVIDER, Minutes(15)),
    ("2/6/4", B, CORPORATION, "hand_over", Actor.CORPORATION_CLERK, Minutes(5)),
    ("2/10/1", B, CENTRE, "accept", Actor.CENTRE_CLERK, Minutes(3)),
    ("2/10/2", B, CENTRE, "pass", Actor.CENTRE_CLERK, Minutes(5)),
    ("2/10/3", B, CENTRE, "result", Actor.PROVIDER, Minutes(15)),
    ("2/10/4", B, CENTRE, "hand_over", Actor.CENTRE_CLERK, Minutes(5)),
    # annex 3: home schooling
    ("3/6/1", C, CORPORATION, "check", Actor.CORPORATION_CLERK, Minutes(5)),
    ("3/6/2", C, CORPORATION, "register", Actor.CORPORATION_CLERK, Minutes(5)),
    ("3/6/3", C, CORPORATION, "send", Actor.CORPORATION_CLERK, CalendarDays(1)),
    ("3/6/4", C, CORPORATION, "result", Actor.PROVIDER, WorkingDays(9)),
    ("3/6/5", C, CORPORATION, "hand_over", Actor.CORPORATION_CLERK, Minutes(5)),
]


@pytest.mark.parametrize(
    ("paragraph", "edition", "channel", "code", "actor", "norm"),
    STEPS,
    ids=[f"{row[0]}-{row[2]}-{row[3]}" for row in STEPS],
)
def test_a_step_with_its_paragraph(
    paragraph: str, edition: ServiceEdition, channel: Channel, code: str, actor: Actor, norm: Norm
) -> None:
    step = edition.channel(channel).step(code)
    assert (step.actor, step.norm) == (actor, norm)
    kk, ru = cited(paragraph)
    assert step.source.text.kk.endswith(kk)
    assert step.source.text.ru.endswith(ru)
    assert step.source.confirmed


@every_seeded
def test_no_step_beyond_the_table_and_the_portal(edition: ServiceEdition) -> None:
    for rule in edition.channels:
        listed = [code for _, of, channel, code, _, _ in STEPS if of is edition and channel is rule.channel]
        if rule.channel is PORTAL:
            assert all(not step.source.confirmed for step in rule.steps)
        else:
            assert [step.code for step in rule.steps] == listed


# paragraph, service, channel, title in Kazakh, grounds, minutes, the step whose end starts them
RECEIPTS: list[tuple[str, ServiceEdition, Channel, str, list[Ground], int, str]] = [
    ("1/7/1", A, CENTRE, "Тағайындауға өтініш қабылдаудан бас тарту туралы қолхат", [*Ground], 10, "check"),
    ("1/8/1", A, AKIM, "Тағайындауға өтініш қабылдаудан бас тарту туралы қолхат", [*Ground], 10, ""),
    ("2/6/1", B, CORPORATION, "Құжаттар топтамасын қабылдаудан бас тарту туралы қолхат", [Ground.INCOMPLETE], 3, ""),
    ("2/10/1", B, CENTRE, "Құжаттар топтамасын қабылдаудан бас тарту туралы қолхат", [Ground.INCOMPLETE], 3, ""),
    ("3/6/1", C, CORPORATION, "Тағайындауға өтінішті қабылдаудан бас тарту туралы қолхат", [*Ground], 5, "check"),
]


@pytest.mark.parametrize(
    ("paragraph", "edition", "channel", "title", "grounds", "minutes", "after"),
    RECEIPTS,
    ids=[f"{row[0]}-{row[2]}" for row in RECEIPTS],
)
def test_a_receipt_of_refusal_with_its_paragraph(
    paragraph: str,
    edition: ServiceEdition,
    channel: Channel,
    title: str,
    grounds: list[Ground],
    minutes: int,
    after: str,
) -> None:
    """Three titles in the decree; at the akim and inside the certificate's check there is no step to wait for."""
    found = refusal(edition, channel)
    assert found.title.kk == title
    assert list(found.grounds) == grounds
    assert ("{expired}" in found.reason.kk) is (Ground.EXPIRED in grounds)
    assert (found.norm, found.after) == (Minutes(minutes), after)
    assert cited(paragraph)[0] in found.source.text.kk
    assert found.source.confirmed


def test_each_act_keeps_its_own_word_for_expired() -> None:
    """Annex 1 par. 7(1), 8(1): «әрекет ету мерзімі өтіп кеткен»; annex 3 par. 6(1): «қолданылу мерзімі өткен»."""
    for channel in (CENTRE, AKIM):
        assert refusal(A, channel).expired_words.kk == "әрекет ету мерзімі өтіп кеткен құжаттарды"
    assert refusal(C, CORPORATION).expired_words.kk == "қолданылу мерзімі өткен құжаттарды"
    for found in (refusal(A, CENTRE), refusal(A, AKIM), refusal(C, CORPORATION)):
        said = reading(found.source).kk
        assert "«әрекет ету мерзімі өтіп кеткен»" in said
        assert "«қолданылу мерзімі өткен»" in said


def test_who_may_refuse_for_expiry_by_the_law_of_that_time() -> None:
    """Law on state services of 13.06.2018, art. 19 (provider) and 20(2) (State Corporation, incomplete only)."""
    for channel in (PROVIDER, AKIM, PORTAL):
        found = refusal(B, channel)
        assert found.grounds == (Ground.INCOMPLETE, Ground.EXPIRED)
        assert not found.source.confirmed
        assert "19" in found.source.text.ru
    assert "20-бабы 2-тармағы" in reading(refusal(B, CORPORATION).source).kk
    assert "20-бабы 2-тармағы" in reading(refusal(C, CORPORATION).source).kk


@pytest.mark.parametrize(
    ("edition", "channel", "paper", "title", "paragraph"),
    [
        (A, CENTRE, AcceptancePaper.TALON, "Өтініштің үзбелі талоны", "1/7/1"),
        (A, AKIM, AcceptancePaper.TALON, "Өтініштің үзбелі талоны", "1/8/1"),
        (
            B,
            CORPORATION,
            AcceptancePaper.ACCEPTANCE_RECEIPT,
            "Құжаттар топтамасының қабылданғаны туралы қолхат",
            "2/6/1",
        ),
        (B, PORTAL, AcceptancePaper.ACCEPTANCE_RECEIPT, "Электрондық сұрау салу мәртебесі туралы хабарлама", "2/11/5"),
        (C, CORPORATION, AcceptancePaper.ACCEPTANCE_RECEIPT, "Құжаттар топтамасы қабылданғаны туралы қолхат", "3/6/2"),
        (C, PORTAL, AcceptancePaper.ACCEPTANCE_RECEIPT, "Электрондық сұрау салу мәртебесі туралы хабарлама", "3/7/5"),
    ],
)
def test_what_the_visitor_carries_away(
    edition: ServiceEdition, channel: Channel, paper: AcceptancePaper, title: str, paragraph: str
) -> None:
    rule = edition.channel(channel)
    assert (rule.acceptance, rule.acceptance_title.kk) == (paper, title)
    assert rule.acceptance_source is not None
    assert rule.acceptance_source.confirmed
    assert rule.acceptance_source.text.kk.endswith(cited(paragraph)[0])


@pytest.mark.parametrize("channel", [PROVIDER, AKIM, CENTRE])
def test_where_annex_2_names_no_receipt_of_acceptance(channel: Channel) -> None:
    """Annex 2, section 2 par. 5(1) and section 4 par. 10(1)."""
    source = B.channel(channel).acceptance_source
    assert source is not None
    assert not source.confirmed
    reading(source)
