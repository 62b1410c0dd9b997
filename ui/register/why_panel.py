"""«Why this date»: the days one by one, the provision it stands on, and how an unclear provision is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.calendar import DueDate
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language
from ui.language import bind
from ui.theme import scaled
from ui.widgets import DayStrip, QuietButton, value_label

STRIP_WIDTH, LEAST_HEIGHT = 560, 112


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
        inner = QWidget()
        inner.setProperty("role", "clear")
        row = QHBoxLayout(inner)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(24)
        row.addWidget(self.strip, 3, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 2)
        self._inner = inner
        # a long term has more weeks than there is room for: they scroll, by the arrow keys as well
        self.area = QScrollArea()
        self.area.setObjectName("why_area")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self.area, self.area.setAccessibleName, N_("Why this date"))
        self.area.setWidget(inner)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.addWidget(self.area)
        self.hide()
        bind(self, self._write)

    @property
    def due(self) -> DueDate | None:
        return self._due

    def explain(self, due: DueDate | None, edition: ServiceEdition | None = None) -> None:
        """Show the way to this date and the edition it stands in, or close."""
        self._due = due
        self.strip.set_due(due, edition.effective_from if edition is not None else None)
        self._write()
        self.setVisible(due is not None)
        self._fit()

    def _fit(self) -> None:
        """As tall as the days need where there is room; the rest of the card keeps its own."""
        layout = self._inner.layout()
        if layout is None:
            return
        layout.activate()
        needed = (
            layout.totalHeightForWidth(self.width() - 2) if layout.hasHeightForWidth() else layout.sizeHint().height()
        )
        needed = max(needed, layout.minimumSize().height()) + 2
        self.setMinimumHeight(min(needed, scaled(LEAST_HEIGHT)))
        self.setMaximumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _write(self) -> None:
        reading = self._due.source.reading if self._due is not None else None
        self.reading.setText(reading.text(language()) if reading is not None else "")
        self.reading.setVisible(reading is not None)
