"""The four folders on the disk: what lies in them is looked at without trust, and moved, never deleted.

`in` is written by the portal's side, which may be at it in this very moment, and read by any desk of the office.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from itertools import count
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
from desk_app.usecases.ports_exchange import Arrival, Incomplete, ReadRequest, Received, RequestFault

IN, DONE, ASIDE, OUT = "in", "done", "aside", "out"
FOLDERS = (IN, DONE, ASIDE, OUT)
SIGNATURES = (".json.sig", ".json.p7s")
QUIET_SECONDS = 3
"""A file that was changed more recently is still being written."""
WAIT_SECONDS = 15 * 60
"""How long what is missing of a request is waited for, after the last of its files changed."""
_STALE_SECONDS = 60 * 60
_SHORT = 50
"""Letters of a name that leave room for an ending in the 255 bytes a name may have."""
_LONGEST_NAME = 240
_WRITTEN_ON = (".part", ".tmp")
_MOST_ARRIVALS = 200
"""In one pass: the rest comes with the next."""


class ExchangeFolder:
    """A `ports_exchange.PortalFolder`."""

    def __init__(
        self, inspect: Callable[[bytes], ScanFacts], read: ReadRequest, seconds: Callable[[], float] = time.time
    ) -> None:
        self._inspect = inspect
        self._read = read
        self._seconds = seconds

    def make(self, base: Path) -> None:
        if not base.is_dir():
            # a drive that is not there now: a folder made in its place would swallow what is written to it
            raise NotADirectoryError(str(base))
        for name in FOLDERS:
            (base / name).mkdir(exist_ok=True)
        for name in (ASIDE, OUT):
            self._sweep(base / name)

    def _sweep(self, folder: Path) -> None:
        """Clear away what a desk that was killed had not written to its end."""
        with suppress(OSError):
            for path in folder.glob(".*.part"):
                if self._seconds() - path.lstat().st_mtime > _STALE_SECONDS:
                    path.unlink(missing_ok=True)

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
        now = self._seconds()
        made = [self._arrival(key, sorted(names), changed, now) for key, names in groups.items()]
        made.sort(key=lambda arrival: (max(changed[name] for name in arrival.names), arrival.name))
        return tuple(made[:_MOST_ARRIVALS])

    @staticmethod
    def _arrival(key: str, names: list[str], changed: dict[str, float], now: float) -> Arrival:
        request = f"{key}.json"
        # a clock ahead of ours must not make a file wait for ever
        age = min(abs(now - changed[name]) for name in names)
        is_id = re.fullmatch(REQUEST_ID, key) is not None
        return Arrival(
            name=request if request in names else names[0],
            request_id=key if is_id else "",
            names=tuple(names),
            is_quiet=age >= QUIET_SECONDS,
            waited_out=age >= WAIT_SECONDS,
        )

    def read(self, base: Path, arrival: Arrival) -> Received:
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
        content = _bytes_of(base / IN / f"{arrival.request_id}.json", MOST_BYTES_OF_REQUEST)
        request = self._read(content)
        if request.id != arrival.request_id:
            raise RequestFault(AsideReason.OTHER_ID)
        signatures = [name for name in arrival.names if name[len(arrival.request_id) :] in SIGNATURES]
        if len(signatures) > 1:
            raise RequestFault(AsideReason.TWO_SIGNATURES)
        if not signatures:
            self._wait(arrival, AsideReason.NO_SIGNATURE, f"{arrival.request_id}.json.sig")
        signature = _bytes_of(base / IN / signatures[0], MOST_BYTES_OF_SIGNATURE)
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
        data = _bytes_of(base / IN / declared.name, MOST_BYTES_OF_FILE)
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
            return size, hashlib.sha256(_bytes_of(path, MOST_BYTES_OF_REQUEST)).hexdigest()
        except RequestFault as fault:
            return size, hashlib.sha256(b"").hexdigest() if fault.reason is AsideReason.EMPTY else ""

    def move_done(self, base: Path, names: tuple[str, ...]) -> None:
        for name in sorted(names, key=lambda name: not name.endswith(".json")):
            _move(base / IN / name, base / DONE)

    def move_aside(self, base: Path, names: tuple[str, ...], reason: bytes) -> None:
        beside = re.sub(r"[^\w.-]", "_", names[0].removesuffix(".json")).lstrip(".")[:_SHORT] or "file"
        _write(base / ASIDE, _free(base / ASIDE, f"{beside}.reason.json", reason), reason)
        for name in sorted(names, key=lambda name: name.endswith(".json")):
            _move(base / IN / name, base / ASIDE)

    def write(self, base: Path, name: str, data: bytes) -> None:
        _write(base / OUT, name, data)


def _bytes_of(path: Path, most: int) -> bytes:
    """Read a plain file through no link, and no more of it than it may have."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    name = shown_name(path.name)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise RequestFault(AsideReason.NOT_A_FILE, name)
        handle = os.open(path, flags)
    except FileNotFoundError:
        # another desk moved it just now
        raise Incomplete from None
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.ELOOP):
            # the drive, not the file: it is tried again the next time
            raise
        raise RequestFault(AsideReason.UNREADABLE, name) from None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise RequestFault(AsideReason.NOT_A_FILE, name)
        if found.st_size > most:
            raise RequestFault(AsideReason.TOO_LARGE, name)
        data = file.read(most + 1)
    if len(data) > most:
        raise RequestFault(AsideReason.TOO_LARGE, name)
    if not data:
        raise RequestFault(AsideReason.EMPTY, name)
    return data


def _move(source: Path, folder: Path) -> None:
    """Move under its own name or, where that is taken, with a number after it. Gone already: another desk did it."""
    short = source.name if len(os.fsencode(source.name)) < _LONGEST_NAME else source.name[:_SHORT]
    for number in count(1):
        target = folder / (source.name if number == 1 else f"{short}~{number}")
        if os.path.lexists(target):
            continue
        try:
            os.rename(source, target)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return
        _settle(folder)
        return


def _free(folder: Path, name: str, data: bytes) -> str:
    """A name that is not taken, or is by these very bytes."""
    for number in count(1):
        chosen = name if number == 1 else f"{name}~{number}"
        path = folder / chosen
        if not os.path.lexists(path):
            return chosen
        with suppress(OSError):
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                return chosen
    raise AssertionError("numbers do not end")


def _write(folder: Path, name: str, data: bytes) -> None:
    """Two desks may write the same file at once: each has a name of its own until it is whole."""
    beside = folder / f".{name}.{secrets.token_hex(6)}.part"
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, folder / name)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _settle(folder)


def _settle(folder: Path) -> None:
    """Put the folder's own entries on the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
