"""Application sheet with its tear-off talon (or acceptance receipt) under the cut line."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import (
    Table,
    Words,
    begin_page,
    code_text,
    draw_heading,
    draw_paragraph,
    upper,
)
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, BOTTOM, LEFT, MM, RIGHT, TOP, Page, Sheet
from desk_app.documents.signatures import draw_signatures
from desk_app.documents.talon import draw_cut, draw_talon
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import ApplicationContent, Paper, Signature

_FOOT = 9 * MM
_WON = 1.6
_ENDLESS = 1e6
"""Of a page that is never full, in points."""
_DOCUMENTS = (10, 90, 24, 38)


def pages(paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> list[Page]:
    """The application, on one page if it fits there, and the talon at the foot of its last page."""
    talon, cut = draw_talon(paper, content, words, duplicate)
    sheet = _on_one_page(paper, content, words, duplicate, cut) or _lay_out(
        paper, content, words, duplicate, cut, BOTTOM - _FOOT
    )
    last = sheet.pages[-1]
    for number, page in enumerate(sheet.pages, 1):
        _draw_foot(page, paper, words, cut - 3 * MM if page is last else BOTTOM, number, len(sheet.pages))
    draw_cut(last, words, cut)
    last.take(talon)
    return sheet.pages


def _on_one_page(paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float) -> Sheet | None:
    """The application above the cut, as large as it fits there; None where it does not."""
    room = _over(cut, words)
    if words.template.follows_form:
        return _largest(paper, content, words, duplicate, room)
    for tightness in words.template.application:
        sheet = _lay_out(paper, content, Words(paper, tightness), duplicate, cut, room)
        if len(sheet.pages) == 1:
            return sheet
        if len(sheet.pages) > 2 or sheet.y > cut / 2:
            return None  # too much to be won by a tenth
    return None


def _largest(paper: Paper, content: ApplicationContent, words: Words, duplicate: str, room: float) -> Sheet | None:
    natural = 0.0
    for tightness in words.template.application:
        # The text shrinks in both directions, lines to fill in none: what that wins was measured.
        if natural and TOP + (natural - TOP) * tightness**_WON > room:
            continue
        tried = Words(paper, tightness)
        sheet = _flow(paper, content, tried, duplicate, _ENDLESS)
        _draw_close(sheet, content, tried)
        if sheet.y <= room:
            return sheet
        natural = natural or sheet.y
    return None


def _over(cut: float, words: Words) -> float:
    """Where the application ends that stands over a talon."""
    return cut - words.template.foot * MM


def _lay_out(
    paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float, bottom: float
) -> Sheet:
    sheet = _flow(paper, content, words, duplicate, bottom)
    _close(sheet, content, words, cut)
    return sheet


def _flow(paper: Paper, content: ApplicationContent, words: Words, duplicate: str, bottom: float) -> Sheet:
    """Everything over consent and signatures."""
    sheet = Sheet(bottom, lambda page: begin_page(paper, words, page), words.tightness)
    _draw_addressee(sheet, paper, content, words, duplicate)
    if words.template.follows_form:
        _draw_applicant(sheet, content, words)
    _draw_request(sheet, content, words)
    _draw_documents(sheet, content, words)
    if content.household:
        _draw_household(sheet, content, words)
    return sheet


def _draw_addressee(sheet: Sheet, paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> None:
    """Number and day at the left, to whom and from whom at the right."""
    left_wide = 66 * MM
    x, wide = LEFT + 76 * MM, BODY - 76 * MM
    page, top = sheet.page, sheet.y
    left = wrap([Span(f"{labels.NUMBER} {paper.number}", Face.BOLD, 12.5)], left_wide)
    left += words.stacked(labels.long_date(paper.issued_at), left_wide, size=10)
    left_end = page.write(left, LEFT, top, left_wide)
    if duplicate:
        mark = wrap([Span(duplicate, Face.BOLD, 10)], left_wide)
        left_end = page.framed(mark, LEFT + max(line.width for line in mark) + 4 * MM, left_end + 2 * MM)

    sheet.write(words.stacked(content.addressee, wide, size=10.5), x, wide)
    for label, name in ((labels.CITIZEN, content.applicant), (labels.REPRESENTED_BY, content.representative)):
        if name:
            _write_facts(sheet, words, x, ((label, name),), Face.BOLD)
    if not words.template.follows_form:
        _write_facts(sheet, words, x, ((labels.BIRTH_DATE, content.birth_date), (labels.IIN, content.iin)))
        _write_facts(sheet, words, x, ((labels.ADDRESS, content.address),))
        _write_facts(sheet, words, x, ((labels.PHONE, content.phone),))
    if sheet.page is page:
        sheet.y = max(sheet.y, left_end)
    sheet.skip(2.5 if words.template.follows_form else 6)


def _draw_applicant(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    """Who the applicant is, in the order of the form. Source: typical rules No. 523, annex 1."""
    _write_facts(sheet, words, LEFT, ((labels.BIRTH_DATE, content.birth_date), (labels.IIN, content.iin)))
    known = content.identity_document
    _write_fact(sheet, words, labels.IDENTITY if known or words.both else labels.IDENTITY_TO_FILL, known)
    _write_fact(sheet, words, labels.ADDRESS if words.both else labels.HOME, content.address)
    bank = (labels.BANK_DETAILS, content.bank)
    if content.phone:
        _write_facts(sheet, words, LEFT, (bank, (labels.PHONE, content.phone)))
    else:
        _write_facts(sheet, words, LEFT, (bank,))
        _write_fact(sheet, words, labels.PHONE, "")
    sheet.skip(3)


def _write_fact(sheet: Sheet, words: Words, label: Bilingual, value: str) -> None:
    """A labelled value on the body's width; where it is not known, a line to write it on."""
    if value:
        _write_facts(sheet, words, LEFT, ((label, value),))
        return
    lines = wrap([*words.spans(label, size=9.5), words.span(":", 9.5)], BODY, gap=1)
    sheet.write(lines)
    begins = LEFT + lines[-1].width + 2 * MM
    if begins > RIGHT - 30 * MM:
        sheet.skip(5.5)
        begins = LEFT
    sheet.page.rule(begins, RIGHT, sheet.y - 1.5)


