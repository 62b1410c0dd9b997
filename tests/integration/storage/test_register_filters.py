"""The register narrowed by filters: on both engines the same as going through all lines one by one."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text

from desk_app.domain.cases import CaseState
from desk_app.domain.keys import new_key
from desk_app.domain.register_filter import RegisterFilter, Standing, filter_of, filter_text
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import StaffMember
from desk_app.storage import schema
from desk_app.storage.schema_register import saved_filter
from desk_app.usecases.ports import CaseRow, HandOver
from desk_app.usecases.ports_register import Narrowing
from desk_app.usecases.register_filters import narrowing_of
from tests.integration.storage.conftest import Desk, application
from tests.integration.storage.test_register_search import SURNAMES, TYPED, matches

SERVICES = ("tsa", "unemployed")
CHANNELS = (Channel.CENTRE, Channel.PROVIDER)


@dataclass(frozen=True)
class Known:
    """What the test itself knows of a line it made."""

    clerk: UUID
    void: bool


def fill(desk: Desk, chance: random.Random, count: int) -> dict[UUID, Known]:
    """Make lines of every kind and state at few moments; return what is known of each."""
    began, known = desk.clock.now(), {}
    people: tuple[StaffMember, ...] = (desk.clerk, desk.head)
    for serial in range(count):
        moment = began + timedelta(hours=9 * chance.randrange(8), microseconds=chance.choice((0, 1, 999_600)))
        iin = f"90010{serial:03}" + chance.choice(("0017", "0025"))
        form = application(iin, chance.choice(SURNAMES), channel=chance.choice(CHANNELS))
        clerk, service, void = chance.choice(people), chance.choice(SERVICES), chance.random() < 0.2
        is_case = chance.random() < 0.7
        if is_case:
            state = chance.choice((CaseState.OPEN, CaseState.READY, CaseState.DONE))
            key = desk.register(
                form=form,
                registered_at=moment,
                registered_by=clerk.key,
                service=service,
                state=state,
                service_due_at=moment + timedelta(hours=chance.choice((5, 500))),
            ).key
        else:
            desk.clock.set(moment)
            key = desk.refuse(iin, form.applicant.name.surname).key
            desk.clock.set(began)
        known[key] = Known(clerk.key if is_case else desk.clerk.key, void)
        if void:
            make_void(desk, key, is_case)
        elif is_case and chance.random() < 0.3:
            row = next(line for line in everything(desk) if line.key == key)
            paused = chance.choice((None, moment))
            with desk.work() as work:
                assert row.service_due_at is not None
                work.set_terms(key, service_due_at=row.service_due_at, step_due_at=row.step_due_at, paused_at=paused)
                work.commit()
    return known


def make_void(desk: Desk, key: UUID, is_case: bool) -> None:
    """What a line is after it was declared void; how that is done is another test's matter."""
    table = schema.desk_case if is_case else schema.refusal
    changed = {"state": CaseState.VOID.value} if is_case else {"voided_at": desk.clock.now()}
    with desk.engine.execution_options(writes=True).begin() as connection:
        connection.execute(table.update().where(table.c.key == key).values(changed))


def everything(desk: Desk) -> list[CaseRow]:
    return list(desk.queries.search(desk.office.key, "", limit=1000))


def lets_through(within: Narrowing, line: CaseRow, known: Known) -> bool:
    """A filter told plainly."""
    is_refusal, state = line.kind == "refusal", line.state
    stands = {
        None: True,
        Standing.OPEN: not is_refusal and state is CaseState.OPEN,
        Standing.READY: not is_refusal and state is CaseState.READY,
        Standing.DONE: not is_refusal and state is CaseState.DONE,
        Standing.VOID: known.void,
        Standing.REFUSED: is_refusal,
    }[within.standing]
    due = [moment for moment in (line.step_due_at, line.service_due_at) if moment is not None]
    is_late = (
        not is_refusal
        and state in (CaseState.OPEN, CaseState.READY)
        and line.paused_at is None
        and any(within.late_at is not None and moment < within.late_at for moment in due)
    )
    return (
        stands
        and within.service in ("", line.service)
        and within.channel in (None, line.channel)
        and within.clerk in (None, known.clerk)
        and (within.begins is None or line.registered_at >= within.begins)
        and (within.ends is None or line.registered_at < within.ends)
        and (within.late_at is None or is_late)
    )


def some_filter(desk: Desk, chance: random.Random) -> Narrowing:
    began = desk.clock.now()

    def maybe(value: object, share: float = 0.3) -> object | None:
        return value if chance.random() < share else None

    return Narrowing(
        service=str(maybe(chance.choice(SERVICES)) or ""),
        standing=maybe(chance.choice(list(Standing)), 0.5),  # type: ignore[arg-type]
        channel=maybe(chance.choice(CHANNELS)),  # type: ignore[arg-type]
        clerk=maybe(chance.choice((desk.clerk.key, desk.head.key))),  # type: ignore[arg-type]
        begins=maybe(began + timedelta(hours=9 * chance.randrange(8))),  # type: ignore[arg-type]
        ends=maybe(began + timedelta(hours=9 * chance.randrange(9))),  # type: ignore[arg-type]
        late_at=maybe(began + timedelta(hours=chance.choice((1, 40, 90))), 0.25),  # type: ignore[arg-type]
    )


