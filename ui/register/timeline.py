"""The route of a case: done, in hand, to come; by whom, when, fact against norm."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.case_clock import ClockEvent, ClockEventKind
from desk_app.domain.cases import StepRecord, UndoneStep
from desk_app.domain.corrections import Correction, CorrectionKind
from desk_app.domain.norms import Minutes, WorkingHours
from desk_app.i18n import gettext as _
from desk_app.i18n import language, short_date
from desk_app.usecases.register import CaseCard, RouteLine
from ui.register.correcting.words import fields_words
from ui.register.elided import WholeLabel
from ui.register.scan_card import struck_out
from ui.register.term_notes import reason_words
from ui.register.words import ACTORS, by_when, initials, moment, norm_words, spent, spent_of
from ui.theme import colour
from ui.widgets.labels import value_label

DONE, NOW, LATER = "done", "now", "later"


class StepSign(QWidget):
    """A circle on the line of the route: a tick, a clock, or empty."""

    def __init__(self, kind: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._kind, self._first, self._last = kind, first, last
        self.setFixedWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(24, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, r = self.width() / 2, self.height() / 2, 10.0
        tone = {DONE: "good", NOW: "accent", LATER: "field_line"}[self._kind]
        before = {DONE: "good", NOW: "good", LATER: "line"}[self._kind]
        if not self._first:
            painter.setPen(QPen(colour(before), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, y - r - 1))
        if not self._last:
            painter.setPen(QPen(colour("good" if self._kind == DONE else "line"), 2))
            painter.drawLine(QPointF(x, y + r + 1), QPointF(x, self.height()))
        painter.setPen(QPen(colour(tone), 2))
        painter.setBrush(colour("accent") if self._kind == NOW else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(x - r, y - r, 2 * r, 2 * r))
        if self._kind == DONE:
            painter.drawPolyline([QPointF(x - 4, y), QPointF(x - 1, y + 3.5), QPointF(x + 4.5, y - 3.5)])
        elif self._kind == NOW:
            painter.setPen(QPen(colour("on_accent"), 2))
            painter.drawPolyline([QPointF(x, y - 5), QPointF(x, y), QPointF(x + 4, y + 2)])


class StepRow(QFrame):
    """One step: its title over who did it, beside when and against what norm.

    Signals:
        take_back_wanted(): the step is to be taken back.
    """

    take_back_wanted = Signal()

    def __init__(
        self,
        line: RouteLine,
        kind: str,
        now: datetime,
        zone: ZoneInfo,
        *,
        first: bool,
        last: bool,
        may_take_back: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(f"step_{line.step.code}")
        if kind == NOW:
            self.setProperty("role", "tinted")
        title = WholeLabel(line.step.title.text(language()), "quiet" if kind == LATER else "strong")
        who = WholeLabel(_who(line), "quiet")
        actor = _(ACTORS[line.step.actor])
        when, against = value_label(_when(line, zone)), value_label(_against(line, now), "quiet")
        if kind == NOW:
            when.setProperty("role", "strong")
        texts, figures = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((texts, (title, who)), (figures, (when, against))):
            column.setSpacing(0)
            for label in labels:
                column.addWidget(label)
            column.addStretch()
        for label in (when, against):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(StepSign(kind, first=first, last=last))
        texts.setContentsMargins(0, 6, 0, 6)
        figures.setContentsMargins(0, 6, 0, 6)
        row.addLayout(texts, 1)
        if may_take_back:
            undo = self._undo_button(title.text())
            figures.insertWidget(2, undo, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(figures)
        state = {DONE: _("done"), NOW: _("current step"), LATER: _("to come")}[kind]
        by = line.record.done_by_name if line.record is not None else ""
        said = (title.text(), actor, by, _noted(line), state, when.text(), against.text())
        self.setAccessibleName(", ".join(part for part in said if part))

    def _undo_button(self, title: str) -> QPushButton:
        button = QPushButton(_("Take back"))
        button.setObjectName("take_back")
        button.setProperty("role", "link")
        button.setAccessibleName(_("Take back: {step}").format(step=title))
        button.clicked.connect(self.take_back_wanted)
        return button


class UndoneRow(QFrame):
    """A step that was taken back: struck out, with the reason, who and when."""

    def __init__(self, card: CaseCard, undone: UndoneStep, place: int, zone: ZoneInfo) -> None:
        super().__init__()
        record = undone.record
        self.setObjectName(f"undone_{place}")
        title = WholeLabel(card.rule.step(record.code).title.text(language()), "quiet")
        struck_out(title)
        done = WholeLabel(f"{record.done_by_name}, {moment(record.done_at, zone)}", "quiet")
        struck_out(done)
        words = _("Taken back: {reason}").format(reason=undone.reason)
        why = WholeLabel(words, "warn")
        who = WholeLabel(f"{undone.by_name}, {moment(undone.at, zone)}", "quiet")
        texts = QVBoxLayout(self)
        texts.setContentsMargins(56, 6, 16, 6)
        texts.setSpacing(0)
        for label in (title, done, why, who):
            texts.addWidget(label)
        self.setAccessibleName(f"{title.text()}, {done.text()}. {words}, {who.text()}")


class CorrectionRow(QFrame):
    """What was put right of the registration, or that it was made void: which fields, why, by whom."""

    def __init__(self, found: Correction, place: int, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName(f"correction_{place}")
        is_void = found.kind is CorrectionKind.VOIDED
        words = (
            _("The registration was made void")
            if is_void
            else _("Corrected: {fields}").format(fields=fields_words(found.fields))
        )
        title, why = WholeLabel(words, "bad" if is_void else "warn"), WholeLabel(found.reason, "quiet")
        who = WholeLabel(f"{found.by_name}, {moment(found.at, zone)}", "quiet")
        texts = QVBoxLayout(self)
        texts.setContentsMargins(56, 6, 16, 6)
        texts.setSpacing(0)
        for label in (title, why, who):
            texts.addWidget(label)
        self.setAccessibleName(f"{words}. {found.reason}, {who.text()}")


class EventRow(QFrame):
    """What happened to the clock between two steps."""

    def __init__(self, card: CaseCard, event: ClockEvent, zone: ZoneInfo) -> None:
        super().__init__()
        self.setObjectName(f"event_{event.ordinal}")
        words, why = _event_words(card, event, zone)
        title = WholeLabel(words, "warn")
        who = WholeLabel(", ".join(part for part in (why, event.note, event.by_name) if part), "quiet")
        when = value_label(moment(event.at, zone), "quiet")
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 6, 0, 6)
        texts.setSpacing(0)
        texts.addWidget(title)
        texts.addWidget(who)
        row = QHBoxLayout(self)
        row.setContentsMargins(56, 0, 16, 0)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        when.setContentsMargins(0, 6, 0, 0)
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{words}, {who.text()}, {when.text()}")


def _event_words(card: CaseCard, event: ClockEvent, zone: ZoneInfo) -> tuple[str, str]:
    if event.kind is ClockEventKind.PAUSED:
        return _("The clock was stopped"), reason_words(card, event.reason)
    if event.kind is ClockEventKind.RESUMED:
        return _("The clock runs on"), ""
    day = short_date(event.until.astimezone(zone).date()) if event.until is not None else ""
    return _("The term was extended to {date}").format(date=day), ""


class Timeline(QWidget):
    """The steps one under the other.

    Signals:
        take_back_wanted(): the last step is to be taken back.
    """

    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.in_hand: StepRow | None = None

    def show_route(self, card: CaseCard, now: datetime, zone: ZoneInfo) -> None:
        """Replace the steps."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.in_hand = None
        current = card.waiting.step.code if card.waiting.step is not None else ""
        events: list[tuple[datetime, int, QFrame]] = []
        for event in card.case.clock:
            events.append((event.at, 0, EventRow(card, event, zone)))
        for place, undone in enumerate(card.case.undone, 1):
            # never above a step that was done before it, though two were done in one moment
            events.append((undone.at, undone.record.ordinal - 1, UndoneRow(card, undone, place, zone)))
        for place, one in enumerate(card.case.corrections, 1):
            events.append((one.at, 0, CorrectionRow(one, place, zone)))
        events.sort(key=lambda event: event[0])
        last_done = len(card.case.steps) - 1
        for index, line in enumerate(card.route):
            while events and events[0][1] <= index and _is_before(events[0][0], line):
                self._rows.addWidget(events.pop(0)[2])
            kind = DONE if line.record is not None else NOW if line.step.code == current else LATER
            ends = index == len(card.route) - 1
            undoes = card.may_take_back and index == last_done
            row = StepRow(line, kind, now, zone, first=index == 0, last=ends, may_take_back=undoes)
            row.take_back_wanted.connect(self.take_back_wanted)
            self.in_hand = row if kind == NOW else self.in_hand
            self._rows.addWidget(row)
        for _at, _index, late in events:  # the whole route is done
            self._rows.addWidget(late)
        self._rows.addStretch()

    def words(self) -> str:
        """Every row whole, one a line: what the rows themselves shorten."""
        items = (self._rows.itemAt(index) for index in range(self._rows.count()))
        rows = (item.widget() for item in items if item is not None)
        return "\n".join(row.accessibleName() for row in rows if row is not None)


