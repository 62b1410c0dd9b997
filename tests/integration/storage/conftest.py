"""Records on both engines, with one office and three people in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from desk_app.domain.application import (
    Applicant,
    Application,
    Consent,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
    Representative,
    Sex,
)
from desk_app.domain.cases import Case, CaseState, StepRecord
from desk_app.domain.keys import new_key
from desk_app.domain.language import Bilingual, Language, PaperLanguage
from desk_app.domain.papers import Paper, PaperKind, ResultContent, Row, Signature
from desk_app.domain.regulation import Channel, Ground, Trait
from desk_app.domain.staff import Office, OfficeKind, Role, StaffMember
from desk_app.storage.engine import open_local, open_shared, upgrade
from desk_app.storage.queries import SqlQueries
from desk_app.storage.unit_of_work import SqlRecords, SqlUnitOfWork
from desk_app.usecases.ports import Refusal
from tests.support.clock import StandingClock

BOTH = Bilingual("қазақша", "по-русски")
IIN = "900101300017"
OTHER_IIN = "851212400025"
BEGINS = datetime(2019, 9, 15, 18, 0, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=1)


def office() -> Office:
    return Office(
        new_key(),
        Bilingual("Қостанай орталығы", "Центр Костаная"),
        (OfficeKind.CENTRE, OfficeKind.PROVIDER),
        Bilingual("Қостанай облысы", "Костанайская область"),
        Bilingual("Қостанай", "Костанай"),
        "Asia/Qostanay",
    )


def member(of: Office, login: str, surname: str, *roles: Role) -> StaffMember:
    return StaffMember(new_key(), of.key, login, surname, "Айгүл", "", BOTH, roles, Language.RU)


def application(iin: str = IIN, surname: str = "Әбдірахманов", **changes: Any) -> Application:
    full = Application(
        edition="tsa/2018",
        channel=Channel.CENTRE,
        applicant=Applicant(
            iin, PersonName(surname, "Нұрлан", "Ерікұлы"), date(1990, 1, 1), Sex.MALE, "Қостанай", "+7 700", "KZ86"
        ),
        traits=frozenset({Trait.REPRESENTATIVE, Trait.MINOR, Trait.RETURNEE}),
        representative=Representative(PersonName("Қасымов", "Ерлан"), "", "12", "нотариус", date(2020, 1, 1)),
        household=(HouseholdMember("Әбдірахманов Нұрлан", "өзі"), HouseholdMember("Қызы", "қызы", "101010600011")),
        documents=(PresentedDocument("id", DocumentState.SEEN, 2, date(2029, 5, 14)),),
        filling_faults=("sign",),
        consent=Consent(True, "1", datetime(2019, 9, 16, 4, 0, tzinfo=UTC)),
        language=PaperLanguage.BOTH,
    )
    return replace(full, **changes)


@dataclass
class Desk:
    """Records, reads and people of one office."""

    engine: Engine
    records: SqlRecords
    queries: SqlQueries
    clock: StandingClock
    office: Office
    clerk: StaffMember
    head: StaffMember
    executor: StaffMember
    series: list[int] = field(default_factory=list)

    def work(self, actor: StaffMember | None = None) -> SqlUnitOfWork:
        return self.records(self.office.key, (actor or self.clerk).key, "desk-1")

    def case(self, person: UUID, number: str, form: Application, **changes: Any) -> Case:
        key = new_key()
        at = changes.get("registered_at", self.clock.now())
        step = StepRecord(
            new_key(), key, "register", 1, at, at + timedelta(minutes=15), at, self.clerk.key, self.clerk.full_name
        )
        case = Case(
            key=key,
            office=self.office.key,
            number=number,
            service="tsa",
            edition=form.edition,
            edition_digest="ab" * 32,
            channel=form.channel,
            person=person,
            application=form,
            registered_at=at,
            registered_by=self.clerk.key,
            registered_by_name=self.clerk.full_name,
            service_due_at=at + timedelta(days=7),
            state=CaseState.OPEN,
            token=new_key(),
            steps=(step,),
        )
        return replace(case, **changes)

    def register(
        self, iin: str = IIN, surname: str = "Әбдірахманов", *, waiting: Role = Role.HEAD, **changes: Any
    ) -> Case:
        """Register one application with a number of its own and a row in the journal."""
        form = changes.pop("form", None) or application(iin, surname)
        with self.work() as work:
            person = work.save_person(form)
            number = f"А-2019-{work.numbers.take('case/tsa/2019'):05}"
            case = self.case(person, number, form, **changes)
            work.add_case(case)
            work.update_case(
                case.key,
                state=case.state,
                waiting_step="resolve",
                waiting_role=waiting,
                waiting_member=None,
                step_begins_at=case.registered_at,
                step_due_at=case.registered_at + timedelta(days=1),
            )
            work.journal.append("case.registered", subject=case.key, facts={"number": number})
            work.commit()
        return case

    def refuse(self, iin: str = IIN, surname: str = "Әбдірахманов", *, form: Application | None = None) -> Refusal:
        form = form or application(iin, surname)
        with self.work() as work:
            refusal = Refusal(
                key=new_key(),
                office=self.office.key,
                number=f"А-2019-Қ-{work.numbers.take('refusal/tsa/2019'):05}",
                person=work.save_person(form),
                application=form,
                service="tsa",
                edition=form.edition,
                edition_digest="ab" * 32,
                channel=form.channel,
                grounds=(Ground.INCOMPLETE, Ground.EXPIRED),
                gaps=("id", "income"),
                refused_at=work.now(),
                refused_by=self.clerk.key,
                refused_by_name=self.clerk.full_name,
                token=new_key(),
            )
            work.add_refusal(refusal)
            work.journal.append("application.refused", subject=refusal.key)
            work.commit()
        return refusal

    def paper(self, case: Case | None = None, refusal: Refusal | None = None) -> Paper:
        return Paper(
            key=new_key(),
            office=self.office.key,
            kind=PaperKind.CERTIFICATE,
            number="А-2019-Н-00001",
            title=BOTH,
            language=PaperLanguage.BOTH,
            office_name=self.office.name,
            place=self.office.place,
            issued_at=self.clock.now().astimezone(BEGINS.tzinfo),
            issued_by=self.clerk.key,
            journal_seq=1,
            journal_code="ABCD-EFGH-IJKL",
            content=ResultContent((Row(BOTH, BOTH, True),), (BOTH,), BOTH, (Signature(BOTH, "А"),), (), True),
            case=case.key if case else None,
            refusal=refusal.key if refusal else None,
        )


def furnish(engine: Engine) -> Desk:
    clock = StandingClock()
    records, place = SqlRecords(engine, clock, fixed_time=True), office()
    clerk = member(place, "Aigul", "Сейітова", Role.CLERK)
    head = member(place, "bas", "Әбенова", Role.HEAD, Role.SUPERVISOR)
    executor = member(place, "oryn", "Ысқақ", Role.EXECUTOR)
    with records(place.key, None) as work:
        work.add_office(place)
        for one in (clerk, head, executor):
            work.add_member(one, "hash of " + one.login)
        work.journal.append("office.set_up")
        work.commit()
    return Desk(engine, records, SqlQueries(engine), clock, place, clerk, head, executor)


@pytest.fixture
def key() -> bytes:
    return os.urandom(32)


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path, key: bytes) -> Iterator[Engine]:
    """An empty, upgraded set of records."""
    if request.param == "local":
        made = open_local(tmp_path / "tereze.db", key)
    else:
        made = open_shared(request.getfixturevalue("postgres_database"))
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return furnish(engine)


@pytest.fixture
def local(tmp_path: Path, key: bytes) -> Iterator[Desk]:
    engine = open_local(tmp_path / "tereze.db", key)
    upgrade(engine)
    yield furnish(engine)
    engine.dispose()


@pytest.fixture
def shared(postgres_database: str) -> Iterator[Desk]:
    engine = open_shared(postgres_database)
    upgrade(engine)
    yield furnish(engine)
    engine.dispose()
