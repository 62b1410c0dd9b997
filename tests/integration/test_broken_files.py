"""Rules files with faults: each kind is told with its key and with what was expected, in words of three languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.language import Language
from desk_app.errors import DataFileError
from desk_app.i18n import set_language, use_source_texts
from desk_app.regulation.catalogue import Catalogue
from desk_app.regulation.checks import edition_faults
from desk_app.regulation.loader import load_edition, load_year, read_bytes, read_edition, read_year
from desk_app.regulation.schema import CalendarFile, EditionFile
from desk_app.regulation.shape import shape_faults
from desk_app.regulation.toml import MENDED, parse
from desk_app.wording import Fault

RESOURCES = Path(__file__).parents[2] / "resources"
GOOD = (RESOURCES / "regulation/tsa_certificate/2018-03-23.toml").read_text(encoding="utf-8")
YEAR = (RESOURCES / "calendars/2019.toml").read_text(encoding="utf-8")
NAME = "wording.toml"
_VALUE = "in line {line}: a key, an equals sign and a value, as TOML has it"


@pytest.fixture(autouse=True)
def kazakh_afterwards() -> Iterator[None]:
    yield
    set_language(Language.KK)


def report(read: Callable[[], object]) -> list[str]:
    with pytest.raises(DataFileError) as caught:
        read()
    assert caught.value.code == "E-320"
    return [str(fault) for fault in caught.value.faults]


def broken(text: str, *changes: tuple[str, str]) -> list[str]:
    """The report of an edition with these replacements, each made once."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return report(lambda: read_edition(text.encode(), NAME))


