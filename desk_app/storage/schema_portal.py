"""Requests of the portal as they came, files that were set aside, and what was written for the portal.

What a request led to is found by its token, which the case or the refusal has too.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from desk_app.domain.attachments import FileKind
from desk_app.domain.portal import AsideReason, RequestKind
from desk_app.storage.schema import metadata, one_of
from desk_app.storage.types import Key, Moment, byte_ordered

portal_request = Table(
    "portal_request",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("request_id", byte_ordered(), nullable=False),
    Column("kind", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("iin", byte_ordered(), nullable=False),
    Column("applicant", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("received_by", Key, ForeignKey("staff.key"), nullable=False),
    Column("received_by_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("signature_name", Text, nullable=False),
    Column("signature_sha256", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("token", Key, nullable=False),
    Column("settled_at", Moment),
    Column("settled_by_name", Text, nullable=False),
    Column("returned_reason", Text, nullable=False),
    Column("answer", Text, nullable=False),
    UniqueConstraint("office", "request_id"),
    UniqueConstraint("token"),
    one_of("kind", RequestKind),
    Index(None, "office", "settled_at", "received_at"),
)
"""`content` and `signature` are the files byte for byte; they are never changed."""

portal_file = Table(
    "portal_file",
    metadata,
    Column("request", Key, ForeignKey("portal_request.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    one_of("kind", FileKind),
    CheckConstraint("size > 0", name="size"),
)
"""Attachments until the request is registered; then they are scans of the case."""

portal_aside = Table(
    "portal_aside",
    metadata,
    Column("key", Key, primary_key=True),
    Column("office", Key, ForeignKey("office.key"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("request_id", byte_ordered(), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Key, ForeignKey("staff.key"), nullable=False),
    Column("by_name", Text, nullable=False),
    UniqueConstraint("office", "name", "sha256", "size"),
    one_of("reason", AsideReason),
    Index(None, "office", "at"),
    Index(None, "office", "request_id"),
)

portal_written = Table(
    "portal_written",
    metadata,
    Column("office", Key, ForeignKey("office.key"), primary_key=True),
    Column("name", byte_ordered(), primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
)
