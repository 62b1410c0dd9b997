"""The table of what was put right or made void."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text

from desk_app.domain.corrections import CorrectionKind
from desk_app.storage.schema import metadata, one_of
from desk_app.storage.types import Key, Moment

ONE_SUBJECT = "(case_key IS NULL) <> (refusal IS NULL)"

correction = Table(
    "correction",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("case_key", Key, ForeignKey("desk_case.key")),
    Column("refusal", Key, ForeignKey("refusal.key")),
    Column("kind", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Key, ForeignKey("staff.key"), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("paper", Key, ForeignKey("paper.key")),
    one_of("kind", CorrectionKind),
    CheckConstraint(ONE_SUBJECT, name="one_subject"),
    Index(None, "case_key"),
    Index(None, "refusal"),
)
"""Of a case or of a refusal. Rows are added, never changed."""
