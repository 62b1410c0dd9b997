"""What a case needs to its end: more papers, the office's own calendar days and editions, clocks that stop."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _replace_checks("paper", _PAPER_CHECKS, changed=("kind",))
    _families()
    _edition_files()
    _clocks()
    _calendars()
    _taken_back()
    _attachments()
    _corrections()
    _sent_lists()
    _phones()
    _search()  # stays last: SQLite forgets the triggers of a table that is made anew


def _edition_files() -> None:
    """An office's own editions: for all desks of a shared database, not in a folder of one."""
    op.create_table(
        "edition_file",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", types.Key(), nullable=False),
        sa.Column("added_at", types.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_edition_file_office")),
        sa.ForeignKeyConstraint(["added_by"], ["staff.key"], name=op.f("fk_edition_file_added_by")),
        sa.PrimaryKeyConstraint("office", "id", name=op.f("pk_edition_file")),
    )


def _families() -> None:
    """The evidence for one member of a family on an imported list shows the others."""
    op.create_index(op.f("ix_recipient_list_key_family"), "recipient", ["list_key", "family"])


def _clocks() -> None:
    """Clocks that stop, terms that are extended, and services that are not rendered."""
    op.create_table(
        "clock_event",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("by", types.Key(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("until", types.Moment(), nullable=True),
        sa.Column("notice_due_at", types.Moment(), nullable=True),
        sa.Column("paper", types.Key(), nullable=True),
        sa.CheckConstraint("kind IN ('paused', 'resumed', 'extended')", name=op.f("ck_clock_event_kind")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_clock_event_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_clock_event_case_key")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_clock_event_by")),
        sa.ForeignKeyConstraint(["paper"], ["paper.key"], name=op.f("fk_clock_event_paper")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_clock_event")),
        sa.UniqueConstraint("case_key", "ordinal", name=op.f("uq_clock_event_case_key_ordinal")),
    )
    op.add_column("desk_case", sa.Column("paused_at", types.Moment(), nullable=True))
    _replace_checks("decision", _DECISION_CHECKS, changed=("outcome",))


def _calendars() -> None:
    """What an office changes of the calendar, and the cases whose dates were left as they were."""
    op.create_table(
        "calendar_edit",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("five_day_only", sa.Boolean(), nullable=False),
        sa.Column("edited_by", types.Key(), nullable=False),
        sa.Column("edited_by_name", sa.Text(), nullable=False),
        sa.Column("edited_at", types.Moment(), nullable=False),
        sa.CheckConstraint("kind IN ('holiday', 'day_off', 'working', 'ordinary')", name=op.f("ck_calendar_edit_kind")),
        sa.CheckConstraint("mark > 0", name=op.f("ck_calendar_edit_mark")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_calendar_edit_office")),
        sa.ForeignKeyConstraint(["edited_by"], ["staff.key"], name=op.f("fk_calendar_edit_edited_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calendar_edit")),
        sa.UniqueConstraint("office", "mark", "day", name=op.f("uq_calendar_edit_office_mark_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edited_by", types.Key(), nullable=False),
        sa.Column("edited_by_name", sa.Text(), nullable=False),
        sa.Column("edited_at", types.Moment(), nullable=False),
        sa.CheckConstraint("mark > 0", name=op.f("ck_calendar_year_mark")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_calendar_year_office")),
        sa.ForeignKeyConstraint(["edited_by"], ["staff.key"], name=op.f("fk_calendar_year_edited_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calendar_year")),
        sa.UniqueConstraint("office", "mark", "year", name=op.f("uq_calendar_year_office_mark_year")),
    )
    op.add_column("desk_case", sa.Column("calendar_mark", sa.Integer(), nullable=True))


def _taken_back() -> None:
    """Letters with their signer, steps that are taken back, papers that become void."""
    for name in ("letter_date", "letter_signer"):
        op.add_column("step", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "undone_step",
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
        sa.Column("letter_date", sa.Text(), nullable=False),
        sa.Column("letter_signer", sa.Text(), nullable=False),
        sa.Column("executor", types.Key(), nullable=True),
        sa.Column("undone_at", types.Moment(), nullable=False),
        sa.Column("undone_by", types.Key(), nullable=False),
        sa.Column("undone_by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_undone_step_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_undone_step_case_key")),
        sa.ForeignKeyConstraint(["done_by"], ["staff.key"], name=op.f("fk_undone_step_done_by")),
        sa.ForeignKeyConstraint(["executor"], ["staff.key"], name=op.f("fk_undone_step_executor")),
        sa.ForeignKeyConstraint(["undone_by"], ["staff.key"], name=op.f("fk_undone_step_undone_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_undone_step")),
    )
    op.create_index(op.f("ix_undone_step_case_key"), "undone_step", ["case_key"])
    op.add_column("paper", sa.Column("voided_at", types.Moment(), nullable=True))
    op.add_column("paper", sa.Column("voided_by", types.Key(), nullable=True))
    op.add_column("paper", sa.Column("voided_by_name", sa.Text(), nullable=True))
    op.add_column("paper", sa.Column("void_reason", sa.Text(), nullable=True))
    op.add_column("hand_over_case", sa.Column("struck_at", types.Moment(), nullable=True))


def _attachments() -> None:
    """Scans of a case with their bytes, and what an office switched on."""
    op.create_table(
        "attachment",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("step", types.Key(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", types.Key(), nullable=False),
        sa.Column("added_by_name", sa.Text(), nullable=False),
        sa.Column("added_at", types.Moment(), nullable=False),
        sa.Column("voided_at", types.Moment(), nullable=True),
        sa.Column("voided_by", types.Key(), nullable=True),
        sa.Column("voided_by_name", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "subject IN ('document', 'letter', 'receipt', 'identity', 'other')", name=op.f("ck_attachment_subject")
        ),
        sa.CheckConstraint("kind IN ('pdf', 'jpeg', 'png')", name=op.f("ck_attachment_kind")),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_attachment_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_attachment_case_key")),
        sa.ForeignKeyConstraint(["added_by"], ["staff.key"], name=op.f("fk_attachment_added_by")),
        sa.ForeignKeyConstraint(["voided_by"], ["staff.key"], name=op.f("fk_attachment_voided_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_case_key"), "attachment", ["case_key"])
    op.create_table(
        "office_setting",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_office_setting_office")),
        sa.PrimaryKeyConstraint("office", "name", name=op.f("pk_office_setting")),
    )


def _corrections() -> None:
    """What is put right of a case or a refusal, papers issued anew, and what a decision stands on."""
    op.create_table(
        "correction",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=True),
        sa.Column("refusal", types.Key(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", types.Key(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("paper", types.Key(), nullable=True),
        sa.CheckConstraint("kind IN ('corrected', 'voided')", name=op.f("ck_correction_kind")),
        sa.CheckConstraint("(case_key IS NULL) <> (refusal IS NULL)", name=op.f("ck_correction_one_subject")),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_correction_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_correction_case_key")),
        sa.ForeignKeyConstraint(["refusal"], ["refusal.key"], name=op.f("fk_correction_refusal")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_correction_by")),
        sa.ForeignKeyConstraint(["paper"], ["paper.key"], name=op.f("fk_correction_paper")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_case_key"), "correction", ["case_key"])
    op.create_index(op.f("ix_correction_refusal"), "correction", ["refusal"])
    for name in ("stands_on", "stands_on_sha256"):
        op.add_column("decision", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("paper", sa.Column("replaces", types.Key(), nullable=True))
    op.add_column("refusal", sa.Column("voided_at", types.Moment(), nullable=True))


def _sent_lists() -> None:
    """Signed copies of hand-over lists that came back, and calls to people whose result waits."""
    op.add_column("hand_over", sa.Column("returned_at", types.Moment(), nullable=True))
    op.add_column("hand_over", sa.Column("returned_by", types.Key(), nullable=True))
    op.add_column("hand_over", sa.Column("returned_by_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("hand_over", sa.Column("paper_number", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "call_note",
        sa.Column("key", types.Key(), nullable=False),
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("case_key", types.Key(), nullable=False),
        sa.Column("at", types.Moment(), nullable=False),
        sa.Column("by", types.Key(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_call_note_office")),
        sa.ForeignKeyConstraint(["case_key"], ["desk_case.key"], name=op.f("fk_call_note_case_key")),
        sa.ForeignKeyConstraint(["by"], ["staff.key"], name=op.f("fk_call_note_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_call_note")),
    )
    op.create_index(op.f("ix_call_note_case_key"), "call_note", ["case_key"])


_DECISION_CHECKS = {
    "outcome": "outcome IN ('granted', 'refused', 'not_rendered')",
    "four_eyes": "signed_by <> drafted_by",
}
_PAPER_CHECKS = {
    "kind": "kind IN ('talon', 'acceptance_receipt', 'refusal_receipt', 'resolution', 'certificate', "
    "'notification', 'hand_over_list', 'recovery_sheet', 'why_sheet', 'extension_notice', "
    "'render_refusal', 'leaflet', 'journal', 'day_sheet', 'ticket', 'report')",
    "language": "language IN ('kk', 'ru', 'kk_ru')",
    "print_state": "print_state IN ('not_printed', 'queued', 'sent', 'failed', 'confirmed', 'saved')",
    "copies": "copies >= 0",
}


def _replace_checks(name: str, checks: Mapping[str, str], changed: tuple[str, ...]) -> None:
    """SQLite makes the table anew and forgets all its checks, so all of them are given; PostgreSQL changes some."""
    is_local = op.get_context().dialect.name == "sqlite"
    with op.batch_alter_table(name, recreate="always" if is_local else "never") as table:
        for check in checks if is_local else changed:
            if not is_local:
                table.drop_constraint(op.f(f"ck_{name}_{check}"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_{check}"), checks[check])


def _phones() -> None:
    """Cases and refusals are found by the applicant's telephone; those there are get theirs from their forms."""
    for name, at in (("desk_case", "registered_at"), ("refusal", "refused_at")):
        column = sa.Column("phone", types.byte_ordered(), nullable=False, server_default="")
        op.add_column(name, column)
        op.create_index(op.f(f"ix_{name}_office_phone_{at}_key"), name, ["office", "phone", at, "key"])
        local = "coalesce(json_extract(application, '$.applicant.phone'), '')"
        shared = "coalesce(application::json #>> '{applicant,phone}', '')"
        phone = local if op.get_context().dialect.name == "sqlite" else shared
        # as the first program wrote them: +7 and ten digits, or whatever else was typed
        op.execute(f"UPDATE {name} SET phone = substr({phone}, 3) WHERE {phone} LIKE '+7__________'")


_PLACES = "2097152"
_SECONDS = "CAST(strftime('%s', substr({at}, 1, 19)) AS INTEGER)"
_PLACE = f"(({_SECONDS} * 1000 + CAST(substr({{at}}, 21, 3) AS INTEGER)) * {_PLACES})"
"""Where the lines of a moment begin: in the order of time, so that the newest are found first without sorting."""
_LINES = "search_register (rowid, text, kind, key, office, at)"
_SEARCH = (
    "DROP TRIGGER desk_case_search",
    "DROP TRIGGER refusal_search",
    "DROP TABLE search_register",
    "DROP TABLE search_refusal",
    # one index for cases and refusals, which are always looked for together; all that choosing a page needs lies in it
    "CREATE VIRTUAL TABLE search_register USING fts5(text, kind UNINDEXED, key UNINDEXED, office UNINDEXED,"
    " at UNINDEXED, tokenize = 'trigram case_sensitive 1', columnsize = 0)",
    # what is left of a page of the encrypted file: with the usual 4050 each piece of the index lies on two pages
    "INSERT INTO search_register (search_register, rank) VALUES ('pgsz', 3900)",
    f"INSERT INTO {_LINES} SELECT place + row_number() OVER (PARTITION BY place ORDER BY at, key) - 1,"
    " search_key, kind, key, office, at FROM"
    f" (SELECT {_PLACE.format(at='registered_at')} AS place, search_key, 'case' AS kind, key, office,"
    f" registered_at AS at FROM desk_case UNION ALL SELECT {_PLACE.format(at='refused_at')}, search_key, 'refusal',"
    " key, office, refused_at FROM refusal) ORDER BY 1",
    "INSERT INTO search_register (search_register) VALUES ('optimize')",
    *(
        f"CREATE TRIGGER {table}_search AFTER INSERT ON {table} BEGIN INSERT INTO {_LINES}"
        f" SELECT coalesce((SELECT rowid + 1 FROM search_register WHERE rowid >= place AND rowid < place + {_PLACES}"
        " ORDER BY rowid DESC LIMIT 1), place), search_key, kind, key, office, at"
        f" FROM (SELECT {_PLACE.format(at='new.' + at)} AS place, new.search_key AS search_key, '{kind}' AS kind,"
        f" new.key AS key, new.office AS office, new.{at} AS at); END"
        for table, kind, at in (("desk_case", "case", "registered_at"), ("refusal", "refusal", "refused_at"))
    ),
)

_FOLLOWING = tuple(
    # what is found by a name that was put right is found by the new one, at its old place
    f"CREATE TRIGGER {table}_renamed AFTER UPDATE OF search_key ON {table} WHEN new.search_key <> old.search_key BEGIN"
    f" UPDATE search_register SET text = new.search_key WHERE rowid >= {_PLACE.format(at='new.' + at)}"
    f" AND rowid < {_PLACE.format(at='new.' + at)} + {_PLACES} AND key = new.key; END"
    for table, at in (("desk_case", "registered_at"), ("refusal", "refused_at"))
)


def _search() -> None:
    """Newest first by the order of the index itself; PostgreSQL's trigrams have no order and stay as they are."""
    if op.get_context().dialect.name == "sqlite":
        for statement in (*_SEARCH, *_FOLLOWING):
            op.execute(statement)
