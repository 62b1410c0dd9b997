"""The IIN: order № 521 of 29.06.2023, par. 2. All numbers are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.application import Sex
from desk_app.domain.iin import IinFault, check_iin, make_iin


def _valid(first11: str) -> str:
    try:
        return make_iin(first11)
    except ValueError:
        assume(False)
        raise


valid_iins = st.text("0123456789", min_size=11, max_size=11).map(_valid)


@pytest.mark.parametrize("iin", ["900101300007", "851231400001", "040301500006", "190701600007"])
def test_first_pass(iin: str) -> None:
    check = check_iin(iin)
    assert check.is_valid
    assert not check.second_pass


@pytest.mark.parametrize("iin", ["900101300811", "851231400207", "040301500706", "190701600808"])
def test_second_pass(iin: str) -> None:
    check = check_iin(iin)
    assert check.is_valid
    assert check.second_pass


@pytest.mark.parametrize("first11", ["90010130080", "85123140027", "04030150072"])
def test_neighbours_of_numbers_never_issued(first11: str) -> None:
    """The bases of domain.md 6.1 have no check digit at all."""
    with pytest.raises(ValueError, match="no check digit"):
        make_iin(first11)
    assert all(check_iin(f"{first11}{digit}").fault is IinFault.CHECK_DIGIT for digit in range(10))


def test_birth_date_and_sex() -> None:
    assert check_iin("900101300007").birth_date == date(1990, 1, 1)
    assert check_iin("900101300007").sex is Sex.MALE
    assert check_iin("190701600007").birth_date == date(2019, 7, 1)
    assert check_iin("190701600007").sex is Sex.FEMALE
    assert check_iin(make_iin("99123110000")).birth_date == date(1899, 12, 31)


def test_seventh_digit_0_is_tolerated() -> None:
    check = check_iin(make_iin("90010100001"))
    assert check.is_valid
    assert (check.birth_date, check.sex, check.impossible_date) == (None, None, False)


def test_impossible_date_is_not_a_fault() -> None:
    check = check_iin(make_iin("90023030001"))
    assert check.fault is IinFault.NONE
    assert check.impossible_date
    assert check.birth_date is None
    assert check_iin(make_iin("00022930002")).impossible_date, "1900 was no leap year"
    assert not check_iin(make_iin("00022950002")).impossible_date, "2000 was one"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", IinFault.LENGTH),
        ("90010130000", IinFault.LENGTH),
        ("9001013000070", IinFault.LENGTH),
        ("90010130000х", IinFault.NOT_DIGITS),
        ("٩٠٠١٠١٣٠٠٠٠٧", IinFault.NOT_DIGITS),
        ("900101300008", IinFault.CHECK_DIGIT),
    ],
)
def test_faults(typed: str, fault: IinFault) -> None:
    assert check_iin(typed).fault is fault


def test_typed_in_groups_or_with_the_kazakh_layout_on() -> None:
    assert check_iin(" 900101 300007 ").iin == "900101300007"
    assert check_iin('ұққ"қ"іққққ.').iin == "900101300007"


@given(valid_iins)
def test_every_number_made_is_valid(iin: str) -> None:
    assert check_iin(iin).is_valid


@given(valid_iins, st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]), st.integers(1, 9))
def test_one_wrong_digit_is_found_by_the_first_pass(iin: str, place: int, by: int) -> None:
    """11 is prime, so each weight tells ten digits apart; only the eleventh digit weighs 11 and goes unseen."""
    wrong = iin[:place] + str((int(iin[place]) + by) % 10) + iin[place + 1 :]
    assume(not check_iin(iin).second_pass and not check_iin(wrong).second_pass)
    assert check_iin(wrong).fault is IinFault.CHECK_DIGIT


@given(st.text(max_size=20))
def test_nothing_typed_breaks_the_check(text: str) -> None:
    check_iin(text)
