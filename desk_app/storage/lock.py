"""One program per file: a lock that the operating system takes back when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk_app.errors import UserError
from desk_app.i18n import N_


class FileLock:
    """An exclusive lock beside the database.

    Raises:
        UserError: E-351, another copy of the program holds it.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise UserError(
                "E-351",
                N_("Tereze is already running with these records on this computer."),
                N_("Use the window that is open. Several windows can be opened from its menu."),
                safe=N_("Your records were not touched."),
            ) from error

    def release(self) -> None:
        """Give it back. The file itself stays: deleting it would let two programs lock two files."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
