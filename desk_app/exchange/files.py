"""Single files of the exchange: read without trust, moved over nothing, written whole."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path

from desk_app.domain.portal import MOST_BYTES_OF_REQUEST, AsideReason, shown_name
from desk_app.usecases.ports_exchange import Incomplete, RequestFault

_STALE_SECONDS = 60 * 60
_SHORT = 50
"""Letters of a name that leave room for an ending in the 255 bytes a name may have."""
_LONGEST_NAME = 240


def sweep(folder: Path, now: float) -> None:
    """Clear away what a desk that was killed had not written to its end."""
    with suppress(OSError):
        for path in folder.glob(".*.part"):
            if now - path.lstat().st_mtime > _STALE_SECONDS:
                path.unlink(missing_ok=True)


def is_other(path: Path, sha256: str) -> bool:
    """True where the file holds other bytes than were read: it was replaced before it was moved."""
    try:
        return hashlib.sha256(bytes_of(path, MOST_BYTES_OF_REQUEST)).hexdigest() != sha256
    except RequestFault:
        return True


def bytes_of(path: Path, most: int) -> bytes:
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


def move_to(source: Path, folder: Path, name: str = "") -> Path | None:
    """Move under its own name (or that one) or, where it is taken, with a number after it; return where it lies now.

    Gone already: another desk did it.
    """
    name = name or source.name
    short = name if len(os.fsencode(name)) < _LONGEST_NAME else name[:_SHORT]
    for number in count(1):
        target = folder / (name if number == 1 else f"{short}~{number}")
        if os.path.lexists(target):
            continue
        try:
            os.rename(source, target)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return None
        _settle(folder)
        return target
    raise AssertionError("numbers do not end")


def free_name(folder: Path, name: str, data: bytes) -> str:
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


def write_whole(folder: Path, name: str, data: bytes) -> None:
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
