"""P9 and P17: the supervisor's window with 600 visits and 20 desks, driven for a minute, then left alone.

The window runs in a process of its own, `python -m tests.benchmarks.day_window`; a thread of it plays the desks, twenty
changes a second. A frame is what the windows' thread needs between two turns of its own; a change is on the screen when
the reading that holds it has been painted by the window's own turn. Beside it a bare label that hears of the same
commits, reads nothing and writes one number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import monotonic, process_time, sleep, thread_time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel

from tests.benchmarks.table import Line, below
from tests.benchmarks.timing import p50, p99

VISITS, DESKS = 600, 20
BUSY_SECONDS, IDLE_SECONDS = 60.0, 20.0
APART = 0.05
"""Seconds between two changes: twenty a second."""
SINGLE, REST_SECONDS = 100, 0.6
"""Changes that come alone, and the quiet after each."""
_ROOT = Path(__file__).parents[2]


def measure() -> list[Line]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.day_window"],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    what = f"{VISITS} visits, {DESKS} desks"
    return [
        below("P9", f"day window, {what}: frame p99, 20 changes/s", found["frame_p99"], 50),
        Line("P9", "the same, p50", f"{found['frame_p50']:.1f} ms"),
        below("P9", "one change, commit to painted, p99", found["change_p99"], 25),
        Line("P9", "the same, p50", f"{found['change_p50']:.1f} ms"),
        Line("P9", "the same in a bare label, p50", f"{found['floor_p50']:.1f} ms"),
        Line("P9", "the same in a bare label, p99", f"{found['floor_p99']:.1f} ms"),
        below("P9", "windows' thread with 20 changes/s", found["gui_share"], 2, unit="% of a core"),
        Line("P9", "readings beside it", f"{found['reading_share']:.1f} % of a core"),
        below("P17", "idle window", found["idle"], 0.5, unit="% of a core"),
    ]


def _fill(office: Any) -> list[Any]:
    """Six hundred people of a day: most served, a hundred in the line; twenty clerks."""
    from datetime import timedelta

    from desk_app.domain.keys import new_key
    from desk_app.domain.line import Visit, VisitResult, VisitState
    from desk_app.domain.staff import Role, Session
    from desk_app.usecases.desk import open_desk
    from desk_app.usecases.office import NewMember, member_of
    from tests.support.office import PASSWORD, POSITION

    boss = office.desks["basqaru"]
    records, equipment = office.entrance._opened(), office.entrance._equipment
    key, now = boss.session.office.key, office.clock.now()
    hashed = equipment.passwords.hash(PASSWORD)
    desks = []
    with records.unit_of_work(key, boss.session.member.key) as work:
        for number in range(DESKS):
            new = NewMember(f"desk{number}", f"Сейітова{number:02}", "Айгүл", "", POSITION, (Role.CLERK,), PASSWORD)
            member = member_of(new, key)
            work.add_member(member, hashed)
            desks.append(open_desk(Session(member, boss.session.office, f"{number}-терезе"), records, equipment))
        for number in range(VISITS):
            turn = work.line.take_turn(now.date())
            work.numbers.take(f"ticket/tsa_assignment/{now.date().isoformat()}")
            came = now - timedelta(minutes=240) + timedelta(seconds=20 * number)
            visit = Visit(
                new_key(), key, now.date(), f"А-{turn:03}", "tsa_assignment", turn, came, came, name=f"Келуші {turn}"
            )
            if number < VISITS - 100:
                clerk = desks[turn % DESKS].session.member
                began = came + timedelta(minutes=9)
                from dataclasses import replace

                visit = replace(
                    visit, state=VisitState.ENDED, result=VisitResult.ASKED, clerk=clerk.key,
                    clerk_name=clerk.short_name, called_at=began, began_at=began,
                    ended_at=began + timedelta(minutes=8),
                )  # fmt: skip
            work.line.add(visit)
        work.commit()
    return desks


def _play(desks: list[Any], ends: float, committed: list[float]) -> None:
    """Call, begin, end, over and over: one change at a time."""
    from desk_app.domain.line import VisitResult

    at = 0
    while monotonic() < ends:
        desk = desks[at % DESKS]
        at += 1
        visit = desk.line.at_desk(desk.session)
        if visit is None:
            if desk.line.call_next(desk.session) is None:
                desk.line.take_ticket(desk.session, "tsa_assignment")
        elif visit.began_at is None:
            desk.line.begin(desk.session, visit.key)
        else:
            desk.line.end(desk.session, visit.key, VisitResult.ASKED)
            desk.line.take_ticket(desk.session, "tsa_assignment")
        committed.append(monotonic())
        sleep(APART)


def main() -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from tests.support.office import open_office
    from ui.background import Background
    from ui.day.page import Choice
    from ui.day.window import DayWindow
    from ui.theme import apply_theme

    qt = QApplication([])
    apply_theme(qt)
    with tempfile.TemporaryDirectory(prefix="tereze-bench-") as place:
        office = open_office(Path(place))
        desks = _fill(office)
        background = Background()
        window = DayWindow(office.desks["basqaru"], background)
        window.resize(1366, 768)
        window.show()
        loop = QEventLoop()

        def run(seconds: float) -> None:
            QTimer.singleShot(round(seconds * 1000), loop.quit)
            loop.exec()

        run(2)
        from desk_app.usecases.day_window import Figure

        window.page.open_figure(Choice(Figure.WAITING))
        window.page.tiles[Figure.WAITING].setFocus()
        run(2)
        found: dict[str, float] = {}
        seconds = QTimer()
        seconds.timeout.connect(lambda: office.clock.advance(seconds=1))  # the clocks of the window run
        seconds.start(1000)
        idle = process_time()
        run(IDLE_SECONDS)
        seconds.stop()
        found["idle"] = (process_time() - idle) / IDLE_SECONDS * 100
        floor = _Floor()
        floor.show()
        boss = office.desks["basqaru"]
        stop = boss.changes.listen(boss.session.office.key, floor.heard.emit)
        window.hide()
        found["floor_p50"], found["floor_p99"] = _single_changes(floor, floor.heard, desks, run)
        stop()
        floor.close()
        window.show()
        run(1)
        found["change_p50"], found["change_p99"] = _single_changes(window, window.page.shown, desks, run)
        found |= _busy(window, desks, run)
        window.close()
        background.wait_idle()
        background.stop()
        office.close()
    print(json.dumps(found))


class _Painted(QObject):
    """Notes when the window has painted what the last reading brought. Only what has changed is painted, in the turn
    the platform gives for it: nothing is hurried."""

    def __init__(self, window: Any, shown: Any) -> None:
        super().__init__(window)
        self.at: list[float] = []
        self._is_due = False
        shown.connect(self._on_shown)
        window.installEventFilter(self)

    def _on_shown(self) -> None:
        self._is_due = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_due and event.type() == QEvent.Type.UpdateRequest:
            self._is_due = False
            # the next turn comes after the painting of this one
            QTimer.singleShot(0, self, lambda: self.at.append(monotonic()))
        return False


def _single_changes(window: Any, shown: Any, desks: list[Any], run: Any) -> tuple[float, float]:
    """One change, a rest, the next: from its commit to the painted window, p50 and p99 in milliseconds."""
    painted = _Painted(window, shown)
    took = []
    for number in range(SINGLE):
        committed: list[float] = []
        painted.at.clear()
        thread = threading.Thread(target=_change, args=(desks[number % DESKS], committed))
        thread.start()
        run(REST_SECONDS)
        thread.join()
        if painted.at:
            took.append((painted.at[0] - committed[0]) * 1000)
    window.removeEventFilter(painted)
    painted.deleteLater()
    if len(took) < SINGLE * 0.9:
        raise RuntimeError(f"only {len(took)} of {SINGLE} changes were painted")
    return p50(took), p99(took)


class _Floor(QLabel):
    """The limit: a bare window that writes one number when it hears of a commit, and reads nothing."""

    heard = Signal()

    def __init__(self) -> None:
        super().__init__("0")
        self.resize(200, 60)
        self.heard.connect(lambda: self.setText(str(int(self.text()) + 1)), Qt.ConnectionType.QueuedConnection)


def _change(desk: Any, committed: list[float]) -> None:
    stop = desk.changes.listen(desk.session.office.key, lambda: committed.append(monotonic()))
    desk.line.take_ticket(desk.session, "tsa_assignment")
    stop()


def _busy(window: Any, desks: list[Any], run: Any) -> dict[str, float]:
    """A minute of twenty changes a second: how long the windows' thread is away from its events, and what it costs."""
    frames: list[float] = []
    last = [monotonic()]

    def turn() -> None:
        now = monotonic()
        frames.append((now - last[0]) * 1000 - 10)
        last[0] = now

    clock = QTimer(window)
    clock.setInterval(10)
    clock.timeout.connect(turn)
    committed: list[float] = []
    played = [0.0]

    def play() -> None:
        begun = thread_time()
        _play(desks, monotonic() + BUSY_SECONDS, committed)
        played[0] = thread_time() - begun

    baseline = thread_time()
    clock.start()
    run(3)
    ticking = (thread_time() - baseline) / 3
    thread = threading.Thread(target=play)
    frames.clear()
    last[0] = monotonic()
    gui, all_threads = thread_time(), process_time()
    thread.start()
    run(BUSY_SECONDS)
    gui, all_threads = thread_time() - gui, process_time() - all_threads
    thread.join()
    clock.stop()
    away = [max(one, 0.0) for one in frames]
    return {
        "frame_p50": p50(away),
        "frame_p99": p99(away),
        "gui_share": max(gui / BUSY_SECONDS - ticking, 0.0) * 100,
        "reading_share": max(all_threads - gui - played[0], 0.0) / BUSY_SECONDS * 100,
        "changes": len(committed),
    }


if __name__ == "__main__":
    main()
