"""A register's worth of invented people and cases, written row by row into the program's own tables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from desk_app.domain.keys import new_key
from desk_app.domain.near_names import parts_of, words_of
from desk_app.domain.numbering import Series, format_number
from desk_app.domain.text import search_key, sort_key
from tests.support.office import ASSISTANCE, invented_iin

CASE = (
    "key", "office", "number", "service", "edition", "edition_digest", "channel", "person", "iin", "iin_tail",
    "applicant", "search_key", "application", "registered_at", "registered_by", "registered_by_name",
    "service_due_at", "state", "token", "version",
)  # fmt: skip
PERSON = ("key", "office", "iin", "name", "birth_date", "sort_key", "search_key", "updated_at")
REFUSAL = (
    "key", "office", "number", "person", "iin", "iin_tail", "applicant", "search_key", "application", "service",
    "edition", "edition_digest", "channel", "grounds", "gaps", "refused_at", "refused_by", "refused_by_name", "token",
    "followed_by",
)  # fmt: skip
CASES_OF_A_PERSON = 2
CHUNK = 2500
FIRST_DAY = datetime(2018, 3, 23, 4)
LAST_DAYS = timedelta(days=3000)


def _words(text: str) -> list[str]:
    return text.split()


_BEGINNINGS = _words(
    "Әб Әділ Айт Ақ Алтын Аман Ар Асан Ахмет Бай Бақыт Бек Берді Бөлек Ғали Дәулет Дос Ер Есен Ескен Жақсы Жан "
    "Жол Жұма Жүніс Игі Ишан Кен Көше Қабыл Қали Қара Қасым Қожа Құдай Құрман Мақсұт Мәмбет Мұқан Мұрат Нар Нұр "
    "Омар Ораз Өміре Рай Рахым Сағын Садық Сары Сейіт Серік Сыздық Тәжі Тас Темір Тілеу Төле Тұр Тұрсын Үсен "
    "Шәріп Шоқан Ысқақ Ізбас"
)
_MIDDLES = _words("бай бек берген болат ғали дәулет жан қали құл мұрат нұр рахман тай темір хан ш")
_NAMES = _words(
    "Айару Айбек Айгүл Айдана Ақбота Алуа Арман Асқар Әлия Әсел Бауыржан Болат Ғалым Гүлнар Дана Данияр Динара "
    "Ерлан Жанар Жұлдыз Зарина Индира Қайрат Қанат Күлпаш Ләззат Мадина Марат Мәдина Нұрлан Олжас Раушан Роза "
    "Сәуле Серік Тимур Тоғжан Ұлпан Үміт Шынар Ырысты Іңкәр"
)
_FATHERS = _words(
    "Ақан Бекен Болат Ғалым Даулет Ерік Жақып Қайрат Марат Мұса Нұртас Оспан Самат Серік Талғат Тоқтар Ұлан"
)


@dataclass(frozen=True, slots=True)
class Office:
    key: UUID
    clerk: UUID
    clerk_name: str
    edition_digest: str
    application: str
    """JSON of a form as it is stored; the same for everybody, only its length matters here."""


def fill(connection: Any, office: Office, count: int) -> None:
    """Write so many cases, two to a person, the oldest first, and a refusal for every twentieth."""
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
        connection.execute(f"PRAGMA {pragma}")
    invented = _invented(office, count)
    words: set[str] = set()
    while chunk := list(islice(invented, CHUNK)):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_insert("person", PERSON), [person for person, _cases in chunk])
        cases = [case for _person, cases in chunk for case in cases]
        connection.executemany(_insert("desk_case", CASE), cases)
        connection.executemany(_insert("refusal", REFUSAL), [_refused(case) for case in cases[::20]])
        words.update(word for person, _cases in chunk for word in words_of(person[PERSON.index("name")]))
        connection.execute("COMMIT")
    parts = [(office.key.bytes, part, word) for word in sorted(words) for part in sorted(parts_of(word))]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_insert("name_part", ("office", "part", "word")), parts)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _invented(office: Office, count: int) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """People with the rows of their cases."""
    chance = random.Random(1932)
    numbers: Counter[int] = Counter()
    for serial in range(count // CASES_OF_A_PERSON):
        day = FIRST_DAY + LAST_DAYS * (serial / (count // CASES_OF_A_PERSON))
        birth = date(1950, 1, 1) + timedelta(days=serial % 18_000)
        iin, name = invented_iin(serial // 18_000 * 7 + 1, birth), _name(chance)
        key, at = new_key().bytes, f"{day:%Y-%m-%d %H:%M:%S.%f}"
        person = (key, office.key.bytes, iin, name, birth.isoformat(), sort_key(name), search_key(name), at)
        cases = []
        for _case in range(CASES_OF_A_PERSON):
            numbers[day.year] += 1
            number = format_number(Series.CASE, "А", day.year, numbers[day.year])
            cases.append(_case_row(office, key, iin, name, number, at))
        yield person, cases


def _name(chance: random.Random) -> str:
    ending, of = chance.choice((("ов", "ұлы"), ("ова", "қызы"), ("", "ұлы"), ("", "қызы")))
    surname = chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + ending
    return f"{surname} {chance.choice(_NAMES)} {chance.choice(_FATHERS)}{of}"


def _case_row(office: Office, person: bytes, iin: str, name: str, number: str, at: str) -> tuple[Any, ...]:
    key, token = new_key().bytes, new_key().bytes
    folded = search_key(f"{name} {number}")
    law = ("tsa_assignment", ASSISTANCE, office.edition_digest, "centre")
    clerk = (office.clerk.bytes, office.clerk_name)
    who = (person, iin, iin[-4:], name, folded, office.application)
    return (key, office.key.bytes, number, *law, *who, at, *clerk, at, "done", token, 1)


def _refused(case: tuple[Any, ...]) -> tuple[Any, ...]:
    """The refusal that came before that case."""
    row = dict(zip(CASE, case, strict=True))
    row |= {"key": new_key().bytes, "token": new_key().bytes, "followed_by": row["key"]}
    row |= {"number": row["number"].replace("-", "-Қ-"), "grounds": "incomplete", "gaps": "income"}
    row |= {"refused_at": row["registered_at"], "refused_by": row["registered_by"]}
    row |= {"refused_by_name": row["registered_by_name"]}
    return tuple(row[name] for name in REFUSAL)


def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
