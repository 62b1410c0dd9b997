"""Pictures of the pages of a PDF, for the preview: made from the very bytes that are printed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desk_app.usecases.ports import PageImage

# PDFium is not safe to call from two threads at once.
_one_at_a_time = threading.Lock()


@contextmanager
def pdf_document(pdf: bytes) -> Iterator[Any]:
    """The opened document, nobody else's at the same time. Raises PDFium's own error where it cannot be opened."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_picture(pdf: bytes, number: int, width: int, broken: Exception) -> PageImage:
    """Return one page so many pixels wide; raises `broken` where it cannot be drawn."""
    from pypdfium2 import PdfiumError

    try:
        with pdf_document(pdf) as document:
            wide, _high = document.get_page_size(number)
            return _page(document[number], 72 * width / wide)
    except (PdfiumError, ValueError, ZeroDivisionError) as error:
        raise broken from error


def rasterise(pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
    """Return each page as RGB at that resolution (dots per inch), on white paper."""
    with pdf_document(pdf) as document:
        return tuple(_page(document[index], dpi) for index in range(len(document)))


def _page(page: object, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)  # type: ignore[attr-defined]
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    raw = bytes(bitmap.buffer)
    if channels != 3:
        raise ValueError(f"a page came with {channels} channels")
    rows = (raw[row * stride : row * stride + width * 3] for row in range(height))
    return PageImage(width, height, b"".join(rows))
