"""The faces papers are set in, which characters they have, and how few of their bytes go into a PDF."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from struct import pack, unpack, unpack_from
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace, TTFontMaker

from desk_app.paths import resources_dir


class Face(StrEnum):
    """A face by its file in `resources/fonts`, which is also its name in ReportLab."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    SANS_BOLD = "LiberationSans-Bold"
    FALLBACK = "NotoSans-Regular"
    """For what Liberation lacks, above all ₸."""


def missing_files() -> tuple[str, ...]:
    """File names of faces that are not there."""
    files = (resources_dir() / "fonts" / f"{face.value}.ttf" for face in Face)
    return tuple(file.name for file in files if not file.is_file())


MISSING = "□"
"""What stands for a character no face has; every Liberation face has this one."""

# Invisible characters that come with pasted text. Nothing on the paper is lost with them.
_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
_LINE_ENDS = ("\r", "\v", "\f", "\x85", "\u2028", "\u2029")
_SAME_LOOK = {"☐": "□", "\u2011": "-"}
_TABLE = str.maketrans(dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_LINE_ENDS, "\n") | _SAME_LOOK)
_ASCII_LINE_ENDS = frozenset("\r\v\f")
_FORMATTING = "\n\t"

_COMPOSITE_WORDS, _COMPOSITE_MORE, _COMPOSITE_INSTRUCTIONS = 0x0001, 0x0020, 0x0100
_COMPOSITE_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
_lock = Lock()


class _LeanFace(TTFontFace):  # type: ignore[misc]  # ReportLab is untyped
    """Embeds outlines without hinting programs and names: a third of the bytes, and glyphs are prepared only once.

    PDF needs neither (ISO 32000-1, 9.9); printers and previews at these sizes draw unhinted.
    """

    _outlines: dict[int, tuple[bytes, tuple[int, ...]]]
    _all_glyphs: bytes
    _fixed: dict[str, bytes]

    @classmethod
    def take_over(cls, face: TTFontFace) -> None:
        """Make a parsed face a lean one; to parse it anew would double the time of loading."""
        face.__class__ = cls
        face._outlines = {}
        face._all_glyphs = face.get_table("glyf")
        face._fixed = {tag: face.get_table(tag) for tag in ("head", "hhea", "maxp")}

    def makeSubset(self, subset: list[int]) -> bytes:
        index: dict[int, int] = {0: 0}
        to_glyph = self.charToGlyph
        codes = [index.setdefault(to_glyph.get(code, 0), len(index)) for code in subset]
        order = list(index)
        outlines = []
        for glyph in order:  # grows while it is walked: parts of composite glyphs come last
            outline, parts = self._outline(glyph)
            if parts:
                data = bytearray(outline)
                for at in parts:
                    part = unpack_from(">H", data, at)[0]
                    if part not in index:
                        index[part] = len(order)
                        order.append(part)
                    data[at : at + 2] = pack(">H", index[part])
                outline = bytes(data)
            outlines.append(outline)
        return self._file(order, outlines, codes)

    def _outline(self, glyph: int) -> tuple[bytes, tuple[int, ...]]:
        """Return the glyph without instructions, padded, and where it names its parts."""
        known = self._outlines.get(glyph)
        if known is None:
            data = self._all_glyphs[self.glyphPos[glyph] : self.glyphPos[glyph + 1]]
            data, parts = _without_instructions(data) if data else (b"", ())
            known = self._outlines[glyph] = (data + b"\0" * (-len(data) % 4), parts)
        return known

    def _file(self, order: list[int], outlines: list[bytes], codes: list[int]) -> bytes:
        offsets, end = [0], 0
        for outline in outlines:
            end += len(outline)
            offsets.append(end)
        head, hhea, maxp = (bytearray(self._fixed[tag]) for tag in ("head", "hhea", "maxp"))
        head[50:52] = pack(">H", 1)  # long offsets
        hhea[34:36] = pack(">H", len(order))
        maxp[4:6] = pack(">H", len(order))
        metrics = [int(value) for glyph in order for value in self.hmetrics[glyph]]
        output = TTFontMaker()
        # One table, (1, 0), format 6: the codes of the PDF font to glyphs.
        cmap = (0, 1, 1, 0, 12, 6, 10 + 2 * len(codes), 0, 0, len(codes), *codes)
        output.add("cmap", pack(f">HHHHLHHHHH{len(codes)}H", *cmap))
        output.add("glyf", b"".join(outlines))
        output.add("head", bytes(head))
        output.add("hhea", bytes(hhea))
        output.add("hmtx", pack(">" + "HH" * len(order), *metrics))
        output.add("loca", pack(f">{len(offsets)}L", *offsets))
        output.add("maxp", bytes(maxp))
        return bytes(output.makeStream())


