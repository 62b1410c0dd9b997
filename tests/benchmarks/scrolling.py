"""P10: scrolling a register of a million lines, against a plain QTableView over a list of as many.

Each side runs in a process of its own, `python -m tests.benchmarks.scrolling <side>`, so that memory can be told apart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Line, absent, at_most, below
from tests.benchmarks.timing import milliseconds, p50, p99

ROWS = 1_000_000
PAGE = 50
FRAMES = 300
WARM_UP = 20
ROUNDS = 3
SIZE = (1160, 660)
STEP = 102
"""Pixels from frame to frame: three lines, as a notch of the wheel."""
_ROOT = Path(__file__).parents[2]
_Figures = dict[str, Any]


def measure() -> list[Line]:
    if not Path("/proc/self/status").exists():
        return [absent("P10", "scrolling the register", "memory", "is read from /proc")]
    ours, plain = [], []
    for _round in range(ROUNDS):
        ours.append(_run("ours"))
        plain.append(_run("list"))
    what = f"scroll frame, {ROWS:,} lines"
    peer = "QTableView over a list"
    return [
        at_most("P10", f"{what}, p50", *(_best(runs, "p50") for runs in (ours, plain)), 1.2, peer),
        at_most("P10", f"{what}, p99", *(_best(runs, "p99") for runs in (ours, plain)), 1.2, peer),
        below("P10", "memory above an empty window, all read", _best(ours, "memory"), 60, unit="MB"),
        Line("P10", "the same of the list", f"{_best(plain, 'memory'):.0f} MB"),
    ]


def _best(runs: list[_Figures], name: str) -> float:
    """The machine is shared: the round that was disturbed least."""
    return min(float(run[name]) for run in runs)


def _run(side: str) -> _Figures:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scrolling", side],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    found: _Figures = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _memory() -> float:
    """Megabytes of this process that are in memory."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _frames(view: Any) -> list[float]:
    """Milliseconds of each frame, scrolling by the wheel from the middle on; waiting work is done between frames."""
    from PySide6.QtWidgets import QApplication

    bar, viewport = view.verticalScrollBar(), view.viewport()
    start, took = bar.maximum() // 2, []

    def frame(at: int) -> None:
        bar.setValue(at)
        viewport.repaint()

    for number in range(FRAMES + WARM_UP):
        took.append(milliseconds(lambda at=start + number * STEP: frame(at)))
        QApplication.processEvents()
    return took[WARM_UP:]


def _figures(view: Any, fill: Callable[[], None]) -> _Figures:
    from PySide6.QtWidgets import QApplication

    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()
    empty = _memory()
    fill()
    QApplication.processEvents()
    if view.model().rowCount() != ROWS:
        raise AssertionError(f"{view.model().rowCount()} lines are there")
    frames = _frames(view)
    return {"p50": p50(frames), "p99": p99(frames), "memory": _memory() - empty}


def _ours(folder: Path) -> _Figures:
    """The table of the register; its pages come from invented lines instead of the records, made when they are read."""
    from desk_app.domain.language import Bilingual
    from desk_app.usecases.ports import CaseRow
    from tests.benchmarks.registration import signed_in
    from tests.support.office import open_office
    from ui.register.lines import CaseLine
    from ui.register.table import REGISTER_COLUMNS, CaseTable

    open_office(folder, with_accounts=True).close()
    with signed_in(folder) as desk:
        view = CaseTable(desk, REGISTER_COLUMNS, "register_table")
        model = view.lines
        title = Bilingual("Атаулы әлеуметтік көмек", "Адресная социальная помощь")
        now = desk.clock.now()

        def page_after(row: CaseRow | None) -> tuple[CaseLine, ...]:
            first = int(row.number[-7:]) + 1 if row is not None else 0
            rows = (_row(number, now - timedelta(minutes=number)) for number in range(first, first + PAGE))
            return tuple(CaseLine(one, title, None) for one in rows)

        def read_all() -> None:
            view.show_lines(page_after(None), more=True)
            while model.rowCount() < ROWS:
                model.add_lines(page_after(model.last_row), more=model.rowCount() + PAGE < ROWS)

        def read_again(page: int) -> None:
            after = model.after(page)
            model.put_page(page, after, page_after(after))

        from PySide6.QtCore import Qt

        # as in the program, not before the frame that asks for it is painted
        model.wants_page.connect(read_again, Qt.ConnectionType.QueuedConnection)
        found = _figures(view, read_all)
        view.close()
    return found


def _row(number: int, at: Any) -> Any:
    from desk_app.domain.cases import CaseState
    from desk_app.domain.keys import new_key
    from desk_app.domain.regulation import Channel
    from desk_app.usecases.ports import CaseRow

    return CaseRow(
        key=new_key(),
        number=f"А-2019-{number:07}",
        iin=f"{number:012}",
        applicant=f"Әбдірахманов Нұрлан {number}",
        service="tsa_assignment",
        edition="tsa_assignment/2018-03-23",
        channel=Channel.CENTRE,
        registered_at=at,
        registered_by_name="Сейітова Айгүл Маратқызы",
        state=CaseState.OPEN,
        waiting_step="resolve",
        waiting_role=None,
        step_due_at=at,
        service_due_at=at,
    )


def _list(_folder: Path) -> _Figures:
    """What one writes first: a model over a list of tuples of text, seven columns, text and nothing else."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QAbstractItemView, QTableView

    class Model(QAbstractTableModel):
        def __init__(self) -> None:
            super().__init__()
            self.rows: list[tuple[str, ...]] = []

        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
            return 0 if parent.isValid() else len(self.rows)

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
            return 0 if parent.isValid() else 7

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.rows[index.row()][index.column()]
            return None

    model, view = Model(), QTableView()
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(34)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def fill() -> None:
        model.beginResetModel()
        model.rows = [
            (
                f"А-2019-{number:07}", f"Әбдірахманов Нұрлан {number}", "Атаулы әлеуметтік көмек", "16.09.2019",
                "⏱ жүргізілуде", "", "⏱ мерзімі өтті",
            )
            for number in range(ROWS)
        ]  # fmt: skip
        model.endResetModel()
        view.resizeColumnToContents(0)
        for column, width in enumerate((130, 330, 190, 100, 130, 130, 150)):
            view.setColumnWidth(column, width)

    found = _figures(view, fill)
    view.close()
    return found


def main(side: str) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.theme import apply_theme

    application = QApplication([])
    apply_theme(application)  # on either side: what differs is the table
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        print(json.dumps({"ours": _ours, "list": _list}[side](Path(place))))


if __name__ == "__main__":
    main(sys.argv[1])
