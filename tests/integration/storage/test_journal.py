"""The chain: sound after ordinary work, and broken by every change behind it."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from sqlalchemy import delete, update

from desk_app.domain.keys import new_key
from desk_app.storage import schema
from desk_app.storage.journal_check import number_faults, verify
from tests.integration.storage.conftest import Desk

_journal = schema.journal.c


def busy(desk: Desk) -> UUID:
    for serial in range(5):
        desk.register(f"9001013{serial:05}")
    desk.refuse()
    return desk.office.key


def test_chain_and_numbers_are_sound_after_work(desk: Desk) -> None:
    assert verify(desk.queries, busy(desk)) == ()
    assert len(desk.queries.journal(desk.office.key)) == 7


def test_office_without_a_journal_is_sound(desk: Desk) -> None:
    assert verify(desk.queries, new_key()) == ()


def test_body_is_stored_as_hashed_and_says_who_and_where(desk: Desk) -> None:
    case = desk.register()
    head = desk.queries.journal_head(desk.office.key)
    assert head is not None
    body = json.loads(head.body)
    assert body == {
        "office": str(desk.office.key),
        "seq": 2,
        "at": "2019-09-16T04:00:00.000000+00:00",
        "actor": str(desk.clerk.key),
        "action": "case.registered",
        "subject": str(case.key),
        "desk": "desk-1",
        "number": case.number,
    }


def test_several_entries_of_one_transaction_follow_each_other(desk: Desk) -> None:
    with desk.work() as work:
        first = work.journal.append("one")
        second = work.journal.append("two", facts={"of": first.seq, "key": new_key(), "list": ["a"]})
        work.commit()
    assert second.previous == first.hash
    assert verify(desk.queries, desk.office.key) == ()


def test_fact_may_not_pose_as_a_stamp(desk: Desk) -> None:
    with desk.work() as work, pytest.raises(ValueError, match="actor"):
        work.journal.append("one", facts={"actor": "somebody else"})


def test_journal_of_an_unknown_office_begins_by_itself(desk: Desk) -> None:
    office = new_key()
    with desk.records(office, None) as work:
        assert work.journal.append("one").seq == 1
        work.commit()
    assert verify(desk.queries, office) == ()


TAMPERINGS = {
    "body changed": update(schema.journal).where(_journal.seq == 3).values(body=b"{}"),
    "actor changed": update(schema.journal).where(_journal.seq == 3).values(actor=None),
    "action changed": update(schema.journal).where(_journal.seq == 3).values(action="case.viewed"),
    "entry removed": delete(schema.journal).where(_journal.seq == 3),
    "first removed": delete(schema.journal).where(_journal.seq == 1),
    "end cut off": delete(schema.journal).where(_journal.seq == 7),
    "hash changed": update(schema.journal).where(_journal.seq == 7).values(hash=b"x" * 32),
    "case removed": update(schema.desk_case).where(schema.desk_case.c.number == "А-2019-00003").values(number="x"),
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_found(desk: Desk, change: object) -> None:
    office = busy(desk)
    with desk.engine.execution_options(writes=True).begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert verify(desk.queries, office) != ()


def test_gap_in_a_series_is_named() -> None:
    numbers = ("А-2019-00001", "А-2019-00003", "А-2019-00003/2", "А-2019-Қ-00001", "letter", "15-07/1243", "№ 88")
    assert number_faults(numbers) == ("numbers: А-2019- lacks 2",)
