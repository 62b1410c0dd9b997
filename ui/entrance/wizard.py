"""The first run: language, office, services, the first account, the recovery code. One calm page after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance, FirstDesk, Setup
from ui.background import Background
from ui.entrance.forms import enter_presses, error_text, note
from ui.entrance.recovery_page import RecoveryPage
from ui.entrance.wizard_pages import AccountPage, EditionsPage, LanguagePage, OfficePage, WizardPage
from ui.language import bind
from ui.register.words import DONE, LATER, NOW
from ui.widgets.buttons import MainButton
from ui.widgets.labels import set_role, text_label

PAGE_WIDTH = 860
STEPS_WIDTH = 232


class FirstRunWizard(QWidget):
    """Sets up an office on an empty computer or an empty shared database.

    Signals:
        finished(Desk): the office is there, the first person is signed in.
    """

    finished = Signal(object)

    def __init__(self, entrance: Entrance, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard")
        self._entrance = entrance
        self._background = background
        self._desk: Desk | None = None
        self.language_page, self.office_page = LanguagePage(), OfficePage()
        self.editions_page, self.account_page = EditionsPage(), AccountPage()
        self.recovery_page = RecoveryPage(background)
        self.pages: tuple[WizardPage, ...] = (
            self.language_page,
            self.office_page,
            self.editions_page,
            self.account_page,
            self.recovery_page,
        )
        self._stack = QStackedWidget()
        self._steps: list[QLabel] = []
        self.fault = note("bad")
        self.fault.setObjectName("fault")
        self.back, self.next = QPushButton(), MainButton("", "Enter")
        self.back.setObjectName("back")
        self.next.setObjectName("next")
        self.next.setMinimumWidth(280)
        self._lay_out()
        self.back.clicked.connect(self._on_back_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        enter_presses(self, self.next)
        self.recovery_page.changed.connect(self._write)
        self._background.run(
            self, lambda: (entrance.editions(), entrance.by_default()), self._show_editions, self._show_error
        )
        self._turn_to(0)

    def _lay_out(self) -> None:
        for page in self.pages:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page.setProperty("role", "clear")
            area.setWidget(page)
            self._stack.addWidget(area)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch()
        buttons.addWidget(self.next)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(PAGE_WIDTH)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(12)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.fault)
        rows.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        row.addStretch(1)
        row.addWidget(self._side())
        row.addWidget(card, 8)
        row.addStretch(1)
        self.fault.hide()
        bind(self, self.setWindowTitle, N_("Tereze: first start"))
        bind(self.back, self.back.setText, N_("Back"))
        bind(self, self._write)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(STEPS_WIDTH)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 24, 0, 0)
        rows.setSpacing(16)
        rows.addWidget(text_label(N_("Tereze"), "title"))
        for _page in self.pages:
            step = QLabel()
            step.setTextFormat(Qt.TextFormat.PlainText)
            step.setWordWrap(True)
            self._steps.append(step)
            rows.addWidget(step)
        rows.addStretch()
        return side

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_first()

    def _focus_first(self) -> None:
        field = self.pages[self.current].first_field()
        (field if field is not None else self.next).setFocus()

    @property
    def current(self) -> int:
        return self._stack.currentIndex()

    def _turn_to(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.fault.hide()
        self._write()
        self._focus_first()

    def _write(self) -> None:
        """Steps at the side and the words of the button, as they stand now."""
        for index, (label, page) in enumerate(zip(self._steps, self.pages, strict=True)):
            sign = DONE if index < self.current else NOW if index == self.current else LATER
            label.setText(f"{sign}  {_(page.heading)}")
            set_role(label, "strong" if index == self.current else "quiet")
        last = self.pages[self.current] is self.recovery_page
        self.next.set_words(_("Begin work") if last else _("Next"))
        self.next.setEnabled(not last or not self.recovery_page.fault())
        self.back.setVisible(self.current > 0 and not last)

    def _show_editions(self, read: tuple[tuple[ServiceEdition, ...], tuple[str, ...]]) -> None:
        editions, by_default = read
        self.editions_page.show_editions(editions, by_default)

    def _on_back_clicked(self) -> None:
        self._turn_to(self.current - 1)

    def _on_next_clicked(self) -> None:
        if not self.next.isEnabled():
            return
        page = self.pages[self.current]
        fault = page.fault()
        if fault:
            self._say(fault)
        elif page is self.recovery_page:
            self.finished.emit(self._desk)
        elif page is self.account_page:
            self._set_up()
        else:
            self._turn_to(self.current + 1)

    def _set_up(self) -> None:
        setup = self._setup()
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.next.set_words(_("Setting up the records …"))
        self.fault.hide()
        self._background.run(self, lambda: self._entrance.set_up(setup), self._show_first_desk, self._show_error)

    def _setup(self) -> Setup:
        office = self.office_page
        return Setup(
            name=office.name.value(),
            kinds=office.chosen_kinds(),
            region=office.region.value(),
            place=office.place.value(),
            zone=office.zone.currentText(),
            editions=self.editions_page.chosen(),
            supervisor=self.account_page.form.member(self.language_page.chosen()),
        )

    def _show_first_desk(self, first: FirstDesk) -> None:
        self._desk = first.desk
        self.account_page.form.forget_passwords()
        if first.recovery is None:
            self.finished.emit(first.desk)
            return
        self.recovery_page.show_sheet(first.desk, first.recovery)
        self._turn_to(self.pages.index(self.recovery_page))

    def _show_error(self, error: Exception) -> None:
        self.back.setEnabled(True)
        self._write()
        self._say(error_text(error))

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.show()
        edits = self.pages[self.current].findChildren(QLineEdit)
        empty = [edit for edit in edits if edit.objectName() != "patronymic" and not edit.text().strip()]
        if empty:
            empty[0].setFocus()
