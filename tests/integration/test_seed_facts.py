"""Channels, hours, results and documents, as the two seeds have them or as they are read."""

from __future__ import annotations

from datetime import time

import pytest

from desk_app.domain.application import HouseholdMember
from desk_app.domain.completeness import demanded
from desk_app.domain.regulation import (
    Channel,
    ChannelRule,
    MemberTrait,
    Refused,
    ServiceEdition,
    Trait,
)
from desk_app.domain.staff import OfficeKind
from tests.support.seeds import (
    AKIM,
    CENTRE,
    CORPORATION,
    EDITIONS,
    ON,
    PORTAL,
    PROVIDER,
    A,
    B,
    C,
    codes,
    every_seeded,
    reading,
)


def _channels(edition: ServiceEdition) -> set[Channel]:
    return {rule.channel for rule in edition.channels}


def test_channels_and_those_that_the_decree_excludes() -> None:
    """Annex 1 par. 1, 4, 5, 6, 10; annex 2 par. 1 and the passport; annex 3 par. 1, 4, 5."""
    assert _channels(A) == {CENTRE, AKIM}
    assert _channels(B) == set(Channel)
    assert _channels(C) == {CORPORATION, PORTAL}
    excluded = {
        edition.service: {entry.channel: entry.source.text.ru for entry in edition.not_rendered}
        for edition in EDITIONS.values()
    }
    assert {service: set(found) for service, found in excluded.items()} == {
        "tsa_assignment": {PROVIDER, CORPORATION, PORTAL},
        "tsa_certificate": set(),
        "home_schooling": {PROVIDER},
    }
    assert excluded["tsa_assignment"][PROVIDER].endswith("приложение 1, пункты 4 и 5")
    assert excluded["tsa_assignment"][CORPORATION].endswith("приложение 1, пункт 6")
    assert excluded["tsa_assignment"][PORTAL].endswith("приложение 1, пункт 10")
    assert excluded["home_schooling"][PROVIDER].endswith("приложение 3, пункты 4 и 5")
    assert all(entry.source.confirmed for edition in EDITIONS.values() for entry in edition.not_rendered)


def test_forms() -> None:
    """Annexes 1, 2, 3: par. 2 and 3. Assistance on paper only."""
    forms = {edition.service: (edition.form.paper, edition.form.electronic) for edition in EDITIONS.values()}
    assert forms == {
        "tsa_assignment": (True, False),
        "tsa_certificate": (True, True),
        "home_schooling": (True, True),
    }
    for edition in EDITIONS.values():
        assert edition.form.source.confirmed
        assert "2 және 3-тармақтар" in edition.form.source.text.kk


def test_price_and_recipients() -> None:
    """Passport of the certificate; the decree says nothing of them for the other two."""
    assert (B.price.text.kk, B.recipients.text.kk) == ("Тегін", "Жеке тұлғалар")
    assert B.price.source.confirmed
    assert B.recipients.source.confirmed
    for edition in (A, C):
        assert edition.price.text.kk == "Тегін"
        for fact in (edition.price, edition.recipients):
            assert not fact.source.confirmed
            reading(fact.source)


def test_three_sets_of_hours() -> None:
    """Passport, hours 1) by reference, 2) akim and his reception, 3) State Corporation."""
    akim = B.channel(AKIM).offices[OfficeKind.AKIM]
    assert akim.working.weekdays == (0, 1, 2, 3, 4)
    assert (akim.working.opens, akim.working.closes, akim.working.lunch) == (
        time(9),
        time(18),
        (time(13), time(14)),
    )
    assert (akim.reception.opens, akim.reception.closes, akim.reception.lunch) == (
        time(9),
        time(17, 30),
        (time(13), time(14, 30)),
    )
    assert akim.working.source.confirmed
    corporation = B.channel(CORPORATION).offices[OfficeKind.STATE_CORPORATION]
    assert corporation.working == corporation.reception
    assert corporation.working.weekdays == (0, 1, 2, 3, 4, 5)
    assert (corporation.working.opens, corporation.working.closes, corporation.working.lunch) == (
        time(9),
        time(20),
        None,
    )
    assert corporation.working.source.confirmed
    for office in (OfficeKind.PROVIDER, OfficeKind.CENTRE):
        source = B.channel(PROVIDER).offices[office].working.source
        assert not source.confirmed
        reading(source)


def _reception(rule: ChannelRule) -> tuple[bool, bool, bool, bool]:
    found = rule.reception
    assert found is not None
    return found.by_place_of_registration, found.may_book, found.fast_lane, found.source.confirmed


