"""Who stands in for the head, and when; the words a result was signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "stand_in",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("member", types.Key(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("position_kk", sa.Text(), nullable=False),
        sa.Column("position_ru", sa.Text(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("made_at", types.Moment(), nullable=False),
        sa.Column("made_by", types.Key(), nullable=False),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.Column("ended_at", types.Moment(), nullable=True),
        sa.CheckConstraint("begins <= ends", name=op.f("ck_stand_in_days")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_stand_in_office")),
        sa.ForeignKeyConstraint(["member"], ["staff.key"], name=op.f("fk_stand_in_member")),
        sa.ForeignKeyConstraint(["made_by"], ["staff.key"], name=op.f("fk_stand_in_made_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stand_in")),
    )
    for name in ("signed_as_kk", "signed_as_ru"):
        op.add_column("decision", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_stand_in_office_begins"), "stand_in", ["office", "begins"])
