"""The office's own calendar, on both engines: what a change moves is seen, chosen and recorded as one act."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desk_app.domain.calendar_edits import DayChange, EditKind, YearChange
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.progress import Progress, StoppedError
from desk_app.storage.journal_check import verify
from desk_app.usecases.calendars import Clock, Scope
from desk_app.usecases.desk import Desk
from desk_app.usecases.registration import Registered
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin

MOVED = Bilingual("Ауыстырылған демалыс күні", "Перенесённый выходной")
FRIDAY = date(2019, 9, 20)
FRIDAY_OFF = DayChange(FRIDAY, EditKind.DAY_OFF, MOVED, "2019 жылғы 12 қыркүйектегі № 7 бұйрық")
OLD, NEW = date(2019, 9, 25), date(2019, 9, 26)


def register(office: TestOffice, serial: int = 1, edition: str = ASSISTANCE) -> Registered:
    desk = office.desks["aigul"]
    form = application(office.edition(edition), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)


def printed(office: TestOffice, tmp_path: Path, serial: int) -> Registered:
    """A case whose talon was saved for the applicant."""
    done, desk = register(office, serial), office.desks["aigul"]
    desk.printing.save(desk.session, done.paper.key, tmp_path / f"{serial}.pdf")
    return done


def boss(office: TestOffice) -> Desk:
    return office.desks["basqaru"]


def dates(office: TestOffice, key: UUID, login: str = "aigul") -> tuple[date | None, date]:
    """The day of the result as lists read it, and as the card reckons it."""
    desk = office.desks[login]
    row = next(row for row in desk.register.search(desk.session, "") if row.key == key)
    stored = row.service_due_at.date() if row.service_due_at is not None else None
    return stored, desk.register.card(desk.session, key).service_due.day


def entries(office: TestOffice, action: str) -> list[dict[str, Any]]:
    records = office.entrance._opened()
    rows = records.queries.journal(boss(office).session.office.key)
    return [json.loads(row.body) for row in rows if row.action == action]


def test_preview_names_case_clock_dates_and_paper_and_records_nothing(office: TestOffice, tmp_path: Path) -> None:
    with_paper, without = printed(office, tmp_path, 1), register(office, 2)
    desk, progress = boss(office), Progress()
    found = desk.calendars.preview(desk.session, [FRIDAY_OFF], progress)
    service = [line for line in found if line.clock is Clock.SERVICE]
    assert [(line.case, line.number) for line in service] == [
        (with_paper.case.key, with_paper.case.number),
        (without.case.key, without.case.number),
    ]
    assert all(line.old is not None and line.old.date() == OLD for line in service)
    assert all(line.new is not None and line.new.date() == NEW for line in service)
    assert [line.on_paper for line in service] == [True, False]
    assert service[0].applicant == with_paper.case.applicant_name
    assert (progress.done, progress.whole) == (2, 2)
    assert dates(office, without.case.key) == (OLD, OLD)
    assert entries(office, "calendar.changed") == []


@pytest.mark.parametrize(
    ("scope", "of_printed", "of_other"),
    [(Scope.ALL, NEW, NEW), (Scope.UNPRINTED, OLD, NEW), (Scope.NONE, OLD, OLD)],
)
def test_scope_says_whose_dates_move(
    office: TestOffice, tmp_path: Path, scope: Scope, of_printed: date, of_other: date
) -> None:
    with_paper, without = printed(office, tmp_path, 1), register(office, 2)
    desk = boss(office)
    done = desk.calendars.apply(desk.session, [FRIDAY_OFF], scope)
    assert done.moved == [of_printed, of_other].count(NEW) and done.kept == 2 - done.moved
    # list and card agree, at the desk that changed the calendar and at another one
    for login in ("basqaru", "aigul"):
        assert dates(office, with_paper.case.key, login) == (of_printed, of_printed)
        assert dates(office, without.case.key, login) == (of_other, of_other)
    # whoever comes after the change gets a date by it, whatever was chosen for those who came before
    assert register(office, 3).due.day == NEW
    moved = entries(office, "case.due_moved")
    assert len(moved) == done.moved
    for entry in moved:
        assert entry["service_old"].startswith(OLD.isoformat()) and entry["service_new"].startswith(NEW.isoformat())
    (applied,) = entries(office, "calendar.applied")
    assert (applied["scope"], applied["moved"], applied["kept"]) == (scope.value, done.moved, done.kept)


def test_change_stands_in_the_journal_whose_chain_holds(office: TestOffice) -> None:
    register(office)
    desk = boss(office)
    desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL)
    (entry,) = entries(office, "calendar.changed")
    assert (entry["day"], entry["kind"], entry["source"]) == ("2019-09-20", "day_off", FRIDAY_OFF.source)
    assert entry["actor"] == str(desk.session.member.key)
    assert verify(office.entrance._opened().queries, desk.session.office.key) == ()  # type: ignore[arg-type]  # SQL's own


def test_kept_dates_stay_until_a_later_change_moves_them(office: TestOffice) -> None:
    case = register(office).case
    desk = boss(office)
    desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.NONE)
    assert dates(office, case.key) == (OLD, OLD)
    # a later change that touches the case offers the kept one again, with all that has changed since
    monday = replace(FRIDAY_OFF, day=date(2019, 9, 23))
    found = [line for line in desk.calendars.preview(desk.session, [monday]) if line.clock is Clock.SERVICE]
    assert [(line.old.date(), line.new.date()) for line in found if line.old and line.new] == [(OLD, date(2019, 9, 27))]
    desk.calendars.apply(desk.session, [monday], Scope.ALL)
    assert dates(office, case.key) == (date(2019, 9, 27), date(2019, 9, 27))


def test_struck_out_day_gives_the_old_dates_back(office: TestOffice) -> None:
    case = register(office).case
    desk = boss(office)
    desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL)
    ordinary = DayChange(FRIDAY, EditKind.ORDINARY, Bilingual("", ""), "Бұйрық күшін жойды")
    desk.calendars.apply(desk.session, [ordinary], Scope.ALL)
    assert dates(office, case.key) == (OLD, OLD)
    assert FRIDAY not in [row.day for row in desk.calendars.days(desk.session, 2019)]


def test_day_says_who_entered_it_and_year_who_confirmed_it(office: TestOffice) -> None:
    desk = boss(office)
    year = YearChange(2026, True, "2026 жылғы № 3 бұйрық")
    desk.calendars.apply(desk.session, [FRIDAY_OFF, year], Scope.ALL)
    own = [row for row in desk.calendars.days(desk.session, 2019) if row.is_own]
    assert [(row.day, row.by_name, row.at) for row in own] == [
        (FRIDAY, desk.session.member.full_name, office.clock.now())
    ]
    state = next(state for state in desk.calendars.years(desk.session) if state.year == 2026)
    assert (state.confirmed, state.source) == (True, year.source)
    assert 2026 in desk.law.calendar().confirmed_years


def test_case_whose_clock_was_stopped_is_reckoned_with_its_pause(office: TestOffice) -> None:
    """Due 05.10.2026; a pause of three days makes it 08.10, and a Wednesday off 09.10."""
    office.clock.set(datetime(2026, 9, 14, 5, tzinfo=UTC))
    case, clerk, desk = register(office, edition="tsa_assignment/2026-07-12").case, office.desks["aigul"], boss(office)
    office.clock.advance(days=1)
    clerk.terms.pause(clerk.session, case.key, "hearing")
    office.clock.advance(days=2)
    clerk.terms.resume(clerk.session, case.key)
    assert dates(office, case.key) == (date(2026, 10, 8), date(2026, 10, 8))
    wednesday = replace(FRIDAY_OFF, day=date(2026, 9, 30))
    desk.calendars.apply(desk.session, [wednesday], Scope.ALL)
    assert dates(office, case.key) == (date(2026, 10, 9), date(2026, 10, 9))


def test_case_that_ends_before_the_day_is_left_out(office: TestOffice) -> None:
    register(office)
    desk = boss(office)
    late = replace(FRIDAY_OFF, day=date(2019, 9, 27))
    assert desk.calendars.preview(desk.session, [late]) == ()


def test_only_supervisor_and_administrator_change_the_calendar(office: TestOffice) -> None:
    for login in ("aigul", "kense", "bas", "oryn"):
        desk = office.desks[login]
        for ask in (
            lambda desk=desk: desk.calendars.years(desk.session),
            lambda desk=desk: desk.calendars.days(desk.session, 2019),
            lambda desk=desk: desk.calendars.preview(desk.session, [FRIDAY_OFF]),
            lambda desk=desk: desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL),
        ):
            with pytest.raises(ForbiddenError, match="E-361"):
                ask()
    desk = boss(office)
    keeper = replace(desk.session, member=replace(desk.session.member, roles=(Role.ADMINISTRATOR,)))
    assert desk.calendars.apply(keeper, [FRIDAY_OFF], Scope.ALL).moved == 0


def test_bad_change_records_nothing(office: TestOffice) -> None:
    desk = boss(office)
    with pytest.raises(UserError, match="E-394"):
        desk.calendars.apply(desk.session, [replace(FRIDAY_OFF, kind=EditKind.WORKING)], Scope.ALL)
    with pytest.raises(UserError, match="E-397"):
        desk.calendars.preview(desk.session, [FRIDAY_OFF, FRIDAY_OFF])
    assert entries(office, "calendar.changed") == []
    assert not any(row.is_own for row in desk.calendars.days(desk.session, 2019))


def test_stopped_work_changes_nothing(office: TestOffice) -> None:
    case = register(office).case
    desk, progress = boss(office), Progress()
    progress.stop()
    with pytest.raises(StoppedError):
        desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL, progress)
    assert dates(office, case.key) == (OLD, OLD)
    assert not any(row.is_own for row in desk.calendars.days(desk.session, 2019))


class Watched(Progress):
    """Remembers how far it was told to be; stops by itself where it is told to."""

    def __init__(self, stop_at: int | None = None) -> None:
        super().__init__()
        self.told: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def tell(self, done: int, whole: int) -> None:
        if done == self._stop_at:
            self.stop()
        super().tell(done, whole)
        self.told.append((done, whole))


def test_the_bar_goes_on_while_rows_are_written(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.usecases.calendars._WRITE_AT_ONCE", 1)
    for serial in (1, 2, 3):
        register(office, serial)
    desk, watched = boss(office), Watched()
    assert desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL, watched).moved == 3
    assert watched.told == [(0, 6), (3, 6), (3, 6), (4, 6), (5, 6), (6, 6)]
    assert len(entries(office, "case.due_moved")) == 3


def test_stopped_while_rows_are_written_nothing_is_changed(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk_app.usecases.calendars._WRITE_AT_ONCE", 1)
    cases = [register(office, serial) for serial in (1, 2)]
    desk = boss(office)
    with pytest.raises(StoppedError):
        desk.calendars.apply(desk.session, [FRIDAY_OFF], Scope.ALL, Watched(stop_at=3))
    assert entries(office, "case.due_moved") == entries(office, "calendar.changed") == []
    assert [dates(office, one.case.key) for one in cases] == [(OLD, OLD)] * 2
