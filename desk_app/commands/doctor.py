"""`doctor`: examines the records of a desk or of a shared database, and the computer it runs on."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk_app.commands.speech import DONE, FAULTY, WRONG_WORDS, speak, tell_error
from desk_app.domain.staff import Office
from desk_app.errors import TerezeError, UserError
from desk_app.i18n import N_, language, ngettext
from desk_app.i18n import gettext as _
from desk_app.progress import Progress
from desk_app.usecases.doctor import Report

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
    from desk_app.bootstrap import open_program

    program = open_program(data, database)
    if not program.has_records:
        raise UserError(
            "E-640",
            N_("There are no records in {folder}."),
            N_("Name the folder of the desk with --data, or a shared database with --database."),
            folder=program.data_dir,
        )
    if program.database:
        for office, doctor in program.doctors():
            yield office, doctor.examine_office(office, Progress(), papers=ALL_PAPERS)
        return
    name, password = _credentials(login)
    entrance = program.entrance()
    try:
        desk = entrance.sign_in(name, password)
        yield desk.session.office, desk.doctor.examine(desk.session, papers=ALL_PAPERS)
    finally:
        entrance.close()


def _credentials(login: str) -> tuple[str, str]:
    """From the terminal; with a name given, the password is the first line of the input where that is no terminal."""
    if login and not sys.stdin.isatty():
        return login, sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError(
            "E-641",
            N_("The records are encrypted: a name and a password are needed."),
            N_("Run the command in a terminal, or give --login NAME and the password as the input."),
        )
    if not login:
        sys.stderr.write(_("Sign-in name: "))
        sys.stderr.flush()
        login = sys.stdin.readline().strip()
    return login, getpass.getpass(_("Password: "), stream=sys.stderr)


def _lines(office: Office, report: Report) -> Iterator[str]:
    yield office.name.text(language())
    for finding in report.findings:
        yield f"✗ {finding.what.words()}"
        yield f"  → {finding.todo.words()}"
    if report.is_healthy:
        yield f"✓ {_('Nothing is wrong.')}"
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
                "findings": [
                    {"check": one.check, "what": one.what.words(), "todo": one.todo.words()} for one in report.findings
                ],
            }
            for office, report in found
        ],
    }
