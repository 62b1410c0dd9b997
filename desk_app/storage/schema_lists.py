"""Calls to people whose result waits for them. Rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from desk_app.storage.schema import metadata
from desk_app.storage.types import Key, Moment

call_note = Table(
    "call_note",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("case_key", Key, ForeignKey("desk_case.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Key, ForeignKey("staff.key"), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "case_key"),
)
