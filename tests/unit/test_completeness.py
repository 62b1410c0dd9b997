"""The completeness check on the editions of 2018: regulation A par. 7(1), B section 4 par. 6, 10, C par. 6(1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.application import (
    Applicant,
    Application,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
    Representative,
)
from desk_app.domain.before import member_traits_used, traits_used, whole_term
from desk_app.domain.completeness import (
    CompletenessReport,
    Defect,
    all_traits,
    base_code,
    check_completeness,
    demanded,
    member_keys,
)
from desk_app.domain.norms import Minutes, WorkingDays
from desk_app.domain.regulation import Channel, DocumentRule, Ground, Leg, MemberTrait, ServiceEdition, Trait
from desk_app.domain.staff import OfficeKind
from desk_app.regulation.catalogue import Catalogue

CATALOGUE = Catalogue(Path(__file__).parents[2] / "resources")
ASSISTANCE = CATALOGUE.edition("tsa_assignment/2018-03-23")
CERTIFICATE = CATALOGUE.edition("tsa_certificate/2018-03-23")
ON = date(2018, 5, 14)
SEEN = DocumentState.SEEN


def application(
    edition: ServiceEdition, channel: Channel, *traits: Trait, **states: PresentedDocument | DocumentState
) -> Application:
    """Everything required was seen but what `states` says of single documents."""
    asked = demanded(edition, channel, frozenset(traits), (), ON)
    presented = {rule.code: PresentedDocument(rule.code, SEEN) for rule in asked}
    for code, state in states.items():
        presented[code] = state if isinstance(state, PresentedDocument) else PresentedDocument(code, state)
    applicant = Applicant("900101300007", PersonName("Әбдірахманов", "Нұрлан", "Ерікұлы"))
    return Application(edition.id, channel, applicant, frozenset(traits), documents=tuple(presented.values()))


def check(
    edition: ServiceEdition, channel: Channel, filled: Application, result_on: date | None = None
) -> CompletenessReport:
    return check_completeness(edition, edition.channel(channel), filled, ON, result_on)


def test_a_complete_package_may_be_registered_and_not_refused() -> None:
    report = check(ASSISTANCE, Channel.CENTRE, application(ASSISTANCE, Channel.CENTRE))
    assert report.is_complete
    assert not report.may_refuse
    assert report.present_count == len(report.required) == 7


def test_missing_and_expired_are_two_grounds_in_the_order_of_the_act() -> None:
    """Regulation A, par. 7(1): incomplete and (or) expired."""
    filled = application(ASSISTANCE, Channel.CENTRE, identity=DocumentState.EXPIRED, income=DocumentState.MISSING)
    report = check(ASSISTANCE, Channel.CENTRE, filled)
    assert [(gap.rule.code, gap.defect) for gap in report.gaps] == [
        ("identity", Defect.EXPIRED),
        ("income", Defect.MISSING),
    ]
    assert report.grounds == (Ground.INCOMPLETE, Ground.EXPIRED)
    assert report.may_refuse
    assert report.present_count == 5


@pytest.mark.parametrize("channel", [Channel.STATE_CORPORATION, Channel.CENTRE])
def test_the_certificate_knows_no_refusal_for_expiry_there(channel: Channel) -> None:
    """Regulation B, section 4, par. 6(1) and 10(1); law on state services of that time, art. 20(2)."""
    report = check(CERTIFICATE, channel, application(CERTIFICATE, channel, identity=DocumentState.EXPIRED))
    assert [rule.code for rule in report.tolerated] == ["identity"]
    assert report.is_complete
    assert not report.may_refuse


@pytest.mark.parametrize("channel", [Channel.PROVIDER, Channel.AKIM])
def test_the_provider_refuses_for_expiry(channel: Channel) -> None:
    """Law on state services of that time, art. 19."""
    report = check(CERTIFICATE, channel, application(CERTIFICATE, channel, identity=DocumentState.EXPIRED))
    assert report.grounds == (Ground.EXPIRED,)
    assert report.may_refuse


@pytest.mark.parametrize(("until", "gaps"), [(ON, 0), (date(2018, 5, 13), 1), (None, 0)])
def test_a_document_is_valid_on_its_last_day(until: date | None, gaps: int) -> None:
    filled = application(ASSISTANCE, Channel.CENTRE, identity=PresentedDocument("identity", SEEN, 1, until))
    assert len(check(ASSISTANCE, Channel.CENTRE, filled).gaps) == gaps


def test_a_date_on_a_document_that_does_not_expire_is_not_looked_at() -> None:
    filled = application(ASSISTANCE, Channel.CENTRE, family=PresentedDocument("family", SEEN, 1, date(2017, 1, 1)))
    assert check(ASSISTANCE, Channel.CENTRE, filled).is_complete


def test_a_document_that_expires_before_the_result_is_told() -> None:
    filled = application(ASSISTANCE, Channel.CENTRE, identity=PresentedDocument("identity", SEEN, 1, date(2018, 5, 20)))
    report = check(ASSISTANCE, Channel.CENTRE, filled, date(2018, 5, 23))
    assert [rule.code for rule in report.expiring] == ["identity"]
    assert report.is_complete


def test_an_identity_document_confirmed_by_a_state_system_is_not_required() -> None:
    """Passport of the certificate, list of documents."""
    waived = PresentedDocument("identity", DocumentState.NOT_REQUIRED, waiver="state_system")
    assert check(CERTIFICATE, Channel.CENTRE, application(CERTIFICATE, Channel.CENTRE, identity=waived)).is_complete


@pytest.mark.parametrize("code", ["application", "identity"])
def test_a_waiver_needs_a_ground_of_the_edition(code: str) -> None:
    waived = PresentedDocument(code, DocumentState.NOT_REQUIRED, waiver="because")
    report = check(CERTIFICATE, Channel.CENTRE, application(CERTIFICATE, Channel.CENTRE, **{code: waived}))
    assert [rule.code for rule in report.undecided] == [code]
    assert not report.is_complete


@pytest.mark.parametrize(
    ("trait", "code"),
    [
        (Trait.REPRESENTATIVE, "power_of_attorney"),
        (Trait.STATELESS, "stateless_id"),
        (Trait.REFUGEE, "refugee_certificate"),
        (Trait.RETURNEE, "returnee_certificate"),
        (Trait.FOREIGNER, "residence_permit"),
    ],
)
def test_documents_are_asked_by_trait(trait: Trait, code: str) -> None:
    codes = [rule.code for rule in demanded(ASSISTANCE, Channel.CENTRE, frozenset({trait}), (), ON)]
    assert code in codes
    assert code not in [rule.code for rule in demanded(ASSISTANCE, Channel.CENTRE, frozenset(), (), ON)]
    assert len(codes) == 8


@pytest.mark.parametrize(
    ("trait", "code"),
    [
        (MemberTrait.WORKING_AGE_JOBLESS, "job_seeker"),
        (MemberTrait.WORKS_UNDER_16, "parent_consent"),
        (MemberTrait.STUDENT, "study_certificate"),
    ],
)
def test_documents_are_asked_for_each_member(trait: MemberTrait, code: str) -> None:
    household = (
        HouseholdMember("Әбдірахманова Әсел", "жұбайы", traits=frozenset({trait})),
        HouseholdMember("Әбдірахманов Ерік", "әкесі"),
    )
    codes = [rule.code for rule in demanded(ASSISTANCE, Channel.CENTRE, frozenset(), household, ON)]
    assert [found.partition(".")[0] for found in codes if "." in found] == [code]
    assert len(codes) == 8


def test_no_receipt_while_a_line_is_undecided() -> None:
    """A receipt must name every gap, so every line is decided first."""
    filled = application(ASSISTANCE, Channel.CENTRE, income=DocumentState.MISSING, farm=DocumentState.UNDECIDED)
    report = check(ASSISTANCE, Channel.CENTRE, filled)
    assert not report.may_refuse
    assert not report.is_complete


def test_a_wrongly_filled_form_is_no_ground_of_refusal() -> None:
    filled = replace(application(ASSISTANCE, Channel.CENTRE), filling_faults=("signature", "unknown"))
    report = check(ASSISTANCE, Channel.CENTRE, filled)
    assert [rule.code for rule in report.filling_faults] == ["signature"]
    assert not report.is_complete
    assert not report.may_refuse
    assert report.grounds == ()


states = st.sampled_from(DocumentState)


@given(st.lists(states, min_size=7, max_size=7), st.sampled_from([Channel.CENTRE, Channel.AKIM]))
def test_every_document_lands_in_one_place(found: list[DocumentState], channel: Channel) -> None:
    codes = [rule.code for rule in demanded(ASSISTANCE, Channel.CENTRE, frozenset(), (), ON)]
    filled = application(ASSISTANCE, channel, **dict(zip(codes, found, strict=True)))
    report = check(ASSISTANCE, channel, filled)
    gaps = [gap.rule.code for gap in report.gaps]
    undecided = [rule.code for rule in report.undecided]
    assert not set(gaps) & set(undecided)
    assert report.present_count + len(gaps) + len(undecided) == 7
    assert gaps == sorted(gaps, key=codes.index)
    assert not (report.is_complete and report.may_refuse)


# ---- who is asked for what


CHILD = HouseholdMember("Әбдірахманов Ержан Нұрланұлы", birth_date=date(2010, 3, 1))
STUDENT = HouseholdMember("Ысқақ Айбек", iin="990101300012", traits=frozenset({MemberTrait.STUDENT}))
BOTH = HouseholdMember("Ысқақ Дана", traits=frozenset({MemberTrait.STUDENT, MemberTrait.WORKING_AGE_JOBLESS}))


def _edition(*rules: DocumentRule) -> ServiceEdition:
    return replace(ASSISTANCE, documents=rules)


def _rule(code: str, **asked: object) -> DocumentRule:
    return replace(
        ASSISTANCE.documents[0],
        **({"code": code, "applies_to": (), "applies_to_members": (), "channels": ()} | asked),  # type: ignore[arg-type]
    )


EVERYBODY = _rule("everybody")
AT_CENTRE = _rule("at_centre", channels=(Channel.CENTRE,))
OF_FOREIGNERS = _rule("of_foreigners", applies_to=(Trait.FOREIGNER, Trait.STATELESS))
OF_STUDENTS = _rule("of_students", applies_to_members=(MemberTrait.STUDENT,))
OF_CHILDREN = _rule("of_children", applies_to_members=(MemberTrait.MINOR, MemberTrait.WORKS_UNDER_16))
OF_FOREIGN_STUDENTS = _rule(
    "of_foreign_students", applies_to=(Trait.FOREIGNER,), applies_to_members=(MemberTrait.STUDENT,)
)
SMALL = _edition(EVERYBODY, AT_CENTRE, OF_FOREIGNERS, OF_STUDENTS, OF_CHILDREN, OF_FOREIGN_STUDENTS)


@pytest.mark.parametrize(
    ("channel", "traits", "household", "wanted"),
    [
        (Channel.AKIM, (), (), ["everybody"]),
        (Channel.CENTRE, (), (), ["everybody", "at_centre"]),
        (Channel.AKIM, (Trait.STATELESS,), (), ["everybody", "of_foreigners"]),
        (Channel.AKIM, (Trait.REFUGEE,), (), ["everybody"]),
        (Channel.AKIM, (), (CHILD,), ["everybody", "of_children.абдирахманов-ержан-нурланулы"]),
        (Channel.AKIM, (), (STUDENT,), ["everybody", "of_students.990101300012"]),
        (
            Channel.AKIM,
            (),
            (STUDENT, CHILD, BOTH),
            [
                "everybody",
                "of_students.990101300012",
                "of_students.ыскак-дана",
                "of_children.абдирахманов-ержан-нурланулы",
            ],
        ),
        (
            Channel.AKIM,
            (Trait.FOREIGNER,),
            (STUDENT,),
            ["everybody", "of_foreigners", "of_students.990101300012", "of_foreign_students.990101300012"],
        ),
    ],
)
def test_who_is_asked_for_what(
    channel: Channel, traits: tuple[Trait, ...], household: tuple[HouseholdMember, ...], wanted: list[str]
) -> None:
    found = demanded(SMALL, channel, frozenset(traits), household, ON)
    assert [rule.code for rule in found] == wanted


def test_a_line_for_a_member_names_them() -> None:
    (line,) = (rule for rule in demanded(SMALL, Channel.AKIM, frozenset(), (STUDENT,), ON) if "." in rule.code)
    assert line.title.kk.endswith(": Ысқақ Айбек") and line.title.ru.endswith(": Ысқақ Айбек")


def test_a_child_of_the_household_is_one_until_the_eighteenth_birthday() -> None:
    """The last day under eighteen still counts."""
    edition = _edition(OF_CHILDREN)
    born = HouseholdMember("Дана", birth_date=date(2000, 5, 15))
    assert demanded(edition, Channel.AKIM, frozenset(), (born,), date(2018, 5, 14))
    assert not demanded(edition, Channel.AKIM, frozenset(), (born,), date(2018, 5, 15))


@pytest.mark.parametrize("with_iin", [True, False])
def test_a_decision_stays_with_the_person_when_lines_come_and_go(with_iin: bool) -> None:
    first = replace(STUDENT, name="Ахметов Бақыт", iin="")
    second = STUDENT if with_iin else replace(STUDENT, iin="")
    edition = _edition(OF_STUDENTS)
    (rule,) = demanded(edition, Channel.AKIM, frozenset(), (second,), ON)
    shifted = demanded(edition, Channel.AKIM, frozenset(), (first, CHILD, second), ON)
    assert shifted[1].code == rule.code != shifted[0].code
    assert base_code(rule.code) == "of_students"


def test_namesakes_without_an_iin_have_lines_of_their_own() -> None:
    same = replace(STUDENT, iin="")
    keys = member_keys((same, same, replace(same, name="ЫСКАК  Айбек")))
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("born", "iin", "minor"),
    [
        (date(2000, 5, 15), "900101300007", True),
        (date(2000, 5, 14), "900101300007", False),
        (None, "900101300007", False),
        (None, "", False),
    ],
)
def test_a_minor_is_known_from_the_birth_date_or_the_iin(born: date | None, iin: str, minor: bool) -> None:
    applicant = Applicant(iin, PersonName("Ысқақ", "Дана"), birth_date=born)
    marked = frozenset({Trait.MINOR, Trait.FOREIGNER})
    assert all_traits(marked, applicant, None, ON) == frozenset({Trait.FOREIGNER} | ({Trait.MINOR} if minor else set()))


def test_a_power_of_attorney_is_asked_of_a_representative_who_is_no_parent() -> None:
    applicant = Applicant("900101300007", PersonName("Ысқақ", "Дана"))
    by_power = Representative(PersonName("Серік", "Асан"), power_number="1")
    assert Trait.REPRESENTATIVE in all_traits(frozenset(), applicant, by_power, ON)
    parent = replace(by_power, is_legal=True)
    assert Trait.REPRESENTATIVE not in all_traits(frozenset({Trait.REPRESENTATIVE}), applicant, parent, ON)


def test_a_check_bound_to_a_channel_is_a_fault_only_there() -> None:
    """Decree No. 71, annex 1, par. 1(2): the akim accepts where there is no centre."""
    filled = replace(application(ASSISTANCE, Channel.AKIM), filling_faults=("no_centre",))
    report = check(ASSISTANCE, Channel.AKIM, filled)
    assert [fault.code for fault in report.filling_faults] == ["no_centre"] and not report.is_complete
    elsewhere = replace(application(ASSISTANCE, Channel.CENTRE), filling_faults=("no_centre",))
    assert check(ASSISTANCE, Channel.CENTRE, elsewhere).is_complete


# ---- what is told beforehand


def test_the_term_is_the_acts_own_or_the_steps_added_up() -> None:
    rule = ASSISTANCE.channel(Channel.CENTRE)
    step = rule.steps[0]
    added = replace(
        rule,
        whole=(),
        steps=(
            replace(step, norm=Minutes(5)),
            replace(step, norm=WorkingDays(2)),
            replace(step, norm=Minutes(10)),
            replace(step, norm=WorkingDays(1)),
        ),
    )
    assert whole_term(added) == (WorkingDays(3), Minutes(15))
    legs = (Leg(WorkingDays(1), OfficeKind.CENTRE), Leg(WorkingDays(9), OfficeKind.PROVIDER))
    assert whole_term(replace(rule, whole=legs)) == (WorkingDays(1), WorkingDays(9))


def test_only_traits_that_decide_over_a_document_there_are_asked_about() -> None:
    assert traits_used(SMALL, Channel.AKIM) == {Trait.FOREIGNER, Trait.STATELESS}
    assert member_traits_used(_edition(EVERYBODY, OF_STUDENTS), Channel.AKIM) == {MemberTrait.STUDENT}
    bound = _edition(replace(OF_FOREIGNERS, channels=(Channel.CENTRE,)))
    assert traits_used(bound, Channel.AKIM) == frozenset()
