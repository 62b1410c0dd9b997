"""Application sheet with its tear-off talon (or acceptance receipt) under the cut line."""

from __future__ import annotations

from desk_app.documents import labels
from desk_app.documents.blocks import (
    Table,
    Words,
    begin_page,
    code_text,
    draw_double_rule,
    draw_heading,
    draw_line_to_fill,
    draw_paragraph,
    draw_signatures,
    level,
    qr_content,
    upper,
)
from desk_app.documents.fonts import Face
from desk_app.documents.page import BODY, BOTTOM, LEFT, MM, RIGHT, TOP, WIDTH, Page, Sheet
from desk_app.documents.text import Align, Line, Span, height, wrap
from desk_app.domain.language import Bilingual
from desk_app.domain.papers import ApplicationContent, Paper, Row, Signature

CUT = 198 * MM
_FOOT = 9 * MM
_QR = 25 * MM
_TIGHTER = (1.0, 0.92, 0.86)
"""What is tried to keep the application on one page; the last makes its 10 points 8.6."""
_LEAST_APPLICATION = 60 * MM
"""Room for consent and signatures above the cut, however long the talon."""


def pages(paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> list[Page]:
    """The application, on one page if it fits there, and the talon at the foot of its last page."""
    scale, cut = _talon_place(paper, content, words, duplicate)
    sheet = _on_one_page(paper, content, words, duplicate, cut) or _lay_out(
        paper, content, words, duplicate, cut, BOTTOM - _FOOT
    )
    last = sheet.pages[-1]
    for number, page in enumerate(sheet.pages, 1):
        _draw_foot(page, paper, words, cut - 3 * MM if page is last else BOTTOM, number, len(sheet.pages))
    _draw_cut(last, words, cut)
    _draw_talon(last, paper, content, words, duplicate, cut, scale)
    return sheet.pages


def _on_one_page(paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float) -> Sheet | None:
    for tightness in _TIGHTER:
        sheet = _lay_out(paper, content, Words(paper, tightness), duplicate, cut, _over(cut))
        if len(sheet.pages) == 1:
            return sheet
        if len(sheet.pages) > 2 or sheet.y > cut / 2:
            return None  # too much to be won by a tenth
    return None


def _over(cut: float) -> float:
    """Where the application ends that stands over a talon."""
    return cut - _FOOT - 3 * MM


def _lay_out(
    paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float, bottom: float
) -> Sheet:
    sheet = Sheet(bottom, lambda page: begin_page(paper, words, page), words.tightness)
    _draw_addressee(sheet, paper, content, words, duplicate)
    _draw_request(sheet, content, words)
    _draw_documents(sheet, content, words)
    if content.household:
        _draw_household(sheet, content, words)
    _close(sheet, content, words, cut)
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
    _write_facts(sheet, words, x, ((labels.BIRTH_DATE, content.birth_date), (labels.IIN, content.iin)))
    _write_facts(sheet, words, x, ((labels.ADDRESS, content.address),))
    _write_facts(sheet, words, x, ((labels.PHONE, content.phone),))
    if sheet.page is page:
        sheet.y = max(sheet.y, left_end)
    sheet.skip(6)


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
    sheet.skip(2.5)
    draw_paragraph(sheet, content.request, words, indent=10 * MM)
    if content.bank:
        spans = [*words.spans(labels.BANK, size=10.5), words.span(f": {content.bank}", 10.5)]
        sheet.write(wrap(spans, BODY, indent=10 * MM))
        sheet.skip(1.5)


def _draw_documents(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    sheet.skip(1.5)
    draw_heading(sheet, labels.ATTACHED, words)
    columns = (
        (labels.ROW_NUMBER, 10, Align.LEFT),
        (labels.DOCUMENT_NAME, 90, Align.LEFT),
        (labels.SHEETS, 24, Align.LEFT),
        (labels.NOTE, 38, Align.LEFT),
    )
    table = Table(sheet, words, columns, 0.8 * MM)

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
    sheet.skip(3)


def _draw_household(sheet: Sheet, content: ApplicationContent, words: Words) -> None:
    draw_heading(sheet, labels.HOUSEHOLD, words)
    columns = (
        (labels.ROW_NUMBER, 10, Align.LEFT),
        (labels.FULL_NAME, 62, Align.LEFT),
        (labels.RELATION, 28, Align.LEFT),
        (labels.BORN, 22, Align.LEFT),
        (labels.OCCUPATION, 40, Align.LEFT),
    )
    table = Table(sheet, words, columns, 0.8 * MM)
    for number, member in enumerate(content.household, 1):
        texts = (str(number), member.name, member.relation, member.birth_date, member.occupation)
        table.row(*(wrap([words.span(text, 10)], table.width(at)) for at, text in enumerate(texts)))
    table.close()
    sheet.skip(3)


def _close(sheet: Sheet, content: ApplicationContent, words: Words, cut: float) -> None:
    """Consent and signatures stand above the cut of the last page, so the applicant signs over the talon."""
    trial = Sheet(BOTTOM, lambda page: 0.0, words.tightness)
    _draw_close(trial, content, words)
    limit = _over(cut)
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
    applicant = content.applicant_signature
    draw_signatures(sheet, (Signature(applicant.title, applicant.name, with_date=True), content.accepted_by), words)


def _draw_foot(page: Page, paper: Paper, words: Words, bottom: float, number: int, count: int) -> None:
    code = wrap([Span(code_text(paper, words), Face.BOLD, 9)], 80 * MM)
    stays = wrap(words.spans(labels.STAYS, size=8.5), BODY - 84 * MM)
    form = wrap(words.spans(labels.OWN_FORM, size=8.5), BODY - 84 * MM)
    number_lines = wrap([Span(f"{number} / {count}", Face.REGULAR, 9)], 80 * MM)
    left, right = stays + form, code + number_lines
    page.write(left, LEFT, bottom - height(left), BODY - 84 * MM)
    page.write(right, RIGHT - 80 * MM, bottom - height(right), 80 * MM, Align.RIGHT)


def _draw_cut(page: Page, words: Words, cut: float) -> None:
    """Dashes from edge to edge, scissors at the left, the word in the middle."""
    lines = wrap(words.spans(labels.CUT, size=8.5), 60 * MM)
    half = lines[0].width / 2 + 3 * MM
    page.dashes.append((8 * MM, 13 * MM, cut))
    page.dashes.append((21 * MM, WIDTH / 2 - half, cut))
    page.dashes.append((WIDTH / 2 + half, WIDTH - 8 * MM, cut))
    page.write(lines, WIDTH / 2 - half, cut - height(lines) / 2, 2 * half, Align.CENTRE)
    handle = 14.6 * MM
    for side in (-1, 1):
        page.circles.append((handle, cut + side * 1.2 * MM, 0.85 * MM))
        page.lines.append((handle + 0.7 * MM, cut + side * 0.75 * MM, 20 * MM, cut - side * 0.9 * MM, 0.9))


def _talon_place(paper: Paper, content: ApplicationContent, words: Words, duplicate: str) -> tuple[float, float]:
    """Return the scale of the talon's rows and where to cut: smaller first, then higher, so that nothing is lost."""
    for scale in (0.85, 0.78) if words.both else (1.0, 0.92, 0.85, 0.78):
        if _draw_talon(Page(), paper, content, words, duplicate, CUT, scale) <= BOTTOM:
            return scale, CUT
    for scale in (0.78, 0.6, 0.45):
        cut = CUT - (_draw_talon(Page(), paper, content, words, duplicate, CUT, scale) - BOTTOM)
        if cut >= _LEAST_APPLICATION:
            return scale, cut
    return 0.45, _LEAST_APPLICATION


def _draw_talon(
    page: Page, paper: Paper, content: ApplicationContent, words: Words, duplicate: str, cut: float, scale: float
) -> float:
    """Draw the part the visitor keeps; return where it ends."""
    office = words.stacked(paper.office_name, BODY, size=10 * scale)
    y = page.write(office, LEFT, cut + 4 * MM, BODY)
    y = draw_double_rule(page, y + 1.6 * MM) + 2.5 * MM

    page.qr(qr_content(paper), RIGHT - _QR, y + 0.5 * MM, _QR)
    qr_end = y + _QR + 0.5 * MM
    wide = BODY - _QR - 6 * MM
    title = words.stacked(upper(content.receipt_title), wide, size=13 * scale, face=Face.BOLD, second=Face.REGULAR)
    number = wrap([Span(paper.number, Face.BOLD, _number_size(paper.number, wide))], wide)
    y = page.write(number, LEFT, page.write(title, LEFT, y, wide), wide)
    code = wrap([Span(code_text(paper, words), Face.BOLD, 9)], wide)
    code_end = page.write(code, LEFT, max(y, qr_end - height(code)), wide)
    if duplicate:
        mark = wrap([Span(duplicate, Face.BOLD, 9)], wide)
        page.framed(mark, LEFT + wide, code_end - height(mark) - 2.4 * MM)
    y = max(code_end, qr_end) + 1 * MM

    for row in content.receipt_rows[:-1]:
        y = _draw_row(page, row, words, y, scale, RIGHT)
    # The last names who accepted: the line to sign on stands in its row.
    sign_at = RIGHT - 40 * MM
    for row in content.receipt_rows[-1:]:
        y = _draw_row(page, row, words, y, scale, sign_at - 4 * MM)
    draw_line_to_fill(page, labels.SIGNATURE, words, sign_at, RIGHT, y)
    note_wide = sign_at - 4 * MM - LEFT
    note = words.stacked(content.keep_note, note_wide, size=round(9.5 * scale, 2))
    return max(page.write(note, LEFT, y + 1.5 * MM, note_wide), y + 4.2 * MM)


def _number_size(number: str, wide: float) -> float:
    natural = wrap([Span(number, Face.BOLD, 26)], 1e6)
    return 26 if not natural or natural[0].width <= wide else max(12.0, 26 * wide / natural[0].width)


def _draw_row(page: Page, row: Row, words: Words, y: float, scale: float, right: float) -> float:
    label_wide = 66 * MM
    x = LEFT + label_wide + 4 * MM
    wide = right - x
    label = words.label(row.label, label_wide, round(9.5 * scale, 2))
    face, size = (Face.BOLD, 12.5) if row.strong else (Face.REGULAR, 10.5)
    value = wrap(words.spans(row.value, size=round(size * scale, 2), face=face), wide)
    if len(value) > 1:
        value = words.stacked(row.value, wide, size=round(size * scale, 2), face=face)
    level(label, value)
    pad = 0.9 * MM * scale
    end = max(page.write(label, LEFT, y + pad, label_wide), page.write(value, x, y + pad, wide)) + pad
    page.rule(LEFT, right, end)
    return end
