"""Papers that name what was put right, beside the talon: each is made void and issued anew under the next number."""

from __future__ import annotations

from dataclasses import replace

from desk_app.domain import paper_texts as words
from desk_app.domain.cases import Case
from desk_app.domain.numbering import number_after
from desk_app.domain.papers import ExtensionContent, Paper, PaperContent, PaperKind, ResultContent, Row, WhyContent
from desk_app.domain.staff import Session
from desk_app.domain.voiding import Voiding
from desk_app.usecases import ports
from desk_app.usecases.contents import same
from desk_app.usecases.papers import make_paper

NAMING = (PaperKind.RESOLUTION, PaperKind.EXTENSION_NOTICE, PaperKind.WHY_SHEET)
"""Papers that stay when a registration is corrected; drafts go with the decision, results forbid the correction."""


def replaced_row(number: str) -> Row:
    """«№ … орнына / взамен № …» on the paper that is issued instead."""
    return Row(words.REPLACES, words.replaced(number), strong=True)


def issue_others_anew(
    work: ports.UnitOfWork, queries: ports.Queries, session: Session, before: Case, after: Case, voiding: Voiding
) -> tuple[Paper, ...]:
    """Return the papers issued instead of those that name the applicant as they were registered before."""
    made = []
    for key, number, _at in work.corrections.valid_papers(after.key, NAMING):
        old = queries.paper(key)
        content = _renamed(old.content, before, after, number)
        if content is None:
            continue
        work.undoing.void_paper(key, voiding)
        made.append(_issued_instead(work, session, old, content, voiding, after))
    return tuple(made)


def _issued_instead(
    work: ports.UnitOfWork, session: Session, old: Paper, content: PaperContent, voiding: Voiding, case: Case
) -> Paper:
    number = number_after(old.number)
    entry = work.journal.append(
        "paper.issued_anew", subject=case.key, facts={"number": number, "instead_of": old.number}
    )
    paper = make_paper(session, old.kind, number, old.title, old.language, content, voiding.at, entry, case=case.key)
    paper = replace(paper, replaces=old.key)
    work.add_paper(paper)
    return paper


def _renamed(content: PaperContent, before: Case, after: Case, number: str) -> PaperContent | None:
    """What stands on the paper with the applicant as they are now; None where it names nothing that was corrected."""
    if not isinstance(content, ResultContent | ExtensionContent | WhyContent):
        return None
    old, new = before.application.applicant, after.application.applicant
    values = {
        (words.APPLICANT, same(old.name.full)): same(new.name.full),
        (words.IIN, same(old.iin)): same(new.iin),
    }
    rows = tuple(replace(row, value=values.get((row.label, row.value), row.value)) for row in content.rows)
    if rows == content.rows:
        return None
    rows = (*(row for row in rows if row.label != words.REPLACES), replaced_row(number))
    if isinstance(content, WhyContent):
        return replace(content, rows=rows)
    receipt = tuple(
        replace(line, name=new.name.short) if line.name == old.name.short else line for line in content.receipt
    )
    return replace(content, rows=rows, receipt=receipt)
