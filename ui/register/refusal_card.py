"""The card of a refusal to accept: who, what for, what was missing, and the receipt."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.cases import CaseState
from desk_app.domain.completeness import asked_of
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Refusal
from desk_app.usecases.register import RefusalCard
from ui.background import Background
from ui.language import bind
from ui.papers import PaperDialog
from ui.register.card_parts import DocumentsCard, PapersCard
from ui.register.correcting.buttons import RecordButtons, strike
from ui.register.words import CASE_STATES, CHANNELS, iin_groups, moment
from ui.widgets import Card, MessageBar, QuietButton, text_label, value_label


class RefusalCardView(QWidget):
    """Reads a refusal and shows it.

    Signals:
        left(): back to the list.
    """

    left = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refusal_card")
        self._desk = desk
        self._background = background
        self._key: UUID | None = None
        self._found: RefusalCard | None = None
        self.message = MessageBar()
        self.number, self.person = value_label("", "number"), value_label("", "strong")
        self.number.setObjectName("refusal_number")
        self.service, self.told = value_label("", "quiet", wrap=True), value_label("", "quiet", wrap=True)
        self.gaps, self.after = value_label("", "", wrap=True), value_label("", "quiet", wrap=True)
        self.gaps.setObjectName("refusal_gaps")
        self.documents, self.papers = DocumentsCard(), PapersCard()
        self.papers.opened.connect(self._open_paper)
        self.back = QuietButton(N_("To the list"), "Esc")
        self.back.setObjectName("refusal_back")
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.left)
        self.record = RecordButtons(desk, background)
        self.record.corrected.connect(self._on_corrected)
        self.record.voided.connect(self._reload)
        correcting = QShortcut(QKeySequence("Ctrl+E"), self, self.record.open_correction)
        correcting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()
        bind(self, self._write)

    def _lay_out(self) -> None:
        head = Card(spacing=4)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.back)
        top.addWidget(text_label(N_("✗ Acceptance refused"), "bad"))
        self.void = value_label("", "bad", wrap=True)
        self.void.setObjectName("refusal_void")
        top.addWidget(self.void, 1)
        top.addWidget(self.record)
        head.rows.addLayout(top)
        for widget in (self.number, self.person, self.service, self.told):
            head.rows.addWidget(widget)
        missing = Card(N_("What was missing"))
        missing.rows.addWidget(self.gaps)
        missing.rows.addWidget(self.after)
        missing.rows.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(missing, 1)
        facts = QVBoxLayout()
        facts.setSpacing(12)
        facts.addWidget(self.papers)
        facts.addWidget(self.documents)
        columns.addLayout(facts, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.message)
        rows.addWidget(head)
        rows.addLayout(columns)
        rows.addStretch()

    def open_refusal(self, key: UUID) -> None:
        """Read the refusal and show it."""
        self._key, self._found = key, None
        self.message.clear()
        self._reload()
        self.back.setFocus()

    def _reload(self) -> None:
        desk, key = self._desk, self._key
        if key is not None:
            self._background.run(
                self, lambda: desk.register.refusal(desk.session, key), self._show, self.message.show_error
            )

    def _on_corrected(self, paper: UUID) -> None:
        self._reload()
        self._open_paper(paper)

    def _show(self, found: RefusalCard) -> None:
        self._found = found
        self._write()

    def _open_paper(self, key: UUID) -> None:
        dialog = PaperDialog(self._desk, self._background, key, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _write(self) -> None:
        if self._found is None:
            return
        refusal, edition = self._found.refusal, self._found.edition
        applicant = refusal.application.applicant
        self.number.setText(refusal.number)
        self.record.show_card(self._found)
        self.void.setText(_void_words(refusal))
        strike(self.number, refusal.voided_at is not None)
        self.person.setText(f"{applicant.name.full}   {iin_groups(applicant.iin)}")
        self.service.setText(f"{edition.title.text(language())}, {_(CHANNELS[refusal.channel])}")
        told = _("{moment}, {clerk}").format(
            moment=moment(refusal.refused_at, zone_of(self._desk.session)), clerk=refusal.refused_by_name
        )
        self.told.setText(told)
        on = refusal.refused_at.astimezone(zone_of(self._desk.session)).date()
        titles = {rule.code: rule for rule in asked_of(edition, refusal.application, on)}
        lines = [
            f"✗ {titles[code].title.text(language())}\n    {titles[code].bring.text(language())}"
            for code in refusal.gaps
            if code in titles
        ]
        self.gaps.setText("\n".join(lines))
        self.documents.show_documents(edition, refusal.application, on)
        self.papers.show_papers(self._found.papers, zone_of(self._desk.session))
        followed = refusal.followed_by is not None
        self.after.setText(_("A registration followed this refusal.") if followed else "")


def _void_words(refusal: Refusal) -> str:
    """That it is void, and why; empty while it is valid."""
    if refusal.voided_at is None:
        return ""
    why = refusal.corrections[-1].reason if refusal.corrections else ""
    return ": ".join(part for part in (_(CASE_STATES[CaseState.VOID]), why) if part)