def without(pattern: str) -> str:
    found, count = re.subn(pattern, "", GOOD, count=1, flags=re.MULTILINE)
    assert count == 1
    return found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([('letter = "Б"', "")], ["letter: a value: the key is missing"]),
        ([('letter = "Б"', 'letter = "Б"\ncolour = "red"')], ["colour: no such key: it is not known here"]),
        ([('letter = "Б"', 'letter = "ББ"')], ["letter: one letter"]),
        ([('letter = "Б"', "letter = 5")], ["letter: text in quotation marks"]),
        (
            [('service = "tsa_certificate"', 'service = "Tsa.certificate"')],
            [
                "service: small Latin letters, digits and _, beginning with a letter",
                "id: the service and its first day in force: Tsa.certificate/2018-03-23",
            ],
        ),
        (
            [('code = "application"', 'code = "application.1"')],
            ["documents[1].code: small Latin letters, digits and _, beginning with a letter"],
        ),
        (
            [("effective_from = 2018-03-23", 'effective_from = "soon"')],
            ["effective_from: a date, without quotation marks: 2018-03-23"],
        ),
        (
            [("effective_from = 2018-03-23", "effective_from = 2018-03-23T09:00:00")],
            ["effective_from: a date, without quotation marks: 2018-03-23"],
        ),
        ([("effective_to = 2020-01-23", "effective_to = 2017-01-23")], ["effective_to: not before 23.03.2018"]),
        ([('2018-03-23"', '2018-03-24"')], ["id: the service and its first day in force: tsa_certificate/2018-03-23"]),
    ],
)
def test_heads(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert broken(GOOD, *changes) == expected


def table() -> dict[str, Any]:
    return tomllib.loads(GOOD)


def shaped(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The faults of the table after a change, as the loader joins them."""
    found = table()
    change(found)
    shape: tuple[Fault, ...] = ()
    try:
        EditionFile.model_validate(found)
    except ValueError as error:
        shape = shape_faults(error)  # type: ignore[arg-type]  # pydantic's own error
    known = {fault.key for fault in shape}
    return [str(fault) for fault in (*shape, *(one for one in edition_faults(found) if one.key not in known))]


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of one key; places in lists are counted from one, as in the report."""

    def change(found: Any) -> None:
        parts = re.findall(r"[a-z_]+|\d+", path)
        for part in parts[:-1]:
            found = found[int(part) - 1] if part.isdigit() else found.setdefault(part, {})
        last = parts[-1]
        found[int(last) - 1 if last.isdigit() else last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("documents[1].title.ru", "  ", "text that is not empty"),
        ("documents[1].title", "text", "a table of keys, as in the files that came with the program"),
        ("documents", {}, "a list in square brackets"),
        ("documents", [], "a list of at least 1"),
        ("needs_bank", "yes", "true or false, without quotation marks"),
        ("needs_bank", 1, "true or false, without quotation marks"),
        (
            "documents[1].applies_to[1]",
            "tall",
            "one of: representative, minor, foreigner, stateless, refugee, "
            "returnee, working_age_jobless, member_under_16_works",
        ),
        (
            "documents[1].applies_to_members[1]",
            "tall",
            "one of: minor, works_under_16, student, working_age_jobless, disabled",
        ),
        (
            "channels[1].steps[1].norm",
            {"minutes": 5, "working_days": 1},
            "exactly one of minutes, working_hours, working_days, calendar_days",
        ),
        ("channels[1].steps[1].norm", {}, "exactly one of minutes, working_hours, working_days, calendar_days"),
        ("channels[1].steps[1].norm.minutes", 0, "a number greater than 0"),
        ("channels[1].steps[1].norm.minutes", "five", "a whole number, without quotation marks"),
        ("channels[1].steps[1].norm.minutes", 1.5, "a whole number, without quotation marks"),
        ("channels[1].steps[1].hours_before_end", -1, "a number not less than 0"),
        ("channels[1].whole", {"source": {"kk": "а", "ru": "а"}}, "either norm or legs, not both"),
        ("hours[1].working.opens", "9 o'clock", "a time of day, without quotation marks: 09:00:00"),
    ],
)
def test_shapes(path: str, value: object, expected: str) -> None:
    found = table()
    if "applies_to" in path:
        key, member = path.removesuffix("[1]"), path[-3:] == "[1]"
        assert member
        put(key, [value])(found)
        shape = shaped(put(key, [value]))
    else:
        shape = shaped(put(path, value))
    assert f"{path}: {expected}" in shape


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            "documents[2].code",
            "application",
            ["documents[1].code: application only once", "documents[2].code: application only once"],
        ),
        ("channels[1].steps[1].kind", "send", ["channels[1].steps: exactly one step that registers, not 0"]),
        (
            "channels[1].steps[1].actor",
            "akim",
            ["channels[1].steps[1].actor: on this channel one of: chancellery, provider_executor, provider_head"],
        ),
        ("channels[3].refusal.after", "no_such", ["channels[3].refusal.after: the code of a step of this channel"]),
        ("hours[1].weekdays", ["mon", "mon"], ["hours[1].weekdays[2]: mon only once"]),
        ("hours[1].working.closes", time(8), ["hours[1].working.closes: later than 14:00"]),
        ("hours[1].reception.opens", time(7), ["hours[1].reception.opens: not before the working day begins: 09:00"]),
        ("hours[1].reception.closes", time(22), ["hours[1].reception.closes: not after the working day ends: 18:00"]),
        (
            "not_demanded",
            [{"code": "application", "title": {"kk": "а", "ru": "а"}, "source": {"kk": "а", "ru": "а"}}],
            ["documents[1].code: a document that not_demanded does not name"],
        ),
        (
            "not_rendered",
            [{"channel": "akim", "source": {"kk": "а", "ru": "а"}}],
            ["channels[2].channel: a channel that not_rendered does not exclude"],
        ),
        (
            "result.granted_text.ru",
            "{applicant} {name}",
            ["result.granted_text.ru: no place {name}: it is not filled here"],
        ),
        ("result.granted_text.ru", "никто", ["result.granted_text.ru: the place {applicant} in the text"]),
        ("result.granted_text.ru", "{applicant", ["result.granted_text.ru: braces in pairs"]),
    ],
)
def test_entries_that_contradict_each_other(path: str, value: object, expected: list[str]) -> None:
    assert set(expected) <= set(shaped(put(path, value)))


def test_offices_without_hours_and_a_term_that_is_missing() -> None:
    def change(found: dict[str, Any]) -> None:
        found["hours"] = [entry for entry in found["hours"] if entry["office"] != "akim"]
        found["channels"][2]["whole"] = {
            "legs": [{"norm": {"working_days": 1}, "office": "akim"}],
            "source": {"kk": "а", "ru": "а"},
        }
        found["channels"][3].pop("whole", None)
        found["channels"][3]["steps"][-1]["hours_before_end"] = 2

    assert set(shaped(change)) == {
        "channels[2].channel: hours of the office akim, which has a part in it",
        "channels[3].whole.legs[1].office: hours of the office akim, which has a part in it",
        "channels[4].whole: a whole term, as a step has to end before it",
    }


