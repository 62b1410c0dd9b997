"""What will change, in two columns: as it is registered, and as it would be."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desk_app.domain.application import Application
from desk_app.domain.corrections import changed_fields
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.register.correcting.words import FIELDS, value_words
from ui.widgets import value_label

EMPTY = N_("Nothing is changed yet. Put right what is wrong in the form.")


class ChangesView(QScrollArea):
    """The differences; scrolls by arrows when it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("correction_changes")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self, self.setAccessibleName, N_("What changes"))
        self.count = 0

    def show_changes(self, was: Application, now: Application, edition: ServiceEdition, on: date) -> None:
        """Replace the differences."""
        fields = changed_fields(was, now)
        self.count = len(fields)
        inner = QWidget()
        inner.setProperty("role", "clear")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        if not fields:
            grid.addWidget(value_label(_(EMPTY), "quiet", wrap=True), 0, 0, 1, 2)
        else:
            grid.addWidget(value_label(_("As registered"), "quiet"), 0, 0)
            grid.addWidget(value_label(_("Will be"), "quiet"), 0, 1)
        for place, field in enumerate(fields):
            row = 2 * place + 1
            before = value_label(value_words(field, was, now, edition, on), "quiet", wrap=True)
            after = value_label(value_words(field, now, was, edition, on), "strong", wrap=True)
            before.setObjectName(f"was_{field.value}")
            after.setObjectName(f"becomes_{field.value}")
            grid.addWidget(value_label(_(FIELDS[field]), "heading"), row, 0, 1, 2)
            for column, label in enumerate((before, after)):
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row + 1, column)
        grid.setRowStretch(2 * len(fields) + 1, 1)
        self.setWidget(inner)
