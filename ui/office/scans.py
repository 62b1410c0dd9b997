"""What may be attached to the cases of the office."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.usecases.desk import Desk
from ui.background import Background
from ui.language import bind
from ui.office.section import Section
from ui.widgets import text_label


class ScansSection(Section):
    """One switch, off by default: copies of identity documents."""

    title = N_("Scans")
    name = "scans"

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(background)
        self._desk = desk
        self.identity = QCheckBox()
        self.identity.setObjectName("scans_identity")
        source = N_("Copies of identity documents may be attached to cases")
        bind(self.identity, self.identity.setText, source)
        bind(self.identity, self.identity.setAccessibleName, source)
        said = N_(
            "Since 11 February 2024 the law does not let a desk collect paper copies of identity documents, but where "
            "another act asks for them. Switched on and off is written into the journal."
        )
        self.rows.addWidget(text_label(said, "quiet", wrap=True))
        self.rows.addWidget(self.identity)
        self.rows.addWidget(self.answer)
        self.rows.addStretch()
        self.identity.clicked.connect(self._on_clicked)
        background.run(self, lambda: desk.attachments.takes_identity(desk.session), self._show, self.show_error)

    def _show(self, on: bool) -> None:
        self.identity.setChecked(on)

    def _on_clicked(self, on: bool) -> None:
        desk = self._desk
        self.background.run(
            self,
            lambda: desk.attachments.allow_identity(desk.session, on),
            lambda _nothing: self.say(lambda: _("Saved.")),
            self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self.identity.setChecked(not self.identity.isChecked())
        self.show_error(error)
