"""Lines of text: wrapping, aligning, justifying. The text is drawn as it is; there is no markup to escape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from desk_app.documents.fonts import Face, runs, width

LEADING = 1.18
_TOKEN = re.compile(r"\n|[ \t]+|[^ \t\n]+")
_MOST_STRETCH = 0.55
"""Of the type size: a line whose spaces would grow more stays ragged."""


class Align(Enum):
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face and size (points)."""

    text: str
    face: Face = Face.REGULAR
    size: float = 11
    underline: bool = False


@dataclass(slots=True)
class Piece:
    """Letters of one word in one face."""

    text: str
    face: Face
    size: float
    underline: bool
    width: float


Word = list[Piece]


@dataclass(slots=True)
class Line:
    """Words that stand on one line; `last` in its paragraph, so not stretched."""

    words: list[Word]
    width: float
    size: float
    last: bool = False
    indent: float = 0
    gap: float = 0
    """Empty space above the line."""

    @property
    def height(self) -> float:
        return self.gap + self.size * LEADING

    @property
    def baseline(self) -> float:
        """Below the top of the line."""
        return self.gap + self.size * 0.92


def height(lines: Iterable[Line]) -> float:
    return sum(line.height for line in lines)


def space(piece: Piece) -> float:
    return piece.size * _space(piece.face)


@lru_cache
def _space(face: Face) -> float:
    return width(" ", face)


def wrap(spans: Sequence[Span], available: float, *, indent: float = 0, gap: float = 0) -> list[Line]:
    """Break the spans into lines no wider than `available` (points). A word without spaces is broken where it must."""
    size = max((span.size for span in spans), default=0)
    lines: list[Line] = []
    line = Line([], 0, size, indent=indent, gap=gap)
    for word in _words(spans):
        if word is None:
            line.last = True
            lines.append(line)
            line = Line([], 0, size)
            continue
        for part in _broken(word, available - indent):
            part_width = part[0].width if len(part) == 1 else sum(piece.width for piece in part)
            if line.words:
                needed = space(line.words[-1][-1]) + part_width
                if line.indent + line.width + needed <= available + 0.01:
                    line.words.append(part)
                    line.width += needed
                    continue
                lines.append(line)
                line = Line([], 0, size)
            line.words.append(part)
            line.width = part_width
    line.last = True
    if line.words or lines:
        lines.append(line)
    return lines


def _words(spans: Sequence[Span]) -> Iterable[Word | None]:
    """Words in order; None where the text itself ends a line."""
    word: Word = []
    for span in spans:
        size, underline = span.size, span.underline
        for token, face, unit in _tokens(span.text, span.face):
            if face is not None:
                word.append(Piece(token, face, size, underline, size * unit))
                continue
            if word:
                yield word
                word = []
            if token == "\n":
                yield None
    if word:
        yield word


@lru_cache(maxsize=1024)
def _tokens(text: str, face: Face) -> tuple[tuple[str, Face | None, float], ...]:
    """Letters with their face and width at size 1; white space without. A paper is laid out more than once."""
    found: list[tuple[str, Face | None, float]] = []
    for run, chosen in runs(text, face):
        for token in _TOKEN.findall(run):
            blank = token[0] in " \t\n"
            found.append((token, None, 0) if blank else (token, chosen, width(token, chosen)))
    return tuple(found)


def forget() -> None:
    """Forget people's texts when their paper is done."""
    _tokens.cache_clear()


def _broken(word: Word, available: float) -> list[Word]:
    if (word[0].width if len(word) == 1 else sum(piece.width for piece in word)) <= available:
        return [word]
    parts: list[Word] = [[]]
    used = 0.0
    for piece in word:
        start = at = 0
        for at, character in enumerate(piece.text):
            advance = piece.size * width(character, piece.face)
            if used + advance > available and used:
                if at > start:
                    parts[-1].append(_cut(piece, start, at))
                parts.append([])
                start, used = at, 0.0
            used += advance
        parts[-1].append(_cut(piece, start, len(piece.text)))
    return parts


def _cut(piece: Piece, start: int, end: int) -> Piece:
    text = piece.text[start:end]
    return Piece(text, piece.face, piece.size, piece.underline, piece.size * width(text, piece.face))


def stretch(line: Line, available: float) -> float:
    """How much every space of a justified line grows."""
    spaces = len(line.words) - 1
    if line.last or spaces < 1:
        return 0
    each = (available - line.indent - line.width) / spaces
    return each if each <= _MOST_STRETCH * line.size else 0
