"""Making the sheet that explains a date to the applicant, and showing it ready to print."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from desk_app.domain.application import Application
from desk_app.domain.calendar import DueDate
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.usecases.desk import Desk
from desk_app.usecases.why import CaseClock
from ui.background import Background
from ui.papers.dialog import PaperDialog
from ui.papers.job import Preferred


class WhyPrinter:
    """Records the sheet in the background and opens its dialog over `owner`; `closed` is called after it."""

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        background: Background,
        fail: Callable[[Exception], None],
        preferred: Preferred | None = None,
        closed: Callable[[], None] | None = None,
    ) -> None:
        self._owner, self._desk, self._background = owner, desk, background
        self._fail, self._preferred, self._closed = fail, preferred, closed

    def of_case(self, case: UUID, clock: CaseClock, language: PaperLanguage) -> None:
        desk = self._desk
        self._background.run(
            self._owner, lambda: desk.why.of_case(desk.session, case, clock, language), self._show, self._fail
        )

    def of_check(self, application: Application, due: DueDate, language: PaperLanguage) -> None:
        desk = self._desk
        self._background.run(
            self._owner, lambda: desk.why.of_check(desk.session, application, due, language), self._show, self._fail
        )

    def _show(self, paper: Paper) -> None:
        dialog = PaperDialog(self._desk, self._background, paper.key, self._owner, preferred=self._preferred)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self._owner.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 48, room.height() - 48)))
        if self._closed is not None:
            closed = self._closed
            dialog.finished.connect(lambda _result: closed())
        dialog.open()
