"""Whether the application form itself is filled in rightly: apart from the documents, never a ground of refusal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.domain.regulation import FillingRule
from desk_app.i18n import gettext as _
from desk_app.i18n import language, ngettext
from ui.intake.words import NO, YES
from ui.language import bind
from ui.widgets import set_role, value_label


class FillingList(QWidget):
    """One line while all is right; F unfolds the rules, a tick marks a fault.

    Signals:
        changed(): a mark was set or cleared.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake.filling")
        self._rules: tuple[FillingRule, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._line = value_label("", "good", wrap=True)
        self.unfold_button = QPushButton()
        self.unfold_button.setObjectName("intake.filling_unfold")
        self.unfold_button.setProperty("role", "link")
        self.unfold_button.setCheckable(True)
        self.unfold_button.toggled.connect(self._on_unfolded)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 0, 0)
        head.addWidget(self._line, 1)
        head.addWidget(self.unfold_button)
        self._list = QWidget()
        self._ticks = QVBoxLayout(self._list)
        self._ticks.setContentsMargins(28, 0, 0, 0)
        self._ticks.setSpacing(2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head)
        rows.addWidget(self._list)
        self._list.hide()
        bind(self, self._write)

    def show_rules(self, rules: tuple[FillingRule, ...], faults: tuple[str, ...]) -> None:
        """Show the edition's rules with the faults marked."""
        if rules != self._rules:
            self._rules = rules
            for box in self._boxes.values():
                self._ticks.removeWidget(box)
                box.deleteLater()
            self._boxes = {}
            for rule in rules:
                box = QCheckBox()
                box.setObjectName(f"intake.fault_{rule.code}")
                box.clicked.connect(self._on_clicked)
                self._boxes[rule.code] = box
                self._ticks.addWidget(box)
        for code, box in self._boxes.items():
            box.setChecked(code in faults)
        self.unfold_button.setChecked(bool(self.faults))
        self.setVisible(bool(rules))
        self._write()

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def unfold(self) -> None:
        """Show the rules and stand on the first."""
        self.unfold_button.setChecked(True)
        box = next(iter(self._boxes.values()), None)
        if box is not None:
            box.setFocus()

    def _on_clicked(self) -> None:
        self._write()
        self.changed.emit()

    def _on_unfolded(self, unfolded: bool) -> None:
        self._list.setVisible(unfolded)
        self._write()

    def _write(self) -> None:
        for rule in self._rules:
            self._boxes[rule.code].setText(_("Not so: {rule}").format(rule=rule.title.text(language())))
        count = len(self.faults)
        wrongly = ngettext(
            "The form is filled in wrongly in {count} place", "The form is filled in wrongly in {count} places", count
        )
        # what only this channel asks for is not a matter of course: it is said
        special = [rule.title.text(language()) for rule in self._rules if rule.channels]
        rightly = "; ".join((_("The form is filled in rightly"), *special))
        self._line.setText(f"{NO} {wrongly.format(count=count)}" if count else f"{YES} {rightly}")
        set_role(self._line, "bad" if count else "good")
        self.unfold_button.setText(_("Mark a fault (F)") if not self.unfold_button.isChecked() else _("Fold"))
