"""The tables. Every constraint is named; the office leads every index; no number comes from a database sequence.

The search indexes (FTS5 on SQLite, trigrams on PostgreSQL) differ by engine and are made by the migration alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from desk_app.domain.case_clock import ClockEventKind
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role
from desk_app.storage.types import Key, Moment, byte_ordered

REVISION = "0006"
"""The newest migration. A file or server that names another one is older (upgraded) or newer (refused)."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

OPEN_STATES = (CaseState.OPEN, CaseState.READY)
IS_OPEN = "state IN ('open', 'ready')"
IS_VOID = "state = 'void'"
UNSETTLED = "print_state IN ('not_printed', 'queued', 'sent', 'failed')"


def one_of(column: str, values: type[StrEnum], *, optional: bool = False) -> CheckConstraint:
    names = ", ".join(f"'{value.value}'" for value in values)
    rule = f"{column} IN ({names})"
    return CheckConstraint(f"{column} IS NULL OR {rule}" if optional else rule, name=column)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **options)


def _ordered(name: str, **options: Any) -> Column[str]:
    return Column(name, byte_ordered(), nullable=False, **options)


def _key(name: str, target: str = "", *, optional: bool = False, **options: Any) -> Column[Any]:
    links = (ForeignKey(f"{target}.key"),) if target else ()
    return Column(name, Key, *links, nullable=optional, **options)


def _at(name: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, Moment, nullable=optional)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, **options)


def _primary() -> Column[Any]:
    return _key("key", primary_key=True)


office = Table(
    "office",
    metadata,
    _primary(),
    _text("name_kk"),
    _text("name_ru"),
    _text("kinds"),
    _text("region_kk"),
    _text("region_ru"),
    _text("place_kk"),
    _text("place_ru"),
    _text("zone"),
    _text("letters"),
)

staff = Table(
    "staff",
    metadata,
    _primary(),
    _key("office", "office"),
    _text("login"),
    _ordered("login_folded"),
    _text("surname"),
    _text("name"),
    _text("patronymic"),
    _text("position_kk"),
    _text("position_ru"),
    _text("roles"),
    _text("language"),
    Column("disabled", Boolean(create_constraint=False), nullable=False),
    _text("password_hash"),
    UniqueConstraint("login_folded"),
    one_of("language", Language),
    Index(None, "office"),
)

adoption = Table(
    "adoption",
    metadata,
    _key("office", "office", primary_key=True),
    _text("service", primary_key=True),
    Column("adopted_from", Date, primary_key=True),
    _text("edition"),
    _key("adopted_by", "staff", optional=True),
    _at("adopted_at"),
)

edition_file = Table(
    "edition_file",
    metadata,
    _key("office", "office", primary_key=True),
    _text("id", primary_key=True),
    _text("digest"),
    Column("content", LargeBinary, nullable=False),
    _key("added_by", "staff"),
    _at("added_at"),
)
"""Editions an office added, byte for byte; one with an id of its own is added once and never changed."""

person = Table(
    "person",
    metadata,
    _primary(),
    _key("office", "office"),
    _ordered("iin"),
    _text("name"),
    Column("birth_date", Date),
    _ordered("sort_key"),
    _ordered("search_key"),
    _at("updated_at"),
    UniqueConstraint("office", "iin"),
    Index(None, "office", "sort_key", "key"),
    Index(None, "office", "search_key"),
)

