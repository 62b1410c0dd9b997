"""The tables of the supervisor's day: days that were closed, and work given to a colleague."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Table, Text, text

from desk_app.storage.schema import metadata
from desk_app.storage.types import Key, Moment

STANDS = "reopened_at IS NULL"

day_close = Table(
    "day_close",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("day", Date, nullable=False),
    Column("closed_at", Moment, nullable=False),
    Column("closed_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("closed_by_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("paper", Key, ForeignKey("paper.key")),
    Column("reopened_at", Moment),
    Column("reopened_by", Key, ForeignKey("staff.key")),
    Column("reopened_by_name", Text, nullable=False),
    Column("reopen_reason", Text, nullable=False),
    Index(None, "office", "day"),
    Index(
        "uq_day_close_stands",
        "office",
        "day",
        unique=True,
        sqlite_where=text(STANDS),
        postgresql_where=text(STANDS),
    ),
)
"""`uq_day_close_stands`: a day is closed once, until it is opened again."""

work_move = Table(
    "work_move",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("case_key", Key, ForeignKey("desk_case.key"), nullable=False),
    Column("step", Text, nullable=False),
    Column("from_member", Key, ForeignKey("staff.key"), nullable=False),
    Column("to_member", Key, ForeignKey("staff.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Key, ForeignKey("staff.key"), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "case_key"),
)
"""Whose work a case became when a colleague was absent. Rows are added, never changed."""
