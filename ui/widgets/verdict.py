"""The answer of the check as the biggest words of the page, and the number that is read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import colour
from ui.widgets.labels import Sign, set_role, value_label

_SIGNS = {"good": "check", "bad": "x", "warn": "clock", "quiet": "circle"}


class SegmentBar(QWidget):
    """One segment a document, in their order, in the colour of its state."""

    def __init__(self) -> None:
        super().__init__()
        self._tones: tuple[str, ...] = ()
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tones(self, tones: Sequence[str]) -> None:
        self._tones = tuple(tones)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tones:
            return
        painter = QPainter(self)
        gap = 4
        width = (self.width() - gap * (len(self._tones) - 1)) / len(self._tones)
        for index, tone in enumerate(self._tones):
            left = round(index * (width + gap))
            painter.fillRect(left, 0, max(2, round(width)), self.height(), colour(tone))


class VerdictHeader(QWidget):
    """Verdict, segments, «n of m»."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign("circle", "quiet", 26)
        self.verdict = value_label("", "title", wrap=True)
        self.verdict.setObjectName("verdict")
        # level with the first line
        self._sign.setContentsMargins(0, 6, 0, 0)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(self.verdict, 1)
        self.bar = SegmentBar()
        self.present = value_label("", "strong")
        self.gaps = value_label("", "bad")
        counts = QHBoxLayout()
        counts.addWidget(self.present)
        counts.addStretch(1)
        counts.addWidget(self.gaps)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(answer)
        rows.addWidget(self.bar)
        rows.addLayout(counts)

    def show_verdict(self, words: str, tone: str, tones: Sequence[str], present: str, gaps: str = "") -> None:
        """`tone`: good, bad, warn or quiet; `tones`: one a document (good, bad, line)."""
        self._sign.set_sign(_SIGNS[tone], tone)
        self.verdict.setText(words)
        set_role(self.verdict, "title" if tone == "quiet" else f"title-{tone}")
        self.bar.set_tones(tones)
        self.bar.setAccessibleName(present)
        self.present.setText(present)
        self.gaps.setText(gaps)


class BigNumber(QWidget):
    """A number whose constant part is light and quiet and whose serial is strong."""

    def __init__(self) -> None:
        super().__init__()
        self._constant = value_label("", "number-quiet")
        self._serial = value_label("", "number")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._constant)
        row.addWidget(self._serial)
        row.addStretch(1)

    def set_number(self, number: str) -> None:
        constant, dash, serial = number.rpartition("-")
        self._constant.setText(constant + dash)
        self._serial.setText(serial)
        self.setAccessibleName(number)
