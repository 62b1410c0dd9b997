"""P15: a month's register of 10,000 lines as XLSX and PDF, against XlsxWriter and ReportLab given the finished cells.

Twice each: from the lines the person has looked at, as the program does it, and with reading the records. The peers
get every cell ready, the PDF's with its place, so that reading and layout are our cost alone.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from desk_app.documents import journal_list
from desk_app.documents.page import Page
from desk_app.domain.journals import JournalKind
from desk_app.domain.language import PaperLanguage
from desk_app.domain.regulation import Channel
from desk_app.usecases.desk import Desk
from desk_app.usecases.journals import PeriodJournal, Request
from tests.benchmarks import invented
from tests.benchmarks.table import Line, at_most
from tests.benchmarks.timing import milliseconds, p50
from tests.support.office import ASSISTANCE, application, command, open_office

LINES = 10_000
TIMES = 3
REQUEST = Request(JournalKind.REGISTRATION, date(2018, 1, 1), date(2030, 12, 31))


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        folder = Path(place)
        office = open_office(folder)
        desk = office.desks["aigul"]
        form = application(desk.law.edition(ASSISTANCE), Channel.CENTRE)
        desk.registrations.register(desk.session, command(form, office.clock), PaperLanguage.KK)
        _fill(desk)
        journal = desk.journals.compose(desk.session, REQUEST, PaperLanguage.KK)
        pages = _pages(desk, journal, folder / "pages.pdf")
        ours, books, papers, cells, drawn = [], [], [], [], []
        path = folder / "journal"
        for _time in range(TIMES):
            ours.append(milliseconds(lambda: desk.journals.compose(desk.session, REQUEST, PaperLanguage.KK)))
            books.append(milliseconds(lambda: desk.journals.save_xlsx(desk.session, journal, path)))
            papers.append(milliseconds(lambda: desk.journals.save_pdf(desk.session, journal, path)))
            cells.append(milliseconds(lambda: _book(journal)))
            drawn.append(milliseconds(lambda: _canvas(pages)))
        office.close()
    count = f"{len(journal.lines):,} lines"
    return [
        at_most("P15", f"register of {count} as XLSX", p50(books), p50(cells), 1.5, "XlsxWriter"),
        at_most("P15", f"register of {count}, read and as XLSX", p50(ours) + p50(books), p50(cells), 1.5, "XlsxWriter"),
        at_most("P15", f"register of {count} as PDF, {len(pages)} p.", p50(papers), p50(drawn), 1.5, "ReportLab"),
        at_most("P15", f"register of {count}, read and as PDF", p50(ours) + p50(papers), p50(drawn), 1.5, "ReportLab"),
    ]


def _fill(desk: Desk) -> None:
    """Invented cases beside the one that was registered, with its form."""
    session = desk.session
    engine: Any = desk.register._queries._engine  # type: ignore[attr-defined]  # rows are written below the program
    connection = engine.raw_connection()
    try:
        driver = connection.driver_connection
        text = driver.execute("SELECT application FROM desk_case").fetchone()[0]
        driver.execute("UPDATE desk_case SET number = 'А-0'")  # the invented ones begin with the first number too
        driver.commit()
        digest = desk.law.edition(ASSISTANCE).digest
        office = invented.Office(session.office.key, session.member.key, session.member.full_name, digest, text)
        invented.fill(driver, office, LINES)
    finally:
        connection.close()


def _pages(desk: Desk, journal: PeriodJournal, path: Path) -> Sequence[Page]:
    """What our layout puts on the pages."""
    kept: list[Page] = []

    def keep(pages: Sequence[Page], **_rest: object) -> bytes:
        kept.extend(pages)
        return b""

    with mock.patch.object(journal_list, "to_pdf", keep):
        desk.journals.save_pdf(desk.session, journal, path)
    return kept


def _book(journal: PeriodJournal) -> bytes:
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    for row, line in enumerate(journal.lines):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                if cell:
                    page.write_string(row, column, cell)
            elif isinstance(cell, datetime | date):
                page.write_datetime(
                    row, column, cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell, moment
                )
            else:
                page.write_number(row, column, cell)
    book.close()
    return target.getvalue()


def _canvas(pages: Sequence[Page]) -> bytes:
    target = io.BytesIO()
    wide, high = journal_list.WIDE, journal_list.HIGH
    canvas = Canvas(target, pagesize=(wide, high), pageCompression=1, invariant=1)
    for page in pages:
        for x1, y1, x2, y2, weight in page.lines:
            canvas.setLineWidth(weight)
            canvas.line(x1, high - y1, x2, high - y2)
        chosen = None
        for x, y, face, size, text in page.texts:
            if chosen != (face, size):
                chosen = (face, size)
                canvas.setFont(face.value, size)
            canvas.drawString(x, high - y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
