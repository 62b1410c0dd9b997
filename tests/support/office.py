"""An office that is both centre and provider, with the people who work in it. All people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from desk_app.bootstrap import Program, open_program
from desk_app.domain.application import (
    Applicant,
    Application,
    Consent,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
)
from desk_app.domain.completeness import demanded
from desk_app.domain.iin import make_iin
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import PrintState
from desk_app.domain.regulation import Channel, DocumentRule, ServiceEdition
from desk_app.domain.staff import OfficeKind, Role, Session
from desk_app.usecases.desk import Desk, open_desk
from desk_app.usecases.entrance import Entrance, Setup
from desk_app.usecases.intake import Command
from desk_app.usecases.office import NewMember, member_of
from desk_app.usecases.ports import PrinterInfo, PrintJob
from tests.support.clock import StandingClock

PASSWORD = "кәріз су алма 2019"
ASSISTANCE = "tsa_assignment/2018-03-23"
CERTIFICATE = "tsa_certificate/2018-03-23"
HOME_SCHOOLING = "home_schooling/2018-03-23"

STAFF = (
    ("aigul", "Сейітова", "Айгүл", "Маратқызы", (Role.CLERK,)),
    ("marat", "Қасымов", "Марат", "Ерланұлы", (Role.CLERK,)),
    ("kense", "Төлегенова", "Жұлдыз", "Сәкенқызы", (Role.CHANCELLERY,)),
    ("bas", "Әбенова", "Гүлнар", "Тұрсынқызы", (Role.HEAD,)),
    ("oryn", "Ысқақ", "Бауыржан", "Нұрланұлы", (Role.EXECUTOR,)),
)
HOUSEHOLD = (HouseholdMember("Әбдірахманов Нұрлан Ерікұлы", "өзі"),)
POSITION = Bilingual("маман", "специалист")
SUPERVISOR = NewMember("basqaru", "Ермекова", "Сәуле", "Қайратқызы", POSITION, (Role.SUPERVISOR,), PASSWORD)


@dataclass
class RecordingPrinter:
    """A printer port that keeps what it is given; stands in where the test is not about printing."""

    jobs: list[bytes] = field(default_factory=list)

    def printers(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo("Office", True, True),)

    def send(self, pdf: bytes, title: str, printer: str) -> PrintJob:
        self.jobs.append(pdf)
        return PrintJob(f"{printer}-{len(self.jobs)}", printer, PrintState.SENT)

    def follow(self, job: PrintJob) -> PrintJob:
        return job


def setup(
    kinds: tuple[OfficeKind, ...] = (OfficeKind.CENTRE, OfficeKind.PROVIDER),
    editions: tuple[str, ...] = (ASSISTANCE, CERTIFICATE, HOME_SCHOOLING),
) -> Setup:
    return Setup(
        name=Bilingual(
            "Қостанай қаласы әкімдігінің «Халықты жұмыспен қамту орталығы» коммуналдық мемлекеттік мекемесі",
            "Коммунальное государственное учреждение «Центр занятости населения» акимата города Костаная",
        ),
        kinds=kinds,
        region=Bilingual("Қостанай облысы", "Костанайская область"),
        place=Bilingual("Қостанай қаласы", "город Костанай"),
        zone="Asia/Qostanay",
        editions=editions,
        supervisor=SUPERVISOR,
    )


@dataclass
class TestOffice:
    """The office of a test: its program, its clock, and a desk for each of its people by sign-in name."""

    __test__ = False

    program: Program
    entrance: Entrance
    clock: StandingClock
    printer: RecordingPrinter
    recovery_code: str
    desks: dict[str, Desk]

    def close(self) -> None:
        self.entrance.close()

    def edition(self, edition_id: str) -> ServiceEdition:
        return self.desks["basqaru"].law.edition(edition_id)


def open_office(
    folder: Path,
    database: str = "",
    kinds: tuple[OfficeKind, ...] = (OfficeKind.CENTRE, OfficeKind.PROVIDER),
    clock: StandingClock | None = None,
    *,
    with_accounts: bool = False,
    editions: tuple[str, ...] = (ASSISTANCE, CERTIFICATE, HOME_SCHOOLING),
) -> TestOffice:
    """Set the office up in an empty folder (and an empty shared database, where one is named).

    Only the supervisor can open the local file, unless `with_accounts`: each further account costs a slow hash.
    """
    clock = clock if clock is not None else StandingClock()
    printer = RecordingPrinter()
    program = open_program(folder, database, clock=clock, printer=printer)
    entrance = program.entrance()
    first = entrance.set_up(setup(kinds, editions))
    desks = {SUPERVISOR.login: first.desk}
    if with_accounts:
        for login, surname, name, patronymic, roles in STAFF:
            new = NewMember(login, surname, name, patronymic, POSITION, roles, PASSWORD)
            first.desk.office.add_member(first.desk.session, new)
            desks[login] = entrance.sign_in(login, PASSWORD)
    else:
        desks |= _staff_without_own_key(first.desk, entrance)
    code = "" if first.recovery is None else first.recovery.content.code  # type: ignore[union-attr]  # a recovery sheet
    return TestOffice(program, entrance, clock, printer, code, desks)


def _staff_without_own_key(boss: Desk, entrance: Entrance) -> dict[str, Desk]:
    """The office's people at desks of their own, with one password hash for all of them."""
    records, equipment = entrance._opened(), entrance._equipment
    hashed = equipment.passwords.hash(PASSWORD)
    desks = {}
    with records.unit_of_work(boss.session.office.key, boss.session.member.key) as work:
        for login, surname, name, patronymic, roles in STAFF:
            new = NewMember(login, surname, name, patronymic, POSITION, roles, PASSWORD)
            member = member_of(new, boss.session.office.key)
            work.add_member(member, hashed)
            desks[login] = open_desk(Session(member, boss.session.office), records, equipment)
        work.commit()
    return desks


