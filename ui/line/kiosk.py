"""The ticket window for visitors: large buttons, two languages, no names; only a supervisor's password leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.line import Visit
from desk_app.domain.papers import PrintState
from desk_app.domain.text import digits
from desk_app.i18n import N_, catalogue
from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance
from desk_app.usecases.line_view import Group
from ui.background import Background
from ui.language import bind
from ui.line.hall import STAYS_OPEN
from ui.line.leaving import LeaveKiosk
from ui.line.ticket_printer import TicketPrinter
from ui.line.watch import LineWatch
from ui.papers.job import Preferred
from ui.theme import DARK, LIGHT
from ui.widgets import value_label

_BACK_AFTER = 20_000
"""Milliseconds a number stays in sight; the next visitor finds the first page, in Kazakh."""
_TALLEST = 136
_CHOOSE = N_("Choose why you have come")
_CHOOSE_HOW = N_("Press once, or type the digit of the line")
_DOCUMENTS = N_("What documents are needed")
_YOUR_NUMBER = N_("Your number")
_NEXT = N_("You are next")
_BEFORE = N_("In front of you: {count}")
_DONE = N_("Done")
_SORRY = N_("That did not work. Please ask at the desk.")
_CLOSED = N_("There is no line today. Please ask at the desk.")
_PRINTING = {
    PrintState.NOT_PRINTED: N_("The paper is being printed …"),
    PrintState.QUEUED: N_("The paper is being printed …"),
    PrintState.SENT: N_("Take the paper from the printer"),
    PrintState.FAILED: N_("The paper did not come out. Remember your number."),
}
_NO_PAPER = N_("Remember your number: nothing is printed here")
_NO_LEAFLET = N_("Nothing is printed here. Please ask at the desk.")


class BigButton(QPushButton):
    """Words that may take two lines, large enough for a finger."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = value_label("", wrap=True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.addWidget(self._label)

    def say(self, words: str, digit: str = "") -> None:
        self._label.setText(f"{digit}   {words}" if digit else words)
        self.setAccessibleName(words)


