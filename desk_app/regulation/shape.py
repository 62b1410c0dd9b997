"""What pydantic says of a file's shape, as faults that can be put into words in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from desk_app.i18n import N_
from desk_app.regulation.toml import ImpossibleDay
from desk_app.regulation.values import CODE_PATTERN, LETTER_PATTERN, NORM_OR_LEGS, ONE_UNIT
from desk_app.wording import Fault, Message

Context = Mapping[str, Any]

_TEXT = N_("text in quotation marks")
_TRUTH = N_("true or false, without quotation marks")
_NUMBER = N_("a whole number, without quotation marks")
_DATE = N_("a date, without quotation marks: 2018-03-23")
_TIME = N_("a time of day, without quotation marks: 09:00:00")
_TABLE = N_("a table of keys, as in the files that came with the program")
_PLAIN = {
    "missing": N_("a value: the key is missing"),
    "extra_forbidden": N_("no such key: it is not known here"),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": N_("text that is not empty"),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_parsing_size": _NUMBER,
    "int_from_float": _NUMBER,
    "finite_number": _NUMBER,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "tuple_type": N_("a list in square brackets"),
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "dict_type": _TABLE,
    ONE_UNIT: N_("exactly one of minutes, working_hours, working_days, calendar_days"),
    NORM_OR_LEGS: N_("either norm or legs, not both"),
}
_PATTERNS = {
    CODE_PATTERN: N_("small Latin letters, digits and _, beginning with a letter"),
    LETTER_PATTERN: N_("one letter"),
}


def _one_of(context: Context) -> Message:
    # pydantic joins the values with an English «or»
    values = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return Message(N_("one of: {values}"), {"values": ", ".join(values)})


def _pattern(context: Context) -> Message:
    pattern = str(context.get("pattern", ""))
    if pattern in _PATTERNS:
        return Message(_PATTERNS[pattern])
    return Message(N_("text of the form {pattern}"), {"pattern": pattern})


_WITH_LIMIT: dict[str, Callable[[Context], Message]] = {
    "enum": _one_of,
    "literal_error": _one_of,
    "string_pattern_mismatch": _pattern,
    "too_short": lambda context: Message(N_("a list of at least {limit}"), {"limit": context["min_length"]}),
    "greater_than": lambda context: Message(N_("a number greater than {limit}"), {"limit": context["gt"]}),
    "greater_than_equal": lambda context: Message(N_("a number not less than {limit}"), {"limit": context["ge"]}),
    "less_than_equal": lambda context: Message(N_("a number not greater than {limit}"), {"limit": context["le"]}),
}
KINDS = frozenset(_PLAIN) | frozenset(_WITH_LIMIT)
"""Every kind of fault of shape that has its own words."""


def shape_faults(error: ValidationError) -> tuple[Fault, ...]:
    """Return all that pydantic found, in the order of the file."""
    found = error.errors(include_url=False)
    return tuple(Fault(key_of(one["loc"]), _expected(one)) for one in found if not _follows(one, found))


def _follows(one: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """True where a list is called too short only because all its entries have faults of their own."""
    place = one["loc"]
    return one["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found
    )


def key_of(place: tuple[int | str, ...]) -> str:
    """channels[1].steps[2].title.ru: entries are counted from one, as people count."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def _expected(one: ErrorDetails) -> Message:
    kind = one["type"]
    if isinstance(one["input"], ImpossibleDay):
        return Message(N_("a day or a time that exists: there is no {given}"), {"given": one["input"]})
    if kind in _WITH_LIMIT:
        return _WITH_LIMIT[kind](one.get("ctx", {}))
    if kind in _PLAIN:
        return Message(_PLAIN[kind])
    return Message(N_("another value ({kind})"), {"kind": kind})
