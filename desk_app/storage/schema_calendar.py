"""The tables of the office's own calendar: what was changed of days and of years. Rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from desk_app.domain.calendar_edits import EditKind
from desk_app.storage.schema import metadata, one_of
from desk_app.storage.types import Key, Moment

SERIES = "calendar"
"""The counter whose value is the number of the newest change."""

calendar_edit = Table(
    "calendar_edit",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("mark", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name_kk", Text, nullable=False),
    Column("name_ru", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("five_day_only", Boolean(create_constraint=False), nullable=False),
    Column("edited_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("edited_by_name", Text, nullable=False),
    Column("edited_at", Moment, nullable=False),
    UniqueConstraint("office", "mark", "day"),
    one_of("kind", EditKind),
    CheckConstraint("mark > 0", name="mark"),
)
"""Of two rows of a day the one with the higher mark holds."""

calendar_year = Table(
    "calendar_year",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("mark", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("confirmed", Boolean(create_constraint=False), nullable=False),
    Column("source", Text, nullable=False),
    Column("edited_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("edited_by_name", Text, nullable=False),
    Column("edited_at", Moment, nullable=False),
    UniqueConstraint("office", "mark", "year"),
    CheckConstraint("mark > 0", name="mark"),
)
"""Whether the moved rest days of a year are published."""
