"""Windows of the line for visitors, opened from the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desk_app.i18n import N_
from ui.background import Background
from ui.office.section import Section
from ui.widgets import text_label


class LineWindowsSection(Section):
    """Signals:
    hall_wanted(), kiosk_wanted(): the window should be opened.
    """

    title = N_("The line")
    name = "line"
    hall_wanted = Signal()
    kiosk_wanted = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        hall_words = N_(
            "For a second monitor in the hall: numbers and desks, no names. Shift+F11 puts the window on the "
            "next monitor, F11 frames it, Esc closes it. The monitor is remembered."
        )
        kiosk_words = N_(
            "For a touch screen where visitors take tickets themselves. Only a supervisor's password closes it. "
            "On a computer of its own it is opened by the command «python -m desk_app kiosk»."
        )
        self.hall = self.button("line_hall", N_("Screen of the hall"), "primary")
        self.kiosk = self.button("line_kiosk", N_("Ticket window"), "primary")
        for words, button in ((hall_words, self.hall), (kiosk_words, self.kiosk)):
            self.rows.addWidget(text_label(words, "quiet", wrap=True))
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.rows.addSpacing(12)
        self.rows.addStretch()
        self.hall.clicked.connect(lambda _checked=False: self.hall_wanted.emit())
        self.kiosk.clicked.connect(lambda _checked=False: self.kiosk_wanted.emit())