def _write_facts(
    sheet: Sheet, words: Words, x: float, facts: tuple[tuple[Bilingual, str], ...], face: Face = Face.REGULAR
) -> None:
    """Labelled values on one line, as long as they fit."""
    spans: list[Span] = []
    for label, value in facts:
        if value:
            spans += [words.span(", ", 9.5)] if spans else []
            spans += [*words.spans(label, size=9.5), words.span(": ", 9.5), words.span(value, 10.5, face)]
    sheet.write(wrap(spans, RIGHT - x, gap=1), x, RIGHT - x)


def _draw_request(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    sheet.keep(30 * MM)
    title = upper(labels.APPLICATION)
    sheet.write(wrap(words.spans(title, size=13.5, face=Face.BOLD, second=Face.REGULAR), BODY), align=Align.CENTRE)
    sheet.skip(2.5 * words.template.gap)
    draw_paragraph(sheet, content.request, words, indent=10 * MM)
    if content.bank and not words.template.follows_form:
        spans = [*words.spans(labels.BANK, size=10.5), words.span(f": {content.bank}", 10.5)]
        sheet.write(wrap(spans, BODY, indent=10 * MM))
        sheet.skip(1.5)


def _draw_documents(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    sheet.skip(1.5 * words.template.gap)
    draw_heading(sheet, labels.ATTACHED, words)
    # In both languages a narrow column for the sheets leaves room for both names on one line.
    short = words.template.follows_form and words.both
    shares = words.template.documents if short else _DOCUMENTS
    columns = (
        (labels.ROW_NUMBER, shares[0], Align.LEFT),
        (labels.DOCUMENT_NAME, shares[1], Align.LEFT),
        (labels.SHEETS_SHORT if short else labels.SHEETS, shares[2], Align.LEFT),
        (labels.NOTE, shares[3], Align.LEFT),
    )
    table = Table(sheet, words, columns, words.template.application_pad * MM)

    def cell(column: int, text: str, face: Face = Face.REGULAR) -> list[Line]:
        return wrap([words.span(text, 10, face)], table.width(column))

    for number, line in enumerate(content.documents, 1):
        table.row(
            cell(0, str(number)),
            words.label(line.title, table.width(1), 10),
            cell(2, str(line.sheets) if line.sheets else "–"),
            words.label(line.note, table.width(3), 9),
        )
    total = labels.in_all(labels.DOCUMENTS_IN_ALL, len(content.documents))
    sheets = str(sum(line.sheets for line in content.documents))
    table.row((), wrap(words.spans(total, size=10, face=Face.BOLD), table.width(1)), cell(2, sheets, Face.BOLD), ())
    table.close()
    sheet.skip(3 * words.template.gap)


def _draw_household(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    draw_heading(sheet, labels.HOUSEHOLD, words)
    shares = words.template.household
    columns = (
        (labels.ROW_NUMBER, shares[0], Align.LEFT),
        (labels.FULL_NAME, shares[1], Align.LEFT),
        (labels.RELATION, shares[2], Align.LEFT),
        (labels.BORN, shares[3], Align.LEFT),
        (labels.OCCUPATION, shares[4], Align.LEFT),
    )
    table = Table(sheet, words, columns, words.template.application_pad * MM)
    for number, member in enumerate(content.household, 1):
        texts = (str(number), member.name, member.relation, member.birth_date, member.occupation)
        table.row(*(wrap([words.span(text, 10)], table.width(at)) for at, text in enumerate(texts)))
    table.close()
    sheet.skip(3 * words.template.gap)


def _close(sheet: Sheet, content: ApplicationContent, words: Words, cut: float) -> None:
    """Consent and signatures stand above the cut of the last page, so the applicant signs over the talon."""
    trial = Sheet(BOTTOM, lambda page: 0.0, words.tightness)
    _draw_close(trial, content, words)
    limit = _over(cut, words)
    needed = trial.y - TOP if len(trial.pages) == 1 else 0.0
    if len(trial.pages) > 1 or sheet.y + needed > limit:
        sheet.new_page()
    if len(trial.pages) > 1 or sheet.y + needed > limit:
        _draw_consent(sheet, content, words)
        sheet.new_page()
        sheet.bottom = limit
        _draw_signatures(sheet, content, words)
        return
    sheet.bottom = limit
    _draw_close(sheet, content, words)


def _draw_close(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    _draw_consent(sheet, content, words)
    _draw_signatures(sheet, content, words)


def _draw_consent(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    draw_paragraph(sheet, content.consent, words, size=9.5, indent=10 * MM)


def _draw_signatures(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    applicant, accepted = content.applicant_signature, content.accepted_by
    signs = Signature(applicant.title, applicant.name, with_date=True)
    if not words.template.follows_form:
        draw_signatures(sheet, (signs, accepted), words)
        return
    accepts = Signature(labels.ACCEPTED, accepted.name, with_date=True)
    draw_signatures(sheet, (signs, accepts), words, (None, accepted.title))


def _draw_foot(page: Page, paper: Paper, words: Words, bottom: float, number: int, count: int) -> None:
    code = wrap([Span(code_text(paper, words), Face.BOLD, 9)], 80 * MM)
    stays = wrap(words.spans(labels.STAYS, size=8.5), BODY - 84 * MM)
    form = wrap(words.spans(labels.OWN_FORM, size=8.5), BODY - 84 * MM)
    number_lines = wrap([Span(f"{number} / {count}", Face.REGULAR, 9)], 80 * MM)
    left, right = stays + form, code + number_lines
    page.write(left, LEFT, bottom - height(left), BODY - 84 * MM)
    page.write(right, RIGHT - 80 * MM, bottom - height(right), 80 * MM, Align.RIGHT)
