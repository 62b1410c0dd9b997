"""Keeps the form on the page as a draft: within a second of every change, in the order of the changes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.intake.form import KIND, Cursor, IntakeForm, to_draft

_WAIT = 500
"""Milliseconds from a change to its saving."""


class DraftKeeper(QObject):
    """Signals:
    kept(): what is on the page is saved.
    failed(Exception): it could not be saved; it is still on the page.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, desk: Desk, background: Background, read: Callable[[], tuple[IntakeForm, Cursor]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._read = read
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self._keep)

    def touch(self) -> None:
        """Something was changed. Typing on does not put the saving off."""
        if not self._wait.isActive():
            self._wait.start()

    def keep_now(self) -> None:
        """Save what waits to be saved: the form is about to leave the page."""
        if self._wait.isActive():
            self._wait.stop()
            self._keep()

    def forget(self) -> None:
        """The form was recorded: nothing of it is saved any more."""
        self._wait.stop()

    def drop(self, key: UUID) -> None:
        """Delete a draft that another one has replaced."""
        desk = self._desk
        self._background.run(
            self, lambda: desk.drafts.drop(desk.session, key), lambda _none: self.kept.emit(), self.failed.emit
        )

    def _keep(self) -> None:
        form, cursor = self._read()
        if form.is_empty:
            return
        body, desk = to_draft(form, cursor), self._desk
        self._background.run(
            self,
            lambda: desk.drafts.keep(desk.session, form.key, KIND, body),
            lambda _none: self.kept.emit(),
            self.failed.emit,
        )
