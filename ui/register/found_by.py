"""Why a search found what it did: the paper or list that the number typed belongs to, or the nearest names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.domain.near_names import names_meant
from desk_app.domain.papers import PaperKind
from desk_app.i18n import N_, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.ports import CaseRow, PaperRow
from ui.language import bind
from ui.register.words import PAPER_KINDS
from ui.widgets import Sign, value_label


class FoundBy(QWidget):
    """One line above the table; hidden where the lines found speak for themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: PaperRow | None = None
        self._has_lines = False
        self._typed = ""
        self._names: tuple[str, ...] = ()
        self.words = value_label("", "", wrap=True)
        self.words.setObjectName("register_found_by")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Sign("info", "accent", 18))
        row.addWidget(self.words, 1)
        bind(self, self._write)
        self.hide()

    def show_found(self, typed: str, paper: PaperRow | None, lines: Iterable[CaseRow]) -> None:
        rows = tuple(lines)
        if paper is not None and any(row.number == paper.number for row in rows):
            paper = None  # the line says all of it: a talon bears the number of its application
        self._paper, self._has_lines = paper, bool(rows)
        self._typed, self._names = typed, names_meant(typed, (row.applicant for row in rows))[:_MOST_NAMES]
        self._write()
        self.setVisible(bool(self.words.text()))

    def _write(self) -> None:
        paper = self._paper
        if paper is None:
            near = _("There is no name with «{typed}». The nearest ones are shown: {names}.")
            names = ", ".join(self._names)
            self.words.setText(near.format(typed=self._typed, names=names) if names else "")
            return
        kind = _(_KINDS.get(paper.kind, N_("Paper")))
        parts = [
            _("{kind} {number} of {day}.").format(
                kind=kind, number=paper.number, day=short_date(paper.issued_at.date())
            )
        ]
        if paper.void is not None:
            parts.append(_("It is void."))
        if not self._has_lines:
            parts.append(_("No application is shown for it."))
        elif paper.kind is PaperKind.HAND_OVER_LIST:
            parts.append(_("The applications on it are shown."))
        else:
            parts.append(_("The application it belongs to is shown."))
        self.words.setText(" ".join(parts))


_MOST_NAMES = 5
_KINDS = PAPER_KINDS | {PaperKind.JOURNAL: N_("Journal")}
