"""The tables of the line: visits, their history, what they produced, and the supervisor's messages."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from desk_app.domain.line import VisitAct, VisitResult, VisitState
from desk_app.storage.schema import metadata, one_of
from desk_app.storage.types import Key, Moment, byte_ordered

ACTIVE = "state IN ('called', 'serving')"
IN_LINE = "state <> 'ended'"
RETURNED = "state = 'waiting' AND reserved_for IS NOT NULL"
WITH_PRIORITY = "state = 'waiting' AND priority <> ''"

visit = Table(
    "visit",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("day", Date, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("service_group", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    Column("waits_since", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("iin", byte_ordered(), nullable=False),
    Column("name", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("clerk", Key, ForeignKey("staff.key")),
    Column("clerk_name", Text, nullable=False),
    Column("called_at", Moment),
    Column("calls", Integer, nullable=False),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("paused_at", Moment),
    Column("paused_seconds", Integer, nullable=False),
    Column("return_to", Key, ForeignKey("staff.key")),
    Column("reserved_for", Key, ForeignKey("staff.key")),
    Column("result", Text),
    Column("note", Text, nullable=False),
    UniqueConstraint("office", "day", "turn"),
    one_of("state", VisitState),
    one_of("result", VisitResult, optional=True),
    Index(None, "office", "arrived_at"),
    Index(
        "uq_visit_one_at_a_desk",
        "office",
        "clerk",
        unique=True,
        sqlite_where=text(ACTIVE),
        postgresql_where=text(ACTIVE),
    ),
    Index(
        "ix_visit_in_line",
        "office",
        "state",
        "day",
        "turn",
        sqlite_where=text(IN_LINE),
        postgresql_where=text(IN_LINE),
    ),
    Index(
        "ix_visit_returned",
        "office",
        "reserved_for",
        sqlite_where=text(RETURNED),
        postgresql_where=text(RETURNED),
    ),
    Index(
        "ix_visit_with_priority",
        "office",
        "service_group",
        sqlite_where=text(WITH_PRIORITY),
        postgresql_where=text(WITH_PRIORITY),
    ),
)
"""`uq_visit_one_at_a_desk`: a clerk has one person at a time, whatever is clicked twice."""

visit_event = Table(
    "visit_event",
    metadata,
    Column("visit", Key, ForeignKey("visit.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Key, ForeignKey("staff.key")),
    Column("desk", Text, nullable=False),
    Column("note", Text, nullable=False),
    one_of("act", VisitAct),
)

visit_subject = Table(
    "visit_subject",
    metadata,
    Column("visit", Key, ForeignKey("visit.key"), primary_key=True),
    Column("subject", Key, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    CheckConstraint("kind IN ('case', 'refusal', 'issue')", name="kind"),
    Index(None, "subject"),
)
"""What a visit produced: cases, refusals, papers handed over."""

desk_message = Table(
    "desk_message",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("sent_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("sent_by_name", Text, nullable=False),
    Column("to", Key, ForeignKey("staff.key")),
    Index(None, "office", "sent_at"),
)
"""`to` is empty for a message to everybody."""

message_read = Table(
    "message_read",
    metadata,
    Column("message", Key, ForeignKey("desk_message.key"), primary_key=True),
    Column("member", Key, ForeignKey("staff.key"), primary_key=True),
    Column("read_at", Moment, nullable=False),
)
