"""Tips are plain text, as labels are: Qt reads a tip that looks like markup as markup, also a visitor's name."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """Return what makes a tip show this text and nothing else."""
    return f"<span>{escape(text)}</span>" if Qt.mightBeRichText(text) else text
