"""Periods as people write them: days, two days with a dash, quarters in three languages, an open end."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_EARLIEST, _LATEST = 1990, 2099
"""Years a period of assistance can lie in."""
_DAY = r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{1,2}-\d{1,2}"
_ONE = re.compile(rf"(?P<day>{_DAY})(?:[ T]0{{1,2}}:00(?::00)?)?(?:\s*(?:ж|г)\.?)?", re.IGNORECASE)
_TWO = re.compile(
    rf"(?:с\s+)?(?P<first>{_DAY})\s*(?:ж\.|г\.)?\s*(?:[-–—]|по|to)\s*(?P<last>{_DAY})?\s*(?:ж\.|г\.)?", re.IGNORECASE
)
_QUARTER_WORD = r"(?:то.?сан\w*|квартал\w*|кв\b\.?|quarter|q)"
_NUMERAL = r"(?P<numeral>[1-4]|iv|i{1,3})"
_QUARTERS = (
    re.compile(rf"(?<!\w){_NUMERAL}\s*[-–—]?\s*(?:ші|шi|й|ый|ий)?\s*{_QUARTER_WORD}", re.IGNORECASE),
    re.compile(rf"(?<!\w)q\s*{_NUMERAL}(?!\w)", re.IGNORECASE),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LATIN = str.maketrans("іІ", "iI")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OPEN = frozenset(
    (
        *("", "-", "–", "—", "...", "…", "н.в.", "по н.в.", "по настоящее время", "настоящее время", "бессрочно"),
        *("қазіргі уақытқа дейін", "осы уақытқа дейін", "мерзімсіз", "present", "open"),
    )
)


@dataclass(frozen=True, slots=True)
class Spell:
    """First and last day, both counted; None where open or not given."""

    begins: date | None = None
    ends: date | None = None


def read_spell(value: object) -> Spell:
    """Return the period of one field. A single day is both its days: the caller knows which one is meant.

    Raises:
        ValueError: It is no period, or no such day is in the calendar.
    """
    if isinstance(value, date):
        day = _checked(value)
        return Spell(day, day)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no day")
    return _read_text(" ".join(value.split()))


@lru_cache(maxsize=4096)
def _read_text(text: str) -> Spell:
    if text.casefold() in _OPEN:
        return Spell()
    if one := _ONE.fullmatch(text):
        day = _day(one["day"])
        return Spell(day, day)
    if two := _TWO.fullmatch(text):
        return Spell(_day(two["first"]), _day(two["last"]) if two["last"] else None)
    return _quarter(text)


def quarter_of(year: int, number: int) -> Spell:
    """First and last day of a quarter, 1 to 4."""
    last = number * 3
    return Spell(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))


def _quarter(text: str) -> Spell:
    plain = text.translate(_LATIN)
    years = _YEAR.findall(plain)
    found = next((match for pattern in _QUARTERS if (match := pattern.search(plain))), None)
    if found is None or len(years) != 1:
        raise ValueError(f"{text!r} is no period")
    numeral = found["numeral"].casefold()
    year = int(years[0])
    _checked(date(year, 1, 1))
    return quarter_of(year, _ROMAN.get(numeral) or int(numeral))


def _day(text: str) -> date:
    parts = [int(part) for part in re.split(r"[.-]", text)]
    year, month, day = parts if "-" in text else reversed(parts)
    return _checked(date(year, month, day))


def _checked(day: date) -> date:
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValueError(f"{day} lies in no year of assistance")
    return day
