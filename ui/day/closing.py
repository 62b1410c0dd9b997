"""The end of the day: what agrees, every difference by name, open visits, the closing and its sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.domain import day_texts
from desk_app.domain.closing import Check, CheckKind, Difference, Fate, SubjectOf
from desk_app.domain.language import Language, PaperLanguage
from desk_app.i18n import N_, language, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.closing import Closed, Reconciliation
from desk_app.usecases.day_sheet import parts_words
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from ui.background import Background
from ui.day.dialogs import ReasonDialog
from ui.day.live_table import LiveColumn, LiveTable
from ui.day.tables import table
from ui.entrance.forms import labelled
from ui.language import bind
from ui.papers.dialog import PaperDialog
from ui.papers.job import Preferred
from ui.register.words import BAD, DONE, LATER, NOW, Said
from ui.theme import ROW_HEIGHT, scaled
from ui.widgets import MessageBar, QuietButton, text_label, value_label

_PAPER_LANGUAGES = {Language.KK: PaperLanguage.KK, Language.RU: PaperLanguage.RU}
_FATES = {
    Fate.PRINTED: (DONE, "good"),
    Fate.SAVED: (DONE, "good"),
    Fate.NOT_OUT: (NOW, "warn"),
    Fate.NONE: (BAD, "bad"),
}


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference under its check."""

    kind: CheckKind
    difference: Difference


