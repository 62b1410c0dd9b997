"""The documents the desk may not ask for, folded under the list of those it asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.domain.regulation import NotDemanded
from desk_app.i18n import gettext as _
from desk_app.i18n import language
from ui.language import bind
from ui.widgets import value_label


class NotDemandedList(QWidget):
    """One quiet line; unfolded, each document with its paragraph. Not there where the edition names none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake.not_demanded")
        self._entries: tuple[NotDemanded, ...] = ()
        self.button = QPushButton()
        self.button.setObjectName("intake.not_demanded_unfold")
        self.button.setProperty("role", "link")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_unfolded)
        self._text = value_label("", "quiet", wrap=True)
        self._text.setObjectName("intake.not_demanded_text")
        self._text.setContentsMargins(28, 0, 0, 4)
        self._text.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.button)
        rows.addWidget(self._text)
        self.hide()
        bind(self, self._write)

    def show_entries(self, entries: tuple[NotDemanded, ...]) -> None:
        """Show what this edition forbids to ask for, folded."""
        if entries != self._entries:
            self.button.setChecked(False)
        self._entries = entries
        self.setVisible(bool(entries))
        self._write()

    def _on_unfolded(self, unfolded: bool) -> None:
        self._text.setVisible(unfolded)
        self._write()

    def _write(self) -> None:
        words = _("These documents may not be asked for: {count}").format(count=len(self._entries))
        self.button.setText(("▾ " if self.button.isChecked() else "▸ ") + words)
        lines = []
        for entry in self._entries:
            sign = "" if entry.source.confirmed else " ⚠ " + _("not confirmed by an official text")
            lines.append(f"• {entry.title.text(language())} – {entry.source.text.text(language())}{sign}")
        self._text.setText("\n".join(lines))
