"""Printing through a real CUPS: our own scheduler on loopback, with queues that take, refuse and hold."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.papers import PrintState
from desk_app.errors import UserError
from desk_app.printing.cups import CupsPrinter

pytestmark = [pytest.mark.cups, pytest.mark.root]

CONF = """
Listen 127.0.0.1:{port}
Listen {folder}/cups.sock
DefaultAuthType None
WebInterface No
Browsing No
ErrorPolicy stop-printer
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
BACKEND = """#!/bin/sh
# A printer that keeps what it gets. Without arguments CUPS asks which devices there are.
[ $# -eq 0 ] && exit 0
cat ${6:+"$6"} > "${DEVICE_URI#keep:}"
"""
FILES = """
ServerRoot {folder}
RequestRoot {folder}/spool
StateDir {folder}/state
CacheDir {folder}/cache
TempDir {folder}/temp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
ServerBin {folder}/bin
SystemGroup root
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def spooler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A running scheduler; its folder. `Office` takes jobs into a file, `Closed` rejects, `Held` is stopped."""
    cupsd = shutil.which("cupsd") or "/usr/sbin/cupsd"
    if not Path(cupsd).exists() or os.geteuid() != 0:
        if os.environ.get("CI") == "true":
            pytest.fail("CUPS must run here")
        pytest.skip("NOT RUN: 4 tests of printing need root and the package cups")
    folder = tmp_path_factory.mktemp("cups")
    folder.chmod(0o755)
    for name in ("spool", "state", "cache", "temp", "ppd", "ssl"):
        (folder / name).mkdir()
    shutil.copytree("/usr/lib/cups", folder / "bin", symlinks=True)
    backend = folder / "bin" / "backend" / "keep"
    backend.write_text(BACKEND)
    # a backend only root may run is run by root, who alone may write into the test's folder
    backend.chmod(0o700)
    port = _free_port()
    (folder / "cupsd.conf").write_text(CONF.format(port=port, folder=folder))
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
    server = subprocess.Popen(
        [cupsd, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.environ["CUPS_SERVER"] = f"127.0.0.1:{port}"
    try:
        _until(lambda: "is running" in _run("lpstat", "-r"), 20)
        for queue in ("Office", "Closed", "Held"):
            _run("lpadmin", "-p", queue, "-E", "-v", f"keep:{folder / queue}.out", "-m", "raw")
        _run("lpadmin", "-d", "Office")
        _run("cupsreject", "Closed")
        _run("cupsdisable", "-r", "Paper out", "Held")
        yield folder
    finally:
        del os.environ["CUPS_SERVER"]
        server.terminate()
        server.wait(10)


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
    return done.stdout + done.stderr


def _until(condition, seconds: float) -> None:  # type: ignore[no-untyped-def]  # a lambda of the test
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "CUPS did not get there"
        _pause()


def _pause() -> None:
    """Give the scheduler, another process without a signal of its own, a moment."""
    subprocess.run(["true"], check=True)


def test_printers_come_with_their_readiness(spooler: Path) -> None:
    found = {printer.name: printer for printer in CupsPrinter().printers()}
    assert found["Office"].is_default and found["Office"].is_ready
    assert not found["Closed"].is_ready and not found["Held"].is_ready
    assert "Paper out" in found["Held"].reason


def test_bytes_at_the_printer_are_the_bytes_of_the_paper(spooler: Path) -> None:
    pdf = b"%PDF-1.4 \xd3\x98 the very bytes" * 100
    printer = CupsPrinter()
    job = printer.send(pdf, "talon-1", "Office")
    _until(lambda: printer.follow(job).state is PrintState.SENT, 20)
    assert (spooler / "Office.out").read_bytes() == pdf


def test_queue_that_refuses_says_so_with_its_reason(spooler: Path) -> None:
    with pytest.raises(UserError, match="E-201") as refused:
        CupsPrinter().send(b"%PDF", "talon-2", "Closed")
    assert "not accepting" in str(refused.value.params["reason"])


def test_held_job_is_never_called_sent(spooler: Path) -> None:
    printer = CupsPrinter()
    job = printer.send(b"%PDF", "talon-3", "Held")
    assert job.state is PrintState.QUEUED and "Paper out" in job.printer_reason
    assert printer.follow(job).state is PrintState.QUEUED
