"""The register's search as a whole: every match once, newest first, page by page, on records of any age."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from desk_app.domain.application import Application
from desk_app.domain.keys import new_key
from desk_app.domain.text import search_key
from desk_app.storage import migrations, schema
from desk_app.storage.engine import open_local, open_shared, upgrade
from desk_app.storage.queries import SqlQueries
from desk_app.storage.queries.matching import PLACES_A_MILLISECOND, ceiling
from desk_app.usecases.ports import CaseRow
from tests.integration.storage.conftest import BEGINS, Desk, application, office

SURNAMES = ("Әбдірахманов", "Абдрахманова", "Рахманқұл", "Ысқақ")
TYPED = ("", "рахман", "РАХМАН", "ысқ", "аб", "ә", "9001001", "0017", "000", "А-2019", "нұрлан")


def pages_of(queries: SqlQueries, office_key: UUID, typed: str, size: int) -> list[CaseRow]:
    lines: list[CaseRow] = []
    while page := queries.search(office_key, typed, limit=size, after=lines[-1] if lines else None):
        assert len(page) <= size
        lines.extend(page)
    return lines


def with_phone(iin: str, phone: str) -> Application:
    form = application(iin)
    return replace(form, applicant=replace(form.applicant, phone=phone))


def matches(line: CaseRow, typed: str) -> bool:
    """What the help says a search finds, told without an index."""
    folded = search_key(typed)
    name = search_key(f"{line.applicant} {line.number}")
    if not folded:
        return True
    if len(folded) < 3:
        return name.startswith(folded)
    ends_alike = len(folded) == 4 and line.iin.endswith(folded)
    return folded in name or ends_alike or (folded.isdigit() and line.iin.startswith(folded))


@pytest.mark.parametrize("seed", range(5))
def test_pages_together_are_all_that_matches_newest_first(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    began = desk.clock.now()
    for serial in range(36):
        # few moments, so that lines share them, in no order: clocks are set back; some within one millisecond
        moment = timedelta(minutes=chance.randrange(5), microseconds=chance.choice((0, 1, 999, 999_600)))
        iin = f"90010{serial:03}" + chance.choice(("0017", "0025", "1300"))
        surname = chance.choice(SURNAMES)
        if chance.random() < 0.3:
            desk.clock.set(began + moment)
            desk.refuse(iin, surname)
            desk.clock.set(began)
        else:
            desk.register(iin, surname, registered_at=began + moment)
    everything = sorted(
        desk.queries.search(desk.office.key, "", limit=100), key=lambda line: (line.registered_at, line.key)
    )[::-1]
    assert len(everything) == 36
    assert {line.kind for line in everything} == {"case", "refusal"}
    for typed in TYPED:
        wanted = [line.key for line in everything if matches(line, typed)]
        for size in (1, 7, 50):
            assert [line.key for line in pages_of(desk.queries, desk.office.key, typed, size)] == wanted, (typed, size)


def test_lines_of_one_moment_are_not_lost_at_the_end_of_a_page(desk: Desk) -> None:
    made = {desk.register(f"9001013{serial:05}").key for serial in range(15)}
    made |= {desk.refuse(f"9001013{serial:05}").key for serial in range(5)}
    lines = pages_of(desk.queries, desk.office.key, "рахман", 3)
    assert len(lines) == 20
    assert {line.key for line in lines} == made


def test_text_index_keeps_a_line_below_its_moments_ceiling(local: Desk) -> None:
    at = datetime.fromisoformat("2019-09-16T04:00:59.999999+00:00")
    for serial in range(3):
        local.register(f"9001013{serial:05}", registered_at=at)
    with local.engine.connect() as connection:
        places = connection.execute(text("SELECT rowid FROM search_register ORDER BY rowid")).scalars().all()
    first = ceiling(at) - PLACES_A_MILLISECOND + 1
    assert places == [first, first + 1, first + 2]


def test_telephone_finds_its_lines_however_it_is_written(desk: Desk) -> None:
    hers = desk.register(form=with_phone("900101300017", "+77011234567")).key
    refused = desk.refuse(form=with_phone("900101300025", "+77011234567")).key
    desk.register(form=with_phone("701123450017", "+77017654321"))
    for typed in ("+7 701 123 45 67", "8 (701) 123-45-67", "87011234567", "7011234567"):
        assert {line.key for line in desk.queries.search(desk.office.key, typed)} == {hers, refused}, typed
    assert [line.iin for line in desk.queries.search(desk.office.key, "7011234500")] == ["701123450017"]
    assert desk.queries.search(desk.office.key, "+7 701 123 45 68") == ()
    assert desk.queries.people(desk.office.key, "7011234567") == ()


@pytest.fixture(params=["local", pytest.param("shared", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest, tmp_path: Path, key: bytes) -> Any:
    """Records of the first layout."""
    if request.param == "local":
        engine = open_local(tmp_path / "tereze.db", key)
    else:
        engine = open_shared(request.getfixturevalue("postgres_database"))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    yield engine
    engine.dispose()


def test_lines_of_the_first_layout_are_found_after_the_upgrade(old: Engine) -> None:
    place, begun = _old_lines(old, 30)
    upgrade(old)
    queries = SqlQueries(old)
    for typed in ("", "рахман", "әбд", "9001013", "0017", "А-2019"):
        lines = pages_of(queries, place, typed, 7)
        assert [line.registered_at for line in lines] == sorted(begun, reverse=True), typed
        assert len({line.key for line in lines}) == 30
    assert [line.kind for line in queries.search(place, "Қ-00003")] == ["refusal"]
    assert len(queries.search(place, "8 (701) 123-45-67")) == 8
    assert queries.search(new_key(), "рахман") == ()
    assert queries.near_words(place, "абдрахманов") == ("абдирахманов",)


def _old_lines(engine: Engine, count: int) -> tuple[UUID, list[datetime]]:
    """Write an office with cases and refusals into the first layout, as its program did; return their moments."""
    place, clerk, person = office(), new_key(), new_key()
    moments = [BEGINS + timedelta(minutes=serial * 7 % count, milliseconds=serial) for serial in range(count)]
    law = {"service": "tsa", "edition": "tsa/2018", "edition_digest": "ab" * 32, "channel": "centre"}
    name = "Әбдірахманов Нұрлан"
    who = {"office": place.key, "person": person, "iin": "900101300017", "iin_tail": "0017", "applicant": name}
    with engine.execution_options(writes=True).begin() as connection:

        def write(table: str, **values: Any) -> None:
            connection.execute(schema.metadata.tables[table].insert(), values)

        write(
            "office", key=place.key, name_kk="а", name_ru="а", kinds="centre", region_kk="а", region_ru="а",
            place_kk="а", place_ru="а", zone=place.zone, letters="",
        )  # fmt: skip
        write(
            "staff", key=clerk, office=place.key, login="aigul", login_folded="aigul", surname="С", name="А",
            patronymic="", position_kk="", position_ru="", roles="clerk", language="kk", disabled=False,
            password_hash="",
        )  # fmt: skip
        write(
            "person", key=person, office=place.key, iin="900101300017", name=name, sort_key=name,
            search_key=search_key(name), updated_at=BEGINS,
        )  # fmt: skip
        for serial, at in enumerate(moments):
            number = f"А-2019-Қ-{serial:05}" if serial % 3 == 0 else f"А-2019-{serial:05}"
            phone = ("+77011234567", "543210", "")[serial // 3 % 3]
            form = json.dumps({"applicant": {"phone": phone}}) if serial < 20 else "{}"
            line = who | law | {"key": new_key(), "token": new_key(), "number": number, "application": form}
            line["search_key"] = search_key(f"{name} {number}")
            if serial % 3 == 0:
                done = {"refused_at": at, "refused_by": clerk, "refused_by_name": "С"}
                write("refusal", grounds="incomplete", gaps="id", **line, **done)
            else:
                done = {"registered_at": at, "registered_by": clerk, "registered_by_name": "С"}
                write("desk_case", state="done", version=1, **line, **done)
    return place.key, moments
