"""`doctor`: examines the records of a desk or of a shared database, and the computer it runs on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk_app.commands.known import Place, open_records, signed_in
from desk_app.commands.speech import DONE, FAULTY, WRONG_WORDS, speak, tell_error
from desk_app.domain.staff import Office
from desk_app.errors import TerezeError
from desk_app.i18n import gettext as _
from desk_app.i18n import language, ngettext
from desk_app.progress import Progress
from desk_app.usecases.doctor import Report
from desk_app.usecases.findings import Finding

ALL_PAPERS = 1_000_000


def run(data: Path | None, database: str | None, login: str, in_language: str, *, as_json: bool) -> int:
    """Print what was found, each weakness with what to do.

    Returns 0 where nothing was found, 1 where something was, 2 where the records could not be opened.
    """
    speak(in_language)
    try:
        found = tuple(_reports(data, database, login))
    except TerezeError as error:
        tell_error(error)
        return WRONG_WORDS
    if as_json:
        print(json.dumps(_object_of(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for office, report in found for line in _lines(office, report)))
    return DONE if all(report.is_healthy for _office, report in found) else FAULTY


def _reports(data: Path | None, database: str | None, login: str) -> Iterator[tuple[Office, Report]]:
    place = Place(data, database, login)
    program = open_records(place)
    if program.database:
        for office, doctor in program.doctors():
            yield office, doctor.examine_office(office, Progress(), papers=ALL_PAPERS)
        return
    with signed_in(program, login) as desk:
        yield desk.session.office, desk.doctor.examine(desk.session, papers=ALL_PAPERS)


def _lines(office: Office, report: Report) -> Iterator[str]:
    yield office.name.text(language())
    for finding in report.findings:
        yield f"✗ {finding.what.words()}"
        yield f"  → {finding.todo.words()}"
    if report.is_healthy:
        yield f"✓ {_('Nothing is wrong.')}"
    for one in report.advice:
        yield f"• {one.what.words()} {one.todo.words()}"
    checks = ngettext("{count} check", "{count} checks", len(report.checks)).format(count=len(report.checks))
    papers = ngettext("{count} paper made again", "{count} papers made again", report.papers)
    yield f"{checks}, {papers.format(count=report.papers)}"


def _object_of(found: tuple[tuple[Office, Report], ...]) -> dict[str, Any]:
    return {
        "healthy": all(report.is_healthy for _office, report in found),
        "offices": [
            {
                "office": office.name.text(language()),
                "checks": list(report.checks),
                "papers_compared": report.papers,
                "findings": [_finding(one) for one in report.findings],
                "advice": [_finding(one) for one in report.advice],
            }
            for office, report in found
        ],
    }


def _finding(one: Finding) -> dict[str, str]:
    return {"check": one.check, "what": one.what.words(), "todo": one.todo.words()}
