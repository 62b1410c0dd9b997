"""The four folders on the disk: what lies in them is looked at without trust, and moved, never deleted.

`in` is written by the portal's side, which may be at it in this very moment, and read by any desk of the office.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desk_app.domain.attachments import MOST_BYTES_OF_CASE, MOST_BYTES_OF_FILE, ScanFacts
from desk_app.domain.portal import (
    MOST_BYTES_OF_REQUEST,
    MOST_BYTES_OF_SIGNATURE,
    REQUEST_ID,
    AsideReason,
    DeclaredFile,
    PortalFile,
    shown_name,
)
from desk_app.errors import UserError
from desk_app.exchange.files import bytes_of, free_name, is_other, move_to, sweep, write_whole
from desk_app.usecases.ports_exchange import Arrival, Incomplete, ReadRequest, Received, RequestFault

IN, DONE, ASIDE, OUT = "in", "done", "aside", "out"
FOLDERS = (IN, DONE, ASIDE, OUT)
SIGNATURES = (".json.sig", ".json.p7s")
QUIET_SECONDS = 3
"""A file that was changed more recently is still being written."""
WAIT_SECONDS = 15 * 60
"""How long what is missing of a request is waited for, after the last of its files changed."""
_LONGEST_BESIDE = 64
"""Letters of its name that the file with the reason bears."""
_WRITTEN_ON = (".part", ".tmp")
_NOT_YET = (AsideReason.EMPTY, AsideReason.UNREADABLE)
"""What a file may be only until its writer has done with it, or lets go of it."""
_MOST_ARRIVALS = 200
"""In one pass: the rest comes with the next."""


class ExchangeFolder:
    """A `ports_exchange.PortalFolder`."""

    def __init__(
        self, inspect: Callable[[bytes], ScanFacts], read: ReadRequest, seconds: Callable[[], float] | None = None
    ) -> None:
        """`seconds`: the time of day as the files of the folder have it; asked of the folder itself where not given."""
        self._inspect = inspect
        self._read = read
        self._seconds = seconds

    def make(self, base: Path) -> None:
        if not base.is_dir():
            # a drive that is not there now: a folder made in its place would swallow what is written to it
            raise NotADirectoryError(str(base))
        for name in FOLDERS:
            (base / name).mkdir(exist_ok=True)
        now = self._now(base)
        for name in (ASIDE, OUT):
            sweep(base / name, now)

    def _now(self, base: Path) -> float:
        """The clock the files are dated by: the drive may be another machine's, and this desk's clock may be wrong."""
        if self._seconds is not None:
            return self._seconds()
        probe = base / ASIDE / f".now.{secrets.token_hex(6)}.part"
        try:
            with probe.open("xb") as file:
                file.write(b"\n")
            return probe.stat().st_mtime
        except OSError:
            return time.time()
        finally:
            with suppress(OSError):
                probe.unlink(missing_ok=True)

    def arrivals(self, base: Path) -> tuple[Arrival, ...]:
        groups: dict[str, list[str]] = defaultdict(list)
        changed: dict[str, float] = {}
        with os.scandir(base / IN) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    found = entry.stat(follow_symlinks=False)
                    stem = entry.name.partition(".")[0]
                    key = stem if re.fullmatch(REQUEST_ID, stem) else entry.name
                    groups[key].append(entry.name)
                    changed[entry.name] = found.st_mtime
        now = self._now(base)
        made = [self._arrival(key, sorted(names), changed, now) for key, names in groups.items()]
        made.sort(key=lambda arrival: (arrival.changed, arrival.name))
        return tuple(made[:_MOST_ARRIVALS])

    @staticmethod
    def _arrival(key: str, names: list[str], changed: dict[str, float], now: float) -> Arrival:
        request = f"{key}.json"
        # a file dated ahead of the drive's clock must not wait for ever
        age = min(abs(now - changed[name]) for name in names)
        is_id = re.fullmatch(REQUEST_ID, key) is not None
        return Arrival(
            name=request if request in names else names[0],
            request_id=key if is_id else "",
            names=tuple(names),
            is_quiet=age >= QUIET_SECONDS,
            waited_out=age >= WAIT_SECONDS,
            changed=max(changed[name] for name in names),
        )

    def read(self, base: Path, arrival: Arrival) -> Received:
        try:
            return self._read_all(base, arrival)
        except RequestFault as fault:
            if fault.reason in _NOT_YET and not arrival.waited_out:
                raise Incomplete from None
            raise

    def _read_all(self, base: Path, arrival: Arrival) -> Received:
        names = set(arrival.names)
        if any(name.endswith(_WRITTEN_ON) or name.startswith(".") for name in names):
            # the usual names of what another program is still writing
            self._wait(arrival, AsideReason.NAME, arrival.names[0])
        if not arrival.request_id:
            raise RequestFault(AsideReason.NAME)
        if not arrival.is_quiet:
            raise Incomplete
        if not arrival.has_request:
            self._wait(arrival, AsideReason.NO_REQUEST, f"{arrival.request_id}.json")
        content = bytes_of(base / IN / f"{arrival.request_id}.json", MOST_BYTES_OF_REQUEST)
        request = self._read(content)
        if request.id != arrival.request_id:
            raise RequestFault(AsideReason.OTHER_ID)
        signatures = [name for name in arrival.names if name[len(arrival.request_id) :] in SIGNATURES]
        if len(signatures) > 1:
            raise RequestFault(AsideReason.TWO_SIGNATURES)
        if not signatures:
            self._wait(arrival, AsideReason.NO_SIGNATURE, f"{arrival.request_id}.json.sig")
        signature = bytes_of(base / IN / signatures[0], MOST_BYTES_OF_SIGNATURE)
        expected = {file.name for file in request.files}
        for name in sorted(expected - names):
            self._wait(arrival, AsideReason.NO_ATTACHMENT, name)
        for name in sorted(names - expected - {f"{arrival.request_id}.json", signatures[0]}):
            raise RequestFault(AsideReason.UNLISTED_FILE, shown_name(name))
        if sum(file.size for file in request.files) > MOST_BYTES_OF_CASE:
            raise RequestFault(AsideReason.ATTACHMENTS_TOO_LARGE)
        files = tuple(self._attachment(base, file) for file in request.files)
        return Received(request, content, signatures[0], signature, files)

    @staticmethod
    def _wait(arrival: Arrival, reason: AsideReason, detail: str) -> None:
        if not arrival.waited_out:
            raise Incomplete
        raise RequestFault(reason, shown_name(detail))

    def _attachment(self, base: Path, declared: DeclaredFile) -> tuple[PortalFile, bytes]:
        data = bytes_of(base / IN / declared.name, MOST_BYTES_OF_FILE)
        digest = hashlib.sha256(data).hexdigest()
        if digest != declared.sha256 or len(data) != declared.size:
            raise RequestFault(AsideReason.ATTACHMENT_HASH, declared.name)
        try:
            facts = self._inspect(data)
        except UserError as error:
            raise RequestFault(AsideReason.ATTACHMENT_CONTENT, f"{declared.name}: {error.code}") from None
        title = declared.title or declared.name
        return PortalFile(declared.name, title, facts.kind, facts.pages, len(data), digest), data

    def fingerprint(self, base: Path, name: str) -> tuple[int, str]:
        path = base / IN / name
        try:
            size = path.lstat().st_size
        except FileNotFoundError:
            raise Incomplete from None
        try:
            return size, hashlib.sha256(bytes_of(path, MOST_BYTES_OF_REQUEST)).hexdigest()
        except RequestFault as fault:
            return size, hashlib.sha256(b"").hexdigest() if fault.reason is AsideReason.EMPTY else ""

    def move_done(self, base: Path, names: tuple[str, ...], sha256: str = "") -> None:
        for name in sorted(names, key=lambda name: not _is_request(name)):
            moved = move_to(base / IN / name, base / DONE)
            if sha256 and moved is not None and _is_request(name) and is_other(moved, sha256):
                move_to(moved, base / IN, name)
                raise Incomplete

    def move_aside(self, base: Path, names: tuple[str, ...], reason: bytes) -> None:
        stem = names[0].partition(".")[0]
        beside = stem if re.fullmatch(REQUEST_ID, stem) else re.sub(r"[^\w.-]", "_", names[0].removesuffix(".json"))
        beside = beside.lstrip(".")[:_LONGEST_BESIDE] or "file"
        write_whole(base / ASIDE, free_name(base / ASIDE, f"{beside}.reason.json", reason), reason)
        for name in sorted(names, key=lambda name: not _is_request(name)):
            move_to(base / IN / name, base / ASIDE)

    def write(self, base: Path, name: str, data: bytes) -> None:
        write_whole(base / OUT, name, data)


def _is_request(name: str) -> bool:
    """True for `ID.json`; an attachment may be called `ID.1.json`."""
    return name.partition(".")[2] == "json"
