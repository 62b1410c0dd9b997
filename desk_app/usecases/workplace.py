"""Settings of this workplace, apart from those of the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from desk_app.domain.language import Language

ColumnLayout = tuple[tuple[str, int], ...]
"""Names of the columns shown, in their order, with their widths in pixels; 0 where the width is not chosen."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What this PC remembers. `database` is empty for the embedded one, else a `postgresql://` address."""

    language: Language = Language.KK
    database: str = ""
    desk: str = ""
    dark: bool = False
    large_text: bool = False
    printers: dict[str, str] = field(default_factory=dict)
    """Printer by kind of paper."""
    hall_screen: str = ""
    """Monitor the screen of the hall was last on."""
    day_screen: str = ""
    """Monitor the supervisor's day was last on."""
    zone: str = ""
    """Of the office somebody last signed in to here: the command line reckons in it without opening the records."""
    columns: dict[str, ColumnLayout] = field(default_factory=dict)
    """Columns of the register by the key of the person who chose them."""


class WorkplaceStore(Protocol):
    def load(self) -> Workplace:
        """The settings; the defaults where the file is missing or damaged (`was_damaged` then says so)."""
        ...

    def save(self, workplace: Workplace) -> None:
        """Write whole or not at all. Raises StorageError E-104."""
        ...

    @property
    def was_damaged(self) -> bool: ...
