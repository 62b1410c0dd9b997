"""The language of the screen, changed in the running window: every bound text is set anew, nothing typed is touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from desk_app import i18n
from desk_app.domain.language import Language
from desk_app.i18n import gettext as _

_LOCALES = {Language.KK: "kk_KZ", Language.RU: "ru_KZ"}


class _Notice(QObject):
    """Signals: changed: the language of the screen is another one now, bound texts included."""

    changed = Signal()


notice = _Notice()
_bound: list[tuple[QObject, Callable[[], None]]] = []
_FEW = 2_000
_qt_texts: list[QTranslator] = []


def bind(owner: QObject, apply: Callable[..., Any], text: str | None = None) -> None:
    """Set a text now and after each change of language, as long as the owner lives.

    With `text` (a source string marked with `N_`) `apply` gets its translation; without, it is called as it is.
    """

    def run() -> None:
        if text is None:
            apply()
        else:
            apply(_(text))

    run()
    _bound.append((owner, run))
    if len(_bound) >= _Limit.value:
        _forget_the_gone()


class _Limit:
    """How many bound texts there may be before those of deleted widgets are looked for: twice what lived last time."""

    value = _FEW


def _forget_the_gone() -> None:
    _bound[:] = [entry for entry in _bound if shiboken6.isValid(entry[0])]
    _Limit.value = max(_FEW, 2 * len(_bound))


def switch(language: Language) -> None:
    """Change the language of the screen: Qt's own buttons, numbers and dates, and all bound texts."""
    application = QApplication.instance()
    if application is not None:
        for old in _qt_texts:
            application.removeTranslator(old)
        _qt_texts.clear()
        translator = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language.value}", folder):
            application.installTranslator(translator)
            _qt_texts.append(translator)
    QLocale.setDefault(QLocale(_LOCALES[language]))
    i18n.set_language(language)
    _forget_the_gone()
    for owner, run in tuple(_bound):
        if shiboken6.isValid(owner):
            run()
    notice.changed.emit()