def _whole(row: Check, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", str(row.whole))


def _parts(row: Check, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", parts_words(row).text(language()), "quiet")


def _answer(row: Check, _now: datetime, _zone: ZoneInfo) -> Said:
    if row.agrees:
        return Said(DONE, _("agrees"), "good")
    return Said(BAD, str(len(row.differences)), "bad")


def _check(row: Check, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", day_texts.CHECKS[row.kind].text(language()))


def _what(row: DifferenceLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", day_texts.CHECKS[row.kind].text(language()), "quiet")


def _number(row: DifferenceLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", row.difference.number or "–")


def _name(row: DifferenceLine, _now: datetime, _zone: ZoneInfo) -> Said:
    return Said("", row.difference.name)


def _fate(row: DifferenceLine, _now: datetime, _zone: ZoneInfo) -> Said:
    fate = row.difference.fate
    if row.kind is CheckKind.PASSED:
        return Said(BAD, day_texts.OFF_LIST.text(language()), "bad")
    if fate is None:
        return Said(LATER, _("left open"), "warn")
    sign, tone = _FATES[fate]
    return Said(sign, day_texts.FATES[fate].text(language()), tone)


# Translators: headings of the evening's comparison
_CHECKS: tuple[LiveColumn[Check], ...] = (
    LiveColumn(N_("What is compared"), _check, 6),
    LiveColumn(N_("In all"), _whole, is_number=True),
    LiveColumn(N_("Of them"), _parts, 6),
    LiveColumn(N_("Differences"), _answer),
)
_DIFFERENCES: tuple[LiveColumn[DifferenceLine], ...] = (
    LiveColumn(N_("What is compared"), _what, 5),
    LiveColumn(N_("Number"), _number),
    LiveColumn(N_("Whose"), _name, 5),
    LiveColumn(N_("State"), _fate),
)


class ClosingDialog(QDialog):
    """Signals:
    case_wanted(UUID), refusal_wanted(UUID): a difference was opened.
    changed(): visits were ended, the day was closed or opened again.
    """

    case_wanted = Signal(object)
    refusal_wanted = Signal(object)
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        day: date | None = None,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("closing_dialog")
        self._desk, self._background, self._preferred, self._day = desk, background, preferred, day
        self.found: Reconciliation | None = None
        self.state = value_label("", "strong", wrap=True)
        self.state.setObjectName("closing_state")
        self.message = MessageBar()
        self.checks: LiveTable[Check] = table(desk, _CHECKS, lambda row: row.kind, "closing_checks", N_("Comparison"))
        self.differences: LiveTable[DifferenceLine] = table(
            desk, _DIFFERENCES, lambda row: (row.kind, row.difference.key), "closing_differences", N_("Differences")
        )
        self.note = QLineEdit()
        self.visits_button = QuietButton(N_("End open visits …"))
        self.sheet_button = QuietButton(N_("Day sheet"), "Ctrl+P")
        self.reopen_button = QuietButton(N_("Open the day again …"))
        self.close_button = QuietButton(N_("Close the day"), "Ctrl+Enter")
        self._lay_out()
        self.differences.opened.connect(lambda line, _column: self._open(line))
        self.checks.opened.connect(lambda check, _column: self._go_to(check))
        bind(self, self.setWindowTitle, N_("End of the day"))
        bind(self, self._write)
        self.checks.setMinimumHeight(scaled(ROW_HEIGHT) * 7 + 14)
        self.resize(1080, 700)
        self.refresh()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(10)
        rows.addWidget(self.state)
        rows.addWidget(self.message)
        rows.addWidget(self.checks, 5)
        rows.addWidget(text_label(N_("Differences: Enter opens the case"), "heading"))
        rows.addWidget(self.differences, 4)
        column, _edit = labelled("closing_note", N_("What is to be known about this day"), self.note)
        rows.addLayout(column)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        leave = QuietButton(N_("Back"), "Esc")
        for name, button, act in (
            ("closing_visits", self.visits_button, self._end_visits),
            ("closing_reopen", self.reopen_button, self._reopen),
            ("closing_sheet", self.sheet_button, self._show_sheet),
            ("closing_leave", leave, self.reject),
            ("closing_close", self.close_button, self._close_day),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, act=act: act())
            if button is leave:
                foot.addStretch()
            foot.addWidget(button)
        rows.addLayout(foot)
        for keys, act in (("Ctrl+Return", self._close_day), ("Ctrl+P", self._show_sheet), ("F5", self.refresh)):
            QShortcut(QKeySequence(keys), self, act)

    def refresh(self) -> None:
        desk, day = self._desk, self._day
        self._background.run(self, lambda: desk.closing.reconcile(desk.session, day), self._show, self._fail)

    def _fail(self, error: Exception) -> None:
        self.message.show_error(error)

    def _show(self, found: Reconciliation) -> None:
        self.found = found
        self.checks.show_rows(found.checks)
        lines = tuple(DifferenceLine(check.kind, one) for check in found.checks for one in check.differences)
        self.differences.show_rows(lines)
        self._write()

    def _write(self) -> None:
        found = self.found
        if found is None:
            return
        zone, close = zone_of(self._desk.session), found.closed
        day = short_date(found.day)
        if close is None:
            words = _("{date} is open.").format(date=day)
        elif close.reopened_at is None:
            at = f"{close.closed_at.astimezone(zone):%d.%m.%Y, %H:%M}"
            words = _("{date} was closed on {time} by {name}.").format(date=day, time=at, name=close.closed_by_name)
        else:
            at = f"{close.reopened_at.astimezone(zone):%d.%m.%Y, %H:%M}"
            words = _("{date} was opened again on {time} by {name}: {reason}").format(
                date=day, time=at, name=close.reopened_by_name, reason=close.reopen_reason
            )
        answer = _("Everything agrees.") if found.agrees else _("Something does not agree yet.")
        self.state.setText(f"{words} {answer}")
        self.close_button.setEnabled(not found.is_closed)
        self.reopen_button.setEnabled(found.is_closed)
        self.sheet_button.setEnabled(close is not None and close.paper is not None)
        self.visits_button.setEnabled(not found.check(CheckKind.OPEN_VISITS).agrees)

    def _go_to(self, check: Check) -> None:
        """The first difference of a line."""
        for place, line in enumerate(self.differences.lines.rows()):
            if line.kind is check.kind:
                self.differences.select_row(place)
                self.differences.setFocus()
                return

    def _open(self, line: DifferenceLine) -> None:
        difference = line.difference
        subject, key = difference.opens if difference.opens is not None else (difference.subject, difference.key)
        if subject is SubjectOf.CASE:
            self.accept()
            self.case_wanted.emit(key)
        elif subject is SubjectOf.REFUSAL:
            self.accept()
            self.refusal_wanted.emit(key)
        elif subject is SubjectOf.PAPER:
            self._show_paper(key)
        elif subject is SubjectOf.VISIT:
            self._end_visits()
        else:
            self.message.say(
                _("This is a half-filled form of {name}.").format(name=difference.name),
                _("It opens at the desk, on the page of intake."),
            )

    def _end_visits(self) -> None:
        found, desk = self.found, self._desk
        if found is None:
            return
        dialog = ReasonDialog(N_("End open visits"), N_("Why were they left open?"), self)

        def go_on() -> None:
            reason = dialog.reason()
            self._run(
                lambda: desk.closing.close_open_visits(desk.session, found.day, reason),
                lambda _count: self.message.say(_("The visits are ended.")),
            )

        dialog.accepted.connect(go_on)
        dialog.open()

    def _close_day(self) -> None:
        found, desk, note = self.found, self._desk, self.note.text()
        if found is None or found.is_closed:
            return
        paper_language = _PAPER_LANGUAGES[language()]

        def show(closed: Closed) -> None:
            self.message.say(
                _("The day is closed. Its sheet has the number {number}.").format(number=closed.sheet.number)
            )
            self._show_paper(closed.sheet.key)

        self._run(lambda: desk.closing.close(desk.session, found.day, note, paper_language), show)

    def _reopen(self) -> None:
        found, desk = self.found, self._desk
        if found is None:
            return
        dialog = ReasonDialog(N_("Open the day again"), N_("Why is it opened?"), self)

        def go_on() -> None:
            reason = dialog.reason()
            self._run(
                lambda: desk.closing.reopen(desk.session, found.day, reason),
                lambda _nothing: self.message.say(_("The day is open again.")),
            )

        dialog.accepted.connect(go_on)
        dialog.open()

    def _show_sheet(self) -> None:
        close = self.found.closed if self.found is not None else None
        if close is not None and close.paper is not None:
            self._show_paper(close.paper)

    def _show_paper(self, key: object) -> None:
        dialog = PaperDialog(self._desk, self._background, key, self, preferred=self._preferred)  # type: ignore[arg-type]
        dialog.finished.connect(lambda _code: self.refresh())
        dialog.open()

    def _run(self, work: Callable[[], object], ok: Callable[..., object]) -> None:
        def show(answer: object) -> None:
            self.message.clear()
            ok(answer)
            self.changed.emit()
            self.refresh()

        self._background.run(self, work, show, self._fail)
