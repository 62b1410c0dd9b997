"""What every entry of a rules file is built of: texts in two languages, sources, norms."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from desk_app.domain.language import Bilingual
from desk_app.domain.norms import Norm, norm_of
from desk_app.domain.regulation import Source

CODE_PATTERN = r"^[a-z][a-z0-9_]*$"
LETTER_PATTERN = r"^\w$"
LONGEST = 9999
"""Of a norm, in its unit; what is longer is a slip of the hand, not an act."""
ONE_UNIT = "one_unit"
NORM_OR_LEGS = "norm_or_legs"
"""Kinds of faults of our own; `shape` has the words."""

# pydantic would take "yes" for true, a number for a date, true for 1
Truth = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Day = Annotated[date, Strict()]
TimeOfDay = Annotated[time, Strict()]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]


class Weekday(StrEnum):
    """In the order of `date.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Entry(BaseModel):
    """Anything in a file: a key that is not known is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Entry):
    """A text in both languages."""

    kk: Text
    ru: Text

    def value(self) -> Bilingual:
        return Bilingual(self.kk, self.ru)


class SourceEntry(Words):
    """Where the act says it; `reading` where the act contradicts itself or is silent."""

    confirmed: Truth = True
    reading: Words | None = None

    def source(self) -> Source:
        return Source(self.value(), self.confirmed, self.reading.value() if self.reading else None)


class NormEntry(Entry):
    """One of the four units with its number: `{ working_days = 5 }`."""

    minutes: Whole | None = Field(None, gt=0, le=LONGEST)
    working_hours: Whole | None = Field(None, gt=0, le=LONGEST)
    working_days: Whole | None = Field(None, gt=0, le=LONGEST)
    calendar_days: Whole | None = Field(None, gt=0, le=LONGEST)

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError(ONE_UNIT, "exactly one unit")
        return self

    def norm(self) -> Norm:
        (unit,) = self.model_fields_set
        return norm_of(unit, getattr(self, unit))
