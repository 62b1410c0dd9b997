"""Requests of the portal, their attachments, files that were set aside, and what was written back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types

revision = "0004"
down_revision = "0003"

_REASONS = (
    "reason IN ('name', 'not_a_file', 'too_large', 'empty', 'unreadable', 'byte_order_mark', 'not_utf8', 'not_json', "
    "'too_deep', 'double_key', 'bad_number', 'bad_character', 'shape', 'other_id', 'id_taken', 'no_request', "
    "'no_signature', 'two_signatures', 'no_attachment', 'unlisted_file', 'attachment_name', 'attachment_hash', "
    "'attachment_content', 'attachments_too_large', 'iin', 'birth_date', 'iban', 'future', 'too_old', 'wrong_date', "
    "'unknown_service', 'not_on_portal', 'unknown_document', 'no_consent', 'no_household', 'no_bank', 'minor_alone')"
)


def upgrade() -> None:
    op.create_table(
        "portal_request",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("request_id", types.byte_ordered(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("sent_at", types.Moment(), nullable=False),
        sa.Column("received_at", types.Moment(), nullable=False),
        sa.Column("received_by", types.Key(), nullable=False),
        sa.Column("received_by_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("signature_name", sa.Text(), nullable=False),
        sa.Column("signature_sha256", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("token", types.Key(), nullable=False),
        sa.Column("settled_at", types.Moment(), nullable=True),
        sa.Column("settled_by_name", sa.Text(), nullable=False),
        sa.Column("returned_reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('service', 'information')", name=op.f("ck_portal_request_kind")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_portal_request_office")),
        sa.ForeignKeyConstraint(["received_by"], ["staff.key"], name=op.f("fk_portal_request_received_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_portal_request")),
        sa.UniqueConstraint("office", "request_id", name=op.f("uq_portal_request_office_request_id")),
        sa.UniqueConstraint("token", name=op.f("uq_portal_request_token")),
    )
    op.create_index(
        op.f("ix_portal_request_office_settled_at_received_at"),
        "portal_request",
        ["office", "settled_at", "received_at"],
    )
    op.create_table(
        "portal_file",
        sa.Column("request", types.Key(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('pdf', 'jpeg', 'png')", name=op.f("ck_portal_file_kind")),
        sa.CheckConstraint("size > 0", name=op.f("ck_portal_file_size")),
        sa.ForeignKeyConstraint(["request"], ["portal_request.key"], name=op.f("fk_portal_file_request")),
        sa.PrimaryKeyConstraint("request", "ordinal", name=op.f("pk_portal_file")),
    )
    op.create_table(
        "portal_aside",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("request_id", types.byte_ordered(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("by", types.Key(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(_REASONS, name=op.f("ck_portal_aside_reason")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_portal_aside_office")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_portal_aside_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_portal_aside")),
        sa.UniqueConstraint("office", "name", "sha256", "size", name=op.f("uq_portal_aside_office_name_sha256_size")),
    )
    op.create_index(op.f("ix_portal_aside_office_at"), "portal_aside", ["office", "at"])
    op.create_index(op.f("ix_portal_aside_office_request_id"), "portal_aside", ["office", "request_id"])
    op.create_table(
        "portal_written",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("name", types.byte_ordered(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("written_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_portal_written_office")),
        sa.PrimaryKeyConstraint("office", "name", name=op.f("pk_portal_written")),
    )