def test_reception() -> None:
    """Passport, hours 2): in turn, no booking, no fast lane; 3): by place of registration, booked by the portal."""
    assert _reception(B.channel(AKIM)) == (False, False, False, True)
    assert _reception(B.channel(CORPORATION)) == (True, True, False, True)
    assert _reception(C.channel(CORPORATION)) == (True, True, False, True)
    for rule in (B.channel(PROVIDER), B.channel(CENTRE), A.channel(CENTRE)):
        assert _reception(rule) == (False, False, False, False)
    for edition in EDITIONS.values():
        for rule in edition.channels:
            assert rule.reception is None or rule.reception.priority == ()


def test_the_akim_accepts_only_where_there_is_no_centre() -> None:
    """Annex 1 par. 1(2)."""
    (rule,) = (rule for rule in A.filling if rule.code == "no_centre")
    assert rule.channels == (AKIM,)
    assert rule.source.confirmed
    assert rule.source.text.kk.endswith("1-қосымша, 1-тармақ, 2) тармақша")
    assert not rule.is_asked_on(CENTRE)


def test_named_results_of_the_provider_s_procedures() -> None:
    """Annex 2, section 2 par. 5, 1)–5): «Рәсімнің (іс-қимылдың) нәтижесі»."""
    assert [step.result.kk if step.result else "" for step in B.channel(PROVIDER).steps] == [
        "Құжаттар топтамасын қабылдау және тіркеу",
        "Көрсетілетін қызметті беруші басшысының бұрыштамасы",
        "Мемлекеттік қызмет көрсету нәтижесінің жобасы",
        "Қол қойылған мемлекеттік қызмет көрсету нәтижесі",
        "Берілген мемлекеттік қызмет көрсету нәтижесі",
    ]
    assert all(step.result is not None for channel in (AKIM, PORTAL) for step in B.channel(channel).steps)


def test_what_the_talon_shows() -> None:
    """Annex 1 par. 7(1) and 8(1): both dates and who accepted."""
    for step in (A.channel(CENTRE).step("register"), A.channel(AKIM).step("accept")):
        assert step.result is not None
        for part in ("Тіркеу күні", "мемлекеттік қызметті алу күні", "тегі мен аты-жөні"):
            assert part in step.result.kk


def test_titles_of_the_results() -> None:
    """Par. 3 of annexes 1, 2 and 3; passport, result."""
    assert A.result.granted.kk == "Мемлекеттік атаулы әлеуметтік көмекті тағайындау туралы хабарлама"
    assert A.result.refused.kk == "Мемлекеттік атаулы әлеуметтік көмекті тағайындаудан бас тарту туралы хабарлама"
    assert "тиесілігін растайтын анықтама" in B.result.granted.kk
    assert "тиесілі еместігін растайтын анықтама" in B.result.refused.kk
    assert C.result.granted.kk == "Жәрдемақы тағайындау туралы хабарлама"
    assert "«жәрдемақы тағайындау туралы хабарлама»" in reading(C.result.source).kk


def test_three_different_noes() -> None:
    """A negative certificate and a refusal to assign are results; a refusal to render is the law's, art. 19-1(2)."""
    assert B.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    assert B.result.grounds == ()
    for edition in (A, C):
        assert edition.result.refused_is is Refused.REFUSAL_TO_ASSIGN
        assert edition.result.grounds
    assert A.render_refusal is None, "annex 1 par. 3: the negative result is the refusal to assign"
    assert "19-1" in reading(A.result.source).kk
    for edition in (B, C):
        rule = edition.render_refusal
        assert rule is not None
        assert [code for code, _, _ in rule.grounds] == [
            "unreliable",
            "requirements",
            "negative_answer",
            "court_ban",
            "court_right",
        ]
        assert all("19-1" in source.text.ru and "2018" in source.text.ru for _, _, source in rule.grounds)


def test_slips_of_sense_are_read_and_told() -> None:
    """Annex 2, section 4 par. 6 (numbers begin anew), 10(3), 10(4); title, par. 1, 4 («көмек» left out)."""
    centre = B.channel(CENTRE)
    assert "Орталыққа жіберу" in centre.step("result").title.kk
    assert "«Мемлекеттік корпорацияға»" in reading(centre.step("result").source).kk
    assert "алушыға беру" in centre.step("hand_over").title.kk
    assert "«көрсетілетін қызметті берушіге»" in reading(centre.step("hand_over").source).kk
    assert "6-дан басталып" in reading(B.channel(CORPORATION).step("check").source).kk
    assert "«көмек»" in reading(B.result.source).kk
    assert "әлеуметтік көмек алушыларға" in B.title.kk
    for step in B.channel(AKIM).steps:
        assert "«көрсетілетін қызметті беруші»" in reading(step.source).kk


