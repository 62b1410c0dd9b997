"""What may lie in the folder of the exchange besides good requests, and what becomes of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desk_app.domain.attachments import MOST_BYTES_OF_FILE
from desk_app.domain.portal import MOST_BYTES_OF_REQUEST, AsideReason
from desk_app.exchange.folder import QUIET_SECONDS, WAIT_SECONDS, ExchangeFolder
from desk_app.exchange.reading import read_request
from desk_app.printing.scans import inspect
from desk_app.usecases.ports_exchange import Arrival, Incomplete, RequestFault
from tests.support.portal_files import OLD, declared, put, request

ID = "EGOV-2019-0001"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    ExchangeFolder(inspect, read_request).make(tmp_path)
    return tmp_path


def looked_at(base: Path, age: float = WAIT_SECONDS + 1) -> tuple[ExchangeFolder, tuple[Arrival, ...]]:
    """The folder so many seconds after its files were put there."""
    folder = ExchangeFolder(inspect, read_request, lambda: OLD + age)
    return folder, folder.arrivals(base)


def reason(base: Path, age: float = WAIT_SECONDS + 1) -> AsideReason:
    folder, arrivals = looked_at(base, age)
    assert len(arrivals) == 1, arrivals
    with pytest.raises(RequestFault) as caught:
        folder.read(base, arrivals[0])
    # and it can be moved away, whatever it is
    folder.move_aside(base, arrivals[0].names, b"{}")
    assert list((base / "in").iterdir()) == []
    assert set(arrivals[0].names) <= {path.name for path in (base / "aside").iterdir()}
    return caught.value.reason


def waits(base: Path, age: float) -> bool:
    folder, arrivals = looked_at(base, age)
    try:
        folder.read(base, arrivals[0])
    except Incomplete:
        return True
    return False


def old(path: Path) -> None:
    os.utime(path, (OLD, OLD), follow_symlinks=False)


def test_a_request_with_its_files(base: Path) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    folder, arrivals = looked_at(base)
    found = folder.read(base, arrivals[0])
    assert found.request.id == ID and found.signature_name == f"{ID}.json.sig"
    assert [(file.name, file.pages, data) for file, data in found.files] == [(f"{ID}.1.png", 1, PNG)]
    folder.move_done(base, arrivals[0].names)
    assert looked_at(base)[1] == ()
    folder.move_done(base, arrivals[0].names)  # another desk was quicker: nothing to do


def test_what_is_still_being_written_is_left(base: Path) -> None:
    put(base, request())
    assert waits(base, QUIET_SECONDS - 1)
    assert not waits(base, QUIET_SECONDS + 1)


def test_a_clock_ahead_of_ours_is_not_waited_for(base: Path) -> None:
    put(base, request())
    assert not waits(base, -3600)


def test_the_signature_is_waited_for_and_then_missed(base: Path) -> None:
    put(base, request(), signature=None)
    assert waits(base, WAIT_SECONDS - 1)
    assert reason(base) is AsideReason.NO_SIGNATURE


def test_an_attachment_is_waited_for_and_then_missed(base: Path) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]))
    assert waits(base, WAIT_SECONDS - 1)
    assert reason(base) is AsideReason.NO_ATTACHMENT


def test_a_signature_without_its_request(base: Path) -> None:
    put(base, request()).unlink()
    assert waits(base, WAIT_SECONDS - 1)
    assert reason(base) is AsideReason.NO_REQUEST


def test_a_file_under_a_name_of_writing(base: Path) -> None:
    put(base, request(), name=f"{ID}.json.part", signature=None)
    assert waits(base, WAIT_SECONDS - 1)
    assert reason(base) is AsideReason.NAME


@pytest.mark.parametrize(
    "name",
    [
        "сұрау салу.json",
        "a b.json",
        "-.json",
        "$(reboot).json",
        "'; drop table step; --.json",
        "<img src=x>.json",
        "x" * 251 + ".txt",
        "ы" * 120 + ".json",
        "\u202egnp.json",
    ],
)
def test_a_name_that_is_no_id(base: Path, name: str) -> None:
    put(base, request(), name=name, signature=None)
    assert reason(base) is AsideReason.NAME


@pytest.mark.skipif(os.name != "posix", reason="names there are text")
def test_a_name_that_is_no_text(base: Path) -> None:
    path = os.fsencode(base / "in") + b"/\xff\xfe.json"
    with open(path, "wb") as file:
        file.write(b"{}")
    os.utime(path, (OLD, OLD))
    assert reason(base) is AsideReason.NAME


def test_a_request_under_another_id(base: Path) -> None:
    put(base, request("OTHER-1"), name=f"{ID}.json")
    assert reason(base) is AsideReason.OTHER_ID


def test_two_signatures(base: Path) -> None:
    put(base, request(), files={f"{ID}.json.p7s": b"signature"})
    assert reason(base) is AsideReason.TWO_SIGNATURES


def test_a_file_nobody_named(base: Path) -> None:
    put(base, request(), files={f"{ID}.exe": b"MZ"})
    assert reason(base) is AsideReason.UNLISTED_FILE


def test_an_empty_signature(base: Path) -> None:
    put(base, request(), signature=b"")
    assert reason(base) is AsideReason.EMPTY


def test_a_huge_signature(base: Path) -> None:
    put(base, request(), signature=bytes(256 * 1024 + 1))
    assert reason(base) is AsideReason.TOO_LARGE


def test_a_huge_request_is_not_read(base: Path) -> None:
    path = put(base, b"{}", name=f"{ID}.json")
    os.truncate(path, 8 * 1024**3)  # sparse: takes no room
    old(path)
    folder, _ = looked_at(base)
    assert folder.fingerprint(base, f"{ID}.json") == (8 * 1024**3, "")
    assert reason(base) is AsideReason.TOO_LARGE
    assert MOST_BYTES_OF_REQUEST < MOST_BYTES_OF_FILE


def test_a_huge_attachment_is_not_read(base: Path) -> None:
    path = put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    scan = path.with_name(f"{ID}.1.png")
    os.truncate(scan, MOST_BYTES_OF_FILE + 1)
    old(scan)
    assert reason(base) is AsideReason.TOO_LARGE


@pytest.mark.parametrize("content", [PNG + b"x", PNG[:-1] + b"x"])
def test_an_attachment_that_is_another(base: Path, content: bytes) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": content})
    assert reason(base) is AsideReason.ATTACHMENT_HASH


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", b"<html></html>", b"%PDF-1.7 broken", PNG[:40]])
def test_an_attachment_that_is_no_scan(base: Path, content: bytes) -> None:
    put(base, request(attachments=[declared(f"{ID}.1.png", content)]), files={f"{ID}.1.png": content})
    assert reason(base) is AsideReason.ATTACHMENT_CONTENT


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("part", [f"{ID}.json", f"{ID}.json.sig", f"{ID}.1.png"])
def test_a_link_is_not_followed(base: Path, tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text(json.dumps(request()), "utf-8")
    path = put(base, request(attachments=[declared(f"{ID}.1.png", PNG)]), files={f"{ID}.1.png": PNG})
    link = path.with_name(part)
    link.unlink()
    link.symlink_to(secret)
    old(link)
    assert reason(base) is AsideReason.NOT_A_FILE
    assert secret.is_file() and (base / "aside" / part).is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_a_pipe_does_not_hold_the_pass_up(base: Path) -> None:
    path = put(base, request())
    path.unlink()
    os.mkfifo(path)
    old(path)
    assert reason(base) is AsideReason.NOT_A_FILE


def test_a_folder_in_the_place_of_a_request(base: Path) -> None:
    (base / "in" / f"{ID}.json").mkdir()
    old(base / "in" / f"{ID}.json")
    assert reason(base) is AsideReason.NOT_A_FILE


def test_nothing_that_was_set_aside_is_overwritten(base: Path) -> None:
    for _ in range(3):
        put(base, b"{", f"{ID}.json")
        assert reason(base) is AsideReason.NOT_JSON
    names = sorted(path.name for path in (base / "aside").iterdir())
    assert names == sorted(
        [f"{ID}.json{end}" for end in ("", "~2", "~3", ".sig", ".sig~2", ".sig~3")] + [f"{ID}.reason.json"]
    )


def test_a_long_name_is_set_aside_twice(base: Path) -> None:
    for _ in range(2):
        put(base, b"{", "x" * 255, signature=None)
        folder, arrivals = looked_at(base)
        folder.move_aside(base, arrivals[0].names, b"{}")
    assert len([path for path in (base / "aside").iterdir() if "reason" not in path.name]) == 2


def test_a_pass_takes_a_bounded_number(base: Path) -> None:
    for number in range(230):
        put(base, b"{}", f"N-{number}.json", signature=None)
    assert len(looked_at(base)[1]) == 200


def test_what_a_killed_desk_left_half_written_is_cleared(base: Path) -> None:
    half, fresh = base / "out" / ".x.status.json.aa.part", base / "out" / ".y.status.json.bb.part"
    half.write_bytes(b"{")
    old(half)
    fresh.write_bytes(b"{")
    ExchangeFolder(inspect, read_request).make(base)
    assert not half.exists() and fresh.exists()


@pytest.mark.parametrize("content", [b"", None])
def test_a_file_its_writer_has_not_let_go_of_is_waited_for(
    base: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty file is often one that was just made; on Windows nobody else may read what is still being written."""
    path = put(base, request())
    if content is not None:
        path.write_bytes(content)
        old(path)
    else:

        def locked(*arguments: object) -> int:
            raise PermissionError(13, "used by another process")

        monkeypatch.setattr("desk_app.exchange.folder.os.open", locked)
    assert waits(base, WAIT_SECONDS - 1)
    folder, arrivals = looked_at(base)
    with pytest.raises(RequestFault) as caught:
        folder.read(base, arrivals[0])
    assert caught.value.reason is (AsideReason.UNREADABLE if content is None else AsideReason.EMPTY)


def test_a_wrong_clock_of_the_desk_neither_hurries_nor_waits(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drive dates the files, and is asked for the time: a desk an hour off would miss what is still on its way."""
    put(base, request(), signature=None)
    os.utime(base / "in" / f"{ID}.json")
    for hours in (-2, 2):
        monkeypatch.setattr("desk_app.exchange.folder.time.time", lambda hours=hours: OLD + hours * 3600.0)
        folder = ExchangeFolder(inspect, read_request)
        with pytest.raises(Incomplete):
            folder.read(base, folder.arrivals(base)[0])
    assert list((base / "aside").iterdir()) == []


def test_an_attachment_called_like_a_request_moves_after_it(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of a move that broke off is told by the request: it goes first."""
    names = (f"{ID}.1.json", f"{ID}.json", f"{ID}.json.sig")
    moved: list[str] = []
    monkeypatch.setattr("desk_app.exchange.folder.os.rename", lambda source, _target: moved.append(source.name))
    folder = ExchangeFolder(inspect, read_request)
    folder.move_done(base, names)
    folder.move_aside(base, names, b"{}")
    assert moved[0] == moved[len(names)] == f"{ID}.json"
