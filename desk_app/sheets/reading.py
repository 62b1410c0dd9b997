"""A `ports.ReadTable`: a file that is a table, by what it holds, and by its name where the two contradict."""

from __future__ import annotations

from pathlib import PurePath

from desk_app.progress import Progress
from desk_app.sheets.delimited import read_delimited
from desk_app.sheets.faults import misnamed, too_large
from desk_app.sheets.workbook import MOST_LINES, is_workbook, read_workbook
from desk_app.usecases.ports import SheetLine

LARGEST = 20 * 1024 * 1024
"""Bytes of the file as it lies."""
_TEXTS = frozenset({".csv", ".txt", ".tsv"})
_BOOKS = frozenset({".xlsx", ".xlsm", ".xls"})


def read_table(file_name: str, data: bytes, progress: Progress) -> tuple[SheetLine, ...]:
    """Return the lines that hold anything, numbered as the spreadsheet program numbers them.

    Raises:
        UserError: E-381 to E-387, in the words of whoever chose the file.
        StoppedError: E-445.
    """
    if len(data) > LARGEST:
        raise too_large(file_name)
    ending = PurePath(file_name).suffix.lower()
    progress.tell(0, 0)
    if is_workbook(data):
        if ending in _TEXTS:
            raise misnamed(file_name)
        lines = read_workbook(file_name, data, progress)
    else:
        if ending in _BOOKS:
            raise misnamed(file_name)
        lines = read_delimited(file_name, data, progress)
    if len(lines) > MOST_LINES + 100:
        raise too_large(file_name)
    return lines
