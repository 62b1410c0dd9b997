"""Requests of the portal: the list, what was set aside, and the card of the request that was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.language import Bilingual
from desk_app.domain.portal import SetAside
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.exchange import RequestLine
from desk_app.usecases.exchange_pass import PassReport
from desk_app.usecases.law import zone_of
from ui.background import EXCHANGE, Background
from ui.exchange.card import RequestView
from ui.exchange.words import aside_row, pass_words, request_row
from ui.language import bind
from ui.widgets import Card, EmptyState, MessageBar, QuietButton, Segmented, set_role, value_label
from ui.work.said_table import Row, SaidTable

EVERY = 60_000
"""Milliseconds between two readings of the folder while the program is open."""
REQUESTS, ASIDE = "requests", "aside"
# Translators: parts of the page of the portal
_TITLES = {REQUESTS: N_("Requests"), ASIDE: N_("Files set aside")}
NO_FOLDER = N_(
    "No folder for the exchange with the portal is named. A supervisor or administrator names it in the settings, "
    "in the section «Portal»."
)
NO_REQUESTS = N_("No request has come from the portal yet. F5 reads the folder.")
NOTHING_ASIDE = N_("No file was set aside.")
# Translators: headings of the list of requests of the portal
HEADINGS = (N_("State"), N_("Applicant"), N_("Asks for"), N_("Sent"), N_("Number"))
# Translators: headings of the list of files that were set aside
ASIDE_HEADINGS = (N_("File"), N_("Why"), N_("When"))


@dataclass(frozen=True, slots=True)
class _Read:
    folder: Path | None
    requests: tuple[RequestLine, ...]
    aside: tuple[SetAside, ...]
    titles: Mapping[str, Bilingual]
    """Of services."""


class ExchangePage(QStackedWidget):
    """Signals:
    changed(): a request was registered or refused.
    counted(int): how many requests wait for the desk.
    case_wanted(UUID): the card of a case.
    """

    changed = Signal()
    counted = Signal(int)
    case_wanted = Signal(object)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("portal_page")
        self._desk, self._background = desk, background
        self._zone = zone_of(desk.session)
        self._passing = self._again = False
        self._report: PassReport | None = None
        self._passed_at: datetime | None = None
        self._titles: Mapping[str, Bilingual] = {}
        self.folder: Path | None = None
        self.lines: tuple[RequestLine, ...] = ()
        self.aside: tuple[SetAside, ...] = ()
        self.message = MessageBar()
        self.last = value_label("", "quiet", wrap=True)
        self.last.setObjectName("portal_last")
        self.read_button = QuietButton(N_("Read the folder"), "F5")
        self.read_button.setObjectName("portal_read")
        self.read_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.table = SaidTable("portal_requests", N_("Requests of the portal"), HEADINGS, (26, 28, 20, 14, 14))
        self.aside_table = SaidTable("portal_aside", N_("Files set aside"), ASIDE_HEADINGS, (30, 54, 16))
        self.no_folder = EmptyState(NO_FOLDER)
        self.no_requests = EmptyState(NO_REQUESTS)
        self.nothing_aside = EmptyState(NOTHING_ASIDE)
        self.body = QStackedWidget()
        self.card = RequestView(desk, background)
        self.views = Segmented([(name, _TITLES[name]) for name in _TITLES], "portal_view", N_("Lists of the portal"))
        self.addWidget(self._list())
        self.addWidget(self.card)
        self._connect()
        clock = QTimer(self)
        clock.timeout.connect(self.look_again)
        clock.start(EVERY)
        bind(self, self._write)
        self.refresh(then_pass=True)

    def _list(self) -> QWidget:
        page = QWidget()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.views)
        head.addWidget(self.last, 1)
        head.addWidget(self.read_button)
        for widget in (self.table, self.aside_table, self.no_folder, self.no_requests, self.nothing_aside):
            self.body.addWidget(widget)
        card = Card(margin=0, spacing=0)
        card.rows.addWidget(self.body)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.message)
        rows.addWidget(card, 1)
        return page

    def _connect(self) -> None:
        self.views.chosen.connect(lambda name: self.show_view(str(name)))
        self.read_button.clicked.connect(self.read_folder)
        self.table.opened.connect(lambda row: self.open_request(self.lines[row].request.key))
        self.card.left.connect(self.back)
        self.card.case_wanted.connect(self.case_wanted)
        self.card.settled.connect(self._on_settled)
        for key, act in (
            ("F5", self.look_again),
            ("Ctrl+1", lambda: self.show_view(REQUESTS)),
            ("Ctrl+2", lambda: self.show_view(ASIDE)),
        ):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- turning to it

    def activate(self) -> None:
        """The page is turned to."""
        self.refresh()
        if self.currentWidget() is self.card:
            self.card.back_button.setFocus()
        else:
            self._focus_list()

    def show_view(self, name: str) -> None:
        self.views.set_value(name)
        self._show_body()
        self._focus_list()

    def open_request(self, key: UUID) -> None:
        self.setCurrentWidget(self.card)
        self.card.show_request(key)

    def back(self) -> None:
        self.setCurrentIndex(0)
        self.refresh()
        self._focus_list()

    def _focus_list(self) -> None:
        shown = self.body.currentWidget()
        # a button that is off takes no keyboard, and without it no key of this page is heard
        instead = self.read_button if self.read_button.isEnabled() else self.views
        (shown if isinstance(shown, SaidTable) else instead).setFocus()

    # ---- reading

    def refresh(self, *, then_pass: bool = False) -> None:
        """Read the lists again."""
        desk = self._desk

        def read() -> _Read:
            session, exchange = desk.session, desk.exchange
            titles = {edition.service: edition.short_title for edition in desk.law.editions()}
            return _Read(exchange.folder(session), exchange.requests(session), exchange.aside(session), titles)

        def show(found: _Read) -> None:
            self._show(found)
            if then_pass:
                self.read_folder()

        self._background.run(self, read, show, self.message.show_error)

    def _show(self, found: _Read) -> None:
        self.folder, self.lines, self.aside, self._titles = found.folder, found.requests, found.aside, found.titles
        self.table.show_rows(self._request_rows)
        self.aside_table.show_rows(lambda: tuple(aside_row(one, self._zone) for one in self.aside))
        self._show_body()
        self.counted.emit(sum(line.request.is_waiting for line in self.lines))
        self._write()

    def _request_rows(self) -> tuple[Row, ...]:
        return tuple(request_row(line, self._title(line.request.service), self._zone) for line in self.lines)

    def _title(self, service: str) -> str:
        title = self._titles.get(service)
        return title.text(language()) if title is not None else service

    def _show_body(self) -> None:
        had_focus = self.body.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        wanted: QWidget
        if self.views.value() == ASIDE:
            wanted = self.aside_table if self.aside else self.nothing_aside
        elif self.lines:
            wanted = self.table
        else:
            wanted = self.no_requests if self.folder is not None else self.no_folder
        self.body.setCurrentWidget(wanted)
        self.read_button.setEnabled(self.folder is not None and not self._passing)
        if had_focus:
            self._focus_list()

    # ---- the folder

    def look_again(self) -> None:
        """F5, or a minute is over. The folder may have been named meanwhile, also at another desk."""
        if self.folder is None:
            self.refresh(then_pass=True)
        else:
            self.read_folder()

    def read_folder(self) -> None:
        """Make a pass and say what it did; without a folder, nothing.

        A pass that runs may have listed the folder already: another one follows it, so that a file put there before
        the key was pressed is never left for the next minute.
        """
        desk = self._desk
        if self.folder is None:
            return
        if self._passing:
            self._again = True
            return
        self._passing, self._again = True, False
        self.read_button.setEnabled(False)

        def failed(error: Exception) -> None:
            self._passing = self._again = False
            self.read_button.setEnabled(True)
            self.message.show_error(error)

        self._background.run(
            self, lambda: desk.exchange.pass_once(desk.session), self._on_passed, failed, lane=EXCHANGE
        )

    def _on_passed(self, report: PassReport) -> None:
        self._passing = False
        self.message.clear()
        if not report.is_empty or report.left or self._report is None:
            self._report = report
        self._passed_at = self._desk.clock.now()
        self.refresh(then_pass=self._again)

    def _on_settled(self) -> None:
        """Recorded: the portal is told at once."""
        self.changed.emit()
        self.refresh(then_pass=True)

    def _write(self) -> None:
        if self._report is None or self._passed_at is None:
            self.last.setText("")
            return
        words, is_bad = pass_words(self._report)
        when = self._passed_at.astimezone(self._zone).strftime("%H:%M")
        self.last.setText(_("Read at {time}: {words}").format(time=when, words=words))
        set_role(self.last, "warn" if is_bad else "quiet")
