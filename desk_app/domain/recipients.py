"""A list of recipients of assistance line by line: which column is what, what a line says, why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk_app.domain.iin import LENGTH, IinFault, check_iin
from desk_app.domain.periods import Spell, read_spell
from desk_app.domain.text import clean

LONGEST = 300
"""Characters of a name or a family's number."""
_HEAD_WITHIN = 15
"""Lines: above the head there may be a title."""
_LETTERS = re.compile(r"[^a-zа-яёі]")
_FORMULA = ("=", "+", "-", "@")


class Column(StrEnum):
    """What a column of the list holds. Surname, name and patronymic may stand apart."""

    IIN = "iin"
    NAME = "name"
    FAMILY = "family"
    BEGINS = "begins"
    ENDS = "ends"
    PERIOD = "period"
    """Both days in one: a quarter, or two dates."""
    GIVEN = "given"
    PATRONYMIC = "patronymic"


class LineFault(StrEnum):
    """Why a line is left out."""

    IIN_MISSING = "iin_missing"
    IIN_LENGTH = "iin_length"
    IIN_NOT_DIGITS = "iin_not_digits"
    IIN_CHECK_DIGIT = "iin_check_digit"
    DATE = "date"
    ORDER = "order"
    """The end is before the beginning."""
    DUPLICATE = "duplicate"
    FORMULA = "formula"
    CHARACTERS = "characters"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of an imported list of recipients of assistance. Days as ISO text, empty where open or unknown."""

    iin: str
    name: str
    family: str
    period_from: str
    period_to: str
    line: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is left out. `shown` is its first field, `other` the line it repeats."""

    line: int
    fault: LineFault
    shown: str
    other: int = 0


_NAMES: dict[Column, str] = {
    Column.IIN: "жсн|иин|iin|жекесәйкестендірунөмірі|индивидуальныйидентификационныйномер",
    Column.NAME: "атыжөні|толықатыжөні|тегіатыәкесініңаты|тегіатыәкесініңатыбарболса|алушыныңатыжөні|тегі|фио|"
    "фамилияимяотчество|фамилияимяотчествоприегоналичии|фиополучателя|получатель|фамилия|name|fullname|surname",
    Column.GIVEN: "аты|имя|givenname|firstname",
    Column.PATRONYMIC: "әкесініңаты|отчество|patronymic",
    Column.FAMILY: "отбасы|отбасынөмірі|отбасыныңнөмірі|семья|номерсемьи|семьи|family|familynumber",
    Column.BEGINS: "кезеңбасы|кезеңніңбасы|кезеңбасталуы|басталуы|басталукүні|тағайындаубасталды|периодс|с|"
    "началопериода|начало|датаначала|from|periodfrom|begins|start",
    Column.ENDS: "кезеңсоңы|кезеңніңсоңы|кезеңаяқталуы|аяқталуы|аяқталукүні|периодпо|по|конецпериода|окончание|"
    "датаокончания|to|periodto|until|ends|end",
    Column.PERIOD: "кезең|кезеңі|тоқсан|период|периодназначения|квартал|period|quarter",
}


def _folded(text: str) -> str:
    """Letters that Windows-1251 has: where Kazakh ones became question marks, the heading is known all the same."""
    return _LETTERS.sub("", text.casefold())


_COLUMNS = {_folded(name): column for column, names in _NAMES.items() for name in names.split("|")}
_BY_POSITION = {Column.IIN: 0, Column.NAME: 1, Column.FAMILY: 2, Column.BEGINS: 3, Column.ENDS: 4}


def find_columns(lines: Sequence[tuple[object, ...]]) -> tuple[int, Mapping[Column, int]]:
    """Return how many lines the head takes and where each column stands; by position where there is no head."""
    for index, cells in enumerate(lines[:_HEAD_WITHIN]):
        found: dict[Column, int] = {}
        for place, cell in enumerate(cells):
            column = _COLUMNS.get(_folded(cell)) if isinstance(cell, str) else None
            if column is not None:
                found.setdefault(column, place)
        if Column.IIN in found and len(found) > 1:
            return index + 1, found
    # a head in other words has no digit where the number would be
    unknown = bool(lines) and not any(letter.isdigit() for letter in str(_at(lines[0], 0)))
    return int(unknown), _BY_POSITION