def pages_of(desk: Desk, typed: str, within: Narrowing, size: int) -> list[UUID]:
    lines: list[CaseRow] = []
    while page := desk.queries.search(
        desk.office.key, typed, limit=size, after=lines[-1] if lines else None, within=within
    ):
        assert len(page) <= size
        lines.extend(page)
    return [line.key for line in lines]


@pytest.mark.parametrize("seed", range(4))
def test_pages_together_are_what_a_plain_filter_lets_through(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    known = fill(desk, chance, 60)
    lines = everything(desk)
    assert {line.key for line in lines} == set(known)
    assert {line.state for line in lines if line.kind == "case"} == set(CaseState)
    found_some = 0
    for _try in range(40):
        within = some_filter(desk, chance)
        for typed in ("", chance.choice(TYPED), chance.choice(SURNAMES)):
            wanted = [one.key for one in lines if matches(one, typed) and lets_through(within, one, known[one.key])]
            found_some += bool(wanted)
            for size in (1, 7, 50):
                assert pages_of(desk, typed, within, size) == wanted, (typed, within, size)
    assert found_some > 20


def test_each_filter_alone_takes_something_and_leaves_something(desk: Desk) -> None:
    known = fill(desk, random.Random(7), 60)
    lines, began = everything(desk), desk.clock.now()
    alone = [
        Narrowing(service="tsa"),
        Narrowing(channel=Channel.PROVIDER),
        Narrowing(clerk=desk.head.key),
        Narrowing(begins=began + timedelta(hours=20)),
        Narrowing(ends=began + timedelta(hours=20)),
        Narrowing(late_at=began + timedelta(hours=40)),
        *(Narrowing(standing=standing) for standing in Standing),
    ]
    for within in alone:
        wanted = [one.key for one in lines if lets_through(within, one, known[one.key])]
        assert 0 < len(wanted) < len(lines), within
        assert pages_of(desk, "", within, 7) == wanted


def test_a_void_number_is_found_and_a_filter_may_hide_it(desk: Desk) -> None:
    case = desk.register()
    make_void(desk, case.key, True)
    assert [one.key for one in desk.queries.search(desk.office.key, case.number)] == [case.key]
    void, done = Narrowing(standing=Standing.VOID), Narrowing(standing=Standing.DONE)
    assert [one.key for one in desk.queries.search(desk.office.key, case.number, within=void)] == [case.key]
    assert desk.queries.search(desk.office.key, case.number, within=done) == ()


def test_number_of_a_paper_finds_the_case_or_refusal_it_was_made_for(desk: Desk) -> None:
    case, refusal = desk.register(), desk.refuse()
    desk.register("900101300025")
    with desk.work() as work:
        work.add_paper(replace(desk.paper(case), number="А-2019-Н-00007"))
        work.add_paper(replace(desk.paper(refusal=refusal), number="А-2019-Н-00008"))
        work.commit()
    assert [one.key for one in desk.queries.search(desk.office.key, "а-2019-н-00007")] == [case.key]
    assert [one.key for one in desk.queries.search(desk.office.key, "А-2019-Н-00008")] == [refusal.key]
    assert desk.queries.search(new_key(), "А-2019-Н-00007") == ()


def test_number_of_a_hand_over_list_finds_its_cases_page_by_page(desk: Desk) -> None:
    began = desk.clock.now()
    cases = []
    for serial in range(9):
        made = desk.register(f"9001013{serial:05}", registered_at=began + timedelta(minutes=serial // 2))
        cases.append(made.key)
    desk.register("900101390025")
    sent = HandOver(
        new_key(), desk.office.key, "А-2019-Т-00001", "Әкімдік", "courier", tuple(cases), began, desk.clerk.key
    )
    with desk.work() as work:
        work.add_hand_over(sent)
        work.commit()
    for size in (2, 4, 50):
        lines: list[CaseRow] = []
        while page := desk.queries.search(desk.office.key, sent.number, limit=size, after=lines[-1] if lines else None):
            lines.extend(page)
        assert len(lines) == 9
        assert {line.key for line in lines} == set(cases)
        assert lines == sorted(lines, key=lambda line: (line.registered_at, line.key), reverse=True)


@pytest.mark.parametrize(
    ("within", "index"),
    [
        (Narrowing(service="tsa", clerk=new_key()), "ix_desk_case_register"),
        (
            Narrowing(channel=Channel.CENTRE, begins=datetime(2019, 1, 1, tzinfo=ZoneInfo("UTC"))),
            "ix_desk_case_register",
        ),
        (Narrowing(standing=Standing.VOID), "ix_desk_case_void"),
        (Narrowing(standing=Standing.OPEN, channel=Channel.CENTRE), "ix_desk_case_open"),
        (Narrowing(standing=Standing.OPEN, service="tsa"), "uq_desk_case_one_open"),
        (Narrowing(standing=Standing.READY), "ix_desk_case_open"),
        (Narrowing(late_at=datetime(2019, 1, 1, tzinfo=ZoneInfo("UTC"))), "ix_desk_case_open"),
        (None, "ix_desk_case_register"),
    ],
)
def test_a_page_is_chosen_from_an_index(local: Desk, within: Narrowing | None, index: str) -> None:
    sent: list[tuple[str, tuple[object, ...]]] = []
    event.listen(local.engine, "before_cursor_execute", lambda _c, _k, sql, values, *_: sent.append((sql, values)))
    local.queries.search(local.office.key, "", within=within)
    statement, values = next(one for one in sent if one[0].startswith("WITH"))
    with local.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall())
    assert f"{index} " in plan
    assert "SCAN desk_case" not in plan


def test_hits_of_a_name_are_narrowed_without_reading_rows(local: Desk) -> None:
    sent: list[tuple[str, tuple[object, ...]]] = []
    event.listen(local.engine, "before_cursor_execute", lambda _c, _k, sql, values, *_: sent.append((sql, values)))
    local.queries.search(local.office.key, "рахман", within=Narrowing(service="tsa", clerk=local.clerk.key))
    statement, values = next(one for one in sent if one[0].startswith("WITH"))
    with local.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall())
    assert "COVERING INDEX ix_desk_case_register" in plan
    assert "COVERING INDEX ix_refusal_register" in plan


def test_saved_filters_are_each_persons_own(desk: Desk) -> None:
    wanted = RegisterFilter(
        "tsa", Standing.READY, Channel.CENTRE, desk.clerk.key, date(2019, 9, 1), date(2019, 9, 30), True
    )
    first, second = new_key(), new_key()
    with desk.work() as work:
        work.filters.add(first, "б", wanted)
        work.filters.add(second, "а", RegisterFilter())
        work.commit()
    with desk.work(desk.head) as work:
        assert work.filters.names() == {}
        work.filters.drop(first)
        work.commit()
    saved = desk.queries.saved_filters(desk.office.key, desk.clerk.key)
    assert [(one.name, one.filter) for one in saved] == [("а", RegisterFilter()), ("б", wanted)]
    assert desk.queries.saved_filters(desk.office.key, desk.head.key) == ()


def test_a_filter_in_words_unknown_here_narrows_to_nothing_and_stays(desk: Desk) -> None:
    key = new_key()
    with desk.work() as work:
        work.filters.add(key, "ертеңгі", RegisterFilter())
        work.commit()
    with desk.engine.execution_options(writes=True).begin() as connection:
        connection.execute(saved_filter.update().values(content='{"standing": "archived"}'))
        assert connection.execute(text("SELECT count(*) FROM saved_filter")).scalar() == 1
    (saved,) = desk.queries.saved_filters(desk.office.key, desk.clerk.key)
    assert (saved.name, saved.filter) == ("ертеңгі", RegisterFilter())


@pytest.mark.parametrize("seed", range(30))
def test_what_is_kept_as_text_comes_back(seed: int) -> None:
    chance = random.Random(seed)

    def maybe(value: object) -> object | None:
        return value if chance.random() < 0.5 else None

    wanted = RegisterFilter(
        str(maybe("tsa") or ""),
        maybe(Standing.VOID),  # type: ignore[arg-type]
        maybe(Channel.AKIM),  # type: ignore[arg-type]
        maybe(new_key()),  # type: ignore[arg-type]
        maybe(date(2019, 2, 28)),  # type: ignore[arg-type]
        maybe(date(2020, 2, 29)),  # type: ignore[arg-type]
        bool(maybe(True)),
    )
    assert filter_of(filter_text(wanted)) == wanted


def test_days_are_the_offices_own() -> None:
    zone = ZoneInfo("Asia/Qostanay")
    now = datetime(2019, 9, 16, 4, 0, tzinfo=ZoneInfo("UTC"))
    within = narrowing_of(RegisterFilter(first=date(2019, 9, 16), last=date(2019, 9, 16)), zone, now)
    assert within is not None
    assert within.begins == datetime(2019, 9, 15, 18, 0, tzinfo=ZoneInfo("UTC"))
    assert within.ends == datetime(2019, 9, 16, 18, 0, tzinfo=ZoneInfo("UTC"))
    assert within.late_at is None
    assert narrowing_of(RegisterFilter(), zone, now) is None
