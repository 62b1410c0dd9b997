"""The editions of 2026, and those of the three services that the decree only touches: what their sources say.

Terms are laid out on the offices' own hours, so a route that does not fit into its whole term is seen here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.application import HouseholdMember
from desk_app.domain.completeness import demanded
from desk_app.domain.norms import CalendarDays, Minutes, WorkingDays
from desk_app.domain.regulation import Channel, Ground, MemberTrait, Refused, ServiceEdition, StartRule, Trait
from desk_app.domain.staff import Actor, OfficeKind
from desk_app.domain.timetable import lay_out
from desk_app.errors import UserError
from desk_app.regulation.catalogue import Catalogue

CATALOGUE = Catalogue(Path(__file__).parents[2] / "resources")
ZONE = ZoneInfo("Asia/Qostanay")
SERVICES = ("tsa_assignment", "tsa_certificate", "home_schooling", "maslikhat_aid", "fuel_aid", "housing_aid")
LATER = tuple(CATALOGUE.edition(f"{service}/2026-07-12") for service in SERVICES)
TOUCHED = tuple(CATALOGUE.edition(f"{service}/2018-03-23") for service in ("fuel_aid", "housing_aid"))
every_later = pytest.mark.parametrize("edition", LATER, ids=lambda edition: edition.service)
ROUTES = [
    pytest.param(edition, rule.channel, id=f"{edition.id}-{rule.channel}")
    for edition in LATER + TOUCHED
    for rule in edition.channels
]


def later(service: str) -> ServiceEdition:
    return CATALOGUE.edition(f"{service}/2026-07-12")


def channels(edition: ServiceEdition) -> set[str]:
    return {rule.channel.value for rule in edition.channels}


def words(edition: ServiceEdition) -> str:
    """What a visitor may be given or told, both languages together."""
    texts = [edition.title, edition.act, edition.consent, edition.request]
    texts += [text for rule in edition.documents for text in (rule.title, rule.bring, rule.where)]
    texts += [rule.title for rule in edition.not_demanded]
    texts += [step.title for rule in edition.channels for step in rule.steps]
    texts += [edition.result.granted, edition.result.refused, edition.result.granted_text, edition.result.refused_text]
    return "\n".join(f"{text.kk}\n{text.ru}" for text in texts).casefold()


def test_the_letters_of_the_six_services() -> None:
    found = {edition.service: edition.letter for edition in CATALOGUE.editions()}
    assert found == dict(zip(SERVICES, "АБВГДЕ", strict=True))


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_in_force_on_which_day(service: str) -> None:
    """Until 23.01.2020 the decree, from 12.07.2026 the later wording; between them the nearest earlier one."""
    assert CATALOGUE.in_force(service, date(2026, 11, 22)).id == f"{service}/2026-07-12"
    assert CATALOGUE.in_force(service, date(2026, 7, 12)).id == f"{service}/2026-07-12"
    if service == "maslikhat_aid":
        with pytest.raises(UserError, match="E-330"):
            CATALOGUE.in_force(service, date(2026, 7, 11))
        return
    for day in (date(2018, 3, 23), date(2019, 9, 16), date(2020, 1, 23), date(2026, 7, 11)):
        assert CATALOGUE.in_force(service, day).id == f"{service}/2018-03-23"


@pytest.mark.parametrize(("edition", "channel"), ROUTES)
def test_the_steps_end_within_the_whole_term(edition: ServiceEdition, channel: Channel) -> None:
    """Also for one who comes minutes before the reception closes; the certificate's minutes contradict themselves."""
    rule = edition.channel(channel)
    in_days = bool(rule.whole) and not isinstance(rule.whole[0].norm, Minutes)
    last = rule.steps[-1]
    for day in range(0, 365, 3):
        for hour, minute in ((9, 0), (13, 30), (17, 20), (23, 0)):
            moment = datetime(2026, 7, 12, hour, minute, tzinfo=ZONE) + timedelta(days=day)
            found = lay_out(rule, moment, CATALOGUE.calendar(), ZONE)
            assert not found.confirmed
            if in_days and edition.id != "fuel_aid/2018-03-23":
                assert found.service is not None
                assert found.steps[-1].due.day <= found.service.day, (moment, last.code)
            for term in found.steps:
                if term.arrives_by is not None and edition.id != "fuel_aid/2018-03-23":
                    assert term.due.due <= term.arrives_by, (moment, term.step.code)


