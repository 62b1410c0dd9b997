"""The examination finds what is wrong, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, text

from desk_app.domain.application import PersonName
from desk_app.domain.language import PaperLanguage
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError
from desk_app.files import readable_by_others
from desk_app.progress import Progress, StoppedError
from desk_app.storage.doctor import SqlProbe
from desk_app.storage.queries import SqlQueries
from desk_app.usecases.doctor import Doctor, Report
from desk_app.usecases.doctor_server import ServerChecks
from desk_app.usecases.ports import PrinterInfo
from desk_app.usecases.ports_doctor import Computer, ServerAccess
from desk_app.usecases.ports_doctor import Connection as Connected
from tests.integration.conftest import Cluster
from tests.support.clock import StandingClock
from tests.support.office import SUPERVISOR, TestOffice, open_office
from tests.support.routes import ROUTES, Route, act, register, walk

BOSS = SUPERVISOR.login
CERTIFICATE = next(one for one in ROUTES if one.name == "tsa_certificate/2018-03-23-provider")
ASSIGNMENT = next(one for one in ROUTES if one.name == "tsa_assignment/2018-03-23-centre")
PLENTY = 10**12
OF_THE_PAST = {"editions", "calendar", "clock", "connection", "server_access"}
"""The office of the tests lives in 2019, and its server is one of the tests: it says so of itself nowhere else."""


class Ward:
    """An office, its records laid open, and a computer whose troubles are chosen."""

    def __init__(self, office: TestOffice) -> None:
        self.office = office
        self.boss = office.desks[BOSS]
        self.computer = Computer(lambda: (), lambda: True, lambda: PLENTY)

    def report(self, **changes: Any) -> Report:
        doctor = self.boss.doctor
        known = {name: getattr(doctor, f"_{name}") for name in (
            "law", "catalogue", "queries", "probe", "printer", "render", "clock")}  # fmt: skip
        return Doctor(**(known | {"computer": self.computer} | changes)).examine(self.boss.session)

    def found(self, **changes: Any) -> dict[str, list[str]]:
        """What each check said, but for what a clock of 2019 makes of it."""
        found: dict[str, list[str]] = {}
        for one in self.report(**changes).findings:
            assert one.todo.words(), one.check
            found.setdefault(one.check, []).append(one.what.words())
        return found

    def change(self, statement: str, **values: object) -> None:
        """Past the program, as somebody with the key could."""
        engine = self.boss.doctor._probe._engine  # type: ignore[attr-defined]  # SqlProbe
        with engine.execution_options(writes=True).connect() as connection:
            connection.begin()
            self._run(connection, statement, values)
            connection.commit()

    @staticmethod
    def _run(connection: Connection, statement: str, values: dict[str, object]) -> None:
        done = connection.execute(text(statement), values)
        assert done.rowcount, statement

    def key(self, value: UUID) -> object:
        """As this engine stores it."""
        from desk_app.storage.types import Key

        dialect = self.boss.doctor._probe._engine.dialect  # type: ignore[attr-defined]  # SqlProbe
        processor = Key().dialect_impl(dialect).bind_processor(dialect)
        return processor(value) if processor is not None else value

    def disable(self, login: str) -> None:
        self.boss.office.disable(self.boss.session, self.office.desks[login].session.member.key)


@pytest.fixture
def ward(office: TestOffice) -> Iterator[Ward]:
    yield Ward(office)


def settled(office: TestOffice) -> None:
    """Every paper is in hand."""
    for desk in office.desks.values():
        for row in desk.printing.unprinted(desk.session):
            desk.printing.confirm(desk.session, row.key, came_out=True)


def a_day(ward: Ward, route: Route = CERTIFICATE, serial: int = 1) -> UUID:
    """A case on its way, its papers made and in hand."""
    office = ward.office
    key = register(office, route, serial)
    walk(office, route, key, route.rule.steps[-1].code)
    boss = ward.boss
    for row in boss.register.card(boss.session, key).papers:
        boss.printing.pdf(boss.session, row.key)
    settled(office)
    return key


def test_nothing_is_found_where_nothing_is_wrong(ward: Ward) -> None:
    a_day(ward)
    assert set(ward.found()) <= OF_THE_PAST
    report = ward.report()
    assert report.papers >= 3
    assert len(report.checks) == len(set(report.checks)) == 19


def test_lists_and_people(ward: Ward) -> None:
    office = ward.office
    key, other = register(office, CERTIFICATE, 1), register(office, ASSIGNMENT, 4)
    act(office, office.desks["bas"], CERTIFICATE, CERTIFICATE.rule.step("resolve"), key)
    number, second = (ward.boss.register.card(ward.boss.session, one).case.number for one in (key, other))
    ward.disable("oryn")
    assert number in " ".join(ward.found()["work_lists"])
    for login in ("aigul", "marat"):
        ward.disable(login)
    said = ward.found()["work_lists"]
    assert len(said) == 2 and second in " ".join(said)


def test_terms_that_do_not_follow_from_the_acts(ward: Ward) -> None:
    office = ward.office
    key = register(office, CERTIFICATE, 1)
    assert "terms" not in ward.found()
    moved = (office.clock.now() + timedelta(days=300)).astimezone(UTC)
    due: object = moved
    if ward.boss.database == "local":
        due = moved.isoformat(timespec="microseconds").replace("+00:00", "Z")
    ward.change("UPDATE desk_case SET step_due_at = :due WHERE key = :key", due=due, key=ward.key(key))
    number = ward.boss.register.card(ward.boss.session, key).case.number
    assert number in ward.found()["terms"][0]


def test_journal_and_numbers(ward: Ward) -> None:
    a_day(ward)
    ward.change("UPDATE journal SET action = 'case.refused' WHERE action = 'case.registered'")
    assert len(ward.found()["journal"]) == 1
    ward.change("UPDATE journal_head SET seq = seq + 1")
    assert len(ward.found()["journal"]) == 2
    ward.change("UPDATE counter SET value = value + 3 WHERE series LIKE 'case%'")
    register(ward.office, CERTIFICATE, 4)
    assert ward.found()["numbers"]


def test_papers_nobody_saw_and_papers_that_changed(ward: Ward) -> None:
    office = ward.office
    register(office, CERTIFICATE, 1)
    assert "papers_unsettled" not in ward.found()
    office.clock.advance(days=4)
    assert "1" in ward.found()["papers_unsettled"][0]
    a_day(ward, serial=4)
    ward.change("UPDATE paper SET place_kk = 'Алматы' WHERE sha256 <> '' AND kind = 'resolution'")
    assert ward.found()["papers_sealed"]


def test_law(ward: Ward) -> None:
    """Nobody knows the calendar of 2062, and the adopted editions of 2018 have ceased by then."""
    ward.office.clock.advance(days=(datetime(2022, 9, 5, tzinfo=UTC) - ward.office.clock.now()).days)
    found = ward.found()
    repealed = [edition for edition in ward.boss.law.editions() if edition.effective_to is not None]
    ended = [one for one in repealed if one.effective_to is not None and one.effective_to.year < 2022]
    adopted = {one.edition for one in ward.boss.office.adoptions(ward.boss.session)}
    assert ("editions" in found) == bool(adopted & {one.id for one in ended})
    ward.office.clock.advance(days=365 * 40)
    assert "2062" in " ".join(ward.found()["calendar"])
    assert "editions" in ward.found()


def test_accounts_and_computer(ward: Ward) -> None:
    boss = ward.boss
    member = ward.office.desks["oryn"].session.member
    with ward.office.entrance._opened().unit_of_work(member.office, boss.session.member.key) as work:
        work.update_member(replace(member, roles=()))
        work.commit()
    assert "oryn" in ward.found()["accounts"][0]
    ward.computer = Computer(lambda: ("LiberationSerif-Bold.ttf",), lambda: None, lambda: 50 * 1024**2)
    found = ward.found()
    assert "LiberationSerif-Bold.ttf" in found["fonts"][0]
    assert "50" in found["disk"][0]
    assert len(found["printers"]) == 1
    ward.computer = replace(ward.computer, spooler_answers=lambda: True)
    assert "Samsung" in ward.found(printer=_Stopped())["printers"][0]


class _Stopped:
    def printers(self) -> tuple[PrinterInfo, ...]:
        return (PrinterInfo("Samsung", True, False),)


def test_clock_of_a_shared_server(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = ward.boss.doctor._probe
    assert (probe.server_time() is None) == (ward.boss.database == "local")
    assert "clock" not in ward.found()


def test_damaged_file_is_said(office: TestOffice, tmp_path: Path) -> None:
    ward = Ward(office)
    if ward.boss.database != "local":
        pytest.skip("the server looks after its own files")
    a_day(ward)
    ward.boss.doctor._probe.check_file()
    path = tmp_path / "tereze.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "file" in ward.found()


def test_stopped_and_forbidden(ward: Ward) -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(StoppedError):
        ward.boss.doctor.examine(ward.boss.session, progress)
    clerk = ward.office.desks["aigul"]
    assert not clerk.session.has(Role.SUPERVISOR)
    with pytest.raises(ForbiddenError, match="E-361"):
        clerk.doctor.examine(clerk.session)


def test_clock_that_was_turned_back(ward: Ward) -> None:
    a_day(ward)
    back = StandingClock(ward.office.clock.now() - timedelta(hours=5))
    (said, *_others) = ward.found(clock=back)["clock"]
    assert "." in said and ":" in said


def test_lists_that_did_not_come_back_and_lists_with_a_wrong_name(ward: Ward) -> None:
    office, clerk = ward.office, ward.office.desks["aigul"]
    key = register(office, ASSIGNMENT, 1)
    walk(office, ASSIGNMENT, key, next(step.code for step in ASSIGNMENT.rule.steps if step.kind.value == "send"))
    paper = clerk.routing.send(clerk.session, (key,), "Жұмыспен қамту бөлімі", "courier", PaperLanguage.KK)
    assert "lists" not in ward.found()
    office.clock.advance(minutes=1)
    form = clerk.register.card(clerk.session, key).case.application
    form = replace(form, applicant=replace(form.applicant, name=PersonName("Жүнісбекова", "Меруерт", "")))
    clerk.corrections.correct(clerk.session, key, form, "тегі қате жазылған")
    (wrong,) = ward.found()["lists"]
    office.clock.advance(days=5)
    late, same_wrong = ward.found()["lists"]
    assert paper.number in late and paper.number in wrong and late != wrong == same_wrong
    office.clock.advance(minutes=1)
    (sent,) = clerk.sent_lists.awaited(clerk.session)
    clerk.sent_lists.issue_anew(clerk.session, sent.list.key)
    clerk.sent_lists.mark_returned(clerk.session, sent.list.key)
    assert "lists" not in ward.found()


def test_one_person_who_drafts_and_signs(ward: Ward) -> None:
    head = ward.office.desks["bas"].session.member
    assert "accounts" not in ward.found()
    others = [desk.session.member for desk in ward.office.desks.values() if Role.EXECUTOR in desk.session.member.roles]
    with ward.office.entrance._opened().unit_of_work(head.office, ward.boss.session.member.key) as work:
        for member in others:
            work.update_member(replace(member, roles=tuple({*member.roles, Role.CLERK} - {Role.EXECUTOR})))
        work.update_member(replace(head, roles=(Role.HEAD, Role.EXECUTOR)))
        work.commit()
    assert head.login in ward.found()["accounts"][0]


def test_what_is_kept_and_who_can_read_it(ward: Ward, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "tereze.db").write_bytes(b"")
    (folder / "tereze.db").chmod(0o644)
    (folder / "vault.json").write_bytes(b"")
    (folder / "vault.json").chmod(0o600)
    folder.chmod(0o755)
    ward.computer = replace(ward.computer, readable_by_others=lambda: readable_by_others(folder))
    found = ward.found()
    assert "tereze.db" in found["files"][0] and "vault.json" not in found["files"][0]
    assert "privacy" not in found
    folder.chmod(0o700)
    assert "files" not in ward.found()
    ward.boss.attachments.allow_identity(ward.boss.session, True)
    assert len(ward.found()["privacy"]) == 1


def test_connection_in_the_clear_or_as_superuser(ward: Ward) -> None:
    state = ward.boss.doctor._probe.connection_state()
    assert (state is None) == (ward.boss.database == "local")

    class Probe:
        def __getattr__(self, name: str) -> Any:
            return getattr(ward.boss.doctor._probe, name)

        def connection_state(self) -> Connected:
            return Connected(is_encrypted=False, is_superuser=True)

    assert len(ward.found(probe=Probe())["connection"]) == 2


def test_what_a_person_has_to_see_to_is_no_weakness(ward: Ward) -> None:
    """Nobody else makes copies of the records; who may not read the server's rules is told so."""
    advice = ward.report().advice
    assert advice[0].check == "backup"
    assert ("vault.json" in advice[0].todo.words()) == (ward.boss.database == "local")
    if ward.boss.database == "local":
        assert len(advice) == 1
        assert "server_access" not in ward.found()


