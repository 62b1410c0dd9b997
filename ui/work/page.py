"""My work: what waits for this person by step, what is late in the office, results to collect, lists that were sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.staff import Role
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from desk_app.usecases.work_lists import Holder, ListKind
from ui.background import Background
from ui.language import bind
from ui.papers import PaperDialog
from ui.papers.job import Preferred
from ui.register.lines import CaseLine, lines_of
from ui.register.opener import CardStack
from ui.register.table import APPLICANT, DUE, NUMBER, SERVICE, STEP, WHOSE, line_due
from ui.register.words import ROLES, initials
from ui.widgets import MessageBar, Segmented, set_role, text_label, value_label
from ui.work.groups import Group, GroupedCases
from ui.work.ready import ReadyView
from ui.work.sent import SentView
from ui.work.signing import SigningButton

MINUTE = 60_000

EMPTY = N_("Nothing waits for you. A case comes here by itself when its next step is yours.")
NOTHING_LATE = N_("Nothing is late.")
MINE, LATE, READY, SENT = "mine", "late", "ready", "sent"
# Translators: parts of the page of work
_TITLES = {
    MINE: N_("Waits for me"),
    LATE: N_("Overdue"),
    READY: N_("Ready, not collected"),
    SENT: N_("Sent packages"),
}
MINE_COLUMNS = (NUMBER, replace(APPLICANT, stretch=5), replace(SERVICE, stretch=3), replace(STEP, stretch=7), DUE)
LATE_COLUMNS = (NUMBER, replace(APPLICANT, stretch=5), replace(WHOSE, stretch=4), replace(STEP, stretch=7), DUE)
"""Names of steps are long: here they are what the work is chosen by."""
_AT_DESK = (Role.CLERK, Role.CHANCELLERY, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for me, and which of it waits for nobody any more."""

    lines: tuple[CaseLine, ...]
    lost: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class LateLines:
    lines: tuple[CaseLine, ...]
    by_holder: tuple[tuple[Holder, tuple[CaseLine, ...]], ...]


