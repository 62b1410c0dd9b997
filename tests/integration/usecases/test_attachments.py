"""Scans of a case: what is taken, from whom, what is refused in words, and what becomes of a wrong one."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desk_app.domain import attachments as limits
from desk_app.domain.attachments import FileKind, Subject
from desk_app.domain.cases import Outcome
from desk_app.domain.keys import new_key
from desk_app.domain.staff import Role
from desk_app.errors import ForbiddenError, UserError
from desk_app.usecases.attachments import NewScan
from desk_app.usecases.decision import Letter
from desk_app.usecases.office import NewMember
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD, POSITION, SUPERVISOR, TestOffice, open_office
from tests.support.routes import BOTH, ROUTES, SIGNER, act, register, walk

BOSS = SUPERVISOR.login
ROUTE = next(route for route in ROUTES if route.name == "tsa_assignment/2026-07-12-centre")


def pdf_bytes(pages: int = 1, *, password: str = "", size: tuple[float, float] = A4) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=size, encrypt=password or None)
    for number in range(pages):
        canvas.drawString(60, 60, f"page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def png_bytes(width: int = 40, height: int = 60, *, told: tuple[int, int] | None = None) -> bytes:
    """A grey picture; `told` is what its head says instead of its size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", *(told or (width, height)), 8, 0, 0, 0, 0)
    lines = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def jpeg_bytes() -> bytes:
    made = io.BytesIO()
    document = pypdfium2.PdfDocument(pdf_bytes())
    document[0].render(scale=0.3).to_pil().save(made, "JPEG")
    document.close()
    return made.getvalue()


@dataclass
class Desk:
    office: TestOffice
    key: UUID
    folder: Path
    files: int = field(default=0)

    def file(self, content: bytes, name: str = "") -> Path:
        self.files += 1
        path = self.folder / (name or f"скан {self.files}.bin")
        path.write_bytes(content)
        return path

    def attach(
        self, content: bytes, login: str = "aigul", subject: Subject = Subject.DOCUMENT, name: str = ""
    ) -> limits.Attachment:
        desk = self.office.desks[login]
        scan = NewScan(self.file(content, name), subject, "Өтініш")
        return desk.attachments.attach(desk.session, self.key, scan)

    def entries(self, action: str) -> list[str]:
        queries = self.office.entrance._opened().queries
        journal = queries.journal(self.office.desks[BOSS].session.office.key)
        return [entry.body.decode() for entry in journal if entry.action == action]


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    database = request.getfixturevalue("postgres_database") if request.param == "shared" else ""
    office = open_office(tmp_path / "office", database, (ROUTE.kind,), StandingClock(ROUTE.morning))
    yield Desk(office, register(office, ROUTE), tmp_path)
    office.close()


@pytest.mark.parametrize(
    ("make", "kind", "pages"),
    [(lambda: pdf_bytes(3), FileKind.PDF, 3), (jpeg_bytes, FileKind.JPEG, 1), (png_bytes, FileKind.PNG, 1)],
)
def test_scan_is_kept_byte_for_byte_and_shown(
    desk: Desk, make: Callable[[], bytes], kind: FileKind, pages: int
) -> None:
    """The name says nothing: a picture called .pdf is a picture."""
    content = make()
    made = desk.attach(content, name="құжат.pdf")
    assert (made.kind, made.pages, made.size) == (kind, pages, len(content))
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    me = desk.office.desks["marat"]
    assert me.attachments.of_case(desk.key) == (made,)
    assert me.register.card(me.session, desk.key).scans == (made,)
    opened = me.attachments.open(me.session, made.key)
    assert opened.content == content
    for page in range(pages):
        shown = me.attachments.picture(opened, page, 300)
        assert abs(shown.width - 300) <= 1
        assert len(shown.rgb) == shown.width * shown.height * 3
    assert any(made.sha256 in body for body in desk.entries("attachment.added"))
    assert any(str(made.key) in body for body in desk.entries("attachment.opened"))