@pytest.mark.parametrize(("edition", "channel"), ROUTES)
def test_a_desk_can_accept_refuse_pass_on_and_hand_over(edition: ServiceEdition, channel: Channel) -> None:
    rule = edition.channel(channel)
    kinds = [step.kind.value for step in rule.steps]
    assert kinds[-1] == "hand_over"
    assert {"accept", "register"} & set(kinds)
    assert {"result"} <= set(kinds) or {"resolve", "draft", "sign"} <= set(kinds)
    assert rule.refusal is not None
    assert rule.refusal.reason.kk.count("{incomplete}") == 1
    assert rule.accepting_office in rule.offices


@every_later
def test_unknowns_say_where_the_value_was_taken(edition: ServiceEdition) -> None:
    sources = [rule.source for rule in (*edition.documents, *edition.filling, *edition.not_demanded)]
    for rule in edition.channels:
        sources += [step.source for step in rule.steps]
        sources += [rule.start_source, *(hours.working.source for hours in rule.offices.values())]
        sources += [source for source in (rule.whole_source, rule.times_source, rule.acceptance_source) if source]
        assert rule.whole_source is None or not rule.whole_source.confirmed
    for source in sources:
        assert source.confirmed or source.reading is not None, source.text.ru
    assert all(not hours.working.source.confirmed for rule in edition.channels for hours in rule.offices.values())


@every_later
def test_the_words_of_today(edition: ServiceEdition) -> None:
    """Since № 380: digital system; since the Social Code: career centre, kandas; since 2022: with disability."""
    said = words(edition)
    for old in ("ақпараттық жүйе", "информационн", "оралман", "мүгедек бала", "ребенка-инвалида", "детей-инвалидов"):
        assert old not in said, old
    for old in ("жұмыспен қамту орталығы", "центре занятости", "табыс", "электрондық үкімет"):
        assert old not in said, old
    assert "цифрлық жүйелер" in edition.consent.kk
    assert "цифровых системах" in edition.consent.ru
    assert edition.render_refusal is not None
    assert "«О государственных и социально ответственных услугах»" in edition.render_refusal.source.text.ru
    assert "әлеуметтік жауапкершілігі бар" in edition.render_refusal.source.text.kk
    assert [code for code, _, _ in edition.render_refusal.grounds][-1] == "no_data_consent"


@every_later
def test_documents_of_the_state_systems_may_not_be_asked(edition: ServiceEdition) -> None:
    """Services law art. 5."""
    assert edition.not_demanded
    asked = {rule.code for rule in edition.documents}
    assert not asked & {rule.code for rule in edition.not_demanded}


@every_later
def test_incomplete_or_expired_is_refused_everywhere(edition: ServiceEdition) -> None:
    """Services law art. 19 and 20(2): at the State Corporation too."""
    for rule in edition.channels:
        assert rule.refusal is not None
        assert rule.refusal.grounds == (Ground.INCOMPLETE, Ground.EXPIRED)


@every_later
def test_a_hearing_before_a_refusal_where_something_is_assigned(edition: ServiceEdition) -> None:
    pauses = {pause.code: pause for pause in edition.pauses}
    if edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE:
        assert not pauses
        return
    assert "19" in pauses["hearing"].source.text.ru
    assert "3 жұмыс күні" in pauses["hearing"].words.kk
    assert "2 рабочих дней" in pauses["hearing"].words.ru


def test_hours_of_2026() -> None:
    for edition in LATER:
        for rule in edition.channels:
            for office, hours in rule.offices.items():
                corporation = office is OfficeKind.STATE_CORPORATION
                assert hours.working.closes.hour == (20 if corporation else 18)
                assert f"{hours.reception.closes:%H:%M}" == ("20:00" if corporation else "17:30")
                assert hours.working.weekdays == tuple(range(6 if corporation else 5))


