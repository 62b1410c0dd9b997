"""A wrong step is taken back: by whom, where the case goes then, what becomes of its papers and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.cases import Case, CaseState
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.domain.regulation import StepKind
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.journals import JournalKind, Request
from desk_app.usecases.ports import DayFigure
from desk_app.usecases.register import CaseCard
from tests.support.clock import StandingClock
from tests.support.office import SUPERVISOR, TestOffice, open_office
from tests.support.routes import BOTH, DESTINATION, ROUTES, Route, act, paper_of, register, steps_to_walk, walk

BOSS = SUPERVISOR.login
LONG = [route for route in ROUTES if route.name in (
    "tsa_assignment/2026-07-12-centre", "tsa_assignment/2026-07-12-akim", "maslikhat_aid/2026-07-12-provider",
    "tsa_certificate/2018-03-23-provider", "home_schooling/2018-03-23-state_corporation",
    "housing_aid/2026-07-12-portal",
)]  # fmt: skip
RESULTS = (PaperKind.CERTIFICATE, PaperKind.NOTIFICATION, PaperKind.RENDER_REFUSAL)
REASON = "Басқа істің хаты енгізілген"


def route_named(name: str) -> Route:
    return next(route for route in ROUTES if route.name == name)


ASSIGNMENT = route_named("tsa_assignment/2026-07-12-centre")
AID = route_named("maslikhat_aid/2026-07-12-provider")
CERTIFICATE = route_named("tsa_certificate/2018-03-23-provider")


@dataclass
class Walked:
    """A case on its way, and the office it is in."""

    office: TestOffice
    route: Route
    key: UUID

    def card(self) -> CaseCard:
        desk = self.office.desks[BOSS]
        return desk.register.card(desk.session, self.key)

    def case(self) -> Case:
        return self.card().case

    def do(self, code: str) -> object:
        step = self.route.rule.step(code)
        return act(self.office, self.office.desks[self.route.login(step)], self.route, step, self.key)

    def take_back(self, login: str, reason: str = REASON) -> None:
        desk = self.office.desks[login]
        desk.undoing.take_back(desk.session, self.key, reason)

    def lists(self) -> dict[str, bool]:
        """Who has the case in their list of work."""
        found = {}
        for login, desk in self.office.desks.items():
            found[login] = self.key in {row.key for row in desk.register.my_work(desk.session)}
        return found


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def begin(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Walked]]:
    """Opens an office of the route's kind and walks to a step."""
    opened: list[TestOffice] = []

    def make(route: Route, until: str = "", serial: int = 1) -> Walked:
        if not opened:
            database = request.getfixturevalue("postgres_database") if request.param == "shared" else ""
            opened.append(open_office(tmp_path, database, (route.kind,), StandingClock(route.morning)))
        key = register(opened[0], route, serial)
        if until:
            walk(opened[0], route, key, until)
        return Walked(opened[0], route, key)

    yield make
    for office in opened:
        office.close()


@pytest.mark.parametrize("route", LONG, ids=[route.name for route in LONG])
def test_every_step_is_taken_back_and_done_again(route: Route, begin: Callable[..., Walked]) -> None:
    """State, list, clocks are as before each step; the paper is void and keeps its number; the next one is new."""
    walked = begin(route)
    for step in steps_to_walk(route):
        walked.office.clock.advance(minutes=3)
        before, lists = walked.card(), walked.lists()
        first = paper_of(walked.do(step.code))
        assert walked.case().steps[-1].code == step.code
        by = "bas" if step.kind is StepKind.SIGN else BOSS
        walked.office.clock.advance(minutes=3)
        walked.take_back(by)
        after = walked.card()
        assert (after.waiting.step, after.waiting.due, after.service_due) == (
            before.waiting.step,
            before.waiting.due,
            before.service_due,
        )
        assert walked.lists() == lists
        assert (after.case.state, after.case.steps) == (before.case.state, before.case.steps)
        assert after.case.decision == before.case.decision
        undone = after.case.undone[-1]
        assert (undone.record.code, undone.reason, undone.at) == (step.code, REASON, walked.office.clock.now())
        assert undone.by == walked.office.desks[by].session.member.key
        second = paper_of(walked.do(step.code))
        if first is not None and second is not None:
            rows = {row.key: row for row in walked.card().papers}
            void = rows[first.key].void
            assert void is not None and (void.reason, void.at) == (REASON, undone.at)
            assert rows[second.key].void is None
            assert first.number != second.number
    assert walked.case().state is CaseState.DONE
    assert len(walked.case().undone) == len(steps_to_walk(route))


