"""`python -m tests.benchmarks [--full] [p1 p3 …]` measures and prints one table. It never fails for a slow figure."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import datetime

from tests.benchmarks import dates, day_window, journals, papers, registration, scrolling, search, start
from tests.benchmarks.table import Line, print_table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--full", action="store_true", help=f"P8 in {search.FULL:,} cases, not {search.SMALL:,}")
    parser.add_argument("targets", nargs="*", metavar="p1", help="only these (p1 p3 p6 p8 p10 p15)")
    options = parser.parse_args()
    cases = search.FULL if options.full else search.SMALL
    targets: dict[str, Callable[[], list[Line]]] = {
        "p1": start.measure,
        "p3": registration.measure,
        "p6": papers.measure,
        "p8": lambda: search.measure(cases),
        "p11": dates.measure,
        "p9": day_window.measure,
        "p10": scrolling.measure,
        "p15": journals.measure,
    }
    wanted = [name.lower() for name in options.targets] or list(targets)
    if unknown := set(wanted) - set(targets):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    lines = []
    for name in wanted:
        print(f"measuring {name.upper()} …", file=sys.stderr)
        lines += _measured(name.upper(), targets[name])
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{datetime.now():%Y-%m-%d %H:%M}, {platform.system()}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} cores{load}; medians unless said otherwise\n")
    print_table(lines)


def _measured(row: str, measure: Callable[[], list[Line]]) -> list[Line]:
    try:
        return measure()
    except Exception as error:  # the other rows are worth having
        print(f"{row}: {type(error).__name__}: {error}", file=sys.stderr)
        return [Line(row, "could not be measured", peer=f"{type(error).__name__}: {error}"[:80])]


if __name__ == "__main__":
    main()
