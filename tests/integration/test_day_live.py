"""A change made by another process shows in the window of this one, by the server's own notice."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import Role
from desk_app.usecases.day_window import Figure
from desk_app.usecases.office import NewMember, member_of
from tests.integration.conftest import Cluster
from tests.support.office import PASSWORD, POSITION, TestOffice, open_office
from ui.background import Background
from ui.day.page import DayPage
from ui.line.column import LineColumn
from ui.line.watch import LineWatch

_OTHER = """
import sys
from pathlib import Path
from desk_app.bootstrap import open_program
from tests.support.clock import StandingClock
from tests.support.office import PASSWORD
entrance = open_program(Path(sys.argv[1]), sys.argv[2], clock=StandingClock()).entrance()
desk = entrance.sign_in("desk0", PASSWORD)
print("ready", flush=True)
for _line in sys.stdin:
    print(desk.line.take_ticket(desk.session, "tsa_assignment").ticket, flush=True)
entrance.close()
"""


class OtherDesk:
    """A desk in a process of its own, which gives a ticket at each line it is sent."""

    def __init__(self, folder: Path, database: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _OTHER, str(folder), database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self._line() == "ready\n"

    def give_ticket(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._line().startswith("А-")

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def close(self) -> None:
        self._process.communicate()


def _office(folder: Path, database: str) -> TestOffice:
    """An office with the account of the other desk."""
    office = open_office(folder, database)
    boss = office.desks["basqaru"]
    hashed = office.entrance._equipment.passwords.hash(PASSWORD)
    with office.entrance._opened().unit_of_work(boss.session.office.key, None) as work:
        new = NewMember("desk0", "Сейітова", "Айгүл", "", POSITION, (Role.CLERK,), PASSWORD)
        work.add_member(member_of(new, boss.session.office.key), hashed)
        work.commit()
    return office


@pytest.mark.postgres
def test_a_ticket_of_another_process_is_counted_here(tmp_path: Path, postgres_database: str) -> None:
    office = _office(tmp_path / "first", postgres_database)
    boss = office.desks["basqaru"]
    heard = threading.Semaphore(0)
    stop = boss.changes.listen(boss.session.office.key, heard.release)
    assert heard.acquire(timeout=20), "the listener tells when it is there"
    other = OtherDesk(tmp_path / "other", postgres_database)
    try:
        while heard.acquire(blocking=False):
            pass
        for count in (1, 2, 3):
            begun = monotonic()
            other.give_ticket()
            assert heard.acquire(timeout=5)
            assert boss.day_window.live(boss.session).figures[Figure.WAITING] == count
            assert monotonic() - begun < 5
    finally:
        other.close()
        stop()
        office.close()


@pytest.mark.postgres
def test_a_ticket_of_another_process_comes_onto_the_screen(
    qtbot: QtBot, tmp_path: Path, postgres_database: str
) -> None:
    """The window reads because it is told: the office's clock stands, so nothing in it is read by the clock."""
    office, background = _office(tmp_path / "first", postgres_database), Background()
    page = DayPage(office.desks["basqaru"], background)
    qtbot.addWidget(page)
    watch = LineWatch(office.desks["aigul"], background)
    watch.start()
    other = OtherDesk(tmp_path / "other", postgres_database)
    try:
        with qtbot.waitSignal(page.shown, timeout=20_000):
            page.show()
        for count in (1, 2, 3):
            other.give_ticket()
            qtbot.waitUntil(lambda count=count: page.tiles[Figure.WAITING].number() == count, timeout=5_000)  # type: ignore[misc]
            qtbot.waitUntil(lambda count=count: len(watch.line.waiting) == count, timeout=5_000)  # type: ignore[misc]
    finally:
        other.close()
        watch.stop()
        page.leave()
        page.hide()
        background.wait_idle()
        background.stop()
        office.close()


@pytest.mark.postgres
def test_what_was_missed_while_the_server_was_away_is_shown(
    qtbot: QtBot, tmp_path: Path, postgres_cluster: Cluster
) -> None:
    """The day and the line of a desk say that they are not live, and read anew when the server is back."""
    office, background = open_office(tmp_path / "first", postgres_cluster.url), Background()
    page = DayPage(office.desks["basqaru"], background)
    qtbot.addWidget(page)
    watch = LineWatch(office.desks["aigul"], background)
    column = LineColumn(watch, QWidget())
    qtbot.addWidget(column)
    lost = column.findChild(QLabel, "line.lost")
    try:
        with qtbot.waitSignal(watch.changed, timeout=20_000):
            watch.start()
        column.show()
        assert not lost.isVisible()
        with qtbot.waitSignal(page.shown, timeout=20_000):
            page.show()
        said = page.fresh.text()
        postgres_cluster.stop()
        # nobody presses anything: both say by themselves that they are as of a while ago
        qtbot.waitUntil(lambda: "⚠" in page.fresh.text(), timeout=10_000)
        assert page.fresh.text() != said and page.fresh.toolTip()
        qtbot.waitUntil(lost.isVisible, timeout=10_000)
        page.refresh()
        qtbot.waitUntil(page.message.isVisible, timeout=10_000)
        postgres_cluster.start_again()
        desk = office.desks["aigul"]
        desk.line.take_ticket(desk.session, "tsa_assignment")
        qtbot.waitUntil(lambda: page.tiles[Figure.WAITING].number() == 1, timeout=20_000)
        qtbot.waitUntil(lambda: len(watch.line.waiting) == 1, timeout=20_000)
        assert not page.message.isVisible()
        assert "⚠" not in page.fresh.text() and not lost.isVisible()
    finally:
        watch.stop()
        column.hide()
        page.leave()
        page.hide()
        background.wait_idle()
        background.stop()
        office.close()
