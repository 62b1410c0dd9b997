"""Pages as lists of strokes and letters, with a place to write next. They become PDF when their number is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

import segno
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desk_app.documents.fonts import Face, loaded
from desk_app.documents.text import Align, Line, height, space, stretch

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 25 * MM, WIDTH - 15 * MM
TOP, BOTTOM = 14 * MM, HEIGHT - 9 * MM
BODY = RIGHT - LEFT
# Letters for bytes would make every page a quarter larger; nothing that reads PDF today needs them.
rl_config.useA85 = 0

HAIR, THIN, THICK = 0.35, 0.7, 1.9


@dataclass(slots=True)
class Page:
    """What is drawn on one page; points from the top left corner."""

    texts: list[tuple[float, float, Face, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    dashes: list[tuple[float, float, float]] = field(default_factory=list)
    """Level dashed lines: from, to, how far down."""
    codes: list[tuple[float, float, float, str]] = field(default_factory=list)
    """QR codes: left, top, size, content."""
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    circles: list[tuple[float, float, float]] = field(default_factory=list)
    stamp: Page | None = None
    """Drawn pale and slanting under all else, around the middle of the page."""

    def rule(self, x1: float, x2: float, y: float, weight: float = HAIR) -> None:
        self.lines.append((x1, y, x2, y, weight))

    def write(self, lines: Sequence[Line], x: float, y: float, available: float, align: Align = Align.LEFT) -> float:
        """Write the lines one under the other; return where they end."""
        for line in lines:
            self._write_line(line, x, y + line.baseline, available, align)
            y += line.height
        return y

    def _write_line(self, line: Line, x: float, baseline: float, available: float, align: Align) -> None:
        x += line.indent
        if align is Align.CENTRE:
            x += (available - line.indent - line.width) / 2
        elif align is Align.RIGHT:
            x += available - line.indent - line.width
        extra = stretch(line, available) if align is Align.JUSTIFY else 0
        begun: tuple[float, Face, float] | None = None
        text = ""
        underline: float | None = None
        for number, word in enumerate(line.words):
            following = line.words[number + 1][0] if number + 1 < len(line.words) else None
            for at, piece in enumerate(word):
                if begun is None or begun[1:] != (piece.face, piece.size):
                    self._flush(begun, baseline, text)
                    begun, text = (x, piece.face, piece.size), ""
                if piece.underline and underline is None:
                    underline = x
                if not piece.underline and underline is not None:
                    self._underline(underline, x, baseline)
                    underline = None
                text += piece.text
                x += piece.width
                if at + 1 == len(word):
                    x_end = x
                    x += space(piece) + extra
                    if following is not None:
                        text += " "
                    if underline is not None and (following is None or not following.underline):
                        self._underline(underline, x_end, baseline)
                        underline = None
            if extra:
                self._flush(begun, baseline, text)
                begun, text = None, ""
        self._flush(begun, baseline, text)

    def _flush(self, begun: tuple[float, Face, float] | None, baseline: float, text: str) -> None:
        if begun is not None and text:
            self.texts.append((begun[0], baseline, begun[1], begun[2], text))

    def _underline(self, x1: float, x2: float, baseline: float) -> None:
        self.rule(x1, x2, baseline + 1.7, 0.6)

    def take(self, other: Page) -> None:
        """Draw all that is on the other page."""
        self.texts += other.texts
        self.lines += other.lines
        self.dashes += other.dashes
        self.codes += other.codes
        self.frames += other.frames
        self.circles += other.circles

    def qr(self, content: str, x: float, y: float, size: float) -> None:
        """Draw the code; the white around it is the caller's."""
        self.codes.append((x, y, size, content))

    def framed(self, lines: Sequence[Line], right: float, y: float) -> float:
        """Draw a mark in a frame that ends at `right`; return its lower edge."""
        inner = max((line.width for line in lines), default=0)
        left = right - inner - 4 * MM
        bottom = self.write(lines, left + 2 * MM, y + 1.2 * MM, inner) + 1.2 * MM
        self.frames.append((left, y, right - left, bottom - y))
        return bottom


