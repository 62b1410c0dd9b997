"""The grounds on which a service is not rendered, as the edition has them."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from desk_app.domain.regulation import ServiceEdition
from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from ui.entrance.forms import Form
from ui.language import bind

_TOOL_TIP = 3


class GroundBox(Form):
    """One labelled choice; empty until somebody chooses."""

    def __init__(self, edition: ServiceEdition) -> None:
        super().__init__()
        self._grounds = edition.render_refusal.grounds if edition.render_refusal is not None else ()
        self.box = self.field("render_ground", N_("Ground of the refusal to render"), QComboBox())
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.addItem("", "")
        for code, _words, _source in self._grounds:
            self.box.addItem("", code)
        bind(self.box, self._name_grounds)

    def code(self) -> str:
        return str(self.box.currentData() or "")

    def _name_grounds(self) -> None:
        self.box.setItemText(0, _("Choose the ground"))
        for index, (_code, words, source) in enumerate(self._grounds, 1):
            self.box.setItemText(index, words.text(language()))
            tip = f"{words.text(language())} ({source.text.text(language())})"
            self.box.setItemData(index, tip, _TOOL_TIP)
