"""Tables as XLSX, read back by another library."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from desk_app.progress import Progress, StoppedError
from desk_app.sheets.writing import write_table
from desk_app.usecases.ports import Sheet, SheetColumn

COLUMNS = (SheetColumn("Нөмірі", 12), SheetColumn("Кім", 30), SheetColumn("Күні", 12), SheetColumn("Парақ", 8))
HARMFUL = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example.org", "{=A1}", "\t=1")


def sheet(lines: tuple[tuple[str | int | datetime | date, ...], ...]) -> Sheet:
    return Sheet("Журнал: [2019]", ("Мекеме", "Кезең"), COLUMNS, lines, ("Қалдық: 1",))


def test_table_comes_back_as_it_was_written() -> None:
    moment = datetime(2019, 9, 16, 10, 42)
    data = write_table(sheet((("А-1", "Әбдірахманов", moment, 3), ("А-2", "", date(2019, 9, 17), 0))), Progress())
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Журнал   2019 "]
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Мекеме", "Кезең", "", "Нөмірі", "А-1", "А-2", "", "Қалдық: 1"]
    assert rows[4] == ["А-1", "Әбдірахманов", moment, 3.0]
    assert rows[5] == ["А-2", "", date(2019, 9, 17), 0.0]


def test_text_is_never_a_formula_nor_a_link() -> None:
    data = write_table(sheet(tuple((text, text, text, 1) for text in HARMFUL)), Progress())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in body and "<f " not in body and "hyperlink" not in body
        assert not any("externalLink" in name for name in parts.namelist())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert tuple(row[0] for row in rows[4 : 4 + len(HARMFUL)]) == HARMFUL


def test_headings_come_again_on_every_printed_page() -> None:
    data = write_table(sheet((("А-1", "Ә", "", 1),)), Progress())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert "Print_Titles" in parts.read("xl/workbook.xml").decode()
        assert 'orientation="landscape"' in parts.read("xl/worksheets/sheet1.xml").decode()


def test_writing_tells_how_far_it_is_and_stops() -> None:
    lines = tuple((str(number), "", "", number) for number in range(1000))
    progress = Progress()
    write_table(sheet(lines), progress)
    assert (progress.done, progress.whole) == (1000, 1000)
    progress.stop()
    with pytest.raises(StoppedError):
        write_table(sheet(lines), progress)
