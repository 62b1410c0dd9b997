"""From bytes to the raw table. What is no TOML is told with its line, and with its key where the line has one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import count
from typing import Any

from desk_app.errors import DataFileError
from desk_app.i18n import N_
from desk_app.wording import Fault, Message

Table = dict[str, Any]

MENDED = 50
"""Impossible days of one file that are told; the file is read anew after each."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ONCE = re.compile("overwrite|twice|immutable|mutate")
_PLACE = re.compile(r"at line (\d+)(?:, column (\d+))?")
_DAY_OR_TIME = re.compile(r"[0-9][0-9:.TtZz+-]*(?: [0-9]{2}:[0-9:.Zz+-]*)?")
_HEAD = re.compile(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")


@dataclass(frozen=True, slots=True)
class ImpossibleDay:
    """Stands where a file has a day the calendar has not; no key takes it, so that every check tells it."""

    words: str

    def __str__(self) -> str:
        return self.words


def parse(content: bytes, name: str) -> Table:
    """Return the table. A day like 30 February becomes an `ImpossibleDay`, so that the other faults are told with it.

    Raises:
        DataFileError: The bytes are not TOML.
    """
    try:
        text = content.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataFileError(name, (_in_line("", N_("UTF-8 text"), line),)) from error
    impossible: dict[str, ImpossibleDay] = {}
    while True:
        try:
            table: Table = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            mended = _mended(text, error, impossible) if len(impossible) < MENDED else None
            if mended is None:
                raise DataFileError(name, (_fault(text, error),)) from error
            text = mended
            continue
        return {key: _with_days(value, impossible) for key, value in table.items()} if impossible else table


def mark_faults(content: bytes) -> tuple[Fault, ...]:
    """The invisible mark some editors put before the first line. The rest of the file is read all the same."""
    if not content.startswith(_BYTE_ORDER_MARK):
        return ()
    return (_in_line("", N_("UTF-8 text without the invisible mark at its beginning (BOM)"), 1),)


def _mended(text: str, error: Exception, impossible: dict[str, ImpossibleDay]) -> str | None:
    """The text with a sign in place of the impossible day the error speaks of; None where it speaks of another."""
    said = str(error)
    place = _PLACE.search(said)
    if "Invalid date" not in said or place is None or place[2] is None:
        return None
    lines = text.split("\n")
    line, column = int(place[1]) - 1, int(place[2]) - 1
    found = _DAY_OR_TIME.match(lines[line], column)
    if found is None:
        return None
    sign = next(sign for at in count(len(impossible)) if (sign := f"\N{REPLACEMENT CHARACTER}{at}") not in text)
    impossible[sign] = ImpossibleDay(found[0].strip())
    lines[line] = f'{lines[line][: found.start()]}"{sign}"{lines[line][found.end() :]}'
    return "\n".join(lines)


def _with_days(value: Any, impossible: dict[str, ImpossibleDay]) -> Any:
    match value:
        case dict():
            return {key: _with_days(one, impossible) for key, one in value.items()}
        case list():
            return [_with_days(one, impossible) for one in value]
        case str():
            return impossible.get(value, value)
    return value


def _fault(text: str, error: Exception) -> Fault:
    said = str(error)
    place = _PLACE.search(said)
    line = int(place[1]) if place else text.count("\n") + 1
    if _ONCE.search(said):
        expected = N_("each key and each table only once")
    elif "end of document" in said or "Unterminated" in said or "Unclosed" in said:
        return _in_line("", N_("the end of a text, a list or a table that was begun"), line)
    else:
        expected = N_("a key, an equals sign and a value, as TOML has it")
    return _in_line(_key_in(text, line), expected, line)


def _key_in(text: str, line: int) -> str:
    """The key of that line as the other faults name it: channels[1].steps[2].norm; empty where the line has none."""
    lines = text.split("\n")[:line]
    own = _KEY.match(lines[-1]) if lines else None
    if own is None:
        return ""
    seen: dict[str, int] = {}
    table = ""
    for one in lines[:-1]:
        head = _HEAD.match(one)
        if head is None:
            continue
        if head[1] == "[[":
            seen[head[2]] = seen.get(head[2], 0) + 1
            # the lists inside begin anew with every entry
            seen = {name: number for name, number in seen.items() if not name.startswith(f"{head[2]}.")}
        table = head[2]
    parts = table.split(".") if table else []
    numbered = []
    for at, part in enumerate(parts, 1):
        number = seen.get(".".join(parts[:at]))
        numbered.append(part if number is None else f"{part}[{number}]")
    return ".".join([*numbered, own[1]])


def _in_line(key: str, expected: str, line: int) -> Fault:
    return Fault(key, Message(N_("in line {line}: {expected}"), {"line": line, "expected": Message(expected)}))
