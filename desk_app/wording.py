"""Sentences with values in them: kept as a source text and what fills it, put into words where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.domain.language import Bilingual, Language
from desk_app.i18n import gettext, language


@dataclass(frozen=True, slots=True)
class Message:
    """A source text marked with `N_`, and the values of its places."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def words(self) -> str:
        """In the language of the screen."""
        return say(self.text, self.params)

    def __str__(self) -> str:
        return in_source_words(self.text, self.params)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file: under which key (empty: the file as a whole), and what was expected there."""

    key: str
    expected: Message

    def words(self) -> str:
        """In the language of the screen."""
        expected = self.expected.words()
        return f"{self.key}: {expected}" if self.key else expected

    def __str__(self) -> str:
        return f"{self.key}: {self.expected}" if self.key else str(self.expected)


def say(text: str, params: Mapping[str, object]) -> str:
    """Return the source text in the language of the screen with its places filled; all errors are shown through it.

    A bilingual value gives its text of that language, a message or fault its words, a tuple its parts.
    """
    translated = gettext(text)
    return translated.format(**{name: _shown(value) for name, value in params.items()}) if params else translated


def in_source_words(text: str, params: Mapping[str, object]) -> str:
    """As `say`, untranslated: for the log and for the text of exceptions."""
    return text.format(**{name: _plain(value) for name, value in params.items()}) if params else text


def _shown(value: object) -> object:
    if isinstance(value, Bilingual):
        return value.text(language())
    if isinstance(value, Message | Fault):
        return value.words()
    if isinstance(value, tuple):
        return "; ".join(str(_shown(part)) for part in value)
    return value


def _plain(value: object) -> object:
    if isinstance(value, Bilingual):
        return value.text(Language.RU)
    if isinstance(value, tuple):
        return "; ".join(str(_plain(part)) for part in value)
    return value
