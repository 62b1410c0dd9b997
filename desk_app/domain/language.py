"""The two languages of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the screen or of one half of a paper."""

    KK = "kk"
    RU = "ru"


class PaperLanguage(StrEnum):
    """The language of a paper: one of the two, or both on one sheet, Kazakh first."""

    KK = "kk"
    RU = "ru"
    BOTH = "kk_ru"

    @property
    def languages(self) -> tuple[Language, ...]:
        return (Language.KK, Language.RU) if self is PaperLanguage.BOTH else (Language(self.value),)

    def said(self, text: Bilingual) -> str:
        """The text on one line; what is the same in both languages stands once."""
        return " / ".join(dict.fromkeys(text.text(language) for language in self.languages))


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages."""

    kk: str
    ru: str

    def text(self, language: Language) -> str:
        return self.kk if language is Language.KK else self.ru


NO_WORDS = Bilingual("", "")
"""Where a text is optional."""
