"""Situations as a specialist reads them, in `tests/data`: who came when and with what, and what follows."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.application import (
    Applicant,
    Application,
    DocumentState,
    HouseholdMember,
    PersonName,
    PresentedDocument,
)
from desk_app.domain.completeness import check_completeness, demanded, member_keys
from desk_app.domain.regulation import Channel, MemberTrait, Trait
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


PACKAGES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests/data/documents.toml").read_text("utf-8"))["situation"]
ON = date(2019, 9, 16)


@pytest.mark.parametrize(
    "package", PACKAGES, ids=[f"{one['edition']}-{one['channel']}-{number}" for number, one in enumerate(PACKAGES, 1)]
)
def test_documents(package: dict[str, Any]) -> None:
    edition = CATALOGUE.edition(package["edition"])
    rule = edition.channel(Channel(package["channel"]))
    household = tuple(
        HouseholdMember(f"Мүше {line}", traits=frozenset(map(MemberTrait, traits)))
        for line, traits in enumerate(package.get("members", ()), 1)
    )
    traits = frozenset(map(Trait, package.get("traits", ())))
    asked = demanded(edition, rule.channel, traits, household, ON)
    names = {member_code(asked_code, household): asked_code for asked_code in package["asked"]}
    assert {document.code for document in asked} == set(names)
    assert not {document.code for document in asked} & {one.code for one in edition.not_demanded}
    assert set(package.get("barred", ())) <= {one.code for one in edition.not_demanded}
    application = Application(
        edition=edition.id,
        channel=rule.channel,
        applicant=Applicant("900101300007", PersonName("Әбдірахманов", "Нұрлан")),
        traits=traits,
        household=household,
        documents=tuple(_presented(document.code, names[document.code], package) for document in asked),
        filling_faults=tuple(package.get("faults", ())),
    )
    report = check_completeness(edition, rule, application, ON)
    assert not report.undecided
    told = "refuse" if report.may_refuse else "register" if report.is_complete else "correct"
    assert told == package["verdict"]
    assert [ground.value for ground in report.grounds] == package.get("grounds", [])
    assert [document.code for document in report.tolerated] == package.get("tolerated", [])
    assert {ground for ground in report.grounds} <= set(rule.refusal.grounds if rule.refusal is not None else ())
    if "paper" in package:
        assert rule.refusal is not None
        title = rule.refusal.title if told == "refuse" else rule.acceptance_title
        assert title.kk == package["paper"]


def test_every_route_has_a_package_or_shares_its_edition_s() -> None:
    assert {edition.id for edition in CATALOGUE.editions()} == {package["edition"] for package in PACKAGES}


def member_code(told: str, household: tuple[HouseholdMember, ...]) -> str:
    """`study_certificate@2`: of the second member; the code of the line names the member."""
    code, _, line = told.partition("@")
    return f"{code}.{member_keys(household)[int(line) - 1]}" if line else code


def _presented(code: str, told: str, package: dict[str, Any]) -> PresentedDocument:
    if told in package.get("missing", ()):
        return PresentedDocument(code, DocumentState.MISSING)
    if told in package.get("expired", ()):
        return PresentedDocument(code, DocumentState.SEEN, 1, ON - timedelta(days=1))
    if told in package.get("not_required", {}):
        return PresentedDocument(code, DocumentState.NOT_REQUIRED, waiver=package["not_required"][told])
    return PresentedDocument(code, DocumentState.SEEN, 1, date(2031, 1, 1))
