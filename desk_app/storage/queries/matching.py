"""Which keys match a search text: by trigram index on either engine, by prefix where the text is shorter than three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Table,
    TableClause,
    Text,
    bindparam,
    column,
    literal_column,
    or_,
    select,
    table,
    tuple_,
    union_all,
)

from desk_app.domain.phone import phone_key
from desk_app.domain.text import search_key
from desk_app.storage.queries.narrowing import Cut, hidden, line_exists, rules
from desk_app.storage.types import Key, Moment
from desk_app.usecases.ports_register import Narrowing

MOST_HITS = 1000
"""More than anybody reads: a search takes the newest of these and stays quick."""
REGISTER_INDEX = "search_register"
PLACES_A_MILLISECOND = 2**21
"""The register's text index keeps its lines in the order of time: milliseconds times this, and a running number."""
_SAME_MOMENT = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE: BindParameter[int] = bindparam("most", type_=Integer)
_BEFORE = tuple_(bindparam("before", type_=Moment), bindparam("before_key", type_=Key))
_LAST = "\U0010ffff"
_NAMES = frozenset({"low", "high", "tail", "phrase", "pattern", "phone"})


class Shape(StrEnum):
    """What kind of text was typed."""

    PART = "part"
    """Three characters or more: anywhere in a name or number."""
    PREFIX = "prefix"
    """One or two: the beginning of a surname."""
    IIN = "iin"
    """Digits: the beginning of an IIN."""
    DIGITS = "digits"
    """Three digits or more that may also be part of a number."""
    TAIL = "tail"
    """Four digits: as above, or the last four of an IIN."""
    PHONE = "phone"
    """A telephone number, or the beginning of an IIN that looks like one."""


_CONTAINING = (Shape.PART, Shape.DIGITS, Shape.TAIL)


@dataclass(frozen=True, slots=True)
class Register:
    """One of the tables that are searched together: what its lines are called and when they were made."""

    kind: str
    source: Table
    at: ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    shape: Shape
    values: Mapping[str, str]


def wanted(text: str) -> Wanted | None:
    """Return what to look for; None for an empty text."""
    folded = search_key(text)
    if not folded:
        return None
    phone = phone_key(text)
    return Wanted(Shape.PHONE if phone else _shape_of(folded), {
        "phone": phone,
        "low": folded,
        "high": folded + _LAST,
        "tail": folded,
        "phrase": '"' + folded.replace('"', '""') + '"',
        "pattern": "%" + folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%",
    })  # fmt: skip


def _shape_of(folded: str) -> Shape:
    if not (folded.isascii() and folded.isdigit()):
        return Shape.PART if len(folded) >= 3 else Shape.PREFIX
    if len(folded) == 4:
        return Shape.TAIL
    return Shape.DIGITS if 3 <= len(folded) < 12 else Shape.IIN


def values_for(statement: Select[Any] | CompoundSelect[Any], found: Wanted) -> dict[str, str]:
    """The values that this statement has places for."""
    return {name: found.values[name] for name in _places(statement)}


@cache
def _places(statement: Select[Any] | CompoundSelect[Any]) -> tuple[str, ...]:
    return tuple(name for name in statement.compile().params if name in _NAMES)


def matching(dialect: str, source: Table, index: str, first: ColumnElement[Any], shape: Shape) -> Select[Any]:
    """Select the keys of `source` that match, at most `MOST_HITS` of each kind of hit. The register has `newest`.

    `first` says which hits are kept where there are more. Beginnings are kept in their own order: to sort a hundred
    thousand of them first would take longer than anybody waits after one digit.
    """
    branches: list[Select[Any]] = []
    if shape in (Shape.IIN, Shape.DIGITS, Shape.TAIL, Shape.PHONE):
        branches.append(_bounded(source, source.c.iin, _between(source.c.iin)))
    if shape is Shape.PREFIX:
        branches.append(_bounded(source, source.c.search_key, _between(source.c.search_key)))
    if shape in (Shape.PART, Shape.DIGITS, Shape.TAIL):
        branches.append(_containing(dialect, source, index, first))
    parts = [select(branch.subquery().c.key) for branch in branches]
    return parts[0] if len(parts) == 1 else select(union_all(*parts).subquery().c.key)


def newest(
    dialect: str, registers: Sequence[Register], shape: Shape | None, paged: bool, cut: Cut | None = None
) -> CTE:
    """Select `kind`, `key` and `at` of one page of what matches, of all the registers together, the newest first.

    Without a shape everything matches; a cut takes away what is filtered out, before lines are counted. Only keys and
    times are read and sorted here, from indexes that hold them: a whole row is an application of several kilobytes,
    which an encrypted file decrypts first.
    """
    branches = [
        branch
        for register in registers
        for branch in _of_register(register, shape, paged, cut, by_text=dialect != "sqlite")
    ]
    if dialect == "sqlite" and shape in _CONTAINING:
        branches.append(_newest_containing(registers, paged, cut))
    parts = [branch.subquery() for branch in branches]
    hits = union_all(*(select(part.c.kind, part.c.key, part.c.at) for part in parts)).subquery()
    page = select(hits.c.kind, hits.c.key, hits.c.at).distinct()
    if paged:
        page = page.where(earlier(hits.c.at, hits.c.key))
    return page.order_by(hits.c.at.desc(), hits.c.key.desc()).limit(_PAGE).cte("page")