def _without_instructions(data: bytes) -> tuple[bytes, tuple[int, ...]]:
    contours = unpack(">h", data[:2])[0]
    if contours >= 0:
        at = 10 + 2 * contours
        length = unpack_from(">H", data, at)[0]
        return data[:at] + b"\0\0" + data[at + 2 + length :], ()
    changed, parts, at, flags = bytearray(data), [], 10, _COMPOSITE_MORE
    while flags & _COMPOSITE_MORE:
        flags = unpack_from(">H", changed, at)[0]
        changed[at : at + 2] = pack(">H", flags & ~_COMPOSITE_INSTRUCTIONS)
        parts.append(at + 2)
        at += 8 if flags & _COMPOSITE_WORDS else 6
        at += next((size for flag, size in _COMPOSITE_SCALES if flags & flag), 0)
    return bytes(changed[:at]), tuple(parts)


class _LoadedFace:
    """What layout asks of a face: which characters it has and how wide they are."""

    def __init__(self, face: Face) -> None:
        path = resources_dir() / "fonts" / f"{face}.ttf"
        # asciiReadable would put all of ASCII into every file.
        font = TTFont(face.value, str(path), asciiReadable=0, shapable=False)
        _LeanFace.take_over(font.face)
        pdfmetrics.registerFont(font)
        # A tenth of a thousandth of the size is finer than any printer, and shorter in the file.
        font.face.charWidths = {code: round(wide, 1) for code, wide in font.face.charWidths.items()}
        codes = (code for code, glyph in font.face.charToGlyph.items() if glyph)
        self.widths: dict[str, float] = {
            chr(code): font.face.charWidths[code] / 1000 for code in codes if _is_plain(chr(code))
        }
        self.characters = frozenset(self.widths) | frozenset(_FORMATTING)


def _is_plain(character: str) -> bool:
    """Controls draw nothing, and letters written from right to left would come out reversed."""
    return unicodedata.category(character)[0] != "C" and unicodedata.bidirectional(character) not in ("R", "AL")


@cache
def _load(face: Face) -> _LoadedFace:
    return _LoadedFace(face)


def loaded(face: Face) -> _LoadedFace:
    """Load and register the face, once in a process."""
    with _lock:
        return _load(face)


def warm() -> None:
    """Load what papers usually need, so that the first paper does not wait for it."""
    for face in (Face.REGULAR, Face.BOLD, Face.ITALIC):
        loaded(face)


def width(text: str, face: Face) -> float:
    """Width at size 1 of a text that is in the face."""
    widths = _load(face).widths
    return sum([widths[character] for character in text])


def cleaned(text: str) -> str:
    """Composed letters, one kind of line end, nothing invisible, «№» never apart from its number."""
    if text.isascii() and not _ASCII_LINE_ENDS.intersection(text):
        return text
    text = text.replace("№ ", "№\u00a0")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_TABLE)


def runs(text: str, face: Face) -> list[tuple[str, Face]]:
    """Cut the text where another face must help out; what no face has becomes a box."""
    text = cleaned(text)
    known = loaded(face).characters
    if known.issuperset(text):
        return [(text, face)]
    found: list[tuple[str, Face]] = []
    for character in text:
        chosen = face
        if character not in known:
            if character in loaded(Face.FALLBACK).characters:
                chosen = Face.FALLBACK
            else:
                character = MISSING
        if found and found[-1][1] is chosen:
            found[-1] = (found[-1][0] + character, chosen)
        else:
            found.append((character, chosen))
    return found


def missing(text: str) -> set[str]:
    """Characters of the text that print as a box."""
    return set(cleaned(text)) - loaded(Face.REGULAR).characters - loaded(Face.FALLBACK).characters
