"""The main window: pages at the left, search and person at the top, the state of the records below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.language import Language
from desk_app.domain.staff import Session
from desk_app.i18n import N_, language, weekday
from ui.language import bind, switch
from ui.shell.help import HelpDialog, KeysDialog, help_file
from ui.theme import icon, mark, scaled
from ui.widgets import Segmented, Sign, value_label

SIDE, TOP, STATUS = 176, 56, 32
NAV_GAP = 8


@dataclass
class _Page:
    key: str
    sign: str
    title: str
    widget: QWidget
    button: QPushButton
    count: QLabel


class MainWindow(QMainWindow):
    """Signals:
    search_requested: words from the search box, Enter pressed.
    lock_requested: F12 or the lock button.
    page_shown: key of the page now in front.
    language_chosen: the person chose another language of the screen.
    closing: the window is about to close; drafts should be kept.
    """

    search_requested = Signal(str)
    lock_requested = Signal()
    page_shown = Signal(str)
    language_chosen = Signal(object)
    closing = Signal()

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._now = now if now is not None else datetime.now
        self._pages: list[_Page] = []
        self._database: Callable[[], str] = str
        self.resize(1366, 768)
        self.setMinimumSize(1024, 640)
        bind(self, self.setWindowTitle, N_("Tereze"))
        self._stack = QStackedWidget()
        body = QWidget()
        body.setProperty("role", "page")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side_bar())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top_bar())
        right.addWidget(self._stack, 1)
        middle.addLayout(right, 1)
        rows.addLayout(middle, 1)
        rows.addWidget(self._status_bar())
        self.setCentralWidget(body)
        self._actions()
        self._fit()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._write_time)
        self._clock.start(15_000)
        bind(self, self._write_time)

    def add_page(self, key: str, sign: str, title: str, widget: QWidget) -> None:
        """Put a page into the side bar; `title` is marked with `N_`, `sign` is the icon's name."""
        button = QPushButton()
        button.setObjectName(f"nav_{key}")
        button.setProperty("role", "nav")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIconSize(QSize(20 + NAV_GAP, 20))
        count = value_label("", "quiet")
        inside = QHBoxLayout(button)
        inside.addStretch(1)
        inside.addWidget(count)
        bind(button, button.setText, title)
        bind(button, button.setAccessibleName, title)
        number = len(self._pages) + 1
        shortcut = QAction(self)
        shortcut.setShortcut(QKeySequence(f"Alt+{number}"))
        shortcut.triggered.connect(lambda: self.show_page(key))
        self.addAction(shortcut)
        button.clicked.connect(lambda: self.show_page(key))
        self._nav.addWidget(button)
        self._stack.addWidget(widget)
        self._pages.append(_Page(key, sign, title, widget, button, count))
        self._tint()

    def show_page(self, key: str) -> None:
        """Bring a page to the front and give it the focus."""
        page = next(found for found in self._pages if found.key == key)
        self._stack.setCurrentWidget(page.widget)
        page.button.setChecked(True)
        self._tint()
        page.widget.setFocus()
        self.page_shown.emit(key)

    def page(self) -> str:
        return next((found.key for found in self._pages if found.widget is self._stack.currentWidget()), "")

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page."""
        for page in self._pages:
            if page.key == key:
                page.count.setText(str(count) if count else "")

    def set_person(self, session: Session) -> None:
        self._person.setText(session.member.short_name)
        self._desk.setText(session.desk)
        self._desk.setVisible(bool(session.desk))
        bind(self._office, lambda: self._office.setText(session.office.name.text(language())))

    def set_database_words(self, words: Callable[[], str]) -> None:
        """`words` says, in the language of the screen, where the records are and when they were last saved."""
        self._database = words
        bind(self._records, self.refresh_status)

    def refresh_status(self) -> None:
        self._records.setText(self._database())

    def set_printer_words(self, words: str) -> None:
        self._printer.setText(words)
        self._printer_sign.setVisible(bool(words))

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _side_bar(self) -> QFrame:
        side = QFrame()
        side.setObjectName("side_bar")
        side.setProperty("role", "side")
        self._side = side
        rows = QVBoxLayout(side)
        rows.setContentsMargins(8, 0, 8, 12)
        rows.setSpacing(16)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(10, 0, 0, 0)
        head.setSpacing(10)
        self._mark = QLabel()
        head.addWidget(self._mark)
        head.addWidget(value_label("Терезе", "heading"), 1)
        rows.addWidget(self._head)
        self._nav = QVBoxLayout()
        self._nav.setSpacing(4)
        rows.addLayout(self._nav)
        rows.addStretch(1)
        self._office = value_label("", "quiet", wrap=True)
        self._office.setContentsMargins(12, 0, 0, 0)
        rows.addWidget(self._office)
        return side

    def _top_bar(self) -> QFrame:
        top = QFrame()
        top.setProperty("role", "top")
        self._top = top
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setProperty("role", "search")
        self._glass = self.search.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.search.findChildren(QToolButton):
            bind(button, button.setAccessibleName, N_("Search"))
        bind(self.search, self.search.setPlaceholderText, N_("IIN, number or name (Ctrl+F)"))
        bind(self.search, self.search.setAccessibleName, N_("Search"))
        self.search.returnPressed.connect(lambda: self.search_requested.emit(self.search.text().strip()))
        row.addWidget(self.search)
        row.addStretch(1)
        names = [(Language.KK, "ҚАЗ"), (Language.RU, "РУС")]
        self.languages = Segmented(names, "language", N_("Language of the screen"))
        self.languages.chosen.connect(self._choose_language)
        bind(self.languages, lambda: self.languages.set_value(language()))
        row.addWidget(self.languages)
        self._person = value_label("", "strong")
        self._person.setObjectName("person")
        self._desk = value_label("", "quiet")
        row.addWidget(self._person)
        row.addWidget(self._desk)
        self.lock = QPushButton()
        self.lock.setObjectName("lock")
        bind(self.lock, self.lock.setAccessibleName, N_("Lock the desk"))
        bind(self.lock, self.lock.setToolTip, N_("Lock the desk (F12)"))
        self.lock.clicked.connect(self.lock_requested)
        row.addWidget(self.lock)
        return top

    def _status_bar(self) -> QFrame:
        status = QFrame()
        status.setProperty("role", "status")
        self._status = status
        row = QHBoxLayout(status)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(8)
        self._records = value_label("", "quiet")
        self._records.setObjectName("status_records")
        self._printer_sign = Sign("printer", "quiet")
        self._printer_sign.hide()
        self._printer = value_label("", "quiet")
        self._day = value_label("", "quiet")
        self._time = value_label("", "strong")
        row.addWidget(value_label("", "dot"))
        row.addWidget(self._records)
        row.addStretch(1)
        row.addWidget(self._printer_sign)
        row.addWidget(self._printer)
        row.addStretch(1)
        row.addWidget(self._day)
        row.addWidget(self._time)
        return status

    def _fit(self) -> None:
        """Give the frame its measures in the size of text in force."""
        self._side.setFixedWidth(scaled(SIDE))
        self._head.setFixedHeight(scaled(TOP) - 1)
        self._top.setFixedHeight(scaled(TOP))
        self._status.setFixedHeight(scaled(STATUS))
        self.search.setFixedWidth(scaled(400))
        self.lock.setFixedWidth(scaled(40))
        self._mark.setPixmap(mark(24))

    def _actions(self) -> None:
        for keys, act in (
            ("Ctrl+F", self.focus_search),
            ("F12", self.lock_requested.emit),
            ("Ctrl+L", self._other_language),
            ("F11", self._full_screen),
            ("Ctrl+Q", self.close),
            ("F1", self._help),
            ("Ctrl+/", self._all_keys),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    def _choose_language(self, chosen: object) -> None:
        if isinstance(chosen, Language) and chosen is not language():
            switch(chosen)
            self.language_chosen.emit(chosen)

    def _other_language(self) -> None:
        self._choose_language(Language.RU if language() is Language.KK else Language.KK)

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _help(self) -> None:
        if help_file(self.page()) is None:
            self._all_keys()
        else:
            HelpDialog(self, self.page()).open()

    def _all_keys(self) -> None:
        KeysDialog(self).open()

    def _tint(self) -> None:
        for page in self._pages:
            ink = "accent" if page.button.isChecked() else "text"
            page.button.setIcon(icon(page.sign, ink, 20, NAV_GAP))
        self.lock.setIcon(icon("lock"))

    def retint(self) -> None:
        """Draw the frame anew after a change of palette or of the size of text."""
        self._fit()
        self._tint()
        self._glass.setIcon(icon("search", "quiet"))

    def _write_time(self) -> None:
        now = self._now()
        self._day.setText(f"{weekday(now.date())}, {now:%d.%m.%Y}")
        self._time.setText(f"{now:%H:%M}")