def _of_register(
    register: Register, shape: Shape | None, paged: bool, cut: Cut | None, *, by_text: bool
) -> Iterator[Select[Any]]:
    source, at = register.source, register.at
    wanted = rules(register.kind, source, at, cut)
    if wanted is None:
        return
    ours = select(literal_column(f"'{register.kind}'", Text).label("kind"), source.c.key, at.label("at"))
    ours = ours.where(source.c.office == bindparam("office"), *wanted)
    if not by_text and cut is not None and cut.is_of_open:
        # few lines are open: SQLite would rather walk all of them in order than sort these
        at = hidden(at)
    ordered = ours.where(earlier(at, source.c.key)) if paged else ours
    ordered = ordered.order_by(at.desc(), source.c.key.desc()).limit(_PAGE)
    if shape is None:
        yield ordered
    if shape in (Shape.IIN, Shape.DIGITS, Shape.TAIL, Shape.PHONE):
        yield ours.where(_between(source.c.iin)).order_by(source.c.iin).limit(MOST_HITS)
    if shape is Shape.PHONE:
        yield ordered.where(source.c.phone == bindparam("phone"))
    if shape is Shape.TAIL:
        yield ordered.where(source.c.iin_tail == bindparam("tail"))
    if shape is Shape.PREFIX:
        yield ours.where(_between(source.c.search_key)).order_by(source.c.search_key).limit(MOST_HITS)
    if by_text and shape in _CONTAINING:
        yield ordered.where(source.c.search_key.like(bindparam("pattern"), escape="\\"))


def _newest_containing(registers: Sequence[Register], paged: bool, cut: Cut | None) -> Select[Any]:
    """Walk the lines that match from the newest on and stop when a page is full.

    The lines lie by millisecond. A few more than a page are read, so that those of one millisecond are put in order.
    """
    lines = table(REGISTER_INDEX, column("kind", Text), column("key", Key), column("office", Key), column("at", Moment))
    row = literal_column("rowid", Integer)
    rule = literal_column(REGISTER_INDEX).op("MATCH")(bindparam("phrase", type_=Text))
    found = select(lines.c.kind, lines.c.key, lines.c.at).where(rule, lines.c.office == bindparam("office"))
    if paged:
        found = found.where(row <= bindparam("ceiling", type_=Integer), earlier(lines.c.at, lines.c.key))
    if cut is not None:
        found = found.where(or_(*_wanted_of(registers, lines, cut)))
        if "ends" in cut.names:
            found = found.where(row <= bindparam("last_place", type_=Integer))
        if "begins" in cut.names:
            found = found.where(row >= bindparam("first_place", type_=Integer))
    return found.order_by(row.desc()).limit(_PAGE + _SAME_MOMENT)


def _wanted_of(registers: Sequence[Register], lines: TableClause, cut: Cut) -> Iterator[ColumnElement[bool]]:
    for register in registers:
        exists = line_exists(register.kind, register.source, register.at, lines, cut)
        if exists is not None:
            yield (lines.c.kind == literal_column(f"'{register.kind}'", Text)) & exists


def ceiling(at: datetime) -> int:
    """The last place in the register's text index that a line of this moment can have (see migration 0002)."""
    return ((at - _EPOCH) // timedelta(milliseconds=1) + 1) * PLACES_A_MILLISECOND - 1


def places_of(within: Narrowing) -> dict[str, int]:
    """Where in the register's text index the period of a filter begins and ends."""
    places = {}
    if within.begins is not None:
        places["first_place"] = ceiling(within.begins) - PLACES_A_MILLISECOND + 1
    if within.ends is not None:
        places["last_place"] = ceiling(within.ends)
    return places


def _between(text: ColumnElement[Any]) -> ColumnElement[bool]:
    return (text >= bindparam("low")) & (text < bindparam("high"))


def _bounded(source: Table, first: ColumnElement[Any], rule: ColumnElement[bool]) -> Select[Any]:
    ours = source.c.office == bindparam("office")
    return select(source.c.key).where(ours, rule).order_by(first).limit(MOST_HITS)


def earlier(at: ColumnElement[Any], key: ColumnElement[Any]) -> ColumnElement[bool]:
    """The rule that a row comes after the last one of the page before."""
    return tuple_(at, key) < _BEFORE


def of_office(dialect: str, source: Table, *, by_key: bool) -> ColumnElement[bool]:
    """The rule that a row is the office's. With `by_key`, SQLite is kept from walking the whole office in order."""
    column = source.c.office
    if by_key and dialect == "sqlite":
        return hidden(column) == bindparam("office")
    return column == bindparam("office")


def _containing(dialect: str, source: Table, index: str, first: ColumnElement[Any]) -> Select[Any]:
    if dialect != "sqlite":
        return _bounded(source, first, source.c.search_key.like(bindparam("pattern"), escape="\\"))
    return _lines(index)


def _lines(index: str) -> Select[Any]:
    lines = table(index, column("key", Key))
    phrase = bindparam("phrase", type_=Text)
    return (
        select(lines.c.key)
        .where(literal_column(index).op("MATCH")(phrase))
        .order_by(literal_column("rowid").desc())
        .limit(MOST_HITS)
    )
