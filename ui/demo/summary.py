"""What the day left behind, as JSON: every paper with its digest, every case with its steps, due and done."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from desk_app.domain.language import Language
from desk_app.usecases.desk import Desk
from desk_app.usecases.law import zone_of
from desk_app.usecases.ports import CaseRow, PaperRow


def write_summary(out: Path, desk: Desk, pictures: list[str], first: Language) -> list[dict[str, Any]]:
    """Write `summary.json` and return its papers.

    Raises:
        RuntimeError: a paper of the records is not in the folder, or is there with other bytes.
    """
    rows = desk.register.search(desk.session, "")
    cases = [row for row in rows if row.kind == "case"]
    papers = _papers(out, desk)
    summary = {
        "day": f"{desk.clock.now().astimezone(zone_of(desk.session)):%Y-%m-%d}",
        "language": first.value,
        "office": {"kk": desk.session.office.name.kk, "ru": desk.session.office.name.ru},
        "papers": papers,
        "cases": [_case(desk, row) for row in reversed(cases)],
        "pictures": pictures,
    }
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    return papers


def _papers(out: Path, desk: Desk) -> list[dict[str, Any]]:
    rows = desk.day.papers(desk.session, desk.day.today(desk.session))
    return [_paper(out, desk, row) for row in sorted(rows, key=lambda row: (row.issued_at, row.number))]


def _paper(out: Path, desk: Desk, row: PaperRow) -> dict[str, Any]:
    paper = desk.printing.paper(row.key)
    file = f"papers/{paper.kind.value}-{paper.journal_seq}.pdf"
    path = out / file
    if not path.is_file():
        raise RuntimeError(f"{paper.kind.value} {paper.number} was not printed")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != paper.sha256:
        raise RuntimeError(f"{file} is not what the records say it is")
    return {
        "kind": paper.kind.value,
        "number": paper.number,
        "title": {"kk": paper.title.kk, "ru": paper.title.ru},
        "file": file,
        "language": paper.language.value,
        "sha256": digest,
        "state": row.print_state.value,
    }


def _case(desk: Desk, row: CaseRow) -> dict[str, Any]:
    card = desk.register.card(desk.session, row.key)
    zone = zone_of(desk.session)
    return {
        "service": card.case.service,
        "edition": card.case.edition,
        "channel": card.case.channel.value,
        "number": card.case.number,
        "state": card.case.state.value,
        "registered": card.case.registered_at.astimezone(zone).isoformat(),
        "due": card.service_due.due.astimezone(zone).isoformat(),
        "steps": [
            {
                "code": line.step.code,
                "actor": line.step.actor.value,
                "due": _moment(line.record.due_at if line.record else line.due.due if line.due else None, zone),
                "done": _moment(line.record.done_at if line.record else None, zone),
                "by": line.record.done_by_name if line.record else None,
            }
            for line in card.route
        ],
    }


def _moment(moment: Any, zone: Any) -> str | None:
    return moment.astimezone(zone).isoformat() if moment is not None else None
