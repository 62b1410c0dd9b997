"""A PostgreSQL server of the tests' own, one per worker, and a fresh database for each test that asks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

_names = count(1)


def _programs() -> Path | None:
    """The folder of the server's programs, the newest version first."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """A server in a temporary folder, on the loopback. PostgreSQL refuses root, so root hands it to `postgres`."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="tereze-pg-"))
        self._as: dict[str, Any] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
        self._data = self._folder / "data"
        self._run("initdb", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "desk", "-N", "-D", self._data)
        self.start()

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *(str(argument) for argument in arguments)]
        # to a file: a started server would keep a pipe open for ever
        with open(os.devnull, "wb") as nowhere:
            subprocess.run(
                command, check=True, cwd=self._folder, stdout=nowhere, stderr=nowhere, timeout=60, **self._as
            )

    def start(self) -> None:
        for attempt in range(5):
            self._port = _free_port()
            try:
                self.start_again()
            except subprocess.CalledProcessError:
                if attempt == 4:
                    raise
                continue
            self.url = f"postgresql://desk@127.0.0.1:{self._port}/postgres"
            return

    def start_again(self) -> None:
        """Start on the port it had."""
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self._port} -c unix_socket_directories= -c fsync=off"
            " -c full_page_writes=off -c max_connections=60 -c shared_buffers=32MB"
        )
        self._run("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-o", options, "-w", "start")

    @property
    def data(self) -> Path:
        """The folder of its files, the rules of access among them."""
        return self._data

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):  # a test may have stopped it
            self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a running server on which databases can be made."""
    given = os.environ.get("DESK_TEST_PG_URL")
    if given:
        yield given
        return
    cluster = _cluster()
    yield cluster.url
    cluster.remove()


@pytest.fixture
def postgres_cluster() -> Iterator[Cluster]:
    """A server for one test alone, which may stop it."""
    cluster = _cluster()
    yield cluster
    cluster.remove()


def _cluster() -> Cluster:
    programs = _programs()
    if programs is None:
        reason = (
            "PostgreSQL was not tested: no initdb on PATH or in /usr/lib/postgresql, and DESK_TEST_PG_URL is not set"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return Cluster(programs)


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    """Address of an empty database of this test."""
    name = f"desk_{os.getpid()}_{next(_names)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    yield postgres_server.rsplit("/", 1)[0] + "/" + name
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]
