"""Bank accounts of Kazakhstan: IBAN of twenty characters."""

from __future__ import annotations

import re
from enum import StrEnum

from desk_app.domain.text import digits

LENGTH = 20
# К, О, Р … typed on the Cyrillic layout look the same and are not.
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


class IbanFault(StrEnum):
    """What is wrong with an account number."""

    COUNTRY = "country"
    LENGTH = "length"
    CHARACTERS = "characters"
    CHECK_DIGITS = "check_digits"


class IbanError(ValueError):
    """The account number cannot be right. `fault` says why."""

    def __init__(self, fault: IbanFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def check_iban(text: str) -> str:
    """Return the account without spaces, in capitals: KZ, two check digits, three of the bank, thirteen characters.

    Raises:
        IbanError: The country, the length, a character or the check digits (mod 97) do not fit.
    """
    iban = digits(text).upper().translate(_HOMOGLYPHS)
    if not iban.startswith("KZ"):
        raise IbanError(IbanFault.COUNTRY)
    if len(iban) != LENGTH:
        raise IbanError(IbanFault.LENGTH)
    if not re.fullmatch(r"KZ[0-9]{5}[0-9A-Z]{13}", iban):
        raise IbanError(IbanFault.CHARACTERS)
    if int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 != 1:
        raise IbanError(IbanFault.CHECK_DIGITS)
    return iban


def format_iban(iban: str) -> str:
    """Return the account in groups of four, as it is printed."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
