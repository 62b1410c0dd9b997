"""CSV as offices really save it: UTF-8, Windows-1251 or UTF-16; semicolon, comma or tab; quoted fields."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice

from desk_app.progress import Progress
from desk_app.sheets.faults import damaged, too_large, unusable
from desk_app.sheets.workbook import MOST_LINES
from desk_app.usecases.ports import SheetLine

_SEPARATORS = (";", "\t", ",")
_LOOKED_AT = 50
_MOST_COLUMNS = 52
_TELL_EVERY = 2_000
_FOREIGN = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")


def read_delimited(file_name: str, data: bytes, progress: Progress) -> tuple[SheetLine, ...]:
    """Return the lines with their numbers in the file; a quoted field may go over several.

    Raises:
        UserError: E-384 a quote that is never closed, E-385 too large, E-386 no text.
    """
    text = _decoded(file_name, data)
    separator = _separator(text)
    whole = text.count("\n") + 1
    lines: list[SheetLine] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            number, begins = begins, reader.line_num + 1
            if len(lines) % _TELL_EVERY == 0:
                progress.tell(number, whole)
            if not any(cell.strip() for cell in cells):
                continue
            if len(lines) > MOST_LINES + 100 or len(cells) > _MOST_COLUMNS:
                raise too_large(file_name)
            lines.append(SheetLine(number, tuple(cells)))
    except csv.Error as error:
        raise damaged(file_name) from error
    return tuple(lines)


def _decoded(file_name: str, data: bytes) -> str:
    """UTF-8 that is none is Windows-1251, in which bytes can hardly be wrong; so text is looked at for sense."""
    if data.startswith(_FOREIGN) or data.lstrip()[:1] == b"<":
        raise unusable(file_name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise unusable(file_name)


def _separator(text: str) -> str:
    """The one that parts the most of the first lines into the same number of fields."""

    def sense(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:65_536], newline=""), delimiter=separator)
        try:
            widths = Counter(len(cells) for cells in islice(reader, _LOOKED_AT) if len(cells) > 1)
        except csv.Error:
            return 0, 0
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(_SEPARATORS, key=sense)