RULES = """\
local   all      all                  trust
host    all      desk   127.0.0.1/32  trust
host    all      clerk  127.0.0.1/32  scram-sha-256
hostssl all      all    10.0.0.0/8    scram-sha-256
host    elsewhere all   10.0.0.0/8    trust
host    all      all    10.0.0.0/8    scram-sha-256
hostnossl all    all    all           reject
host    all      all    192.168.0.0/16 scram-sha-256
"""


@pytest.mark.postgres
def test_rules_that_let_anybody_in_are_told_with_their_lines(tmp_path: Path, postgres_cluster: Cluster) -> None:
    """A rule of another database, of this computer, with TLS, or behind one that shuts all others out is none."""
    (postgres_cluster.data / "pg_hba.conf").write_text(RULES, encoding="ascii")
    admin = create_engine(postgres_cluster.url.replace("postgresql", "postgresql+psycopg"))
    with admin.connect() as connection:
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE ROLE clerk LOGIN PASSWORD 'x'"))
        connection.commit()
    admin.dispose()
    office = open_office(tmp_path, postgres_cluster.url)
    ward = Ward(office)
    trusting, clear = (one.what.words() for one in ward.report().findings if one.check == "server_access")
    assert "1: local all all trust, 2: host all desk 127.0.0.1 trust" in trusting and "elsewhere" not in trusting
    assert "6: host all all 10.0.0.0 scram-sha-256" in clear
    assert not any(f" {line}:" in clear for line in (3, 4, 5, 7, 8))
    assert "server_access" not in [one.check for one in ward.report().advice]
    office.close()
    # a login of its own may not read them, and the examination goes on
    ordinary = create_engine(postgres_cluster.url.replace("postgresql://desk@", "postgresql+psycopg://clerk:x@"))
    found = SqlProbe(ordinary, SqlQueries(ordinary)).server_access()
    ordinary.dispose()
    assert found == ServerAccess(False)

    class Probe:
        def __getattr__(self, name: str) -> Any:
            return getattr(ward.boss.doctor._probe, name)

        def server_access(self) -> ServerAccess:
            return ServerAccess(False)

    checks = ServerChecks(Probe())
    assert list(checks.access(ward.boss.session.office)) == []
    assert [one.check for one in checks.advice()] == ["backup", "server_access"]
