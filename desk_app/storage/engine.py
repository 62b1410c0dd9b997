"""Opening the records: the encrypted file of one desk, or the server of several."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from desk_app.errors import StorageError, UserError
from desk_app.i18n import N_
from desk_app.storage.failures import damaged, translated
from desk_app.storage.lock import FileLock
from desk_app.storage.schema import REVISIONS
from desk_app.storage.upgrade import current_revision, upgrade

__all__ = ["check_file", "marker_of", "open_local", "open_shared", "upgrade"]

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # NORMAL loses acknowledged registrations on power loss
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    # 16 MB: a page that is not kept is decrypted again
    "PRAGMA cache_size = -16384",
)
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb", "smbfs", "smb3", "fuse.sshfs", "afpfs", "ncpfs", "9p", "webdav"})
_LIBPQ = {
    "connect_timeout": "3",
    "tcp_user_timeout": "4000",
    "keepalives": "1",
    "keepalives_idle": "3",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "target_session_attrs": "read-write",
    "application_name": "tereze",
}
_SESSION = (
    "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    " -c default_transaction_isolation=read\\ committed"
)
_LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1"})


def open_local(path: Path, key: bytes) -> Engine:
    """Open the encrypted file, made anew where there never was one. Call `upgrade` next.

    Disposing of the engine gives the file free for another process.

    Raises:
        UserError: E-351, another copy of the program has it; E-353, it lies on a network share.
        StorageError: E-301 damaged or another key, E-352 it was there and is gone, E-354 made by a newer version.
    """
    if len(key) != 32:
        raise ValueError("the key is 32 bytes")
    _refuse_share(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(path.with_name(path.name + ".lock"))
    engine: Engine | None = None
    try:
        _refuse_vanished(path)
        engine = _local_engine(path, key)
        event.listen(engine, "engine_disposed", lambda _: lock.release())
        with translated(), engine.connect() as connection:
            _refuse_newer(connection)
        _mark_made(path)
    except BaseException:
        if engine is not None:
            engine.dispose()
        lock.release()
        raise
    return engine


def open_shared(url: str) -> Engine:
    """Connect to the server. Call `upgrade` next, with an account that may.

    A host other than this computer is asked for a certificate (`sslmode=verify-full`) unless the URL says otherwise.

    Raises:
        StorageError: E-101, the server does not answer; E-354, made by a newer version.
    """
    address = make_url(url).set(drivername="postgresql+psycopg")
    options = {name: value for name, value in _LIBPQ.items() if name not in address.query}
    given = address.query.get("options", "")
    options["options"] = f"{_SESSION} {given if isinstance(given, str) else ' '.join(given)}".strip()
    host = address.host or ""
    if host not in _LOOPBACK and not host.startswith("/") and "sslmode" not in address.query:
        options["sslmode"] = "verify-full"
    engine = create_engine(
        address.difference_update_query(["options"]),
        connect_args=options,
        pool_size=2,
        max_overflow=0,
        pool_timeout=10,
        # an error message is logged, and what is stored is personal
        hide_parameters=True,
        pool_pre_ping=True,
    )
    try:
        with translated(), engine.connect() as connection:
            _refuse_newer(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def check_file(engine: Engine) -> None:
    """Read the whole local file and check the seal of every page. Takes about a second for each gigabyte.

    Raises:
        StorageError: E-301, a page was changed by the disk or by hand.
    """
    if engine.dialect.name != "sqlite":
        return
    with translated(), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        faults = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        if faults or connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise damaged()


def _local_engine(path: Path, key: bytes) -> Engine:
    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5.0)
        # its log goes to stderr, where a desktop program has none
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=0,
        pool_timeout=10,
        # an error message is logged, and what is stored is personal
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a transaction that starts as a reader and turns writer loses updates or fails at once
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def marker_of(path: Path) -> Path:
    """The file that says: here was a database once."""
    return path.with_name(path.name + ".made")


def _refuse_vanished(path: Path) -> None:
    if marker_of(path).exists() and (not path.exists() or path.stat().st_size == 0):
        raise StorageError(
            "E-352",
            N_("The file with the records is gone: {path}. It was not made anew."),
            N_("Look for it in the recycle bin, or restore it from the last backup copy."),
            safe=N_("Nothing was changed."),
            path=path,
        )


def _mark_made(path: Path) -> None:
    marker = marker_of(path)
    if marker.exists() or not path.exists() or path.stat().st_size == 0:
        return
    with marker.open("w", encoding="utf-8") as file:
        file.write("Tereze: the database beside this file was made. Do not delete either.\n")
        file.flush()
        os.fsync(file.fileno())


def _refuse_share(path: Path) -> None:
    if is_on_network(path):
        raise UserError(
            "E-353",
            N_("The records may not lie on a network share: {path}."),
            N_("Choose a folder of this computer. Several desks need the shared server (PostgreSQL)."),
            safe=N_("Your records were not touched."),
            path=path,
        )


def is_on_network(path: Path, mounts: str | None = None) -> bool:
    """True if the folder belongs to another computer. `mounts`: text in the form of /proc/mounts."""
    if sys.platform == "win32":
        return _is_windows_share(path)
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    target = os.path.realpath(path)
    kind, length = "", -1
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= length:
            kind, length = fields[2], len(point)
    return kind in _NETWORK


def _is_windows_share(path: Path) -> bool:
    drive = os.path.splitdrive(os.path.abspath(path))[0]
    if drive.startswith("\\\\"):
        return True
    remote = 4
    windll = getattr(ctypes, "windll", None)
    return windll is not None and windll.kernel32.GetDriveTypeW(drive + "\\") == remote


def _refuse_newer(connection: Connection) -> None:
    try:
        revision = current_revision(connection)
    except DBAPIError as error:
        raise error
    if revision is not None and revision not in REVISIONS:
        raise StorageError(
            "E-354",
            N_("These records were made by a newer version of Tereze (layout {revision})."),
            N_("Install the newest version of the program on this computer."),
            safe=N_("Your records were not touched."),
            revision=revision,
        )
