"""`python -m desk_app`: opens the program, or does one of the things of the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desk_app import __version__
from ui.screen import LIBRARIES, has_no_screen, missing_library

CANNOT_OPEN = 3
LANGUAGES = ("kk", "ru", "en")
"""Of the answers of the command line; English is the language of the source."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code.

    0 done, 1 a checked file or the records have faults, 2 wrong words, 3 a system library or the screen is missing.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser(words).parse_args(words)
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


class _Parser(argparse.ArgumentParser):
    """Says in the language that was asked for that it does not understand."""

    language = "kk"

    def error(self, message: str) -> NoReturn:
        from desk_app.commands.misread import not_understood
        from desk_app.commands.speech import WRONG_WORDS

        not_understood(message, self.format_usage(), self.language)
        raise SystemExit(WRONG_WORDS)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        given = following if word == "--language" else word.removeprefix("--language=")
        if word.startswith("--language") and given in LANGUAGES:
            _Parser.language = given
    parser = _Parser(prog="tereze", description="The front desk of an employment centre.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--database", metavar="URL", help="postgresql://... of a database that several desks share")
    parser.add_argument("--data", metavar="DIR", type=Path, help="folder of this desk's files")
    commands = parser.add_subparsers(dest="command")
    demo = commands.add_parser("demo", help="play a working day through the real windows")
    demo.add_argument("--out", metavar="DIR", type=Path, required=True, help="where papers and pictures go")
    demo.add_argument("--language", choices=("kk", "ru"), default="kk", help="first language of the screen")
    commands.add_parser("kiosk", help="the window where visitors take tickets of the line")
    deadline = commands.add_parser("deadline", help="the terms of an application that arrives at a moment, and why")
    deadline.add_argument("service", metavar="SERVICE", help="as `regulation list` names it")
    deadline.add_argument("channel", metavar="CHANNEL", help="centre, akim, provider, state_corporation or portal")
    deadline.add_argument("moment", metavar="MOMENT", help="the office's local time: 2018-03-26T10:15")
    deadline.add_argument("--edition", metavar="ID", default="", help="an edition other than that of the day")
    _speaks(deadline)
    deadline.add_argument("--json", action="store_true", help="an object instead of a text")
    regulation = commands.add_parser("regulation", help="the rules files")
    things = regulation.add_subparsers(dest="thing", required=True, metavar="check|list")
    check = things.add_parser("check", help="tell every fault of files; of all that came with the program without FILE")
    check.add_argument("files", metavar="FILE", nargs="*", type=Path)
    _speaks(check)
    listing = things.add_parser("list", help="every edition with its channels and steps")
    _speaks(listing)
    listing.add_argument("--json", action="store_true", help="a list of objects instead of a text")
    doctor = commands.add_parser("doctor", help="examine the records and this computer; no screen is needed")
    # named before the command or after it
    doctor.add_argument("--database", metavar="URL", default=argparse.SUPPRESS, help="of a shared database")
    doctor.add_argument("--data", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="folder of a desk's files")
    doctor.add_argument("--login", metavar="NAME", default="", help="sign-in name; the password is read from the input")
    _speaks(doctor)
    doctor.add_argument("--json", action="store_true", help="an object instead of a text")
    return parser


def _speaks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="kk", help="language of the answer")


def _answer(options: argparse.Namespace) -> int:
    """A command that needs neither screen nor records."""
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
    return regulation.show(options.language, options.json)


def _deadline(options: argparse.Namespace) -> int:
    from desk_app import paths
    from desk_app.commands import deadline
    from desk_app.settings import zone_in

    folder = options.data if options.data is not None else paths.data_dir()
    return deadline.run(
        deadline.Request(
            service=options.service,
            channel=options.channel,
            moment=options.moment,
            edition=options.edition,
            language=options.language,
            as_json=options.json,
            zone=zone_in(folder / "settings.json"),
        )
    )


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
