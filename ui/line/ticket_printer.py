"""Tickets and leaflets on their way to paper, for the desk and for the kiosk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.domain.language import PaperLanguage
from desk_app.domain.line import Visit
from desk_app.domain.papers import PaperKind, PrintState
from desk_app.usecases.desk import Desk
from desk_app.usecases.line_view import Group
from desk_app.usecases.ports import PrintJob
from ui.background import PRINTING, Background
from ui.papers.job import Preferred

_FOLLOW_EVERY = 1500


class TicketPrinter(QObject):
    """One paper at a time; a newer one takes the place of an older one on the screen, not at the printer.

    Signals:
        told(PrintState | None): how the printing goes; None: there is no printer.
        failed(Exception): the printer did not take it.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, background: Background, preferred: Preferred | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._preferred = preferred
        self._turn = 0
        self._job: PrintJob | None = None
        self._follower = QTimer(self)
        self._follower.setInterval(_FOLLOW_EVERY)
        self._follower.timeout.connect(self._follow)

    def print_ticket(self, visit: Visit) -> None:
        """Make the ticket of that visit and print it."""
        desk = self._desk

        def send(printer: str) -> PrintJob:
            return desk.printing.print_unrecorded(desk.line_view.ticket(desk.session, visit), printer)

        self._send(PaperKind.TICKET, send)

    def print_leaflet(self, group: Group, language: PaperLanguage) -> None:
        """Record and print what the service of that group needs, for a visitor of whom nothing is known."""
        desk, edition, channel = self._desk, group.edition, group.channel
        if channel is None:
            return

        def send(printer: str) -> PrintJob:
            paper = desk.leaflets.make(desk.session, edition, channel, frozenset(), frozenset(), language)
            return desk.printing.print(desk.session, paper.key, printer)

        self._send(PaperKind.LEAFLET, send)

    def forget(self) -> None:
        """Tell of nothing any more."""
        self._turn += 1
        self._job = None
        self._follower.stop()

    def _send(self, kind: PaperKind, send: Callable[[str], PrintJob]) -> None:
        self.forget()
        turn, desk = self._turn, self._desk
        wanted = self._preferred(kind) if self._preferred is not None else ""

        def work() -> PrintJob | None:
            found = desk.printing.printers()
            names = [printer.name for printer in found]
            own = next((printer.name for printer in found if printer.is_default), next(iter(names), ""))
            name = wanted if wanted in names else own
            return send(name) if name else None

        def show(job: PrintJob | None) -> None:
            if turn == self._turn:
                self._show(job)

        def fail(error: Exception) -> None:
            if turn == self._turn:
                self.failed.emit(error)

        self.told.emit(PrintState.NOT_PRINTED)
        self._background.run(self, work, show, fail, lane=PRINTING)

    def _show(self, job: PrintJob | None) -> None:
        self._job = job
        self.told.emit(job.state if job is not None else None)
        if job is not None and job.state is PrintState.QUEUED:
            self._follower.start()
        else:
            self._follower.stop()

    def _follow(self) -> None:
        job, turn = self._job, self._turn
        if job is None:
            self._follower.stop()
            return

        def show(found: PrintJob) -> None:
            if turn == self._turn:
                self._show(found)

        self._background.run(
            self, lambda: self._desk.printing.follow(job), show, lambda _error: self._follower.stop(), lane=PRINTING
        )
