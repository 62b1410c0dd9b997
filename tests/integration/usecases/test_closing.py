"""The end of a day, work handed over, and reports, over real records on both engines."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from desk_app.domain.closing import CheckKind, Fate
from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.line import VisitResult, VisitState
from desk_app.domain.papers import DaySheetContent, PaperKind, PrintState, ReportContent
from desk_app.domain.regulation import Channel
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.closing import Reconciliation
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports_line import SubjectKind
from desk_app.usecases.registration import Registered
from desk_app.usecases.report_outside import last_quarter
from desk_app.usecases.reports import Report, ReportRequest
from tests.support.office import (
    ASSISTANCE,
    CERTIFICATE,
    PASSWORD,
    POSITION,
    TestOffice,
    application,
    command,
    invented_iin,
)

KK = PaperLanguage.KK


def register(office: TestOffice, serial: int, edition: str = ASSISTANCE, who: str = "aigul") -> Registered:
    desk = office.desks[who]
    channel = Channel.CENTRE if edition == ASSISTANCE else Channel.PROVIDER
    form = application(office.edition(edition), channel, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), KK)


def refuse(office: TestOffice, serial: int) -> None:
    desk = office.desks["aigul"]
    form = application(office.edition(ASSISTANCE), Channel.CENTRE, invented_iin(serial), missing=("family",))
    desk.refusals.refuse(desk.session, command(form, office.clock), KK)


def settle(office: TestOffice, desk: Desk, state: PrintState = PrintState.CONFIRMED) -> None:
    """Every paper of the day is in hand."""
    begins = office.clock.now() - timedelta(days=1)
    queries = office.entrance._opened().queries
    for paper in queries.papers_on(desk.session.office.key, begins, office.clock.now() + timedelta(minutes=1)):
        if paper.print_state not in (PrintState.CONFIRMED, PrintState.SAVED):
            with office.entrance._opened().unit_of_work(desk.session.office.key, desk.session.member.key) as work:
                work.set_print_state(paper.key, state, printed=True)
                work.commit()


def reconciled(office: TestOffice) -> Reconciliation:
    boss = office.desks["basqaru"]
    return boss.closing.reconcile(boss.session)


def test_every_difference_is_named(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    printed, saved, loose = (register(office, serial) for serial in (1, 2, 3))
    refuse(office, 4)
    with office.entrance._opened().unit_of_work(desk.session.office.key, desk.session.member.key) as work:
        work.set_print_state(printed.paper.key, PrintState.CONFIRMED, printed=True)
        work.set_print_state(saved.paper.key, PrintState.SAVED)
        work.commit()
    desk.drafts.keep(desk.session, printed.case.key, "intake", "{}")
    visit = desk.line.take_ticket(desk.session, "tsa_assignment")
    desk.routing.send(desk.session, (printed.case.key,), "Бөлім", "courier", KK)
    found = reconciled(office)
    registered = found.check(CheckKind.REGISTERED)
    assert registered.whole == 3 == sum(count for _fate, count in registered.parts)
    assert dict(registered.parts) == {Fate.PRINTED: 1, Fate.SAVED: 1, Fate.NOT_OUT: 1, Fate.NONE: 0}
    assert [one.number for one in registered.differences] == [loose.case.number]
    assert found.check(CheckKind.REFUSED).whole == len(found.check(CheckKind.REFUSED).differences) == 1
    assert found.check(CheckKind.PASSED).agrees
    assert found.check(CheckKind.PASSED).whole == 1
    assert [one.number for one in found.check(CheckKind.OPEN_VISITS).differences] == [visit.ticket]
    assert found.check(CheckKind.UNSETTLED).whole == 3, "a talon, a receipt and the list"
    assert found.check(CheckKind.DRAFTS).whole == 1
    series = {(one.kind, one.first, one.last, one.count) for one in found.series}
    assert (PaperKind.TALON, printed.case.number, loose.case.number, 3) in series


def test_a_void_talon_leaves_its_case_without_paper(office: TestOffice) -> None:
    made = register(office, 1)
    engine = office.entrance._opened().queries._engine  # type: ignore[attr-defined]  # SqlQueries
    from sqlalchemy import update

    from desk_app.storage import schema

    member = office.desks["basqaru"].session.member
    with engine.begin() as connection:
        connection.execute(
            update(schema.paper)
            .where(schema.paper.c.key == made.paper.key)
            .values(voided_at=office.clock.now(), voided_by=member.key, voided_by_name="С", void_reason="қате")
        )
    check = reconciled(office).check(CheckKind.REGISTERED)
    assert [(one.number, one.fate) for one in check.differences] == [(made.case.number, Fate.NONE)]
    assert reconciled(office).series[0].voided == (made.paper.number,)


def test_a_day_is_closed_once_and_opened_again_with_a_reason(office: TestOffice) -> None:
    boss, desk = office.desks["basqaru"], office.desks["aigul"]
    register(office, 1)
    visit = desk.line.take_ticket(desk.session, "tsa_assignment")
    day = boss.day_window.today(boss.session)
    with pytest.raises(UserError, match="E-546"):
        boss.closing.close(boss.session, day, "", KK)
    with pytest.raises(UserError, match="E-507"):
        boss.closing.close_open_visits(boss.session, day, " ")
    assert boss.closing.close_open_visits(boss.session, day, "келмеді") == 1
    ended = desk.line.visit(visit.key)
    assert (ended.state, ended.result, ended.note) == (VisitState.ENDED, VisitResult.LEFT, "келмеді")
    with pytest.raises(UserError, match="E-547"):
        boss.closing.close(boss.session, day, " ", KK)
    settle(office, desk)
    closed = boss.closing.close(boss.session, day, "", PaperLanguage.BOTH)
    assert reconciled(office).is_closed
    assert json.loads(closed.close.figures)["counts"]["registered"] == 1
    with pytest.raises(UserError, match="E-545"):
        boss.closing.close(boss.session, day, "тағы", KK)
    with pytest.raises(UserError, match="E-507"):
        boss.closing.reopen(boss.session, day, "")
    boss.closing.reopen(boss.session, day, "талон қалып қойды")
    found = reconciled(office)
    assert not found.is_closed
    assert found.closed is not None
    assert found.closed.reopen_reason == "талон қалып қойды"
    with pytest.raises(UserError, match="E-549"):
        boss.closing.reopen(boss.session, day, "тағы")
    settle(office, desk)
    again = boss.closing.close(boss.session, day, "бәрі дұрыс", KK)
    assert again.sheet.number != closed.sheet.number
    actions = [entry.action for entry in office.entrance._opened().queries.journal(boss.session.office.key)]
    assert actions.count("day.closed") == 2
    assert actions.count("day.reopened") == 1
    assert "line.closed_by_hand" in actions


def test_the_day_sheet_bears_counts_numbers_and_the_head_of_the_journal(office: TestOffice) -> None:
    boss, desk = office.desks["basqaru"], office.desks["aigul"]
    made = [register(office, serial) for serial in (1, 2)]
    settle(office, desk)
    day = boss.day_window.today(boss.session)
    closed = boss.closing.close(boss.session, day, "Қағаз бітіп барады", PaperLanguage.BOTH)
    content = closed.sheet.content
    assert isinstance(content, DaySheetContent)
    head = office.entrance._opened().queries.journal_head(boss.session.office.key)
    assert head is not None
    assert closed.sheet.journal_code == head.code
    pdf = boss.printing.pdf(boss.session, closed.sheet.key)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    for words in (made[0].case.number, made[-1].case.number, head.code, "Қағаз бітіп барады", "Сверка", "Салыстыру"):
        assert words in text
    assert "Әбдірахманов" not in text, "no applicant is named on it"
    assert boss.printing.pdf(boss.session, closed.sheet.key) == pdf


def test_a_clerk_closes_no_day(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    day = office.desks["basqaru"].day_window.today(desk.session)
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.closing.close(desk.session, day, "", KK)
    with pytest.raises(ForbiddenError, match="E-361"):
        desk.closing.reopen(desk.session, day, "x")


def second_executor(office: TestOffice) -> Desk:
    from desk_app.domain.staff import Role, Session
    from desk_app.usecases.desk import open_desk
    from desk_app.usecases.office import NewMember, member_of

    boss = office.desks["basqaru"]
    records, equipment = office.entrance._opened(), office.entrance._equipment
    new = NewMember("oryn2", "Серікбаев", "Дамир", "", POSITION, (Role.EXECUTOR,), PASSWORD)
    member = member_of(new, boss.session.office.key)
    with records.unit_of_work(boss.session.office.key, boss.session.member.key) as work:
        work.add_member(member, equipment.passwords.hash(PASSWORD))
        work.commit()
    return open_desk(Session(member, boss.session.office), records, equipment)


def test_the_work_of_an_absent_executor_goes_to_a_colleague(office: TestOffice) -> None:
    boss, head, absent = office.desks["basqaru"], office.desks["bas"], office.desks["oryn"]
    case = register(office, 1, CERTIFICATE, "kense").case.key
    head.routing.resolve(head.session, case, absent.session.member.key, "Орындаңыз", KK)
    colleague = second_executor(office)
    me, them = absent.session.member.key, colleague.session.member.key
    assert [row.key for row in absent.register.my_work(absent.session)] == [case]
    with pytest.raises(UserError, match="E-541"):
        boss.absence.move(boss.session, me, them, " ")
    with pytest.raises(UserError, match="E-542"):
        boss.absence.move(boss.session, me, head.session.member.key, "еңбек демалысы")
    moved = boss.absence.move(boss.session, me, them, "еңбек демалысы")
    assert len(moved.cases) == 1
    assert absent.register.my_work(absent.session) == ()
    assert [row.key for row in colleague.register.my_work(colleague.session)] == [case]
    entries = office.entrance._opened().queries.journal(boss.session.office.key)
    assert [(entry.action, entry.subject) for entry in entries if entry.action == "work.moved"] == [
        ("work.moved", case)
    ]
    card = colleague.register.card(colleague.session, case)
    assert card.may_act
    assert not absent.register.card(absent.session, case).may_act
    assert [move.to_member for move in card.case.moves] == [them]
    with pytest.raises(UserError, match="E-543"):
        boss.absence.move(boss.session, me, them, "еңбек демалысы")


def test_four_eyes_part_the_head_from_the_draft_of_what_they_sign(office: TestOffice) -> None:
    """A head who is an executor as well named another executor: they do not get the draft themselves."""
    from dataclasses import replace

    from desk_app.domain.staff import Role

    boss, head, absent = office.desks["basqaru"], office.desks["bas"], office.desks["oryn"]
    case = register(office, 1, CERTIFICATE, "kense").case
    head.routing.resolve(head.session, case.key, absent.session.member.key, "Орындаңыз", KK)
    both = replace(head.session.member, roles=(Role.HEAD, Role.EXECUTOR))
    with office.entrance._opened().unit_of_work(boss.session.office.key, boss.session.member.key) as work:
        work.update_member(both)
        work.commit()
    moved = boss.absence.move(boss.session, absent.session.member.key, both.key, "ауырып қалды")
    assert (moved.cases, moved.kept) == ((), (case.number,))
    assert [row.key for row in absent.register.my_work(absent.session)] == [case.key]


def test_people_kept_for_an_absent_clerk_wait_for_the_colleague(office: TestOffice) -> None:
    boss, me, other, third = (office.desks[name] for name in ("basqaru", "aigul", "marat", "kense"))
    me.line.take_ticket(me.session, "tsa_assignment")
    visit = me.line.call_next(me.session)
    assert visit is not None
    me.line.begin(me.session, visit.key)
    me.line.redirect(me.session, visit.key, "tsa_certificate", and_back=True)
    moved = boss.absence.move(boss.session, me.session.member.key, other.session.member.key, "ауырып қалды")
    assert moved.tickets == (visit.ticket,)
    called = third.line.call_next(third.session)
    assert called is not None
    third.line.begin(third.session, called.key)
    third.line.end(third.session, called.key, VisitResult.REGISTERED)
    back = other.line.call_next(other.session)
    assert back is not None
    assert back.key == visit.key


def report(office: TestOffice, **limits: object) -> Report:
    boss = office.desks["basqaru"]
    today = boss.day_window.today(boss.session)
    request = ReportRequest(today.replace(day=1), today, **limits)  # type: ignore[arg-type]
    return boss.reports.compose(boss.session, request)


def close_case(office: TestOffice, key: object, *, late: bool = False) -> None:
    """The records say that the result was handed over now."""
    from sqlalchemy import update

    from desk_app.storage import schema

    engine = office.entrance._opened().queries._engine  # type: ignore[attr-defined]  # SqlQueries
    now = office.clock.now()
    due = now + timedelta(days=-1 if late else 1)
    with engine.begin() as connection:
        connection.execute(
            update(schema.desk_case)
            .where(schema.desk_case.c.key == key)
            .values(state="done", closed_at=now, service_due_at=due, waiting_step=None, waiting_role=None)
        )


def cells(found: Report, title: str) -> list[list[str]]:
    table = next(one for one in found.tables if one.title.kk == title)
    return [[cell.kk for cell in line] for line in table.lines]


def test_a_report_counts_what_was_done_in_time(office: TestOffice) -> None:
    made = [register(office, serial) for serial in range(1, 8)]
    refuse(office, 50)
    for number, one in enumerate(made[:6]):
        close_case(office, one.case.key, late=number == 0)
    found = report(office)
    assert cells(found, "Қызмет бойынша")[-1] == ["Барлығы", "6", "5", "1", "83 %"]
    assert cells(found, "Арна бойынша")[0] == ["орталық", "6", "5", "1", "83 %"]
    assert cells(found, "Тіркеген қызметкер бойынша")[0][0] == "Сейітова Айгүл Маратқызы"
    balance = {row.label.kk: row.value.kk for row in found.rows}
    assert (balance["Түсті"], balance["Аяқталды"], balance["Кезең соңындағы қалдық"]) == ("7", "6", "1")
    grounds = cells(found, "Қабылдаудан бас тарту негіздері")
    assert [line[1] for line in grounds] == ["1", "0", "1"]
    form = cells(found, "1-МҚ нысаны: белгілі жолдары")
    assert [line[0] for line in form] == ["1", "1.1", "1.1.1"]
    assert form[0][-1] == form[1][-1] == "6"
    table = next(one for one in found.tables if one.title.kk.startswith("1-МҚ"))
    assert "белгісіз" in table.note.kk, "the unknown rows are said to be unknown"


def test_what_leaves_the_office_tells_nothing_of_few_people(office: TestOffice) -> None:
    made = [register(office, serial) for serial in range(1, 12)]
    refuse(office, 50)
    for number, one in enumerate(made[:10]):
        close_case(office, one.case.key, late=number < 2)
    office.clock.set(office.clock.now() + timedelta(days=100))
    found = outside_report(office)
    assert not [one for one in found.tables if one.title.kk == "Тіркеген қызметкер бойынша"]
    for title in ("Қызмет бойынша", "Арна бойынша"):
        for _name, _whole, in_time, late, share in cells(found, title):
            assert (in_time, late, share) == ("–*", "–*", "–*")
    assert {line[1] for line in cells(found, "Қабылдаудан бас тарту негіздері")} == {"–*"}
    balance = {row.label.kk: row.value.kk for row in found.rows}
    assert (balance["Түсті"], balance["Аяқталды"]) == ("11", "10")
    assert "Кезең соңындағы қалдық" not in balance, "with what arrived it would tell what is hidden elsewhere"
    assert found.hours == ()
    assert found.notes
    with pytest.raises(UserError, match="E-559"):
        outside_report(office, clerk=office.desks["aigul"].session.member.key)
    for limit in ({"service": "tsa_assignment"}, {"channel": Channel.CENTRE}):
        with pytest.raises(UserError, match="E-661"):
            outside_report(office, **limit)


def outside_report(office: TestOffice, first: date | None = None, last: date | None = None, **limits: object) -> Report:
    """Of the last quarter that is over, if nothing else is said."""
    boss = office.desks["basqaru"]
    begins, ends = last_quarter(boss.day_window.today(boss.session))
    request = ReportRequest(first or begins, last or ends, outside=True, **limits)  # type: ignore[arg-type]
    return boss.reports.compose(boss.session, request)


def test_two_reports_that_leave_the_office_cannot_be_subtracted(office: TestOffice) -> None:
    """Of three quarters the second has three late cases: they are in no report, nor the difference of two."""
    serials, late = iter(range(1, 100)), {1: 0, 2: 3, 3: 6}
    for quarter, month in ((1, 2), (2, 5), (3, 8)):
        office.clock.set(datetime(2019, month, 12, 6, tzinfo=UTC))
        for number in range(12):
            close_case(office, register(office, next(serials)).case.key, late=number < late[quarter])
    office.clock.set(datetime(2019, 10, 15, 6, tzinfo=UTC))
    days = {1: (date(2019, 1, 1), date(2019, 3, 31)), 2: (date(2019, 4, 1), date(2019, 6, 30))}
    days[3] = date(2019, 7, 1), date(2019, 9, 30)
    told = {quarter: cells(outside_report(office, *span), "Қызмет бойынша")[-1] for quarter, span in days.items()}
    assert told[1] == ["Барлығы", "12", "12", "0", "100 %"]
    assert told[2] == ["Барлығы", "12", "–*", "–*", "–*"]
    assert told[3] == ["Барлығы", "12", "6", "6", "50 %"]
    whole = outside_report(office, days[1][0], days[3][1])
    assert cells(whole, "Қызмет бойынша")[-1] == ["Барлығы", "36", "–*", "–*", "–*"]
    by_month = cells(whole, "1-МҚ нысаны: белгілі жолдары")
    assert [line[0] for line in by_month][::4] == ["01.2019", "05.2019", "09.2019"], "too many to stand abreast"
    assert by_month[-1][:2] == ["Барлығы", "36"]
    boss = office.desks["basqaru"]
    inside = boss.reports.compose(boss.session, ReportRequest(days[1][0], days[3][1]))
    assert cells(inside, "Қызмет бойынша")[-1] == ["Барлығы", "36", "27", "9", "75 %"], "what the attack is after"
    others = [
        (date(2019, 1, 2), days[1][1]),
        (days[1][0], date(2019, 3, 30)),
        (date(2019, 4, 1), date(2019, 4, 30)),
        (date(2019, 10, 1), date(2019, 12, 31)),
    ]
    for span in others:
        with pytest.raises(UserError, match="E-660"):
            outside_report(office, *span)
    assert boss.reports.outside_period(boss.session, *others[0]) == days[3]
    assert boss.reports.outside_period(boss.session, *days[2]) == days[2]


def test_medians_stand_against_the_norm_of_their_service(office: TestOffice) -> None:
    """Two services and a channel: by group, in all, and only visits that produced something of that channel."""
    for group, who, minutes, edition in (
        ("tsa_assignment", "aigul", 10, ASSISTANCE),
        ("tsa_assignment", "aigul", 20, ""),
        ("tsa_certificate", "kense", 6, CERTIFICATE),
    ):
        desk = office.desks[who]
        desk.line.take_ticket(desk.session, group)
        office.clock.advance(minutes=minutes)
        visit = desk.line.call_next(desk.session)
        assert visit is not None
        desk.line.begin(desk.session, visit.key)
        if edition:
            done = register(office, minutes, edition, who)
            desk.line.produced(desk.session, done.case.key, SubjectKind.CASE)
        office.clock.advance(minutes=2)
        desk.line.end(desk.session, visit.key, VisitResult.ASKED)
    title = "Күту және қызмет көрсету: медиана және норма"

    def measured(found: Report) -> list[list[str]]:
        return [line[1:] for line in cells(found, title)]

    assert measured(report(office)) == [
        ["Күту", "15 мин", "30 мин", "2"],
        ["Қызмет көрсету", "2 мин", "30 мин", "2"],
        ["Күту", "6 мин", "15 мин", "1"],
        ["Қызмет көрсету", "2 мин", "20 мин", "1"],
        ["Күту", "10 мин", "–", "3"],
        ["Қызмет көрсету", "2 мин", "–", "3"],
    ]
    centre = report(office, channel=Channel.CENTRE)
    assert measured(centre) == [["Күту", "10 мин", "30 мин", "1"], ["Қызмет көрсету", "2 мин", "30 мин", "1"]]
    assert sum(hour.arrived for hour in centre.hours) == 1 and sum(hour.arrived for hour in report(office).hours) == 3
    table = next(one for one in centre.tables if one.title.kk == title)
    assert "арна" in table.note.kk
    nobody = measured(report(office, channel=Channel.AKIM))
    assert [line[1:] for line in nobody] == [["дерек жоқ", "–", "0"]] * 2


@pytest.mark.parametrize(
    ("first", "last", "moments"),
    [
        # the office is six hours ahead of UTC: 23:59 of the last day, midnight of the next
        (date(2019, 12, 1), date(2019, 12, 31), ("2019-11-30T18:00", "2019-12-31T17:59:59", "2019-12-31T18:00")),
        # its clocks went back an hour at midnight of 1 March 2024: the day ends five hours ahead of UTC
        (date(2024, 2, 1), date(2024, 2, 29), ("2024-01-31T18:00", "2024-02-29T18:30", "2024-02-29T19:00")),
    ],
)
def test_a_period_ends_at_the_office_s_midnight(
    office: TestOffice, first: date, last: date, moments: tuple[str, ...]
) -> None:
    """The first two moments are inside, the last one is outside; SQL over the bare columns says the same."""
    from sqlalchemy import text

    engine = office.entrance._opened().queries._engine  # type: ignore[attr-defined]  # SqlQueries
    made = [register(office, serial) for serial in range(1, len(moments) + 1)]
    for one, moment in zip(made, moments, strict=True):
        office.clock.set(datetime.fromisoformat(moment).replace(tzinfo=UTC))
        close_case(office, one.case.key)
    boss = office.desks["basqaru"]
    found = boss.reports.compose(boss.session, ReportRequest(first, last))
    with engine.connect() as connection:
        closed = connection.execute(text("SELECT count(*) FROM desk_case WHERE state = 'done'")).scalar_one()
    form = cells(found, "1-МҚ нысаны: белгілі жолдары")
    assert closed == len(moments)
    assert cells(found, "Қызмет бойынша")[-1][1] == form[0][-1] == str(closed - 1)
    assert [form[0][2], form[0][-1]] == ["2", "2"], "and in that month"


def test_a_report_becomes_a_paper_and_files(office: TestOffice, tmp_path: Path) -> None:
    boss = office.desks["basqaru"]
    register(office, 1)
    desk = office.desks["aigul"]
    for _place in range(7):
        desk.line.take_ticket(desk.session, "tsa_assignment")
    found = report(office)
    paper = boss.reports.make(boss.session, found.request, PaperLanguage.RU)
    assert isinstance(paper.content, ReportContent)
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(boss.printing.pdf(boss.session, paper.key))).pages
    )
    assert "1.1.1" in text
    chart = text[text.index("Очередь по часам") :]
    assert "пришло" in chart and "обслужено" in chart and "Над столбцом" in chart
    hours = chart[: chart.index("Над столбцом")]
    assert "7" in hours.replace("17", "") and "09" in hours and "18" in hours
    boss.reports.save_pdf(boss.session, found, Language.KK, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    boss.reports.save_xlsx(boss.session, found, Language.KK, tmp_path / "report.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "report.xlsx")).get_sheet_by_index(0).to_python()
    assert any("1.1.1" in map(str, row) for row in rows)
    actions = [entry.action for entry in office.entrance._opened().queries.journal(boss.session.office.key)]
    assert actions.count("report.exported") == actions.count("report.saved") == 2
    assert actions.count("report.made") == 1
