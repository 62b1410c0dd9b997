"""Who walks a route, in which languages, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.domain.application import PersonName
from desk_app.domain.cases import Outcome
from desk_app.domain.language import Language, PaperLanguage
from tests.support.office import invented_iin
from tests.support.routes import Route

PEOPLE = (
    ("Әбдірахманқожаев", "Нұрсұлтанбек", "Ерікжанұлы", date(1990, 1, 1)),
    ("Өтепбергенова", "Әйгерім", "Жақсылыққызы", date(1978, 3, 15)),
    ("Һәкімжанов", "Іңкәрбек", "Ұланғазыұлы", date(1992, 1, 30)),
    ("Жумагулова", "Гульбаршин", "", date(1985, 12, 31)),
)
"""Invented, like everybody here."""


@dataclass(frozen=True)
class Representative:
    """Who came in the applicant's place, with the papers that were shown."""

    name: PersonName
    document: str
    authority: str

    @property
    def words(self) -> str:
        """As the case keeps it."""
        return f"{self.name.full}; {self.document}; {self.authority}"


@dataclass(frozen=True)
class Walk:
    """A route with all that differs from walk to walk."""

    route: Route
    serial: int
    """Tells the visitors apart."""
    turn: int
    """Place among the walks of the same channel, which take the languages and the outcomes in turn."""

    @property
    def screen(self) -> Language:
        """Kazakh and Russian in turn."""
        return list(Language)[self.turn % 2]

    @property
    def paper(self) -> PaperLanguage:
        """The language of the screen; on every third walk both."""
        if self.turn % 3 == 2:
            return PaperLanguage.BOTH
        return PaperLanguage.KK if self.screen is Language.KK else PaperLanguage.RU

    @property
    def outcome(self) -> Outcome:
        """Of four walks two are granted, one is refused, and one is not rendered where the edition knows of that."""
        if self.turn % 4 == 2 and self.route.edition.render_refusal is not None:
            return Outcome.NOT_RENDERED
        return Outcome.REFUSED if self.turn % 4 == 3 else Outcome.GRANTED

    @property
    def representative(self) -> Representative | None:
        """Who takes the result for the applicant; nobody on two walks of three."""
        if self.turn % 3 != 1:
            return None
        name = PersonName(*PEOPLE[(self.serial + 1) % len(PEOPLE)][:3])
        return Representative(name, "Жеке куәлік № 012345678", "02.09.2019 сенімхат № 14-1126")

    @property
    def name(self) -> PersonName:
        return PersonName(*PEOPLE[self.serial % len(PEOPLE)][:3])

    @property
    def born(self) -> date:
        return PEOPLE[self.serial % len(PEOPLE)][3]

    @property
    def iin(self) -> str:
        return invented_iin(self.serial * 10 + 1, self.born, female=bool(self.serial % 2))

    def __str__(self) -> str:
        return f"{self.route.name}-{self.screen}-{self.paper}-{self.outcome}"
