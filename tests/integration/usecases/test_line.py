"""The line on both engines: strictly in turn, nobody twice, nobody lost over a restart or a midnight."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.keys import new_key
from desk_app.domain.language import PaperLanguage
from desk_app.domain.line import COLLECT, Visit, VisitAct, VisitResult, VisitState
from desk_app.domain.regulation import Channel
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports_line import SubjectKind
from tests.support.office import (
    ASSISTANCE,
    CERTIFICATE_FILE,
    TestOffice,
    application,
    command,
    edition_with_priority,
    invented_iin,
)

TSA, CERTIFICATE = "tsa_assignment", "tsa_certificate"


def desk(office: TestOffice, name: str) -> Desk:
    return office.desks[name]


def ticket(office: TestOffice, group: str = TSA, **more: str) -> Visit:
    found = desk(office, "aigul")
    return found.line.take_ticket(found.session, group, **more)


def call(office: TestOffice, name: str) -> Visit | None:
    found = desk(office, name)
    return found.line.call_next(found.session)


def called(office: TestOffice, name: str) -> Visit:
    found = call(office, name)
    assert found is not None
    return found


def serve(office: TestOffice, name: str) -> Visit:
    found, visit = desk(office, name), called(office, name)
    return found.line.begin(found.session, visit.key)


def end(office: TestOffice, name: str, visit: Visit, result: VisitResult = VisitResult.ASKED) -> Visit:
    found = desk(office, name)
    return found.line.end(found.session, visit.key, result)


def test_people_are_called_strictly_in_turn(office: TestOffice) -> None:
    """Passport of the certificate: in turn, without booking or a fast lane."""
    tickets = [ticket(office), ticket(office, COLLECT), ticket(office)]
    assert [one.ticket for one in tickets] == ["А-001", "Н-001", "А-002"]
    order = []
    while (visit := call(office, "aigul")) is not None:
        desk(office, "aigul").line.begin(desk(office, "aigul").session, visit.key)
        order.append(visit.ticket)
        end(office, "aigul", visit)
    assert order == ["А-001", "Н-001", "А-002"]


def test_a_desk_calls_only_what_it_serves(office: TestOffice) -> None:
    """The chancellery accepts the certificate, the clerk the assistance."""
    ticket(office, TSA)
    certificate = desk(office, "kense").line.take_ticket(desk(office, "kense").session, CERTIFICATE)
    assert called(office, "kense").ticket == certificate.ticket


def test_a_double_click_calls_one_person(office: TestOffice) -> None:
    ticket(office)
    ticket(office)
    assert called(office, "aigul") == called(office, "aigul")
    assert len([one for one in desk(office, "aigul").line.in_line(desk(office, "aigul").session) if one.is_active]) == 1


def test_two_desks_call_two_people(office: TestOffice) -> None:
    ticket(office)
    ticket(office)
    assert called(office, "aigul").ticket != called(office, "marat").ticket
    assert call(office, "kense") is None


def test_a_no_show_needs_three_calls(office: TestOffice) -> None:
    ticket(office)
    visit, me = called(office, "aigul"), desk(office, "aigul")
    with pytest.raises(UserError, match="E-506"):
        me.line.end(me.session, visit.key, VisitResult.NO_SHOW)
    me.line.repeat(me.session, visit.key)
    me.line.repeat(me.session, visit.key)
    assert me.line.end(me.session, visit.key, VisitResult.NO_SHOW).state is VisitState.ENDED
    assert [event.act for event in me.line.history(visit.key)] == [
        VisitAct.TICKET,
        VisitAct.CALL,
        VisitAct.REPEAT,
        VisitAct.REPEAT,
        VisitAct.END,
    ]


def test_held_and_taken_back(office: TestOffice) -> None:
    """While somebody copies a document the next one is served; the pause is no service time."""
    ticket(office)
    ticket(office)
    me = desk(office, "aigul")
    first = serve(office, "aigul")
    office.clock.advance(minutes=4)
    with pytest.raises(UserError, match="E-507"):
        me.line.hold(me.session, first.key, " ")
    me.line.hold(me.session, first.key, "көшірме")
    office.clock.advance(minutes=10)
    second = serve(office, "aigul")
    assert second.key != first.key
    with pytest.raises(UserError, match="E-505"):
        me.line.take_back(me.session, first.key)
    end(office, "aigul", second)
    back = me.line.take_back(me.session, first.key)
    office.clock.advance(minutes=2)
    assert back.served(office.clock.now()) == timedelta(minutes=6)


def test_sent_on_and_back(office: TestOffice) -> None:
    me, chancellery = desk(office, "aigul"), desk(office, "kense")
    ticket(office)
    ticket(office)
    first = serve(office, "aigul")
    me.line.redirect(me.session, first.key, CERTIFICATE, and_back=True)
    assert called(office, "aigul").ticket == "А-002", "the one sent on stands elsewhere now"
    there = serve(office, "kense")
    assert (there.key, there.return_to) == (first.key, me.session.member.key)
    chancellery.line.end(chancellery.session, there.key, VisitResult.REGISTERED)
    assert call(office, "marat") is None, "they come back to the clerk who asked for it"
    end(office, "aigul", me.line.begin(me.session, called(office, "aigul").key))
    assert called(office, "aigul").key == first.key


def test_the_same_person_twice_is_noticed(office: TestOffice) -> None:
    iin = invented_iin(1)
    first = ticket(office, iin=iin)
    with pytest.raises(UserError, match="E-501"):
        ticket(office, iin=iin)
    second = ticket(office, COLLECT, iin=iin)
    me = desk(office, "aigul")
    assert me.line.twice(me.session, iin) == (first, second)


def test_paper_numbers_work_too(office: TestOffice) -> None:
    assert ticket(office, number="17").ticket == "17"
    with pytest.raises(UserError, match="E-503"):
        ticket(office, number="17")


def test_no_number_is_given_that_a_paper_ticket_bears(office: TestOffice) -> None:
    ticket(office, number="А-002")
    assert [ticket(office).ticket for _ in range(2)] == ["А-001", "А-003"]


def test_two_tickets_for_one_person_at_one_instant(office: TestOffice) -> None:
    """Two desks type the same IIN: one ticket is given, the other desk is told its number."""
    iin = invented_iin(1)
    together = threading.Barrier(2)

    def take(name: str) -> Visit | UserError:
        found = desk(office, name)
        together.wait()
        try:
            return found.line.take_ticket(found.session, TSA, iin=iin)
        except UserError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(take, ("aigul", "marat")))
    given = [one for one in answers if isinstance(one, Visit)]
    told = [one for one in answers if isinstance(one, UserError)]
    assert [one.code for one in told] == ["E-501"]
    assert [one.key for one in desk(office, "aigul").line.in_line(desk(office, "aigul").session)] == [given[0].key]


def test_no_priority_that_the_act_does_not_give(office: TestOffice) -> None:
    with pytest.raises(UserError, match="E-504"):
        ticket(office, priority="veterans")


def test_an_office_edition_may_let_a_group_go_first(office: TestOffice) -> None:
    boss, me = desk(office, "basqaru"), desk(office, "aigul")
    assert all(group.priority == () for group in me.line_view.groups(me.session)), "no act of the seeds has one"
    boss.editions.add_edition(boss.session, edition_with_priority(CERTIFICATE_FILE), "own.toml")
    boss.office.adopt(boss.session, "tsa_certificate/2020-01-24", office.clock.now().date())
    groups = {group.code: group for group in me.line_view.groups(me.session)}
    assert groups[TSA].priority == ()
    assert [(code, words.kk) for code, words in groups[CERTIFICATE].priority] == [("veterans", "соғыс ардагерлері")]
    before = ticket(office, CERTIFICATE)
    first = ticket(office, CERTIFICATE, priority="veterans")
    assert (called(office, "kense").key, before.turn < first.turn) == (first.key, True)
    with pytest.raises(UserError, match="E-504"):
        ticket(office, TSA, priority="veterans")
    kense, earlier = desk(office, "kense"), ticket(office)
    sent = kense.line.redirect(kense.session, first.key, TSA)
    assert sent.priority == "", "the act of the other service gives none"
    order = [called(office, name).key for name in ("kense", "aigul", "marat")]
    assert order == [before.key, first.key, earlier.key], "by their arrival"


def test_who_is_to_come_back_does_whatever_happens_on_the_way(office: TestOffice) -> None:
    """Stuck at the second desk and freed, put aside there over a midnight, taken back and ended: then back."""
    me, kense, boss = desk(office, "aigul"), desk(office, "kense"), desk(office, "basqaru")
    ticket(office)
    visit = serve(office, "aigul")
    me.line.redirect(me.session, visit.key, CERTIFICATE, and_back=True)
    assert call(office, "aigul") is None, "not before they were there"
    assert serve(office, "kense").key == visit.key
    freed = boss.line.free(boss.session, visit.key)
    assert (freed.return_to, freed.group) == (me.session.member.key, CERTIFICATE)
    serve(office, "kense")
    kense.line.hold(kense.session, visit.key, "құжатқа кетті")
    office.clock.advance(hours=20)
    assert call(office, "kense") is None, "who is put aside is not called"
    taken = kense.line.take_back(kense.session, visit.key)
    assert taken.served(office.clock.now()) == timedelta()
    returned = end(office, "kense", taken)
    assert (returned.state, returned.reserved_for, returned.return_to) == (
        VisitState.WAITING,
        me.session.member.key,
        None,
    )
    assert call(office, "kense") is None and call(office, "marat") is None, "they are for one clerk"
    last = serve(office, "aigul")
    assert end(office, "aigul", last).state is VisitState.ENDED
    assert [event.act for event in me.line.history(visit.key)].count(VisitAct.FREE) == 1


def test_a_visit_from_the_kiosk_takes_the_person_of_what_it_produced(office: TestOffice) -> None:
    """Registered first, refused later the same day with another number, and still waiting with a third."""
    iin, me = invented_iin(7), desk(office, "aigul")
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, iin)
    visits = [ticket(office) for _place in range(3)]
    first = called(office, "aigul")
    done = me.registrations.register(me.session, command(form, office.clock), PaperLanguage.KK)
    named = me.line.produced(me.session, done.case.key, SubjectKind.CASE)
    assert named is not None and (named.iin, named.name) == (iin, done.case.application.applicant.name.full)
    assert me.line.visit(first.key).iin == iin
    assert me.line_view.again(me.session, named) == ()
    end(office, "aigul", named, VisitResult.REGISTERED)
    second = serve(office, "aigul")
    gaps = application(office.edition(ASSISTANCE), Channel.CENTRE, iin, missing=("family",))
    refused = me.refusals.refuse(me.session, command(gaps, office.clock), PaperLanguage.KK)
    me.line.link(me.session, second.key, refused.refusal.key, SubjectKind.REFUSAL)
    now = me.line_view.now(me.session, me.line_view.groups(me.session))
    assert [one.ticket for one in now.again] == [visits[0].ticket]
    with pytest.raises(UserError, match="E-501"):
        ticket(office, iin=iin)
    boss = desk(office, "basqaru")
    (repeat,) = boss.day_window.repeats(boss.session, boss.day_window.today(boss.session))
    assert (repeat.iin, [one.ticket for one in repeat.visits]) == (iin, [one.ticket for one in visits[:2]])
    end(office, "aigul", second, VisitResult.REFUSED)
    # a visit that knows its person keeps them: who came for somebody else's paper stays who they are
    third = ticket(office, COLLECT, iin=invented_iin(8), name="Б. Б.")
    assert call(office, "aigul") is not None
    me.line.link(me.session, third.key, done.case.key, SubjectKind.ISSUE)
    assert me.line.visit(third.key).iin == invented_iin(8)


def test_a_group_that_an_act_lets_go_first_is_shown_and_called_first(office: TestOffice) -> None:
    """No act of the seeds has one: the visit is written as an edition with one would have it."""
    me = desk(office, "aigul")
    first = ticket(office)
    with office.entrance._opened().unit_of_work(me.session.office.key, me.session.member.key) as work:
        before = replace(first, key=new_key(), ticket="А-900", turn=900, priority="veterans")
        work.line.add(before)
        work.commit()
    groups = me.line_view.groups(me.session)
    assert [one.key for one in me.line_view.now(me.session, groups).waiting] == [before.key, first.key]
    assert called(office, "aigul").key == before.key


def test_a_person_at_another_desk_is_theirs(office: TestOffice) -> None:
    ticket(office)
    visit, other = called(office, "aigul"), desk(office, "marat")
    with pytest.raises(ForbiddenError, match="E-509"):
        other.line.end(other.session, visit.key, VisitResult.ASKED)
    with pytest.raises(ForbiddenError, match="E-361"):
        other.line.free(other.session, visit.key)
    supervisor = desk(office, "basqaru")
    freed = supervisor.line.free(supervisor.session, visit.key)
    assert (freed.state, freed.turn, freed.clerk) == (VisitState.WAITING, visit.turn, None)
    assert called(office, "marat").key == visit.key


def test_the_line_survives_a_midnight(office: TestOffice) -> None:
    """Who came at 23:59 is called first after midnight; a service that runs on is doubted, not lost."""
    office.clock.set(datetime(2019, 9, 16, 17, 59, tzinfo=UTC))  # 23:59 in Qostanay
    late = ticket(office)
    running = serve(office, "aigul")
    assert running.key == late.key
    waiting = ticket(office)
    office.clock.advance(minutes=2)
    fresh = ticket(office)
    assert (waiting.day.isoformat(), fresh.day.isoformat()) == ("2019-09-16", "2019-09-17")
    assert fresh.ticket == "А-001"
    assert [one.key for one in desk(office, "marat").line.in_line(desk(office, "marat").session)] == [
        late.key,
        waiting.key,
        fresh.key,
    ]
    assert called(office, "marat").key == waiting.key


def test_messages_are_read_once(office: TestOffice) -> None:
    supervisor, me = desk(office, "basqaru"), desk(office, "aigul")
    supervisor.line.send_message(supervisor.session, "Түскі үзіліс 13:00-де")
    supervisor.line.send_message(supervisor.session, "Тек Марат", desk(office, "marat").session.member.key)
    found = me.line.unread(me.session)
    assert [one.text for one in found] == ["Түскі үзіліс 13:00-де"]
    me.line.read(me.session, found[0].key)
    me.line.read(me.session, found[0].key)
    assert me.line.unread(me.session) == ()
    assert len(desk(office, "marat").line.unread(desk(office, "marat").session)) == 2
    assert supervisor.line.unread(supervisor.session) == ()


def test_changes_are_heard(office: TestOffice) -> None:
    """Windows of one process by a call; on the server by NOTIFY."""
    import threading

    heard = threading.Semaphore(0)
    me = desk(office, "marat")
    stop = me.changes.listen(me.session.office.key, heard.release)
    try:
        if me.database == "shared":
            assert heard.acquire(timeout=20), "the listener tells when it is there"
        ticket(office)
        assert heard.acquire(timeout=20)
    finally:
        stop()
