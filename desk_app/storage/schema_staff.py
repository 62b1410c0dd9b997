"""Who stands in for the head, and when."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Table, Text

from desk_app.storage.schema import metadata
from desk_app.storage.types import Key, Moment

stand_in = Table(
    "stand_in",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("member", Key, ForeignKey("staff.key"), nullable=False),
    Column("begins", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("position_kk", Text, nullable=False),
    Column("position_ru", Text, nullable=False),
    Column("order", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("ended_at", Moment, nullable=True),
    CheckConstraint("begins <= ends", name="days"),
    Index(None, "office", "begins"),
)
"""Both days count, in the office's time. Rows are added; `ended_at` alone is set afterwards, once."""
