"""Every service through every channel, from the visitor's IIN to the paper in the hand: by keys, papers read back.

Everybody sits at a window of their own, as in an office. What comes through the portal is put into the folder of the
exchange as a file, for nobody types it; from the reading of the folder on it goes by keys like the rest.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from desk_app.domain import paper_texts
from desk_app.domain.cases import CaseState, Outcome
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.papers import Paper, PaperKind, PrintState
from desk_app.domain.regulation import Channel, Refused, StepKind
from desk_app.domain.staff import Actor, OfficeKind
from desk_app.usecases.ports import CaseRow
from tests.support.clock import StandingClock
from tests.support.colleagues import Colleagues, cheap_passwords
from tests.support.office import SUPERVISOR, TestOffice, open_office
from tests.support.route_keys import (
    ACCOUNT,
    AMOUNT_ON_PAPER,
    LETTER,
    NOTE,
    RESOLUTION,
    do_step,
    is_by_hand,
    offers_at_desk,
    read_folder,
    refuse_at_desk,
    register_at_desk,
    register_from_portal,
    send_through_portal,
)
from tests.support.routes import DESTINATION, ROUTES, SIGNER, Route, steps_to_walk
from tests.support.seeds import CATALOGUE
from tests.support.walks import Walk

pytestmark = pytest.mark.e2e

OFFICES = ((OfficeKind.CENTRE, OfficeKind.PROVIDER), (OfficeKind.AKIM,), (OfficeKind.STATE_CORPORATION,))
"""A centre with its provider under one roof, an akim's office, a front desk of the State Corporation."""


@dataclass(frozen=True)
class House:
    """An office on one day; walks of the same house meet the same people."""

    kinds: tuple[OfficeKind, ...]
    wording: str
    """Of its editions: what their names end with, the day from which they are worked by."""

    @property
    def morning(self) -> datetime:
        return next(route.morning for route in ROUTES if _house(route) == self)

    def __str__(self) -> str:
        return f"{'+'.join(self.kinds)}-{self.wording[:4]}"


def _house(route: Route) -> House:
    kinds = next(kinds for kinds in OFFICES if route.kind in kinds)
    return House(kinds, route.edition.id.split("/")[1])


def _turn(route: Route) -> int:
    return [other for other in ROUTES if other.rule.channel is route.rule.channel].index(route)


WALKS = sorted(
    (Walk(route, serial, _turn(route)) for serial, route in enumerate(ROUTES)), key=lambda walk: str(_house(walk.route))
)
"""Those of the same house one after the other."""
REFUSALS = [
    next(walk for walk in WALKS if walk.route.rule.channel is channel and walk.route.rule.refusal is not None)
    for channel in Channel
    if channel is not Channel.PORTAL
]
every_walk = pytest.mark.parametrize("walk", WALKS, ids=str)
one_of_each_channel = pytest.mark.parametrize("walk", REFUSALS, ids=str)


class Street:
    """Opens the house that is asked for, with its people, and closes the one before: people sign in once."""

    def __init__(self, qt: QApplication, folders: pytest.TempPathFactory) -> None:
        self._qt, self._folders = qt, folders
        self._house: House | None = None
        self._inside: Colleagues | None = None

    def enter(self, house: House) -> Colleagues:
        if self._inside is None or house != self._house:
            self.close()
            self._house, self._inside = house, Colleagues(self._qt, self._opened(house))
        return self._inside

    def close(self) -> None:
        inside, self._inside = self._inside, None
        if inside is not None:
            inside.leave()
            inside.office.close()

    def _opened(self, house: House) -> TestOffice:
        office = open_office(
            self._folders.mktemp(str(house)),
            kinds=house.kinds,
            clock=StandingClock(house.morning),
            with_accounts=True,
            editions=tuple(edition.id for edition in CATALOGUE.editions() if edition.id.endswith(house.wording)),
        )
        _import_recipients(office, house)
        return office