HOSTILE = {
    "text": (b"no picture at all", "E-480"),
    "empty": (b"", "E-480"),
    "program": (b"MZ" + bytes(400), "E-480"),
    "head of a PDF": (b"%PDF-1.7\n", "E-481"),
    "PDF cut off": (pdf_bytes(5)[:300], "E-481"),
    "PDF of noise": (b"%PDF-1.7\n" + os.urandom(5000), "E-481"),
    "locked PDF": (pdf_bytes(password="123"), "E-482"),
    "PDF of many pages": (pdf_bytes(limits.MOST_PAGES + 1), "E-483"),
    "PDF of thousands of pages": (pdf_bytes(3000), "E-483"),
    "PDF with a huge page": (pdf_bytes(size=(14000, 14000)), "E-484"),
    "PNG that unpacks to gigabytes": (png_bytes(told=(60_000, 60_000)), "E-484"),
    "PNG cut off": (png_bytes(400, 400)[:200], "E-481"),
    "PNG of no size": (png_bytes(told=(0, 60)), "E-481"),
    "JPEG of three bytes": (b"\xff\xd8\xff", "E-481"),
    "JPEG cut off": (jpeg_bytes()[:600], "E-481"),
    "JPEG without an end of lengths": (b"\xff\xd8\xff\xe0\x00\x00" * 500, "E-481"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_words(desk: Desk, name: str) -> None:
    content, code = HOSTILE[name]
    with pytest.raises(UserError, match=code) as refused:
        desk.attach(content)
    assert refused.value.what and refused.value.todo
    assert desk.office.desks[BOSS].attachments.of_case(desk.key) == ()


def test_file_too_large_is_not_even_read(desk: Desk) -> None:
    """A sparse file of a terabyte: reading it would end the program."""
    path = desk.file(b"%PDF-")
    with path.open("r+b") as file:
        file.truncate(2**40)
    me = desk.office.desks["aigul"]
    with pytest.raises(UserError, match="E-471"):
        me.attachments.attach(me.session, desk.key, NewScan(path, Subject.OTHER))


def test_what_is_no_file_is_not_read(desk: Desk) -> None:
    me = desk.office.desks["aigul"]
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    for path in (desk.folder, pipe, Path("/dev/zero"), desk.folder / "жоқ.pdf"):
        with pytest.raises(UserError, match="E-470"):
            me.attachments.attach(me.session, desk.key, NewScan(path, Subject.OTHER))


def test_scans_of_a_case_have_a_limit_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Void ones count too: they are kept."""
    content = pdf_bytes()
    monkeypatch.setattr("desk_app.usecases.attachments.MOST_BYTES_OF_CASE", len(content) * 2)
    me = desk.office.desks["aigul"]
    first = desk.attach(content)
    me.attachments.void(me.session, first.key, "Қате бет")
    desk.attach(content)
    with pytest.raises(UserError, match="E-472"):
        desk.attach(content)


def test_limits_are_those_of_the_rule() -> None:
    assert (limits.MOST_BYTES_OF_FILE, limits.MOST_BYTES_OF_CASE) == (10 * 2**20, 50 * 2**20)


def test_copies_of_identity_documents_are_off_until_the_supervisor_switches_them_on(desk: Desk) -> None:
    boss = desk.office.desks[BOSS]
    with pytest.raises(ForbiddenError, match="E-473") as refused:
        desk.attach(pdf_bytes(), subject=Subject.IDENTITY)
    assert "identity documents" in refused.value.what
    with pytest.raises(ForbiddenError, match="E-473"):
        desk.attach(pdf_bytes(), BOSS, Subject.IDENTITY)
    for login, one in desk.office.desks.items():
        if login != BOSS:
            with pytest.raises(ForbiddenError, match="E-361"):
                one.attachments.allow_identity(one.session, True)
    assert not boss.attachments.takes_identity(boss.session)
    boss.attachments.allow_identity(boss.session, True)
    assert desk.attach(pdf_bytes(), subject=Subject.IDENTITY).subject is Subject.IDENTITY
    boss.attachments.allow_identity(boss.session, False)
    with pytest.raises(ForbiddenError, match="E-473"):
        desk.attach(pdf_bytes(), subject=Subject.IDENTITY)
    assert ['"on":true' in body for body in desk.entries("office.identity_copies")] == [True, False]


def test_wrong_scan_becomes_void_and_stays(desk: Desk) -> None:
    made = desk.attach(pdf_bytes())
    for login in ("marat", "kense", "bas", "oryn"):
        other = desk.office.desks[login]
        with pytest.raises(ForbiddenError, match="E-476"):
            other.attachments.void(other.session, made.key, "Қате")
    me, boss = desk.office.desks["aigul"], desk.office.desks[BOSS]
    with pytest.raises(UserError, match="E-475"):
        me.attachments.void(me.session, made.key, " ")
    void = me.attachments.void(me.session, made.key, "Басқа адамның құжаты").void
    assert void is not None
    assert (void.reason, void.by_name) == ("Басқа адамның құжаты", me.session.member.full_name)
    assert hashlib.sha256(me.attachments.open(me.session, made.key).content).hexdigest() == made.sha256
    with pytest.raises(UserError, match="E-477"):
        boss.attachments.void(boss.session, made.key, "Тағы")
    assert any(made.sha256 in body for body in desk.entries("attachment.voided"))
    second = desk.attach(png_bytes())
    boss.attachments.void(boss.session, second.key, "Оқылмайды")
    assert [one.void is not None for one in me.attachments.of_case(desk.key)] == [True, True]


def test_administrator_of_accounts_has_no_business_with_scans(desk: Desk) -> None:
    boss = desk.office.desks[BOSS]
    made = desk.attach(pdf_bytes())
    new = NewMember("admin", "Сәрсен", "Ерлан", "", POSITION, (Role.ADMINISTRATOR,), PASSWORD)
    boss.office.add_member(boss.session, new)
    admin = desk.office.entrance.sign_in("admin", PASSWORD)
    scan = NewScan(desk.file(pdf_bytes()), Subject.OTHER)
    for work in (
        lambda: admin.attachments.attach(admin.session, desk.key, scan),
        lambda: admin.attachments.open(admin.session, made.key),
    ):
        with pytest.raises(ForbiddenError, match="E-474"):
            work()
    with pytest.raises(ForbiddenError, match="E-476"):
        admin.attachments.void(admin.session, made.key, "Неге")


def test_unknown_case_scan_or_step(desk: Desk) -> None:
    me = desk.office.desks["aigul"]
    scan = NewScan(desk.file(pdf_bytes()), Subject.OTHER)
    with pytest.raises(UserError, match="E-340"):
        me.attachments.attach(me.session, new_key(), scan)
    with pytest.raises(ForbiddenError, match="E-360"):
        me.attachments.attach(me.session, desk.key, scan, new_key())
    with pytest.raises(UserError, match="E-340"):
        me.attachments.open(me.session, new_key())
    with pytest.raises(UserError, match="E-340"):
        me.attachments.void(me.session, new_key(), "Жоқ")


def test_letter_comes_with_its_scan_or_not_at_all(desk: Desk) -> None:
    """A file that is refused keeps the result from being entered; then both are recorded, and both are taken back."""
    walk(desk.office, ROUTE, desk.key, "result")
    me, step = desk.office.desks["aigul"], ROUTE.rule.step("result")
    with pytest.raises(UserError, match="E-480"):
        act(desk.office, me, ROUTE, step, desk.key, desk.file(b"no scan"))
    assert me.register.card(me.session, desk.key).case.steps[-1].code == "send"
    act(desk.office, me, ROUTE, step, desk.key, desk.file(pdf_bytes(2)))
    card = me.register.card(me.session, desk.key)
    record = card.case.steps[-1]
    assert (record.letter_number, record.letter_signer) == ("412", SIGNER)
    assert record.letter_date == desk.office.clock.now().date().isoformat()
    assert [(scan.subject, scan.step, scan.pages) for scan in card.scans] == [(Subject.LETTER, record.key, 2)]
    me.undoing.take_back(me.session, desk.key, "Басқа істің хаты")
    after = me.register.card(me.session, desk.key)
    assert after.case.undone[-1].record == record
    assert after.scans == card.scans


def test_letter_without_signer_or_of_tomorrow_is_not_entered(desk: Desk) -> None:
    walk(desk.office, ROUTE, desk.key, "result")
    me, day = desk.office.desks["aigul"], desk.office.clock.now().date()
    for letter in (
        Letter(Outcome.GRANTED, "1", day, "100", day),
        Letter(Outcome.GRANTED, "1", day + timedelta(days=1), "100", day, signed_by=SIGNER),
    ):
        with pytest.raises(UserError, match="E-465"):
            me.decisions.enter_result(me.session, desk.key, letter, BOTH)
