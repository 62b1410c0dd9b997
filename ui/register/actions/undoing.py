"""The last step taken back, with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.i18n import N_, language
from desk_app.i18n import gettext as _
from desk_app.usecases.undoing import LONGEST_REASON
from ui.language import bind
from ui.register.actions.panel import ActionPanel, Work
from ui.widgets.labels import value_label


class TakeBackPanel(ActionPanel):
    """Which step, what was wrong with it, and what becomes of it."""

    verb = N_("Take the step back")
    heading = N_("Take the step back")
    reason: QLineEdit

    def build(self) -> None:
        last = self.card.case.steps[-1]
        title = self.card.rule.step(last.code).title
        name = value_label("", "strong", wrap=True)
        bind(name, lambda: name.setText(f"{title.text(language())} ({last.done_by_name})"))
        self.form.add(name)
        self.reason = self.form.line("undo_reason", N_("What was wrong"), LONGEST_REASON)
        said = N_(
            "The step stays in the course of the case, struck out. Its paper becomes void; numbers are not reused."
        )
        self.add_text(said)

    def first_field(self) -> QWidget:
        return self.reason

    def work(self) -> Work | None:
        reason = self.reason.text().strip()
        if not reason:
            self.say(_("Write what was wrong: the case keeps it."), self.reason)
            return None
        desk, key, seen = self.desk, self.card.case.key, self.card.case.steps[-1].key
        return lambda: desk.undoing.take_back(desk.session, key, reason, seen)
