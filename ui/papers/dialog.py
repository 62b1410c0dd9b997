"""A recorded paper on the screen: the very bytes that are printed, to be read, zoomed, printed and saved."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from desk_app.domain.papers import PaperKind
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.language import bind
from ui.papers.job import Preferred
from ui.papers.panel import PaperPanel
from ui.widgets.buttons import QuietButton
from ui.widgets.paper_view import PaperView

# Translators: the title of a window that shows a paper
TITLE = N_("Paper No. {number}")
_COLUMN = 336


class PaperDialog(QDialog):
    """Preview with the panel beside it. Nothing is printed before the person asks for it.

    Signals:
        printed(UUID): the paper was confirmed or saved.
    """

    printed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        key: UUID,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("papers.dialog")
        self.pages = PaperView()
        self.pages.setObjectName("papers.pages")
        self.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bind(self.pages, self.pages.setAccessibleName, N_("The paper as it will be printed"))
        self.panel = PaperPanel(desk, background, self.pages, preferred=preferred)
        self.panel.setFixedWidth(_COLUMN)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        row.addWidget(self.pages, 1)
        row.addWidget(self.panel)
        zoom = QHBoxLayout()
        zoom.setSpacing(8)
        for words, step in ((N_("Smaller"), -1), (N_("Larger"), 1)):
            button = QuietButton(words, "−" if step < 0 else "+")
            button.clicked.connect(lambda _checked=False, step=step: self.pages.zoom(step))
            zoom.addWidget(button)
        self.panel.foot.addLayout(zoom)
        close = QuietButton(N_("Close"), "Esc")
        close.clicked.connect(self.accept)
        self.panel.foot.addWidget(close)
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_P), self, self._on_print_pressed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.ZoomIn), self, lambda: self.pages.zoom(1))
        QShortcut(QKeySequence(QKeySequence.StandardKey.ZoomOut), self, lambda: self.pages.zoom(-1))
        self.panel.job.progressed.connect(self._show_title)
        self.pages.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show_end())
        self.panel.printed.connect(self.printed)
        self.panel.finished.connect(self.accept)
        bind(self, self._show_title)
        self.panel.show_paper(key, print_now=False)

    def sizeHint(self) -> QSize:
        return QSize(1120, 700)

    def _on_print_pressed(self) -> None:
        job = self.panel.job
        if job.progress.has_printer:
            job.print_on(job.progress.printer)

    def _show_title(self) -> None:
        paper = self.panel.job.progress.paper
        self.setWindowTitle(_(TITLE).format(number=paper.number) if paper is not None else "")

    def _show_end(self) -> None:
        paper = self.panel.job.progress.paper
        if paper is not None and paper.kind is PaperKind.TALON:
            self.pages.scroll_to_end()
