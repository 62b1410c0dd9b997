"""Lists as they come: encodings, separators, workbooks, and files that mean harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime

import pytest
from xlsxwriter import Workbook

from desk_app.errors import UserError
from desk_app.progress import Progress, StoppedError
from desk_app.sheets.reading import LARGEST, read_table
from desk_app.usecases.ports import SheetLine

ROWS = (("ЖСН", "Аты-жөні"), ("900101300017", "Ахметов Болат"))
RUSSIAN = (("ИИН", "ФИО"), ("900101300017", "Ахметов Болат"))


def lines(rows: tuple[tuple[str, ...], ...]) -> tuple[SheetLine, ...]:
    return tuple(SheetLine(number, cells) for number, cells in enumerate(rows, 1))


def read(name: str, data: bytes) -> tuple[SheetLine, ...]:
    return read_table(name, data, Progress())


def workbook(fill: Callable[[Workbook], object], options: dict[str, object] | None = None) -> bytes:
    target = io.BytesIO()
    with Workbook(target, options) as book:
        fill(book)
    return target.getvalue()


def plain_book() -> bytes:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet()
        for number, row in enumerate(ROWS):
            page.write_row(number, 0, row)

    return workbook(fill)


def changed(data: bytes, replace: dict[str, bytes], add: dict[str, bytes] | None = None) -> bytes:
    """The workbook with other parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, replace.get(name, given.read(name)))
        for name, body in (add or {}).items():
            made.writestr(name, body)
    return target.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize(
    ("encoding", "rows"),
    [("utf-8", ROWS), ("utf-8-sig", ROWS), ("utf-16", ROWS), ("cp1251", RUSSIAN)],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_text_is_read(separator: str, encoding: str, rows: tuple[tuple[str, ...], ...], end: str) -> None:
    text = "".join(separator.join(row) + end for row in rows)
    assert read("тізім.csv", text.encode(encoding)) == lines(rows)


def test_quoted_fields_keep_separators_and_lines_keep_their_numbers() -> None:
    text = 'iin;name\n"1";"Ким; ""Анна""\nВиктория"\n\n2;Ли\n'
    assert read("a.csv", text.encode()) == (
        SheetLine(1, ("iin", "name")),
        SheetLine(2, ("1", 'Ким; "Анна"\nВиктория')),
        SheetLine(5, ("2", "Ли")),
    )


def test_commas_inside_names_do_not_decide() -> None:
    text = "ИИН;ФИО\n1;Ким, Анна, Викторовна\n2;Ли, А, Б\n"
    assert [len(line.cells) for line in read("a.csv", text.encode())] == [2, 2, 2]


def test_workbook_gives_texts_numbers_and_days() -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        page.write_string(2, 1, "010203600015")
        page.write_number(2, 2, 10203600015)
        page.write_datetime(2, 3, datetime(2019, 7, 1), day)
        page.write_number(2, 4, 1.5)
        page.write_formula(2, 5, '=HYPERLINK("http://x","y")', None, "soong")

    assert read("a.xlsx", workbook(fill)) == (
        SheetLine(3, ("", "010203600015", 10203600015, date(2019, 7, 1), "1.5", "soong")),
    )


def test_first_visible_sheet_that_holds_anything_is_read() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("бос")
        hidden = book.add_worksheet("жасырын")
        hidden.write_string(0, 0, "hidden")
        hidden.hide()
        book.add_worksheet("тізім").write_string(0, 0, "seen")

    assert [line.cells for line in read("a.xlsx", workbook(fill))] == [("seen",)]


def test_empty_workbook_has_no_lines() -> None:
    assert read("a.xlsx", workbook(lambda book: book.add_worksheet())) == ()


def test_zip_bomb_is_not_unpacked() -> None:
    body = b"<worksheet>" + b" " * (300 * 1024 * 1024)
    bomb = changed(plain_book(), {"xl/worksheets/sheet1.xml": body})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(UserError, match="E-385"):
        read("a.xlsx", bomb)


def test_part_that_lies_about_its_length_is_damaged() -> None:
    data = plain_book()
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        part = given.getinfo("xl/worksheets/sheet1.xml")
        true = given.read(part)
    lying = bytearray(data)
    short = (20).to_bytes(4, "little")
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    lying[at + 24 : at + 28] = short
    lying[part.header_offset + 22 : part.header_offset + 26] = short
    assert zlib.crc32(true) == part.CRC
    with pytest.raises(UserError, match="E-384"):
        read("a.xlsx", bytes(lying))


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "BA1", "A999999"])
def test_cell_far_out_does_not_take_all_memory(cell: str) -> None:
    body = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    ).encode()
    with pytest.raises(UserError, match="E-385"):
        read("a.xlsx", changed(plain_book(), {"xl/worksheets/sheet1.xml": body}))


def test_entities_are_not_multiplied() -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    try:
        found = read("a.xlsx", changed(plain_book(), {"xl/worksheets/sheet1.xml": body}))
    except UserError as error:
        assert error.code == "E-384"
    else:
        assert "aaaaaaaaaaaa" not in str(found)


def test_macros_are_refused() -> None:
    with pytest.raises(UserError, match="E-383"):
        read("a.xlsm", changed(plain_book(), {}, {"xl/vbaProject.bin": b"x"}))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xls", OLE, "E-381"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "E-382"),
        ("a.xlsx", b"PK\x03\x04 not a zip", "E-384"),
        ("a.csv", b'1;"open\n2;3\n' + b"x" * 140_000, "E-384"),
        ("a.csv", b"1" * (LARGEST + 1), "E-385"),
        ("a.csv", b"1;2\n" * 200_200, "E-385"),
        ("a.csv", (";" * 60).encode() + b"1\n", "E-385"),
        ("a.csv", b"%PDF-1.7\n", "E-386"),
        ("a.csv", b"<html><table></table></html>", "E-386"),
        ("a.csv", b"1;\x00\x00\x002", "E-386"),
        ("a.csv", b"1;\x98\xff", "E-386"),
        ("a.xlsx", b"1;2\n", "E-387"),
        ("a.xlsx", b"", "E-387"),
    ],
)
def test_file_that_is_no_list_is_told(name: str, data: bytes, code: str) -> None:
    with pytest.raises(UserError, match=code):
        read(name, data)


def test_workbook_under_the_name_of_a_text_is_told() -> None:
    with pytest.raises(UserError, match="E-387"):
        read("a.csv", plain_book())


def test_other_office_file_is_no_table() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    with pytest.raises(UserError, match="E-386"):
        read("a.docx", target.getvalue())


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_workbook_cut_short_is_damaged(cut: float) -> None:
    data = plain_book()
    with pytest.raises(UserError, match="E-384"):
        read("a.xlsx", data[: int(len(data) * cut)])


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_reading_stops_when_it_is_asked_to(name: str) -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(StoppedError):
        read_table(name, plain_book() if name.endswith("xlsx") else b"1;2\n", progress)
