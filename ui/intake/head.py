"""The head of a block: its number and its name."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ui import theme
from ui.widgets import text_label, value_label


def block_head(number: str, source: str) -> QHBoxLayout:
    """Return a row with number and name at the left; what is added later stands at the right."""
    sign = value_label(number, "accent")
    sign.setFont(theme.font(theme.HEADING, strong=True))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(sign)
    row.addWidget(text_label(source, "heading"))
    row.addStretch(1)
    return row
