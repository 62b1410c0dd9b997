"""Making the leaflet of a service and showing it ready to print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.domain.regulation import Channel, MemberTrait, Trait
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.papers.dialog import PaperDialog
from ui.papers.job import Preferred


class LeafletPrinter:
    """Records the leaflet in the background and opens its dialog over `owner`."""

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        background: Background,
        fail: Callable[[Exception], None],
        preferred: Preferred | None = None,
    ) -> None:
        self._owner, self._desk, self._background = owner, desk, background
        self._fail, self._preferred = fail, preferred

    def make(
        self,
        edition: str,
        channel: Channel,
        traits: frozenset[Trait],
        members: frozenset[MemberTrait],
        language: PaperLanguage,
    ) -> None:
        desk = self._desk
        self._background.run(
            self._owner,
            lambda: desk.leaflets.make(desk.session, edition, channel, traits, members, language),
            self._show,
            self._fail,
        )

    def _show(self, paper: Paper) -> None:
        dialog = PaperDialog(self._desk, self._background, paper.key, self._owner, preferred=self._preferred)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self._owner.window().size()
        dialog.resize(dialog.sizeHint().boundedTo(QSize(room.width() - 48, room.height() - 48)))
        dialog.open()
