"""The line of people: visits, what was done to them, what they produced, and words from the supervisor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types

revision = "0003"
down_revision = "0002"

_STATES = "state IN ('waiting', 'called', 'serving', 'held', 'ended')"
_RESULTS = "result IS NULL OR result IN ('registered', 'refused', 'collected', 'asked', 'left', 'no_show')"
_ACTS = (
    "act IN ('ticket', 'call', 'repeat', 'begin', 'pause', 'resume', 'hold', 'take_back', 'redirect', 'free', "
    "'switch', 'end')"
)
_ACTIVE = "state IN ('called', 'serving')"
_IN_LINE = "state <> 'ended'"
_RETURNED = "state = 'waiting' AND reserved_for IS NOT NULL"
_WITH_PRIORITY = "state = 'waiting' AND priority <> ''"


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("service_group", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("arrived_at", types.Moment(), nullable=False),
        sa.Column("waits_since", types.Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("clerk", types.Key(), nullable=True),
        sa.Column("clerk_name", sa.Text(), nullable=False),
        sa.Column("called_at", types.Moment(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("began_at", types.Moment(), nullable=True),
        sa.Column("ended_at", types.Moment(), nullable=True),
        sa.Column("paused_at", types.Moment(), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("return_to", types.Key(), nullable=True),
        sa.Column("reserved_for", types.Key(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(_STATES, name=op.f("ck_visit_state")),
        sa.CheckConstraint(_RESULTS, name=op.f("ck_visit_result")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_visit_office")),
        sa.ForeignKeyConstraint(["clerk"], ["staff.key"], name=op.f("fk_visit_clerk")),
        sa.ForeignKeyConstraint(["return_to"], ["staff.key"], name=op.f("fk_visit_return_to")),
        sa.ForeignKeyConstraint(["reserved_for"], ["staff.key"], name=op.f("fk_visit_reserved_for")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_visit")),
        sa.UniqueConstraint("office", "day", "turn", name=op.f("uq_visit_office_day_turn")),
    )
    op.create_index(op.f("ix_visit_office_arrived_at"), "visit", ["office", "arrived_at"])
    for name, columns, rule, unique in (
        ("uq_visit_one_at_a_desk", ["office", "clerk"], _ACTIVE, True),
        ("ix_visit_in_line", ["office", "state", "day", "turn"], _IN_LINE, False),
        ("ix_visit_returned", ["office", "reserved_for"], _RETURNED, False),
        ("ix_visit_with_priority", ["office", "service_group"], _WITH_PRIORITY, False),
    ):
        op.create_index(
            name, "visit", columns, unique=unique, sqlite_where=sa.text(rule), postgresql_where=sa.text(rule)
        )
    op.create_table(
        "visit_event",
        sa.Column("visit", types.Key(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("by", types.Key(), nullable=True),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(_ACTS, name=op.f("ck_visit_event_act")),
        sa.ForeignKeyConstraint(["visit"], ["visit.key"], name=op.f("fk_visit_event_visit")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_visit_event_by")),
        sa.PrimaryKeyConstraint("visit", "ordinal", name=op.f("pk_visit_event")),
    )
    op.create_table(
        "visit_subject",
        sa.Column("visit", types.Key(), nullable=False),
        sa.Column("subject", types.Key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.CheckConstraint("kind IN ('case', 'refusal', 'issue')", name=op.f("ck_visit_subject_kind")),
        sa.ForeignKeyConstraint(["visit"], ["visit.key"], name=op.f("fk_visit_subject_visit")),
        sa.PrimaryKeyConstraint("visit", "subject", "kind", name=op.f("pk_visit_subject")),
    )
    op.create_index(op.f("ix_visit_subject_subject"), "visit_subject", ["subject"])
    op.create_table(
        "desk_message",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", types.Moment(), nullable=False),
        sa.Column("sent_by", types.Key(), nullable=False),
        sa.Column("sent_by_name", sa.Text(), nullable=False),
        sa.Column("to", types.Key(), nullable=True),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_desk_message_office")),
        sa.ForeignKeyConstraint(["sent_by"], ["staff.key"], name=op.f("fk_desk_message_sent_by")),
        sa.ForeignKeyConstraint(["to"], ["staff.key"], name=op.f("fk_desk_message_to")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_desk_message")),
    )
    op.create_index(op.f("ix_desk_message_office_sent_at"), "desk_message", ["office", "sent_at"])
    op.create_table(
        "message_read",
        sa.Column("message", types.Key(), nullable=False),
        sa.Column("member", types.Key(), nullable=False),
        sa.Column("read_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["message"], ["desk_message.key"], name=op.f("fk_message_read_message")),
        sa.ForeignKeyConstraint(["member"], ["staff.key"], name=op.f("fk_message_read_member")),
        sa.PrimaryKeyConstraint("message", "member", name=op.f("pk_message_read")),
    )
    _day()
    _register()


def _day() -> None:
    """Days that were closed, and work given to a colleague."""
    op.create_table(
        "day_close",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed_at", types.Moment(), nullable=False),
        sa.Column("closed_by", types.Key(), nullable=False),
        sa.Column("closed_by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("paper", types.Key(), nullable=True),
        sa.Column("reopened_at", types.Moment(), nullable=True),
        sa.Column("reopened_by", types.Key(), nullable=True),
        sa.Column("reopened_by_name", sa.Text(), nullable=False),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_day_close_office")),
        sa.ForeignKeyConstraint(["closed_by"], ["staff.key"], name=op.f("fk_day_close_closed_by")),
        sa.ForeignKeyConstraint(["paper"], ["paper.key"], name=op.f("fk_day_close_paper")),
        sa.ForeignKeyConstraint(["reopened_by"], ["staff.key"], name=op.f("fk_day_close_reopened_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_day_close")),
    )
    op.create_index(op.f("ix_day_close_office_day"), "day_close", ["office", "day"])
    stands = sa.text("reopened_at IS NULL")
    op.create_index(
        "uq_day_close_stands", "day_close", ["office", "day"], unique=True, sqlite_where=stands, postgresql_where=stands
    )
    op.create_table(
        "work_move",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("from_member", types.Key(), nullable=False),
        sa.Column("to_member", types.Key(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("by", types.Key(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_work_move_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_work_move_case_key")),
        sa.ForeignKeyConstraint(["from_member"], ["staff.key"], name=op.f("fk_work_move_from_member")),
        sa.ForeignKeyConstraint(["to_member"], ["staff.key"], name=op.f("fk_work_move_to_member")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_work_move_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_work_move")),
    )
    op.create_index(op.f("ix_work_move_case_key"), "work_move", ["case_key"])


def _register() -> None:
    """Filters kept by name, and indexes that hold all that the register is filtered by."""
    op.create_table(
        "saved_filter",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("member", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_saved_filter_office")),
        sa.ForeignKeyConstraint(["member"], ["staff.key"], name=op.f("fk_saved_filter_member")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("member", "name", name=op.f("uq_saved_filter_member_name")),
    )
    for table, at, more in (
        ("desk_case", "registered_at", ["service", "channel", "registered_by"]),
        ("refusal", "refused_at", ["service", "channel", "voided_at", "refused_by"]),
    ):
        # without the state: SQLite would count open cases by it rather than by their own small index;
        # in place of the narrower one, not beside it: a registration writes as many indexes as before
        op.drop_index(op.f(f"ix_{table}_office_{at}_key"), table_name=table)
        op.create_index(f"ix_{table}_register", table, ["office", at, "key", *more])
    void = sa.text("state = 'void'")
    op.create_index(
        "ix_desk_case_void",
        "desk_case",
        ["office", "registered_at", "key"],
        sqlite_where=void,
        postgresql_where=void,
    )
