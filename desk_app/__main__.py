"""`python -m desk_app`: opens the program, or does one of the things of the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desk_app import __version__
from ui.screen import LIBRARIES, has_no_screen, missing_library

CANNOT_OPEN = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code: 0 done, 2 wrong words, 3 a system library or the screen is missing."""
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tereze", description="The front desk of an employment centre.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--database", metavar="URL", help="postgresql://… of a database that several desks share")
    parser.add_argument("--data", metavar="DIR", type=Path, help="folder of this desk's files")
    commands = parser.add_subparsers(dest="command")
    demo = commands.add_parser("demo", help="play a working day through the real windows")
    demo.add_argument("--out", metavar="DIR", type=Path, required=True, help="where papers and pictures go")
    demo.add_argument("--language", choices=("kk", "ru"), default="kk", help="first language of the screen")
    return parser


def _window(options: argparse.Namespace) -> int:
    from desk_app.bootstrap import open_program
    from ui.application import run

    return run(open_program(options.data, options.database))


def _demo(options: argparse.Namespace) -> int:
    from desk_app.bootstrap import open_program
    from desk_app.domain.language import Language
    from ui.demo.day import play

    return play(open_program, options.out, Language(options.language))


if __name__ == "__main__":
    sys.exit(main())
