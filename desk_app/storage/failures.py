"""What the environment's failures are called: every error of a database that is no defect becomes a `StorageError`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from desk_app.errors import StorageError, UserError
from desk_app.i18n import N_

_SQLITE_FULL, _SQLITE_BUSY, _SQLITE_LOCKED = 13, 5, 6
_SQLITE_CORRUPT, _SQLITE_NOTADB = 11, 26
_SQLITE_READONLY, _SQLITE_IOERR, _SQLITE_CANTOPEN = 8, 10, 14
_SQLSTATES = {
    "53100": "E-102",
    "55P03": "E-355",
    "57014": "E-355",
    "40P01": "E-355",
    "40001": "E-355",
    "XX001": "E-301",
    "XX002": "E-301",
    "58030": "E-356",
    "25006": "E-356",
}
_SQLITE_CODES = {
    _SQLITE_FULL: "E-102",
    _SQLITE_BUSY: "E-355",
    _SQLITE_LOCKED: "E-355",
    _SQLITE_CORRUPT: "E-301",
    _SQLITE_NOTADB: "E-301",
    _SQLITE_READONLY: "E-356",
    _SQLITE_IOERR: "E-356",
    _SQLITE_CANTOPEN: "E-356",
}


def damaged() -> StorageError:
    return StorageError(
        "E-301",
        N_("The file with the records is damaged. Work with it has been stopped."),
        N_("Do not delete anything. Restore the records from the last backup copy."),
    )


def link_lost() -> StorageError:
    return StorageError(
        "E-101",
        N_("The link to the server is lost."),
        N_("Wait until the link is back, then try again. If it stays away, call the administrator."),
    )


def outcome_unknown() -> StorageError:
    """The link was lost while committing: the rows may be there."""
    return StorageError(
        "E-101",
        N_("The link to the server was lost while recording."),
        N_("Do not register again. Whether a number was given is checked when the link is back."),
        safe=N_("What you typed is still on the screen."),
    )


def _disk_full() -> StorageError:
    return StorageError(
        "E-102",
        N_("There is no space left on the disk."),
        N_("Free some space on the disk, then try again."),
    )


def _busy() -> StorageError:
    return StorageError(
        "E-355",
        N_("Another program or a colleague holds these records at the moment."),
        N_("Try again in a few seconds. If it goes on, close backup and antivirus programs that read the file."),
    )


def _unreadable() -> StorageError:
    return StorageError(
        "E-356",
        N_("The disk refused to read or write the records."),
        N_("Check that the disk is connected and that you may write to the folder of the records."),
    )


_ERRORS = {"E-101": link_lost, "E-102": _disk_full, "E-301": damaged, "E-355": _busy, "E-356": _unreadable}


def failure_of(error: DBAPIError) -> StorageError | None:
    """Return the failure of the environment that this is, None where it is a defect of the program."""
    code = _code_of(error)
    return None if code is None else _ERRORS[code]()


def _code_of(error: DBAPIError) -> str | None:
    origin = error.orig
    sqlite_code = getattr(origin, "sqlite_errorcode", None)
    if isinstance(sqlite_code, int):
        return _SQLITE_CODES.get(sqlite_code & 0xFF)
    state = getattr(origin, "sqlstate", None)
    if state:
        return "E-101" if state[:2] == "08" or state[:3] == "57P" or state == "53300" else _SQLSTATES.get(state)
    name = type(origin).__name__
    return "E-101" if error.connection_invalidated or name in ("OperationalError", "ConnectionTimeout") else None


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours; let defects rise."""
    try:
        yield
    except DBAPIError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        raise failure from error
    except PoolTimeout as error:
        raise _busy() from error


def missing() -> UserError:
    return UserError(
        "E-340",
        N_("This record is not there."),
        N_("Refresh the list. It may belong to another office."),
    )