class KioskWindow(QWidget):
    """Its language is its own: the desk's screen on the other monitor keeps its own.

    Signals:
        left(): a supervisor has closed it.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        entrance: Entrance,
        watch: LineWatch,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("line.kiosk")
        self.setProperty(STAYS_OPEN, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1366, 768)
        bind(self, self.setWindowTitle, N_("Ticket window"))
        self._desk, self._background, self._entrance, self._watch = desk, background, entrance, watch
        self._may_leave = self._is_busy = self._is_leaflet = False
        self._groups: tuple[Group, ...] = ()
        self.visit: Visit | None = None
        self._before = 0
        self._printing: PrintState | None = PrintState.NOT_PRINTED
        self._failed = False
        self.language = Language.KK
        self._printer = TicketPrinter(desk, background, preferred, self)
        self._printer.told.connect(self._show_printing)
        self._printer.failed.connect(lambda _error: self._show_printing(PrintState.FAILED))
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_BACK_AFTER)
        self._back.timeout.connect(self.first_page)
        self._make_pages()
        watch.changed.connect(self._take_groups)
        self._take_groups()
        self.first_page()

    # ---- pages

    def _make_pages(self) -> None:
        self.languages = {Language.KK: BigButton("line.kiosk_kk"), Language.RU: BigButton("line.kiosk_ru")}
        self.languages[Language.KK].say("Қазақша")
        self.languages[Language.RU].say("Русский")
        head = QHBoxLayout()
        self._title = value_label("", wrap=True)
        self._title.setProperty("kiosk", "title")
        head.addWidget(self._title, 1)
        for language, button in self.languages.items():
            button.setCheckable(True)
            button.setFixedWidth(200)
            button.clicked.connect(lambda _checked=False, language=language: self.speak(language))
            head.addWidget(button)
        self._choice, self._number_page = QWidget(), QWidget()
        self._grid = QGridLayout(self._choice)
        self._grid.setSpacing(16)
        self.number = value_label()
        self.number.setObjectName("line.kiosk_number")
        self.number.setProperty("kiosk", "number")
        self._group_name, self._said, self._state = (value_label("", wrap=True) for _label in range(3))
        self._state.setObjectName("line.kiosk_state")
        self.done, self.documents = BigButton("line.kiosk_done"), BigButton("line.kiosk_documents")
        rows = QVBoxLayout(self._number_page)
        rows.setSpacing(16)
        for label in (self._group_name, self.number, self._said, self._state):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(label)
        rows.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for button in (self.documents, self.done):
            foot.addWidget(button)
        rows.addLayout(foot)
        self.done.clicked.connect(lambda _checked=False: self.first_page())
        self.documents.clicked.connect(lambda _checked=False: self._print_leaflet_of_visit())
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choice)
        self.pages.addWidget(self._number_page)
        self._how = value_label("", wrap=True)
        self._how.setProperty("kiosk", "quiet")
        body = QWidget()
        body.setStyleSheet(_style())
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(body)
        all_rows = QVBoxLayout(body)
        all_rows.setContentsMargins(40, 32, 40, 24)
        all_rows.setSpacing(20)
        all_rows.addLayout(head)
        all_rows.addWidget(self.pages, 1)
        all_rows.addWidget(self._how)

    def _take_groups(self) -> None:
        groups = tuple(self._watch.groups.values())
        if groups == self._groups and self._grid.count():
            return
        self._groups = groups
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.buttons: list[BigButton] = []
        self.leaflets: list[tuple[BigButton, Group]] = []
        for row, group in enumerate(groups):
            button = BigButton(f"line.kiosk_group_{row + 1}")
            button.setProperty("kiosk", "group")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.setMaximumHeight(_TALLEST)
            button.clicked.connect(lambda _checked=False, group=group: self.take(group))
            self.buttons.append(button)
            has_leaflet = group.channel is not None
            self._grid.addWidget(button, row, 0, 1, 1 if has_leaflet else 2)
            if has_leaflet:
                leaflet = BigButton(f"line.kiosk_leaflet_{row + 1}")
                leaflet.clicked.connect(lambda _checked=False, group=group: self.print_leaflet(group))
                leaflet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
                leaflet.setMaximumHeight(_TALLEST)
                self.leaflets.append((leaflet, group))
                self._grid.addWidget(leaflet, row, 1)
        self._grid.setColumnStretch(0, 7)
        self._grid.setColumnStretch(1, 3)
        self._write()

    def first_page(self) -> None:
        """Ready for the next visitor."""
        self._back.stop()
        self._printer.forget()
        self.visit, self._failed, self._is_leaflet = None, False, False
        self.language = Language.KK
        self.pages.setCurrentWidget(self._choice)
        self._write()
        if self.buttons:
            self.buttons[0].setFocus()

    def speak(self, language: Language) -> None:
        """Change the language of this window only."""
        self.language = language
        self._write()

    # ---- tickets and leaflets

    def take(self, group: Group) -> None:
        """A ticket of that group. A second press while the first is under way does nothing."""
        if self._is_busy:
            return
        self._is_busy = True
        desk = self._desk

        def work() -> tuple[Visit, int]:
            visit = desk.line.take_ticket(desk.session, group.code)
            return visit, desk.line_view.before(desk.session, visit)

        def show(found: tuple[Visit, int]) -> None:
            self._is_busy = False
            self.visit, self._before = found
            self._turn_to_number(PrintState.NOT_PRINTED)
            self._printer.print_ticket(self.visit)

        def fail(_error: Exception) -> None:
            self._is_busy, self._failed = False, True
            self._turn_to_number(PrintState.NOT_PRINTED)

        self._background.run(self, work, show, fail)

    def print_leaflet(self, group: Group) -> None:
        """What the service needs, on paper; no ticket is taken."""
        self._is_leaflet = True
        self._turn_to_number(PrintState.NOT_PRINTED)
        language = PaperLanguage.KK if self.language is Language.KK else PaperLanguage.RU
        self._printer.print_leaflet(group, language)

    def _print_leaflet_of_visit(self) -> None:
        group = next((one for one in self._groups if self.visit is not None and one.code == self.visit.group), None)
        if group is not None:
            language = PaperLanguage.KK if self.language is Language.KK else PaperLanguage.RU
            self._printer.print_leaflet(group, language)
            self._back.start()

    def _turn_to_number(self, printing: PrintState) -> None:
        self._printing = printing
        self.pages.setCurrentWidget(self._number_page)
        self._write()
        self.done.setFocus()
        self._back.start()

    def _show_printing(self, state: PrintState | None) -> None:
        self._printing = state
        self._write()

    # ---- words

    def _say(self, source: str) -> str:
        return catalogue(self.language).gettext(source)

    def _write(self) -> None:
        for language, button in self.languages.items():
            button.setChecked(language is self.language)
        self._title.setText(self._say(_CHOOSE if self._groups else _CLOSED))
        self._how.setText(self._say(_CHOOSE_HOW) if self._groups else "")
        for number, (button, group) in enumerate(zip(self.buttons, self._groups, strict=True), 1):
            button.say(group.title.text(self.language), str(number))
        for button, group in self.leaflets:
            button.say(self._say(_DOCUMENTS))
            button.setAccessibleName(f"{self._say(_DOCUMENTS)}: {group.title.text(self.language)}")
        self.done.say(self._say(_DONE))
        self.documents.say(self._say(_DOCUMENTS))
        self._write_number()

    def _write_number(self) -> None:
        is_choice = self.pages.currentWidget() is self._choice
        self._how.setVisible(is_choice)
        if is_choice:
            return
        visit = self.visit
        group = next((one for one in self._groups if visit is not None and one.code == visit.group), None)
        self._title.setText(self._say(_DOCUMENTS if self._is_leaflet else _YOUR_NUMBER) if not self._failed else "")
        self.number.setText(visit.ticket if visit is not None else "")
        self._group_name.setText(group.title.text(self.language) if group is not None else "")
        if visit is not None:
            self._said.setText(self._say(_BEFORE).format(count=self._before) if self._before else self._say(_NEXT))
        else:
            self._said.setText(self._say(_SORRY) if self._failed else "")
        without = _NO_LEAFLET if self._is_leaflet else _NO_PAPER
        state = without if self._printing is None else _PRINTING.get(self._printing, "")
        self._state.setText("" if self._failed else self._say(state))
        self.documents.setVisible(group is not None and group.channel is not None)

    # ---- keys, and the way out

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose; Esc asks a supervisor."""
        text = digits(event.text())
        if event.key() == Qt.Key.Key_Escape:
            self.ask_to_leave()
        elif self.pages.currentWidget() is self._choice and len(text) == 1 and text in "123456789":
            if int(text) <= len(self._groups):
                self.take(self._groups[int(text) - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 asks as well."""
        if self._may_leave:
            self.left.emit()
            super().closeEvent(event)
        else:
            event.ignore()
            self.ask_to_leave()

    def ask_to_leave(self) -> None:
        """Close after a supervisor has given the password."""
        if self.findChild(LeaveKiosk) is None:
            question = LeaveKiosk(self, self._entrance, self._background)
            question.accepted.connect(self.leave)
            question.open()

    def leave(self) -> None:
        """Close without asking: the program ends, or a supervisor has said so."""
        self._may_leave = True
        self._back.stop()
        self.close()


def _style() -> str:
    """Large, the same in the light and the dark look of the desk."""
    return f"""
        QWidget {{ background: {LIGHT.page}; }}
        QLabel {{ font-size: 24px; color: {LIGHT.text}; background: transparent; }}
        QLabel[kiosk="title"] {{ font-size: 36px; font-weight: 600; }}
        QLabel[kiosk="quiet"] {{ font-size: 20px; color: {LIGHT.quiet}; }}
        QLabel[kiosk="number"] {{ font-size: 160px; font-weight: 600; color: {LIGHT.accent}; }}
        QPushButton {{
            background: {LIGHT.surface}; border: 2px solid {LIGHT.field_line}; border-radius: 12px; min-height: 64px;
        }}
        QPushButton[kiosk="group"] {{ border-color: {LIGHT.accent}; }}
        QPushButton:checked, QPushButton:pressed {{ background: {LIGHT.selection}; border-color: {LIGHT.accent}; }}
        QPushButton:focus {{ border: 4px solid {DARK.page}; }}
    """
