"""One clock of a case: how much of the norm has gone, by when, and a way to ask why."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.calendar import DueDate
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.register.words import BAD, DONE, LATER, Said, by_when, moment, spent, spent_of, whole_norm
from ui.theme import colour
from ui.widgets.labels import set_role, text_label, value_label

MOST_SEGMENTS = 15


class Segments(QWidget):
    """The norm as countable parts, those that have gone filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gone, self._whole, self._tone = 0, 1, "accent"
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, gone: int, whole: int, tone: str) -> None:
        self._gone, self._whole, self._tone = gone, max(whole, 1), tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._whole > MOST_SEGMENTS:
            self._bar(painter, 0, self.width(), "line")
            self._bar(painter, 0, self.width() * self._gone / self._whole, self._tone)
            return
        gap = 4
        wide = (self.width() - gap * (self._whole - 1)) / self._whole
        for part in range(self._whole):
            self._bar(painter, part * (wide + gap), wide, self._tone if part < self._gone else "line")

    def _bar(self, painter: QPainter, left: float, wide: float, tone: str) -> None:
        painter.setBrush(colour(tone))
        painter.drawRoundedRect(QRectF(left, 0, wide, self.height()), 2, 2)


class ClockBlock(QWidget):
    """Title, «3 of 5 working days», segments, the due day.

    Signals:
        asked(): «why this date» was pressed.
    """

    asked = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._due: DueDate | None = None
        self._ended_at: datetime | None = None
        self._stands_since: datetime | None = None
        self._now: datetime | None = None
        self._zone: ZoneInfo | None = None
        self.title = text_label(title, "quiet")
        self.count, self.state, self.until = value_label("", "heading"), value_label(), value_label()
        self.count.setWordWrap(True)
        self.segments = Segments()
        self.why = QPushButton()
        self.why.setObjectName(f"{name}_why")
        self.why.setProperty("role", "link")
        self.why.setCheckable(True)
        self.why.clicked.connect(self.asked)
        self._lay_out()
        bind(self.why, self.why.setText, N_("Why"))
        bind(self.why, self.why.setAccessibleName, N_("Why this date"))
        bind(self, self._write)

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.title)
        upper.addStretch()
        upper.addWidget(self.state)
        lower.addWidget(self.until)
        lower.addStretch()
        lower.addWidget(self.why)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(upper)
        rows.addWidget(self.count)
        rows.addWidget(self.segments)
        rows.addLayout(lower)
        rows.addStretch()

    @property
    def due(self) -> DueDate | None:
        return self._due

    def show_due(
        self,
        due: DueDate | None,
        now: datetime,
        zone: ZoneInfo,
        ended_at: datetime | None = None,
        stands_since: datetime | None = None,
    ) -> None:
        """Show a clock; one that has ended, or that stands, is read at the moment it stopped."""
        self._due, self._now, self._zone, self._ended_at = due, now, zone, ended_at
        self._stands_since = stands_since
        self.setVisible(due is not None)
        self._write()

    def _write(self) -> None:
        due, now, zone = self._due, self._now, self._zone
        if due is None or now is None or zone is None:
            return
        stands = self._stands_since
        read_at = self._ended_at or stands or now
        gone = spent(due, read_at)
        said = Said(LATER, _("clock stopped"), "warn") if stands is not None else in_time(due, read_at)
        self.count.setText(spent_of(gone, whole_norm(due)))
        self.segments.show_parts(gone, whole_norm(due).value, "bad" if said.tone == "bad" else "accent")
        write_said(self.state, said)
        if stands is not None:
            self.until.setText(_("since {moment}").format(moment=moment(stands, zone)))
            return
        self.until.setText(_("until {moment}").format(moment=by_when(due.due, zone, due.norm)))


def in_time(due: DueDate, now: datetime) -> Said:
    """In time or late, with its sign."""
    return Said(BAD, _("late"), "bad") if now > due.due else Said(DONE, _("in time"), "good")


def write_said(label: QLabel, said: Said) -> None:
    """Put sign, word and colour on a label."""
    label.setText(str(said))
    set_role(label, said.tone)
