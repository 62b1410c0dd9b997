"""Which keys match a search text: by trigram index on either engine, by prefix where the text is shorter than three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    Table,
    Text,
    UnaryExpression,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    tuple_,
    union_all,
)
from sqlalchemy.sql.operators import custom_op

from desk_app.domain.text import search_key
from desk_app.storage.types import Key, Moment

MOST_HITS = 1000
"""More than anybody reads: a search takes the newest of these and stays quick."""
_OUT_OF_ORDER = 50
_PAGE: BindParameter[int] = bindparam("most", type_=Integer)
_BEFORE = tuple_(bindparam("before", type_=Moment), bindparam("before_key", type_=Key))
_LAST = "\U0010ffff"
_NAMES = frozenset({"low", "high", "tail", "phrase", "pattern"})


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


@dataclass(frozen=True, slots=True)
class Wanted:
    shape: Shape
    values: Mapping[str, str]


def wanted(text: str) -> Wanted | None:
    """Return what to look for; None for an empty text."""
    folded = search_key(text)
    if not folded:
        return None
    return Wanted(_shape_of(folded), {
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


def values_for(statement: Select[Any], found: Wanted) -> dict[str, str]:
    """The values that this statement has places for."""
    return {name: found.values[name] for name in _places(statement)}


@cache
def _places(statement: Select[Any]) -> tuple[str, ...]:
    return tuple(name for name in statement.compile().params if name in _NAMES)


def matching(dialect: str, source: Table, index: str, first: ColumnElement[Any], shape: Shape) -> Select[Any]:
    """Select the keys of `source` that match, at most `MOST_HITS` of each kind of hit. The register has `newest`.

    `first` says which hits are kept where there are more. Beginnings are kept in their own order: to sort a hundred
    thousand of them first would take longer than anybody waits after one digit.
    """
    branches: list[Select[Any]] = []
    if shape in (Shape.IIN, Shape.DIGITS, Shape.TAIL):
        branches.append(_bounded(source, source.c.iin, _between(source.c.iin)))
    if shape is Shape.PREFIX:
        branches.append(_bounded(source, source.c.search_key, _between(source.c.search_key)))
    if shape in (Shape.PART, Shape.DIGITS, Shape.TAIL):
        branches.append(_containing(dialect, source, index, first))
    parts = [select(branch.subquery().c.key) for branch in branches]
    return parts[0] if len(parts) == 1 else select(union_all(*parts).subquery().c.key)


def newest(
    dialect: str, source: Table, at: ColumnElement[Any], index: str, shape: Shape, before: ColumnElement[bool] | None
) -> Select[Any]:
    """Select the keys of one page of what matches, the newest by `at` first, of at most `MOST_HITS` of most kinds.

    Only keys and times are read and sorted here, from the indexes where they suffice: a whole row is an application
    of several kilobytes, which an encrypted file decrypts first.
    """
    branches: list[Select[Any]] = []
    order = (at.desc(), source.c.key.desc())
    narrow = select(source.c.key, at.label("at"))
    ours = narrow.where(source.c.office == bindparam("office"))
    if shape in (Shape.IIN, Shape.DIGITS, Shape.TAIL):
        branches.append(ours.where(_between(source.c.iin)).order_by(source.c.iin).limit(MOST_HITS))
    if shape is Shape.TAIL:
        tail = ours.where(source.c.iin_tail == bindparam("tail"))
        tail = tail.where(before) if before is not None else tail
        branches.append(tail.order_by(*order).limit(_PAGE))
    if shape is Shape.PREFIX:
        branches.append(ours.where(_between(source.c.search_key)).order_by(source.c.search_key).limit(MOST_HITS))
    if shape in (Shape.PART, Shape.DIGITS, Shape.TAIL):
        if dialect == "sqlite":
            branches.append(_newest_containing(source, narrow, index, before))
        else:
            pattern = source.c.search_key.like(bindparam("pattern"), escape="\\")
            branches.append(ours.where(pattern).order_by(at.desc()).limit(MOST_HITS))
    parts = [branch.subquery() for branch in branches]
    hits = union_all(*(select(part.c.key, part.c.at) for part in parts)).subquery()
    page = select(hits.c.key, hits.c.at).distinct()
    if before is not None:
        page = page.where(earlier(hits.c.at, hits.c.key))
    page = page.order_by(hits.c.at.desc(), hits.c.key.desc()).limit(_PAGE)
    return select(page.subquery().c.key)


def _newest_containing(
    source: Table, narrow: Select[Any], index: str, before: ColumnElement[bool] | None
) -> Select[Any]:
    """Read hits newest line first and stop when a page is full, with a few more for clocks that were set back.

    The outer join is never reduced to an inner one, because `coalesce` hides that it could be: SQLite gathers all
    hits of a subquery first unless it is surely the outermost loop.
    """
    hits = _lines(index).subquery()
    rule = (source.c.key == hits.c.key) & of_office("sqlite", source, by_key=True)
    if before is not None:
        rule = rule & before
    return (
        narrow.select_from(hits.outerjoin(source, rule))
        .where(func.coalesce(source.c.office, literal_column("''")) != literal_column("''"))
        .limit(_PAGE + _OUT_OF_ORDER)
    )


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
        hidden: UnaryExpression[Any] = UnaryExpression(column, operator=custom_op("+"), type_=column.type)
        return hidden == bindparam("office")
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
