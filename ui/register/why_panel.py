"""«Why this date»: the days one by one, the provision it stands on, and how an unclear provision is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desk_app.domain.calendar import DueDate
from desk_app.i18n import language
from ui.language import bind
from ui.widgets import DayStrip, value_label

STRIP_WIDTH = 560


class WhyPanel(QFrame):
    """Opens under the two clocks; hidden until a clock is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("why")
        self.setProperty("role", "card")
        self._due: DueDate | None = None
        self.strip = DayStrip()
        self.reading = value_label("", "quiet", wrap=True)
        self.strip.setMaximumWidth(STRIP_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(24)
        row.addWidget(self.strip, 3)
        row.addWidget(self.reading, 2, Qt.AlignmentFlag.AlignTop)
        self.hide()
        bind(self, self._write)

    def explain(self, due: DueDate | None) -> None:
        """Show the way to this date, or close."""
        self._due = due
        self.strip.set_due(due)
        self._write()
        self.setVisible(due is not None)

    def _write(self) -> None:
        reading = self._due.source.reading if self._due is not None else None
        self.reading.setText(reading.text(language()) if reading is not None else "")
        self.reading.setVisible(reading is not None)