def test_registration_stands(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT)
    for login in ("aigul", BOSS, "bas"):
        with pytest.raises(ForbiddenError, match="E-461"):
            walked.take_back(login)


def test_no_reason_nothing_is_taken_back(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT, "send")
    with pytest.raises(UserError, match="E-460"):
        walked.take_back("aigul", "   ")
    assert walked.case().steps[-1].code == "survey"


@pytest.mark.parametrize("route", LONG, ids=[route.name for route in LONG])
def test_only_who_did_it_or_the_supervisor(route: Route, begin: Callable[..., Walked]) -> None:
    """Everybody tries after every step; of a signature only the head, though the supervisor may take back all else."""
    walked = begin(route)
    for step in steps_to_walk(route):
        walked.do(step.code)
        owner = route.login(step)
        signed = step.kind is StepKind.SIGN
        allowed = {owner} if signed else {owner, BOSS}
        for login in walked.office.desks:
            if login not in allowed:
                with pytest.raises(ForbiddenError, match="E-463" if signed else "E-462"):
                    walked.take_back(login)
        card_of = {login: desk.register.card(desk.session, walked.key) for login, desk in walked.office.desks.items()}
        assert {login for login, card in card_of.items() if card.may_take_back} == allowed
        assert walked.case().steps[-1].code == step.code


def test_result_in_the_applicant_s_hand_is_not_taken_back(begin: Callable[..., Walked]) -> None:
    walked = begin(AID, "hand_over")
    desk = walked.office.desks["kense"]
    result = next(row for row in walked.card().papers if row.kind in RESULTS)
    desk.printing.print(desk.session, result.key, "Office")
    walked.do("hand_over")
    for login in ("kense", BOSS, "bas"):
        with pytest.raises(ForbiddenError, match=r"E-46[24]"):
            walked.take_back(login)
    assert walked.case().state is CaseState.DONE


def test_hand_over_by_mistake_opens_the_case_again(begin: Callable[..., Walked]) -> None:
    """The result never went to a printer: nothing was given. The day page does not count it any more."""
    walked = begin(AID)
    walk(walked.office, AID, walked.key)
    desk = walked.office.desks["kense"]
    boss = walked.office.desks[BOSS]
    today = desk.day.today(desk.session)
    assert boss.day.counts(boss.session, today).figures[DayFigure.ISSUED] == 1
    walked.take_back("kense")
    assert walked.case().state is CaseState.READY
    assert boss.day.counts(boss.session, today).figures[DayFigure.ISSUED] == 0
    assert boss.day.counts(boss.session, today).figures[DayFigure.READY] == 1


def test_second_open_case_of_the_person_keeps_the_first_closed(begin: Callable[..., Walked]) -> None:
    walked = begin(AID)
    walk(walked.office, AID, walked.key)
    register(walked.office, AID)
    with pytest.raises(UserError, match="E-103"):
        walked.take_back(BOSS)
    assert walked.case().state is CaseState.DONE


def test_void_paper_is_seen_and_not_printed_or_saved(begin: Callable[..., Walked], tmp_path: Path) -> None:
    walked = begin(CERTIFICATE, "draft")
    desk = walked.office.desks["bas"]
    paper = next(row for row in walked.card().papers if row.kind is PaperKind.RESOLUTION)
    assert paper.key in {row.key for row in desk.printing.unprinted(desk.session)}
    walked.take_back("bas")
    assert paper.key not in {row.key for row in desk.printing.unprinted(desk.session)}
    assert desk.printing.pages(desk.session, paper.key)
    jobs = len(walked.office.printer.jobs)
    with pytest.raises(ForbiddenError, match="E-466"):
        desk.printing.print(desk.session, paper.key, "Office")
    with pytest.raises(ForbiddenError, match="E-466"):
        desk.printing.save(desk.session, paper.key, tmp_path / "void.pdf")
    assert len(walked.office.printer.jobs) == jobs
    assert not (tmp_path / "void.pdf").exists()
    assert desk.printing.paper(paper.key).print_state is PrintState.NOT_PRINTED