def test_aid_by_a_decision_of_the_maslikhat() -> None:
    """Typical rules № 523: channels, annexes 1, 1-1, 1-2, 1-3, 5 and 6, par. 13, 19, 20."""
    edition = later("maslikhat_aid")
    assert channels(edition) == {"provider", "akim", "portal"}
    assert edition.force_source.confirmed
    for statement in ("1)", "2)", "3)", "4)"):
        assert statement in edition.consent.kk
        assert statement in edition.consent.ru
    assert "10 жұмыс күні" in edition.consent.kk
    assert "банковских счетах" in edition.consent.ru
    refusal = edition.channel(Channel.PROVIDER).refusal
    assert refusal is not None
    assert refusal.title.ru == "Расписка об отказе в приеме заявления на оказание социальной помощи"
    assert refusal.title.kk == "Әлеуметтік көмек көрсетуге өтінішті қабылдаудан бас тарту туралы қолхат"
    assert "приложение 1-3" in refusal.source.text.ru
    assert refusal.reason.kk.endswith("(керегінің астын сызу).")
    assert edition.result.granted.ru == "Уведомление об оказании социальной помощи"
    assert edition.result.refused.ru == "Уведомление об отказе в оказании социальной помощи"
    assert {entry.code for entry in edition.not_demanded} >= {"person_data", "civil_records", "real_estate", "study"}
    assert all(entry.source.confirmed for entry in edition.not_demanded)
    cabinet = edition.channel(Channel.PORTAL).step("hand_over")
    assert (cabinet.norm, cabinet.source.confirmed) == (WorkingDays(1), True)


def test_an_application_after_hours_is_registered_on_the_next_working_day() -> None:
    """Typical rules № 523, par. 13: Friday evening and Saturday come on Monday."""
    for channel in (Channel.PROVIDER, Channel.AKIM, Channel.PORTAL):
        rule = later("maslikhat_aid").channel(channel)
        assert "13" in rule.start_source.text.ru
        for arrives in ("2026-11-20T19:00", "2026-11-21T11:00"):
            moment = datetime.fromisoformat(arrives).replace(tzinfo=ZONE)
            found = lay_out(rule, moment, CATALOGUE.calendar(), ZONE)
            assert found.received_at == datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


@pytest.mark.parametrize("service", ["maslikhat_aid", "tsa_assignment"])
def test_the_precinct_commission_stands_on_every_route(service: str) -> None:
    for rule in later(service).channels:
        survey = rule.step("survey")
        assert "учаскелік комиссия" in survey.title.kk
        assert survey.result is not None
        assert not survey.source.confirmed


def test_assistance_at_the_career_centre() -> None:
    """Social Code art. 126(3): career centre, akim, portal; terms of a page of 2020–2022."""
    edition = later("tsa_assignment")
    assert channels(edition) == {"centre", "akim", "portal"}
    assert "Социальный кодекс" in edition.act.ru
    assert "№ 227" in edition.act.kk
    wholes = {rule.channel: rule.whole[0].norm for rule in edition.channels}
    assert (wholes[Channel.CENTRE], wholes[Channel.AKIM]) == (WorkingDays(15), WorkingDays(18))
    assert edition.extension is not None
    assert (edition.extension.up_to, edition.extension.notice) == (CalendarDays(30), WorkingDays(2))
    assert not edition.extension.source.confirmed
    assert edition.why_not_rendered(Channel.STATE_CORPORATION) is not None
    said = words(edition)
    assert "мансап орталығы" in said
    assert "карьерн" in said
    assert "қандас" in said
    assert {entry.code for entry in edition.not_demanded} >= {"income", "address", "disability_certificate", "study"}


