"""The register: one box to search in, the cases found, the card of the one that is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.register_filter import RegisterFilter
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.ports import CaseRow, PaperRow
from desk_app.usecases.register import EVERYTHING
from desk_app.usecases.workplace import ColumnLayout, WorkplaceStore
from ui.background import Background
from ui.language import bind
from ui.papers.job import Preferred
from ui.register.columns import ColumnsDialog, RegisterTable, keep_layout, kept_layout
from ui.register.export import Export
from ui.register.filter_bar import FilterBar
from ui.register.found_by import FoundBy
from ui.register.journals_dialog import JournalsDialog
from ui.register.lines import CaseLine, lines_of
from ui.register.opener import CardStack
from ui.register.saved_filters import FilterMenu
from ui.widgets import Card, EmptyState, MessageBar, QuietButton, value_label
from ui.widgets.progress import ProgressRow

PAGE_SIZE = 50
TYPING_PAUSE = 200
"""Milliseconds without a key before the search begins."""

EMPTY = N_("No application has been registered yet. The first one is accepted on the page Intake: Ctrl+N.")
NOTHING_FOUND = N_(
    "Nothing was found. Search by a part of the number, by the IIN or its last four digits, by a part of the name, by"
    " the telephone, or by the whole number of a paper or of a hand-over list."
)
ALL_FILTERED = N_("No line is left by the filters and the search together. F4 takes the filters away.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the lines shown belong to."""

    text: str = ""
    wanted: RegisterFilter = EVERYTHING


