"""The line of the day by hour: who came (hollow bars) and who was served (full bars). Read by arrows and in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.day import HourCount
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.theme import colour, font, scaled

TITLE = N_("The line by hour")
# Translators: the two kinds of bars of a chart
ARRIVED, SERVED = N_("came"), N_("served")
ONE_HOUR = N_("{begins}:00–{ends}:00: {arrived} came, {served} served")
NOTHING = N_("Nobody has come yet.")
HEIGHT = 132


def hour_words(hour: HourCount) -> str:
    """One hour as a screen reader says it."""
    return _(ONE_HOUR).format(
        begins=f"{hour.hour:02}", ends=f"{(hour.hour + 1) % 24:02}", arrived=hour.arrived, served=hour.served
    )


class HourChart(QWidget):
    """Left and Right walk through the hours; the hour walked to is said above the bars."""

    def __init__(self, name: str = "day_chart") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hours: tuple[HourCount, ...] = ()
        self._at: int | None = None
        self.setMouseTracking(True)
        bind(self, self._write)

    def show_hours(self, hours: tuple[HourCount, ...]) -> None:
        if hours != self._hours:
            self._hours = hours
            if self._at is not None:
                self._at = min(self._at, len(hours) - 1) if hours else None
            self._write()

    def hours(self) -> tuple[HourCount, ...]:
        return self._hours

    def words(self) -> str:
        """All of it in words."""
        busy = [hour for hour in self._hours if hour.arrived or hour.served]
        return "; ".join(map(hour_words, busy)) if busy else _(NOTHING)

    def sizeHint(self) -> QSize:
        return QSize(scaled(360), scaled(HEIGHT) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(220), scaled(HEIGHT) - 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._hours:
            super().keyPressEvent(event)
            return
        last = len(self._hours) - 1
        self._at = (0 if step > 0 else last) if self._at is None else min(max(self._at + step, 0), last)
        self._write()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hours:
            at = int((event.position().x() - self._left()) // max(self._pitch(), 1))
            self._at = at if 0 <= at < len(self._hours) else None
            self._write()

    def leaveEvent(self, event: object) -> None:
        self._at = None
        self._write()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._at = None
        self._write()

    def _write(self) -> None:
        said = hour_words(self._hours[self._at]) if self._at is not None else self.words()
        self.setAccessibleName(_(TITLE))
        self.setAccessibleDescription(said)
        self.setToolTip(said if self._at is not None else "")
        self.update()

    def _left(self) -> float:
        return scaled(6)

    def _pitch(self) -> float:
        return (self.width() - 2 * self._left()) / max(len(self._hours), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font())
        line = painter.fontMetrics().height()
        self._paint_head(painter, line)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self._hours:
            self._paint_bars(painter, line)
        if not any(hour.arrived or hour.served for hour in self._hours):
            painter.setPen(colour("quiet"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _(NOTHING))
        painter.end()

    def _paint_head(self, painter: QPainter, line: int) -> None:
        """The hour walked to, else what the bars mean."""
        head = QRectF(self._left(), 3, self.width() - 2 * self._left(), line)
        painter.setPen(colour("text"))
        if self._at is not None:
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft, hour_words(self._hours[self._at]))
            return
        x = head.left()
        for words, is_full in ((_(ARRIVED), False), (_(SERVED), True)):
            box = QRectF(x, head.top() + line * 0.25, line * 0.6, line * 0.55)
            self._bar(painter, box, is_full=is_full)
            painter.setPen(colour("quiet"))
            x = box.right() + 6
            painter.drawText(QPointF(x, head.top() + painter.fontMetrics().ascent()), words)
            x += painter.fontMetrics().horizontalAdvance(words) + 20

    def _paint_bars(self, painter: QPainter, line: int) -> None:
        top, bottom = 2 * line + 8.0, self.height() - line - 4.0
        most = max(max(hour.arrived, hour.served) for hour in self._hours) or 1
        pitch = self._pitch()
        wide = max(min(pitch / 2 - 3, scaled(30)), 3)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(self._left(), bottom), QPointF(self.width() - self._left(), bottom))
        for place, hour in enumerate(self._hours):
            middle = self._left() + pitch * (place + 0.5)
            for count, x, is_full in ((hour.arrived, middle - wide - 1, False), (hour.served, middle + 1, True)):
                high = (bottom - top) * count / most
                if count:
                    self._bar(painter, QRectF(x, bottom - high, wide, high), is_full=is_full)
                    painter.setPen(colour("quiet"))
                    if painter.fontMetrics().horizontalAdvance(str(count)) <= wide + 2:
                        box = QRectF(x - 6, bottom - high - line, wide + 12, line)
                        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, str(count))
            painter.setPen(colour("text" if place == self._at else "quiet"))
            box = QRectF(middle - pitch / 2, bottom + 2, pitch, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"{hour.hour:02}")

    @staticmethod
    def _bar(painter: QPainter, area: QRectF, *, is_full: bool) -> None:
        painter.setPen(QPen(colour("accent"), 1.5))
        painter.setBrush(colour("accent") if is_full else colour("surface"))
        painter.drawRect(area)