def test_list_of_several_packages_is_marked_for_the_one_taken_back(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT, "send")
    other = begin(ASSIGNMENT, "send", serial=2)
    desk = walked.office.desks["aigul"]
    paper = desk.routing.send(desk.session, (walked.key, other.key), DESTINATION, "courier", BOTH)
    walked.take_back("aigul")
    mine = next(row for row in walked.card().papers if row.key == paper.key)
    theirs = next(row for row in other.card().papers if row.key == paper.key)
    assert (mine.is_struck, theirs.is_struck, mine.void) == (True, False, None)
    other.take_back("aigul")
    assert next(row for row in other.card().papers if row.key == paper.key).void is not None
    again = desk.routing.send(desk.session, (walked.key, other.key), DESTINATION, "courier", BOTH)
    assert again.number != paper.number


def test_stopped_clock_keeps_the_step(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT, "send")
    desk = walked.office.desks["aigul"]
    desk.terms.pause(desk.session, walked.key, "hearing")
    with pytest.raises(ForbiddenError, match="E-371"):
        walked.take_back("aigul")


def test_time_the_clock_stood_stays_reckoned_in(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT)
    desk = walked.office.desks["aigul"]
    before = walked.card().service_due.due
    walked.do("survey")
    desk.terms.pause(desk.session, walked.key, "hearing")
    walked.office.clock.advance(days=1)
    desk.terms.resume(desk.session, walked.key)
    walked.take_back("aigul")
    assert walked.card().service_due.due - before == timedelta(days=1)


def test_window_that_shows_an_older_step_takes_nothing_back(begin: Callable[..., Walked]) -> None:
    walked = begin(ASSIGNMENT, "send")
    boss = walked.office.desks[BOSS]
    seen = walked.case().steps[-1].key
    walked.do("send")
    with pytest.raises(ForbiddenError, match="E-360"):
        boss.undoing.take_back(boss.session, walked.key, REASON, seen)
    assert walked.case().steps[-1].code == "send"


def test_case_of_another_office_is_not_there(begin: Callable[..., Walked], tmp_path: Path) -> None:
    walked = begin(ASSIGNMENT, "send")
    other = open_office(tmp_path / "other", "", (ASSIGNMENT.kind,), StandingClock(ASSIGNMENT.morning))
    stranger = other.desks[BOSS]
    try:
        with pytest.raises(UserError, match="E-340"):
            walked.office.desks["aigul"].undoing.take_back(stranger.session, walked.key, REASON)
    finally:
        other.close()


def test_taking_back_is_journaled_without_the_words(begin: Callable[..., Walked]) -> None:
    walked = begin(CERTIFICATE, "draft")
    number = next(row.number for row in walked.card().papers if row.kind is PaperKind.RESOLUTION)
    walked.take_back("bas")
    desk = walked.office.desks[BOSS]
    records = walked.office.entrance._opened()
    entry = next(e for e in records.queries.journal(desk.session.office.key) if e.action == "step.taken_back")
    assert number in entry.body.decode() and REASON not in entry.body.decode()


def test_journal_of_papers_names_the_void_one_and_hands_over_only_the_other(begin: Callable[..., Walked]) -> None:
    walked = begin(CERTIFICATE, "hand_over")
    walked.take_back("bas")
    walked.do("sign")
    walked.do("hand_over")
    desk = walked.office.desks["kense"]
    day = desk.journals.today(desk.session)
    journal = desk.journals.compose(desk.session, Request(JournalKind.PAPERS, day, day), PaperLanguage.RU)
    results = [line for line in journal.lines if any("справк" in str(cell).lower() for cell in line)]
    said = [("НЕДЕЙСТВИТЕЛЬНО" in line, any("Әбдірахманов Н. Е." in str(cell) for cell in line)) for line in results]
    assert said == [(True, False), (False, True)]
