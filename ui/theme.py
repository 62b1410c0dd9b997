"""How everything looks, in one place: tokens, sizes, palette, style sheet, icons."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desk_app.paths import resources_dir

SPACE = (4, 8, 12, 16, 24)
"""Pixels at scale 1."""
BASE, HEADING, TITLE, NUMBER = 11, 14, 20, 34
"""Points."""
LARGER = 1.25
"""Factor of the large-text mode."""
FIELD_HEIGHT = 36
ROW_HEIGHT = 34
MAIN_HEIGHT = 56
NAV_HEIGHT = 40
TILE_HEIGHT = 132


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they mean."""

    page: str
    surface: str
    text: str
    quiet: str
    line: str
    field_line: str
    accent: str
    on_accent: str
    selection: str
    good: str
    warn: str
    bad: str
    gap_row: str


LIGHT = Tokens(
    page="#F5F7F8",
    surface="#FFFFFF",
    text="#17212B",
    quiet="#56626F",
    line="#D9DFE4",
    field_line="#8A96A1",
    accent="#00697C",
    on_accent="#FFFFFF",
    selection="#E6F1F3",
    good="#1B7A48",
    warn="#8A5A00",
    bad="#B3261E",
    gap_row="#FBEFEE",
)
DARK = Tokens(
    page="#12181D",
    surface="#1B232A",
    text="#E8EDF1",
    quiet="#A3AFBA",
    line="#33404B",
    field_line="#6E7C88",
    accent="#4CC3D6",
    on_accent="#08242A",
    selection="#1F343B",
    good="#5CC48D",
    warn="#E3B04B",
    bad="#FF8A80",
    gap_row="#2E2527",
)


class _Look:
    tokens = LIGHT
    factor = 1.0
    made: ClassVar[dict[str, QColor]] = {}
    """Colours of tokens in force that were asked for."""


def tokens() -> Tokens:
    """The colours in force."""
    return _Look.tokens


def colour(token: str) -> QColor:
    """The colour of a token by its name."""
    return QColor(getattr(_Look.tokens, token))


def tone_colour(tone: str) -> QColor:
    """The same, made once: a table asks for it at every cell it paints. Not to be changed."""
    found = _Look.made.get(tone)
    if found is None:
        found = _Look.made[tone] = colour(tone)
    return found


def points(size: int) -> float:
    """A size in points in the mode in force."""
    return size * _Look.factor


def scaled(pixels: int) -> int:
    """A length at scale 1 in the mode in force."""
    return round(pixels * _Look.factor)


def font(size: int = BASE, *, strong: bool = False) -> QFont:
    """The screen's face at a size, with tabular digits."""
    found = QFont(QApplication.font())
    found.setPointSizeF(points(size))
    found.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return _tabular(found)


def _tabular(found: QFont) -> QFont:
    found.setFeature(QFont.Tag("tnum"), 1)
    return found


SCREEN_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-SemiBold.ttf", "TerezeSigns-Regular.ttf")
"""The face of the screen and, last, the few signs it lacks (✓ ✗ ○ ⏱ …): no desk depends on what its system has."""


@cache
def _load_fonts() -> tuple[str, ...]:
    families: list[str] = []
    for name in SCREEN_FONTS:
        handle = QFontDatabase.addApplicationFont(str(resources_dir() / "fonts" / name))
        families += [family for family in QFontDatabase.applicationFontFamilies(handle) if family not in families]
    return tuple(families)


def apply_theme(application: QApplication, *, dark: bool = False, large_text: bool = False) -> None:
    """Give the program its look, also while it runs. A look it has already costs nothing."""
    _Look.tokens = DARK if dark else LIGHT
    _Look.made.clear()
    _Look.factor = LARGER if large_text else 1.0
    sheet = _style_sheet(_Look.tokens)
    if application.styleSheet() == sheet:  # it holds every colour and the size of text
        return
    icon.cache_clear()
    face = QFont(application.font())
    face.setFamilies(list(_load_fonts()))
    face.setPointSizeF(points(BASE))
    application.setFont(_tabular(face))
    application.setStyle("Fusion")
    application.setPalette(_palette(_Look.tokens))
    application.setStyleSheet(sheet)


def _palette(found: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, value in (
        (role.Window, found.page),
        (role.WindowText, found.text),
        (role.Base, found.surface),
        (role.AlternateBase, found.page),
        (role.Text, found.text),
        (role.Button, found.surface),
        (role.ButtonText, found.text),
        (role.BrightText, found.bad),
        (role.ToolTipBase, found.surface),
        (role.ToolTipText, found.text),
        (role.PlaceholderText, found.quiet),
        (role.Highlight, found.selection),
        (role.HighlightedText, found.text),
        (role.Link, found.accent),
        (role.Mid, found.line),
        (role.Light, found.surface),
        (role.Dark, found.field_line),
        (role.Shadow, found.line),
    ):
        palette.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(found.quiet))
    return palette


def _style_sheet(found: Tokens) -> str:
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    values |= {
        "base": f"{points(BASE)}pt",
        "heading": f"{points(HEADING)}pt",
        "title": f"{points(TITLE)}pt",
        "number": f"{points(NUMBER)}pt",
        # heights without padding and border, as style sheets count them
        "field": f"{scaled(FIELD_HEIGHT) - 10}px",
        "main": f"{scaled(MAIN_HEIGHT) - 20}px",
        "button": f"{scaled(FIELD_HEIGHT) - 12}px",
        "nav": f"{scaled(NAV_HEIGHT) - 16}px",
        "tile": f"{scaled(TILE_HEIGHT) - 30}px",
        "arrow_image": (resources_dir() / "styles" / f"arrow-{'dark' if found is DARK else 'light'}.svg").as_posix(),
        "check_image": (resources_dir() / "icons" / f"checked-{'dark' if found is DARK else 'light'}.svg").as_posix(),
    }
    template = (resources_dir() / "styles" / "tereze.qss").read_text(encoding="utf-8")
    for name, value in sorted(values.items(), key=lambda pair: -len(pair[0])):
        template = template.replace(f"@{name}", str(value))
    return template


@cache
def icon(name: str, token: str = "text", size: int = 20, space_after: int = 0) -> QIcon:
    """An icon of the set in a colour of the palette; an empty one where the set lacks it.

    `space_after` widens it at the right: style sheets cannot part the sign of a button from its words.
    """
    path = resources_dir() / "icons" / f"{name}.svg"
    if not path.is_file():
        return QIcon()
    drawing = path.read_bytes().replace(b"currentColor", getattr(_Look.tokens, token).encode())
    found = QIcon()
    for factor in (1, 2):
        found.addPixmap(_drawn(drawing, size, factor, space_after))
    return found


def _drawn(drawing: bytes, size: int, factor: int, space_after: int = 0) -> QPixmap:
    picture = QPixmap((size + space_after) * factor, size * factor)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size * factor, size * factor))
    painter.end()
    picture.setDevicePixelRatio(factor)
    return picture


def mark(size: int) -> QPixmap:
    """The program's own sign, light enough to be seen on a dark ground."""
    drawing = (resources_dir() / "icons" / "tereze.svg").read_text(encoding="utf-8")
    if _Look.tokens is DARK:
        for colour_of_light, token in (
            ("#00697C", DARK.accent),
            ("#004552", DARK.accent),
            ("#FFFFFF", DARK.surface),
            ("#CFE6EA", DARK.selection),
        ):
            drawing = drawing.replace(colour_of_light, token)
    return _drawn(drawing.encode(), size, 2)


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2 counts it, 1 to 21."""
    light, dark = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(found: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (found.redF(), found.greenF(), found.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
