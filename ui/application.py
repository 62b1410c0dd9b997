"""The program as a whole: from the empty window to the pages of the person who signed in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk_app.domain.language import Language
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui import errors
from ui.background import PRINTING, Background
from ui.language import bind, switch
from ui.theme import apply_theme
from ui.widgets import MessageBar, text_label

# Rules, papers and records load after the first window has been painted.
if TYPE_CHECKING:
    from desk_app.domain.papers import PaperKind
    from desk_app.domain.staff import Session
    from desk_app.usecases.desk import Desk
    from desk_app.usecases.entrance import Entrance
    from desk_app.usecases.ports import PrinterInfo
    from desk_app.usecases.workplace import Workplace, WorkplaceStore
    from ui.day.window import DayWindow
    from ui.entrance.sign_in import LockOverlay
    from ui.line.windows import LineWindows
    from ui.register.page import RegisterPage
    from ui.shell.main_window import MainWindow

IDLE = 5 * 60_000
"""Milliseconds without a key or the mouse before the desk locks itself."""

_ACTIVITY = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress})


class Program(Protocol):
    """What the windows are given before anybody has signed in. `desk_app.bootstrap` makes it."""

    def entrance(self) -> Entrance: ...
    @property
    def workplace(self) -> WorkplaceStore: ...
    @property
    def log_path(self) -> Path: ...


def run(program: Program, *, kiosk: bool = False) -> int:
    """Start the program and return its exit code when the last window is closed.

    With `kiosk` the ticket window for visitors takes the place of the main window.

    The steps, in order:

    1. Qt with the Fusion style, and the last handler for what nobody catches.
    2. The settings of this workplace: language, palette, size of text.
    3. An empty window is painted; only then the rules and the records are loaded, beside it.
    4. A new office gets the first run, any other the sign-in.
    5. The main window with the pages of the person's roles; each page is built when it is first needed.
    """
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    errors.install(program.log_path)
    application = Application(program, qt, kiosk=kiosk)
    application.start()
    code = qt.exec()
    application.background.stop()
    return code


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page that a person may see, and how it is made."""

    key: str
    sign: str
    title: str
    make: Callable[[], QWidget]
    margin: int = 16


class LazyPage(QWidget):
    """Stands in the main window until the page is needed."""

    def __init__(self, plan: PagePlan) -> None:
        super().__init__()
        self.plan = plan
        self.inner: QWidget | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(plan.margin, plan.margin, plan.margin, plan.margin)

    def build(self) -> QWidget:
        """The page itself, made the first time it is asked for."""
        if self.inner is None:
            self.inner = self.plan.make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.inner)
            # a page takes the focus only when it can be seen
            self.inner.show()
        return self.inner


