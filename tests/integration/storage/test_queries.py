"""Reads for screens: searching, paging, work lists, the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from desk_app.domain.application import HouseholdMember
from desk_app.domain.cases import Case, CaseState, Decision, Outcome
from desk_app.domain.keys import new_key
from desk_app.domain.papers import PaperKind
from desk_app.domain.staff import Role
from desk_app.storage.unit_of_work import SqlUnitOfWork
from desk_app.usecases.ports import CaseRow, ClerkDay, DayFigure, HandOver
from tests.integration.storage.conftest import BEGINS, ENDS, IIN, OTHER_IIN, Desk, application


def move(work: SqlUnitOfWork, case: Case, state: CaseState, role: Role | None, desk: Desk, **who: object) -> None:
    work.update_case(
        case.key,
        state=state,
        waiting_step="hand_over" if role else None,
        waiting_role=role,
        waiting_member=who.get("member"),  # type: ignore[arg-type]
        step_begins_at=None,
        step_due_at=desk.clock.now() + timedelta(hours=1) if role else None,
    )


def keys(rows: tuple[CaseRow, ...]) -> list[object]:
    return [row.key for row in rows]


FINDS = {
    "IIN": "900101300017",
    "start of IIN": "9001",
    "last four of IIN": "0017",
    "Kazakh capitals": "ӘБДІРАХМАНОВ",
    "folded start": "абдирах",
    "middle": "рахман",
    "second word": "нұрлан",
    "two words": "НУРЛАН ЕРИК",
    "two letters": "аб",
    "running number": "00001",
    "whole number": "А-2019-00001",
}


@pytest.mark.parametrize("typed", FINDS.values(), ids=FINDS.keys())
def test_case_is_found_by(desk: Desk, typed: str) -> None:
    case = desk.register()
    desk.register("851212400025", "Тимофеева")
    assert case.key in keys(desk.queries.search(desk.office.key, typed))
    if typed not in ("нұрлан", "НУРЛАН ЕРИК"):  # both bear that name
        assert keys(desk.queries.search(desk.office.key, typed)) == [case.key]


@pytest.mark.parametrize("typed", ["Петров", "%%%", "___", '"', "a' OR 1", "* OR", "\\", "771", "0000"])
def test_nothing_is_found_by(desk: Desk, typed: str) -> None:
    desk.register(OTHER_IIN)
    if typed == "0000":  # is part of the number А-2019-00001
        assert len(desk.queries.search(desk.office.key, typed)) == 1
    else:
        assert desk.queries.search(desk.office.key, typed) == ()
        assert desk.queries.people(desk.office.key, typed) == ()


def test_search_finds_refusals_too_and_marks_them(desk: Desk) -> None:
    refusal = desk.refuse()
    case = desk.register()
    found = desk.queries.search(desk.office.key, "әбдірах")
    assert {(row.key, row.kind) for row in found} == {(refusal.key, "refusal"), (case.key, "case")}
    assert keys(desk.queries.search(desk.office.key, refusal.number)) == [refusal.key]


def test_register_is_paged_newest_first_without_gap_or_repeat(desk: Desk) -> None:
    made = set()
    for serial in range(13):
        iin = f"9001013{serial:05}"
        made.add(desk.register(iin).key if serial % 3 else desk.refuse(iin).key)
        if serial % 4 == 0:  # some at the same moment
            desk.clock.advance(minutes=1)
    for text in ("", "әбдірахманов"):
        pages: list[CaseRow] = []
        while page := desk.queries.search(desk.office.key, text, limit=5, after=pages[-1] if pages else None):
            assert len(page) <= 5
            pages.extend(page)
        assert len(pages) == 13
        assert {row.key for row in pages} == made
        assert all(one.registered_at >= two.registered_at for one, two in pairwise(pages))


@pytest.mark.parametrize("text", ["әбдірахманов", "әб", "9001", "0017"])
def test_found_cases_come_newest_first_though_the_clock_was_set_back(desk: Desk, text: str) -> None:
    for serial in range(10):
        desk.register(f"9001013{serial}0017", registered_at=desk.clock.now() - timedelta(minutes=serial * 7 % 10))
    pages: list[CaseRow] = []
    while page := desk.queries.search(desk.office.key, text, limit=3, after=pages[-1] if pages else None):
        pages.extend(page)
    assert len(pages) == len({row.key for row in pages}) == 10
    assert all(one.registered_at > two.registered_at for one, two in pairwise(pages))


def test_other_office_sees_nothing(desk: Desk) -> None:
    desk.register()
    other = new_key()
    assert desk.queries.search(other, "әбдір") == desk.queries.search(other, "") == ()
    assert desk.queries.people(other, "әбдір") == ()
    assert desk.queries.latest_application(other, IIN) is None


def test_people_come_in_the_order_of_the_kazakh_alphabet(desk: Desk) -> None:
    for serial, surname in enumerate(("Бекова", "Әбенова", "Абаева", "Қасымова", "Касымова")):
        desk.register(f"9001013{serial:05}", surname)
    names = [row.name.split()[0] for row in desk.queries.people(desk.office.key, "9001013")]
    assert names == ["Абаева", "Әбенова", "Бекова", "Касымова", "Қасымова"]
    assert len(desk.queries.people(desk.office.key, "ова нұр", limit=2)) == 2
    assert len(desk.queries.people(desk.office.key, "касым")) == 2


def test_form_is_prefilled_from_the_newest_application(desk: Desk) -> None:
    assert desk.queries.latest_application(desk.office.key, IIN) is None
    desk.refuse(surname="Ескі")
    desk.clock.advance(hours=1)
    case = desk.register(surname="Жаңа")
    assert desk.queries.latest_application(desk.office.key, IIN) == case.application


def test_open_cases_of_a_person(desk: Desk) -> None:
    case = desk.register()
    assert keys(desk.queries.open_cases(desk.office.key, IIN)) == [case.key]
    with desk.work() as work:
        move(work, case, CaseState.READY, Role.CLERK, desk)
        work.commit()
    assert keys(desk.queries.open_cases(desk.office.key, IIN)) == [case.key]
    with desk.work() as work:
        move(work, case, CaseState.DONE, None, desk)
        work.commit()
    assert desk.queries.open_cases(desk.office.key, IIN) == ()


def test_work_list_has_what_waits_for_the_role_or_for_the_person_by_name(desk: Desk) -> None:
    mine, anyones, other = desk.register("900101300001"), desk.register("900101300002"), desk.register("900101300003")
    desk.register("900101300004")  # waits for the head
    with desk.work() as work:
        move(work, mine, CaseState.OPEN, Role.EXECUTOR, desk, member=desk.executor.key)
        move(work, anyones, CaseState.OPEN, Role.EXECUTOR, desk)
        move(work, other, CaseState.OPEN, Role.EXECUTOR, desk, member=desk.clerk.key)
        work.commit()
    found = desk.queries.waiting(desk.office.key, (Role.EXECUTOR,), desk.executor.key)
    assert set(keys(found)) == {mine.key, anyones.key}
    assert len(desk.queries.waiting(desk.office.key, (Role.HEAD,), desk.head.key)) == 1
    assert desk.queries.waiting(desk.office.key, (), desk.head.key) == ()


def test_work_list_has_the_soonest_first(desk: Desk) -> None:
    late = desk.register("900101300001", registered_at=desk.clock.now() + timedelta(hours=2))
    soon = desk.register("900101300002")
    assert keys(desk.queries.waiting(desk.office.key, (Role.HEAD,), desk.head.key)) == [soon.key, late.key]
    assert keys(desk.queries.to_send(desk.office.key, ("resolve",), desk.clerk.key)) == [soon.key, late.key]
    assert desk.queries.to_send(desk.office.key, ("send",), desk.clerk.key) == ()


def test_day_counts_agree_with_the_rows_behind_them(desk: Desk) -> None:
    desk.refuse("900101300009")
    done, ready = desk.register("900101300001"), desk.register("900101300002")
    desk.register("900101300003")
    desk.register("900101300004", registered_at=BEGINS - timedelta(days=30))
    with desk.work(desk.head) as work:
        move(work, done, CaseState.DONE, None, desk)
        move(work, ready, CaseState.READY, Role.CLERK, desk)
        work.commit()
    now = desk.clock.now()
    day = desk.queries.day(desk.office.key, BEGINS, ENDS, now)
    assert day.figures == {
        DayFigure.REGISTERED: 3,
        DayFigure.REFUSED: 1,
        DayFigure.ISSUED: 1,
        DayFigure.READY: 1,
        DayFigure.LATE: 1,
        DayFigure.OPEN: 3,
        DayFigure.VOID: 0,
    }
    assert day.clerks == (
        ClerkDay(desk.head.key, desk.head.full_name, 0, 0, 1, 0),
        ClerkDay(desk.clerk.key, desk.clerk.full_name, 3, 1, 0, 1),
    )
    for figure, number in day.figures.items():
        assert len(desk.queries.day_rows(desk.office.key, figure, BEGINS, ENDS, now)) == number, figure
    issued = desk.queries.day_rows(desk.office.key, DayFigure.ISSUED, BEGINS, ENDS, now, desk.head.key)
    assert keys(issued) == [done.key]
    assert desk.queries.day_rows(desk.office.key, DayFigure.ISSUED, BEGINS, ENDS, now, desk.clerk.key) == ()


def test_papers_of_the_day_and_of_a_refusal(desk: Desk) -> None:
    refusal = desk.refuse()
    paper = desk.paper(refusal=refusal)
    with desk.work() as work:
        work.add_paper(paper)
        work.commit()
    (row,) = desk.queries.papers_on(desk.office.key, BEGINS, ENDS)
    assert (row.key, row.refusal, row.applicant) == (paper.key, refusal.key, refusal.application.applicant.name.full)
    assert desk.queries.papers_on(desk.office.key, ENDS, ENDS + timedelta(days=1)) == ()
    assert desk.queries.papers_of(refusal=refusal.key) == (row,)


def test_papers_of_a_case_have_the_lists_that_carry_it(desk: Desk) -> None:
    one, two = desk.register(), desk.register(OTHER_IIN)
    listed = HandOver(
        new_key(), desk.office.key, "Т-1", "әкімдік", "courier", (one.key, two.key), BEGINS, desk.clerk.key
    )
    paper = replace(desk.paper(), kind=PaperKind.HAND_OVER_LIST, number="Т-1")
    with desk.work() as work:
        work.add_hand_over(listed)
        work.add_hand_over(replace(listed, key=new_key(), number="Т-2", cases=(two.key,)))
        work.add_paper(paper)
        work.add_paper(replace(paper, key=new_key(), number="Т-2", case=two.key))
        work.add_paper(replace(desk.paper(), number="Т-1"))  # another kind
        work.commit()
    assert [row.key for row in desk.queries.papers_of(case=one.key)] == [paper.key]
    assert sorted(row.number for row in desk.queries.papers_of(case=two.key)) == ["Т-1", "Т-2"]


def test_assistance_is_traced_by_the_applicant_and_by_members_of_the_household(desk: Desk) -> None:
    child = "101010600011"
    case = desk.register()
    granted = Decision(
        new_key(), case.key, "Н-1", Outcome.GRANTED, None, "", desk.clock.now(),
        letter_number="12-3/45", amount="1000", period_from="2019-07-01", period_to="2019-09-30",
    )  # fmt: skip
    with desk.work() as work:
        work.save_decision(granted)
        work.commit()
    for iin in (IIN, child):
        (trace,) = desk.queries.recipients(desk.office.key, iin)
        assert (trace.origin, trace.reference, trace.iin) == ("case", case.number, IIN)
        assert (trace.period_from, trace.period_to) == ("2019-07-01", "2019-09-30")
        assert trace.family == "Әбдірахманов Нұрлан, Қызы"
    assert desk.queries.recipients(desk.office.key, OTHER_IIN) == ()


@pytest.mark.parametrize("change", [{"outcome": Outcome.REFUSED}, {"amount": ""}, {"letter_number": ""}])
def test_no_trace_of_what_was_refused_gave_no_money_or_is_unsigned(desk: Desk, change: dict[str, str]) -> None:
    case = desk.register()
    decision = Decision(
        new_key(), case.key, "Н-1", Outcome.GRANTED, None, "", desk.clock.now(), letter_number="1", amount="1"
    )
    with desk.work() as work:
        work.save_decision(replace(decision, **change))
        work.commit()
    assert desk.queries.recipients(desk.office.key, IIN) == ()


def test_household_without_iins_is_no_obstacle(desk: Desk) -> None:
    form = replace(application(), household=(HouseholdMember("Ә"), HouseholdMember("Б", iin="101010600011")))
    case = desk.register(form=form)
    assert desk.queries.case(case.key).application == form


def test_engine_names_its_kind(local: Desk) -> None:
    assert local.queries.kind() == "local"
