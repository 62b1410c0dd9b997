"""The individual identification number (ЖСН / ИИН): its check digit, and what it tells of its holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk_app.domain.application import Sex
from desk_app.domain.text import digits

LENGTH = 12
_FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


class IinFault(StrEnum):
    """What is wrong with the number itself. A check digit that does not fit may be overridden with a reason."""

    NONE = "none"
    LENGTH = "length"
    NOT_DIGITS = "not_digits"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class IinCheck:
    """The number as read, its fault, and what it says of birth and sex: a warning where the document differs."""

    iin: str
    fault: IinFault
    birth_date: date | None = None
    sex: Sex | None = None
    impossible_date: bool = False
    second_pass: bool = False
    """The check digit came from the second row of weights."""

    @property
    def is_valid(self) -> bool:
        return self.fault is IinFault.NONE


def check_iin(text: str) -> IinCheck:
    """Check a number as typed or scanned. Source: order № 521 of 29.06.2023, par. 2.

    The seventh digit 0 is met on numbers of some non-residents and tells neither century nor sex.
    """
    iin = digits(text)
    if iin and not (iin.isascii() and iin.isdigit()):
        return IinCheck(iin, IinFault.NOT_DIGITS)
    if len(iin) != LENGTH:
        return IinCheck(iin, IinFault.LENGTH)
    expected, second_pass = _check_digit(iin[:11])
    born, impossible = _birth_date(iin)
    fault = IinFault.NONE if expected == int(iin[11]) else IinFault.CHECK_DIGIT
    return IinCheck(iin, fault, born, _sex(iin), impossible, second_pass)


def make_iin(first11: str) -> str:
    """Return the eleven digits with their check digit.

    Raises:
        ValueError: Not eleven digits, or both passes give 10: such a number is never issued.
    """
    if len(first11) != LENGTH - 1 or not (first11.isascii() and first11.isdigit()):
        raise ValueError(f"eleven digits are needed, not {first11!r}")
    digit, _ = _check_digit(first11)
    if digit is None:
        raise ValueError(f"{first11} has no check digit")
    return f"{first11}{digit}"


def _check_digit(first11: str) -> tuple[int | None, bool]:
    first = _weighed(first11, _FIRST_PASS)
    if first < 10:
        return first, False
    second = _weighed(first11, _SECOND_PASS)
    return (second if second < 10 else None), True


def _weighed(first11: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(first11, weights, strict=True)) % 11


def _birth_date(iin: str) -> tuple[date | None, bool]:
    """The date of birth, and whether no calendar has such a day. Without a century only the latter is known."""
    century = _CENTURIES.get(iin[6])
    year, month, day = int(iin[:2]), int(iin[2:4]), int(iin[4:6])
    try:
        # 2000 is a leap year: without a century 29 February is given the benefit of the doubt
        born = date(2000 if century is None else century + year, month, day)
    except ValueError:
        return None, True
    return (None if century is None else born), False


def _sex(iin: str) -> Sex | None:
    if iin[6] not in _CENTURIES:
        return None
    return Sex.MALE if int(iin[6]) % 2 else Sex.FEMALE