def invented_iin(serial: int, birth: date = date(1990, 1, 1), *, female: bool = False) -> str:
    """A valid IIN of nobody: the serial number picks one that both passes allow."""
    century = 3 if birth.year < 2000 else 5
    while True:
        try:
            return make_iin(f"{birth:%y%m%d}{century + female}{serial % 10_000:04}")
        except ValueError:
            serial += 1


def asked(edition: ServiceEdition, channel: Channel) -> tuple[DocumentRule, ...]:
    """What is asked of the applicant of `application`."""
    return demanded(edition, channel, frozenset(), HOUSEHOLD, date(2018, 5, 14))


def application(
    edition: ServiceEdition,
    channel: Channel,
    iin: str = "",
    *,
    name: PersonName | None = None,
    missing: tuple[str, ...] = (),
    undecided: tuple[str, ...] = (),
    expired: tuple[str, ...] = (),
    language: PaperLanguage = PaperLanguage.KK,
) -> Application:
    """A package in order, but for the documents named."""
    documents = []
    for rule in asked(edition, channel):
        state = DocumentState.SEEN
        if rule.code in missing:
            state = DocumentState.MISSING
        elif rule.code in expired:
            state = DocumentState.EXPIRED
        elif rule.code in undecided:
            state = DocumentState.UNDECIDED
        until = date(2018, 11, 1) if rule.code in expired else date(2029, 5, 14) if rule.expires else None
        documents.append(PresentedDocument(rule.code, state, 1 if state is DocumentState.SEEN else 0, until))
    return Application(
        edition=edition.id,
        channel=channel,
        applicant=Applicant(
            iin=iin or invented_iin(1),
            name=name or PersonName("Әбдірахманов", "Нұрлан", "Ерікұлы"),
            birth_date=date(1990, 1, 1),
            address="Қостанай қаласы, Әл-Фараби даңғылы, 112-үй, 27-пәтер",
            phone="+7 700 000 00 00",
            bank_account="KZ86125KZT5004100100",
            bank_name="«Қазпошта» АҚ",
        ),
        household=HOUSEHOLD,
        documents=tuple(documents),
        consent=Consent(True, edition.consent_version),
        language=language,
    )


def command(form: Application, clock: StandingClock, token: UUID | None = None) -> Command:
    return Command(form, token or new_key(), clock.now())


CERTIFICATE_FILE = Path(__file__).parents[2] / "resources/regulation/tsa_certificate/2018-03-23.toml"


def edition_with_priority(file: Path) -> bytes:
    """An edition of the office's own, from 24 January 2020 on, whose act lets veterans go first at every window."""
    first = (
        'priority = [{ code = "veterans", words = { kk = "соғыс ардагерлері", ru = "ветераны войны" }, '
        'source = { kk = "кеңсе актісі, 1-тармақ", ru = "акт офиса, пункт 1" } }]'
    )
    found = file.read_text(encoding="utf-8").replace("2018-03-23", "2020-01-24")
    found = found.replace("effective_to = 2020-01-23\n", "")
    return found.replace("fast_lane = false\n", f"fast_lane = false\n{first}\n").encode()


def with_name(form: Application, surname: str, name: str, patronymic: str = "") -> Application:
    return replace(form, applicant=replace(form.applicant, name=PersonName(surname, name, patronymic)))
