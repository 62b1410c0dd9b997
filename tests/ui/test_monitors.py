"""A window on a monitor of its own. Qt's offscreen platform gives a process of its own two."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import json
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from ui.monitors import Monitor, fill_monitor, frame_on_main

program = QApplication([])
first, second = program.screens()
window = QWidget()
window.resize(1280, 720)

def show(screen):
    if screen is None:
        frame_on_main(window)
    else:
        fill_monitor(window, screen, Qt.WindowState.WindowFullScreen)

told, found = [], {}
monitor = Monitor(window, show)
monitor.chosen.connect(told.append)

def note(step):
    program.processEvents()
    found[step] = [window.screen().name(), window.isFullScreen(), list(told)]
    told.clear()

monitor.open("")
note("first time")
monitor.next()
note("next")
monitor.next()
note("next again")
program.screenRemoved.emit(second)
note("its cable is out")
program.screenAdded.emit(second)
note("its cable is in")
monitor.choose("of the year before")
note("unknown")
menu = QMenu()
monitor.fill(menu)
found["menu"] = [[action.text(), action.isChecked()] for action in menu.actions()]
menu.actions()[0].trigger()
note("from the menu")
monitor.open("of the year before", first)
note("what was remembered is gone")
print(json.dumps(found))
"""


def screen(name: str, x: int, width: int, height: int) -> dict[str, object]:
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    return {"name": name, "x": x, "y": 0, "width": width, "height": height, **dots}


def test_a_window_stays_on_its_monitor_and_comes_back_when_it_is_gone(tmp_path: Path) -> None:
    places = tmp_path / "screens.json"
    both = [screen("desk", 0, 1366, 768), screen("hall", 1366, 1920, 1080)]
    places.write_text(json.dumps({"screens": both}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={places}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == {
        "first time": ["hall", True, ["hall"]],
        "next": ["desk", True, ["desk"]],
        "next again": ["hall", True, ["hall"]],
        "its cable is out": ["desk", False, []],
        "its cable is in": ["hall", True, []],
        "unknown": ["hall", True, []],
        "menu": [["&1 desk, 1366 × 768", False], ["&2 hall, 1920 × 1080", True]],
        "from the menu": ["desk", True, ["desk"]],
        "what was remembered is gone": ["hall", True, []],
    }
