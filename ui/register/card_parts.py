"""Lists on a card: papers that open, documents with what the clerk saw."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desk_app.domain.application import Application, DocumentState
from desk_app.domain.completeness import asked_of
from desk_app.domain.papers import PrintState
from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language, ngettext, short_date
from desk_app.i18n import gettext as _
from desk_app.usecases.ports import PaperRow
from ui.register.elided import NumberedLink, WholeLabel
from ui.register.scan_card import VOID, struck_out
from ui.register.words import PAPER_KINDS, document_state, moment, print_state
from ui.widgets.labels import Card, value_label
from ui.widgets.tips import plain_tip

WAITING = (PrintState.NOT_PRINTED, PrintState.QUEUED, PrintState.SENT, PrintState.FAILED)


class PapersCard(Card):
    """The papers of a case and the fate of each.

    Signals:
        opened(UUID): a paper is to be shown.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(N_("Papers"))
        self.setObjectName("papers")
        self._grid = _grid(self)
        self.first: QPushButton | None = None

    def show_papers(self, papers: tuple[PaperRow, ...], zone: ZoneInfo) -> None:
        _empty(self._grid)
        self.first = None
        for row, paper in enumerate(papers):
            title = _(PAPER_KINDS[paper.kind])
            button = NumberedLink(title, paper.number)
            button.setObjectName(f"paper_{paper.kind.value}")
            state = print_state(paper.print_state)
            button.setAccessibleName(f"{title} {paper.number}, {state.text}")
            button.clicked.connect(lambda _on=False, key=paper.key: self._open(key))
            self.first = self.first or button
            self._grid.addWidget(button, row, 0)
            if paper.void is not None:
                struck_out(button)
                button.setAccessibleName(f"{title} {paper.number}, {_(VOID)}")
                void = value_label(_(VOID), "bad")
                void.setToolTip(plain_tip(f"{paper.void.reason}. {paper.void.by_name}, {moment(paper.void.at, zone)}"))
                self._grid.addWidget(void, row, 1)
            elif paper.is_struck:
                self._grid.addWidget(value_label(_("sending taken back"), "warn"), row, 1)
            else:
                self._grid.addWidget(value_label(_fate(paper), state.tone), row, 1)
            self._grid.addWidget(value_label(short_date(paper.issued_at.astimezone(zone).date()), "quiet"), row, 2)
        if not papers:
            self._grid.addWidget(value_label(_("No paper yet."), "quiet"), 0, 0)

    def _open(self, key: UUID) -> None:
        self.opened.emit(key)


class DocumentsCard(Card):
    """The documents of the package, in the order of the act."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("documents")
        self.heading = value_label("", "heading")
        self.rows.addWidget(self.heading)
        self._grid = _grid(self)

    def show_documents(self, edition: ServiceEdition, application: Application, on: date) -> None:
        """Show what was asked for on the day of the decision."""
        _empty(self._grid)
        rules = asked_of(edition, application, on)
        sheets = sum(application.presented(rule.code).sheets for rule in rules)
        count = ngettext("{count} document", "{count} documents", len(rules)).format(count=len(rules))
        pages = ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets)
        self.heading.setText(f"{count}, {pages}" if sheets else count)
        for row, rule in enumerate(rules):
            found = application.presented(rule.code)
            said = document_state(found.state)
            waiver = rule.waiver(found.waiver) if found.state is DocumentState.NOT_REQUIRED else None
            until = _("until {date}").format(date=short_date(found.valid_until)) if found.valid_until else ""
            detail = waiver.text(language()) if waiver is not None else ", ".join(p for p in (said.text, until) if p)
            self._grid.addWidget(value_label(said.sign, "bad" if said.tone == "bad" else "good"), row, 0)
            self._grid.addWidget(WholeLabel(rule.title.text(language())), row, 1)
            self._grid.addWidget(WholeLabel(detail, "bad" if said.tone == "bad" else "quiet"), row, 2)


def _fate(paper: PaperRow) -> str:
    said = print_state(paper.print_state)
    copies = ngettext("{count} copy", "{count} copies", paper.copies).format(count=paper.copies)
    return f"{said}, {copies}" if paper.copies > 1 else str(said)


def _grid(card: Card) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 0)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 2)
    card.rows.addLayout(grid)
    return grid


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
