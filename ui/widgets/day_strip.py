"""«Why this date?»: weeks folded under the days of the week, each day with what it counts for; lines for minutes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.calendar import DayReason, DueDate, ExplainedInterval
from desk_app.domain.norms import CalendarDays, WorkingDays
from desk_app.i18n import N_, language, short_date, weekday_short
from desk_app.i18n import gettext as _
from ui.language import bind
from ui.theme import colour, font, scaled
from ui.widgets.labels import Sign, value_label

CELL = 40
_MONDAY = date(2024, 1, 1)
_UNNAMED = {
    DayReason.RECEPTION: N_("{day}: the day of acceptance, not counted"),
    DayReason.LUNCH: N_("{begins}–{ends}: lunch, not counted"),
    DayReason.OUT_OF_HOURS: N_("{begins}–{ends}: outside working hours, not counted"),
    DayReason.WEEKEND: N_("{day}: day off"),
    DayReason.COUNTED: N_("{begins}–{ends}: counted"),
    DayReason.MOVED_END: N_("{day}: the last day was a day off, the term ends on this one"),
}
# Translators: in the explanation of a date, of one day or of several
_RUNS = {
    DayReason.PAUSED: N_("{days}: the clock stood, not counted"),
    DayReason.EXTENDED: N_("{days}: the extended term, counted"),
}


class _Weeks(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._days: dict[date, ExplainedInterval] = {}
        self._due: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_due(self, due: DueDate | None) -> None:
        self._days = {}
        self._due = due.day if due is not None else None
        for line in due.lines if due is not None else ():
            known = self._days.get(line.begins.date())
            if known is None or line.ordinal is not None:
                self._days[line.begins.date()] = line
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, scaled(22 + len(self._mondays()) * (CELL + 4)))

    def _mondays(self) -> list[date]:
        if not self._days:
            return []
        first, last = min(self._days), max(self._days)
        monday = first - timedelta(days=first.weekday())
        return [monday + timedelta(weeks=index) for index in range((last - monday).days // 7 + 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, head, cell = self.width() / 7, scaled(22), scaled(CELL)
        painter.setPen(colour("quiet"))
        painter.setFont(font())
        for column in range(7):
            place = QRect(round(column * width), 0, round(width), head)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, weekday_short(_MONDAY + timedelta(days=column)))
        for row, monday in enumerate(self._mondays()):
            for column in range(7):
                day = monday + timedelta(days=column)
                if day in self._days:
                    place = QRect(round(column * width) + 2, head + row * (cell + 4), round(width) - 4, cell)
                    self._paint_day(painter, place, day, self._days[day])

    def _paint_day(self, painter: QPainter, place: QRect, day: date, line: ExplainedInterval) -> None:
        ink, under = colour("text"), colour("accent")
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self._due:
            painter.setBrush(colour("accent"))
            ink = under = colour("on_accent")
        elif line.reason in (DayReason.HOLIDAY, DayReason.DAY_OFF):
            painter.setBrush(colour("gap_row"))
            ink = under = colour("bad")
        elif line.counted:
            painter.setBrush(colour("selection"))
            if line.reason is DayReason.EXTENDED:
                painter.setPen(QPen(colour("accent"), 1))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if line.reason is DayReason.RECEPTION:
                painter.setPen(QPen(colour("field_line"), 1))
            elif line.reason is DayReason.PAUSED:
                painter.setPen(QPen(colour("warn"), 1, Qt.PenStyle.DashLine))
            else:
                ink = colour("quiet")
            under = colour("quiet")
        painter.drawRoundedRect(place, 5, 5)
        half = place.height() // 2
        painter.setPen(ink)
        painter.setFont(font(11, strong=line.counted or day == self._due))
        painter.drawText(place.adjusted(0, 2, 0, -half), Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setPen(under)
        painter.setFont(font())
        ordinal = str(line.ordinal) if line.ordinal is not None else "‖" if line.reason is DayReason.PAUSED else "–"
        painter.drawText(place.adjusted(0, half, 0, -2), Qt.AlignmentFlag.AlignCenter, ordinal)


class DayStrip(QWidget):
    """A due date and its reasons."""

    def __init__(self) -> None:
        super().__init__()
        self._due: DueDate | None = None
        self._edition: date | None = None
        self._weeks = _Weeks()
        self._legend = value_label("", "quiet", wrap=True)
        self._warning = value_label("", "warn", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._weeks)
        rows.addWidget(self._legend)
        self._warned = QWidget()
        warned = QHBoxLayout(self._warned)
        warned.setContentsMargins(0, 0, 0, 0)
        warned.setSpacing(8)
        sign = Sign("triangle-alert", "warn")
        sign.setContentsMargins(0, 3, 0, 0)
        warned.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self._warning, 1)
        rows.addWidget(self._warned)
        bind(self, self._write)

    def set_due(self, due: DueDate | None, edition: date | None = None) -> None:
        """Explain this date, or nothing. `edition`: since when the wording holds that the paragraph stands in."""
        self._due, self._edition = due, edition
        self._write()

    def _write(self) -> None:
        due = self._due
        self.setVisible(due is not None)
        if due is None:
            return
        in_days = isinstance(due.norm, WorkingDays | CalendarDays)
        self._weeks.set_due(due if in_days else None)
        self._weeks.setVisible(in_days)
        lines = [
            self._line(line) for index, line in enumerate(due.lines) if self._is_told(line, in_days, first=index == 0)
        ]
        lines += _runs(due) if in_days else []
        lines.append(due.source.text.text(language()))
        if self._edition is not None:
            lines.append(_("edition of {date}").format(date=short_date(self._edition)))
        self._legend.setText("\n".join(lines))
        self._warning.setText(_("This term is not confirmed by an official text.") if not due.confirmed else "")
        self._warned.setVisible(not due.confirmed)
        self.setAccessibleName("\n".join(text for text in (self._legend.text(), self._warning.text()) if text))

    @staticmethod
    def _is_told(line: ExplainedInterval, in_days: bool, *, first: bool) -> bool:
        if not in_days:
            return True
        if line.reason is DayReason.RECEPTION:
            # where one stretch of a term follows another, its first day is no day of acceptance
            return first and not line.counted
        return line.reason in (DayReason.HOLIDAY, DayReason.DAY_OFF, DayReason.MOVED_END)

    @staticmethod
    def _line(line: ExplainedInterval) -> str:
        day = f"{line.begins:%d.%m}"
        if line.name is not None:
            return f"{day} – {line.name.text(language())}"
        begins, ends = f"{line.begins:%H:%M}", f"{line.ends:%H:%M}"
        if line.reason in _RUNS:
            return _(_RUNS[line.reason]).format(days=f"{day} {begins}–{ends}")
        source = _UNNAMED.get(line.reason, N_("{day}: day off"))
        return _(source).format(day=day, begins=begins, ends=ends)


def _runs(due: DueDate) -> list[str]:
    """Days in which the clock stood, and the days an extension added: from the first to the last of each stretch."""
    found: list[tuple[DayReason, date, date]] = []
    for line in due.lines:
        if line.reason not in _RUNS:
            continue
        day = line.begins.date()
        goes_on = found and found[-1][0] is line.reason
        if goes_on and (line.reason is DayReason.EXTENDED or day - found[-1][2] <= timedelta(days=1)):
            found[-1] = (line.reason, found[-1][1], day)
        else:
            found.append((line.reason, day, day))
    return [
        _(_RUNS[reason]).format(days=f"{first:%d.%m}" if first == last else f"{first:%d.%m}–{last:%d.%m}")
        for reason, first, last in found
    ]
