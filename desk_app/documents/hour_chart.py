"""The line by hour on paper: hollow bars for who came, black ones for who was served; told apart without colours."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.documents.blocks import Words, draw_heading, draw_paragraph
from desk_app.documents.page import BODY, LEFT, MM, RIGHT, THIN, Page, Sheet
from desk_app.documents.text import Align, wrap
from desk_app.domain import day_texts as texts
from desk_app.domain.day import HourCount

BARS = 36 * MM
"""How tall the tallest bar is."""
_NUMBER, _GAP, _WIDEST, _BOX = 8.0, 0.6 * MM, 6 * MM, 2.6 * MM
_ROW = 5 * MM
"""A row of numbers, above the bars and under them, and the row of the legend."""


def draw_hours(sheet: Sheet, hours: Sequence[HourCount], words: Words) -> None:
    """The chart with its heading, legend and caption, all on one page."""
    sheet.skip(4)
    sheet.keep(BARS + 3 * _ROW + 22 * MM)
    draw_heading(sheet, texts.CHART_TITLE, words)
    page, top = sheet.page, sheet.y
    _draw_legend(page, top, words)
    bottom = top + 2 * _ROW + BARS
    most = max(max(hour.arrived, hour.served) for hour in hours) or 1
    pitch = BODY / len(hours)
    wide = min(pitch / 2 - 1.5 * _GAP, _WIDEST)
    page.rule(LEFT, RIGHT, bottom, THIN)
    for place, hour in enumerate(hours):
        middle = LEFT + pitch * (place + 0.5)
        for count, left, is_full in (
            (hour.arrived, middle - wide - _GAP / 2, False),
            (hour.served, middle + _GAP / 2, True),
        ):
            if count:
                tall = BARS * count / most
                _draw_bar(page, left, bottom - tall, wide, tall, is_full=is_full)
                _write_number(page, str(count), left + wide / 2, bottom - tall - 3.6 * MM, words)
        _write_number(page, f"{hour.hour:02}", middle, bottom + 1 * MM, words)
    sheet.y = bottom + _ROW
    draw_paragraph(sheet, texts.CHART_NOTE, words, size=9)


def _draw_legend(page: Page, top: float, words: Words) -> None:
    x = LEFT
    for text, is_full in ((texts.CAME, False), (texts.WAS_SERVED, True)):
        _draw_bar(page, x, top + 0.9 * MM, _BOX, _BOX, is_full=is_full)
        x += _BOX + 1.5 * MM
        lines = wrap(words.spans(text, size=9), BODY)
        page.write(lines, x, top, BODY)
        x += max(line.width for line in lines) + 8 * MM


def _draw_bar(page: Page, left: float, top: float, wide: float, tall: float, *, is_full: bool) -> None:
    page.frames.append((left, top, wide, tall))
    if is_full:  # a stroke as thick as the bar
        page.lines.append((left + wide / 2, top, left + wide / 2, top + tall, wide))


def _write_number(page: Page, text: str, middle: float, top: float, words: Words) -> None:
    room = 14 * MM
    page.write(wrap([words.span(text, _NUMBER)], room), middle - room / 2, top, room, Align.CENTRE)
