"""P6: a paper as PDF after the first, against a hand-written page and two other PDF libraries with the same text.

What is drawn is taken from our own pages as they leave the layout: every piece of text with its face and place, every
rule, the content of the QR. A peer is given these ready, so that layout is our cost alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import segno

from desk_app.documents import render as rendering
from desk_app.documents.page import Page
from desk_app.domain.application import Application, PersonName
from desk_app.domain.language import PaperLanguage
from desk_app.domain.papers import Paper
from desk_app.domain.regulation import Channel
from desk_app.paths import resources_dir
from desk_app.usecases.desk import Desk
from tests.benchmarks.peers import hand_written
from tests.benchmarks.peers.python import Absent, ask
from tests.benchmarks.table import Line, absent, at_most, below, faster
from tests.benchmarks.timing import milliseconds, p50
from tests.support.clock import StandingClock
from tests.support.office import ASSISTANCE, application, command, invented_iin, open_office

PAPERS = 40
WARM_UP = 5
SLOW_PAPERS = 8
"""For the peers that take a tenth of a second and more."""

Drawn = dict[str, Any]
"""A paper as the peers get it: pages of texts, rules and QR codes."""


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        office = open_office(Path(place))
        desk = office.desks["aigul"]
        talons = [_talon(desk, form) for form in _forms(desk)]
        refusals = [_refusal(desk, form) for form in _forms(desk, missing=("income",), expired=("identity",))]
        office.close()
    return [*_lines("talon", talons), *_lines("refusal receipt", refusals)]


def _forms(desk: Desk, **faults: tuple[str, ...]) -> list[Application]:
    """Different people, so that nothing but the form's own words is set twice."""
    edition = desk.law.edition(ASSISTANCE)
    forms = []
    for serial in range(PAPERS + WARM_UP):
        birth = date(1950, 1, 1) + timedelta(days=37 * serial)
        name = PersonName(f"Әбдірахман{'абвгдежзик'[serial % 10]}ов", "Нұрлан" + "а" * (serial // 10), "Ерікұлы")
        form = application(edition, Channel.CENTRE, invented_iin(1 + len(faults), birth), name=name, **faults)
        address = f"Қостанай қаласы, Әл-Фараби даңғылы, {serial + 1}-үй, {serial + 7}-пәтер"
        forms.append(replace(form, applicant=replace(form.applicant, address=address)))
    return forms


def _talon(desk: Desk, form: Application) -> Paper:
    order = command(form, StandingClock())
    return desk.registrations.register(desk.session, order, PaperLanguage.BOTH).paper


def _refusal(desk: Desk, form: Application) -> Paper:
    return desk.refusals.refuse(desk.session, command(form, StandingClock()), PaperLanguage.BOTH).paper


def _lines(kind: str, papers: Sequence[Paper]) -> list[Line]:
    drawn = [_drawn(paper) for paper in papers]
    fonts = {face: str(resources_dir() / "fonts" / f"{face}.ttf") for face in _faces(drawn)}
    hand = hand_written.Writer(fonts)
    ours, theirs = [], []
    for paper, page in zip(papers, drawn, strict=True):
        ours.append(milliseconds(lambda paper=paper: rendering.render(paper)))
        theirs.append(milliseconds(lambda page=page: hand.pdf(page)))
    mine = p50(ours[WARM_UP:])
    size = len(rendering.render(papers[0])) / 1024
    what = f"{kind} as PDF, {len(drawn[0]['pages'])} p."
    lines = [
        at_most("P6", what, mine, p50(theirs[WARM_UP:]), 1.3, "ReportLab canvas + segno"),
        below("P6", f"{kind}, size of the file", size, 30, unit="KB"),
    ]
    for name, script, times in (("fpdf2", "fpdf2_page.py", 3), ("WeasyPrint", "weasyprint_page.py", 15)):
        try:
            answer = ask(script, {"fonts": fonts, "papers": drawn[:SLOW_PAPERS]})
        except Absent as fault:
            lines.append(absent("P6", what, name, str(fault)))
        else:
            lines.append(faster("P6", what, mine, p50(answer["milliseconds"]), times, name))
    return lines


def _drawn(paper: Paper) -> Drawn:
    """What our layout puts on the pages of that paper."""
    kept: list[Page] = []

    def keep(pages: Sequence[Page], **_rest: object) -> bytes:
        kept.extend(pages)
        return b""

    with mock.patch.object(rendering, "to_pdf", keep):
        rendering.render(paper)
    return {"pages": [_page(page) for page in kept]}


def _page(page: Page) -> Drawn:
    return {"texts": _joined(page.texts), "rules": page.lines, "codes": [_code(*code) for code in page.codes]}


def _code(left: float, top: float, size: float, content: str) -> Drawn:
    """A QR code, for fpdf2 and WeasyPrint already as runs of dark modules."""
    matrix = segno.make(content, error="m", micro=False, mask=hand_written.MASK).matrix
    return {"left": left, "top": top, "size": size, "content": content, "runs": hand_written.runs(matrix)}


def _joined(texts: Sequence[tuple[Any, ...]]) -> list[tuple[float, float, str, float, str]]:
    """Words of a justified line as one text: by hand nobody would draw them one by one."""
    width: Callable[[str, str, float], float] = hand_written.width
    joined: list[tuple[float, float, str, float, str]] = []
    for x, y, face, size, text in texts:
        if joined:
            x0, y0, face0, size0, text0 = joined[-1]
            gap = x - x0 - width(text0, face0, size0)
            if (y0, face0, size0) == (y, str(face), size) and 0 < gap < size * (1 + text0.count(" ")):
                joined[-1] = (x0, y0, face0, size0, f"{text0} {text}")
                continue
        joined.append((x, y, str(face), size, text))
    return joined


def _faces(drawn: Sequence[Drawn]) -> set[str]:
    return {text[2] for paper in drawn for page in paper["pages"] for text in page["texts"]}
