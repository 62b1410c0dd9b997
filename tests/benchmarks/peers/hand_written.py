"""A page as one would write it by hand for ReportLab's canvas, the QR by segno."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MASK = 3
"""Fixed, as in our own papers: letting segno try all eight would make the peer slower than it need be."""
_MARK = "Hand-"
"""Before the names of faces: fonts of ours must not be taken."""


class Writer:
    def __init__(self, fonts: dict[str, str]) -> None:
        for face, path in fonts.items():
            pdfmetrics.registerFont(TTFont(_MARK + face, path))

    def pdf(self, paper: dict[str, Any]) -> bytes:
        target = BytesIO()
        canvas = Canvas(target, pagesize=A4, pageCompression=1, invariant=1)
        for page in paper["pages"]:
            _draw(canvas, page)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


def _draw(canvas: Canvas, page: dict[str, Any]) -> None:
    wide, high = A4
    for x1, y1, x2, y2, weight in page["rules"]:
        canvas.setLineWidth(weight)
        canvas.line(x1, high - y1, x2, high - y2)
    for x, y, face, size, text in page["texts"]:
        name = _MARK + face
        canvas.setFont(name, size)
        # a page by hand must break what does not fit, too
        for number, line in enumerate(simpleSplit(text, name, size, wide - x + 200)):
            canvas.drawString(x, high - y - number * size * 1.2, line)
    for code in page["codes"]:
        _draw_qr(canvas, code)


def _draw_qr(canvas: Canvas, code: dict[str, Any]) -> None:
    matrix = segno.make(code["content"], error="m", micro=False, mask=MASK).matrix
    module = code["size"] / len(matrix)
    for row, start, length in runs(matrix):
        y = A4[1] - code["top"] - (row + 1) * module
        canvas.rect(code["left"] + start * module, y, length * module, module, stroke=0, fill=1)


def runs(matrix: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """Row, first module and length of every stretch of dark modules."""
    found = []
    for number, row in enumerate(matrix):
        start = None
        for at, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                found.append((number, start, at - start))
                start = None
    return found


def width(text: str, face: str, size: float) -> float:
    """Width of a text in a face that our own papers have registered."""
    return pdfmetrics.stringWidth(text, face, size)