class WorkPage(CardStack):
    """The lists, the card over them, and the number for the navigation.

    Signals: those of CardStack, and
        counted(int): how many cases wait.
    """

    counted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        background: Background,
        parent: QWidget | None = None,
        *,
        preferred: Preferred | None = None,
    ) -> None:
        super().__init__(desk, background, parent, preferred=preferred)
        self.setObjectName("work_page")
        self.message = MessageBar()
        self.mine = GroupedCases(desk, MINE_COLUMNS, "work", EMPTY)
        self.overdue = GroupedCases(desk, LATE_COLUMNS, "late", NOTHING_LATE)
        self.ready = ReadyView(desk, background, self.message)
        self.sent = SentView(desk, background, self.message)
        self.table, self.body, self.empty_state = self.mine.table, self.mine.body, self.mine.empty_state
        self.late = value_label("", "quiet")
        self.late.setObjectName("work_late")
        self._views: dict[str, QWidget] = {MINE: self.mine}
        if desk.session.has(Role.HEAD, Role.SUPERVISOR):
            self._views[LATE] = self.overdue
        if desk.session.has(Role.HEAD, *_AT_DESK):
            self._views[READY] = self.ready
        if desk.session.has(*_AT_DESK):
            self._views[SENT] = self.sent
        self._counts = dict.fromkeys(self._views, 0)
        self._stack = QStackedWidget()
        self.signing = SigningButton(desk, background)
        self.signing.signed.connect(self.refresh)
        self.signing.why_asked.connect(lambda key: self.open_case(key, why=True))
        self._lay_out()
        for cases in (self.mine, self.overdue):
            cases.table.opened.connect(self.open_line)
            cases.table.why_asked.connect(self.open_why)
        self.ready.opened.connect(self.open_case)
        self.ready.counted.connect(lambda count: self._count(READY, count))
        self.sent.counted.connect(lambda count: self._count(SENT, count))
        self.sent.paper_wanted.connect(self._open_paper)
        self.changed.connect(self.refresh)
        self.listed.connect(self.refresh)
        clock = QTimer(self)
        clock.timeout.connect(self._on_minute)
        clock.start(MINUTE)

    def _lay_out(self) -> None:
        self.views = Segmented([(name, self._title_of(name)) for name in self._views], "work_view", N_("Lists of work"))
        self.views.chosen.connect(lambda name: self.show_view(str(name)))
        for number, name in enumerate(self._views, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda name=name: self.show_view(name))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        head = QHBoxLayout()
        if len(self._views) > 1:
            head.addWidget(self.views)
        else:
            head.addWidget(text_label(_TITLES[MINE], "title"))
        head.addStretch()
        head.addWidget(self.late)
        head.addWidget(self.signing)
        signing = QShortcut(QKeySequence("Ctrl+K"), self, self.signing.open)
        signing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for view in self._views.values():
            self._stack.addWidget(view)
        page = QFrame()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.message)
        rows.addWidget(self._stack, 1)
        self.set_list(page, self._stack)
        bind(self.late, self._write_late)

    def _title(self, name: str) -> str:
        count = self._counts[name]
        return f"{_(_TITLES[name])} · {count}" if count else _(_TITLES[name])

    def _title_of(self, name: str) -> Callable[[], str]:
        return lambda: self._title(name)

    def _count(self, name: str, count: int) -> None:
        self._counts[name] = count
        self.views.set_words(name, self._title(name))

    @property
    def view(self) -> str:
        return str(self.views.value())

    def show_view(self, name: str) -> None:
        """Turn to one of the lists."""
        self.message.clear()
        self.views.set_value(name)
        self._stack.setCurrentWidget(self._views[name])
        self.refresh()
        self._focus_list()

    def mark_copy_back(self, key: UUID) -> None:
        """The code of a hand-over list was scanned: its signed copy is in hand."""
        while self.is_card_shown:
            self.back()
        if SENT in self._views:
            self.show_view(SENT)
            self.sent.mark_back(key)

    def activate(self) -> None:
        """The page is turned to."""
        self.refresh()
        if self.is_card_shown:
            self.turn_to_card()
        else:
            self._focus_list()

    def back(self) -> None:
        was_card = self.is_card_shown
        super().back()
        if was_card and not self.is_card_shown:
            self._focus_list()

    def _focus_list(self) -> None:
        if self.view == READY:
            self.ready.focus_list()
        elif self.view == SENT:
            self.sent.focus_list()
        else:
            (self.mine if self.view == MINE else self.overdue).focus_list()

    def refresh(self) -> None:
        """Read the lists again; the cursor stays on its case."""
        show_error = self.message.show_error
        self._background.run(self, self._read, self._show, show_error)
        self.signing.refresh()
        if LATE in self._views:
            self._background.run(self, self._read_late, self._show_late, show_error)
        if READY in self._views:
            self.ready.refresh()
        if SENT in self._views:
            self.sent.refresh()

    def _read(self) -> Mine:
        desk = self._desk
        rows = desk.work_lists.mine(desk.session)
        lost = desk.work_lists.lost(desk.session, rows) if desk.session.has(Role.SUPERVISOR) else frozenset()
        return Mine(lines_of(desk, rows), lost)

    def _show(self, read: Mine) -> None:
        groups = [Group("", lambda: _("All"), read.lines)]
        mine = tuple(line for line in read.lines if line.row.key not in read.lost)
        groups += _by_step(mine)
        lost = tuple(line for line in read.lines if line.row.key in read.lost)
        if lost:
            groups.append(Group("lost", lambda: _("For nobody: closed account or no such role"), lost))
        self.mine.show_groups(groups)
        self._write_late()
        self._count(MINE, len(read.lines))
        self.counted.emit(len(read.lines))

    def _read_late(self) -> LateLines:
        desk = self._desk
        late = desk.work_lists.late(desk.session)
        lines = {line.row.key: line for line in lines_of(desk, late.rows)}
        return LateLines(
            tuple(lines.values()),
            tuple((part.holder, tuple(lines[row.key] for row in part.rows)) for part in late.by_holder),
        )

    def _show_late(self, read: LateLines) -> None:
        groups = [Group("", lambda: _("All"), read.lines)]
        if read.lines:
            groups.append(Group("steps", lambda: _("By step"), None))
            groups += _by_step(read.lines)
            groups.append(Group("people", lambda: _("By person"), None))
            for holder, lines in read.by_holder:
                key = f"person {holder.list.kind.value} {holder.list.member or holder.list.role}"
                groups.append(Group(key, partial(holder_words, holder), lines))
        self.overdue.show_groups(groups)
        self._count(LATE, len(read.lines))

    def _on_minute(self) -> None:
        """Time left changes by itself."""
        for cases in (self.mine, self.overdue):
            cases.table.lines.rewrite()
            cases.rewrite()
        self._write_late()

    def _write_late(self) -> None:
        lines, now, zone = self.mine.all_lines(), self._desk.clock.now(), self.table.lines.zone
        late = sum(line_due(line, now, zone).tone == "bad" for line in lines)
        text = ngettext("{count} case", "{count} cases", len(lines)).format(count=len(lines))
        # Translators: of the cases that wait for me
        overdue = ngettext("✗ {count} is late", "✗ {count} are late", late).format(count=late)
        self.late.setText(f"{text}, {overdue}" if late else text)
        set_role(self.late, "bad" if late else "quiet")

    def _open_paper(self, key: UUID) -> None:
        dialog = PaperDialog(self._desk, self._background, key, self, preferred=self._preferred)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 48, room.height() - 48)))
        dialog.open()


def holder_words(holder: Holder) -> str:
    """Whose late cases these are."""
    if holder.member is not None:
        return initials(holder.member.full_name)
    if holder.list.kind is ListKind.NOBODY or holder.list.role is None:
        return _("Nobody: closed account or no such role")
    return _("{role}, any of them").format(role=_(ROLES[holder.list.role]))


def _by_step(lines: Iterable[CaseLine]) -> list[Group]:
    """Groups in the order in which their first case comes."""
    found: dict[str, list[CaseLine]] = {}
    for line in lines:
        found.setdefault(line.step.title.kk if line.step is not None else "", []).append(line)
    return [Group(f"step {key}", _step_words(part[0]), tuple(part)) for key, part in found.items()]


def _step_words(line: CaseLine) -> Callable[[], str]:
    return lambda: line.step.title.text(language()) if line.step is not None else ""
