"""Situations as a specialist reads them, in `tests/data`: who came when, and what is due by when."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.regulation import Channel
from desk_app.domain.timetable import lay_out
from desk_app.regulation.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
CATALOGUE = Catalogue(ROOT / "resources")
ZONE = ZoneInfo("Asia/Qostanay")
SITUATIONS: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/data/terms.toml").read_text("utf-8"))["situation"]


def _name(situation: dict[str, Any]) -> str:
    return f"{situation['edition']}-{situation['channel']}-{situation['arrives']}"


@pytest.mark.parametrize("situation", SITUATIONS, ids=map(_name, SITUATIONS))
def test_terms(situation: dict[str, Any]) -> None:
    rule = CATALOGUE.edition(situation["edition"]).channel(Channel(situation["channel"]))
    arrives = datetime.fromisoformat(situation["arrives"]).replace(tzinfo=ZONE)
    found = lay_out(rule, arrives, CATALOGUE.calendar(), ZONE)
    told = {
        "received": _text(found.received_at),
        "steps": {term.step.code: _text(term.due.due) for term in found.steps},
        "service": _text(found.service.due if found.service is not None else None),
        "arrives_by": _text(next((term.arrives_by for term in found.steps if term.arrives_by is not None), None)),
        "refusal": _text(found.refusal.due if found.refusal is not None else None),
    }
    expected = {key: situation.get(key) for key in told}
    assert told == expected


def test_every_route_has_a_situation() -> None:
    routes = {(edition.id, rule.channel.value) for edition in CATALOGUE.editions() for rule in edition.channels}
    assert routes <= {(situation["edition"], situation["channel"]) for situation in SITUATIONS}


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment is not None else None
