"""The first layout: all tables, and the search indexes of either engine."""

from __future__ import annotations

import logging

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types

revision = "0001"
down_revision = None

_log = logging.getLogger(__name__)


def upgrade() -> None:
    _tables()
    if op.get_context().dialect.name == "sqlite":
        _full_text()
    else:
        _trigrams()


_FULL_TEXT = (
    # search keys are folded already
    "CREATE VIRTUAL TABLE search_register USING fts5(text, key UNINDEXED, tokenize = 'trigram case_sensitive 1')",
    "CREATE VIRTUAL TABLE search_refusal USING fts5(text, key UNINDEXED, tokenize = 'trigram case_sensitive 1')",
    "CREATE VIRTUAL TABLE search_person USING fts5(text, key UNINDEXED, tokenize = 'trigram case_sensitive 1')",
    "CREATE TRIGGER desk_case_search AFTER INSERT ON desk_case BEGIN"
    " INSERT INTO search_register (text, key) VALUES (new.search_key, new.key); END",
    "CREATE TRIGGER refusal_search AFTER INSERT ON refusal BEGIN"
    " INSERT INTO search_refusal (text, key) VALUES (new.search_key, new.key); END",
    "CREATE TRIGGER person_search AFTER INSERT ON person BEGIN"
    " INSERT INTO search_person (text, key) VALUES (new.search_key, new.key); END",
    # the old line stays: finding it by key would read the whole index, and a search looks at the person's row anyway
    "CREATE TRIGGER person_renamed AFTER UPDATE OF search_key ON person WHEN new.search_key <> old.search_key BEGIN"
    " INSERT INTO search_person (text, key) VALUES (new.search_key, new.key); END",
)


def _full_text() -> None:
    for statement in _FULL_TEXT:
        op.execute(statement)


