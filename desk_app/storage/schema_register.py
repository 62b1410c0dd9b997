"""What the search of the register keeps: filters that people named, words of names with their neighbours."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from desk_app.storage.schema import metadata
from desk_app.storage.types import Key, Moment, byte_ordered

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("member", Key, ForeignKey("staff.key"), nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    UniqueConstraint("member", "name"),
)
"""`content` holds what lines are narrowed to; never what was typed into the box, which may be a person's IIN."""

name_part = Table(
    "name_part",
    metadata,
    Column("office", Key, ForeignKey("office.key"), primary_key=True),
    Column("part", byte_ordered(), primary_key=True),
    Column("word", byte_ordered(), primary_key=True),
    sqlite_with_rowid=False,
)
"""A folded word of a name, under itself and under what is left of it without one letter (domain/near_names.py)."""
