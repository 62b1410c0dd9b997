"""Every route of every edition, and the people who walk it, each doing only their own step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

from desk_app.domain.cases import Outcome
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.domain.regulation import Channel, ChannelRule, Refused, ServiceEdition, StepKind, StepRule
from desk_app.domain.staff import Actor, OfficeKind
from desk_app.usecases.decision import Letter
from desk_app.usecases.desk import Desk
from desk_app.usecases.grants import Grant
from desk_app.usecases.issuing import Receiver
from desk_app.usecases.routing import StepDone
from tests.support.office import PASSWORD, TestOffice, application, command, invented_iin
from tests.support.seeds import CATALOGUE

BOTH = PaperLanguage.BOTH
SIGNER = "Ахметов Асқар Болатұлы"
DESTINATION = "Жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"

LOGINS = {
    Actor.CENTRE_CLERK: "aigul",
    Actor.AKIM_CLERK: "aigul",
    Actor.CORPORATION_CLERK: "aigul",
    Actor.CHANCELLERY: "kense",
    Actor.PROVIDER_HEAD: "bas",
    Actor.AKIM: "bas",
    Actor.PROVIDER_EXECUTOR: "oryn",
    Actor.AKIM_EXECUTOR: "oryn",
}
MONDAYS = {"2018-03-23": date(2019, 9, 16), "2026-07-12": date(2026, 9, 14)}
"""A working Monday while the edition was worked by."""


@dataclass(frozen=True)
class Route:
    """One channel of one edition, in the one kind of office that has its desk."""

    edition: ServiceEdition
    rule: ChannelRule

    @property
    def kind(self) -> OfficeKind:
        return self.rule.channel.office_kind or OfficeKind.PROVIDER

    @property
    def name(self) -> str:
        return f"{self.edition.id}-{self.rule.channel.value}"

    @property
    def morning(self) -> datetime:
        """Ten o'clock in Kostanay, before any lunch."""
        day = MONDAYS[self.edition.id.split("/")[1]]
        hours = 6 if day < date(2024, 3, 1) else 5
        return datetime(day.year, day.month, day.day, 10, 0, tzinfo=timezone(timedelta(hours=hours)))

    def login(self, step: StepRule) -> str:
        """Whose step it is; of an organisation outside, whose desk enters its letter."""
        if step.actor is Actor.PROVIDER:
            return "kense" if self.rule.channel in (Channel.PROVIDER, Channel.PORTAL) else "aigul"
        return LOGINS[step.actor]


ROUTES = [Route(edition, rule) for edition in CATALOGUE.editions() for rule in edition.channels]


def register(office: TestOffice, route: Route, serial: int = 1) -> UUID:
    """Register an application in order on that channel, by whose step it is."""
    desk = office.desks[route.login(route.rule.steps[0])]
    form = application(office.edition(route.edition.id), route.rule.channel, invented_iin(serial))
    return desk.registrations.register(desk.session, command(form, office.clock), BOTH).case.key


def act(office: TestOffice, desk: Desk, route: Route, step: StepRule, key: UUID, scan: Path | None = None) -> object:
    """Try that step at that desk, whoever sits there and wherever the case is."""
    edition, session = route.edition, desk.session
    if step.kind is StepKind.PASS:
        return desk.routing.pass_on(session, key, "Учаскелік комиссия: № 14 қорытынды")
    if step.kind is StepKind.SEND:
        return desk.routing.send(session, (key,), DESTINATION, "courier", BOTH)
    if step.kind is StepKind.RESOLVE:
        return desk.routing.resolve(session, key, office.desks["oryn"].session.member.key, "Дайындаңыз", BOTH)
    if step.kind is StepKind.DRAFT:
        if edition.result.refused_is is Refused.NEGATIVE_CERTIFICATE:
            return desk.decisions.draft(session, key, Outcome.REFUSED, ())
        first = route.morning.date().replace(day=1)
        return desk.decisions.draft(session, key, Outcome.GRANTED, (), grant=Grant("21000", first))
    if step.kind is StepKind.SIGN:
        return desk.decisions.sign(session, key, PASSWORD, BOTH)
    if step.kind is StepKind.RESULT:
        day = office.clock.now().date()
        letter = Letter(Outcome.GRANTED, "412", day, "21000", day.replace(day=1), signed_by=SIGNER)
        return desk.decisions.enter_result(session, key, letter, BOTH, scan)
    assert step.kind is StepKind.HAND_OVER, step.kind
    return desk.issuing.hand_over(session, key, Receiver("Әбдірахманов Н. Е.", True))


def paper_of(done: object) -> Paper | None:
    """The paper a step left."""
    return done.paper if isinstance(done, StepDone) else done if isinstance(done, Paper) else None


def steps_to_walk(route: Route) -> tuple[StepRule, ...]:
    """What comes after registration."""
    kinds = [step.kind for step in route.rule.steps]
    registers = next(index for index, kind in enumerate(kinds) if kind in (StepKind.REGISTER, StepKind.ACCEPT))
    return route.rule.steps[registers + 1 :]


def walk(office: TestOffice, route: Route, key: UUID, until: str = "") -> None:
    """Do the steps one after the other; stop before the step of that code."""
    for step in steps_to_walk(route):
        if step.code == until:
            return
        act(office, office.desks[route.login(step)], route, step, key)
