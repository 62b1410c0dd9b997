"""The numbers of the day window against a count in plain SQL, on both engines, on days that are hard to count."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desk_app.domain.closing import CheckKind
from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.line import Doubt, Visit, VisitResult, VisitState
from desk_app.domain.regulation import Channel, Ground
from desk_app.errors import ForbiddenError
from desk_app.usecases.day_window import DayLive, Figure
from tests.support.office import ASSISTANCE, TestOffice, application, command, invented_iin

KK = PaperLanguage.KK
TSA = "tsa_assignment"
BEFORE_CHANGE = timedelta(hours=6)
"""The offset of Kostanay until the end of 29 February 2024, written down here and not asked of any library."""
AFTER_CHANGE = timedelta(hours=5)

_EXAMPLES = itertools.count()
_minutes = st.integers(0, 24 * 60 - 1)
_people = st.lists(
    st.tuples(
        _minutes,
        st.integers(0, 90),
        st.integers(0, 260),
        st.sampled_from(["waiting", "called", "serving", "held", *VisitResult]),
        st.integers(0, 2),
    ),
    max_size=12,
)


def live(office: TestOffice, day: date | None = None) -> DayLive:
    desk = office.desks["basqaru"]
    return desk.day_window.live(desk.session, day)


def sql(office: TestOffice, statement: str, /, **values: Any) -> Any:
    engine = office.entrance._opened().queries._engine  # type: ignore[attr-defined]  # SqlQueries
    is_local = engine.dialect.name == "sqlite"
    sent = {name: _sent(value, is_local) for name, value in values.items()}
    with engine.connect() as connection:
        return connection.execute(text(statement), sent).all()


def _sent(value: object, is_local: bool) -> object:
    if is_local and isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.bytes if is_local and hasattr(value, "bytes") else value


def add(office: TestOffice, *visits: Visit) -> None:
    with office.entrance._opened().unit_of_work(office.desks["aigul"].session.office.key, None) as work:
        for visit in visits:
            work.line.add(visit)
        work.commit()


def person(office: TestOffice, turn: int, came: datetime, **more: Any) -> Visit:
    values: dict[str, Any] = {"day": came.date(), "ticket": f"А-{turn:03}", "group": TSA, "waits_since": came}
    return Visit(new_key(), office.desks["aigul"].session.office.key, turn=turn, arrived_at=came, **(values | more))


def served(office: TestOffice, turn: int, came: datetime, began: datetime, ended: datetime, **more: Any) -> Visit:
    values: dict[str, Any] = {
        "state": VisitState.ENDED,
        "result": VisitResult.ASKED,
        "called_at": began,
        "began_at": began,
        "ended_at": ended,
        "clerk": office.desks["aigul"].session.member.key,
    }
    return person(office, turn, came, **(values | more))


def check_by_hand(office: TestOffice, found: DayLive, begins: datetime, ends: datetime, offset: timedelta) -> None:
    key = office.desks["aigul"].session.office.key
    of_day = "office = :office AND arrived_at >= :begins AND arrived_at < :ends"
    now = {"office": key, "begins": begins, "ends": ends}
    states = {
        row[0]: row[1]
        for row in sql(office, "SELECT state, count(*) FROM visit WHERE office = :office GROUP BY state", office=key)
    }
    at_desks = sum(states.get(state, 0) for state in ("called", "serving", "held"))
    assert found.figures[Figure.WAITING] == states.get("waiting", 0) == len(found.waiting)
    assert found.figures[Figure.AT_DESKS] == at_desks == len(found.at_desks)
    for figure, table, at, stands in (
        (Figure.REGISTERED, "desk_case", "registered_at", "state <> 'void'"),
        (Figure.REFUSED, "refusal", "refused_at", "voided_at IS NULL"),
    ):
        ours = f"SELECT count(*) FROM {table} WHERE office = :office AND {at} >= :begins AND {at} < :ends"
        assert found.figures[figure] == sql(office, f"{ours} AND {stands}", **now)[0][0]
    void = sql(
        office,
        "SELECT (SELECT count(*) FROM desk_case WHERE office = :office AND registered_at >= :begins"
        " AND registered_at < :ends AND state = 'void')"
        " + (SELECT count(*) FROM refusal WHERE office = :office AND refused_at >= :begins AND refused_at < :ends"
        " AND voided_at IS NOT NULL)",
        **now,
    )
    assert found.figures[Figure.VOID] == void[0][0]
    late = sql(
        office,
        "SELECT count(*) FROM desk_case WHERE office = :office AND state IN ('open', 'ready') AND paused_at IS NULL"
        " AND (step_due_at < :now OR service_due_at < :now)",
        office=key,
        now=office.clock.now(),
    )
    assert found.figures[Figure.LATE] == late[0][0]
    arrived = sql(office, f"SELECT count(*) FROM visit WHERE {of_day}", **now)[0][0]
    assert sum(hour.arrived for hour in found.hours) == arrived
    hours: dict[int, int] = {}
    for row in sql(office, f"SELECT arrived_at FROM visit WHERE {of_day}", **now):
        moment = datetime.fromisoformat(row[0]) if isinstance(row[0], str) else row[0].astimezone(UTC)
        hour = (moment.replace(tzinfo=None) + offset).hour
        hours[hour] = hours.get(hour, 0) + 1
    assert {hour.hour: hour.arrived for hour in found.hours if hour.arrived} == hours
    ended = sql(
        office,
        f"SELECT count(*) FROM visit WHERE {of_day} AND state = 'ended' AND result NOT IN ('left', 'no_show')"
        " AND ended_at < :ends",
        **now,
    )
    assert sum(hour.served for hour in found.hours) == ended[0][0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(_people, min_size=1, max_size=2))
def test_numbers_are_those_of_the_records(office: TestOffice, days: list[Any]) -> None:
    """Any people, at any minute of any day: the window counts what a plain count finds."""
    clerks = [office.desks[name].session.member.key for name in ("aigul", "marat", "kense")]
    turn = sql(office, "SELECT count(*) FROM visit")[0][0]
    # days of their own: people who came in the past and left are not put into a day that was read this very minute
    first = date(2019, 9, 16) + timedelta(days=2 * next(_EXAMPLES))
    busy = {row[0] for row in sql(office, "SELECT clerk FROM visit WHERE state IN ('called', 'serving')")}
    for number, people in enumerate(days):
        day = first + timedelta(days=number)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - BEFORE_CHANGE
        visits = []
        for minute, waited, took, what, clerk in people:
            turn += 1
            came = midnight + timedelta(minutes=minute)
            called = came + timedelta(minutes=waited)
            member = clerks[clerk]
            stored = member.bytes if office.desks["aigul"].database == "local" else member
            if isinstance(what, VisitResult):
                visits.append(
                    served(office, turn, came, called, called + timedelta(minutes=took), result=what, clerk=member)
                )
            elif what in ("waiting", "held") or stored in busy:
                state = VisitState.WAITING if what == "waiting" else VisitState.HELD
                visits.append(person(office, turn, came, state=state, day=day))
            else:
                busy.add(stored)
                visits.append(
                    person(office, turn, came, state=VisitState(what), clerk=member, called_at=called, day=day)
                )
        add(office, *visits)
        office.clock.set(midnight + timedelta(hours=23, minutes=59))
        check_by_hand(office, live(office, day), midnight, midnight + timedelta(days=1), BEFORE_CHANGE)


def register(office: TestOffice, serial: int) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), KK).case.key


def refuse(office: TestOffice, serial: int) -> UUID:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), missing=("family",))
    return desk.refusals.refuse(desk.session, command(form, office.clock), KK).refusal.key


def test_what_was_made_void_is_no_intake(office: TestOffice) -> None:
    """Told apart, with the records behind it; in no other number, and no difference of the evening."""
    boss = office.desks["basqaru"]
    window, session = boss.day_window, boss.session
    mistaken, wrong = register(office, 1), refuse(office, 3)
    kept, refused = register(office, 2), refuse(office, 4)
    boss.corrections.void(session, mistaken, "екі рет тіркелген")
    boss.refusal_corrections.void(session, wrong, "қате берілген")
    today = window.today(session)
    found = live(office)
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC) - BEFORE_CHANGE
    check_by_hand(office, found, midnight, midnight + timedelta(days=1), BEFORE_CHANGE)
    counted = {figure: found.figures[figure] for figure in (Figure.REGISTERED, Figure.REFUSED, Figure.VOID)}
    assert counted == {Figure.REGISTERED: 1, Figure.REFUSED: 1, Figure.VOID: 2}
    for figure, behind in (
        (Figure.REGISTERED, [kept]),
        (Figure.REFUSED, [refused]),
        (Figure.VOID, [mistaken, wrong]),
    ):
        assert [row.key for row in window.cases(session, today, figure)] == behind, figure
    (load,) = (one for one in window.loads(session, today) if one.registered or one.refused)
    assert (load.registered, load.refused) == (1, 1)
    assert {key for reason in window.reasons(session, today) for key in reason.refusals} == {refused}
    assert {entry.key: entry.is_void for entry in window.intake(session, today)} == {mistaken: True, kept: False}
    checks = {check.kind: check for check in boss.closing.reconcile(session, today).checks}
    assert sum(count for _fate, count in checks[CheckKind.REGISTERED].parts) == 1
    assert sum(count for _fate, count in checks[CheckKind.REFUSED].parts) == 1
    office.clock.advance(days=1)
    register(office, 3)
    assert window.repeats(session, window.today(session)) == (), "a void refusal is nothing to come back from"


def test_a_reading_after_a_change_says_what_a_reading_of_everything_says(office: TestOffice) -> None:
    """Who has left is kept from the reading before: the numbers are those of a window that knows nothing yet."""
    desk, boss = office.desks["aigul"], office.desks["basqaru"]
    for _index in range(6):
        desk.line.take_ticket(desk.session, TSA)
    for result in (VisitResult.ASKED, VisitResult.LEFT, VisitResult.ASKED, VisitResult.ASKED):
        visit = desk.line.call_next(desk.session)
        assert visit is not None
        live(office)
        desk.line.begin(desk.session, visit.key)
        office.clock.advance(minutes=7)
        desk.line.end(desk.session, visit.key, result)
        kept = live(office)
        assert kept == boss.day_window.live(boss.session, anew=True)
    assert kept.times.served == 3
    assert (kept.figures[Figure.WAITING], sum(line.served for line in kept.desks)) == (2, 3)


@pytest.mark.parametrize(
    ("moment", "day", "begins", "offset"),
    [
        (datetime(2019, 9, 16, 17, 59, 59, tzinfo=UTC), date(2019, 9, 16), datetime(2019, 9, 15, 18, tzinfo=UTC), 6),
        (datetime(2019, 9, 16, 18, 0, 0, tzinfo=UTC), date(2019, 9, 17), datetime(2019, 9, 16, 18, tzinfo=UTC), 6),
        (datetime(2019, 12, 31, 17, 59, tzinfo=UTC), date(2019, 12, 31), datetime(2019, 12, 30, 18, tzinfo=UTC), 6),
        (datetime(2019, 12, 31, 18, 0, tzinfo=UTC), date(2020, 1, 1), datetime(2019, 12, 31, 18, tzinfo=UTC), 6),
        (datetime(2024, 2, 29, 17, 30, tzinfo=UTC), date(2024, 2, 29), datetime(2024, 2, 28, 18, tzinfo=UTC), 6),
        (datetime(2024, 2, 29, 19, 0, tzinfo=UTC), date(2024, 3, 1), datetime(2024, 2, 29, 19, tzinfo=UTC), 5),
    ],
    ids=[
        "a second before midnight",
        "at midnight",
        "the last minute of the year",
        "the first of the year",
        "before the clocks change",
        "after the clocks changed",
    ],
)
def test_the_day_is_the_office_s_own(
    office: TestOffice, moment: datetime, day: date, begins: datetime, offset: int
) -> None:
    office.clock.set(moment)
    add(office, person(office, 1, moment), person(office, 2, begins - timedelta(seconds=1)), person(office, 3, begins))
    register(office, 1)
    found = live(office)
    assert found.day == found.today == day
    assert found.figures[Figure.REGISTERED] == 1
    ends = datetime(2024, 2, 29, 19, tzinfo=UTC) if day == date(2024, 2, 29) else begins + timedelta(days=1)
    check_by_hand(office, found, begins, ends, timedelta(hours=offset))


def test_the_hour_that_comes_twice_is_counted_in_one_day(office: TestOffice) -> None:
    """29 February 2024 has 25 hours: from 23:00 to 24:00 twice."""
    first = datetime(2024, 2, 29, 17, 30, tzinfo=UTC)
    add(office, person(office, 1, first), person(office, 2, first + timedelta(hours=1)))
    office.clock.set(first + timedelta(hours=1, minutes=20))
    found = live(office)
    assert found.day == date(2024, 2, 29)
    assert {hour.hour: hour.arrived for hour in found.hours if hour.arrived} == {23: 2}


def test_times_that_cannot_be_right_are_named_and_left_out(office: TestOffice) -> None:
    at = datetime(2019, 9, 16, 3, 0, tzinfo=UTC)  # 09:00

    def after(minutes: int) -> datetime:
        return at + timedelta(minutes=minutes)

    add(
        office,
        served(office, 1, at, after(5), after(15)),
        served(office, 2, at, after(10), after(40)),
        served(office, 3, at, after(15), after(35)),
        served(office, 4, at, after(235), after(332)),  # from 12:55 to 14:32, over the lunch
        served(office, 5, at, after(20), after(20 + 24 * 60)),
        served(office, 6, at, after(30), after(25)),
        served(office, 7, at, after(10), after(10 + 200)),
        served(office, 8, at, after(235), after(332), paused_seconds=3600),
    )
    office.clock.set(after(8 * 60))
    times = live(office).times
    assert {one.visit.turn: one.doubt for one in times.doubtful} == {
        4: Doubt.OVER_LUNCH,
        5: Doubt.OVER_NIGHT,
        6: Doubt.BACKWARDS,
        7: Doubt.TOO_LONG,
    }
    assert (times.waited, times.served) == (4, 4)
    assert times.serving == timedelta(minutes=25), "the middle of 10, 20, 30 and 37"
    assert times.waiting == timedelta(minutes=12, seconds=30)


def test_desks_are_told_with_their_number_and_norm(office: TestOffice) -> None:
    desk, other = office.desks["aigul"], office.desks["marat"]
    for _index in range(3):
        desk.line.take_ticket(desk.session, TSA)
    visit = desk.line.call_next(desk.session)
    assert visit is not None
    desk.line.begin(desk.session, visit.key)
    held = other.line.call_next(other.session)
    assert held is not None
    other.line.hold(other.session, held.key, "көшірме")
    lines = {line.name: line for line in live(office).desks}
    mine, theirs = lines["Сейітова А. М."], lines["Қасымов М. Е."]
    assert mine.visit is not None
    assert (mine.visit.ticket, mine.held) == ("А-001", 0)
    assert mine.norm is not None
    assert mine.norm.value == 30
    assert (theirs.visit, theirs.held) == (None, 1)


def test_forecast_follows_the_median_or_says_it_is_the_norm(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    for _index in range(4):
        desk.line.take_ticket(desk.session, TSA)
    assert live(office).forecast.ends_at is None, "no desk serves"
    visit = desk.line.call_next(desk.session)
    assert visit is not None
    desk.line.begin(desk.session, visit.key)
    forecast = live(office).forecast
    assert (forecast.waiting, forecast.desks, forecast.by_norm) == (3, 1, True)
    office.clock.advance(minutes=6)
    desk.line.end(desk.session, visit.key, VisitResult.ASKED)
    forecast = live(office).forecast
    assert (forecast.service, forecast.by_norm) == (timedelta(minutes=6), False)
    assert forecast.ends_at == office.clock.now() + timedelta(minutes=15), "two rounds and a half"


def test_intake_reasons_repeats_and_loads(office: TestOffice) -> None:
    desk, head = office.desks["aigul"], office.desks["basqaru"]
    missing = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(9), missing=("family",))
    desk.refusals.refuse(desk.session, command(missing, office.clock), KK)
    office.clock.advance(days=2)
    register(office, 9)
    register(office, 10)
    twice = invented_iin(30)
    for _index in range(2):
        visit = desk.line.take_ticket(desk.session, TSA, iin=twice)
        called = desk.line.call_next(desk.session)
        assert called is not None
        desk.line.begin(desk.session, called.key)
        office.clock.advance(minutes=4)
        desk.line.end(desk.session, visit.key, VisitResult.ASKED)
    again = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(40), missing=("family",))
    desk.refusals.refuse(desk.session, command(again, office.clock), KK)
    window, session = head.day_window, head.session
    today = window.today(session)
    intake = window.intake(session, today)
    assert [one.registered_by_name for one in intake] == ["Сейітова Айгүл Маратқызы"] * 2
    assert all(one.service_due_at is not None and one.passed_to == "" for one in intake)
    desk.routing.send(desk.session, tuple(one.key for one in intake), "Бөлім", "courier", KK)
    assert {one.passed_to for one in window.intake(session, today)} == {"Бөлім"}
    reasons = window.reasons(session, today)
    assert (reasons[0].ground, len(reasons[0].refusals)) == (Ground.INCOMPLETE, 1)
    assert reasons[-1].document == "family"
    repeats = {one.iin: one for one in window.repeats(session, today)}
    assert set(repeats) == {invented_iin(9), twice}
    assert len(repeats[twice].visits) == 2
    assert len(repeats[invented_iin(9)].refusals) == 1
    load = next(one for one in window.loads(session, today) if one.registered)
    assert (load.visits, load.registered, load.refused, load.serving) == (2, 2, 1, timedelta(minutes=4))


def test_only_supervisor_and_head_look(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.day_window.live(desk.session)
