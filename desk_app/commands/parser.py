"""The words of the command line, and its help in the language that was asked for.

The parser of the standard library writes in English as it builds; here its texts are translated where they are shown,
so that opening the window reads no catalogue.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from desk_app import __version__, paths
from desk_app.i18n import N_
from desk_app.i18n import gettext as _
from desk_app.settings import text_in

LANGUAGES = ("kk", "ru", "en")
"""Of the answers of the command line; English is the language of the source."""
_SHORTEST = "--la"
"""What is shorter may be `--login` as well."""

# of the parser itself: it makes them when it is built
_OF_ARGPARSE = {
    "positional arguments": N_("positional arguments"),
    "options": N_("options"),
    "show this help message and exit": N_("show this help and exit"),
    "show program's version number and exit": N_("show the version of the program and exit"),
}


class _Help(argparse.HelpFormatter):
    """Every text goes through the catalogue when it is written out."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        if prefix is None:
            prefix = _("Usage: {usage}").partition("{usage}")[0]
        super().add_usage(usage, actions, groups, prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_shown(heading) if heading is not None else None)

    def add_text(self, text: str | None) -> None:
        super().add_text(_shown(text) if text is not None else None)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _shown(action.help) if action.help is not None else None


def _shown(text: str) -> str:
    return _(_OF_ARGPARSE.get(text, text))


class Parser(argparse.ArgumentParser):
    """Says in the language that was asked for what it takes, and that it does not understand."""

    language = "kk"

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Help)
        super().__init__(**settings)

    def format_help(self) -> str:
        from desk_app.commands.speech import speak

        speak(self.language)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        from desk_app.commands.misread import not_understood
        from desk_app.commands.speech import WRONG_WORDS, speak

        speak(self.language)
        not_understood(message, self.format_usage())
        raise SystemExit(WRONG_WORDS)


def parser_for(words: Sequence[str]) -> Parser:
    """The parser of these words, which speaks the language they ask for, even where it understands no other of them."""
    Parser.language = _language(words)
    parser = Parser(prog="tereze", description=N_("The front desk of an employment centre."))
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--database", metavar="URL", help=N_("postgresql://... of a database that several desks share"))
    parser.add_argument("--data", metavar="DIR", type=Path, help=N_("folder of this desk's files"))
    _speaks(parser, argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command")
    demo = _command(commands, "demo", N_("play a working day through the real windows"))
    demo.add_argument("--out", metavar="DIR", type=Path, required=True, help=N_("where papers and pictures go"))
    demo.add_argument("--language", choices=("kk", "ru"), default="kk", help=N_("first language of the screen"))
    _command(commands, "kiosk", N_("the window where visitors take tickets of the line"))
    _add_deadline(commands)
    _add_regulation(commands)
    doctor = _command(commands, "doctor", N_("examine the records and this computer; no screen is needed"))
    _opens(doctor)
    _speaks(doctor)
    doctor.add_argument("--json", action="store_true", help=N_("an object instead of a text"))
    return parser


Commands = argparse._SubParsersAction  # it has no other name


def _add_deadline(commands: Commands[Parser]) -> None:
    text = N_("the terms of an application that arrives at a moment, and why")
    deadline = _command(commands, "deadline", text)
    deadline.add_argument("service", metavar="SERVICE", help=N_("as `regulation list` names it"))
    channels = N_("centre, akim, provider, state_corporation or portal")
    deadline.add_argument("channel", metavar="CHANNEL", help=channels)
    deadline.add_argument("moment", metavar="MOMENT", help=N_("the office's local time: 2018-03-26T10:15"))
    deadline.add_argument("--edition", metavar="ID", default="", help=N_("an edition other than that of the day"))
    _opens(deadline)
    _speaks(deadline)
    deadline.add_argument("--json", action="store_true", help=N_("an object instead of a text"))


def _add_regulation(commands: Commands[Parser]) -> None:
    regulation = _command(commands, "regulation", N_("the rules files"))
    _speaks(regulation, argparse.SUPPRESS)
    things = regulation.add_subparsers(dest="thing", required=True, metavar="check|list")
    text = N_("tell every fault of files; of all that came with the program without FILE")
    check = _command(things, "check", text)
    check.add_argument("files", metavar="FILE", nargs="*", type=Path)
    _speaks(check)
    listing = _command(things, "list", N_("every edition with its channels and steps"))
    _opens(listing)
    _speaks(listing)
    listing.add_argument("--json", action="store_true", help=N_("a list of objects instead of a text"))


def _command(commands: Commands[Parser], name: str, text: str) -> Parser:
    return commands.add_parser(name, help=text, description=text)


def _opens(parser: Parser) -> None:
    """Of a command that may open the records; the folder and the address are named before the command or after it."""
    parser.add_argument("--database", metavar="URL", default=argparse.SUPPRESS, help=N_("of a shared database"))
    folder = N_("folder of this desk's files")
    parser.add_argument("--data", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=folder)
    text = N_("sign-in name that opens the office's records; the password is read from the input")
    parser.add_argument("--login", metavar="NAME", default="", help=text)


def _speaks(parser: Parser, default: str = "") -> None:
    """In which language a command answers; one that is named before the command holds as well."""
    text = N_("language of the answer")
    parser.add_argument("--language", choices=LANGUAGES, default=default or Parser.language, help=text)


def _language(words: Sequence[str]) -> str:
    """The one asked for, else that of this desk's settings, else Russian under a Russian locale, else Kazakh."""
    asked = _value(words, "--language", _SHORTEST)
    if asked in LANGUAGES:
        return asked
    folder = _value(words, "--data", "--data")
    found = text_in((Path(folder) if folder else paths.data_dir()) / "settings.json", "language")
    if found in LANGUAGES:
        return found
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ru" if locale.startswith("ru") else "kk"


def _value(words: Sequence[str], option: str, shortest: str) -> str:
    """What the last such option is given, written in any way the parser takes."""
    found = ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        name, sign, value = word.partition("=")
        if name.startswith(shortest) and option.startswith(name):
            found = value if sign else following
    return found
