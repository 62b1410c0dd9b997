"""One request: what the applicant says, its files, the documents to decide, and what may be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.application import Application
from desk_app.domain.attachments import ScanFacts, Subject
from desk_app.domain.portal import PortalFile, RequestKind, StoredRequest
from desk_app.domain.portal_texts import NOT_VERIFIED, REASONS
from desk_app.domain.regulation import Channel
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.attachments import NewScan, ReadScan
from desk_app.usecases.desk import Desk
from desk_app.usecases.exchange import LONGEST_REASON, RequestCard
from desk_app.usecases.intake import Verdict
from desk_app.usecases.law import zone_of
from desk_app.usecases.refusal import RefusalIssued
from desk_app.usecases.registration import Registered
from ui.background import Background
from ui.exchange.words import facts, state_said
from ui.intake.documents_model import DocumentsModel
from ui.intake.documents_view import DocumentsView
from ui.intake.filling import FillingList
from ui.intake.keys import Mark, mark_of
from ui.intake.verdict import Deed, VerdictPanel
from ui.language import bind
from ui.register.scan_view import ScanView
from ui.register.words import moment
from ui.widgets import Card, MessageBar, QuietButton, set_role, text_label, value_label

_SIDE = 336
"""Width of the right column, as on the page of intake."""


class RequestView(QWidget):
    """Signals:
    left(): back to the list.
    settled(): the request was registered, refused or given back.
    case_wanted(UUID): the card of its case.
    """

    left = Signal()
    settled = Signal()
    case_wanted = Signal(object)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("portal_card")
        self._desk, self._background = desk, background
        self._zone = zone_of(desk.session)
        self.shown: RequestCard | None = None
        self._checked = 0
        self.message = MessageBar()
        self.back_button = QuietButton(N_("To the list"), "Esc")
        self.back_button.setObjectName("portal_back")
        self.state = value_label("", "strong")
        self.name = value_label("", "title", wrap=True)
        self.asked = value_label("", "quiet", wrap=True)
        self.note = value_label("", "quiet", wrap=True)
        self._facts, self._files = QGridLayout(), QVBoxLayout()
        self.model = DocumentsModel(self)
        self.documents = DocumentsView(self.model)
        self.documents.setObjectName("portal_documents")
        self.filling = FillingList()
        self.said = value_label("", "warn", wrap=True)
        self.verdict = VerdictPanel(desk, by_portal=True)
        self.scan = ScanView(desk, background)
        self.scan.offer_step("")
        self.reason = QLineEdit()
        self.reason.setObjectName("portal_reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.give_back = QuietButton(N_("Give back"), "Ctrl+G")
        self.give_back.setObjectName("portal_give_back")
        self.open_case = QuietButton(N_("Open the case"), "Ctrl+O")
        self.open_case.setObjectName("portal_open_case")
        self._lay_out()
        self._connect()
        bind(self, self._write)

    # ---- how it stands

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for button in (self.back_button, self.open_case):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.addWidget(self.back_button)
        head.addWidget(self.state)
        head.addStretch()
        head.addWidget(self.open_case)
        person = Card()
        person.rows.addLayout(head)
        person.rows.addWidget(self.name)
        person.rows.addWidget(self.asked)
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        person.rows.addLayout(self._facts)
        person.rows.addWidget(self.note)
        self.files_card = Card()
        self.files_card.rows.addWidget(text_label(N_("Files of the request"), "heading"))
        self.files_card.rows.addLayout(self._files)
        self.documents_card = Card(margin=10)
        self.documents_card.rows.addWidget(text_label(N_("Documents"), "heading"))
        self.documents_card.rows.addWidget(self.documents)
        self.documents_card.rows.addWidget(self.said)
        self.documents_card.rows.addWidget(self.filling)
        self.said.hide()
        inside = QWidget()
        inside.setProperty("role", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        for card in (person, self.files_card, self.documents_card):
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.right = QStackedWidget()
        self.right.addWidget(self._side())
        self.right.addWidget(self.scan)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.area, 1)
        body.addWidget(self.right)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.message)
        rows.addLayout(body, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        self._going_back = Card()
        self._going_back.rows.addWidget(
            text_label(N_("If it can be neither registered nor refused, give it back."), "quiet", wrap=True)
        )
        self._going_back.rows.addWidget(self.reason)
        self._going_back.rows.addWidget(self.give_back)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.verdict, 1)
        rows.addWidget(self._going_back)
        rows.addStretch(0)
        return side

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.open_case.clicked.connect(self._on_open_case)
        self.model.decided.connect(self.check)
        self.filling.changed.connect(self.check)
        self.documents.all_decided.connect(self._on_all_decided)
        self.documents.said.connect(self._say)
        self.verdict.pressed.connect(self.decide)
        self.verdict.case_wanted.connect(self.case_wanted)
        self.verdict.due.print_button.hide()  # the applicant is not at the window
        self.give_back.clicked.connect(self._on_give_back)
        self.reason.returnPressed.connect(self._on_give_back)
        self.scan.closed.connect(self._close_scan)
        self.scan.failed.connect(self._show_error)
        words = N_("What the applicant has to do")
        bind(self.reason, self.reason.setPlaceholderText, words)
        bind(self.reason, self.reason.setAccessibleName, words)
        bind(self.documents, self.documents.setAccessibleName, N_("Documents"))
        for key, act in (
            ("Esc", self.go_back),
            ("F4", self._focus_documents),
            ("F7", lambda: self.decide(Deed.REFUSE)),
            ("F8", lambda: self.decide(Deed.REGISTER)),
            ("Ctrl+G", self._on_give_back_key),
            ("Ctrl+O", self._on_open_case),
        ):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- what is shown

    def show_request(self, key: UUID) -> None:
        """Read a request and show it; the keyboard goes to the first open document."""
        desk = self._desk
        self.message.clear()
        self._background.run(self, lambda: desk.exchange.card(desk.session, key), self._show, self._show_error)

    def _show(self, card: RequestCard) -> None:
        self.shown = card
        self._checked += 1
        form = card.form
        waits = card.line.request.is_waiting and self._desk.exchange.may_decide(self._desk.session)
        self._close_scan()
        self.reason.clear()
        self.verdict.show_verdict(None)
        self.verdict.message.clear()
        self.verdict.set_busy(False)
        if form is not None:
            self.verdict.languages.set_value(form.language)
            self.model.show_documents((), form.documents, self._today())
            self.filling.show_rules((), ())
        self.documents.setEnabled(waits)
        self.filling.setEnabled(waits)
        self.documents_card.setVisible(form is not None)
        self.verdict.setVisible(form is not None and waits)
        self._going_back.setVisible(waits and card.line.request.kind is RequestKind.SERVICE)
        self.right.setVisible(waits and card.line.request.kind is RequestKind.SERVICE)
        self._show_files(card.files)
        self._write()
        self.area.verticalScrollBar().setValue(0)
        (self.reason if waits and form is None else self.back_button).setFocus()
        if form is not None:
            self._check(form, first=True)

    def _show_files(self, files: tuple[PortalFile, ...]) -> None:
        while (item := self._files.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.files_card.setVisible(bool(files))
        for number, file in enumerate(files, 1):
            button = QPushButton(_file_words(file).replace("&", "&&"))
            button.setObjectName(f"portal_file_{number}")
            button.setProperty("role", "link")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, file=file: self._open_file(file))
            self._files.addWidget(button)

    def _write(self) -> None:
        card = self.shown
        if card is None:
            return
        request, said = card.line.request, state_said(card.line.state)
        self.state.setText(str(said))
        set_role(self.state, said.tone)
        self.name.setText(request.applicant)
        self.asked.setText(self._asked_words(card))
        self.note.setText(self._note_words(card, request))
        while (item := self._facts.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (heading, words) in enumerate(facts(card.says)):
            self._facts.addWidget(value_label(_(heading), "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value_label(words, wrap=True), row, 1)
        self.open_case.setVisible(request.case is not None)
        self.model.retranslate()

    def _asked_words(self, card: RequestCard) -> str:
        request = card.line.request
        sent = _("sent {date}").format(date=moment(request.sent_at, self._zone))
        if card.form is None:
            return f"{request.id}, {sent}"
        edition = self._desk.law.edition(card.form.edition)
        return f"{edition.title.text(language())} · {request.id}, {sent}"

    def _note_words(self, card: RequestCard, request: StoredRequest) -> str:
        parts = []
        if card.obstacle is not None:
            reason = REASONS[card.obstacle].text(language())
            parts.append(_("It cannot be registered: {reason}. Give it back.").format(reason=reason))
        if request.returned_reason:
            parts.append(_("Given back: {reason}").format(reason=request.returned_reason))
        if request.settled_at is not None and request.settled_by_name:
            when = moment(request.settled_at, self._zone)
            parts.append(f"{when}, {request.settled_by_name}")
        parts.append(NOT_VERIFIED.text(language()))
        parts.append(_("The result goes to the portal unsigned: the electronic signature is put outside this program."))
        return "\n".join(parts)

    # ---- deciding

    def form(self) -> Application | None:
        """The form with what is decided on the screen; None where there is nothing to decide."""
        if self.shown is None or self.shown.form is None:
            return None
        return replace(self.shown.form, documents=self.model.documents, filling_faults=self.filling.faults)

    def check(self) -> None:
        """Ask anew what may be done."""
        form = self.form()
        if form is not None and not self.verdict.is_busy:
            self._check(form)

    def _check(self, form: Application, *, first: bool = False) -> None:
        assert self.shown is not None
        self._checked += 1
        asked, desk, key = self._checked, self._desk, self.shown.line.request.key

        def show(verdict: Verdict) -> None:
            if asked != self._checked:
                return
            if first:
                self._show_lines(form, verdict)
            self.verdict.show_verdict(verdict)

        self._background.run(self, lambda: desk.exchange.check(desk.session, key, form), show, self._show_error)

    def _show_lines(self, form: Application, verdict: Verdict) -> None:
        """The documents the edition asks for, and what the form is looked through for."""
        self.model.show_documents(verdict.report.required, form.documents, self._today())
        rules = tuple(rule for rule in verdict.report.edition.filling if rule.is_asked_on(Channel.PORTAL))
        self.filling.show_rules(rules, form.filling_faults)
        if self.documents.isEnabled():
            self.documents.go_to_open()

    def decide(self, deed: Deed) -> None:
        """Register the request or refuse acceptance, where the newest verdict allows it."""
        form, card = self.form(), self.shown
        if form is None or card is None or self.verdict.is_busy or not card.line.request.is_waiting:
            return
        if not self.verdict.may(deed):
            if self.documents.isEnabled():
                self._focus_documents()
            return
        desk, key, paper = self._desk, card.line.request.key, self.verdict.paper_language()

        def work() -> Registered | RefusalIssued:
            if deed is Deed.REGISTER:
                return desk.exchange.register(desk.session, key, form, paper)
            return desk.exchange.refuse(desk.session, key, form, paper)

        self.verdict.set_busy(True)
        self._background.run(self, work, lambda _done: self._on_settled(key), self._show_not_recorded)

    def _on_settled(self, key: UUID) -> None:
        self.show_request(key)
        self.settled.emit()

    def _show_not_recorded(self, error: Exception) -> None:
        self.verdict.set_busy(False)
        self.verdict.message.show_error(error)
        self.check()

    def _on_give_back_key(self) -> None:
        if self.reason.text().strip():
            self._on_give_back()
        elif self.reason.isVisible():
            self.reason.setFocus()

    def _on_give_back(self) -> None:
        card, desk, words = self.shown, self._desk, self.reason.text()
        if card is None or not card.line.request.is_waiting or self.verdict.is_busy:
            return
        key = card.line.request.key
        self.verdict.set_busy(True)
        self._background.run(
            self,
            lambda: desk.exchange.give_back(desk.session, key, words),
            lambda _request: self._on_settled(key),
            self._show_not_given_back,
        )

    def _show_not_given_back(self, error: Exception) -> None:
        self.verdict.set_busy(False)
        self.message.show_error(error)
        self.reason.setFocus()

    # ---- files

    def _open_file(self, file: PortalFile) -> None:
        assert self.shown is not None
        desk, key = self._desk, self.shown.line.request.key

        def load() -> ReadScan:
            found, data = desk.exchange.file(desk.session, key, file.name)
            return ReadScan(NewScan(Path(found.name), Subject.DOCUMENT), ScanFacts(found.kind, found.pages), data)

        self.right.setCurrentWidget(self.scan)
        self.right.setMinimumWidth(max(_SIDE, self.width() // 2))
        self.right.show()
        self.scan.show_scan(_file_words(file), load)
        self.scan.close_button.setFocus()

    def _close_scan(self) -> None:
        was_open = self.right.currentWidget() is self.scan
        self.scan.forget()
        self.right.setCurrentIndex(0)
        self.right.setMinimumWidth(0)
        if was_open and self.shown is not None:
            waits = self.shown.line.request.is_waiting
            self.right.setVisible(waits)
            (self.documents if waits and self.documents.isEnabled() else self.back_button).setFocus()

    # ---- keys and sentences

    def go_back(self) -> None:
        """Close the file that is open, else the request."""
        if self.right.isVisible() and self.right.currentWidget() is self.scan:
            self._close_scan()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if mark_of(event) is Mark.FAULT and self.filling.isEnabled() and self.filling.isVisible():
            self.filling.unfold()
        else:
            super().keyPressEvent(event)

    def _focus_documents(self) -> None:
        self.documents.go_to_open()

    def _on_all_decided(self) -> None:
        self.verdict.languages.setFocus()

    def _on_open_case(self) -> None:
        if self.shown is not None and self.shown.line.request.case is not None:
            self.case_wanted.emit(self.shown.line.request.case)

    def _say(self, text: str) -> None:
        self.said.setText(_(text))
        self.said.show()

    def _show_error(self, error: Exception) -> None:
        self.message.show_error(error)

    def _today(self) -> date:
        return self._desk.clock.now().astimezone(self._zone).date()


def _file_words(file: PortalFile) -> str:
    pages = ngettext("{count} page", "{count} pages", file.pages).format(count=file.pages)
    return f"{file.title or file.name} ({file.kind.value.upper()}, {pages})"
