"""What was wrong and is struck out: it stays to be seen, with who did it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Voiding:
    """Since when a paper or a scan is void, and why."""

    at: datetime
    by: UUID
    by_name: str
    reason: str