@lru_cache(maxsize=8)
def _qr_runs(content: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    # A fixed mask saves trying all eight, four fifths of the time; readers take any.
    matrix = segno.make(content, error="m", mask=3, micro=False, boost_error=False).matrix
    found = []
    for number, row in enumerate(matrix):
        start = None
        for at, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                found.append((number, start, at - start))
                start = None
    return len(matrix), tuple(found)


class Sheet:
    """The flow of a paper over its pages: `y` is where the next thing goes, `bottom` where the foot begins."""

    def __init__(self, bottom: float, begin_page: Callable[[Page], float], tightness: float = 1) -> None:
        """`tightness` < 1 makes the gaps smaller."""
        self._tightness = tightness
        self._full_bottom = bottom
        self._begin_page = begin_page
        self.pages = [Page()]
        self.bottom = bottom
        self.y = TOP

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def room(self) -> float:
        return self.bottom - self.y

    def skip(self, millimetres: float) -> None:
        self.y += millimetres * MM * self._tightness

    def new_page(self) -> None:
        self.pages.append(Page())
        self.bottom = self._full_bottom
        self.y = self._begin_page(self.page)

    def keep(self, needed: float) -> None:
        """Go to a new page unless so much room is left. More than a page is left to break where it must."""
        if needed > self.room and needed <= self._full_bottom - TOP - 12 * MM:
            self.new_page()

    def write(self, lines: Sequence[Line], x: float = LEFT, available: float = BODY, align: Align = Align.LEFT) -> None:
        """Write the lines, going on over the page where the room ends."""
        for line in lines:
            if line.height > self.room:
                self.new_page()
            self.y = self.page.write((line,), x, self.y, available, align)

    def row(
        self,
        cells: Sequence[Sequence[Line]],
        columns: Sequence[tuple[float, float, Align]],
        pad: float,
        after_break: Callable[[], None] | None = None,
    ) -> None:
        """Write one row of a table: kept whole if a page can hold it, else cut between lines."""
        pad *= self._tightness
        rest = [list(cell) for cell in cells]
        needed = max(height(cell) for cell in rest) + 2 * pad
        if needed > self.room:
            if self.room < 25 * MM or needed <= self._full_bottom - TOP - 30 * MM:
                self._break(after_break)
            while max(height(cell) for cell in rest) + 2 * pad > self.room:
                for cell, (x, available, align) in zip(rest, columns, strict=True):
                    fitting = _fitting(cell, self.room - 2 * pad)
                    self.page.write(cell[:fitting], x, self.y + pad, available, align)
                    del cell[:fitting]
                self._break(after_break)
        for cell, (x, available, align) in zip(rest, columns, strict=True):
            self.page.write(cell, x, self.y + pad, available, align)
        self.y += max(height(cell) for cell in rest) + 2 * pad

    def _break(self, after_break: Callable[[], None] | None) -> None:
        self.new_page()
        if after_break is not None:
            after_break()


def _fitting(cell: Sequence[Line], room: float) -> int:
    used = 0.0
    for number, line in enumerate(cell):
        used += line.height
        if used > room:
            return number
    return len(cell)


def to_pdf(
    pages: Sequence[Page],
    *,
    title: str,
    lang: str,
    size: tuple[float, float] = (WIDTH, HEIGHT),
    drawn: Callable[[int], None] | None = None,
) -> bytes:
    """Draw the pages. The same pages give the same bytes. `drawn` is told the number of each page that is done."""
    loaded(Face.REGULAR)
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        initialFontName=Face.REGULAR.value,
        lang=lang,
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Tereze")
    # On both sides of a sheet, cutting off the talon would cut the page behind it; shrunk, the cut would be elsewhere.
    canvas.setViewerPreference("Duplex", "Simplex")
    canvas.setViewerPreference("PrintScaling", "None")
    for number, page in enumerate(pages, 1):
        _draw(canvas, page, size[1])
        canvas.showPage()
        if drawn is not None:
            drawn(number)
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, page: Page, high: float) -> None:
    """Straight into the page's code: half the time of one canvas call for each stroke."""
    code: list[str] = canvas._code
    if page.stamp is not None:
        wide = canvas._pagesize[0]
        code.append(f"q 0.72 g 0.72 G 0.8829 0.4695 -0.4695 0.8829 {wide / 2:.2f} {high / 2:.2f} cm")
        _draw(canvas, page.stamp, 0)
        code.append("Q")
    for x1, y1, x2, y2, weight in page.lines:
        code.append(f"{weight:g} w {x1:.2f} {high - y1:.2f} m {x2:.2f} {high - y2:.2f} l S")
    for x, y, wide, tall in page.frames:
        code.append(f"{THIN:g} w {x:.2f} {high - y - tall:.2f} {wide:.2f} {tall:.2f} re S")
    for x, y, size, content in page.codes:
        modules, dark = _qr_runs(content)
        # Counted in modules from the top, so that the numbers are short.
        code.append(f"q {size / modules:.5f} 0 0 {-size / modules:.5f} {x:.2f} {high - y:.2f} cm")
        code.extend(f"{start} {row} {length} 1 re" for row, start, length in dark)
        code.append("f Q")
    if page.dashes:
        code.append(f"{THIN:g} w [3 2.5] 0 d")
        code.extend(f"{x1:.2f} {high - y:.2f} m {x2:.2f} {high - y:.2f} l S" for x1, x2, y in page.dashes)
        code.append("[] 0 d")
    for x, y, radius in page.circles:
        canvas.setLineWidth(THIN)
        canvas.circle(x, high - y, radius)
    _draw_texts(canvas, page, high)


def _draw_texts(canvas: Canvas, page: Page, high: float) -> None:
    code: list[str] = canvas._code
    document = canvas._doc
    escape = canvas._escape
    chosen: tuple[str, float] | None = None
    code.append("BT")
    at_x = at_y = 0.0
    for x, y, face, size, text in page.texts:
        code.append(f"{x - at_x:.2f} {high - y - at_y:.2f} Td")
        at_x, at_y = round(at_x + round(x - at_x, 2), 2), round(at_y + round(high - y - at_y, 2), 2)
        font = pdfmetrics.getFont(face.value)
        for subset, letters in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            if chosen != (name, size):
                chosen = (name, size)
                code.append(f"{name} {size:g} Tf")
            code.append(f"({escape(letters)}) Tj")
    code.append("ET")
