"""The scans of a case card: attached, shown beside the form, made void; dropped on the card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.domain.attachments import Attachment, Subject
from desk_app.usecases.attachments import NewScan
from desk_app.usecases.desk import Desk
from desk_app.usecases.register import CaseCard
from ui.background import Background
from ui.register.actions.attaching import AttachPanel, VoidScanPanel, scan_words
from ui.register.actions.panel import ActionPanel
from ui.register.scan_card import ScansCard
from ui.register.scan_field import ScanField, dropped_file
from ui.register.scan_view import ScanView

if TYPE_CHECKING:
    from ui.register.case_card import CaseCardView

MakePanel = Callable[[Desk, Background, CaseCard], ActionPanel]


class CardScans(QObject):
    """Stands between the card and its scans; `left` shows the route, or a scan instead of it."""

    def __init__(self, view: CaseCardView, desk: Desk, background: Background) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        self.list = ScansCard(desk.session)
        self.view = ScanView(desk, background)
        self.left = QStackedWidget()
        view.setAcceptDrops(True)
        view.installEventFilter(self)
        self.list.attach_wanted.connect(self.attach)
        self.list.opened.connect(self.show_attached)
        self.list.void_wanted.connect(self._void)
        self.view.closed.connect(self.close_view)
        self.view.failed.connect(self._fail)
        self.view.step_wanted.connect(view.do_next_step)

    def lay_out(self, route: QWidget) -> QStackedWidget:
        """The left column: the route, and a scan in its place."""
        self.left.addWidget(route)
        self.left.addWidget(self.view)
        return self.left

    def attach(self) -> None:
        """Ask for a scan."""
        self._view.open_action(AttachPanel)

    def take(self, path: Path) -> None:
        """A file was dropped: the open form takes it, or it is attached to the case."""
        if field_of(self._view.action) is None:
            if self._view.action is not None:
                return
            self.attach()
        field = field_of(self._view.action)
        if field is not None:
            field.take(path)

    def watch(self, action: ActionPanel) -> None:
        """Show the file that is chosen in a form beside it."""
        self.view.offer_step("")
        field = field_of(action)
        if field is not None:
            field.chosen.connect(self._show_chosen)

    def show_attached(self, scan: Attachment) -> None:
        """Show a scan of the case."""
        desk, key = self._desk, scan.key
        self._show(scan_words(scan), lambda: desk.attachments.open(desk.session, key))

    def close_view(self) -> bool:
        """Show the route again; True if a scan was shown."""
        if self.left.currentWidget() is not self.view:
            return False
        self.view.forget()
        self.left.setCurrentIndex(0)
        self._view.focus_again()
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and not isinstance(event, QDragEnterEvent):
            path = dropped_file(event.mimeData()) if event.type() is QEvent.Type.Drop else None
            if path is not None:
                event.acceptProposedAction()
                self.take(path)
                return True
        return False

    def _void(self, scan: Attachment) -> None:
        self._view.open_action(lambda desk, background, card: VoidScanPanel(desk, background, card, scan))

    def _show_chosen(self, path: Path) -> None:
        """A file that is not attached yet; the identity rule is checked when it is."""
        card, desk = self._view.card, self._desk
        if card is not None:
            key = card.case.key
            scan = NewScan(path, Subject.OTHER)
            self._show(path.name, lambda: desk.attachments.read(desk.session, key, scan))

    def _show(self, words: str, load: Callable[[], object]) -> None:
        view = self._view
        self.left.setCurrentWidget(self.view)
        self.view.offer_step(view.button.words() if view.action is None and view.button.isEnabled() else "")
        if view.action is None:
            (self.view.step_button if not self.view.step_button.isHidden() else self.view.close_button).setFocus()
        self.view.show_scan(words, load)  # type: ignore[arg-type]  # one of the two kinds of scan

    def _fail(self, error: Exception) -> None:
        self.close_view()
        action = self._view.action
        if action is not None:
            action.show_error(error)
        else:
            self._view.message.show_error(error)


def field_of(action: ActionPanel | None) -> ScanField | None:
    """The field for a scan of an open form."""
    found = getattr(action, "scan", None)
    return found if isinstance(found, ScanField) else None
