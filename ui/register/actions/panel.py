"""What all panels share: a heading, fields, one button, and the fault said beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.attachments import Attachment
from desk_app.domain.case_clock import ClockEvent
from desk_app.domain.cases import UndoneStep
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.register import CaseCard
from desk_app.usecases.routing import StepDone
from ui.background import Background
from ui.entrance.forms import Form, enter_presses, error_text, note
from ui.language import bind
from ui.widgets.buttons import MainButton, QuietButton
from ui.widgets.labels import text_label, value_label

Result = StepDone | Paper | ClockEvent | UndoneStep | Attachment
Work = Callable[[], Result]

PAPER_LANGUAGES = {
    PaperLanguage.KK: N_("Kazakh"),
    PaperLanguage.RU: N_("Russian"),
    PaperLanguage.BOTH: N_("Kazakh and Russian"),
}


class ActionPanel(QFrame):
    """One step of the route, filled in and done.

    Signals:
        done(object): the step is recorded; carries its Paper, or None where it leaves none.
        left(): the person went back to the card.
    """

    verb = ""
    """What the button says, and the card's main button before it."""
    heading = ""
    """What stands over the fields; empty: the title of the step in hand."""
    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, background: Background, card: CaseCard) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("action")
        self.desk, self.background, self.card = desk, background, card
        self.form = Form()
        self.fault = note("bad")
        self.fault.setObjectName("action_fault")
        self.button, self.cancel = MainButton(self.verb, "Enter"), QuietButton(N_("Back"), "Esc")
        self.button.setObjectName("action_do")
        self.cancel.setObjectName("action_cancel")
        self._lay_out()
        self.button.clicked.connect(self._on_do_clicked)
        self.cancel.clicked.connect(self.left)
        enter_presses(self, self.button)
        self.build()
        self._put_buttons_last()

    def _lay_out(self) -> None:
        step = self.card.waiting.step
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("role", "clear")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.addWidget(self.form)
        rows.addStretch()
        area.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        self.cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.button, 1)
        buttons.addWidget(self.cancel)
        self._turn_pages(area.verticalScrollBar())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        heading = value_label("", "heading", wrap=True)
        if self.heading:
            bind(heading, heading.setText, self.heading)
        elif step is not None:
            bind(heading, lambda title=step.title: heading.setText(title.text(language())))
        column.addWidget(heading)
        column.addWidget(area, 1)
        column.addWidget(self.fault)
        column.addLayout(buttons)
        self.fault.hide()

    def _put_buttons_last(self) -> None:
        """Tab goes from the last field to the buttons, which were made before the fields."""
        last: QWidget | None = self.previousInFocusChain()
        while last is not None and last is not self and last.focusPolicy() is Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()
        if last is None or last is self or last is self.cancel:
            return
        # in this order: the chain is a ring, in which the first button follows the last field already
        QWidget.setTabOrder(last, self.cancel)
        QWidget.setTabOrder(last, self.button)

    def _turn_pages(self, bar: QScrollBar) -> None:
        """Page up and page down scroll what does not fit, wherever the cursor is."""

        def turn(pages: int) -> None:
            bar.setValue(bar.value() + pages * bar.pageStep())

        for key, pages in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self, lambda pages=pages: turn(pages))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def build(self) -> None:
        """Add the fields and begin to read what they need."""

    def work(self) -> Work | None:
        """What is to be done in the background; None after `say` where something is missing."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        return self.button

    def say(self, text: str, field: QWidget | None = None) -> None:
        """Say what is wrong and go there."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        if field is not None:
            field.setFocus()

    def choose_language(self) -> QComboBox:
        """Add the choice of the paper's language, beginning with the applicant's."""
        return self.form.field("paper_language", N_("Language of the paper"), self.language_box())

    def language_box(self) -> QComboBox:
        """The choice itself."""
        choice = QComboBox()
        for code, source in PAPER_LANGUAGES.items():
            choice.addItem(_(source), code)
        choice.setCurrentIndex(choice.findData(self.card.case.application.language))
        bind(choice, lambda: _name_languages(choice))
        return choice

    def add_text(self, source: str) -> None:
        self.form.add(text_label(source, "quiet", wrap=True))

    def show_error(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.say(error_text(error))
        self.first_field().setFocus()

    def _on_do_clicked(self) -> None:
        self.say("")
        work = self.work()
        if work is not None:
            self.button.setEnabled(False)
            self.background.run(self, work, self._finish, self.show_error)

    def _finish(self, result: Result) -> None:
        self.done.emit(result.paper if isinstance(result, StepDone) else result if isinstance(result, Paper) else None)


def chosen_language(choice: QComboBox) -> PaperLanguage:
    return PaperLanguage(choice.currentData())


def _name_languages(choice: QComboBox) -> None:
    for index, source in enumerate(PAPER_LANGUAGES.values()):
        choice.setItemText(index, _(source))
