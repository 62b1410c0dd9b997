"""What is read before the first window is painted: rules, records and papers come after it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = (
    "sqlalchemy",
    "reportlab",
    "pydantic",
    "desk_app.usecases.ports",
    "desk_app.domain.regulation",
    "desk_app.storage",
)


def test_first_window_reads_no_records_rules_or_papers() -> None:
    code = f"import sys, desk_app.bootstrap, ui.application; print(*[one for one in {HEAVY!r} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == ""