desk_case = Table(
    "desk_case",
    metadata,
    _primary(),
    _key("office", "office"),
    _ordered("number"),
    _text("service"),
    _text("edition"),
    _text("edition_digest"),
    _text("channel"),
    _key("person", "person"),
    _ordered("iin"),
    _ordered("iin_tail"),
    _text("applicant"),
    _ordered("search_key"),
    _text("application"),
    _at("registered_at"),
    _key("registered_by", "staff"),
    _text("registered_by_name"),
    _at("service_due_at", optional=True),
    _text("state"),
    _key("token"),
    _number("version"),
    Column("waiting_step", Text),
    Column("waiting_role", Text),
    _key("waiting_member", "staff", optional=True),
    _at("step_begins_at", optional=True),
    _at("step_due_at", optional=True),
    _at("closed_at", optional=True),
    _key("closed_by", "staff", optional=True),
    _at("paused_at", optional=True),
    Column("calendar_mark", Integer),
    _ordered("phone", server_default=""),
    UniqueConstraint("token"),
    UniqueConstraint("office", "number"),
    one_of("channel", Channel),
    one_of("state", CaseState),
    one_of("waiting_role", Role, optional=True),
    CheckConstraint("version > 0", name="version"),
    Index(
        "uq_desk_case_one_open",
        "office",
        "service",
        "person",
        unique=True,
        sqlite_where=text(IS_OPEN),
        postgresql_where=text(IS_OPEN),
    ),
    Index(
        "ix_desk_case_register",
        "office",
        "registered_at",
        "key",
        "service",
        "channel",
        "registered_by",
    ),
    Index(
        "ix_desk_case_void",
        "office",
        "registered_at",
        "key",
        sqlite_where=text(IS_VOID),
        postgresql_where=text(IS_VOID),
    ),
    Index(None, "office", "iin", "registered_at", "key"),
    Index(None, "office", "iin_tail", "registered_at", "key"),
    Index(None, "office", "search_key", "registered_at", "key"),
    Index(None, "office", "phone", "registered_at", "key"),
    Index(
        "ix_desk_case_open",
        "office",
        "state",
        "waiting_role",
        "step_due_at",
        sqlite_where=text(IS_OPEN),
        postgresql_where=text(IS_OPEN),
    ),
    Index(None, "office", "closed_at"),
)

household = Table(
    "household",
    metadata,
    _key("case_key", "desk_case", primary_key=True),
    _number("ordinal", primary_key=True, autoincrement=False),
    _key("office", "office"),
    _ordered("iin"),
    _text("name"),
    Index(None, "office", "iin"),
)
"""Members with an IIN: what the certificate's search for traces of assistance looks through."""

step = Table(
    "step",
    metadata,
    _primary(),
    _key("office", "office"),
    _key("case_key", "desk_case"),
    _text("code"),
    _number("ordinal"),
    _at("begins_at"),
    _at("due_at"),
    _at("done_at"),
    _key("done_by", "staff"),
    _text("done_by_name"),
    _text("note"),
    _text("letter_number"),
    _key("executor", "staff", optional=True),
    _text("letter_date"),
    _text("letter_signer"),
    UniqueConstraint("case_key", "ordinal"),
)

refusal = Table(
    "refusal",
    metadata,
    _primary(),
    _key("office", "office"),
    _ordered("number"),
    _key("person", "person"),
    _ordered("iin"),
    _ordered("iin_tail"),
    _text("applicant"),
    _ordered("search_key"),
    _text("application"),
    _text("service"),
    _text("edition"),
    _text("edition_digest"),
    _text("channel"),
    _text("grounds"),
    _text("gaps"),
    _at("refused_at"),
    _key("refused_by", "staff"),
    _text("refused_by_name"),
    _key("token"),
    _key("followed_by", "desk_case", optional=True),
    _at("voided_at", optional=True),
    _ordered("phone", server_default=""),
    UniqueConstraint("token"),
    UniqueConstraint("office", "number"),
    one_of("channel", Channel),
    Index(
        "ix_refusal_register",
        "office",
        "refused_at",
        "key",
        "service",
        "channel",
        "voided_at",
        "refused_by",
    ),
    Index(None, "office", "iin", "refused_at", "key"),
    Index(None, "office", "iin_tail", "refused_at", "key"),
    Index(None, "office", "search_key", "refused_at", "key"),
    Index(None, "office", "phone", "refused_at", "key"),
)

decision = Table(
    "decision",
    metadata,
    _primary(),
    _key("office", "office"),
    _key("case_key", "desk_case"),
    _text("number"),
    _text("outcome"),
    _key("drafted_by", "staff", optional=True),
    _text("drafted_by_name"),
    _at("drafted_at"),
    _key("signed_by", "staff", optional=True),
    _text("signed_by_name"),
    _at("signed_at", optional=True),
    _text("signed_as_kk"),
    _text("signed_as_ru"),
    _text("ground"),
    _text("amount"),
    _text("period_from"),
    _text("period_to"),
    _text("letter_number"),
    _text("letter_date"),
    _text("evidence"),
    _text("stands_on"),
    _text("stands_on_sha256"),
    UniqueConstraint("case_key"),
    one_of("outcome", Outcome),
    CheckConstraint("signed_by <> drafted_by", name="four_eyes"),
)