@pytest.fixture(scope="module")
def street(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with cheap_passwords():
        found = Street(qapp, tmp_path_factory)
        yield found
        found.close()


@pytest.fixture
def colleagues(street: Street, walk: Walk) -> Colleagues:
    """The people of the house where that channel has its desk."""
    return street.enter(_house(walk.route))


def _import_recipients(office: TestOffice, house: House) -> None:
    """Those whose certificate is to be positive are on the list of the provider."""
    lines = ["ЖСН;Аты-жөні;Отбасы;Басталуы;Аяқталуы"]
    for walk in WALKS:
        if _house(walk.route) == house and walk.outcome is Outcome.GRANTED:
            year = walk.route.morning.year
            lines.append(f"{walk.iin};{walk.name.full};{walk.serial};01.07.{year};30.09.{year}")
    boss = office.desks[SUPERVISOR.login]
    report = boss.recipients.read(boss.session, "alushylar.csv", "\n".join(lines).encode("utf-8-sig"))
    boss.recipients.import_list(boss.session, report)


@every_walk
def test_from_intake_to_hand_over(colleagues: Colleagues, walk: Walk) -> None:
    office, route = colleagues.office, walk.route
    printed_before = len(office.printer.jobs)
    number = _take_in(colleagues, walk)
    for step in steps_to_walk(route):
        office.clock.advance(minutes=1)
        person = colleagues.at(route.login(step))
        person.speak(walk.screen)
        do_step(person, walk, step, number)
    row = _case_row(office, number)
    _the_case_is_at_its_end(office, walk, row)
    papers = _papers(office, row)
    assert [paper.kind for paper in papers] == _kinds_expected(walk)
    jobs = office.printer.jobs[printed_before:]
    for paper in papers:
        pdf = _pdf(office, paper)
        is_from_portal = paper is papers[0] and not is_by_hand(route)
        assert is_from_portal or (pdf in jobs and paper.print_state is PrintState.CONFIRMED), paper.kind
        _paper_says(walk, paper, pdf, number)


@one_of_each_channel
def test_refusal_to_accept(colleagues: Colleagues, walk: Walk) -> None:
    """The same walk, on an earlier visit with a document too few. No case comes of it."""
    office = colleagues.office
    visitor = replace(walk, serial=walk.serial + 1000)
    clerk = colleagues.at(walk.route.login(walk.route.rule.steps[0]))
    clerk.speak(visitor.screen)
    number = refuse_at_desk(clerk, visitor)
    boss = office.desks[SUPERVISOR.login]
    found = boss.register.search(boss.session, visitor.iin)
    assert [(row.kind, row.number) for row in found] == [("refusal", number)]
    (row,) = [one for one in boss.day.papers(boss.session, boss.day.today(boss.session)) if one.number == number]
    paper = boss.printing.paper(row.key)
    pdf = _pdf(office, paper)
    assert (paper.kind, pdf) == (PaperKind.REFUSAL_RECEIPT, office.printer.jobs[-1])
    assert paper.print_state is PrintState.CONFIRMED
    refusal = visitor.route.rule.refusal
    assert refusal is not None
    _says_all(visitor, pdf, number, refusal.title)


def test_no_service_where_it_is_not_rendered(street: Street) -> None:
    """The desks of a house offer all they render and nothing else; what the portal sends beside that is set aside."""
    house = _house(next(walk.route for walk in WALKS if walk.route.rule.channel is Channel.CENTRE))
    here = [route for route in ROUTES if _house(route) == house and is_by_hand(route)]
    colleagues = street.enter(house)
    editions = [one for one in CATALOGUE.editions() if one.id.endswith(house.wording)]
    excluded = {(one.id, entry.channel) for one in editions for entry in one.not_rendered}
    offered = set()
    for login in {route.login(route.rule.steps[0]) for route in here}:
        clerk = colleagues.at(login)
        clerk.speak(Language.KK)
        offered |= offers_at_desk(clerk)
    assert offered == {(route.edition.id, route.rule.channel) for route in here}
    assert not offered & excluded and {channel for _edition, channel in offered} <= {one for _id, one in excluded}
    (edition,) = [one for one in editions if one.service == "tsa_assignment"]
    assert (edition.id, Channel.PORTAL) in excluded
    walk = next(one for one in WALKS if one.route.edition is edition)
    send_through_portal(colleagues.office, walk)
    clerk = colleagues.at("kense")
    clerk.speak(Language.RU)
    assert "портал" in read_folder(clerk, f"WALK-{walk.serial}")


def _take_in(colleagues: Colleagues, walk: Walk) -> str:
    """Register the application by keys; what comes through the portal lies in its folder before."""
    route, office = walk.route, colleagues.office
    login = route.login(route.rule.steps[0])
    if not is_by_hand(route):
        send_through_portal(office, walk)
    clerk = colleagues.at(login)
    clerk.speak(walk.screen)
    return register_at_desk(clerk, walk) if is_by_hand(route) else register_from_portal(clerk, walk)


def _case_row(office: TestOffice, number: str) -> CaseRow:
    boss = office.desks[SUPERVISOR.login]
    (row,) = [row for row in boss.register.search(boss.session, number) if row.number == number]
    return row


def _the_case_is_at_its_end(office: TestOffice, walk: Walk, row: CaseRow) -> None:
    boss = office.desks[SUPERVISOR.login]
    case = boss.register.card(boss.session, row.key).case
    route = walk.route
    assert (case.state, case.edition, case.channel) == (CaseState.DONE, route.edition.id, route.rule.channel)
    assert (case.application.applicant.name, case.application.applicant.iin) == (walk.name, walk.iin)
    assert [record.code for record in case.steps] == [step.code for step in route.rule.steps]
    by = [record.done_by for record in case.steps]
    assert by == [office.desks[route.login(step)].session.member.key for step in route.rule.steps]
    assert case.decision is not None and case.decision.outcome is walk.outcome
    for record, step in zip(case.steps, route.rule.steps, strict=True):
        if step.kind is StepKind.PASS:
            assert record.note == NOTE
        elif step.kind is StepKind.RESOLVE:
            assert record.executor == office.desks["oryn"].session.member.key
        elif step.kind is StepKind.HAND_OVER:
            assert record.note == (walk.name.full if walk.representative is None else walk.representative.words)
        letter = (LETTER, SIGNER) if step.actor is Actor.PROVIDER else ("", "")
        assert (record.letter_number, record.letter_signer) == letter
    if route.edition.needs_bank:
        assert case.application.applicant.bank_account == ACCOUNT


def _papers(office: TestOffice, row: CaseRow) -> list[Paper]:
    """In the order in which they were made."""
    boss = office.desks[SUPERVISOR.login]
    papers = [boss.printing.paper(line.key) for line in boss.register.card(boss.session, row.key).papers]
    return sorted(papers, key=lambda paper: paper.journal_seq)


def _pdf(office: TestOffice, paper: Paper) -> bytes:
    boss = office.desks[SUPERVISOR.login]
    return boss.printing.pdf(boss.session, paper.key)


def _kinds_expected(walk: Walk) -> list[PaperKind]:
    """One paper of acceptance, then what each step leaves."""
    is_certificate = walk.route.edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE
    result = PaperKind.CERTIFICATE if is_certificate else PaperKind.NOTIFICATION
    if walk.outcome is Outcome.NOT_RENDERED:
        result = PaperKind.RENDER_REFUSAL
    left = {
        StepKind.RESOLVE: PaperKind.RESOLUTION,
        StepKind.SEND: PaperKind.HAND_OVER_LIST,
        StepKind.SIGN: result,
        StepKind.RESULT: result,
    }
    accepted = PaperKind[walk.route.rule.acceptance.name]
    return [accepted, *(left[step.kind] for step in steps_to_walk(walk.route) if step.kind in left)]


def _paper_says(walk: Walk, paper: Paper, pdf: bytes, case_number: str) -> None:
    """Its number, whose it is, the title the edition gives it, and what was typed for it."""
    rule, result = walk.route.rule, walk.route.edition.result
    if paper.kind is PaperKind.RESOLUTION:
        _says_all(walk, pdf, case_number, paper_texts.RESOLUTION_TITLE, RESOLUTION)
    elif paper.kind is PaperKind.HAND_OVER_LIST:
        _says_all(walk, pdf, paper.number, paper_texts.HAND_OVER_TITLE, case_number, DESTINATION)
    elif paper.kind in (PaperKind.TALON, PaperKind.ACCEPTANCE_RECEIPT):
        _says_all(walk, pdf, case_number, rule.acceptance_title)
    else:
        title = result.granted if walk.outcome is Outcome.GRANTED else result.refused
        if walk.outcome is Outcome.NOT_RENDERED:
            render = walk.route.edition.render_refusal
            assert render is not None
            title = render.title
        wants_sum = paper.kind is PaperKind.NOTIFICATION and walk.outcome is Outcome.GRANTED
        _says_all(walk, pdf, paper.number, title, *((AMOUNT_ON_PAPER,) if wants_sum else ()))
        assert paper.number.startswith(walk.route.edition.letter)


def _says_all(walk: Walk, pdf: bytes, number: str, title: Bilingual, *typed: str) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    text = _plain(" ".join(page.extract_text() for page in reader.pages))
    for words in (number, walk.name.full, *typed):
        assert _plain(words) in text, words
    in_kazakh, in_russian = _plain(title.kk) in text, _plain(title.ru) in text
    expected = {PaperLanguage.KK: (True, False), PaperLanguage.RU: (False, True), PaperLanguage.BOTH: (True, True)}
    assert (in_kazakh, in_russian) == expected[walk.paper], (title, text)
    tongue = Language.RU if walk.paper is PaperLanguage.RU else Language.KK
    assert reader.trailer["/Root"]["/Lang"] == f"{tongue.value}-KZ"


def _plain(text: str) -> str:
    """Letters as they are read: without the lines' ends."""
    return " ".join(text.split()).casefold()


def test_every_channel_of_every_edition_is_walked_in_both_languages() -> None:
    walked = {(walk.route.edition.id, walk.route.rule.channel) for walk in WALKS}
    assert walked == {(one.id, rule.channel) for one in CATALOGUE.editions() for rule in one.channels}
    for channel in Channel:
        walks = [walk for walk in WALKS if walk.route.rule.channel is channel]
        assert {walk.screen for walk in walks} == set(Language), channel
        assert {walk.outcome for walk in walks} == set(Outcome), channel
        assert {walk.representative is None for walk in walks} == {True, False}, channel
    assert {walk.paper for walk in WALKS} == set(PaperLanguage)
