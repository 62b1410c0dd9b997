"""Several at once: no number lost or given twice, no update lost, one open case."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from desk_app.domain.cases import CaseState
from desk_app.domain.keys import new_key
from desk_app.domain.staff import Role
from desk_app.errors import UserError
from desk_app.storage.engine import open_shared
from desk_app.storage.journal_check import verify
from desk_app.storage.queries import SqlQueries
from desk_app.storage.unit_of_work import SqlRecords
from desk_app.usecases.ports import KnownToken
from tests.integration.storage.conftest import IIN, Desk, application


def at_once(workers: int, task: Callable[[int], object]) -> list[object]:
    """Run the task in so many threads that start together."""
    barrier = threading.Barrier(workers)

    def run(index: int) -> object:
        barrier.wait()
        return task(index)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


def workers_of(desk: Desk) -> int:
    return 2 if desk.queries.kind() == "local" else 8


def test_numbers_have_no_gap_and_no_repeat(desk: Desk) -> None:
    workers, each = workers_of(desk), 20
    engines = [desk.engine] * workers
    if desk.queries.kind() == "shared":  # each desk has a pool of its own
        engines = [open_shared(desk.engine.url.render_as_string()) for _ in range(workers)]

    def take(index: int) -> list[int]:
        records, taken = SqlRecords(engines[index], desk.clock, fixed_time=True), []
        for turn in range(each):
            with records(desk.office.key, desk.clerk.key) as work:
                number = work.numbers.take("case/tsa/2019")
                work.journal.append("number.taken", facts={"number": number})
                if turn % 5 == 4:
                    continue  # leaves without commit
                work.commit()
            taken.append(number)
        return taken

    taken = [number for numbers in at_once(workers, take) for number in numbers]  # type: ignore[attr-defined]
    for engine in engines:
        if engine is not desk.engine:
            engine.dispose()
    assert sorted(taken) == list(range(1, workers * each * 4 // 5 + 1))
    assert verify(SqlQueries(desk.engine), desk.office.key) == ()


def test_no_move_of_a_case_is_lost(desk: Desk) -> None:
    case = desk.register()

    def move(index: int) -> int:
        with desk.work() as work:
            found = work.case_for_update(case.key)
            work.update_case(
                case.key,
                state=CaseState.OPEN,
                waiting_step=f"after {found.version}",
                waiting_role=Role.HEAD,
                waiting_member=None,
                step_begins_at=None,
                step_due_at=None,
            )
            work.commit()
        return found.version

    seen = at_once(2, move) + at_once(2, move)
    assert sorted(seen) == [2, 3, 4, 5]  # type: ignore[type-var]
    assert desk.queries.case(case.key).version == 6


def test_two_clerks_register_one_person_at_once(desk: Desk) -> None:
    def register(index: int) -> object:
        try:
            return desk.register(IIN).number
        except UserError as error:
            return error.code

    assert sorted(map(str, at_once(2, register))) == ["E-103", "А-2019-00001"]


def test_one_command_sent_twice_at_once_is_carried_out_once(desk: Desk) -> None:
    token, form = new_key(), application()

    def register(index: int) -> object:
        with desk.work() as work:
            person = work.save_person(form)
            case = desk.case(person, f"А-2019-{work.numbers.take('case/tsa/2019'):05}", form, token=token)
            try:
                work.add_case(case)
            except KnownToken as known:
                return known.subject
            work.commit()
        return case.key

    first, second = at_once(2, register)
    assert first == second == desk.queries.subject_of_token(token)


def test_readers_are_not_kept_waiting_by_a_writer(desk: Desk) -> None:
    desk.register()
    with desk.work() as work:
        work.save_person(application("851212400025", "Жаңа"))
        assert len(desk.queries.search(desk.office.key, "")) == 1
        assert desk.queries.people(desk.office.key, "851212") == ()


@pytest.mark.postgres
def test_two_desks_that_start_together_upgrade_once(postgres_database: str) -> None:
    from desk_app.storage.engine import upgrade

    def start(index: int) -> None:
        engine = open_shared(postgres_database)
        upgrade(engine)
        engine.dispose()

    at_once(4, start)
