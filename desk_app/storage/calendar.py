"""The office's own calendar as a unit of work writes it, and the statements both ways read it by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, exists, func, insert, or_, select, text, update

from desk_app.domain.calendar_edits import Change, DayChange, Edit, EditKind, YearChange
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import Channel
from desk_app.storage import schema
from desk_app.storage.schema_calendar import SERIES, calendar_edit, calendar_year
from desk_app.storage.types import Moment
from desk_app.usecases.ports_calendar import DatedCase, NewDates, Span
from desk_app.usecases.ports_line import Work

_WITH_DATE = (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT, PaperKind.EXTENSION_NOTICE, PaperKind.WHY_SHEET)
"""Papers for the applicant that bear the day of the result."""
_OUT = (PrintState.SENT, PrintState.CONFIRMED, PrintState.SAVED)
"""A paper the printer took may lie in the applicant's hand, whether or not somebody said so."""

_AT_ONCE = 500

_case, _paper = schema.desk_case.c, schema.paper.c
DAYS = select(calendar_edit).where(calendar_edit.c.office == bindparam("office")).order_by(calendar_edit.c.mark)
YEARS = select(calendar_year).where(calendar_year.c.office == bindparam("office")).order_by(calendar_year.c.mark)
MARK = select(schema.counter.c.value).where(
    schema.counter.c.office == bindparam("office"), schema.counter.c.series == SERIES
)
_begins = bindparam("begins", type_=Moment)
DATED: Select[Any] = (
    select(
        _case.key,
        _case.number,
        _case.applicant,
        _case.edition,
        _case.channel,
        _case.registered_at,
        _case.waiting_step,
        _case.step_begins_at,
        _case.service_due_at,
        _case.step_due_at,
        _case.calendar_mark,
        exists().where(schema.clock_event.c.case_key == _case.key).label("has_events"),
        exists()
        .where(
            _paper.case_key == _case.key,
            _paper.kind.in_([kind.value for kind in _WITH_DATE]),
            or_(_paper.copies > 0, _paper.print_state.in_([state.value for state in _OUT])),
        )
        .label("on_paper"),
    )
    .where(
        _case.office == bindparam("office"),
        text(schema.IS_OPEN),
        _case.registered_at < bindparam("ends", type_=Moment),
        # a clock that stands has no end yet
        or_(_case.service_due_at >= _begins, _case.step_due_at >= _begins, _case.paused_at.is_not(None)),
    )
    .order_by(_case.registered_at, _case.key)
)
_DATED_LOCKED = DATED.with_for_update(of=schema.desk_case)
_ADD_DAY = insert(calendar_edit)
_ADD_YEAR = insert(calendar_year)
_SET_DATES = (
    update(schema.desk_case)
    .where(_case.key.in_(bindparam("these", expanding=True)))
    .values(
        service_due_at=bindparam("new_service_due_at"),
        step_due_at=bindparam("new_step_due_at"),
        calendar_mark=None,
        version=_case.version + 1,
    )
)
_HOLD = (
    update(schema.desk_case)
    .where(_case.key == bindparam("this"))
    .values(calendar_mark=func.coalesce(_case.calendar_mark, bindparam("new_mark")))
)
_CHANNELS = {one.value: one for one in Channel}


def edits_of(days: Iterable[RowMapping], years: Iterable[RowMapping]) -> tuple[Edit, ...]:
    """Rows of both tables as edits, in the order they were made."""
    changes = [
        Edit(
            row["mark"],
            DayChange(
                row["day"],
                EditKind(row["kind"]),
                Bilingual(row["name_kk"], row["name_ru"]),
                row["source"],
                row["five_day_only"],
            ),
            row["edited_by_name"],
            row["edited_at"],
        )
        for row in days
    ]
    changes += [
        Edit(
            row["mark"],
            YearChange(row["year"], row["confirmed"], row["source"]),
            row["edited_by_name"],
            row["edited_at"],
        )
        for row in years
    ]
    return tuple(sorted(changes, key=lambda edit: edit.mark))


def dated_case(row: Sequence[Any]) -> DatedCase:
    """A row of `DATED`, by place: there may be very many."""
    key, number, applicant, edition, channel, at, step, begins, service, due, mark, events, paper = row
    return DatedCase(
        key, number, applicant, edition, _CHANNELS[channel], at, step or "", begins, service, due, mark, bool(events),
        bool(paper),
    )  # fmt: skip


class SqlCalendar:
    """A `ports_calendar.CalendarWork`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def take_mark(self) -> int:
        return self._work.take(SERIES)

    def edits(self) -> tuple[Edit, ...]:
        office = {"office": self._work.office}
        return edits_of(self._work.run(DAYS, office).mappings(), self._work.run(YEARS, office).mappings())

    def add(self, mark: int, changes: Sequence[Change], by_name: str) -> None:
        stamps = {"office": self._work.office, "mark": mark, "edited_by": self._work.actor}
        stamps |= {"edited_by_name": by_name, "edited_at": self._work.now()}
        for change in changes:
            if isinstance(change, YearChange):
                year = {"year": change.year, "confirmed": change.confirmed, "source": change.source}
                self._work.run(_ADD_YEAR, {"key": new_key(), **stamps, **year})
                continue
            names = {"name_kk": change.name.kk, "name_ru": change.name.ru, "source": change.source}
            day = {"day": change.day, "kind": change.kind.value, "five_day_only": change.five_day_only, **names}
            self._work.run(_ADD_DAY, {"key": new_key(), **stamps, **day})

    def dated_cases(self, span: Span) -> tuple[DatedCase, ...]:
        values = {"office": self._work.office, "begins": span.begins, "ends": span.ends}
        return tuple(dated_case(row) for row in self._work.run(_DATED_LOCKED, values).all())

    def set_dates(self, dates: Sequence[NewDates]) -> None:
        # cases of one day end together: one statement for many of them
        together: dict[tuple[datetime, datetime | None], list[UUID]] = defaultdict(list)
        for one in dates:
            together[one.service_due_at, one.step_due_at].append(one.key)
        for (service, step), keys in together.items():
            for start in range(0, len(keys), _AT_ONCE):
                these = keys[start : start + _AT_ONCE]
                self._work.run(_SET_DATES, {"these": these, "new_service_due_at": service, "new_step_due_at": step})

    def hold(self, cases: Sequence[UUID], mark: int) -> None:
        if cases:
            self._work.run(_HOLD, [{"this": key, "new_mark": mark} for key in cases])