def _is_before(at: datetime, line: RouteLine) -> bool:
    return line.record is None or at <= line.record.done_at


def _who(line: RouteLine) -> str:
    """Who did it, as on signature lines, and what was noted; whose step it is while nobody has."""
    if line.record is None:
        return _(ACTORS[line.step.actor])
    return ", ".join(part for part in (initials(line.record.done_by_name), _noted(line)) if part)


def _noted(line: RouteLine) -> str:
    record = line.record
    if record is None:
        return ""
    found = [record.note] if record.note else []
    if record.letter_number:
        found.append(_("letter No. {number}").format(number=record.letter_number))
    if record.letter_date and record.letter_signer:
        day = short_date(date.fromisoformat(record.letter_date))
        found.append(_("of {date}, signed by {name}").format(date=day, name=record.letter_signer))
    return ", ".join(found)


def _when(line: RouteLine, zone: ZoneInfo) -> str:
    if line.record is not None:
        return moment(line.record.done_at, zone)
    if line.due is not None:
        return _("until {moment}").format(moment=by_when(line.due.due, zone, line.due.norm))
    return ""


def _against(line: RouteLine, now: datetime) -> str:
    """Fact against norm; minutes and hours are those between the two moments."""
    norm = line.step.norm
    if line.record is not None:
        late = line.record.done_at > line.record.due_at
        fact = _fact(line.record, line)
        return ", ".join(part for part in (fact, _("late") if late else "") if part)
    if line.due is not None:
        return spent_of(spent(line.due, now), norm)
    return _("norm {norm}").format(norm=norm_words(norm))


def _fact(record: StepRecord, line: RouteLine) -> str:
    """Only a stretch within one day can be counted without the calendar; else the norm alone is named."""
    norm, passed = line.step.norm, record.done_at - record.begins_at
    if isinstance(norm, Minutes | WorkingHours) and passed.total_seconds() < 12 * 3600:
        unit = 60 if isinstance(norm, Minutes) else 3600
        return spent_of(int(passed.total_seconds() // unit), norm)
    return _("norm {norm}").format(norm=norm_words(norm))
