"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from desk_app.errors import StorageError, UserError
from desk_app.i18n import N_


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, then put in place: the file is old or new, never half.

    Raises:
        StorageError: E-102, there is no room or no right to write there.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(
            "E-104",
            N_("The file {file} could not be written: {reason}"),
            N_("Choose another folder, or free some room on the disk."),
            safe=N_("The paper is recorded; it can be saved or printed again."),
            file=path.name,
            reason=error.strerror or "",
        ) from error


def size_of(path: Path) -> int:
    """Return the size of a file in bytes, without reading it.

    Raises:
        UserError: E-470, there is no such file, it may not be read, or it is none (a folder, a device).
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path) from error
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path)
    return found.st_size


def read_at_most(path: Path, most: int) -> bytes:
    """Return the bytes of a file, of one that grew meanwhile `most` and one more.

    Raises:
        UserError: E-470, it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> UserError:
    return UserError(
        "E-470",
        N_("The file {file} cannot be read."),
        N_("Check that it is still there and that you may open it."),
        file=path.name,
    )


def readable_by_others(folder: Path) -> tuple[str, ...]:
    """Names of files in the folder that other accounts of this computer can read; none where the folder is closed.

    Windows keeps a person's folder to that person, and its modes say nothing.
    """
    if os.name == "nt" or not folder.is_dir() or not folder.stat().st_mode & 0o055:
        return ()
    return tuple(sorted(file.name for file in folder.iterdir() if file.is_file() and file.stat().st_mode & 0o044))
