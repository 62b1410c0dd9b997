"""How numbers look. The counting itself is done by the records, inside the accepting transaction."""

from __future__ import annotations

import re
from enum import StrEnum


class Series(StrEnum):
    """What is counted: one row of numbers per office, kind (and service) and year."""

    CASE = "case"
    REFUSAL = "refusal"
    RESULT = "result"
    RESOLUTION = "resolution"
    HAND_OVER = "hand_over"
    EXTENSION = "extension"
    WHY = "why"
    DAY_SHEET = "day_sheet"
    JOURNAL = "journal"


_MARKS = {
    Series.CASE: "",
    Series.REFUSAL: "Қ-",
    Series.RESULT: "Н-",
    Series.RESOLUTION: "Б-",
    Series.HAND_OVER: "Т-",
    Series.EXTENSION: "Ұ-",
    Series.WHY: "М-",
    Series.DAY_SHEET: "Д-",
    Series.JOURNAL: "Ж-",
}
_ISSUED_ANEW = re.compile(r"(\S+-\d{5,})/(\d{1,3})")


def series_key(series: Series, year: int, service: str = "") -> str:
    """Return the name of the counter, as stored."""
    return "/".join(part for part in (series.value, service, str(year)) if part)


def issued_anew(number: str, copy: int) -> str:
    """Return the number of the paper that replaces a void one: А-2019-00042/2 is the second of А-2019-00042."""
    return f"{number}/{copy}"


def number_after(number: str) -> str:
    """Return the number of the paper that takes the place of that one: А-2019-Т-00007/3 after А-2019-Т-00007/2."""
    found = _ISSUED_ANEW.fullmatch(number)
    return issued_anew(number, 2) if found is None else issued_anew(found[1], int(found[2]) + 1)


def record_number(number: str) -> str:
    """Return the number of the case or refusal whose paper bears that number."""
    found = _ISSUED_ANEW.fullmatch(number.strip())
    return found[1] if found is not None else number.strip()


def format_number(series: Series, letter: str, year: int, value: int) -> str:
    """Return the number as printed: А-2019-00042.

    Refusals bear Қ (қолхат), results Н, resolutions Б, lists Т, extensions Ұ (ұзарту), explanations of a date М,
    day sheets Д, journals Ж.
    """
    return f"{letter}-{year}-{_MARKS[series]}{value:05}"
