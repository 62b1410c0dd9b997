"""One stage of a paper's way, as the panel shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.labels import set_role, value_label

YES, WAITS, NO = "✓", "○", "✗"


class Stage(QWidget):
    """One stage of the way: sign, words, moment."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = value_label()
        self._words = value_label(wrap=True)
        self._moment = value_label("", "quiet")
        self._sign.setFixedWidth(24)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._moment)

    def show_stage(self, sign: str, words: str, moment: str = "", *, strong: bool = False) -> None:
        self._sign.setText(sign)
        set_role(self._sign, {YES: "good", NO: "bad"}.get(sign, "quiet"))
        self._words.setText(words)
        set_role(self._words, "strong" if strong else "")
        self._moment.setText(moment)
        self.setAccessibleName(words)
