"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from desk_app.errors import StorageError
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
