"""Lines of a list of recipients: what is taken, and why the rest is not."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.domain.iin import make_iin
from desk_app.domain.recipients import LineFault, Recipient, Skipped, read_lines

IIN = make_iin("90010130001")
OTHER = make_iin("85121240002")
YOUNG = next(make_iin(f"0203056{serial:04}") for serial in range(5, 20) if serial not in (7,))


def read(*rows: tuple[object, ...]) -> list[Recipient | Skipped]:
    return list(read_lines(list(enumerate(rows, 1))))


def one(*cells: object) -> Recipient | Skipped:
    (found,) = read(cells)
    return found


def test_line_without_a_head_is_read_by_position() -> None:
    found = one(IIN, "Ахметов Болат", "4", "01.01.2019", "30.06.2019")
    assert found == Recipient(IIN, "Ахметов Болат", "4", "2019-01-01", "2019-06-30", 1)


@pytest.mark.parametrize(
    "head",
    [
        ("Отбасы", "Кезең соңы", "Аты-жөні", "ЖСН", "Кезең басы"),
        ("Семья", "Период по", "Ф.И.О.", "ИИН", "Период с"),
        ("Family", "to", "name", "IIN", "from"),
        ("Отбасы", "Кезе? со?ы", "Аты-ж?ні", "ЖСН", "Кезе? басы"),
    ],
    ids=["kazakh", "russian", "english", "letters lost"],
)
def test_columns_are_found_by_their_headings(head: tuple[str, ...]) -> None:
    (found,) = read(head, ("4", "30.06.2019", "Ахметов Болат", IIN, "01.01.2019"))
    assert found == Recipient(IIN, "Ахметов Болат", "4", "2019-01-01", "2019-06-30", 2)


def test_title_above_the_head_is_passed_over() -> None:
    found = read(("Тізім",), ("", "2019 жыл"), ("№", "ИИН", "Фамилия", "Имя", "Отчество"), (1, IIN, "Ким", "Анна", ""))
    assert found == [Recipient(IIN, "Ким Анна", "", "", "", 4)]


def test_head_in_words_nobody_knows_is_passed_over() -> None:
    assert [line.line for line in read(("нөмір", "кім"), (IIN, "Ким"))] == [2]


@pytest.mark.parametrize(
    ("begins", "ends", "period"),
    [
        ("2019 ж. 3-тоқсан", "", ("2019-07-01", "2019-09-30")),
        ("1 квартал 2019", "2 квартал 2019", ("2019-01-01", "2019-06-30")),
        ("01.07.2019", "", ("2019-07-01", "")),
        ("", "30.09.2019", ("", "2019-09-30")),
        (date(2019, 7, 1), date(2019, 9, 30), ("2019-07-01", "2019-09-30")),
    ],
)
def test_period_of_a_line(begins: object, ends: object, period: tuple[str, str]) -> None:
    found = one(IIN, "Ким", "", begins, ends)
    assert isinstance(found, Recipient) and (found.period_from, found.period_to) == period


def test_period_in_one_column() -> None:
    (found,) = read(("ИИН", "ФИО", "Период"), (IIN, "Ким", "3 квартал 2019"))
    assert isinstance(found, Recipient) and found.period_to == "2019-09-30"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("", "Ким"), LineFault.IIN_MISSING),
        (("123", "Ким"), LineFault.IIN_LENGTH),
        ((IIN[:-1] + "x", "Ким"), LineFault.IIN_NOT_DIGITS),
        ((IIN[:-1] + str((int(IIN[-1]) + 1) % 10), "Ким"), LineFault.IIN_CHECK_DIGIT),
        ((IIN, "Ким", "", "31.02.2019"), LineFault.DATE),
        ((IIN, "Ким", "", "02.01.2019", "01.01.2019"), LineFault.ORDER),
        ((IIN, '=HYPERLINK("http://x")'), LineFault.FORMULA),
        (("=1+1", "Ким"), LineFault.FORMULA),
        ((IIN, "Ким", "@SUM(A1)"), LineFault.FORMULA),
        ((IIN, "К\u202eим"), LineFault.CHARACTERS),
        ((IIN, "К" * 301), LineFault.TOO_LONG),
    ],
)
def test_fault_is_named(cells: tuple[object, ...], fault: LineFault) -> None:
    _first, found = read((OTHER, "Бірінші"), cells)
    assert isinstance(found, Skipped) and (found.line, found.fault) == (2, fault)


def test_same_person_and_period_again_names_the_first_line() -> None:
    again = read((IIN, "Ким", "", "01.01.2019"), (OTHER, "Ли"), (IIN, "Ким А.", "", "2019-01-01"))
    assert again[2] == Skipped(3, LineFault.DUPLICATE, IIN, 1)


def test_same_person_with_another_period_is_taken() -> None:
    found = read((IIN, "Ким", "", "01.01.2019", "31.03.2019"), (IIN, "Ким", "", "01.04.2019", "30.06.2019"))
    assert all(isinstance(line, Recipient) for line in found)


def test_noughts_that_a_spreadsheet_dropped_come_back() -> None:
    found = one(int(YOUNG), "Ким")
    assert isinstance(found, Recipient) and found.iin == YOUNG
    text = read((OTHER, "Ли"), (YOUNG.lstrip("0"), "Ким"))[1]
    assert isinstance(text, Skipped) and text.fault is LineFault.IIN_LENGTH
