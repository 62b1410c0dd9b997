"""The words of names with their neighbours, so that a search forgives a slip of the hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.domain.near_names import parts_of, words_of
from desk_app.storage import types

revision = "0005"
down_revision = "0004"

_CHUNK = 10_000
_NAMES = "SELECT office, applicant FROM desk_case UNION SELECT office, applicant FROM refusal"


def upgrade() -> None:
    op.create_table(
        "name_part",
        sa.Column("office", types.Key(), nullable=False),
        sa.Column("part", types.byte_ordered(), nullable=False),
        sa.Column("word", types.byte_ordered(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["office.key"], name=op.f("fk_name_part_office")),
        sa.PrimaryKeyConstraint("office", "part", "word", name=op.f("pk_name_part")),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    names = sa.text(_NAMES).columns(office=types.Key(), applicant=sa.Text())
    words = {(office, word) for office, name in connection.execute(names) for word in words_of(name)}
    part = sa.table("name_part", sa.column("office", types.Key()), sa.column("part"), sa.column("word"))
    lines = [
        {"office": office, "part": left, "word": word}
        for office, word in sorted(words, key=lambda one: (one[0].bytes, one[1]))
        for left in sorted(parts_of(word))
    ]
    for start in range(0, len(lines), _CHUNK):
        connection.execute(sa.insert(part), lines[start : start + _CHUNK])
