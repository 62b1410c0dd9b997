"""A paper on its way through a printer: asks, hands over, follows the job. The panel and the dialog share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.papers import Paper, PaperKind, PrintState
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import PageImage, PrinterInfo, PrintJob
from ui.background import PRINTING, Background

DPI = 144.0
"""What pages are drawn at on the screen: twice a desk monitor's density, so that zooming in stays sharp."""
_FOLLOW_EVERY = 1500

_Opened = tuple[Paper, tuple[PageImage, ...], tuple[PrinterInfo, ...], tuple[str, ...]]
Preferred = Callable[[PaperKind], str]
"""The printer this workplace keeps for a kind of paper; empty for the system's own."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the paper is. Moments are None while the thing has not happened."""

    paper: Paper | None = None
    printer: str = ""
    queued_at: datetime | None = None
    taken_at: datetime | None = None
    state: PrintState = PrintState.NOT_PRINTED
    has_printer: bool = True
    is_busy: bool = True
    saved_to: str = ""
    unprintable: tuple[str, ...] = ()
    """Characters that would be printed as empty boxes."""


class PaperJob(QObject):
    """One paper at a time.

    Signals:
        progressed(): `progress` is another one now.
        pages_ready(object): the pages as they will be printed, a tuple of PageImage.
        failed(Exception): something did not work; the paper is recorded all the same.
        settled(): the person said that the paper came out, or it is saved as a file.
    """

    progressed = Signal()
    pages_ready = Signal(object)
    failed = Signal(object)
    settled = Signal()

    def __init__(
        self, desk: Desk, background: Background, preferred: Preferred | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._preferred = preferred
        self._key: UUID | None = None
        self._job: PrintJob | None = None
        self.progress = Progress()
        self.printers: tuple[PrinterInfo, ...] = ()
        self._follower = QTimer(self)
        self._follower.setInterval(_FOLLOW_EVERY)
        self._follower.timeout.connect(self._follow)

    @property
    def key(self) -> UUID | None:
        return self._key

    def open(self, key: UUID, *, print_now: bool) -> None:
        """Read the paper, draw its pages, look for printers, and print it where that is wanted.

        A paper with characters no typeface has waits: the person is told of them before it is printed.
        """
        self.forget()
        self._key = key
        self.progressed.emit()

        def read() -> _Opened:
            desk = self._desk
            pages = desk.printing.pages(desk.session, key, DPI)
            paper = desk.printing.paper(key)
            return paper, pages, desk.printing.printers(), desk.printing.unprintable(paper)

        def show(found: _Opened) -> None:
            if key != self._key:
                return
            paper, pages, self.printers, boxes = found
            name = self._choice(paper.kind)
            self.pages_ready.emit(pages)
            state = paper.print_state
            self._set(paper=paper, printer=name, has_printer=bool(name), is_busy=False, state=state, unprintable=boxes)
            if print_now and name and not boxes:
                self.print_on(name)

        self._background.run(self, read, show, self._fail, lane=PRINTING)

    def forget(self) -> None:
        """Follow nothing any more."""
        self._follower.stop()
        self._key, self._job = None, None
        self.progress = Progress()

    def print_on(self, printer: str) -> None:
        """Hand the paper to that printer."""
        key = self._key
        if key is None or self.progress.is_busy:
            return
        self._job = None
        self._follower.stop()
        self._set(printer=printer, is_busy=True, queued_at=None, taken_at=None, state=PrintState.NOT_PRINTED)
        desk = self._desk

        def show(job: PrintJob) -> None:
            if key != self._key:
                return
            self._set(is_busy=False, queued_at=desk.clock.now())
            self._show_job(job)
            if job.state is PrintState.QUEUED:
                self._follower.start()

        def fail(error: Exception) -> None:
            if key == self._key:
                self._set(is_busy=False, state=PrintState.FAILED)
                self.failed.emit(error)

        self._background.run(self, lambda: desk.printing.print(desk.session, key, printer), show, fail, lane=PRINTING)

    def confirm(self) -> None:
        """The person holds the paper."""
        key, desk = self._key, self._desk
        if key is None or self.progress.is_busy or self.progress.queued_at is None:
            return
        self._set(is_busy=True)
        self._background.run(
            self,
            lambda: desk.printing.confirm(desk.session, key, True),
            lambda _none: self._settle(key, PrintState.CONFIRMED),
            self._fail,
            lane=PRINTING,
        )

    def save(self, path: Path) -> None:
        """Save the paper as a PDF instead."""
        key, desk = self._key, self._desk
        if key is None or self.progress.is_busy:
            return
        self._set(is_busy=True)

        def show(_none: object) -> None:
            if key == self._key:
                self._set(saved_to=str(path))
            self._settle(key, PrintState.SAVED)

        self._background.run(self, lambda: desk.printing.save(desk.session, key, path), show, self._fail, lane=PRINTING)

    def _settle(self, key: UUID, state: PrintState) -> None:
        if key == self._key:
            self._follower.stop()
            self._set(is_busy=False, state=state)
            self.settled.emit()

    def _follow(self) -> None:
        job, key = self._job, self._key
        if job is None or key is None:
            self._follower.stop()
            return

        def show(found: PrintJob) -> None:
            if key == self._key and self._job is not None and self._job.job == found.job:
                self._show_job(found)

        self._background.run(
            self, lambda: self._desk.printing.follow(job), show, lambda _error: self._follower.stop(), lane=PRINTING
        )

    def _show_job(self, job: PrintJob) -> None:
        self._job = job
        if self.progress.state in (PrintState.CONFIRMED, PrintState.SAVED):
            return
        self._set(state=job.state)
        if job.state is PrintState.SENT:
            self._set(taken_at=self._desk.clock.now())
        if job.state is not PrintState.QUEUED:
            self._follower.stop()

    def _choice(self, kind: PaperKind) -> str:
        names = [printer.name for printer in self.printers]
        wanted = self._preferred(kind) if self._preferred is not None else ""
        if wanted in names:
            return wanted
        own = next((printer.name for printer in self.printers if printer.is_default), "")
        return own or next(iter(names), "")

    def _fail(self, error: Exception) -> None:
        self._set(is_busy=False)
        self.failed.emit(error)

    def _set(self, **changes: object) -> None:
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]  # fields by name
        self.progressed.emit()


def file_name(paper: Paper) -> str:
    """What a saved paper is called: its kind and number, nobody's name."""
    return f"{paper.kind.value}-{paper.number}.pdf".replace("/", "-")
