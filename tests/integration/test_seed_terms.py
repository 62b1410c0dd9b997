"""Whole terms, times at the window and the portal, as the two seeds have them or as they are read."""

from __future__ import annotations

from desk_app.domain.norms import CalendarDays, Minutes, Norm, WorkingDays
from desk_app.domain.regulation import (
    Channel,
    Leg,
    ServiceEdition,
    StartRule,
)
from desk_app.domain.staff import OfficeKind
from tests.support.seeds import (
    AKIM,
    CENTRE,
    CORPORATION,
    EDITIONS,
    PORTAL,
    PROVIDER,
    A,
    B,
    C,
    reading,
)


def _whole(edition: ServiceEdition, channel: Channel) -> tuple[tuple[Norm, OfficeKind], ...]:
    return tuple((leg.norm, leg.office) for leg in edition.channel(channel).whole)


def test_whole_terms_of_the_passport() -> None:
    """Passport, term, 1): 15 minutes for provider, akim, portal; State Corporation three working days."""
    assert _whole(B, PROVIDER) == ((Minutes(15), OfficeKind.PROVIDER),)
    assert _whole(B, AKIM) == ((Minutes(15), OfficeKind.AKIM),)
    assert _whole(B, PORTAL) == ((Minutes(15), OfficeKind.PROVIDER),)
    for channel in (PROVIDER, AKIM, PORTAL):
        rule = B.channel(channel)
        assert rule.whole_source is not None
        assert rule.whole_source.confirmed
        assert rule.start is StartRule.FROM_ACCEPTANCE
    corporation = B.channel(CORPORATION)
    assert _whole(B, CORPORATION) == ((WorkingDays(3), OfficeKind.STATE_CORPORATION),)
    assert corporation.start is StartRule.ACCEPTANCE_DAY_NOT_COUNTED
    assert corporation.start_source.confirmed
    assert corporation.whole_source is not None
    assert not corporation.whole_source.confirmed, "the six-day week is our reading"
    assert "алты күндік" in reading(corporation.whole_source).kk


def test_steps_and_the_whole_term_are_two_clocks() -> None:
    """Annex 2 par. 5 against the passport: 25 minutes in 15; par. 10: 28 minutes and no whole term."""
    for channel in (PROVIDER, AKIM, PORTAL):
        rule = B.channel(channel)
        assert sum(step.norm.value for step in rule.steps) == 25
        assert "25 минут" in reading(rule.whole_source).ru
    centre = B.channel(CENTRE)
    assert sum(step.norm.value for step in centre.steps) == 28
    assert centre.whole == ()
    assert "28 минут" in reading(centre.start_source).ru


def test_the_passport_does_not_list_the_centre_and_the_regulation_does() -> None:
    """Passport, accepting institutions; annex 2 par. 1(4)."""
    centre = B.channel(CENTRE)
    assert "Орталық жоқ" in reading(centre.start_source).kk
    assert "Орталықты атамайды" in reading(centre.times_source).kk


def test_waiting_and_serving() -> None:
    """Passport, term, 2) and 3): 15 and 20 minutes; assistance 30 and 30 by a page that is no official text."""
    for channel in (PROVIDER, AKIM, CORPORATION, CENTRE):
        rule = B.channel(channel)
        assert (rule.waiting, rule.serving) == (Minutes(15), Minutes(20))
        assert rule.times_source is not None
        assert rule.times_source.confirmed
    for channel in (CENTRE, AKIM):
        rule = A.channel(channel)
        assert (rule.waiting, rule.serving) == (Minutes(30), Minutes(30))
        assert rule.times_source is not None
        assert not rule.times_source.confirmed
    assert C.channel(CORPORATION).waiting is None, "nothing was found for home schooling"
    for edition in (B, C):
        assert edition.channel(PORTAL).waiting is None


def test_whole_terms_of_assistance_are_not_confirmed() -> None:
    """Annex 1 par. 7 and 8 add up to 6 and 21 working days; the page has 7 and 22, the law's sub-terms 12."""
    for channel, office, days, added in ((CENTRE, OfficeKind.CENTRE, 7, 6), (AKIM, OfficeKind.AKIM, 22, 21)):
        rule = A.channel(channel)
        assert rule.whole == (Leg(WorkingDays(days), office),)
        assert sum(step.norm.value for step in rule.steps if isinstance(step.norm, WorkingDays)) == added
        assert rule.whole_source is not None
        assert not rule.whole_source.confirmed
        said = reading(rule.whole_source).ru
        assert f"= {added} рабочи" in said
        assert "12 рабочих дней" in said
        assert not rule.start_source.confirmed


def test_home_schooling_has_two_legs_and_an_inner_deadline() -> None:
    """Annex 3 par. 6(3): «1 (бір) күні», not a working day, acceptance day not counted; 6(4): a day before the end."""
    rule = C.channel(CORPORATION)
    assert rule.whole == (
        Leg(CalendarDays(1), OfficeKind.STATE_CORPORATION),
        Leg(WorkingDays(9), OfficeKind.PROVIDER),
    )
    assert rule.whole_source is not None
    assert not rule.whole_source.confirmed
    assert rule.start is StartRule.ACCEPTANCE_DAY_NOT_COUNTED
    assert rule.start_source.confirmed
    assert rule.step("result").hours_before_end == 24
    assert "«1 (бір) күні»" in reading(rule.step("send").source).kk
    assert "курьерлік" in rule.step("send").title.kk


def test_hours_of_a_step_of_the_akim_are_working_hours() -> None:
    """Annex 1 par. 8(2), 8(3): «2 (екі) сағат»."""
    for code in ("pass", "resolve"):
        assert "жұмыс уақытының" in reading(A.channel(AKIM).step(code).source).kk


def test_no_term_is_extended_and_no_clock_stands_still_in_2018() -> None:
    for edition in EDITIONS.values():
        assert edition.extension is None
        assert edition.pauses == ()
        assert edition.not_demanded == ()


def test_the_certificate_through_the_portal() -> None:
    """Annex 2, section 4 par. 11: steps without minutes; inside the provider those of par. 5."""
    rule = B.channel(PORTAL)
    assert [(step.code, step.norm) for step in rule.steps] == [
        (code, Minutes(5)) for code in ("accept", "resolve", "draft", "sign", "hand_over")
    ]
    for step in rule.steps:
        assert "5-тармақ" in reading(step.source).kk
    assert "11-тармақ, 4) тармақша" in rule.step("accept").source.text.kk
    assert "11-тармақ, 6) тармақша" in rule.step("hand_over").source.text.kk
    assert "тәулік бойы" in reading(rule.start_source).kk


def test_home_schooling_through_the_portal() -> None:
    """Annex 3 par. 7: no times at all; consideration of par. 6(4)."""
    rule = C.channel(PORTAL)
    assert [(step.code, step.norm) for step in rule.steps] == [
        ("accept", Minutes(5)),
        ("draft", WorkingDays(9)),
        ("sign", Minutes(5)),
        ("hand_over", Minutes(5)),
    ]
    assert rule.whole == (Leg(WorkingDays(9), OfficeKind.PROVIDER),)
    for source in (rule.start_source, rule.whole_source, *(step.source for step in rule.steps)):
        assert source is not None
        assert not source.confirmed
        reading(source)
    assert rule.acceptance_source is not None
    assert "ақпарат алуды" in reading(rule.acceptance_source).kk, "par. 1(2) also names information on assignment"
