"""Bringing the records to the layout this program knows, by Alembic, driven from code."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from desk_app.storage.failures import translated
from desk_app.storage.schema import REVISION

_LOCK = 7_305_171_906_021
"""Number of the server-wide lock: two desks that start together upgrade once."""
_READ = text("SELECT version_num FROM alembic_version")


def current_revision(connection: Connection) -> str | None:
    """Return the layout of the records; None where nothing was made yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_READ).scalar()


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing, all in one transaction: all or nothing."""
    with translated():
        with engine.connect() as connection:
            if current_revision(connection) == REVISION:
                return
        with engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = '60s'"))
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if current_revision(connection) != REVISION:
                _migrate(connection)


def _migrate(connection: Connection) -> None:
    # half a second to import, needed once in a program's life
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)
