"""The head's resolution: who is to do it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desk_app.domain.language import Language, PaperLanguage
from desk_app.domain.staff import StaffMember
from desk_app.i18n import N_, catalogue
from desk_app.i18n import gettext as _
from ui.register.actions.panel import ActionPanel, Work, chosen_language

RESOLUTION = N_("For execution within the term set by the standard.")


class ResolvePanel(ActionPanel):
    """An executor and a text that is there already."""

    verb = N_("Put the resolution")
    executor: QComboBox
    text: QPlainTextEdit
    language: QComboBox

    def build(self) -> None:
        self.executor = self.form.field("executor", N_("Responsible executor"), QComboBox())
        self.text = self.form.field("resolution_text", N_("Resolution"), QPlainTextEdit())
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        self.language = self.choose_language()
        self._fill()
        self.language.currentIndexChanged.connect(lambda _index: self._fill())
        desk = self.desk
        self.background.run(self, lambda: desk.routing.executors(desk.session), self._show_executors, self.show_error)

    def _fill(self) -> None:
        """The usual words in the paper's language, unless the head has begun to write."""
        usual = {catalogue(one).gettext(RESOLUTION) for one in Language}
        if self.text.toPlainText() in usual | {""}:
            paper = chosen_language(self.language)
            first = Language.RU if paper is PaperLanguage.RU else Language.KK
            self.text.setPlainText(catalogue(first).gettext(RESOLUTION))

    def _show_executors(self, members: tuple[StaffMember, ...]) -> None:
        for member in members:
            self.executor.addItem(member.full_name, str(member.key))
        if not members:
            self.button.setEnabled(False)
            self.say(_("No executor has an account yet. The supervisor adds one in the settings."))

    def first_field(self) -> QWidget:
        return self.executor

    def work(self) -> Work | None:
        if self.executor.currentData() is None:
            self.say(_("Choose the responsible executor."), self.executor)
            return None
        executor, text = UUID(self.executor.currentData()), self.text.toPlainText().strip()
        desk, key, paper_language = self.desk, self.card.case.key, chosen_language(self.language)
        return lambda: desk.routing.resolve(desk.session, key, executor, text, paper_language)
