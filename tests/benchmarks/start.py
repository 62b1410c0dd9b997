"""P1: from starting the process to the painted sign-in window, against a bare window and other desktop programs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.peers.python import FOLDER, PYTHON, Absent, reason
from tests.benchmarks.table import Line, absent, at_most
from tests.benchmarks.timing import p50
from tests.support.office import open_office

STARTS = 5
WAIT = 30
_ROOT = FOLDER.parents[2]
_SCRIPT = FOLDER / "first_paint.py"


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        folder = Path(place)
        open_office(folder / "office").close()  # without one the program opens with the first run, not the sign-in
        commands = {
            "bare": [sys.executable, _SCRIPT, "bare"],
            "tereze": [sys.executable, _SCRIPT, "tereze", "--data", folder / "office"],
            "vorta": [PYTHON, _SCRIPT, "vorta"],
            "anki": [PYTHON, _SCRIPT, "anki", "-b", folder / "anki"],
        }
        took, faults = _turn_by_turn({name: list(map(str, words)) for name, words in commands.items()}, folder)
    return _lines(took, faults)


_Times = dict[str, list[tuple[float, float]]]


def _lines(took: _Times, faults: dict[str, str]) -> list[Line]:
    what = "process start to painted sign-in"
    middle = {name: p50([last for _first, last in times]) for name, times in took.items()}
    ours, lines = middle.get("tereze"), []
    if ours is None:
        lines.append(absent("P1", what, "ours", faults["tereze"]))
    else:
        lines.append(at_most("P1", what, ours, middle["bare"], 1.5, "bare QMainWindow"))
        first = p50([first for first, _last in took["tereze"]])
        lines.append(
            at_most("P1", "process start to first, empty window", first, middle["bare"], 1.5, "bare QMainWindow")
        )
    for name in ("vorta", "anki"):
        title = f"{name.capitalize()}'s first window"
        if name not in middle:
            lines.append(absent("P1", what, name.capitalize(), faults[name]))
        elif ours is not None:
            lines.append(at_most("P1", what, ours, middle[name], 1, title))
        else:
            lines.append(at_most("P1", title, middle[name], middle["bare"], 1.5, "bare QMainWindow"))
    return lines


def _turn_by_turn(commands: dict[str, list[str]], folder: Path) -> tuple[_Times, dict[str, str]]:
    """Each program's starts, and why some could not."""
    took: _Times = {}
    faults: dict[str, str] = {}
    for name, words in commands.items():
        try:
            _start(words, folder)  # compiles, makes settings files
            took[name] = []
        except Absent as fault:
            faults[name] = str(fault)
    for _ in range(STARTS):
        for name in took:
            took[name].append(_start(commands[name], folder))
    return took, faults


def _start(words: list[str], folder: Path) -> tuple[float, float]:
    """Milliseconds to the first window, and to what was asked for."""
    own = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    (folder / "home").mkdir(mode=0o700, exist_ok=True)
    environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    begun = time.monotonic()
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=WAIT, env=environment, cwd=folder)
    except FileNotFoundError as error:
        raise Absent(".venv-bench is not there (make bench makes it)") from error
    except subprocess.TimeoutExpired as error:
        raise Absent(f"no window in {WAIT} s") from error
    if done.returncode:
        raise Absent(reason(done.stderr))
    moments = done.stdout.strip().splitlines()[-1].split()
    return (float(moments[0]) - begun) * 1000, (float(moments[-1]) - begun) * 1000
