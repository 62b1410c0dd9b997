"""Accounts and telephones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.iban import IbanError, IbanFault, check_iban, format_iban
from desk_app.domain.phone import format_phone, normalise_phone


def _iban(bban: str) -> str:
    number = int("".join(str(int(sign, 36)) for sign in f"{bban}KZ00"))
    return f"KZ{98 - number % 97:02}{bban}"


bbans = st.tuples(
    st.text("0123456789", min_size=3, max_size=3),
    st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=13, max_size=13),
).map("".join)


def test_the_registry_s_example() -> None:
    assert check_iban("KZ86 125K ZT50 0410 0100") == "KZ86125KZT5004100100"
    assert format_iban("KZ86125KZT5004100100") == "KZ86 125K ZT50 0410 0100"


def test_cyrillic_look_alikes_and_the_digit_row() -> None:
    assert check_iban("КZ86125КZТ5004100100") == "KZ86125KZT5004100100"
    assert check_iban("kzү,125kzt5004100100") == "KZ86125KZT5004100100"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", IbanFault.COUNTRY),
        ("GB86125KZT5004100100", IbanFault.COUNTRY),
        ("KZ86125KZT500410010", IbanFault.LENGTH),
        ("KZ86125KZT50041001Ж0", IbanFault.CHARACTERS),
        ("KZ8612KKZT5004100100", IbanFault.CHARACTERS),
        ("KZ87125KZT5004100100", IbanFault.CHECK_DIGITS),
    ],
)
def test_faults(typed: str, fault: IbanFault) -> None:
    with pytest.raises(IbanError) as caught:
        check_iban(typed)
    assert caught.value.fault is fault


@given(bbans)
def test_every_account_survives_its_printing(bban: str) -> None:
    iban = _iban(bban)
    assert check_iban(format_iban(iban)) == iban


@given(bbans, st.integers(4, 19))
def test_one_wrong_digit_is_found(bban: str, place: int) -> None:
    iban = _iban(bban)
    if iban[place].isdigit():
        wrong = iban[:place] + str((int(iban[place]) + 1) % 10) + iban[place + 1 :]
        with pytest.raises(IbanError):
            check_iban(wrong)


@pytest.mark.parametrize(
    "typed", ["+7 701 123 45 67", "8 (701) 123-45-67", "77011234567", "7011234567", "8.701.123.45.67", '.қ""әіңғ,.']
)
def test_telephones_of_kazakhstan(typed: str) -> None:
    assert normalise_phone(typed) == "+77011234567"
    assert format_phone(typed) == "+7 701 123 45 67"


@pytest.mark.parametrize("typed", ["", "12-34-56", "+49 30 1234567", "жоқ"])
def test_other_telephones_stay_as_typed(typed: str) -> None:
    assert normalise_phone(f" {typed} ") == typed
    assert format_phone(typed) == typed