def test_lunch_has_both_ends() -> None:
    found = table()
    first = next(at for at, entry in enumerate(found["hours"], 1) if "lunch_ends" in entry["working"])
    assert f"hours[{first}].working.lunch_ends: both lunch_begins and lunch_ends, or neither" in shaped(
        lambda table: table["hours"][first - 1]["working"].pop("lunch_ends")
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'id = "x"\nservice = \nletter = 1', "service: " + _VALUE.format(line=2)),
        (b'id = "x"\nid = "y"\n', "id: in line 2: each key and each table only once"),
        (b'id = "x"\nservice = [1,\n2\n', "in line 4: the end of a text, a list or a table that was begun"),
        (b'id = "x"\nservice = "\xff"', "in line 2: UTF-8 text"),
        (b'id = "x"\n[[days]]\nday = 2031-01-01\n[[days]]\nday = soon', "days[2].day: " + _VALUE.format(line=5)),
        (b"[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\n[a.b.c]\nd.e = ?", "a[2].b[2].c.d.e: " + _VALUE.format(line=7)),
    ],
)
def test_what_is_no_toml(content: bytes, expected: str) -> None:
    assert report(lambda: parse(content, NAME)) == [expected]


def test_the_mark_before_the_first_line_hides_no_other_fault() -> None:
    text = "\ufeff" + GOOD.replace('letter = "Б"', "letter = 5")
    assert report(lambda: read_edition(text.encode(), NAME)) == [
        "letter: text in quotation marks",
        "in line 1: UTF-8 text without the invisible mark at its beginning (BOM)",
    ]
    assert report(lambda: read_year(f"\ufeff{YEAR}".encode(), NAME)) == [
        "in line 1: UTF-8 text without the invisible mark at its beginning (BOM)"
    ]


def test_days_that_do_not_exist_are_told_by_their_keys_with_the_other_faults() -> None:
    assert broken(
        GOOD,
        ("effective_from = 2018-03-23", "effective_from = 2018-02-30"),
        ("effective_to = 2020-01-23", "effective_to = 2019-02-29T10:00:00Z"),
        ('letter = "Б"', "letter = 5"),
    ) == [
        "letter: text in quotation marks",
        "effective_from: a day or a time that exists: there is no 2018-02-30",
        "effective_to: a day or a time that exists: there is no 2019-02-29T10:00:00Z",
    ]


def test_impossible_days_without_end_are_not_told_one_by_one() -> None:
    content = b"days = [\n" + b"2031-02-30,\n" * 20_000 + b"]\n"
    assert report(lambda: parse(content, NAME)) == [_VALUE.format(line=MENDED + 2)]


def test_a_list_of_faulty_entries_is_not_called_too_short() -> None:
    found = broken(GOOD.replace('actor = "chancellery"', 'actor = "clerk"'))
    assert found and all(fault.split(": ")[0].endswith("actor") for fault in found)


def test_what_is_no_file(tmp_path: Path) -> None:
    assert report(lambda: read_bytes(tmp_path / "none.toml", NAME)) == ["a file: there is none at this place"]
    assert report(lambda: read_bytes(tmp_path, NAME)) == ["a file, not a folder"]


def test_name_and_folder_of_what_came_with_the_program(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    path = folder / "2019-01-01.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert report(lambda: load_edition(path)) == [
        "service: the name of the folder: other",
        "effective_from: the date in the name of the file: 2019-01-01",
    ]
    year = tmp_path / "2020.toml"
    year.write_text(YEAR, encoding="utf-8")
    assert report(lambda: load_year(year)) == ["year: the name of the file: 2020"]


