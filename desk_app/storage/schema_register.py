"""The table of filters that people keep by name."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from desk_app.storage.schema import metadata
from desk_app.storage.types import Key, Moment

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
