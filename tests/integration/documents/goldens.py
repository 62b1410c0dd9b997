"""Recorded papers and the digests of their PDF, by the template that made them.

`golden/TEMPLATE/NAME.json` is a paper as its record has it; `golden/digests.json` has for each paper and language the
SHA-256 of the bytes and the number of pages. A digest is written once, when the template is new:

    python -m tests.integration.documents.goldens

adds what is missing and never changes what is there: a layout that moves a byte needs a new template version. The
papers and digests of template 1 were written by the program's first version itself.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2

from desk_app.documents.render import render
from desk_app.domain.language import Bilingual, PaperLanguage
from desk_app.domain.papers import TEMPLATE_VERSION, Paper, PaperKind
from desk_app.storage.codec import content_of, content_text

FOLDER = Path(__file__).parent / "golden"
DIGESTS = FOLDER / "digests.json"


def names(template: str) -> tuple[str, ...]:
    """The papers recorded for that template."""
    return tuple(sorted(path.stem for path in (FOLDER / template).glob("*.json")))


def golden(template: str, name: str, language: PaperLanguage) -> Paper:
    """Read the paper."""
    found = json.loads((FOLDER / template / f"{name}.json").read_text(encoding="utf-8"))
    kind = PaperKind(found["kind"])
    return Paper(
        key=UUID("01941f29-7c00-7000-8000-0123456789ab"),
        office=UUID(int=1),
        kind=kind,
        number=found["number"],
        title=Bilingual(*found["title"]),
        language=language,
        office_name=Bilingual(*found["office_name"]),
        place=Bilingual(*found["place"]),
        issued_at=datetime.fromisoformat(found["issued_at"]),
        issued_by=UUID(int=2),
        journal_seq=found["journal_seq"],
        journal_code=found["journal_code"],
        content=content_of(kind, json.dumps(found["content"])),
        template=template,
    )


def write_record(paper: Paper, name: str) -> None:
    """Keep a paper as a golden one; only by hand, when a template or a kind is new."""
    record = {
        "kind": paper.kind.value,
        "number": paper.number,
        "title": [paper.title.kk, paper.title.ru],
        "office_name": [paper.office_name.kk, paper.office_name.ru],
        "place": [paper.place.kk, paper.place.ru],
        "issued_at": paper.issued_at.isoformat(),
        "journal_seq": paper.journal_seq,
        "journal_code": paper.journal_code,
        "content": json.loads(content_text(paper.content)),
    }
    path = FOLDER / paper.template / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measured(paper: Paper) -> dict[str, Any]:
    """Digest and number of pages of the paper as it comes out now."""
    pdf = render(paper)
    return {"sha256": hashlib.sha256(pdf).hexdigest(), "pages": len(pypdfium2.PdfDocument(pdf))}


def digests() -> dict[str, dict[str, dict[str, dict[str, Any]]]]:
    """Template, paper, language: what was measured when the template was new."""
    found: dict[str, dict[str, dict[str, dict[str, Any]]]] = json.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


def add_missing() -> int:
    """Measure the papers of the present template that have no digest yet; return how many those were."""
    known, added = digests(), 0
    for name in names(TEMPLATE_VERSION):
        of_paper = known.setdefault(TEMPLATE_VERSION, {}).setdefault(name, {})
        for language in PaperLanguage:
            if language.value not in of_paper:
                of_paper[language.value] = measured(golden(TEMPLATE_VERSION, name, language))
                added += 1
    DIGESTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return added


if __name__ == "__main__":
    print(f"{add_missing()} added")
