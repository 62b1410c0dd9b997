"""XLSX read without trusting it: measured before it is unpacked, only what a table needs, no formula, no macro.

The parser lays a sheet out as a full rectangle, so one cell far out would ask for all memory; where cells stand is
looked at first. What is unpacked here is packed again for it, so that a file that lies about its sizes is found out.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from zlib import error as ZlibError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from desk_app.errors import UserError
from desk_app.i18n import N_
from desk_app.progress import Progress
from desk_app.sheets.faults import damaged, too_large, unusable
from desk_app.usecases.ports import Cell, SheetLine

MOST_LINES = 200_000
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes. 200,000 lines of a list are some 60 MB of XML."""
_MOST_PARTS = 500
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_PACKED = "EncryptedPackage".encode("utf-16-le")
_TOO_WIDE = re.compile(rb"<c\b[^>]*?\br\s*=\s*[\"'](?:[A-Z]{3,}|[B-Z][A-Z])\d")
"""A cell right of column AZ."""
_TOO_LONG = re.compile(rb"\br\s*=\s*[\"'][A-Z]*(?:[1-9]\d{6,}|[3-9]\d{5}|2(?:[1-9]\d{4}|0[1-9]\d{3}|00[1-9]\d\d))[\"']")
"""A row or cell below line 200,099: a head and a title above the list are no lines of it."""
_TELL_EVERY = 2_000


def is_workbook(data: bytes) -> bool:
    """True where the content, whatever its name, is an office file: its faults are told by `read_workbook`."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(file_name: str, data: bytes, progress: Progress) -> tuple[SheetLine, ...]:
    """Return the lines of the first visible sheet that has any. Formulas give the values last computed.

    Raises:
        UserError: E-381 old format, E-382 password, E-383 macros, E-384 damaged, E-385 too large, E-386 no table.
    """
    if data.startswith(_OLE):
        # Office puts an encrypted workbook into the container that older formats are made of
        raise _locked(file_name) if _PACKED in data else _old(file_name)
    lean = _repacked(file_name, data)
    try:
        with CalamineWorkbook.from_filelike(lean) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible or sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                lines = _lines(book.get_sheet_by_name(sheet.name), progress)
                if lines:
                    return lines
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        raise damaged(file_name) from error
    return ()


def _lines(sheet: CalamineSheet, progress: Progress) -> tuple[SheetLine, ...]:
    lines: list[SheetLine] = []
    # the parser leaves out empty columns at the left, but not the empty lines above
    blank: tuple[Cell, ...] = ("",) * (sheet.start[1] if sheet.start is not None else 0)
    # row by row, so that the window gets its turns between them
    for index, row in enumerate(sheet.iter_rows()):
        if index % _TELL_EVERY == 0:
            progress.tell(index, sheet.total_height)
        cells = blank + tuple(_cell(value) for value in row)
        if any(cell != "" for cell in cells):
            lines.append(SheetLine(index + 1, cells))
    return tuple(lines)


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        # Excel keeps every number as a fraction, an IIN too
        return int(value) if float(value).is_integer() else str(value)
    return str(value)


def _repacked(file_name: str, data: bytes) -> io.BytesIO:
    """The parts a table needs, unpacked under a limit and stored anew."""
    lean = io.BytesIO()
    used = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(lean, "w") as kept:
            parts = given.infolist()
            _refuse_foreign(file_name, [part.filename for part in parts])
            for part in parts:
                if not _is_needed(part.filename):
                    continue
                if part.flag_bits & 0x1:
                    raise _locked(file_name)
                body = _unpacked(file_name, given, part, MOST_UNPACKED - used)
                used += len(body)
                if part.filename.startswith("xl/worksheets/") and (_TOO_WIDE.search(body) or _TOO_LONG.search(body)):
                    raise too_large(file_name)
                if part.filename == "[Content_Types].xml" and b"macroEnabled" in body:
                    raise _with_macros(file_name)
                kept.writestr(part.filename, body)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise damaged(file_name) from error
    lean.seek(0)
    return lean


def _refuse_foreign(file_name: str, names: list[str]) -> None:
    if len(names) > _MOST_PARTS:
        raise too_large(file_name)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _with_macros(file_name)
    if "xl/workbook.xml" not in names:
        raise unusable(file_name)


def _is_needed(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.startswith(("xl/drawings", "xl/charts", "xl/media"))


def _unpacked(file_name: str, given: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """What the part really holds. A part longer than it says ends in a wrong checksum, and is damaged."""
    if part.file_size > room:
        raise too_large(file_name)
    body = bytearray()
    with given.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            body += chunk
            if len(body) > room:
                raise too_large(file_name)
    return bytes(body)


def _old(file_name: str) -> UserError:
    return UserError(
        "E-381",
        N_("The file {file} is in an old format that is not read."),
        N_("Open it in the spreadsheet program, save it as XLSX and choose it again."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )


def _locked(file_name: str) -> UserError:
    return UserError(
        "E-382",
        N_("The file {file} is protected with a password and cannot be read."),
        N_("Save it without a password and choose it again."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )


def _with_macros(file_name: str) -> UserError:
    return UserError(
        "E-383",
        N_("The file {file} holds macros. Such files are not opened."),
        N_("Save it as XLSX without macros and choose it again."),
        safe=N_("Nothing was changed."),
        file=file_name,
    )