class EntryFrame(QWidget):
    """The one window before the main window: empty, then the first run or the sign-in."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entry_frame")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1366, 768)
        self.setMinimumSize(1024, 640)
        self.inner: QWidget | None = None
        self.message = MessageBar()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._wait = text_label(N_("Tereze is opening …"), "title")
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rows.addWidget(self.message)
        self._rows.addWidget(self._wait, 1)
        bind(self, self.setWindowTitle, N_("Tereze"))

    def show_inner(self, inner: QWidget) -> None:
        self._wait.hide()
        self.inner = inner
        self._rows.addWidget(inner, 1)


class Application(QObject):
    """Keeps what lives as long as the program: the background, the windows, the lock."""

    def __init__(self, program: Program, qt: QApplication, *, kiosk: bool = False) -> None:
        super().__init__()
        self._is_kiosk = kiosk
        self.line: LineWindows | None = None
        self.day_window: DayWindow | None = None
        self.program = program
        self.qt = qt
        self.background = Background(self)
        self.entrance: Entrance | None = None
        self.desk: Desk | None = None
        self.frame: EntryFrame | None = None
        self.window: MainWindow | None = None
        self.pages: dict[str, LazyPage] = {}
        self.covers: list[LockOverlay] = []
        self._saved_at = ""
        self._chosen_printers: dict[str, str] = {}
        self._printers: tuple[PrinterInfo, ...] | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE)
        self.idle.timeout.connect(self.lock)

    # the way in

    def start(self) -> None:
        """Steps 2 to 4 of `run`."""
        workplace = self.program.workplace.load()
        self._chosen_printers = dict(workplace.printers)
        apply_theme(self.qt, dark=workplace.dark, large_text=workplace.large_text)
        switch(workplace.language)
        self.frame = EntryFrame()
        self.frame.show()
        QTimer.singleShot(0, self, self._open_records)

    def _open_records(self) -> None:
        def read() -> tuple[Entrance, bool]:
            entrance = self.program.entrance()
            return entrance, entrance.is_new()

        assert self.frame is not None
        self.background.run(self.frame, read, self._show_entrance, self.frame.message.show_error)

    def _show_entrance(self, found: tuple[Entrance, bool]) -> None:
        from ui.entrance.sign_in import SignInWindow
        from ui.entrance.wizard import FirstRunWizard

        self.entrance, is_new = found
        assert self.frame is not None
        if is_new:
            wizard = FirstRunWizard(self.entrance, self.background)
            wizard.finished.connect(self.open_desk)
            self.frame.show_inner(wizard)
        else:
            sign_in = SignInWindow(self.entrance, self.background)
            sign_in.signed_in.connect(self.open_desk)
            self.frame.show_inner(sign_in)

    # the main window

    def open_desk(self, desk: Desk) -> None:
        """Show the pages of the person who has come in; the one they work at first."""
        from desk_app.usecases.law import zone_of
        from ui.line.windows import LineWindows
        from ui.register.scanner import ScannerWatch
        from ui.shell.main_window import MainWindow

        self.desk = desk
        assert self.entrance is not None
        store, preferred = self.program.workplace, self.printer_of
        self.line = LineWindows(desk, self.background, self.entrance, store, preferred, self._show_failure, self)
        if self._is_kiosk:
            self.line.open_kiosk()
            self._drop_frame()
            return
        zone = zone_of(desk.session)
        window = MainWindow(lambda: desk.clock.now().astimezone(zone))
        self.window = window
        for plan in self._plans(desk):
            self.pages[plan.key] = LazyPage(plan)
            window.add_page(plan.key, plan.sign, plan.title, self.pages[plan.key])
        window.set_person(desk.session)
        window.set_database_words(self._database_words)
        self._connect(window, ScannerWatch(self.qt))
        self._keep_language(self._current_language())
        if self.frame is not None:
            # hidden first, not closed: its going would end the program, or take the focus along
            # not restoreGeometry: it cuts the window to the screen it believes in
            window.setGeometry(self.frame.geometry())
            window.setWindowState(self.frame.windowState())
            self._drop_frame()
        window.show()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        window.show_page(next(iter(self.pages)))
        self.idle.start()
        QTimer.singleShot(0, window, self._build_next)
        self.background.run(window, desk.printing.printers, self._show_printers, lambda _error: None, lane=PRINTING)
        bind(window, self._write_printers)

    def _drop_frame(self) -> None:
        if self.frame is not None:
            self.frame.hide()
            self.frame.deleteLater()
            self.frame = None

    def _connect(self, window: MainWindow, scanner: Any) -> None:
        window.search_requested.connect(self.search)
        window.lock_requested.connect(self.lock)
        window.page_shown.connect(self._on_page_shown)
        window.language_chosen.connect(self._keep_language)
        window.closing.connect(self._on_closing)
        scanner.setParent(window)
        scanner.scanned.connect(self.open_scanned)
        scanner.used.connect(self.idle.start)

    def _plans(self, desk: Desk) -> tuple[PagePlan, ...]:
        """The pages a person's roles allow, in the order of the side bar."""
        from desk_app.domain.staff import OfficeKind, Role

        session = desk.session
        plans = []
        if session.has(Role.CLERK, Role.CHANCELLERY):
            plans.append(PagePlan("intake", "inbox", N_("Intake"), self._make_intake, margin=0))
        if session.has(Role.CLERK, Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR):
            plans.append(PagePlan("work", "user", N_("My work"), self._make_work))
        if session.has(Role.CLERK, Role.CHANCELLERY, Role.HEAD, Role.EXECUTOR, Role.SUPERVISOR):
            plans.append(PagePlan("register", "book-open", N_("Register of cases"), self._make_register))
        if session.has(Role.SUPERVISOR, Role.HEAD):
            plans.append(PagePlan("day", "calendar-days", N_("Day"), self._make_day))
        # the portal is the provider's own way in (Channel.PORTAL)
        if session.has(Role.CHANCELLERY, Role.SUPERVISOR) and OfficeKind.PROVIDER in session.office.kinds:
            plans.append(PagePlan("exchange", "globe", N_("Portal"), self._make_exchange))
        plans.append(PagePlan("settings", "sliders-horizontal", N_("Settings"), self._make_settings))
        return tuple(plans)

    def _make_intake(self) -> QWidget:
        from ui.intake.page import IntakePage

        assert self.desk is not None and self.line is not None
        page = IntakePage(self.desk, self.background, preferred=self.printer_of, watch=self.line.watch)
        page.hall_wanted.connect(self.line.open_hall)
        page.kiosk_wanted.connect(self._open_kiosk)
        page.recorded.connect(self._on_changed)
        page.case_wanted.connect(self.open_case)
        return page

    def _make_work(self) -> QWidget:
        from ui.work.page import WorkPage

        assert self.desk is not None and self.window is not None
        page = WorkPage(self.desk, self.background, preferred=self.printer_of)
        window = self.window
        page.counted.connect(lambda count: window.set_count("work", count))
        page.changed.connect(self._on_changed)
        return page

    def _make_register(self) -> QWidget:
        from ui.register.page import RegisterPage

        assert self.desk is not None
        store = self.program.workplace
        page = RegisterPage(self.desk, self.background, preferred=self.printer_of, store=store)
        page.changed.connect(self._on_changed)
        return page

    def _make_day(self) -> QWidget:
        from ui.day.page import DayPage

        assert self.desk is not None
        page = DayPage(self.desk, self.background, preferred=self.printer_of)
        page.changed.connect(self._on_changed)
        page.window_wanted.connect(self.open_day_window)
        return page

    def _make_exchange(self) -> QWidget:
        from ui.exchange.page import ExchangePage

        assert self.desk is not None and self.window is not None
        page, window = ExchangePage(self.desk, self.background), self.window
        page.counted.connect(lambda count: window.set_count("exchange", count))
        page.changed.connect(self._on_changed)
        page.case_wanted.connect(self.open_case)
        return page

    def open_day_window(self) -> None:
        """The day on the second monitor; to the front where it is open already."""
        from ui.day.window import DayWindow

        if self.desk is None:
            return
        if self.day_window is None:
            self.day_window = DayWindow(
                self.desk, self.background, self.window, preferred=self.printer_of, store=self.program.workplace
            )
            self.day_window.page.changed.connect(self._on_changed)
            self.day_window.left.connect(self._forget_day_window)
            self.day_window.open()
            self.day_window.show()
        self.day_window.raise_()
        self.day_window.activateWindow()
        self.day_window.page.activate()

    def _forget_day_window(self) -> None:
        self.day_window = None

    def _make_settings(self) -> QWidget:
        from ui.office.page import SettingsPage

        assert self.desk is not None
        log_path = self.program.log_path
        page = SettingsPage(self.desk, self.background, self.program.workplace, log_path.parent.parent, log_path)
        page.workplace_changed.connect(self._follow_workplace)
        assert self.line is not None
        page.hall_wanted.connect(self.line.open_hall)
        page.kiosk_wanted.connect(self._open_kiosk)
        return page

    def _open_kiosk(self) -> None:
        if self.line is not None:
            self.line.open_kiosk(self.window)

    def _show_failure(self, error: Exception) -> None:
        errors.show_error(self.window, error)

    def page(self, key: str) -> Any:
        """The page itself, built if it was not yet."""
        return self.pages[key].build()

    def _build_next(self) -> None:
        """Build what is not there yet, a page a turn, while the person looks at the first one."""
        waiting = [page for page in self.pages.values() if page.inner is None]
        if waiting and self.window is not None:
            built = waiting[0].build()
            if waiting[0].plan.key == "work":
                built.refresh()  # type: ignore[attr-defined]  # the page of this key is a WorkPage
            QTimer.singleShot(0, self.window, self._build_next)

    def _on_page_shown(self, key: str) -> None:
        page = self.page(key)
        if hasattr(page, "activate"):
            page.activate()
        else:
            page.setFocus()

    # finding

    def search(self, text: str) -> None:
        """What was typed into the box of the shell: a number or a talon opens its case, other words are searched."""
        from ui.register.scanner import find_scanned

        desk, window = self.desk, self.window
        if desk is None or window is None or "register" not in self.pages:
            return
        self.background.run(
            window,
            lambda: find_scanned(desk, text),
            lambda found: self._open_found(found) if found is not None else self._search_register(text),
            lambda error: errors.show_error(window, error),
        )

    def open_scanned(self, text: str) -> None:
        """A talon was scanned somewhere: its case opens over whatever is in front; forms keep what they hold."""
        if not self.covers:
            self.search(text)

    def open_case(self, key: UUID) -> None:
        """Open a case's card on the page of the register."""
        self._open_found(("case", key))

    def _open_found(self, found: tuple[str, UUID]) -> None:
        kind, key = found
        if kind == "list":
            self._show_copy_back(key)
            return
        register: RegisterPage = self.page("register")
        if self.window is not None:
            self.window.show_page("register")
        if kind == "case":
            register.open_case(key)
        else:
            register.open_refusal(key)

    def _show_copy_back(self, key: UUID) -> None:
        """The signed copy of a hand-over list came back."""
        if self.window is not None and "work" in self.pages:
            self.window.show_page("work")
            self.page("work").mark_copy_back(key)

    def _search_register(self, text: str) -> None:
        register: RegisterPage = self.page("register")
        if self.window is not None:
            self.window.show_page("register")
        register.search(text)
        register.table.setFocus()

    # what changes under way

    def printer_of(self, kind: PaperKind) -> str:
        """The printer this workplace keeps for a kind of paper; empty for the system's own."""
        return self._chosen_printers.get(kind.value, "")

    def _on_changed(self) -> None:
        """A case was recorded or moved on in this process: lists follow, the status line says so."""
        if self.desk is None or self.window is None:
            return
        from desk_app.usecases.law import zone_of

        self._saved_at = self.desk.clock.now().astimezone(zone_of(self.desk.session)).strftime("%H:%M:%S")
        self.window.refresh_status()
        front = self.window.page()
        for key, page in self.pages.items():
            inner: Any = page.inner
            if inner is None:
                continue
            if key == "register":
                inner.mark_stale()
            elif key == "work" or (key == "day" and front == "day"):
                inner.refresh()

    def _database_words(self) -> str:
        if self.desk is None:
            return ""
        words = _("Shared records") if self.desk.database == "shared" else _("Records on this computer")
        if not self._saved_at:
            return words
        saved = _("saved {time}").format(time=self._saved_at)
        return f"{words} · {saved}"

    def _show_printers(self, printers: tuple[PrinterInfo, ...]) -> None:
        self._printers = printers
        self._write_printers()

    def _write_printers(self) -> None:
        if self.window is None or self._printers is None:
            return
        chosen = next((one for one in self._printers if one.is_default), next(iter(self._printers), None))
        if chosen is None:
            self.window.set_printer_words(_("No printer: papers are saved as files"))
        else:
            state = _("ready") if chosen.is_ready else chosen.reason or _("not ready")
            self.window.set_printer_words(f"{chosen.name}: {state}")

    @staticmethod
    def _current_language() -> Language:
        from desk_app.i18n import language

        return language()

    def _keep_language(self, chosen: Language) -> None:
        """The language of the screen is this workplace's until somebody changes it; so is the office's zone."""
        store = self.program.workplace
        zone = self.desk.session.office.zone if self.desk is not None else ""

        def keep() -> None:
            workplace = store.load()
            fresh = replace(workplace, language=chosen, zone=zone or workplace.zone)
            if fresh != workplace:
                store.save(fresh)

        owner: QObject = self.window if self.window is not None else self
        self.background.run(owner, keep, lambda _nothing: None, lambda error: errors.show_error(self.window, error))

    def _follow_workplace(self, workplace: Workplace) -> None:
        apply_theme(self.qt, dark=workplace.dark, large_text=workplace.large_text)
        switch(workplace.language)
        if self.window is not None:
            self.window.retint()

    # the lock

    def lock(self) -> None:
        """Cover every window until the same person gives the password."""
        from ui.entrance.sign_in import LockOverlay

        if self.covers or self.window is None or self.desk is None or self.entrance is None:
            return
        self._keep_drafts()
        session: Session = self.desk.session
        shown = [one for one in self.qt.topLevelWidgets() if one.isVisible() and _is_coverable(one)]
        front = self.qt.activeModalWidget() or self.window
        for one in sorted(shown, key=lambda found: found is front):
            cover = LockOverlay(one, self.entrance, self.background, session)
            cover.unlocked.connect(self._unlock)
            self.covers.append(cover)

    def _unlock(self) -> None:
        covers, self.covers = self.covers, []
        for cover in covers:
            cover.release()
        self.idle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self.idle.start()
        return False

    def _on_closing(self) -> None:
        """What is half-filled goes into the records before the window is gone."""
        self.idle.stop()
        self._keep_drafts()
        self.background.wait_idle()
        if self.line is not None:
            self.line.close()
        if self.day_window is not None:
            self.day_window.close()

    def _keep_drafts(self) -> None:
        intake: Any = self.pages["intake"].inner if "intake" in self.pages else None
        if intake is not None:
            intake.keep_now()


def _is_coverable(widget: QWidget) -> bool:
    # what visitors look at goes on while the desk is locked
    if widget.property("stays_open"):
        return False
    return widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
