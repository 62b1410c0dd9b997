"""Tables of what was taken back of a case, of the scans attached to it, and of what an office switched on."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from desk_app.domain.attachments import FileKind, Subject
from desk_app.storage.schema import metadata, one_of
from desk_app.storage.types import Key, Moment

undone_step = Table(
    "undone_step",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("case_key", Key, ForeignKey("desk_case.key"), nullable=False),
    Column("code", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("begins_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("done_at", Moment, nullable=False),
    Column("done_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("done_by_name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("letter_number", Text, nullable=False),
    Column("letter_date", Text, nullable=False),
    Column("letter_signer", Text, nullable=False),
    Column("executor", Key, ForeignKey("staff.key")),
    Column("undone_at", Moment, nullable=False),
    Column("undone_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("undone_by_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "case_key"),
)
"""Steps that were taken back, by the key they had as steps. Rows are added, never changed."""

attachment = Table(
    "attachment",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("case_key", Key, ForeignKey("desk_case.key"), nullable=False),
    Column("step", Key),
    Column("subject", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("added_by_name", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("voided_at", Moment),
    Column("voided_by", Key, ForeignKey("staff.key")),
    Column("voided_by_name", Text),
    Column("void_reason", Text),
    one_of("subject", Subject),
    one_of("kind", FileKind),
    CheckConstraint("size > 0", name="size"),
    Index(None, "case_key"),
)
"""`step` is no foreign key: the step may have been taken back since, and the scan stays."""

office_setting = Table(
    "office_setting",
    metadata,
    Column("office", Key, ForeignKey("office.key"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What an office switched on; the journal says who did it and when."""
