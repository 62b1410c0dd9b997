"""Clocks that stop, terms that are extended, inner deadlines and refusals to render, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from desk_app.domain.calendar import DayReason
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import ExtensionContent, Paper, PaperKind, RenderRefusalContent, WhyContent
from desk_app.domain.regulation import Channel
from desk_app.domain.staff import OfficeKind, Session
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.decision import Letter
from desk_app.usecases.desk import Desk, open_desk
from desk_app.usecases.ports import DayFigure
from desk_app.usecases.register import CaseCard
from desk_app.usecases.why import CaseClock
from tests.support.office import ASSISTANCE, PASSWORD, TestOffice, application, command, invented_iin

BOTH = PaperLanguage.BOTH
ASSISTANCE_2026 = "tsa_assignment/2026-07-12"
CERTIFICATE_2026 = "tsa_certificate/2026-07-12"
MONDAY = datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
"""10:00 in Kostanay."""


@pytest.fixture
def office_2026(office: TestOffice) -> TestOffice:
    office.clock.set(MONDAY)
    return office


def _registered(
    office: TestOffice, login: str = "aigul", edition: str = ASSISTANCE_2026, channel: Channel = Channel.CENTRE
) -> UUID:
    desk = office.desks[login]
    form = application(office.edition(edition), channel, invented_iin(71))
    return desk.registrations.register(desk.session, command(form, office.clock), BOTH).case.key


def _card(office: TestOffice, key: UUID, login: str = "aigul") -> CaseCard:
    desk = office.desks[login]
    return desk.register.card(desk.session, key)


def _row(desk: Desk, key: UUID):  # type: ignore[no-untyped-def]
    return next(row for row in desk.register.my_work(desk.session) if row.key == key)


def test_pause_moves_step_and_service_by_the_days_it_stood(office_2026: TestOffice) -> None:
    office, desk = office_2026, office_2026.desks["aigul"]
    key = _registered(office)
    before = _card(office, key)
    assert before.case.edition == ASSISTANCE_2026 and before.may_change_terms
    office.clock.advance(days=1)
    desk.terms.pause(desk.session, key, "hearing", "хабарлама № 12")
    office.clock.advance(days=2)
    desk.terms.resume(desk.session, key)
    after = _card(office, key)
    # Tuesday, Wednesday and Thursday are not counted; the whole term ends a weekend later
    paused = {line.begins.date() for line in after.service_due.lines if line.reason is DayReason.PAUSED}
    assert paused == {date(2026, 9, 15), date(2026, 9, 16), date(2026, 9, 17)}
    assert before.service_due.day == date(2026, 10, 5) and after.service_due.day == date(2026, 10, 8)
    assert before.waiting.due is not None and after.waiting.due is not None
    assert before.waiting.due.day == date(2026, 9, 18) and after.waiting.due.day == date(2026, 9, 23)
    row = _row(desk, key)
    assert (row.service_due_at, row.step_due_at) == (after.service_due.due, after.waiting.due.due)
    assert after.case.service_due_at == after.service_due.due
    pause = after.case.pauses[0]
    assert (pause.reason, pause.note, pause.stopped_by_name) == (
        "hearing",
        "хабарлама № 12",
        "Сейітова Айгүл Маратқызы",
    )
    assert pause.resumed_at is not None and after.case.standstill is None


def test_case_whose_clock_stands_is_not_late_and_stays_in_its_list(office_2026: TestOffice) -> None:
    office, desk, boss = office_2026, office_2026.desks["aigul"], office_2026.desks["basqaru"]
    key = _registered(office)
    desk.terms.pause(desk.session, key, "rework")
    stopped = office.clock.now()
    office.clock.advance(days=60)
    assert _row(desk, key).paused_at == stopped
    assert next(row for row in desk.register.search(desk.session, "") if row.key == key).paused_at == stopped
    day = boss.day.today(boss.session)
    assert boss.day.counts(boss.session, day).figures[DayFigure.LATE] == 0
    assert boss.day.rows(boss.session, day, DayFigure.LATE) == ()
    with pytest.raises(ForbiddenError, match="E-371"):
        desk.routing.pass_on(desk.session, key)
    boss.terms.resume(boss.session, key)
    assert _row(desk, key).paused_at is None
    assert boss.day.counts(boss.session, day).figures[DayFigure.LATE] == 0
    desk.routing.pass_on(desk.session, key)
    record = _card(office, key).case.steps[-1]
    assert record.done_at < record.due_at


def test_who_may_not_stop_the_clock_and_for_what(office_2026: TestOffice) -> None:
    office, desk, head = office_2026, office_2026.desks["aigul"], office_2026.desks["bas"]
    key = _registered(office)
    with pytest.raises(ForbiddenError, match="E-373"):
        head.terms.pause(head.session, key, "hearing")
    with pytest.raises(UserError, match="E-375"):
        desk.terms.pause(desk.session, key, "holiday")
    with pytest.raises(UserError, match="E-376"):
        desk.terms.resume(desk.session, key)
    desk.terms.pause(desk.session, key, "hearing")
    with pytest.raises(UserError, match="E-374"):
        desk.terms.pause(desk.session, key, "hearing")


def test_extension_gives_a_notice_a_new_date_and_its_own_due_moment(office_2026: TestOffice) -> None:
    office, desk = office_2026, office_2026.desks["aigul"]
    key = _registered(office)
    card = _card(office, key)
    assert card.extension_limit == date(2026, 10, 14)
    paper = desk.terms.extend(desk.session, key, date(2026, 10, 12), "Басқа органға сұрау салынды", BOTH)
    content = paper.content
    assert paper.kind is PaperKind.EXTENSION_NOTICE and paper.number == "А-2026-Ұ-00001"
    assert isinstance(content, ExtensionContent) and content.reason.kk == "Басқа органға сұрау салынды"
    assert "05.10.2026" in str(content.rows) and "12.10.2026" in content.body.ru
    card = _card(office, key)
    assert card.service_due.day == date(2026, 10, 12) and card.extension_limit is None
    assert [line.reason for line in card.service_due.lines if line.begins.date() == date(2026, 10, 7)] == [
        DayReason.EXTENDED
    ]
    assert _row(desk, key).service_due_at == card.service_due.due
    assert card.notice_due is not None and card.notice_due.date() == date(2026, 9, 16)
    assert card.case.extension is not None and card.case.extension.paper == paper.key
    desk.printing.confirm(desk.session, paper.key, True)
    assert _card(office, key).notice_due is None


def test_pause_after_an_extension_moves_the_extended_end(office_2026: TestOffice) -> None:
    office, desk = office_2026, office_2026.desks["aigul"]
    key = _registered(office)
    desk.terms.extend(desk.session, key, date(2026, 10, 8), "Сұрау салынды", BOTH)
    desk.terms.pause(desk.session, key, "hearing")
    office.clock.advance(days=1)
    desk.terms.resume(desk.session, key)
    # the day of acceptance was not counted anyway, the next one is not counted any more
    assert _card(office, key).service_due.day == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (date(2026, 10, 5), "Сұрау", "E-390"),
        (date(2026, 10, 10), "Сұрау", "E-390"),
        (date(2026, 10, 15), "Сұрау", "E-390"),
        (date(2026, 10, 9), "  ", "E-379"),
    ],
    ids=["not later", "a Saturday", "beyond the limit", "no reason"],
)
def test_extension_that_the_act_does_not_allow(office_2026: TestOffice, until: date, reason: str, code: str) -> None:
    desk = office_2026.desks["aigul"]
    key = _registered(office_2026)
    with pytest.raises(UserError, match=code):
        desk.terms.extend(desk.session, key, until, reason, BOTH)
    assert _card(office_2026, key).case.extension is None


def test_term_is_extended_once_and_only_where_the_edition_says_so(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    old = _registered(office, edition=ASSISTANCE)
    assert _card(office, old).extension_limit is None
    with pytest.raises(UserError, match="E-377"):
        desk.terms.extend(desk.session, old, date(2019, 10, 1), "Сұрау", BOTH)
    office.clock.set(MONDAY)
    form = application(office.edition(ASSISTANCE_2026), Channel.CENTRE, invented_iin(72))
    key = desk.registrations.register(desk.session, command(form, office.clock), BOTH).case.key
    desk.terms.extend(desk.session, key, date(2026, 10, 9), "Сұрау", BOTH)
    with pytest.raises(UserError, match="E-378"):
        desk.terms.extend(desk.session, key, date(2026, 10, 12), "Сұрау", BOTH)


def _resolved(office: TestOffice) -> UUID:
    key = _registered(office, "kense", CERTIFICATE_2026, Channel.PROVIDER)
    head, executor = office.desks["bas"], office.desks["oryn"]
    head.routing.resolve(head.session, key, executor.session.member.key, "", BOTH)
    return key


def test_refusal_to_render_is_drafted_and_signed_by_two(office_2026: TestOffice) -> None:
    office, executor, head = office_2026, office_2026.desks["oryn"], office_2026.desks["bas"]
    key = _resolved(office)
    with pytest.raises(UserError, match="E-392"):
        executor.decisions.draft(executor.session, key, Outcome.NOT_RENDERED, (), ground="none")
    executor.decisions.draft(executor.session, key, Outcome.NOT_RENDERED, (), ground="unreliable")
    draft = head.decisions.preview(head.session, key, BOTH)
    assert isinstance(draft.content, RenderRefusalContent) and draft.content.draft
    paper = head.decisions.sign(head.session, key, PASSWORD, BOTH).paper
    rule = office.edition(CERTIFICATE_2026).render_refusal
    assert paper is not None and rule is not None
    assert (paper.kind, paper.title) == (PaperKind.RENDER_REFUSAL, rule.title)
    assert isinstance(paper.content, RenderRefusalContent) and paper.content.ground == rule.grounds[0][1]
    assert [row.title for row in paper.content.signatures] and not paper.content.draft
    card = _card(office, key, "kense")
    assert card.case.state is CaseState.READY and card.case.decision is not None
    assert card.case.decision.outcome is Outcome.NOT_RENDERED


def test_refusal_to_render_is_entered_from_the_letter(office_2026: TestOffice) -> None:
    desk = office_2026.desks["aigul"]
    key = _registered(office_2026)
    desk.routing.pass_on(desk.session, key)
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", BOTH)
    letter = Letter(Outcome.NOT_RENDERED, "77", date(2026, 9, 14), ground="")
    with pytest.raises(UserError, match="E-392"):
        desk.decisions.enter_result(desk.session, key, letter, BOTH)
    letter = Letter(Outcome.NOT_RENDERED, "77", date(2026, 9, 14), ground="requirements", signed_by="Ахметов А. Б.")
    paper = desk.decisions.enter_result(desk.session, key, letter, BOTH).paper
    assert paper is not None and paper.kind is PaperKind.RENDER_REFUSAL
    assert desk.decisions.evidence(desk.session, key) == ()


def test_old_edition_knows_no_refusal_to_render(office: TestOffice) -> None:
    desk = office.desks["aigul"]
    key = _registered(office, edition=ASSISTANCE)
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", BOTH)
    letter = Letter(Outcome.NOT_RENDERED, "77", date(2019, 9, 17), ground="unreliable", signed_by="Ахметов А. Б.")
    with pytest.raises(UserError, match="E-392"):
        desk.decisions.enter_result(desk.session, key, letter, BOTH)


def _lines(paper: Paper) -> WhyContent:
    assert paper.kind is PaperKind.WHY_SHEET and isinstance(paper.content, WhyContent)
    return paper.content


def test_sheet_of_a_case_has_every_day_with_its_reason(office_2026: TestOffice) -> None:
    office, desk = office_2026, office_2026.desks["aigul"]
    key = _registered(office)
    desk.terms.pause(desk.session, key, "hearing")
    standing = _lines(desk.why.of_case(desk.session, key, CaseClock.SERVICE, BOTH))
    assert any("14.09.2026" in warning.ru for warning in standing.warnings)
    office.clock.advance(days=1)
    desk.terms.resume(desk.session, key)
    paper = desk.why.of_case(desk.session, key, CaseClock.SERVICE, BOTH)
    content = _lines(paper)
    assert paper.number == "А-2026-М-00002" and paper.case == key
    days = [line.day for line in content.lines]
    assert days[0] == "14.09.2026" and days[-1] == "06.10.2026" and len(days) == len(set(days)) == 23
    assert [line.ordinal for line in content.lines if line.ordinal] == [str(number) for number in range(1, 16)]
    reasons = {line.day: line.reason.ru for line in content.lines}
    assert "приостановлен" in reasons["15.09.2026"] and reasons["19.09.2026"] == "выходной день"
    edition = office.edition(ASSISTANCE_2026)
    assert content.basis == edition.act
    assert "06.10.2026" in str(content.rows)
    step = _lines(desk.why.of_case(desk.session, key, CaseClock.STEP, PaperLanguage.KK))
    assert edition.channel(Channel.CENTRE).step("survey").title in [row.value for row in step.rows]
    assert paper.key in {row.key for row in _card(office, key).papers}


def test_sheet_of_a_check_names_the_person_and_belongs_to_no_case(office_2026: TestOffice) -> None:
    desk = office_2026.desks["aigul"]
    form = application(office_2026.edition(ASSISTANCE_2026), Channel.CENTRE, invented_iin(73))
    verdict = desk.intake.check(desk.session, form)
    paper = desk.why.of_check(desk.session, form, verdict.due, PaperLanguage.RU)
    content = _lines(paper)
    assert paper.case is None and "Әбдірахманов Нұрлан Ерікұлы" in str(content.rows)
    assert verdict.due.due.strftime("%d.%m.%Y") in str(content.rows)


def test_result_has_to_be_at_the_corporation_before_the_term_ends(office_2026: TestOffice) -> None:
    boss = office_2026.desks["basqaru"]
    desk = _corporation(office_2026)
    edition = office_2026.edition("home_schooling/2026-07-12")
    form = application(edition, Channel.STATE_CORPORATION, invented_iin(74))
    key = desk.registrations.register(desk.session, command(form, office_2026.clock), BOTH).case.key
    card = desk.register.card(desk.session, key)
    assert card.inner is not None and card.inner.step.code == "result"
    assert card.inner.by < card.service_due.due and card.waiting.by == card.waiting.due.due  # type: ignore[union-attr]
    office_2026.clock.advance(days=1)
    desk.routing.send(desk.session, (key,), "Бөлім", "courier", BOTH)
    card = desk.register.card(desk.session, key)
    assert card.inner is not None and card.waiting.due is not None
    first = min(card.inner.by, card.waiting.due.due)
    assert card.waiting.by == first and _row(desk, key).step_due_at == first
    assert boss.register.card(boss.session, key).inner == card.inner
    assert card.service_due.due - card.inner.by >= timedelta(hours=24)


def _corporation(office: TestOffice) -> Desk:
    """A clerk at a desk of the State Corporation, in the same records."""
    records, equipment = office.entrance._opened(), office.entrance._equipment
    place = replace(office.desks["basqaru"].session.office, kinds=(OfficeKind.STATE_CORPORATION,))
    return open_desk(Session(office.desks["aigul"].session.member, place), records, equipment)
