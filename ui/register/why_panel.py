"""«Why this date»: the days one by one, the provision it stands on, and how an unclear provision is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from desk_app.domain.calendar import DueDate
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language
from ui.language import bind
from ui.widgets import DayStrip, QuietButton, value_label

STRIP_WIDTH = 560


class WhyPanel(QFrame):
    """Opens under the two clocks; hidden until a clock is asked.

    Signals:
        print_wanted(): the applicant is to have it on paper.
    """

    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("why")
        self.setProperty("role", "card")
        self._due: DueDate | None = None
        self.strip = DayStrip()
        self.reading = value_label("", "quiet", wrap=True)
        self.strip.setMaximumWidth(STRIP_WIDTH)
        self.print_button = QuietButton(N_("Print for the applicant"))
        self.print_button.setObjectName("why_print")
        self.print_button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.print_button.clicked.connect(self.print_wanted)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self.reading)
        side.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(24)
        row.addWidget(self.strip, 3)
        row.addLayout(side, 2)
        self.hide()
        bind(self, self._write)

    @property
    def due(self) -> DueDate | None:
        return self._due

    def explain(self, due: DueDate | None, edition: ServiceEdition | None = None) -> None:
        """Show the way to this date and the edition it stands in, or close."""
        self._due = due
        self.strip.set_due(due, edition.id if edition is not None else "")
        self._write()
        self.setVisible(due is not None)

    def _write(self) -> None:
        reading = self._due.source.reading if self._due is not None else None
        self.reading.setText(reading.text(language()) if reading is not None else "")
        self.reading.setVisible(reading is not None)
