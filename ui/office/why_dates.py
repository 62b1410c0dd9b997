"""«Why this date» where two dates stand in a line: the way to the one and the way to the other, side by side."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk_app.i18n import N_, language, short_moment
from desk_app.i18n import gettext as _
from desk_app.usecases.explained import Explained, Two
from ui.language import bind
from ui.theme import scaled
from ui.widgets import DayStrip, QuietButton, text_label, value_label

WIDTH, HEIGHT = 980, 560
WHY_HINT = N_("F9 or Enter shows why the dates are what they are.")


class _Way(QWidget):
    """A heading, the moment, the days one by one, the provision and its reading."""

    def __init__(self, name: str, title: str, found: Explained | None, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "clear")
        self._found, self._zone = found, zone
        self.moment, self.inner = value_label("", "heading"), value_label("", "warn", wrap=True)
        self.strip, self.reading = DayStrip(), value_label("", "quiet", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(8)
        rows.addWidget(text_label(title, "quiet"))
        for widget in (self.moment, self.inner, self.strip, self.reading):
            rows.addWidget(widget)
        rows.addStretch()
        self.strip.set_due(
            found.due if found is not None else None, found.edition.effective_from if found is not None else None
        )
        bind(self, self._write)

    def _write(self) -> None:
        found = self._found
        inner = reading = ""
        if found is None:
            self.moment.setText("–")
        else:
            self.moment.setText(short_moment(found.due.due.astimezone(self._zone)))
            if found.is_inner:
                at = short_moment(found.at.astimezone(self._zone))
                inner = _("the result has to be at the desk by {moment}").format(moment=at)
            if found.due.source.reading is not None:
                reading = found.due.source.reading.text(language())
        for label, text in ((self.inner, inner), (self.reading, reading)):
            label.setText(text)
            label.setVisible(bool(text))


class WhyDates(QDialog):
    """`titles` say which date is which; the arrows scroll a long way, Esc goes back to the list."""

    def __init__(self, number: str, titles: tuple[str, str], two: Two, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("why_dates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(value_label(number, "heading"))
        inner = QWidget()
        inner.setProperty("role", "clear")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        self.ways = tuple(
            _Way(name, title, found, zone)
            for name, title, found in zip(("why_before", "why_after"), titles, two, strict=True)
        )
        for way in self.ways:
            columns.addWidget(way, 1)
        self.area = QScrollArea()
        self.area.setObjectName("why_dates_area")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setWidget(inner)
        rows.addWidget(self.area, 1)
        self.leave = QuietButton(N_("Back"), "Esc")
        self.leave.setObjectName("why_dates_leave")
        self.leave.clicked.connect(self.reject)
        rows.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        bind(self.area, self.area.setAccessibleName, N_("Why this date"))
        bind(self, self.setWindowTitle, N_("Why this date"))
        self.area.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(scaled(WIDTH), scaled(HEIGHT))


def show_why(number: str, titles: tuple[str, str], two: Two, zone: ZoneInfo, owner: QWidget) -> WhyDates:
    """Open the dialog over the list, no larger than the window."""
    dialog = WhyDates(number, titles, two, zone, owner)
    room = owner.window().size()
    dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 48, room.height() - 48)))
    dialog.finished.connect(lambda _result: owner.setFocus())
    dialog.open()
    return dialog
