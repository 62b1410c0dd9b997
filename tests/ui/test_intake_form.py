"""The intake form as a value, without a window."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from desk_app.domain.application import DocumentState, HouseholdMember, PresentedDocument, Sex
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel, Trait
from ui.intake.form import (
    Cursor,
    IntakeForm,
    PersonForm,
    RepresentativeForm,
    account_of,
    from_draft,
    same_documents,
    tidy,
    to_draft,
    traits_of,
    undecided_again,
)

TODAY = date(2019, 9, 16)


def filled() -> IntakeForm:
    return IntakeForm(
        key=new_key(),
        started_at=datetime(2019, 9, 16, 4, 0, tzinfo=UTC),
        person=PersonForm(
            iin="900101300017",
            surname="Әбдірахманов",
            name="Нұрлан",
            birth_date=date(1990, 1, 1),
            sex=Sex.MALE,
            traits=frozenset({Trait.RETURNEE, Trait.FOREIGNER}),
        ),
        representative=RepresentativeForm(True, False, "Қасымова", valid_until=date(2020, 1, 1)),
        household=(HouseholdMember("Әбдірахманов Нұрлан", "өзі", birth_date=date(1990, 1, 1)),),
        edition="tsa_assignment/2018-03-23",
        channel=Channel.CENTRE,
        documents=(PresentedDocument("identity", DocumentState.SEEN, 2, date(2029, 5, 14)),),
        filling_faults=("signature",),
        consent_at=datetime(2019, 9, 16, 4, 5, tzinfo=UTC),
        language=PaperLanguage.BOTH,
        after_refusal=new_key(),
    )


def test_a_draft_brings_back_everything_and_the_cursor() -> None:
    form = filled()
    assert from_draft(form.key, to_draft(form, Cursor("intake.surname", 3))) == (form, Cursor("intake.surname", 3))


def test_an_empty_form_comes_back_empty() -> None:
    form = IntakeForm(new_key(), datetime(2019, 9, 16, tzinfo=UTC))
    assert form.is_empty
    assert from_draft(form.key, to_draft(form)) == (form, Cursor())


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '{"schema": 99}', '{"schema": 1}', json.dumps({"schema": 1, "person": 3})],
)
def test_a_draft_of_another_version_or_a_damaged_one_is_not_offered(body: str) -> None:
    assert from_draft(new_key(), body) is None


def test_the_second_visit_keeps_what_was_in_order_and_opens_the_gaps() -> None:
    class Edition:
        documents = tuple(PresentedDocument(code) for code in ("application", "identity", "income", "family"))

    earlier = (
        PresentedDocument("application", DocumentState.SEEN, 2),
        PresentedDocument("identity", DocumentState.SEEN, 1, date(2019, 9, 15)),
        PresentedDocument("income", DocumentState.MISSING),
        PresentedDocument("family", DocumentState.COPY, 1, date(2019, 9, 16)),
        PresentedDocument("gone", DocumentState.SEEN),
    )
    found = same_documents(Edition, earlier, ("income",), TODAY)  # type: ignore[arg-type]  # an edition's documents
    states = {document.code: document.state for document in found}
    assert states == {
        "application": DocumentState.SEEN,
        "identity": DocumentState.UNDECIDED,
        "income": DocumentState.UNDECIDED,
        "family": DocumentState.COPY,
    }


def test_a_last_day_still_to_come_is_remembered_and_a_past_one_is_not() -> None:
    assert undecided_again(PresentedDocument("a", DocumentState.SEEN, 2, TODAY), TODAY).valid_until == TODAY
    assert undecided_again(PresentedDocument("a", DocumentState.SEEN, 2, date(2019, 9, 15)), TODAY).valid_until is None


def test_a_legal_representative_asks_for_no_power_of_attorney() -> None:
    form = filled()
    assert Trait.REPRESENTATIVE in traits_of(form, TODAY)
    legal = IntakeForm(form.key, form.started_at, representative=RepresentativeForm(True, True, "Қасымова"))
    assert Trait.REPRESENTATIVE not in traits_of(legal, TODAY)


def test_invisible_signs_never_reach_a_record() -> None:
    assert tidy(" Нұр\u200bлан\u202e\x00\n") == "Нұрлан"


def test_an_account_with_wrong_check_digits_is_not_recorded() -> None:
    assert account_of("KZ86 125K ZT50 0410 0100") == "KZ86125KZT5004100100"
    assert account_of("KZ87125KZT5004100100") == ""
