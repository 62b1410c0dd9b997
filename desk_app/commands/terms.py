"""What the command answers with, before it is put into one form or the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.regulation import ChannelRule, ServiceEdition
from desk_app.domain.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one application."""

    edition: ServiceEdition
    rule: ChannelRule
    arrives: datetime
    in_force: bool
    """True if the edition is in force on the day of arrival."""
    timetable: Timetable