def read_lines(lines: Sequence[tuple[int, tuple[object, ...]]]) -> Iterator[Recipient | Skipped]:
    """Return every line below the head as a recipient, or with the reason why not.

    A line is (its number in the file, its fields). The same person with the same period again is a duplicate.
    """
    head, columns = find_columns([cells for _number, cells in lines[:_HEAD_WITHIN]])
    seen: dict[tuple[str, str, str], int] = {}
    for number, cells in lines[head:]:
        found = _read_line(number, cells, columns)
        if isinstance(found, Recipient):
            same = (found.iin, found.period_from, found.period_to)
            first = seen.setdefault(same, number)
            if first != number:
                found = Skipped(number, LineFault.DUPLICATE, found.iin, first)
        yield found


def _read_line(number: int, cells: tuple[object, ...], columns: Mapping[Column, int]) -> Recipient | Skipped:
    value = _field(cells, columns, Column.IIN)
    iin, fault = _iin(value)
    texts: list[str] = []
    if fault is None:
        names = (Column.NAME, Column.GIVEN, Column.PATRONYMIC)
        whole = " ".join(str(part) for part in (_field(cells, columns, name) for name in names) if part != "")
        texts = [whole, str(_field(cells, columns, Column.FAMILY))]
        fault = _text_fault(texts)
    if fault is not None:
        return Skipped(number, fault, str(value)[:40])
    try:
        spell = _spell(cells, columns)
    except ValueError:
        return Skipped(number, LineFault.DATE, iin)
    if spell.begins is not None and spell.ends is not None and spell.ends < spell.begins:
        return Skipped(number, LineFault.ORDER, iin)
    name, family = (clean(text) for text in texts)
    return Recipient(iin, " ".join(name.split()), family, _iso(spell.begins), _iso(spell.ends), number)


def _at(cells: Sequence[object], place: int) -> object:
    value = cells[place] if place < len(cells) else ""
    return value.strip() if isinstance(value, str) else value


def _field(cells: tuple[object, ...], columns: Mapping[Column, int], column: Column) -> object:
    return _at(cells, columns[column]) if column in columns else ""


def _iin(value: object) -> tuple[str, LineFault | None]:
    if value == "":
        return "", LineFault.IIN_MISSING
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "", LineFault.FORMULA
    check = check_iin(str(value))
    if isinstance(value, int) and check.fault is IinFault.LENGTH and 9 <= len(check.iin) < LENGTH:
        # a spreadsheet drops the noughts that a number begins with: those born from 2000 to 2009
        longer = check_iin(check.iin.zfill(LENGTH))
        check = longer if longer.is_valid and not longer.impossible_date else check
    faults = {
        IinFault.LENGTH: LineFault.IIN_LENGTH,
        IinFault.NOT_DIGITS: LineFault.IIN_NOT_DIGITS,
        IinFault.CHECK_DIGIT: LineFault.IIN_CHECK_DIGIT,
    }
    return check.iin, faults.get(check.fault)


def _text_fault(texts: Sequence[str]) -> LineFault | None:
    for text in texts:
        if text.startswith(_FORMULA):
            return LineFault.FORMULA
        if len(text) > LONGEST:
            return LineFault.TOO_LONG
        try:
            clean(text)
        except ValueError:
            return LineFault.CHARACTERS
    return None


def _spell(cells: tuple[object, ...], columns: Mapping[Column, int]) -> Spell:
    """Raises ValueError where a day cannot be read. A quarter names both of its days."""
    whole = read_spell(_field(cells, columns, Column.PERIOD))
    begins = read_spell(_field(cells, columns, Column.BEGINS))
    ends = read_spell(_field(cells, columns, Column.ENDS))
    first = begins.begins or whole.begins
    # a lone day in the column of beginnings says nothing of the end
    named = begins.ends if begins.ends != begins.begins else None
    return Spell(first, ends.ends or named or whole.ends)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
