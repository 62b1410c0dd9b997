"""Reads for screens, each a transaction of its own."""

from __future__ import annotations

from desk_app.storage.queries.attachments import AttachmentReads
from desk_app.storage.queries.calendar import CalendarReads
from desk_app.storage.queries.cases import CaseQueries
from desk_app.storage.queries.day import DayQueries
from desk_app.storage.queries.day_window import DayWindowReads
from desk_app.storage.queries.editions import EditionReads
from desk_app.storage.queries.journal import JournalQueries
from desk_app.storage.queries.journals import PeriodQueries
from desk_app.storage.queries.line import LineReads
from desk_app.storage.queries.lists import ListReads
from desk_app.storage.queries.office import OfficeQueries
from desk_app.storage.queries.papers import PaperQueries
from desk_app.storage.queries.people import PeopleQueries
from desk_app.storage.queries.portal import PortalReads
from desk_app.storage.queries.register import RegisterQueries
from desk_app.storage.queries.reports import ReportReads


class SqlQueries(
    AttachmentReads,
    CalendarReads,
    EditionReads,
    LineReads,
    ListReads,
    OfficeQueries,
    PeopleQueries,
    CaseQueries,
    RegisterQueries,
    PaperQueries,
    PortalReads,
    DayQueries,
    DayWindowReads,
    ReportReads,
    JournalQueries,
    PeriodQueries,
):
    """A `ports.Queries`: `SqlQueries(engine)`."""


__all__ = ["SqlQueries"]
