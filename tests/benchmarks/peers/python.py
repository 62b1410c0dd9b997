"""Running a script in `.venv-bench`, where the programs we are compared with are installed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PYTHON = FOLDER.parents[2] / ".venv-bench" / "bin" / "python"


class Absent(Exception):
    """The peer cannot be run; the text says why."""


def ask(script: str, question: object, *, timeout: float = 180) -> Any:
    """Give the script a JSON question on its input; return its JSON answer."""
    if not PYTHON.exists():
        raise Absent(".venv-bench is not there (make bench makes it)")
    try:
        done = subprocess.run(
            [PYTHON, FOLDER / script],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=timeout,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
        )
    except subprocess.TimeoutExpired as error:
        raise Absent(f"no answer in {timeout:g} s") from error
    if done.returncode:
        raise Absent(reason(done.stderr))
    return json.loads(done.stdout)


def reason(errors: str) -> str:
    """The last line of a traceback, short enough for a table: «No module named 'aqt'»."""
    last = (errors.strip().splitlines() or ["it ended without a word"])[-1]
    return last.removeprefix("ModuleNotFoundError: ")[:60]
