"""What a case needs to its end: more papers, the office's own calendar days and editions, clocks that stop."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

from desk_app.storage import types  # noqa: F401

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _replace_checks("paper", _PAPER_CHECKS, changed=("kind",))


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
