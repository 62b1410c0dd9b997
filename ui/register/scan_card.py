"""The scans of a case on its card."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desk_app.domain.attachments import Attachment
from desk_app.domain.staff import Role, Session
from desk_app.i18n import N_, ngettext
from desk_app.i18n import gettext as _
from ui.register.actions.attaching import scan_words
from ui.register.elided import ElidedLabel
from ui.register.words import moment
from ui.widgets import QuietButton
from ui.widgets.labels import Card, text_label, value_label
from ui.widgets.tips import plain_tip

# Translators: stands over a paper or a scan that is void, as on the paper itself
VOID = N_("VOID")
LONGEST = 36
"""Letters of a scan's name in the list; the tip has all of it."""


class ScansCard(Card):
    """What was attached, by whom, and which of it is void.

    Signals:
        attach_wanted(): a scan is to be attached.
        opened(Attachment): it is to be shown.
        void_wanted(Attachment): it is to be made void.
    """

    attach_wanted = Signal()
    opened = Signal(object)
    void_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("scans")
        self._session = session
        self.attach = QuietButton(N_("Attach a scan"), "Ctrl+O")
        self.attach.setObjectName("scan_attach")
        self.attach.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.attach.clicked.connect(self.attach_wanted)
        top = QHBoxLayout()
        top.addWidget(text_label(N_("Scans"), "heading"), 1)
        top.addWidget(self.attach)
        self.rows.addLayout(top)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.rows.addLayout(self._grid)

    def show_scans(self, scans: tuple[Attachment, ...], zone: ZoneInfo) -> None:
        """Replace the list."""
        while (item := self._grid.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not scans:
            self._grid.addWidget(value_label(_("No scan yet."), "quiet"), 0, 0, 1, 3)
        for row, scan in enumerate(scans):
            self._add(row * 2, scan, zone)

    def _add(self, row: int, scan: Attachment, zone: ZoneInfo) -> None:
        words = scan_words(scan)
        name = QPushButton(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
        name.setToolTip(plain_tip(words))
        name.setObjectName(f"scan_{row // 2 + 1}")
        name.setProperty("role", "link")
        name.clicked.connect(lambda _on=False: self.opened.emit(scan))
        pages = ngettext("{count} page", "{count} pages", scan.pages).format(count=scan.pages)
        kind = f"{scan.kind.value.upper()}, {pages}"
        self._grid.addWidget(name, row, 0, 1, 2)
        if scan.void is not None:
            struck_out(name)
            self._grid.addWidget(value_label(_(VOID), "bad"), row, 2)
            detail = f"{scan.void.reason}. {scan.void.by_name}, {moment(scan.void.at, zone)}"
        else:
            detail = f"{kind}, {scan.added_by_name}, {moment(scan.added_at, zone)}"
            if scan.added_by == self._session.member.key or self._session.has(Role.SUPERVISOR):
                void = QPushButton(_("Make void"))
                void.setObjectName(f"scan_void_{row // 2 + 1}")
                void.setProperty("role", "link")
                void.setAccessibleName(_("Make void: {scan}").format(scan=words))
                void.clicked.connect(lambda _on=False: self.void_wanted.emit(scan))
                self._grid.addWidget(void, row, 2)
        name.setAccessibleName(f"{words}, {_(VOID)}" if scan.void is not None else f"{words}, {kind}")
        self._grid.addWidget(ElidedLabel(detail, "quiet"), row + 1, 0, 1, 3)


def struck_out(widget: QWidget) -> None:
    """Strike the words of a widget out."""
    font = widget.font()
    font.setStrikeOut(True)
    widget.setFont(font)
