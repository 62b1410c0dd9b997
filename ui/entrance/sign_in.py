"""Signing in, getting back in with the recovery code, and the lock over an open window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.staff import Session
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.entrance import Entrance
from ui.background import Background
from ui.entrance.forms import Form, PasswordEdit, error_text, note, on_enter
from ui.entrance.language_switch import LanguageSwitch
from ui.language import bind
from ui.widgets.buttons import MainButton
from ui.widgets.labels import text_label, value_label

CARD_WIDTH = 440


class LayoutHint(QLabel):
    """Says what most often makes a right password wrong: capitals, or letters of another alphabet."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "quiet")
        self.setWordWrap(True)
        self._edit = edit
        self._capitals = False
        edit.installEventFilter(self)
        edit.textChanged.connect(self._show)
        bind(self, self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if letter.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._capitals = letter.isupper() and not shifted
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        text = self._edit.text()
        alphabet = ""
        if text:
            is_cyrillic = any("Ѐ" <= letter <= "ӿ" for letter in text)
            alphabet = _("Typing in Cyrillic letters.") if is_cyrillic else _("Typing in Latin letters.")
        capitals = _("Caps Lock is on.") if self._capitals and text else ""
        self.setText(" ".join(part for part in (capitals, alphabet) if part))


class SignInForm(QWidget):
    """Name and password.

    Signals:
        entered(str, str): the name and the password, when both are there.
    """

    entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        form = Form()
        self.login = form.line("login", N_("Sign-in name"), 100)
        self.password = form.field("password", N_("Password"), PasswordEdit())
        self.hint = LayoutHint(self.password)
        self.fault = note("bad")
        self.fault.setObjectName("fault")
        self._error: Exception | None = None
        bind(self.fault, self._write_fault)
        self.button = MainButton(N_("Sign in"), "Enter")
        self.button.setObjectName("sign_in")
        rows.addWidget(form)
        rows.addWidget(self.hint)
        rows.addWidget(self.fault)
        rows.addWidget(self.button)
        self.button.clicked.connect(self._on_sign_in_clicked)
        on_enter(self.login, self.password.setFocus)
        on_enter(self.password, self._on_sign_in_clicked)
        self.fault.hide()

    def _on_sign_in_clicked(self) -> None:
        login, password = self.login.text().strip(), self.password.text()
        if not login:
            self.login.setFocus()
        elif not password:
            self.password.setFocus()
        else:
            self.set_busy(True)
            self.entered.emit(login, password)

    def set_busy(self, busy: bool) -> None:
        """While the records are being opened nothing else can be pressed."""
        self.button.setEnabled(not busy)
        self.login.setReadOnly(busy)
        self.password.setReadOnly(busy)
        self.button.set_words(_("Opening the records …") if busy else _("Sign in"))
        if busy:
            self.fault.hide()

    def show_error(self, error: Exception) -> None:
        """Say it under the fields; the password is typed again, the name stays."""
        self.set_busy(False)
        self._error = error
        self._write_fault()
        self.fault.show()
        self.password.selectAll()
        self.password.setFocus()

    def _write_fault(self) -> None:
        self.fault.setText(error_text(self._error) if self._error is not None else "")


class RecoveryForm(QWidget):
    """The recovery code, whose account it opens, and the new password.

    Signals:
        entered(str, str, str): code, sign-in name, new password.
        left(): back to signing in.
    """

    entered = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        where = N_("The code is on the sheet in the envelope that the head of the office keeps.")
        rows.addWidget(text_label(where, "quiet", wrap=True))
        form = Form()
        self.code = form.line("recovery_code", N_("Recovery code"), 80)
        self.login = form.line("recovery_login", N_("Sign-in name"), 100)
        self.password = form.field("recovery_password", N_("New password, at least 10 characters"), PasswordEdit())
        self.again = form.field("recovery_again", N_("New password once more"), PasswordEdit())
        self.fault = note("bad")
        self.button, self.back = MainButton(N_("Open the records"), "Enter"), QPushButton()
        self.button.setObjectName("recover")
        self.back.setObjectName("recovery_back")
        bind(self.back, self.back.setText, N_("Back"))
        for widget in (form, LayoutHint(self.password), self.fault, self.button, self.back):
            rows.addWidget(widget)
        self.fault.hide()
        self._words: Callable[[], str] = str
        bind(self.fault, self._write_fault)
        self.button.clicked.connect(self._on_recover_clicked)
        self.back.clicked.connect(self.left)
        on_enter(self.again, self._on_recover_clicked)

    def _on_recover_clicked(self) -> None:
        if self.password.text() != self.again.text():
            self._say(lambda: _("The two passwords differ."))
            self.again.setFocus()
            return
        self.button.setEnabled(False)
        self.fault.hide()
        self.entered.emit(self.code.text().strip(), self.login.text().strip(), self.password.text())

    def show_error(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._say(lambda: error_text(error))
        self.code.setFocus()

    def _say(self, words: Callable[[], str]) -> None:
        self._words = words
        self._write_fault()
        self.fault.show()

    def _write_fault(self) -> None:
        self.fault.setText(self._words())


def centred(card: QWidget) -> QVBoxLayout:
    """A layout that keeps a card in the middle of whatever room there is."""
    rows, row = QVBoxLayout(), QHBoxLayout()
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    rows.addStretch(2)
    rows.addLayout(row)
    rows.addStretch(3)
    return rows


class SignInWindow(QWidget):
    """The first window of a working day.

    Signals:
        signed_in(Desk): the records are open and the person is known.
    """

    signed_in = Signal(object)

    def __init__(self, entrance: Entrance, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign_in_window")
        self._entrance = entrance
        self._background = background
        self.form, self.recovery = SignInForm(), RecoveryForm()
        self.language = LanguageSwitch()
        self.forgotten = QPushButton()
        self.forgotten.setObjectName("forgotten")
        self.forgotten.setProperty("role", "link")
        bind(self.forgotten, self.forgotten.setText, N_("Forgot the password: recovery code"))
        self._lay_out()
        self.form.entered.connect(self._on_form_entered)
        self.recovery.entered.connect(self._on_recovery_entered)
        self.recovery.left.connect(lambda: self._turn_to(self.form))
        self.forgotten.clicked.connect(lambda: self._turn_to(self.recovery))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.login.setFocus()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(CARD_WIDTH)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(text_label(N_("Tereze"), "title"), 1)
        head.addWidget(self.language)
        rows.addLayout(head)
        rows.addWidget(self.form)
        rows.addWidget(self.recovery)
        self.recovery.hide()
        rows.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(centred(card))
        bind(self, self.setWindowTitle, N_("Tereze"))

    def _turn_to(self, page: QWidget) -> None:
        for one in (self.form, self.recovery):
            one.setVisible(one is page)
        self.forgotten.setVisible(page is self.form)
        (self.form.login if page is self.form else self.recovery.code).setFocus()

    def _on_form_entered(self, login: str, password: str) -> None:
        self._background.run(self, lambda: self._entrance.sign_in(login, password), self._open, self.form.show_error)

    def _on_recovery_entered(self, code: str, login: str, password: str) -> None:
        self._background.run(
            self, lambda: self._entrance.recover(code, login, password), self._open, self.recovery.show_error
        )

    def _open(self, desk: Desk) -> None:
        self.form.password.clear()
        self.signed_in.emit(desk)


class LockOverlay(QWidget):
    """Covers a window until the same person gives the password. What is under it stays as it was.

    Signals:
        unlocked(): the password was right; the overlay has gone.
    """

    unlocked = Signal()

    def __init__(self, window: QWidget, entrance: Entrance, background: Background, session: Session) -> None:
        super().__init__(window)
        self.setObjectName("lock_overlay")
        self.setAutoFillBackground(True)
        self._window = window
        self._entrance = entrance
        self._background = background
        self._session = session
        self._focus = window.focusWidget()
        self.form = SignInForm()
        self.form.login.setText(session.member.login)
        self.form.login.setEnabled(False)
        self._lay_out()
        self.form.entered.connect(self._on_form_entered)
        window.installEventFilter(self)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.form.password.setFocus()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(CARD_WIDTH)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(16)
        rows.addWidget(text_label(N_("The desk is locked"), "title", wrap=True))
        rows.addWidget(value_label(self._session.member.full_name, "heading", wrap=True))
        kept = N_("What you typed is still here. Enter your password to go on.")
        rows.addWidget(text_label(kept, "quiet", wrap=True))
        rows.addWidget(self.form)
        self.setLayout(centred(card))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        # The window's own shortcuts would act behind the cover.
        return kind == QEvent.Type.Shortcut

    def focusNextPrevChild(self, forwards: bool) -> bool:
        fields: tuple[QWidget, ...] = (self.form.password, self.form.button)
        now = self.form.password.hasFocus()
        fields[1 if now else 0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _on_form_entered(self, login: str, password: str) -> None:
        self._background.run(self, lambda: self._entrance.sign_in(login, password), self._unlock, self.form.show_error)

    def _unlock(self, _desk: Desk) -> None:
        self.release()
        self.unlocked.emit()

    def release(self) -> None:
        """Take the cover away and put the cursor back where it stood."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._window.removeEventFilter(self)
        self.hide()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self.deleteLater()
