"""A page as one would write it by hand for ReportLab's canvas, the QR by segno."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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
            _draw(canvas, page, paper["qr"])
            canvas.showPage()
        canvas.save()
        return target.getvalue()


def _draw(canvas: Canvas, page: dict[str, Any], qr: str) -> None:
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
    if "qr" in page:
        _draw_qr(canvas, qr, *page["qr"])


def _draw_qr(canvas: Canvas, content: str, left: float, top: float, size: float) -> None:
    code = segno.make(content, error="m", micro=False)
    module = size / len(code.matrix)
    for row, cells in enumerate(code.matrix):
        start = None
        for at, dark in enumerate([*cells, 0]):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                y = A4[1] - top - (row + 1) * module
                canvas.rect(left + start * module, y, (at - start) * module, module, stroke=0, fill=1)
                start = None


def width(text: str, face: str, size: float) -> float:
    """Width of a text in a face that our own papers have registered."""
    return pdfmetrics.stringWidth(text, face, size)
