"""One use case, one transaction: what goes in comes out, and what may not be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from desk_app.domain.cases import CaseState, Decision, Evidence, Outcome, StepRecord
from desk_app.domain.keys import new_key
from desk_app.domain.papers import PrintState
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, StorageError, UserError
from desk_app.storage import schema
from desk_app.usecases.ports import Adoption, Draft, HandOver, KnownToken, Recipient
from tests.integration.storage.conftest import IIN, OTHER_IIN, Desk, application


def decision(desk: Desk, case: Any, **changes: Any) -> Decision:
    made = Decision(
        new_key(),
        case.key,
        "А-2019-Н-00001",
        Outcome.GRANTED,
        desk.executor.key,
        desk.executor.full_name,
        desk.clock.now(),
        amount="27350.50",
        period_from="2019-07-01",
        period_to="2019-09-30",
        evidence=(Evidence("list", "a.csv:3", IIN, "Ә", "Б", "2019-01-01", ""),),
    )
    return replace(made, **changes)


def test_office_and_people_come_back_as_they_were(desk: Desk) -> None:
    assert desk.queries.offices() == (desk.office,)
    assert {one.key for one in desk.queries.members(desk.office.key)} == {
        desk.clerk.key,
        desk.head.key,
        desk.executor.key,
    }
    assert desk.queries.members(desk.office.key)[0] == desk.head  # Ә comes before С and Ы
    assert desk.queries.credentials(" AIGUL ") == (desk.clerk, "hash of Aigul")
    assert desk.queries.credentials("nobody") is None


def test_office_and_people_can_be_changed(desk: Desk) -> None:
    moved = replace(desk.office, zone="Asia/Almaty", letters="Б")
    gone = replace(desk.clerk, disabled=True, roles=(Role.CLERK, Role.EXECUTOR))
    with desk.work(desk.executor) as work:
        work.update_office(moved)
        work.update_member(gone)
        work.set_password(gone.key, "new hash")
        work.commit()
    assert desk.queries.offices() == (moved,)
    assert desk.queries.credentials("aigul") == (gone, "new hash")


def test_a_closed_account_records_nothing(desk: Desk) -> None:
    with desk.work(desk.executor) as work:
        work.update_member(replace(desk.clerk, disabled=True))
        work.commit()
    with desk.work() as work, pytest.raises(ForbiddenError) as caught:
        work.set_password(desk.executor.key, "new hash")
        work.commit()
    assert caught.value.code == "E-408"
    with desk.work() as work, pytest.raises(ForbiddenError) as caught:
        work.journal.append("staff.signed_in", subject=desk.clerk.key)
        work.commit()
    assert caught.value.code == "E-408"
    found = desk.queries.credentials(desk.executor.login)
    assert found is not None and found[1] != "new hash"


def test_adopting_again_from_the_same_day_replaces_the_edition(desk: Desk) -> None:
    with desk.work() as work:
        work.adopt(Adoption("tsa", "tsa/2018", date(2019, 1, 1)))
        work.adopt(Adoption("tsa", "tsa/2019", date(2019, 1, 1)))
        work.adopt(Adoption("tsa", "tsa/2020", date(2020, 1, 1)))
        work.commit()
    assert desk.queries.adoptions(desk.office.key) == (
        Adoption("tsa", "tsa/2019", date(2019, 1, 1)),
        Adoption("tsa", "tsa/2020", date(2020, 1, 1)),
    )


def test_case_comes_back_as_it_was_and_its_version_rises(desk: Desk) -> None:
    case = desk.register()
    assert desk.queries.case(case.key) == replace(case, version=2)
    assert desk.queries.case_by_number(desk.office.key, case.number) == case.key
    assert desk.queries.subject_of_token(case.token) == case.key


def test_refusal_comes_back_as_it_was_and_is_followed_by_a_case(desk: Desk) -> None:
    refusal = desk.refuse()
    assert desk.queries.refusal(refusal.key) == refusal
    assert desk.queries.latest_refusal(desk.office.key, IIN, "tsa") == refusal
    assert desk.queries.subject_of_token(refusal.token) == refusal.key
    case = desk.register()
    with desk.work() as work:
        work.follow_refusal(refusal.key, case.key)
        work.commit()
    assert desk.queries.refusal(refusal.key).followed_by == case.key
    assert desk.queries.latest_refusal(desk.office.key, IIN, "tsa") is None


def test_person_is_one_row_by_iin_and_takes_the_newest_name(desk: Desk) -> None:
    with desk.work() as work:
        first = work.save_person(application(surname="Әбдірахманов"))
        second = work.save_person(application(surname="Қожахметов"))
        work.commit()
    assert first == second
    assert [row.name for row in desk.queries.people(desk.office.key, "кожах")] == ["Қожахметов Нұрлан Ерікұлы"]
    assert desk.queries.people(desk.office.key, "абдирах") == ()


def test_steps_and_decision_are_kept_with_the_case(desk: Desk) -> None:
    case = desk.register()
    now = desk.clock.now()
    step = StepRecord(
        new_key(), case.key, "resolve", 2, now, now, now, desk.head.key, "Ә", "н", "12", desk.executor.key
    )
    with desk.work(desk.head) as work:
        assert work.case_for_update(case.key).version == 2
        work.add_step(step)
        work.save_decision(decision(desk, case))
        work.commit()
    signed = decision(desk, case, signed_by=desk.head.key, signed_by_name="Ә", signed_at=now)
    with desk.work(desk.head) as work:
        work.save_decision(signed)
        work.commit()
    found = desk.queries.case(case.key)
    assert found.steps == (*case.steps, step)
    assert found.decision is not None
    assert replace(found.decision, key=signed.key) == signed


def test_signer_who_drafted_is_refused_by_the_schema(desk: Desk) -> None:
    case = desk.register()
    with desk.work() as work, pytest.raises(IntegrityError, match="four_eyes"):
        work.save_decision(decision(desk, case, signed_by=desk.executor.key, signed_at=desk.clock.now()))


def test_token_seen_before_names_what_it_made(desk: Desk) -> None:
    case, refusal = desk.register(), desk.refuse(OTHER_IIN)
    with desk.work() as work:
        person = work.save_person(application())
        with pytest.raises(KnownToken) as known:
            work.add_case(desk.case(person, "А-2019-00002", application(), token=case.token))
        assert known.value.subject == case.key
        with pytest.raises(KnownToken) as known:
            work.add_refusal(replace(refusal, key=new_key(), number="other"))
        assert known.value.subject == refusal.key


def test_second_open_case_of_the_same_service_is_refused_with_the_first_named(desk: Desk) -> None:
    case = desk.register()
    with pytest.raises(UserError) as refused:
        desk.register()
    assert refused.value.code == "E-103"
    assert refused.value.params["number"] == case.number
    assert refused.value.params["clerk"] == desk.clerk.full_name


def test_person_may_apply_again_when_the_case_is_done(desk: Desk) -> None:
    case = desk.register()
    close(desk, case)
    assert desk.register().number == "А-2019-00002"


def close(desk: Desk, case: Any) -> None:
    with desk.work() as work:
        work.update_case(
            case.key,
            state=CaseState.DONE,
            waiting_step=None,
            waiting_role=None,
            waiting_member=None,
            step_begins_at=None,
            step_due_at=None,
        )
        work.commit()


def test_number_used_twice_is_a_defect(desk: Desk) -> None:
    case = desk.register()
    with desk.work() as work, pytest.raises(IntegrityError, match="number"):
        other = application(OTHER_IIN)
        work.add_case(desk.case(work.save_person(other), case.number, other))


def test_leaving_without_commit_undoes_everything_and_gives_the_number_back(desk: Desk) -> None:
    with desk.work() as work:
        assert work.numbers.take("case/tsa/2019") == 1
        work.save_person(application())
        work.journal.append("case.registered")
    with desk.work() as work:
        assert work.numbers.take("case/tsa/2019") == 1
        assert work.numbers.take("case/tsa/2019") == 2
        assert work.numbers.take("case/other/2019") == 1
        work.commit()
    assert desk.queries.people(desk.office.key, IIN) == ()
    head = desk.queries.journal_head(desk.office.key)
    assert head is not None and head.seq == 1


def test_exception_inside_undoes_everything(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.work() as work:
        work.numbers.take("case/tsa/2019")
        raise ZeroDivisionError
    with desk.work() as work:
        assert work.numbers.take("case/tsa/2019") == 1


def test_paper_comes_back_with_its_local_time(desk: Desk) -> None:
    case = desk.register()
    local = replace(desk.paper(case), issued_at=desk.clock.now().astimezone(timezone(timedelta(hours=6))))
    with desk.work() as work:
        work.add_paper(local)
        work.commit()
    found = desk.queries.paper(local.key)
    assert found == local
    assert found.issued_at.isoformat() == local.issued_at.isoformat()


def test_digest_of_a_paper_is_recorded_once(desk: Desk) -> None:
    paper = desk.paper(desk.register())
    with desk.work() as work:
        work.add_paper(paper)
        work.seal_paper(paper.key, "a" * 64)
        work.seal_paper(paper.key, "a" * 64)
        with pytest.raises(StorageError, match="E-357"):
            work.seal_paper(paper.key, "b" * 64)
        work.commit()
    assert desk.queries.paper(paper.key).sha256 == "a" * 64


def test_copies_are_counted_and_settled_papers_are_no_longer_offered(desk: Desk) -> None:
    case = desk.register()
    paper = desk.paper(case)
    with desk.work() as work:
        work.add_paper(paper)
        work.set_print_state(paper.key, PrintState.SENT, printed=True)
        work.set_print_state(paper.key, PrintState.SENT, printed=True)
        work.commit()
    (row,) = desk.queries.unprinted(desk.office.key, desk.clerk.key)
    assert (row.copies, row.print_state, row.applicant) == (2, PrintState.SENT, case.applicant_name)
    with desk.work() as work:
        work.set_print_state(paper.key, PrintState.CONFIRMED)
        work.commit()
    assert desk.queries.unprinted(desk.office.key, desk.clerk.key) == ()
    assert [row.key for row in desk.queries.papers_of(case=case.key)] == [paper.key]


def test_hand_over_keeps_its_cases_in_order(desk: Desk) -> None:
    cases = (desk.register().key, desk.register(OTHER_IIN).key)
    with desk.work() as work:
        work.add_hand_over(
            HandOver(
                new_key(), desk.office.key, "А-2019-Т-00001", "әкімдік", "courier", cases, work.now(), desk.clerk.key
            )
        )
        work.commit()
    with desk.engine.connect() as connection:
        found = connection.execute(schema.hand_over_case.select().order_by(schema.hand_over_case.c.ordinal))
        assert tuple(row.case_key for row in found) == cases


def test_list_imported_twice_is_refused(desk: Desk) -> None:
    lines = (Recipient(IIN, "Ә", "Б, В", "2018-01-01", "2018-03-31", 2), Recipient(OTHER_IIN, "Г", "", "", "", 3))
    with desk.work() as work:
        work.add_recipients("алушылар.csv", "c" * 64, lines)
        with pytest.raises(UserError, match="E-345"):
            work.add_recipients("тағы.csv", "c" * 64, lines)
        work.commit()
    assert desk.queries.recipients(desk.office.key, IIN) == (
        Evidence("list", "алушылар.csv:2", IIN, "Ә", "Б, В", "2018-01-01", "2018-03-31"),
    )


def test_draft_is_replaced_and_dropped(desk: Desk) -> None:
    draft = Draft(new_key(), desk.office.key, desk.clerk.key, "Сейітова", "intake", '{"a": "ә"}', desk.clock.now())
    with desk.work() as work:
        work.save_draft(draft)
        work.save_draft(replace(draft, body="{}"))
        work.commit()
    assert desk.queries.drafts(desk.office.key, "intake") == (replace(draft, body="{}"),)
    with desk.work() as work:
        work.drop_draft(draft.key)
        work.commit()
    assert desk.queries.drafts(desk.office.key, "intake") == ()


def test_record_that_is_not_there_is_said_so(desk: Desk) -> None:
    for read in (desk.queries.case, desk.queries.refusal, desk.queries.paper):
        with pytest.raises(UserError, match="E-340"):
            read(new_key())
    with desk.work() as work:
        with pytest.raises(UserError, match="E-340"):
            work.case_for_update(new_key())
        with pytest.raises(UserError, match="E-340"):
            work.set_print_state(new_key(), PrintState.SAVED)


def test_case_of_another_office_is_out_of_reach(desk: Desk) -> None:
    case = desk.register()
    with desk.records(new_key(), None) as work, pytest.raises(UserError, match="E-340"):
        work.case_for_update(case.key)


def test_one_moment_holds_for_the_whole_transaction(desk: Desk) -> None:
    with desk.work() as work:
        first = work.now()
        desk.clock.advance(hours=14)
        assert work.now() == first == datetime(2019, 9, 16, 4, 0, tzinfo=UTC)


def test_moment_without_a_zone_is_never_stored(desk: Desk) -> None:
    draft = Draft(new_key(), desk.office.key, desk.clerk.key, "", "intake", "", datetime(2019, 1, 1))
    with desk.work() as work, pytest.raises(Exception, match="without a zone"):
        work.save_draft(draft)


def test_state_that_the_program_does_not_know_is_refused_by_the_schema(desk: Desk) -> None:
    case = desk.register()
    with desk.engine.execution_options(writes=True).connect() as connection, pytest.raises(IntegrityError):
        connection.execute(schema.desk_case.update().values(state="lost").where(schema.desk_case.c.key == case.key))


def test_step_of_a_case_that_is_not_there_is_refused_by_the_schema(desk: Desk) -> None:
    now = desk.clock.now()
    with desk.work() as work, pytest.raises(IntegrityError):
        work.add_step(StepRecord(new_key(), new_key(), "x", 1, now, now, now, desk.clerk.key, ""))


@pytest.mark.postgres
def test_shared_records_take_the_time_of_the_server(shared: Desk) -> None:
    from desk_app.storage.unit_of_work import SqlRecords

    with SqlRecords(shared.engine, shared.clock)(shared.office.key, None) as work:
        assert abs(work.now() - datetime.now(UTC)) < timedelta(minutes=1)
