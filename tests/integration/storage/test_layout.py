"""The layout of the records: migrations and tables say the same, on both engines."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from desk_app.storage import migrations, schema
from desk_app.storage.engine import upgrade
from desk_app.storage.migrations.filters import include_object
from desk_app.storage.queries.day import _COUNTS
from desk_app.usecases.ports import DayFigure
from tests.integration.storage.conftest import Desk


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": include_object, "render_as_batch": True}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_newest_revision_is_the_one_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == schema.REVISION
    assert {revision.revision for revision in script.walk_revisions()} == set(schema.REVISIONS)


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    tables = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == tables


def test_every_constraint_is_named() -> None:
    for table in schema.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name


def test_substring_searches_have_an_index(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(text("SELECT name FROM sqlite_master WHERE name LIKE 'search_%'")).scalars()
            assert {"search_register", "search_person"} <= set(found)
        else:
            found = connection.execute(text("SELECT indexname FROM pg_indexes")).scalars()
            assert {"ix_desk_case_trigram", "ix_refusal_trigram", "ix_person_trigram"} <= set(found)


def test_counting_open_cases_reads_their_own_index(local: Desk) -> None:
    for figure in (DayFigure.READY, DayFigure.LATE, DayFigure.OPEN):
        compiled = _COUNTS[figure].compile(local.engine)
        names = compiled.positiontup  # type: ignore[attr-defined]  # SQLite has places by position
        with local.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple("" for _ in names)).fetchall()
        assert "ix_desk_case_open" in str(plan), figure
