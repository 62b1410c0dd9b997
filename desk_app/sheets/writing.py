"""A `ports.WriteTable`: XLSX in which every text is a text, whatever sign it begins with."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook

from desk_app.progress import Progress
from desk_app.usecases.ports import Sheet

_TELL_EVERY = 250
_A4 = 9
_LONGEST_TITLE = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""Signs the name of a sheet may not have."""


def write_table(sheet: Sheet, progress: Progress) -> bytes:
    """Return the file: title above, headings that stay in sight and come again on every printed page, lines, foot."""
    target = io.BytesIO()
    # in memory: nothing of the register lies unprotected in a folder for temporary files
    book = Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy hh:mm"})
    page = book.add_worksheet(sheet.title.translate(_FORBIDDEN)[:_LONGEST_TITLE] or "1")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#EEF1F4"})
    title = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    top = len(sheet.above) + bool(sheet.above)
    for number, text in enumerate(sheet.above):
        page.write_string(number, 0, text, title)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(top, number, column.heading, heading)
    _arrange(page, top, len(sheet.lines), len(sheet.columns))
    text_of, number_of, date_of = page.write_string, page.write_number, page.write_datetime
    for index, line in enumerate(sheet.lines):
        if index % _TELL_EVERY == 0:
            progress.tell(index, len(sheet.lines))
        row = top + 1 + index
        for place, value in enumerate(line):
            if isinstance(value, str):
                if value:
                    text_of(row, place, value)
            elif isinstance(value, datetime):
                date_of(row, place, value.replace(tzinfo=None), moment)
            elif isinstance(value, date):
                date_of(row, place, value, day)
            else:
                number_of(row, place, value)
    foot = top + 2 + len(sheet.lines)
    for number, text in enumerate(sheet.below):
        page.write_string(foot + number, 0, text)
    progress.tell(len(sheet.lines), len(sheet.lines))
    book.close()
    return target.getvalue()


def _arrange(page: Any, top: int, lines: int, columns: int) -> None:
    page.freeze_panes(top + 1, 0)
    if lines and columns:
        page.autofilter(top, 0, top + lines, columns - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&R&P / &N")
