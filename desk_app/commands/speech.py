"""The language of a command, its streams, and how it says that something is wrong."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

from desk_app.domain.language import Language
from desk_app.domain.regulation import ServiceEdition, Source
from desk_app.errors import TerezeError
from desk_app.i18n import N_, language, set_language, speaks_source, use_source_texts
from desk_app.wording import say

DONE, FAULTY, WRONG_WORDS = 0, 1, 2
"""Exit codes: all is well; a checked file has faults; the request names what is not there or cannot be computed."""


def speak(chosen: str) -> None:
    """Choose the language of the process. Answers are UTF-8 whatever the terminal's locale is.

    Bytes of the command line that are no UTF-8 are shown as \\udcff, as no text can hold them.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if chosen == "en":
        use_source_texts()
    else:
        set_language(Language(chosen))


def tell(sentence: str) -> None:
    """A sentence on standard error."""
    print(sentence, file=sys.stderr)


def tell_error(error: TerezeError) -> None:
    """What happened and what to do now, on standard error."""
    tell(" ".join(part for part in (say(error.what, error.params), say(error.todo, error.params)) if part))


def cannot_write(error: OSError) -> None:
    """The answer could not be written where it was sent; there may be no standard error either."""
    with suppress(OSError):
        tell(say(N_("The answer could not be written: {reason}"), {"reason": error.strerror or ""}))


def source_words(source: Source, edition: ServiceEdition) -> str:
    """Where the act says it, in the language; in English its Russian words after the edition they stand in."""
    words = source.text.text(language())
    return f"{edition.id}: {words}" if speaks_source() else words
