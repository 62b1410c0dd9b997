"""Texts of the screen. gettext catalogues, read from `.mo` where there is one, else made from the `.po` in memory.

The language of the screen is one per process; papers carry their own texts and need no catalogue.
"""

from __future__ import annotations

import gettext as _gettext
import io
from datetime import date, datetime
from functools import cache

from desk_app.domain.language import Language
from desk_app.paths import translations_dir

DOMAIN = "ui"


def N_(text: str) -> str:
    """Mark a text for translation where it is shown later."""
    return text


@cache
def catalogue(language: Language) -> _gettext.NullTranslations:
    """Return the screen's texts in that language; the English source strings where no catalogue is found."""
    folder = translations_dir() / language.value / "LC_MESSAGES"
    compiled = folder / f"{DOMAIN}.mo"
    if compiled.is_file():
        with compiled.open("rb") as file:
            return _gettext.GNUTranslations(file)
    source = folder / f"{DOMAIN}.po"
    if not source.is_file():
        return _gettext.NullTranslations()
    # Babel takes longer to load than the first window to paint
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        messages = read_po(file, locale=language.value)
    buffer = io.BytesIO()
    write_mo(buffer, messages)
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


class _Screen:
    language = Language.KK
    in_source = False


def set_language(language: Language) -> None:
    """Choose the language of the screen for this process."""
    _Screen.language = language
    _Screen.in_source = False


def use_source_texts() -> None:
    """Speak English, for the command line: untranslated texts; what the acts say stays in Russian."""
    _Screen.language = Language.RU
    _Screen.in_source = True


def language() -> Language:
    return _Screen.language


def speaks_source() -> bool:
    """True where texts are left in English."""
    return _Screen.in_source


_SOURCE = _gettext.NullTranslations()


def _texts() -> _gettext.NullTranslations:
    return _SOURCE if _Screen.in_source else catalogue(_Screen.language)


def gettext(text: str) -> str:
    """Return the text in the screen's language. Import as `_`."""
    return _texts().gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the text in the form the count asks for."""
    return _texts().ngettext(singular, plural, count)


def pgettext(context: str, text: str) -> str:
    """Return the text for a word that needs its context."""
    return _texts().pgettext(context, text)


_LOCALES = {Language.KK: "kk_KZ", Language.RU: "ru_KZ"}


def short_date(day: date) -> str:
    """22.11.2026 in both languages."""
    return day.strftime("%d.%m.%Y")


def short_moment(moment: datetime) -> str:
    """22.11.2026, 10:42, in the moment's own zone."""
    return moment.strftime("%d.%m.%Y, %H:%M")


def _format(day: date, pattern: str, in_language: Language | None) -> str:
    from babel.dates import format_date

    own = "en" if _Screen.in_source else _LOCALES[_Screen.language]
    return str(format_date(day, pattern, locale=own if in_language is None else _LOCALES[in_language]))


def weekday(day: date, in_language: Language | None = None) -> str:
    """The day of the week in words."""
    return _format(day, "EEEE", in_language)


def weekday_short(day: date, in_language: Language | None = None) -> str:
    """The day of the week in two letters."""
    return _format(day, "EEEEEE", in_language).capitalize()


def official_date(day: date, in_language: Language) -> str:
    """The date as state papers write it: 2026 жылғы «22» қараша; «22» ноября 2026 года."""
    month = _format(day, "MMMM", in_language)
    if in_language is Language.KK:
        return f"{day.year} жылғы «{day.day:02}» {month}"
    return f"«{day.day:02}» {month} {day.year} года"
