"""A scan beside the form: one page at a time, so that a thick file costs no more than a thin one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.attachments import OpenScan, ReadScan
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import PageImage
from ui.background import Background
from ui.language import bind
from ui.register.elided import ElidedLabel
from ui.register.scan_card import VOID
from ui.widgets import Card, QuietButton, value_label
from ui.widgets.paper_view import PaperView

PIXELS = 1400
"""Width of a page as it is drawn: sharp when it is zoomed in."""
Shown = OpenScan | ReadScan


class ScanView(Card):
    """Signals:
    closed(): the person has seen enough.
    step_wanted(): the next step is to be done beside the scan.
    failed(Exception): the file cannot be shown.
    """

    closed = Signal()
    step_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(margin=12)
        self.setObjectName("scan_view")
        self._desk, self._background = desk, background
        self._scan: Shown | None = None
        self._asked = 0
        self.page = 0
        self.heading = ElidedLabel("", "heading")
        self.void, self.where = value_label("", "bad"), value_label("", "quiet")
        self.pages = PaperView()
        self.pages.setObjectName("scan_pages")
        self.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bind(self.pages, self.pages.setAccessibleName, N_("Page of the scan"))
        self.back, self.on = QuietButton("", "["), QuietButton("", "]")
        for button, sign, name in ((self.back, "‹", N_("Previous page")), (self.on, "›", N_("Next page"))):
            button.set_words(sign)
            bind(button, button.setAccessibleName, name)
            bind(button, button.setToolTip, name)
        self.close_button = QuietButton(N_("Close"), "Esc")
        self.close_button.setObjectName("scan_close")
        for button in (self.back, self.on, self.close_button):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.step_button = QuietButton(N_("Next step"), "Enter")
        self.step_button.setObjectName("scan_step")
        self.step_button.clicked.connect(self.step_wanted)
        self._lay_out()
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.close_button.clicked.connect(self.closed)
        for key, by in (("[", -1), ("]", 1)):
            turning = QShortcut(QKeySequence(key), self, lambda by=by: self.turn(by))
            turning.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bind(self, self._write)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading, 1)
        top.addWidget(self.void)
        top.addWidget(self.where)
        foot.setSpacing(8)
        for button in (self.step_button, self.back, self.on, self.close_button):
            foot.addWidget(button)
        self.rows.addLayout(top)
        self.rows.addWidget(self.pages, 1)
        self.rows.addLayout(foot)

    def show_scan(self, words: str, load: Callable[[], Shown]) -> None:
        """Read a scan in the background and show its first page."""
        self._scan, self.page = None, 0
        self._asked += 1
        asked, desk = self._asked, self._desk
        self.heading.setText(words)
        self.pages.set_pages(())
        self._write()

        def read() -> tuple[Shown, PageImage]:
            scan = load()
            return scan, desk.attachments.picture(scan, 0, PIXELS)

        def show(found: tuple[Shown, PageImage]) -> None:
            if asked == self._asked:
                self._scan = found[0]
                self.pages.set_pages((found[1],))
                self._write()

        def fail(error: Exception) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self._background.run(self, read, show, fail)

    def offer_step(self, words: str) -> None:
        """Offer the next step of the case in those words; none where they are empty."""
        if words:
            self.step_button.set_words(words)
        self.step_button.setVisible(bool(words))

    def forget(self) -> None:
        """Show nothing any more."""
        self._asked += 1
        self._scan = None
        self.pages.set_pages(())

    def count(self) -> int:
        """How many pages there are; 0 while nothing is shown."""
        scan = self._scan
        if scan is None:
            return 0
        return scan.attachment.pages if isinstance(scan, OpenScan) else scan.facts.pages

    def turn(self, by: int) -> None:
        """Go to a page further on or back."""
        scan, page = self._scan, self.page + by
        if scan is None or not 0 <= page < self.count():
            return
        self.page = page
        self._write()
        desk = self._desk

        def show(picture: PageImage) -> None:
            if self._scan is scan and self.page == page:
                self.pages.set_pages((picture,))

        self._background.run(
            self, lambda: desk.attachments.picture(scan, page, PIXELS), show, lambda error: self.failed.emit(error)
        )

    def _write(self) -> None:
        scan, count = self._scan, self.count()
        void = isinstance(scan, OpenScan) and scan.attachment.void is not None
        self.void.setText(_(VOID) if void else "")
        self.where.setText(_("Page {page} of {count}").format(page=self.page + 1, count=count) if count else "")
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < count)
        for button in (self.back, self.on):
            button.setVisible(count > 1)
