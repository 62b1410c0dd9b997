"""Pictures of the pages of a PDF, for the preview: made from the very bytes that are printed."""

from __future__ import annotations

import threading

from desk_app.usecases.ports import PageImage

# PDFium is not safe to call from two threads at once.
_one_at_a_time = threading.Lock()


def rasterise(pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
    """Return each page as RGB at that resolution (dots per inch), on white paper."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_page(document[index], dpi) for index in range(len(document)))
        finally:
            document.close()


def _page(page: object, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)  # type: ignore[attr-defined]
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    raw = bytes(bitmap.buffer)
    if channels != 3:
        raise ValueError(f"a page came with {channels} channels")
    rows = (raw[row * stride : row * stride + width * 3] for row in range(height))
    return PageImage(width, height, b"".join(rows))
