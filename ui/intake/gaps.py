"""What keeps the application, one block each: what, why, what to bring, on what basis. Or what else is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.domain.completeness import CompletenessReport, Defect, Gap
from desk_app.domain.regulation import DocumentRule
from desk_app.i18n import gettext as _
from desk_app.i18n import language, short_date
from desk_app.usecases.intake import Verdict
from ui import theme
from ui.widgets import rule, value_label

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class GapList(QWidget):
    """Made anew with every verdict.

    Signals:
        fix_wanted(str): the msgid of a blocker whose field should be shown.
        case_wanted(UUID): the open case should be opened.
    """

    fix_wanted = Signal(str)
    case_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(2)
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """All that is said, for the screen reader."""
        return "\n".join(self._texts)

    def show_verdict(self, verdict: Verdict, zone: ZoneInfo) -> None:
        """Say everything the verdict holds besides the date."""
        self._clear()
        if verdict.open_case is not None:
            row = verdict.open_case
            moment = row.registered_at.astimezone(zone)
            self._say(_("This person has an open case of this service"), "bad")
            self._say(f"№ {row.number} · {short_date(moment.date())} · {row.registered_by_name}", "strong")
            self._link(_("Open that case"), "intake.open_case", lambda: self.case_wanted.emit(row.key))
            self._line()
        for gap in verdict.report.gaps:
            self._gap(gap)
        self._faults(verdict.report)
        for blocker in verdict.blockers:
            self._link(_(blocker), "intake.blocker", partial(self.fix_wanted.emit, blocker))
        for document in verdict.report.expiring:
            self._say(
                "⚠ " + _("Runs out before the result is due: {document}").format(document=_title(document)), "warn"
            )
        for document in verdict.report.tolerated:
            words = _("Expired, but on this channel that is no ground of refusal: {document}")
            self._say("⚠ " + words.format(document=_title(document)), "warn")
        self.setVisible(bool(self._texts))

    def _gap(self, gap: Gap) -> None:
        self._say(_title(gap.rule), "strong")
        self._say(why(gap), "bad")
        self._say(gap.rule.bring.text(language()), "")
        self._say(_("Basis: {source}").format(source=gap.rule.source.text.text(language())), "quiet")
        self._line()

    def _faults(self, report: CompletenessReport) -> None:
        for fault in report.filling_faults:
            self._say("✗ " + _("Not so: {rule}").format(rule=fault.title.text(language())), "bad")
            self._say(_("Basis: {source}").format(source=fault.source.text.text(language())), "quiet")
            self._line()

    def _say(self, text: str, role: str) -> None:
        self._texts.append(text)
        self._rows.addWidget(value_label(text, role, wrap=True))

    def _link(self, text: str, name: str, act: Callable[[], object]) -> None:
        self._texts.append(text)
        button = WrappedLink(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: act())
        self._rows.addWidget(button)

    def _line(self) -> None:
        self._rows.addSpacing(6)
        self._rows.addWidget(rule())
        self._rows.addSpacing(6)

    def _clear(self) -> None:
        self._texts = []
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class WrappedLink(QPushButton):
    """A link whose words may take more than one line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("role", "link")
        self.setAccessibleName(text)
        self._words = f"→ {text}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = QRect(0, 0, self.width() - 12, 1000)
        lines = QFontMetrics(theme.font(strong=True)).boundingRect(room, _WRAPPED, self._words)
        self.setFixedHeight(lines.height() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(strong=True))
        painter.setPen(theme.colour("accent"))
        painter.drawText(self.rect().adjusted(6, 6, -6, -6), _WRAPPED, self._words)


def _title(document: DocumentRule) -> str:
    return document.title.text(language())


def why(gap: Gap) -> str:
    """Why the document is a gap, in the words of the screen."""
    until = gap.presented.valid_until
    if gap.defect is Defect.MISSING:
        return _("Not presented")
    if until is not None:
        return _("Expired on {date}").format(date=short_date(until))
    return _("Expired on the day of filing")
