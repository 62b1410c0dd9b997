"""The registered data in the form of the desk; beside it what will change, why, and the button."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.application import Application
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.undoing import LONGEST_REASON
from ui.background import Background
from ui.entrance.forms import Form, error_text, note
from ui.intake.columns import FormScroll
from ui.intake.documents import DocumentsBlock
from ui.intake.form import IntakeForm
from ui.intake.visitor import VisitorBlock
from ui.language import bind
from ui.register.correcting.changes import ChangesView
from ui.register.correcting.subject import Subject
from ui.register.correcting.words import LANGUAGES
from ui.widgets import Card, MainButton, QuietButton, text_label, value_label

# Translators: the title of a window in which a registration is corrected
TITLE = N_("Correct No. {number}")
_COLUMN = 400


class CorrectionDialog(QDialog):
    """Nothing is recorded before F8, and only with a reason.

    Signals:
        corrected(UUID): recorded; carries the key of the paper issued anew.
    """

    corrected = Signal(object)

    def __init__(self, background: Background, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correction")
        self._background, self._subject = background, subject
        self.visitor = VisitorBlock(lambda: subject.on)
        self.documents = DocumentsBlock(lambda: subject.on)
        self.form_scroll = FormScroll()
        self.form_scroll.set_blocks(self.visitor, self.documents)
        self.changes = ChangesView()
        self.draft_goes = text_label(
            N_("The draft of the decision stands on this: it is taken back."), "warn", wrap=True
        )
        self.fields = Form()
        self.language = self.fields.field("correction_language", N_("Language of the paper"), QComboBox())
        self.reason = self.fields.line("correction_reason", N_("What was wrong"), LONGEST_REASON)
        self.fault = note("bad")
        self.fault.setObjectName("correction_fault")
        self.button, self.cancel = (
            MainButton(N_("Correct and issue the paper anew"), "F8"),
            QuietButton(N_("Back"), "Esc"),
        )
        self.button.setObjectName("correction_do")
        self.button.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self._base = self._load()
        self._lay_out()
        self._connect()
        bind(self, self._write)

    def _load(self) -> IntakeForm:
        """Show what is registered; return the form as it then reads."""
        form = self._subject.form()
        for code in LANGUAGES:
            self.language.addItem("", code)
        self.language.setCurrentIndex(self.language.findData(form.language))
        self.visitor.more.ask_about(self._subject.offer)
        self.visitor.show_form(form)
        self.visitor.open_more(True)
        self.documents.show_form(form, self._subject.offer)
        self._shown = form
        return self.typed()

    def _lay_out(self) -> None:
        side = Card(N_("What changes"))
        side.setFixedWidth(_COLUMN)
        side.rows.addWidget(self.changes, 1)
        side.rows.addWidget(self.draft_goes)
        side.rows.addWidget(self.fields)
        words = N_("The paper given out becomes void; another is issued in its place. No due date moves.")
        side.rows.addWidget(text_label(words, "quiet", wrap=True))
        side.rows.addWidget(self.fault)
        side.rows.addWidget(self.button)
        side.rows.addWidget(self.cancel)
        self.fault.hide()
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.form_scroll, 1)
        columns.addWidget(side)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 16)
        rows.setSpacing(8)
        self.title = value_label("", "title")
        rows.addWidget(self.title)
        rows.addLayout(columns, 1)

    def _connect(self) -> None:
        self.visitor.changed.connect(self._on_changed)
        self.documents.changed.connect(self._on_changed)
        self.language.currentIndexChanged.connect(lambda _index: self._on_changed())
        self.visitor.more.household.own_line_wanted.connect(self._add_own_line)
        self.visitor.accepted.connect(self.documents.focus_documents)
        self.documents.view.row_shown.connect(lambda rect: self.form_scroll.show_rect(self.documents.view, rect))
        self.documents.view.left.connect(lambda by: self.focusNextPrevChild(by > 0))
        self.reason.returnPressed.connect(self._on_do_clicked)
        self.button.clicked.connect(self._on_do_clicked)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self._on_do_clicked)
        QShortcut(QKeySequence(Qt.Key.Key_F4), self, self.documents.focus_documents)
        QShortcut(QKeySequence(Qt.Key.Key_F6), self, self._change_column)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one

    def sizeHint(self) -> QSize:
        return QSize(1240, 700)

    def typed(self) -> IntakeForm:
        """The form as it stands."""
        form = self.documents.take(self.visitor.take(self._shown))
        return replace(form, language=PaperLanguage(self.language.currentData()))

    def application(self) -> Application:
        """What would be registered."""
        return self._subject.corrected(self._base, self.typed())

    def _on_changed(self) -> None:
        self.documents.ask_for(self.typed())
        self._show_changes()

    def _show_changes(self) -> None:
        now, subject = self.application(), self._subject
        self.changes.show_changes(subject.registered, now, subject.edition, subject.on)
        self.draft_goes.setVisible(subject.loses_draft(now))
        self.button.setEnabled(self.changes.count > 0)

    def _write(self) -> None:
        title = _(TITLE).format(number=self._subject.number)
        self.setWindowTitle(title)
        self.title.setText(title)
        for index, source in enumerate(LANGUAGES.values()):
            self.language.setItemText(index, _(source))
        self._show_changes()

    def _add_own_line(self) -> None:
        applicant = self.application().applicant
        self.visitor.more.household.add_own(applicant.name.full, applicant.iin, applicant.birth_date)

    def _change_column(self) -> None:
        (self.visitor.iin if self.reason.hasFocus() else self.reason).setFocus()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.form_scroll.follow(now)

    def _on_do_clicked(self) -> None:
        if not self.button.isEnabled():
            return
        reason = self.reason.text().strip()
        if not reason:
            self._say(_("Write what was wrong: the case keeps it."))
            self.reason.setFocus()
            return
        self._say("")
        self.button.setEnabled(False)
        application, send = self.application(), self._subject.send
        self._background.run(self, lambda: send(application, reason), self._finish, self._show_error)

    def _finish(self, paper: Paper) -> None:
        self.corrected.emit(paper.key)
        self.accept()

    def _show_error(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._say(error_text(error))

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
