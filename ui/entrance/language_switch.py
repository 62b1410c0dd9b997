"""ҚАЗ | РУС before anybody has signed in."""

from __future__ import annotations

from desk_app.domain.language import Language
from desk_app.i18n import N_, language
from ui.language import notice, switch
from ui.widgets.buttons import Segmented


class LanguageSwitch(Segmented):
    """Changes the language of the screen at once."""

    def __init__(self) -> None:
        names = [(code, lambda name=name: name) for code, name in ((Language.KK, "ҚАЗ"), (Language.RU, "РУС"))]
        super().__init__(names, "language", N_("Language of the screen"))
        self.setObjectName("language_switch")
        self.set_value(language())
        self.chosen.connect(switch)
        notice.changed.connect(self._follow)

    def _follow(self) -> None:
        self.set_value(language())
