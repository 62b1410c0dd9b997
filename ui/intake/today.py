"""What was left over: papers nobody confirmed, forms left half-filled. Folded under the line of people."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk_app.domain.staff import Session
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import Draft, PaperRow
from ui import theme
from ui.intake.form import from_draft
from ui.language import bind
from ui.widgets import text_label, value_label
from ui.widgets.tips import plain_tip

_KEY = Qt.ItemDataRole.UserRole


class TodayColumn(QWidget):
    """Nothing here is urgent: all of it is safe.

    Signals:
        counted(int): how many papers and forms there are.
        paper_wanted(UUID): a paper that nobody confirmed.
        draft_wanted(Draft): a half-filled form.
    """

    counted = Signal(int)
    paper_wanted = Signal(object)
    draft_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("intake.today")
        self._session = session
        self._zone = zone_of(session)
        self._drafts: dict[UUID, Draft] = {}
        self.papers = _lines("intake.unprinted")
        self.drafts = _lines("intake.drafts")
        self._papers_title = text_label(N_("Not confirmed on paper"), "quiet", wrap=True)
        self._drafts_title = text_label(N_("Half-filled forms"), "quiet", wrap=True)
        self._calm = value_label("", "quiet", wrap=True)
        bind(self, lambda text: self.papers.setAccessibleName(text), N_("Not confirmed on paper"))
        bind(self, lambda text: self.drafts.setAccessibleName(text), N_("Half-filled forms"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self._papers_title, self.papers, self._drafts_title, self.drafts, self._calm):
            rows.addWidget(widget)
        rows.addStretch(1)
        self.papers.itemActivated.connect(lambda item: self.paper_wanted.emit(item.data(_KEY)))
        self.drafts.itemActivated.connect(self._on_draft_activated)
        self._papers: tuple[PaperRow, ...] = ()
        bind(self, self._write)

    def show_papers(self, papers: tuple[PaperRow, ...]) -> None:
        self._papers = papers
        self._write()

    def show_drafts(self, drafts: tuple[Draft, ...], current: UUID) -> None:
        """The half-filled forms of the office but the one on the page."""
        self._drafts = {draft.key: draft for draft in drafts if draft.key != current}
        self._write()

    def _on_draft_activated(self, item: QListWidgetItem) -> None:
        draft = self._drafts.get(item.data(_KEY))
        if draft is not None:
            self.draft_wanted.emit(draft)

    def _write(self) -> None:
        self.papers.clear()
        for paper in reversed(self._papers):
            moment = paper.issued_at.astimezone(self._zone)
            self._add(self.papers, paper.key, f"{paper.number}\n{moment:%H:%M} · {_short(paper.applicant)}")
        self.drafts.clear()
        for draft in self._drafts.values():
            found = from_draft(draft.key, draft.body)
            if found is None:
                continue
            person = found[0].person
            mine = draft.author == self._session.member.key
            who = f"{person.surname} {person.name[:1]}".strip() or person.iin or _("no name yet")
            author = "" if mine else f" · {draft.author_name}"
            self._add(self.drafts, draft.key, f"{who}\n{draft.updated_at.astimezone(self._zone):%H:%M}{author}")
        for title, lines in ((self._papers_title, self.papers), (self._drafts_title, self.drafts)):
            title.setVisible(lines.count() > 0)
            lines.setVisible(lines.count() > 0)
            lines.setFixedHeight(min(lines.count(), 4) * theme.scaled(48) + 4)
        self.counted.emit(self.papers.count() + self.drafts.count())
        nothing = not self.papers.count() and not self.drafts.count()
        self._calm.setVisible(nothing)
        self._calm.setText(_("Half-filled forms and papers that did not come out will wait here.") if nothing else "")

    @staticmethod
    def _add(lines: QListWidget, key: UUID, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setToolTip(plain_tip(text))
        lines.addItem(item)


def _short(name: str) -> str:
    surname, *rest = name.split() or [""]
    return " ".join([surname, *(f"{part[0]}." for part in rest[:1])])


def _lines(name: str) -> QListWidget:
    lines = QListWidget()
    lines.setObjectName(name)
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    lines.setUniformItemSizes(True)
    return lines