def test_assistance_asks_of_the_members_of_the_household() -> None:
    edition, on = later("tsa_assignment"), date(2026, 11, 22)
    household = (
        HouseholdMember("Әбдірахманов Нұрлан Ерікұлы", "өзі"),
        HouseholdMember("Әбдірахманова Әсел", "жұбайы", traits=frozenset({MemberTrait.WORKING_AGE_JOBLESS})),
        HouseholdMember("Әбдірахманов Дәулет", "баласы", traits=frozenset({MemberTrait.WORKS_UNDER_16})),
    )
    asked = demanded(edition, Channel.CENTRE, frozenset(), household, on)
    assert [rule.code.split(".")[0] for rule in asked] == ["application", "identity", "job_seeker", "parent_consent"]
    assert asked[2].title.kk.endswith("Әбдірахманова Әсел")
    assert asked[3].title.ru.endswith("Әбдірахманов Дәулет")
    by_portal = [rule.code for rule in demanded(edition, Channel.PORTAL, frozenset(), (), on)]
    assert by_portal == ["e_request"]


def test_the_certificate_says_yes_or_no_and_neither_is_a_refusal() -> None:
    edition = later("tsa_certificate")
    assert channels(edition) == {"provider", "akim", "state_corporation", "centre", "portal"}
    assert edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    assert edition.channel(Channel.PORTAL).whole[0].norm == Minutes(15)
    assert edition.channel(Channel.STATE_CORPORATION).whole[0].norm == WorkingDays(3)


def test_home_schooling_in_eight_working_days() -> None:
    edition = later("home_schooling")
    assert edition.title.kk == "Мүгедектігі бар балаларды үйде оқытуға жұмсалған шығындарды өтеу"
    assert edition.title.ru == "Возмещение затрат на обучение на дому детей с инвалидностью"
    assert channels(edition) == {"state_corporation", "portal"}
    for rule in edition.channels:
        assert sum(leg.norm.value for leg in rule.whole) == 8
        assert rule.whole_source is not None
        assert rule.whole_source.reading is not None
        assert "eGov Mobile" in rule.whole_source.reading.kk
    corporation = edition.channel(Channel.STATE_CORPORATION)
    assert corporation.start is StartRule.ACCEPTANCE_DAY_NOT_COUNTED
    assert corporation.step("result").hours_before_end == 24
    assert {"learning_plan", "school_certificate"} <= {rule.code for rule in edition.documents}
    assert "disability_certificate" in {entry.code for entry in edition.not_demanded}


@pytest.mark.parametrize("day", ["2018-03-23", "2026-07-12"])
def test_fuel_aid(day: str) -> None:
    edition = CATALOGUE.edition(f"fuel_aid/{day}")
    assert channels(edition) == {"provider", "state_corporation", "akim"}
    assert edition.why_not_rendered(Channel.PORTAL) is not None
    assert (edition.form.paper, edition.form.electronic) == (True, False)
    assert all(not rule.source.confirmed for rule in edition.documents)
    akim = edition.channel(Channel.AKIM)
    assert akim.steps[-2].actor is Actor.PROVIDER
    assert "employment" in {rule.code for rule in edition.documents}


@pytest.mark.parametrize(("day", "days", "act"), [("2018-03-23", 8, "№ 319"), ("2026-07-12", 6, "№ 117")])
def test_housing_aid(day: str, days: int, act: str) -> None:
    edition = CATALOGUE.edition(f"housing_aid/{day}")
    assert channels(edition) == {"state_corporation", "portal"}
    assert act in edition.act.ru
    for rule in edition.channels:
        assert sum(leg.norm.value for leg in rule.whole) == days
    asked = {rule.code for rule in edition.documents}
    assert asked >= {"income", "maintenance_bill", "utilities_bill", "telecom_receipt", "rent_bill"}
    assert all(not rule.source.confirmed for rule in edition.documents)
    corporation = edition.channel(Channel.STATE_CORPORATION).refusal
    assert corporation is not None
    assert (Ground.EXPIRED in corporation.grounds) is (day == "2026-07-12")


@pytest.mark.parametrize("service", SERVICES)
def test_a_representative_shows_a_power(service: str) -> None:
    edition = later(service)
    desk = next(rule.channel for rule in edition.channels if rule.channel is not Channel.PORTAL)
    asked = demanded(edition, desk, frozenset({Trait.REPRESENTATIVE}), (), date(2026, 11, 22))
    assert "power_of_attorney" in {rule.code for rule in asked}
