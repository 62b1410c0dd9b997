"""Who is told that something was recorded: windows of this process by a call, other desks by the server's NOTIFY."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import Engine, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_log = logging.getLogger(__name__)
_FIRST_RETRY_SECONDS, _RETRY_SECONDS = 1.0, 8.0
"""The first wait for a lost server, and the longest: each is twice the one before."""
_STOP_SECONDS = 2.0
"""How soon a listener notices that it is to end; what is announced wakes it at once."""


def channel_of(office: UUID) -> str:
    """The server's channel of one office."""
    return f"tereze_{office.hex}"


ANNOUNCE = select(func.pg_notify(bindparam("channel"), ""))


class LocalChanges:
    """The embedded file has one process: its windows hear each other here."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: dict[UUID, list[Callable[[], None]]] = {}

    def listen(
        self, office: UUID, heard: Callable[[], None], linked: Callable[[bool], None] | None = None
    ) -> Callable[[], None]:
        """Nothing lies between the windows of one process: `linked` is never told anything."""
        with self._lock:
            self._heard.setdefault(office, []).append(heard)

        def stop() -> None:
            with self._lock:
                if heard in self._heard.get(office, []):
                    self._heard[office].remove(heard)

        return stop

    def tell(self, office: UUID) -> None:
        with self._lock:
            listeners = tuple(self._heard.get(office, ()))
        for heard in listeners:
            heard()


class SharedChanges:
    """Listens on a connection of its own. A lost link is opened again, and counts as a change: one may be missed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listen(
        self, office: UUID, heard: Callable[[], None], linked: Callable[[bool], None] | None = None
    ) -> Callable[[], None]:
        ended = threading.Event()
        told = linked if linked is not None else _nobody
        thread = threading.Thread(target=self._run, args=(office, heard, told, ended), name="changes", daemon=True)
        thread.start()

        def stop() -> None:
            ended.set()
            thread.join(_STOP_SECONDS * 2)

        return stop

    def _run(
        self, office: UUID, heard: Callable[[], None], linked: Callable[[bool], None], ended: threading.Event
    ) -> None:
        wait = _FIRST_RETRY_SECONDS
        while not ended.is_set():
            try:
                with closing(self._engine.raw_connection()) as pooled:
                    pooled.detach()  # out of the pool for good, with the program's own settings
                    connection: Any = pooled.dbapi_connection
                    connection.rollback()  # the pool's own test of the link may have begun a transaction
                    connection.autocommit = True
                    connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel_of(office))))
                    wait = _FIRST_RETRY_SECONDS
                    linked(True)
                    heard()
                    while not ended.is_set():
                        for _note in connection.notifies(timeout=_STOP_SECONDS, stop_after=1):
                            heard()
            except (psycopg.Error, DBAPIError, PoolTimeout) as error:
                if ended.is_set():
                    return
                _log.warning("the server does not tell of changes: %s", type(error).__name__)
                linked(False)
                ended.wait(wait)
                wait = min(wait * 2, _RETRY_SECONDS)


def _nobody(_is_linked: bool) -> None:
    """Nobody asked about the link."""