def _trigrams() -> None:
    """Without the extension searches still work, by reading the office's rows."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    except sa.exc.DBAPIError as error:
        _log.warning("pg_trgm cannot be made by this account, searches will be slower: %s", type(error.orig).__name__)
        return
    for table in ("desk_case", "refusal", "person"):
        op.execute(f"CREATE INDEX ix_{table}_trigram ON {table} USING gin (search_key gin_trgm_ops)")


def _tables() -> None:
    op.create_table(
        "counter",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_counter_value")),
        sa.PrimaryKeyConstraint("office", "series", name=op.f("pk_counter")),
    )
    op.create_table(
        "journal",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("actor", types.Key(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", types.Key(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_journal_seq")),
        sa.PrimaryKeyConstraint("office", "seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("hash", name=op.f("uq_journal_hash")),
    )
    op.create_table(
        "journal_head",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_journal_head_seq")),
        sa.PrimaryKeyConstraint("office", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "office",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("region_kk", sa.Text(), nullable=False),
        sa.Column("region_ru", sa.Text(), nullable=False),
        sa.Column("place_kk", sa.Text(), nullable=False),
        sa.Column("place_ru", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_office")),
    )
    op.create_table(
        "person",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sort_key", types.byte_ordered(), nullable=False),
        sa.Column("search_key", types.byte_ordered(), nullable=False),
        sa.Column("updated_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_person_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_person")),
        sa.UniqueConstraint("office", "iin", name=op.f("uq_person_office_iin")),
    )
    op.create_index(op.f("ix_person_office_search_key"), "person", ["office", "search_key"], unique=False)
    op.create_index(op.f("ix_person_office_sort_key_key"), "person", ["office", "sort_key", "key"], unique=False)
    op.create_table(
        "staff",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("login_folded", types.byte_ordered(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("position_kk", sa.Text(), nullable=False),
        sa.Column("position_ru", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f("ck_staff_language")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_staff_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_staff")),
        sa.UniqueConstraint("login_folded", name=op.f("uq_staff_login_folded")),
    )
    op.create_index(op.f("ix_staff_office"), "staff", ["office"], unique=False)
    op.create_table(
        "adoption",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("adopted_from", sa.Date(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("adopted_by", types.Key(), nullable=True),
        sa.Column("adopted_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["adopted_by"], ["staff.key"], name=op.f("fk_adoption_adopted_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_adoption_office")),
        sa.PrimaryKeyConstraint("office", "service", "adopted_from", name=op.f("pk_adoption")),
    )
    op.create_table(
        "desk_case",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("number", types.byte_ordered(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person", types.Key(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("iin_tail", types.byte_ordered(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("search_key", types.byte_ordered(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("registered_at", types.Moment(), nullable=False),
        sa.Column("registered_by", types.Key(), nullable=False),
        sa.Column("registered_by_name", sa.Text(), nullable=False),
        sa.Column("service_due_at", types.Moment(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("waiting_step", sa.Text(), nullable=True),
        sa.Column("waiting_role", sa.Text(), nullable=True),
        sa.Column("waiting_member", types.Key(), nullable=True),
        sa.Column("step_begins_at", types.Moment(), nullable=True),
        sa.Column("step_due_at", types.Moment(), nullable=True),
        sa.Column("closed_at", types.Moment(), nullable=True),
        sa.Column("closed_by", types.Key(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('centre', 'akim', 'provider', 'state_corporation', 'portal')",
            name=op.f("ck_desk_case_channel"),
        ),
        sa.CheckConstraint("state IN ('open', 'ready', 'done', 'void')", name=op.f("ck_desk_case_state")),
        sa.CheckConstraint(
            "waiting_role IS NULL OR waiting_role IN ('clerk', 'chancellery', 'head', 'executor', "
            "'supervisor', 'administrator')",
            name=op.f("ck_desk_case_waiting_role"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_desk_case_version")),
        sa.ForeignKeyConstraint(["closed_by"], ["staff.key"], name=op.f("fk_desk_case_closed_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_desk_case_office")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_desk_case_person")),
        sa.ForeignKeyConstraint(["registered_by"], ["staff.key"], name=op.f("fk_desk_case_registered_by")),
        sa.ForeignKeyConstraint(["waiting_member"], ["staff.key"], name=op.f("fk_desk_case_waiting_member")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_desk_case")),
        sa.UniqueConstraint("office", "number", name=op.f("uq_desk_case_office_number")),
        sa.UniqueConstraint("token", name=op.f("uq_desk_case_token")),
    )
    op.create_index(op.f("ix_desk_case_office_closed_at"), "desk_case", ["office", "closed_at"], unique=False)
    op.create_index(
        op.f("ix_desk_case_office_iin_registered_at_key"),
        "desk_case",
        ["office", "iin", "registered_at", "key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_desk_case_office_iin_tail_registered_at_key"),
        "desk_case",
        ["office", "iin_tail", "registered_at", "key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_desk_case_office_registered_at_key"), "desk_case", ["office", "registered_at", "key"], unique=False
    )
    op.create_index(
        op.f("ix_desk_case_office_search_key_registered_at_key"),
        "desk_case",
        ["office", "search_key", "registered_at", "key"],
        unique=False,
    )
    op.create_index(
        "ix_desk_case_open",
        "desk_case",
        ["office", "state", "waiting_role", "step_due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('open', 'ready')"),
        postgresql_where=sa.text("state IN ('open', 'ready')"),
    )
    op.create_index(
        "uq_desk_case_one_open",
        "desk_case",
        ["office", "service", "person"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'ready')"),
        postgresql_where=sa.text("state IN ('open', 'ready')"),
    )
    op.create_table(
        "draft",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("author", types.Key(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["staff.key"], name=op.f("fk_draft_author")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_draft_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_office_kind_updated_at"), "draft", ["office", "kind", "updated_at"], unique=False)
    op.create_table(
        "hand_over",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("number", types.byte_ordered(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("made_at", types.Moment(), nullable=False),
        sa.Column("made_by", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["staff.key"], name=op.f("fk_hand_over_made_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_hand_over_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("office", "number", name=op.f("uq_hand_over_office_number")),
    )
    op.create_table(
        "recipient_list",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("imported_at", types.Moment(), nullable=False),
        sa.Column("imported_by", types.Key(), nullable=True),
        sa.ForeignKeyConstraint(["imported_by"], ["staff.key"], name=op.f("fk_recipient_list_imported_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_recipient_list_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_recipient_list")),
        sa.UniqueConstraint("office", "sha256", name=op.f("uq_recipient_list_office_sha256")),
    )
    op.create_table(
        "decision",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("drafted_by", types.Key(), nullable=True),
        sa.Column("drafted_by_name", sa.Text(), nullable=False),
        sa.Column("drafted_at", types.Moment(), nullable=False),
        sa.Column("signed_by", types.Key(), nullable=True),
        sa.Column("signed_by_name", sa.Text(), nullable=False),
        sa.Column("signed_at", types.Moment(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Text(), nullable=False),
        sa.Column("period_to", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome IN ('granted', 'refused')", name=op.f("ck_decision_outcome")),
        sa.CheckConstraint("signed_by <> drafted_by", name=op.f("ck_decision_four_eyes")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_decision_case_key")),
        sa.ForeignKeyConstraint(["drafted_by"], ["staff.key"], name=op.f("fk_decision_drafted_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_decision_office")),
        sa.ForeignKeyConstraint(["signed_by"], ["staff.key"], name=op.f("fk_decision_signed_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sa.UniqueConstraint("case_key", name=op.f("uq_decision_case_key")),
    )
    op.create_table(
        "hand_over_case",
        sa.Column("hand_over", types.Key(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_hand_over_case_case_key")),
        sa.ForeignKeyConstraint(["hand_over"], ["hand_over.key"], name=op.f("fk_hand_over_case_hand_over")),
        sa.PrimaryKeyConstraint("hand_over", "ordinal", name=op.f("pk_hand_over_case")),
        sa.UniqueConstraint("hand_over", "case_key", name=op.f("uq_hand_over_case_hand_over_case_key")),
    )
    op.create_index(op.f("ix_hand_over_case_case_key"), "hand_over_case", ["case_key"], unique=False)
    op.create_table(
        "household",
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_household_case_key")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_household_office")),
        sa.PrimaryKeyConstraint("case_key", "ordinal", name=op.f("pk_household")),
    )
    op.create_index(op.f("ix_household_office_iin"), "household", ["office", "iin"], unique=False)
    op.create_table(
        "recipient",
        sa.Column("list_key", types.Key(), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Text(), nullable=False),
        sa.Column("period_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["list_key"], ["recipient_list.key"], name=op.f("fk_recipient_list_key")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_recipient_office")),
        sa.PrimaryKeyConstraint("list_key", "line", name=op.f("pk_recipient")),
    )
    op.create_index(op.f("ix_recipient_office_iin"), "recipient", ["office", "iin"], unique=False)
    op.create_table(
        "refusal",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("number", types.byte_ordered(), nullable=False),
        sa.Column("person", types.Key(), nullable=False),
        sa.Column("iin", types.byte_ordered(), nullable=False),
        sa.Column("iin_tail", types.byte_ordered(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("search_key", types.byte_ordered(), nullable=False),
        sa.Column("application", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("refused_at", types.Moment(), nullable=False),
        sa.Column("refused_by", types.Key(), nullable=False),
        sa.Column("refused_by_name", sa.Text(), nullable=False),
        sa.Column("token", types.Key(), nullable=False),
        sa.Column("followed_by", types.Key(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('centre', 'akim', 'provider', 'state_corporation', 'portal')", name=op.f("ck_refusal_channel")
        ),
        sa.ForeignKeyConstraint(["followed_by"], ["desk_case.key"], name=op.f("fk_refusal_followed_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_refusal_office")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_refusal_person")),
        sa.ForeignKeyConstraint(["refused_by"], ["staff.key"], name=op.f("fk_refusal_refused_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_refusal")),
        sa.UniqueConstraint("office", "number", name=op.f("uq_refusal_office_number")),
        sa.UniqueConstraint("token", name=op.f("uq_refusal_token")),
    )
    op.create_index(
        op.f("ix_refusal_office_iin_refused_at_key"), "refusal", ["office", "iin", "refused_at", "key"], unique=False
    )
    op.create_index(
        op.f("ix_refusal_office_iin_tail_refused_at_key"),
        "refusal",
        ["office", "iin_tail", "refused_at", "key"],
        unique=False,
    )
    op.create_index(op.f("ix_refusal_office_refused_at_key"), "refusal", ["office", "refused_at", "key"], unique=False)
    op.create_index(
        op.f("ix_refusal_office_search_key_refused_at_key"),
        "refusal",
        ["office", "search_key", "refused_at", "key"],
        unique=False,
    )
    op.create_table(
        "step",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("begins_at", types.Moment(), nullable=False),
        sa.Column("due_at", types.Moment(), nullable=False),
        sa.Column("done_at", types.Moment(), nullable=False),
        sa.Column("done_by", types.Key(), nullable=False),
        sa.Column("done_by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("executor", types.Key(), nullable=True),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_step_case_key")),
        sa.ForeignKeyConstraint(["done_by"], ["staff.key"], name=op.f("fk_step_done_by")),
        sa.ForeignKeyConstraint(["executor"], ["staff.key"], name=op.f("fk_step_executor")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_step_office")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_step")),
        sa.UniqueConstraint("case_key", "ordinal", name=op.f("uq_step_case_key_ordinal")),
    )
    op.create_table(
        "paper",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", types.byte_ordered(), nullable=False),
        sa.Column("title_kk", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("office_name_kk", sa.Text(), nullable=False),
        sa.Column("office_name_ru", sa.Text(), nullable=False),
        sa.Column("place_kk", sa.Text(), nullable=False),
        sa.Column("place_ru", sa.Text(), nullable=False),
        sa.Column("issued_at", types.Moment(), nullable=False),
        sa.Column("issued_offset", sa.Integer(), nullable=False),
        sa.Column("issued_by", types.Key(), nullable=False),
        sa.Column("journal_seq", sa.Integer(), nullable=False),
        sa.Column("journal_code", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=True),
        sa.Column("refusal", types.Key(), nullable=True),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("print_state", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('talon', 'acceptance_receipt', 'refusal_receipt', 'resolution', 'certificate', "
            "'notification', 'hand_over_list', 'recovery_sheet')",
            name=op.f("ck_paper_kind"),
        ),
        sa.CheckConstraint("language IN ('kk', 'ru', 'kk_ru')", name=op.f("ck_paper_language")),
        sa.CheckConstraint(
            "print_state IN ('not_printed', 'queued', 'sent', 'failed', 'confirmed', 'saved')",
            name=op.f("ck_paper_print_state"),
        ),
        sa.CheckConstraint("copies >= 0", name=op.f("ck_paper_copies")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_paper_case_key")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff.key"], name=op.f("fk_paper_issued_by")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_paper_office")),
        sa.ForeignKeyConstraint(["refusal"], ["refusal.key"], name=op.f("fk_paper_refusal")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_paper")),
    )
    op.create_index(op.f("ix_paper_case_key"), "paper", ["case_key"], unique=False)
    op.create_index(op.f("ix_paper_office_issued_at_key"), "paper", ["office", "issued_at", "key"], unique=False)
    op.create_index(op.f("ix_paper_office_number"), "paper", ["office", "number"], unique=False)
    op.create_index(op.f("ix_paper_refusal"), "paper", ["refusal"], unique=False)
    op.create_index(
        "ix_paper_unsettled",
        "paper",
        ["office", "issued_by"],
        unique=False,
        sqlite_where=sa.text("print_state IN ('not_printed', 'queued', 'sent', 'failed')"),
        postgresql_where=sa.text("print_state IN ('not_printed', 'queued', 'sent', 'failed')"),
    )
