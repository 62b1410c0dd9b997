"""CUPS through its own programs `lp` and `lpstat`: the PDF arrives as it is, and refusals come with their reason."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from desk_app.domain.papers import PrintState
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.usecases.ports import PrinterInfo, PrintJob

_SECONDS = 15
_REQUEST = re.compile(r"request id is (\S+)")


def spooler_answers() -> bool | None:
    """Whether CUPS answers; None where its programs are not installed."""
    if shutil.which("lpstat") is None:
        return None
    done = _run("lpstat", "-r")
    return done.returncode == 0 and "not running" not in done.stdout


class CupsPrinter:
    """The printers of the system queue."""

    def printers(self) -> tuple[PrinterInfo, ...]:
        """Return the queues with the spooler's words; none where there is no CUPS or it does not run."""
        if shutil.which("lpstat") is None:
            return ()
        default = _run("lpstat", "-d").stdout.rpartition(":")[2].strip()
        accepting = {
            line.split()[0]
            for line in _run("lpstat", "-a").stdout.splitlines()
            if line.strip() and " not accepting" not in line
        }
        found = []
        name, words = "", ""
        for line in [*_run("lpstat", "-p").stdout.splitlines(), "printer"]:
            if line.startswith("printer"):
                if name:
                    ready = name in accepting and "disabled" not in words
                    found.append(PrinterInfo(name, name == default, ready, words))
                name, _space, words = line.removeprefix("printer").strip().partition(" ")
            elif line.strip():
                words = f"{words} {line.strip()}"
        return tuple(sorted(found, key=lambda printer: (not printer.is_default, printer.name)))

    def send(self, pdf: bytes, title: str, printer: str) -> PrintJob:
        if shutil.which("lp") is None:
            raise _refused(printer, "lp: not found")
        words = ["lp", "-d", printer, "-t", title, "-n", "1", "-o", "media=A4", "-"]
        done = _run(*words, data=pdf)
        request = _REQUEST.search(done.stdout)
        if done.returncode != 0 or request is None:
            raise _refused(printer, done.stderr.strip() or done.stdout.strip())
        return self.follow(PrintJob(request.group(1), printer, PrintState.QUEUED))

    def follow(self, job: PrintJob) -> PrintJob:
        """A job that left the queue was taken by the printer: SENT, which is not yet paper in hand."""
        waiting = _run("lpstat", "-W", "not-completed", "-o").stdout
        if not any(line.split()[0] == job.job for line in waiting.splitlines() if line.strip()):
            return PrintJob(job.job, job.printer, PrintState.SENT)
        words = " ".join(_run("lpstat", "-p", job.printer).stdout.split())
        return PrintJob(job.job, job.printer, PrintState.QUEUED, words)


def _run(*words: str, data: bytes | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=_SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 124, "", "the spooler does not answer")
    return subprocess.CompletedProcess(
        words, done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    )


def _refused(printer: str, reason: str) -> UserError:
    return UserError(
        "E-201",
        N_("The printer {printer} did not take the paper: {reason}"),
        N_("Choose another printer, or save the paper as a file."),
        safe=N_("The paper is recorded; it can be saved or printed again."),
        printer=printer,
        reason=reason,
    )
