"""What a list of recipients would bring: every line with its verdict, in the words of the screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk_app.domain.recipients import LineFault, Recipient, Skipped
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.recipients import ListReport
from ui.language import bind
from ui.theme import ROW_HEIGHT, scaled, tone_colour
from ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex

# Translators: why a line of a list of recipients is left out
FAULTS = {
    LineFault.IIN_MISSING: N_("There is no IIN"),
    LineFault.IIN_LENGTH: N_("The IIN has not twelve digits"),
    LineFault.IIN_NOT_DIGITS: N_("The IIN holds something other than digits"),
    LineFault.IIN_CHECK_DIGIT: N_("The check digit of the IIN does not fit"),
    LineFault.DATE: N_("There is no such date"),
    LineFault.ORDER: N_("The end is before the beginning"),
    LineFault.DUPLICATE: N_("The same as line {line}"),
    LineFault.FORMULA: N_("A formula stands instead of text"),
    LineFault.CHARACTERS: N_("The name holds signs that cannot be stored"),
    LineFault.TOO_LONG: N_("The name is too long"),
}

# Translators: headings of the report on a list of recipients
HEADINGS = (N_("Line"), N_("IIN"), N_("Full name"), N_("Family"), N_("Period"), N_("Verdict"))
_VERDICT = 5


def fault_words(line: Skipped) -> str:
    """Why the line is left out."""
    return _(FAULTS[line.fault]).format(line=line.other)


def period_words(line: Recipient) -> str:
    """01.07.2019 – 30.09.2019; an open end stays open."""
    begins, ends = (".".join(reversed(day.split("-"))) if day else "" for day in (line.period_from, line.period_to))
    return f"{begins} – {ends}".strip() if begins or ends else ""


class ReportModel(QAbstractTableModel):
    """The lines in the order of the file, or only those left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Recipient | Skipped] = []

    def show_report(self, report: ListReport | None, *, only_skipped: bool) -> None:
        self.beginResetModel()
        if report is None:
            self._lines = []
        elif only_skipped:
            self._lines = list(report.skipped)
        else:
            self._lines = sorted((*report.taken, *report.skipped), key=lambda line: line.line)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(HEADINGS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        is_taken = isinstance(line, Recipient)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _VERDICT:
            return tone_colour("good" if is_taken else "bad")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if isinstance(line, Recipient):
            said = (str(line.line), line.iin, line.name, line.family, period_words(line), _("taken"))
        else:
            said = (str(line.line), line.shown, "", "", "", fault_words(line))
        text = said[index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def rewrite(self) -> None:
        """Another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(HEADINGS) - 1))


class ReportTable(QTableView):
    """The report, moved through by arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recipients_report")
        self.lines = ReportModel(self)
        self.setModel(self.lines)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, wide in enumerate((76, 140, 0, 84, 210, 0)):
            if wide:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, scaled(wide))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        bind(self, self._rewrite)

    def _rewrite(self) -> None:
        self.setAccessibleName(_("Lines of the list"))
        self.lines.rewrite()
