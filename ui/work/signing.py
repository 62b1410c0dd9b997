"""«For signature»: the drafts that wait for the head, read one after the other, ticked, signed with one password."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QSizePolicy, QWidget

from desk_app.domain.language import PaperLanguage
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.decision import title_of
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import PageImage
from desk_app.usecases.signing import DraftLine, Signed
from desk_app.usecases.undoing import LONGEST_REASON
from ui.background import Background
from ui.entrance.forms import Form, PasswordEdit, error_text, note
from ui.entrance.lists import RowList
from ui.entrance.sheet import DPI
from ui.language import bind
from ui.register.why_key import add_why
from ui.widgets import Card, MainButton, PaperView, QuietButton, set_role, text_label, value_label
from ui.widgets.tips import plain_tip

LINE = Qt.ItemDataRole.UserRole
TITLE = N_("For signature")
_COLUMN = 460


class SigningDialog(QDialog):
    """The list at the left, the page of the draft under the cursor at the right.

    Signals:
        signed(): something was signed or sent back.
        why_asked(UUID): why is that the date of the draft's case? The list closes for it.
    """

    signed = Signal()
    why_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signing")
        self._desk, self._background = desk, background
        self._zone = zone_of(desk.session)
        self._shown: UUID | None = None
        self.title = text_label(TITLE, "title")
        self.drafts, self.page = RowList(), PaperView()
        self.drafts.setObjectName("signing_drafts")
        self.page.setObjectName("signing_page")
        # a bar that comes and goes would change the width of the page, and with it the page itself
        self.page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.fields, self.password = Form(), PasswordEdit()
        self.fields.field("signing_password", N_("Your password, once more"), self.password)
        self.remarks = self.fields.line("signing_remarks", N_("Remarks to the executor"), LONGEST_REASON)
        self.said = note()
        self.said.setObjectName("signing_said")
        self.said.hide()
        self.report = value_label("", "", wrap=True)
        self.report.setObjectName("signing_report")
        self.sign = MainButton("", "F8")
        self.sign.setObjectName("signing_do")
        self.send_back = QuietButton(N_("Send back with remarks"), "F7")
        self.send_back.setObjectName("signing_return")
        self.close_button = QuietButton(N_("Close"), "Esc")
        self._lay_out()
        self._connect()
        bind(self, self._write)
        self.refresh()

    def _lay_out(self) -> None:
        side = Card()
        side.setFixedWidth(_COLUMN)
        side.rows.addWidget(self.title)
        side.rows.addWidget(
            text_label(
                N_("Space ticks, Ctrl+A ticks all. What you drafted yourself is not signed by you."), "quiet", wrap=True
            )
        )
        side.rows.addWidget(self.drafts, 1)
        side.rows.addWidget(self.report)
        side.rows.addWidget(self.fields)
        side.rows.addWidget(self.said)
        side.rows.addWidget(self.sign)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.send_back, 1)
        foot.addWidget(self.close_button)
        side.rows.addLayout(foot)
        self.report.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        row.addWidget(side)
        row.addWidget(self.page, 1)

    def _connect(self) -> None:
        for button in (self.sign, self.send_back, self.close_button):
            button.setAutoDefault(False)
        self.drafts.currentItemChanged.connect(lambda _now, _before: self._show_page())
        self.drafts.itemChanged.connect(lambda _item: self._write_sign())
        add_why(self.drafts, self._on_why_asked)
        self.password.returnPressed.connect(self._on_sign_clicked)
        self.remarks.returnPressed.connect(self._on_return_clicked)
        self.sign.clicked.connect(self._on_sign_clicked)
        self.send_back.clicked.connect(self._on_return_clicked)
        self.close_button.clicked.connect(self.reject)
        for key, act in (
            (QKeySequence(Qt.Key.Key_F8), self._on_sign_clicked),
            (QKeySequence(Qt.Key.Key_F7), self._on_return_clicked),
        ):
            QShortcut(key, self, act)
        every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), self.drafts, self._tick_all)
        every.setContext(Qt.ShortcutContext.WidgetShortcut)

    def sizeHint(self) -> QSize:
        return QSize(1240, 700)

    def refresh(self) -> None:
        """Read the list again."""
        desk = self._desk
        self._background.run(self, lambda: desk.signing.waiting(desk.session), self._show_drafts, self._show_error)

    def _show_drafts(self, lines: tuple[DraftLine, ...]) -> None:
        self.drafts.blockSignals(True)
        self.drafts.clear()
        for line in lines:
            item = self.drafts.add_row("", ticked=None if line.is_own else False)
            item.setData(LINE, line)
        self.drafts.blockSignals(False)
        self._shown = None
        self._write()
        self.drafts.setCurrentRow(0)
        if not lines:
            self.page.set_pages(())
            self.say(_("Nothing waits for your signature."))
        self.drafts.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.drafts.item(index) for index in range(self.drafts.count())]

    def ticked(self) -> tuple[UUID, ...]:
        """The cases that are ticked, in the order of the list."""
        checked = Qt.CheckState.Checked
        return tuple(item.data(LINE).case for item in self._items() if item.checkState() == checked)

    def _tick_all(self) -> None:
        for item in self._items():
            if not item.data(LINE).is_own:
                item.setCheckState(Qt.CheckState.Checked)

    def _write(self) -> None:
        self.setWindowTitle(_(TITLE))
        self.drafts.setAccessibleName(_("Drafts that wait for your signature; Space ticks"))
        self.page.setAccessibleName(_("The draft as it will be printed"))
        self.drafts.blockSignals(True)
        for item in self._items():
            words = self._line_words(item.data(LINE))
            item.setText(words)
            item.setToolTip(plain_tip(words))
        self.drafts.blockSignals(False)
        self._write_sign()

    def _line_words(self, line: DraftLine) -> str:
        due = short_date(line.due_at.astimezone(self._zone).date()) if line.due_at is not None else ""
        until = _("until {date}").format(date=due) if due else ""
        own = _("drafted by you") if line.is_own else line.drafted_by_name
        result = title_of(line.edition, line.outcome).text(language())
        return "   ".join(part for part in (line.number, line.applicant, until, result, own) if part)

    def _write_sign(self) -> None:
        count = len(self.ticked())
        words = ngettext("Sign {count} draft", "Sign {count} drafts", count).format(count=count)
        self.sign.set_words(words if count else _("Sign"))
        self.sign.setEnabled(count > 0)
        self.send_back.setEnabled(self.drafts.currentItem() is not None)

    def _show_page(self) -> None:
        item = self.drafts.currentItem()
        self._write_sign()
        if item is None:
            return
        key, desk = item.data(LINE).case, self._desk
        self._shown = key

        def read() -> tuple[UUID, tuple[PageImage, ...]]:
            paper = desk.decisions.preview(desk.session, key, PaperLanguage.BOTH)
            return key, desk.printing.pages_of(paper, DPI)

        self._background.run(self, read, self._show_pages, self._show_error)

    def _show_pages(self, read: tuple[UUID, tuple[PageImage, ...]]) -> None:
        if read[0] == self._shown:
            self.page.set_pages(read[1])

    def _on_sign_clicked(self) -> None:
        cases, password, desk = self.ticked(), self.password.text(), self._desk
        seen = {item.data(LINE).case: item.data(LINE).drafted_at for item in self._items()}
        if not cases or not self.sign.isEnabled():
            return
        if not password:
            self.say(_("Enter your password: it stands for your signature in the records."), "bad")
            self.password.setFocus()
            return
        self.say("")
        self.password.clear()
        self.sign.setEnabled(False)
        self._background.run(
            self, lambda: desk.signing.sign_batch(desk.session, cases, password, seen), self._tell, self._show_error
        )

    def _tell(self, report: tuple[Signed, ...]) -> None:
        """Which were signed, which not and why; what was not signed stays in the list."""
        count = sum(one.error is None for one in report)
        lines = [ngettext("✓ {count} draft is signed", "✓ {count} drafts are signed", count).format(count=count)]
        for one in report:
            if one.error is not None:
                lines.append(f"✗ {one.number} {one.applicant}: {error_text(one.error)}")
        self.report.setText("\n".join(lines))
        set_role(self.report, "good" if count == len(report) else "warn")
        self.report.show()
        self.signed.emit()
        self.refresh()

    def _on_why_asked(self) -> None:
        item = self.drafts.currentItem()
        if item is not None:
            self.why_asked.emit(item.data(LINE).case)
            self.reject()

    def _on_return_clicked(self) -> None:
        item, desk = self.drafts.currentItem(), self._desk
        if item is None:
            return
        remarks, key = self.remarks.text().strip(), item.data(LINE).case
        if not remarks:
            self.say(_("Write what the executor has to change."), "bad")
            self.remarks.setFocus()
            return
        self.say("")
        self._background.run(
            self,
            lambda: desk.signing.return_draft(desk.session, key, remarks),
            lambda _undone: self._returned(),
            self._show_error,
        )

    def _returned(self) -> None:
        self.remarks.clear()
        self.report.setText(_("✓ The draft went back to its executor."))
        set_role(self.report, "good")
        self.report.show()
        self.signed.emit()
        self.refresh()

    def _show_error(self, error: Exception) -> None:
        self._write_sign()
        self.say(error_text(error), "bad")
        self.password.setFocus()

    def say(self, text: str, role: str = "quiet") -> None:
        """A line over the buttons; an empty text takes it away."""
        self.said.setText(text)
        set_role(self.said, role)
        self.said.setVisible(bool(text))


class SigningButton(QuietButton):
    """Opens the list, and says how many drafts wait; only for who may sign.

    Signals:
        signed(): something was signed or sent back.
        why_asked(UUID): why is that the date of a case in the list?
    """

    signed = Signal()
    why_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("", "Ctrl+K")
        self.setObjectName("open_signing")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._desk, self._background = desk, background
        self._count = 0
        self.setVisible(desk.signing.may_sign(desk.session))
        self.clicked.connect(self.open)
        bind(self, self._write)

    def refresh(self) -> None:
        """Count anew."""
        desk = self._desk
        if not self.isHidden():
            self._background.run(self, lambda: len(desk.signing.waiting(desk.session)), self._show, lambda _error: None)

    def open(self) -> None:
        """Open the list over the page, for who may sign."""
        if self.isHidden():
            return
        dialog = SigningDialog(self._desk, self._background, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed.connect(self.signed)
        dialog.why_asked.connect(self.why_asked)
        room = self.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 24, room.height() - 24)))
        dialog.open()

    def _show(self, count: int) -> None:
        self._count = count
        self._write()

    def _write(self) -> None:
        # Translators: a button; how many drafts wait for the head's signature
        self.set_words(_("For signature: {count}").format(count=self._count))