class RegisterPage(CardStack):
    """Search as one types, narrowed by filters; more is read as one scrolls.

    Signals: those of CardStack, and
        searched(str): the text that the lines shown belong to.
    """

    searched = Signal(str)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
        store: WorkplaceStore | None = None,
    ) -> None:
        super().__init__(desk, background, parent, preferred=preferred)
        self.setObjectName("register_page")
        self._asked = Asked()
        self._store = store
        self._dirty = True
        self.search_box = QLineEdit()
        self.search_box.setObjectName("register_search")
        self.search_box.setMaxLength(120)
        self.search_box.setClearButtonEnabled(True)
        self.filters = FilterBar(desk, background)
        self.table = RegisterTable(desk, kept_layout(store, desk.session.member.key), "register_table")
        self.count_words = value_label("", "quiet")
        self.message = MessageBar()
        self.progress = ProgressRow("register_progress")
        self.found_by = FoundBy()
        self._export = Export(self, desk, background, self.progress, self.message)
        self.menu = FilterMenu(desk, background, self.filters, self.message.show_error, self)
        self.journals: JournalsDialog | None = None
        self.columns: ColumnsDialog | None = None
        self.filter_button = QuietButton(N_("Filters"), "F6")
        self.columns_button = QuietButton(N_("Columns"), "F7")
        self.journals_button = QuietButton(N_("Journals"), "Ctrl+J")
        self.export_button = QuietButton(N_("To XLSX"), "Ctrl+E")
        self.body = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_PAUSE)
        self._timer.timeout.connect(self.search_now)
        self._lay_out()
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(TYPING_PAUSE)
        self._keeping.timeout.connect(self._keep_columns)
        self.search_box.textEdited.connect(lambda _text: self._timer.start())
        self.filters.changed.connect(self._timer.start)
        self.filters.failed.connect(self.message.show_error)
        self.table.widened.connect(self._keeping.start)
        self.search_box.returnPressed.connect(self._on_search_return_pressed)
        self.table.opened.connect(self.open_line)
        self.table.why_asked.connect(self.open_why)
        self.table.left_top.connect(self.search_box.setFocus)
        self.table.lines.wants_more.connect(self._read_more)
        self.table.lines.wants_page.connect(self._read_page)
        self.changed.connect(self.mark_stale)
        self.listed.connect(self.refresh)

    def _lay_out(self) -> None:
        where = N_("Number, IIN, telephone or part of a name")
        bind(self.search_box, self.search_box.setPlaceholderText, where)
        bind(self.search_box, self.search_box.setAccessibleName, where)
        bind(self.count_words, self._write_count)
        self.empty_state, self.nothing_found = EmptyState(EMPTY), EmptyState(NOTHING_FOUND)
        self.all_filtered = EmptyState(ALL_FILTERED)
        for widget in (self.table, self.empty_state, self.nothing_found, self.all_filtered):
            self.body.addWidget(widget)
        card = Card(margin=0, spacing=0)
        card.rows.addWidget(self.body)
        page = QFrame()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search_box, 1)
        for name, button, keys, act in (
            ("register_filters", self.filter_button, "F6", self.open_filters),
            ("register_columns", self.columns_button, "F7", self.open_columns),
            ("register_journals", self.journals_button, "Ctrl+J", self.open_journals),
            ("register_export", self.export_button, "Ctrl+E", self._on_export_clicked),
        ):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(keys), page, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            top.addWidget(button)
        clear = QShortcut(QKeySequence("F4"), page, self.menu.take_away)
        clear.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        rows.addLayout(top)
        rows.addWidget(self.filters)
        rows.addWidget(self.message)
        rows.addWidget(self.progress)
        rows.addWidget(self.found_by)
        rows.addWidget(card, 1)
        rows.addWidget(self.count_words)
        self.set_list(page, self.table)

    def search(self, text: str) -> None:
        """Search everything for a text that came from elsewhere: the shell's box."""
        self.back_to_list()
        self.menu.take_away()
        self.search_box.setText(text)
        self.search_now()

    def back_to_list(self) -> None:
        while self.is_card_shown:
            self.back()

    def show_case(self, key: UUID) -> None:
        """Open a case that was named elsewhere: a scanned talon, the intake page."""
        self.open_case(key)

    def activate(self) -> None:
        """The page is turned to."""
        if self.is_card_shown:
            self.turn_to_card()
            return
        if self._dirty:
            self.search_now()
        self.search_box.setFocus()

    def mark_stale(self) -> None:
        """A case was changed somewhere in this process."""
        self._dirty = True

    def refresh(self) -> None:
        """Read again what is shown, where something has changed."""
        if self._dirty:
            self.search_now()

    def search_now(self) -> None:
        """Ask for the text as it stands."""
        self._timer.stop()
        asked = self._asked_now()
        self._asked, self._dirty = asked, False
        self._background.run(self, lambda: self._find(asked), lambda found: self._show(asked, *found), self._fail)

    def _asked_now(self) -> Asked:
        return Asked(self.search_box.text().strip(), self.filters.wanted())

    def _find(self, asked: Asked) -> tuple[tuple[CaseLine, ...], PaperRow | None]:
        return self._read(asked, None), self._desk.register.paper_numbered(self._desk.session, asked.text)

    def _read(self, asked: Asked, after: CaseRow | None) -> tuple[CaseLine, ...]:
        found = self._desk.register.search(self._desk.session, asked.text, after, asked.wanted)
        return lines_of(self._desk, found)

    def _show(self, asked: Asked, lines: tuple[CaseLine, ...], paper: PaperRow | None) -> None:
        if asked != self._asked:
            return
        self.message.clear()
        self.table.show_lines(lines, more=len(lines) >= PAGE_SIZE)
        self.found_by.show_found(asked.text, paper, (line.row for line in lines))
        nothing = self.nothing_found if asked.text else self.empty_state
        if not asked.wanted.is_empty:
            nothing = self.all_filtered
        self.body.setCurrentWidget(self.table if lines else nothing)
        self._write_count()
        self.searched.emit(asked.text)

    def _read_more(self) -> None:
        asked, last = self._asked, self.table.lines.last_row
        if last is not None:
            self._background.run(self, lambda: self._read(asked, last), lambda more: self._add(asked, more), self._fail)

    def _read_page(self, page: int) -> None:
        """Read lines again that were let go when the list grew long."""
        asked, lines = self._asked, self.table.lines
        after = lines.after(page)

        def fail(error: Exception) -> None:
            lines.page_failed(page)
            self._fail(error)

        self._background.run(
            self, lambda: self._read(asked, after), lambda found: lines.put_page(page, after, found), fail
        )

    def _add(self, asked: Asked, lines: tuple[CaseLine, ...]) -> None:
        if asked == self._asked:
            self.table.lines.add_lines(lines, more=len(lines) >= PAGE_SIZE)
            self._write_count()

    def _fail(self, error: Exception) -> None:
        self._dirty = True
        self.message.show_error(error)

    def _write_count(self) -> None:
        shown = self.table.lines.rowCount()
        text = ngettext("{count} line", "{count} lines", shown).format(count=shown)
        more = _("further ones come as you scroll") if self.table.lines.canFetchMore(self.table.rootIndex()) else ""
        narrowed = "" if self._asked.wanted.is_empty else _("filters are on, F4 takes them away")
        parts = [part for part in (text, more, narrowed, _("Enter opens the card")) if part]
        self.count_words.setText(", ".join(parts) if shown else "")

    def _on_search_return_pressed(self) -> None:
        """Enter searches; where the lines are there already it goes to them, and opens a single one."""
        if self._timer.isActive() or self._asked_now() != self._asked:
            self.search_now()
        elif self.table.lines.rowCount() == 1:
            line = self.table.lines.line(0)
            if line is not None:
                self.open_line(line)
        elif self.table.lines.rowCount():
            self.table.setFocus()

    def open_filters(self) -> None:
        """The menu of the filters kept by name, under its button."""
        below = self.filter_button.rect().bottomLeft()
        self.menu.ask(lambda: self.menu.popup(self.filter_button.mapToGlobal(below)))

    def open_columns(self) -> None:
        """Choose the columns in a window over this one; the table follows at once."""
        table = self.table
        layout = table.layout_shown()
        widths = {name: table.columnWidth(index) for index, (name, _width) in enumerate(layout)}
        self.columns = ColumnsDialog(layout, widths, self)
        self.columns.chosen.connect(self._set_columns)
        self.columns.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns.open()

    def _set_columns(self, layout: ColumnLayout) -> None:
        self.table.set_layout(layout)
        self._keeping.start()

    def _keep_columns(self) -> None:
        store, member, layout = self._store, self._desk.session.member.key, self.table.layout_shown()
        if store is not None:
            self._background.run(
                self, lambda: keep_layout(store, member, layout), lambda _kept: None, self.message.show_error
            )

    def open_journals(self) -> None:
        """The journals of a period, in a window over this one."""
        self.journals = JournalsDialog(self._desk, self._background, self, preferred=self._preferred)
        self.journals.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.journals.open()

    def _on_export_clicked(self) -> None:
        if self.progress.is_running or not self.table.lines.rowCount():
            return
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the lines shown"), "register.xlsx", "XLSX (*.xlsx)")
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Save every line of the search in force as XLSX, in the columns that are shown."""
        self._export.run(path, self._asked.text, self._asked.wanted, self.table.layout_shown())