def test_the_legal_word_of_2018() -> None:
    """Annex 3, title: «мүгедек балалар»; since 2022 «мүгедектігі бар балалар»."""
    assert C.title.kk == "Мүгедек балаларды үйде оқытуға жұмсалған шығындарды өтеу"
    assert "2022" in reading(C.recipients.source).ru


def test_documents_of_the_passport() -> None:
    """Passport, documents: application of annex 1 of the standard and identity; on the portal a signed request."""
    for channel in (PROVIDER, AKIM, CORPORATION, CENTRE):
        assert codes(B, channel) == ["application", "identity"]
        assert codes(B, channel, Trait.REPRESENTATIVE) == ["application", "identity", "power_of_attorney"]
    assert codes(B, PORTAL) == ["e_request"]
    for rule in B.documents:
        named = rule.code in ("application", "identity", "power_of_attorney", "e_request")
        assert rule.source.confirmed is named
    identity = next(rule for rule in B.documents if rule.code == "identity")
    assert identity.waiver("state_system") is not None
    assert "приложения 1 к Стандарту" in B.documents[0].bring.ru
    assert B.basis_confirmed


def test_consent_to_the_use_of_secrets() -> None:
    """Annex 2, section 4 par. 6(1); passport, documents."""
    for edition in EDITIONS.values():
        assert "заңмен қорғалатын құпияны құрайтын мәліметтерді" in edition.consent.kk
    assert "жазбаша келісім" in B.channel(CORPORATION).step("register").title.kk
    assert "көзделмесе" in reading(B.channel(CORPORATION).step("register").source).kk


@pytest.mark.parametrize("edition", [A, C], ids=lambda edition: edition.service)
def test_lists_that_were_not_found_cite_paragraph_9_and_no_sub_clause(edition: ServiceEdition) -> None:
    """Annex 1 par. 7(1) and annex 3 par. 6(1) refer to par. 9 of the standard, whose text of 2018 was not found."""
    assert not edition.basis_confirmed
    for rule in edition.documents:
        if rule.code == "e_request":
            assert rule.source.text.ru == "постановление № 71, приложение 3, пункт 7, подпункты 2) и 3)"
            continue
        assert (rule.source.text.kk, rule.source.text.ru) == ("Стандарттың 9-тармағы", "пункт 9 Стандарта")
        assert not rule.source.confirmed


@pytest.mark.parametrize(
    ("trait", "code"),
    [
        (Trait.FOREIGNER, "residence_permit"),
        (Trait.STATELESS, "stateless_id"),
        (Trait.REFUGEE, "refugee_certificate"),
        (Trait.RETURNEE, "returnee_certificate"),
        (Trait.MINOR, "birth_certificate"),
    ],
)
@every_seeded
def test_what_stands_in_for_the_identity_document(edition: ServiceEdition, trait: Trait, code: str) -> None:
    """The list of 2019–2020, so never confirmed; a state system may confirm each of them."""
    desk = edition.channels[0].channel
    identity = next(rule for rule in edition.documents if rule.code == "identity")
    assert identity.waiver(code) is not None
    (found,) = (rule for rule in edition.documents if rule.code == code)
    assert found.waiver("state_system") is not None
    assert not found.source.confirmed
    assert code in codes(edition, desk, trait)
    assert code not in codes(edition, desk)
    assert ("legal_representative" in codes(edition, desk, trait)) is (trait is Trait.MINOR)


def test_documents_of_each_member_of_the_household() -> None:
    """The list of 2019–2020: person seeking work, consent to work under 16; study of dependants of 18–23."""
    household = (
        HouseholdMember("Әбдірахманова Әсел", "жұбайы", traits=frozenset({MemberTrait.WORKING_AGE_JOBLESS})),
        HouseholdMember("Әбдірахманов Дәулет", "баласы", traits=frozenset({MemberTrait.WORKS_UNDER_16})),
        HouseholdMember("Әбдірахманова Дана", "қызы", traits=frozenset({MemberTrait.STUDENT})),
        HouseholdMember("Әбдірахманов Ерік", "әкесі"),
    )
    asked = [rule.code for rule in demanded(A, CENTRE, frozenset(), household, ON)]
    assert [code.partition(".")[0] for code in asked if "." in code] == [
        "job_seeker",
        "parent_consent",
        "study_certificate",
    ]
    assert asked[:7] == codes(A, CENTRE)
