"""Runs the migrations on the connection that `upgrade` passes."""

from __future__ import annotations

from alembic import context

from desk_app.storage import schema_calendar, schema_line, schema_portal, schema_register, schema_staff  # noqa: F401  # their tables belong to the same metadata
from desk_app.storage.migrations.filters import include_object
from desk_app.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=include_object,
)
with context.begin_transaction():
    context.run_migrations()