paper = Table(
    "paper",
    metadata,
    _primary(),
    _key("office", "office"),
    _text("kind"),
    _ordered("number"),
    _text("title_kk"),
    _text("title_ru"),
    _text("language"),
    _text("office_name_kk"),
    _text("office_name_ru"),
    _text("place_kk"),
    _text("place_ru"),
    _at("issued_at"),
    _number("issued_offset"),
    _key("issued_by", "staff"),
    _number("journal_seq"),
    _text("journal_code"),
    _text("content"),
    _key("case_key", "desk_case", optional=True),
    _key("refusal", "refusal", optional=True),
    _text("template"),
    _text("sha256"),
    _text("print_state"),
    _number("copies"),
    _at("voided_at", optional=True),
    _key("voided_by", optional=True),
    Column("voided_by_name", Text),
    Column("void_reason", Text),
    _key("replaces", optional=True),
    one_of("kind", PaperKind),
    one_of("language", PaperLanguage),
    one_of("print_state", PrintState),
    CheckConstraint("copies >= 0", name="copies"),
    Index(None, "office", "issued_at", "key"),
    Index(None, "office", "number"),
    Index(None, "case_key"),
    Index(None, "refusal"),
    Index(
        "ix_paper_unsettled",
        "office",
        "issued_by",
        sqlite_where=text(UNSETTLED),
        postgresql_where=text(UNSETTLED),
    ),
)
"""`issued_offset` is the office's offset from UTC in minutes at `issued_at`: papers are made again in local time."""

clock_event = Table(
    "clock_event",
    metadata,
    _primary(),
    _key("office", "office"),
    _key("case_key", "desk_case"),
    _number("ordinal"),
    _text("kind"),
    _at("at"),
    _key("by", "staff"),
    _text("by_name"),
    _text("reason"),
    _text("note"),
    _number("units"),
    _at("until", optional=True),
    _at("notice_due_at", optional=True),
    _key("paper", "paper", optional=True),
    UniqueConstraint("case_key", "ordinal"),
    one_of("kind", ClockEventKind),
)
"""The clock of a case stopped, run on, its term extended; added, never changed."""

hand_over = Table(
    "hand_over",
    metadata,
    _primary(),
    _key("office", "office"),
    _ordered("number"),
    _text("destination"),
    _text("way"),
    _at("made_at"),
    _key("made_by", "staff"),
    _at("returned_at", optional=True),
    _key("returned_by", optional=True),
    _text("returned_by_name", server_default=""),
    _text("paper_number", server_default=""),
    UniqueConstraint("office", "number"),
)

hand_over_case = Table(
    "hand_over_case",
    metadata,
    _key("hand_over", "hand_over", primary_key=True),
    _number("ordinal", primary_key=True, autoincrement=False),
    _key("case_key", "desk_case"),
    _at("struck_at", optional=True),
    UniqueConstraint("hand_over", "case_key"),
    Index(None, "case_key"),
)

recipient_list = Table(
    "recipient_list",
    metadata,
    _primary(),
    _key("office", "office"),
    _text("file_name"),
    _text("sha256"),
    _at("imported_at"),
    _key("imported_by", "staff", optional=True),
    UniqueConstraint("office", "sha256"),
)

recipient = Table(
    "recipient",
    metadata,
    _key("list_key", "recipient_list", primary_key=True),
    _number("line", primary_key=True, autoincrement=False),
    _key("office", "office"),
    _ordered("iin"),
    _text("name"),
    _text("family"),
    _text("period_from"),
    _text("period_to"),
    Index(None, "office", "iin"),
    Index(None, "list_key", "family"),
)

draft = Table(
    "draft",
    metadata,
    _primary(),
    _key("office", "office"),
    _key("author", "staff"),
    _text("author_name"),
    _text("kind"),
    _text("body"),
    _at("updated_at"),
    Index(None, "office", "kind", "updated_at"),
)

counter = Table(
    "counter",
    metadata,
    _key("office", primary_key=True),
    _text("series", primary_key=True),
    _number("value"),
    CheckConstraint("value > 0", name="value"),
)

journal = Table(
    "journal",
    metadata,
    _key("office", primary_key=True),
    _number("seq", primary_key=True, autoincrement=False),
    _at("at"),
    _key("actor", optional=True),
    _text("action"),
    _key("subject", optional=True),
    Column("body", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("hash"),
    CheckConstraint("seq > 0", name="seq"),
)
"""Its actors and subjects are no foreign keys: the journal stands when what it speaks of is erased."""

journal_head = Table(
    "journal_head",
    metadata,
    _key("office", primary_key=True),
    _number("seq"),
    Column("hash", LargeBinary, nullable=False),
    CheckConstraint("seq >= 0", name="seq"),
)
"""The row that writers lock, so that two entries never get the same place."""
