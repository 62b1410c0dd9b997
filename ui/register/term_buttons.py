"""Buttons that change the terms of a case, where the edition and the person allow it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.register import CaseCard
from ui.language import bind
from ui.register.actions.panel import ActionPanel
from ui.register.actions.terms import ExtendPanel, PausePanel
from ui.widgets import QuietButton


class TermButtons(QWidget):
    """Stop the clock or let it run on, and extend the term.

    Signals:
        panel_wanted(type): the panel that asks for the rest.
        resume_wanted(): the clock is to run on.
    """

    panel_wanted = Signal(object)
    resume_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stands = False
        self.clock, self.extend = QuietButton(N_("Stop the clock")), QuietButton(N_("Extend the term"))
        self.clock.setObjectName("term_clock")
        self.extend.setObjectName("term_extend")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.clock)
        row.addWidget(self.extend)
        row.addStretch()
        self.clock.clicked.connect(self._on_clock_clicked)
        self.extend.clicked.connect(lambda: self._ask(ExtendPanel))
        bind(self, self._write)
        self.hide()

    def show_card(self, card: CaseCard, *, busy: bool) -> None:
        """Show what may be done; nothing while another action is open."""
        self._stands = card.case.standstill is not None
        self.clock.setVisible(card.may_change_terms and (self._stands or bool(card.edition.pauses)))
        self.extend.setVisible(card.may_extend)
        self.setVisible(not busy and (not self.clock.isHidden() or not self.extend.isHidden()))
        self._write()

    def _write(self) -> None:
        self.clock.set_words(_("Let the clock run on") if self._stands else _("Stop the clock"))
        self.extend.set_words(_("Extend the term"))

    def _on_clock_clicked(self) -> None:
        if self._stands:
            self.resume_wanted.emit()
        else:
            self._ask(PausePanel)

    def _ask(self, panel: type[ActionPanel]) -> None:
        self.panel_wanted.emit(panel)
