"""`python -m desk_app`: opens the program, or does one of the things of the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk_app.commands.parser import parser_for
from ui.screen import LIBRARIES, has_no_screen, missing_library

# a window needs none of the rules
if TYPE_CHECKING:
    from desk_app.commands.known import Place

CANNOT_OPEN = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code.

    0 done, 1 a checked file or the records have faults, 2 wrong words, 3 a system library or the screen is missing.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = parser_for(words).parse_args(words)
    if options.command == "doctor":
        from desk_app.commands import doctor

        return doctor.run(options.data, options.database, options.login, options.language, as_json=options.json)
    if options.command in ("deadline", "regulation"):
        return _answer(options)
    offscreen = options.command == "demo"
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not offscreen and has_no_screen():
        print(
            "Экран табылмады: терезе ашылмайды. / Экрана нет: окно не открыть.\n"
            "There is no screen (DISPLAY is not set). `python -m desk_app demo --out DIR` needs none.",
            file=sys.stderr,
        )
        return CANNOT_OPEN
    missing = missing_library()
    if missing:
        print(
            f"Tereze cannot open a window: {missing}\n"
            "Жүйелік кітапхана жетіспейді. Орнатыңыз: / Не хватает системной библиотеки. Установите:\n"
            f"  sudo apt-get install -y --no-install-recommends {LIBRARIES}",
            file=sys.stderr,
        )
        return CANNOT_OPEN
    return _demo(options) if offscreen else _window(options)


def _answer(options: argparse.Namespace) -> int:
    """A command that needs no screen, and records only where a sign-in name is given."""
    try:
        code = _command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except OSError as error:
        # the interpreter would complain of the stream once more at its end
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            # whoever read the answer has had enough of it
            return 0
        from desk_app.commands.speech import WRONG_WORDS, cannot_write

        cannot_write(error)
        return WRONG_WORDS


def _command(options: argparse.Namespace) -> int:
    if options.command == "deadline":
        return _deadline(options)
    from desk_app.commands import regulation

    if options.thing == "check":
        return regulation.check(options.files, options.language)
    return regulation.show(_place(options), options.language, as_json=options.json)


def _deadline(options: argparse.Namespace) -> int:
    from desk_app.commands import deadline

    return deadline.run(
        deadline.Request(
            service=options.service,
            channel=options.channel,
            moment=options.moment,
            edition=options.edition,
            language=options.language,
            as_json=options.json,
            place=_place(options),
        )
    )


def _place(options: argparse.Namespace) -> Place:
    from desk_app.commands.known import Place

    return Place(options.data, options.database, options.login)


def _window(options: argparse.Namespace) -> int:
    from desk_app.bootstrap import open_program
    from ui.application import run

    return run(open_program(options.data, options.database), kiosk=options.command == "kiosk")


def _demo(options: argparse.Namespace) -> int:
    from desk_app.bootstrap import open_program
    from desk_app.domain.language import Language
    from ui.demo.day import play

    return play(open_program, options.out, Language(options.language))


if __name__ == "__main__":
    sys.exit(main())