def test_years() -> None:
    row = '[[days]]\nday = {}\nkind = "{}"\nkk = "а"\nru = "а"\nsource = "а"\n'
    text = "year = 2026\n" + row.format("2026-01-05", "holiday") * 2 + row.format("2025-01-05", "holiday")
    text += row.format("2026-06-01", "working") + row.format("2026-06-02", "party")
    assert report(lambda: read_year(text.encode(), NAME)) == [
        "confirmed: a value: the key is missing",
        "days[5].kind: one of: holiday, day_off, working",
        "days[1].day: 2026-01-05 only once",
        "days[2].day: 2026-01-05 only once",
        "days[3].day: a day of 2026",
        "days[4].day: a Saturday or a Sunday, as it is worked for a moved rest day",
    ]
    assert report(lambda: read_year(b"year = 1066\nconfirmed = true\n", NAME)) == ["year: a number not less than 1900"]
    assert report(lambda: read_year(b"year = 3000\nconfirmed = true\n", NAME)) == [
        "year: a number not greater than 2200"
    ]


def test_beside_other_editions() -> None:
    known = Catalogue(RESOURCES).editions()
    assert report(lambda: read_edition((GOOD + "# changed\n").encode(), NAME, known)) == [
        "id: a new edition: tsa_certificate/2018-03-23 is known with another text"
    ]
    overlapping = GOOD.replace("2018-03-23", "2019-06-01")
    assert report(lambda: read_edition(overlapping.encode(), NAME, known)) == [
        "effective_from: a period that does not run into that of the edition tsa_certificate/2018-03-23"
    ]
    stranger = GOOD.replace("tsa_certificate", "fishing_aid")
    (fault,) = report(lambda: read_edition(stranger.encode(), NAME, known))
    assert fault.startswith("letter: a letter that no other service has: ")
    assert read_edition(GOOD.encode(), NAME, known).id == "tsa_certificate/2018-03-23"


def test_all_faults_at_once_and_in_words() -> None:
    text = GOOD.replace('letter = "Б"', 'letter = "ББ"\ncolour = "red"').replace(
        "closes = 18:00:00", "closes = 08:00:00", 1
    )
    with pytest.raises(DataFileError) as caught:
        read_edition(text.encode(), NAME)
    keys = [fault.key for fault in caught.value.faults]
    assert {"letter", "colour"} < set(keys) and any(key.endswith(".closes") for key in keys)
    said = {}
    for name in ("en", "kk", "ru"):
        if name == "en":
            use_source_texts()
        else:
            set_language(Language(name))
        said[name] = [fault.words() for fault in caught.value.faults]
    assert said["en"] == [str(fault) for fault in caught.value.faults]
    for name in ("kk", "ru"):
        assert all(re.search("[а-яәіңғүұқөһ]", words) for words in said[name]), said[name]
        assert not set(said[name]) & set(said["en"])
    assert not set(said["kk"]) & set(said["ru"])


def _leaves(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield f"{path}.{name}".removeprefix(".")
            yield from _leaves(part, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for at, part in enumerate(value, 1):
            yield f"{path}[{at}]"
            yield from _leaves(part, f"{path}[{at}]")


WRONG = (
    "",
    "text",
    7,
    -3,
    1.5,
    True,
    [],
    {},
    [[]],
    [{}],
    [7],
    date(2020, 1, 1),
    datetime(2020, 1, 1),
    time(9),
    float("nan"),
)


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_nothing_that_is_written_in_a_place_stops_the_report(wrong: object) -> None:
    """Every key of a whole file with a value of every kind: always a report, never words without a translation."""
    whole = table()
    # one entry of each list says as much as all of them
    paths = [path for path in _leaves(whole) if not re.search(r"\[([2-9]|\d\d)\]", path)]
    assert len(paths) > 150
    for path in paths:
        found = deepcopy(whole)
        put(path, wrong)(found)
        faults = list(edition_faults(found))
        try:
            EditionFile.model_validate(found)
        except ValueError as error:
            faults += shape_faults(error)  # type: ignore[arg-type]  # pydantic's own error
        assert not [str(fault) for fault in faults if "another value" in str(fault)], path


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_nor_in_a_calendar(wrong: object) -> None:
    whole = tomllib.loads(YEAR)
    for path in [path for path in _leaves(whole) if not re.search(r"\[([2-9]|\d\d)\]", path)]:
        found = deepcopy(whole)
        put(path, wrong)(found)
        try:
            CalendarFile.model_validate(found)
        except ValueError as error:
            assert not [str(fault) for fault in shape_faults(error) if "another value" in str(fault)], path  # type: ignore[arg-type]  # as above
