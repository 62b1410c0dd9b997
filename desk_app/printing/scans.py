"""Scans looked into by their bytes, and pictures of their pages. What a file is called is not believed."""

from __future__ import annotations

import io
import struct
from typing import Any

from desk_app.domain.attachments import LONGEST_SIDE_POINTS, MOST_PAGES, MOST_PIXELS, FileKind, ScanFacts
from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.printing.raster import page_picture, pdf_document
from desk_app.usecases.ports import PageImage

_PASSWORD = 4
"""PDFium's own number for a file that wants a password, FPDF_ERR_PASSWORD."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_LOOKED_AT = 1024
_SHEET_POINTS = 595.0
"""The width an image is shown at: an A4 sheet's."""


def inspect(content: bytes) -> ScanFacts:
    """Say what a scan is, and that it can be shown.

    Raises:
        UserError: E-480 neither PDF nor JPEG nor PNG; E-481 broken; E-482 locked with a password; E-483 too many
            pages; E-484 a page or picture is too large.
    """
    if b"%PDF-" in content[:_LOOKED_AT]:
        return ScanFacts(FileKind.PDF, _pages_of_pdf(content))
    if content.startswith(_PNG):
        kind, size = FileKind.PNG, _png_size(content)
    elif content.startswith(_JPEG):
        kind, size = FileKind.JPEG, _jpeg_size(content)
    else:
        raise UserError(
            "E-480",
            N_("The file is neither a PDF nor a JPEG or PNG picture."),
            N_("Scan the paper again as a PDF or a picture."),
        )
    width, height = size
    if not (width and height):
        raise _broken()
    if width * height > MOST_PIXELS:
        raise _too_large()
    _decode(content)
    return ScanFacts(kind, 1)


def picture(content: bytes, kind: FileKind, page: int, width: int) -> PageImage:
    """Return a page, from 0, so many pixels wide, on white paper.

    Raises:
        UserError: E-481, the page cannot be drawn.
    """
    return page_picture(content if kind is FileKind.PDF else _as_pdf(content), page, width, _broken())


def _pages_of_pdf(content: bytes) -> int:
    from pypdfium2 import PdfiumError

    try:
        with pdf_document(content) as document:
            pages = len(document)
            if pages > MOST_PAGES:
                raise UserError(
                    "E-483",
                    N_("The file has {pages} pages; a scan of a case has at most {most}."),
                    N_("Scan only what belongs to the case."),
                    pages=pages,
                    most=MOST_PAGES,
                )
            if pages == 0:
                raise _broken()
            for number in range(pages):
                wide, high = document.get_page_size(number)
                if not 0 < max(wide, high) <= LONGEST_SIDE_POINTS or min(wide, high) < 1:
                    raise _too_large()
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UserError(
                "E-482",
                N_("The PDF is locked with a password."),
                N_("Ask for it without a password, or scan the paper."),
            ) from error
        raise _broken() from error
    page_picture(content, 0, 64, _broken())
    return pages


def _png_size(content: bytes) -> tuple[int, int]:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """The size from the first frame header; zeros where there is none."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return 0, 0
        mark = content[at + 1]
        if mark == 0xFF or mark == 0x01 or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if length < 2 or mark in (0xD9, 0xDA):
            return 0, 0
        at += 2 + length
    return 0, 0


def _image(content: bytes) -> Any:
    from reportlab.lib.utils import ImageReader

    return ImageReader(io.BytesIO(content))


def _decode(content: bytes) -> None:
    """Read the picture to its last line: a file that was cut off shows only then."""
    try:
        _image(content).getRGBData()
    except Exception as error:  # the decoders raise whatever they please over a hostile file
        raise _broken() from error


def _as_pdf(content: bytes) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    try:
        image = _image(content)
        width, height = image.getSize()
        page = (_SHEET_POINTS, _SHEET_POINTS * height / width)
        made = io.BytesIO()
        canvas = Canvas(made, pagesize=page, pageCompression=1)
        canvas.drawImage(image, 0, 0, *page, mask="auto")
        canvas.save()
    except Exception as error:  # as above
        raise _broken() from error
    return made.getvalue()


def _broken() -> UserError:
    return UserError(
        "E-481",
        N_("The file is damaged and cannot be shown."),
        N_("Scan the paper again, or copy the file anew."),
    )


def _too_large() -> UserError:
    return UserError(
        "E-484",
        N_("A page of the file is too large to be a sheet of paper."),
        N_("Scan the paper again at 300 dots per inch."),
    )
